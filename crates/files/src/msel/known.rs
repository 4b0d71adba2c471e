//! What a scenario's text holds that a list refers to.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::{Row, apply};
use crate::finding::{Finding, line_column};
use crate::time::unix_of_toml;

/// Which table of a scenario a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Inject,
    Procedure,
    Search,
}

impl List {
    /// Every table.
    pub const ALL: [List; 3] = [List::Inject, List::Procedure, List::Search];

    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            List::Inject => "inject",
            List::Procedure => "procedure",
            List::Search => "search",
        }
    }
}

/// A cell, as lists may name it.
pub struct KnownCell {
    pub id: String,
    pub names: Vec<String>,
    /// Its people are trained: neither control nor looking on.
    pub player: bool,
    pub control: bool,
}

/// Names of a scenario.
pub struct Known {
    /// Seconds from 1970.
    pub start_unix_s: Option<i64>,
    /// Seconds.
    pub length_s: Option<i64>,
    pub cells: Vec<KnownCell>,
    pub objects: Vec<String>,
    pub objectives: Vec<String>,
    pub channels: Vec<String>,
    /// Ids of the list, and where they stand.
    pub serials: BTreeMap<String, List>,
    /// The list as it is, by id.
    pub rows: BTreeMap<String, Row>,
}

/// Parses a scenario's text.
pub fn parse(text: &str, file: &str) -> Result<DocumentMut, Finding> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let (line, column) = line_column(text, error.span().map_or(0, |span| span.start));
        let hint = "`sarex check` tells every fault of the scenario".to_owned();
        Finding { line, column, ..Finding::of_file(file, error.message().to_owned(), Some(hint)) }
    })
}

/// The tables of the list in the order written.
pub fn tables(document: &DocumentMut) -> Vec<(List, &Table)> {
    let of = |list: List| {
        let array = document.get(list.key()).and_then(Item::as_array_of_tables);
        array.into_iter().flat_map(|array| array.iter()).map(move |table| (list, table))
    };
    let mut all: Vec<(List, &Table)> = List::ALL.into_iter().flat_map(of).collect();
    all.sort_by_key(|(_, table)| table.position());
    all
}

fn texts<'d>(document: &'d DocumentMut, key: &str, inner: &'d str) -> impl Iterator<Item = String> + use<'d> {
    let array = document.get(key).and_then(Item::as_array_of_tables);
    let tables = array.into_iter().flat_map(|array| array.iter());
    tables.filter_map(move |table| Some(table.get(inner)?.as_str()?.to_owned()))
}

impl Known {
    /// The names of a document.
    pub fn of(document: &DocumentMut) -> Self {
        let id = |table: &Table| Some(table.get("id")?.as_str()?.to_owned());
        let cells = document.get("cell").and_then(Item::as_array_of_tables);
        let start = document.get("start").and_then(Item::as_datetime);
        let length = document.get("length").and_then(Item::as_str);
        let mut known = Self {
            start_unix_s: start.and_then(unix_of_toml),
            length_s: length.and_then(|length| crate::time::parse_duration_s(length).ok()),
            cells: cells.into_iter().flat_map(|cells| cells.iter()).filter_map(cell).collect(),
            objects: texts(document, "object", "id").collect(),
            objectives: texts(document, "objective", "id").collect(),
            channels: channels(document),
            serials: tables(document).into_iter().filter_map(|(list, table)| Some((id(table)?, list))).collect(),
            rows: BTreeMap::new(),
        };
        let row = |(list, table): (List, &Table)| Some((id(table)?, apply::row(&known, list, table)));
        known.rows = tables(document).into_iter().filter_map(row).collect();
        known
    }

    /// The cell of exercise control.
    pub fn control(&self) -> Option<&str> {
        self.cells.iter().find(|cell| cell.control).map(|cell| cell.id.as_str())
    }
}

/// Without a list of channels there is one, `line`.
fn channels(document: &DocumentMut) -> Vec<String> {
    let listed = document.get("communications").and_then(|table| table.get("channel")?.as_array_of_tables());
    let ids = listed.into_iter().flat_map(|tables| tables.iter()).filter_map(|table| table.get("id")?.as_str());
    let ids: Vec<String> = ids.map(str::to_owned).collect();
    if ids.is_empty() { vec!["line".to_owned()] } else { ids }
}

fn cell(table: &Table) -> Option<KnownCell> {
    let id = table.get("id")?.as_str()?.to_owned();
    let mut names = vec![id.clone()];
    if let Some(name) = table.get("name") {
        names.extend(name.as_str().map(str::to_owned));
        let languages = name.as_table_like().into_iter().flat_map(TableLike::iter);
        names.extend(languages.filter_map(|(_, name)| name.as_str().map(str::to_owned)));
    }
    let roles = table.get("roles").and_then(Item::as_array);
    let roles: Vec<&str> = roles.into_iter().flat_map(|roles| roles.iter()).filter_map(|role| role.as_str()).collect();
    let aside = ["exercise-control", "observer", "facilitator"];
    Some(KnownCell {
        id,
        names,
        player: !roles.iter().any(|role| aside.contains(role)),
        control: roles.contains(&"exercise-control"),
    })
}
