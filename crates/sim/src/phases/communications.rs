//! Communications: messages reach their readers, and partners share what they release.

use crate::{cells::sharing, exercise::Exercise, talk};

/// Delivers what is due and shares what is released.
pub(crate) fn run(exercise: &mut Exercise) {
    talk::deliver(exercise);
    sharing::run(exercise);
}

/// A message about an object brings along what its sender knows and may release.
pub(crate) fn learn(exercise: &mut Exercise, message: u32, cell: u32) {
    let draft = &exercise.state.messages[message as usize].draft;
    if let Some(object) = draft.about_object {
        sharing::attach(exercise, message, draft.from, cell, object);
    }
}
