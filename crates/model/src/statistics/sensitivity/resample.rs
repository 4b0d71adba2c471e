//! The sums behind every effect, with each seed counted as often as it was drawn.

use super::groups::Prepared;

/// The runs of a campaign.
pub(super) struct Sample<'a> {
    /// Outcome of each run, less the mean.
    pub outcome: &'a [f64],
    /// Rank of each outcome, about its mean.
    pub ranks: &'a [f64],
    /// Number of each run's seed.
    pub clusters: &'a [usize],
}

/// What one draw says of one input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    /// Variance between the groups over the whole variance.
    pub share: f64,
    /// Covariance of the ranks (times the weight), of an ordered input: its sign is the direction.
    pub rise: Option<f64>,
}

impl Sample<'_> {
    /// The figures of every input with these weights of the seeds; `None` where nothing varies.
    pub fn figures(&self, inputs: &[Option<Prepared>], weights: &[f64]) -> Vec<Option<Figures>> {
        let weight: Vec<f64> = self.clusters.iter().map(|&seed| weights[seed]).collect();
        let weighted: Vec<f64> = weight.iter().zip(self.outcome).map(|(w, y)| w * y).collect();
        let ranked: Vec<f64> = weight.iter().zip(self.ranks).map(|(w, r)| w * r).collect();
        let (all, total): (f64, f64) = (weight.iter().sum(), weighted.iter().sum());
        let squares: f64 = weighted.iter().zip(self.outcome).map(|(wy, y)| wy * y).sum();
        let rank_total: f64 = ranked.iter().sum();
        let around = total * total / all;
        let whole = squares - around;
        let of = |input: &Option<Prepared>| {
            let input = input.as_ref()?;
            let rise = input.ranks.as_ref().map(|x| {
                let (mut product, mut sum) = (0.0, 0.0);
                for ((x, w), r) in x.iter().zip(&weight).zip(&ranked) {
                    product += x * r;
                    sum += x * w;
                }
                product - sum * rank_total / all
            });
            let share = (between(input, &weight, &weighted) - around) / whole;
            (whole > 0.0 && share.is_finite()).then_some(Figures { share: share.clamp(0.0, 1.0), rise })
        };
        inputs.iter().map(of).collect()
    }
}

/// The sum over the groups of (sum of outcomes) squared over the weight.
fn between(input: &Prepared, weight: &[f64], weighted: &[f64]) -> f64 {
    let mut sums = vec![(0.0, 0.0); input.count];
    for ((&group, w), wy) in input.group.iter().zip(weight).zip(weighted) {
        if let Some(sum) = sums.get_mut(usize::from(group)) {
            sum.0 += w;
            sum.1 += wy;
        }
    }
    sums.into_iter().filter(|sum| sum.0 > 0.0).map(|(w, y)| y * y / w).sum()
}
