//! `plugin.toml`: what a plugin is, which contract it fulfils, what it needs.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::run::limits;

/// Something wrong with a plugin, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// File, with a line where one is known: `plugins/x/plugin.toml:12`.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

impl Finding {
    pub(crate) fn new(place: impl Into<String>, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into(), hint: hint.into() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.problem, self.hint)
    }
}

/// A plugin's manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this format: 1.
    pub schema: u32,
    /// What it is.
    pub plugin: PluginInfo,
    /// What it asks for.
    #[serde(default)]
    pub limits: Limits,
    /// Parameters of a run (behaviours) or of a search task (planners).
    #[serde(default)]
    pub params: BTreeMap<String, Param>,
}

/// What a plugin is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PluginInfo {
    /// Name of its folder.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
    /// One sentence.
    pub description: String,
    /// The contract, for example `sarex:plugin/vessel-behaviour@0.1.0`.
    pub world: String,
    /// File name of the component, unless `script` is given.
    #[serde(default)]
    pub component: Option<String>,
    /// File name of the script, run by the host's own JavaScript engine.
    #[serde(default)]
    pub script: Option<String>,
    /// Who made it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// ISO 3166 code of the nation that brings it.
    #[serde(default)]
    pub nation: Option<String>,
    /// Where to read more.
    #[serde(default)]
    pub homepage: Option<String>,
}

/// What a plugin asks for; the host caps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Fuel for one ship's decision, pooled over a call.
    pub fuel_per_ship: u64,
    /// Fuel for one plan.
    pub fuel_per_plan: u64,
    /// Memory, MiB.
    pub memory_mib: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel_per_ship: limits::FUEL_PER_SHIP,
            fuel_per_plan: limits::FUEL_PER_PLAN,
            memory_mib: limits::MEMORY_MIB,
        }
    }
}

impl Limits {
    /// Those of a script, where its manifest asks for nothing else: an interpreter needs more than built code.
    fn of_script(self, manifest: &str) -> Self {
        let manifest: toml::Table = manifest.parse().unwrap_or_default();
        let asked = |key: &str| manifest.get("limits").is_some_and(|limits| limits.get(key).is_some());
        Self {
            fuel_per_ship: if asked("fuel_per_ship") { self.fuel_per_ship } else { limits::SCRIPT_FUEL_PER_SHIP },
            memory_mib: if asked("memory_mib") { self.memory_mib } else { limits::SCRIPT_MEMORY_MIB },
            ..self
        }
    }
}

/// A parameter, as the settings panel draws it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Param {
    /// Value when none is given; none: the plugin works one out.
    #[serde(default)]
    pub default: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Unit, or empty.
    #[serde(default)]
    pub unit: String,
    /// One sentence.
    #[serde(default)]
    pub help: String,
}

impl Manifest {
    /// Reads a manifest; `path` names it in findings.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Finding> {
        let mut manifest: Self = toml::from_str(text).map_err(|error| syntax_finding(text, path, &error))?;
        if manifest.plugin.script.is_some() {
            manifest.limits = manifest.limits.of_script(text);
        }
        match manifest.problem() {
            None => Ok(manifest),
            Some((key, problem, hint)) => Err(Finding::new(place_of(text, path, key), problem, hint)),
        }
    }

    /// The first thing in it that cannot be, with the key it is about.
    fn problem(&self) -> Option<(&str, String, String)> {
        let bound = |key: &'static str, value: u64, max: u64| {
            (value == 0 || value > max)
                .then(|| (key, format!("{key} is {value}"), format!("ask for 1 to {max}; the host gives no more")))
        };
        let Limits { fuel_per_ship, fuel_per_plan, memory_mib } = self.limits;
        if self.schema != 1 {
            let problem = format!("schema {} is not known to this host", self.schema);
            return Some(("schema", problem, "write schema = 1, or install a newer sarex".into()));
        }
        if let Some(problem) = self.plugin.payload_problem() {
            return Some(problem);
        }
        bound("fuel_per_ship", fuel_per_ship, limits::FUEL_PER_SHIP_MAX)
            .or_else(|| bound("fuel_per_plan", fuel_per_plan, limits::FUEL_PER_PLAN_MAX))
            .or_else(|| bound("memory_mib", memory_mib, limits::MEMORY_MIB_MAX))
            .or_else(|| self.params.iter().find_map(|(key, param)| param.problem(key)))
    }
}

impl PluginInfo {
    /// The file beside `plugin.toml` that runs: the component or the script.
    pub(crate) fn payload(&self) -> &str {
        self.script.as_deref().or(self.component.as_deref()).unwrap_or_default()
    }

    fn payload_problem(&self) -> Option<(&'static str, String, String)> {
        let id = &self.id;
        let (key, file, ending) = match (&self.component, &self.script) {
            (Some(file), None) => ("component", file, "wasm"),
            (None, Some(file)) => ("script", file, "js"),
            (None, None) => {
                let hint =
                    format!("write component = \"{id}.wasm\" (a built one) or script = \"{id}.js\" (JavaScript)");
                return Some(("world", "names neither a component nor a script".into(), hint));
            }
            (Some(_), Some(_)) => {
                let hint = "keep the one that runs: component (built WebAssembly) or script (JavaScript)";
                return Some(("script", "names both a component and a script".into(), hint.into()));
            }
        };
        let beside = !file.contains(['/', '\\']) && file.ends_with(&format!(".{ending}"));
        let problem = format!("{key} \"{file}\" is not a .{ending} file beside plugin.toml");
        (!beside).then(|| (key, problem, format!("write {key} = \"{id}.{ending}\"")))
    }
}

impl Param {
    fn problem<'a>(&self, key: &'a str) -> Option<(&'a str, String, String)> {
        let inside = self.default.is_none_or(|default| (self.min..=self.max).contains(&default));
        let sound = self.min.is_finite() && self.max.is_finite() && self.min <= self.max && inside;
        let problem = format!("parameter `{key}`: default, min and max do not fit together");
        (!sound).then(|| (key, problem, "keep min <= default <= max".into()))
    }
}

fn syntax_finding(text: &str, path: &Path, error: &toml::de::Error) -> Finding {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    let message = error.message().to_string();
    let mut names = message.split('`').skip(1).step_by(2);
    let hint = match names.next() {
        Some(unknown) if message.starts_with("unknown field") => {
            let known: Vec<&str> = names.collect();
            match closest(unknown, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            }
        }
        Some(missing) if message.starts_with("missing field") => {
            format!("add `{missing}`; plugins/README.md shows a whole manifest")
        }
        _ => "plugins/README.md shows a whole manifest".into(),
    };
    Finding::new(format!("{}:{line}", path.display()), message, hint)
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Where a key stands: the first line that begins with it, or its table.
pub(crate) fn place_of(text: &str, path: &Path, key: &str) -> String {
    let is_key = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
            || line == format!("[params.{key}]")
    };
    let line = text.lines().position(is_key).map_or(1, |index| index + 1);
    format!("{}:{line}", path.display())
}

/// The name most like `wanted`, if one is like it at all.
pub(crate) fn closest<'a>(wanted: &str, known: &[&'a str]) -> Option<&'a str> {
    let best = known.iter().map(|name| (edits(wanted, name), *name)).min()?;
    (best.0 <= 1 + wanted.len() / 3).then_some(best.1)
}

/// Least number of inserted, removed or changed characters (Wagner and Fischer).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "schema = 1\n\n[plugin]\nid = \"x\"\nname = \"X\"\nversion = \"0.1.0\"\nlicence = \"MIT\"\n\
        description = \"d\"\nworld = \"sarex:plugin/search-pattern@0.1.0\"\ncomponent = \"x.wasm\"\n";

    fn parse(text: &str) -> Result<Manifest, Finding> {
        Manifest::parse(text, Path::new("x/plugin.toml"))
    }

    #[test]
    fn a_short_manifest_is_enough() {
        assert_eq!(parse(GOOD).unwrap().limits, Limits::default());
    }

    #[test]
    fn an_unknown_key_names_its_line_and_the_likely_one() {
        let finding = parse(&GOOD.replace("licence", "license")).unwrap_err();
        assert_eq!(finding.place, "x/plugin.toml:7");
        assert_eq!(finding.hint, "did you mean `licence`?");
    }

    #[test]
    fn a_missing_key_is_named() {
        let finding = parse(&GOOD.replace("name = \"X\"\n", "")).unwrap_err();
        assert!(finding.hint.contains("add `name`"), "{finding}");
    }

    #[test]
    fn limits_are_capped_and_params_must_fit() {
        let greedy = parse(&format!("{GOOD}[limits]\nmemory_mib = 4096\n")).unwrap_err();
        assert_eq!(greedy.place, "x/plugin.toml:12");
        let param = parse(&format!("{GOOD}[params.radius_m]\ndefault = 9\nmin = 1\nmax = 5\n")).unwrap_err();
        assert_eq!(param.place, "x/plugin.toml:11");
        assert!(parse(&GOOD.replace("x.wasm", "../x.wasm")).is_err());
    }

    #[test]
    fn a_script_stands_in_place_of_a_component() {
        let script = GOOD.replace("component = \"x.wasm\"", "script = \"x.js\"");
        let limits = parse(&format!("{script}[limits]\nmemory_mib = 32\n")).unwrap().limits;
        assert_eq!((limits.fuel_per_ship, limits.memory_mib), (limits::SCRIPT_FUEL_PER_SHIP, 32));
        assert_eq!(parse(&script).unwrap().limits.memory_mib, limits::SCRIPT_MEMORY_MIB);

        let both = parse(&format!("{GOOD}script = \"x.js\"\n")).unwrap_err();
        assert_eq!((both.place.as_str(), both.problem.contains("both")), ("x/plugin.toml:11", true));
        let neither = parse(&GOOD.replace("component = \"x.wasm\"\n", "")).unwrap_err();
        assert!(neither.problem.contains("neither") && neither.hint.contains("script = \"x.js\""), "{neither}");
        let elsewhere = parse(&script.replace("x.js", "../x.js")).unwrap_err();
        assert_eq!(elsewhere.hint, "write script = \"x.js\"");
    }
}
