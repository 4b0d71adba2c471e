//! `sarex plugin`: one file a command.

mod build;
mod check;
mod compile;
mod list;
mod replay;
mod test;

use std::path::PathBuf;

use sarex_files::roots::Roots;

use crate::{args::PluginArgs, failure::Failure};

pub use check::{options, write_repro, write_repros};
pub use compile::process as compiler_process;

/// Runs one of the plugin commands.
pub fn plugin(args: &PluginArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    match args {
        PluginArgs::List { json } => list::list(&roots, *json),
        PluginArgs::Check { plugins, json, seed, out } => check::check(&roots, plugins, *json, *seed, out.as_deref()),
        PluginArgs::Test { plugins, record } => test::test(&roots, plugins, record.as_deref()),
        PluginArgs::Replay { repro, plugin, json } => replay::replay(&roots, repro, plugin.as_deref(), *json),
        PluginArgs::Build { plugins, compare } => build::build(&roots, plugins, *compare),
        PluginArgs::CompileComponent { profile, from, to, max_bytes } => compile::job(profile, from, to, *max_bytes),
    }
}

/// The folders of the plugins named: paths of folders, or ids of plugins that there are; none named: all of them.
fn folders(roots: &Roots, plugins: &[String]) -> Result<Vec<PathBuf>, Failure> {
    if plugins.is_empty() {
        let (files, findings) = sarex_plugin_host::discover(&roots.plugins);
        findings.iter().for_each(|f| eprintln!("{f}"));
        return Ok(files.into_iter().map(|f| f.dir).collect());
    }
    plugins
        .iter()
        .map(|name| {
            let given = PathBuf::from(name);
            if given.join("plugin.toml").is_file() {
                return Ok(given);
            }
            sarex_plugin_host::find(&roots.plugins, name).map(|f| f.dir).map_err(Failure::input)
        })
        .collect()
}
