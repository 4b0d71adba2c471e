//! Airspaces of the exercise: what another cell's aircraft enters only when cleared. Never a delimitation.

use sarex_model::position::{LocalFrame, Position};
use serde::{Deserialize, Serialize};

use super::{Answer, Entry, Event, Step, board, message};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::SENSOR_CYCLE_S,
    setup::{Class, Text},
};

/// An air defence identification zone, or any airspace, as drawn for the exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Airspace {
    /// Id in the scenario.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Number of the cell that clears entry.
    pub cell: u32,
    /// Corners.
    pub area: Vec<Position>,
}

/// Lets entries expire and watches who comes in.
pub(crate) fn run(exercise: &mut Exercise) {
    if !exercise.state.tick.is_multiple_of(SENSOR_CYCLE_S) {
        return;
    }
    expire(exercise);
    if !exercise.setup.airspaces.is_empty() {
        watch(exercise);
    }
}

fn expire(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    let timed = |step: &Step| match step {
        Step::RequestEntry { until_tick, .. } | Step::ClearEntry { until_tick, .. } => until_tick.is_some(),
        _ => false,
    };
    if !exercise.state.coordination.records.iter().any(|r| timed(&r.step)) {
        return;
    }
    for entry in board::board(exercise, 0, true).entries {
        let over = entry.until_tick.is_some_and(|until| until <= tick);
        if over && matches!(entry.answer, Answer::Open | Answer::Yes { .. }) {
            let number = message::put(exercise, entry.by, Step::ExpireEntry { entry: entry.number }, None);
            // Whoever knows of the entry knows its end.
            let knowing = exercise.state.coordination.records[entry.number as usize].known.clone();
            knowing.into_iter().for_each(|(cell, _)| message::know(exercise, number, cell));
        }
    }
}

fn watch(exercise: &mut Exercise) {
    let setup = exercise.setup.clone();
    for (unit, declared) in (0_u32..).zip(&setup.units) {
        if declared.performance.class == Class::Vessel {
            continue;
        }
        let Some(own) = declared.cell else { continue };
        for (number, airspace) in (0_u32..).zip(&setup.airspaces) {
            let state = &exercise.state.units[unit as usize];
            let inside = airspace.cell != own && state.active() && contains(&airspace.area, state.at);
            let at = exercise.state.coordination.inside.iter().position(|known| *known == (unit, number));
            match (at, inside) {
                (None, true) => {
                    exercise.state.coordination.inside.push((unit, number));
                    let cleared = cleared(exercise, unit, own, airspace.cell);
                    let what = What::Coordination(Event::Entered { unit, airspace: number, cleared });
                    exercise.emit(Audience::Cells(vec![own, airspace.cell]), what);
                }
                (Some(at), false) => {
                    exercise.state.coordination.inside.remove(at);
                }
                _ => {}
            }
        }
    }
}

/// The owner of the airspace cleared this unit, or the cell's aircraft at large.
fn cleared(exercise: &Exercise, unit: u32, own: u32, owner: u32) -> bool {
    let holds = |entry: &Entry| {
        entry.by == own
            && entry.unit.is_none_or(|u| u == unit)
            && matches!(entry.answer, Answer::Yes { by, .. } if by == owner)
    };
    board::board(exercise, own, false).entries.iter().any(holds)
}

/// Even-odd rule in metres about the place; airspaces of an exercise never cross the date line.
fn contains(area: &[Position], at: Position) -> bool {
    let frame = LocalFrame::new(at);
    let corners: Vec<_> = area.iter().map(|p| frame.to_local(*p)).collect();
    let mut inside = false;
    for (i, a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % corners.len()];
        if (a.north_m > 0.0) != (b.north_m > 0.0) {
            let share = -a.north_m / (b.north_m - a.north_m);
            inside ^= a.east_m + share * (b.east_m - a.east_m) > 0.0;
        }
    }
    inside
}
