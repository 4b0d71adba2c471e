//! Time to each coordination step.

use super::{Entry, Page, Scene, Set, caption, heading, table};
use crate::metrics::{Step, StepKind};

/// A table of the steps in the order taken.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.metrics.steps.is_empty() {
        return;
    }
    heading(page, scene, "report-coordination");
    caption(page, scene.get("report-coordination-caption"));
    let mut before = 0;
    let rows = scene.metrics.steps.iter().map(|step| {
        let since = step.tick.saturating_sub(before);
        before = step.tick;
        row(scene, step, since)
    });
    let rows: Vec<Vec<Entry>> = rows.collect();
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-utc", Set::Fixed),
            column("report-elapsed", Set::Fixed),
            column("report-since-last", Set::Fixed),
            column("report-step", Set::Text),
            column("report-serial", Set::Text),
            column("report-expected", Set::Text),
            column("report-read-by-all", Set::Fixed),
        ],
        rows,
    );
}

fn row(scene: &Scene<'_>, step: &Step, since: u64) -> Vec<Entry> {
    let words = scene.words;
    let serial = step.serial.and_then(|n| scene.input.brief.serials.get(n as usize));
    let expected = serial.and_then(|s| s.expect.as_ref()).map(|text| words.text(text).to_owned()).unwrap_or_default();
    let id = match (serial, &step.kind) {
        (Some(serial), _) => serial.id.clone(),
        (None, StepKind::Message { .. } | StepKind::Plan { .. }) => scene.get("report-by-hand"),
        (None, _) => String::new(),
    };
    let read = match (&step.kind, step.read_tick) {
        (StepKind::Message { .. }, Some(tick)) => format!("+{}", words.duration(tick.saturating_sub(step.tick))),
        (StepKind::Message { .. }, None) => scene.get("report-not-read"),
        _ => String::new(),
    };
    vec![
        scene.time(step.tick).into(),
        format!("+{}", words.duration(step.tick)).into(),
        words.duration(since).into(),
        step_text(scene, &step.kind).into(),
        id.into(),
        expected.into(),
        read.into(),
    ]
}

fn step_text(scene: &Scene<'_>, kind: &StepKind) -> String {
    let (brief, words) = (scene.input.brief, scene.words);
    let object = |o: u32| ("object", words.object(o, brief));
    let unit = |u: u32| ("unit", words.unit(u, brief));
    match kind {
        StepKind::Message { from, to, kind, .. } => {
            let arguments = [
                ("kind", words.message_kind(kind)),
                ("from", words.cell(*from, brief)),
                ("to", words.cells(to, brief)),
            ];
            words.with("serial-message", &arguments)
        }
        StepKind::Plan { cell, name } => {
            words.with("report-step-plan", &[("cell", words.cell(*cell, brief)), ("name", words.pattern(name))])
        }
        StepKind::Found { object: o, unit: u } => words.with("report-step-found", &[object(*o), unit(*u)]),
        StepKind::OnScene { object: o, unit: u } => words.with("report-step-on-scene", &[object(*o), unit(*u)]),
        StepKind::Cleared { object: o } => words.with("event-object-cleared", &[object(*o)]),
    }
}
