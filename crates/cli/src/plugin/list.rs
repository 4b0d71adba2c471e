//! `sarex plugin list`.

use sarex_files::roots::Roots;
use serde_json::json;

use crate::failure::Failure;

/// Prints what there is, one line a plugin.
pub fn list(roots: &Roots, as_json: bool) -> Result<(), Failure> {
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
