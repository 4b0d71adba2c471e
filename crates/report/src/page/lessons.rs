//! The improvement plan, and what became of that of earlier exercises.

use sarex_sim::setup::Lesson;

use super::{Entry, Page, Scene, Set, caption, heading, opening, table};
use crate::lessons::lessons;

/// Earlier lessons first, then those of this exercise.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-lessons");
    before(page, scene);
    let rows: Vec<Vec<Entry>> = lessons(scene.input).iter().map(|lesson| row(scene, lesson)).collect();
    if rows.is_empty() {
        page.text(scene.get("report-no-lessons"));
        return;
    }
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-number", Set::Fixed),
            column("report-lesson", Set::Text),
            column("report-lesson-action", Set::Text),
            column("report-lesson-owner", Set::Text),
        ],
        rows,
    );
    caption(page, scene.get("report-lessons-caption"));
}

fn row(scene: &Scene<'_>, lesson: &Lesson) -> Vec<Entry> {
    vec![
        lesson.id.clone().into(),
        scene.words.text(&lesson.evidence).to_owned().into(),
        scene.words.text(&lesson.action).to_owned().into(),
        owner(scene, lesson).into(),
    ]
}

/// The cell of that id, when it takes part; else the id as it is.
fn owner(scene: &Scene<'_>, lesson: &Lesson) -> String {
    let Some(id) = &lesson.owner else { return scene.get("report-known-to-control") };
    let cell = scene.input.brief.cells.iter().find(|c| c.id == *id);
    cell.map_or_else(|| id.clone(), |c| scene.words.text(&c.name).to_owned())
}

/// Lessons that the scenario carried along, each against the objective of this exercise with the same measure.
fn before(page: &mut Page, scene: &Scene<'_>) {
    let carried = &scene.input.brief.lessons;
    if carried.is_empty() {
        return;
    }
    page.sub(scene.get("report-lessons-before"));
    let rows = carried.iter().map(|lesson| {
        let state = if lesson.closed { "report-lesson-closed" } else { "report-lesson-open" };
        let mut row = vec![lesson.from.clone().into()];
        row.extend(self::row(scene, lesson));
        row.push(scene.get(state).into());
        row.push(now(scene, lesson));
        row
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-lesson-from", Set::Text),
            column("report-number", Set::Fixed),
            column("report-lesson", Set::Text),
            column("report-lesson-action", Set::Text),
            column("report-lesson-owner", Set::Text),
            column("report-state", Set::Text),
            column("report-lesson-now", Set::Text),
        ],
        rows.collect(),
    );
}

fn now(scene: &Scene<'_>, lesson: &Lesson) -> Entry {
    let measured = |number: &usize| {
        let word = scene.input.brief.objectives[*number].measure.word();
        word.is_some() && word == lesson.measure.as_deref()
    };
    let number = (0..scene.input.brief.objectives.len()).find(measured);
    let result = number.map(|n| scene.input.history.objectives.iter().find(|r| r.objective as usize == n));
    result.map_or_else(|| scene.get("none").into(), |result| opening::verdict(scene, result))
}
