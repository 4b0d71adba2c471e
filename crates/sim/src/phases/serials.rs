//! Serials: the exercise list and the cells' default procedures, each carried out once when it is due.

use crate::{
    command::{Ask, Command},
    decision::Decisions,
    event::{Audience, EndReason, What},
    exercise::Exercise,
    phases::commands,
    setup::{Action, Order, When},
    talk,
    view::SerialState,
};

/// Carries out every serial that is due.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    let setup = exercise.setup.clone();
    for (number, serial) in setup.serials.iter().enumerate() {
        let record = exercise.state.serials[number];
        if record.state != SerialState::Planned
            || due(exercise, &serial.when).is_none_or(|due| exercise.state.tick < due)
        {
            continue;
        }
        if serial.default_procedure && already_done(exercise, &serial.action) {
            exercise.state.serials[number].state = SerialState::Skipped;
            exercise.state.serials[number].done = Some(exercise.state.tick);
            continue;
        }
        fire(exercise, number as u32, decisions);
    }
}

/// Carries out a serial now.
pub(crate) fn fire(exercise: &mut Exercise, number: u32, decisions: &mut dyn Decisions) {
    let setup = exercise.setup.clone();
    let record = &mut exercise.state.serials[number as usize];
    record.state = SerialState::Done;
    record.done = Some(exercise.state.tick);
    let action = &setup.serials[number as usize].action;
    let audience = match action {
        Action::Message(draft) => Audience::Cells(vec![draft.from]),
        Action::Search(request) => Audience::Cells(vec![request.cell]),
        Action::Rescue { cell, .. } => Audience::Cells(vec![*cell]),
        Action::Order { unit, .. } => exercise.audience_of(*unit),
        Action::Environment(_) => Audience::Control,
        Action::End => Audience::All,
    };
    exercise.emit(audience, What::SerialDone { serial: number });
    match action {
        Action::Message(draft) => talk::send(exercise, draft.clone()),
        Action::Search(request) => commands::search(exercise, request.clone(), decisions),
        Action::Rescue { cell, object, units } => rescue(exercise, *cell, *object, units),
        Action::Order { unit, order } => {
            let cell = setup.units[*unit as usize].cell.unwrap_or(u32::MAX);
            commands::take(
                exercise,
                &Command { cell, action: Ask::Order { unit: *unit, order: order.clone() } },
                decisions,
            );
        }
        Action::Environment(change) => commands::change_environment(exercise, *change),
        Action::End => exercise.end(EndReason::Serial),
    }
}

/// The tick at which a serial is due, as far as that is known.
pub(crate) fn due(exercise: &Exercise, when: &When) -> Option<u64> {
    let state = &exercise.state;
    match when {
        When::At(tick) => Some(*tick),
        When::After { serial, delay_s } => Some(state.serials[*serial as usize].done? + delay_s),
        When::Received { kind, cell, delay_s } => {
            let mut wanted = state.messages.iter().filter(|m| m.draft.kind == *kind);
            let read = wanted.find_map(|m| m.read_by(*cell));
            Some(read? + delay_s)
        }
        When::Found { object, cell, delay_s } => {
            let wanted = |o: u32| object.is_none_or(|wanted| wanted == o);
            let found = match cell {
                None => {
                    (0_u32..).zip(&state.objects).filter(|(o, _)| wanted(*o)).filter_map(|(_, o)| o.first_found).min()
                }
                Some(cell) => state.cells[*cell as usize]
                    .found
                    .iter()
                    .filter(|f| wanted(f.object) && exercise.setup.units[f.by as usize].cell == Some(*cell))
                    .map(|f| f.tick)
                    .min(),
            };
            Some(found? + delay_s)
        }
        When::Recovered { delay_s } => {
            let cleared = state.objects.iter().map(|o| o.cleared).collect::<Option<Vec<_>>>()?;
            Some(cleared.into_iter().max()? + delay_s)
        }
        When::NotFoundAfter { serial, delay_s } => {
            if state.objects.iter().any(|o| o.first_found.is_some()) {
                return None;
            }
            Some(state.serials[*serial as usize].done? + delay_s)
        }
    }
}

/// Whether the people at the desk did already what a default procedure would do.
fn already_done(exercise: &Exercise, action: &Action) -> bool {
    match action {
        Action::Message(draft) => {
            exercise.state.messages.iter().any(|m| m.draft.from == draft.from && m.draft.kind == draft.kind)
        }
        Action::Search(request) => {
            let busy = |unit: &u32| matches!(exercise.state.units[*unit as usize].order, Order::Search { .. });
            request.units.iter().all(busy)
        }
        Action::Rescue { object, .. } => {
            exercise.state.units.iter().any(|u| matches!(u.order, Order::Recover(o) if o == *object))
        }
        Action::Order { .. } | Action::Environment(_) | Action::End => false,
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
            !state.lost && setup.units[**u as usize].performance.survivor_capacity > state.on_board
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
