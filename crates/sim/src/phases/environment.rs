//! Environment: wind and current at every unit, sampled now and then.

use sarex_model::position::{Position, Vec2};

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::ENVIRONMENT_CYCLE_S,
};

/// Samples at every unit: before the first tick, so that no unit starts in a calm that is not there, and when control
/// changes wind or current.
pub(crate) fn start(exercise: &mut Exercise) {
    for unit in 0..exercise.state.units.len() {
        sample(exercise, unit);
    }
}

/// Samples a sixtieth of the units each second.
pub(crate) fn run(exercise: &mut Exercise) {
    let first = (exercise.state.tick % ENVIRONMENT_CYCLE_S) as usize;
    for unit in (first..exercise.state.units.len()).step_by(ENVIRONMENT_CYCLE_S as usize) {
        sample(exercise, unit);
    }
}

fn sample(exercise: &mut Exercise, unit: usize) {
    let state = &exercise.state.units[unit];
    let (at, time_s) = (state.at, exercise.state.tick as f64);
    let environment = &exercise.setup.environment;
    let offset = exercise.state.levers.offset;
    // Beyond the edge of the data (a unit ashore, say) the last known value holds.
    let wind = environment.wind.at(at, time_s).map_or(state.wind, |wind| wind + offset.wind);
    let current = environment.current.at(at, time_s).map_or(state.current, |current| current + offset.current);
    let current = if state.at_base { Vec2::default() } else { current };
    let state = &mut exercise.state.units[unit];
    state.wind = wind;
    state.current = current;
}

/// Wind and current at a search object. A gap is reported once and the values given stand in.
pub(crate) fn at_object(exercise: &mut Exercise, object: usize, time_s: f64, last: (Vec2, Vec2)) -> (Vec2, Vec2) {
    let at = exercise.state.objects[object].at;
    let environment = &exercise.setup.environment;
    let wind = environment.wind.at(at, time_s);
    let current = environment.current.at(at, time_s);
    let gap = wind.as_ref().err().map(ToString::to_string).or(current.as_ref().err().map(ToString::to_string));
    if let Some(what) = gap
        && !exercise.state.objects[object].told_gap
    {
        exercise.state.objects[object].told_gap = true;
        report_gap(exercise, what, at);
    }
    let offset = exercise.state.levers.offset;
    (wind.unwrap_or(last.0) + offset.wind, current.unwrap_or(last.1) + offset.current)
}

fn report_gap(exercise: &mut Exercise, what: String, at: Position) {
    exercise.emit(Audience::Control, What::EnvironmentGap { what, at });
}
