//! The statistics of a campaign, the same for every language.

use std::collections::BTreeMap;

use sarex_model::statistics::{
    Confidence, Estimate, Sign, mean, proportion, quantile,
    ranking::{self, Place},
    sensitivity::{self, Effect, Input},
    success::SuccessCurve,
};

use super::input::{Better, CampaignInput, Kind, Measure, RunFigures};

/// Everything that the report tells.
pub(crate) struct Study<'a> {
    pub input: &'a CampaignInput,
    /// Confidence of single intervals.
    pub confidence: Confidence,
    /// Confidence of each comparison with the reference, so that those of one measure hold together.
    pub compared: Confidence,
    /// One for each measure.
    pub measures: Vec<Measured<'a>>,
    /// Curves of the first measure of time, one for each variant with runs.
    pub curves: Option<Curves>,
}

/// One measure over all variants.
pub(crate) struct Measured<'a> {
    pub measure: &'a Measure,
    /// Its number.
    pub number: usize,
    /// Share or mean of each variant.
    pub figures: Vec<Option<Estimate>>,
    /// Each variant less the reference over pairs of runs; nothing for the reference itself.
    pub differences: Vec<Option<Estimate>>,
}

/// The success curves.
pub(crate) struct Curves {
    /// Number of the measure.
    pub measure: usize,
    /// Number of the variant, and its curve.
    pub of: Vec<(usize, SuccessCurve)>,
}

/// The effect of one input on one measure.
pub(crate) struct Influence {
    pub source: Source,
    pub effect: Effect,
}

/// What an effect is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A factor of the campaign.
    Factor(usize),
    /// A draw of the campaign.
    Draw(usize),
    /// The variant as a whole, where no factors are told.
    Variant,
}

/// What a comparison with the reference shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Better,
    Worse,
    NotShown,
}

impl<'a> Study<'a> {
    pub fn of(input: &'a CampaignInput) -> Self {
        let confidence = Confidence::new(input.confidence).unwrap_or(Confidence::USUAL);
        let compared = confidence.shared_by(input.variants.len().saturating_sub(1));
        let mut study = Self { input, confidence, compared, measures: Vec::new(), curves: None };
        study.measures = input.measures.iter().enumerate().map(|(k, m)| study.measured(k, m)).collect();
        study.curves = study.success();
        study
    }

    /// The measures that sentences are about: the first, and the first time.
    pub fn headlines(&self) -> impl Iterator<Item = &Measured<'a>> {
        let time = self.input.measures.iter().position(|m| m.kind == Kind::Censored);
        self.measures.iter().filter(move |m| m.number == 0 || Some(m.number) == time)
    }

    /// Figures of a variant's runs, with a run in which something did not happen counted with the whole length.
    pub fn values(&self, variant: usize, measure: usize) -> Vec<f64> {
        self.runs(variant).filter_map(|run| self.value(run, measure)).collect()
    }

    /// Times at which something happened in each run, `None` where it did not.
    pub fn times(&self, variant: usize, measure: usize) -> Vec<Option<f64>> {
        self.runs(variant).map(|run| sound(run, measure)).collect()
    }

    /// The median of a variant, with the interval of ranks.
    pub fn median(&self, variant: usize, measure: usize) -> Option<Estimate> {
        quantile::quantile(&self.values(variant, measure), 0.5, self.confidence)
    }

    /// One variant less another over pairs of runs with the same seed.
    pub fn difference(&self, measure: usize, a: usize, b: usize, confidence: Confidence) -> Option<Estimate> {
        let second: BTreeMap<u64, f64> =
            self.runs(b).filter_map(|run| Some((run.seed, self.value(run, measure)?))).collect();
        let pairs: Vec<(f64, f64)> =
            self.runs(a).filter_map(|run| Some((self.value(run, measure)?, *second.get(&run.seed)?))).collect();
        if self.input.measures.get(measure)?.kind == Kind::YesNo {
            return proportion::Pairs::count(pairs.iter().map(|(a, b)| (yes(*a), yes(*b)))).difference(confidence);
        }
        mean::paired_difference(&pairs, confidence)
    }

    /// What a difference shows.
    pub fn verdict(measure: &Measure, difference: &Estimate) -> Verdict {
        match (difference.sign(), measure.better) {
            (Sign::NotShown, _) => Verdict::NotShown,
            (Sign::Above, Better::Higher) | (Sign::Below, Better::Lower) => Verdict::Better,
            _ => Verdict::Worse,
        }
    }

    /// The places of the variants by the first measure.
    pub fn places(&self) -> Vec<Place> {
        let Some(first) = self.measures.first() else { return Vec::new() };
        let figures: Vec<Option<f64>> = first.figures.iter().map(|f| f.map(|f| f.value)).collect();
        let higher = first.measure.better == Better::Higher;
        ranking::rank(&figures, higher, self.confidence, |a, b, each| self.difference(0, a, b, each))
    }

    /// The effects of everything that was varied or drawn on one measure, the greatest first.
    pub fn influences(&self, measure: usize) -> Vec<Influence> {
        let variants = &self.input.variants;
        let all = || (0..variants.len()).flat_map(|v| self.runs(v).map(move |run| (v, run)));
        let seeds: Vec<u64> = all().map(|(_, run)| run.seed).collect();
        let outcome: Vec<f64> = all().map(|(_, run)| self.value(run, measure).unwrap_or(f64::NAN)).collect();
        let level = |factor: usize| -> Vec<u32> {
            all().map(|(v, _)| variants[v].levels.get(factor).copied().unwrap_or(u32::MAX)).collect()
        };
        let levels: Vec<Vec<u32>> = if self.input.factors.is_empty() {
            vec![all().map(|(v, _)| v as u32).collect()]
        } else {
            (0..self.input.factors.len()).map(level).collect()
        };
        let drawn = |draw: usize| -> Vec<f64> {
            all().map(|(_, run)| run.draws.get(draw).copied().unwrap_or(f64::NAN)).collect()
        };
        let draws: Vec<Vec<f64>> = (0..self.input.draws.len()).map(drawn).collect();
        let ordered = |factor: usize| self.input.factors.get(factor).is_some_and(|f| f.ordered);
        let factors = levels.iter().enumerate().map(|(f, of)| Input::Levels { of, ordered: ordered(f) });
        let inputs: Vec<Input<'_>> = factors.chain(draws.iter().map(|d| Input::Values(d))).collect();
        let factor = |f| if self.input.factors.is_empty() { Source::Variant } else { Source::Factor(f) };
        let sources = (0..levels.len()).map(factor).chain((0..draws.len()).map(Source::Draw));
        let effects = sensitivity::effects(&inputs, &seeds, &outcome, self.confidence);
        let told = sources.zip(effects).filter_map(|(source, effect)| Some(Influence { source, effect: effect? }));
        let mut told: Vec<Influence> = told.collect();
        told.sort_by(|a, b| b.effect.share.total_cmp(&a.effect.share));
        told
    }

    fn measured(&self, number: usize, measure: &'a Measure) -> Measured<'a> {
        let figure = |variant| {
            let values = self.values(variant, number);
            match measure.kind {
                Kind::YesNo => {
                    let hits = values.iter().filter(|v| yes(**v)).count();
                    proportion::share(hits, values.len(), self.confidence)
                }
                Kind::Continuous | Kind::Censored => mean::mean(&values, self.confidence),
            }
        };
        let count = self.input.variants.len();
        let difference = |v| if v == 0 { None } else { self.difference(number, v, 0, self.compared) };
        Measured {
            measure,
            number,
            figures: (0..count).map(figure).collect(),
            differences: (0..count).map(difference).collect(),
        }
    }

    fn success(&self) -> Option<Curves> {
        let measure = self.input.measures.iter().position(|m| m.kind == Kind::Censored)?;
        let curve = |variant| {
            let times = self.times(variant, measure);
            Some((variant, SuccessCurve::new(&times, self.input.length_s as f64, self.confidence)?))
        };
        let of: Vec<_> = (0..self.input.variants.len()).filter_map(curve).collect();
        (!of.is_empty()).then_some(Curves { measure, of })
    }

    fn runs(&self, variant: usize) -> impl Iterator<Item = &'a RunFigures> + use<'a> {
        self.input.variants.get(variant).into_iter().flat_map(|v| &v.runs)
    }

    fn value(&self, run: &RunFigures, measure: usize) -> Option<f64> {
        let length_s = self.input.length_s as f64;
        let value = sound(run, measure);
        match self.input.measures.get(measure)?.kind {
            Kind::Censored => Some(value.filter(|t| (0.0..=length_s).contains(t)).unwrap_or(length_s)),
            Kind::YesNo | Kind::Continuous => value,
        }
    }
}

/// Beyond any figure of an exercise; sums and drawings of larger ones would overflow.
const LARGEST: f64 = 1e15;

/// The figure of a run, when it is one.
fn sound(run: &RunFigures, measure: usize) -> Option<f64> {
    run.values.get(measure).copied().flatten().filter(|v| v.abs() <= LARGEST)
}

/// A figure of yes or no.
fn yes(value: f64) -> bool {
    value > 0.5
}
