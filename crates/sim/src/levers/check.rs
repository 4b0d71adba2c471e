//! Whether a lever can be pulled: who may, and whether what it names is there.

use sarex_model::position::Position;

use super::{Change, Equipment, Fate, Lever, MAX_LEVERS, reasoned};
use crate::{
    cells::{Right, may},
    exercise::Exercise,
    setup::{Base, Class, Role},
};

/// Furthest offset of the wind, m/s: above hurricane force nothing of a drill is left.
const MAX_WIND_MPS: f64 = 40.0;
/// Furthest offset of the current, m/s: twice the Kuroshio's axis.
const MAX_CURRENT_MPS: f64 = 4.0;
/// Largest jam, metres: beyond the radio horizon of an aircraft at 10 km height.
const MAX_JAM_M: f64 = 500_000.0;

/// Refuses a lever that is not the asking cell's to pull, or that names what is not there.
pub(crate) fn check(exercise: &Exercise, cell: u32, lever: &Lever) -> Result<(), String> {
    let setup = &exercise.setup;
    let control = may(exercise, cell, Right::PullLevers).is_ok();
    let own_diversion = matches!(lever, Lever::Divert { unit, .. }
        if setup.units.get(*unit as usize).is_some_and(|u| u.cell == Some(cell)));
    if !control && !own_diversion {
        return Err("only exercise control may do that".to_owned());
    }
    possible(exercise, lever)
}

/// What holds whoever asks.
fn possible(exercise: &Exercise, lever: &Lever) -> Result<(), String> {
    let (setup, state) = (&exercise.setup, &exercise.state.levers);
    match lever {
        Lever::Offset(offset) => {
            let (wind, current) = (offset.wind.length(), offset.current.length());
            let fits = wind <= MAX_WIND_MPS && current <= MAX_CURRENT_MPS;
            let most = format!("an offset is at most {MAX_WIND_MPS} m/s of wind and {MAX_CURRENT_MPS} m/s of current");
            if fits { Ok(()) } else { Err(most) }
        }
        Lever::TellForecast { cells } => cells.iter().try_for_each(|cell| known_cell(exercise, *cell)),
        Lever::Fault(fault) => {
            known_unit(exercise, fault.unit)?;
            match fault.equipment {
                Equipment::Engine if (0.0..1.0).contains(&fault.left) => Ok(()),
                Equipment::Engine => Err("an engine keeps a share from 0 to less than 1 of its speed".to_owned()),
                _ if fault.left == 0.0 => Ok(()),
                _ => Err("only an engine can work in part".to_owned()),
            }
        }
        Lever::Repair { unit, equipment } => {
            known_unit(exercise, *unit)?;
            let failed = |f: &super::Fault| f.unit == *unit && equipment.is_none_or(|e| e == f.equipment);
            let id = &setup.units[*unit as usize].id;
            if state.faults.iter().any(failed) {
                Ok(())
            } else {
                Err(format!("nothing of that is out of order on {id}"))
            }
        }
        Lever::Cut { cell } => known_cell(exercise, *cell).and(not_control(exercise, *cell)),
        Lever::Withdraw { cell } => known_cell(exercise, *cell).and(not_control(exercise, *cell)),
        Lever::Reconnect { cell } if !state.cut.contains(cell) => Err("that cell is not cut off".to_owned()),
        Lever::Rejoin { cell } if !state.withdrawn.contains(cell) => Err("that cell has not withdrawn".to_owned()),
        Lever::OpenPort(base) if !state.closed.contains(base) => Err("that port is not closed".to_owned()),
        Lever::Reconnect { .. } | Lever::Rejoin { .. } | Lever::OpenPort(_) => Ok(()),
        Lever::ClosePort(base) if state.closed.len() < MAX_LEVERS => known_base(exercise, *base),
        Lever::ClosePort(_) => Err(format!("at most {MAX_LEVERS} ports can be closed")),
        Lever::Divert { unit, base } => {
            known_unit(exercise, *unit)?;
            known_base(exercise, *base)?;
            let own_deck = *base == Base::Deck(*unit);
            if own_deck { Err("a unit cannot be its own base".to_owned()) } else { Ok(()) }
        }
        Lever::Jam(jam) => {
            place(jam.at)?;
            let named = (1..=MAX_LEVERS).contains(&jam.name.chars().count());
            match () {
                () if !named => Err(format!("a jam's name has between 1 and {MAX_LEVERS} characters")),
                () if !(jam.radius_m > 0.0 && jam.radius_m <= MAX_JAM_M) => {
                    Err(format!("a jam reaches between 0 and {:.0} km", MAX_JAM_M / 1_000.0))
                }
                () if state.jams.iter().any(|j| j.name == jam.name) => {
                    Err(format!("there is a jam {} already", jam.name))
                }
                () if state.jams.len() == MAX_LEVERS => Err(format!("there are at most {MAX_LEVERS} jams")),
                () => Ok(()),
            }
        }
        Lever::EndJam { name } if state.jams.iter().any(|j| j.name == *name) => Ok(()),
        Lever::EndJam { name } => Err(format!("there is no jam {name}")),
        Lever::Override { change, reason } => reasoned(reason).and_then(|()| change_possible(exercise, change)),
    }
}

fn change_possible(exercise: &Exercise, change: &Change) -> Result<(), String> {
    let setup = &exercise.setup;
    match change {
        Change::UnitPosition { unit, at } => {
            known_unit(exercise, *unit)?;
            place(*at)?;
            let ashore = setup.units[*unit as usize].performance.class == Class::Vessel && setup.land.is_land(*at);
            if ashore { Err(format!("{at} is on land")) } else { Ok(()) }
        }
        Change::Fuel { unit, share } => {
            known_unit(exercise, *unit)?;
            if (0.0..=1.0).contains(share) { Ok(()) } else { Err("fuel is a share from 0 to 1".to_owned()) }
        }
        Change::Lost { unit, .. } => known_unit(exercise, *unit),
        Change::ObjectPosition { object, at } => known_object(exercise, *object).and(place(*at)),
        Change::Person { object, person, fate } => {
            known_object(exercise, *object)?;
            if *person as usize >= exercise.state.objects[*object as usize].persons.len() {
                return Err(format!("there is no person number {person}"));
            }
            match fate {
                Fate::Recovered { unit } => known_unit(exercise, *unit),
                _ => Ok(()),
            }
        }
        Change::Found { cell, object, .. } => {
            known_cell(exercise, *cell)?;
            known_object(exercise, *object)?;
            let finder = setup.units.iter().any(|u| u.cell == Some(*cell));
            if finder { Ok(()) } else { Err("that cell has no unit that could have found it".to_owned()) }
        }
    }
}

fn known(number: u32, count: usize, what: &str) -> Result<(), String> {
    if (number as usize) < count { Ok(()) } else { Err(format!("there is no {what} number {number}")) }
}

fn known_unit(exercise: &Exercise, unit: u32) -> Result<(), String> {
    known(unit, exercise.setup.units.len(), "unit")
}

fn known_cell(exercise: &Exercise, cell: u32) -> Result<(), String> {
    known(cell, exercise.setup.cells.len(), "cell")
}

fn known_object(exercise: &Exercise, object: u32) -> Result<(), String> {
    known(object, exercise.setup.objects.len(), "search object")
}

fn known_base(exercise: &Exercise, base: Base) -> Result<(), String> {
    match base {
        Base::Place(at) => place(at),
        Base::Deck(unit) => known_unit(exercise, unit),
    }
}

fn not_control(exercise: &Exercise, cell: u32) -> Result<(), String> {
    let cell = exercise.setup.cells.get(cell as usize);
    if cell.is_some_and(|c| c.roles.contains(&Role::ExerciseControl)) {
        return Err("exercise control itself cannot be taken out of the exercise".to_owned());
    }
    Ok(())
}

fn place(at: Position) -> Result<(), String> {
    if at.is_valid() { Ok(()) } else { Err("the place is not a position".to_owned()) }
}
