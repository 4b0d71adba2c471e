//! Satellite navigation jammed: units in the circle go on by dead reckoning, and their reckoning runs away from the truth
//! by the published share of the distance run.

use sarex_model::{
    planning::dead_reckoning_percent,
    rng::{Draw, Purpose},
    units,
};

use super::{Event, Reckoning};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::SENSOR_CYCLE_S,
    phases::decide,
    setup::Class,
};

/// A unit within sight of its base knows where it is; at most this far (assumed: a harbour's marks in good visibility).
const SIGHT_NM: f64 = 5.0;

/// Takes fixes away and gives them back, and lets the errors grow.
pub(crate) fn run(exercise: &mut Exercise) {
    let levers = &exercise.state.levers;
    let idle = levers.jams.is_empty() && levers.reckonings.is_empty();
    if idle || !exercise.state.tick.is_multiple_of(SENSOR_CYCLE_S) {
        return;
    }
    for unit in 0..exercise.state.units.len() as u32 {
        let known = exercise.state.levers.reckonings.iter().position(|r| r.unit == unit);
        match (known, without_fix(exercise, unit)) {
            (None, true) => lose(exercise, unit),
            (Some(at), true) => {
                let run_m = exercise.state.units[unit as usize].speed_mps * SENSOR_CYCLE_S as f64;
                exercise.state.levers.reckonings[at].error_m += run_m * share(exercise, unit);
            }
            (Some(at), false) => {
                let error_m = exercise.state.levers.reckonings.remove(at).error_m;
                tell(exercise, Event::FixRegained { unit, error_m });
            }
            (None, false) => {}
        }
    }
}

fn without_fix(exercise: &Exercise, unit: u32) -> bool {
    let state = &exercise.state.units[unit as usize];
    let sight_m = units::nm(SIGHT_NM.min(exercise.state.visibility_nm));
    state.active()
        && exercise.state.levers.jams.iter().any(|j| j.at.distance_m(state.at) <= j.radius_m)
        && (exercise.setup.units[unit as usize].cell.is_none()
            || decide::base_position(exercise, unit as usize).distance_m(state.at) > sight_m)
}

fn lose(exercise: &mut Exercise, unit: u32) {
    let tick = exercise.state.tick;
    let mut draw = Draw::new(exercise.setup.seed, Purpose::Navigation, u64::from(unit), tick);
    let bearing_deg = 360.0 * draw.unit();
    exercise.state.levers.reckonings.push(Reckoning { unit, since_tick: tick, bearing_deg, error_m: 0.0 });
    tell(exercise, Event::FixLost { unit });
}

/// Error of dead reckoning as a share of the distance run.
fn share(exercise: &Exercise, unit: u32) -> f64 {
    let craft = match exercise.setup.units[unit as usize].performance.class {
        Class::Vessel => "ship",
        Class::Helicopter | Class::Aeroplane => "aircraft",
        Class::Drone => "small-craft",
    };
    dead_reckoning_percent(craft).unwrap_or_default() / 100.0
}

fn tell(exercise: &mut Exercise, event: Event) {
    exercise.emit(Audience::Control, What::Lever(event));
}
