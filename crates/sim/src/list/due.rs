//! When a serial is due.

use super::state::Stage;
use crate::{exercise::Exercise, setup::When};

/// The tick at which a serial is due, as far as that is known.
pub(super) fn due(exercise: &Exercise, number: u32, when: &When) -> Option<u64> {
    let list = &exercise.state.list;
    let record = &list.records[number as usize];
    if record.moved.is_some() {
        return record.moved;
    }
    match when {
        When::At(tick) => Some(*tick),
        When::After { serial, delay_s } => Some(list.done(*serial)? + delay_s),
        When::Received { kind, cell, delay_s } => Some(list.read.get(kind)?.get(cell)? + delay_s),
        When::Found { object, cell, delay_s } => Some(found(exercise, *object, *cell)? + delay_s),
        When::Recovered { delay_s } => {
            let cleared = exercise.state.objects.iter().map(|o| o.cleared).collect::<Option<Vec<_>>>()?;
            Some(cleared.into_iter().max()? + delay_s)
        }
        When::NotFoundAfter { serial, delay_s } => {
            let found = exercise.state.objects.iter().any(|o| o.first_found.is_some());
            if found { None } else { Some(list.done(*serial)? + delay_s) }
        }
        When::Answered { serial, delay_s } => Some(list.records[*serial as usize].answer?.tick + delay_s),
        When::Unanswered { serial, for_s } => {
            let asked = &list.records[*serial as usize];
            let open = asked.stage == Stage::Sent && asked.answer.is_none();
            if open { Some(asked.done? + for_s) } else { None }
        }
        When::Searched { delay_s, .. } | When::Pos { delay_s, .. } => Some(record.reached? + delay_s),
        When::ByHand => None,
    }
}

/// When an object, or any, was first found, or first by a cell's own unit.
fn found(exercise: &Exercise, object: Option<u32>, cell: Option<u32>) -> Option<u64> {
    let wanted = |o: u32| object.is_none_or(|wanted| wanted == o);
    let state = &exercise.state;
    let Some(cell) = cell else {
        let objects = (0_u32..).zip(&state.objects);
        return objects.filter(|(o, _)| wanted(*o)).filter_map(|(_, o)| o.first_found).min();
    };
    let own = |unit: u32| exercise.setup.units[unit as usize].cell == Some(cell);
    let finds = state.cells[cell as usize].found.iter().filter(|f| wanted(f.object) && own(f.by));
    finds.map(|f| f.tick).min()
}

/// Whether the threshold that a condition names is reached now; false for conditions without one.
pub(super) fn reached(exercise: &Exercise, when: &When) -> bool {
    match when {
        When::Pos { least, object, cell, .. } => {
            let cells = (0_u32..).zip(&exercise.state.cells).filter(|(n, _)| cell.is_none_or(|cell| cell == *n));
            let estimates = cells.flat_map(|(_, state)| &state.estimates);
            estimates.filter(|e| object.is_none_or(|object| object == e.object)).any(|e| e.pos >= *least)
        }
        When::Searched { search, cell, share, .. } => {
            let state = &exercise.state;
            let of = search.map(|serial| &state.list.records[serial as usize]);
            // A search that the people at the desk made in its place counts as well as the serial's own.
            let by_hand = of.is_some_and(|record| record.stage == Stage::Skipped);
            let own = |plan: u32| of.is_none_or(|record| by_hand || record.plan == Some(plan));
            let plans = (0_u32..).zip(&state.plans).filter(|(n, plan)| own(*n) && cell.is_none_or(|c| c == plan.cell));
            plans.into_iter().any(|(_, plan)| {
                let legs: usize = plan.parts.iter().map(|part| part.points.len()).sum();
                let run: u32 = plan.parts.iter().map(|part| part.legs_done.min(part.points.len() as u32)).sum();
                legs > 0 && f64::from(run) >= share * legs as f64
            })
        }
        _ => false,
    }
}
