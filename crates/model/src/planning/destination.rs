//! The place at a bearing and a distance on the ellipsoid.

use crate::math::{self, atan2, cos, radians, sin, tan};
use crate::position::{Position, WGS84_A_M, WGS84_F};

/// Rounds of Vincenty's direct formula; three or four settle it.
const ROUNDS: u32 = 20;

/// The place that lies `distance_m` metres from `from` on the geodesic with this initial true bearing.
///
/// # Units
/// - `bearing_deg`: degrees true; `distance_m`: metres, negative backwards
/// # References
/// Vincenty 1975, Survey Review 23 (176), direct formula.
pub fn destination(from: Position, bearing_deg: f64, distance_m: f64) -> Position {
    if distance_m == 0.0 {
        return from;
    }
    let (sin_a1, cos_a1) = (sin(radians(bearing_deg)), cos(radians(bearing_deg)));
    let tan_u1 = (1.0 - WGS84_F) * tan(radians(from.lat_deg));
    let cos_u1 = 1.0 / (1.0 + tan_u1 * tan_u1).sqrt();
    let sin_u1 = tan_u1 * cos_u1;
    let sigma1 = atan2(tan_u1, cos_a1);
    let sin_alpha = cos_u1 * sin_a1;
    let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    let b = WGS84_A_M * (1.0 - WGS84_F);
    let u2 = cos2_alpha * (WGS84_A_M * WGS84_A_M - b * b) / (b * b);
    let big_a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
    let big_b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
    let first = distance_m / (b * big_a);
    let mut sigma = first;
    for _ in 0..ROUNDS {
        let cos_2sm = cos(2.0 * sigma1 + sigma);
        let square = cos_2sm * cos_2sm;
        let sin_sigma = sin(sigma);
        let inner = cos(sigma) * (2.0 * square - 1.0)
            - big_b / 6.0 * cos_2sm * (4.0 * sin_sigma * sin_sigma - 3.0) * (4.0 * square - 3.0);
        let next = first + big_b * sin_sigma * (cos_2sm + big_b / 4.0 * inner);
        let settled = (next - sigma).abs() < 1e-14;
        sigma = next;
        if settled {
            break;
        }
    }
    let (sin_s, cos_s) = (sin(sigma), cos(sigma));
    let cos_2sm = cos(2.0 * sigma1 + sigma);
    let across = sin_u1 * sin_s - cos_u1 * cos_s * cos_a1;
    let lat = atan2(sin_u1 * cos_s + cos_u1 * sin_s * cos_a1, (1.0 - WGS84_F) * math::hypot(sin_alpha, across));
    let lambda = atan2(sin_s * sin_a1, cos_u1 * cos_s - sin_u1 * sin_s * cos_a1);
    let c = WGS84_F / 16.0 * cos2_alpha * (4.0 + WGS84_F * (4.0 - 3.0 * cos2_alpha));
    let bend = cos_2sm + c * cos_s * (2.0 * cos_2sm * cos_2sm - 1.0);
    let dlon = lambda - (1.0 - c) * WGS84_F * sin_alpha * (sigma + c * sin_s * bend);
    Position::new(math::degrees(lat), math::wrap_180(from.lon_deg + math::degrees(dlon)))
}

/// The place half way on the geodesic between two places.
pub fn midpoint(a: Position, b: Position) -> Position {
    destination(a, a.bearing_deg(b), 0.5 * a.distance_m(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flinders Peak to Buninyong (Geoscience Australia, GDA technical manual): 54 972.271 m on 306 deg 52' 05.37" leads to
    /// 37 deg 39' 10.15610" S 143 deg 55' 35.38390" E, within a centimetre.
    #[test]
    fn val_flinders_peak_to_buninyong() {
        let flinders = Position::new(-(37.0 + 57.0 / 60.0 + 3.72030 / 3600.0), 144.0 + 25.0 / 60.0 + 29.52440 / 3600.0);
        let there = destination(flinders, 306.0 + 52.0 / 60.0 + 5.37 / 3600.0, 54_972.271);
        assert!((there.lat_deg + (37.0 + 39.0 / 60.0 + 10.15610 / 3600.0)).abs() < 1e-7, "{there:?}");
        assert!((there.lon_deg - (143.0 + 55.0 / 60.0 + 35.38390 / 3600.0)).abs() < 1e-7, "{there:?}");
    }

    #[test]
    fn prop_inverse_undoes_direct() {
        for lat in [-75.0, -36.5, 0.0, 12.0, 89.0] {
            for bearing in [0.0, 33.0, 90.0, 181.0, 300.0] {
                for distance in [0.0, 10.0, 40_000.0, 900_000.0] {
                    let from = Position::new(lat, 179.5);
                    let there = destination(from, bearing, distance);
                    assert!(there.is_valid());
                    assert!((from.distance_m(there) - distance).abs() < 2e-3, "{lat} {bearing} {distance}");
                }
            }
        }
        let (a, b) = (Position::new(36.0, 130.0), Position::new(36.4, 130.7));
        let mid = midpoint(a, b);
        assert!((a.distance_m(mid) - b.distance_m(mid)).abs() < 1e-3);
    }
}
