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
    /// Files beside the report.
    Links(Vec<Link>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What follows starts on a page of its own on paper.
    NewPage,
}

/// A file beside the report.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it is.
    pub text: String,
    /// Its path from the report's folder, parts between `/`. Only a plain path becomes a link: one that begins with a drive, a
    /// scheme or `/`, or climbs out by `..`, is shown as text.
    pub path: String,
}

impl Link {
    /// The address of the file, when its path is a plain one below the report's folder.
    pub(crate) fn address(&self) -> Option<String> {
        let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
        let within = self.path.split('/').all(plain) && !self.path.contains([':', '\\']);
        within.then(|| format!("./{}", encoded(&self.path)))
    }
}

/// A path with every byte that is not plain in an address written as `%` and two digits (RFC 3986, section 2.1).
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn only_files_below_the_report_are_links() {
        let address = |path: &str| Link { text: String::new(), path: path.to_owned() }.address();
        assert_eq!(address("runs/best run #1.sarex").as_deref(), Some("./runs/best%20run%20%231.sarex"));
        assert_eq!(address("실행.sarex").as_deref(), Some("./%EC%8B%A4%ED%96%89.sarex"));
        for bad in ["", "/etc/passwd", "//host/x", "../x", "a/../b", "javascript:alert(1)", "C:\\x", "https://x.org/"] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
