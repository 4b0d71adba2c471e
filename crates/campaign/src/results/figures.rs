//! From the table of results to what the report is written from.

use datafusion::{
    arrow::{array::Array, compute::cast, datatypes::DataType, record_batch::RecordBatch},
    common::cast::{as_float64_array, as_int64_array, as_string_array},
    error::Result,
};
use sarex_files::campaign::{Law, Levels, Method};
use sarex_report::campaign::{CampaignInput, Draw, Entrant, Factor, Failure, Measure, RunFigures, Tournament, Variant};
use sarex_sim::setup::Text;

use super::{Progress, columns::plain};
use crate::plan::Plan;

/// A measure of the report, and how it is worked out of columns.
struct Wanted {
    id: &'static str,
    column: &'static str,
    /// Divided by this column or number.
    by: By,
}

enum By {
    One,
    Column(&'static str),
    Number(f64),
}

/// What is measured, the most important first: settled before any run is looked at.
fn wanted(plan: &Plan) -> Vec<Wanted> {
    let one = |id, column| Wanted { id, column, by: By::One };
    let objectives =
        Wanted { id: "objectives", column: "objectives_passed", by: By::Number(plan.names.objectives.len() as f64) };
    let searching = [
        one("found", "found"),
        one("time-to-find", "time_to_find_all_s"),
        Wanted { id: "survivors", column: "survivors", by: By::Column("persons") },
        one("time-to-rescue", "time_to_rescue_all_s"),
        one("pos", "pos"),
    ];
    let on_patrol = [
        Wanted { id: "dark-identified", column: "patrol_dark_identified", by: By::Column("patrol_dark") },
        one("coverage", "patrol_watched"),
        one("revisit", "patrol_mean_revisit_s"),
    ];
    let coordinated = [
        one("on-task", "on_task_after_s"),
        one("datum-shared", "datum_shared_after_s"),
        one("searched", "searched"),
        one("double-searched", "double_searched"),
        one("search-hours", "search_hours"),
    ];
    let looks_for = !plan.names.objects.is_empty();
    let searching = searching.into_iter().chain(coordinated).filter(|_| looks_for);
    let on_patrol = on_patrol.into_iter().filter(|_| plan.names.patrol);
    let graded = Some(objectives).filter(|_| !plan.names.objectives.is_empty());
    searching.chain(on_patrol).chain([one("distance-run", "distance_m")]).chain(graded).collect()
}

/// The columns of a table as numbers; yes is 1, no is 0.
struct Table<'a> {
    batches: &'a [RecordBatch],
}

impl Table<'_> {
    fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>> {
        let mut all = Vec::new();
        for batch in self.batches {
            let Some(column) = batch.column_by_name(name) else { continue };
            let column = match column.data_type() {
                DataType::Boolean => cast(&cast(column, &DataType::Int8)?, &DataType::Float64)?,
                _ => cast(column, &DataType::Float64)?,
            };
            all.extend(as_float64_array(&column)?.iter());
        }
        Ok(all)
    }

    fn whole(&self, name: &str) -> Result<Vec<i64>> {
        let mut all = Vec::new();
        for batch in self.batches {
            let Some(column) = batch.column_by_name(name) else { continue };
            all.extend(as_int64_array(column)?.iter().map(Option::unwrap_or_default));
        }
        Ok(all)
    }

    fn texts(&self, name: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        for batch in self.batches {
            let Some(column) = batch.column_by_name(name) else { continue };
            let column = cast(column, &DataType::Utf8)?;
            all.extend(as_string_array(&column)?.iter().map(|text| text.unwrap_or_default().to_owned()));
        }
        Ok(all)
    }
}

/// What the report is written from; `table` holds all columns, ordered by row and seed.
///
/// # Errors
/// When a column has another kind than it was written with.
pub fn figures(
    plan: &Plan,
    table: &[RecordBatch],
    progress: &Progress,
    confidence: f64,
    reveal: bool,
) -> Result<CampaignInput> {
    let table = Table { batches: table };
    let wanted = wanted(plan);
    let values: Vec<Vec<Option<f64>>> = wanted.iter().map(|measure| column(&table, measure)).collect::<Result<_>>()?;
    let draws: Vec<(Draw, Vec<f64>)> = draws(plan, &table)?;
    let (rows, seeds) = (table.whole("row")?, table.whole("seed")?);
    let together = plan.design.method == Method::LatinHypercube;
    let mut variants = variants(plan, reveal);
    for (index, (row, seed)) in rows.iter().zip(&seeds).enumerate() {
        let run = RunFigures {
            // Rows of a hypercube are no variants to be compared, and a seed stands there more than once.
            seed: if together { index as u64 } else { *seed as u64 },
            values: values.iter().map(|column| column.get(index).copied().flatten()).collect(),
            draws: draws.iter().map(|(_, column)| column.get(index).copied().unwrap_or_default()).collect(),
        };
        if let Some(variant) = variants.get_mut(if together { 0 } else { *row as usize }) {
            variant.runs.push(run);
        }
    }
    Ok(CampaignInput {
        scenario: plan.scenario.clone(),
        title: plan.title.clone(),
        length_s: plan.until_s,
        confidence,
        seeds: (plan.first_seed, last_seed(plan)),
        runs_wanted: plan.all_runs(),
        runs_done: rows.len() as u64,
        failures: progress.failed.iter().map(failure).collect(),
        factors: if together { Vec::new() } else { factors(plan, reveal) },
        draws: draws.into_iter().map(|(draw, _)| draw).collect(),
        measures: wanted.iter().filter_map(|measure| Measure::known(measure.id)).collect(),
        variants,
        best: None,
        worst: None,
        tournament: tournament(plan, reveal),
        provenance: provenance(plan),
        digest: super::digest(table.batches)?,
        notes: Vec::new(),
    })
}

fn column(table: &Table<'_>, wanted: &Wanted) -> Result<Vec<Option<f64>>> {
    let values = table.numbers(wanted.column)?;
    Ok(match wanted.by {
        By::One => values,
        By::Number(by) => values.into_iter().map(|value| value.map(|value| value / by)).collect(),
        By::Column(by) => {
            let by = table.numbers(by)?;
            let share = |(value, by): (Option<f64>, Option<f64>)| Some(value? / by.filter(|by| *by > 0.0)?);
            values.into_iter().zip(by).map(share).collect()
        }
    })
}

fn last_seed(plan: &Plan) -> u64 {
    plan.seed(plan.rows.len().saturating_sub(1), plan.runs.saturating_sub(1))
}

fn failure(given: &crate::shard::GivenUp) -> Failure {
    Failure { what: format!("shard {}", given.shard), why: given.why.clone() }
}

fn shown(plan: &Plan, row: usize, reveal: bool) -> Option<Text> {
    let tournament = plan.tournament.as_ref()?;
    let code = plan.rows.get(row)?.id.clone();
    let entry = tournament.entries.get(row)?;
    let told = reveal || !tournament.blind;
    Some(Text::plain(if told && code != entry.replace('/', "-") {
        format!("{code}: {entry}")
    } else if told {
        entry.clone()
    } else {
        code
    }))
}

fn variants(plan: &Plan, reveal: bool) -> Vec<Variant> {
    if plan.design.method == Method::LatinHypercube {
        let all = Text {
            en: format!("{} rows of a Latin hypercube", plan.rows.len()),
            ko: Some(format!("라틴 하이퍼큐브 {}행", plan.rows.len())),
            ja: Some(format!("ラテン超方格 {}行", plan.rows.len())),
        };
        return vec![Variant { id: "latin-hypercube".into(), label: all, ..Variant::default() }];
    }
    let level = |factor: &sarex_files::campaign::Factor, id: &str| match &factor.levels {
        Levels::Listed(levels) => levels.iter().position(|level| level.id == id).unwrap_or_default() as u32,
        Levels::Range(_) => 0,
    };
    let variant = |(number, row): (usize, &crate::plan::Row)| Variant {
        id: row.id.clone(),
        label: shown(plan, number, reveal).unwrap_or_else(|| row.label.clone()),
        settings: row.settings.clone(),
        levels: plan.design.factors.iter().zip(&row.settings).map(|(factor, (_, id))| level(factor, id)).collect(),
        runs: Vec::new(),
    };
    plan.rows.iter().enumerate().map(variant).collect()
}

fn factors(plan: &Plan, reveal: bool) -> Vec<Factor> {
    let levels = |levels: &Levels| match levels {
        Levels::Listed(levels) => {
            let label = |(number, level): (usize, &sarex_files::campaign::Level)| {
                shown(plan, number, reveal).unwrap_or_else(|| level.label.clone())
            };
            levels.iter().enumerate().map(|(n, level)| (level.id.clone(), label((n, level)))).collect()
        }
        Levels::Range(_) => Vec::new(),
    };
    let ordered = |id: &str| plan.names.factors.iter().any(|(name, numeric)| name == id && *numeric);
    let factor = |factor: &sarex_files::campaign::Factor| Factor {
        id: factor.id.clone(),
        label: factor.label.clone(),
        levels: levels(&factor.levels),
        ordered: ordered(&factor.id),
    };
    plan.design.factors.iter().map(factor).collect()
}

/// What was drawn, and the factors of a hypercube, each with its values.
fn draws(plan: &Plan, table: &Table<'_>) -> Result<Vec<(Draw, Vec<f64>)>> {
    let mut all = Vec::new();
    for draw in &plan.design.draws {
        for column in crate::design::draws::columns(draw) {
            let values = table.numbers(&column)?.into_iter().map(Option::unwrap_or_default).collect();
            let suffix = column.strip_prefix(&format!("draw_{}_", plain(&draw.key))).map(|part| format!(" ({part})"));
            all.push((Draw { key: draw.key.clone() + &suffix.unwrap_or_default(), law: law(draw.law) }, values));
        }
    }
    if plan.design.method == Method::LatinHypercube {
        for factor in &plan.design.factors {
            let values = of_factor(table, factor, &format!("factor_{}", plain(&factor.id)))?;
            let law = match &factor.levels {
                Levels::Range(range) => format!("{} to {} {}", range.low, range.high, range.unit),
                Levels::Listed(levels) => levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>().join(", "),
            };
            all.push((Draw { key: factor.id.clone(), law }, values));
        }
    }
    Ok(all)
}

/// A factor's value in each run: its number, or else the number of its level.
fn of_factor(table: &Table<'_>, factor: &sarex_files::campaign::Factor, column: &str) -> Result<Vec<f64>> {
    let value = |text: String| match &factor.levels {
        Levels::Listed(levels) => {
            let place = levels.iter().position(|level| level.id == text).unwrap_or_default();
            text.parse().unwrap_or(place as f64)
        }
        Levels::Range(range) => text.trim_end_matches(&range.unit).parse().unwrap_or_default(),
    };
    Ok(table.texts(column)?.into_iter().map(value).collect())
}

fn law(law: Law) -> String {
    match law {
        Law::LastKnown => "last known position and its error".into(),
        Law::Uniform(low, high) => format!("uniform {low} to {high}"),
        Law::Normal(mean, deviation) => format!("normal, mean {mean}, standard deviation {deviation}"),
        Law::Triangular(least, likeliest, greatest) => format!("triangular {least}, {likeliest}, {greatest}"),
        Law::Chance(chance) => format!("yes with probability {chance}"),
    }
}

fn tournament(plan: &Plan, reveal: bool) -> Option<Tournament> {
    let tournament = plan.tournament.as_ref()?;
    let sha256 = |entry: &str| {
        let id = entry.split('/').next().unwrap_or_default();
        plan.plugins.iter().find(|(plugin, _)| plugin == id).map(|(_, sha256)| sha256.clone()).unwrap_or_default()
    };
    let blind = tournament.blind && !reveal;
    let entrant = |(row, entry): (&crate::plan::Row, &String)| Entrant {
        variant: row.id.clone(),
        plugin: if blind { String::new() } else { entry.clone() },
        author: String::new(),
        // Of a plugin that anybody may have, the hash would tell the name.
        sha256: if blind { String::new() } else { sha256(entry) },
    };
    Some(Tournament { blind, entrants: plan.rows.iter().zip(&tournament.entries).map(entrant).collect() })
}

fn provenance(plan: &Plan) -> Vec<(String, String)> {
    let mut lines = vec![
        ("program".to_owned(), format!("sarex {}", env!("CARGO_PKG_VERSION"))),
        ("model".to_owned(), plan.model.clone()),
    ];
    let hidden = plan.tournament.as_ref().is_some_and(|tournament| tournament.blind);
    let plugins = plan.plugins.iter().filter(|_| !hidden);
    lines.extend(plugins.map(|(id, sha256)| (format!("plugin {id}"), sha256.clone())));
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    lines.extend(plan.files.iter().map(|(path, sha256)| (name(path), sha256.clone())));
    lines
}
