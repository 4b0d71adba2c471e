//! Rows from a scenario's tables, and rows into them.

use toml_edit::{Array, Item, Table, Value};

use super::due::Due;
use super::known::{Known, List};
use super::values::{braces, duration, languages, plain_lines, put, text_in, unbraced};
use super::{Column, Row};
use crate::time::parse_duration_s;

/// Keys that have a column of their own; the others go into [`Column::Action`].
const KEYS: [&str; 15] = [
    "id",
    "at",
    "after",
    "delay",
    "when",
    "from",
    "to",
    "channel",
    "kind",
    "text",
    "expect",
    "objective",
    "owner",
    "answer",
    "answer_within",
];

fn has_column(key: &str) -> bool {
    KEYS.contains(&key) || key == "about_object"
}

/// The row of a table. What is left out there and has a value all the same, its sender and kind, is written out.
pub fn row(known: &Known, list: List, table: &Table) -> Row {
    let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
    let message = list != List::Search && table.contains_key("to");
    let or = |key: &str, default: &str| match text(key) {
        given if given.is_empty() && message => default.to_owned(),
        given => given,
    };
    let within = table.get("answer_within").and_then(Item::as_str);
    let within = within.map(|text| parse_duration_s(text).map_or(text.to_owned(), |s| duration(s.unsigned_abs())));
    let rest = table.iter().filter(|(key, _)| !has_column(key));
    let rest = braces(rest.map(|(key, item)| (key.to_owned(), item.clone())));
    Column::ALL
        .into_iter()
        .map(|column| {
            let value = match column {
                Column::Id => text("id"),
                Column::List => list.key().to_owned(),
                Column::When => Due::of_table(table).map(|due| due.to_string()).unwrap_or_default(),
                Column::From => or("from", known.control().unwrap_or_default()),
                Column::To => ids(table.get("to")),
                Column::Channel => text("channel"),
                // What is structured has a kind of its own.
                Column::Kind if table.contains_key("body") || table.contains_key("fill") => text("kind"),
                Column::Kind => or("kind", "text"),
                Column::TextEn => text_in(table, "text", "en").to_owned(),
                Column::TextKo => text_in(table, "text", "ko").to_owned(),
                Column::TextJa => text_in(table, "text", "ja").to_owned(),
                Column::ExpectEn => text_in(table, "expect", "en").to_owned(),
                Column::ExpectKo => text_in(table, "expect", "ko").to_owned(),
                Column::ExpectJa => text_in(table, "expect", "ja").to_owned(),
                Column::Objective => text("objective"),
                Column::Owner => text("owner"),
                Column::Answer => text("answer"),
                Column::AnswerWithin => within.clone().unwrap_or_default(),
                Column::AboutObject => text("about_object"),
                Column::Action => rest.clone(),
            };
            (column, plain_lines(&value))
        })
        .collect()
}

/// One id or a list of them.
fn ids(item: Option<&Item>) -> String {
    let Some(item) = item else { return String::new() };
    match item.as_array() {
        Some(array) => array.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        None => item.as_str().unwrap_or_default().to_owned(),
    }
}

/// Writes into a table the columns in which a row differs from it, and tells which these are.
/// A column that the row does not have stays as it is.
pub fn write(known: &Known, list: List, table: &mut Table, new: &Row) -> Vec<Column> {
    let old = row(known, list, table);
    let differs = |column: &Column| new.get(column).is_some_and(|value| old.get(column) != Some(value));
    let changed: Vec<Column> = Column::ALL.into_iter().filter(differs).collect();
    let merged = |column: Column| new.get(&column).or(old.get(&column)).map(String::as_str).unwrap_or_default();
    for column in &changed {
        let value = merged(*column);
        match column {
            Column::Id => put(table, "id", Value::from(value)),
            Column::List => {}
            Column::When => {
                if let Some(due) = Due::parse(value) {
                    due.write(table);
                }
            }
            Column::To if value.is_empty() => drop(table.remove("to")),
            Column::To => put(table, "to", Value::from(value.split(", ").collect::<Array>())),
            Column::TextEn | Column::TextKo | Column::TextJa => {
                let texts = [Column::TextEn, Column::TextKo, Column::TextJa].map(merged);
                set_languages(table, "text", texts);
            }
            Column::ExpectEn | Column::ExpectKo | Column::ExpectJa => {
                let texts = [Column::ExpectEn, Column::ExpectKo, Column::ExpectJa].map(merged);
                set_languages(table, "expect", texts);
            }
            Column::Action => set_rest(table, value),
            Column::From
            | Column::Channel
            | Column::Kind
            | Column::Objective
            | Column::Owner
            | Column::Answer
            | Column::AnswerWithin
            | Column::AboutObject => match value {
                "" => drop(table.remove(column.name())),
                value => put(table, column.name(), Value::from(value)),
            },
        }
    }
    changed
}

fn set_languages(table: &mut Table, key: &str, texts: [&str; 3]) {
    match texts.iter().all(|text| text.is_empty()) {
        true => drop(table.remove(key)),
        false => put(table, key, languages(texts)),
    }
}

/// The keys without a column of their own, all of them.
fn set_rest(table: &mut Table, text: &str) {
    let new = if text.is_empty() { Ok(Vec::new()) } else { unbraced(text) };
    // The reader of the column told what is wrong with it.
    let Ok(new) = new else { return };
    let kept = |key: &str| has_column(key) || new.iter().any(|(known, _)| known == key);
    let gone: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).filter(|key| !kept(key)).collect();
    for key in gone {
        table.remove(&key);
    }
    for (key, value) in new {
        let same =
            |old: &Item| braces([(key.clone(), old.clone())]) == braces([(key.clone(), Item::Value(value.clone()))]);
        if !has_column(&key) && !table.get(&key).is_some_and(same) {
            put(table, &key, value);
        }
    }
}
