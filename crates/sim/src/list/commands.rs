//! What control does with the list.

use super::{Answer, Ask, Event, run, state::Stage};
use crate::{
    decision::Decisions,
    exercise::Exercise,
    limits::MAX_TEXT,
    setup::{Action, MessageDraft, Text},
    talk,
};

/// Why something cannot be done with a serial; that the asker is control was checked before.
pub(crate) fn check(exercise: &Exercise, ask: &Ask) -> Result<(), String> {
    let number = ask.serial();
    let Some(serial) = exercise.setup.serials.get(number as usize) else {
        return Err(format!("there is no serial number {number}"));
    };
    let id = &serial.id;
    let stage = exercise.state.list.records[number as usize].stage;
    match ask {
        Ask::Correct { text, .. } => {
            let Action::Message(_) = serial.action else {
                return Err(format!("{id} sends no message: there is no text to correct"));
            };
            check_text(text)
        }
        Ask::Answered { cell, .. } => {
            if *cell as usize >= exercise.setup.cells.len() {
                return Err(format!("there is no cell number {cell}"));
            }
            match exercise.state.list.records[number as usize].answer {
                _ if stage != Stage::Sent => Err(format!("{id} is not sent, so it cannot be answered")),
                Some(_) => Err(format!("{id} is answered already")),
                None => Ok(()),
            }
        }
        _ if stage == Stage::Sent => Err(format!("{id} was carried out already")),
        Ask::Reschedule { tick, .. } if *tick < exercise.state.tick => Err(format!("the new time of {id} is past")),
        Ask::Reschedule { tick, .. } if *tick >= exercise.setup.length_s => {
            Err(format!("the new time of {id} is after the end of the exercise"))
        }
        Ask::Release(_) if stage != Stage::Held => Err(format!("{id} is not held")),
        Ask::Hold(_) if stage == Stage::Held => Err(format!("{id} is held already")),
        Ask::Skip(_) | Ask::Hold(_) if stage == Stage::Skipped => Err(format!("{id} is left out already")),
        _ => Ok(()),
    }
}

fn check_text(text: &Text) -> Result<(), String> {
    let texts = [Some(&text.en), text.ko.as_ref(), text.ja.as_ref()];
    if texts.into_iter().flatten().any(|text| text.chars().count() > MAX_TEXT) {
        return Err(format!("a message holds at most {MAX_TEXT} characters"));
    }
    if text.en.trim().is_empty() {
        return Err("a correction without a text corrects nothing".to_owned());
    }
    Ok(())
}

/// Does what control asks, checked before.
pub(crate) fn take(exercise: &mut Exercise, ask: &Ask, decisions: &mut dyn Decisions) {
    let serial = ask.serial();
    let tick = exercise.state.tick;
    let record = &mut exercise.state.list.records[serial as usize];
    let event = match ask {
        Ask::Fire(_) => return run::fire(exercise, serial, decisions),
        Ask::Answered { cell, .. } => {
            return run::answered(exercise, serial, Answer { tick, cell: *cell, message: None });
        }
        Ask::Correct { text, .. } => return correct(exercise, serial, text),
        Ask::Hold(_) => {
            record.stage = Stage::Held;
            Event::Held { serial }
        }
        Ask::Release(_) => {
            record.stage = Stage::Waiting;
            Event::Released { serial }
        }
        Ask::Skip(_) => {
            record.stage = Stage::Skipped;
            Event::Skipped { serial }
        }
        Ask::Reschedule { tick, .. } => {
            (record.stage, record.moved, record.due, record.done) = (Stage::Waiting, Some(*tick), Some(*tick), None);
            Event::Rescheduled { serial, to: *tick }
        }
    };
    run::tell(exercise, event);
}

/// Puts a text right: before it is sent the text itself, afterwards by a message of its own.
fn correct(exercise: &mut Exercise, serial: u32, text: &Text) {
    let setup = exercise.setup.clone();
    let Action::Message(draft) = &setup.serials[serial as usize].action else { return };
    let record = &mut exercise.state.list.records[serial as usize];
    if record.stage != Stage::Sent {
        record.text = Some(text.clone());
        run::tell(exercise, Event::Corrected { serial, message: None });
        return;
    }
    record.corrections += 1;
    let message = exercise.state.messages.len() as u32;
    let (kind, body) = ("correction".to_owned(), talk::Body::default());
    talk::send(exercise, MessageDraft { kind, text: text.clone(), body, fill: None, ..draft.clone() });
    run::tell(exercise, Event::Corrected { serial, message: Some(message) });
}
