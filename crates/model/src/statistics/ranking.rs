//! A ranking of plans that says which places are not shown.

use super::{Confidence, Estimate, Sign};

/// Where one plan stands among several.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Number of the plan.
    pub plan: usize,
    /// Its figure.
    pub value: f64,
    /// Best place that it may hold: one after the plans that are shown better.
    pub from: usize,
    /// Last place that it may hold: before the plans that are shown worse.
    pub to: usize,
    /// Plans from which it is shown to differ.
    pub differs_from: Vec<usize>,
}

/// Ranks plans by their figures, best first, with the places that each may hold.
///
/// Every pair of plans is compared; all m(m-1)/2 intervals are to hold together at `confidence`, so that picking the best
/// plan after the event is paid for. A plan's place is at best one after the plans shown better, and at worst before
/// those shown worse; all these ranges hold together at `confidence`. Plans whose ranges begin with 1 cannot be told from
/// the best: no difference is shown, which does not mean that there is none.
///
/// `figures`: one a plan, in the order of the plans; a plan without (`None`) is left out. `difference(a, b, confidence)`: the
/// figure of a less that of b over pairs of runs.
///
/// # References
/// Dunn 1961 for the comparison of all pairs; Mohamad, Goeman and van Zwet 2019, "Adjusting simultaneous confidence
/// intervals for ranks", for ranks from pairwise comparisons.
pub fn rank(
    figures: &[Option<f64>],
    higher_is_better: bool,
    confidence: Confidence,
    difference: impl Fn(usize, usize, Confidence) -> Option<Estimate>,
) -> Vec<Place> {
    let mut plans: Vec<(usize, f64)> = figures
        .iter()
        .enumerate()
        .filter_map(|(plan, figure)| Some((plan, figure.filter(|f| f.is_finite())?)))
        .collect();
    let sign = if higher_is_better { -1.0 } else { 1.0 };
    plans.sort_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)));
    let count = plans.len();
    let each = confidence.shared_by(count * count.saturating_sub(1) / 2);
    let mut places: Vec<Place> = plans
        .iter()
        .map(|&(plan, value)| Place { plan, value, from: 1, to: count, differs_from: Vec::new() })
        .collect();
    for a in 0..count {
        for b in a + 1..count {
            let (first, second) = (plans[a].0, plans[b].0);
            let shown = match difference(first, second, each).map(|d| d.sign()) {
                Some(Sign::Above) => higher_is_better,
                Some(Sign::Below) => !higher_is_better,
                Some(Sign::NotShown) | None => continue,
            };
            let (better, worse) = if shown { (a, b) } else { (b, a) };
            places[better].to -= 1;
            places[worse].from += 1;
            places[a].differs_from.push(second);
            places[b].differs_from.push(first);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rng::{Draw, Purpose},
        statistics::mean::paired_difference,
    };

    /// Values of plans over the same 400 seeds; the seed weighs far more than the plan.
    fn runs(shifts: &[f64]) -> Vec<Vec<f64>> {
        let one = |plan: u64, seed: u64, shift: f64| {
            let common = 10.0 * Draw::new(1, Purpose::Misc, 0, seed).normal();
            shift + common + Draw::new(1, Purpose::Misc, 1 + plan, seed).normal()
        };
        shifts.iter().zip(0..).map(|(&shift, plan)| (0..400).map(|seed| one(plan, seed, shift)).collect()).collect()
    }

    fn places(shifts: &[f64], higher: bool) -> Vec<Place> {
        let runs = runs(shifts);
        let means: Vec<_> = runs.iter().map(|r| Some(r.iter().sum::<f64>() / 400.0)).collect();
        rank(&means, higher, Confidence::USUAL, |a, b, confidence| {
            let pairs: Vec<_> = runs[a].iter().copied().zip(runs[b].iter().copied()).collect();
            paired_difference(&pairs, confidence)
        })
    }

    #[test]
    fn plans_that_cannot_be_told_apart_share_their_places() {
        let found = places(&[0.0, 1.0, 1.02, 3.0], true);
        let seen: Vec<_> = found.iter().map(|p| (p.plan, p.from, p.to)).collect();
        assert!(
            seen == [(3, 1, 1), (1, 2, 3), (2, 2, 3), (0, 4, 4)]
                || seen == [(3, 1, 1), (2, 2, 3), (1, 2, 3), (0, 4, 4)]
        );
        assert_eq!(found[0].differs_from.len(), 3);
        let turned: Vec<_> = places(&[0.0, 1.0, 1.02, 3.0], false).iter().map(|p| (p.from, p.to)).collect();
        assert_eq!(turned, [(1, 1), (2, 3), (2, 3), (4, 4)]);
    }

    #[test]
    fn one_plan_none_and_no_comparison() {
        assert!(rank(&[], true, Confidence::USUAL, |_, _, _| None).is_empty());
        let alone = rank(&[None, Some(2.0)], true, Confidence::USUAL, |_, _, _| None);
        assert_eq!(alone, [Place { plan: 1, value: 2.0, from: 1, to: 1, differs_from: vec![] }]);
        let open = rank(&[Some(1.0), Some(2.0), Some(f64::NAN)], true, Confidence::USUAL, |_, _, _| None);
        assert_eq!(open.iter().map(|p| (p.plan, p.from, p.to)).collect::<Vec<_>>(), [(1, 1, 2), (0, 1, 2)]);
    }
}
