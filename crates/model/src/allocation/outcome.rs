//! What an allocation is worth, and the proof that there is none better.

use super::Problem;
use crate::math;

/// Residual below which an allocation counts as the best.
pub const KKT_TOLERANCE: f64 = 1e-10;
/// Rounding of a coverage, as a share of it: a coverage of a million cannot be told more exactly.
const COVERAGE_ROUNDING: f64 = 4e-15;

/// Effort by area and unit, with its worth and its distance from the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// Hours, `[area][unit]`.
    pub effort_h: Vec<f64>,
    /// Coverage of each area, all units together.
    pub coverage: Vec<f64>,
    /// Probability of detection in each area, given that the object is there.
    pub pod: Vec<f64>,
    /// Probability of each area after a search without result; the rest of the world keeps its part. If the areas' sum
    /// exceeds one they are taken relative to it.
    pub posterior: Vec<f64>,
    /// Probability of success.
    pub pos: f64,
    /// No allocation has a higher probability of success than this (weak duality).
    pub bound: f64,
    /// Gain of one more hour of each unit at its best place; 0 for a unit that can gain nothing.
    pub multiplier_per_h: Vec<f64>,
    /// Hours of each unit that nothing can be gained with.
    pub unused_h: Vec<f64>,
    /// Largest relative shortfall of the gain where effort is spent: `max (lambda_j - gain_ij) / lambda_j` over `t_ij > 0`,
    /// or the share of hours that are neither spent nor useless, whichever is larger.
    pub kkt_residual: f64,
    /// Whether the residual is below [`KKT_TOLERANCE`] and the rounding of the largest coverage.
    pub converged: bool,
    /// Rounds over all units that were made.
    pub rounds: u32,
    /// Changes of the set of pairs searched that were made.
    pub pivots: u32,
}

impl Allocation {
    /// The worth of these hours, `[area][unit]`.
    pub fn of(problem: &Problem<'_>, effort_h: Vec<f64>) -> Self {
        let units = problem.units();
        let coverage: Vec<f64> = (0..problem.areas())
            .map(|i| (0..units).map(|j| problem.rate(i, j) * effort_h[i * units + j]).sum())
            .collect();
        let pod: Vec<f64> = coverage.iter().map(|y| -math::exp_m1(-y)).collect();
        let pos = problem.probability.iter().zip(&pod).map(|(p, pod)| p * pod).sum();
        let total: f64 = problem.probability.iter().sum();
        let left = total.max(1.0) - pos;
        let after = |(p, y): (&f64, &f64)| if left > 0.0 { p * math::exp(-y) / left } else { 0.0 };
        let posterior = problem.probability.iter().zip(&coverage).map(after).collect();
        let ln_left: Vec<f64> = problem.probability.iter().zip(&coverage).map(|(p, y)| ln(*p) - y).collect();
        let ln_multiplier: Vec<f64> = (0..units).map(|j| best_gain(problem, &ln_left, j)).collect();
        let spent = |j: usize| (0..problem.areas()).map(|i| effort_h[i * units + j]).sum::<f64>();
        let unused_h: Vec<f64> = (0..units)
            .map(|j| if ln_multiplier[j] > f64::NEG_INFINITY { 0.0 } else { problem.effort_h[j] - spent(j) })
            .collect();
        let kkt_residual = residual(problem, &effort_h, &ln_left, &ln_multiplier, &unused_h);
        let bound = bound(problem, &coverage, &ln_left, &ln_multiplier, pos);
        Self {
            pod,
            posterior,
            pos,
            bound,
            multiplier_per_h: ln_multiplier.iter().map(|l| math::exp(*l)).collect(),
            unused_h,
            kkt_residual,
            converged: kkt_residual <= KKT_TOLERANCE + COVERAGE_ROUNDING * coverage.iter().copied().fold(0.0, f64::max),
            rounds: 0,
            pivots: 0,
            coverage,
            effort_h,
        }
    }

    /// How much better than this any allocation can be at most, as a share of the bound.
    pub fn relative_gap(&self) -> f64 {
        if self.bound > 0.0 { (self.bound - self.pos).max(0.0) / self.bound } else { 0.0 }
    }
}

/// Logarithm, minus infinity for 0.
pub(super) fn ln(x: f64) -> f64 {
    if x > 0.0 { math::ln(x) } else { f64::NEG_INFINITY }
}

fn best_gain(problem: &Problem<'_>, ln_left: &[f64], unit: usize) -> f64 {
    let gains = ln_left.iter().enumerate().map(|(i, left)| left + ln(problem.rate(i, unit)));
    gains.fold(f64::NEG_INFINITY, f64::max)
}

fn residual(problem: &Problem<'_>, hours: &[f64], ln_left: &[f64], ln_multiplier: &[f64], unused_h: &[f64]) -> f64 {
    let units = problem.units();
    let mut worst = 0.0_f64;
    for j in 0..units {
        let mut spent = 0.0;
        for i in 0..problem.areas() {
            let t = hours[i * units + j];
            spent += t;
            if t > 0.0 {
                worst = worst.max(-math::exp_m1(ln_left[i] + ln(problem.rate(i, j)) - ln_multiplier[j]));
            }
        }
        if problem.effort_h[j] > 0.0 {
            worst = worst.max((problem.effort_h[j] - spent - unused_h[j]).abs() / problem.effort_h[j]);
        }
    }
    worst
}

/// The lower of two bounds: the dual function at the multipliers, and the linear one (Frank and Wolfe) at the allocation.
fn bound(problem: &Problem<'_>, y: &[f64], ln_left: &[f64], ln_multiplier: &[f64], pos: f64) -> f64 {
    let units = problem.units();
    let prices: f64 = ln_multiplier.iter().zip(problem.effort_h).map(|(l, t)| math::exp(*l) * t).sum();
    let (mut dual, mut earned) = (prices, 0.0);
    for (i, p) in problem.probability.iter().enumerate() {
        let ceiling = |j: usize| ln_multiplier[j] - ln(problem.rate(i, j));
        let reached = (0..units).filter(|j| problem.rate(i, *j) > 0.0).map(ceiling).fold(ln(*p), f64::min);
        if *p > 0.0 {
            let depth = ln(*p) - reached;
            // p - mu (1 + ln(p / mu)) without loss of digits; a depth beyond all numbers leaves p.
            dual += p * (-math::exp_m1(-depth) - depth.min(1e6) * math::exp(-depth));
        }
        earned += math::exp(ln_left[i]) * y[i];
    }
    let total: f64 = problem.probability.iter().sum();
    // Rounding must not put the bound below what is reached.
    dual.min(pos + (prices - earned).max(0.0)).min(total).max(pos)
}
