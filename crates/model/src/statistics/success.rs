//! The success curve: the share of runs that found by a time, and the time to find.

use super::{Confidence, Estimate, Interval, distribution::normal_quantile, mean, proportion};

/// The share of runs that had found by each time.
///
/// Every run is watched for the same length, and none drops out before. The estimate of Kaplan and Meier (1958), made for
/// runs that drop out at different times, then is the plain share of runs that found by each time (each factor is what is
/// left over what was left, and the product telescopes), and its interval is that of a share: Wilson's.
#[derive(Clone, Debug, PartialEq)]
pub struct SuccessCurve {
    /// A step up at each time at which a run found, in rising order.
    pub steps: Vec<Step>,
    /// Runs, whether they found or not.
    pub runs: usize,
    /// How long each run was watched, seconds.
    pub length_s: f64,
    /// Interval of the share before the first step.
    pub before: Interval,
}

/// One step up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Seconds from the start.
    pub t_s: f64,
    /// Share of runs that had found by then.
    pub share: f64,
    /// Wilson's interval of that share. It holds at each time alone, not for the whole curve at once.
    pub interval: Interval,
}

impl SuccessCurve {
    /// The curve of runs that found at `found_s` seconds, `None` those that did not within `length_s`. `None` without runs.
    pub fn new(found_s: &[Option<f64>], length_s: f64, confidence: Confidence) -> Option<Self> {
        let runs = found_s.len();
        let mut times: Vec<f64> = found_s.iter().filter_map(|t| within(*t, length_s)).collect();
        times.sort_by(f64::total_cmp);
        let z = normal_quantile(confidence.tail())?;
        let before = proportion::of_quantile(0, runs, z)?.interval?;
        let mut steps: Vec<Step> = Vec::new();
        for (k, &t_s) in times.iter().enumerate() {
            if times.get(k + 1) == Some(&t_s) {
                continue;
            }
            let share = proportion::of_quantile(k + 1, runs, z)?;
            steps.push(Step { t_s, share: share.value, interval: share.interval? });
        }
        Some(Self { steps, runs, length_s, before })
    }

    /// Share of runs that had found by a time, with its interval.
    pub fn at(&self, t_s: f64) -> Estimate {
        let step = self.steps[..self.steps.partition_point(|step| step.t_s <= t_s)].last();
        let (value, interval) = step.map_or((0.0, self.before), |step| (step.share, step.interval));
        Estimate { value, interval: Some(interval), runs: self.runs }
    }

    /// The first time by which this share of the runs had found; `None` when it was not reached.
    pub fn reaches(&self, share: f64) -> Option<f64> {
        self.steps.iter().find(|step| step.share >= share).map(|step| step.t_s)
    }
}

/// Times to find in which a run that did not find counts with the whole length.
pub fn restricted(found_s: &[Option<f64>], length_s: f64) -> Vec<f64> {
    found_s.iter().map(|t| within(*t, length_s).unwrap_or(length_s)).collect()
}

/// The restricted mean time to find, seconds: the mean of [`restricted`] times, which is the area over the success curve.
///
/// # References
/// Royston and Parmar 2013, "Restricted mean survival time".
pub fn restricted_mean(found_s: &[Option<f64>], length_s: f64, confidence: Confidence) -> Option<Estimate> {
    mean::mean(&restricted(found_s, length_s), confidence)
}

fn within(t_s: Option<f64>, length_s: f64) -> Option<f64> {
    t_s.filter(|t| (0.0..=length_s).contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kaplan and Meier's product over the same times, without withdrawals.
    fn kaplan_meier(times: &[f64], runs: usize) -> Vec<f64> {
        let mut left = runs as f64;
        let mut survival = 1.0;
        let mut out = Vec::new();
        for _ in times {
            survival *= (left - 1.0) / left;
            left -= 1.0;
            out.push(1.0 - survival);
        }
        out
    }

    #[test]
    fn val_the_curve_is_that_of_kaplan_and_meier() {
        let times = [600.0, 1200.0, 1800.0, 5000.0, 7200.0];
        let found: Vec<_> = times.into_iter().map(Some).chain([None, None, None]).collect();
        let curve = SuccessCurve::new(&found, 7200.0, Confidence::USUAL).unwrap();
        for (step, product) in curve.steps.iter().zip(kaplan_meier(&times, 8)) {
            assert!((step.share - product).abs() < 1e-12);
            assert!(step.interval.holds(step.share));
        }
        assert_eq!(curve.steps.len(), 5);
        assert_eq!((curve.at(0.0).value, curve.at(1200.0).value, curve.at(1e9).value), (0.0, 0.25, 0.625));
        assert_eq!((curve.reaches(0.5), curve.reaches(0.7)), (Some(5000.0), None));
        // The area over the curve, by hand.
        let area: f64 = times.iter().sum::<f64>() + 3.0 * 7200.0;
        let mean = restricted_mean(&found, 7200.0, Confidence::USUAL).unwrap();
        assert!((mean.value - area / 8.0).abs() < 1e-9);
    }

    #[test]
    fn runs_that_find_together_make_one_step_and_what_is_no_time_is_no_find() {
        let found = [Some(60.0), Some(60.0), Some(f64::NAN), Some(-1.0), Some(9e9), None];
        let curve = SuccessCurve::new(&found, 100.0, Confidence::USUAL).unwrap();
        assert_eq!((curve.steps.len(), curve.runs), (1, 6));
        assert!((curve.at(60.0).value - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(restricted(&found, 100.0), [60.0, 60.0, 100.0, 100.0, 100.0, 100.0]);
        assert_eq!(SuccessCurve::new(&[], 100.0, Confidence::USUAL), None);
        let none = SuccessCurve::new(&[None], 100.0, Confidence::USUAL).unwrap();
        assert!(none.steps.is_empty() && none.at(50.0).interval.unwrap().high > 0.7);
    }
}
