//! Wind or current.

use super::FieldGap;
use super::grid::{FieldError, Grid, check_vectors};
use crate::position::{Position, Vec2};
use serde::{Deserialize, Serialize};

/// A vector on a regular grid of places and times, in m/s.
///
/// Wind points *towards* where it blows, as current does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VectorField {
    /// Name for messages, such as `wind`.
    pub name: String,
    /// Longitude of the western column, degrees east.
    pub lon0_deg: f64,
    /// Step between columns, degrees, above 0.
    pub dlon_deg: f64,
    /// Number of columns, 2 or more.
    pub nlon: usize,
    /// Latitude of the southern row, degrees north.
    pub lat0_deg: f64,
    /// Step between rows, degrees, above 0.
    pub dlat_deg: f64,
    /// Number of rows, 2 or more.
    pub nlat: usize,
    /// Seconds after the exercise start, rising; a single one holds at all times.
    pub times_s: Vec<f64>,
    /// Towards east, m/s, `[time][row][column]`, NaN where missing.
    pub east: Vec<f32>,
    /// Towards north, same.
    pub north: Vec<f32>,
}

impl VectorField {
    /// Checks shape and values.
    ///
    /// # Errors
    /// [`FieldError`] names the first thing that is wrong.
    pub fn validate(&self) -> Result<(), FieldError> {
        self.grid().validate(&[self.east.len(), self.north.len()])?;
        check_vectors(&self.name, &self.east, &self.north)
    }

    /// The vector at a place and time, in m/s.
    ///
    /// # Errors
    /// [`FieldGap`] outside the grid or its times, or where too many neighbours are missing.
    #[inline]
    pub fn at(&self, place: Position, time_s: f64) -> Result<Vec2, FieldGap> {
        self.grid().stencil(place, time_s)?.vector(&self.east, &self.north)
    }

    #[inline]
    fn grid(&self) -> Grid<'_> {
        Grid {
            name: &self.name,
            lon0_deg: self.lon0_deg,
            dlon_deg: self.dlon_deg,
            nlon: self.nlon,
            lat0_deg: self.lat0_deg,
            dlat_deg: self.dlat_deg,
            nlat: self.nlat,
            times_s: &self.times_s,
        }
    }
}
