//! Casualties: persons die when their time has come, and are recovered one after another.

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::ON_SCENE_M,
    phases::{logistics, search},
    setup::{Class, Order},
    state::Recovering,
    view::Activity,
};

/// Lets time pass for every person, and units on scene work.
pub(crate) fn run(exercise: &mut Exercise) {
    die(exercise);
    for unit in 0..exercise.state.units.len() {
        if let Order::Recover(object) = exercise.state.units[unit].order
            && exercise.state.units[unit].active()
        {
            recover(exercise, unit as u32, object);
        }
    }
}

fn die(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    let mut died = Vec::new();
    for (object, state) in exercise.state.objects.iter_mut().enumerate() {
        for (number, person) in state.persons.iter_mut().enumerate() {
            if !person.dead && person.recovered.is_none() && person.dies <= tick {
                person.dead = true;
                died.push(What::PersonDied { object: object as u32, person: number as u32 });
            }
        }
    }
    for what in died {
        exercise.emit(Audience::Control, what);
    }
}

fn recover(exercise: &mut Exercise, unit: u32, object: u32) {
    let tick = exercise.state.tick;
    let performance = &exercise.setup.units[unit as usize].performance;
    let per_person = (performance.recovery_s_per_person.max(1.0)) as u64;
    let state = &exercise.state.units[unit as usize];
    // Once at work a unit stays at it while the object rolls and drifts a little.
    let reach_m = if state.recovering.is_some() { 2.0 * ON_SCENE_M } else { ON_SCENE_M };
    let near = state.at.distance_m(exercise.state.objects[object as usize].at) <= reach_m;
    let full = state.on_board >= performance.survivor_capacity;
    if exercise.state.objects[object as usize].left() == 0 || full {
        finish(exercise, unit, full);
        return;
    }
    if !levers::can_recover(exercise, unit) {
        exercise.state.units[unit as usize].recovering = None;
        logistics::hinder(exercise, unit as usize, levers::hoist_reason());
        return;
    }
    match state.recovering {
        None if near => {
            let state = &mut exercise.state.units[unit as usize];
            state.recovering = Some(Recovering { object, next_tick: tick + per_person });
            state.activity = Activity::Recovering;
            if !std::mem::replace(&mut state.told_on_scene, true) {
                let audience = exercise.audience_of(unit);
                exercise.emit(audience, What::OnScene { unit, object });
            }
        }
        Some(Recovering { next_tick, .. }) if near && next_tick <= tick => {
            take_on_board(exercise, unit, object, per_person)
        }
        // Drifted off: close again first.
        Some(_) if !near => exercise.state.units[unit as usize].recovering = None,
        _ => {}
    }
}

fn take_on_board(exercise: &mut Exercise, unit: u32, object: u32, per_person: u64) {
    let tick = exercise.state.tick;
    let persons = &mut exercise.state.objects[object as usize].persons;
    // The living first.
    let next = persons
        .iter()
        .position(|p| p.recovered.is_none() && !p.dead)
        .or_else(|| persons.iter().position(|p| p.recovered.is_none()));
    let Some(person) = next else { return };
    persons[person].recovered = Some((tick, unit));
    let alive = !persons[person].dead;
    search::keep_count(exercise, unit, object);
    let state = &mut exercise.state.units[unit as usize];
    state.on_board += 1;
    state.recovering = Some(Recovering { object, next_tick: tick + per_person });
    let audience = exercise.audience_of(unit);
    exercise.emit(audience, What::PersonRecovered { unit, object, person: person as u32, alive });
    if exercise.state.objects[object as usize].left() == 0 {
        exercise.state.objects[object as usize].cleared = Some(tick);
        let audience = exercise.audience_of(unit);
        exercise.emit(audience, What::ObjectCleared { object });
    }
}

/// Nobody left, or no room left: home with the survivors, and back if somebody still waits.
fn finish(exercise: &mut Exercise, unit: u32, full: bool) {
    let state = &mut exercise.state.units[unit as usize];
    state.recovering = None;
    state.order_serial += 1;
    if let Order::Recover(object) = state.order {
        state.resume = full.then_some(object);
    }
    let aircraft = exercise.setup.units[unit as usize].performance.class != Class::Vessel;
    state.order = if state.on_board > 0 || full || aircraft { Order::ReturnToBase } else { Order::Hold };
    let order = state.order.kind();
    let audience = exercise.audience_of(unit);
    exercise.emit(audience, What::OrderGiven { unit, order });
}
