//! Runs put into groups by an input.

use super::Input;

/// Bins of a continuous input.
const FEWEST_BINS: usize = 5;
const MOST_BINS: usize = 20;
/// Levels of a factor; a scenario with more is no design.
const MOST_LEVELS: u32 = 4096;

/// An input as the sums need it.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// Group of each run.
    pub group: Vec<u16>,
    /// Groups that hold a run.
    pub count: usize,
    /// Rank of each run's value, of an ordered input.
    pub ranks: Option<Vec<f64>>,
}

/// Groups of the runs kept; `None` when the input does not vary or lacks a value. `seeds`: how many differ.
pub(super) fn prepare(input: &Input<'_>, kept: &[usize], seeds: usize) -> Option<Prepared> {
    let (values, ordered): (Vec<f64>, bool) = match input {
        Input::Levels { of, ordered } => {
            let level = |&run: &usize| of.get(run).copied().filter(|l| *l < MOST_LEVELS).map(f64::from);
            (kept.iter().map(level).collect::<Option<_>>()?, *ordered)
        }
        Input::Values(of) => {
            let value = |&run: &usize| of.get(run).copied().filter(|v| v.is_finite());
            (kept.iter().map(value).collect::<Option<_>>()?, true)
        }
    };
    let mut distinct = values.clone();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    let bins = ((seeds as f64).sqrt() as usize).clamp(FEWEST_BINS, MOST_BINS);
    let few = distinct.len() <= MOST_BINS || matches!(input, Input::Levels { .. });
    let group: Vec<u16> = if few {
        values.iter().map(|v| distinct.partition_point(|d| d < v) as u16).collect()
    } else {
        // Bins of equal count over the different values, so that ties stay together.
        values.iter().map(|v| (distinct.partition_point(|d| d < v) * bins / distinct.len()) as u16).collect()
    };
    let count = if few { distinct.len() } else { bins };
    let ranks = ordered.then(|| ranks(&values));
    (count > 1).then_some(Prepared { group, count, ranks })
}

/// Ranks about their mean; equal values share the mean of their ranks.
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let middle = 0.5 * (values.len() as f64 - 1.0);
    for same in order.chunk_by(|&a, &b| values[a] == values[b]).scan(0, |before, same| {
        let first = *before;
        *before += same.len();
        Some((first, same))
    }) {
        let (first, runs) = same;
        for &run in runs {
            ranks[run] = first as f64 + 0.5 * (runs.len() as f64 - 1.0) - middle;
        }
    }
    ranks
}

/// Spearman's rank correlation of two rows of [`ranks`]; `None` when one does not vary.
///
/// # References
/// Spearman 1904, "The proof and measurement of association between two things".
pub(super) fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let spread = (sum(a, a) * sum(b, b)).sqrt();
    (spread > 0.0).then(|| (sum(a, b) / spread).clamp(-1.0, 1.0))
}
