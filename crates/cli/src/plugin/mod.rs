//! `sarex plugin`: one file a command.

mod build;
mod check;
mod compile;
mod list;
mod new;

use std::path::PathBuf;

use sarex_files::roots::Roots;

use crate::{args::PluginArgs, failure::Failure};

pub use compile::process as compiler_process;

/// Runs one of the plugin commands.
pub fn plugin(args: &PluginArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    match args {
        PluginArgs::List { json } => list::list(&roots, *json),
        PluginArgs::Check { plugins } => check::check(&roots, plugins),
        PluginArgs::New { id, lang, world, dir } => new::new(id, lang, world, dir),
        PluginArgs::Build { plugins, compare } => build::build(&roots, plugins, *compare),
        PluginArgs::CompileComponent { profile, from, to } => compile::job(profile, from, to),
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
