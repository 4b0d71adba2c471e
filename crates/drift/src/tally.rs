//! Where the elements are: counts on a grid of whole cells, sums for means, kept in whole numbers or in a fixed order so
//! that threads cannot change a bit.

use sarex_model::density::GridShape;
use sarex_model::ensemble::{BLOCK, Block, State};
use sarex_model::math;

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

    /// The cells that cover a box: first column and row, number of columns and rows.
    pub fn cover(&self, [west, south, east, north]: [f64; 4]) -> Cut {
        let (c0, r0) = ((west / self.dlon_deg).floor(), (south / self.dlat_deg).floor());
        let (c1, r1) = ((east / self.dlon_deg).floor(), (north / self.dlat_deg).floor());
        let count = |from: f64, to: f64| ((to - from) as usize).saturating_add(1);
        Cut { column0: c0 as i64, row0: r0 as i64, ncols: count(c0, c1), nrows: count(r0, r1) }
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

/// Elements of each scenario in each cell, `[scenario][row][column]`.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Where.
    pub cut: Cut,
    /// How many.
    pub of: Vec<Vec<u32>>,
    /// Degrees of elements outside the cut, with their scenario.
    pub spilled: Vec<(u16, f64, f64)>,
}

impl Counts {
    /// Nothing yet.
    pub fn new(cut: Cut, scenarios: usize) -> Self {
        Self { cut, of: vec![vec![0; cut.cells()]; scenarios], spilled: Vec::new() }
    }

    /// Counts the elements of a block that are in the water or ashore.
    pub fn add(&mut self, block: &Block, lattice: &Lattice) {
        let (per_lon, per_lat) = (1.0 / lattice.dlon_deg, 1.0 / lattice.dlat_deg);
        let (column0, row0) = (self.cut.column0 as f64, self.cut.row0 as f64);
        let (ncols, nrows) = (self.cut.ncols as f64, self.cut.nrows as f64);
        let counts = &mut self.of[block.scenario as usize];
        for lane in 0..block.len {
            if matches!(block.state[lane], State::Waiting | State::None) {
                continue;
            }
            let (lon, lat) = (block.lon_deg[lane], block.lat_deg[lane]);
            let (x, y) = (lon * per_lon - column0, lat * per_lat - row0);
            if x >= 0.0 && y >= 0.0 && x < ncols && y < nrows {
                counts[y as usize * self.cut.ncols + x as usize] += 1;
            } else {
                self.spilled.push((block.scenario, lon, lat));
            }
        }
    }

    /// Adds the counts of another thread, on the same cut.
    pub fn merge(&mut self, other: Counts) {
        for (mine, theirs) in self.of.iter_mut().zip(other.of) {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
        self.spilled.extend(other.spilled);
    }

    /// The same counts on [`Lattice::doubled`] cells; nothing may be spilled.
    pub fn doubled(&self) -> Counts {
        let cut = self.cut.doubled();
        let mut doubled = Counts::new(cut, self.of.len());
        for (to, from) in doubled.of.iter_mut().zip(&self.of) {
            for row in 0..self.cut.nrows {
                let to_row = ((self.cut.row0 + row as i64).div_euclid(2) - cut.row0) as usize * cut.ncols;
                for column in 0..self.cut.ncols {
                    let to_column = (self.cut.column0 + column as i64).div_euclid(2) - cut.column0;
                    to[to_row + to_column as usize] += from[row * self.cut.ncols + column];
                }
            }
        }
        doubled
    }

    /// Cut down to the cells that hold something, spilled elements included.
    pub fn trimmed(self, lattice: &Lattice) -> Counts {
        let mut used = Cut::default();
        let occupied = |cell: usize| self.of.iter().any(|counts| counts[cell] > 0);
        for row in 0..self.cut.nrows {
            let cells = row * self.cut.ncols..(row + 1) * self.cut.ncols;
            let first = cells.clone().find(|cell| occupied(*cell));
            let last = cells.rev().find(|cell| occupied(*cell));
            if let (Some(first), Some(last)) = (first, last) {
                let column0 = self.cut.column0 + (first % self.cut.ncols) as i64;
                used = used.join(&Cut { column0, row0: self.cut.row0 + row as i64, ncols: last - first + 1, nrows: 1 });
            }
        }
        for (_, lon, lat) in &self.spilled {
            used = used.join(&lattice.cover([*lon, *lat, *lon, *lat]));
        }
        let mut trimmed = Counts::new(used, self.of.len());
        for (to, from) in trimmed.of.iter_mut().zip(&self.of) {
            for row in 0..self.cut.nrows {
                for column in 0..self.cut.ncols {
                    let count = from[row * self.cut.ncols + column];
                    if count > 0 {
                        let at =
                            (self.cut.column0 + column as i64 - used.column0, self.cut.row0 + row as i64 - used.row0);
                        to[at.1 as usize * used.ncols + at.0 as usize] = count;
                    }
                }
            }
        }
        for (scenario, lon, lat) in &self.spilled {
            let cell = lattice.cover([*lon, *lat, *lon, *lat]);
            let at = (cell.column0 - used.column0, cell.row0 - used.row0);
            trimmed.of[*scenario as usize][at.1 as usize * used.ncols + at.0 as usize] += 1;
        }
        trimmed
    }

    /// Probability per cell of a larger cut, with the weight of one element of each scenario.
    pub fn mass(&self, whole: &Cut, weights: &[f64]) -> Vec<f32> {
        let mut sums = vec![0.0_f64; whole.cells()];
        for (counts, weight) in self.of.iter().zip(weights) {
            for row in 0..self.cut.nrows {
                let to = (self.cut.row0 - whole.row0) as usize + row;
                let first = to * whole.ncols + (self.cut.column0 - whole.column0) as usize;
                for column in 0..self.cut.ncols {
                    sums[first + column] += f64::from(counts[row * self.cut.ncols + column]) * weight;
                }
            }
        }
        sums.into_iter().map(|sum| sum as f32).collect()
    }
}

/// A box round nothing: west, south, east, north.
pub const EMPTY: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// What is known of one block; sums are added up in the order of the blocks.
#[derive(Clone, Copy, Debug)]
pub struct Sums {
    /// Elements in the water or ashore, waiting, stranded, out of the data.
    pub counts: [u32; 4],
    /// Degrees from the reference: longitude, latitude, and their squares.
    pub moments: [f64; 4],
    /// Box of all elements.
    pub everything: [f64; 4],
    /// Box of those that move or will.
    pub moving: [f64; 4],
}

impl Sums {
    /// Sums of a block.
    pub fn of(block: &Block, reference: (f64, f64)) -> Self {
        let mut sums = Self { counts: [0; 4], moments: [0.0; 4], everything: EMPTY, moving: EMPTY };
        let widen = |a: [f64; 4], x: f64, y: f64| [a[0].min(x), a[1].min(y), a[2].max(x), a[3].max(y)];
        for lane in 0..block.len.min(BLOCK) {
            let (lon, lat) = (block.lon_deg[lane], block.lat_deg[lane]);
            sums.everything = widen(sums.everything, lon, lat);
            let state = block.state[lane];
            if matches!(state, State::Adrift | State::Waiting) {
                sums.moving = widen(sums.moving, lon, lat);
            }
            if state == State::Waiting {
                sums.counts[1] += 1;
                continue;
            }
            sums.counts[0] += 1;
            sums.counts[2] += u32::from(state == State::Stranded);
            sums.counts[3] += u32::from(state == State::OutOfData);
            let (x, y) = (lon - reference.0, lat - reference.1);
            let add = [x, y, x * x, y * y];
            sums.moments.iter_mut().zip(add).for_each(|(sum, term)| *sum += term);
        }
        sums
    }

    /// Adds with a weight for each element.
    pub fn add(total: &mut ([f64; 4], [f64; 4]), block: &Sums, weight: f64) {
        total.0.iter_mut().zip(block.counts).for_each(|(sum, count)| *sum += weight * f64::from(count));
        total.1.iter_mut().zip(block.moments).for_each(|(sum, moment)| *sum += weight * moment);
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
            let everything = Sums::of(&block, (0.0, 0.0)).everything;
            let count = |lattice: &Lattice| {
                let mut counts = Counts::new(lattice.cover(everything), 1);
                counts.add(&block, lattice);
                counts.trimmed(lattice)
            };
            let fine = Lattice { dlon_deg: 0.25, dlat_deg: 0.125 };
            let (coarse, doubled) = (count(&fine.doubled()), count(&fine).doubled());
            prop_assert_eq!(coarse.cut, doubled.cut);
            prop_assert_eq!(coarse.of, doubled.of);
        }
    }
}
