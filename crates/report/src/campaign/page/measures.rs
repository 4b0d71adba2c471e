//! Success curves, the table of measures, and how the figures of the runs are spread.

use super::{Entry, Page, Scene, Set, caption, heading};
use crate::{
    campaign::{Kind, Measured, grouped},
    figure::campaign as figure,
};

/// The share of runs by time.
pub(super) fn curves(page: &mut Page, scene: &Scene<'_>) {
    let (Some(curves), Some(figure)) = (&scene.study.curves, figure::success_curves(scene.study, scene.say)) else {
        return;
    };
    heading(page, scene, "campaign-curves");
    page.figure(figure);
    let confidence = scene.say.confidence(scene.study.confidence.share());
    caption(page, scene.with("campaign-curves-caption", &[("confidence", confidence)]));
    first_of(page, scene, figure::MOST_CURVES, curves.of.len());
    at_quarters(page, scene);
}

/// That a picture shows only the first variants.
fn first_of(page: &mut Page, scene: &Scene<'_>, shown: usize, all: usize) {
    if all > shown {
        let figures = [("shown", shown.to_string()), ("all", all.to_string())];
        caption(page, scene.with("campaign-curves-more", &figures));
    }
}

/// The curve in figures, at the quarters of the exercise.
fn at_quarters(page: &mut Page, scene: &Scene<'_>) {
    let Some(curves) = &scene.study.curves else { return };
    let quarters: Vec<u64> = (1..=4).map(|k| scene.study.input.length_s * k / 4).collect();
    let rows = curves.of.iter().map(|(variant, curve)| {
        let at = |t: &u64| {
            let estimate = curve.at(*t as f64);
            let share = scene.say.value(crate::campaign::Unit::Share, estimate.value);
            format!("{share} ({})", scene.say.interval(crate::campaign::Unit::Share, &estimate)).into()
        };
        std::iter::once(Entry::from(scene.variant(*variant))).chain(quarters.iter().map(at)).collect()
    });
    let by = |t: &u64| (scene.with("campaign-by", &[("time", scene.say.words.duration(*t))]), Set::Number);
    let columns: Vec<_> =
        std::iter::once(scene.column("campaign-variant", Set::Text)).chain(quarters.iter().map(by)).collect();
    page.table(&columns, rows.collect());
}

/// Every measure of every variant.
pub(super) fn table(page: &mut Page, scene: &Scene<'_>) {
    if scene.study.measures.is_empty() {
        return;
    }
    heading(page, scene, "campaign-measures-heading");
    for measured in &scene.study.measures {
        page.sub(scene.say.name(measured.measure));
        let rows: Vec<Vec<Entry>> = measured
            .figures
            .iter()
            .enumerate()
            .filter_map(|(variant, figure)| row(scene, measured, variant, figure.as_ref()?))
            .collect();
        if rows.is_empty() {
            page.text(scene.get("campaign-no-figures"));
            continue;
        }
        let figure = match measured.measure.kind {
            Kind::YesNo => "campaign-share",
            Kind::Continuous => "campaign-mean",
            Kind::Censored => "campaign-restricted-mean",
        };
        let keys = [figure, "campaign-interval", "campaign-median", "campaign-interval", "campaign-runs"];
        let columns = keys.into_iter().map(|key| scene.column(key, Set::Number));
        let columns: Vec<_> = std::iter::once(scene.column("campaign-variant", Set::Text)).chain(columns).collect();
        match measured.measure.kind {
            Kind::YesNo => {
                let keep = |k: &usize| ![3, 4].contains(k);
                let columns: Vec<_> = (0..6).filter(keep).map(|k| columns[k].clone()).collect();
                let cut =
                    |row: Vec<Entry>| row.into_iter().enumerate().filter(|(k, _)| keep(k)).map(|(_, e)| e).collect();
                page.table(&columns, rows.into_iter().map(cut).collect());
            }
            Kind::Continuous | Kind::Censored => page.table(&columns, rows),
        }
    }
    let confidence = scene.say.confidence(scene.study.confidence.share());
    caption(page, scene.with("campaign-measures-caption", &[("confidence", confidence)]));
}

fn row(
    scene: &Scene<'_>,
    measured: &Measured<'_>,
    variant: usize,
    figure: &sarex_model::statistics::Estimate,
) -> Option<Vec<Entry>> {
    let (unit, say) = (measured.measure.unit, scene.say);
    let median = scene.study.median(variant, measured.number)?;
    // A median at the cut-off says only that half of the runs or more did not get there.
    let length_s = scene.study.input.length_s as f64;
    let value = match measured.measure.kind {
        Kind::Censored if median.value >= length_s => scene.get("campaign-not-reached"),
        _ => say.value(unit, median.value),
    };
    Some(vec![
        scene.variant(variant).into(),
        say.value(unit, figure.value).into(),
        say.interval(unit, figure).into(),
        value.into(),
        say.interval(unit, &median).into(),
        grouped(figure.runs as u64).into(),
    ])
}

/// Histograms of everything but yes and no.
pub(super) fn distributions(page: &mut Page, scene: &Scene<'_>) {
    let figures: Vec<_> =
        scene.study.measures.iter().filter_map(|m| Some((m, figure::histograms(scene.study, scene.say, m)?))).collect();
    if figures.is_empty() {
        return;
    }
    heading(page, scene, "campaign-distributions");
    caption(page, scene.get("campaign-distributions-caption"));
    first_of(page, scene, figure::MOST_ROWS, scene.study.input.variants.len());
    for (measured, figure) in figures {
        page.sub(scene.say.name(measured.measure));
        page.figure(figure);
    }
}
