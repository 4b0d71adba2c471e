//! Communications: messages reach their readers, and partners report their units' positions.

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::REPORT_CYCLE_S,
    phases::estimate,
    state::{Found, Report},
};

/// Delivers what is due and shares positions.
pub(crate) fn run(exercise: &mut Exercise) {
    deliver(exercise);
    if exercise.state.tick.is_multiple_of(REPORT_CYCLE_S) {
        report_positions(exercise);
    }
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

/// A message about an object tells its last known position, or where it was found.
fn learn(exercise: &mut Exercise, message: u32, cell: u32) {
    let draft = exercise.state.messages[message as usize].draft.clone();
    let Some(object) = draft.about_object else { return };
    estimate::open(exercise, cell, object);
    let told = exercise.state.cells[draft.from as usize].found.iter().find(|f| f.object == object).cloned();
    let found = &mut exercise.state.cells[cell as usize].found;
    if let Some(Found { by, at, velocity, .. }) = told
        && found.iter().all(|f| f.object != object)
    {
        found.push(Found { object, tick: exercise.state.tick, by, at, velocity });
    }
}

/// Every unit under command that sends its position is seen by the other cells, as of now.
fn report_positions(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    let setup = exercise.setup.clone();
    for (number, unit) in setup.units.iter().enumerate() {
        let heard = levers::silent(exercise, number as u32).is_none();
        let Some(owner) = unit.cell.filter(|_| unit.ais && heard) else { continue };
        let state = &exercise.state.units[number];
        let report = Report {
            tick,
            at: exercise.believed(number as u32),
            course_deg: state.course_deg,
            speed_mps: state.speed_mps,
            activity: state.activity,
            on_board: state.on_board,
        };
        for cell in 0..exercise.state.cells.len() as u32 {
            if cell != owner && levers::connected(exercise, owner, cell) {
                exercise.state.cells[cell as usize].reports.insert(number as u32, report.clone());
            }
        }
    }
}
