//! A sheet's rows written into the text of a scenario.

use std::collections::BTreeSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::grid::Grid;
use super::known::{Known, List, parse, tables};
use super::read::{ReadRow, Sheet};
use super::{Column, apply};
use crate::finding::{Finding, line_column};
use crate::limits::SERIALS;

/// How a list is imported.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Names in the list and the ids of the cells that they mean.
    pub cells: Vec<(String, String)>,
}

/// What became of an import.
#[derive(Debug)]
pub struct Import {
    /// The scenario's text with the list in it.
    pub text: String,
    /// Ids of rows that are new.
    pub added: Vec<String>,
    /// Ids of rows that changed, and in which columns.
    pub changed: Vec<(String, Vec<Column>)>,
    /// Number of rows that are as they were.
    pub same: usize,
    /// Ids of the scenario that the list does not have; they stay.
    pub missing: Vec<String>,
    /// What was left, or read otherwise than written, and why; by row and column.
    pub findings: Vec<Finding>,
}

/// Imports the first sheet that has an exercise list into a scenario's text. `check` finds the errors of a text as line and
/// message: rows at fault are left one by one until it finds none.
///
/// # Errors
/// The scenario cannot be read or is itself at fault, or no sheet has a list.
pub fn import(
    scenario: &str,
    scenario_file: &str,
    grids: &[Grid],
    file: &str,
    options: &Options,
    check: &mut dyn FnMut(&str) -> Vec<Finding>,
) -> Result<Import, Vec<Finding>> {
    let document = parse(scenario, scenario_file).map_err(|finding| vec![finding])?;
    let known = Known::of(&document);
    let sheet = grids.iter().find_map(|grid| Sheet::new(&known, options, grid, file));
    let mut sheet = sheet.ok_or_else(|| vec![no_list(file)])?;
    let mut rows = sheet.rows();
    for other in grids.iter().filter(|other| other.sheet != sheet.grid.sheet && other.rows() > 0) {
        sheet.tell(0, 0, format!("the sheet \"{}\" was left: one sheet is imported", other.sheet), None);
    }
    while rows.len() + missing(&known, &rows).len() > SERIALS {
        let Some(row) = rows.pop() else { break };
        sheet.tell(row.line, 0, format!("a scenario holds at most {SERIALS} serials; the row was left"), None);
    }
    loop {
        let mut import = write(&known, document.clone(), &rows);
        if import.text == scenario {
            import.findings = sheet.findings;
            import.findings.sort();
            return Ok(import);
        }
        let errors: Vec<Finding> = check(&import.text).into_iter().filter(Finding::is_error).collect();
        let faulty = at_fault(&import, &errors);
        if errors.is_empty() {
            import.findings = sheet.findings;
            import.findings.sort();
            return Ok(import);
        }
        let before = rows.len();
        rows.retain(|row| {
            let id = row.row.get(&Column::Id).map(String::as_str).unwrap_or_default();
            let Some((_, why)) = faulty.iter().find(|(faulty, _)| faulty == id) else { return true };
            sheet.tell(row.line, 0, format!("{id} was left: {}", why.message), why.hint.as_deref());
            false
        });
        if rows.len() == before {
            return Err(errors);
        }
    }
}

fn no_list(file: &str) -> Finding {
    let names = [Column::Id, Column::When, Column::From, Column::To, Column::TextEn].map(Column::name).join(", ");
    let hint = format!("give the columns headings such as {names}; `sarex msel export` shows all of them");
    Finding::of_file(file, "no sheet has a row of headings of an exercise list", Some(hint))
}

fn missing(known: &Known, rows: &[ReadRow]) -> Vec<String> {
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.row.get(&Column::Id)).map(String::as_str).collect();
    known.serials.keys().filter(|id| !ids.contains(id.as_str())).cloned().collect()
}

/// Writes rows into a document.
fn write(known: &Known, mut document: DocumentMut, rows: &[ReadRow]) -> Import {
    let mut import = Import {
        text: String::new(),
        added: Vec::new(),
        changed: Vec::new(),
        same: 0,
        missing: missing(known, rows),
        findings: Vec::new(),
    };
    for ReadRow { row, .. } in rows {
        let Some(id) = row.get(&Column::Id).cloned() else { continue };
        match known.serials.get(&id).copied() {
            Some(list) => {
                let changed = find(&mut document, list, &id).map(|table| apply::write(known, list, table, row));
                match changed {
                    Some(columns) if !columns.is_empty() => import.changed.push((id, columns)),
                    _ => import.same += 1,
                }
            }
            None => {
                let named = row.get(&Column::List).map(String::as_str).unwrap_or_default();
                let list = List::ALL.into_iter().find(|list| list.key() == named).unwrap_or(List::Inject);
                let mut table = Table::new();
                apply::write(known, list, &mut table, row);
                append(&mut document, list, table);
                import.added.push(id);
            }
        }
    }
    import.text = document.to_string();
    import
}

fn find<'d>(document: &'d mut DocumentMut, list: List, id: &str) -> Option<&'d mut Table> {
    let array = document.get_mut(list.key())?.as_array_of_tables_mut()?;
    array.iter_mut().find(|table| table.get("id").and_then(Item::as_str) == Some(id))
}

/// Puts a new table behind the last of the list, after a blank line.
fn append(document: &mut DocumentMut, list: List, mut table: Table) {
    let last = tables(document).last().and_then(|(_, table)| table.position());
    table.set_position(last);
    table.decor_mut().set_prefix("\n");
    let array = document.entry(list.key()).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(array) = array.as_array_of_tables_mut() {
        array.push(table);
    }
}

/// The imported rows in which errors of the new text stand.
fn at_fault(import: &Import, errors: &[Finding]) -> Vec<(String, Finding)> {
    let touched =
        |id: &str| import.added.iter().any(|new| new == id) || import.changed.iter().any(|(old, _)| old == id);
    let Ok(document) = toml_edit::Document::parse(import.text.as_str()) else { return Vec::new() };
    let mut starts: Vec<(u32, String)> = Vec::new();
    for list in List::ALL {
        let array = document.get(list.key()).and_then(Item::as_array_of_tables);
        for table in array.into_iter().flat_map(|array| array.iter()) {
            let start = table.span().map_or(0, |span| span.start);
            let id = table.get("id").and_then(Item::as_str).unwrap_or_default();
            starts.push((line_column(&import.text, start).0, id.to_owned()));
        }
    }
    starts.sort();
    let owner = |error: &Finding| {
        let (_, id) = starts.iter().rev().find(|(line, _)| *line <= error.line)?;
        touched(id).then(|| (id.clone(), error.clone()))
    };
    errors.iter().filter_map(owner).collect()
}
