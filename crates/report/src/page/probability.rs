//! Probability of success over time.

use super::{Page, Scene, Set, caption, heading, table};
use crate::figure;

/// The curves, and their best and mean values.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.metrics.pos.is_empty() {
        return;
    }
    let (brief, words) = (scene.input.brief, scene.words);
    heading(page, scene, "report-pos");
    caption(page, scene.get("report-pos-caption"));
    page.figure(figure::pos_curves(scene.input, words));
    let rows = scene.metrics.pos.iter().map(|pos| {
        vec![
            words.cell(pos.cell, brief).into(),
            words.object(pos.object, brief).into(),
            words.share(pos.best).into(),
            words.share(pos.mean).into(),
        ]
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-cell", Set::Text),
            column("report-object", Set::Text),
            column("report-pos-best", Set::Number),
            column("report-pos-mean", Set::Number),
        ],
        rows.collect(),
    );
}
