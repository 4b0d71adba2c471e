//! Pulling a checked lever.

use super::{Event, Fault, Lever, change, silence};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    phases::{commands, environment},
    setup::{Base, Order},
};

/// Carries out a checked lever.
pub(crate) fn pull(exercise: &mut Exercise, lever: &Lever) {
    // What is seen depends on faults and weather: no width reckoned before holds.
    exercise.scratch.sweep.clear();
    if let Lever::Override { change, reason } = lever {
        change::apply(exercise, *change, reason);
        return;
    }
    exercise.emit(Audience::Control, What::Lever(Event::Pulled(lever.clone())));
    let state = &mut exercise.state.levers;
    match lever {
        Lever::Offset(offset) => {
            state.offset = *offset;
            environment::start(exercise);
        }
        Lever::TellForecast { cells } => {
            let offset = state.offset;
            state.told.retain(|(cell, _)| !cells.contains(cell));
            state.told.extend(cells.iter().map(|cell| (*cell, offset)));
        }
        Lever::Fault(fault) => fail(exercise, *fault),
        Lever::Repair { unit, equipment } => {
            state.faults.retain(|f| f.unit != *unit || equipment.is_some_and(|e| e != f.equipment));
            exercise.state.units[*unit as usize].told_hindered = false;
            silence::settle(exercise, *unit);
        }
        Lever::Cut { cell } => add(&mut state.cut, *cell),
        Lever::Reconnect { cell } => state.cut.retain(|c| c != cell),
        Lever::ClosePort(base) => add(&mut state.closed, *base),
        Lever::OpenPort(base) => {
            state.closed.retain(|b| b != base);
            exercise.state.units.iter_mut().for_each(|unit| unit.told_hindered = false);
        }
        Lever::Divert { unit, base } => divert(exercise, *unit, *base),
        Lever::Jam(jam) => state.jams.push(jam.clone()),
        Lever::EndJam { name } => state.jams.retain(|j| j.name != *name),
        Lever::Withdraw { cell } => withdraw(exercise, *cell),
        Lever::Rejoin { cell } => {
            state.withdrawn.retain(|c| c != cell);
            exercise.emit(Audience::Cells(vec![*cell]), What::Lever(Event::Rejoined { cell: *cell }));
        }
        Lever::Override { .. } => {}
    }
}

fn fail(exercise: &mut Exercise, fault: Fault) {
    let faults = &mut exercise.state.levers.faults;
    faults.retain(|f| (f.unit, f.equipment) != (fault.unit, fault.equipment));
    faults.push(fault);
    silence::settle(exercise, fault.unit);
}

fn divert(exercise: &mut Exercise, unit: u32, base: Base) {
    let bases = &mut exercise.state.levers.bases;
    bases.retain(|(u, _)| *u != unit);
    if base != exercise.setup.units[unit as usize].base {
        bases.push((unit, base));
    }
    exercise.state.units[unit as usize].told_hindered = false;
}

fn withdraw(exercise: &mut Exercise, cell: u32) {
    add(&mut exercise.state.levers.withdrawn, cell);
    exercise.emit(Audience::Cells(vec![cell]), What::Lever(Event::Withdrawn { cell }));
    for unit in 0..exercise.state.units.len() as u32 {
        if exercise.setup.units[unit as usize].cell == Some(cell) {
            exercise.state.units[unit as usize].resume = None;
            commands::give_order(exercise, unit, Order::ReturnToBase);
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
