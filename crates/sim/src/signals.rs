//! The signals that a behaviour plugin may ask for as columns. A new observable becomes a signal here, so that the
//! records of the contract never change.

use sarex_model::{sun, units};

use crate::exercise::Exercise;

type Value = fn(&Exercise, usize) -> f64;

const SIGNALS: [(&str, Value); 7] = [
    ("env.visibility-m", |exercise, _| units::nm(exercise.state.visibility_nm)),
    ("env.wave-height-m", |exercise, _| exercise.state.wave_height_m),
    ("env.sun-elevation-deg", |exercise, unit| sun::elevation_deg(exercise.state.units[unit].at, exercise.unix_s())),
    ("ship.sensor-height-m", |exercise, unit| exercise.setup.units[unit].performance.sensor_height_m),
    ("ship.survivors-aboard", |exercise, unit| f64::from(exercise.state.units[unit].on_board)),
    ("ship.survivor-capacity", |exercise, unit| f64::from(exercise.setup.units[unit].performance.survivor_capacity)),
    ("ship.recovery-s-per-person", |exercise, unit| exercise.setup.units[unit].performance.recovery_s_per_person),
];

/// The names of all signals.
pub fn names() -> impl Iterator<Item = &'static str> {
    SIGNALS.iter().map(|(name, _)| *name)
}

/// The value of a signal for a unit; NaN for a name that is none.
pub(crate) fn value(exercise: &Exercise, unit: usize, signal: &str) -> f64 {
    SIGNALS.iter().find(|(name, _)| *name == signal).map_or(f64::NAN, |(_, value)| value(exercise, unit))
}
