//! What the branch of a recording does otherwise: orders, messages and searches in the words of a scenario.

use std::cell::{Cell as StdCell, OnceCell, RefCell};
use std::path::Path;

use sarex_sim::cells;
use sarex_sim::command::{Ask, Command};
use sarex_sim::list;
use sarex_sim::setup::{Action, Class, Role, Setup, Unit};

use super::context::Context;
use super::ids::Ids;
use super::tree::{Field, Source, Table};
use super::{ground, serials};
use crate::assets::AssetLibrary;
use crate::checksum::read_bounded;
use crate::finding::Finding;
use crate::limits::SCENARIO_BYTES;
use crate::map_pack::MapPack;

/// A command, and the tick at which it is given; none: where the branch starts.
pub type Change = (Option<u64>, Command);

/// Reads `[[command]]` and `[[search]]` of a file against the setup of a recording. A table is written as in a
/// scenario, with `at` after the start of the exercise and `cell` for who gives it; `fire` names an inject,
/// `move_line` an exercise line that runs elsewhere.
/// `pack` knows the names of places.
///
/// # Errors
/// Every fault of the file.
pub fn read_changes(path: &Path, setup: &Setup, pack: Option<MapPack>) -> Result<Vec<Change>, Vec<Finding>> {
    let name = path.display().to_string();
    let hint = "give a file with [[command]] or [[search]] tables";
    let unreadable = |why: String| vec![Finding::of_file(&name, why, Some(hint.into()))];
    let bytes = read_bounded(path, SCENARIO_BYTES).map_err(|e| unreadable(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| unreadable(format!("it is not UTF-8 text ({e})")))?;
    let source = Source::new(&name, &text);
    let changes = changes(&source, setup, pack);
    let findings = source.into_findings();
    if findings.iter().any(Finding::is_error) { Err(findings) } else { Ok(changes) }
}

fn changes(source: &Source<'_>, setup: &Setup, pack: Option<MapPack>) -> Vec<Change> {
    let document = source.parse();
    let root = Table::new(source, document.get_ref(), 0..0, "the file");
    let known: Vec<String> = setup.plugins.iter().map(|plugin| plugin.id.clone()).collect();
    let context = context(source, setup, pack, &known);
    let units: Vec<Option<Unit>> = setup.units.iter().cloned().map(Some).collect();
    let mut changes: Vec<Change> = Vec::new();
    for table in root.tables("command", "[[command]]") {
        changes.extend(command(&context, &table, setup, &units));
    }
    for table in root.tables("search", "[[search]]") {
        let at = when(&context, &table);
        let request = serials::search(&context, &table, &units);
        table.finish();
        changes.extend(request.map(|request| (at, Command { cell: request.cell, action: Ask::Search(request) })));
    }
    root.finish();
    ground::check_places(&context, &setup.land);
    changes.sort_by_key(|(at, _)| *at);
    changes
}

fn command(context: &Context<'_>, table: &Table<'_>, setup: &Setup, units: &[Option<Unit>]) -> Option<Change> {
    let at = when(context, table);
    let cell = table.get("cell").map(|field| context.cells.resolve(&field));
    // A second thing to do stays unread, which is told as a fault.
    let fire = table.get("fire");
    let line = if fire.is_none() { table.get("move_line") } else { None };
    let action = match (fire, line) {
        (Some(field), _) => context.serials.resolve(&field).map(|serial| Ask::List(list::Ask::Fire(serial))),
        (None, Some(field)) => move_line(context, &field),
        (None, None) => match serials::action(context, table, &setup.cells, units)? {
            Action::Order { unit, mut order } => {
                if setup.units[unit as usize].performance.class == Class::Vessel {
                    ground::keep_afloat(&setup.land, &mut order);
                }
                Some(Ask::Order { unit, order })
            }
            Action::Message(draft) => Some(Ask::Message(draft)),
            Action::Environment(change) => Some(Ask::Environment(change)),
            Action::Lever(lever) => Some(Ask::Lever(lever)),
            Action::End => Some(Ask::End),
            Action::Search(request) => Some(Ask::Search(request)),
            Action::Rescue { .. } => {
                let hint = "order each of its units: order = { unit = \"...\", recover = \"...\" }";
                table.source.error(table.span.clone(), "a rescue is a procedure, not a command", Some(hint.into()));
                None
            }
        },
    };
    table.finish();
    let control = setup.cells.iter().position(|cell| cell.roles.contains(&Role::ExerciseControl));
    let action = action?;
    let giver = match &action {
        Ask::Order { unit, .. } => setup.units[*unit as usize].cell,
        Ask::Message(draft) => Some(draft.from),
        _ => None,
    };
    let cell = cell.unwrap_or(giver.or(control.map(|cell| cell as u32)));
    if cell.is_none() {
        table.need("cell");
    }
    Some((at, Command { cell: cell?, action }))
}

/// `move_line = { line = "split", to = ["36-00N 130-00E", "37-00N 131-00E"], reason = "..." }`: another division.
fn move_line(context: &Context<'_>, field: &Field<'_>) -> Option<Ask> {
    let table = field.table("a line that moves")?;
    let line = table.need("line").and_then(|field| context.lines.resolve(&field));
    let points = table.need("to").and_then(|field| field.positions(2));
    let reason = table.get("reason").and_then(|field| field.str().map(str::to_owned)).unwrap_or_default();
    table.finish();
    Some(Ask::Cells(cells::Ask::MoveLine { line: line?, points: points?, reason }))
}

fn when(context: &Context<'_>, table: &Table<'_>) -> Option<u64> {
    let field = table.get("at")?;
    let at = field.seconds()?;
    if at >= context.length_s.get() {
        field.error("it is due after the end of the exercise", None);
    }
    Some(at)
}

fn context<'s>(source: &'s Source<'s>, setup: &Setup, pack: Option<MapPack>, known: &'s [String]) -> Context<'s> {
    Context {
        source,
        pack,
        assets: AssetLibrary::default(),
        cells: Ids::known("cell", setup.cells.iter().map(|cell| &cell.id)),
        units: Ids::known("unit", setup.units.iter().map(|unit| &unit.id)),
        objects: Ids::known("object", setup.objects.iter().map(|object| &object.id)),
        lines: Ids::known("line", setup.lines.iter().map(|line| &line.id)),
        channels: Ids::known("channel", setup.communications.channels.iter().map(|channel| &channel.id)),
        serials: Ids::known("serial", setup.serials.iter().map(|serial| &serial.id)),
        objectives: Ids::known("objective", setup.objectives.iter().map(|objective| &objective.id)),
        length_s: StdCell::new(setup.length_s),
        known_plugins: known,
        plugins: RefCell::new(setup.plugins.clone()),
        notes: RefCell::default(),
        placed: RefCell::default(),
        gazetteer: OnceCell::new(),
    }
}
