//! The report as blocks, before it is a page of HTML or of paper.
//!
//! Sections push blocks; [`html`](crate::html) writes them for a browser, `sarex-print` sets them as PDF. Texts are plain:
//! whoever writes them escapes them.

use serde::Serialize;

use crate::words::Language;

/// A whole report in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// Title of the exercise.
    pub title: String,
    /// The exercise marker, for the head and foot of every page.
    pub marker: String,
    /// Everything, from top to bottom.
    pub blocks: Vec<Block>,
}

/// One piece of a report.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Block {
    /// The exercise marker in a frame.
    Marker(String),
    /// The title of the report.
    Title(String),
    /// Heading of a section.
    Heading(String),
    /// Heading inside a section.
    Sub(String),
    /// A paragraph.
    Text(String),
    /// A remark in small print.
    Caption(String),
    /// A remark that must not be overlooked.
    Doubt(String),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// Large figures and what they mean.
    Tiles(Vec<(String, String)>),
    /// Points.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What follows starts on a page of its own on paper.
    NewPage,
}

/// A picture with a text for those who cannot see it.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it shows, in words.
    pub alt: String,
    /// A whole SVG element, with its name space.
    pub svg: String,
    /// One of a series: two of them fit on a page.
    pub small: bool,
}

/// A table with at least one row.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has an entry for every column.
    pub rows: Vec<Vec<Entry>>,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// How it is set.
    pub set: Set,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// As running text.
    Text,
    /// To the right, figures of one width.
    Number,
    /// Not broken: times, positions.
    Fixed,
    /// Small and of one width: hashes.
    Hash,
}

/// What stands in a cell of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its text.
    pub text: String,
    /// Passed or failed, when it is a verdict.
    pub mark: Option<Mark>,
}

/// A verdict, shown by colour and weight; its text says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// As it should be.
    Passed,
    /// Not as it should be.
    Failed,
}

impl Entry {
    pub(crate) fn passed(text: String) -> Self {
        Self { text, mark: Some(Mark::Passed) }
    }

    pub(crate) fn failed(text: String) -> Self {
        Self { text, mark: Some(Mark::Failed) }
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self { text, mark: None }
    }
}

/// The blocks of a report as they are written.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub blocks: Vec<Block>,
}

impl Page {
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub fn sub(&mut self, text: String) {
        self.push(Block::Sub(text));
    }

    pub fn text(&mut self, text: String) {
        self.push(Block::Text(text));
    }

    pub fn figure(&mut self, figure: Figure) {
        self.push(Block::Figure(figure));
    }

    /// A table; nothing when it has no rows.
    pub fn table(&mut self, columns: &[(String, Set)], rows: Vec<Vec<Entry>>) {
        if !rows.is_empty() {
            let columns = columns.iter().map(|(name, set)| Column { name: name.clone(), set: *set }).collect();
            self.push(Block::Table(Table { columns, rows }));
        }
    }
}
