//! Mercator.

use super::{Ellipsoid, ProjectionError};
use crate::math::{cos, degrees, exp, ln, radians, sin, wrap_180};
use crate::position::Position;
use serde::{Deserialize, Serialize};

/// Mercator on an upright cylinder.
///
/// # References
/// Snyder, USGS PP 1395, p. 44-45, equations (7-6) to (7-10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mercator {
    earth: Ellipsoid,
    lon0_deg: f64,
    /// a k0.
    ak_m: f64,
    false_east_m: f64,
    false_north_m: f64,
}

impl Mercator {
    /// The projection about a meridian with this scale on the equator.
    ///
    /// # Errors
    /// A scale that is no scale, or numbers that are not finite.
    pub fn new(earth: Ellipsoid, lon0_deg: f64, scale: f64, false_m: (f64, f64)) -> Result<Self, ProjectionError> {
        let earth = earth.checked()?;
        if !(scale > 0.0 && scale < 10.0) {
            return Err(ProjectionError("the scale factor must be above 0 and below 10"));
        }
        if !(lon0_deg.is_finite() && false_m.0.is_finite() && false_m.1.is_finite()) {
            return Err(ProjectionError("a longitude or a false origin is not a number"));
        }
        Ok(Self { earth, lon0_deg, ak_m: earth.a_m * scale, false_east_m: false_m.0, false_north_m: false_m.1 })
    }

    /// The scale on the equator that makes a parallel, in degrees, one of true scale.
    pub fn scale_of_parallel(earth: Ellipsoid, lat_deg: f64) -> f64 {
        let es = earth.e * sin(radians(lat_deg));
        cos(radians(lat_deg)) / (1.0 - es * es).sqrt()
    }

    #[inline]
    pub(super) fn forward(&self, place: Position) -> (f64, f64) {
        let x = self.ak_m * radians(wrap_180(place.lon_deg - self.lon0_deg));
        (self.false_east_m + x, self.false_north_m - self.ak_m * ln(self.earth.t(radians(place.lat_deg))))
    }

    #[inline]
    pub(super) fn inverse(&self, x: f64, y: f64) -> Position {
        let lat = self.earth.lat_of_t(exp((self.false_north_m - y) / self.ak_m));
        let lon = degrees((x - self.false_east_m) / self.ak_m);
        Position { lat_deg: degrees(lat), lon_deg: wrap_180(self.lon0_deg + lon) }
    }
}
