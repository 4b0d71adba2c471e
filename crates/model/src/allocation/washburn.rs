//! Several units over many areas.
//!
//! Washburn's rounds: each unit in turn fills the areas as if it were alone, with what the others leave. Every step lowers
//! the chance to miss, and the rounds come to the best, but slowly where units nearly tie. So after some rounds the exact
//! best over the pairs found is taken ([`super::forest`]), and single pairs enter and leave until no pair promises a
//! gain. Every step is bounded in number; what has not settled is returned with its gap.
//!
//! # References
//! Washburn 1995, "Finite methods for a nonlinear allocation problem", JOTA 85, p. 705.

use super::charnes_cooper::fill;
use super::forest::Forest;
use super::outcome::ln;
use super::{Allocation, Problem};

/// Rounds before each exact search. More make its start better and cost more.
const ROUNDS: u32 = 12;
/// Exact searches that are begun.
const SEARCHES: u32 = 24;
/// Gain over the common one, in logarithms, that is rounding.
const ROUNDING: f64 = 1e-12;
/// Area and unit pairs above which only rounds are made: the trees cost their square.
const MOST_FOR_TREES: usize = 40_000;

/// The best allocation of several units; the problem has been checked.
pub(super) fn solve(problem: &Problem<'_>) -> Allocation {
    let mut hours = vec![0.0; problem.rate_per_h.len()];
    let (mut rounds, mut pivots) = (0, 0);
    let mut best: Option<Allocation> = None;
    for search in 0..SEARCHES {
        // Later searches begin where the one before stood still, after ever more rounds.
        let count = ROUNDS << search.min(6);
        (0..count).for_each(|_| round(problem, &mut hours));
        rounds += count;
        if problem.rate_per_h.len() <= MOST_FOR_TREES {
            pivots += exact(problem, &mut hours);
        }
        let found = Allocation::of(problem, hours.clone());
        let better = best.as_ref().is_none_or(|best| {
            found.converged || found.pos > best.pos || (found.pos == best.pos && found.kkt_residual < best.kkt_residual)
        });
        let done = found.converged;
        if better {
            best = Some(found);
        }
        if done {
            break;
        }
    }
    let best = best.unwrap_or_else(|| Allocation::of(problem, hours));
    Allocation { rounds, pivots, ..best }
}

/// Every unit in turn fills the areas with what the others leave.
fn round(problem: &Problem<'_>, hours: &mut [f64]) {
    let (areas, units) = (problem.areas(), problem.units());
    let (mut gain, mut rate, mut own) = (vec![0.0; areas], vec![0.0; areas], vec![0.0; areas]);
    for unit in (0..units).filter(|unit| problem.effort_h[*unit] > 0.0) {
        for area in 0..areas {
            rate[area] = problem.rate(area, unit);
            let others = (0..units).filter(|other| *other != unit);
            let covered: f64 = others.map(|other| problem.rate(area, other) * hours[area * units + other]).sum();
            gain[area] = ln(problem.probability[area]) + ln(rate[area]) - covered;
        }
        fill(&gain, &rate, problem.effort_h[unit], &mut own);
        own.iter().enumerate().for_each(|(area, t)| hours[area * units + unit] = *t);
    }
}

/// The exact best, pair by pair; returns the number of changes made.
fn exact(problem: &Problem<'_>, hours: &mut Vec<f64>) -> u32 {
    let mut forest = Forest::new(problem, std::mem::take(hours));
    let most = 20 * (problem.areas() + problem.units()) as u32 + 200;
    let mut pivots = forest.settle();
    while pivots < most {
        match forest.most_wanted() {
            Some((pair, gain)) if gain > ROUNDING => {
                forest.enter(pair);
                pivots += 1 + forest.settle();
            }
            _ => break,
        }
    }
    *hours = forest.hours;
    spend_all(problem, hours);
    pivots
}

/// Rounding only: coverage far below one loses digits as a difference of logarithms, hours do not.
fn spend_all(problem: &Problem<'_>, hours: &mut [f64]) {
    let units = problem.units();
    for (unit, most) in problem.effort_h.iter().enumerate() {
        let spent: f64 = hours.iter().skip(unit).step_by(units).sum();
        if spent > 0.0 {
            hours.iter_mut().skip(unit).step_by(units).for_each(|t| *t *= most / spent);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::allocation::{Allocation, Problem, allocate};

    #[track_caller]
    fn check(p: &[f64], rates: &[f64], effort: &[f64], expected: &[f64], tolerance: f64) -> Allocation {
        let found = allocate(&Problem { probability: p, rate_per_h: rates, effort_h: effort }).expect("good numbers");
        for (found, expected) in found.effort_h.iter().zip(expected) {
            assert!((found - expected).abs() <= tolerance, "{found} {expected}");
        }
        assert!(found.converged && found.relative_gap() < 1e-11, "{found:?}");
        found
    }

    /// Washburn 1995, the example with three searchers and four areas, hours to five decimals as printed (case 8 of the
    /// test bed of SORAL, github.com/ctwardy/soral, SORAL/C++/TestBed.cpp, which cites the paper).
    #[test]
    fn val_washburn_three_searchers() {
        let rates = [1.0, 3.0, 0.0, 2.0, 2.0, 1.0, 3.0, 2.0, 0.0, 4.0, 1.0, 1.0];
        let hours = [0.0, 1.22976, 0.0, 0.37167, 0.77024, 1.0, 1.46081, 0.0, 0.0, 1.16753, 0.0, 0.0];
        check(&[1000.0, 1000.0, 2000.0, 2000.0], &rates, &[3.0, 2.0, 1.0], &hours, 6e-6);
    }

    /// Two resources and two areas, solved by hand (SORAL, case 7).
    #[test]
    fn val_two_resources_by_hand() {
        let hours = [10.30365, 13.9, 5.79635, 0.0];
        let found = check(&[0.5, 0.5], &[0.1, 0.05, 0.02, 0.005], &[16.1, 13.9], &hours, 6e-6);
        // The condition of the first unit, by hand: ln(0.1/0.02) = y1 - y2.
        assert!((found.coverage[0] - found.coverage[1] - crate::math::ln(5.0)).abs() < 1e-9);
    }

    /// One resource (SORAL, cases 0 to 6 but for those repeated by another; areas without gain, none with gain).
    #[test]
    fn val_one_resource_of_soral() {
        check(&[4.0], &[4.0], &[0.05], &[0.05], 1e-15);
        check(&[8.0, 4.0, 1.0, 2.0], &[1.0, 4.0, 12.0, 8.0], &[0.05], &[0.0, 0.033_333, 0.0, 0.016_666_7], 6e-7);
        check(&[4.0, 2.0, 8.0, 1.0], &[4.0, 1.0, 1.0, 12.0], &[0.1], &[0.092_980, 0.0, 0.0, 0.007_020], 6e-7);
        let hours = [0.073_224_100_737_11, 0.084_517_266_175_26, 0.042_258_633_087_63];
        check(&[2.0, 4.0, 2.0], &[9.0, 3.0, 6.0], &[0.2], &hours, 1e-13);
        check(&[1.0, 4.0, 20.0, 0.0], &[8.0, 4.0, 0.0, 10.0], &[0.5], &[0.10890, 0.39110, 0.0, 0.0], 6e-6);
        check(&[2.0, 6.0, 4.0], &[6.0, 2.0, 3.0], &[0.5], &[0.083_333, 0.25, 0.166_667], 6e-7);
        let none = check(&[0.0, 7.0, 0.0, 5.0], &[8.0, 0.0, 0.0, 0.0], &[0.5], &[0.0; 4], 0.0);
        assert_eq!((none.pos, none.bound, none.unused_h[0]), (0.0, 0.0, 0.5));
    }

    #[test]
    fn regress_equal_units_ties_and_huge_ranges() {
        // All units alike in all areas: every pair ties.
        let (areas, units) = (40, 8);
        let p: Vec<f64> = (0..areas).map(|i| f64::from(i % 7 + 1) / 200.0).collect();
        let found = check(&p, &vec![0.3; areas as usize * units], &[2.0; 8], &[], 0.0);
        let one = check(&p, &vec![0.3; areas as usize], &[16.0], &[], 0.0);
        assert!((found.pos / one.pos - 1.0).abs() < 1e-12);
        // A unit that can search one area only, for a very long time, beside others.
        check(&[0.5, 0.3, 0.2], &[1e3, 0.1, 0.0, 0.2, 0.0, 1e-6], &[1e4, 3.0], &[], 0.0);
        check(&[1e-30, 0.3, 0.7], &[1.0, 1e-9, 2.0, 1e9, 1e-9, 1.0], &[1e-3, 1e3], &[], 0.0);
    }
}
