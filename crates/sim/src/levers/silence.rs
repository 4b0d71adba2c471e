//! A unit whose radio is out: its cell knows it as last heard, and learns of its finds when it is heard again.

use sarex_model::position::{Position, Vec2};

use super::{Event, Silence, effect};
use crate::{
    cells::sharing,
    event::{Audience, What},
    exercise::Exercise,
    state::Found,
};

/// What is known of a unit that nobody hears; none: it is heard.
pub(crate) fn silent(exercise: &Exercise, unit: u32) -> Option<&Silence> {
    exercise.state.levers.silences.iter().find(|s| s.unit == unit)
}

/// From this tick on the cell has no track of the unit; none: it has all of it.
pub(crate) fn trail_from(exercise: &Exercise, unit: u32) -> Option<u64> {
    let levers = &exercise.state.levers;
    let unheard = silent(exercise, unit).map(|s| s.last.tick);
    let reckoned = levers.reckonings.iter().find(|r| r.unit == unit).map(|r| r.since_tick);
    unheard.into_iter().chain(reckoned).min()
}

/// Nobody hears the unit from now on.
pub(super) fn begin(exercise: &mut Exercise, unit: u32) {
    if silent(exercise, unit).is_some() {
        return;
    }
    tell_own_cell(exercise, unit, Event::ContactLost { unit });
    let last = sharing::report(exercise, unit);
    exercise.state.levers.silences.push(Silence { unit, last, finds: Vec::new() });
}

/// It is heard again and tells what it found.
pub(super) fn end(exercise: &mut Exercise, unit: u32) {
    let Some(at) = exercise.state.levers.silences.iter().position(|s| s.unit == unit) else { return };
    let silence = exercise.state.levers.silences.remove(at);
    tell_own_cell(exercise, unit, Event::ContactRegained { unit });
    let Some(cell) = exercise.setup.units[unit as usize].cell else { return };
    for (object, seen_tick, at, velocity) in silence.finds {
        let tick = exercise.state.tick;
        let found = &mut exercise.state.cells[cell as usize].found;
        if found.iter().all(|f| f.object != object) {
            let persons = exercise.state.objects[object as usize].persons_now();
            found.push(Found { object, tick, by: unit, at, velocity, seen: seen_tick, persons });
            tell_own_cell(exercise, unit, Event::FindTold { unit, object, seen_tick, at });
        }
    }
}

/// Keeps a find of a unit that nobody hears. False: it is heard, and can tell it itself.
pub(crate) fn keep_find(exercise: &mut Exercise, unit: u32, object: u32, at: Position, velocity: Vec2) -> bool {
    let tick = exercise.state.tick;
    let Some(silence) = exercise.state.levers.silences.iter_mut().find(|s| s.unit == unit) else { return false };
    silence.finds.push((object, tick, at, velocity));
    true
}

fn tell_own_cell(exercise: &mut Exercise, unit: u32, event: Event) {
    let cell = exercise.setup.units[unit as usize].cell;
    let audience = cell.map_or(Audience::Control, |cell| Audience::Cells(vec![cell]));
    exercise.emit(audience, What::Lever(event));
}

/// Brings the silences in line with the radios.
pub(super) fn settle(exercise: &mut Exercise, unit: u32) {
    if effect::reachable(exercise, unit) { end(exercise, unit) } else { begin(exercise, unit) }
}
