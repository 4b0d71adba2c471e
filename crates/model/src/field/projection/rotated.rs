//! Longitude and latitude about a moved pole.

use super::ProjectionError;
use crate::math::{asin, atan2, cos, degrees, radians, sin, wrap_180};
use crate::position::Position;
use serde::{Deserialize, Serialize};

/// A longitude-latitude grid whose pole is elsewhere; coordinates are degrees on the sphere.
///
/// # References
/// Snyder, USGS PP 1395, p. 29-31, equations (5-7) to (5-10b); the meaning of the parameters is that of `rotated_latitude_longitude`,
/// CF conventions 1.11, appendix F.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RotatedPole {
    pole: Position,
    /// Rotated longitude of the true North Pole.
    north_pole_lon_deg: f64,
    sin_pole: f64,
    cos_pole: f64,
}

impl RotatedPole {
    /// The grid whose north pole is at `pole`; `north_pole_lon_deg` is the grid longitude of the true North Pole, mostly 0.
    ///
    /// # Errors
    /// A pole that is no place.
    pub fn new(pole: Position, north_pole_lon_deg: f64) -> Result<Self, ProjectionError> {
        if !(pole.lat_deg.abs() <= 90.0 && pole.lon_deg.is_finite() && north_pole_lon_deg.is_finite()) {
            return Err(ProjectionError("the pole of the grid is no place"));
        }
        let lat = radians(pole.lat_deg);
        Ok(Self { pole, north_pole_lon_deg, sin_pole: sin(lat), cos_pole: cos(lat) })
    }

    #[inline]
    pub(super) fn forward(&self, place: Position) -> (f64, f64) {
        let (lat, lon) = (radians(place.lat_deg), radians(place.lon_deg - self.pole.lon_deg));
        let (sin_lat, cos_lat, cos_lon) = (sin(lat), cos(lat), cos(lon));
        let y = asin(sin_lat * self.sin_pole + cos_lat * self.cos_pole * cos_lon);
        let x = atan2(-cos_lat * sin(lon), sin_lat * self.cos_pole - cos_lat * self.sin_pole * cos_lon);
        (wrap_180(degrees(x) + self.north_pole_lon_deg), degrees(y))
    }

    #[inline]
    pub(super) fn inverse(&self, x: f64, y: f64) -> Position {
        let (lat, lon) = (radians(y), radians(x - self.north_pole_lon_deg));
        let (sin_lat, cos_lat, cos_lon) = (sin(lat), cos(lat), cos(lon));
        let true_lat = asin(sin_lat * self.sin_pole + cos_lat * self.cos_pole * cos_lon);
        let east = atan2(-cos_lat * sin(lon), sin_lat * self.cos_pole - cos_lat * self.sin_pole * cos_lon);
        Position { lat_deg: degrees(true_lat), lon_deg: wrap_180(self.pole.lon_deg + degrees(east)) }
    }

    /// Initial bearing of the great circle to the grid's pole.
    #[inline]
    pub(super) fn grid_north_deg(&self, place: Position) -> f64 {
        let (lat, lon) = (radians(place.lat_deg), radians(self.pole.lon_deg - place.lon_deg));
        let east = self.cos_pole * sin(lon);
        let north = cos(lat) * self.sin_pole - sin(lat) * self.cos_pole * cos(lon);
        degrees(atan2(east, north))
    }
}
