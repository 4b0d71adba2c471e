//! Timeline, notes and messages.

use sarex_sim::{
    event::{Audience, Event, What},
    notes::Note,
    setup::Action,
    talk,
};

use super::{Entry, Page, Scene, Set, caption, heading, table};
use crate::figure;

/// Rows of one table; the whole list is in `events.jsonl`.
const MOST_ROWS: usize = 1500;

/// What the units did and what happened.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-timeline");
    if !scene.input.history.tracks.is_empty() {
        page.figure(figure::gantt(scene.input, scene.words));
    }
    notes(page, scene);
    findings(page, scene);
    page.sub(scene.get("report-events"));
    let shown: Vec<&Event> = scene.input.history.events.iter().filter(|e| told(scene, &e.what)).collect();
    let rows = shown.iter().take(MOST_ROWS).map(|event| {
        vec![
            scene.time(event.tick).into(),
            format!("+{}", scene.words.duration(event.tick)).into(),
            scene.words.event(&event.what, scene.input.brief).into(),
            known_to(scene, &event.known_to).into(),
        ]
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-utc", Set::Fixed),
            column("report-elapsed", Set::Fixed),
            column("report-event", Set::Text),
            column("report-known-to", Set::Text),
        ],
        rows.collect(),
    );
    let left_out = shown.len().saturating_sub(MOST_ROWS);
    if left_out > 0 {
        caption(page, scene.words.with("report-left-out", &[("number", left_out.to_string())]));
    }
    caption(page, scene.get("report-events-omitted"));
}

/// Left out: what is too small or too often, and what stands with the messages.
fn told(scene: &Scene<'_>, what: &What) -> bool {
    let serials = &scene.input.brief.serials;
    match what {
        What::LegPassed { .. } | What::ContactNew { .. } | What::MessageRead { .. } | What::HelmClamped { .. } => false,
        // They have a table of their own.
        What::JudgeFinding { .. } => false,
        // Receipts stand with the messages.
        What::Talk(talk::Event::Delivered { .. } | talk::Event::Acknowledged { .. }) => false,
        // The message itself follows.
        What::SerialDone { serial } => {
            !serials.get(*serial as usize).is_some_and(|s| matches!(s.action, Action::Message(_)))
        }
        _ => true,
    }
}

fn known_to(scene: &Scene<'_>, audience: &Audience) -> String {
    match audience {
        Audience::All => scene.get("report-known-to-all"),
        Audience::Cells(cells) => scene.words.cells(cells, scene.input.brief),
        Audience::Control => scene.get("report-known-to-control"),
    }
}

/// What trainers and observers wrote down.
fn notes(page: &mut Page, scene: &Scene<'_>) {
    let (words, brief) = (scene.words, scene.input.brief);
    let row = |note: &Note| {
        let about = note.about.map(|cell| words.cell(cell, brief)).unwrap_or_default();
        let objective = note.objective.and_then(|o| brief.objectives.get(o as usize));
        let place = note.at.map(|at| words.position(at)).unwrap_or_default();
        vec![
            scene.time(note.of_tick).into(),
            words.cell(note.by, brief).into(),
            words.or_plain("note", note.kind.word()).into(),
            about.into(),
            objective.map(|o| o.id.clone()).unwrap_or_default().into(),
            place.into(),
            note.text.clone().into(),
        ]
    };
    let standing = scene.input.history.notes.iter().filter(|note| note.amended_by.is_none());
    let rows: Vec<Vec<Entry>> = standing.map(row).collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-notes"));
    let column = |key: &str, set| (scene.get(key), set);
    let columns = [
        column("report-utc", Set::Fixed),
        column("report-note-by", Set::Text),
        column("report-note-kind", Set::Text),
        column("report-note-about", Set::Text),
        column("report-note-objective", Set::Text),
        column("report-note-place", Set::Fixed),
        column("report-note", Set::Text),
    ];
    table(page, &columns, rows);
}

/// What judges found when the exercise was over.
fn findings(page: &mut Page, scene: &Scene<'_>) {
    let rows: Vec<Vec<Entry>> = scene
        .input
        .history
        .events
        .iter()
        .filter_map(|event| match &event.what {
            What::JudgeFinding { plugin, finding } => {
                let judge = scene.input.brief.plugins.get(*plugin as usize).map_or("", |p| p.id.as_str());
                let times: Vec<String> = finding.at_s.iter().map(|at| scene.time(at.max(0.0) as u64)).collect();
                Some(vec![
                    judge.to_owned().into(),
                    format!("{:.2}", finding.score).into(),
                    finding.text.clone().into(),
                    times.join(", ").into(),
                ])
            }
            _ => None,
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-findings"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-judge", Set::Text),
            column("report-score", Set::Fixed),
            column("report-finding", Set::Text),
            column("report-utc", Set::Text),
        ],
        rows,
    );
}

/// Every message with its text and when it was read.
pub(super) fn messages(page: &mut Page, scene: &Scene<'_>) {
    let (brief, words) = (scene.input.brief, scene.words);
    let rows: Vec<Vec<Entry>> = scene
        .input
        .history
        .messages
        .iter()
        .map(|message| {
            vec![
                (u64::from(message.number) + 1).to_string().into(),
                scene.time(message.sent_tick).into(),
                words.cell(message.draft.from, brief).into(),
                words.cells(&message.draft.to, brief).into(),
                words.message_kind(&message.draft.kind).into(),
                words.message(message, brief).said().into(),
                read(scene, message.number, message.sent_tick).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    heading(page, scene, "report-messages");
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-number", Set::Number),
            column("report-utc", Set::Fixed),
            column("report-from", Set::Text),
            column("report-to", Set::Text),
            column("report-kind", Set::Text),
            column("report-text", Set::Text),
            column("report-read-after", Set::Text),
        ],
        rows,
    );
}

/// How long after it was sent each cell read a message.
fn read(scene: &Scene<'_>, message: u32, sent: u64) -> String {
    let readers = scene.input.history.events.iter().filter_map(|event| match event.what {
        What::MessageRead { message: m, cell } if m == message => {
            let delay = scene.words.duration(event.tick.saturating_sub(sent));
            Some(format!("{} +{delay}", scene.words.cell(cell, scene.input.brief)))
        }
        _ => None,
    });
    scene.words.list(&readers.collect::<Vec<_>>())
}
