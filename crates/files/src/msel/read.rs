//! From a sheet to rows: the heading is found, every cell is brought into the form of its column, and what does not fit is told.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Cell, Grid, Merged, address};
use super::import::Options;
use super::known::{Known, List};
use super::values::plain_lines;
use super::{Column, Row, cells};
use crate::finding::{Finding, Severity};
use crate::limits::ID_CHARS;

/// Rows in which the heading is looked for: above it stand titles and dates.
const HEADING_ROWS: usize = 30;

/// A row that can be imported, and where it stands.
pub struct ReadRow {
    /// From 0.
    pub line: usize,
    /// Its values; a column that is not in it stays as it is.
    pub row: Row,
}

/// A sheet being read.
pub struct Sheet<'a> {
    pub known: &'a Known,
    pub options: &'a Options,
    pub grid: &'a Grid,
    /// The file as findings name it.
    pub file: String,
    /// Column of the sheet and what it holds.
    columns: BTreeMap<usize, Column>,
    heading: usize,
    /// Ids of this file's rows.
    pub ids: BTreeSet<String>,
    pub findings: Vec<Finding>,
}

impl<'a> Sheet<'a> {
    /// A sheet whose heading was found; none when it has no exercise list.
    pub fn new(known: &'a Known, options: &'a Options, grid: &'a Grid, file: &str) -> Option<Self> {
        let found = |row: usize| {
            let mut columns: BTreeMap<usize, Column> = BTreeMap::new();
            for column in 0..grid.columns() {
                let meant = Column::of_heading(&grid.cell(row, column).shown());
                if let Some(meant) = meant.filter(|meant| !columns.values().any(|known| known == meant)) {
                    columns.insert(column, meant);
                }
            }
            columns
        };
        let says = |columns: &BTreeMap<usize, Column>| {
            let telling = [Column::Id, Column::TextEn, Column::TextKo, Column::TextJa];
            columns.len() >= 2 && columns.values().any(|column| telling.contains(column))
        };
        let rows = (0..grid.rows().min(HEADING_ROWS)).map(|row| (row, found(row))).filter(|(_, columns)| says(columns));
        // Of rows that say equally much the first.
        let (heading, columns) = rows.max_by_key(|(row, columns)| (columns.len(), std::cmp::Reverse(*row)))?;
        let file = if grid.sheet.is_empty() { file.to_owned() } else { format!("{file}[{}]", grid.sheet) };
        Some(Self { known, options, grid, file, columns, heading, ids: BTreeSet::new(), findings: Vec::new() })
    }

    /// Tells something about a cell.
    pub fn tell(&mut self, row: usize, column: usize, what: impl AsRef<str>, hint: Option<&str>) {
        let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        self.findings.push(Finding {
            file: self.file.clone(),
            line: number(row),
            column: number(column),
            severity: Severity::Warning,
            message: format!("{}: {}", address(row, column), what.as_ref()),
            hint: hint.map(str::to_owned),
        });
    }

    /// The rows.
    pub fn rows(&mut self) -> Vec<ReadRow> {
        self.tell_columns();
        self.ids = (self.heading + 1..self.grid.rows()).filter_map(|row| self.own_id(row)).collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut empty = Vec::new();
        let mut rows = Vec::new();
        for line in self.heading + 1..self.grid.rows() {
            let filled = (0..self.grid.columns()).filter(|column| !self.grid.cell(line, *column).is_blank()).count();
            if filled == 0 {
                empty.push((line + 1).to_string());
                continue;
            }
            if let Some(across) = self.across(line).filter(|_| filled == 1) {
                let text = self.grid.cell(across.first.0, across.first.1).shown();
                self.tell(
                    line,
                    across.first.1,
                    format!("the heading across columns \"{}\" was left", short(&text)),
                    None,
                );
                continue;
            }
            let Some(id) = self.id(line, &mut seen) else { continue };
            let row = self.row(line, id);
            rows.extend(self.complete(line, row));
        }
        if !empty.is_empty() {
            let first = empty[0].parse::<usize>().unwrap_or(1) - 1;
            let which = if empty.len() > 12 { format!("{}, ...", empty[..12].join(", ")) } else { empty.join(", ") };
            self.tell(first, 0, format!("{} empty rows were left: {which}", empty.len()), None);
        }
        if self.grid.cut {
            self.tell(self.heading, 0, "rows or columns far out were left", Some("delete what is not of the list"));
        }
        rows
    }

    fn tell_columns(&mut self) {
        for column in 0..self.grid.columns() {
            let heading = self.grid.cell(self.heading, column).shown();
            let filled =
                (self.heading + 1..self.grid.rows()).filter(|row| !self.grid.cell(*row, column).is_blank()).count();
            if self.columns.contains_key(&column) || filled == 0 {
                continue;
            }
            let what = match Column::of_heading(&heading) {
                Some(_) => format!("the second column \"{}\" was left, with {filled} cells", short(&heading)),
                None => format!("the column \"{}\" is not known and was left, with {filled} cells", short(&heading)),
            };
            let names = Column::ALL.map(Column::name).join(", ");
            self.tell(self.heading, column, what, Some(&format!("to read it, give it one of these headings: {names}")));
        }
    }

    fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(_, known)| **known == column).map(|(at, _)| *at)
    }

    fn own_id(&self, line: usize) -> Option<String> {
        let text = self.grid.cell(line, self.position(Column::Id)?).shown();
        Some(as_id(&text)).filter(|id| !id.is_empty())
    }

    /// Merged cells over three columns or more of a row.
    fn across(&self, line: usize) -> Option<Merged> {
        let over = |m: &&Merged| (m.first.0..=m.last.0).contains(&line) && m.last.1 >= m.first.1 + 2;
        self.grid.merged.iter().find(over).copied()
    }

    /// The id of a row; none when the row is another one once more.
    fn id(&mut self, line: usize, seen: &mut BTreeMap<String, usize>) -> Option<String> {
        let column = self.position(Column::Id).unwrap_or(0);
        let written = self.position(Column::Id).map(|column| self.grid.cell(line, column).shown()).unwrap_or_default();
        let free = |ids: &BTreeSet<String>, base: &str| {
            let base: String = base.chars().take(ID_CHARS - 4).collect();
            (2..).map(|n| format!("{base}-{n}")).find(|id| !ids.contains(id)).unwrap_or(base)
        };
        let id = match self.own_id(line) {
            Some(id) => id,
            None => {
                let row = format!("row-{}", line + 1);
                let id = if self.ids.contains(&row) { free(&self.ids, &row) } else { row };
                self.tell(
                    line,
                    column,
                    format!("the row has no id; it is imported as {id}"),
                    Some("give it an id of its own"),
                );
                self.ids.insert(id.clone());
                return Some(id);
            }
        };
        if id != written.trim() {
            self.tell(
                line,
                column,
                format!("\"{}\" is no id (letters, digits, - and _); it is imported as {id}", short(&written)),
                None,
            );
        }
        let Some(before) = seen.insert(id.clone(), line) else { return Some(id) };
        let same =
            (0..self.grid.columns()).all(|column| self.grid.cell(before, column) == self.grid.cell(line, column));
        if same {
            self.tell(
                line,
                column,
                format!("{id} stands in row {} already, with the same cells; it was left", before + 1),
                None,
            );
            return None;
        }
        let other = free(&self.ids, &id);
        let what = format!("{id} stands in row {} already; this one is imported as {other}", before + 1);
        self.tell(line, column, what, Some("give one of them another id"));
        self.ids.insert(other.clone());
        Some(other)
    }

    /// The cell of a row, with what is merged over it where one value may stand for several rows.
    fn value(&mut self, line: usize, at: usize, column: Column) -> Cell {
        let own = self.grid.cell(line, at).clone();
        let over = |m: &&Merged| {
            (m.first.0..=m.last.0).contains(&line) && (m.first.1..=m.last.1).contains(&at) && m.first != (line, at)
        };
        let Some(merged) = self.grid.merged.iter().find(over).copied().filter(|_| own.is_blank()) else { return own };
        let (row, first) = merged.first;
        let value = self.grid.cell(row, first).clone();
        if value.is_blank() {
            return own;
        }
        let own_text = matches!(column, Column::Id | Column::TextEn | Column::TextKo | Column::TextJa | Column::Action);
        if row <= self.heading || first != at || own_text {
            let what = format!("the merged cell {} counts for its first row and column only", address(row, first));
            self.tell(line, at, what, Some("give every row its own text"));
            return own;
        }
        self.tell(
            line,
            at,
            format!("\"{}\" was taken from the merged cell {}", short(&value.shown()), address(row, first)),
            None,
        );
        value
    }

    fn row(&mut self, line: usize, id: String) -> Row {
        let mut row = Row::new();
        for (at, column) in self.columns.clone() {
            if column == Column::Id {
                continue;
            }
            let cell = self.value(line, at, column);
            if let Cell::Wrong(error) = &cell {
                self.tell(
                    line,
                    at,
                    format!("the formula gives {error}; the cell was left"),
                    Some("put its value there"),
                );
                continue;
            }
            if let Some(value) = cells::value(self, line, at, column, &cell, &id) {
                row.insert(column, plain_lines(&value));
            }
        }
        row.insert(Column::Id, id);
        row
    }

    /// The row, if it can be carried out; a row of the scenario needs nothing more.
    fn complete(&mut self, line: usize, mut row: Row) -> Option<ReadRow> {
        let id = row.get(&Column::Id)?.clone();
        if let Some(list) = self.known.serials.get(&id).copied() {
            self.keep_what_must_be(line, &mut row, list);
            return Some(ReadRow { line, row });
        }
        row.entry(Column::List).or_insert_with(|| List::Inject.key().to_owned());
        let given = |row: &Row, column: Column| row.get(&column).is_some_and(|text| !text.trim().is_empty());
        let place = |sheet: &Self, column: Column| sheet.position(column).unwrap_or(0);
        let texts = [Column::TextEn, Column::TextKo, Column::TextJa];
        if !given(&row, Column::Action) {
            if !texts.iter().any(|column| given(&row, *column)) {
                let at = place(self, Column::TextEn);
                self.tell(
                    line,
                    at,
                    format!("{id} says nothing and does nothing; the row was left"),
                    Some("give it a text"),
                );
                return None;
            }
            if !given(&row, Column::To) {
                let known = self.known.cells.iter().map(|cell| cell.id.as_str()).collect::<Vec<_>>().join(", ");
                let hint = format!("name cells of the scenario ({known}), or say which are meant: --cell NAME=CELL");
                let at = place(self, Column::To);
                self.tell(line, at, format!("nobody receives {id}; the row was left"), Some(&hint));
                return None;
            }
        }
        if !given(&row, Column::When) {
            row.insert(Column::When, "by hand".to_owned());
            let at = place(self, Column::When);
            self.tell(
                line,
                at,
                format!("{id} has no time: control fires it by hand"),
                Some("write for example: at 1h30min"),
            );
        }
        for texts in [texts, [Column::ExpectEn, Column::ExpectKo, Column::ExpectJa]] {
            self.english(line, &mut row, texts);
        }
        Some(ReadRow { line, row })
    }

    /// A scenario must have each text in English.
    fn english(&mut self, line: usize, row: &mut Row, texts: [Column; 3]) {
        let text = |column: Column| row.get(&column).filter(|text| !text.is_empty()).cloned();
        let Some(stand_in) = text(texts[1]).or_else(|| text(texts[2])).filter(|_| text(texts[0]).is_none()) else {
            return;
        };
        row.insert(texts[0], stand_in);
        let at = self.position(texts[1]).or(self.position(texts[2])).unwrap_or(0);
        self.tell(line, at, "there is no English text: this one stands in its place", None);
    }

    /// Empty cells do not take away what a row of the scenario cannot be without.
    fn keep_what_must_be(&mut self, line: usize, row: &mut Row, list: List) {
        if let Some(other) = row.remove(&Column::List).filter(|other| other != list.key()) {
            let at = self.position(Column::List).unwrap_or(0);
            self.tell(
                line,
                at,
                format!("it stands under [[{}]] in the scenario and stays there, not in {other}", list.key()),
                None,
            );
        }
        let id = row.get(&Column::Id).cloned().unwrap_or_default();
        let old = self.known.rows.get(&id).cloned().unwrap_or_default();
        for (column, what) in [(Column::To, "receivers"), (Column::TextEn, "text"), (Column::ExpectEn, "English text")]
        {
            let had = old.get(&column).is_some_and(|value| !value.is_empty());
            // What is expected may be taken away in all languages.
            let needed = column != Column::ExpectEn
                || [Column::ExpectKo, Column::ExpectJa]
                    .iter()
                    .any(|other| row.get(other).or(old.get(other)).is_some_and(|value| !value.is_empty()));
            if had && needed && row.get(&column).is_some_and(String::is_empty) {
                row.remove(&column);
                let at = self.position(column).unwrap_or(0);
                self.tell(line, at, format!("{id} cannot be without its {what}: what it has stays"), None);
            }
        }
    }
}

/// A text as an id: what may not stand in one becomes a hyphen.
fn as_id(text: &str) -> String {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let id: String = text.trim().chars().map(|c| if good(c) { c } else { '-' }).take(ID_CHARS).collect();
    if id.chars().all(|c| c == '-') { String::new() } else { id }
}

/// The beginning of a long text.
pub fn short(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() > 40 { line.chars().take(39).chain(['\u{2026}']).collect() } else { line.to_owned() }
}
