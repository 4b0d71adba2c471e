//! Commands: what cells and control ask, checked against their rights and carried out or refused.

use crate::{
    cells::{self, sharing},
    command::{Ask, Command},
    coordination,
    decision::Decisions,
    event::{Audience, EndReason, OrderKind, What},
    exercise::Exercise,
    levers,
    limits::{MAX_COMMANDS_PER_TICK, MAX_LEGS, MAX_PLUGINS},
    list, notes,
    phases::{planning, plugins},
    setup::{Class, EnvironmentChange, Order, PluginDecl, SearchRequest, Split, World},
    talk,
};

impl Order {
    /// The kind of the order, without its details.
    pub fn kind(&self) -> OrderKind {
        match self {
            Order::Hold => OrderKind::Hold,
            Order::GoTo(_) => OrderKind::GoTo,
            Order::Route(_) => OrderKind::Route,
            Order::Patrol(_) => OrderKind::Patrol,
            Order::Search { .. } => OrderKind::Search,
            Order::Escort(_) => OrderKind::Escort,
            Order::ReturnToBase => OrderKind::ReturnToBase,
            Order::Recover(_) => OrderKind::Recover,
            Order::Investigate(_) => OrderKind::Investigate,
        }
    }
}

/// Takes the commands of this tick in their order.
pub(crate) fn run(exercise: &mut Exercise, commands: &[Command], decisions: &mut dyn Decisions) {
    for (number, command) in commands.iter().enumerate() {
        if number == MAX_COMMANDS_PER_TICK {
            let reason = format!("more than {MAX_COMMANDS_PER_TICK} commands in one second");
            refuse(exercise, command.cell, reason);
            break;
        }
        let before = exercise.state.units.iter().map(|u| u.order_serial).collect::<Vec<_>>();
        take(exercise, command, decisions);
        for (unit, serial) in exercise.state.units.iter_mut().zip(before) {
            unit.by_hand |= unit.order_serial != serial;
        }
    }
}

/// Carries out one command, or refuses it.
pub(crate) fn take(exercise: &mut Exercise, command: &Command, decisions: &mut dyn Decisions) {
    let cell = command.cell;
    if let Err(reason) = check(exercise, command) {
        refuse(exercise, cell, reason);
        return;
    }
    match &command.action {
        Ask::Order { unit, order } => give_order(exercise, *unit, order.clone()),
        Ask::Message(draft) => talk::send(exercise, draft.clone()),
        Ask::Search(request) => search(exercise, request.clone(), decisions),
        Ask::Environment(change) => change_environment(exercise, *change),
        Ask::ReinstatePlugin(plugin) => {
            exercise.state.suspended[*plugin as usize] = false;
            decisions.reinstate(*plugin);
            exercise.emit(Audience::Control, What::PluginReinstated { plugin: *plugin });
        }
        Ask::ReloadPlugin(plugin) => plugins::reload(exercise, cell, *plugin, decisions),
        Ask::AddPlugin(id) => plugins::add(exercise, cell, id, decisions),
        Ask::End => exercise.end(EndReason::Control),
        Ask::List(ask) => list::take(exercise, ask, decisions),
        Ask::Lever(lever) => levers::pull(exercise, lever),
        Ask::Talk(ask) => talk::take(exercise, cell, ask),
        Ask::Coordination(ask) => coordination::take(exercise, cell, ask),
        Ask::Notes(ask) => notes::take(exercise, cell, ask),
        Ask::Cells(ask) => cells::carry_out(exercise, ask),
        Ask::Sharing(ask) => sharing::carry_out(exercise, ask),
        Ask::Behaviour { unit, plugin } => plugins::steer(exercise, *unit, *plugin),
    }
}

pub(crate) fn check(exercise: &Exercise, command: &Command) -> Result<(), String> {
    cells::check(exercise, command)?;
    let setup = &exercise.setup;
    let control = cells::may(exercise, command.cell, cells::Right::Override).is_ok();
    let known = |number: u32, count: usize, what: &str| {
        if (number as usize) < count { Ok(()) } else { Err(format!("there is no {what} number {number}")) }
    };
    if levers::withdrawn(exercise, command.cell) && !matches!(command.action, Ask::Notes(_)) {
        return Err("the cell has withdrawn from the exercise".to_owned());
    }
    match &command.action {
        Ask::Order { unit, order } => {
            known(*unit, setup.units.len(), "unit")?;
            let owner = setup.units[*unit as usize].cell;
            if !control && owner != Some(command.cell) {
                return Err(format!("{} is not a unit of this cell", setup.units[*unit as usize].id));
            }
            check_order(exercise, owner.unwrap_or(command.cell), *unit, order)
        }
        Ask::Message(draft) => talk::check_draft(exercise, command.cell, control, draft),
        Ask::Talk(ask) => talk::check(exercise, command.cell, control, ask),
        Ask::Search(request) => {
            known(request.cell, setup.cells.len(), "cell")?;
            known(request.plugin, setup.plugins.len(), "plugin")?;
            known(request.object, setup.objects.len(), "search object")?;
            if !control && request.cell != command.cell {
                return Err("a search must be planned in the cell's own name".to_owned());
            }
            if let Some(Split::LeftOf(line) | Split::RightOf(line)) = request.split {
                known(line, setup.lines.len(), "line")?;
            }
            request.units.iter().try_for_each(|unit| {
                known(*unit, setup.units.len(), "unit")?;
                let own = setup.units[*unit as usize].cell == Some(request.cell);
                if own { Ok(()) } else { Err(format!("{} is not a unit of this cell", setup.units[*unit as usize].id)) }
            })
        }
        Ask::List(ask) => list::check(exercise, ask),
        Ask::ReinstatePlugin(plugin) | Ask::ReloadPlugin(plugin) => known(*plugin, setup.plugins.len(), "plugin"),
        Ask::AddPlugin(id) => {
            if setup.plugins.iter().any(|plugin| plugin.id == *id) {
                return Err(format!("plugin {id} is in the exercise already: read it again to take in its changes"));
            }
            if setup.plugins.len() >= MAX_PLUGINS {
                return Err(format!("an exercise takes in plugins until it has {MAX_PLUGINS}"));
            }
            Ok(())
        }
        Ask::Environment(_) | Ask::End => Ok(()),
        Ask::Lever(lever) => levers::check(exercise, command.cell, lever),
        Ask::Coordination(ask) => coordination::check(exercise, command.cell, ask),
        Ask::Notes(ask) => notes::check(exercise, command.cell, ask),
        Ask::Cells(ask) => cells::valid(exercise, ask),
        Ask::Sharing(ask) => sharing::valid(exercise, command.cell, ask),
        Ask::Behaviour { unit, plugin } => {
            known(*unit, setup.units.len(), "unit")?;
            plugin.map_or(Ok(()), |plugin| {
                known(plugin, setup.plugins.len(), "plugin")?;
                check_behaviour(&setup.plugins[plugin as usize])
            })
        }
    }
}

fn check_behaviour(plugin: &PluginDecl) -> Result<(), String> {
    match &plugin.unusable {
        _ if plugin.world != World::VesselBehaviour => Err(format!("plugin {} does not steer units", plugin.id)),
        Some(reason) => Err(format!("plugin {} cannot be used: {reason}", plugin.id)),
        None => Ok(()),
    }
}

fn check_order(exercise: &Exercise, cell: u32, unit: u32, order: &Order) -> Result<(), String> {
    let setup = &exercise.setup;
    let legs = |legs: &[crate::setup::RouteLeg]| {
        if legs.is_empty() || legs.len() > MAX_LEGS {
            return Err(format!("a route has between 1 and {MAX_LEGS} legs"));
        }
        match legs.iter().all(|l| l.to.is_valid() && l.speed_mps.is_finite() && l.alt_m.is_finite()) {
            true => Ok(()),
            false => Err("a leg's place, speed or height is not a number".to_owned()),
        }
    };
    if !levers::reachable(exercise, unit) {
        return Err(format!("{} does not answer", setup.units[unit as usize].id));
    }
    match order {
        Order::GoTo(place) if !place.is_valid() => Err("the place is not a position".to_owned()),
        Order::GoTo(place)
            if setup.units[unit as usize].performance.class == Class::Vessel && setup.land.is_land(*place) =>
        {
            Err(format!("{place} is on land"))
        }
        Order::Route(route) | Order::Patrol(route) | Order::Search { legs: route, .. } => legs(route),
        Order::Escort(other) if *other as usize >= setup.units.len() || *other == unit => {
            Err("there is no such unit to escort".to_owned())
        }
        Order::Recover(object) if !exercise.state.cells[cell as usize].found.iter().any(|f| f.object == *object) => {
            Err("the cell has not found that object yet".to_owned())
        }
        Order::Recover(_) if setup.units[unit as usize].performance.survivor_capacity == 0 => {
            Err(format!("{} cannot take persons on board", setup.units[unit as usize].id))
        }
        Order::Recover(_) if !levers::can_recover(exercise, unit) => Err(levers::hoist_reason()),
        Order::Investigate(track)
            if !exercise.state.cells[cell as usize].tracks.values().any(|t| t.number == *track) =>
        {
            Err(format!("the cell has no contact {track}"))
        }
        _ => Ok(()),
    }
}

pub(crate) fn refuse(exercise: &mut Exercise, cell: u32, reason: String) {
    exercise.emit(Audience::Cells(vec![cell]), What::Refused { cell, reason });
}

/// Gives a checked order.
pub(crate) fn give_order(exercise: &mut Exercise, unit: u32, order: Order) {
    let kind = order.kind();
    let ready_s = exercise.setup.units[unit as usize].ready_s;
    let tick = exercise.state.tick;
    let state = &mut exercise.state.units[unit as usize];
    state.order = order;
    state.order_serial += 1;
    state.legs_done = 0;
    state.search_started = false;
    state.recovering = None;
    state.told_hindered = false;
    state.told_on_scene = false;
    state.ready_tick.get_or_insert(tick + ready_s);
    let audience = exercise.audience_of(unit);
    exercise.emit(audience, What::OrderGiven { unit, order: kind });
}

/// Plans a checked search and sends its units.
pub(crate) fn search(exercise: &mut Exercise, request: SearchRequest, decisions: &mut dyn Decisions) {
    let cell = request.cell;
    if let Err(reason) = planning::plan(exercise, request, decisions) {
        exercise.emit(Audience::Cells(vec![cell]), What::PlanFailed { cell, reason });
    }
}

/// Changes weather or sea.
pub(crate) fn change_environment(exercise: &mut Exercise, change: EnvironmentChange) {
    exercise.scratch.sweep.clear();
    exercise.state.change_environment(change);
    exercise.emit(Audience::Control, What::EnvironmentChanged);
}
