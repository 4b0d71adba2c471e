//! `sarex plugin`: list, check, build.

use std::path::{Path, PathBuf};

use sarex_files::roots::Roots;
use sarex_plugin_host::{PluginFile, build::build_guest};
use serde_json::json;

use crate::{args::PluginArgs, failure::Failure};

/// Runs one of the plugin commands.
pub fn plugin(args: &PluginArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    match args {
        PluginArgs::List { json } => list(&roots, *json),
        PluginArgs::Check { plugins } => check(&roots, plugins),
        PluginArgs::Build { plugins, compare } => build(&roots, plugins, *compare),
    }
}

fn list(roots: &Roots, as_json: bool) -> Result<(), Failure> {
    let (files, findings) = sarex_plugin_host::discover(&roots.plugins);
    if as_json {
        let rows: Vec<_> = files
            .iter()
            .map(|f| json!({"id": f.id, "world": f.manifest.plugin.world, "version": f.manifest.plugin.version, "sha256": f.sha256}))
            .collect();
        println!("{}", json!({ "plugins": rows }));
    } else {
        for f in &files {
            let info = &f.manifest.plugin;
            println!(
                "{:<18} {:<42} {:<8} {}  {}",
                f.id,
                info.world,
                info.version,
                &f.sha256.get(..12).unwrap_or(""),
                info.description
            );
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Failure::Findings(findings.iter().map(ToString::to_string).collect()))
    }
}

fn check(roots: &Roots, plugins: &[String]) -> Result<(), Failure> {
    let mut findings = Vec::new();
    for folder in folders(roots, plugins)? {
        let found = match PluginFile::open(&folder) {
            Ok(file) => sarex_plugin_host::check(&file),
            Err(finding) => vec![finding],
        };
        if found.is_empty() {
            println!("{}: good", folder.display());
        }
        findings.extend(found.iter().map(ToString::to_string));
    }
    if findings.is_empty() { Ok(()) } else { Err(Failure::Findings(findings)) }
}

fn build(roots: &Roots, plugins: &[String], compare: bool) -> Result<(), Failure> {
    let mut different = Vec::new();
    for folder in folders(roots, plugins)? {
        let aside = compare.then(|| std::env::temp_dir().join(format!("sarex-build-{}.wasm", std::process::id())));
        let built = build_guest(&folder, aside.as_deref()).map_err(Failure::input)?;
        match &aside {
            None => println!("{}", built.component.display()),
            Some(aside) => {
                let same = same_bytes(aside, &PluginFile::open(&folder).map_err(Failure::input)?.component);
                let _ = std::fs::remove_file(aside);
                if same {
                    println!("{}: the committed component is what its source builds", folder.display());
                } else {
                    different.push(format!(
                        "{}: the committed component is not what its source builds here\n  hint: `sarex plugin build {}` and commit it",
                        folder.display(),
                        folder.file_name().unwrap_or_default().to_string_lossy()
                    ));
                }
            }
        }
    }
    if different.is_empty() { Ok(()) } else { Err(Failure::Findings(different)) }
}

fn same_bytes(a: &Path, b: &Path) -> bool {
    matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

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
