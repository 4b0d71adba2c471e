//! The output times of an ensemble, all on one grid.

use sarex_model::density::GridShape;

use crate::elements::Look;
use crate::forecast::Frame;
use crate::gather::frame;
use crate::tally::{Counts, Cut, Lattice};
use crate::totals::Totals;

/// Most cells of all probability grids together: 400 MB.
const MAX_GRID_CELLS: usize = 100_000_000;
/// Most counts of all scenarios and output times together: 1.6 GB.
const MOST_COUNTS: usize = 400_000_000;
/// Cells are not made larger beyond this height, degrees.
const LARGEST_CELL_DEG: f64 = 60.0;

/// What was seen at each output time. Cells are made larger when the grid of all times would not fit: by a rule on the
/// counts alone, so that it does not matter how they were gathered.
pub(crate) struct Frames {
    /// Cells as they are now.
    pub lattice: Lattice,
    first_cell_deg: f64,
    doublings: u32,
    outputs: usize,
    seen: Vec<(i64, Vec<Totals>, Counts)>,
}

impl Frames {
    /// None yet of so many output times.
    pub fn new(lattice: Lattice, outputs: usize) -> Self {
        Self { lattice, first_cell_deg: lattice.dlat_deg, doublings: 0, outputs, seen: Vec::new() }
    }

    /// Adds an output time (seconds since 1970), counted on the first lattice.
    pub fn push_first(&mut self, unix_s: i64, mut look: Look) {
        for _ in 0..self.doublings {
            look.counts = look.counts.doubled();
        }
        self.push(unix_s, look);
    }

    /// Adds an output time (seconds since 1970), counted on the present lattice.
    pub fn push(&mut self, unix_s: i64, look: Look) {
        let scenarios = look.totals.len();
        let mut counts = look.counts;
        loop {
            let whole = self.whole().join(&counts.used());
            let all = whole.cells().saturating_mul(self.outputs);
            let fits = all <= MAX_GRID_CELLS && all.saturating_mul(scenarios) <= MOST_COUNTS;
            if fits || self.lattice.dlat_deg >= LARGEST_CELL_DEG {
                break;
            }
            self.lattice = self.lattice.doubled();
            self.doublings += 1;
            self.seen.iter_mut().for_each(|(_, _, seen)| *seen = seen.doubled());
            counts = counts.doubled();
        }
        self.seen.push((unix_s, look.totals, counts.trimmed()));
    }

    /// The cells that hold something at any time.
    fn whole(&self) -> Cut {
        self.seen.iter().fold(Cut::default(), |whole, (_, _, counts)| whole.join(&counts.cut))
    }

    /// The grid, the frames, and a note where the grid is not as asked for; with the weight of one element of each scenario and
    /// the place that moments were taken from.
    pub fn finish(self, weights: &[f64], reference: (f64, f64)) -> (GridShape, Vec<Frame>, Option<String>) {
        let whole = self.whole();
        let too_many = whole.cells().saturating_mul(self.seen.len()) > MAX_GRID_CELLS;
        let note = if too_many {
            Some("the probability grid would be too large and was left out: give a larger --cell-nm".to_owned())
        } else if self.lattice.dlat_deg > self.first_cell_deg {
            let (side, asked) = (60.0 * self.lattice.dlat_deg, 60.0 * self.first_cell_deg);
            Some(format!("cells of {side} NM instead of {asked}, to keep the grid in memory"))
        } else {
            None
        };
        let shape = if too_many { GridShape::default() } else { self.lattice.shape(&whole) };
        let frames = self.seen.iter().map(|(unix_s, totals, counts)| {
            let mass = if too_many { Vec::new() } else { counts.mass(&whole, weights) };
            Frame { mass, ..frame(*unix_s, totals, weights, reference) }
        });
        (shape, frames.collect(), note)
    }
}
