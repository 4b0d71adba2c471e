//! A design file, read with every fault at its place.

use std::path::Path;

use sarex_sim::setup::Text;
use serde::{Deserialize, Serialize};

use crate::checksum::read_bounded;
use crate::finding::Finding;
use crate::limits::{DESIGN_DRAWS, DESIGN_FACTORS, DESIGN_LEVELS, DESIGN_ROWS, SCENARIO_BYTES, TEXT_CHARS};
use crate::scenario::tree::{Field, Source, Table};

/// What a campaign varies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// How the levels of the factors are combined into rows.
    pub method: Method,
    /// Rows of a Latin hypercube; the others have as many as their levels make.
    pub rows: Option<u32>,
    /// Every row runs on seeds of its own instead of the same ones.
    pub independent: bool,
    /// What is compared: every row has one level of each.
    pub factors: Vec<Factor>,
    /// What is uncertain: drawn anew for every seed, and the same for every row with that seed.
    pub draws: Vec<Draw>,
}

/// How levels are combined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Every level with every other.
    #[default]
    FullFactorial,
    /// So many rows that each of them has its own share of every range (McKay, Beckman and Conover 1979).
    LatinHypercube,
}

/// Something of the plan that is tried in several ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Its id, and the name of its column in the results.
    pub id: String,
    /// What people call it.
    pub label: Text,
    /// What it can be.
    pub levels: Levels,
}

/// What a factor can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Levels {
    /// One of these.
    Listed(Vec<Level>),
    /// Any number between two; only in a Latin hypercube.
    Range(Range),
}

/// A number of the scenario anywhere between two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Where it stands in the scenario.
    pub key: String,
    /// Least.
    pub low: f64,
    /// Greatest.
    pub high: f64,
    /// Written behind the number where the scenario has a text: `"min"` makes `"20min"`.
    pub unit: String,
}

/// One way of a factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Its id, and its value in the results.
    pub id: String,
    /// What people call it.
    pub label: Text,
    /// Keys of the scenario and the TOML text of what stands there instead.
    pub set: Vec<(String, String)>,
    /// Tables of the scenario that are left out.
    pub remove: Vec<String>,
}

/// Something uncertain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    /// Which part of the exercise.
    pub key: String,
    /// How it is distributed.
    pub law: Law,
}

/// How something uncertain is distributed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    /// As the cells' own forecasts believe: normal about the last known position, even over the span of its time.
    LastKnown,
    /// Even between two numbers.
    Uniform(f64, f64),
    /// Normal with mean and standard deviation.
    Normal(f64, f64),
    /// Rising from the least to the likeliest, falling to the greatest.
    Triangular(f64, f64, f64),
    /// True with this probability.
    Chance(f64),
}

/// Reads a design file.
///
/// # Errors
/// Every fault of the file.
pub fn read_design(path: &Path) -> Result<Design, Vec<Finding>> {
    let name = path.display().to_string();
    let hint = "README.md of crates/campaign shows how a design file is written";
    let unreadable = |why: String| vec![Finding::of_file(&name, why, Some(hint.into()))];
    let bytes = read_bounded(path, SCENARIO_BYTES).map_err(|e| unreadable(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| unreadable(format!("it is not UTF-8 text ({e})")))?;
    design_of(&name, &text)
}

/// Reads the text of a design file, named so in findings.
pub(super) fn design_of(name: &str, text: &str) -> Result<Design, Vec<Finding>> {
    let source = Source::new(name, text);
    let design = design(&source);
    let findings = source.into_findings();
    if findings.iter().any(Finding::is_error) { Err(findings) } else { Ok(design) }
}

fn design(source: &Source<'_>) -> Design {
    let document = source.parse();
    let root = Table::new(source, document.get_ref(), 0..0, "the design");
    if root.need("format").and_then(|field| field.integer(1, 1)).is_none() {
        source.warn(0..0, "this program reads design files of format 1", None);
    }
    let method = root.get("method").and_then(|field| method(&field)).unwrap_or_default();
    let independent = root.get("seeds").is_some_and(|field| seeds_apart(&field));
    let factors: Vec<Factor> =
        root.tables("factor", "[[factor]]").iter().filter_map(|table| factor(table, method)).collect();
    let draws: Vec<Draw> = root.tables("draw", "[[draw]]").iter().filter_map(draw).collect();
    let rows = rows(&root, method);
    root.finish();
    no_doubles(source, "factor", factors.iter().map(|f| f.id.as_str()));
    no_doubles(source, "draw", draws.iter().map(|d| d.key.as_str()));
    bounded(source, "factors", factors.len(), DESIGN_FACTORS);
    bounded(source, "draws", draws.len(), DESIGN_DRAWS);
    Design { method, rows, independent, factors, draws }
}

fn bounded(source: &Source<'_>, what: &str, number: usize, most: usize) {
    if number > most {
        source.error(0..0, format!("{number} {what}, at most {most} are allowed"), None);
    }
}

fn no_doubles<'a>(source: &Source<'_>, what: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            let hint = format!("give each {what} once");
            source.error(0..0, format!("the {what} \"{name}\" is there twice"), Some(hint));
        }
    }
}

fn rows(root: &Table<'_>, method: Method) -> Option<u32> {
    match method {
        Method::LatinHypercube => {
            let rows = root.need("rows")?.integer(2, DESIGN_ROWS as u64)?;
            u32::try_from(rows).ok()
        }
        Method::FullFactorial => {
            if let Some(field) = root.get("rows") {
                field.error("`rows` belongs to method = \"latin-hypercube\"", Some("leave it out".into()));
            }
            None
        }
    }
}

fn method(field: &Field<'_>) -> Option<Method> {
    match field.str()? {
        "full-factorial" => Some(Method::FullFactorial),
        "latin-hypercube" => Some(Method::LatinHypercube),
        other => {
            let known = Some("known: full-factorial, latin-hypercube".into());
            field.error(format!("there is no method \"{other}\""), known);
            None
        }
    }
}

fn seeds_apart(field: &Field<'_>) -> bool {
    match field.str() {
        Some("paired") | None => false,
        Some("independent") => true,
        Some(other) => {
            let known = Some("known: paired (every row on the same drift and dice), independent".into());
            field.error(format!("`seeds` is \"{other}\""), known);
            false
        }
    }
}

fn factor(table: &Table<'_>, method: Method) -> Option<Factor> {
    let id = table.id();
    let label = label(table, id.as_deref());
    let levels = levels(table, method);
    table.finish();
    Some(Factor { id: id?, label, levels: levels? })
}

fn label(table: &Table<'_>, id: Option<&str>) -> Text {
    let given = table.get("label").and_then(|field| field.languages(TEXT_CHARS));
    given.unwrap_or_else(|| Text::plain(id.unwrap_or_default()))
}

fn levels(table: &Table<'_>, method: Method) -> Option<Levels> {
    let listed = table.tables("level", "[[factor.level]]");
    let key = table.get("key").and_then(|field| field.str().map(str::to_owned));
    let unit = table.get("unit").and_then(|field| field.str()).unwrap_or_default().to_owned();
    let (values, range) = (table.get("values"), table.get("range"));
    match (listed.is_empty(), values, range, key) {
        (false, None, None, None) => {
            let levels: Vec<Level> = listed.iter().filter_map(level).collect();
            no_doubles(table.source, "level", levels.iter().map(|l| l.id.as_str()));
            bounded(table.source, "levels", levels.len(), DESIGN_LEVELS);
            Some(Levels::Listed(levels))
        }
        (true, Some(values), None, Some(key)) => {
            let levels: Vec<Level> =
                values.list()?.iter().map(|value| level_of_value(table.source, &key, &unit, value)).collect();
            bounded(table.source, "values", levels.len(), DESIGN_LEVELS);
            (!levels.is_empty()).then_some(Levels::Listed(levels))
        }
        (true, None, Some(range), Some(key)) => {
            if method != Method::LatinHypercube {
                let hint = "write values = [...], or method = \"latin-hypercube\" with rows = 50";
                range.error("a range has no levels to combine", Some(hint.into()));
            }
            let (low, high) = two(&range)?;
            Some(Levels::Range(Range { key, low, high, unit }))
        }
        _ => {
            let hint = "[[factor.level]] tables, or key = \"environment.visibility_nm\" with values = [2, 4] or range = [2, 6]";
            table.source.error(table.span.clone(), "[[factor]] needs its levels in one way", Some(hint.into()));
            None
        }
    }
}

fn level(table: &Table<'_>) -> Option<Level> {
    let id = table.id();
    let label = label(table, id.as_deref());
    let set = table.get("set").map_or_else(Vec::new, |field| {
        if !field.is_table() {
            field.wrong_type("a table of keys of the scenario, { \"line.split.points\" = [...] },");
        }
        let members = field.members();
        members.iter().map(|(key, value)| ((*key).to_owned(), toml_of(table.source, value))).collect()
    });
    let remove = table.get("remove").map_or_else(Vec::new, |field| {
        field.one_or_list().iter().filter_map(|entry| entry.str().map(str::to_owned)).collect()
    });
    table.finish();
    Some(Level { id: id?, label, set, remove })
}

/// The text of a value as it stands in the file.
fn toml_of(source: &Source<'_>, value: &Field<'_>) -> String {
    source.text.get(value.span()).unwrap_or_default().to_owned()
}

fn level_of_value(source: &Source<'_>, key: &str, unit: &str, value: &Field<'_>) -> Level {
    let plain = toml_of(source, value);
    let text = if unit.is_empty() { plain.clone() } else { format!("\"{plain}{unit}\"") };
    let id = format!("{}{unit}", plain.trim_matches('"'));
    Level { label: Text::plain(id.clone()), id, set: vec![(key.to_owned(), text)], remove: Vec::new() }
}

fn draw(table: &Table<'_>) -> Option<Draw> {
    let key = table.need("key").and_then(|field| field.str().map(str::to_owned));
    let laws: Vec<Law> = [
        table.get("law").and_then(|field| last_known(&field)),
        table.get("uniform").and_then(|field| two(&field)).map(|(low, high)| Law::Uniform(low, high)),
        table.get("normal").and_then(|field| normal(&field)),
        table.get("triangular").and_then(|field| triangular(&field)),
        table.get("chance").and_then(|field| field.number(0.0, 1.0)).map(Law::Chance),
    ]
    .into_iter()
    .flatten()
    .collect();
    table.finish();
    match laws[..] {
        [law] => Some(Draw { key: key?, law }),
        _ => {
            let hint = "one of law = \"last-known\", uniform = [a, b], normal = [mean, deviation], triangular = [least, likeliest, greatest], chance = 0.8";
            table.source.error(table.span.clone(), "[[draw]] needs one law", Some(hint.into()));
            None
        }
    }
}

fn last_known(field: &Field<'_>) -> Option<Law> {
    if field.str()? == "last-known" {
        return Some(Law::LastKnown);
    }
    field.error(
        "there is only the law \"last-known\" by name",
        Some("or uniform = [a, b], normal = [mean, deviation]".into()),
    );
    None
}

fn numbers<const N: usize>(field: &Field<'_>) -> Option<[f64; N]> {
    let entries = field.list()?;
    let values: Vec<f64> = entries.iter().filter_map(|entry| entry.number(-1e12, 1e12)).collect();
    if entries.len() != N {
        field.error(format!("`{}` has {} numbers, {N} are needed", field.key, entries.len()), None);
    }
    values.try_into().ok()
}

fn two(field: &Field<'_>) -> Option<(f64, f64)> {
    let [low, high] = numbers::<2>(field)?;
    if low >= high {
        field.error("the first number must be below the second", None);
        return None;
    }
    Some((low, high))
}

fn normal(field: &Field<'_>) -> Option<Law> {
    let [mean, deviation] = numbers::<2>(field)?;
    if deviation < 0.0 {
        field.error("a standard deviation is not negative", None);
        return None;
    }
    Some(Law::Normal(mean, deviation))
}

fn triangular(field: &Field<'_>) -> Option<Law> {
    let [least, likeliest, greatest] = numbers::<3>(field)?;
    if !(least <= likeliest && likeliest <= greatest && least < greatest) {
        field.error("the numbers are least, likeliest and greatest, in this order", None);
        return None;
    }
    Some(Law::Triangular(least, likeliest, greatest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use super::*;

    const SPLITS: &str = r#"
format = 1

[[factor]]
id = "split"
label = { en = "Division", ko = "구역 분담", ja = "区域分担" }

[[factor.level]]
id = "agreed"

[[factor.level]]
id = "east"
set = { "line.split.points" = ["36-40N 131-20E", "35-20N 130-40E"], "environment.visibility_nm" = 3 }
remove = ["unit.kcg-drone"]

[[factor]]
id = "datum-error"
key = "object.raft.last_known.error_nm"
values = [5, 10]

[[draw]]
key = "object.raft.at"
law = "last-known"

[[draw]]
key = "environment.wind_mps"
normal = [0, 2]
"#;

    #[test]
    fn levels_hold_what_stands_in_the_scenario_instead() {
        let design = design_of("d.toml", SPLITS).unwrap();
        let [split, error] = &design.factors[..] else { panic!("{design:?}") };
        let Levels::Listed(levels) = &split.levels else { panic!("{split:?}") };
        let points = "[\"36-40N 131-20E\", \"35-20N 130-40E\"]";
        let expected = [("environment.visibility_nm", "3"), ("line.split.points", points)];
        assert_eq!(levels[1].set, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(levels[1].remove, ["unit.kcg-drone"]);
        let Levels::Listed(levels) = &error.levels else { panic!("{error:?}") };
        assert_eq!((levels[1].id.as_str(), levels[1].set[0].1.as_str()), ("10", "10"));
        assert_eq!(design.draws[1].law, Law::Normal(0.0, 2.0));
        assert!(!design.independent);
    }

    #[test]
    fn everything_wrong_is_told_at_once_with_its_line() {
        let text = "format = 1\nmethod = \"sobol\"\nsede = 4\n[[factor]]\nid = \"a\"\nkey = \"length\"\nrange = [3, 2]\n\
                    [[draw]]\nkey = \"x\"\nuniform = [1]\nnormal = [0, -1]\n";
        let findings = design_of("d.toml", text).unwrap_err();
        let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
        for part in [
            "d.toml:2:10",
            "no key `sede`",
            "a range has no levels",
            "first number must be below",
            "[[draw]] needs one law",
            "1 numbers, 2 are needed",
            "is not negative",
        ] {
            assert!(all.iter().any(|line| line.contains(part)), "{part} in {all:#?}");
        }
    }
}
