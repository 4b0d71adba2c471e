//! Lambert conformal conic.

use super::{Ellipsoid, ProjectionError};
use crate::math::{self, atan2, cos, degrees, ln, pow, radians, sin, wrap_180};
use crate::position::Position;
use serde::{Deserialize, Serialize};

/// Lambert conformal conic with one or two standard parallels.
///
/// # References
/// Snyder, USGS PP 1395, p. 107-109, equations (15-1) to (15-11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LambertConformal {
    earth: Ellipsoid,
    lon0_deg: f64,
    /// Cone constant, negative when the cone opens to the north.
    n: f64,
    /// a F k0.
    af_m: f64,
    /// Radius of the parallel through the origin.
    rho0_m: f64,
    false_east_m: f64,
    false_north_m: f64,
}

impl LambertConformal {
    /// The projection with its origin at `lat0_deg`, `lon0_deg`, the standard parallels (twice the same for a single
    /// one), the scale on them (1 unless the grid says otherwise), and what is added to x and y.
    ///
    /// # Errors
    /// Parallels at a pole or opposite each other, or numbers that are not finite.
    pub fn new(
        earth: Ellipsoid,
        origin_deg: (f64, f64),
        parallels_deg: (f64, f64),
        scale: f64,
        false_m: (f64, f64),
    ) -> Result<Self, ProjectionError> {
        let earth = earth.checked()?;
        let (lat0_deg, lon0_deg) = origin_deg;
        let between = |lat: f64| lat.abs() < 90.0 - 1e-6;
        if !(between(parallels_deg.0) && between(parallels_deg.1)) {
            return Err(ProjectionError("a standard parallel must lie between the poles"));
        }
        if (parallels_deg.0 + parallels_deg.1).abs() < 1e-6 {
            return Err(ProjectionError("standard parallels opposite each other make a cylinder, not a cone"));
        }
        let n = cone_constant(earth, radians(parallels_deg.0), radians(parallels_deg.1));
        let lat1 = radians(parallels_deg.0);
        let af_m = scale * earth.a_m * earth.m(lat1) / (n * pow(earth.t(lat1), n));
        let rho0_m = af_m * pow(earth.t(radians(lat0_deg)), n);
        let whole = Self { earth, lon0_deg, n, af_m, rho0_m, false_east_m: false_m.0, false_north_m: false_m.1 };
        let sound = lat0_deg.abs() <= 90.0
            && rho0_m.abs() < 1e9
            && scale > 0.0
            && [lon0_deg, n, af_m, rho0_m, false_m.0, false_m.1].iter().all(|v| v.is_finite());
        if sound { Ok(whole) } else { Err(ProjectionError("the origin, the scale or a false origin is wrong")) }
    }

    #[inline]
    pub(super) fn forward(&self, place: Position) -> (f64, f64) {
        let rho = self.af_m * pow(self.earth.t(radians(place.lat_deg)), self.n);
        let theta = self.n * radians(wrap_180(place.lon_deg - self.lon0_deg));
        (self.false_east_m + rho * sin(theta), self.false_north_m + self.rho0_m - rho * cos(theta))
    }

    #[inline]
    pub(super) fn inverse(&self, x: f64, y: f64) -> Position {
        let side = if self.n < 0.0 { -1.0 } else { 1.0 };
        let right = side * (x - self.false_east_m);
        let down = side * (self.rho0_m - (y - self.false_north_m));
        let rho = side * math::hypot(right, down);
        let lat = self.earth.lat_of_t(pow(rho / self.af_m, 1.0 / self.n));
        let lon_deg = wrap_180(self.lon0_deg + degrees(atan2(right, down) / self.n));
        Position { lat_deg: degrees(lat), lon_deg }
    }

    #[inline]
    pub(super) fn grid_north_deg(&self, place: Position) -> f64 {
        wrap_180(self.n * wrap_180(place.lon_deg - self.lon0_deg))
    }
}

/// Snyder (15-8); with one parallel its sine.
fn cone_constant(earth: Ellipsoid, lat1: f64, lat2: f64) -> f64 {
    if (lat1 - lat2).abs() < 1e-9 {
        return sin(lat1);
    }
    (ln(earth.m(lat1)) - ln(earth.m(lat2))) / (ln(earth.t(lat1)) - ln(earth.t(lat2)))
}
