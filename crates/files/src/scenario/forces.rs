//! Cells and search objects.

use sarex_model::units::nm;
use sarex_model::{leeway, sweep};
use sarex_sim::{
    coordination::Airspace,
    setup::{Cell, Exposure, LastKnown, Line, Role, SearchObject, Text},
};

use super::context::Context;
use super::policy;
use super::tree::{Field, Table};
use crate::finding::did_you_mean;
use crate::limits::{ID_CHARS, NAME_CHARS};

/// Picks one of a few words.
pub fn one_of<T: Copy>(field: &Field<'_>, words: &[(&str, T)]) -> Option<T> {
    let word = field.str()?;
    let found = words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    if found.is_none() {
        let hint = did_you_mean(word, words.iter().map(|(known, _)| *known));
        field.error(format!("\"{word}\" is not known for `{}`", field.key), hint);
    }
    found
}

const ROLES: [(&str, Role); 8] = [
    ("SMC", Role::Smc),
    ("RCC", Role::Rcc),
    ("OSC", Role::Osc),
    ("ACO", Role::Aco),
    ("SRU", Role::Sru),
    ("exercise-control", Role::ExerciseControl),
    ("observer", Role::Observer),
    ("facilitator", Role::Facilitator),
];

/// Reads `[[cell]]`.
pub fn cell(context: &Context<'_>, table: &Table<'_>) -> Option<Cell> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let name =
        table.get("name").and_then(|field| field.languages(NAME_CHARS)).unwrap_or_else(|| Text::plain(id.clone()));
    let nation = table.get("nation").and_then(|field| field.text(ID_CHARS)).unwrap_or_default();
    let languages = [("en", "en"), ("ko", "ko"), ("ja", "ja")];
    let language = table.get("language").and_then(|field| one_of(&field, &languages)).unwrap_or("en");
    let roles = table.need("roles").and_then(|field| field.list());
    let roles: Vec<Role> = roles.unwrap_or_default().iter().filter_map(|field| one_of(field, &ROLES)).collect();
    let policy = policy::of_cell(context, table, &roles);
    table.finish();
    Some(Cell { id, name, nation, language: language.to_owned(), roles, policy })
}

/// Reads `[[line]]`.
pub fn line(_context: &Context<'_>, table: &Table<'_>) -> Option<Line> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let label = table.get("label").and_then(|field| field.languages(NAME_CHARS));
    let label = label.unwrap_or_else(|| Text::plain("exercise line, not a delimitation"));
    let points = table.need("points").and_then(|field| field.positions(2));
    table.finish();
    Some(Line { id, label, points: points? })
}

/// Reads `[[airspace]]`: whose clearance other cells' aircraft need there.
pub fn airspace(context: &Context<'_>, table: &Table<'_>) -> Option<Airspace> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let name = table.get("name").and_then(|field| field.languages(NAME_CHARS));
    let name = name.unwrap_or_else(|| Text::plain("exercise airspace, not a delimitation"));
    let cell = table.need("cell").and_then(|field| context.cells.resolve(&field));
    let area = table.need("area").and_then(|field| field.positions(3));
    table.finish();
    Some(Airspace { id, name, cell: cell?, area: area? })
}

/// Reads `[[object]]`.
pub fn object(context: &Context<'_>, table: &Table<'_>) -> Option<SearchObject> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let name =
        table.get("name").and_then(|field| field.languages(NAME_CHARS)).unwrap_or_else(|| Text::plain(id.clone()));
    let persons = table.need("persons").and_then(|field| field.integer(0, 10_000)).unwrap_or(1) as u32;
    let leeway_class = table.need("leeway_class").and_then(|field| {
        let key = field.str()?;
        let class = leeway::class(key);
        if class.is_none() {
            let near: Vec<String> = leeway::nearest_keys(key, 3).iter().map(|k| format!("\"{k}\"")).collect();
            field.error(
                format!("there is no leeway class \"{key}\""),
                Some(format!("did you mean {}?", near.join(" or "))),
            );
        }
        class.map(|class| class.key.clone())
    });
    let sweep_object = sweep_object(table, leeway_class.as_deref(), persons);
    let exposures = [
        ("raft", Exposure::Raft),
        ("lifejacket", Exposure::Lifejacket),
        ("no-flotation", Exposure::NoFlotation),
        ("immersion-suit", Exposure::ImmersionSuit),
    ];
    let exposure = table.get("exposure").map_or_else(
        || guess_exposure(context, &id, leeway_class.as_deref().unwrap_or_default()),
        |field| one_of(&field, &exposures).unwrap_or(Exposure::Raft),
    );
    let at = table.need("at").and_then(|field| {
        let at = field.position()?;
        context.place(field.span(), at, format!("the object \"{id}\""), true);
        Some(at)
    });
    let released_s = table.get("released").and_then(|field| field.duration_s(true)).unwrap_or(0);
    let last_known =
        table.need("last_known").and_then(|field| field.table("last_known")).and_then(|t| last_known(context, &t));
    table.finish();
    Some(SearchObject {
        id,
        name,
        leeway_class: leeway_class?,
        sweep_object: sweep_object?,
        at: at?,
        released_s,
        persons,
        exposure,
        last_known: last_known?,
    })
}

fn sweep_object(table: &Table<'_>, class: Option<&str>, persons: u32) -> Option<String> {
    if let Some(field) = table.get("sweep_object") {
        let id = field.str()?;
        let known = sweep::object_ids();
        if !known.contains(&id) {
            field.error(format!("there is no sweep width for \"{id}\""), did_you_mean(id, known.iter().copied()));
            return None;
        }
        return Some(id.to_owned());
    }
    let class = class?;
    let found = sweep::object_for_leeway(class, persons);
    if found.is_none() {
        let hint =
            "add sweep_object = \"...\", one of the ids of the sweep-width tables (crates/model/tables)".to_owned();
        table.source.error(
            table.span.clone(),
            format!("no sweep width belongs to the leeway class {class}"),
            Some(hint),
        );
    }
    found.map(str::to_owned)
}

fn guess_exposure(context: &Context<'_>, id: &str, class: &str) -> Exposure {
    let exposure = match class {
        "PIW-4" => Exposure::ImmersionSuit,
        "PIW-2" | "PIW-3" => Exposure::Lifejacket,
        class if class.starts_with("PIW") => Exposure::NoFlotation,
        _ => return Exposure::Raft,
    };
    context.note(format!("object {id}: exposure taken from its leeway class {class}"));
    exposure
}

fn last_known(context: &Context<'_>, table: &Table<'_>) -> Option<LastKnown> {
    let at = table.need("at").and_then(|field| {
        let at = field.position()?;
        context.place(field.span(), at, "the last known position", false);
        Some(at)
    });
    let error_nm = table.need("error_nm").and_then(|field| field.number(0.01, 500.0));
    let time_s = table.get("time").and_then(|field| field.duration_s(true)).unwrap_or(0);
    let time_error_s = table.get("time_error").and_then(|field| field.seconds()).unwrap_or(0);
    table.finish();
    Some(LastKnown { at: at?, error_m: nm(error_nm?), time_s, time_error_s })
}
