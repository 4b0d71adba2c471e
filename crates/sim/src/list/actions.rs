//! What serials do.

use std::collections::BTreeSet;

use crate::{
    command::{self, Command},
    decision::Decisions,
    event::{Audience, EndReason, What},
    exercise::Exercise,
    levers,
    phases::commands,
    setup::{Action, Order, Role},
    talk,
};

/// Who may know that an action is carried out: whoever it is done for.
pub(super) fn audience(exercise: &Exercise, action: &Action) -> Audience {
    match action {
        Action::Message(draft) => Audience::Cells(vec![draft.from]),
        Action::Search(request) => Audience::Cells(vec![request.cell]),
        Action::Rescue { cell, .. } => Audience::Cells(vec![*cell]),
        Action::Order { unit, .. } => exercise.audience_of(*unit),
        Action::Environment(_) | Action::Lever(_) => Audience::Control,
        Action::End => Audience::All,
    }
}

/// Carries out an action now.
pub(super) fn carry_out(exercise: &mut Exercise, action: Action, decisions: &mut dyn Decisions) {
    match action {
        Action::Message(draft) => talk::send(exercise, draft),
        Action::Search(request) => commands::search(exercise, request, decisions),
        Action::Rescue { cell, object, units } => rescue(exercise, cell, object, &units),
        Action::Order { unit, order } => {
            let cell = exercise.setup.units[unit as usize].cell.unwrap_or(u32::MAX);
            commands::take(exercise, &Command { cell, action: command::Ask::Order { unit, order } }, decisions);
        }
        Action::Environment(change) => commands::change_environment(exercise, change),
        Action::End => exercise.end(EndReason::Serial),
        Action::Lever(lever) => pull(exercise, &lever),
    }
}

/// A lever of the exercise list is control's; one that cannot be pulled now says why.
fn pull(exercise: &mut Exercise, lever: &levers::Lever) {
    let control = exercise.setup.cells.iter().position(|c| c.roles.contains(&Role::ExerciseControl));
    let control = control.map_or(u32::MAX, |number| number as u32);
    match levers::check(exercise, control, lever) {
        Ok(()) => levers::pull(exercise, lever),
        Err(reason) => exercise.emit(Audience::Control, What::Refused { cell: control, reason }),
    }
}

/// The cell that a serial acts for; none: control or nature.
pub(super) fn actor(exercise: &Exercise, action: &Action) -> Option<u32> {
    match action {
        Action::Message(draft) => Some(draft.from),
        Action::Search(request) => Some(request.cell),
        Action::Rescue { cell, .. } => Some(*cell),
        Action::Order { unit, .. } => exercise.setup.units[*unit as usize].cell,
        Action::Environment(_) | Action::End | Action::Lever(_) => None,
    }
}

/// Whether the people at the desk did already what a default procedure would do.
pub(super) fn already_done(exercise: &Exercise, action: &Action) -> bool {
    match action {
        Action::Message(draft) => {
            // What the list itself sent is another of its lines, not somebody at the desk.
            let by_list: BTreeSet<u32> = exercise.state.list.records.iter().filter_map(|r| r.message).collect();
            let mut sent = (0_u32..).zip(&exercise.state.messages).filter(|(number, _)| !by_list.contains(number));
            sent.any(|(_, m)| m.draft.from == draft.from && m.draft.kind == draft.kind)
        }
        Action::Search(request) => {
            // A unit keeps the order of a search that it has run to the end; it is free for the next one.
            let busy = |unit: &u32| {
                let state = &exercise.state.units[*unit as usize];
                matches!(&state.order, Order::Search { legs, .. } if (state.legs_done as usize) < legs.len())
            };
            request.units.iter().all(busy)
        }
        Action::Rescue { object, .. } => {
            exercise.state.units.iter().any(|u| matches!(u.order, Order::Recover(o) if o == *object))
        }
        Action::Order { .. } | Action::Environment(_) | Action::End | Action::Lever(_) => false,
    }
}

/// Sends the best placed units until their room is enough for everybody left.
fn rescue(exercise: &mut Exercise, cell: u32, object: u32, units: &[u32]) {
    let Some(at) = exercise.state.cells[cell as usize].found.iter().find(|f| f.object == object).map(|f| f.at) else {
        let reason = "the object is not found, so there is nobody to recover".to_owned();
        exercise.emit(Audience::Cells(vec![cell]), What::Refused { cell, reason });
        return;
    };
    let setup = exercise.setup.clone();
    let mut candidates: Vec<(f64, u32)> = units
        .iter()
        .filter(|u| {
            let state = &exercise.state.units[**u as usize];
            !state.lost
                && levers::reachable(exercise, **u)
                && levers::can_recover(exercise, **u)
                && setup.units[**u as usize].performance.survivor_capacity > state.on_board
        })
        .map(|u| {
            let state = &exercise.state.units[*u as usize];
            let ready_s =
                state.ready_tick.map_or(setup.units[*u as usize].ready_s, |t| t.saturating_sub(exercise.state.tick));
            let run_s = state.at.distance_m(at) / setup.units[*u as usize].performance.max_mps;
            (run_s + if state.at_base { ready_s as f64 } else { 0.0 }, *u)
        })
        .collect();
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut left = exercise.state.objects[object as usize].left();
    for (_, unit) in candidates {
        if left == 0 {
            break;
        }
        commands::give_order(exercise, unit, Order::Recover(object));
        let room =
            setup.units[unit as usize].performance.survivor_capacity - exercise.state.units[unit as usize].on_board;
        left = left.saturating_sub(room);
    }
}
