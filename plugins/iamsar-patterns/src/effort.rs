//! Search effort: what each unit can sweep in the time it has, and the track spacing that fits it.
//!
//! Effort of a unit is `V T`, metres of track; with the sweep width, `Z = W V T`, square metres swept. Coverage is
//! `C = Z / A`, track spacing `S = W / C = A / (V T)` (IAMSAR Manual, volume II, chapter 4).

use sarex_plugin_sdk::{Asset, PlanError, Task, Vec2};

use crate::settings::Settings;

/// Least and greatest fitted spacing, in sweep widths: coverage 2.5 and 0.5.
const SPACING_IN_WIDTHS: (f64, f64) = (0.4, 2.0);

/// A unit with the time it can search.
pub struct Unit<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// Time on scene, seconds.
    pub on_scene_s: f64,
}

impl Unit<'_> {
    /// Length of track that it can run on scene, metres.
    pub fn track_m(&self) -> f64 {
        self.asset.search_mps * self.on_scene_s
    }

    /// Area that it can sweep on scene, square metres.
    pub fn swept_m2(&self) -> f64 {
        self.asset.sweep_width_m * self.track_m()
    }
}

/// The units that have time on scene: endurance less the way there and the way home, at most `on_scene_s`.
pub fn units<'a>(task: &'a Task, settings: &Settings) -> Result<Vec<Unit<'a>>, PlanError> {
    let centre = centre(task);
    let on_scene_s = |asset: &Asset| {
        let way_m = (centre - asset.start).length() + (centre - asset.base).length();
        (asset.endurance_s - way_m / asset.cruise_mps).min(settings.on_scene_s)
    };
    let all = task.assets.iter().map(|asset| Unit { asset, on_scene_s: on_scene_s(asset) });
    let units: Vec<Unit<'a>> = all.filter(|unit| unit.on_scene_s >= 300.0).collect();
    if units.is_empty() {
        let text = "no unit has 5 minutes on scene: the way there and home takes its endurance";
        return Err(PlanError::Infeasible(text.into()));
    }
    Ok(units)
}

/// About where the search will be.
fn centre(task: &Task) -> Vec2 {
    let places = if task.pattern == "track-line" { &task.track } else { &task.area };
    if places.is_empty() {
        return task.datum.at;
    }
    let sum = places.iter().fold(Vec2::ZERO, |sum, place| sum + *place);
    sum * (1.0 / places.len() as f64)
}

/// Track length of all units, metres.
pub fn total_track_m(units: &[Unit]) -> f64 {
    units.iter().map(Unit::track_m).sum()
}

/// Area swept by all units, square metres.
pub fn total_swept_m2(units: &[Unit]) -> f64 {
    units.iter().map(Unit::swept_m2).sum()
}

/// The spacing of a unit: the asker's, or the one that spends the effort of all units on `area_m2`, kept between 0.4
/// and 2 sweep widths and at least twice the turn radius.
pub fn spacing_m(task: &Task, unit: &Unit, units: &[Unit], area_m2: f64) -> Result<f64, PlanError> {
    let diameter_m = 2.0 * unit.asset.turn_radius_m;
    let Some(asked_m) = task.spacing_m else {
        let width_m = unit.asset.sweep_width_m.max(50.0);
        let fitted_m = area_m2 / total_track_m(units);
        return Ok(fitted_m.clamp(SPACING_IN_WIDTHS.0 * width_m, SPACING_IN_WIDTHS.1 * width_m).max(diameter_m));
    };
    if asked_m + 1.0 < diameter_m {
        let text =
            format!("unit {} turns within {diameter_m:.0} m and cannot run legs {asked_m:.0} m apart", unit.asset.id);
        return Err(PlanError::Infeasible(text));
    }
    Ok(asked_m)
}

/// Detection for a coverage by the law of random search: `1 - exp(-C)`.
pub fn detection(coverage: f64) -> f64 {
    1.0 - libm::exp(-coverage)
}
