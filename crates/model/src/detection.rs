//! The inverse-cube law of visual detection, for a straight pass and for any piece of one.
//!
//! An eye at a height above the sea sees an object at horizontal distance r with a chance per second that falls with the
//! cube of r. Over a straight pass at lateral range x that gives `p(x) = 1 - exp(-W^2 / (4 pi x^2))`, whose integral over
//! x is the sweep width W. A *potential* is minus the logarithm of the chance to miss: potentials of pieces and passes add
//! up, and [`probability`] turns the sum into a chance. Since W already holds the search speed, a potential depends on the
//! relative path and not on the time that it took.
//!
//! # References
//! Koopman 1946 (OEG Report 56, "Search and screening"); Koopman 1980, "Search and screening".

use crate::math;
use crate::position::Vec2;
use std::f64::consts::PI;

/// The largest potential that is returned: a pass straight overhead has no finite one, and e^-100 is nothing.
pub const MAX_POTENTIAL: f64 = 100.0;
/// Relative motion shorter than this, metres, counts as none.
const LEAST_MOTION_M: f64 = 1e-6;

/// Chance that a straight and endless pass at this lateral range detects.
///
/// # Units
/// - both in metres
/// # References
/// Koopman 1980.
pub fn lateral_range_probability(sweep_width_m: f64, lateral_range_m: f64) -> f64 {
    if sweep_width_m <= 0.0 {
        return 0.0;
    }
    if lateral_range_m == 0.0 {
        return 1.0;
    }
    let ratio = sweep_width_m / lateral_range_m;
    probability(ratio * ratio / (4.0 * PI))
}

/// Detection potential of a straight piece of relative motion, 0 to [`MAX_POTENTIAL`].
///
/// The searcher sits at the origin and the object moves from `a` to `b` as seen from there. With lateral range x and way s
/// along the line, `dF = W^2 / (8 pi) ds / (x^2 + s^2)^(3/2)`, so that an endless pass gives `W^2 / (4 pi x^2)` however
/// it is cut. Parts farther than `max_range_m` give nothing, nor does an object that keeps its place.
///
/// # Units
/// - all in metres
/// # References
/// Koopman 1980 (integral of the inverse-cube law).
#[inline]
pub fn pass_potential(sweep_width_m: f64, a: Vec2, b: Vec2, max_range_m: f64) -> f64 {
    let way = b - a;
    let length = way.length();
    // Also refuses NaN.
    if !(length > LEAST_MOTION_M && sweep_width_m > 0.0) {
        return 0.0;
    }
    let across = (a.east_m * b.north_m - a.north_m * b.east_m) / length;
    let x2 = across * across;
    let chord2 = max_range_m * max_range_m - x2;
    if chord2.is_nan() || chord2 <= 0.0 {
        return 0.0;
    }
    let chord = chord2.sqrt();
    let s1 = (a.dot(way) / length).max(-chord);
    let s2 = (b.dot(way) / length).min(chord);
    if s2 <= s1 {
        return 0.0;
    }
    let r1 = (x2 + s1 * s1).sqrt();
    let r2 = (x2 + s2 * s2).sqrt();
    // Both are (s2/r2 - s1/r1) / x^2. The first does not lose digits when the object passes on one side only, and holds
    // for x = 0; the second loses none when the closest point lies between.
    let integral =
        if s1 * s2 > 0.0 { (s2 - s1) * (s2 + s1) / (r1 * r2 * (s2 * r1 + s1 * r2)) } else { (s2 / r2 - s1 / r1) / x2 };
    let potential = sweep_width_m * sweep_width_m / (8.0 * PI) * integral;
    // A path through the searcher divides by zero; it is seen.
    if potential < MAX_POTENTIAL { potential } else { MAX_POTENTIAL }
}

/// Chance of detection from a potential: `1 - exp(-F)`.
#[inline]
pub fn probability(potential: f64) -> f64 {
    -math::exp_m1(-potential)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: f64 = 1e7;

    fn check_pass(x: f64, s1: f64, s2: f64) -> f64 {
        pass_potential(1000.0, Vec2::new(x, s1), Vec2::new(x, s2), FAR)
    }

    /// Koopman: the integral of the lateral range function over both sides is the sweep width.
    #[test]
    fn val_lateral_range_integrates_to_sweep_width() {
        let (width, step) = (1500.0, 1.0);
        let reach = 500_000_u32;
        let sum: f64 = (0..reach).map(|i| lateral_range_probability(width, (f64::from(i) + 0.5) * step) * step).sum();
        // Beyond the reach p is W^2 / (4 pi x^2), whose integral is W^2 / (4 pi X).
        let tail = width * width / (4.0 * PI * f64::from(reach) * step);
        assert!((2.0 * (sum + tail) / width - 1.0).abs() < 1e-6);
    }

    /// Koopman: an endless pass has the potential W^2 / (4 pi x^2).
    #[test]
    fn val_whole_pass_is_the_inverse_cube_law() {
        for x in [10.0, 300.0, 2000.0] {
            let whole = check_pass(x, -1e7, 1e7);
            let law = 1e6 / (4.0 * PI * x * x);
            let expected = law.min(MAX_POTENTIAL);
            assert!((whole / expected - 1.0).abs() < 1e-5, "{x}: {whole} {expected}");
            assert!((probability(whole) - lateral_range_probability(1000.0, x)).abs() < 1e-6);
        }
    }

    #[test]
    fn overhead_and_no_motion_are_numbers() {
        assert_eq!(check_pass(0.0, -500.0, 500.0), MAX_POTENTIAL);
        assert_eq!(check_pass(0.0, 0.0, 500.0), MAX_POTENTIAL);
        assert_eq!(check_pass(0.0, 0.0, 0.0), 0.0);
        assert_eq!(check_pass(100.0, 7.0, 7.0), 0.0);
        assert_eq!(pass_potential(0.0, Vec2::new(1.0, 1.0), Vec2::new(2.0, 1.0), FAR), 0.0);
        assert_eq!(pass_potential(10.0, Vec2::new(f64::NAN, 1.0), Vec2::new(2.0, 1.0), FAR), 0.0);
        // Straight at the searcher from 1000 m to 500 m: W^2/(16 pi) (1/500^2 - 1/1000^2).
        let head_on = check_pass(0.0, -1000.0, -500.0);
        assert!((head_on / (1e6 / (16.0 * PI) * 3e-6) - 1.0).abs() < 1e-12, "{head_on}");
        assert!((check_pass(1e-4, -1000.0, -500.0) / head_on - 1.0).abs() < 1e-9);
    }

    #[test]
    fn beyond_the_range_there_is_nothing() {
        let pass = |range| pass_potential(1000.0, Vec2::new(600.0, -5000.0), Vec2::new(600.0, 5000.0), range);
        assert_eq!(pass(600.0), 0.0);
        let clipped = pass_potential(1000.0, Vec2::new(600.0, -800.0), Vec2::new(600.0, 800.0), FAR);
        assert!((pass(1000.0) / clipped - 1.0).abs() < 1e-12);
    }
}
