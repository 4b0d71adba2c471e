//! The columns of the results, and where each stands in the summary of a run.

use std::sync::Arc;

use datafusion::arrow::{
    array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray},
    datatypes::{DataType, Field, Schema},
};
use sarex_files::campaign::{Design, Levels};
use sarex_sim::setup::{Role, Setup};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::design::draws;

/// Ids that columns are named after, over all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Cells that plan searches.
    pub cells: Vec<String>,
    /// Search objects.
    pub objects: Vec<String>,
    /// Units under command.
    pub units: Vec<String>,
    /// Objectives.
    pub objectives: Vec<String>,
    /// It is a patrol too.
    pub patrol: bool,
    /// Factors, and whether their levels are numbers.
    pub factors: Vec<(String, bool)>,
    /// Columns of what is drawn.
    pub draws: Vec<String>,
}

impl Names {
    /// The names of these setups, in the order in which they first come.
    pub fn of<'a>(setups: impl Iterator<Item = &'a Setup>, design: &Design) -> Self {
        let mut names = Self {
            factors: design.factors.iter().map(|factor| (factor.id.clone(), numeric(&factor.levels))).collect(),
            draws: design.draws.iter().flat_map(draws::columns).collect(),
            ..Self::default()
        };
        let searches = |roles: &[Role]| {
            roles.iter().any(|role| !matches!(role, Role::ExerciseControl | Role::Facilitator | Role::Observer))
        };
        for setup in setups {
            add(&mut names.cells, setup.cells.iter().filter(|cell| searches(&cell.roles)).map(|cell| &cell.id));
            add(&mut names.objects, setup.objects.iter().map(|object| &object.id));
            add(&mut names.units, setup.units.iter().filter(|unit| unit.cell.is_some()).map(|unit| &unit.id));
            names.patrol |= setup.patrol.is_some();
            add(&mut names.objectives, setup.objectives.iter().map(|objective| &objective.id));
        }
        names
    }
}

fn add<'a>(known: &mut Vec<String>, ids: impl Iterator<Item = &'a String>) {
    for id in ids {
        if !known.contains(id) {
            known.push(id.clone());
        }
    }
}

fn numeric(levels: &Levels) -> bool {
    match levels {
        Levels::Range(range) => range.unit.is_empty(),
        Levels::Listed(levels) => levels.iter().all(|level| level.id.parse::<f64>().is_ok()),
    }
}

/// An id as part of a column's name: letters, digits and `_`, so that SQL needs no quotes.
pub fn plain(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Yes or no.
    YesNo,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    from: From,
}

#[derive(Clone, Debug)]
enum From {
    /// Known before the run: the place in [`Known`]'s list.
    Known(usize),
    /// A place in the summary.
    At(&'static str),
    /// In a list of the summary: the list, the id's key and the id, the figure's key.
    In(&'static str, &'static str, String, &'static str),
    /// The best probability of success of a cell, for an object.
    Pos(String, String),
    /// Worked out of the summary.
    Derived(fn(&Value) -> Value),
}

/// Every column, in the order of the table.
pub fn columns(names: &Names) -> Vec<Column> {
    let mut all = Vec::new();
    let known = |all: &mut Vec<Column>, name: String, kind: Kind| {
        let place = all.len();
        all.push(Column { name, kind, from: From::Known(place) });
    };
    known(&mut all, "row".into(), Kind::Whole);
    known(&mut all, "run".into(), Kind::Whole);
    known(&mut all, "variant".into(), Kind::Text);
    known(&mut all, "seed".into(), Kind::Whole);
    for (factor, numeric) in &names.factors {
        known(&mut all, format!("factor_{}", plain(factor)), if *numeric { Kind::Number } else { Kind::Text });
    }
    for draw in &names.draws {
        known(&mut all, draw.clone(), Kind::Number);
    }
    all.extend(FIXED.iter().map(|(name, kind, from)| Column { name: (*name).into(), kind: *kind, from: from.clone() }));
    for object in &names.objects {
        for (key, name, kind) in OF_OBJECT {
            all.push(listed(format!("{name}_{}", plain(object)), *kind, "/objects", object, key));
        }
        for cell in &names.cells {
            let from = From::Pos(cell.clone(), object.clone());
            all.push(Column { name: format!("pos_{}_{}", plain(cell), plain(object)), kind: Kind::Number, from });
        }
    }
    for unit in &names.units {
        for (key, name) in OF_UNIT {
            all.push(listed(format!("{name}_{}", plain(unit)), Kind::Number, "/metrics/units", unit, key));
        }
    }
    for objective in &names.objectives {
        all.push(listed(
            format!("passed_{}", plain(objective)),
            Kind::YesNo,
            "/metrics/objectives",
            objective,
            "passed",
        ));
    }
    all.push(Column { name: "digest".into(), kind: Kind::Text, from: From::At("/digest") });
    all
}

fn listed(name: String, kind: Kind, list: &'static str, id: &str, key: &'static str) -> Column {
    Column { name, kind, from: From::In(list, "id", id.to_owned(), key) }
}

const OF_OBJECT: &[(&str, &str, Kind)] = &[
    ("found_at_s", "found_at_s", Kind::Whole),
    ("rescued_at_s", "rescued_at_s", Kind::Whole),
    ("recovered_alive", "recovered_alive", Kind::Whole),
    ("datum_error_m", "datum_error_m", Kind::Number),
];

const OF_UNIT: &[(&str, &str)] = &[
    ("distance_m", "distance_m"),
    ("fuel_used", "fuel_used"),
    ("searching", "searching_share"),
    ("sorties", "sorties"),
];

/// Columns that every scenario has. Times are seconds of the exercise, distances metres, shares 0 to 1.
const FIXED: &[(&str, Kind, From)] = &[
    ("ended_s", Kind::Whole, From::At("/ticks")),
    ("found", Kind::YesNo, From::Derived(all_found)),
    ("objects", Kind::Whole, From::Derived(|summary| Value::from(objects(summary)))),
    ("objects_found", Kind::Whole, From::Derived(|summary| Value::from(found(summary)))),
    ("time_to_find_s", Kind::Whole, From::At("/metrics/time_to_find_s")),
    ("time_to_find_all_s", Kind::Whole, From::Derived(last_found)),
    ("time_to_rescue_all_s", Kind::Whole, From::At("/metrics/time_to_rescue_all_s")),
    ("persons", Kind::Whole, From::At("/metrics/persons")),
    ("survivors", Kind::Whole, From::At("/metrics/recovered_alive")),
    ("recovered_dead", Kind::Whole, From::At("/metrics/recovered_dead")),
    ("missing", Kind::Whole, From::At("/metrics/missing")),
    ("expected_alive", Kind::Number, From::At("/metrics/expected_alive")),
    ("pos", Kind::Number, From::Derived(best_pos)),
    ("search_hours", Kind::Number, From::At("/metrics/search_hours")),
    ("distance_m", Kind::Number, From::Derived(|summary| sum(summary, "distance_m"))),
    ("fuel_used", Kind::Number, From::Derived(|summary| sum(summary, "fuel_used"))),
    ("sorties", Kind::Number, From::Derived(|summary| sum(summary, "sorties"))),
    ("overlap", Kind::Number, From::At("/metrics/overlap")),
    ("searched", Kind::Number, From::At("/metrics/coordination/searched")),
    ("double_searched", Kind::Number, From::At("/metrics/coordination/double_searched")),
    ("uncovered_at_the_line", Kind::Number, From::At("/metrics/coordination/uncovered_at_the_line")),
    ("alert_at_s", Kind::Whole, From::At("/metrics/coordination/alert_at_s")),
    ("smc_named_after_s", Kind::Whole, From::At("/metrics/coordination/smc_named_after_s")),
    ("datum_shared_after_s", Kind::Whole, From::At("/metrics/coordination/datum_shared_after_s")),
    ("split_agreed_after_s", Kind::Whole, From::At("/metrics/coordination/split_agreed_after_s")),
    ("on_task_after_s", Kind::Whole, From::At("/metrics/coordination/on_task_after_s")),
    ("sitrep_after_s", Kind::Whole, From::At("/metrics/coordination/sitrep_after_s")),
    ("answered_in_time", Kind::Number, From::At("/metrics/coordination/answered_in_time")),
    ("promises", Kind::Whole, From::At("/metrics/coordination/promises")),
    ("promises_kept", Kind::Whole, From::At("/metrics/coordination/promises_kept")),
    ("faults", Kind::Whole, From::At("/metrics/coordination/faults")),
    ("objectives_passed", Kind::Whole, From::At("/metrics/objectives_passed")),
    ("patrol_watched", Kind::Number, From::At("/metrics/patrol/coverage")),
    ("patrol_mean_revisit_s", Kind::Number, From::At("/metrics/patrol/mean_revisit_s")),
    ("patrol_contacts", Kind::Whole, From::At("/metrics/patrol/contacts")),
    ("patrol_identified", Kind::Whole, From::At("/metrics/patrol/identified")),
    ("patrol_dark", Kind::Whole, From::At("/metrics/patrol/dark")),
    ("patrol_dark_identified", Kind::Whole, From::At("/metrics/patrol/dark_identified")),
    ("plugin_fuel", Kind::Whole, From::Derived(|summary| total(summary, "fuel"))),
    ("plugin_faults", Kind::Whole, From::Derived(|summary| total(summary, "faults"))),
];

fn list<'a>(summary: &'a Value, at: &str) -> impl Iterator<Item = &'a Value> {
    summary.pointer(at).and_then(Value::as_array).into_iter().flatten()
}

fn objects(summary: &Value) -> usize {
    list(summary, "/objects").count()
}

fn found(summary: &Value) -> usize {
    list(summary, "/objects").filter(|object| object["found_at_s"].is_u64()).count()
}

/// Nothing is found where nothing is looked for.
fn all_found(summary: &Value) -> Value {
    let objects = objects(summary);
    if objects == 0 { Value::Null } else { (found(summary) == objects).into() }
}

fn last_found(summary: &Value) -> Value {
    let times: Option<Vec<u64>> = list(summary, "/objects").map(|object| object["found_at_s"].as_u64()).collect();
    times.and_then(|times| times.into_iter().max()).map_or(Value::Null, Value::from)
}

fn best_pos(summary: &Value) -> Value {
    let all = list(summary, "/metrics/pos").filter_map(|pos| pos["best"].as_f64());
    all.reduce(f64::max).map_or(Value::Null, Value::from)
}

fn sum(summary: &Value, key: &str) -> Value {
    Value::from(list(summary, "/metrics/units").filter_map(|unit| unit[key].as_f64()).sum::<f64>())
}

fn total(summary: &Value, key: &str) -> Value {
    Value::from(list(summary, "/plugins").filter_map(|plugin| plugin[key].as_u64()).sum::<u64>())
}

/// One run: what was known before it, in the order of the first columns, and its summary.
#[derive(Clone, Debug)]
pub struct Run {
    /// Row, run of the row, variant, seed, levels, draws.
    pub known: Vec<Value>,
    /// What came of it.
    pub summary: Value,
}

impl Column {
    fn value(&self, run: &Run) -> Value {
        let summary = &run.summary;
        match &self.from {
            From::Known(place) => run.known.get(*place).cloned().unwrap_or_default(),
            From::At(pointer) => summary.pointer(pointer).cloned().unwrap_or_default(),
            From::In(at, key, id, figure) => {
                let found = list(summary, at).find(|entry| entry[*key].as_str() == Some(id));
                found.map(|entry| entry[*figure].clone()).unwrap_or_default()
            }
            From::Pos(cell, object) => list(summary, "/metrics/pos")
                .find(|pos| pos["cell"].as_str() == Some(cell) && pos["object"].as_str() == Some(object))
                .map(|pos| pos["best"].clone())
                .unwrap_or_default(),
            From::Derived(derive) => derive(summary),
        }
    }

    fn array(&self, runs: &[Run]) -> ArrayRef {
        let values = runs.iter().map(|run| self.value(run));
        match self.kind {
            Kind::Whole => {
                Arc::new(values.map(|v| v.as_i64().or_else(|| v.as_f64().map(|f| f as i64))).collect::<Int64Array>())
            }
            Kind::Number => Arc::new(values.map(|v| v.as_f64()).collect::<Float64Array>()),
            Kind::Text => Arc::new(values.map(|v| v.as_str().map(str::to_owned)).collect::<StringArray>()),
            Kind::YesNo => Arc::new(values.map(|v| v.as_bool()).collect::<BooleanArray>()),
        }
    }
}

/// The columns of some runs.
pub fn arrays(columns: &[Column], runs: &[Run]) -> Vec<ArrayRef> {
    columns.iter().map(|column| column.array(runs)).collect()
}

/// The table's schema.
pub fn schema(columns: &[Column]) -> Arc<Schema> {
    let data_type = |kind| match kind {
        Kind::Whole => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Text => DataType::Utf8,
        Kind::YesNo => DataType::Boolean,
    };
    Arc::new(Schema::new(columns.iter().map(|c| Field::new(&c.name, data_type(c.kind), true)).collect::<Vec<_>>()))
}
