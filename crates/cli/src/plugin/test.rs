//! `sarex plugin test`: a plugin's own tests, and the answers that it gave before.

use std::{path::Path, process::Command};

use sarex_conformance::cases;
use sarex_files::roots::Roots;
use sarex_plugin_host::PluginFile;

use super::{folders, options};
use crate::failure::Failure;

/// Fields shown of one case.
const MOST_FIELDS: usize = 5;

/// Tests plugins, or records a case of each.
pub fn test(roots: &Roots, plugins: &[String], record: Option<&str>) -> Result<(), Failure> {
    let mut failed = Vec::new();
    for folder in folders(roots, plugins)? {
        match record {
            Some(name) => record_cases(&folder, name)?,
            None => {
                failed.extend(own_tests(&folder));
                test_cases(&folder, &mut failed)?;
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::Findings(failed)) }
}

fn record_cases(folder: &Path, name: &str) -> Result<(), Failure> {
    let file = PluginFile::open(folder).map_err(Failure::input)?;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Err(Failure::input(format!("{name}: a case is named with letters, digits and hyphens")));
    }
    for path in cases::record(&file, name, &options()).map_err(Failure::input)? {
        println!("{}", path.display());
    }
    Ok(())
}

/// Runs what the language of the plugin calls its tests.
fn own_tests(folder: &Path) -> Option<String> {
    if !folder.join("Cargo.toml").is_file() {
        println!("{}: no Cargo.toml, so only its cases are run", folder.display());
        return None;
    }
    match Command::new("cargo").args(["test", "--quiet"]).current_dir(folder).status() {
        Ok(status) if status.success() => None,
        Ok(_) => Some(format!("{}: its own tests failed (cargo test)", folder.display())),
        Err(error) => Some(format!("{}: cargo cannot be started: {error}", folder.display())),
    }
}

fn test_cases(folder: &Path, failed: &mut Vec<String>) -> Result<(), Failure> {
    let file = PluginFile::open(folder).map_err(Failure::input)?;
    let cases = cases::run(&file, &options());
    for case in &cases {
        match &case.outcome {
            Err(finding) => failed.push(finding.to_string()),
            Ok(replayed) if !replayed.differences.is_empty() => {
                let fields: Vec<String> =
                    replayed.differences.iter().take(MOST_FIELDS).map(|field| format!("  {field}")).collect();
                let replay = format!("  hint: sarex plugin replay {} shows all of it", case.path.display());
                let count = replayed.differences.len();
                failed.push(format!("{}: {count} fields differ\n{}\n{replay}", case.path.display(), fields.join("\n")));
            }
            Ok(_) => println!("{}: same", case.path.display()),
        }
    }
    if cases.is_empty() {
        let record = format!("sarex plugin test {} --record NAME", folder.display());
        println!("{}: no cases; `{record}` writes one", folder.display());
    }
    Ok(())
}
