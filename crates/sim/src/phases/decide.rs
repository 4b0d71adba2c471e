//! Plugin decisions: one batch for each behaviour plugin, checked, clamped to what each unit can do, and kept.

use sarex_model::{math, position::Position};

use crate::{
    decision::{
        ACT_LEG_PASSED, ACT_ORDER_DONE, ACT_RETURNING, Act, Batch, Column, Contact, Decisions, Fault, Helm,
        LEG_SEARCHES, LegRow, OrderRow, OwnShip,
    },
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::SENSOR_CYCLE_S,
    phases::surveillance,
    setup::{Base, Class, Order, World},
    signals,
    view::Activity,
};

/// Asks every behaviour plugin whose time has come.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    let setup = exercise.setup.clone();
    for (number, plugin) in setup.plugins.iter().enumerate() {
        let period = period_s(plugin.rate_hz);
        let usable =
            plugin.world == World::VesselBehaviour && plugin.unusable.is_none() && !exercise.state.suspended[number];
        if usable && exercise.state.tick.is_multiple_of(period) {
            decide(exercise, number as u32, period, decisions);
        }
    }
    for unit in 0..exercise.state.units.len() {
        if exercise.state.units[unit].fallback {
            exercise.state.units[unit].helm = fallback(exercise, unit);
        }
    }
}

/// Whole ticks between the decisions of a plugin.
fn period_s(rate_hz: f64) -> u64 {
    if rate_hz.is_finite() && rate_hz > 0.0 { (1.0 / rate_hz).ceil().clamp(1.0, 3_600.0) as u64 } else { 1 }
}

fn decide(exercise: &mut Exercise, plugin: u32, period: u64, decisions: &mut dyn Decisions) {
    let mut batch = std::mem::take(&mut exercise.scratch.batch);
    let mut members = std::mem::take(&mut exercise.scratch.members);
    let mut outcome = std::mem::take(&mut exercise.scratch.outcome);
    fill(exercise, plugin, period, &mut batch, &mut members);
    if !members.is_empty() {
        outcome.helm.clear();
        outcome.acts.clear();
        outcome.state.clear();
        let faults = decisions.step(plugin, &batch, &mut outcome);
        let faulty = take_faults(exercise, plugin, &members, &faults);
        keep_state(exercise, plugin, &members, &outcome.state);
        for (index, unit) in members.iter().enumerate() {
            let bad = faulty.contains(unit);
            exercise.state.units[*unit as usize].fallback = bad;
            if let (false, Some(helm)) = (bad, outcome.helm.get(index)) {
                take_helm(exercise, *unit, *helm);
            }
        }
        for act in &outcome.acts {
            take_act(exercise, *act);
        }
    }
    exercise.scratch.batch = batch;
    exercise.scratch.members = members;
    exercise.scratch.outcome = outcome;
}

fn take_faults(exercise: &mut Exercise, plugin: u32, members: &[u32], faults: &[Fault]) -> Vec<u32> {
    let mut faulty = Vec::new();
    for fault in faults {
        let units = if fault.units.is_empty() || fault.suspended { members.to_vec() } else { fault.units.clone() };
        faulty.extend_from_slice(&units);
        exercise.state.suspended[plugin as usize] |= fault.suspended;
        let what = What::PluginFault {
            plugin,
            units,
            reason: fault.reason.clone(),
            suspended: fault.suspended,
            calls: fault.calls,
            restarts: fault.restarts,
        };
        exercise.emit(Audience::Control, what);
    }
    faulty
}

fn keep_state(exercise: &mut Exercise, plugin: u32, members: &[u32], state: &[u8]) {
    let stride = exercise.setup.plugins[plugin as usize].state_stride as usize;
    if stride == 0 || state.len() != stride * members.len() {
        return;
    }
    for (slot, unit) in state.chunks_exact(stride).zip(members) {
        let at = *unit as usize * stride;
        exercise.memory[plugin as usize][at..at + stride].copy_from_slice(slot);
    }
}

fn fill(exercise: &mut Exercise, plugin: u32, period: u64, batch: &mut Batch, members: &mut Vec<u32>) {
    let setup = exercise.setup.clone();
    let stride = setup.plugins[plugin as usize].state_stride as usize;
    let max_contacts = setup.plugins[plugin as usize].max_contacts as usize;
    if max_contacts > 0 && exercise.scratch.neighbours_tick.is_none_or(|t| exercise.state.tick >= t + SENSOR_CYCLE_S) {
        surveillance::find_neighbours(exercise);
    }
    members.clear();
    batch.ships.clear();
    batch.orders.clear();
    batch.legs.clear();
    batch.contacts.clear();
    batch.state.clear();
    batch.columns.resize_with(setup.plugins[plugin as usize].signals.len(), Column::default);
    for (number, column) in batch.columns.iter_mut().enumerate() {
        column.signal = number as u32;
        column.values.clear();
    }
    batch.tick = exercise.state.tick;
    batch.time_s = exercise.state.tick as f64;
    batch.dt_s = period as f64;
    for (unit, _) in setup.units.iter().enumerate().filter(|(_, u)| u.behaviour == Some(plugin)) {
        // Units at base are asked too, so that a plugin knows when its tanks are full.
        if exercise.state.units[unit].lost {
            continue;
        }
        members.push(unit as u32);
        let first_contact = batch.contacts.len();
        add_contacts(exercise, unit, max_contacts, &mut batch.contacts);
        let mut ship = own_ship(exercise, unit);
        ship.first_contact = first_contact as u32;
        ship.contact_count = (batch.contacts.len() - first_contact) as u32;
        batch.ships.push(ship);
        let order = order_row(exercise, unit, &mut batch.legs);
        batch.orders.push(order);
        for (column, signal) in batch.columns.iter_mut().zip(&setup.plugins[plugin as usize].signals) {
            column.values.push(signals::value(exercise, unit, signal));
        }
        batch.state.extend_from_slice(&exercise.memory[plugin as usize][unit * stride..(unit + 1) * stride]);
    }
}

fn own_ship(exercise: &Exercise, unit: usize) -> OwnShip {
    let state = &exercise.state.units[unit];
    let performance = &exercise.setup.units[unit].performance;
    let base = base_position(exercise, unit);
    // A unit steers by where it takes itself to be, and knows what its engines still give.
    let at = exercise.believed(unit as u32);
    let top_mps = levers::top_mps(exercise, unit);
    let low_fuel = state.told_low_fuel || state.link_lost;
    let status_bits = u32::from(state.recovering.is_some())
        | u32::from(state.at_base) << 1
        | u32::from(low_fuel) << 2
        | u32::from(performance.hovers) << 3
        | u32::from(is_fishing(exercise, unit)) << 4;
    OwnShip {
        id: unit as u32,
        class: performance.class.code(),
        status_bits,
        cell: exercise.setup.units[unit].cell.unwrap_or(u32::MAX),
        first_contact: 0,
        contact_count: 0,
        lat_deg: at.lat_deg,
        lon_deg: at.lon_deg,
        heading_deg: state.course_deg,
        speed_mps: state.speed_mps,
        turn_rate_dps: performance.turn_rate_dps,
        cruise_mps: performance.cruise_mps.min(top_mps),
        max_speed_mps: top_mps,
        min_speed_mps: performance.min_mps,
        fuel_frac: state.endurance_left_s / performance.endurance_s,
        endurance_left_s: (state.endurance_left_s - performance.reserve_frac * performance.endurance_s).max(0.0),
        base_lat_deg: base.lat_deg,
        base_lon_deg: base.lon_deg,
        wind_e_mps: state.wind.east_m,
        wind_n_mps: state.wind.north_m,
        current_e_mps: state.current.east_m,
        current_n_mps: state.current.north_m,
    }
}

/// Where a unit refuels now.
pub(crate) fn base_position(exercise: &Exercise, unit: usize) -> Position {
    match levers::base(exercise, unit) {
        Base::Place(place) => place,
        Base::Deck(deck) => exercise.state.units[deck as usize].at,
    }
}

fn order_row(exercise: &Exercise, unit: usize, legs: &mut Vec<LegRow>) -> OrderRow {
    let state = &exercise.state.units[unit];
    let first_leg = legs.len() as u32;
    let mut row = OrderRow { serial: state.order_serial, first_leg, ..OrderRow::default() };
    let place = |row: &mut OrderRow, at: Position| {
        row.lat_deg = at.lat_deg;
        row.lon_deg = at.lon_deg;
    };
    place(&mut row, exercise.believed(unit as u32));
    let mut add = |route: &[crate::setup::RouteLeg]| {
        legs.extend(route.iter().zip(0..).map(|(leg, number)| LegRow {
            lat_deg: leg.to.lat_deg,
            lon_deg: leg.to.lon_deg,
            speed_mps: leg.speed_mps,
            alt_m: leg.alt_m,
            flags: if leg.searching { LEG_SEARCHES } else { 0 },
            number,
        }));
    };
    match &state.order {
        Order::Hold => {}
        Order::GoTo(to) => {
            row.kind = 1;
            place(&mut row, *to);
        }
        Order::Route(route) => {
            row.kind = 2;
            add(route);
        }
        Order::Search { legs: route, .. } => {
            row.kind = 3;
            add(route);
        }
        Order::Escort(other) => {
            row.kind = 4;
            let other = &exercise.state.units[*other as usize];
            place(&mut row, other.at);
            set_velocity(&mut row, other.course_deg, other.speed_mps);
        }
        Order::ReturnToBase => row.kind = 5,
        Order::Recover(object) => {
            row.kind = 6;
            if let Some(found) = known_object(exercise, unit, *object) {
                place(&mut row, found.at);
                row.east_mps = found.velocity.east_m;
                row.north_mps = found.velocity.north_m;
            }
        }
        Order::Investigate(track) => {
            row.kind = 7;
            if let Some(track) = known_track(exercise, unit, *track) {
                let age_s = (exercise.state.tick - track.seen) as f64;
                let run = sarex_model::position::Vec2::from_polar(track.course_deg, track.speed_mps * age_s);
                place(&mut row, track.at.moved(run));
                set_velocity(&mut row, track.course_deg, track.speed_mps);
            }
        }
        Order::Patrol(route) => {
            row.kind = 8;
            add(route);
        }
    }
    row.leg_count = legs.len() as u32 - first_leg;
    row
}

fn set_velocity(row: &mut OrderRow, course_deg: f64, speed_mps: f64) {
    let velocity = sarex_model::position::Vec2::from_polar(course_deg, speed_mps);
    row.east_mps = velocity.east_m;
    row.north_mps = velocity.north_m;
}

fn known_object(exercise: &Exercise, unit: usize, object: u32) -> Option<&crate::state::Found> {
    let cell = exercise.setup.units[unit].cell?;
    exercise.state.cells[cell as usize].found.iter().find(|f| f.object == object)
}

fn known_track(exercise: &Exercise, unit: usize, track: u32) -> Option<&crate::state::Track> {
    let cell = exercise.setup.units[unit].cell?;
    exercise.state.cells[cell as usize].tracks.values().find(|t| t.number == track)
}

fn add_contacts(exercise: &Exercise, unit: usize, max: usize, contacts: &mut Vec<Contact>) {
    let Some(neighbours) = exercise.scratch.neighbours.get(unit).filter(|_| max > 0) else { return };
    let own = exercise.state.units[unit].at;
    let frame = sarex_model::position::LocalFrame::new(own);
    for other in neighbours.iter().take(max) {
        let state = &exercise.state.units[*other as usize];
        let relative = frame.to_local(state.at);
        let velocity = sarex_model::position::Vec2::from_polar(state.course_deg, state.speed_mps);
        contacts.push(Contact {
            track_id: *other,
            kind: if is_fishing(exercise, *other as usize) { 4 } else { 1 },
            age_s: 0.0,
            quality: 1.0,
            rel_east_m: relative.east_m,
            rel_north_m: relative.north_m,
            east_mps: velocity.east_m,
            north_mps: velocity.north_m,
        });
    }
}

/// A fishing vessel of the traffic: on its ground it is engaged in fishing.
fn is_fishing(exercise: &Exercise, unit: usize) -> bool {
    exercise.setup.units[unit].kind.starts_with("fishing")
}

/// Rounds a helm to what a log needs (0.1 degree, 0.01 m/s) and clamps it to what the unit can do.
fn take_helm(exercise: &mut Exercise, unit: u32, helm: Helm) {
    let performance = &exercise.setup.units[unit as usize].performance;
    let finite = helm.heading_deg.is_finite() && helm.speed_mps.is_finite() && helm.alt_m.is_finite();
    if !finite {
        exercise.state.units[unit as usize].fallback = true;
        return;
    }
    let speed = helm.speed_mps.clamp(performance.min_mps, performance.max_mps);
    let clamped = speed - helm.speed_mps > 0.5 || helm.speed_mps - speed > 0.5;
    exercise.state.units[unit as usize].helm = Helm {
        heading_deg: math::wrap_360((helm.heading_deg * 10.0).round() / 10.0),
        speed_mps: (speed * 100.0).round() / 100.0,
        alt_m: helm.alt_m.clamp(0.0, 15_000.0).round(),
        ..helm
    };
    if clamped && !exercise.state.units[unit as usize].told_clamped {
        exercise.state.units[unit as usize].told_clamped = true;
        exercise.emit(Audience::Control, What::HelmClamped { unit });
    }
}

fn take_act(exercise: &mut Exercise, act: Act) {
    if act.ship as usize >= exercise.state.units.len() {
        return;
    }
    let audience = exercise.audience_of(act.ship);
    let order = exercise.state.units[act.ship as usize].order.kind();
    match act.what {
        ACT_LEG_PASSED => pass_leg(exercise, act, audience),
        ACT_ORDER_DONE => {
            finish_search(exercise, act.ship);
            exercise.emit(audience, What::OrderDone { unit: act.ship, order });
        }
        ACT_RETURNING => exercise.emit(audience, What::ReturningForFuel { unit: act.ship }),
        _ => {}
    }
}

fn pass_leg(exercise: &mut Exercise, act: Act, audience: Audience) {
    let unit = &mut exercise.state.units[act.ship as usize];
    unit.legs_done = unit.legs_done.max(act.value + 1);
    let (done, started) = (unit.legs_done, unit.search_started);
    unit.search_started |= matches!(unit.order, Order::Search { .. });
    let Order::Search { plan, .. } = unit.order else { return };
    if let Some(part) = exercise.state.plans[plan as usize].parts.iter_mut().find(|p| p.unit == act.ship) {
        part.legs_done = done;
    }
    if started {
        exercise.emit(audience, What::LegPassed { unit: act.ship, leg: act.value });
    } else {
        exercise.emit(audience, What::SearchStarted { unit: act.ship, plan });
    }
}

fn finish_search(exercise: &mut Exercise, unit: u32) {
    if let Order::Search { plan, .. } = exercise.state.units[unit as usize].order {
        let audience = exercise.audience_of(unit);
        exercise.emit(audience, What::SearchDone { unit, plan });
    }
}

/// Hold (vessel, hoverer) or loiter in a slow turn (aeroplane): what a unit does when its plugin does not decide.
fn fallback(exercise: &Exercise, unit: usize) -> Helm {
    let performance = &exercise.setup.units[unit].performance;
    let state = &exercise.state.units[unit];
    if performance.class == Class::Vessel {
        return Helm { heading_deg: state.course_deg, leg: u32::MAX, ..Helm::default() };
    }
    if performance.hovers {
        // Into the wind at the speed of the wind: still over the ground.
        let into = state.wind * -1.0;
        let speed_mps = into.length().min(performance.max_mps);
        return Helm {
            heading_deg: into.bearing_deg(),
            speed_mps,
            alt_m: performance.sensor_height_m,
            mode: 0,
            leg: u32::MAX,
        };
    }
    Helm {
        heading_deg: math::wrap_360(state.course_deg + 30.0),
        speed_mps: performance.min_mps,
        alt_m: performance.sensor_height_m,
        mode: 0,
        leg: u32::MAX,
    }
}

/// What a unit shows to be doing.
pub(crate) fn activity(mode: u32) -> Activity {
    match mode {
        1 => Activity::Transit,
        2 => Activity::Searching,
        3 => Activity::OnScene,
        4 => Activity::Returning,
        5 => Activity::Patrolling,
        _ => Activity::Holding,
    }
}
