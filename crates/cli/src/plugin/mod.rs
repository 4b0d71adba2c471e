//! `sarex plugin`: one file a command.

mod build;
mod check;
mod dev;
mod install;
mod keygen;
mod list;
mod new;
mod pack;
mod pin;
mod replay;
mod score;
mod sign;
mod test;
mod trial;
mod trust;
mod verify;

use std::path::PathBuf;

use sarex_files::roots::Roots;

use crate::{args::PluginArgs, failure::Failure};

pub use check::{options, quick_options};
pub use sarex_headless::{
    compile::{self, process as compiler_process},
    repros::{write_repro, write_repros},
};

/// Runs one of the plugin commands.
pub fn plugin(args: &PluginArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    match args {
        PluginArgs::List { json } => list::list(&roots, *json),
        PluginArgs::Check { plugins, json, seed, out } => check::check(&roots, plugins, *json, *seed, out.as_deref()),
        PluginArgs::Test { plugins, record } => test::test(&roots, plugins, record.as_deref()),
        PluginArgs::Replay { repro, plugin, json } => replay::replay(&roots, repro, plugin.as_deref(), *json),
        PluginArgs::New { id, lang, world, dir } => new::new(id, lang, world, dir),
        PluginArgs::Build { plugins, compare } => build::build(&roots, plugins, *compare),
        PluginArgs::Keygen { name, nation, out } => keygen::keygen(name, nation, out),
        PluginArgs::Sign { plugin, key } => sign::sign(&roots, plugin, key),
        PluginArgs::Verify { plugin } => verify::verify(&roots, plugin),
        PluginArgs::Trust { file } => trust::trust(file),
        PluginArgs::Pack { plugin, key, out } => pack::pack(&roots, plugin, key.as_deref(), out.as_deref()),
        PluginArgs::Install { file, force } => install::install(&roots, file, *force),
        PluginArgs::Pin { scenario } => pin::pin(&roots, scenario),
        PluginArgs::Dev(args) => dev::dev(&roots, args),
        PluginArgs::Score(args) => score::score(&roots, args),
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
                // `.` and `..` have no name of their own, and a plugin's folder is its id.
                let named = if given.file_name().is_some() { None } else { given.canonicalize().ok() };
                return Ok(named.unwrap_or(given));
            }
            sarex_plugin_host::find(&roots.plugins, name).map(|f| f.dir).map_err(Failure::input)
        })
        .collect()
}
