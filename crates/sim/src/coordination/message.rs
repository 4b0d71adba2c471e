//! Steps travel in messages: sent with one, known when it is read. Messages of known kinds are steps of themselves.

use super::{Answer, Ask, Board, Event, MAX_STEPS, Record, Step, board, text};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    setup::MessageDraft,
    talk::{self, Body, HandOver, Office, Party},
};

/// Takes a checked step and tells it.
pub(crate) fn take(exercise: &mut Exercise, cell: u32, ask: &Ask) {
    let message = exercise.state.messages.len() as u32;
    let draft = draft(exercise, cell, ask);
    put(exercise, cell, ask.step.clone(), Some(message));
    talk::send(exercise, draft);
}

/// The message that tells a step.
pub(super) fn draft(exercise: &Exercise, cell: u32, ask: &Ask) -> MessageDraft {
    MessageDraft {
        from: cell,
        to: ask.to.clone(),
        kind: ask.step.message_kind().to_owned(),
        text: text::of(exercise, &ask.step),
        about_object: ask.step.object(),
        body: body(exercise, cell, &ask.step),
        ..MessageDraft::default()
    }
}

/// The structure of a step's message, where there is one: what is handed over.
fn body(exercise: &Exercise, cell: u32, step: &Step) -> Body {
    let (office, to, items) = match step {
        Step::OfferHandOver { office, to, items } => (*office, *to, items),
        Step::Brief { hand_over, items } => {
            let open = board::board(exercise, cell, true).hand_overs.into_iter().find(|h| h.number == *hand_over);
            let Some(open) = open else { return Body::default() };
            (open.office, open.to, items)
        }
        _ => return Body::default(),
    };
    let (office, to, items) = (Some(office), Some(Party::Cell(to)), items.clone());
    Body::HandOver(Box::new(HandOver { office, to, items, ..HandOver::default() }))
}

/// A step that the cell takes and knows from now on.
pub(super) fn put(exercise: &mut Exercise, by: u32, step: Step, message: Option<u32>) -> u32 {
    let tick = exercise.state.tick;
    let records = &mut exercise.state.coordination.records;
    let number = records.len() as u32;
    records.push(Record { tick, by, step: step.clone(), message, known: vec![(by, tick)] });
    exercise.emit(Audience::Cells(vec![by]), What::Coordination(Event::Taken { number, by, step }));
    number
}

/// A message was sent: one of a known kind that carries no step yet is a step.
pub(crate) fn sent(exercise: &mut Exercise, message: u32) {
    let records = &exercise.state.coordination.records;
    if records.len() >= MAX_STEPS || records.iter().rev().any(|r| r.message == Some(message)) {
        return;
    }
    let draft = &exercise.state.messages[message as usize].draft;
    let by = draft.from;
    if let Some(step) = step_of(exercise, draft) {
        put(exercise, by, step, Some(message));
    }
}

/// A message was read: the reader knows its step.
pub(crate) fn read(exercise: &mut Exercise, message: u32, cell: u32) {
    let records = &exercise.state.coordination.records;
    if let Some(number) = records.iter().rposition(|r| r.message == Some(message)) {
        know(exercise, number as u32, cell);
    }
}

/// A cell learns of a step.
pub(super) fn know(exercise: &mut Exercise, number: u32, cell: u32) {
    let tick = exercise.state.tick;
    let record = &mut exercise.state.coordination.records[number as usize];
    if record.known.iter().any(|(c, _)| *c == cell) {
        return;
    }
    record.known.push((cell, tick));
    let (by, step) = (record.by, record.step.clone());
    if let Step::Propose { plans, .. } = &step {
        let known = &mut exercise.state.cells[cell as usize].plans;
        let new: Vec<u32> = plans.iter().copied().filter(|plan| !known.contains(plan)).collect();
        known.extend(new);
    }
    exercise.emit(Audience::Cells(vec![cell, by]), What::Coordination(Event::Known { number, cell, step }));
}

/// The step that a message of a known kind is, as its sender means it.
fn step_of(exercise: &Exercise, draft: &MessageDraft) -> Option<Step> {
    let from = draft.from;
    let board = || board::board(exercise, from, false);
    let object = draft.about_object.or((exercise.setup.objects.len() == 1).then_some(0));
    Some(match draft.kind.as_str() {
        "distress-alert" | "distress-relay" | "distress-call" => Step::Alert { object: draft.about_object },
        "smc-named" => Step::NameSmc { cell: from },
        "osc-named" => Step::NameOsc { cell: from, unit: None },
        "aco-named" => Step::NameAco { cell: from, unit: None },
        "datum" => Step::ShareDatum { object: object? },
        "datum-agreed" => Step::AgreeDatum { object: object? },
        "area-split" => {
            let open = board().proposals.into_iter().rev().find(|p| p.answer == Answer::Open && p.by != from);
            Step::Agree { proposal: open.map(|p| p.number) }
        }
        "entry-request" => Step::RequestEntry { unit: None, low_m: 0.0, high_m: 15_000.0, until_tick: None },
        "entry-cleared" | "entry-refused" => {
            let open = board().entries.into_iter().rev().find(|e| e.answer == Answer::Open && e.by != from);
            let entry = open?.number;
            match draft.kind.as_str() {
                "entry-cleared" => Step::ClearEntry { entry, until_tick: None },
                _ => Step::RefuseEntry { entry, why: String::new() },
            }
        }
        "handover" => hand_over(&board(), draft)?,
        "handover-taken" => {
            let offered = board().hand_overs.into_iter().rev().find(|h| h.to == from && h.taken_tick.is_none());
            Step::TakeOver { hand_over: offered?.number }
        }
        "suspension" => Step::Suspend { why: String::new() },
        "resumption" => Step::Resume { why: String::new() },
        _ => return None,
    })
}

/// An offer; or, where one to the same cell is open, more of its checklist.
fn hand_over(board: &Board, draft: &MessageDraft) -> Option<Step> {
    let to = *draft.to.first()?;
    let (office, items) = match &draft.body {
        Body::HandOver(body) => (body.office.unwrap_or(Office::Smc), body.items.clone()),
        _ => (Office::Smc, Vec::new()),
    };
    let same =
        |h: &&super::HandOver| h.from == draft.from && h.to == to && h.office == office && h.taken_tick.is_none();
    Some(match board.hand_overs.iter().rev().find(same) {
        Some(open) => Step::Brief { hand_over: open.number, items },
        None => Step::OfferHandOver { office, to, items },
    })
}
