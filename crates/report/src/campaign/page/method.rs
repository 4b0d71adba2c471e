//! How to read the figures, and where they come from.

use super::{Block, Entry, Page, Scene, Set, heading};

pub(super) fn reading(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "campaign-reading");
    let confidence = || scene.say.confidence(scene.study.confidence.share());
    let keys = [
        "campaign-reading-interval",
        "campaign-reading-paired",
        "campaign-reading-not-shown",
        "campaign-reading-many",
        "campaign-reading-curve",
        "campaign-reading-cut",
        "campaign-reading-median",
        "campaign-reading-influence",
        "campaign-reading-extremes",
        "campaign-reading-model",
        "report-assumption-lines",
        "report-assumption-exercise",
    ];
    let points = keys.into_iter().map(|key| scene.with(key, &[("confidence", confidence())]));
    page.push(Block::List(points.chain(scene.study.input.notes.iter().cloned()).collect()));
}

pub(super) fn provenance(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-provenance");
    let input = scene.study.input;
    let digest = (scene.get("campaign-digest"), input.digest.clone());
    let all = std::iter::once(digest).chain(input.provenance.iter().cloned()).filter(|(_, value)| !value.is_empty());
    let rows: Vec<Vec<Entry>> = all.map(|(name, value)| vec![name.into(), value.into()]).collect();
    page.table(&[scene.column("report-item", Set::Text), scene.column("report-value", Set::Hash)], rows);
    page.push(Block::Caption(scene.get("campaign-sources")));
}
