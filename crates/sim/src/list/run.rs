//! The list at each tick: what happened is heard, what is due is carried out, what is not answered is late.

use super::{Answer, Event, actions, due, state::Stage};
use crate::{
    decision::Decisions,
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::SENSOR_CYCLE_S,
    setup::Action,
};

/// Kinds of message that say no more than that another one arrived.
const RECEIPTS: [&str; 3] = ["acknowledge", "acknowledgement", "read-back"];

/// Carries out every serial that is due.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    hear(exercise);
    let setup = exercise.setup.clone();
    let tick = exercise.state.tick;
    // Searches and probabilities change with the looks of the sensors only.
    let look = tick.is_multiple_of(SENSOR_CYCLE_S);
    for (number, serial) in (0_u32..).zip(&setup.serials) {
        let record = &exercise.state.list.records[number as usize];
        match record.stage {
            Stage::Waiting | Stage::Held => {
                if look && record.reached.is_none() && due::reached(exercise, &serial.when) {
                    exercise.state.list.records[number as usize].reached = Some(tick);
                }
                let due = due::due(exercise, number, &serial.when);
                let record = &mut exercise.state.list.records[number as usize];
                record.due = due;
                if record.stage == Stage::Held || due.is_none_or(|due| tick < due) {
                    continue;
                }
                let gone =
                    actions::actor(exercise, &serial.action).is_some_and(|cell| levers::withdrawn(exercise, cell));
                if gone || serial.default_procedure && actions::already_done(exercise, &serial.action) {
                    let record = &mut exercise.state.list.records[number as usize];
                    (record.stage, record.done) = (Stage::Skipped, Some(tick));
                    continue;
                }
                fire(exercise, number, decisions);
            }
            Stage::Sent if record.wants_answer && record.answer.is_none() && !record.late => {
                let deadline = record.done.zip(serial.detail.answer_within_s).map(|(sent, within)| sent + within);
                if deadline.is_some_and(|deadline| deadline <= tick) {
                    exercise.state.list.records[number as usize].late = true;
                    tell(exercise, Event::Late { serial: number });
                }
            }
            Stage::Sent | Stage::Skipped => {}
        }
    }
}

/// Carries out a serial now.
pub(super) fn fire(exercise: &mut Exercise, number: u32, decisions: &mut dyn Decisions) {
    let setup = exercise.setup.clone();
    let record = &mut exercise.state.list.records[number as usize];
    (record.stage, record.done) = (Stage::Sent, Some(exercise.state.tick));
    let mut action = setup.serials[number as usize].action.clone();
    if let (Action::Message(draft), Some(text)) = (&mut action, &record.text) {
        draft.text = text.clone();
    }
    exercise.emit(actions::audience(exercise, &action), What::SerialDone { serial: number });
    let (messages, plans) = (exercise.state.messages.len(), exercise.state.plans.len());
    actions::carry_out(exercise, action, decisions);
    let new = |before: usize, now: usize| (now > before).then_some(before as u32);
    let (message, plan) = (new(messages, exercise.state.messages.len()), new(plans, exercise.state.plans.len()));
    let record = &mut exercise.state.list.records[number as usize];
    (record.message, record.plan) = (message, plan);
}

/// Takes in what happened since the last tick: which messages were read, and which answer a serial.
fn hear(exercise: &mut Exercise) {
    let from = usize::try_from(exercise.state.list.heard).unwrap_or(usize::MAX);
    let news = exercise.history.events.get(from..).unwrap_or_default();
    let mut answers = Vec::new();
    for event in news {
        match &event.what {
            What::MessageRead { message, cell } => {
                let Some(message) = exercise.state.messages.get(*message as usize) else { continue };
                let read = exercise.state.list.read.entry(message.draft.kind.clone()).or_default();
                read.entry(*cell).or_insert(event.tick);
            }
            What::MessageSent { message, .. } => answers.push((event.tick, *message)),
            _ => {}
        }
    }
    exercise.state.list.heard = exercise.history.events.len() as u64;
    for (tick, message) in answers {
        if let Some((serial, cell)) = answered_by(exercise, message) {
            answered(exercise, serial, Answer { tick, cell, message: Some(message) });
        }
    }
}

/// The serial that a message answers, and the answering cell: the one that it replies to, else of several the one that asks
/// for this kind, then the oldest.
fn answered_by(exercise: &Exercise, message: u32) -> Option<(u32, u32)> {
    let draft = &exercise.state.messages.get(message as usize)?.draft;
    let open = (0_u32..).zip(exercise.setup.serials.iter().zip(&exercise.state.list.records)).filter_map(
        |(number, (serial, record))| {
            let Action::Message(asked) = &serial.action else { return None };
            let waits = record.stage == Stage::Sent && record.wants_answer && record.answer.is_none();
            // A message cannot answer what was sent after it.
            if !waits || record.message.is_none_or(|sent| sent >= message) || !asked.to.contains(&draft.from) {
                return None;
            }
            let fits = match &serial.detail.answer {
                Some(kind) => *kind == draft.kind,
                None => draft.to.contains(&asked.from) && !RECEIPTS.contains(&draft.kind.as_str()),
            };
            let replies = draft.reply_to.is_some() && draft.reply_to == record.message;
            // A reply to something else is no answer to this, unless it is of the very kind that is wanted.
            let other = draft.reply_to.is_some() && !replies && serial.detail.answer.is_none();
            (fits && !other).then_some((!replies, serial.detail.answer.is_none(), record.done, number))
        },
    );
    open.min().map(|(.., number)| (number, draft.from))
}

/// Notes an answer.
pub(super) fn answered(exercise: &mut Exercise, serial: u32, answer: Answer) {
    let within = exercise.setup.serials[serial as usize].detail.answer_within_s;
    let record = &mut exercise.state.list.records[serial as usize];
    record.answer = Some(answer);
    let after_s = answer.tick.saturating_sub(record.done.unwrap_or(answer.tick));
    let in_time = !record.late && within.is_none_or(|within| after_s <= within);
    let Answer { cell, message, .. } = answer;
    tell(exercise, Event::Answered { serial, cell, message, after_s, in_time });
}

/// An event of the list: nobody but control plans with it.
pub(super) fn tell(exercise: &mut Exercise, event: Event) {
    exercise.emit(Audience::Control, What::List(event));
}
