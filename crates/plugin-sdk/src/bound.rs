//! Least and greatest values by one comparison.
//!
//! `f64::max` and `min` also ask whether either side is NaN, and in WebAssembly each question is a jump of its own: a step
//! of patrol vessels is 5 % shorter without (crates/README.md).

/// A number kept within bounds, which must be numbers themselves; NaN becomes the bound.
///
/// ```
/// use sarex_plugin_sdk::Bound;
/// assert_eq!(12.0.at_most(10.0).at_least(0.5), 10.0);
/// assert_eq!(f64::NAN.at_least(0.5), 0.5);
/// ```
pub trait Bound: Copy {
    /// Itself, but `low` when it is less.
    #[must_use]
    fn at_least(self, low: Self) -> Self;
    /// Itself, but `high` when it is more.
    #[must_use]
    fn at_most(self, high: Self) -> Self;
}

impl Bound for f64 {
    #[inline]
    fn at_least(self, low: f64) -> f64 {
        if self > low { self } else { low }
    }

    #[inline]
    fn at_most(self, high: f64) -> f64 {
        if self < high { self } else { high }
    }
}
