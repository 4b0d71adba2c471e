//! The course of a rhumb line on the ellipsoid.

use super::{E2, Position};
use crate::math::{self, atan2, radians, sin, tan};

/// Course of the line that crosses every meridian at the same angle.
pub(super) fn course_deg(from: Position, to: Position) -> f64 {
    let east = radians(math::wrap_180(to.lon_deg - from.lon_deg));
    let north = isometric(to.lat_deg) - isometric(from.lat_deg);
    if north.is_nan() {
        // Both at one pole.
        return 0.0;
    }
    math::wrap_360(math::degrees(atan2(east, north)))
}

/// Isometric latitude: asinh(tan lat) - e atanh(e sin lat).
fn isometric(lat_deg: f64) -> f64 {
    let tan_lat = tan(radians(lat_deg.abs()));
    let e = E2.sqrt();
    let e_sin = e * sin(radians(lat_deg.abs()));
    let sphere = math::ln(tan_lat + math::hypot(1.0, tan_lat));
    let flattening = 0.5 * e * (math::ln_1p(e_sin) - math::ln_1p(-e_sin));
    (sphere - flattening) * lat_deg.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallels_and_meridians_are_rhumb_lines() {
        let at = Position::new(36.0, 179.9);
        assert_eq!(course_deg(at, Position::new(36.0, -179.9)), 90.0);
        assert_eq!(course_deg(at, Position::new(35.0, 179.9)), 180.0);
        assert_eq!(course_deg(at, at), 0.0);
    }

    /// Meridional parts, minutes of arc, by the series that Bowditch prints for its table (explanation of table 6), with e
    /// of WGS84: 7915.704468 log10 tan(45 + lat/2) - 3437.7468 (e^2 sin lat + e^4/3 sin^3 lat); to 0.001 minute.
    #[test]
    fn val_meridional_parts() {
        let (lat, s) = (radians(36.0), sin(radians(36.0)));
        let sphere = 7_915.704_468 * math::ln(tan(std::f64::consts::FRAC_PI_4 + lat / 2.0)) / std::f64::consts::LN_10;
        let parts = sphere - 3_437.746_77 * (E2 * s + E2 * E2 / 3.0 * s * s * s);
        assert!((math::degrees(isometric(36.0)) * 60.0 - parts).abs() < 0.001, "{parts}");
        assert_eq!(isometric(-36.0), -isometric(36.0));
    }

    /// Over 20 NM the rhumb line's course is the mean of the geodesic's first and last bearing.
    #[test]
    fn a_short_rhumb_line_halves_the_convergence() {
        let from = Position::new(54.0, 7.0);
        for bearing in [10.0, 77.0, 130.0, 275.0] {
            let to = from.destination(bearing, 37_040.0);
            let last = to.bearing_deg(from) + 180.0;
            let mean = bearing + 0.5 * math::wrap_180(last - bearing);
            assert!(math::wrap_180(course_deg(from, to) - mean).abs() < 1e-3, "{bearing}");
        }
    }
}
