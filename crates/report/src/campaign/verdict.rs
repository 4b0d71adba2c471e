//! What the runs say, in sentences.

use sarex_model::statistics::Estimate;

use super::{
    input::{Kind, Measure, Unit},
    quantity::{Quantities, grouped},
    study::{Measured, Study, Verdict},
};

/// One sentence for each variant and headline measure; of a lone variant, its figures.
pub(crate) fn sentences(study: &Study<'_>, say: Quantities<'_>) -> Vec<String> {
    let variants = study.input.variants.len();
    if variants == 1 {
        return study.headlines().map(|m| alone(study, say, m)).collect();
    }
    let one = |v: usize| study.headlines().map(move |m| compared(study, say, m, v));
    let together = (variants > 2 && !study.measures.is_empty()).then(|| {
        let figures = [
            ("number", (variants - 1).to_string()),
            ("confidence", say.confidence(study.confidence.share())),
            ("each", say.confidence(study.compared.share())),
        ];
        say.words.with("campaign-says-together", &figures)
    });
    (1..variants).flat_map(one).chain(together).collect()
}

fn alone(study: &Study<'_>, say: Quantities<'_>, measured: &Measured<'_>) -> String {
    let (unit, name) = (measured.measure.unit, say.name(measured.measure));
    let variant = say.variant(study.input, 0);
    let Some(figure) = measured.figures.first().copied().flatten() else {
        return say.words.with("campaign-says-nothing", &[("variant", variant), ("measure", name)]);
    };
    say.words.with(
        "campaign-says-alone",
        &[
            ("variant", variant),
            ("measure", name),
            ("value", say.value(unit, figure.value)),
            ("confidence", say.confidence(study.confidence.share())),
            ("interval", say.interval(unit, &figure)),
            ("runs", grouped(figure.runs as u64)),
        ],
    )
}

fn compared(study: &Study<'_>, say: Quantities<'_>, measured: &Measured<'_>, variant: usize) -> String {
    let measure = measured.measure;
    let names = [
        ("variant", say.variant(study.input, variant)),
        ("reference", say.variant(study.input, 0)),
        ("measure", say.name(measure)),
    ];
    let Some((difference, interval)) = measured.differences.get(variant).copied().flatten().and_then(with_interval)
    else {
        return say.words.with("campaign-says-too-few", &names);
    };
    let shown = Study::verdict(measure, &difference);
    let ends = match (shown, difference.value < 0.0) {
        // Said without a sign, so the ends turn round with it.
        (Verdict::Better | Verdict::Worse, true) => interval.negated(),
        _ => interval,
    };
    let amount = match shown {
        Verdict::NotShown => say.difference(measure.unit, difference.value),
        Verdict::Better | Verdict::Worse => say.size(measure.unit, difference.value),
    };
    let figures = [
        ("amount", amount),
        ("confidence", say.confidence(study.confidence.share())),
        ("interval", say.ends(measure.unit, &ends)),
        ("pairs", grouped(difference.runs as u64)),
        ("verdict", say.words.get(verdict_key(shown))),
    ];
    let arguments: Vec<_> = names.into_iter().chain(figures).collect();
    say.words.with(&sentence_key(measure, shown, difference.value), &arguments)
}

fn with_interval(estimate: Estimate) -> Option<(Estimate, sarex_model::statistics::Interval)> {
    Some((estimate, estimate.interval?))
}

/// The key of a verdict's word.
pub(crate) fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "campaign-better",
        Verdict::Worse => "campaign-worse",
        Verdict::NotShown => "campaign-not-shown",
    }
}

fn sentence_key(measure: &Measure, shown: Verdict, difference: f64) -> String {
    if shown == Verdict::NotShown {
        return "campaign-says-none".to_owned();
    }
    let what = match (measure.id.as_str(), measure.kind, measure.unit) {
        ("found", Kind::YesNo, _) => "finds",
        (_, Kind::YesNo, _) => "runs",
        (_, _, Unit::Seconds) => "time",
        _ => "figure",
    };
    format!("campaign-says-{what}-{}", if difference < 0.0 { "less" } else { "more" })
}
