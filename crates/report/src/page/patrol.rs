//! A joint patrol: gaps, revisits, dark vessels.

use super::{Entry, Page, Scene, Set, caption, facts, heading, table};
use crate::{figure, history::DarkVessel};

/// Written only for a patrol.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let Some(patrol) = &scene.input.history.patrol else { return };
    if scene.input.brief.patrol.is_none() {
        return;
    }
    heading(page, scene, "report-patrol");
    let words = scene.words;
    facts(
        page,
        &[
            (scene.get("report-coverage"), words.share(patrol.coverage_frac)),
            (scene.get("report-mean-revisit"), scene.seconds(patrol.mean_revisit_s)),
            (scene.get("report-max-gap"), words.duration(u64::from(patrol.max_gap_s))),
            (scene.get("report-identified"), format!("{} / {}", patrol.identified, patrol.contacts)),
        ],
    );
    caption(page, scene.get("report-gap-caption"));
    if let Some(map) = figure::gap_map(scene.input, words, &patrol.gap) {
        page.figure(map);
    }
    if patrol.dark.is_empty() {
        return;
    }
    page.sub(scene.get("report-dark-vessels"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-vessel", Set::Text),
            column("report-first-seen", Set::Fixed),
            column("report-identified-at", Set::Fixed),
            column("report-time-to-identify", Set::Number),
            column("report-identified-by", Set::Text),
        ],
        patrol.dark.iter().map(|dark| dark_row(scene, dark)).collect(),
    );
}

fn dark_row(scene: &Scene<'_>, dark: &DarkVessel) -> Vec<Entry> {
    let when = |tick: Option<u64>| Entry::from(tick.map_or_else(|| scene.get("none"), |t| scene.time(t)));
    let taken = dark.first_seen_tick.zip(dark.identified_tick).map(|(seen, known)| known.saturating_sub(seen));
    vec![
        dark.name.clone().into(),
        when(dark.first_seen_tick),
        when(dark.identified_tick),
        taken.map_or_else(|| scene.get("none"), |s| scene.words.duration(s)).into(),
        dark.by.map_or_else(|| scene.get("nobody"), |u| scene.words.unit(u, scene.input.brief)).into(),
    ]
}
