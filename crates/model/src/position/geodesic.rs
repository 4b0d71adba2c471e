//! Distance and bearing on the ellipsoid.

use super::{Position, WGS84_A_M, WGS84_F};
use crate::math::{self, atan, atan2, cos, radians, sin, tan};

/// More rounds than Vincenty's formula needs away from the antipode.
const MAX_ROUNDS: u32 = 100;
/// Mean radius of the Earth, metres: (2a + b) / 3 of WGS84.
const MEAN_RADIUS_M: f64 = 6_371_008.8;
/// Semi-minor axis of WGS84, metres.
const POLAR_AXIS_M: f64 = WGS84_A_M * (1.0 - WGS84_F);

/// Distance in metres and initial true bearing in degrees.
pub(super) fn inverse(from: Position, to: Position) -> (f64, f64) {
    if from == to {
        return (0.0, 0.0);
    }
    vincenty(from, to).unwrap_or_else(|| great_circle(from, to))
}

/// Vincenty 1975, equations 13 to 20; `None` when the longitude on the auxiliary sphere does not settle.
fn vincenty(from: Position, to: Position) -> Option<(f64, f64)> {
    let l = radians(math::wrap_180(to.lon_deg - from.lon_deg));
    let u1 = atan((1.0 - WGS84_F) * tan(radians(from.lat_deg)));
    let u2 = atan((1.0 - WGS84_F) * tan(radians(to.lat_deg)));
    let (sin_u1, cos_u1, sin_u2, cos_u2) = (sin(u1), cos(u1), sin(u2), cos(u2));
    let mut lambda = l;
    for _ in 0..MAX_ROUNDS {
        let (sin_l, cos_l) = (sin(lambda), cos(lambda));
        let east = cos_u2 * sin_l;
        let north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_l;
        let sin_sigma = math::hypot(east, north);
        if sin_sigma == 0.0 {
            return Some((0.0, 0.0));
        }
        let cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_l;
        let sigma = atan2(sin_sigma, cos_sigma);
        let sin_alpha = cos_u1 * cos_u2 * sin_l / sin_sigma;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        // On the equator cos2_alpha is 0 and the term has no weight.
        let cos_2sm = if cos2_alpha > 0.0 { cos_sigma - 2.0 * sin_u1 * sin_u2 / cos2_alpha } else { 0.0 };
        let c = WGS84_F / 16.0 * cos2_alpha * (4.0 + WGS84_F * (4.0 - 3.0 * cos2_alpha));
        let bend = cos_2sm + c * cos_sigma * (2.0 * cos_2sm * cos_2sm - 1.0);
        let next = l + (1.0 - c) * WGS84_F * sin_alpha * (sigma + c * sin_sigma * bend);
        let settled = (next - lambda).abs() < 1e-12;
        lambda = next;
        if settled {
            let length = length_m(sigma, sin_sigma, cos_sigma, cos2_alpha, cos_2sm);
            return Some((length, math::wrap_360(math::degrees(atan2(east, north)))));
        }
    }
    None
}

fn length_m(sigma: f64, sin_sigma: f64, cos_sigma: f64, cos2_alpha: f64, cos_2sm: f64) -> f64 {
    let (big_a, big_b) = series(cos2_alpha);
    let delta = correction(big_b, sin_sigma, cos_sigma, cos_2sm);
    POLAR_AXIS_M * big_a * (sigma - delta)
}

/// A and B of equations 3 and 4.
fn series(cos2_alpha: f64) -> (f64, f64) {
    let b = POLAR_AXIS_M;
    let u2 = cos2_alpha * (WGS84_A_M * WGS84_A_M - b * b) / (b * b);
    let big_a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
    let big_b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
    (big_a, big_b)
}

/// Equation 6: arc on the auxiliary sphere less distance on the ellipsoid.
fn correction(big_b: f64, sin_sigma: f64, cos_sigma: f64, cos_2sm: f64) -> f64 {
    let square = cos_2sm * cos_2sm;
    let inner = cos_sigma * (2.0 * square - 1.0)
        - big_b / 6.0 * cos_2sm * (4.0 * sin_sigma * sin_sigma - 3.0) * (4.0 * square - 3.0);
    big_b * sin_sigma * (cos_2sm + big_b / 4.0 * inner)
}

/// The place at a bearing and distance: Vincenty 1975, equations 1 to 11.
pub(super) fn direct(from: Position, bearing_deg: f64, distance_m: f64) -> Position {
    if distance_m == 0.0 {
        return from;
    }
    let (sin_a1, cos_a1) = (sin(radians(bearing_deg)), cos(radians(bearing_deg)));
    let tan_u1 = (1.0 - WGS84_F) * tan(radians(from.lat_deg));
    let u1 = atan(tan_u1);
    let (sin_u1, cos_u1) = (sin(u1), cos(u1));
    let sigma1 = atan2(tan_u1, cos_a1);
    let sin_alpha = cos_u1 * sin_a1;
    let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    let (big_a, big_b) = series(cos2_alpha);
    let first = distance_m / (POLAR_AXIS_M * big_a);
    let mut sigma = first;
    for _ in 0..MAX_ROUNDS {
        let next = first + correction(big_b, sin(sigma), cos(sigma), cos(2.0 * sigma1 + sigma));
        let settled = (next - sigma).abs() < 1e-13;
        sigma = next;
        if settled {
            break;
        }
    }
    let (sin_s, cos_s, cos_2sm) = (sin(sigma), cos(sigma), cos(2.0 * sigma1 + sigma));
    let across = sin_u1 * sin_s - cos_u1 * cos_s * cos_a1;
    let lat = atan2(sin_u1 * cos_s + cos_u1 * sin_s * cos_a1, (1.0 - WGS84_F) * math::hypot(sin_alpha, across));
    let lambda = atan2(sin_s * sin_a1, cos_u1 * cos_s - sin_u1 * sin_s * cos_a1);
    let c = WGS84_F / 16.0 * cos2_alpha * (4.0 + WGS84_F * (4.0 - 3.0 * cos2_alpha));
    let bend = cos_2sm + c * cos_s * (2.0 * cos_2sm * cos_2sm - 1.0);
    let l = lambda - (1.0 - c) * WGS84_F * sin_alpha * (sigma + c * sin_s * bend);
    Position { lat_deg: math::degrees(lat), lon_deg: math::wrap_180(from.lon_deg + math::degrees(l)) }
}

/// Haversine on the mean sphere.
fn great_circle(from: Position, to: Position) -> (f64, f64) {
    let (lat1, lat2) = (radians(from.lat_deg), radians(to.lat_deg));
    let dlon = radians(math::wrap_180(to.lon_deg - from.lon_deg));
    let half_lat = sin(0.5 * (lat2 - lat1));
    let half_lon = sin(0.5 * dlon);
    let h = half_lat * half_lat + cos(lat1) * cos(lat2) * half_lon * half_lon;
    let bearing = atan2(sin(dlon) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(dlon));
    (2.0 * MEAN_RADIUS_M * math::asin(h.sqrt()), math::wrap_360(math::degrees(bearing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flinders Peak to Buninyong on GRS80 (Geoscience Australia, GDA technical manual, worked example): 54 972.271 m,
    /// azimuth 306 deg 52' 05.37". GRS80 and WGS84 differ by less than a millimetre here.
    #[test]
    fn val_flinders_peak_to_buninyong() {
        let flinders = Position::new(-(37.0 + 57.0 / 60.0 + 3.72030 / 3600.0), 144.0 + 25.0 / 60.0 + 29.52440 / 3600.0);
        let buninyong =
            Position::new(-(37.0 + 39.0 / 60.0 + 10.15610 / 3600.0), 143.0 + 55.0 / 60.0 + 35.38390 / 3600.0);
        let (distance, bearing) = inverse(flinders, buninyong);
        assert!((distance - 54_972.271).abs() < 0.002, "{distance}");
        assert!((bearing - (306.0 + 52.0 / 60.0 + 5.37 / 3600.0)).abs() < 1e-5, "{bearing}");
    }

    /// The same line the other way: from Flinders Peak by azimuth and distance to Buninyong, to 0.00001 second of arc.
    #[test]
    fn val_flinders_peak_direct() {
        let dms = |d: f64, m: f64, s: f64| d + m / 60.0 + s / 3600.0;
        let flinders = Position::new(-dms(37.0, 57.0, 3.72030), dms(144.0, 25.0, 29.52440));
        let there = direct(flinders, dms(306.0, 52.0, 5.37), 54_972.271);
        assert!((there.lat_deg + dms(37.0, 39.0, 10.15610)).abs() < 3e-8, "{there:?}");
        assert!((there.lon_deg - dms(143.0, 55.0, 35.38390)).abs() < 3e-8, "{there:?}");
    }

    #[test]
    fn direct_undoes_inverse() {
        for (bearing, distance) in [(0.0, 100.0), (45.0, 37_040.0), (200.0, 500_000.0), (359.0, 5_000_000.0)] {
            for from in [Position::new(36.0, 131.0), Position::new(-70.0, 179.95), Position::new(0.0, 0.0)] {
                let (length, back) = inverse(from, direct(from, bearing, distance));
                let off = math::wrap_180(back - bearing);
                assert!((length - distance).abs() < 1e-3 && off.abs() < 1e-6, "{from:?} {bearing} {length} {back}");
            }
        }
        assert!(!direct(Position::new(1.0, 1.0), f64::NAN, 10.0).is_valid());
        assert_eq!(direct(Position::new(1.0, 1.0), 7.0, 0.0), Position::new(1.0, 1.0));
    }

    #[test]
    fn edges_give_numbers() {
        let (antipode, _) = inverse(Position::new(0.0, 0.0), Position::new(0.3, 179.7));
        assert!((antipode / 19_950_000.0 - 1.0).abs() < 0.01, "{antipode}");
        let (equator, bearing) = inverse(Position::new(0.0, 130.0), Position::new(0.0, 131.0));
        assert!((equator - 111_319.491).abs() < 0.01 && bearing == 90.0);
        let (_, over_date_line) = inverse(Position::new(30.0, 179.9), Position::new(30.0, -179.9));
        assert!((over_date_line - 90.0).abs() < 0.1);
        assert_eq!(inverse(Position::new(1.0, 180.0), Position::new(1.0, -180.0)), (0.0, 0.0));
    }
}
