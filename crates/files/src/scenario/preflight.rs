//! The check before the exercise: who can get where, and who has which role.

use sarex_model::position::Position;
use sarex_model::units::to_nm;
use sarex_sim::setup::{Action, Base, Cell, Class, Role, SearchObject, SearchRequest, Serial, Unit};

use super::context::Context;
use super::tree::Table;

/// Notes searches that their units cannot reach or must not be sent to.
pub fn check_searches(
    context: &Context<'_>,
    tables: &[Table<'_>],
    serials: &[Option<Serial>],
    units: &[Option<Unit>],
    objects: &[Option<SearchObject>],
    cells: &[Cell],
) {
    for (table, serial) in tables.iter().zip(serials) {
        let Some(Serial { action: Action::Search(request), .. }) = serial else { continue };
        let object = objects.get(request.object as usize).and_then(Option::as_ref);
        let Some(goal) = centre(request, object) else { continue };
        let entries = table.get("units").map(|field| field.one_or_list()).unwrap_or_default();
        for (n, number) in request.units.iter().enumerate() {
            let Some(unit) = units.get(*number as usize).and_then(Option::as_ref) else { continue };
            let span = entries.get(n).map_or(table.span.clone(), |field| field.span());
            if unit.cell != Some(request.cell) {
                let name = |cell: Option<u32>| {
                    cell.and_then(|n| cells.get(n as usize)).map_or("nobody", |cell| cell.id.as_str())
                };
                let message = format!(
                    "the unit \"{}\" belongs to {}, {} cannot send it",
                    unit.id,
                    name(unit.cell),
                    name(Some(request.cell))
                );
                let hint = Some("write a search of its own for each cell, or say `cell = ...`".into());
                context.source.error(span.clone(), message, hint);
            }
            if let Some(message) = unreachable(unit, goal) {
                let hint = Some("take a unit or base that is nearer, or one with more endurance".into());
                context.source.error(span, message, hint);
            }
        }
    }
}

/// Why a unit cannot search at a place and be back; none when it can.
fn unreachable(unit: &Unit, goal: Position) -> Option<String> {
    let usable_s = unit.performance.endurance_s * (1.0 - unit.performance.reserve_frac);
    // What starts from a moving deck is as near as its carrier sails.
    let Base::Place(base) = unit.base else { return None };
    let out_m = unit.at.distance_m(goal);
    let back_m = if unit.performance.class == Class::Vessel { 0.0 } else { goal.distance_m(base) };
    let needed_s = (out_m + back_m) / unit.performance.cruise_mps;
    (needed_s > usable_s).then(|| {
        let way = if back_m > 0.0 { "out and back" } else { "one way" };
        format!(
            "\"{}\" cannot reach the search: {:.0} nm {way} take {:.1} h at cruise, its endurance less reserve is {:.1} h",
            unit.id,
            to_nm(out_m + back_m),
            needed_s / 3_600.0,
            usable_s / 3_600.0
        )
    })
}

fn centre(request: &SearchRequest, object: Option<&SearchObject>) -> Option<Position> {
    let corners = if request.area.is_empty() { &request.track } else { &request.area };
    if corners.is_empty() {
        return object.map(|object| object.last_known.at);
    }
    let n = corners.len() as f64;
    let lat = corners.iter().map(|p| p.lat_deg).sum::<f64>() / n;
    let lon = corners.iter().map(|p| p.lon_deg).sum::<f64>() / n;
    Some(Position::new(lat, lon))
}

/// Notes roles that a rescue needs and nobody has.
pub fn check_roles(context: &Context<'_>, root: &Table<'_>, cells: &[Cell], rescue: bool) {
    let has = |role: Role| cells.iter().any(|cell| cell.roles.contains(&role));
    let span = root.get("cell").map_or(0..0, |field| field.span());
    if !has(Role::ExerciseControl) {
        let hint = Some("add a cell with roles = [\"exercise-control\"]".into());
        context.source.warn(
            span.clone(),
            "no cell has the role exercise-control: nobody sends injects or sees the truth",
            hint,
        );
    }
    if rescue && !has(Role::Smc) && !has(Role::Rcc) {
        let hint = Some("give a cell roles = [\"SMC\"]: the scenario names the coordinator".into());
        context.source.warn(span, "no cell has the role SMC or RCC: nobody coordinates the search", hint);
    }
}
