//! Injects against responses.

use super::{Entry, Page, Scene, Set, caption, heading, table};
use crate::{figure, metrics::Inject};

/// The picture and the table.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let injects = &scene.metrics.injects;
    if injects.is_empty() {
        return;
    }
    heading(page, scene, "report-injects");
    caption(page, scene.get("report-injects-caption"));
    if let Some(figure) = figure::injects(scene.input, scene.words, injects) {
        page.figure(figure);
    }
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-number", Set::Fixed),
            column("report-event", Set::Text),
            column("report-sent-at", Set::Fixed),
            column("report-expected", Set::Text),
            column("report-response", Set::Text),
            column("report-responder", Set::Text),
            column("report-response-after", Set::Number),
            column("report-result", Set::Text),
        ],
        injects.iter().map(|inject| row(scene, inject)).collect(),
    );
}

fn row(scene: &Scene<'_>, inject: &Inject) -> Vec<Entry> {
    let (brief, words) = (scene.input.brief, scene.words);
    let serial = brief.serials.get(inject.serial as usize);
    let expected = serial.and_then(|s| s.expect.as_ref()).map(|text| words.text(text).to_owned());
    let response = inject.response.map(|(tick, cell, event)| {
        let what = scene.input.history.events.get(event).map(|e| words.event(&e.what, brief)).unwrap_or_default();
        let after = inject.sent.map(|sent| words.duration(tick.saturating_sub(sent))).unwrap_or_default();
        (what, words.cell(cell, brief), after)
    });
    let result = match (inject.sent, &response, inject.late) {
        (None, _, _) => scene.get("report-not-sent").into(),
        (_, _, true) => Entry::failed(scene.get("report-late")),
        (_, None, _) if asks(scene, inject) => Entry::failed(scene.get("report-no-response")),
        (_, None, _) => scene.get("none").into(),
        (_, Some(_), false) if wanted_by_a_time(scene, inject) => Entry::passed(scene.get("report-in-time")),
        (_, Some(_), false) => String::new().into(),
    };
    let (what, by, after) = response.unwrap_or_default();
    vec![
        serial.map(|s| s.id.clone()).unwrap_or_default().into(),
        serial.map(|s| words.serial(s, brief)).unwrap_or_default().into(),
        inject.sent.map_or_else(|| scene.get("none"), |tick| scene.time(tick)).into(),
        expected.unwrap_or_default().into(),
        what.into(),
        by.into(),
        after.into(),
        result,
    ]
}

/// Somebody was to do something about it.
fn asks(scene: &Scene<'_>, inject: &Inject) -> bool {
    let serial = scene.input.brief.serials.get(inject.serial as usize);
    serial.is_some_and(|s| s.expect.is_some() || s.detail.answer.is_some())
}

fn wanted_by_a_time(scene: &Scene<'_>, inject: &Inject) -> bool {
    let serial = scene.input.brief.serials.get(inject.serial as usize);
    serial.is_some_and(|s| s.detail.answer_within_s.is_some())
}
