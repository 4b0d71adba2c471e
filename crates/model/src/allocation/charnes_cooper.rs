//! One unit over many areas: exact.
//!
//! Effort goes where `p_i w_i exp(-w_i t_i)`, the gain of the next hour, is highest, until all areas that are searched have
//! one gain `lambda`: `t_i = max(0, ln(p_i w_i / lambda) / w_i)`. Sorted by `p_i w_i`, the areas join one after the other,
//! and `lambda` follows in closed form. Everything is done in logarithms, so that no effort is too large.
//!
//! # References
//! Charnes and Cooper 1958, "The theory of search: optimum distribution of search effort", Management Science 5, p. 44.

use super::{Allocation, Problem};
use crate::math;

/// Hours of each area of one unit, and the logarithm of the common gain of the areas searched.
///
/// `ln_gain` is the logarithm of the gain of the first hour (`ln p_i w_i`; minus infinity where there is nothing to gain),
/// `rate` the coverage an hour. Without anything to gain no hour is spent and the common gain is minus infinity.
pub fn fill(ln_gain: &[f64], rate: &[f64], effort_h: f64, hours: &mut [f64]) -> f64 {
    hours.fill(0.0);
    let mut order: Vec<usize> = (0..ln_gain.len()).filter(|i| ln_gain[*i] > f64::NEG_INFINITY).collect();
    order.sort_by(|a, b| ln_gain[*b].total_cmp(&ln_gain[*a]).then(a.cmp(b)));
    let Some(&first) = order.first() else { return f64::NEG_INFINITY };
    // Hours that bring all areas so far down to the gain of the last one, and hours for one more step of the logarithm.
    let (mut spent, mut hours_per_step, mut level, mut searched) = (0.0, 0.0, ln_gain[first], 0);
    for &area in &order {
        let needed = spent + (level - ln_gain[area]) * hours_per_step;
        if searched > 0 && needed >= effort_h {
            break;
        }
        (spent, level) = (needed, ln_gain[area]);
        hours_per_step += 1.0 / rate[area];
        searched += 1;
    }
    let common = level - (effort_h - spent).max(0.0) / hours_per_step;
    let mut total = 0.0;
    for &area in &order[..searched] {
        hours[area] = ((ln_gain[area] - common) / rate[area]).max(0.0);
        total += hours[area];
    }
    // Rounding only: the hours are spent to the last bit that matters.
    if total > 0.0 {
        for &area in &order[..searched] {
            hours[area] *= effort_h / total;
        }
    }
    common
}

/// The best allocation of one unit; the problem has been checked and has one unit.
pub(super) fn solve(problem: &Problem<'_>) -> Allocation {
    let gain = |(p, w): (&f64, &f64)| if p * w > 0.0 { math::ln(*p) + math::ln(*w) } else { f64::NEG_INFINITY };
    let ln_gain: Vec<f64> = problem.probability.iter().zip(problem.rate_per_h).map(gain).collect();
    let mut hours = vec![0.0; problem.areas()];
    if problem.effort_h[0] > 0.0 {
        fill(&ln_gain, problem.rate_per_h, problem.effort_h[0], &mut hours);
    }
    Allocation::of(problem, hours)
}
