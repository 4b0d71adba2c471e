//! Probability of detection from coverage, for an area searched by parallel tracks.
//!
//! Coverage C is sweep width over track spacing, or effort over area. Below 0 it counts as 0.
//!
//! # References
//! Koopman 1980; reference/sar-science.md, section 3.4.

mod passes;
mod sweeps;

pub use passes::{WidthDistribution, at_least_once, at_least_once_common_width};
pub use sweeps::{MOST_STRAY_OF_SPACING, parallel_sweeps};

use crate::math;
use serde::{Deserialize, Serialize};

/// Which curve turns coverage into POD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PodLaw {
    /// [`definite_range`].
    DefiniteRange,
    /// [`inverse_cube`]: the manuals' ideal conditions.
    InverseCube,
    /// [`random`]: near the manuals' normal conditions.
    Random,
    /// [`danish_fit`].
    DanishFit,
}

impl PodLaw {
    /// POD at a coverage, 0 to 1.
    pub fn pod(self, coverage: f64) -> f64 {
        match self {
            Self::DefiniteRange => definite_range(coverage),
            Self::InverseCube => inverse_cube(coverage),
            Self::Random => random(coverage),
            Self::DanishFit => danish_fit(coverage),
        }
    }

    /// Coverage that gives a POD; `None` where no finite one does (POD of 1 and more but for definite range, or below 0).
    pub fn coverage_for(self, pod: f64) -> Option<f64> {
        let most = if self == Self::DefiniteRange { 1.0 } else { 1.0 - 1e-12 };
        if !(0.0..=most).contains(&pod) {
            return None;
        }
        let (mut low, mut high) = (0.0, 32.0);
        for _ in 0..100 {
            let mid = 0.5 * (low + high);
            if self.pod(mid) < pod { low = mid } else { high = mid }
        }
        Some(high)
    }
}

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

/// The curve that the Danish planning tools use: `1 - exp(-1.6 C^1.4)`, from `S = W (-5/8 ln(1 - POD))^(-5/7)`.
///
/// It falls below the random law for coverages under 0.3.
///
/// # References
/// Danish Maritime Authority, EPD; reference/sar-science.md, section 3.4.
pub fn danish_fit(coverage: f64) -> f64 {
    -math::exp_m1(-1.6 * math::pow(coverage.max(0.0), 1.4))
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

    /// The ideal curve at coverage 0.5 is near 47 %, at 2 near 99 %; random search 39 % and 86 % (Koopman 1980, formulas).
    #[test]
    fn val_pod_at_half_and_double() {
        assert!((inverse_cube(0.5) - 0.469).abs() < 0.001 && (inverse_cube(2.0) - 0.988).abs() < 0.001);
        assert!((random(0.5) - 0.393).abs() < 0.001 && (random(2.0) - 0.865).abs() < 0.001);
    }

    /// The Danish formula read backwards: S = W (-5/8 ln(1 - POD))^(-5/7); it crosses the random law between 0.3 and 0.31.
    #[test]
    fn val_danish_fit_undoes_its_spacing() {
        for pod in [0.1, 0.5, 0.78, 0.95] {
            let coverage = math::pow(-0.625 * math::ln(1.0 - pod), 5.0 / 7.0);
            assert!((danish_fit(coverage) - pod).abs() < 1e-12);
        }
        assert!(danish_fit(0.30) < random(0.30) && danish_fit(0.32) > random(0.32));
    }

    #[test]
    fn prop_every_law_rises_within_0_and_1_and_is_undone() {
        for law in [PodLaw::DefiniteRange, PodLaw::InverseCube, PodLaw::Random, PodLaw::DanishFit] {
            let mut last = 0.0;
            for step in 0..=500 {
                let pod = law.pod(f64::from(step) * 0.01);
                assert!(pod >= last && pod <= 1.0, "{law:?}");
                last = pod;
            }
            let coverage = law.coverage_for(0.7).expect("within reach");
            assert!((law.pod(coverage) - 0.7).abs() < 1e-9);
            assert_eq!((law.coverage_for(1.1), law.coverage_for(f64::NAN)), (None, None));
        }
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
