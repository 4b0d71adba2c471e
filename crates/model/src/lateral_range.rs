//! Lateral range functions: the chance that a straight pass at a lateral range detects.
//!
//! Each has the sweep width as its integral over both sides. `p(x)` at lateral range x for sweep width W:
//!
//! | law | p(x) | use |
//! |---|---|---|
//! | definite range | 1 for abs(x) <= W/2, else 0 | a sure look-out, the upper bound |
//! | inverse cube | `1 - exp(-W^2 / (4 pi x^2))` | visual search, Koopman |
//! | exponential | `exp(-2 abs(x) / W)` | sensors that fade with range |
//! | Gaussian | `exp(-pi x^2 / W^2)` | sensors that fade late and then fast |
//!
//! # References
//! Koopman 1980; reference/sar-science.md, sections 3.3 and 3.4. The exponential and Gaussian forms are curves with the right
//! integral, not measured ones.

use crate::detection;
use crate::math;
use serde::{Deserialize, Serialize};
use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// A family of lateral range functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateralRangeLaw {
    /// Everything within half the sweep width, nothing beyond.
    DefiniteRange,
    /// Koopman's law of visual detection.
    InverseCube,
    /// Falls exponentially.
    Exponential,
    /// Falls as a normal curve.
    Gaussian,
}

impl LateralRangeLaw {
    /// Chance of detection of a pass at a lateral range; both in the same unit. 0 for a sweep width that is not above 0.
    pub fn probability(self, sweep_width: f64, lateral_range: f64) -> f64 {
        if sweep_width.is_nan() || sweep_width <= 0.0 {
            return 0.0;
        }
        let x = lateral_range.abs();
        match self {
            Self::DefiniteRange => f64::from(u8::from(x <= 0.5 * sweep_width)),
            Self::InverseCube => detection::lateral_range_probability(sweep_width, x),
            Self::Exponential => math::exp(-2.0 * x / sweep_width),
            Self::Gaussian => math::exp(-PI * x * x / (sweep_width * sweep_width)),
        }
    }

    /// The same when the searcher strays sideways: the mean over a normal error of the track with deviation `sigma`.
    pub fn probability_with_error(self, sweep_width: f64, lateral_range: f64, sigma: f64) -> f64 {
        if sigma.is_nan() || sigma <= 0.0 {
            return self.probability(sweep_width, lateral_range);
        }
        if self == Self::DefiniteRange {
            let half = 0.5 * sweep_width.max(0.0);
            let x = lateral_range;
            return 0.5
                * (math::erf((x + half) / sigma * FRAC_1_SQRT_2) - math::erf((x - half) / sigma * FRAC_1_SQRT_2));
        }
        // Simpson's rule over 5 deviations to each side, fine enough for the peak of a narrow law.
        let intervals = 2 * ((20.0 * sigma / sweep_width).ceil() as u32).clamp(60, 400);
        let h = 10.0 / f64::from(intervals);
        let (mut sum, mut weights) = (0.0, 0.0);
        for k in 0..=intervals {
            let z = -5.0 + h * f64::from(k);
            let simpson = if k == 0 || k == intervals { 1.0 } else { f64::from(2 + 2 * (k % 2)) };
            let weight = simpson * math::exp(-0.5 * z * z);
            sum += weight * self.probability(sweep_width, lateral_range + sigma * z);
            weights += weight;
        }
        sum / weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [LateralRangeLaw; 4] = [
        LateralRangeLaw::DefiniteRange,
        LateralRangeLaw::InverseCube,
        LateralRangeLaw::Exponential,
        LateralRangeLaw::Gaussian,
    ];

    /// Koopman: the integral over both sides is the sweep width; the tail of the inverse cube beyond X is W^2 / (4 pi X).
    #[test]
    fn val_each_integrates_to_the_sweep_width() {
        let (width, step, count) = (1.5, 0.01, 20_000_u32);
        for law in ALL {
            let at = |k: u32| (f64::from(k) + 0.5) * step;
            let mut sum: f64 = (0..count).map(|k| 2.0 * step * law.probability(width, at(k))).sum();
            if law == LateralRangeLaw::InverseCube {
                sum += width * width / (2.0 * PI * f64::from(count) * step);
            }
            assert!((sum / width - 1.0).abs() < 1e-3, "{law:?} {sum}");
        }
    }

    #[test]
    fn prop_probabilities_fall_with_range_and_an_error_keeps_the_integral() {
        for law in ALL {
            let mut last = 1.0;
            for k in 0..200 {
                let p = law.probability(2.0, f64::from(k) * 0.05);
                assert!((0.0..=last).contains(&p), "{law:?}");
                last = p;
            }
            assert_eq!(law.probability(0.0, 1.0), 0.0);
            assert_eq!(law.probability(f64::NAN, 1.0), 0.0);
            let strayed: f64 =
                (0..4000).map(|k| 0.02 * law.probability_with_error(1.0, f64::from(k) * 0.02 - 40.0, 0.7)).sum();
            assert!((strayed - 1.0).abs() < 0.01, "{law:?} {strayed}");
        }
    }
}
