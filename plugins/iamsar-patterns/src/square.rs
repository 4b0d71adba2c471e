//! Expanding square: legs S, S, 2S, 2S, 3S, 3S ... from the datum, every turn 90 degrees the same way.

use sarex_plugin_sdk::geometry::Rectangle;
use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::effort::{Unit, spacing_m};
use crate::route::{self, Route};
use crate::settings::Settings;
use crate::{area, effort};

/// A second unit runs the same square turned by this, degrees.
const SECOND_UNIT_DEG: f64 = 45.0;

/// One unit, or two of which the second is turned by 45 degrees.
pub fn plan(task: &Task, settings: &Settings, units: &[Unit]) -> Result<SearchPlan, PlanError> {
    if units.len() > 2 {
        return Err(PlanError::Infeasible(
            "an expanding square is for one or two units; parallel-track takes more".into(),
        ));
    }
    let whole = area::rectangle(task, settings, &units[..1])?;
    let centre = if task.area.is_empty() { task.datum.at } else { whole.centre };
    let mut assets = Vec::with_capacity(units.len());
    for (unit, turned_deg) in units.iter().zip([0.0, SECOND_UNIT_DEG]) {
        let spacing_m = spacing_m(task, unit, &units[..1], whole.area_m2())?;
        let first = first_leg(task, settings, unit).turned(turned_deg);
        let legs = settings.legs.unwrap_or_else(|| legs_to_cover(&whole, spacing_m));
        let waypoints = waypoints(centre, first, spacing_m, if settings.first_turn < 0.0 { -90.0 } else { 90.0 }, legs);
        let side_m = (f64::from(legs / 2) + 1.0) * spacing_m;
        let area = Rectangle { centre, along: first, length_m: side_m, width_m: side_m }.corners();
        assets.push(route::plan(task, settings, unit, Route { waypoints, spacing_m, area }));
    }
    let spacing_m = assets[0].spacing_m;
    let coverage = units[0].asset.sweep_width_m / spacing_m;
    let note = format!(
        "{} legs, spacing {spacing_m:.0} m, coverage {coverage:.2}, POD {:.2}",
        assets[0].legs.len(),
        effort::detection(coverage)
    );
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// Aircraft begin into the wind, vessels down the drift; else north.
fn first_leg(task: &Task, settings: &Settings, unit: &Unit) -> Vec2 {
    if let Some(course) = settings.orientation_deg {
        return Vec2::towards(course, 1.0);
    }
    let into_wind = -Vec2::new(task.env.wind_e_mps, task.env.wind_n_mps);
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let wanted = if unit.asset.class == 0 { drift } else { into_wind };
    wanted.direction().unwrap_or(Vec2::new(0.0, 1.0))
}

/// After 2n legs a square of side (n + 1) S is covered.
fn legs_to_cover(area: &Rectangle, spacing_m: f64) -> u32 {
    let pairs = (area.length_m.max(area.width_m) / spacing_m - 1.0).ceil().clamp(1.0, 100.0);
    2 * pairs as u32 + 1
}

/// Waypoints of so many legs.
pub fn waypoints(centre: Vec2, first: Vec2, spacing_m: f64, turn_deg: f64, legs: u32) -> Vec<Vec2> {
    let (mut at, mut direction) = (centre, first);
    let mut waypoints = vec![at];
    for leg in 0..legs {
        at = at + direction * (f64::from(leg / 2 + 1) * spacing_m);
        waypoints.push(at);
        direction = direction.turned(turn_deg);
    }
    waypoints
}
