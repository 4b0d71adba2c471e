//! The report as data for the template.

use std::collections::BTreeMap;

use sarex_report::document::{Block, Document, Set, Table};
use serde_json::{Value, json};

use crate::PrintError;

/// Letters after which a long word may be broken.
const LONGEST_RUN: usize = 16;
/// Widths of columns are shares of at least and at most so many letters.
const COLUMN: std::ops::RangeInclusive<usize> = 5..=34;

/// The files that the template reads: the blocks, and one picture a file.
pub(crate) fn files(document: &Document, font: &str) -> Result<BTreeMap<String, Vec<u8>>, PrintError> {
    let mut files = BTreeMap::new();
    let blocks: Vec<Value> = document.blocks.iter().map(|block| value(block, &mut files)).collect();
    let report = json!({
        "title": document.title,
        "language": document.language,
        "marker": document.marker,
        "font": font,
        "blocks": blocks,
    });
    let bytes = serde_json::to_vec(&report).map_err(|e| PrintError::Typst(e.to_string()))?;
    files.insert("/report.json".to_owned(), bytes);
    Ok(files)
}

fn value(block: &Block, files: &mut BTreeMap<String, Vec<u8>>) -> Value {
    let pairs = |pairs: &[(String, String)]| -> Vec<[String; 2]> {
        pairs.iter().map(|(name, value)| [breakable(name), breakable(value)]).collect()
    };
    let (kind, value) = match block {
        Block::Marker(text) => ("marker", json!(text)),
        Block::Title(text) => ("title", json!(breakable(text))),
        Block::Heading(text) => ("heading", json!(breakable(text))),
        Block::Sub(text) => ("sub", json!(breakable(text))),
        Block::Text(text) => ("text", json!(breakable(text))),
        Block::Caption(text) => ("caption", json!(breakable(text))),
        Block::Doubt(text) => ("doubt", json!(breakable(text))),
        Block::Facts(facts) => ("facts", json!(pairs(facts))),
        Block::Tiles(tiles) => ("tiles", json!(pairs(tiles))),
        Block::List(points) => ("list", json!(points.iter().map(|p| breakable(p)).collect::<Vec<_>>())),
        // Paper has no files beside it: their paths are written out.
        Block::Links(links) => {
            ("list", json!(links.iter().map(|l| breakable(&format!("{}: {}", l.text, l.path))).collect::<Vec<_>>()))
        }
        Block::Table(table) => ("table", table_value(table)),
        Block::Figure(figure) => {
            let path = format!("/figure-{}.svg", files.len());
            files.insert(path.clone(), figure.svg.clone().into_bytes());
            ("figure", json!({ "path": path, "alt": figure.alt, "small": figure.small }))
        }
        Block::NewPage => ("new-page", Value::Null),
    };
    json!({ "kind": kind, "value": value })
}

fn table_value(table: &Table) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .enumerate()
        .map(|(k, column)| {
            let entries = table.rows.iter().filter_map(|row| row.get(k)).map(|entry| width(&entry.text));
            let widest = entries.chain([longest_word(&column.name)]).max().unwrap_or_default();
            let wanted = widest.clamp(*COLUMN.start(), *COLUMN.end());
            json!({ "name": breakable(&column.name), "set": column.set, "width": wanted, "end": column.set == Set::Number })
        })
        .collect();
    let rows: Vec<Vec<Value>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|e| json!({ "text": breakable(&e.text), "mark": e.mark })).collect())
        .collect();
    json!({ "columns": columns, "rows": rows })
}

/// Width in Latin letters; Korean and Japanese letters are square.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(width).max().unwrap_or_default()
}

/// A text with places to break words that would run over the edge of a page (hashes, made-up names).
fn breakable(text: &str) -> String {
    let mut run = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        run = if c.is_whitespace() || c >= '\u{1100}' { 0 } else { run + 1 };
        if run > LONGEST_RUN {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(c);
    }
    out
}
