//! Motion: every unit turns and changes speed as far as it can in one second, and moves with wind or current.

use sarex_model::{math, position::Vec2};

use crate::{
    event::What,
    exercise::Exercise,
    levers,
    limits::TICK_S,
    phases::decide,
    setup::{Base, Class},
    view::Activity,
};

/// Moves every unit that is under way; units at base stay with their base.
pub(crate) fn run(exercise: &mut Exercise) {
    let setup = exercise.setup.clone();
    for (number, unit) in setup.units.iter().enumerate() {
        let top_mps = levers::top_mps(exercise, number);
        let base = levers::base(exercise, number);
        let state = &mut exercise.state.units[number];
        if state.lost {
            continue;
        }
        if state.at_base {
            if let Base::Deck(deck) = base {
                let at = exercise.state.units[deck as usize].at;
                exercise.state.units[number].at = at;
            }
            continue;
        }
        let performance = &unit.performance;
        let wanted = math::wrap_180(state.helm.heading_deg - state.course_deg);
        let most = performance.turn_rate_dps * TICK_S;
        state.turn_rate_dps = wanted.clamp(-most, most);
        state.course_deg = math::wrap_360(state.course_deg + state.turn_rate_dps);
        let faster = performance.acceleration_mps2 * TICK_S;
        state.speed_mps += (state.helm.speed_mps.min(top_mps) - state.speed_mps).clamp(-faster, faster);
        let through = Vec2::from_polar(state.course_deg, state.speed_mps);
        let carried = if performance.class == Class::Vessel { state.current } else { state.wind };
        let run = (through + carried) * TICK_S;
        state.at = state.at.moved(run);
        state.distance_m += run.length();
        if state.recovering.is_none() {
            state.activity = decide::activity(state.helm.mode);
        }
        if !state.at.is_valid() || !state.speed_mps.is_finite() {
            quarantine(exercise, number as u32);
        }
    }
}

fn quarantine(exercise: &mut Exercise, unit: u32) {
    let state = &mut exercise.state.units[unit as usize];
    state.lost = true;
    state.activity = Activity::Lost;
    state.at = exercise.setup.units[unit as usize].at;
    state.speed_mps = 0.0;
    state.course_deg = 0.0;
    let audience = exercise.audience_of(unit);
    exercise.emit(audience, What::Quarantined { unit, phase: "motion".to_owned() });
}
