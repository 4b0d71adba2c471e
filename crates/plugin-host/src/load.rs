//! From plugin files to plugins that can be called: compile, inspect, describe, check the parameters.

use std::path::Path;

use sarex_sim::setup::{PluginDecl, World};
use wasmtime::Engine;

use crate::batch::{Shared, Worker};
use crate::contract::search_world::SearchPattern;
use crate::find::{PluginFile, show};
use crate::guest::{Behaviour, Contract, Guest, LogLine, Terms};
use crate::manifest::{Finding, closest, place_of};
use crate::plan::Planner;
use crate::{cache, inspect, limits};

/// A plugin ready to be asked.
pub enum Ready {
    Behaviour(Box<Shared>, Box<Worker>),
    Planner(Box<Planner>),
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
    seed: u64,
    cache_dir: Option<&Path>,
) -> Result<Loaded, Finding> {
    let world = inspect::world_of(file)?;
    let params = params_of(file, params)?;
    let bytes = file.read_component()?;
    let component = cache::compile(engine, &bytes, &file.sha256, cache_dir)
        .map_err(|error| not_a_component(file, &bytes, &error))?;
    inspect::component(engine, &component, file, world)?;
    let terms = Terms { seed, params, memory_mib: file.manifest.limits.memory_mib };
    let decl = PluginDecl { world, sha256: file.sha256.clone(), ..empty_decl(&file.id) };
    match world {
        World::VesselBehaviour => behaviour(engine, &component, file, terms, decl),
        World::SearchPattern => planner(engine, &component, file, terms, decl),
    }
}

/// What the engine is told of a plugin that cannot be used.
pub fn unusable(id: &str, sha256: &str, world: World, finding: &Finding) -> PluginDecl {
    let reason = format!("{}; {}", finding.problem, finding.hint);
    PluginDecl { world, sha256: sha256.into(), unusable: Some(reason), ..empty_decl(id) }
}

fn empty_decl(id: &str) -> PluginDecl {
    PluginDecl {
        id: id.into(),
        world: World::VesselBehaviour,
        sha256: String::new(),
        state_stride: 0,
        rate_hz: 1.0,
        max_contacts: 0,
        patterns: Vec::new(),
        unusable: None,
    }
}

fn behaviour(
    engine: &Engine,
    component: &wasmtime::component::Component,
    file: &PluginFile,
    terms: Terms,
    decl: PluginDecl,
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
    let decl =
        PluginDecl { state_stride: told.state_stride, rate_hz: told.rate_hz, max_contacts: told.max_contacts, ..decl };
    let shared = Shared {
        engine: engine.clone(),
        pre,
        terms,
        stride: told.state_stride as usize,
        fuel_per_ship: file.manifest.limits.fuel_per_ship,
    };
    let lines = guest.take_lines();
    Ok(Loaded { ready: Ready::Behaviour(Box::new(shared), Box::new(Worker::new(guest))), decl, lines })
}

fn planner(
    engine: &Engine,
    component: &wasmtime::component::Component,
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
    let decl = PluginDecl { patterns: told.patterns, ..decl };
    let planner = Planner { engine: engine.clone(), pre, terms, fuel_per_plan: file.manifest.limits.fuel_per_plan };
    let lines = guest.take_lines();
    Ok(Loaded { ready: Ready::Planner(Box::new(planner)), decl, lines })
}

fn prepare<W: Contract>(
    engine: &Engine,
    component: &wasmtime::component::Component,
    file: &PluginFile,
) -> Result<W::Pre, Finding> {
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

/// The parameters of the run with the manifest's defaults. A planner gets none: its parameters come with each task.
fn params_of(file: &PluginFile, given: &[(String, f64)]) -> Result<Vec<(String, f64)>, Finding> {
    let known = &file.manifest.params;
    for (key, value) in given {
        let path = file.dir.join("plugin.toml");
        let Some(param) = known.get(key) else {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            let hint = match closest(key, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has: {}", names.join(", ")),
            };
            return Err(Finding::new(show(&path), format!("has no parameter `{key}`"), hint));
        };
        if !(param.min..=param.max).contains(value) {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let problem = format!("parameter `{key}` is {value} {}", param.unit);
            return Err(Finding::new(
                place_of(&text, &path, key),
                problem,
                format!("give {} to {}", param.min, param.max),
            ));
        }
    }
    if file.manifest.plugin.world.contains("search-pattern") {
        return Ok(given.to_vec());
    }
    let value_of = |key: &String| given.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value);
    let values = known.iter().filter_map(|(key, param)| Some((key.clone(), value_of(key).or(param.default)?)));
    Ok(values.collect())
}
