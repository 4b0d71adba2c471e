//! Wind, current and scalar fields on regular grids.
//!
//! Rows run from south to north, columns from west to east (on a projected grid along +y and +x); times are seconds after the exercise start; NaN is missing.
//! Between grid points values are bilinear, between times linear, and there is no value outside: an answer is never
//! stretched beyond the data. A grid with a single time holds at all times.
//!
//! Near a coast some of the four corners may be missing. The remaining ones are used, with their weights scaled up, while
//! these weights are at least [`MIN_WEIGHT`]; below that the value is [`FieldGap::Missing`].

mod grid;
mod projected;
pub mod projection;
mod scalar;
mod stack;
mod vector;

pub use grid::{FieldError, MIN_WEIGHT};
pub use projected::ProjectedField;
pub use projection::Projection;
pub use scalar::ScalarField;
pub use stack::FieldStack;
pub use vector::VectorField;

use crate::position::Position;
use serde::{Deserialize, Serialize};

/// Why a field has no value. The order is that of how near the answer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
pub enum FieldGap {
    /// The place is off the grid.
    #[error("outside the area of the data")]
    OutsideArea,
    /// The time is before the first or after the last.
    #[error("outside the time of the data")]
    OutsideTime,
    /// On the grid, but too many neighbours are missing: usually land.
    #[error("no data at this place")]
    Missing,
}

impl FieldGap {
    /// The gap in words with its variable, place and time: `wind at 36-02.50N 131-11.00E, 3600 s after the start: ...`.
    pub fn explain(self, variable: &str, place: Position, time_s: f64) -> String {
        format!("{variable} at {place}, {time_s:.0} s after the start: {self}")
    }
}
