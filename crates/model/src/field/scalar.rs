//! Sea temperature, wave height, depth.

use super::FieldGap;
use super::grid::{FieldError, Grid, MIN_WEIGHT, Stencil};
use crate::position::Position;
use serde::{Deserialize, Serialize};

/// A number on a regular grid of places and times; its unit is that of the variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScalarField {
    /// Name for messages, such as `sea temperature`.
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
    /// The values, `[time][row][column]`, NaN where missing.
    pub values: Vec<f32>,
}

impl ScalarField {
    /// Checks shape and values.
    ///
    /// # Errors
    /// [`FieldError`] names the first thing that is wrong.
    pub fn validate(&self) -> Result<(), FieldError> {
        self.grid().validate(&[self.values.len()])?;
        let bad = self.values.iter().position(|value| value.is_infinite());
        bad.map_or(Ok(()), |index| Err(FieldError::Value { name: self.name.clone(), index }))
    }

    /// The value at a place and time.
    ///
    /// # Errors
    /// [`FieldGap`] outside the grid or its times, or where too many neighbours are missing.
    #[inline]
    pub fn at(&self, place: Position, time_s: f64) -> Result<f64, FieldGap> {
        let stencil = self.grid().stencil(place, time_s)?;
        let earlier = self.layer(&stencil, 0)?;
        if stencil.share == 0.0 {
            return Ok(earlier);
        }
        let later = self.layer(&stencil, stencil.later)?;
        Ok(earlier * (1.0 - stencil.share) + later * stencil.share)
    }

    #[inline]
    fn layer(&self, stencil: &Stencil, offset: usize) -> Result<f64, FieldGap> {
        let (mut sum, mut total) = (0.0, 0.0);
        for (corner, weight) in stencil.corner.into_iter().zip(stencil.weight) {
            let value = *self.values.get(corner + offset).ok_or(FieldGap::Missing)?;
            if !value.is_nan() {
                sum += weight * f64::from(value);
                total += weight;
            }
        }
        if total < MIN_WEIGHT { Err(FieldGap::Missing) } else { Ok(sum / total) }
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
