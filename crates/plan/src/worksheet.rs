//! A worksheet: the steps of a calculation as a planner writes them, and the same numbers for a script.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Value};

/// Stands on every document, so that none can be taken for a live case.
pub const MARK: &str = "EXERCISE EXERCISE EXERCISE";

/// The steps of a calculation in order, with their numbers.
#[derive(Clone, Debug, Default)]
pub struct Worksheet {
    title: String,
    text: String,
    numbers: Map<String, Value>,
    notes: Vec<String>,
}

impl Worksheet {
    /// An empty sheet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Starts a group of steps.
    pub fn section(&mut self, heading: &str) -> &mut Self {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(self.text, "\n{heading}");
        self
    }

    /// One step: its name, the formula with its numbers filled in, the result. `key` ends with the unit (`effort_nm2`)
    /// and holds the result at full precision in the JSON document.
    pub fn step(&mut self, key: &str, label: &str, formula: &str, value: f64, unit: &str) -> &mut Self {
        let shown = if unit.is_empty() { number(value) } else { format!("{} {unit}", number(value)) };
        let _ = writeln!(self.text, "  {label:<38} {shown:>16}   {formula}");
        self.value(key, value)
    }

    /// A step whose result is a text, such as a position.
    pub fn word(&mut self, key: &str, label: &str, formula: &str, value: &str) -> &mut Self {
        let _ = writeln!(self.text, "  {label:<38} {value:>16}   {formula}");
        self.value(key, value)
    }

    /// A line of the text alone; its numbers go into [`Worksheet::value`].
    pub fn line(&mut self, label: &str, text: &str) -> &mut Self {
        let _ = writeln!(self.text, "  {label:<38} {text}");
        self
    }

    /// A step for the text only; its numbers go into the JSON document by [`Worksheet::value`], in a structure.
    pub fn shown(&mut self, label: &str, value: &str, formula: &str) -> &mut Self {
        let _ = writeln!(self.text, "  {label:<38} {value:>16}   {formula}");
        self
    }

    /// A table: headings and rows, columns set to the right.
    pub fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) -> &mut Self {
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            cells.chain([headings[column].chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..headings.len()).map(width).collect();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            let joined: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
            let _ = writeln!(self.text, "  {}", joined.join("  "));
        };
        line(&mut headings.iter().copied());
        for row in rows {
            line(&mut row.iter().map(String::as_str));
        }
        self
    }

    /// A number or structure for the JSON document only; its key names the unit.
    pub fn value(&mut self, key: &str, value: impl Serialize) -> &mut Self {
        // A value that JSON cannot hold (NaN) becomes null.
        self.numbers.insert(key.to_owned(), serde_json::to_value(value).unwrap_or(Value::Null));
        self
    }

    /// A caution or an assumption; both forms carry it.
    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        self
    }

    /// The sheet as a text.
    pub fn text(&self) -> String {
        let mut out = format!("{MARK}\n{}\n{}", self.title, self.text);
        if !self.notes.is_empty() {
            out.push_str("\nNotes\n");
        }
        for note in &self.notes {
            let _ = writeln!(out, "  - {note}");
        }
        out
    }

    /// The sheet as a JSON document: `exercise`, `title`, `notes`, and every number under its key.
    pub fn json(&self) -> Value {
        let mut map = Map::new();
        map.insert("exercise".into(), MARK.into());
        map.insert("title".into(), self.title.clone().into());
        map.extend(self.numbers.clone());
        map.insert("notes".into(), self.notes.clone().into());
        Value::Object(map)
    }
}

/// A number as a planner writes it: four significant digits at least, no digits that mean nothing.
pub fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let digits = match value.abs() {
        v if v >= 1000.0 => 1,
        v if v >= 100.0 => 2,
        v if v >= 1.0 => 3,
        _ => 4,
    };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_hold_the_same_numbers() {
        let mut sheet = Worksheet::new("Effort");
        sheet.section("Effort").step("effort_nm2", "Search effort Z", "W V T = 2 x 90 x 1.7", 306.0, "NM2");
        sheet.note("assumed: T").note("assumed: T");
        assert!(sheet.text().contains("306.00 NM2") && sheet.text().starts_with(MARK));
        assert_eq!(sheet.json()["effort_nm2"], 306.0);
        assert_eq!(sheet.json()["notes"].as_array().unwrap().len(), 1);
    }
}
