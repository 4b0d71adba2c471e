//! Sector search: three equilateral triangles that meet in the datum; nine legs of one radius, every turn 120 degrees.

use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::effort::Unit;
use crate::route::{self, Route};
use crate::settings::Settings;

/// Courses of the nine legs, as turns of 120 degrees from the first: the third and fourth, and the sixth and seventh,
/// run straight through the datum.
const COURSES: [f64; 9] = [0.0, 1.0, 2.0, 2.0, 0.0, 1.0, 1.0, 2.0, 0.0];
/// A repeated search, or a second unit, is turned by this, degrees; a second aircraft by twice as much.
const TURNED_DEG: f64 = 30.0;

/// One unit, or two that share the datum.
pub fn plan(task: &Task, settings: &Settings, units: &[Unit]) -> Result<SearchPlan, PlanError> {
    if units.len() > 2 {
        return Err(PlanError::Infeasible("a sector search is for one or two units; parallel-track takes more".into()));
    }
    let aircraft = units.iter().filter(|unit| unit.asset.class != 0).count();
    let second_deg = if aircraft == 2 { 2.0 * TURNED_DEG } else { TURNED_DEG };
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let first_deg = settings.orientation_deg.unwrap_or_else(|| drift.course_deg());
    let mut assets = Vec::with_capacity(units.len());
    for (unit, turned_deg) in units.iter().zip([0.0, second_deg]) {
        let radius_m = radius_m(task, settings, unit)?;
        let turn_deg = if settings.first_turn < 0.0 { -120.0 } else { 120.0 };
        let waypoints = searches(task.datum.at, first_deg + turned_deg, turn_deg, radius_m, unit);
        let area = (0..12).map(|hour| task.datum.at + Vec2::towards(f64::from(hour) * 30.0, radius_m)).collect();
        assets.push(route::plan(task, settings, unit, Route { waypoints, spacing_m: radius_m, area }));
    }
    let radius_m = assets[0].spacing_m;
    let note = format!(
        "radius {radius_m:.0} m, {} legs round the datum; two units keep apart in height",
        assets[0].legs.len()
    );
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// The asker's radius, or twice the error within what suits the craft (vessel 2 to 5 NM, aircraft 5 to 20 NM) and
/// what nine legs leave time for.
fn radius_m(task: &Task, settings: &Settings, unit: &Unit) -> Result<f64, PlanError> {
    let most_m = unit.track_m() / 9.0;
    let least_m = (2.0 * unit.asset.turn_radius_m).max(200.0);
    let (low_m, high_m) = if unit.asset.class == 0 { (3_704.0, 9_260.0) } else { (9_260.0, 37_040.0) };
    let wanted_m = (2.0 * task.datum.error_radius_m).clamp(low_m, high_m).min(most_m);
    let radius_m = settings.radius_m.unwrap_or(wanted_m);
    if radius_m < least_m {
        let text = format!(
            "unit {}: nine legs of {radius_m:.0} m are too short; it needs {least_m:.0} m to turn",
            unit.asset.id
        );
        return Err(PlanError::Infeasible(text));
    }
    Ok(radius_m)
}

/// One search after another while the time lasts, each turned by 30 degrees.
fn searches(datum: Vec2, first_deg: f64, turn_deg: f64, radius_m: f64, unit: &Unit) -> Vec<Vec2> {
    let repeats = (unit.track_m() / (9.0 * radius_m)).floor().clamp(1.0, 4.0) as u32;
    let mut waypoints = vec![datum];
    for repeat in 0..repeats {
        let first_deg = first_deg + f64::from(repeat) * TURNED_DEG;
        waypoints.extend(nine_legs(datum, first_deg, turn_deg, radius_m).into_iter().skip(1));
    }
    waypoints
}

/// Waypoints of one search, from the datum back to it.
pub fn nine_legs(datum: Vec2, first_deg: f64, turn_deg: f64, radius_m: f64) -> Vec<Vec2> {
    let mut at = datum;
    let legs = COURSES.map(|turns| Vec2::towards(first_deg + turns * turn_deg, radius_m));
    let passed = legs.into_iter().map(|leg| {
        at = at + leg;
        at
    });
    [datum].into_iter().chain(passed).collect()
}
