//! The report of a campaign: many runs of a few variants of one plan, compared.
//!
//! Every variant runs with the same seeds, so that runs are compared in pairs. The first variant is the reference. The
//! statistics are those of [`sarex_model::statistics`]; nothing is drawn or asked from outside, so the same campaign gives
//! the same report.

mod input;
mod page;
mod quantity;
mod study;
mod verdict;

pub use input::{
    Better, CampaignInput, Draw, Entrant, Factor, Failure, Kind, Measure, RunFigures, RunLink, Tournament, Unit,
    Variant,
};
pub(crate) use quantity::{Quantities, grouped};
pub(crate) use study::{Influence, Measured, Source, Study, Verdict};

use crate::{
    document::Document,
    html::whole,
    words::{Language, Words},
};

/// The report as one HTML file: no network, no script, in all three languages with a switch.
///
/// Its links lead to files below the folder that it is put into.
pub fn html(input: &CampaignInput, first: Language) -> String {
    let study = Study::of(input);
    let found = page::Found::of(&study);
    whole(&input.title, first, |language| page::document(&study, &found, language))
}

/// The report in one language, to be set on paper.
pub fn document(input: &CampaignInput, language: Language) -> Document {
    let study = Study::of(input);
    page::document(&study, &page::Found::of(&study), language)
}

/// What the runs say, in sentences: each variant against the first by the first measure and by the first time; of a lone
/// variant, its figures.
pub fn verdicts(input: &CampaignInput, language: Language) -> Vec<String> {
    let words = Words::new(language);
    verdict::sentences(&Study::of(input), Quantities { words: &words })
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
