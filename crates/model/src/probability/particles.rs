//! Drift elements searched by moving units: what each leg could have seen of each element, the motion of both included.
//!
//! An element's chance to be missed by all legs so far is `exp(-F)` with F its detection potential (see
//! [`crate::detection`]). If the sweep width is not known exactly, its error is common to all legs: they are not
//! independent, and the chance to be missed is the mean of `exp(-f^2 F)` over the factor f of the sweep width.
//!
//! # References
//! reference/sar-science.md, section 3.5 (weights of particles, correlated detection).

use crate::detection::pass_potential;
use crate::math;
use crate::position::Vec2;

/// The way of an element in a frame of metres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion {
    /// Times in seconds, rising.
    pub times_s: Vec<f64>,
    /// Place at each time.
    pub places: Vec<Vec2>,
    /// Speed before the first and after the last time, metres a second.
    pub drift_mps: Vec2,
    /// Before this time it is not in the water and cannot be seen.
    pub afloat_from_s: f64,
}

impl Motion {
    /// Where it is; none when it has no place at all.
    pub fn at(&self, time_s: f64) -> Option<Vec2> {
        let next = self.times_s.partition_point(|t| *t <= time_s);
        if next == 0 {
            let first = *self.places.first()?;
            return Some(first + self.drift_mps * (time_s - self.times_s[0]));
        }
        let (t0, from) = (self.times_s[next - 1], *self.places.get(next - 1)?);
        Some(match (self.times_s.get(next), self.places.get(next)) {
            (Some(t1), Some(to)) => from + (*to - from) * ((time_s - t0) / (t1 - t0)),
            _ => from + self.drift_mps * (time_s - t0),
        })
    }
}

/// A straight leg of a searching unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Begin and end, seconds.
    pub time_s: [f64; 2],
    /// Place at begin and end.
    pub place: [Vec2; 2],
    /// Sweep width against this element, metres.
    pub sweep_width_m: f64,
    /// Nothing is seen farther away, metres.
    pub max_range_m: f64,
}

impl Leg {
    fn at(&self, time_s: f64) -> Vec2 {
        let length = self.time_s[1] - self.time_s[0];
        let share = if length > 0.0 { (time_s - self.time_s[0]) / length } else { 0.0 };
        self.place[0] + (self.place[1] - self.place[0]) * share
    }

    /// Detection potential of an element along this leg, piece by piece between the element's times.
    pub fn potential(&self, motion: &Motion) -> f64 {
        let (begin, end) = (self.time_s[0].max(motion.afloat_from_s), self.time_s[1]);
        if end.is_nan() || end <= begin {
            return 0.0;
        }
        let from = motion.times_s.partition_point(|t| *t <= begin);
        let inner = motion.times_s[from..].iter().copied().take_while(|t| *t < end);
        let mut sum = 0.0;
        let mut last = begin;
        for time in inner.chain([end]) {
            if let (Some(a), Some(b)) = (motion.at(last), motion.at(time)) {
                sum += pass_potential(self.sweep_width_m, a - self.at(last), b - self.at(time), self.max_range_m);
            }
            last = time;
        }
        sum
    }
}

/// Uncertainty of the sweep width common to all legs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Factors of the potential and their weights.
    points: [(f64, f64); 3],
}

impl Correlation {
    /// Legs independent of one another: the sweep width is exact.
    pub const NONE: Self = Self { points: [(1.0, 1.0), (1.0, 0.0), (1.0, 0.0)] };

    /// The sweep width is normally distributed with this relative deviation, 0 to 0.5; three points of Gauss and Hermite
    /// (exact for means and deviations): factors `1` and `1 -+ sqrt(3) sd`, weights 2/3 and 1/6.
    pub fn of_sweep_width(relative_deviation: f64) -> Self {
        let off = 3.0_f64.sqrt() * relative_deviation.clamp(0.0, 0.5);
        let point = |factor: f64, weight: f64| (factor * factor, weight);
        Self { points: [point(1.0, 2.0 / 3.0), point(1.0 - off, 1.0 / 6.0), point(1.0 + off, 1.0 / 6.0)] }
    }

    /// Chance that all legs together miss an element with this potential.
    pub fn missed(&self, potential: f64) -> f64 {
        self.points
            .iter()
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(f, weight)| weight * math::exp(-f * potential))
            .sum()
    }
}

/// What a leg was worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegWorth {
    /// Probability of success of the leg, given that those before found nothing.
    pub pos: f64,
    /// Probability that this leg or one before succeeds.
    pub cumulative_pos: f64,
}

/// Elements under search.
#[derive(Clone, Debug)]
pub struct Elements {
    /// Their ways.
    pub motions: Vec<Motion>,
    /// Their weights before any leg; they and the rest of the world add up to one.
    pub weights: Vec<f64>,
    /// Detection potential of each so far.
    pub potentials: Vec<f64>,
    /// How legs depend on one another.
    pub correlation: Correlation,
    missed: f64,
}

impl Elements {
    /// Elements before any search; weights must be finite and not negative and `rest_of_world` from 0 to 1. None when no
    /// weight is above 0, or lists differ in length.
    pub fn new(motions: Vec<Motion>, weights: &[f64], rest_of_world: f64, correlation: Correlation) -> Option<Self> {
        let total: f64 = weights.iter().sum();
        let good = weights.iter().all(|w| *w >= 0.0) && total > 0.0 && total.is_finite();
        if !good || motions.len() != weights.len() || !(0.0..=1.0).contains(&rest_of_world) {
            return None;
        }
        let weights: Vec<f64> = weights.iter().map(|w| w / total * (1.0 - rest_of_world)).collect();
        Some(Self { potentials: vec![0.0; weights.len()], motions, weights, correlation, missed: 1.0 })
    }

    /// Takes a leg without result into account.
    pub fn search(&mut self, leg: &Leg) -> LegWorth {
        let mut lost = 0.0;
        for ((motion, weight), sum) in self.motions.iter().zip(&self.weights).zip(&mut self.potentials) {
            let potential = leg.potential(motion);
            if potential > 0.0 {
                // Differences, not totals: a leg of small worth keeps its digits.
                lost += weight * (self.correlation.missed(*sum) - self.correlation.missed(*sum + potential));
                *sum += potential;
            }
        }
        let pos = if self.missed > 0.0 { (lost / self.missed).clamp(0.0, 1.0) } else { 0.0 };
        self.missed = (self.missed - lost).max(0.0);
        LegWorth { pos, cumulative_pos: 1.0 - self.missed }
    }

    /// Weight of each element after the legs so far; they and the rest of the world add up to one. All 0 when nothing
    /// can be left.
    pub fn posterior(&self) -> Vec<f64> {
        let scale = if self.missed > 0.0 { 1.0 / self.missed } else { 0.0 };
        let after = |(w, f): (&f64, &f64)| w * self.correlation.missed(*f) * scale;
        self.weights.iter().zip(&self.potentials).map(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detection::lateral_range_probability;

    fn still(east_m: f64) -> Motion {
        Motion { times_s: vec![0.0], places: vec![Vec2::new(east_m, 0.0)], ..Motion::default() }
    }

    fn north(sweep_width_m: f64) -> Leg {
        let place = [Vec2::new(0.0, -1e6), Vec2::new(0.0, 1e6)];
        Leg { time_s: [0.0, 1e4], place, sweep_width_m, max_range_m: 1e9 }
    }

    /// A straight pass finds with the lateral range probability, and two passes with that of independent looks.
    #[test]
    fn val_a_pass_is_the_lateral_range_law() {
        let mut one = Elements::new(vec![still(700.0)], &[2.0], 0.0, Correlation::NONE).expect("good numbers");
        let p = lateral_range_probability(1000.0, 700.0);
        let first = one.search(&north(1000.0));
        assert!((first.pos / p - 1.0).abs() < 1e-6);
        let second = one.search(&north(1000.0));
        assert!((second.pos / p - 1.0).abs() < 1e-6);
        assert!((second.cumulative_pos - (1.0 - (1.0 - p) * (1.0 - p))).abs() < 1e-6);
    }

    /// An element that drifts along with the unit is hardly passed; a way cut into pieces is the same way.
    #[test]
    fn relative_motion_counts() {
        let leg = north(1000.0);
        let alongside = Motion {
            times_s: vec![0.0],
            places: vec![Vec2::new(500.0, 0.0)],
            drift_mps: Vec2::new(0.0, 200.0),
            ..Motion::default()
        };
        assert!(leg.potential(&alongside) < 1e-3);
        let cut = Motion {
            times_s: (0..=100).map(|k| f64::from(k) * 100.0).collect(),
            places: (0..=100).map(|k| Vec2::new(500.0, f64::from(k) * 3.0)).collect(),
            ..Motion::default()
        };
        let whole = Motion {
            times_s: vec![0.0],
            places: vec![Vec2::new(500.0, 0.0)],
            drift_mps: Vec2::new(0.0, 0.03),
            ..Motion::default()
        };
        assert!((leg.potential(&cut) / leg.potential(&whole) - 1.0).abs() < 1e-9);
        let late = Motion { afloat_from_s: 9_000.0, ..whole };
        assert!(leg.potential(&late) < 1e-3);
    }

    /// Rest of the world and sums; a common error of the sweep width makes repeated passes worth less.
    #[test]
    fn prop_weights_add_up_and_correlation_costs() {
        let worth = |correlation| {
            let ways = (0..50).map(|k| still(f64::from(k) * 8.0)).collect();
            let mut elements = Elements::new(ways, &[1.0; 50], 0.2, correlation).expect("good numbers");
            let last = (0..6).map(|_| elements.search(&north(800.0))).last().expect("good numbers");
            let left: f64 = elements.posterior().iter().sum();
            assert!((left + 0.2 / (1.0 - last.cumulative_pos) - 1.0).abs() < 1e-12);
            last.cumulative_pos
        };
        let (independent, same) = (worth(Correlation::NONE), worth(Correlation::of_sweep_width(0.0)));
        assert!((independent - same).abs() < 1e-12);
        assert!(worth(Correlation::of_sweep_width(0.4)) < independent - 0.01);
    }

    #[test]
    fn bad_elements_are_refused() {
        let new = |weights: &[f64], rest| Elements::new(vec![still(1.0)], weights, rest, Correlation::NONE).is_some();
        assert!(
            new(&[1.0], 0.0)
                && !new(&[0.0], 0.0)
                && !new(&[f64::NAN], 0.0)
                && !new(&[1.0], 1.5)
                && !new(&[1.0, 1.0], 0.0)
        );
        assert_eq!(Motion::default().at(3.0), None);
        assert_eq!(north(10.0).potential(&Motion::default()), 0.0);
    }
}
