//! `[[plugin]]`: pins and parameters of the plugins in use; the judges; who shares an instance.

use std::collections::BTreeMap;

use sarex_sim::setup::{Isolation, PluginDecl, World};
use toml::de::DeValue;

use super::context::Context;
use super::forces::one_of;
use super::tree::{Field, Table};
use crate::finding::line_column;
use crate::limits::PARAMS;

/// Where a scenario says something of a plugin: line and column, from 1.
pub type Place = (u32, u32);

/// What a scenario says of a plugin, so that whoever knows the plugins can check it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PluginPlaces {
    /// Where its component is pinned.
    pub pin: Option<Place>,
    /// Where its parameters are set.
    pub params: Option<Place>,
}

/// Reads the judges: their plugins are asked when the exercise is over.
pub fn judges(context: &Context<'_>, root: &Table<'_>) {
    for judge in root.get("judges").map(|field| field.one_or_list()).unwrap_or_default() {
        context.plugin(&judge, World::ExerciseJudge);
    }
}

/// Reads who shares an instance of a behaviour.
pub fn isolation(root: &Table<'_>) -> Isolation {
    let known = [("pooled", Isolation::Pooled), ("per-cell", Isolation::PerCell), ("per-ship", Isolation::PerShip)];
    root.get("isolation").and_then(|field| one_of(&field, &known)).unwrap_or_default()
}

/// Reads the `[[plugin]]` tables into the plugins in use. All users of plugins must have been read.
pub fn describe(context: &Context<'_>, tables: &[Table<'_>]) -> BTreeMap<String, PluginPlaces> {
    let mut described: BTreeMap<String, PluginPlaces> = BTreeMap::new();
    for table in tables {
        let id = table.need("id").and_then(|field| id(context, &field, &described));
        let pin = table.get("sha256").and_then(|field| Some((field, sha256(&field)?)));
        let params = table.get("params").map(|field| (field, params(&field)));
        table.finish();
        let Some(id) = id else { continue };
        let place = |field: &Field<'_>| line_column(field.source.text, field.span().start);
        let places = PluginPlaces {
            pin: pin.as_ref().map(|(field, _)| place(field)),
            params: params.as_ref().map(|(field, _)| place(field)),
        };
        described.insert(id.clone(), places);
        let mut plugins = context.plugins.borrow_mut();
        let Some(plugin) = plugins.iter_mut().find(|plugin| plugin.id == id) else {
            let hint = "name it where it is used (behaviour, sensor, pattern, judges), or take the table out";
            context.source.warn(table.span.clone(), format!("nothing uses the plugin \"{id}\""), Some(hint.into()));
            continue;
        };
        plugin.pin = pin.map(|(_, sha256)| sha256);
        if let Some((field, Some(values))) = params {
            set_params(plugin, &field, values);
        }
    }
    described
}

fn set_params(plugin: &mut PluginDecl, field: &Field<'_>, values: Vec<(String, f64)>) {
    if plugin.world == World::SearchPattern && !values.is_empty() {
        let hint = "a planner is given them with each search: pattern = { plugin, kind, params = { ... } }";
        field.error(format!("\"{}\" plans searches and has no parameters of the run", plugin.id), Some(hint.into()));
    }
    plugin.params = values;
}

fn id(context: &Context<'_>, field: &Field<'_>, described: &BTreeMap<String, PluginPlaces>) -> Option<String> {
    let id = field.str()?;
    if !context.knows_plugin(field, id) {
        return None;
    }
    if described.contains_key(id) {
        field.error(format!("the plugin \"{id}\" has a table already"), Some("write its keys into one table".into()));
        return None;
    }
    Some(id.to_owned())
}

fn sha256(field: &Field<'_>) -> Option<String> {
    let text = field.str()?;
    let digits = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if text.len() != 64 || !digits {
        let problem = format!("`sha256` is not 64 digits 0-9 a-f (it has {} characters)", text.chars().count());
        field.error(problem, Some("`sarex plugin pin SCENARIO` prints the tables to paste".into()));
        return None;
    }
    Some(text.to_owned())
}

/// The parameters that a table gives: numbers, and true and false for 1 and 0.
pub fn params(field: &Field<'_>) -> Option<Vec<(String, f64)>> {
    let Some(table) = field.value().as_table() else {
        field.wrong_type("a table of numbers");
        return None;
    };
    if table.len() > PARAMS {
        field.error(format!("{} parameters, at most {PARAMS} are passed on", table.len()), None);
        return None;
    }
    let mut found = Vec::new();
    for (key, value) in table.iter() {
        let number = match value.get_ref() {
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|n| n as f64),
            DeValue::Float(f) => f.as_str().parse().ok().filter(|n: &f64| n.is_finite()),
            DeValue::Boolean(on) => Some(f64::from(u8::from(*on))),
            _ => None,
        };
        match number {
            Some(number) => found.push((key.get_ref().to_string(), number)),
            None => {
                let hint = "give a number; true or false for a switch, the number of a choice";
                let message = format!("the parameter `{}` is no number", key.get_ref());
                field.source.error(value.span(), message, Some(hint.into()));
            }
        }
    }
    Some(found)
}
