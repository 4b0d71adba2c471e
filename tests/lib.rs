//! The shipped scenarios, opened the way the command line opens them.

use std::{path::PathBuf, sync::Arc};

use sarex_files::{
    roots::Roots,
    scenario::{Loaded, load_scenario},
};
use sarex_plugin_host::{HostOptions, PluginHost};
use sarex_sim::setup::Setup;

/// The workspace.
pub fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Loads a shipped scenario; its findings are a test's failure.
pub fn load(scenario: &str) -> Loaded {
    let roots = Roots::under(&home());
    let known: Vec<String> = sarex_plugin_host::discover(&roots.plugins).0.into_iter().map(|p| p.id).collect();
    load_scenario(&roots.scenarios.join(scenario), &roots, &known).unwrap_or_else(|findings| {
        panic!("{scenario}: {}", findings.iter().map(|f| format!("\n{f}")).collect::<String>())
    })
}

/// A shipped scenario with its plugins, for a seed and a number of plugin threads.
pub fn open(scenario: &str, seed: u64, threads: usize) -> (Arc<Setup>, PluginHost) {
    let mut setup = load(scenario).setup;
    setup.seed = seed;
    let plugins = plugins(&mut setup, threads);
    (Arc::new(setup), plugins)
}

/// Loads the plugins of a setup and completes their declarations.
pub fn plugins(setup: &mut Setup, threads: usize) -> PluginHost {
    let roots = Roots::under(&home());
    let options = HostOptions { seed: setup.seed, threads, ..HostOptions::default() };
    let files: Vec<_> = setup
        .plugins
        .iter()
        .map(|p| sarex_plugin_host::find(&roots.plugins, &p.id).map_err(|finding| (p.id.clone(), finding)))
        .collect();
    let (host, decls, findings) = PluginHost::load(&files, &[], &options);
    assert!(
        findings.is_empty(),
        "every shipped plugin loads: {}",
        findings.iter().map(|f| format!("\n{f}")).collect::<String>()
    );
    setup.plugins = decls;
    host
}
