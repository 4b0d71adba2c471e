//! `plugin.toml`: what a plugin is, which contract it fulfils, what it needs.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::run::limits;

pub(crate) mod nations;
mod param;
mod place;
mod reader;
mod sections;

pub use param::{Param, ParamKind};
pub(crate) use place::{closest, place_of};
pub use sections::{Api, Build, Conformance, Handling, Signals};

use reader::Reader;
pub(crate) use sections::id_fault;
use sections::{Fault, nation_fault, text_fault};

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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    /// Version of this format: 1.
    pub schema: u32,
    /// What it is.
    pub plugin: PluginInfo,
    /// Which host it needs.
    pub api: Api,
    /// What it asks for.
    pub limits: Limits,
    /// Which further observables it asks for.
    pub signals: Signals,
    /// Who may see it.
    pub handling: Handling,
    /// How well it was checked.
    pub conformance: Conformance,
    /// How it was made.
    pub build: Build,
    /// Parameters of a run (behaviours) or of a search task (planners).
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
    /// ISO 3166-1 alpha-2 code of the nation that brings it.
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
    /// Most state of one ship, bytes.
    pub state_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel_per_ship: limits::FUEL_PER_SHIP,
            fuel_per_plan: limits::FUEL_PER_PLAN,
            memory_mib: limits::MEMORY_MIB,
            state_bytes: limits::STATE_STRIDE,
        }
    }
}

impl Manifest {
    /// Reads a manifest; `path` names it in findings.
    ///
    /// # Errors
    /// Everything that is wrong with it, section by section. A host that is too old for the plugin says only that: it
    /// cannot know the keys of a later format.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Vec<Finding>> {
        let mut reader = Reader::new(text, path);
        let place = |(key, problem, hint): Fault| Finding::new(place_of(text, path, &key), problem, hint);
        let api: Api = reader.section("api");
        let too_old = api.faults();
        if !too_old.is_empty() {
            return Err(too_old.into_iter().map(place).collect());
        }
        let schema = reader.need("schema");
        let plugin = reader.need("plugin");
        let (limits, signals) = (reader.section("limits"), reader.section("signals"));
        let (handling, conformance, build) =
            (reader.section("handling"), reader.section("conformance"), reader.section("build"));
        let params = reader.tables("params").into_iter().collect();
        reader.finish();
        let mut findings = reader.findings;
        let manifest = schema.zip(plugin).map(|(schema, plugin)| Self {
            schema,
            plugin,
            api,
            limits,
            signals,
            handling,
            conformance,
            build,
            params,
        });
        let manifest = manifest.map(|manifest| match manifest.plugin.script {
            Some(_) => Self { limits: manifest.limits.of_script(text), ..manifest },
            None => manifest,
        });
        if let Some(manifest) = &manifest {
            findings.extend(manifest.faults().into_iter().map(place));
        }
        manifest.filter(|_| findings.is_empty()).ok_or(findings)
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.schema != 1 {
            let problem = format!("schema {} is not known to this host", self.schema);
            faults.push(("schema".into(), problem, "write schema = 1, or install a newer sarex".into()));
        }
        faults.extend(self.plugin.faults());
        faults.extend(self.limits.faults());
        faults.extend(self.signals.faults());
        faults.extend(self.handling.faults());
        faults.extend(self.conformance.faults());
        faults.extend(self.build.faults());
        faults
    }
}

impl PluginInfo {
    /// The file beside `plugin.toml` that runs: the component or the script.
    pub(crate) fn payload(&self) -> &str {
        self.script.as_deref().or(self.component.as_deref()).unwrap_or_default()
    }

    fn payload_fault(&self) -> Option<Fault> {
        let id = &self.id;
        let (key, file, ending) = match (&self.component, &self.script) {
            (Some(file), None) => ("component", file, "wasm"),
            (None, Some(file)) => ("script", file, "js"),
            (None, None) => {
                let hint =
                    format!("write component = \"{id}.wasm\" (a built one) or script = \"{id}.js\" (JavaScript)");
                return Some(("world".into(), "names neither a component nor a script".into(), hint));
            }
            (Some(_), Some(_)) => {
                let hint = "keep the one that runs: component (built WebAssembly) or script (JavaScript)";
                return Some(("script".into(), "names both a component and a script".into(), hint.into()));
            }
        };
        let beside = !file.contains(['/', '\\']) && file.ends_with(&format!(".{ending}"));
        let problem = format!("{key} \"{file}\" is not a .{ending} file beside plugin.toml");
        (!beside).then(|| (key.into(), problem, format!("write {key} = \"{id}.{ending}\"")))
    }

    fn faults(&self) -> Vec<Fault> {
        let texts = [
            ("name", Some(&self.name)),
            ("version", Some(&self.version)),
            ("licence", Some(&self.licence)),
            ("description", Some(&self.description)),
            ("homepage", self.homepage.as_ref()),
        ];
        let texts = texts.into_iter().filter_map(|(key, text)| text_fault(key, text?));
        let authors = self.authors.iter().filter_map(|author| text_fault("authors", author));
        let nation = self.nation.as_deref().and_then(|code| nation_fault("nation", code));
        let mut faults: Vec<Fault> = id_fault(&self.id).into_iter().chain(texts).chain(authors).chain(nation).collect();
        if !self.version.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')) {
            let problem = format!("\"{}\" is no version", self.version);
            faults.push(("version".into(), problem, "write version = \"0.1.0\"".into()));
        }
        faults.extend(self.payload_fault());
        faults
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

    fn faults(&self) -> Vec<Fault> {
        let asked = [
            ("fuel_per_ship", self.fuel_per_ship, 1, limits::FUEL_PER_SHIP_MAX),
            ("fuel_per_plan", self.fuel_per_plan, 1, limits::FUEL_PER_PLAN_MAX),
            ("memory_mib", self.memory_mib, 1, limits::MEMORY_MIB_MAX),
            ("state_bytes", u64::from(self.state_bytes), 0, u64::from(limits::STATE_STRIDE)),
        ];
        let bad = asked.into_iter().filter(|(_, value, least, most)| !(*least..=*most).contains(value));
        let told = bad.map(|(key, value, least, most)| {
            (key.into(), format!("{key} is {value}"), format!("ask for {least} to {most}; the host gives no more"))
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "schema = 1\n\n[plugin]\nid = \"x\"\nname = \"X\"\nversion = \"0.1.0\"\nlicence = \"MIT\"\n\
        description = \"d\"\nworld = \"sarex:plugin/search-pattern@0.1.0\"\ncomponent = \"x.wasm\"\n";

    fn parse(text: &str) -> Result<Manifest, Vec<Finding>> {
        Manifest::parse(text, Path::new("x/plugin.toml"))
    }

    /// The only thing wrong with a manifest.
    #[track_caller]
    fn fault(text: &str) -> Finding {
        let mut findings = parse(text).unwrap_err();
        assert_eq!(findings.len(), 1, "{findings:?}");
        findings.remove(0)
    }

    #[test]
    fn a_short_manifest_is_enough() {
        assert_eq!(parse(GOOD).unwrap().limits, Limits::default());
    }

    #[test]
    fn an_unknown_key_names_its_line_and_the_likely_one() {
        let finding = fault(&GOOD.replace("licence", "license"));
        assert_eq!(finding.place, "x/plugin.toml:7");
        assert_eq!(finding.hint, "did you mean `licence`?");
        assert_eq!(fault(&format!("{GOOD}[limit]\n")).hint, "did you mean `limits`?");
    }

    #[test]
    fn a_missing_key_is_named() {
        assert!(fault(&GOOD.replace("name = \"X\"\n", "")).hint.contains("add `name`"));
        assert!(fault(&GOOD.replace("schema = 1\n", "")).hint.contains("add `schema`"));
    }

    #[test]
    fn limits_are_capped_and_params_must_fit() {
        let greedy = fault(&format!("{GOOD}[limits]\nmemory_mib = 4096\n"));
        assert_eq!(greedy.place, "x/plugin.toml:12");
        assert!(fault(&format!("{GOOD}[limits]\nstate_bytes = 2000\n")).hint.contains("0 to 1024"));
        let param = fault(&format!("{GOOD}[params.radius_m]\ndefault = 9\nmin = 1\nmax = 5\n"));
        assert_eq!(param.place, "x/plugin.toml:11");
        assert!(param.problem.contains("give 1 to 5"), "{param}");
        assert!(parse(&GOOD.replace("x.wasm", "../x.wasm")).is_err());
    }

    #[test]
    fn a_script_stands_in_place_of_a_component() {
        let script = GOOD.replace("component = \"x.wasm\"", "script = \"x.js\"");
        let limits = parse(&format!("{script}[limits]\nmemory_mib = 32\n")).unwrap().limits;
        assert_eq!((limits.fuel_per_ship, limits.memory_mib), (limits::SCRIPT_FUEL_PER_SHIP, 32));
        assert_eq!(parse(&script).unwrap().limits.memory_mib, limits::SCRIPT_MEMORY_MIB);

        let both = parse(&format!("{GOOD}script = \"x.js\"\n")).unwrap_err().remove(0);
        assert_eq!((both.place.as_str(), both.problem.contains("both")), ("x/plugin.toml:11", true));
        let neither = parse(&GOOD.replace("component = \"x.wasm\"\n", "")).unwrap_err().remove(0);
        assert!(neither.problem.contains("neither") && neither.hint.contains("script = \"x.js\""), "{neither}");
        let elsewhere = parse(&script.replace("x.js", "../x.js")).unwrap_err().remove(0);
        assert_eq!(elsewhere.hint, "write script = \"x.js\"");
    }

    #[test]
    fn every_section_is_read() {
        let text = "[signals]\nwants = [\"env.wave-height-m\"]\n[handling]\nclassification = \"RESTRICTED\"\n\
            releasable_to = [\"NO\", \"DK\"]\n[api]\nmin_host = \"0.1.0\"\n[conformance]\nlevel = \"L3\"\n\
            [build]\ntools = [\"rustc 1.96.0\"]\nreproducible = true\n[params.side]\ntype = \"choice\"\n\
            choices = { port = -1, starboard = 1 }\n";
        let manifest = parse(&format!("{GOOD}{text}")).unwrap();
        assert_eq!(manifest.signals.wants, ["env.wave-height-m"]);
        assert_eq!(manifest.handling.in_words(), "RESTRICTED, releasable to NO, DK");
        assert_eq!(manifest.params["side"].kind, ParamKind::Choice);
    }

    #[test]
    fn all_faults_come_at_once_each_at_its_line() {
        let text = GOOD.replace("name = \"X\"", "nmae = \"X\"\nautors = []")
            + "[signals]\nwants = [\"env.wave-hight-m\"]\n[handling]\nreleasable_to = [\"NOR\"]\n\
               [limits]\nmemory = 3\nfuel = 4\n[params.a]\nmin = 1\n[params.b]\nmin = 1\nmax = 2\nunits = \"m\"\n";
        let findings = parse(&text).unwrap_err();
        let told = |line: usize, part: &str| {
            let place = format!("x/plugin.toml:{line}");
            findings.iter().any(|f| f.place == place && f.to_string().contains(part))
        };
        let wanted = [
            (5, "did you mean `name`"),
            (6, "did you mean `authors`"),
            (17, "`memory`"),
            (18, "`fuel`"),
            (19, "needs `min` and `max`"),
            (24, "did you mean `unit`"),
        ];
        for (line, part) in wanted {
            assert!(told(line, part), "line {line}: {part}\n{findings:#?}");
        }
        let sound = parse(&text.replace("nmae", "name").replace("autors", "authors")).unwrap_err();
        let all = sound.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(
            all.contains("x/plugin.toml:13: this host has no signal") && all.contains("env.wave-height-m"),
            "{all}"
        );
        assert!(all.contains("x/plugin.toml:15: \"NOR\"") && all.contains("write \"NO\""), "{all}");
    }

    #[test]
    fn a_newer_host_is_asked_for_before_anything_else() {
        let finding = fault(&format!("{GOOD}[api]\nmin_host = \"7.0.0\"\n[later]\nx = 1\n"));
        assert!(finding.problem.contains("wants sarex 7.0.0 or newer; this is sarex 0."), "{finding}");
        assert!(finding.hint.contains("install sarex 7.0.0"), "{finding}");
        assert!(fault(&format!("{GOOD}[api]\nmin_host = \"soon\"\n")).hint.contains("0.1.0"));
    }

    #[test]
    fn nothing_in_it_can_write_over_a_terminal_or_leave_its_folder() {
        assert!(fault(&GOOD.replace("\"X\"", "\"\\u001b[2J\"")).problem.contains("one line"));
        assert!(parse(&GOOD.replace("id = \"x\"", "id = \"../x\"")).is_err());
        assert!(fault(&GOOD.replace("licence", "nation = \"KOR\"\nlicence")).hint.contains("\"KR\""));
    }

    #[test]
    fn a_mangled_manifest_is_told_and_never_panics() {
        let whole = format!(
            "{GOOD}[params.side]\ntype = \"choice\"\nchoices = {{ port = -1, starboard = 1 }}\n[limits]\nstate_bytes = 8\n"
        );
        for at in 0..whole.len() {
            let _ = parse(&whole[..at]).map_err(|findings| assert!(!findings.is_empty(), "cut at {at}"));
            let doubled = format!("{}{}", &whole[..at], &whole[at / 2..]);
            let _ = parse(&doubled).map_err(|findings| assert!(!findings.is_empty(), "doubled at {at}"));
        }
        for text in ["", "plugin = 3", "params = 1", "[params]\nx = 1", "schema = []\n[plugin]", "[[plugin]]"] {
            assert!(!parse(text).unwrap_err().is_empty(), "{text}");
        }
    }
}
