//! Expected survivors of a search plan.

use super::SurvivalCurve;

/// A time at which a person may be found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FindChance {
    /// Seconds since the incident.
    pub time_s: f64,
    /// Chance that the person is found at this time and not before; those of a plan sum to at most 1.
    pub chance: f64,
}

/// Chance that a person is found alive: the sum over the find times of find chance times share alive.
///
/// # References
/// reference/sar-science.md, section 5: the integral of find density times survival.
pub fn found_alive(curve: &SurvivalCurve, finds: &[FindChance]) -> f64 {
    finds.iter().map(|find| find.chance * curve.alive_fraction(find.time_s)).sum()
}

impl SurvivalCurve {
    /// Time in seconds after which only this share is alive; 0 for 1 and more, infinite for 0 and less.
    ///
    /// # References
    /// Quantile of the log-normal by bisection of [`SurvivalCurve::alive_fraction`].
    pub fn time_at_fraction_s(&self, fraction: f64) -> f64 {
        if fraction >= 1.0 {
            return 0.0;
        }
        if fraction.is_nan() || fraction <= 0.0 {
            return f64::INFINITY;
        }
        let (mut low, mut high) = (-12.0, 12.0);
        let time = |deviations: f64| self.median_s * crate::math::exp(self.spread * deviations);
        for _ in 0..80 {
            let mid = 0.5 * (low + high);
            if self.alive_fraction(time(mid)) > fraction { low = mid } else { high = mid }
        }
        time(0.5 * (low + high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: SurvivalCurve = SurvivalCurve { median_s: 7200.0, spread: 0.5 };

    /// Normal quantiles: 10 % lie above 1.28155 deviations, 50 % above none.
    #[test]
    fn val_times_at_fractions() {
        assert!((CURVE.time_at_fraction_s(0.5) / 7200.0 - 1.0).abs() < 1e-9);
        let tenth = 7200.0 * crate::math::exp(0.5 * 1.281_551_6);
        assert!((CURVE.time_at_fraction_s(0.1) / tenth - 1.0).abs() < 1e-6);
        assert_eq!((CURVE.time_at_fraction_s(1.0), CURVE.time_at_fraction_s(0.0)), (0.0, f64::INFINITY));
    }

    /// 0.4 found at the median and 0.2 at once: 0.4 x 0.5 + 0.2 = 0.4, by hand.
    #[test]
    fn val_found_alive_by_hand() {
        let finds = [FindChance { time_s: 7200.0, chance: 0.4 }, FindChance { time_s: 0.0, chance: 0.2 }];
        assert!((found_alive(&CURVE, &finds) - 0.4).abs() < 1e-12);
        assert_eq!(found_alive(&CURVE, &[]), 0.0);
    }
}
