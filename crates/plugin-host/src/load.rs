//! From plugin files to plugins that can be called: compile, inspect, describe, check the parameters.

use sarex_sim::setup::{Isolation, ParamSpec, PluginDecl, World};
use sarex_sim::signals;
use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::contract::judge_world::ExerciseJudge;
use crate::contract::search_world::SearchPattern;
use crate::host::HostOptions;
use crate::package::find::{PluginFile, show};
use crate::package::manifest::{Finding, Param, ParamKind, closest};
use crate::package::{inspect, script};
use crate::run::batch::{Shared, Worker};
use crate::run::guest::{Behaviour, Contract, Guest, LogLine, Sensing, Terms};
use crate::run::judge::Judge;
use crate::run::plan::Planner;
use crate::run::sensor::Sensor;
use crate::run::{compile, limits};

/// A plugin ready to be asked.
pub enum Ready {
    Behaviour(Box<Shared>, Box<Worker>),
    Planner(Box<Planner>),
    Sensor(Box<Sensor>),
    Judge(Box<Judge>),
}

/// A plugin, and what the engine is told of it.
pub struct Loaded {
    pub ready: Ready,
    pub decl: PluginDecl,
    pub lines: Vec<LogLine>,
}

/// Loads one plugin with these parameters of the run.
pub fn load(
    engine: &Engine,
    file: &PluginFile,
    params: &[(String, f64)],
    options: &HostOptions,
) -> Result<Loaded, Finding> {
    let world = inspect::world_of(file)?;
    let params = params_of(file, params)?;
    let component = component(engine, file, options)?;
    inspect::component(engine, &component, file, world)?;
    let terms = Terms {
        seed: seed_of(options.seed, &file.id),
        params,
        script: script::named(file),
        memory_mib: file.manifest.limits.memory_mib,
        developer: options.developer,
    };
    let decl = PluginDecl {
        sha256: file.sha256.clone(),
        version: file.manifest.plugin.version.clone(),
        signer: file.standing(&options.trusted).signer().map(str::to_owned),
        param_specs: param_specs(file),
        ..PluginDecl::new(&file.id, world)
    };
    match world {
        World::VesselBehaviour => behaviour(engine, &component, file, terms, decl, options.isolation),
        World::SearchPattern => planner(engine, &component, file, terms, decl),
        World::SensorModel => sensor(engine, &component, file, terms, decl),
        World::ExerciseJudge => judge(engine, &component, file, terms, decl),
    }
}

fn component(engine: &Engine, file: &PluginFile, options: &HostOptions) -> Result<Component, Finding> {
    let terms = compile::Terms {
        profile: options.profile,
        cache_dir: options.cache_dir.as_deref(),
        process: options.compiler.as_ref(),
    };
    if file.script.is_some() {
        return compile::compile_once(engine, script::ENGINE, script::engine_sha256(), terms)
            .map_err(|error| not_a_component(file, script::ENGINE, &error));
    }
    let bytes = file.read_component()?;
    compile::compile(engine, &bytes, &file.sha256, terms).map_err(|error| not_a_component(file, &bytes, &error))
}

/// What the engine is told of a plugin that cannot be used.
pub fn unusable(id: &str, sha256: &str, world: World, finding: &Finding) -> PluginDecl {
    let reason = format!("{}; {}", finding.problem, finding.hint);
    PluginDecl { sha256: sha256.into(), unusable: Some(reason), ..PluginDecl::new(id, world) }
}

/// The seed of one plugin in a run.
fn seed_of(run: u64, id: &str) -> u64 {
    let digest = Sha256::new().chain_update(run.to_le_bytes()).chain_update(id).finalize();
    digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

fn behaviour(
    engine: &Engine,
    component: &Component,
    file: &PluginFile,
    terms: Terms,
    decl: PluginDecl,
    isolation: Isolation,
) -> Result<Loaded, Finding> {
    let pre = prepare::<Behaviour>(engine, component, file)?;
    let (mut guest, told) = start::<Behaviour>(engine, &pre, &terms, file)?;
    let out = |name: &str, value: String, range: &str| {
        let problem = format!("describes itself with {name} {value}; the contract allows {range}");
        Err(Finding::new(show(&file.component), problem, "correct `describe`"))
    };
    if told.state_stride > limits::STATE_STRIDE {
        return out("state-stride", told.state_stride.to_string(), "0 to 1024");
    }
    if told.max_contacts > limits::CONTACTS {
        return out("max-contacts", told.max_contacts.to_string(), "0 to 32");
    }
    if !(0.01..=1.0).contains(&told.rate_hz) {
        return out("rate-hz", told.rate_hz.to_string(), "0.01 to 1");
    }
    if told.state_stride > file.manifest.limits.state_bytes {
        let problem = format!("keeps {} bytes of state for a ship; plugin.toml asks for fewer", told.state_stride);
        let hint = format!("write state_bytes = {} under [limits]", told.state_stride);
        return Err(Finding::new(show(&file.component), problem, hint));
    }
    let offered: Vec<&str> = signals::names().collect();
    if let Some(unknown) = told.signals.iter().find(|signal| !offered.contains(&signal.as_str())) {
        let near = closest(unknown, &offered).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let problem = format!("wants the signal `{unknown}`, which this host does not know");
        return Err(Finding::new(show(&file.component), problem, format!("offered: {}{near}", offered.join(", "))));
    }
    if let Some(undeclared) = told.signals.iter().find(|signal| !file.manifest.signals.wants.contains(signal)) {
        let problem = format!("wants the signal `{undeclared}`, which plugin.toml does not declare");
        let all: Vec<String> = told.signals.iter().map(|signal| format!("\"{signal}\"")).collect();
        let hint = format!("write wants = [{}] under [signals]", all.join(", "));
        return Err(Finding::new(show(&file.component), problem, hint));
    }
    let decl = PluginDecl {
        state_stride: told.state_stride,
        rate_hz: told.rate_hz,
        max_contacts: told.max_contacts,
        signals: told.signals,
        ..decl
    };
    let shared = Shared {
        engine: engine.clone(),
        pre,
        terms,
        stride: told.state_stride as usize,
        fuel_per_ship: file.manifest.limits.fuel_per_ship,
        isolation,
    };
    let lines = guest.take_lines();
    Ok(Loaded { ready: Ready::Behaviour(Box::new(shared), Box::new(Worker::new(guest))), decl, lines })
}

fn planner(
    engine: &Engine,
    component: &Component,
    file: &PluginFile,
    terms: Terms,
    decl: PluginDecl,
) -> Result<Loaded, Finding> {
    let pre = prepare::<SearchPattern>(engine, component, file)?;
    let (mut guest, told) = start::<SearchPattern>(engine, &pre, &terms, file)?;
    if told.patterns.is_empty() || told.patterns.len() > limits::PATTERNS {
        let problem =
            format!("describes itself with {} patterns; 1 to {} are allowed", told.patterns.len(), limits::PATTERNS);
        return Err(Finding::new(show(&file.component), problem, "correct `describe`"));
    }
    if let Some(pattern) = told.patterns.iter().find(|pattern| !names_a_pattern(pattern)) {
        let pattern: String = pattern.chars().take(limits::PATTERN_CHARACTERS).collect();
        let problem = format!("describes itself with the pattern {pattern:?}");
        let hint =
            format!("name patterns with 1 to {} characters on one line, without / and \\", limits::PATTERN_CHARACTERS);
        return Err(Finding::new(show(&file.component), problem, hint));
    }
    if !(told.replan_every_s == 0.0 || (limits::REPLAN_S_MIN..=limits::REPLAN_S_MAX).contains(&told.replan_every_s)) {
        let problem = format!("describes itself with replan-every-s {}", told.replan_every_s);
        let hint = format!("give 0 (never) or {} to {}", limits::REPLAN_S_MIN, limits::REPLAN_S_MAX);
        return Err(Finding::new(show(&file.component), problem, hint));
    }
    let decl = PluginDecl { patterns: told.patterns, replan_every_s: told.replan_every_s, ..decl };
    let planner = Planner { engine: engine.clone(), pre, terms, fuel_per_plan: file.manifest.limits.fuel_per_plan };
    let lines = guest.take_lines();
    Ok(Loaded { ready: Ready::Planner(Box::new(planner)), decl, lines })
}

/// Names of patterns come into file names and onto terminals.
fn names_a_pattern(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && c != '/' && c != '\\';
    !name.trim().is_empty() && name.chars().count() <= limits::PATTERN_CHARACTERS && name.chars().all(plain)
}

fn sensor(
    engine: &Engine,
    component: &Component,
    file: &PluginFile,
    terms: Terms,
    decl: PluginDecl,
) -> Result<Loaded, Finding> {
    let pre = prepare::<Sensing>(engine, component, file)?;
    let (mut guest, told) = start::<Sensing>(engine, &pre, &terms, file)?;
    if !(told.max_range_m > 0.0 && told.max_range_m <= limits::RANGE_M_MAX) {
        let problem = format!("describes itself with max-range-m {}", told.max_range_m);
        let hint = format!("give more than 0 and at most {}", limits::RANGE_M_MAX);
        return Err(Finding::new(show(&file.component), problem, hint));
    }
    let decl = PluginDecl { max_range_m: told.max_range_m, ..decl };
    let lines = guest.take_lines();
    let fuel_per_look = file.manifest.limits.fuel_per_ship;
    let sensor = Sensor { engine: engine.clone(), pre, terms, fuel_per_look, guest: Some(guest) };
    Ok(Loaded { ready: Ready::Sensor(Box::new(sensor)), decl, lines })
}

fn judge(
    engine: &Engine,
    component: &Component,
    file: &PluginFile,
    terms: Terms,
    decl: PluginDecl,
) -> Result<Loaded, Finding> {
    let pre = prepare::<ExerciseJudge>(engine, component, file)?;
    let (mut guest, _) = start::<ExerciseJudge>(engine, &pre, &terms, file)?;
    let lines = guest.take_lines();
    let judge = Judge { engine: engine.clone(), pre, terms, fuel: file.manifest.limits.fuel_per_plan };
    Ok(Loaded { ready: Ready::Judge(Box::new(judge)), decl, lines })
}

fn prepare<W: Contract>(engine: &Engine, component: &Component, file: &PluginFile) -> Result<W::Pre, Finding> {
    W::prepare(engine, component).map_err(|error| {
        let problem = format!("does not fit the contract {}: {error:#}", file.manifest.plugin.world);
        Finding::new(show(&file.component), problem, "rebuild it against this sarex: sarex plugin build")
    })
}

fn start<W: Contract>(
    engine: &Engine,
    pre: &W::Pre,
    terms: &Terms,
    file: &PluginFile,
) -> Result<(Guest<W>, W::Descriptor), Finding> {
    Guest::start(engine, pre, terms).map_err(|reason| {
        if file.script.is_some() {
            return script::finding(file, &reason);
        }
        Finding::new(show(&file.component), reason, "sarex plugin check shows it apart from an exercise")
    })
}

fn not_a_component(file: &PluginFile, bytes: &[u8], error: &wasmtime::Error) -> Finding {
    let place = show(&file.component);
    let build = format!("build it: sarex plugin build {}", file.dir.display());
    if !bytes.starts_with(b"\0asm") {
        return Finding::new(place, "is not WebAssembly", build);
    }
    if bytes.get(4..8) == Some(&[1, 0, 0, 0]) {
        return Finding::new(place, "is a core WebAssembly module, not a component", build);
    }
    let text = format!("{error:#}");
    Finding::new(place, format!("cannot be compiled: {}", text.lines().next().unwrap_or_default()), build)
}

/// The manifest's parameters, for whoever draws a form of them.
fn param_specs(file: &PluginFile) -> Vec<ParamSpec> {
    let spec = |(key, param): (&String, &Param)| ParamSpec {
        key: key.clone(),
        kind: kind_of(param),
        default: param.default,
        min: param.min,
        max: param.max,
        unit: param.unit.clone(),
        help: param.help.clone(),
    };
    file.manifest.params.iter().map(spec).collect()
}

fn kind_of(param: &Param) -> sarex_sim::setup::ParamKind {
    use sarex_sim::setup::ParamKind as Kind;
    match param.kind {
        ParamKind::Number => Kind::Number,
        ParamKind::Integer => Kind::Integer,
        ParamKind::Switch => Kind::Switch,
        ParamKind::Choice => {
            let mut choices: Vec<(f64, String)> =
                param.choices.iter().map(|(name, number)| (*number, name.clone())).collect();
            choices.sort_by(|a, b| a.0.total_cmp(&b.0));
            Kind::Choice(choices)
        }
    }
}

/// The parameters of the run with the manifest's defaults. A planner gets none: its parameters come with each task.
fn params_of(file: &PluginFile, given: &[(String, f64)]) -> Result<Vec<(String, f64)>, Finding> {
    for (key, value) in given {
        file.check_param(key, *value)?;
    }
    let known = &file.manifest.params;
    if file.manifest.plugin.world.contains("search-pattern") {
        return Ok(given.to_vec());
    }
    let value_of = |key: &String| given.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value);
    let values = known.iter().filter_map(|(key, param)| Some((key.clone(), value_of(key).or(param.default)?)));
    Ok(values.collect())
}
