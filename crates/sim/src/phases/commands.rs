//! Commands: what cells and control ask, checked against their rights and carried out or refused.

use crate::{
    command::{Ask, Command},
    decision::Decisions,
    event::{Audience, EndReason, OrderKind, What},
    exercise::Exercise,
    levers,
    limits::{MAX_COMMANDS_PER_TICK, MAX_LEGS, MAX_TEXT, MESSAGE_DELAY_S},
    list,
    phases::{planning, reload},
    setup::{Class, EnvironmentChange, MessageDraft, Order, SearchRequest},
    state::MessageState,
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
        Ask::Message(draft) => send(exercise, draft.clone()),
        Ask::Search(request) => search(exercise, request.clone(), decisions),
        Ask::Environment(change) => change_environment(exercise, *change),
        Ask::ReinstatePlugin(plugin) => {
            exercise.state.suspended[*plugin as usize] = false;
            decisions.reinstate(*plugin);
            exercise.emit(Audience::Control, What::PluginReinstated { plugin: *plugin });
        }
        Ask::ReloadPlugin(plugin) => reload::plugin(exercise, cell, *plugin, decisions),
        Ask::Note(text) => exercise.emit(Audience::Cells(vec![cell]), What::Note { cell, text: text.clone() }),
        Ask::End => exercise.end(EndReason::Control),
        Ask::List(ask) => list::take(exercise, ask, decisions),
        Ask::Lever(lever) => levers::pull(exercise, lever),
    }
}

pub(crate) fn check(exercise: &Exercise, command: &Command) -> Result<(), String> {
    let setup = &exercise.setup;
    let cell = setup.cells.get(command.cell as usize);
    let control = cell.is_some_and(|c| c.roles.contains(&crate::setup::Role::ExerciseControl));
    let known = |number: u32, count: usize, what: &str| {
        if (number as usize) < count { Ok(()) } else { Err(format!("there is no {what} number {number}")) }
    };
    let only_control = || if control { Ok(()) } else { Err("only exercise control may do that".to_owned()) };
    if levers::withdrawn(exercise, command.cell) && !matches!(command.action, Ask::Note(_)) {
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
        Ask::Message(draft) => {
            known(draft.from, setup.cells.len(), "cell")?;
            draft.to.iter().try_for_each(|to| known(*to, setup.cells.len(), "cell"))?;
            draft.about_object.map_or(Ok(()), |o| known(o, setup.objects.len(), "search object"))?;
            if !control && draft.from != command.cell {
                return Err("a message must be sent in the cell's own name".to_owned());
            }
            if draft.text.en.chars().count() > MAX_TEXT {
                return Err(format!("a message holds at most {MAX_TEXT} characters"));
            }
            Ok(())
        }
        Ask::Search(request) => {
            known(request.cell, setup.cells.len(), "cell")?;
            known(request.plugin, setup.plugins.len(), "plugin")?;
            known(request.object, setup.objects.len(), "search object")?;
            if !control && request.cell != command.cell {
                return Err("a search must be planned in the cell's own name".to_owned());
            }
            request.units.iter().try_for_each(|unit| {
                known(*unit, setup.units.len(), "unit")?;
                let own = setup.units[*unit as usize].cell == Some(request.cell);
                if own { Ok(()) } else { Err(format!("{} is not a unit of this cell", setup.units[*unit as usize].id)) }
            })
        }
        Ask::List(ask) => only_control().and_then(|()| list::check(exercise, ask)),
        Ask::ReinstatePlugin(plugin) | Ask::ReloadPlugin(plugin) => {
            only_control().and(known(*plugin, setup.plugins.len(), "plugin"))
        }
        Ask::Environment(_) | Ask::End => only_control(),
        Ask::Lever(lever) => levers::check(exercise, command.cell, lever),
        Ask::Note(text) if text.chars().count() > MAX_TEXT => {
            Err(format!("a note holds at most {MAX_TEXT} characters"))
        }
        Ask::Note(_) => known(command.cell, setup.cells.len(), "cell"),
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

/// Sends a checked message.
pub(crate) fn send(exercise: &mut Exercise, draft: MessageDraft) {
    let tick = exercise.state.tick;
    let message = exercise.state.messages.len() as u32;
    let mut known_to = draft.to.clone();
    known_to.push(draft.from);
    let what = What::MessageSent { message, from: draft.from, to: draft.to.clone(), kind: draft.kind.clone() };
    let deliveries = draft.to.iter().map(|to| (*to, tick + MESSAGE_DELAY_S, false)).collect();
    exercise.state.messages.push(MessageState { sent: tick, draft, deliveries });
    exercise.emit(Audience::Cells(known_to), what);
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
