//! Who may do what, what is released to whom, and what places are called: rights, `[[release]]`, `[[place]]`, `[[mask]]`.

use std::collections::BTreeSet;

use sarex_sim::cells::names::{Mask, Place};
use sarex_sim::cells::sharing::{Kind, Release, Rule};
use sarex_sim::cells::{CellPolicy, Policy, Right};
use sarex_sim::limits::{MAX_RELEASE_DELAY_S, MAX_RULES};
use sarex_sim::setup::{Cell, Role, Text, Unit};

use super::context::Context;
use super::forces::one_of;
use super::ids::Ids;
use super::tree::{Field, Table};
use crate::limits::{MASKS, NAME_CHARS, PLACE_NAMES};

/// Reads what `[[cell]]` says beyond who it is. `roles` are those of the cell.
pub fn of_cell(context: &Context<'_>, table: &Table<'_>, roles: &[Role]) -> CellPolicy {
    let grant = rights(table.get("grant"));
    let withhold = rights(table.get("withhold"));
    if let Some(field) = table.get("grant") {
        let both: Vec<&str> = grant.intersection(&withhold).map(|right| right.word()).collect();
        if !both.is_empty() {
            let hint = Some("leave it in one of the two".into());
            field.error(format!("both granted and withheld: {}", both.join(", ")), hint);
        }
        let moves: Vec<&str> = grant.iter().filter(|right| right.moves()).map(|right| right.word()).collect();
        if roles.contains(&Role::Facilitator) && !moves.is_empty() {
            let hint = Some("a neutral facilitator sees all and moves nothing: leave these out".into());
            field.warn(format!("the facilitator gets the right to {}", moves.join(", ")), hint);
        }
    }
    let area =
        table.get("responsible_for").map(|field| corners(context, &field, "a corner of the area of responsibility"));
    let measures = [("nautical", false), ("metric", true)];
    let metric = table.get("units_of_measure").and_then(|field| one_of(&field, &measures)).unwrap_or(false);
    CellPolicy { grant, withhold, area: area.flatten().unwrap_or_default(), metric }
}

fn rights(field: Option<Field<'_>>) -> BTreeSet<Right> {
    let words = Right::ALL.map(|right| (right.word(), right));
    let entries = field.and_then(|field| field.list()).unwrap_or_default();
    entries.iter().filter_map(|entry| one_of(entry, &words)).collect()
}

fn corners(context: &Context<'_>, field: &Field<'_>, what: &str) -> Option<Vec<sarex_model::position::Position>> {
    let corners = field.positions(3)?;
    for at in &corners {
        context.place(field.span(), *at, what, false);
    }
    Some(corners)
}

/// Reads the coordinator, the rules of release, and the names. `units` are those under command.
pub fn policy(context: &Context<'_>, root: &Table<'_>, cells: &[Cell], units: &[Unit]) -> Policy {
    let tables = root.tables("release", "[[release]]");
    Ids::read("rule of release", &tables, MAX_RULES);
    let release = tables.iter().filter_map(|table| rule(context, table, units)).collect();
    let tables = root.tables("place", "[[place]]");
    Ids::read("place", &tables, PLACE_NAMES);
    let places = tables.iter().filter_map(|table| place(context, table)).collect();
    let tables = root.tables("mask", "[[mask]]");
    Ids::read("masked area", &tables, MASKS);
    let masks = tables.iter().filter_map(|table| mask(context, table)).collect();
    Policy {
        coordinator: coordinator(context, root, cells),
        release,
        names: sarex_sim::cells::names::Policy { places, masks },
    }
}

fn coordinator(context: &Context<'_>, root: &Table<'_>, cells: &[Cell]) -> Option<u32> {
    let field = root.get("coordinator")?;
    let number = context.cells.resolve(&field)?;
    if let Some(cell) = cells.get(number as usize).filter(|cell| !cell.has(Right::Coordinate)) {
        let hint = Some("name a cell with the role SMC or RCC, or grant it the right \"coordinate\"".into());
        field.error(format!("the coordinator {} has no right to coordinate", cell.id), hint);
    }
    Some(number)
}

fn rule(context: &Context<'_>, table: &Table<'_>, units: &[Unit]) -> Option<Rule> {
    let id = id(table);
    let from = table.need("from").and_then(|field| context.cells.resolve(&field));
    let to_field = table.get("to");
    let to = to_field.map(|field| context.cells.resolve_list(&field)).unwrap_or_default();
    if let Some(field) = to_field.filter(|_| from.is_some_and(|from| to.contains(&from))) {
        field.error("a cell does not release to itself", Some("leave it out of `to`".into()));
    }
    let words = Kind::ALL.map(|kind| (kind.word(), kind));
    let kinds = table.get("what").map(|field| field.one_or_list()).unwrap_or_default();
    let kinds = kinds.iter().filter_map(|entry| one_of(entry, &words)).collect();
    let mut numbers = Vec::new();
    for entry in table.get("units").map(|field| field.one_or_list()).unwrap_or_default() {
        let Some(number) = context.units.resolve(&entry) else { continue };
        let owner = units.get(number as usize).and_then(|unit| unit.cell);
        if from.is_some() && owner.is_some() && owner != from {
            let hint = Some("a cell releases what its own units do: write a rule of the other cell".into());
            entry.error("the unit is not one of that cell", hint);
        }
        numbers.push(number);
    }
    let area = table.get("area").map(|field| corners(context, &field, "a corner of a rule of release"));
    let after_s = table.get("after").and_then(|field| {
        let after_s = field.seconds()?;
        if after_s > MAX_RELEASE_DELAY_S {
            let hint = Some("withhold it instead: release = \"withhold\"".into());
            field.error(format!("information is held back at most {} h", MAX_RELEASE_DELAY_S / 3_600), hint);
        }
        Some(after_s)
    });
    let words = [Release::Withhold, Release::WhenTold, Release::Always].map(|release| (release.word(), release));
    let release = table.need("release").and_then(|field| one_of(&field, &words));
    table.finish();
    Some(Rule {
        id,
        from: from?,
        to,
        kinds,
        units: numbers,
        area: area.map_or(Some(Vec::new()), |area| area)?,
        after_s: after_s.unwrap_or(0),
        release: release?,
    })
}

fn place(context: &Context<'_>, table: &Table<'_>) -> Option<Place> {
    let id = id(table);
    let at = table.need("at").and_then(|field| field.position());
    let name = table.need("name").and_then(|field| field.languages(NAME_CHARS));
    let seen_as = table.get("seen_as").map(|field| names_by_cell(context, &field)).unwrap_or_default();
    let replaces = table.get("replaces").map(|field| field.one_or_list()).unwrap_or_default();
    let replaces = replaces.iter().filter_map(|entry| entry.text(NAME_CHARS)).collect();
    table.finish();
    Some(Place { id, at: at?, name: name?, seen_as, replaces })
}

/// `{ rcc-donghae = "...", rcc-maizuru = { en = "...", ja = "..." } }`.
fn names_by_cell(context: &Context<'_>, field: &Field<'_>) -> Vec<(u32, Text)> {
    if !field.is_table() {
        field.wrong_type("a table of names by cell");
    }
    let entries = field.members();
    let read = entries.iter().filter_map(|(cell, name)| {
        let number = context.cells.resolve_name(cell, name);
        let text = name.languages(NAME_CHARS);
        number.zip(text)
    });
    read.collect()
}

fn mask(context: &Context<'_>, table: &Table<'_>) -> Option<Mask> {
    let id = id(table);
    let area = table.need("area").and_then(|field| field.positions(3));
    let label = table.get("label").and_then(|field| field.languages(NAME_CHARS)).unwrap_or_default();
    let cells = table.get("cells").map(|field| context.cells.resolve_list(&field)).unwrap_or_default();
    table.finish();
    Some(Mask { id, area: area?, label, cells })
}

fn id(table: &Table<'_>) -> String {
    table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned()
}
