//! The eye: the inverse cube law for the run that a look stands for.
//!
//! An eye above the sea sees with a chance per second that falls with the cube of the range. Over a piece of a straight
//! pass with lateral range `x` and way `s` along it the potential (minus the logarithm of the chance to miss) is
//! `dF = W^2 / (8 pi) ds / (x^2 + s^2)^(3/2)`, so that an endless pass detects with `1 - exp(-W^2 / (4 pi x^2))`
//! (Koopman 1946, OEG Report 56; Koopman 1980, "Search and screening"). Potentials of the looks add up, so the product of
//! their misses does not depend on how often is looked.

use core::f64::consts::PI;

use sarex_plugin_sdk::Glimpse;

/// Civil twilight ends with the sun this far below the horizon; no published sweep width for the eye holds after it.
const CIVIL_TWILIGHT_DEG: f64 = -6.0;
/// A run straight overhead has no finite potential, and e^-100 is nothing.
const MAX_POTENTIAL: f64 = 100.0;

/// Chance that a look sees.
pub fn chance(look: &Glimpse, width_factor: f64) -> f64 {
    let width_m = look.sweep_width_m * width_factor;
    let run_m = look.speed_mps * look.dwell_s;
    // Also refuses what is no number.
    if !(width_m > 0.0 && run_m > 0.0 && look.sun_elevation_deg >= CIVIL_TWILIGHT_DEG) {
        return 0.0;
    }
    let (lateral_m, end_m) = place(look, run_m);
    -libm::expm1(-potential(width_m, lateral_m, end_m - run_m, end_m, look.visibility_m))
}

/// Lateral range of the run and the way along it past its closest point, at its end.
///
/// The object lies `r cos b` ahead and `r sin b` to the side at bearing `b`. Where the closest range says that the run led
/// past it, that is the lateral range, whatever the object's own drift does to the bearing.
fn place(look: &Glimpse, run_m: f64) -> (f64, f64) {
    let (sin, cos) = libm::sincos(look.bearing_deg.to_radians());
    let (lateral_m, end_m) = (look.range_m * sin.abs(), -look.range_m * cos);
    let passed = end_m > 0.0 && end_m < run_m;
    (if passed && look.closest_m >= 0.0 { look.closest_m } else { lateral_m }, end_m)
}

/// Potential of the run from `begin_m` to `end_m` along a line at `lateral_m`, within the visibility.
fn potential(width_m: f64, lateral_m: f64, begin_m: f64, end_m: f64, visibility_m: f64) -> f64 {
    let x2 = lateral_m * lateral_m;
    let chord2 = visibility_m * visibility_m - x2;
    if chord2.is_nan() || chord2 <= 0.0 {
        return 0.0;
    }
    let chord_m = chord2.sqrt();
    let (s1, s2) = (begin_m.max(-chord_m), end_m.min(chord_m));
    if s2 <= s1 {
        return 0.0;
    }
    let (r1, r2) = ((x2 + s1 * s1).sqrt(), (x2 + s2 * s2).sqrt());
    // Both are (s2/r2 - s1/r1) / x^2; the first holds for x = 0 and keeps its digits on one side of the closest point.
    let integral =
        if s1 * s2 > 0.0 { (s2 - s1) * (s2 + s1) / (r1 * r2 * (s2 * r1 + s1 * r2)) } else { (s2 / r2 - s1 / r1) / x2 };
    let potential = width_m * width_m / (8.0 * PI) * integral;
    if potential < MAX_POTENTIAL { potential } else { MAX_POTENTIAL }
}
