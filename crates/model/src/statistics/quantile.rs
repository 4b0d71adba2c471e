//! Quantiles and their intervals.

use super::{Confidence, Estimate, Interval, distribution::binomial_at_most};

/// Values in rising order; those that are not finite are left out.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The p-quantile of values in rising order, between the two nearest of them; `None` without values or unless
/// `0 <= p <= 1`.
///
/// # References
/// Hyndman and Fan 1996, "Sample quantiles in statistical packages", definition 7.
pub fn of_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = p * sorted.len().checked_sub(1)? as f64;
    let below = place.floor();
    let (low, high) = (sorted.get(below as usize)?, sorted.get(place.ceil() as usize)?);
    Some(low + (place - below) * (high - low))
}

/// The p-quantile with an interval between two of the values, which holds whatever the distribution is.
///
/// How many of n values lie below the true quantile is binomial (n, p); the ends are the innermost values beyond which at
/// most half of 1 - confidence lies on each side. So few values that none lie far enough out have no interval.
///
/// # References
/// Conover 1999, "Practical Nonparametric Statistics", section 3.2; David and Nagaraja 2003, "Order Statistics",
/// section 7.1.
pub fn quantile(values: &[f64], p: f64, confidence: Confidence) -> Option<Estimate> {
    let sorted = sorted(values);
    let value = of_sorted(&sorted, p)?;
    Some(Estimate { value, interval: interval(&sorted, p, confidence), runs: sorted.len() })
}

fn interval(sorted: &[f64], p: f64, confidence: Confidence) -> Option<Interval> {
    let n = sorted.len();
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let (tail, at_most) = (confidence.tail(), |k: usize| binomial_at_most(k, n, p));
    // The true quantile lies under the l-th value when fewer than l values lie below it.
    let low = first(n, |k| at_most(k) > tail).checked_sub(1)?;
    // It lies over the u-th value when u or more lie below it.
    let high = first(n, |k| 1.0 - at_most(k) <= tail);
    Some(Interval { low: *sorted.get(low)?, high: *sorted.get(high)? })
}

/// The first of 0 to `n` for which something holds that stays true from there on; `n` when it never does.
fn first(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, n);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize) -> Vec<f64> {
        (1..=n).map(|k| k as f64).collect()
    }

    /// Hyndman and Fan's definition 7 on 1 to 10, which is what R and NumPy give.
    #[test]
    fn val_quantiles_of_ten() {
        let values = numbers(10);
        for (p, expected) in [(0.0, 1.0), (0.25, 3.25), (0.5, 5.5), (0.9, 9.1), (1.0, 10.0)] {
            assert!((of_sorted(&values, p).unwrap() - expected).abs() < 1e-12, "{p}");
        }
        assert_eq!(of_sorted(&[], 0.5), None);
        assert_eq!(of_sorted(&values, 1.1), None);
        assert_eq!(of_sorted(&[3.0], 0.9), Some(3.0));
    }

    /// The table of intervals for a median at 95 % that statistics handbooks print (Altman et al. 2000, "Statistics with
    /// Confidence", table 18.4): ranks 1 to 6 of 6, 2 to 9 of 10, 6 to 15 of 20, 18 to 33 of 50, 40 to 61 of 100.
    #[test]
    fn val_ranks_of_the_interval_of_a_median() {
        for (n, low, high) in [(6, 1.0, 6.0), (10, 2.0, 9.0), (20, 6.0, 15.0), (50, 18.0, 33.0), (100, 40.0, 61.0)] {
            let interval = quantile(&numbers(n), 0.5, Confidence::USUAL).unwrap().interval.unwrap();
            assert_eq!((interval.low, interval.high), (low, high), "{n}");
        }
        assert_eq!(quantile(&numbers(5), 0.5, Confidence::USUAL).unwrap().interval, None, "five cannot reach 95 %");
    }

    #[test]
    fn far_quantiles_need_many_values() {
        assert_eq!(quantile(&numbers(30), 0.95, Confidence::USUAL).unwrap().interval, None);
        let interval = quantile(&numbers(1000), 0.9, Confidence::USUAL).unwrap().interval.unwrap();
        assert!(interval.low > 870.0 && interval.high < 930.0 && interval.holds(900.0), "{interval:?}");
        assert_eq!(quantile(&numbers(1000), 1.0, Confidence::USUAL).unwrap().interval, None);
    }

    #[test]
    fn the_order_and_odd_values_do_not_matter() {
        let estimate = quantile(&[5.0, f64::NAN, 1.0, 3.0, f64::INFINITY], 0.5, Confidence::USUAL).unwrap();
        assert_eq!((estimate.value, estimate.runs), (3.0, 3));
    }
}
