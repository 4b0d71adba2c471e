//! Logistics: fuel burns, units come home, refuel and leave again.

use sarex_model::units;

use crate::{
    event::What,
    exercise::Exercise,
    levers,
    limits::{AT_BASE_M, TICK_S},
    phases::{commands, decide},
    setup::{Base, Class, Order},
    view::Activity,
};

/// A unit turns back while this share of the run home is still in hand beyond its reserve.
const RETURN_MARGIN: f64 = 1.1;
/// What a unit says of a base that control closed.
const CLOSED: &str = "its base is closed";

/// Burns fuel, and lets units land and leave.
pub(crate) fn run(exercise: &mut Exercise) {
    for unit in 0..exercise.state.units.len() {
        let state = &exercise.state.units[unit];
        if state.lost {
            continue;
        }
        if state.at_base {
            leave(exercise, unit);
        } else {
            burn(exercise, unit);
            watch_link(exercise, unit);
            arrive(exercise, unit);
        }
        let state = &mut exercise.state.units[unit];
        state.seconds[state.activity as usize] += 1;
    }
}

fn leave(exercise: &mut Exercise, unit: usize) {
    let tick = exercise.state.tick;
    let setup = exercise.setup.clone();
    let performance = &setup.units[unit].performance;
    let state = &mut exercise.state.units[unit];
    let ready = state.ready_tick.is_some_and(|t| t <= tick);
    state.activity = if ready { Activity::AtBase } else { Activity::Preparing };
    if !ready || matches!(state.order, Order::Hold | Order::ReturnToBase) {
        return;
    }
    let wind_mps = state.wind.length();
    if performance.wind_limit_mps > 0.0 && wind_mps > performance.wind_limit_mps {
        let reason = format!("wind {wind_mps:.1} m/s is above its limit of {:.1} m/s", performance.wind_limit_mps);
        hinder(exercise, unit, reason);
        return;
    }
    if !levers::port_open(exercise, levers::base(exercise, unit)) {
        hinder(exercise, unit, CLOSED.to_owned());
        return;
    }
    let state = &mut exercise.state.units[unit];
    state.at_base = false;
    state.told_low_fuel = false;
    state.link_lost = false;
    state.sorties += 1;
    state.speed_mps = performance.min_mps;
    state.activity = Activity::Transit;
    let audience = exercise.audience_of(unit as u32);
    exercise.emit(audience, What::UnderWay { unit: unit as u32 });
}

/// Tells once for each order why it cannot be carried out.
pub(crate) fn hinder(exercise: &mut Exercise, unit: usize, reason: String) {
    if !std::mem::replace(&mut exercise.state.units[unit].told_hindered, true) {
        let audience = exercise.audience_of(unit as u32);
        exercise.emit(audience, What::Hindered { unit: unit as u32, reason });
    }
}

fn burn(exercise: &mut Exercise, unit: usize) {
    let setup = exercise.setup.clone();
    let performance = &setup.units[unit].performance;
    let home = decide::base_position(exercise, unit);
    // A deck may run away from what comes home to it.
    let cruise_mps = performance.cruise_mps.min(levers::top_mps(exercise, unit));
    let deck_mps = match levers::base(exercise, unit) {
        Base::Deck(deck) => exercise.state.units[deck as usize].speed_mps,
        Base::Place(_) => 0.0,
    };
    let state = &mut exercise.state.units[unit];
    let share = match performance.class {
        // Propulsion power of a displacement hull grows with the cube of speed; a tenth keeps the lights on.
        Class::Vessel => {
            let ratio = state.speed_mps / performance.cruise_mps;
            (ratio * ratio * ratio).max(0.1)
        }
        _ => 1.0,
    };
    let burnt = (share * TICK_S).min(state.endurance_left_s);
    state.endurance_left_s -= burnt;
    state.fuel_used_s += burnt;
    // Once a minute is enough to notice; the run home against the wind of the day.
    if !state.told_low_fuel && exercise.state.tick.is_multiple_of(60) {
        let wind_mps = if performance.class == Class::Vessel { 0.0 } else { state.wind.length() };
        let ground_mps = (cruise_mps - wind_mps - deck_mps).max(0.2 * performance.cruise_mps);
        let need_s =
            state.at.distance_m(home) / ground_mps * RETURN_MARGIN + performance.reserve_frac * performance.endurance_s;
        state.told_low_fuel = state.endurance_left_s < need_s;
    }
    if state.endurance_left_s <= 0.0 {
        let at = state.at;
        state.lost = true;
        state.speed_mps = 0.0;
        state.activity = Activity::Lost;
        let audience = exercise.audience_of(unit as u32);
        exercise.emit(audience, What::OutOfFuel { unit: unit as u32, at });
    }
}

/// A drone that flies out of its controller's reach turns back by itself, as the published types do.
fn watch_link(exercise: &mut Exercise, unit: usize) {
    let link_m = exercise.setup.units[unit].performance.link_m;
    if link_m <= 0.0 || !exercise.state.tick.is_multiple_of(10) {
        return;
    }
    let home = decide::base_position(exercise, unit);
    let state = &mut exercise.state.units[unit];
    if !state.link_lost && state.at.distance_m(home) > link_m {
        state.link_lost = true;
        state.order = Order::ReturnToBase;
        state.order_serial += 1;
        let reason = format!("it left the reach of its data link, {:.1} nm, and turns back", units::to_nm(link_m));
        let audience = exercise.audience_of(unit as u32);
        exercise.emit(audience, What::Hindered { unit: unit as u32, reason });
    }
}

/// A unit that means to come home and is there, is at base.
fn arrive(exercise: &mut Exercise, unit: usize) {
    let home = decide::base_position(exercise, unit);
    let tick = exercise.state.tick;
    let setup = exercise.setup.clone();
    let performance = &setup.units[unit].performance;
    let state = &mut exercise.state.units[unit];
    let wants = state.helm.mode == 4 || state.order == Order::ReturnToBase;
    if state.lost || state.fallback || !wants || state.at.distance_m(home) > AT_BASE_M {
        return;
    }
    if !levers::port_open(exercise, levers::base(exercise, unit)) {
        hinder(exercise, unit, CLOSED.to_owned());
        return;
    }
    let state = &mut exercise.state.units[unit];
    let survivors = state.on_board;
    state.on_board = 0;
    state.at = home;
    state.at_base = true;
    state.speed_mps = 0.0;
    state.endurance_left_s = performance.endurance_s;
    state.ready_tick = Some(tick + performance.turnaround_s as u64);
    state.activity = Activity::Preparing;
    let resume = state.resume.take();
    let audience = exercise.audience_of(unit as u32);
    exercise.emit(audience.clone(), What::AtBase { unit: unit as u32 });
    if survivors > 0 {
        exercise.emit(audience, What::Landed { unit: unit as u32, survivors });
    }
    if let Some(object) = resume.filter(|o| exercise.state.objects[*o as usize].left() > 0) {
        commands::give_order(exercise, unit as u32, Order::Recover(object));
    }
}
