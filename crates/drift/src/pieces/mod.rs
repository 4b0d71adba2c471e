//! One ensemble in pieces: each is worked out by itself, on any machine and in any order, and the sums of their counts give
//! what a whole run gives, to the bit.
//!
//! An element's random numbers depend on its number only, places and data do not depend on who else is looked at, and cells
//! are whole multiples of one size counted from the equator and Greenwich, so a piece needs to know nothing of the others. It
//! returns rows of whole numbers ([`Count`]); rows of the same key are added up, in any order, by [`Pieces::merge`] or before
//! it by a database (`SUM(value) GROUP BY` the other columns). Memory is that of one piece, or of the merged grid.
//!
//! What is left out, because it is no sum, and what stands in its place: see [`LEFT_OUT`].

mod count;
mod merge;

use std::ops::Range;

use sarex_files::finding::Finding;
use sarex_model::ensemble::BLOCK;

use crate::case::Case;
use crate::command::{keep, lost, polar, prepare};
use crate::digest::digest;
use crate::elements::{Elements, blocks_of};
use crate::environment::Surroundings;
use crate::forecast::Forecast;
use crate::inputs::{Args, Outside};
use crate::present::{present, wanted};
use crate::products::Tables;
use crate::run::lattice;
use crate::tally::{Counts, Cut, Lattice};

pub use count::{Count, Kind, SUMS};

/// What a forecast from pieces does not hold, in the words of its summary.
pub const LEFT_OUT: [&str; 3] = [
    "tracks and positions of single elements: a run in pieces keeps counts only",
    "the convex hull is that of the cells that hold elements",
    "places ashore on the picture are centres of cells",
];

/// An ensemble and how it is cut into pieces.
pub struct Pieces {
    case: Case,
    surroundings: Surroundings,
    outside: Outside,
    lattice: Lattice,
    /// Kernel blocks of a piece.
    blocks: u32,
}

/// What a piece gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Sorted, each key once.
    pub counts: Vec<Count>,
    /// Where the data first ended for an element, when that does not stop the run (`--outside stop`).
    pub warning: Option<Finding>,
}

impl Pieces {
    /// Checks the inputs of `sarex drift`, reads the environment, and cuts the ensemble into pieces of so many elements, made
    /// a whole multiple of 256. The cells are those of the whole run, so every piece has the same.
    ///
    /// # Errors
    /// Everything that is wrong with the inputs.
    pub fn plan(args: &Args, elements_of_a_piece: u32) -> Result<Self, Vec<Finding>> {
        let (keep, prepared) = match (keep(args), prepare(args.case.as_deref(), &args.inputs)) {
            (Ok(keep), Ok(prepared)) => (keep, prepared),
            (keep, prepared) => return Err([keep.err(), prepared.err()].into_iter().flatten().flatten().collect()),
        };
        let (case, surroundings, outside) = prepared;
        let lattice = lattice(&case, keep.cell_nm);
        let blocks = elements_of_a_piece.div_ceil(BLOCK as u32).max(1);
        Ok(Self { case, surroundings, outside, lattice, blocks })
    }

    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Number of pieces.
    pub fn count(&self) -> u32 {
        blocks_of(&self.case).div_ceil(self.blocks)
    }

    /// Width and height of a cell of [`Count`], degrees: column c reaches from c times the width to c + 1 times.
    pub fn cell_deg(&self) -> [f64; 2] {
        [self.lattice.dlon_deg, self.lattice.dlat_deg]
    }

    /// Numbers of the elements of a piece; empty beyond the last.
    pub fn elements(&self, piece: u32) -> Range<u32> {
        let range = self.blocks_of_piece(piece);
        let first = |block: u32| {
            let (mut left, mut first) = (block, 0);
            for part in &self.case.parts {
                let of_part = part.elements.div_ceil(BLOCK as u32);
                if left < of_part {
                    return first + left * BLOCK as u32;
                }
                left -= of_part;
                first += part.elements;
            }
            first
        };
        first(range.start)..first(range.end)
    }

    fn blocks_of_piece(&self, piece: u32) -> Range<u32> {
        let all = blocks_of(&self.case);
        let at = |piece: u32| piece.saturating_mul(self.blocks).min(all);
        at(piece)..at(piece.saturating_add(1))
    }

    /// Works out one piece. Neither the threads nor the size of the pieces change a bit of the sums.
    ///
    /// # Errors
    /// A number beyond the last piece; an element that comes too near to a pole; an element that leaves the data where
    /// that is an error.
    pub fn run(&self, piece: u32, threads: usize) -> Result<Piece, Finding> {
        let range = self.blocks_of_piece(piece);
        if range.is_empty() {
            let hint = format!("give 0 to {}", self.count() - 1);
            return Err(Finding::of_file("sarex drift", format!("there is no piece {piece}"), Some(hint)));
        }
        let mut elements = Elements::seed(&self.case, &self.surroundings, range, threads.clamp(1, 256));
        let (mut counts, mut gap) = (Vec::new(), None);
        let times = self.case.output_times();
        for (time_index, time_s) in (0_u32..).zip(&times) {
            let (found, look) = elements.advance_to(*time_s, &self.lattice);
            gap = gap.or(found);
            if elements.is_polar() {
                return Err(polar(self.case.unix_s(*time_s)));
            }
            count::push_look(&mut counts, time_index, &look);
            if time_index as usize + 1 == times.len() {
                self.push_end(&mut counts, time_index, &elements);
            }
        }
        count::sum_up(&mut counts);
        match gap.map(|gap| lost(&self.case, None, &gap, self.outside)) {
            Some(finding) if self.outside == Outside::Error => Err(finding),
            warning => Ok(Piece { counts, warning }),
        }
    }

    /// What is counted at the last output time only: places ashore, and the digest.
    fn push_end(&self, counts: &mut Vec<Count>, time_index: u32, elements: &Elements<'_>) {
        let mut ashore = Counts::new(Cut::default(), self.case.parts.len());
        elements.blocks.iter().for_each(|block| ashore.add_stranded(block, &self.lattice));
        count::push_cells(counts, time_index, Kind::Ashore, &ashore);
        let sum = elements.blocks.iter().map(digest).fold(0_u64, u64::wrapping_add);
        count::push_sum(counts, time_index, 0, count::DIGEST, i128::from(sum));
    }

    /// The forecast from the counts of all pieces: each piece once, its rows as they are or added up with others, in any order.
    ///
    /// # Errors
    /// Rows that are not of this case; elements that are missing or counted twice.
    pub fn merge(&self, counts: impl IntoIterator<Item = Count>) -> Result<Forecast, Finding> {
        merge::merge(&self.case, &self.surroundings, self.lattice, counts)
    }

    /// Writes the products that can be made from counts and returns what `sarex drift` prints; `font` is for the picture.
    ///
    /// # Errors
    /// What is wrong with the options or the folder.
    pub fn present(&self, forecast: &Forecast, args: &Args, font: &'static [u8]) -> Result<String, Vec<Finding>> {
        let mut wanted = wanted(&args.output)?;
        (wanted.tracks, wanted.positions) = (Tables::NONE, Tables::NONE);
        present(forecast, args, &self.surroundings, font, &wanted)
    }
}
