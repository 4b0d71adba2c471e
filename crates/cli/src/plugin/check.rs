//! `sarex plugin check`.

use sarex_files::roots::Roots;
use sarex_plugin_host::PluginFile;

use super::folders;
use crate::failure::Failure;

/// Tries plugins apart from an exercise.
pub fn check(roots: &Roots, plugins: &[String]) -> Result<(), Failure> {
    let mut findings = Vec::new();
    for folder in folders(roots, plugins)? {
        let found = match PluginFile::read(&folder) {
            Ok(file) => sarex_plugin_host::check(&file),
            Err(findings) => findings,
        };
        if found.is_empty() {
            println!("{}: good", folder.display());
        }
        findings.extend(found.iter().map(ToString::to_string));
    }
    if findings.is_empty() { Ok(()) } else { Err(Failure::Findings(findings)) }
}
