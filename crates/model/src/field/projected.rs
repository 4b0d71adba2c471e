//! Wind or current on the grid of a map projection.

use super::grid::{self, FieldError, check_lengths, check_steps, check_vectors};
use super::{FieldGap, Projection};
use crate::position::{Position, Vec2};
use serde::{Deserialize, Serialize};

/// A vector on a projected grid of places and times, in m/s, true east and north.
///
/// Weather and ocean models are laid out on such grids; read on them the values keep their sharpness, which a resampling
/// to longitude and latitude would take away. Rules of missing values and times are those of [`super::VectorField`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectedField {
    /// Name for messages, such as `current`.
    pub name: String,
    /// From places to x and y.
    pub projection: Projection,
    /// x of the first column, metres (degrees for a rotated pole).
    pub x0: f64,
    /// Step between columns, same unit, above 0.
    pub dx: f64,
    /// Number of columns, 2 or more.
    pub nx: usize,
    /// y of the first row.
    pub y0: f64,
    /// Step between rows, above 0.
    pub dy: f64,
    /// Number of rows, 2 or more.
    pub ny: usize,
    /// Seconds after the exercise start, rising; a single one holds at all times.
    pub times_s: Vec<f64>,
    /// Towards true east, m/s, `[time][row][column]`, NaN where missing.
    pub east: Vec<f32>,
    /// Towards true north, same.
    pub north: Vec<f32>,
}

impl ProjectedField {
    /// Checks shape and values.
    ///
    /// # Errors
    /// [`FieldError`] names the first thing that is wrong.
    pub fn validate(&self) -> Result<(), FieldError> {
        check_steps(&self.name, (self.nx, self.dx), (self.ny, self.dy))?;
        let end = |start: f64, step: f64, count: usize| start + (count - 1) as f64 * step;
        let ends = [self.x0, self.y0, end(self.x0, self.dx, self.nx), end(self.y0, self.dy, self.ny)];
        if !ends.iter().all(|v| v.is_finite()) {
            return Err(FieldError::Grid { name: self.name.clone(), what: "the grid starts or ends nowhere" });
        }
        check_lengths(&self.name, &self.times_s, self.nx.checked_mul(self.ny), &[self.east.len(), self.north.len()])?;
        check_vectors(&self.name, &self.east, &self.north)
    }

    /// The vector at a place and time, in m/s.
    ///
    /// # Errors
    /// [`FieldGap`] outside the grid or its times, or where too many neighbours are missing.
    #[inline]
    pub fn at(&self, place: Position, time_s: f64) -> Result<Vec2, FieldGap> {
        let (x, y) = self.projection.forward(place);
        let mut right = x - self.x0;
        if self.projection.is_angular() && right < -1e-9 {
            right += 360.0;
        }
        let (column, share) = grid::cell(right / self.dx, self.nx)?;
        let row = grid::cell((y - self.y0) / self.dy, self.ny)?;
        let time = grid::time(&self.times_s, time_s)?;
        grid::stencil((column, column + 1, share), row, (self.nx, self.ny), time).vector(&self.east, &self.north)
    }
}
