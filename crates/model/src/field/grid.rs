//! Where a place and a time lie on a regular grid.

use super::FieldGap;
use crate::position::{Position, Vec2};
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
        let grid = |what| Err(FieldError::Grid { name: self.name.to_owned(), what });
        check_steps(self.name, (self.nlon, self.dlon_deg), (self.nlat, self.dlat_deg))?;
        let north = self.lat0_deg + (self.nlat - 1) as f64 * self.dlat_deg;
        let on_globe = self.lat0_deg >= -90.0 && north <= 90.0 + 1e-6;
        if !(on_globe && (-180.0..=360.0).contains(&self.lon0_deg)) {
            return grid("the grid starts or ends off the globe");
        }
        if (self.nlon - 1) as f64 * self.dlon_deg > 360.0 + 1e-6 {
            return grid("the grid is wider than the globe");
        }
        check_lengths(self.name, self.times_s, self.nlon.checked_mul(self.nlat), lengths)
    }

    #[inline]
    pub(super) fn stencil(&self, place: Position, time_s: f64) -> Result<Stencil, FieldGap> {
        let columns = self.column(place.lon_deg)?;
        let row = cell((place.lat_deg - self.lat0_deg) / self.dlat_deg, self.nlat)?;
        Ok(stencil(columns, row, (self.nlon, self.nlat), time(self.times_s, time_s)?))
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
}

/// At least two rows and columns, at steps above zero.
pub(super) fn check_steps(name: &str, x: (usize, f64), y: (usize, f64)) -> Result<(), FieldError> {
    let grid = |what| Err(FieldError::Grid { name: name.to_owned(), what });
    if x.0 < 2 || y.0 < 2 {
        return grid("a grid needs two rows and two columns");
    }
    if !(x.1 > 0.0 && y.1 > 0.0 && x.1.is_finite() && y.1.is_finite()) {
        return grid("the steps must be above zero, rows from south to north");
    }
    Ok(())
}

/// Rising times, and as many values as the grid has in a layer (`None`: too many to count) times their number.
pub(super) fn check_lengths(
    name: &str,
    times_s: &[f64],
    layer: Option<usize>,
    lengths: &[usize],
) -> Result<(), FieldError> {
    let name = || name.to_owned();
    let rises = |index: usize| index == 0 || times_s[index - 1] < times_s[index];
    let bad = (0..times_s.len().max(1)).find(|&i| !times_s.get(i).is_some_and(|t| t.is_finite() && rises(i)));
    if let Some(index) = bad {
        return Err(FieldError::Times { name: name(), index });
    }
    let expected = layer.and_then(|layer| layer.checked_mul(times_s.len())).unwrap_or(usize::MAX);
    match lengths.iter().find(|&&found| found != expected) {
        Some(&found) => Err(FieldError::Length { name: name(), expected, found }),
        None => Ok(()),
    }
}

/// No infinite value, and no part of a vector without the other.
pub(super) fn check_vectors(name: &str, east: &[f32], north: &[f32]) -> Result<(), FieldError> {
    let mut values = east.iter().zip(north);
    let bad = values.position(|(e, n)| e.is_infinite() || n.is_infinite() || e.is_nan() != n.is_nan());
    bad.map_or(Ok(()), |index| Err(FieldError::Value { name: name.to_owned(), index }))
}

/// The stencil of a western and an eastern column with the share of the latter, a row with the share of the next one,
/// the numbers of columns and rows, and an earlier time with the share of the later one.
#[inline]
pub(super) fn stencil(
    (column, next_column, x): (usize, usize, f64),
    (row, y): (usize, f64),
    (ncolumns, nrows): (usize, usize),
    (time, share): (usize, f64),
) -> Stencil {
    let layer = ncolumns * nrows;
    let south = time * layer + row * ncolumns;
    let north = south + ncolumns;
    Stencil {
        corner: [south + column, south + next_column, north + column, north + next_column],
        weight: [(1.0 - x) * (1.0 - y), x * (1.0 - y), (1.0 - x) * y, x * y],
        later: layer,
        share,
    }
}

impl Stencil {
    /// The vector of these corners and times, in m/s.
    #[inline]
    pub(super) fn vector(&self, east: &[f32], north: &[f32]) -> Result<Vec2, FieldGap> {
        let earlier = self.vector_of_layer(east, north, 0)?;
        if self.share == 0.0 {
            return Ok(earlier);
        }
        let later = self.vector_of_layer(east, north, self.later)?;
        Ok(earlier * (1.0 - self.share) + later * self.share)
    }

    #[inline]
    fn vector_of_layer(&self, all_east: &[f32], all_north: &[f32], offset: usize) -> Result<Vec2, FieldGap> {
        let (mut east, mut north, mut total) = (0.0, 0.0, 0.0);
        for (corner, weight) in self.corner.into_iter().zip(self.weight) {
            let index = corner + offset;
            let (Some(&e), Some(&n)) = (all_east.get(index), all_north.get(index)) else {
                return Err(FieldGap::Missing);
            };
            if !(e.is_nan() || n.is_nan()) {
                east += weight * f64::from(e);
                north += weight * f64::from(n);
                total += weight;
            }
        }
        if total < MIN_WEIGHT {
            return Err(FieldGap::Missing);
        }
        let scale = 1.0 / total;
        Ok(Vec2 { east_m: east * scale, north_m: north * scale })
    }
}

/// Index of the earlier time and the share of the later one.
#[inline]
pub(super) fn time(times: &[f64], time_s: f64) -> Result<(usize, f64), FieldGap> {
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

/// The cell that holds a coordinate counted in cells, and how far into it the coordinate lies.
#[inline]
pub(super) fn cell(at: f64, count: usize) -> Result<(usize, f64), FieldGap> {
    let last = count.wrapping_sub(1) as f64;
    if !(at >= -EDGE && at <= last + EDGE) || count < 2 {
        return Err(FieldGap::OutsideArea);
    }
    let at = at.clamp(0.0, last);
    let index = (at as usize).min(count - 2);
    Ok((index, at - index as f64))
}
