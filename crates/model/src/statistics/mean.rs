//! Means with Student's t interval, and differences of pairs.

use super::{Confidence, Estimate, Interval, distribution::student_quantile};

/// The mean with Student's t interval, mean ± t s / sqrt(n) with n - 1 degrees of freedom; values that are not finite are
/// left out. `None` without values; one value has no interval.
///
/// Exact for normal values, and near for any others by the hundreds, since a mean of many is nearly normal.
///
/// # References
/// Student 1908, "The probable error of a mean".
pub fn mean(values: &[f64], confidence: Confidence) -> Option<Estimate> {
    let values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let (value, spread) = moments(&values)?;
    let n = values.len();
    let interval = spread.and_then(|spread| {
        let half = student_quantile(confidence.tail(), (n - 1) as f64)? * spread / (n as f64).sqrt();
        half.is_finite().then_some(Interval { low: value - half, high: value + half })
    });
    Some(Estimate { value, interval, runs: n })
}

/// The mean of first less second over pairs of runs: [`mean`] of the differences.
pub fn paired_difference(pairs: &[(f64, f64)], confidence: Confidence) -> Option<Estimate> {
    let differences: Vec<f64> = pairs.iter().map(|(first, second)| first - second).collect();
    mean(&differences, confidence)
}

/// The mean, and the sample standard deviation (n - 1 in the denominator) of at least two values.
pub(super) fn moments(values: &[f64]) -> Option<(f64, Option<f64>)> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    // Twice round, so that a large mean does not swallow a small spread.
    let mean = mean + values.iter().map(|v| v - mean).sum::<f64>() / n;
    if !mean.is_finite() {
        return None;
    }
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    Some((mean, (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student 1908: hours of sleep gained with two drugs by ten patients. Their mean difference is 1.58, and t(9) is 4.06.
    #[test]
    fn val_students_own_pairs() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
        let difference = paired_difference(&pairs, Confidence::USUAL).unwrap();
        assert!((difference.value + 1.58).abs() < 1e-12);
        let interval = difference.interval.unwrap();
        assert!((interval.low + 2.4599).abs() < 5e-5 && (interval.high + 0.7001).abs() < 5e-5, "{interval:?}");
        assert_eq!(difference.runs, 10);
    }

    #[test]
    fn few_values_have_no_interval_and_odd_ones_are_left_out() {
        assert_eq!(mean(&[], Confidence::USUAL), None);
        assert_eq!(mean(&[f64::NAN], Confidence::USUAL), None);
        assert_eq!(mean(&[4.0], Confidence::USUAL), Some(Estimate { value: 4.0, interval: None, runs: 1 }));
        let level = mean(&[4.0, f64::INFINITY, 4.0], Confidence::USUAL).unwrap();
        assert_eq!((level.interval, level.runs), (Some(Interval { low: 4.0, high: 4.0 }), 2));
        assert_eq!(mean(&[f64::MAX, f64::MAX], Confidence::USUAL), None, "the sum overflows");
    }

    #[test]
    fn a_large_mean_keeps_a_small_spread() {
        let values: Vec<f64> = (0..1000).map(|k| 1e9 + f64::from(k % 2)).collect();
        let (mean, spread) = moments(&values).unwrap();
        assert!((mean - 1e9 - 0.5).abs() < 1e-6 && (spread.unwrap() - 0.500_25).abs() < 1e-4);
    }
}
