//! Opening a scenario: files, plugins, and everything that is wrong with them at once.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sarex_files::{map_pack::MapPack, roots::Roots, scenario::load_scenario};
use sarex_plugin_host::{HostOptions, PluginFile, PluginHost, Profile, trust::keys::TrustedKeys};
use sarex_session::recording::Header;
use sarex_sim::setup::{PluginDecl, Setup, World};

use crate::{compile, failure::Failure};

/// A scenario ready to run.
pub struct Opened {
    /// What the engine starts from.
    pub setup: Arc<Setup>,
    /// The map pack, for pictures.
    pub pack: MapPack,
    /// The plugins.
    pub plugins: PluginHost,
    /// First frame of a recording.
    pub header: Header,
}

/// How to open it.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    /// Instead of the scenario's seed.
    pub seed: Option<u64>,
    /// Threads for plugins.
    pub threads: usize,
    /// Without canonical NaN.
    pub fast: bool,
    /// Every installed search planner comes along, not only those that the scenario names: people at the desk may
    /// choose any of them.
    pub all_planners: bool,
}

/// Finds a scenario by name, folder or file.
pub fn scenario_path(roots: &Roots, scenario: &str) -> PathBuf {
    let given = PathBuf::from(scenario);
    if given.exists() { given } else { roots.scenarios.join(scenario) }
}

/// Finds a scenario that is there.
pub fn existing_scenario(roots: &Roots, scenario: &str) -> Result<PathBuf, Failure> {
    let path = scenario_path(roots, scenario);
    if !path.exists() {
        let known = scenarios(roots);
        let near = sarex_files::finding::did_you_mean(scenario, known.iter().map(String::as_str));
        let hint = near.unwrap_or_else(|| format!("scenarios here: {}", known.join(", ")));
        return Err(Failure::input(format!("{scenario}: there is no such scenario\n  hint: {hint}")));
    }
    Ok(path)
}

/// Names of the shipped scenarios.
pub fn scenarios(roots: &Roots) -> Vec<String> {
    let folders = std::fs::read_dir(&roots.scenarios).into_iter().flatten().flatten();
    let mut names: Vec<String> = folders
        .filter(|f| f.path().join("scenario.toml").is_file())
        .map(|f| f.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Loads scenario, maps and plugins; every finding comes at once.
pub fn open(roots: &Roots, scenario: &str, options: OpenOptions) -> Result<Opened, Failure> {
    let path = existing_scenario(roots, scenario)?;
    let loaded = load_scenario(&path, roots, &known_plugins(roots)).map_err(|findings| Failure::inputs(&findings))?;
    for warning in &loaded.warnings {
        eprintln!("{warning}");
    }
    let mut setup = loaded.setup;
    setup.seed = options.seed.unwrap_or(setup.seed);
    if options.all_planners {
        add_planners(roots, &mut setup);
    }
    let plugins = load_plugins(roots, &mut setup, options);
    let program = format!("sarex {}", env!("CARGO_PKG_VERSION"));
    let header =
        Header { program, scenario_text: loaded.text, files: loaded.files, setup: setup.clone(), branch_of: None };
    Ok(Opened { setup: Arc::new(setup), pack: loaded.pack, plugins, header })
}

/// Folder names under `plugins/`.
pub fn known_plugins(roots: &Roots) -> Vec<String> {
    sarex_plugin_host::discover(&roots.plugins).0.into_iter().map(|p| p.id).collect()
}

/// Adds the installed planners that the scenario does not name, after those that it does.
fn add_planners(roots: &Roots, setup: &mut Setup) {
    for file in sarex_plugin_host::discover(&roots.plugins).0 {
        let known = setup.plugins.iter().any(|p| p.id == file.id);
        if !known && file.manifest.plugin.world.contains("/search-pattern@") {
            setup.plugins.push(PluginDecl::new(file.id, World::SearchPattern));
        }
    }
}

/// Loads the plugins of a setup and completes their declarations. One that cannot be used is told on standard error;
/// its units hold.
pub fn load_plugins(roots: &Roots, setup: &mut Setup, options: OpenOptions) -> PluginHost {
    let profile = if options.fast { Profile::Fast } else { Profile::Certified };
    let host = HostOptions {
        seed: setup.seed,
        threads: options.threads.max(1),
        profile,
        isolation: setup.isolation,
        compiler: compile::process(),
        trusted: trusted_keys(roots),
        plugins_dir: Some(roots.plugins.clone()),
        ..HostOptions::default()
    };
    let files: Vec<Result<PluginFile, _>> = setup
        .plugins
        .iter()
        .map(|p| sarex_plugin_host::find(&roots.plugins, &p.id).map_err(|finding| (p.id.clone(), finding)))
        .collect();
    for file in files.iter().flatten() {
        file.standing(&host.trusted).finding(&file.dir).iter().for_each(|finding| eprintln!("{finding}"));
    }
    let params: Vec<_> = setup.plugins.iter().map(|plugin| plugin.params.clone()).collect();
    let (plugins, decls, findings) = PluginHost::load(&files, &params, &host);
    for finding in findings {
        eprintln!("{finding}");
    }
    setup.plugins = decls.into_iter().zip(&setup.plugins).map(|(decl, wanted)| fitting(decl, wanted)).collect();
    plugins
}

/// The keys whose signatures count here; what is wrong with their files is told on standard error.
pub fn trusted_keys(roots: &Roots) -> TrustedKeys {
    let (keys, findings) = TrustedKeys::find(&roots.plugins);
    findings.iter().for_each(|finding| eprintln!("{finding}"));
    keys
}

/// The message of a component that is not the pinned one. A run goes on with it, and its report is marked: an exercise
/// with forty people at their desks is not called off for a rebuilt plugin.
pub fn wrong_pin(id: &str, pinned: &str, here: &str) -> String {
    let short = |sha256: &str| sha256.get(..12).unwrap_or(sha256).to_owned();
    format!(
        "{id}: is not the component that the scenario pins (pinned {}, here {}); the report marks it\n  \
         hint: install the pinned version, or `sarex plugin pin SCENARIO` prints the tables for the one here",
        short(pinned),
        short(here)
    )
}

/// A plugin of the wrong world cannot do what the scenario asks of it.
fn fitting(decl: PluginDecl, wanted: &PluginDecl) -> PluginDecl {
    let mut decl = PluginDecl { params: wanted.params.clone(), pin: wanted.pin.clone(), ..decl };
    if let Some(pin) = wanted.pin.as_ref().filter(|pin| **pin != decl.sha256 && !decl.sha256.is_empty()) {
        eprintln!("{}", wrong_pin(&decl.id, pin, &decl.sha256));
    }
    if decl.world != wanted.world && decl.unusable.is_none() {
        let reason = format!("the scenario needs a {:?} plugin, {} is a {:?}", wanted.world, decl.id, decl.world);
        eprintln!("{}: {reason}", decl.id);
        decl.unusable = Some(reason);
        decl.world = wanted.world;
    }
    decl
}

/// Reads a map pack for pictures of a recording; without it the chart has no land.
pub fn pack_of(roots: &Roots, area: &str) -> Option<MapPack> {
    MapPack::open(Path::new(&roots.maps.join(area))).map_err(|e| eprintln!("{e}: the chart is drawn without land")).ok()
}
