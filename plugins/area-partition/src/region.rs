//! Where to search: the asker's area, else the likely part of the probability map, else a box round the datum.

use sarex_plugin_sdk::geometry::{Rectangle, polygon_area_m2};
use sarex_plugin_sdk::{Grid, PlanError, Task, Vec2};

use crate::craft::Craft;
use crate::divide::{self, Part, Sample};
use crate::input::Settings;
use crate::polygon;

/// Half the side of the box without a map, in radii of 50 % containment: 1.77 standard deviations, which hold
/// `erf(1.77 / sqrt 2)^2` = 85 % of a circular normal distribution.
const BOX_RADII: f64 = 1.5;
/// Places that the probability of a map is spread over.
const SAMPLES: f64 = 40_000.0;

/// The region to search.
pub struct Region {
    corners: Vec<Vec2>,
    /// Direction of the long side, of cuts and tracks.
    pub along: Vec2,
    /// The probability inside, spread over places.
    samples: Vec<Sample>,
    /// Width and height of a sample, metres.
    pitch_m: f64,
    weighted: bool,
}

impl Region {
    /// The region of the task.
    pub fn of(task: &Task, settings: &Settings, craft: &[Craft]) -> Result<Self, PlanError> {
        if settings.weighted && task.poc.is_none() {
            return Err(PlanError::NeedsPoc);
        }
        let corners = match &task.poc {
            _ if !task.area.is_empty() => drawn(&task.area)?,
            Some(grid) => likely_part(grid, settings, craft.iter().map(Craft::swept_m2).sum())?,
            None => around(task, settings),
        };
        let Some(around) = Rectangle::round(&corners, settings.orientation_deg) else {
            return Err(PlanError::BadInput("area: give at least three corners that enclose some area".into()));
        };
        let (samples, pitch_m) = task.poc.as_ref().map_or((Vec::new(), 1.0), |grid| spread(grid, &corners));
        if settings.weighted && samples.is_empty() {
            return Err(PlanError::BadInput("poc: the map holds no probability inside the area".into()));
        }
        Ok(Self { corners, along: around.along, samples, pitch_m, weighted: settings.weighted })
    }

    /// Its area.
    pub fn area_m2(&self) -> f64 {
        polygon_area_m2(&self.corners)
    }

    /// The parts, in the order of the craft.
    pub fn divide(&self, craft: &[Craft]) -> Vec<Part> {
        let whole = Part {
            corners: self.corners.clone(),
            poc: self.samples.iter().map(|sample| sample.poc).sum(),
            samples: self.samples.clone(),
        };
        divide::divide(whole, self.along, if self.weighted { Some(self.pitch_m) } else { None }, craft)
    }

    /// Units of the task that are not among the craft.
    pub fn left_out(&self, task: &Task, craft: &[Craft]) -> Vec<u32> {
        let ids = task.assets.iter().map(|asset| asset.id);
        ids.filter(|id| !craft.iter().any(|own| own.asset.id == *id)).collect()
    }
}

fn drawn(area: &[Vec2]) -> Result<Vec<Vec2>, PlanError> {
    let mut corners = area.to_vec();
    corners.dedup_by(|a, b| (*a - *b).length() < 1.0);
    if polygon::crosses_itself(&corners) {
        return Err(PlanError::BadInput("area: its edges cross; give the corners in order".into()));
    }
    Ok(corners)
}

/// A box round the datum along the drift.
fn around(task: &Task, settings: &Settings) -> Vec<Vec2> {
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let asked = settings.orientation_deg.map(|course| Vec2::towards(course, 1.0));
    let along = asked.or(drift.direction()).unwrap_or(Vec2::new(0.0, 1.0));
    let side_m = 2.0 * BOX_RADII * task.datum.error_radius_m.max(200.0);
    Rectangle { centre: task.datum.at, along, length_m: side_m, width_m: side_m }.corners()
}

/// The hull of the likeliest cells: those that hold the asked share, else those where containment times detection
/// `POC (1 - exp(-Z / A))` is greatest for what all craft sweep.
fn likely_part(grid: &Grid, settings: &Settings, swept_m2: f64) -> Result<Vec<Vec2>, PlanError> {
    let mut order: Vec<usize> = (0..grid.values.len()).filter(|cell| grid.values[*cell] > 0.0).collect();
    order.sort_by(|a, b| grid.values[*b].total_cmp(&grid.values[*a]).then(a.cmp(b)));
    let total: f64 = order.iter().map(|cell| f64::from(grid.values[*cell])).sum();
    if order.is_empty() {
        return Err(PlanError::BadInput("poc: the map holds no probability; draw an area".into()));
    }
    let shares: Vec<f64> = match settings.containment {
        Some(share) => vec![share],
        None => (4..=19).map(|step| f64::from(step) * 0.05).collect(),
    };
    let mut rows = vec![None; grid.rows as usize];
    let (mut taken, mut inside) = (0, 0.0);
    let mut best = (f64::NEG_INFINITY, Vec::new());
    for share in shares {
        while taken < order.len() && (inside < share * total || taken == 0) {
            let (row, col) = (order[taken] / grid.cols as usize, order[taken] % grid.cols as usize);
            let (low, high) = rows[row].unwrap_or((col, col));
            rows[row] = Some((low.min(col), high.max(col)));
            inside += f64::from(grid.values[order[taken]]);
            taken += 1;
        }
        let hull = hull_of_rows(grid, &rows);
        let success = inside * (1.0 - libm::exp(-swept_m2 / polygon_area_m2(&hull)));
        if success > best.0 {
            best = (success, hull);
        }
    }
    Ok(best.1)
}

fn hull_of_rows(grid: &Grid, rows: &[Option<(usize, usize)>]) -> Vec<Vec2> {
    let ends = rows.iter().enumerate().filter_map(|(row, ends)| ends.map(|(low, high)| (row, low, high)));
    let corner = |row: usize, col: usize| grid.origin + Vec2::new(col as f64, row as f64) * grid.cell_m;
    let corners = ends.flat_map(|(row, low, high)| {
        [corner(row, low), corner(row + 1, low), corner(row, high + 1), corner(row + 1, high + 1)]
    });
    polygon::hull(corners.collect())
}

/// The map's probability inside the corners, spread evenly over places in each cell; and the distance between places.
fn spread(grid: &Grid, corners: &[Vec2]) -> (Vec<Sample>, f64) {
    let side = (SAMPLES / grid.values.len() as f64).sqrt().clamp(1.0, 16.0) as u32;
    let pitch_m = grid.cell_m / f64::from(side);
    let (east, north) = (polygon::extent(corners, Vec2::new(1.0, 0.0)), polygon::extent(corners, Vec2::new(0.0, 1.0)));
    let mut samples = Vec::new();
    for (cell, poc) in grid.values.iter().enumerate().filter(|(_, poc)| **poc > 0.0) {
        let (row, col) = (cell / grid.cols as usize, cell % grid.cols as usize);
        let south_west = grid.origin + Vec2::new(col as f64, row as f64) * grid.cell_m;
        for place in 0..side * side {
            let off = Vec2::new(f64::from(place % side) + 0.5, f64::from(place / side) + 0.5) * pitch_m;
            let at = south_west + off;
            let boxed = (east.0..=east.1).contains(&at.east_m) && (north.0..=north.1).contains(&at.north_m);
            if boxed && polygon::contains(corners, at) {
                samples.push(Sample { at, poc: f64::from(*poc) / f64::from(side * side) });
            }
        }
    }
    (samples, pitch_m)
}
