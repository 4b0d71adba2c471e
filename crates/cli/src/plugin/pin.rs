//! `sarex plugin pin`: the `[[plugin]]` tables of a scenario with the hashes of today, to be pasted.

use sarex_files::{roots::Roots, scenario::load_scenario};
use sarex_sim::setup::PluginDecl;

use crate::{failure::Failure, open};

/// Prints a table for each plugin that a scenario uses.
pub fn pin(roots: &Roots, scenario: &str) -> Result<(), Failure> {
    let path = open::existing_scenario(roots, scenario)?;
    let known = open::known_plugins(roots);
    let loaded = load_scenario(&path, roots, &known).map_err(|findings| Failure::inputs(&findings))?;
    let mut missing = Vec::new();
    for plugin in &loaded.setup.plugins {
        match sarex_plugin_host::find(&roots.plugins, &plugin.id) {
            Ok(file) => println!("{}", table(plugin, &file.sha256)),
            Err(finding) => missing.push(finding.to_string()),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(Failure::Findings(missing)) }
}

fn table(plugin: &PluginDecl, sha256: &str) -> String {
    let mut text = format!("[[plugin]]\nid = \"{}\"\nsha256 = \"{sha256}\"\n", plugin.id);
    if !plugin.params.is_empty() {
        let params: Vec<String> = plugin.params.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        text.push_str(&format!("params = {{ {} }}\n", params.join(", ")));
    }
    text
}
