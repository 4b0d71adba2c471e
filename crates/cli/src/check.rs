//! `sarex check`: every finding of scenarios, map packs, plugins and recordings.

use std::path::Path;

use sarex_files::{
    finding::{Finding, Severity},
    map_pack::MapPack,
    roots::Roots,
    scenario::load_scenario,
};
use sarex_plugin_host::trust::{
    keys::TrustedKeys,
    pack::{ENDING, Package},
};
use sarex_session::recording::Recording;
use serde_json::json;

use crate::{args::CheckArgs, failure::Failure, open, plugins};

/// Checks every path and tells every finding.
pub fn check(args: &CheckArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    let mut findings = Vec::new();
    for path in &args.paths {
        let path = if path.exists() { path.clone() } else { open::scenario_path(&roots, &path.to_string_lossy()) };
        let before = findings.len();
        check_path(&roots, &path, &mut findings);
        if findings.len() == before && !args.json {
            println!("{}: good", path.display());
        }
    }
    if args.json {
        let list: Vec<_> = findings
            .iter()
            .map(|f| json!({"file": f.file, "line": f.line, "column": f.column, "error": f.is_error(), "message": f.message, "hint": f.hint}))
            .collect();
        println!("{}", json!({"findings": list}));
    }
    let errors = findings.iter().filter(|f| f.is_error()).count();
    if !args.json {
        findings.iter().filter(|f| !f.is_error()).for_each(|f| eprintln!("{f}"));
    }
    match errors {
        0 => Ok(()),
        _ if args.json => Err(Failure::Input(vec![])),
        _ => Err(Failure::Input(findings.iter().filter(|f| f.is_error()).map(ToString::to_string).collect())),
    }
}

fn check_path(roots: &Roots, path: &Path, findings: &mut Vec<Finding>) {
    if path.is_dir() && path.join("plugin.toml").is_file() {
        check_plugin(path, findings);
    } else if path.is_dir() && path.join("manifest.toml").is_file() {
        check_pack(path, findings);
    } else if path.extension().is_some_and(|e| e == ENDING) {
        check_plugin_pack(path, findings);
    } else if path.is_dir() || path.extension().is_some_and(|e| e == "toml") {
        match load_scenario(path, roots, &open::known_plugins(roots)) {
            Ok(loaded) => {
                let file = if path.is_dir() { path.join("scenario.toml") } else { path.to_owned() };
                findings.extend(plugins::check(&loaded, roots, &file.display().to_string()));
                findings.extend(loaded.warnings);
            }
            Err(all) => findings.extend(all),
        }
    } else {
        check_recording(path, findings);
    }
}

fn check_plugin(path: &Path, findings: &mut Vec<Finding>) {
    let report = sarex_conformance::check_dir(path, &crate::plugin::options());
    findings.extend(report.findings().into_iter().map(|f| Finding::of_file(f.place, f.problem, Some(f.hint))));
}

/// Reads a plugin's pack without installing it; who signed it is told by `sarex plugin verify`.
fn check_plugin_pack(path: &Path, findings: &mut Vec<Finding>) {
    let found = match Package::open(path) {
        Ok(package) => package.standing(&TrustedKeys::default()).broken().cloned().into_iter().collect(),
        Err(found) => found,
    };
    findings.extend(found.into_iter().map(|f| Finding::of_file(f.place, f.problem, Some(f.hint))));
}

fn check_pack(path: &Path, findings: &mut Vec<Finding>) {
    match MapPack::open(path) {
        Ok(pack) => findings.extend(
            pack.verify().iter().map(|e| Finding::of_file(path.display().to_string(), e.to_string(), Some(e.remedy()))),
        ),
        Err(error) => {
            findings.push(Finding::of_file(path.display().to_string(), error.to_string(), Some(error.remedy())))
        }
    }
}

fn check_recording(path: &Path, findings: &mut Vec<Finding>) {
    let finding =
        |message: String, hint: &str| Finding::of_file(path.display().to_string(), message, Some(hint.to_owned()));
    match Recording::open(path) {
        Ok(recording) => {
            if let Some(cut) = recording.cut_short {
                let mut warning = finding(cut, "`sarex replay` plays it up to its last whole second");
                warning.severity = Severity::Warning;
                findings.push(warning);
            }
        }
        Err(error) => findings.push(finding(
            error.to_string(),
            "give a scenario folder, a map pack, a plugin folder, a .sarexplugin or a recording.sarex",
        )),
    }
}
