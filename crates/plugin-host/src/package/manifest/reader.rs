//! Reads a manifest section by section, so that the faults of all of them are told at once.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::Finding;
use super::place::{line_at, syntax_finding, unknown_hint};

/// The text, what is not yet read of it, and the faults so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    path: &'t Path,
    table: DeTable<'t>,
    asked: Vec<&'static str>,
    /// What is wrong, in the order of reading.
    pub findings: Vec<Finding>,
}

impl<'t> Reader<'t> {
    /// Parses the text; what can be read of it is read whatever else is wrong.
    pub fn new(text: &'t str, path: &'t Path) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let findings = errors.iter().map(|error| syntax_finding(text, path, error, 0)).collect();
        Self { text, path, table: table.into_inner(), asked: Vec::new(), findings }
    }

    /// A section that must be there.
    pub fn need<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        let found = self.take(key);
        if found.is_none() {
            let problem = format!("missing field `{key}`");
            let hint = format!("add `{key}`; plugins/README.md shows a whole manifest");
            self.findings.push(Finding::new(format!("{}:1", self.path.display()), problem, hint));
        }
        self.value(found?)
    }

    /// A section that may be left out.
    pub fn section<T: DeserializeOwned + Default>(&mut self, key: &'static str) -> T {
        self.take(key).and_then(|value| self.value(value)).unwrap_or_default()
    }

    /// The tables of a section by name, each read for itself.
    pub fn tables<T: DeserializeOwned>(&mut self, key: &'static str) -> Vec<(String, T)> {
        let Some(section) = self.take(key) else { return Vec::new() };
        let span = section.span();
        let DeValue::Table(tables) = section.into_inner() else {
            let problem = format!("`{key}` is no section");
            self.note(span.start, problem, format!("write [{key}.NAME] above the keys of each"));
            return Vec::new();
        };
        let named = tables.into_iter().map(|(name, value)| (name.into_inner().into_owned(), value));
        named.filter_map(|(name, value)| Some((name, self.value(value)?))).collect()
    }

    /// Notes every section that nobody asked for.
    pub fn finish(&mut self) {
        let unknown: Vec<(String, usize)> =
            self.table.keys().map(|key| (key.get_ref().to_string(), key.span().start)).collect();
        for (key, at) in unknown {
            self.note(at, format!("unknown field `{key}`"), unknown_hint(&key, &self.asked));
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    /// Reads a value. Its unknown keys are noted one by one and left out.
    fn value<T: DeserializeOwned>(&mut self, mut value: Spanned<DeValue<'t>>) -> Option<T> {
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            self.add(syntax_finding(self.text, self.path, &error, value.span().start));
            let unknown = error.message().strip_prefix("unknown field `")?.split('`').next()?.to_owned();
            let DeValue::Table(table) = value.get_mut() else { return None };
            table.remove(unknown.as_str())?;
        }
    }

    /// A key that is missing because it is misspelt is one fault, not two.
    fn add(&mut self, finding: Finding) {
        let missing = finding.problem.strip_prefix("missing field ");
        let misspelt = missing.map(|key| format!("did you mean {key}?"));
        if !misspelt.is_some_and(|hint| self.findings.iter().any(|found| found.hint == hint)) {
            self.findings.push(finding);
        }
    }

    fn note(&mut self, byte: usize, problem: String, hint: String) {
        let place = format!("{}:{}", self.path.display(), line_at(self.text, byte));
        self.findings.push(Finding::new(place, problem, hint));
    }
}
