//! Probability of detection from coverage, for an area searched by parallel tracks.
//!
//! Coverage C is sweep width over track spacing, or effort over area. Below 0 it counts as 0.
//!
//! # References
//! Koopman 1980; reference/sar-science.md, section 3.4.

use crate::math;

/// Definite range law, the upper bound with perfect navigation: `min(C, 1)`.
pub fn definite_range(coverage: f64) -> f64 {
    coverage.clamp(0.0, 1.0)
}

/// Inverse-cube law with evenly spaced parallel tracks, the "ideal" curve of the manuals: `erf(sqrt(pi)/2 C)`.
pub fn inverse_cube(coverage: f64) -> f64 {
    math::erf(0.5 * std::f64::consts::PI.sqrt() * coverage.max(0.0))
}

/// Random search, the lower bound and the usual law of planners: `1 - exp(-C)`.
pub fn random(coverage: f64) -> f64 {
    -math::exp_m1(-coverage.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At coverage 1: 100 %, 79 % and 63 % (Koopman; the manuals print 78 % to 79 % for the ideal curve).
    #[test]
    fn val_pod_at_coverage_one() {
        assert_eq!(definite_range(1.0), 1.0);
        assert!((inverse_cube(1.0) - 0.79).abs() < 0.002);
        assert!((random(1.0) - 0.632).abs() < 0.001);
    }

    #[test]
    fn the_three_laws_keep_their_order() {
        for step in 0..300 {
            let c = f64::from(step) * 0.01;
            assert!(random(c) <= inverse_cube(c) + 1e-15 && inverse_cube(c) <= definite_range(c) + 1e-15, "{c}");
        }
        assert_eq!((definite_range(-1.0), inverse_cube(-1.0), random(-1.0)), (0.0, 0.0, 0.0));
    }
}
