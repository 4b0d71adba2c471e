//! Calls of plugins that went wrong, kept as files.

use std::path::Path;

use sarex_plugin_host::Repro;

use crate::{failure::Failure, outputs};

/// Writes kept calls into a folder and says on standard error how to look at them.
pub fn write_repros(repros: &[Repro], folder: &Path) -> Result<(), Failure> {
    for repro in repros {
        let mut path = folder.join(repro.file_name());
        for number in 2.. {
            if !path.exists() {
                break;
            }
            path = folder.join(repro.file_name().replace(".json", &format!("-{number}.json")));
        }
        write_repro(repro, &path)?;
    }
    Ok(())
}

/// Writes a kept call and says on standard error how to look at it.
pub fn write_repro(repro: &Repro, path: &Path) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|e| Failure::input(format!("{}: cannot be made: {e}", folder.display())))?;
    outputs::write_whole(path, repro.to_json().map_err(Failure::input)?.as_bytes())?;
    eprintln!("{}: {}", path.display(), repro.why);
    eprintln!("  hint: look at it with `sarex plugin replay {}`", path.display());
    Ok(())
}
