//! A short move on the ellipsoid, cheap enough for every element and step.
//!
//! Second order in the length of the move: off the geodesic by 0.02 to 0.2 mm over 1.2 km between 45 and 75 degrees of
//! latitude. Only + - * / and square roots, so the bits are the same on every machine and at every vector width.

use super::BLOCK;
use crate::position::{WGS84_A_M, WGS84_F};

const A: f64 = WGS84_A_M;
const E2: f64 = WGS84_F * (2.0 - WGS84_F);
const RAD: f64 = std::f64::consts::PI / 180.0;
const DEG: f64 = 180.0 / std::f64::consts::PI;

/// Sine between -pi/2 and pi/2, absolute error below 7e-10 at the ends and 2e-10 up to 80 degrees: a step's metric needs no
/// more than a relative 1e-9.
#[inline(always)]
fn sine(x: f64) -> f64 {
    let z = x * x;
    let tail = 2.755_731_922_398_589_3e-6 + z * (-2.505_210_838_544_172e-8 + z * 1.605_904_383_682_161_3e-10);
    let series =
        -1.666_666_666_666_666_6e-1 + z * (8.333_333_333_333_333e-3 + z * (-1.984_126_984_126_984e-4 + z * tail));
    x * (1.0 + z * series)
}

/// Sine and cosine of the elements' latitudes, carried along with them through a stretch of steps.
#[derive(Clone, Debug)]
pub(super) struct Latitudes {
    sine: [f64; BLOCK],
    cosine: [f64; BLOCK],
}

impl Latitudes {
    /// Zeros, to be [`set`](Latitudes::set).
    pub fn new() -> Self {
        Self { sine: [0.0; BLOCK], cosine: [1.0; BLOCK] }
    }

    /// Those of the latitudes given.
    #[inline(always)]
    pub fn set(&mut self, lat_deg: &[f64; BLOCK]) {
        for i in 0..BLOCK {
            (self.sine[i], self.cosine[i]) = sine_cosine(lat_deg[i]);
        }
    }

    /// Sets one that did not move by [`advance`].
    pub fn set_one(&mut self, lane: usize, lat_deg: f64) {
        (self.sine[lane], self.cosine[lane]) = sine_cosine(lat_deg);
    }
}

#[inline(always)]
fn sine_cosine(lat_deg: f64) -> (f64, f64) {
    let phi = lat_deg * RAD;
    (sine(phi), sine(std::f64::consts::FRAC_PI_2 - phi.abs()))
}

/// The ellipsoid at a latitude.
#[derive(Clone, Copy)]
struct Metric {
    /// One over the radius in the meridian and in the prime vertical, 1/m.
    per_m: f64,
    per_n: f64,
    /// One over the cosine, and the tangent.
    per_c: f64,
    t: f64,
    /// Half the relative fall of `per_m` with latitude, per radian; `per_n` falls by two thirds of it.
    h: f64,
}

#[inline(always)]
fn metric(s: f64, c: f64) -> Metric {
    let x = E2 * s * s;
    // Square root of 1 - x: the next term is below 1e-10.
    let root = 1.0 - x * (0.5 + x * (0.125 + x * 0.0625));
    let per_c = 1.0 / c;
    Metric {
        per_m: (1.0 - x) * root * (1.0 / (A * (1.0 - E2))),
        per_n: root * (1.0 / A),
        per_c,
        t: s * per_c,
        h: (1.5 * E2) * (s * c) * (1.0 + x),
    }
}

/// Change of latitude and longitude, radians, of a move of `east` and `north` metres: the radius of the meridian half way,
/// and the convergence of the meridians.
#[inline(always)]
fn turn(m: Metric, east: f64, north: f64) -> (f64, f64) {
    let (straight, e) = (north * m.per_m, east * m.per_n);
    let dlat = straight - m.h * (straight * straight) - 0.5 * m.t * (e * (east * m.per_m));
    (dlat, e * m.per_c * (1.0 + north * m.per_n * m.t))
}

/// Moves every element twice: by its leeway, then by the water.
#[inline(always)]
pub(super) fn advance(
    lon_deg: &mut [f64; BLOCK],
    lat_deg: &mut [f64; BLOCK],
    latitudes: &mut Latitudes,
    leeway: (&[f32; BLOCK], &[f32; BLOCK]),
    water: (&[f32; BLOCK], &[f32; BLOCK]),
    seconds: &[f32; BLOCK],
) {
    for i in 0..BLOCK {
        let dt = f64::from(seconds[i]);
        let (s, c) = (latitudes.sine[i], latitudes.cosine[i]);
        let first = metric(s, c);
        let (dlat1, dlon1) = turn(first, f64::from(leeway.0[i]) * dt, f64::from(leeway.1[i]) * dt);
        // The ellipsoid where the first move ends, from its slopes: off by less than 1e-9.
        let (d, square) = (dlat1, dlat1 * dlat1);
        let tt = first.t * first.t;
        let second = Metric {
            per_m: first.per_m * (1.0 - 2.0 * first.h * d),
            per_n: first.per_n * (1.0 - (2.0 / 3.0) * first.h * d),
            per_c: first.per_c * (1.0 + first.t * d + (0.5 + tt) * square),
            t: first.t + (1.0 + tt) * d,
            h: first.h,
        };
        let (dlat2, dlon2) = turn(second, f64::from(water.0[i]) * dt, f64::from(water.1[i]) * dt);
        let d = dlat1 + dlat2;
        let half = 0.5 * d * d;
        latitudes.sine[i] = s + (c * d - s * half);
        latitudes.cosine[i] = c - (s * d + c * half);
        lat_deg[i] += d * DEG;
        lon_deg[i] += (dlon1 + dlon2) * DEG;
    }
}

/// Moves every element once, from given places into `out`.
#[inline(always)]
pub(super) fn displaced(
    from: (&[f64; BLOCK], &[f64; BLOCK]),
    latitudes: &Latitudes,
    by: (&[f32; BLOCK], &[f32; BLOCK]),
    seconds: (&[f32; BLOCK], f64),
    out: (&mut [f64; BLOCK], &mut [f64; BLOCK]),
) {
    for i in 0..BLOCK {
        let dt = f64::from(seconds.0[i]) * seconds.1;
        let at = metric(latitudes.sine[i], latitudes.cosine[i]);
        let (dlat, dlon) = turn(at, f64::from(by.0[i]) * dt, f64::from(by.1[i]) * dt);
        out.1[i] = from.1[i] + dlat * DEG;
        out.0[i] = from.0[i] + dlon * DEG;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;
    use crate::position::Position;

    #[test]
    fn sine_is_good_to_1e_9() {
        for step in -900..=900_i32 {
            let x = f64::from(step) * 0.1 * RAD;
            let allowed = if step.abs() <= 800 { 2e-10 } else { 7e-10 };
            assert!((sine(x) - math::sin(x)).abs() < allowed, "{step}");
        }
    }

    /// Against Vincenty's inverse: length and direction of a move of 1.2 km.
    #[test]
    fn a_move_has_its_length_and_direction() {
        for lat in [-75.0, -47.0, 0.0, 36.0, 60.0, 75.0] {
            for bearing in [0.0, 37.0, 90.0, 200.0, 300.0] {
                let rad = math::radians(bearing);
                let (east, north) = (1200.0 * math::sin(rad), 1200.0 * math::cos(rad));
                let (s, c) = sine_cosine(lat);
                let (dlat, dlon) = turn(metric(s, c), east, north);
                let from = Position::new(lat, 130.0);
                let to = Position::new(lat + dlat * DEG, 130.0 + dlon * DEG);
                assert!((from.distance_m(to) - 1200.0).abs() < 0.001, "{lat} {bearing} {}", from.distance_m(to));
                let off = math::wrap_180(from.bearing_deg(to) - bearing);
                assert!((math::radians(off) * 1200.0).abs() < 0.001, "{lat} {bearing} {off}");
            }
        }
    }
}
