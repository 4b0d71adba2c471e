//! A greedy walk over the probability map: next the cell that gains most probability of success in the time it takes
//! to get there and search it. Drones take turns, so that none is sent where another has just been.

use sarex_plugin_sdk::{Grid, PlanError, SearchPlan, Task, Vec2};

use crate::craft::{Craft, Settings};

/// Most cells of a map.
const CELLS: usize = 250_000;

/// Each drone walks until its time, its endurance with the way home, or `max_legs` is used up.
pub fn plan(task: &Task, settings: &Settings, craft: &[Craft]) -> Result<SearchPlan, PlanError> {
    let mut map = Map::of(task.poc.as_ref().ok_or(PlanError::NeedsPoc)?)?;
    let before = map.left();
    let mut walks: Vec<Walk> = craft.iter().map(|own| Walk::start(own, &mut map)).collect::<Result<_, _>>()?;
    while let Some(walk) = next_walk(&mut walks) {
        walk.go_on(&mut map, settings, task.max_legs as usize);
    }
    let mut assets = Vec::with_capacity(craft.len());
    for walk in &walks {
        let places: Vec<Vec2> = walk.cells.iter().map(|cell| map.centre(*cell)).collect();
        assets.push(walk.craft.plan(task, &places, map.cell_m, Vec::new())?);
    }
    let note = format!("POS {:.2} of POC {before:.2} on the map", before - map.left());
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// The unfinished walk that is earliest in time.
fn next_walk<'a, 'b>(walks: &'a mut [Walk<'b>]) -> Option<&'a mut Walk<'b>> {
    walks.iter_mut().filter(|walk| !walk.finished).min_by(|a, b| a.time_s.total_cmp(&b.time_s))
}

/// What probability is left in each cell.
struct Map {
    origin: Vec2,
    cell_m: f64,
    cols: usize,
    left: Vec<f64>,
}

impl Map {
    fn of(grid: &Grid) -> Result<Self, PlanError> {
        let cells = grid.cols as usize * grid.rows as usize;
        let sound = cells > 0 && cells <= CELLS && cells == grid.values.len() && grid.cell_m >= 10.0;
        if !sound || !grid.values.iter().all(|poc| (0.0..=1.0).contains(poc)) {
            let text = format!("poc: up to {CELLS} cells of at least 10 m, each from 0 to 1, cols * rows in all");
            return Err(PlanError::BadInput(text));
        }
        let left = grid.values.iter().map(|poc| f64::from(*poc)).collect();
        Ok(Self { origin: grid.origin, cell_m: grid.cell_m, cols: grid.cols as usize, left })
    }

    fn centre(&self, cell: usize) -> Vec2 {
        let (row, col) = (cell / self.cols, cell % self.cols);
        self.origin + Vec2::new((col as f64 + 0.5) * self.cell_m, (row as f64 + 0.5) * self.cell_m)
    }

    fn left(&self) -> f64 {
        self.left.iter().sum()
    }

    /// The cells within the horizon of a place.
    fn near(&self, at: Vec2, horizon_cells: f64) -> impl Iterator<Item = usize> {
        let rows = self.left.len() / self.cols;
        let off = at - self.origin;
        let span = |value: f64, count: usize| {
            let middle = value / self.cell_m;
            let low = (middle - horizon_cells).floor().clamp(0.0, count as f64) as usize;
            let high = (middle + horizon_cells).ceil().clamp(0.0, count as f64) as usize;
            low..high
        };
        let cols = span(off.east_m, self.cols);
        let width = self.cols;
        span(off.north_m, rows).flat_map(move |row| cols.clone().map(move |col| row * width + col))
    }

    fn likeliest(&self) -> usize {
        let best = self.left.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        best.map_or(0, |(cell, _)| cell)
    }
}

/// One drone on its way.
struct Walk<'a> {
    craft: &'a Craft<'a>,
    cells: Vec<usize>,
    endurance_s: f64,
    time_s: f64,
    finished: bool,
}

impl<'a> Walk<'a> {
    /// Begins at the cell with most probability for the time it takes to get there.
    fn start(craft: &'a Craft<'a>, map: &mut Map) -> Result<Self, PlanError> {
        let worth = |cell: usize| {
            let there_s = (map.centre(cell) - craft.asset.start).length() / craft.asset.cruise_mps;
            map.left[cell] / (there_s + craft.search_s(map))
        };
        let best = (0..map.left.len()).max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a))).unwrap_or(0);
        let endurance_s = craft.budget_s(map.centre(best))?;
        map.left[best] *= 1.0 - craft.detection(map);
        Ok(Self { craft, cells: vec![best], endurance_s, time_s: 0.0, finished: false })
    }

    /// Chooses the next cell; it counts as searched from then on, so that no other drone is sent there.
    fn go_on(&mut self, map: &mut Map, settings: &Settings, max_legs: usize) {
        let here = self.cells[self.cells.len() - 1];
        let at = map.centre(here);
        let reachable = |cell: usize| {
            let to = map.centre(cell);
            let end_s = self.time_s + (to - at).length() / self.craft.asset.search_mps;
            end_s <= self.craft.on_scene_s && end_s + self.craft.home_s(to) <= self.endurance_s
        };
        let worth = |cell: usize| {
            let way_s = (map.centre(cell) - at).length() / self.craft.asset.search_mps;
            map.left[cell] * self.craft.detection(map) / way_s.max(self.craft.search_s(map))
        };
        let candidates = map.near(at, settings.horizon_cells).filter(|cell| *cell != here && map.left[*cell] > 0.0);
        let near =
            candidates.filter(|cell| reachable(*cell)).max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)));
        let next = near.or_else(|| {
            Some(map.likeliest()).filter(|cell| *cell != here && map.left[*cell] > 0.0 && reachable(*cell))
        });
        match next {
            Some(cell) if self.cells.len() <= max_legs => {
                self.time_s += (map.centre(cell) - at).length() / self.craft.asset.search_mps;
                map.left[cell] *= 1.0 - self.craft.detection(map);
                self.cells.push(cell);
            }
            _ => self.finished = true,
        }
    }
}

impl Craft<'_> {
    /// Time to cross a cell, seconds.
    fn search_s(&self, map: &Map) -> f64 {
        map.cell_m / self.asset.search_mps
    }

    /// Detection in one crossing: coverage W / cell by the law of random search.
    fn detection(&self, map: &Map) -> f64 {
        1.0 - libm::exp(-self.asset.sweep_width_m / map.cell_m)
    }
}
