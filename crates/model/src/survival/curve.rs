//! A log-normal survival curve.

use crate::math;
use crate::rng::Draw;
use serde::{Deserialize, Serialize};

/// The share of people alive after a time: log-normal about a median.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalCurve {
    /// Time after which half are alive, seconds.
    pub median_s: f64,
    /// Standard deviation of the natural logarithm of the time.
    pub spread: f64,
}

impl SurvivalCurve {
    /// Share alive after `time_s` seconds, 1 at the start and falling.
    pub fn alive_fraction(&self, time_s: f64) -> f64 {
        if time_s <= 0.0 {
            return 1.0;
        }
        let deviations = math::ln(time_s / self.median_s) / self.spread;
        0.5 * (1.0 - math::erf(deviations * std::f64::consts::FRAC_1_SQRT_2))
    }

    /// How long one person lives, seconds; takes one normal number.
    pub fn time_s(&self, draw: &mut Draw) -> f64 {
        self.median_s * math::exp(self.spread * draw.normal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Purpose;

    const CURVE: SurvivalCurve = SurvivalCurve { median_s: 7200.0, spread: 0.5 };

    #[test]
    fn half_are_alive_at_the_median() {
        assert_eq!(CURVE.alive_fraction(0.0), 1.0);
        assert_eq!(CURVE.alive_fraction(7200.0), 0.5);
        // One deviation: 15.87 % of a normal lie above.
        assert!((CURVE.alive_fraction(7200.0 * math::exp(0.5)) - 0.158_655).abs() < 1e-6);
    }

    #[test]
    fn drawn_times_follow_the_curve() {
        let n = 20_000_u64;
        let alive = (0..n).filter(|id| CURVE.time_s(&mut Draw::new(5, Purpose::Survival, *id, 0)) > 10_000.0).count();
        assert!((alive as f64 / n as f64 - CURVE.alive_fraction(10_000.0)).abs() < 0.01);
    }
}
