//! Parallel track and creeping line: legs side by side in a rectangle, the commence search point half a spacing
//! inside a corner.

use sarex_plugin_sdk::geometry::Rectangle;
use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::effort::{Unit, spacing_m, total_track_m};
use crate::route::{self, Route};
use crate::settings::Settings;
use crate::{area, effort};

/// Legs along the long side. Several units get strips along it, each as wide as its share of the effort.
pub fn parallel_track(task: &Task, settings: &Settings, units: &[Unit]) -> Result<SearchPlan, PlanError> {
    let whole = area::rectangle(task, settings, units)?;
    let shares = shares(units, whole.along.right());
    let part = |from: f64, to: f64| whole.strip(from, to);
    plan(task, settings, units, &whole, &shares, part, |area, unit| start_corner(area, settings, unit.asset.start))
}

/// Legs along the short side, beginning at the likelier end. Several units get sections of the long side.
pub fn creeping_line(task: &Task, settings: &Settings, units: &[Unit]) -> Result<SearchPlan, PlanError> {
    let whole = area::rectangle(task, settings, units)?;
    let shares = shares(units, whole.along);
    // Lanes run along the `along` side, so the rectangle is turned; its own long side becomes the width.
    let part = |from: f64, to: f64| whole.section(from, to).turned();
    plan(task, settings, units, &whole, &shares, part, |area, unit| {
        likelier_corner(area, settings, task, unit.asset.start)
    })
}

fn plan(
    task: &Task,
    settings: &Settings,
    units: &[Unit],
    whole: &Rectangle,
    shares: &[(usize, f64, f64)],
    part: impl Fn(f64, f64) -> Rectangle,
    corner: impl Fn(&Rectangle, &Unit) -> (f64, f64),
) -> Result<SearchPlan, PlanError> {
    let mut assets = Vec::with_capacity(units.len());
    for &(index, from, to) in shares {
        let unit = &units[index];
        let own = part(from, to);
        let asked_m = spacing_m(task, unit, units, whole.area_m2())?;
        let spacing_m = if task.spacing_m.is_some() { asked_m } else { fitted(own.width_m, asked_m) };
        let waypoints = lanes(&own, spacing_m, corner(&own, unit));
        assets.push((index, route::plan(task, settings, unit, Route { waypoints, spacing_m, area: own.corners() })));
    }
    assets.sort_by_key(|(index, _)| *index);
    let assets: Vec<_> = assets.into_iter().map(|(_, plan)| plan).collect();
    let swept_m2: f64 =
        assets.iter().zip(units).map(|(plan, unit)| route::length_m(plan) * unit.asset.sweep_width_m).sum();
    let coverage = swept_m2 / whole.area_m2();
    let mut note = format!("area {:.1} km2, coverage {coverage:.2}", whole.area_m2() / 1e6);
    if let Some(grid) = &task.poc {
        let poc = area::contained(grid, whole);
        note += &format!(", POC {poc:.2}, POS {:.2}", poc * effort::detection(coverage));
    }
    if coverage < 0.5 {
        note += "; coverage below 0.5 is not advised: a smaller area or more units";
    }
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// Each unit's share of the effort as a range from 0 to 1, in the order of the units along `axis`, so that their ways
/// there do not cross.
fn shares(units: &[Unit], axis: Vec2) -> Vec<(usize, f64, f64)> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by(|a, b| units[*a].asset.start.dot(axis).total_cmp(&units[*b].asset.start.dot(axis)));
    let total_m = total_track_m(units);
    let mut from = 0.0;
    let mut share = |index: usize| {
        let to = from + units[index].track_m() / total_m;
        let share = (index, from, to);
        from = to;
        share
    };
    order.into_iter().map(&mut share).collect()
}

/// The spacing that fills the width with whole lanes and is no closer than `spacing_m`.
fn fitted(width_m: f64, spacing_m: f64) -> f64 {
    width_m / (width_m / spacing_m + 1e-6).floor().max(1.0)
}

/// Waypoints of lanes along `area.along`; `corner` holds the signs of the corner to begin at (along, across).
fn lanes(area: &Rectangle, spacing_m: f64, corner: (f64, f64)) -> Vec<Vec2> {
    let count = (area.width_m / spacing_m - 1e-6).ceil().max(1.0) as usize;
    let reach_m = ((area.length_m - spacing_m) / 2.0).max(area.length_m * 0.05);
    let first_m = if count == 1 { 0.0 } else { (area.width_m - spacing_m) / 2.0 };
    let mut waypoints = Vec::with_capacity(2 * count);
    for lane in 0..count {
        let across_m = corner.1 * (first_m - lane as f64 * spacing_m);
        let side = if lane % 2 == 0 { corner.0 } else { -corner.0 };
        waypoints.push(area.point(side * reach_m, across_m));
        waypoints.push(area.point(-side * reach_m, across_m));
    }
    waypoints
}

const CORNERS: [(f64, f64); 4] = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)];

/// The corner nearest to the unit, among those whose first turn goes the asked way.
fn start_corner(area: &Rectangle, settings: &Settings, from: Vec2) -> (f64, f64) {
    nearest(area, CORNERS.into_iter().filter(|corner| turns(*corner, settings)), from)
}

/// The same at the end that holds more probability, or lies nearer to the datum.
fn likelier_corner(area: &Rectangle, settings: &Settings, task: &Task, from: Vec2) -> (f64, f64) {
    let likelihood = |side: f64| match &task.poc {
        Some(grid) => area::contained(grid, &if side > 0.0 { area.strip(0.5, 1.0) } else { area.strip(0.0, 0.5) }),
        None => -(area.point(0.0, side * area.width_m / 2.0) - task.datum.at).length(),
    };
    let (left, right) = (likelihood(-1.0), likelihood(1.0));
    let even = (left - right).abs() < 1e-6 * (left.abs() + right.abs());
    let likely = |corner: &(f64, f64)| even || (corner.1 > 0.0) == (right > left);
    nearest(area, CORNERS.into_iter().filter(|corner| turns(*corner, settings)).filter(likely), from)
}

/// Beginning at (-1, -1), left of `along` and running along it, the first turn goes to starboard.
fn turns(corner: (f64, f64), settings: &Settings) -> bool {
    settings.first_turn == 0.0 || corner.0 * corner.1 * settings.first_turn > 0.0
}

fn nearest(area: &Rectangle, corners: impl Iterator<Item = (f64, f64)>, from: Vec2) -> (f64, f64) {
    let distance_m = |(along, across): &(f64, f64)| {
        (area.point(along * area.length_m / 2.0, across * area.width_m / 2.0) - from).length()
    };
    corners.min_by(|a, b| distance_m(a).total_cmp(&distance_m(b))).unwrap_or((-1.0, -1.0))
}
