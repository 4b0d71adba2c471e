//! The area to search: the asker's, or a box where containment times detection is greatest.

use sarex_plugin_sdk::geometry::Rectangle;
use sarex_plugin_sdk::{Grid, PlanError, Task, Vec2};

use crate::effort::{Unit, detection, total_swept_m2};
use crate::settings::Settings;

/// The rectangle to search.
pub fn rectangle(task: &Task, settings: &Settings, units: &[Unit]) -> Result<Rectangle, PlanError> {
    if task.area.is_empty() {
        return Ok(best_box(task, settings, units));
    }
    Rectangle::round(&task.area, settings.orientation_deg)
        .ok_or_else(|| PlanError::BadInput("area: give at least three corners that enclose some area".into()))
}

/// Where the object is thought to be: a normal distribution.
struct Spread {
    centre: Vec2,
    along: Vec2,
    /// Standard deviations along and across, metres.
    sigma_m: (f64, f64),
}

/// The box of half-sides `k` standard deviations that makes `POC(k) POD(C)` greatest, with `C = Z / A`.
fn best_box(task: &Task, settings: &Settings, units: &[Unit]) -> Rectangle {
    let Spread { centre, along, sigma_m } = spread(task, settings);
    let swept_m2 = total_swept_m2(units).max(1.0);
    let area_m2 = |k: f64| 4.0 * k * k * sigma_m.0 * sigma_m.1;
    let success = |k: f64| {
        let contained = libm::erf(k / core::f64::consts::SQRT_2);
        contained * contained * detection(swept_m2 / area_m2(k))
    };
    let candidates = (4..=80).map(|step| f64::from(step) * 0.05);
    let best = candidates.max_by(|a, b| success(*a).total_cmp(&success(*b))).unwrap_or(1.5);
    Rectangle { centre, along, length_m: 2.0 * best * sigma_m.0, width_m: 2.0 * best * sigma_m.1 }
}

fn spread(task: &Task, settings: &Settings) -> Spread {
    let asked = settings.orientation_deg.map(|course| Vec2::towards(course, 1.0));
    if let Some(spread) = task.poc.as_ref().and_then(|grid| grid_spread(grid, asked)) {
        return spread;
    }
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let along = asked.or(drift.direction()).unwrap_or(Vec2::new(0.0, 1.0));
    // The radius of 50 % containment is 1.1774 standard deviations.
    let sigma_m = task.datum.error_radius_m.max(200.0) / 1.1774;
    Spread { centre: task.datum.at, along, sigma_m: (sigma_m, sigma_m) }
}

/// Mean and spread of a grid, along its own long axis or the asked direction.
fn grid_spread(grid: &Grid, asked: Option<Vec2>) -> Option<Spread> {
    let sum: f64 = cells(grid).map(|(_, poc)| poc).sum();
    if sum <= 0.0 {
        return None;
    }
    let mean = cells(grid).fold(Vec2::ZERO, |mean, (at, poc)| mean + at * (poc / sum));
    let (mut ee, mut en, mut nn) = (0.0, 0.0, 0.0);
    for (at, poc) in cells(grid) {
        let off = at - mean;
        ee += off.east_m * off.east_m * poc / sum;
        en += off.east_m * off.north_m * poc / sum;
        nn += off.north_m * off.north_m * poc / sum;
    }
    let long_axis = libm::atan2(2.0 * en, nn - ee) / 2.0;
    let along = asked.unwrap_or(Vec2::towards(long_axis.to_degrees(), 1.0));
    let sigma = |axis: Vec2| {
        let variance =
            ee * axis.east_m * axis.east_m + 2.0 * en * axis.east_m * axis.north_m + nn * axis.north_m * axis.north_m;
        variance.max(0.0).sqrt().max(grid.cell_m / 2.0)
    };
    Some(Spread { centre: mean, along, sigma_m: (sigma(along), sigma(along.right())) })
}

/// Centres and probabilities of a grid's cells.
pub fn cells(grid: &Grid) -> impl Iterator<Item = (Vec2, f64)> {
    let cols = grid.cols.max(1) as usize;
    grid.values.iter().enumerate().map(move |(index, poc)| {
        let (row, col) = (index / cols, index % cols);
        let east_m = grid.origin.east_m + (col as f64 + 0.5) * grid.cell_m;
        let north_m = grid.origin.north_m + (row as f64 + 0.5) * grid.cell_m;
        (Vec2::new(east_m, north_m), f64::from(*poc))
    })
}

/// Probability inside a rectangle.
pub fn contained(grid: &Grid, area: &Rectangle) -> f64 {
    let inside = |at: Vec2| {
        let off = at - area.centre;
        off.dot(area.along).abs() <= area.length_m / 2.0 && off.dot(area.along.right()).abs() <= area.width_m / 2.0
    };
    cells(grid).filter(|(at, _)| inside(*at)).map(|(_, poc)| poc).sum()
}
