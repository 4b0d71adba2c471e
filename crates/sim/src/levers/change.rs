//! Overrides: a state as control wants it, with what stood before.

use super::{Change, Event, Fate};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::AT_BASE_M,
    phases::{decide, search},
    setup::Order,
    state::{Found, Person},
    view::Activity,
};

/// Applies a checked change and says what stood before.
pub(super) fn apply(exercise: &mut Exercise, change: Change, reason: &str) {
    let before = standing(exercise, change);
    exercise.emit(Audience::Control, What::Lever(Event::Overridden { change, before, reason: reason.to_owned() }));
    match change {
        Change::UnitPosition { unit, at } => move_unit(exercise, unit, at),
        Change::Fuel { unit, share } => {
            let full_s = exercise.setup.units[unit as usize].performance.endurance_s;
            let state = &mut exercise.state.units[unit as usize];
            state.endurance_left_s = share * full_s;
            state.told_low_fuel = false;
        }
        Change::Lost { unit, lost } => lose(exercise, unit, lost),
        Change::ObjectPosition { object, at } => {
            let ashore = exercise.setup.land.is_land(at);
            let state = &mut exercise.state.objects[object as usize];
            state.at = at;
            state.stranded = ashore;
            // A jump is no pass: looks start anew.
            exercise.state.looks.retain(|(_, o), _| *o != object);
        }
        Change::Person { object, person, fate } => set_fate(exercise, object, person, fate),
        Change::Found { cell, object, found } => set_found(exercise, cell, object, found),
    }
}

/// The same thing as it stands.
fn standing(exercise: &Exercise, change: Change) -> Change {
    let state = &exercise.state;
    match change {
        Change::UnitPosition { unit, .. } => Change::UnitPosition { unit, at: state.units[unit as usize].at },
        Change::Fuel { unit, .. } => {
            let full_s = exercise.setup.units[unit as usize].performance.endurance_s;
            Change::Fuel { unit, share: state.units[unit as usize].endurance_left_s / full_s }
        }
        Change::Lost { unit, .. } => Change::Lost { unit, lost: state.units[unit as usize].lost },
        Change::ObjectPosition { object, .. } => {
            Change::ObjectPosition { object, at: state.objects[object as usize].at }
        }
        Change::Person { object, person, .. } => {
            let fate = fate(&state.objects[object as usize].persons[person as usize]);
            Change::Person { object, person, fate }
        }
        Change::Found { cell, object, .. } => {
            let found = state.cells[cell as usize].found.iter().any(|f| f.object == object);
            Change::Found { cell, object, found }
        }
    }
}

/// Where a person stands.
pub(crate) fn fate(person: &Person) -> Fate {
    match (person.recovered, person.dead) {
        (Some((_, unit)), _) => Fate::Recovered { unit },
        (None, true) => Fate::Dead,
        (None, false) => Fate::Waiting,
    }
}

fn move_unit(exercise: &mut Exercise, unit: u32, at: sarex_model::position::Position) {
    let home = decide::base_position(exercise, unit as usize);
    let state = &mut exercise.state.units[unit as usize];
    state.at = at;
    state.recovering = None;
    let stays = matches!(state.order, Order::Hold | Order::ReturnToBase);
    state.at_base = stays && at.distance_m(home) <= AT_BASE_M;
    if let Some(cell) = exercise.setup.units[unit as usize].cell {
        search::forget(exercise, unit, cell);
    }
}

fn lose(exercise: &mut Exercise, unit: u32, lost: bool) {
    let state = &mut exercise.state.units[unit as usize];
    state.lost = lost;
    state.speed_mps = 0.0;
    state.recovering = None;
    state.activity = if lost { Activity::Lost } else { Activity::Holding };
    let event = if lost { Event::UnitLost { unit } } else { Event::UnitBack { unit } };
    let audience = exercise.audience_of(unit);
    exercise.emit(audience, What::Lever(event));
}

fn set_fate(exercise: &mut Exercise, object: u32, person: u32, fate: Fate) {
    let tick = exercise.state.tick;
    let person = &mut exercise.state.objects[object as usize].persons[person as usize];
    let carrier = person.recovered.take().map(|(_, unit)| unit);
    match fate {
        Fate::Waiting => {
            person.dead = false;
            // Control's word outlives the survival curve.
            person.dies = if person.dies <= tick { u64::MAX } else { person.dies };
        }
        Fate::Dead => person.dead = true,
        Fate::Recovered { unit } => person.recovered = Some((tick, unit)),
    }
    if let Some(unit) = carrier {
        let state = &mut exercise.state.units[unit as usize];
        state.on_board = state.on_board.saturating_sub(1);
    }
    if let Fate::Recovered { unit } = fate {
        let state = &mut exercise.state.units[unit as usize];
        state.on_board += u32::from(!state.at_base);
    }
    let state = &mut exercise.state.objects[object as usize];
    if state.left() > 0 {
        state.cleared = None;
    } else if state.cleared.is_none() {
        state.cleared = Some(tick);
        let audience = match fate {
            Fate::Recovered { unit } => exercise.audience_of(unit),
            _ => Audience::Control,
        };
        exercise.emit(audience, What::ObjectCleared { object });
    }
}

fn set_found(exercise: &mut Exercise, cell: u32, object: u32, found: bool) {
    let tick = exercise.state.tick;
    let setup = exercise.setup.clone();
    let own = |unit: u32| setup.units[unit as usize].cell == Some(cell);
    let place = &exercise.state.objects[object as usize];
    let (at, velocity, persons) = (place.at, place.velocity, place.persons_now());
    let known = &mut exercise.state.cells[cell as usize].found;
    if found && known.iter().all(|f| f.object != object) {
        let Some(by) = (0..setup.units.len() as u32).find(|unit| own(*unit)) else { return };
        known.push(Found { object, tick, by, at, velocity, seen: tick, persons });
        exercise.state.objects[object as usize].first_found.get_or_insert(tick);
    }
    if !found {
        known.retain(|f| f.object != object);
        // Its units may find it again.
        exercise.state.looks.retain(|(unit, o), _| *o != object || !own(*unit));
        if exercise.state.cells.iter().all(|c| c.found.iter().all(|f| f.object != object)) {
            exercise.state.objects[object as usize].first_found = None;
        }
    }
}
