//! From waypoints to a unit's plan: drift compensation, endurance, number of legs.

use sarex_plugin_sdk::{AssetPlan, PlannedLeg, Task, Vec2};

use crate::effort::Unit;
use crate::settings::Settings;

/// The waypoints of one unit, the first being the commence search point.
pub struct Route {
    /// Places at the time the pattern is drawn for.
    pub waypoints: Vec<Vec2>,
    /// Track spacing.
    pub spacing_m: f64,
    /// Corners of the unit's own area.
    pub area: Vec<Vec2>,
}

/// Waypoint i is moved by drift times the time from the reference to its passage (IAMSAR drift compensation). The
/// reference is the task's time for an area that the planner chose, else the commencing of the search, so that a drawn
/// area is begun where it was drawn. The route ends when the time on scene or the legs are used up.
pub fn plan(task: &Task, settings: &Settings, unit: &Unit, route: Route) -> AssetPlan {
    let asset = unit.asset;
    let drift = settings.drift(task);
    let first = route.waypoints.first().copied().unwrap_or(task.datum.at);
    let transit_s = arrival_s(asset.start, first, drift, 0.0, asset.cruise_mps);
    let drawn = !task.area.is_empty() || !task.track.is_empty();
    let start_s = if drawn { 0.0 } else { transit_s };
    let commence = first + drift * start_s;
    let (mut at, mut time_s) = (commence, start_s);
    let mut legs = Vec::new();
    for waypoint in route.waypoints.iter().skip(1).take(task.max_legs as usize) {
        let arrived_s = arrival_s(at, *waypoint, drift, time_s, asset.search_mps);
        let left_s = start_s + unit.on_scene_s - time_s;
        let whole = *waypoint + drift * arrived_s;
        let to = if arrived_s - time_s > left_s { at + (whole - at) * (left_s / (arrived_s - time_s)) } else { whole };
        legs.push(PlannedLeg { to, speed_mps: asset.search_mps, alt_m: asset.search_alt_m, sensor_on: true });
        if arrived_s - time_s >= left_s {
            break;
        }
        (at, time_s) = (to, arrived_s);
    }
    let area = route.area.iter().map(|corner| *corner + drift * start_s).collect();
    AssetPlan { asset: asset.id, commence, legs, spacing_m: route.spacing_m, area }
}

/// When a unit that leaves `from` at `start_s` reaches `to`, which moves with the drift since time 0.
fn arrival_s(from: Vec2, to: Vec2, drift: Vec2, start_s: f64, speed_mps: f64) -> f64 {
    let mut arrived_s = start_s;
    for _ in 0..8 {
        arrived_s = start_s + (to + drift * arrived_s - from).length() / speed_mps;
    }
    arrived_s
}

/// Length of a plan's legs, metres.
pub fn length_m(plan: &AssetPlan) -> f64 {
    let from = [plan.commence].into_iter().chain(plan.legs.iter().map(|leg| leg.to));
    from.zip(&plan.legs).map(|(from, leg)| (leg.to - from).length()).sum()
}
