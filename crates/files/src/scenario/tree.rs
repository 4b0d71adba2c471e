//! A TOML document whose every value knows its place, read key by key.
//!
//! Reading never stops at a fault: it is noted with line and column, and a stand-in or `None` goes on. A key that nobody
//! asked for is a fault too, and the keys that were asked for are what it may have meant.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::finding::{Finding, Severity, did_you_mean, line_column};

/// Where in the text.
pub type Span = Range<usize>;

/// A text of TOML and the faults found in it.
pub struct Source<'a> {
    /// The file as findings name it.
    pub file: String,
    /// Its text.
    pub text: &'a str,
    findings: RefCell<Vec<Finding>>,
}

impl<'a> Source<'a> {
    /// A text with no faults yet.
    pub fn new(file: impl Into<String>, text: &'a str) -> Self {
        Self { file: file.into(), text, findings: RefCell::default() }
    }

    /// Parses the text; syntax faults become findings and the rest of the document is still read.
    pub fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.error(error.span().unwrap_or(0..0), error.message().to_owned(), None);
        }
        table
    }

    /// Notes an error.
    pub fn error(&self, span: Span, message: impl Into<String>, hint: Option<String>) {
        self.note(Severity::Error, span, message.into(), hint);
    }

    /// Notes a warning.
    pub fn warn(&self, span: Span, message: impl Into<String>, hint: Option<String>) {
        self.note(Severity::Warning, span, message.into(), hint);
    }

    fn note(&self, severity: Severity, span: Span, message: String, hint: Option<String>) {
        let (line, column) = line_column(self.text, span.start);
        self.findings.borrow_mut().push(Finding { file: self.file.clone(), line, column, severity, message, hint });
    }

    /// The findings in the order of the text.
    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings.into_inner();
        findings.sort();
        findings.dedup();
        findings
    }
}

/// A table being read.
pub struct Table<'s> {
    /// Its document.
    pub source: &'s Source<'s>,
    table: &'s DeTable<'s>,
    /// Where it starts.
    pub span: Span,
    /// What it is, for messages: `[[unit]]`.
    pub what: &'static str,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'s> Table<'s> {
    /// A table to be read.
    pub fn new(source: &'s Source<'s>, table: &'s DeTable<'s>, span: Span, what: &'static str) -> Self {
        Self { source, table, span, what, asked: RefCell::default() }
    }

    /// The value of a key.
    pub fn get(&self, key: &'static str) -> Option<Field<'s>> {
        self.asked.borrow_mut().insert(key);
        let value = self.table.get(key)?;
        Some(Field { source: self.source, value, key })
    }

    /// The value of a key that must be there.
    pub fn need(&self, key: &'static str) -> Option<Field<'s>> {
        let field = self.get(key);
        if field.is_none() {
            self.source.error(self.span.clone(), format!("{} has no `{key}`", self.what), Some(example(key)));
        }
        field
    }

    /// Whether the key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// The tables of `[[key]]`.
    pub fn tables(&self, key: &'static str, what: &'static str) -> Vec<Table<'s>> {
        self.get(key).map_or_else(Vec::new, |field| field.tables(what))
    }

    /// Notes every key that nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(name) {
                let hint = did_you_mean(name, asked.iter().copied());
                self.source.error(key.span(), format!("{} has no key `{name}`", self.what), hint);
            }
        }
    }
}

/// A value being read.
#[derive(Clone, Copy)]
pub struct Field<'s> {
    /// Its document.
    pub source: &'s Source<'s>,
    value: &'s Spanned<DeValue<'s>>,
    /// The key it stands at.
    pub key: &'static str,
}

impl<'s> Field<'s> {
    /// Where it is.
    pub fn span(&self) -> Span {
        self.value.span()
    }

    /// The value itself.
    pub fn value(&self) -> &'s DeValue<'s> {
        self.value.get_ref()
    }

    /// Notes an error at this value.
    pub fn error(&self, message: impl Into<String>, hint: Option<String>) {
        self.source.error(self.span(), message, hint);
    }

    /// Notes a warning at this value.
    pub fn warn(&self, message: impl Into<String>, hint: Option<String>) {
        self.source.warn(self.span(), message, hint);
    }

    /// Notes that the value is of the wrong kind.
    pub fn wrong_type(&self, wanted: &str) {
        let found = match self.value().type_str() {
            "string" => "a text",
            "integer" => "a whole number",
            "float" => "a number",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" => "a list",
            _ => "a table",
        };
        self.error(format!("`{}` is {found}, {wanted} is wanted", self.key), Some(example(self.key)));
    }

    /// A text, whatever its length.
    pub fn str(&self) -> Option<&'s str> {
        let text = self.value().as_str();
        if text.is_none() {
            self.wrong_type("a text in quotes");
        }
        text
    }

    /// A text of at most so many characters.
    pub fn text(&self, most: usize) -> Option<String> {
        let text = self.str()?;
        let length = text.chars().count();
        if length > most {
            self.error(
                format!("`{}` has {length} characters, at most {most} are allowed", self.key),
                Some("shorten it".into()),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A number within bounds; whole numbers count as numbers.
    pub fn number(&self, least: f64, most: f64) -> Option<f64> {
        let number = match self.value() {
            DeValue::Float(f) => f.as_str().parse::<f64>().ok(),
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|i| i as f64),
            _ => {
                self.wrong_type("a number");
                return None;
            }
        };
        match number {
            Some(n) if n >= least && n <= most => Some(n),
            _ => {
                self.error(format!("`{}` must be from {least} to {most}", self.key), None);
                None
            }
        }
    }

    /// A whole number within bounds.
    pub fn integer(&self, least: u64, most: u64) -> Option<u64> {
        let DeValue::Integer(i) = self.value() else {
            self.wrong_type("a whole number");
            return None;
        };
        let number = u64::from_str_radix(i.as_str(), i.radix()).ok().filter(|n| (least..=most).contains(n));
        if number.is_none() {
            self.error(format!("`{}` must be a whole number from {least} to {most}", self.key), None);
        }
        number
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        let value = self.value().as_bool();
        if value.is_none() {
            self.wrong_type("true or false");
        }
        value
    }

    /// The entries of a list.
    pub fn list(&self) -> Option<Vec<Field<'s>>> {
        let Some(array) = self.value().as_array() else {
            self.wrong_type("a list in brackets");
            return None;
        };
        Some(self.entries(array))
    }

    /// The entries of a list, or the value itself as the only one.
    pub fn one_or_list(&self) -> Vec<Field<'s>> {
        self.value().as_array().map_or_else(|| vec![*self], |array| self.entries(array))
    }

    fn entries(&self, array: &'s DeArray<'s>) -> Vec<Field<'s>> {
        array.iter().map(|value| Field { value, ..*self }).collect()
    }

    /// A table in braces, to be read as `what`.
    pub fn table(&self, what: &'static str) -> Option<Table<'s>> {
        let Some(table) = self.value().as_table() else {
            self.wrong_type("a table in braces");
            return None;
        };
        Some(Table::new(self.source, table, self.span(), what))
    }

    /// The keys and values of a table, whatever they are; none when it is no table.
    pub fn members(&self) -> Vec<(&'s str, Field<'s>)> {
        let Some(table) = self.value().as_table() else { return Vec::new() };
        table.iter().map(|(key, value)| (&**key.get_ref(), Field { value, ..*self })).collect()
    }

    /// Whether it is a table in braces.
    pub fn is_table(&self) -> bool {
        self.value().is_table()
    }

    fn tables(&self, what: &'static str) -> Vec<Table<'s>> {
        let Some(array) = self.value().as_array() else {
            self.wrong_type("a list of tables, each under [[...]],");
            return Vec::new();
        };
        self.entries(array).iter().filter_map(|entry| entry.table(what)).collect()
    }
}

/// How a value of a well-known key is written.
fn example(key: &str) -> String {
    let value = match key {
        "id" => "\"kcg-3000\"",
        "title" | "name" | "text" | "label" | "expect" => "\"...\" or { en = \"...\", ko = \"...\", ja = \"...\" }",
        "start" => "2021-06-11T00:00:00Z",
        "length" | "delay" | "ready_in" | "released" => "\"30min\"",
        "time" | "time_error" => "\"-4h\"",
        "at" | "go_to" | "base" => "\"36-02N 131-11E\", or the name of a port or airfield",
        "points" | "area" | "track" | "route" => "[\"36-02N 131-11E\", \"36-10N 131-30E\"]",
        "grant" | "withhold" => "[\"plan-searches\"]",
        "release" => "\"withhold\", \"when-told\" or \"always\"",
        "from" => "\"rcc-donghae\"",
        "seen_as" => "{ rcc-donghae = \"...\", rcc-maizuru = \"...\" }",
        "responsible_for" => "[\"38-00N 130-00E\", \"38-00N 132-00E\", \"35-00N 131-00E\"]",
        "roles" => "[\"SMC\"]",
        "units" | "to" => "[\"first-id\", \"second-id\"]",
        "behaviour" => "{ plugin = \"patrol-vessel\" }",
        "sensor" => "{ plugin = \"my-sensor\" }",
        "isolation" => "\"pooled\", \"per-cell\" or \"per-ship\"",
        "judges" => "[\"my-judge\"]",
        "sha256" => "\"...\" (64 digits; `sarex plugin pin SCENARIO` prints them)",
        "params" => "{ reserve_s = 600 }",
        "pattern" => "{ plugin = \"iamsar-patterns\", kind = \"parallel-track\" }",
        "last_known" => "{ at = \"36-05N 131-06E\", error_nm = 5, time = \"-4h\" }",
        _ => return "scenarios/README.md lists every key".to_owned(),
    };
    format!("write {key} = {value}")
}
