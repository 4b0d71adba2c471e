//! Each variant against the reference, pair by pair.

use super::{Entry, Page, Scene, Set, caption, heading};
use crate::{
    campaign::{Measured, Study, Verdict, grouped, verdict::verdict_key},
    figure::campaign as figure,
};

pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.study.input.variants.len() < 2 {
        return;
    }
    heading(page, scene, "campaign-differences");
    page.text(scene.with("campaign-differences-text", &[("reference", scene.variant(0))]));
    for measured in &scene.study.measures {
        page.sub(scene.say.name(measured.measure));
        // The figure of every headline measure; the others in figures only.
        if scene.study.headlines().any(|m| m.number == measured.number) {
            figure::forest(scene.study, scene.say, measured).into_iter().for_each(|f| page.figure(f));
        }
        table(page, scene, measured);
    }
    let confidences = [
        ("confidence", scene.say.confidence(scene.study.confidence.share())),
        ("each", scene.say.confidence(scene.study.compared.share())),
        ("number", (scene.study.input.variants.len() - 1).to_string()),
    ];
    let key = match scene.study.input.variants.len() {
        2 => "campaign-differences-caption-one",
        _ => "campaign-differences-caption",
    };
    caption(page, scene.with(key, &confidences));
}

fn table(page: &mut Page, scene: &Scene<'_>, measured: &Measured<'_>) {
    let measure = measured.measure;
    let row = |(variant, difference): (usize, &Option<sarex_model::statistics::Estimate>)| {
        let Some(difference) = difference else {
            let none = || Entry::from(scene.get("campaign-too-few"));
            return vec![scene.variant(variant).into(), none(), String::new().into(), "0".to_owned().into(), none()];
        };
        let interval = difference.interval.map(|i| scene.say.ends(measure.unit, &i));
        vec![
            scene.variant(variant).into(),
            scene.say.difference(measure.unit, difference.value).into(),
            interval.unwrap_or_else(|| scene.get("campaign-no-interval")).into(),
            grouped(difference.runs as u64).into(),
            verdict(scene, Study::verdict(measure, difference)),
        ]
    };
    let rows = measured.differences.iter().enumerate().skip(1).map(row).collect();
    page.table(
        &[
            scene.column("campaign-variant", Set::Text),
            scene.column("campaign-difference", Set::Number),
            scene.column("campaign-interval", Set::Number),
            scene.column("campaign-pairs", Set::Number),
            scene.column("campaign-shown", Set::Text),
        ],
        rows,
    );
}

fn verdict(scene: &Scene<'_>, verdict: Verdict) -> Entry {
    let text = scene.get(verdict_key(verdict));
    match verdict {
        Verdict::Better => Entry::passed(text),
        Verdict::Worse => Entry::failed(text),
        Verdict::NotShown => text.into(),
    }
}
