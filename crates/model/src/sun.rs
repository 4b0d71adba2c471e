//! Where the sun stands: day, twilight or night at the scene.
//!
//! # References
//! Meeus 1998, "Astronomical algorithms", chapter 25 (low accuracy, 0.01 degree), as in the NOAA solar calculator.

use crate::math::{self, asin, atan2, cos, degrees, radians, sin};
use crate::position::Position;

/// Unix time of the epoch J2000.0, 2000-01-01 12:00 UTC.
const J2000_UNIX_S: f64 = 946_728_000.0;
/// Elevation of the sun's centre at sunrise and sunset, degrees: refraction and half the sun's width (NOAA).
pub const SUNRISE_DEG: f64 = -0.833;
/// Elevation at which civil twilight starts and ends, degrees.
pub const CIVIL_TWILIGHT_DEG: f64 = -6.0;

/// Elevation of the sun's centre above the horizon, degrees, without refraction; negative at night.
///
/// Good to about 0.02 degrees from 1950 to 2050. Universal time is taken for dynamical time.
///
/// # Units
/// - `unix_s`: seconds since 1970-01-01 00:00 UTC
pub fn elevation_deg(place: Position, unix_s: f64) -> f64 {
    let days = (unix_s - J2000_UNIX_S) / 86_400.0;
    let century = days / 36_525.0;
    let mean_longitude = 280.46646 + century * (36_000.769_83 + century * 0.0003032);
    let anomaly = radians(math::wrap_360(357.52911 + century * (35_999.050_29 - century * 0.0001537)));
    let centre = (1.914602 - century * (0.004817 + century * 0.000014)) * sin(anomaly)
        + (0.019993 - century * 0.000101) * sin(2.0 * anomaly)
        + 0.000289 * sin(3.0 * anomaly);
    let node = radians(math::wrap_360(125.04 - 1934.136 * century));
    let longitude = radians(math::wrap_360(mean_longitude + centre - 0.00569 - 0.00478 * sin(node)));
    let obliquity = radians(23.439_291 - century * 0.013_004_2 + 0.00256 * cos(node));
    let declination = asin(sin(obliquity) * sin(longitude));
    let right_ascension = degrees(atan2(cos(obliquity) * sin(longitude), cos(longitude)));
    // Meeus eq. 12.4: sidereal time at Greenwich.
    let sidereal = 280.460_618_37 + 360.985_647_366_29 * days + century * century * 0.000_387_933;
    let hour_angle = radians(math::wrap_180(sidereal + place.lon_deg - right_ascension));
    let lat = radians(place.lat_deg);
    degrees(asin(sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(hour_angle)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reda and Andreas 2003 (NREL/TP-560-34302), worked example: 2003-10-17 19:30:30 UTC, 39.742476 N 105.1786 W,
    /// elevation without refraction 39.872046 degrees.
    #[test]
    fn val_elevation_of_the_nrel_example() {
        let elevation = elevation_deg(Position::new(39.742476, -105.1786), 1_066_419_030.0);
        assert!((elevation - 39.872046).abs() < 0.02, "{elevation}");
    }

    /// Meeus: at the solstices the declination is 23.44, so the noon sun is 90 - lat + declination.
    #[test]
    fn val_noon_and_midnight_at_the_solstice() {
        let place = Position::new(36.0, 0.0);
        let noon_2025_06_21 = 1_750_507_200.0;
        assert!((elevation_deg(place, noon_2025_06_21) - 77.44).abs() < 0.05);
        assert!((elevation_deg(place, noon_2025_06_21 + 43_200.0) + 30.56).abs() < 0.05);
    }
}
