//! Plugins in Python: componentize-py puts the interpreter and `app.py` into one component and takes WASI away.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{
    BuildError, Built, component, file_error, id_and_world, of_plugin, python_runtime, run, scratch, version_of,
};

/// The version that the templates were tried with.
const PACKAGE: &str = "componentize-py==0.25.1";

/// Builds `app.py` and what it imports.
pub fn build(plugin_dir: &Path) -> Result<Built, BuildError> {
    let (id, world) = id_and_world(plugin_dir)?;
    let (program, version) = program(plugin_dir).ok_or_else(|| BuildError::NoCompiler {
        what: "componentize-py".into(),
        remedy: format!("`pip install {PACKAGE}`, where the program then is on the PATH or in the plugin's .venv"),
    })?;
    let scratch = scratch()?;
    let (wit, out) = (scratch.0.join("plugin.wit"), scratch.0.join("component.wasm"));
    std::fs::write(&wit, component::WIT).map_err(|source| file_error(&wit, source))?;
    let mut command = Command::new(program);
    command.current_dir(plugin_dir).arg("--quiet").arg("-d").arg(&wit).args(["-w", &world]);
    command.args(["componentize", "--stub-wasi", "app", "-o"]).arg(&out);
    run(&mut command).map_err(|error| of_plugin(plugin_dir, error))?;
    let built = std::fs::read(&out).map_err(|source| file_error(&out, source))?;
    let leaks = version.ends_with(&format!(" {}", python_runtime::VERSION));
    let component = leaks.then(|| python_runtime::mended(&built)).flatten().unwrap_or(built);
    Ok(Built { name: id, component, compiler: version })
}

/// The program and its version: that of the plugin's own environment, else the one on the PATH.
fn program(plugin_dir: &Path) -> Option<(PathBuf, String)> {
    let own = [".venv/bin/componentize-py", ".venv/Scripts/componentize-py.exe"].map(|path| plugin_dir.join(path));
    let own = own.into_iter().filter(|path| path.is_file()).filter_map(|path| std::path::absolute(path).ok());
    own.chain(["componentize-py".into()]).find_map(|path| {
        let version = version_of(Command::new(&path).arg("--version"))?;
        Some((path, version))
    })
}
