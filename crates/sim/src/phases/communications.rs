//! Communications: messages reach their readers, and partners share what they release.

use crate::{
    cells::sharing,
    event::{Audience, What},
    exercise::Exercise,
    levers,
};

/// Delivers what is due and shares what is released.
pub(crate) fn run(exercise: &mut Exercise) {
    deliver(exercise);
    sharing::run(exercise);
}

fn deliver(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    let mut read = Vec::new();
    for (number, message) in exercise.state.messages.iter().enumerate() {
        for (to, due, done) in &message.deliveries {
            // What cannot get through waits until it can.
            if !*done && *due <= tick && levers::connected(exercise, message.draft.from, *to) {
                read.push((number as u32, *to));
            }
        }
    }
    for (message, cell) in &read {
        let deliveries = &mut exercise.state.messages[*message as usize].deliveries;
        for delivery in deliveries.iter_mut().filter(|(to, ..)| to == cell) {
            *delivery = (*cell, tick, true);
        }
    }
    for (message, cell) in read {
        let from = exercise.state.messages[message as usize].draft.from;
        exercise.emit(Audience::Cells(vec![cell, from]), What::MessageRead { message, cell });
        learn(exercise, message, cell);
    }
}

/// A message about an object brings along what its sender knows and may release.
fn learn(exercise: &mut Exercise, message: u32, cell: u32) {
    let draft = &exercise.state.messages[message as usize].draft;
    if let Some(object) = draft.about_object {
        sharing::attach(exercise, message, draft.from, cell, object);
    }
}
