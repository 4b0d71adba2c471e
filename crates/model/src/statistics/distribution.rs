//! The distributions behind the intervals: normal, Student's t, binomial.
//!
//! # References
//! Lentz 1976 and Thompson and Barnett 1986 for the continued fraction of the incomplete beta function (DLMF 8.17.22).

use crate::math;

/// Halvings of a bracket: enough for every bit of a double.
const HALVINGS: u32 = 120;
/// Steps of the continued fraction; it takes about the square root of the greater parameter.
const MOST_STEPS: u32 = 20_000;
/// From so many degrees of freedom on, t is the normal distribution to all digits shown.
const NEARLY_NORMAL: f64 = 1e7;

/// The z that a standard normal number exceeds with chance `tail`; `None` unless `0 < tail < 1`.
pub fn normal_quantile(tail: f64) -> Option<f64> {
    upper_quantile(tail, |z| 0.5 * math::erfc(z * std::f64::consts::FRAC_1_SQRT_2))
}

/// The t that a number of Student's distribution with `degrees` (at least 1) of freedom exceeds with chance `tail`;
/// `None` unless `0 < tail < 1`.
pub fn student_quantile(tail: f64, degrees: f64) -> Option<f64> {
    if degrees.is_nan() || degrees < 1.0 {
        return None;
    }
    if degrees > NEARLY_NORMAL {
        return normal_quantile(tail);
    }
    upper_quantile(tail, |t| 0.5 * incomplete_beta(0.5 * degrees, 0.5, degrees / (degrees + t * t)))
}

/// The chance of at most `k` successes in `n` trials of chance `p`.
pub fn binomial_at_most(k: usize, n: usize, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    incomplete_beta((n - k) as f64, k as f64 + 1.0, 1.0 - p)
}

/// The regularised incomplete beta function I_x(a, b), for `a, b > 0`; `x` is held within 0 and 1.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    let x = x.clamp(0.0, 1.0);
    if x == 0.0 || x == 1.0 {
        return x;
    }
    let front = math::exp(
        math::ln_gamma(a + b) - math::ln_gamma(a) - math::ln_gamma(b) + a * math::ln(x) + b * math::ln_1p(-x),
    );
    // The fraction is quick on the near side of the mean; the other side follows by symmetry.
    let value = if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    };
    value.clamp(0.0, 1.0)
}

/// The continued fraction of the incomplete beta function.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let bounded = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / bounded(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..=MOST_STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / bounded(1.0 + term * d);
            c = bounded(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// Where the chance `beyond` of a distribution symmetric about 0 falls to `tail`.
fn upper_quantile(tail: f64, beyond: impl Fn(f64) -> f64) -> Option<f64> {
    if !(tail > 0.0 && tail < 1.0) {
        return None;
    }
    if tail > 0.5 {
        return upper_quantile(1.0 - tail, beyond).map(|z| -z);
    }
    let (mut low, mut high) = (0.0, 1.0);
    while beyond(high) > tail && high < 1e150 {
        (low, high) = (high, 2.0 * high);
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if beyond(middle) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(0.5 * (low + high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} instead of {expected}");
    }

    /// Abramowitz and Stegun 1964, tables 26.5 and 26.6.
    #[test]
    fn val_normal_quantiles_of_the_tables() {
        for (tail, z) in [(0.025, 1.959_963_985), (0.005, 2.575_829_304), (0.05, 1.644_853_627), (1e-6, 4.753_424_309)]
        {
            near(normal_quantile(tail).unwrap(), z, 1e-8);
            near(normal_quantile(1.0 - tail).unwrap(), -z, 1e-7);
        }
        near(normal_quantile(0.5).unwrap(), 0.0, 1e-12);
    }

    /// The t table of every textbook (Student 1908; here Abramowitz and Stegun 1964, table 26.10).
    #[test]
    fn val_t_quantiles_of_the_tables() {
        let degrees = [1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 120.0];
        let table = [
            (0.25, [1.0, 0.8165, 0.7649, 0.7267, 0.6998, 0.6828, 0.6765]),
            (0.05, [6.3138, 2.9200, 2.3534, 2.0150, 1.8125, 1.6973, 1.6577]),
            (0.025, [12.7062, 4.3027, 3.1824, 2.5706, 2.2281, 2.0423, 1.9799]),
            (0.005, [63.6567, 9.9248, 5.8409, 4.0321, 3.1693, 2.7500, 2.6174]),
            (0.0005, [636.6192, 31.5991, 12.9240, 6.8688, 4.5869, 3.6460, 3.3735]),
        ];
        for (tail, row) in table {
            for (freedom, t) in degrees.into_iter().zip(row) {
                near(student_quantile(tail, freedom).unwrap(), t, 1e-4);
            }
        }
        near(student_quantile(0.025, 1e9).unwrap(), 1.959_964, 1e-6);
        near(student_quantile(0.025, 9.9e6).unwrap(), 1.959_964, 1e-6);
    }

    /// Closed forms: I_x(a, 1) = x^a, and sums of binomial terms by hand.
    #[test]
    fn val_incomplete_beta_and_binomial() {
        near(incomplete_beta(3.0, 1.0, 0.2), 0.008, 1e-15);
        near(incomplete_beta(1.0, 3.0, 0.2), 1.0 - 0.512, 1e-15);
        near(incomplete_beta(2.5, 0.5, 0.3), 0.018_927_124_071_945_66, 1e-14);
        near(binomial_at_most(1, 10, 0.5), 11.0 / 1024.0, 1e-14);
        near(binomial_at_most(5, 10, 0.5), 638.0 / 1024.0, 1e-14);
        near(binomial_at_most(0, 3, 0.1), 0.729, 1e-14);
        assert_eq!(binomial_at_most(10, 10, 0.5), 1.0);
        near(binomial_at_most(49_999, 99_999, 0.5), 0.5, 1e-9);
    }

    #[test]
    fn what_is_no_chance_has_no_quantile() {
        for tail in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(normal_quantile(tail), None);
            assert_eq!(student_quantile(tail, 3.0), None);
        }
        assert_eq!(student_quantile(0.1, 0.5), None);
        assert_eq!(student_quantile(0.1, f64::NAN), None);
        assert_eq!((incomplete_beta(2.0, 2.0, -1.0), incomplete_beta(2.0, 2.0, 7.0)), (0.0, 1.0));
    }
}
