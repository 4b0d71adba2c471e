//! Where the elements are, counted on a grid of whole cells. All counts are whole numbers, so neither the order of threads
//! nor that of pieces can change a bit.

use sarex_model::density::GridShape;
use sarex_model::ensemble::{Block, State};
use sarex_model::math;

/// A cell of a lattice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Rows from the equator to the north.
    pub row: i64,
    /// Columns from Greenwich to the east.
    pub column: i64,
}

impl Cell {
    /// The cell of twice the side that holds it.
    pub fn doubled(self) -> Self {
        Self { row: self.row.div_euclid(2), column: self.column.div_euclid(2) }
    }
}

/// Cells of the whole Earth: the grids of all output times are cut from it, so they can be joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lattice {
    /// Width of a cell, degrees.
    pub dlon_deg: f64,
    /// Height of a cell, degrees.
    pub dlat_deg: f64,
}

impl Lattice {
    /// About square cells of a side in NM at a latitude.
    pub fn square(cell_nm: f64, lat_deg: f64) -> Self {
        let dlat_deg = cell_nm / 60.0;
        // Steps of a thousandth of the height keep the width a short decimal.
        let ratio = 1.0 / math::cos(math::radians(lat_deg.abs().min(85.0)));
        Self { dlon_deg: dlat_deg * (ratio * 100.0).round() / 100.0, dlat_deg }
    }

    /// Cells of twice the side: each holds four.
    pub fn doubled(&self) -> Self {
        Self { dlon_deg: 2.0 * self.dlon_deg, dlat_deg: 2.0 * self.dlat_deg }
    }

    /// The cell of a place, the same whichever box is counted: southern and western edges belong to a cell.
    #[inline]
    pub fn cell(&self, lon_deg: f64, lat_deg: f64) -> Cell {
        Cell { row: floor(lat_deg * (1.0 / self.dlat_deg)), column: floor(lon_deg * (1.0 / self.dlon_deg)) }
    }

    /// The cells that cover a box of west, south, east and north.
    pub fn cover(&self, [west, south, east, north]: [f64; 4]) -> Cut {
        let (first, last) = (self.cell(west, south), self.cell(east, north));
        let count = |from: i64, to: i64| (to.saturating_sub(from).max(0) as usize).saturating_add(1);
        Cut {
            column0: first.column,
            row0: first.row,
            ncols: count(first.column, last.column),
            nrows: count(first.row, last.row),
        }
    }

    /// The cut as a grid in degrees.
    pub fn shape(&self, cut: &Cut) -> GridShape {
        GridShape {
            lon0_deg: cut.column0 as f64 * self.dlon_deg,
            lat0_deg: cut.row0 as f64 * self.dlat_deg,
            dlon_deg: self.dlon_deg,
            dlat_deg: self.dlat_deg,
            ncols: cut.ncols,
            nrows: cut.nrows,
        }
    }
}

/// The next whole number below; `f64::floor` is a call on the baseline processor. Held where it fits an i32: only numbers
/// from a pole, which ends the run, lie beyond.
#[inline]
fn floor(value: f64) -> i64 {
    let value = value.clamp(-1e9, 1e9);
    let whole = value as i64;
    whole - i64::from(whole as f64 > value)
}

/// Whole cells of a lattice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// First column, counted from Greenwich.
    pub column0: i64,
    /// First row, counted from the equator.
    pub row0: i64,
    /// Columns.
    pub ncols: usize,
    /// Rows.
    pub nrows: usize,
}

impl Cut {
    /// Cells.
    pub fn cells(&self) -> usize {
        self.ncols.saturating_mul(self.nrows)
    }

    /// One cell.
    pub fn of(cell: Cell) -> Self {
        Self { column0: cell.column, row0: cell.row, ncols: 1, nrows: 1 }
    }

    /// Index of a cell, `[row][column]`; none outside.
    #[inline]
    fn index(&self, cell: Cell) -> Option<usize> {
        let (row, column) =
            (cell.row.wrapping_sub(self.row0) as usize, cell.column.wrapping_sub(self.column0) as usize);
        (row < self.nrows && column < self.ncols).then(|| row * self.ncols + column)
    }

    /// The cell with an index.
    fn cell(&self, index: usize) -> Cell {
        Cell {
            row: self.row0 + (index / self.ncols.max(1)) as i64,
            column: self.column0 + (index % self.ncols.max(1)) as i64,
        }
    }

    /// The cells of twice the side that hold it.
    fn doubled(&self) -> Cut {
        let (column0, row0) = (self.column0.div_euclid(2), self.row0.div_euclid(2));
        let count = |first: i64, n: usize, first2: i64| ((first + n as i64 - 1).div_euclid(2) - first2 + 1) as usize;
        if self.cells() == 0 {
            return Cut::default();
        }
        Cut {
            column0,
            row0,
            ncols: count(self.column0, self.ncols, column0),
            nrows: count(self.row0, self.nrows, row0),
        }
    }

    /// The smallest cut that holds both.
    pub fn join(&self, other: &Cut) -> Cut {
        if self.cells() == 0 {
            return *other;
        }
        if other.cells() == 0 {
            return *self;
        }
        let column0 = self.column0.min(other.column0);
        let row0 = self.row0.min(other.row0);
        let end = |a: i64, n: usize| a + n as i64;
        Cut {
            column0,
            row0,
            ncols: (end(self.column0, self.ncols).max(end(other.column0, other.ncols)) - column0) as usize,
            nrows: (end(self.row0, self.nrows).max(end(other.row0, other.nrows)) - row0) as usize,
        }
    }
}

/// Elements of each scenario in each cell.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Cells that are counted in tables.
    pub cut: Cut,
    /// How many, `[scenario][row][column]`; empty for a scenario that has none.
    tables: Vec<Vec<u32>>,
    /// Elements in cells outside the cut, with their scenario.
    spilled: Vec<(u16, Cell, u32)>,
}

impl Counts {
    /// Nothing yet.
    pub fn new(cut: Cut, scenarios: usize) -> Self {
        Self { cut, tables: vec![Vec::new(); scenarios], spilled: Vec::new() }
    }

    /// Counts the elements of a block that are in the water or ashore.
    pub fn add(&mut self, block: &Block, lattice: &Lattice) {
        for lane in 0..block.len {
            if !matches!(block.state[lane], State::Waiting | State::None) {
                self.put(block.scenario, lattice.cell(block.lon_deg[lane], block.lat_deg[lane]), 1);
            }
        }
    }

    /// Counts the elements of a block that are ashore.
    pub fn add_stranded(&mut self, block: &Block, lattice: &Lattice) {
        for lane in (0..block.len).filter(|lane| block.state[*lane] == State::Stranded) {
            self.put(block.scenario, lattice.cell(block.lon_deg[lane], block.lat_deg[lane]), 1);
        }
    }

    /// Adds elements of a scenario in a cell.
    #[inline]
    pub fn put(&mut self, scenario: u16, cell: Cell, count: u32) {
        match self.cut.index(cell) {
            Some(index) => {
                let table = &mut self.tables[scenario as usize];
                if table.is_empty() {
                    table.resize(self.cut.cells(), 0);
                }
                table[index] += count;
            }
            None => self.spilled.push((scenario, cell, count)),
        }
    }

    /// Adds the counts of another thread, on the same cut.
    pub fn merge(&mut self, other: Counts) {
        for (mine, theirs) in self.tables.iter_mut().zip(other.tables) {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
            }
        }
        self.spilled.extend(other.spilled);
    }

    /// What is counted, by scenario; a cell outside the cut may come more than once.
    pub fn each(&self) -> impl Iterator<Item = (u16, Cell, u32)> {
        let tables = (0_u16..).zip(&self.tables).flat_map(move |(scenario, table)| {
            let full = table.iter().enumerate().filter(|(_, count)| **count > 0);
            full.map(move |(index, count)| (scenario, self.cut.cell(index), *count))
        });
        tables.chain(self.spilled.iter().copied())
    }

    /// The smallest cut with all that is counted.
    pub fn used(&self) -> Cut {
        self.each().fold(Cut::default(), |used, (_, cell, _)| used.join(&Cut::of(cell)))
    }

    /// The same counts on [`Lattice::doubled`] cells.
    pub fn doubled(&self) -> Counts {
        let mut doubled = Counts::new(self.cut.doubled(), self.tables.len());
        self.each().for_each(|(scenario, cell, count)| doubled.put(scenario, cell.doubled(), count));
        doubled
    }

    /// Cut down to the cells that hold something, all of them in tables.
    pub fn trimmed(&self) -> Counts {
        let mut trimmed = Counts::new(self.used(), self.tables.len());
        self.each().for_each(|(scenario, cell, count)| trimmed.put(scenario, cell, count));
        trimmed
    }

    /// Probability per cell of a larger cut, with the weight of one element of each scenario.
    pub fn mass(&self, whole: &Cut, weights: &[f64]) -> Vec<f32> {
        let mut sums = vec![0.0_f64; whole.cells()];
        for (scenario, cell, count) in self.each() {
            if let Some(index) = whole.index(cell) {
                sums[index] += f64::from(count) * weights[scenario as usize];
            }
        }
        sums.into_iter().map(|sum| sum as f32).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whole cells halve in number exactly: counting on coarse cells is coarsening the counts.
        #[test]
        fn coarse_counts_are_counts_on_coarse_cells(
            places in proptest::collection::vec((-5.0..5.0_f64, -5.0..5.0_f64), 1..60),
        ) {
            let mut block = Block::new(0, 0, 0);
            block.len = places.len();
            for (lane, (lon, lat)) in places.iter().enumerate() {
                (block.lon_deg[lane], block.lat_deg[lane], block.state[lane]) = (*lon, *lat, State::Adrift);
            }
            // Half of the places lie outside the cut.
            let count = |lattice: &Lattice| {
                let mut counts = Counts::new(lattice.cover([-5.0, -5.0, 0.0, 5.0]), 1);
                counts.add(&block, lattice);
                counts
            };
            let fine = Lattice { dlon_deg: 0.25, dlat_deg: 0.125 };
            let (coarse, doubled) = (count(&fine.doubled()).trimmed(), count(&fine).doubled().trimmed());
            prop_assert_eq!(coarse.cut, doubled.cut);
            prop_assert_eq!(coarse.each().collect::<Vec<_>>(), doubled.each().collect::<Vec<_>>());
            prop_assert_eq!(coarse.each().map(|(_, _, count)| count as usize).sum::<usize>(), places.len());
        }
    }
}
