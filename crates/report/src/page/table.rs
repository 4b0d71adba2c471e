//! Tables.

use super::Markup;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    Text,
    /// To the right, figures of one width.
    Number,
    /// Not broken: times, positions.
    Fixed,
    /// Small and of one width: hashes.
    Hash,
}

impl Set {
    fn class(self) -> &'static str {
        match self {
            Set::Text => "",
            Set::Number => "number",
            Set::Fixed => "fixed",
            Set::Hash => "hash",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    Plain(String),
    /// With a class of the style sheet.
    Marked(&'static str, String),
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Entry::Plain(text)
    }
}

/// Writes a table; nothing when it has no rows.
pub(super) fn table(page: &mut Markup, columns: &[(String, Set)], rows: Vec<Vec<Entry>>) {
    if rows.is_empty() {
        return;
    }
    page.open("div", &[("class", &"wide")]);
    page.open("table", &[]);
    page.open("thead", &[]);
    page.open("tr", &[]);
    for (name, set) in columns {
        let class = if *set == Set::Number { "number" } else { "" };
        cell(page, "th", class, name);
    }
    page.close();
    page.close();
    page.open("tbody", &[]);
    for row in rows {
        page.open("tr", &[]);
        for (entry, (_, set)) in row.into_iter().zip(columns) {
            match entry {
                Entry::Plain(text) => cell(page, "td", set.class(), &text),
                Entry::Marked(class, text) => cell(page, "td", class, &text),
            }
        }
        page.close();
    }
    page.close();
    page.close();
    page.close();
}

fn cell(page: &mut Markup, element: &'static str, class: &str, text: &str) {
    if class.is_empty() {
        page.element(element, &[], text);
    } else {
        page.element(element, &[("class", &class)], text);
    }
}

/// A list of names and values.
pub(super) fn facts(page: &mut Markup, facts: &[(String, String)]) {
    page.open("dl", &[("class", &"facts")]);
    for (name, value) in facts {
        page.element("dt", &[], name);
        page.element("dd", &[], value);
    }
    page.close();
}
