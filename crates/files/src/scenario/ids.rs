//! Names of things in a scenario, resolved to numbers.

use super::tree::{Field, Span, Table};
use crate::finding::{did_you_mean, line_column};

/// The ids of one kind of thing; the index is the number.
pub struct Ids {
    /// What the things are: `unit`, `cell` ...
    pub kind: &'static str,
    entries: Vec<(String, Span)>,
}

impl Ids {
    /// Reads the ids of tables. A table without a good id keeps its number under an unnameable id.
    pub fn read(kind: &'static str, tables: &[Table<'_>], most: usize) -> Self {
        let mut ids = Self { kind, entries: Vec::new() };
        for table in tables {
            let id = table.id().unwrap_or_default();
            let span = table.get("id").map_or(table.span.clone(), |field| field.span());
            if let Some((_, before)) = ids.entries.iter().find(|(known, _)| *known == id && !id.is_empty()) {
                let (line, _) = line_column(table.source.text, before.start);
                table.source.error(
                    span.clone(),
                    format!("the {kind} \"{id}\" is already there, in line {line}"),
                    Some("give it another id".into()),
                );
            }
            ids.entries.push((id, span));
        }
        if ids.entries.len() > most {
            let span = ids.entries[most].1.clone();
            if let Some(table) = tables.first() {
                table.source.error(span, format!("{} {kind}s, at most {most} are run", ids.entries.len()), None);
            }
        }
        ids
    }

    /// Ids that are known already, by number.
    pub fn known<'i>(kind: &'static str, ids: impl Iterator<Item = &'i String>) -> Self {
        Self { kind, entries: ids.map(|id| (id.clone(), 0..0)).collect() }
    }

    /// The number of an id.
    pub fn number(&self, id: &str) -> Option<u32> {
        let at = self.entries.iter().position(|(known, _)| known == id && !id.is_empty())?;
        u32::try_from(at).ok()
    }

    /// All ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(id, _)| id.as_str()).filter(|id| !id.is_empty())
    }

    /// The number of the id that a value names; an unknown one is a finding.
    pub fn resolve(&self, field: &Field<'_>) -> Option<u32> {
        self.resolve_name(field.str()?, field)
    }

    /// The number of an id that stands at, or as the key of, a value; an unknown one is a finding there.
    pub fn resolve_name(&self, id: &str, field: &Field<'_>) -> Option<u32> {
        let number = self.number(id);
        if number.is_none() {
            let hint = did_you_mean(id, self.iter());
            let hint =
                hint.or_else(|| (self.entries.is_empty()).then(|| format!("the scenario has no [[{}]]", self.kind)));
            field.error(format!("there is no {} \"{id}\"", self.kind), hint);
        }
        number
    }

    /// The numbers of the ids of a list; every unknown one is a finding.
    pub fn resolve_list(&self, field: &Field<'_>) -> Vec<u32> {
        field.one_or_list().iter().filter_map(|entry| self.resolve(entry)).collect()
    }
}
