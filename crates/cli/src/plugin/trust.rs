//! `sarex plugin trust`: lets the signatures of a key count.

use std::path::Path;

use sarex_plugin_host::trust::keys::{keys_of, trust as add, user_file};

use crate::failure::Failure;

/// Adds the keys of a file to the user's trusted keys.
pub fn trust(file: &Path) -> Result<(), Failure> {
    let keys = keys_of(file).map_err(Failure::input)?;
    if keys.is_empty() {
        return Err(Failure::input(format!("{}: holds no key", file.display())));
    }
    let list = user_file().ok_or_else(|| {
        Failure::input(
            "there is no folder for settings (set HOME or XDG_CONFIG_HOME), or write plugins/trusted-keys.toml",
        )
    })?;
    let added = add(&keys, &list).map_err(Failure::input)?;
    for key in &keys {
        let state = if added.contains(key) { "is trusted now" } else { "was trusted already" };
        println!(
            "{} ({}) {state}: compare {} with its owner over another line",
            key.name,
            key.nation,
            key.fingerprint()
        );
    }
    println!("{}", list.display());
    Ok(())
}
