//! Does a component fulfil the contract that its manifest names? If not: what it wants, what the host offers, and
//! the remedy.

use sarex_sim::setup::World;
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::contract::VERSION;
use crate::package::find::{PluginFile, show};
use crate::package::manifest::{Finding, closest, place_of};

const PACKAGE: &str = "sarex:plugin/";

/// The world that the manifest names, if this host offers it.
pub fn world_of(file: &PluginFile) -> Result<World, Finding> {
    let asked = file.manifest.plugin.world.as_str();
    let (name, version) = asked.split_once('@').unwrap_or((asked, ""));
    let world = match name.strip_prefix(PACKAGE) {
        Some("vessel-behaviour") => World::VesselBehaviour,
        Some("search-pattern") => World::SearchPattern,
        Some("sensor-model") => World::SensorModel,
        Some("exercise-judge") => World::ExerciseJudge,
        _ => return Err(unknown_world(file, name)),
    };
    if version == VERSION { Ok(world) } else { Err(wrong_version(&manifest_place(file), version)) }
}

fn unknown_world(file: &PluginFile, name: &str) -> Finding {
    let worlds = [World::VesselBehaviour, World::SearchPattern, World::SensorModel, World::ExerciseJudge];
    let offered = worlds.map(|world| format!("{PACKAGE}{}", world.name()));
    let near = closest(name, &offered.each_ref().map(String::as_str)).unwrap_or(&offered[0]).to_string();
    let problem = format!("wants world `{name}`; this host offers {} @{VERSION}", offered.join(", "));
    Finding::new(manifest_place(file), problem, format!("write world = \"{near}@{VERSION}\""))
}

fn wrong_version(place: &str, version: &str) -> Finding {
    let problem = format!("wants sarex:plugin {version}; this host offers {VERSION}");
    let hint = if version > VERSION { "install a newer sarex, or rebuild it" } else { "rebuild it" };
    Finding::new(place, problem, format!("{hint} with sarex-plugin-sdk {VERSION}: sarex plugin build"))
}

fn manifest_place(file: &PluginFile) -> String {
    let path = file.dir.join("plugin.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    place_of(&text, &path, "world")
}

/// What is wrong with the component's exports or imports.
pub fn component(engine: &Engine, component: &Component, file: &PluginFile, world: World) -> Result<(), Finding> {
    let place = show(&file.component);
    let ty = component.component_type();
    let imports: Vec<String> = ty.imports(engine).map(|(name, _)| name.to_string()).collect();
    let exports: Vec<String> = ty.exports(engine).map(|(name, _)| name.to_string()).collect();
    let known = |name: &String| name.starts_with("sarex:plugin/diag@") || name.starts_with("sarex:plugin/types@");
    if let Some(foreign) = imports.iter().find(|name| !known(name)) {
        let problem = format!("wants `{foreign}` from its host; this host offers only sarex:plugin/diag@{VERSION}");
        let hint = "build for wasm32-unknown-unknown (no WASI) with sarex plugin build";
        return Err(Finding::new(place, problem, hint));
    }
    let interface = match world {
        World::VesselBehaviour => "behaviour",
        World::SearchPattern => "search",
        World::SensorModel => "sensor",
        World::ExerciseJudge => "adjudicator",
    };
    let wanted = format!("{PACKAGE}{interface}@");
    let Some(found) = exports.iter().find(|name| name.starts_with(&wanted)) else {
        let listed = if exports.is_empty() { "nothing".into() } else { exports.join(", ") };
        let problem = format!(
            "does not export {wanted}{VERSION}, which `{}` needs; it exports {listed}",
            file.manifest.plugin.world
        );
        return Err(Finding::new(place, problem, "correct `world` in plugin.toml, or export the other contract"));
    };
    let versions = imports.iter().chain([found]).filter_map(|name| name.rsplit_once('@').map(|(_, version)| version));
    match versions.into_iter().find(|version| *version != VERSION) {
        Some(version) => Err(wrong_version(&place, version)),
        None => Ok(()),
    }
}
