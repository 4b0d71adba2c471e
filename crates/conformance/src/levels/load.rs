//! L0: it loads. World and version, imports, sizes, no trap at the start; the manifest says what the component does.

use sarex_plugin_host::Finding;
use sarex_sim::setup::PluginDecl;

use super::subject::{Level, Trial};

/// Loads the plugin as an exercise would.
pub fn try_level(trial: &Trial<'_>, level: &mut Level) -> Option<PluginDecl> {
    let subject = match trial.open(|_| {}) {
        Ok(subject) => subject,
        Err(finding) => {
            level.add(finding);
            return None;
        }
    };
    let path = trial.file.dir.join("plugin.toml");
    let manifest = &trial.file.manifest;
    if manifest.plugin.version.split('.').count() != 3 {
        level.add(Finding {
            place: path.display().to_string(),
            problem: format!("version \"{}\" is not of the form 1.2.3", manifest.plugin.version),
            hint: "count the versions of a plugin as semver does".into(),
        });
    }
    let described = subject.decl.patterns.len();
    let distinct: std::collections::BTreeSet<&String> = subject.decl.patterns.iter().collect();
    level.expect(distinct.len() == described, || {
        ("describes the same pattern twice".into(), "return each pattern once from `describe`")
    });
    level.note(format!("loads as {} and imports nothing but diag", manifest.plugin.world));
    Some(subject.decl)
}
