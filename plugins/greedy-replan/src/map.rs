//! The probability map on cells of the walk: about as wide as the craft sweep, and wide enough to turn in.
//!
//! A run of `ds` metres with sweep width `W` adds the coverage `W ds / A` to a cell of area `A`; what is left in it falls
//! by `exp(-coverage)`, the law of random search (Koopman 1946, OEG Report 56).

use sarex_plugin_sdk::{Grid, PlanError, Task, Vec2};

use crate::craft::Craft;

/// Most cells of the walk.
const CELLS: usize = 10_000;
/// Least size of a cell, metres.
const LEAST_CELL_M: f64 = 50.0;
/// Pieces of a cell's width in which a run is reckoned.
const PIECES: f64 = 4.0;

/// What probability is left in each cell.
#[derive(Clone)]
pub struct Map {
    origin: Vec2,
    /// Size of a cell, metres.
    pub cell_m: f64,
    cols: usize,
    rows: usize,
    left: Vec<f64>,
    /// The sum over each cell and its neighbours.
    around: Vec<f64>,
}

impl Map {
    /// The map of the task, inside its area when it has one.
    pub fn of(task: &Task, craft: &[Craft]) -> Result<Self, PlanError> {
        let grid = task.poc.as_ref().ok_or(PlanError::NeedsPoc)?;
        let widths = craft.iter().map(|own| own.asset.sweep_width_m);
        let turn_m = craft.iter().map(|own| 2.0 * own.asset.turn_radius_m).fold(LEAST_CELL_M, f64::max);
        let wanted_m = (widths.sum::<f64>() / craft.len().max(1) as f64).max(turn_m);
        let mut map = if wanted_m >= grid.cell_m { merged(grid, wanted_m) } else { split(grid, wanted_m) };
        if task.area.len() >= 3 {
            for cell in 0..map.left.len() {
                if !inside(&task.area, map.centre(cell)) {
                    map.left[cell] = 0.0;
                }
            }
        }
        if map.left() <= 0.0 {
            let text = "poc: the map holds no probability to search (inside the area, if one is drawn)";
            return Err(PlanError::BadInput(text.into()));
        }
        map.around = (0..map.left.len()).map(|cell| map.neighbours(cell).map(|n| map.left[n]).sum()).collect();
        Ok(map)
    }

    fn empty(grid: &Grid, cell_m: f64, cols: usize, rows: usize) -> Self {
        let left = vec![0.0; cols * rows];
        Self { origin: grid.origin, cell_m, cols, rows, left, around: Vec::new() }
    }

    /// Probability left.
    pub fn left(&self) -> f64 {
        self.left.iter().sum()
    }

    /// Probability left in a cell.
    pub fn left_in(&self, cell: usize) -> f64 {
        self.left[cell]
    }

    /// Calls `see` with what is left in each likely cell, in it and its neighbours, and its middle.
    pub fn each_likely(&self, mut see: impl FnMut(f64, f64, Vec2)) {
        let rows = self.left.chunks_exact(self.cols).zip(self.around.chunks_exact(self.cols));
        for (row, (left, around)) in rows.enumerate() {
            let north_m = self.origin.north_m + (row as f64 + 0.5) * self.cell_m;
            for (col, (left, around)) in left.iter().zip(around).enumerate().filter(|(_, (left, _))| **left > 0.0) {
                let east_m = self.origin.east_m + (col as f64 + 0.5) * self.cell_m;
                see(*left, *around, Vec2::new(east_m, north_m));
            }
        }
    }

    /// Middle of a cell.
    pub fn centre(&self, cell: usize) -> Vec2 {
        let (row, col) = (cell / self.cols, cell % self.cols);
        self.origin + Vec2::new((col as f64 + 0.5) * self.cell_m, (row as f64 + 0.5) * self.cell_m)
    }

    /// The cell of a place.
    pub fn cell(&self, at: Vec2) -> Option<usize> {
        let off = (at - self.origin) * (1.0 / self.cell_m);
        let inside = |value: f64, count: usize| value >= 0.0 && value < count as f64;
        let known = inside(off.east_m, self.cols) && inside(off.north_m, self.rows);
        known.then(|| off.north_m as usize * self.cols + off.east_m as usize)
    }

    /// The cell a step away, if there is one.
    pub fn step(&self, cell: usize, (east, north): (i32, i32)) -> Option<usize> {
        let col = (cell % self.cols) as i64 + i64::from(east);
        let row = (cell / self.cols) as i64 + i64::from(north);
        let known = (0..self.cols as i64).contains(&col) && (0..self.rows as i64).contains(&row);
        known.then(|| row as usize * self.cols + col as usize)
    }

    fn neighbours(&self, cell: usize) -> impl Iterator<Item = usize> {
        let steps = (-1..=1).flat_map(|north| (-1..=1).map(move |east| (east, north)));
        steps.filter_map(move |step| self.step(cell, step))
    }

    /// Coverage of a run of this length in one cell.
    pub fn coverage(&self, sweep_width_m: f64, run_m: f64) -> f64 {
        sweep_width_m * run_m / (self.cell_m * self.cell_m)
    }

    /// Takes what a run from here to there finds off the map, and returns it.
    pub fn search(&mut self, sweep_width_m: f64, from: Vec2, to: Vec2) -> f64 {
        let Some((from, to)) = self.clip(from, to) else { return 0.0 };
        let run = to - from;
        let pieces = (run.length() / self.cell_m * PIECES).ceil().max(1.0);
        let found_share = 1.0 - libm::exp(-self.coverage(sweep_width_m, run.length() / pieces));
        let mut found = 0.0;
        for piece in 0..pieces as u32 {
            if let Some(cell) = self.cell(from + run * ((f64::from(piece) + 0.5) / pieces)) {
                let part = self.left[cell] * found_share;
                found += part;
                self.left[cell] -= part;
                self.take_around(cell, part);
            }
        }
        found
    }

    fn take_around(&mut self, cell: usize, part: f64) {
        for north in -1..=1 {
            for east in -1..=1 {
                if let Some(near) = self.step(cell, (east, north)) {
                    self.around[near] -= part;
                }
            }
        }
    }

    /// The part of a run over the map (Liang and Barsky 1984).
    fn clip(&self, from: Vec2, to: Vec2) -> Option<(Vec2, Vec2)> {
        let run = to - from;
        let far = Vec2::new(self.cols as f64, self.rows as f64) * self.cell_m;
        let off = from - self.origin;
        let (mut begin, mut end) = (0.0_f64, 1.0_f64);
        for (at, way, size_m) in [(off.east_m, run.east_m, far.east_m), (off.north_m, run.north_m, far.north_m)] {
            if way == 0.0 {
                if !(0.0..=size_m).contains(&at) {
                    return None;
                }
                continue;
            }
            let (a, b) = (-at / way, (size_m - at) / way);
            begin = begin.max(a.min(b));
            end = end.min(a.max(b));
        }
        (begin < end).then(|| (from + run * begin, from + run * end))
    }
}

/// Cells of the grid put together until they are as large as wanted and few enough.
fn merged(grid: &Grid, wanted_m: f64) -> Map {
    let sizes = |block: usize| ((grid.cols as usize).div_ceil(block), (grid.rows as usize).div_ceil(block));
    let longer = grid.cols.max(grid.rows) as f64;
    let mut block = (wanted_m / grid.cell_m - 1e-9).ceil().clamp(1.0, longer) as usize;
    while sizes(block).0 * sizes(block).1 > CELLS {
        block += 1;
    }
    let (cols, rows) = sizes(block);
    let mut map = Map::empty(grid, grid.cell_m * block as f64, cols, rows);
    for (cell, poc) in grid.values.iter().enumerate() {
        let (row, col) = (cell / grid.cols as usize / block, cell % grid.cols as usize / block);
        map.left[row * cols + col] += f64::from(*poc);
    }
    map
}

/// Cells of the grid split evenly until they are about as small as wanted, as far as there may be so many.
fn split(grid: &Grid, wanted_m: f64) -> Map {
    let most = (CELLS as f64 / grid.values.len() as f64).sqrt();
    let side = (grid.cell_m / wanted_m).floor().min(most);
    if side < 1.0 {
        return merged(grid, grid.cell_m);
    }
    let side = side as usize;
    let (cols, rows) = (grid.cols as usize * side, grid.rows as usize * side);
    let mut map = Map::empty(grid, grid.cell_m / side as f64, cols, rows);
    for (cell, left) in map.left.iter_mut().enumerate() {
        let (row, col) = (cell / cols / side, cell % cols / side);
        *left = f64::from(grid.values[row * grid.cols as usize + col]) / (side * side) as f64;
    }
    map
}

/// Even-odd rule.
fn inside(corners: &[Vec2], place: Vec2) -> bool {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let crossed = |(a, b): &(&Vec2, &Vec2)| {
        (a.north_m > place.north_m) != (b.north_m > place.north_m)
            && place.east_m < a.east_m + (b.east_m - a.east_m) * (place.north_m - a.north_m) / (b.north_m - a.north_m)
    };
    edges.filter(crossed).count() % 2 == 1
}
