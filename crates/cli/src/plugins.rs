//! What a scenario asks of its plugins, held against the plugins there are.

use sarex_files::{
    finding::{Finding, Severity},
    roots::Roots,
    scenario::{Loaded, Place},
};
use sarex_plugin_host::{
    PluginFile,
    trust::{keys::TrustedKeys, sign::Standing},
};
use sarex_sim::setup::PluginDecl;

/// Pins that do not match, parameters that a plugin does not take, plugins of the wrong world, signatures that do not
/// hold.
pub fn check(loaded: &Loaded, roots: &Roots, scenario: &str) -> Vec<Finding> {
    let (trusted, key_findings) = TrustedKeys::find(&roots.plugins);
    let mut findings: Vec<Finding> = key_findings.into_iter().map(of_host).collect();
    for plugin in &loaded.setup.plugins {
        let file = match sarex_plugin_host::find(&roots.plugins, &plugin.id) {
            Ok(file) => file,
            Err(finding) => {
                findings.push(of_host(finding));
                continue;
            }
        };
        findings.extend(check_one(loaded, plugin, &file, scenario));
        findings.extend(signature(&file, &trusted));
    }
    findings
}

/// A key that nobody here trusts is for a person to look at; a signature that does not hold is wrong.
fn signature(file: &PluginFile, trusted: &TrustedKeys) -> Option<Finding> {
    let standing = file.standing(trusted);
    let severity = if matches!(standing, Standing::Unknown(_)) { Severity::Warning } else { Severity::Error };
    standing.finding(&file.dir).map(|finding| Finding { severity, ..of_host(finding) })
}

fn check_one(loaded: &Loaded, plugin: &PluginDecl, file: &PluginFile, scenario: &str) -> Vec<Finding> {
    let places = loaded.plugin_places.get(&plugin.id).copied().unwrap_or_default();
    let mut findings = Vec::new();
    let mut tell = |place: Option<Place>, message: String, hint: String| {
        let (line, column) = place.unwrap_or_default();
        findings.push(Finding { line, column, ..Finding::of_file(scenario, message, Some(hint)) });
    };
    let (asked, world) = (plugin.world.name(), file.manifest.plugin.world.as_str());
    if !world.contains(&format!("/{asked}@")) {
        let hint = format!("take a plugin of the world {asked}; `sarex plugin list` shows them");
        tell(None, format!("\"{}\" is used as {asked}, and is a plugin of {world}", plugin.id), hint);
    }
    if plugin.pin.as_ref().is_some_and(|pin| *pin != file.sha256) {
        let message = format!("the plugin \"{}\" is not the pinned one: here is {}", plugin.id, file.sha256);
        let hint = "install the pinned version, or `sarex plugin pin SCENARIO` prints the tables for the one here";
        tell(places.pin, message, hint.into());
    }
    for (key, value) in &plugin.params {
        if let Err(finding) = file.check_param(key, *value) {
            tell(places.params, format!("the plugin \"{}\": {}", plugin.id, finding.problem), finding.hint);
        }
    }
    findings
}

fn of_host(finding: sarex_plugin_host::Finding) -> Finding {
    Finding::of_file(finding.place, finding.problem, Some(finding.hint))
}
