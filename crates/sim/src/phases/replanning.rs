//! Running plans are put to their planners again, as often as these wish.

use sarex_model::position::LocalFrame;

use crate::{
    cells::sharing,
    decision::{AssetPlan, Decisions, PlannedLeg, PlannedSearch, Progress},
    event::{Audience, What},
    exercise::Exercise,
    phases::{commands, planning},
    setup::{Order, RouteLeg, SearchRequest},
};

/// Asks the planner of every plan whose time has come.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    for plan in 0..exercise.state.plans.len() {
        let state = &exercise.state.plans[plan];
        let plugin = &exercise.setup.plugins[state.request.plugin as usize];
        let due = plugin.replan_every_s > 0.0
            && plugin.unusable.is_none()
            && exercise.state.tick >= state.looked_at + plugin.replan_every_s.ceil() as u64;
        if due {
            look_again(exercise, plan as u32, decisions);
        }
    }
}

fn look_again(exercise: &mut Exercise, plan: u32, decisions: &mut dyn Decisions) {
    exercise.state.plans[plan as usize].looked_at = exercise.state.tick;
    let state = &exercise.state.plans[plan as usize];
    let units: Vec<u32> = state.parts.iter().map(|part| part.unit).filter(|unit| runs(exercise, *unit, plan)).collect();
    let found = exercise.state.cells[state.cell as usize].found.iter().any(|f| f.object == state.object);
    if units.is_empty() || found {
        return;
    }
    let request = SearchRequest { units, ..state.request.clone() };
    // The drift forecast may have gone (the object is known): then there is nothing to plan with.
    let Ok(task) = planning::task(exercise, &request) else { return };
    let (current, now) = standing(exercise, &request, plan, &LocalFrame::new(task.frame));
    let answer = decisions.replan(request.plugin, &task, &current, &now);
    let changed = match answer {
        Ok(None) => return,
        Ok(Some(planned)) => planning::orders_of(exercise, &request, &task, &planned, plan).map(|p| (p, planned.note)),
        Err(reason) => Err(reason),
    };
    match changed {
        Ok(((parts, orders), note)) => change(exercise, plan, parts, orders, note),
        Err(reason) => {
            let cell = request.cell;
            exercise.emit(Audience::Cells(vec![cell]), What::PlanFailed { cell, reason });
        }
    }
}

/// The unit is still under the order of this plan.
fn runs(exercise: &Exercise, unit: u32, plan: u32) -> bool {
    let state = &exercise.state.units[unit as usize];
    state.active() && matches!(&state.order, Order::Search { plan: of, .. } if *of == plan)
}

/// The plan in force in the frame of the new task, and where its units stand.
fn standing(
    exercise: &Exercise,
    request: &SearchRequest,
    plan: u32,
    frame: &LocalFrame,
) -> (PlannedSearch, Vec<Progress>) {
    let state = &exercise.state.plans[plan as usize];
    let mut current = PlannedSearch { name: state.name.clone(), assets: Vec::new(), note: state.note.clone() };
    let mut now = Vec::new();
    for unit in &request.units {
        let own = &exercise.state.units[*unit as usize];
        let part = state.parts.iter().find(|part| part.unit == *unit);
        let (Order::Search { legs, .. }, Some(part)) = (&own.order, part) else { continue };
        let Some((first, legs)) = legs.split_first() else { continue };
        let leg = |leg: &RouteLeg| PlannedLeg {
            to: frame.to_local(leg.to),
            speed_mps: leg.speed_mps,
            alt_m: leg.alt_m,
            sensor_on: leg.searching,
        };
        current.assets.push(AssetPlan {
            asset: *unit,
            commence: frame.to_local(first.to),
            legs: legs.iter().map(leg).collect(),
            spacing_m: part.spacing_m,
            area: part.area.iter().map(|at| frame.to_local(*at)).collect(),
        });
        let performance = &exercise.setup.units[*unit as usize].performance;
        let reserve_s = performance.reserve_frac * performance.endurance_s;
        // The first leg of an order leads to the commence search point.
        let leg = own.legs_done.saturating_sub(1);
        let endurance_s = (own.endurance_left_s - reserve_s).max(0.0);
        now.push(Progress { asset: *unit, leg, at: frame.to_local(own.at), endurance_s });
    }
    (current, now)
}

fn change(
    exercise: &mut Exercise,
    plan: u32,
    parts: Vec<crate::view::PlanPart>,
    orders: Vec<(u32, Order)>,
    note: String,
) {
    let units = parts.len() as u32;
    let state = &mut exercise.state.plans[plan as usize];
    for part in parts {
        match state.parts.iter_mut().find(|old| old.unit == part.unit) {
            Some(old) => *old = part,
            None => state.parts.push(part),
        }
    }
    state.note.clone_from(&note);
    state.changed = exercise.state.tick;
    let cell = state.cell;
    let told: Vec<u32> = exercise
        .state
        .cells
        .iter()
        .zip(0..)
        .filter(|(c, _)| c.told.plans.contains_key(&plan))
        .map(|(_, n)| n)
        .collect();
    for (unit, order) in orders {
        commands::give_order(exercise, unit, order);
    }
    exercise.emit(Audience::Cells(vec![cell]), What::PlanChanged { plan, cell, units, note });
    sharing::tell_plan(exercise, plan, &told);
}
