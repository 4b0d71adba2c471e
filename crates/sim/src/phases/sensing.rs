//! Sensor models: units with one are seen through it. Its chances become detection potential, `-ln(1 - p)`, so that a
//! sensor model and the published sweep widths meet the same threshold; when it fails, the sweep widths take its place.

use std::collections::BTreeMap;

use sarex_model::{detection::MAX_POTENTIAL, math, position::Vec2, sun, units};

use crate::{
    decision::{Decisions, Glimpse},
    event::{Audience, What},
    exercise::Exercise,
    limits::SENSOR_CYCLE_S,
    phases::search::{self, Run},
    setup::World,
};

/// What is put to the sensor models in one cycle, by plugin.
#[derive(Default)]
pub(crate) struct Questions(BTreeMap<u32, (Vec<Run>, Vec<Glimpse>)>);

/// The sensor model of a unit, if it has one that can be used.
pub(crate) fn model_of(exercise: &Exercise, unit: u32) -> Option<u32> {
    let plugin = exercise.setup.units[unit as usize].sensor?;
    let decl = &exercise.setup.plugins[plugin as usize];
    let usable =
        decl.world == World::SensorModel && decl.unusable.is_none() && !exercise.state.suspended[plugin as usize];
    usable.then_some(plugin)
}

impl Questions {
    /// Adds a look, unless it is beyond the model's range.
    pub(crate) fn put(&mut self, exercise: &Exercise, plugin: u32, run: &Run) {
        if closest_m(run.from, run.to) > exercise.setup.plugins[plugin as usize].max_range_m {
            return;
        }
        let (runs, looks) = self.0.entry(plugin).or_default();
        runs.push(Run { ..*run });
        looks.push(glimpse(exercise, run));
    }

    /// Asks every model and takes its answer.
    pub(crate) fn answer(self, exercise: &mut Exercise, decisions: &mut dyn Decisions) {
        for (plugin, (runs, looks)) in self.0 {
            match decisions.detect(plugin, &looks) {
                Ok(chances) => {
                    for (run, chance) in runs.iter().zip(chances) {
                        search::notice(exercise, run, potential(chance));
                    }
                }
                Err(fault) => {
                    exercise.state.suspended[plugin as usize] |= fault.suspended;
                    let what = What::PluginFault {
                        plugin,
                        units: runs.iter().map(|run| run.unit).collect(),
                        reason: fault.reason,
                        suspended: fault.suspended,
                        calls: fault.calls,
                        restarts: fault.restarts,
                    };
                    exercise.emit(Audience::Control, what);
                    for run in &runs {
                        let potential = run.potential(exercise);
                        search::notice(exercise, run, potential);
                    }
                }
            }
        }
    }
}

fn potential(chance: f64) -> f64 {
    // Refuses NaN too: nothing is seen.
    if chance >= 1.0 { MAX_POTENTIAL } else { (-math::ln(1.0 - chance.max(0.0))).min(MAX_POTENTIAL) }
}

/// Least distance from the origin to the way from `from` to `to`, metres.
fn closest_m(from: Vec2, to: Vec2) -> f64 {
    let way = to - from;
    let length2 = way.dot(way);
    let along = if length2 > 0.0 { (-from.dot(way) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (from + way * along).length()
}

fn glimpse(exercise: &Exercise, run: &Run) -> Glimpse {
    let unit = run.unit as usize;
    let state = &exercise.state.units[unit];
    let performance = &exercise.setup.units[unit].performance;
    Glimpse {
        class: performance.class.code(),
        object_kind: object_kind(&exercise.setup.objects[run.object as usize].sweep_object),
        range_m: run.to.length(),
        bearing_deg: math::wrap_180(run.to.bearing_deg() - state.course_deg),
        closest_m: closest_m(run.from, run.to),
        sensor_height_m: performance.sensor_height_m,
        speed_mps: state.speed_mps,
        visibility_m: units::nm(exercise.state.visibility_nm),
        wave_height_m: exercise.state.wave_height_m,
        wind_mps: state.wind.length(),
        sun_elevation_deg: sun::elevation_deg(state.at, exercise.unix_s()),
        dwell_s: SENSOR_CYCLE_S as f64,
        sweep_width_m: run.sweep_m,
    }
}

/// Longest boat, metres; larger ones are vessels.
const BOAT_M: f64 = 12.2;

/// The contract's number for an object of the sweep-width tables, whose names end in a length: `power_33ft`, `boat_12m`.
fn object_kind(sweep_object: &str) -> u32 {
    let (kind, size) = sweep_object.rsplit_once('_').unwrap_or((sweep_object, ""));
    if kind == "piw" || kind.starts_with("raft") {
        return u32::from(kind != "piw");
    }
    let number = |unit: &str| size.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok());
    let length_m = number("ft").map(|feet| feet * units::M_PER_FT).or_else(|| number("m"));
    match length_m {
        Some(length_m) if length_m <= BOAT_M => 2,
        Some(_) => 3,
        None => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::object_kind;

    #[test]
    fn objects_of_the_tables_have_their_kind() {
        for (object, kind) in
            [("piw", 0), ("raft_10p", 1), ("power_le_15ft", 2), ("boat_12m", 2), ("boat_lt_5m", 2), ("sail_50ft", 3)]
        {
            assert_eq!(object_kind(object), kind, "{object}");
        }
        assert_eq!(object_kind("ship_ge_300ft"), 3);
        assert_eq!(object_kind("balloon"), 4);
    }
}
