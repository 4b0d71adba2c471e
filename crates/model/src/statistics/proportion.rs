//! Shares: how often a run succeeds, and how much more often under another plan.

use super::{Confidence, Estimate, Interval, distribution::normal_quantile};

/// The share `k / n` with Wilson's score interval; `None` when `n` is 0 or less than `k`.
///
/// With z the normal quantile and p = k/n the ends are
/// (p + z^2/2n ± z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Unlike p ± z sqrt(p(1-p)/n) it stays within 0 and 1 and holds
/// near them, where searches that nearly always or hardly ever find lie.
///
/// # References
/// Wilson 1927, "Probable inference, the law of succession, and statistical inference"; Newcombe 1998, "Two-sided
/// confidence intervals for the single proportion: comparison of seven methods", method 3.
pub fn share(k: usize, n: usize, confidence: Confidence) -> Option<Estimate> {
    of_quantile(k, n, normal_quantile(confidence.tail())?)
}

/// [`share`] for the normal quantile `z` of the confidence, which many shares have in common.
pub(super) fn of_quantile(k: usize, n: usize, z: f64) -> Option<Estimate> {
    if n == 0 || k > n {
        return None;
    }
    let (count, value) = (n as f64, k as f64 / n as f64);
    let scale = 1.0 / (1.0 + z * z / count);
    let middle = scale * (value + 0.5 * z * z / count);
    let half = scale * z * (value * (1.0 - value) / count + 0.25 * z * z / (count * count)).sqrt();
    // Exact at the ends, where rounding would leave a trace.
    let low = if k == 0 { 0.0 } else { (middle - half).clamp(0.0, value) };
    let high = if k == n { 1.0 } else { (middle + half).clamp(value, 1.0) };
    Some(Estimate { value, interval: Some(Interval { low, high }), runs: n })
}

/// Pairs of runs, counted by which of the two succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Both.
    pub both: usize,
    /// Only the first.
    pub only_first: usize,
    /// Only the second.
    pub only_second: usize,
    /// Neither.
    pub neither: usize,
}

impl Pairs {
    /// Counts pairs of (first, second).
    pub fn count(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counted = Self::default();
        for pair in pairs {
            *match pair {
                (true, true) => &mut counted.both,
                (true, false) => &mut counted.only_first,
                (false, true) => &mut counted.only_second,
                (false, false) => &mut counted.neither,
            } += 1;
        }
        counted
    }

    /// How many pairs there are.
    pub fn total(&self) -> usize {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// The share of the first less the share of the second, with the square-and-add interval; `None` without pairs.
    ///
    /// Wilson's intervals of both shares are put together as the sides of a triangle whose angle is the correlation phi of the
    /// pairs, with the continuity correction of n/2 where phi is positive.
    ///
    /// # References
    /// Newcombe 1998, "Improved confidence intervals for the difference between binomial proportions based on paired data",
    /// Statistics in Medicine 17, 2635-2650, method 10.
    pub fn difference(&self, confidence: Confidence) -> Option<Estimate> {
        let n = self.total();
        let first = share(self.both + self.only_first, n, confidence)?;
        let second = share(self.both + self.only_second, n, confidence)?;
        let (a, b) = (first.interval?, second.interval?);
        let value = (self.only_first as f64 - self.only_second as f64) / n as f64;
        let phi = self.correlation();
        let side = |x: f64, y: f64| (x * x - 2.0 * phi * x * y + y * y).max(0.0).sqrt();
        let low = value - side(first.value - a.low, b.high - second.value);
        let high = value + side(a.high - first.value, second.value - b.low);
        Some(Estimate { value, interval: Some(Interval { low: low.max(-1.0), high: high.min(1.0) }), runs: n })
    }

    /// Newcombe's phi.
    fn correlation(&self) -> f64 {
        let [e, f, g, h] = [self.both, self.only_first, self.only_second, self.neither].map(|count| count as f64);
        let squared = (e + f) * (g + h) * (e + g) * (f + h);
        if squared == 0.0 {
            return 0.0;
        }
        let cross = e * h - f * g;
        let corrected = if cross > 0.0 { (cross - 0.5 * (e + f + g + h)).max(0.0) } else { cross };
        corrected / squared.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(estimate: Option<Estimate>, low: f64, high: f64) {
        let interval = estimate.unwrap().interval.unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 0.000_06;
        assert!(near(interval.low, low) && near(interval.high, high), "{interval:?}, not {low} to {high}");
    }

    /// Newcombe 1998 (single proportion), table I, method 3.
    #[test]
    fn val_wilson_intervals_of_newcombe() {
        check(share(81, 263, Confidence::USUAL), 0.2553, 0.3662);
        check(share(15, 148, Confidence::USUAL), 0.0624, 0.1605);
        check(share(0, 20, Confidence::USUAL), 0.0, 0.1611);
        check(share(1, 29, Confidence::USUAL), 0.0061, 0.1718);
    }

    /// Fagerland, Lydersen and Laake 2014, "Recommended tests and confidence intervals for paired binomial proportions": airway
    /// reactivity before and after transplantation; and Newcombe 1998 (paired), table II.
    #[test]
    fn val_paired_differences() {
        let airways = Pairs { both: 1, only_first: 1, only_second: 7, neither: 12 };
        check(airways.difference(Confidence::USUAL), -0.5069, -0.0256);
        assert!((airways.difference(Confidence::USUAL).unwrap().value + 6.0 / 21.0).abs() < 1e-12);
        let pairs = Pairs { both: 36, only_first: 12, only_second: 2, neither: 0 };
        check(pairs.difference(Confidence::USUAL), 0.0569, 0.3404);
        let pairs = Pairs { both: 20, only_first: 12, only_second: 2, neither: 16 };
        check(pairs.difference(Confidence::USUAL), 0.0562, 0.3292);
    }

    #[test]
    fn no_runs_no_share() {
        assert_eq!(share(0, 0, Confidence::USUAL), None);
        assert_eq!(share(3, 2, Confidence::USUAL), None);
        assert_eq!(Pairs::default().difference(Confidence::USUAL), None);
    }

    #[test]
    fn the_ends_stay_within_bounds_and_the_order_does_not_matter() {
        let pairs = Pairs::count((0..40).map(|k| (k % 3 == 0, k % 4 == 0)));
        assert_eq!(pairs, Pairs { both: 4, only_first: 10, only_second: 6, neither: 20 });
        let turned = Pairs { only_first: 6, only_second: 10, ..pairs };
        let (a, b) = (pairs.difference(Confidence::USUAL).unwrap(), turned.difference(Confidence::USUAL).unwrap());
        assert_eq!(a.value, -b.value);
        let (a, b) = (a.interval.unwrap(), b.interval.unwrap().negated());
        assert!((a.low - b.low).abs() < 1e-12 && (a.high - b.high).abs() < 1e-12, "{a:?} {b:?}");
        for pairs in [Pairs { only_first: 7, ..Pairs::default() }, Pairs { both: 1, ..Pairs::default() }] {
            let interval = pairs.difference(Confidence::USUAL).unwrap().interval.unwrap();
            assert!(interval.low >= -1.0 && interval.high <= 1.0 && interval.low < interval.high);
        }
        let all = share(12, 12, Confidence::USUAL).unwrap().interval.unwrap();
        assert_eq!(all.high, 1.0);
    }
}
