//! Polar stereographic.

use super::{Ellipsoid, ProjectionError};
use crate::math::{self, atan2, cos, degrees, pow, radians, sin, wrap_180};
use crate::position::Position;
use serde::{Deserialize, Serialize};

/// How the scale of a polar stereographic grid is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PolarScale {
    /// Latitude of true scale, degrees; its sign must be that of the pole.
    StandardParallel(f64),
    /// Scale at the pole.
    Factor(f64),
}

/// Polar stereographic about the North or the South Pole.
///
/// # References
/// Snyder, USGS PP 1395, p. 160-162, equations (21-30) to (21-37).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolarStereographic {
    earth: Ellipsoid,
    /// 1 for the North Pole, -1 for the South Pole.
    pole: f64,
    lon0_deg: f64,
    /// Distance from the pole divided by t.
    rho_per_t_m: f64,
    false_east_m: f64,
    false_north_m: f64,
}

impl PolarStereographic {
    /// The projection about the North Pole (`north`) or the South Pole; `lon0_deg` is the meridian straight down
    /// (straight up in the south) from the pole; the last two are added to x and y.
    ///
    /// # Errors
    /// A scale that is no scale, a parallel on the other side of the equator, or numbers that are not finite.
    pub fn new(
        earth: Ellipsoid,
        north: bool,
        lon0_deg: f64,
        scale: PolarScale,
        false_m: (f64, f64),
    ) -> Result<Self, ProjectionError> {
        let earth = earth.checked()?;
        let pole = if north { 1.0 } else { -1.0 };
        let rho_per_t_m = match scale {
            PolarScale::Factor(k0) if k0 > 0.0 && k0 < 10.0 => earth.a_m * at_pole(earth.e) * k0,
            PolarScale::Factor(_) => return Err(ProjectionError("the scale factor must be above 0 and below 10")),
            PolarScale::StandardParallel(lat) => {
                let lat = lat * pole;
                if !(lat > 0.0 && lat <= 90.0) {
                    return Err(ProjectionError("the standard parallel must lie on the side of the pole"));
                }
                // At the pole itself m / t has a limit, the one of scale factor 1.
                let lat = radians(lat);
                let t = earth.t(lat);
                if t < 1e-9 { earth.a_m * at_pole(earth.e) } else { earth.a_m * earth.m(lat) / t }
            }
        };
        if !(lon0_deg.is_finite() && false_m.0.is_finite() && false_m.1.is_finite()) {
            return Err(ProjectionError("a longitude or a false origin is not a number"));
        }
        Ok(Self { earth, pole, lon0_deg, rho_per_t_m, false_east_m: false_m.0, false_north_m: false_m.1 })
    }

    #[inline]
    pub(super) fn forward(&self, place: Position) -> (f64, f64) {
        let rho = self.rho_per_t_m * self.earth.t(radians(place.lat_deg * self.pole));
        let lon = radians(wrap_180(place.lon_deg - self.lon0_deg));
        (self.false_east_m + rho * sin(lon), self.false_north_m - self.pole * rho * cos(lon))
    }

    #[inline]
    pub(super) fn inverse(&self, x: f64, y: f64) -> Position {
        let (x, y) = (x - self.false_east_m, self.pole * (self.false_north_m - y));
        let lat = self.earth.lat_of_t(math::hypot(x, y) / self.rho_per_t_m);
        let lon_deg = wrap_180(self.lon0_deg + degrees(atan2(x, y)));
        Position { lat_deg: self.pole * degrees(lat), lon_deg }
    }

    #[inline]
    pub(super) fn grid_north_deg(&self, place: Position) -> f64 {
        wrap_180(self.pole * (place.lon_deg - self.lon0_deg))
    }
}

/// Snyder (21-33): the distance from the pole divided by a t, at scale factor 1.
fn at_pole(e: f64) -> f64 {
    2.0 / (pow(1.0 + e, 1.0 + e) * pow(1.0 - e, 1.0 - e)).sqrt()
}
