//! The best search of a moving object, period by period.
//!
//! The object follows one of many weighted paths through cells. Each period has its own effort. By Brown's algorithm every
//! period in turn is given its best distribution with the effort of all others held: the paths that the others would miss,
//! gathered by the cell they are in, make a still problem that [`super::charnes_cooper`] solves. POS never falls, and comes to the
//! best; how near it is, the linear bound (Washburn) tells at every step.
//!
//! # References
//! Brown 1980, "Optimal search for a moving target in discrete time and space", Operations Research 28, p. 1275; Washburn 1981,
//! "An upper bound useful in optimizing search for a moving target", Operations Research 29, p. 1227.

use super::charnes_cooper::fill;
use super::outcome::ln;
use crate::math;

/// Rounds over all periods that are made at most.
pub const MOST_ROUNDS: u32 = 500;
/// Share of the bound at which the rounds end.
const GAP: f64 = 1e-9;
/// Marks a period in which a path is in no cell.
pub const OUTSIDE: u32 = u32::MAX;

/// Weighted paths of the object.
#[derive(Clone, Copy, Debug)]
pub struct Paths<'a> {
    /// Cell of each path in each period, `[path][period]`; [`OUTSIDE`] or beyond the last cell: in none.
    pub cells: &'a [u32],
    /// Probability of each path.
    pub weights: &'a [f64],
}

/// Effort by period and cell.
#[derive(Clone, Debug, PartialEq)]
pub struct MovingPlan {
    /// Hours, `[period][cell]`.
    pub effort_h: Vec<f64>,
    /// Probability of success.
    pub pos: f64,
    /// No plan with the same effort in each period exceeds this.
    pub bound: f64,
    /// Rounds made.
    pub rounds: u32,
}

/// The best effort by period and cell. None when lists do not fit, or a number is negative or none.
///
/// `rate_per_h` is the coverage an hour in each cell, `effort_h` the hours of each period.
///
/// # References
/// Brown 1980; Washburn 1981.
pub fn solve(paths: &Paths<'_>, rate_per_h: &[f64], effort_h: &[f64]) -> Option<MovingPlan> {
    let (cells, periods) = (rate_per_h.len(), effort_h.len());
    let numbers = paths.weights.iter().chain(rate_per_h).chain(effort_h);
    let sane = numbers.into_iter().all(|n| (0.0..=super::LARGEST).contains(n));
    if !sane || cells == 0 || periods == 0 || Some(paths.cells.len()) != paths.weights.len().checked_mul(periods) {
        return None;
    }
    let cell = |path: usize, period: usize| Some(paths.cells[path * periods + period] as usize).filter(|c| *c < cells);
    let mut hours = vec![0.0; periods * cells];
    // Coverage of each path over all periods.
    let mut covered = vec![0.0; paths.weights.len()];
    let mut plan = MovingPlan { effort_h: Vec::new(), pos: 0.0, bound: f64::INFINITY, rounds: 0 };
    while plan.rounds == 0 || (plan.rounds < MOST_ROUNDS && plan.bound - plan.pos > GAP * plan.bound) {
        plan.rounds += 1;
        for (period, most_h) in effort_h.iter().enumerate() {
            let own = period * cells..(period + 1) * cells;
            let mut left = vec![0.0; cells];
            for (path, weight) in paths.weights.iter().enumerate() {
                if let Some(c) = cell(path, period) {
                    covered[path] = (covered[path] - rate_per_h[c] * hours[own.start + c]).max(0.0);
                    left[c] += weight * math::exp(-covered[path]);
                }
            }
            let gains: Vec<f64> = left.iter().zip(rate_per_h).map(|(left, rate)| ln(*left) + ln(*rate)).collect();
            if *most_h > 0.0 {
                fill(&gains, rate_per_h, *most_h, &mut hours[own.clone()]);
            }
            for (path, covered) in covered.iter_mut().enumerate() {
                if let Some(c) = cell(path, period) {
                    *covered += rate_per_h[c] * hours[own.start + c];
                }
            }
        }
        plan.pos = paths.weights.iter().zip(&covered).map(|(weight, y)| -weight * math::exp_m1(-y)).sum();
        plan.bound = plan.bound.min(plan.pos + gap(paths, rate_per_h, effort_h, &hours, &covered));
    }
    plan.effort_h = hours;
    Some(plan)
}

/// What the gains of the first order promise at most: each period moves all its hours to its best cell.
fn gap(paths: &Paths<'_>, rate_per_h: &[f64], effort_h: &[f64], hours: &[f64], covered: &[f64]) -> f64 {
    let (cells, periods) = (rate_per_h.len(), effort_h.len());
    let mut gain = vec![0.0; periods * cells];
    for (path, weight) in paths.weights.iter().enumerate() {
        let left = weight * math::exp(-covered[path]);
        for period in 0..periods {
            let cell = paths.cells[path * periods + period] as usize;
            if cell < cells {
                gain[period * cells + cell] += left * rate_per_h[cell];
            }
        }
    }
    let promised = |period: usize| {
        let own = period * cells..(period + 1) * cells;
        let most = gain[own.clone()].iter().copied().fold(0.0, f64::max);
        let earned: f64 = gain[own.clone()].iter().zip(&hours[own]).map(|(gain, hours)| gain * hours).sum();
        most * effort_h[period] - earned
    };
    (0..periods).map(promised).sum::<f64>().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::{Problem, allocate};
    use crate::rng::{Draw, Purpose};

    /// An object that stays where it is: all periods together are one still search.
    #[test]
    fn val_a_still_object_is_charnes_and_cooper() {
        let (p, rate, effort) = ([0.5, 0.3, 0.2], [0.1, 0.2, 0.05], [4.0, 1.0, 7.0]);
        let cells: Vec<u32> = (0..3).flat_map(|cell| [cell; 3]).collect();
        let plan = solve(&Paths { cells: &cells, weights: &p }, &rate, &effort).expect("good numbers");
        let still = allocate(&Problem { probability: &p, rate_per_h: &rate, effort_h: &[12.0] }).expect("good numbers");
        assert!((plan.pos / still.pos - 1.0).abs() < 1e-8 && plan.bound >= still.pos * (1.0 - 1e-12), "{plan:?}");
    }

    /// A walk on a line: the plan is as good as its bound, and no random plan is better.
    #[test]
    fn prop_no_other_plan_is_better() {
        let (cells, periods, paths) = (9, 4, 300);
        let mut draw = Draw::new(1, Purpose::Misc, 0, 0);
        let mut ways = Vec::new();
        for _ in 0..paths {
            let mut at = 4_i64;
            for _ in 0..periods {
                at += i64::from(draw.below(3)) - 1;
                ways.push(u32::try_from(at).unwrap_or(OUTSIDE));
            }
        }
        let weights = vec![1.0 / f64::from(paths); paths as usize];
        let (rate, effort) = (vec![0.4; cells], vec![2.0; periods]);
        let plan = solve(&Paths { cells: &ways, weights: &weights }, &rate, &effort).expect("good numbers");
        assert!(plan.bound >= plan.pos && plan.bound - plan.pos < 1e-6 * plan.bound, "{} {}", plan.pos, plan.bound);
        for _ in 0..200 {
            let mut hours: Vec<f64> = (0..cells * periods).map(|_| draw.exponential()).collect();
            hours.chunks_mut(cells).for_each(|own| {
                let sum: f64 = own.iter().sum();
                own.iter_mut().for_each(|h| *h *= 2.0 / sum);
            });
            let missed = |way: &[u32]| {
                let coverage =
                    way.iter().enumerate().map(|(t, c)| hours.get(t * cells + *c as usize).map_or(0.0, |h| 0.4 * h));
                math::exp(-coverage.sum::<f64>())
            };
            let pos = 1.0 - ways.chunks(periods).map(missed).sum::<f64>() / f64::from(paths);
            assert!(pos <= plan.pos + 1e-9, "{pos} {}", plan.pos);
        }
    }

    #[test]
    fn bad_problems_are_refused() {
        let paths = Paths { cells: &[0, 1], weights: &[1.0] };
        assert!(solve(&paths, &[0.1, 0.1], &[1.0]).is_none());
        assert!(solve(&paths, &[0.1, f64::NAN], &[1.0, 1.0]).is_none() && solve(&paths, &[], &[1.0, 1.0]).is_none());
        let outside = Paths { cells: &[OUTSIDE, 7], weights: &[1.0] };
        assert_eq!(solve(&outside, &[0.1, 0.1], &[1.0, 1.0]).map(|plan| plan.pos), Some(0.0));
    }
}
