//! Where a place and a time lie on a regular grid.

use super::FieldGap;
use crate::position::Position;
use thiserror::Error;

/// Least total weight of the corners that have a value.
pub const MIN_WEIGHT: f64 = 0.25;
/// Slack, in cells, for places on the edge that rounding put just outside.
const EDGE: f64 = 1e-9;

/// What is wrong with the shape or the values of a field.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum FieldError {
    /// Fewer than two rows or columns, a step that is not positive, or a start that is no place.
    #[error("field \"{name}\": {what}")]
    Grid {
        /// Name of the field.
        name: String,
        /// What is wrong.
        what: &'static str,
    },
    /// No time, or times that do not rise.
    #[error("field \"{name}\": times must be finite and rise, see number {index}")]
    Times {
        /// Name of the field.
        name: String,
        /// Index of the first time that is wrong.
        index: usize,
    },
    /// The number of values is not times x rows x columns.
    #[error("field \"{name}\": {found} values where the grid has {expected}")]
    Length {
        /// Name of the field.
        name: String,
        /// times x rows x columns.
        expected: usize,
        /// Values there.
        found: usize,
    },
    /// An infinite value, or one part of a vector missing without the other.
    #[error("field \"{name}\": value {index} is infinite or half missing")]
    Value {
        /// Name of the field.
        name: String,
        /// Index of the value.
        index: usize,
    },
}

/// The shape of a field, borrowed.
#[derive(Clone, Copy)]
pub(super) struct Grid<'f> {
    pub name: &'f str,
    pub lon0_deg: f64,
    pub dlon_deg: f64,
    pub nlon: usize,
    pub lat0_deg: f64,
    pub dlat_deg: f64,
    pub nlat: usize,
    pub times_s: &'f [f64],
}

/// Four corners with their weights, at two times.
pub(super) struct Stencil {
    /// Index of each corner in the layer of the earlier time.
    pub corner: [usize; 4],
    pub weight: [f64; 4],
    /// Add to a corner's index for the later time.
    pub later: usize,
    /// Share of the later time, 0 to 1 and below 1.
    pub share: f64,
}

impl Grid<'_> {
    pub(super) fn validate(&self, lengths: &[usize]) -> Result<(), FieldError> {
        let name = || self.name.to_owned();
        let grid = |what| Err(FieldError::Grid { name: name(), what });
        if self.nlon < 2 || self.nlat < 2 {
            return grid("a grid needs two rows and two columns");
        }
        if !(self.dlon_deg > 0.0 && self.dlat_deg > 0.0 && self.dlon_deg.is_finite() && self.dlat_deg.is_finite()) {
            return grid("the steps must be above zero, rows from south to north");
        }
        let north = self.lat0_deg + (self.nlat - 1) as f64 * self.dlat_deg;
        let on_globe = self.lat0_deg >= -90.0 && north <= 90.0 + 1e-6;
        if !(on_globe && (-180.0..=360.0).contains(&self.lon0_deg)) {
            return grid("the grid starts or ends off the globe");
        }
        if (self.nlon - 1) as f64 * self.dlon_deg > 360.0 + 1e-6 {
            return grid("the grid is wider than the globe");
        }
        let rises = |index: usize| index == 0 || self.times_s[index - 1] < self.times_s[index];
        let bad =
            (0..self.times_s.len().max(1)).find(|&i| !self.times_s.get(i).is_some_and(|t| t.is_finite() && rises(i)));
        if let Some(index) = bad {
            return Err(FieldError::Times { name: name(), index });
        }
        let layer = self.nlon.checked_mul(self.nlat);
        let expected = layer.and_then(|layer| layer.checked_mul(self.times_s.len())).unwrap_or(usize::MAX);
        match lengths.iter().find(|&&found| found != expected) {
            Some(&found) => Err(FieldError::Length { name: name(), expected, found }),
            None => Ok(()),
        }
    }

    #[inline]
    pub(super) fn stencil(&self, place: Position, time_s: f64) -> Result<Stencil, FieldGap> {
        let (column, next_column, x) = self.column(place.lon_deg)?;
        let (row, y) = cell((place.lat_deg - self.lat0_deg) / self.dlat_deg, self.nlat)?;
        let (time, share) = self.time(time_s)?;
        let layer = self.nlon * self.nlat;
        let south = time * layer + row * self.nlon;
        let north = south + self.nlon;
        Ok(Stencil {
            corner: [south + column, south + next_column, north + column, north + next_column],
            weight: [(1.0 - x) * (1.0 - y), x * (1.0 - y), (1.0 - x) * y, x * y],
            later: layer,
            share,
        })
    }

    /// Western column, eastern column and the share of the eastern one. A grid round the globe closes on itself.
    #[inline]
    fn column(&self, lon_deg: f64) -> Result<(usize, usize, f64), FieldGap> {
        let mut east = lon_deg - self.lon0_deg;
        if east < -EDGE * self.dlon_deg {
            east += 360.0;
        } else if east >= 360.0 {
            east -= 360.0;
        }
        let at = east / self.dlon_deg;
        let closed = (self.nlon as f64 * self.dlon_deg - 360.0).abs() < 1e-6;
        if closed && at > (self.nlon - 1) as f64 && at < self.nlon as f64 + EDGE {
            return Ok((self.nlon - 1, 0, (at - (self.nlon - 1) as f64).min(1.0)));
        }
        cell(at, self.nlon).map(|(column, x)| (column, column + 1, x))
    }

    /// Index of the earlier time and the share of the later one.
    #[inline]
    fn time(&self, time_s: f64) -> Result<(usize, f64), FieldGap> {
        let times = self.times_s;
        let [first, .., last] = times else {
            return if times.len() == 1 { Ok((0, 0.0)) } else { Err(FieldGap::OutsideTime) };
        };
        if !(time_s >= *first && time_s <= *last) {
            return Err(FieldGap::OutsideTime);
        }
        let index = times.partition_point(|time| *time <= time_s) - 1;
        if index + 1 == times.len() {
            return Ok((index, 0.0));
        }
        Ok((index, (time_s - times[index]) / (times[index + 1] - times[index])))
    }
}

/// The cell that holds a coordinate counted in cells, and how far into it the coordinate lies.
#[inline]
fn cell(at: f64, count: usize) -> Result<(usize, f64), FieldGap> {
    let last = count.wrapping_sub(1) as f64;
    if !(at >= -EDGE && at <= last + EDGE) || count < 2 {
        return Err(FieldGap::OutsideArea);
    }
    let at = at.clamp(0.0, last);
    let index = (at as usize).min(count - 2);
    Ok((index, at - index as f64))
}
