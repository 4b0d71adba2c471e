//! Lawnmower: lanes along the long side of the area, shared among the drones by what they sweep in an hour.

use sarex_plugin_sdk::geometry::Rectangle;
use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::craft::{Craft, Settings};

/// Lanes of one spacing in each drone's strip.
pub fn plan(task: &Task, settings: &Settings, craft: &[Craft]) -> Result<SearchPlan, PlanError> {
    let whole = area(task, settings)?;
    let total: f64 = craft.iter().map(rate).sum();
    let mut from = 0.0;
    let mut assets = Vec::with_capacity(craft.len());
    for own in craft {
        let to = from + rate(own) / total;
        let strip = whole.strip(from, to);
        let spacing_m = own.spacing_m(task)?;
        let lanes = lanes(&strip, spacing_m, own.asset.start);
        assets.push(own.plan(task, &lanes, spacing_m, strip.corners())?);
        from = to;
    }
    let note = format!("{} drones in strips of {:.1} km2 in all", craft.len(), whole.area_m2() / 1e6);
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

fn rate(craft: &Craft) -> f64 {
    craft.asset.sweep_width_m * craft.asset.search_mps
}

/// The asker's area, or a square of twice the datum's error on each side.
fn area(task: &Task, settings: &Settings) -> Result<Rectangle, PlanError> {
    if !task.area.is_empty() {
        return Rectangle::round(&task.area, settings.orientation_deg)
            .ok_or_else(|| PlanError::BadInput("area: give at least three corners that enclose some area".into()));
    }
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let asked = settings.orientation_deg.map(|course| Vec2::towards(course, 1.0));
    let along = asked.or(drift.direction()).unwrap_or(Vec2::new(0.0, 1.0));
    let side_m = 2.0 * task.datum.error_radius_m.max(200.0);
    Ok(Rectangle { centre: task.datum.at, along, length_m: side_m, width_m: side_m })
}

/// Lanes half a spacing inside, beginning at the corner nearest to the drone.
fn lanes(area: &Rectangle, spacing_m: f64, start: Vec2) -> Vec<Vec2> {
    let count = (area.width_m / spacing_m - 1e-6).ceil().max(1.0);
    let pitch_m = area.width_m / count;
    let reach_m = ((area.length_m - spacing_m) / 2.0).max(area.length_m * 0.05);
    let first_m = (area.width_m - pitch_m) / 2.0;
    let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)];
    let distance_m = |(along, across): &(f64, f64)| (area.point(along * reach_m, across * first_m) - start).length();
    let corner = corners.into_iter().min_by(|a, b| distance_m(a).total_cmp(&distance_m(b))).unwrap_or(corners[0]);
    let mut waypoints = Vec::new();
    for lane in 0..count as u32 {
        let across_m = corner.1 * (first_m - f64::from(lane) * pitch_m);
        let side = if lane % 2 == 0 { corner.0 } else { -corner.0 };
        waypoints.push(area.point(side * reach_m, across_m));
        waypoints.push(area.point(-side * reach_m, across_m));
    }
    waypoints
}
