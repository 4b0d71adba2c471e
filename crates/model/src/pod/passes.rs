//! Several passes, and a sweep width that is not known exactly.
//!
//! Passes are independent only when the conditions are known. What is common to all of them (sea, look-out, an object harder to
//! see than thought) makes them succeed or fail together. Here that common part is the sweep width: the POD is averaged over its
//! distribution, after the passes were put together (common to all passes) or before (drawn anew for each pass).

use crate::math;

/// Points of the quadrature of a log-normal width.
const POINTS: u32 = 400;

/// Chance that at least one of several independent searches detects: `1 - product(1 - POD)`.
pub fn at_least_once(pods: &[f64]) -> f64 {
    1.0 - pods.iter().map(|pod| 1.0 - pod.clamp(0.0, 1.0)).product::<f64>()
}

/// What is believed about a sweep width: widths with their shares.
#[derive(Clone, Debug, PartialEq)]
pub struct WidthDistribution {
    /// Width, and share; the shares sum to 1.
    parts: Vec<(f64, f64)>,
}

impl WidthDistribution {
    /// A width known exactly.
    pub fn known(width: f64) -> Self {
        Self { parts: vec![(width, 1.0)] }
    }

    /// Log-normal with this mean and standard deviation, in the unit of the mean; a deviation of 0 or less gives a known width.
    ///
    /// # References
    /// The family is a choice (a width is positive and its errors are factors), not measured.
    pub fn log_normal(mean: f64, deviation: f64) -> Self {
        if !(deviation > 0.0 && mean > 0.0) {
            return Self::known(mean);
        }
        let ratio = deviation / mean;
        let variance = math::ln_1p(ratio * ratio);
        let spread = variance.sqrt();
        let parts = (0..=POINTS).map(|k| {
            let z = -6.0 + 12.0 * f64::from(k) / f64::from(POINTS);
            (mean * math::exp(spread * z - 0.5 * variance), math::exp(-0.5 * z * z))
        });
        Self::normalised(parts.collect())
    }

    /// Chosen widths with weights; `None` without a positive weight or with a number that is negative or not finite.
    pub fn of_shares(shares: &[(f64, f64)]) -> Option<Self> {
        let sound = |value: f64| value.is_finite() && value >= 0.0;
        let all = shares.iter().all(|(width, weight)| sound(*width) && sound(*weight));
        (all && shares.iter().any(|part| part.1 > 0.0)).then(|| Self::normalised(shares.to_vec()))
    }

    fn normalised(mut parts: Vec<(f64, f64)>) -> Self {
        let sum: f64 = parts.iter().map(|part| part.1).sum();
        for part in &mut parts {
            part.1 /= sum;
        }
        Self { parts }
    }

    /// Mean of a function of the width.
    pub fn mean(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.parts.iter().map(|(width, share)| share * f(*width)).sum()
    }
}

/// Chance that at least one of several searches detects when all have the same, unknown sweep width: the mean over the width
/// of `1 - product(1 - POD)`. `pod(pass, width)` is the POD of one search.
pub fn at_least_once_common_width(widths: &WidthDistribution, passes: usize, pod: impl Fn(usize, f64) -> f64) -> f64 {
    widths.mean(|width| 1.0 - (0..passes).map(|pass| 1.0 - pod(pass, width)).product::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pod::random;
    use proptest::prelude::*;

    /// CASIE desert searches (University of Arizona), numerical results: 1 - (1 - p)^m; three passes of 0.5 give 0.875.
    #[test]
    fn val_three_passes() {
        assert!((at_least_once(&[0.5, 0.5, 0.5]) - 0.875).abs() < 1e-15);
        assert_eq!(at_least_once(&[]), 0.0);
    }

    /// Two widths with equal shares under the random law: (1 - e^-0.5 + 1 - e^-1.5) / 2, by hand 0.58517.
    #[test]
    fn val_average_of_two_widths() {
        let widths = WidthDistribution::of_shares(&[(0.5, 1.0), (1.5, 1.0)]).expect("sound");
        let pod = widths.mean(random);
        assert!((pod - 0.585_170).abs() < 1e-6);
        assert!(pod < random(1.0), "the average of POD lies below the POD of the average");
        let common = at_least_once_common_width(&widths, 2, |_, width| random(width));
        // (1 - e^-1 + 1 - e^-3) / 2
        assert!((common - 0.791_167).abs() < 1e-6);
        assert!(common < at_least_once(&[pod, pod]));
    }

    #[test]
    fn log_normal_has_its_mean_and_deviation() {
        let widths = WidthDistribution::log_normal(2.0, 0.8);
        let mean = widths.mean(|w| w);
        let variance = widths.mean(|w| (w - mean) * (w - mean));
        assert!((mean - 2.0).abs() < 1e-6 && (variance.sqrt() - 0.8).abs() < 1e-4, "{mean} {variance}");
        assert_eq!(WidthDistribution::log_normal(2.0, 0.0), WidthDistribution::known(2.0));
        assert_eq!(WidthDistribution::of_shares(&[(1.0, f64::NAN)]), None);
        assert_eq!(WidthDistribution::of_shares(&[]), None);
    }

    proptest! {
        #[test]
        fn prop_common_width_never_beats_independent(mean in 0.05..3.0f64, cv in 0.0..1.5f64, passes in 1usize..6) {
            let widths = WidthDistribution::log_normal(mean, cv * mean);
            let one = widths.mean(random);
            let independent = at_least_once(&vec![one; passes]);
            let common = at_least_once_common_width(&widths, passes, |_, w| random(w));
            prop_assert!(common <= independent + 1e-12);
            prop_assert!(common >= one - 1e-12 && common <= 1.0);
        }
    }
}
