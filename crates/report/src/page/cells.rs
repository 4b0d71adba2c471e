//! One page for each cell: who it is, what it was asked, what it did.

use sarex_sim::{
    event::{Event, What},
    notes,
    setup::{Action, Cell},
};

use super::{Block, Entry, Page, Scene, Set, facts, table};

/// Rows of a page; the timeline holds them all.
const MOST_ROWS: usize = 60;

/// The pages of the cells that act; observers and control have none.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    for (number, cell) in (0_u32..).zip(&scene.input.brief.cells).filter(|(_, cell)| !cell.sees_truth()) {
        one(page, scene, number, cell);
    }
}

fn one(page: &mut Page, scene: &Scene<'_>, number: u32, cell: &Cell) {
    let (brief, words, grades) = (scene.input.brief, scene.words, &scene.input.history.grades);
    page.push(Block::NewPage);
    page.push(Block::Heading(words.with("report-of-cell", &[("name", words.text(&cell.name).to_owned())])));
    let roles: Vec<String> = cell.roles.iter().map(|role| words.role(*role)).collect();
    let units: Vec<String> =
        brief.units.iter().filter(|u| u.cell == number).map(|u| words.text(&u.name).to_owned()).collect();
    let mail = &scene.metrics.mail[number as usize];
    let promises: Vec<bool> = grades.promises.iter().filter(|p| p.cell == number).map(|p| p.kept()).collect();
    let kept = promises.iter().filter(|kept| **kept).count();
    let refused = events(scene, |what| matches!(what, What::Refused { cell, .. } if *cell == number)).count();
    let mut lines = vec![
        (scene.get("report-roles"), words.list(&roles)),
        (scene.get("report-nation"), cell.nation.clone()),
        (scene.get("report-language"), cell.language.clone()),
        (scene.get("report-own-units"), words.list(&units)),
        (scene.get("report-sent"), mail.sent.to_string()),
        (scene.get("report-read"), format!("{} / {}", mail.read_after_s.len(), mail.received)),
        (scene.get("report-median-delay"), mail.median_s().map_or_else(|| scene.get("none"), |s| words.duration(s))),
        (scene.get("report-injects-got"), got(scene, number).to_string()),
        (scene.get("report-kept"), format!("{kept} / {}", promises.len())),
        (scene.get("report-refusals"), refused.to_string()),
    ];
    for pos in scene.metrics.pos.iter().filter(|p| p.cell == number) {
        lines.push((
            scene.get("report-tile-pos-cell"),
            format!("{}: {}", words.object(pos.object, brief), words.share(pos.best)),
        ));
    }
    facts(page, &lines);
    page.sub(scene.get("report-cell-events"));
    let acted = events(scene, |what| acts(scene, what) == Some(number)).take(MOST_ROWS);
    course(page, scene, acted);
}

/// Injects addressed to a cell that were sent.
fn got(scene: &Scene<'_>, cell: u32) -> usize {
    let sent = scene.metrics.injects.iter().filter(|inject| inject.sent.is_some());
    let serials = sent.filter_map(|inject| scene.input.brief.serials.get(inject.serial as usize));
    serials.filter(|s| matches!(&s.action, Action::Message(draft) if draft.to.contains(&cell))).count()
}

/// The cell that something was done by.
fn acts(scene: &Scene<'_>, what: &What) -> Option<u32> {
    match what {
        What::MessageSent { from, .. } => Some(*from),
        What::MessageRead { cell, .. }
        | What::PlanMade { cell, .. }
        | What::PlanChanged { cell, .. }
        | What::PlanFailed { cell, .. }
        | What::Refused { cell, .. }
        | What::EstimateOpened { cell, .. } => Some(*cell),
        What::OrderGiven { unit, .. } | What::Detected { unit, .. } => {
            scene.input.brief.units.get(*unit as usize).map(|u| u.cell)
        }
        What::Notes(notes::Event::Taken { note, .. }) => Some(note.by),
        _ => None,
    }
}

pub(super) fn events<'a>(
    scene: &'a Scene<'_>,
    wanted: impl Fn(&What) -> bool + 'a,
) -> impl Iterator<Item = &'a Event> + 'a {
    scene.input.history.events.iter().filter(move |event| wanted(&event.what))
}

/// Events as a table of times and sentences.
pub(super) fn course<'a>(page: &mut Page, scene: &Scene<'_>, events: impl Iterator<Item = &'a Event>) {
    let rows = events.map(|event| {
        vec![
            Entry::from(scene.time(event.tick)),
            format!("+{}", scene.words.duration(event.tick)).into(),
            scene.words.event(&event.what, scene.input.brief).into(),
        ]
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[column("report-utc", Set::Fixed), column("report-elapsed", Set::Fixed), column("report-event", Set::Text)],
        rows.collect(),
    );
}
