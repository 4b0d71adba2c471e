//! The figure of the Earth of a projection, and the functions of it that the conformal projections share.

use super::ProjectionError;
use crate::math::{self, atan, pow, sin, tan};
use crate::position::{WGS84_A_M, WGS84_F};
use serde::{Deserialize, Serialize};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

/// More rounds than the latitude needs on any planet: each gains a factor of about the square of the eccentricity.
const MAX_ROUNDS: u32 = 50;

/// A sphere or an ellipsoid of revolution.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ellipsoid {
    /// Semi-major axis, or the radius, metres.
    pub a_m: f64,
    /// Eccentricity, 0 for a sphere.
    pub e: f64,
}

impl Ellipsoid {
    /// A sphere of this radius in metres.
    pub const fn sphere(radius_m: f64) -> Self {
        Self { a_m: radius_m, e: 0.0 }
    }

    /// From the semi-major axis in metres and the flattening.
    ///
    /// # Errors
    /// An axis that is no length, or a flattening outside 0 to below 1.
    pub fn from_flattening(a_m: f64, flattening: f64) -> Result<Self, ProjectionError> {
        let e2 = flattening * (2.0 - flattening);
        if !(0.0..1.0).contains(&flattening) {
            return Err(ProjectionError("the flattening must be 0 or more and below 1"));
        }
        Self { a_m, e: e2.sqrt() }.checked()
    }

    /// From both semi-axes in metres.
    ///
    /// # Errors
    /// Axes that are no lengths, or a minor one longer than the major one.
    pub fn from_axes(a_m: f64, b_m: f64) -> Result<Self, ProjectionError> {
        if !(b_m > 0.0 && b_m <= a_m) {
            return Err(ProjectionError("the semi-minor axis must be above 0 and no longer than the semi-major axis"));
        }
        Self::from_flattening(a_m, 1.0 - b_m / a_m)
    }

    /// WGS84 (NGA.STND.0036).
    pub fn wgs84() -> Self {
        Self { a_m: WGS84_A_M, e: (WGS84_F * (2.0 - WGS84_F)).sqrt() }
    }

    /// Within a hundredth to a hundred times the size of the Earth, which catches kilometres given as metres.
    pub(super) fn checked(self) -> Result<Self, ProjectionError> {
        if !((6.0e4..6.5e8).contains(&self.a_m) && (0.0..1.0).contains(&self.e)) {
            return Err(ProjectionError("the radius of the Earth must be given in metres"));
        }
        Ok(self)
    }

    /// Snyder (15-9): t of a latitude in radians, 0 at the North Pole and infinite at the South Pole.
    #[inline]
    pub(super) fn t(&self, lat: f64) -> f64 {
        let t = tan(FRAC_PI_4 - 0.5 * lat);
        // Just below 0 at the pole by rounding; NaN stays.
        let t = if t < 0.0 { 0.0 } else { t };
        if self.e == 0.0 {
            return t;
        }
        let es = self.e * sin(lat);
        t / pow((1.0 - es) / (1.0 + es), 0.5 * self.e)
    }

    /// Snyder (14-15): m of a latitude in radians.
    pub(super) fn m(&self, lat: f64) -> f64 {
        let es = self.e * sin(lat);
        math::cos(lat) / (1.0 - es * es).sqrt()
    }

    /// Snyder (7-9): the latitude in radians of a `t`.
    #[inline]
    pub(super) fn lat_of_t(&self, t: f64) -> f64 {
        let mut lat = FRAC_PI_2 - 2.0 * atan(t);
        if self.e == 0.0 {
            return lat;
        }
        for _ in 0..MAX_ROUNDS {
            let es = self.e * sin(lat);
            let next = FRAC_PI_2 - 2.0 * atan(t * pow((1.0 - es) / (1.0 + es), 0.5 * self.e));
            let settled = (next - lat).abs() < 1e-14;
            lat = next;
            if settled {
                break;
            }
        }
        lat
    }
}
