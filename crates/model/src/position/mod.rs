//! Positions on the WGS84 ellipsoid and vectors in metres east and north.

mod geodesic;
mod rhumb;
mod text;
mod vector;

pub use text::{ParsePositionError, parse};
pub use vector::Vec2;

use crate::math;
use serde::{Deserialize, Serialize};

/// Semi-major axis of WGS84, metres (NGA.STND.0036).
pub const WGS84_A_M: f64 = 6_378_137.0;
/// Flattening of WGS84 (same).
pub const WGS84_F: f64 = 1.0 / 298.257_223_563;
const E2: f64 = WGS84_F * (2.0 - WGS84_F);

/// A place: degrees north and degrees east of Greenwich, WGS84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Default)]
pub struct Position {
    /// Degrees north, -90 to 90.
    pub lat_deg: f64,
    /// Degrees east, -180 to 180.
    pub lon_deg: f64,
}

impl Position {
    /// A place as given; nothing is checked or wrapped, see [`Position::is_valid`].
    #[inline]
    pub const fn new(lat_deg: f64, lon_deg: f64) -> Self {
        Self { lat_deg, lon_deg }
    }

    /// Whether both numbers are finite and within -90..90 and -180..180.
    #[inline]
    pub fn is_valid(self) -> bool {
        (-90.0..=90.0).contains(&self.lat_deg) && (-180.0..=180.0).contains(&self.lon_deg)
    }

    /// The place `by` metres away, in the frame of this place.
    ///
    /// Meant for short steps: the radii of curvature are those at the start. The error over 10 NM in middle latitudes is
    /// some tens of metres. Longitude is wrapped to -180..180, latitude held within the poles.
    ///
    /// # References
    /// Radii of curvature in the meridian and the prime vertical: Snyder, "Map projections: a working manual", USGS PP 1395.
    #[inline]
    pub fn moved(self, by: Vec2) -> Self {
        LocalFrame::new(self).to_position(by)
    }

    /// Metres east and north from here to `other`, in the frame of the mean latitude; the short way round.
    #[inline]
    pub fn to(self, other: Self) -> Vec2 {
        let (north, east) = metres_per_degree(0.5 * (self.lat_deg + other.lat_deg));
        Vec2 {
            east_m: math::wrap_180(other.lon_deg - self.lon_deg) * east,
            north_m: (other.lat_deg - self.lat_deg) * north,
        }
    }

    /// Length in metres of the shortest line to `other` on the ellipsoid.
    ///
    /// Vincenty's inverse formula, good to a millimetre; for nearly antipodal places, where that does not converge, the
    /// great circle on the mean sphere (within 0.6 %).
    ///
    /// # References
    /// Vincenty 1975, Survey Review 23 (176), p. 88-93.
    pub fn distance_m(self, other: Self) -> f64 {
        geodesic::inverse(self, other).0
    }

    /// Initial true bearing, 0 to 360 degrees, of the shortest line to `other`; 0 when both are the same place.
    pub fn bearing_deg(self, other: Self) -> f64 {
        geodesic::inverse(self, other).1
    }

    /// The place at the end of the geodesic that leaves here with a true bearing, degrees, and is so many metres long.
    ///
    /// Vincenty's direct formula, good to a millimetre. A bearing or distance that is not finite gives a place that is
    /// not valid ([`Position::is_valid`]).
    ///
    /// # References
    /// Vincenty 1975, Survey Review 23 (176), p. 88-93.
    pub fn destination(self, bearing_deg: f64, distance_m: f64) -> Self {
        geodesic::direct(self, bearing_deg, distance_m)
    }

    /// True course, 0 to 360 degrees, of the rhumb line (loxodrome) to `other`, the short way round; 0 when both are the
    /// same place.
    ///
    /// # References
    /// Snyder, USGS PP 1395, eq. 7-8 (isometric latitude of the ellipsoid).
    pub fn rhumb_course_deg(self, other: Self) -> f64 {
        rhumb::course_deg(self, other)
    }
}

/// Metres in a degree of latitude and in a degree of longitude at a latitude.
///
/// # References
/// Snyder, USGS PP 1395 (radius in the meridian, radius in the prime vertical).
#[inline]
pub fn metres_per_degree(lat_deg: f64) -> (f64, f64) {
    let lat = math::radians(lat_deg);
    let sin = math::sin(lat);
    let w2 = 1.0 - E2 * sin * sin;
    let w = w2.sqrt();
    let meridian = WGS84_A_M * (1.0 - E2) / (w2 * w);
    let prime_vertical = WGS84_A_M / w;
    (math::radians(meridian), math::radians(prime_vertical * math::cos(lat)))
}

/// A flat frame of metres about an origin: fast conversions of many near places.
///
/// Distances shrink or grow towards the poles with the cosine of latitude: at 36 degrees north about 1.3 % per degree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalFrame {
    origin: Position,
    m_per_deg_north: f64,
    m_per_deg_east: f64,
}

impl LocalFrame {
    /// The frame with this origin.
    #[inline]
    pub fn new(origin: Position) -> Self {
        let (m_per_deg_north, m_per_deg_east) = metres_per_degree(origin.lat_deg);
        // At a pole every meridian is the same; a millimetre per degree keeps the longitude finite.
        Self { origin, m_per_deg_north, m_per_deg_east: m_per_deg_east.max(1e-3) }
    }

    /// The place at (0, 0).
    #[inline]
    pub fn origin(&self) -> Position {
        self.origin
    }

    /// Metres east and north of the origin.
    #[inline]
    pub fn to_local(&self, place: Position) -> Vec2 {
        Vec2 {
            east_m: math::wrap_180(place.lon_deg - self.origin.lon_deg) * self.m_per_deg_east,
            north_m: (place.lat_deg - self.origin.lat_deg) * self.m_per_deg_north,
        }
    }

    /// The place at these metres east and north of the origin.
    #[inline]
    pub fn to_position(&self, local: Vec2) -> Position {
        Position {
            lat_deg: (self.origin.lat_deg + local.north_m / self.m_per_deg_north).clamp(-90.0, 90.0),
            lon_deg: math::wrap_180(self.origin.lon_deg + local.east_m / self.m_per_deg_east),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths of a degree at 0 and 45 degrees, metres: Bowditch, table "Length of a degree" (WGS84).
    #[test]
    fn val_length_of_a_degree() {
        let (north, east) = metres_per_degree(0.0);
        assert!((north - 110_574.3).abs() < 0.1 && (east - 111_319.5).abs() < 0.1, "{north} {east}");
        let (north, east) = metres_per_degree(45.0);
        assert!((north - 111_131.7).abs() < 0.2 && (east - 78_846.8).abs() < 0.1, "{north} {east}");
    }

    #[test]
    fn a_step_over_the_date_line_wraps() {
        let there = Position::new(40.0, 179.99).moved(Vec2 { east_m: 2000.0, north_m: 0.0 });
        assert!(there.is_valid() && there.lon_deg < -179.9);
        assert!(Position::new(40.0, 179.99).to(there).east_m > 1999.0);
        let pole = Position::new(89.999, 0.0).moved(Vec2 { east_m: 500.0, north_m: 500.0 });
        assert!(pole.is_valid() && pole.lat_deg == 90.0);
        assert!(!Position::new(f64::NAN, 0.0).is_valid());
    }
}
