//! Persons: recovered, dead, missing, and what the survival model expects.

use super::{Entry, Page, Scene, Set, caption, heading, table};

/// One row for each search object.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let words = scene.words;
    let rows: Vec<Vec<Entry>> = scene
        .input
        .history
        .objects
        .iter()
        .map(|o| {
            let missing = o.persons.saturating_sub(o.recovered_alive).saturating_sub(o.recovered_dead);
            vec![
                words.object(o.object, scene.input.brief).into(),
                o.persons.to_string().into(),
                o.recovered_alive.to_string().into(),
                o.recovered_dead.to_string().into(),
                missing.to_string().into(),
                o.alive.to_string().into(),
                words.number(o.expected_alive, 1).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    heading(page, scene, "report-casualties");
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-object", Set::Text),
            column("report-persons", Set::Number),
            column("report-recovered-alive", Set::Number),
            column("report-recovered-dead", Set::Number),
            column("report-missing", Set::Number),
            column("report-alive", Set::Number),
            column("report-expected-alive", Set::Number),
        ],
        rows,
    );
    caption(page, scene.get("report-casualties-caption"));
}
