//! Builds a plugin from its sources, whatever its language, with the compilers that the machine has.

mod c;
mod component;
mod python;
mod python_runtime;
mod rust;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::package::find::{sha256_hex, show};
use crate::package::language::Language;
use crate::package::manifest::id_fault;
use crate::scratch::Scratch;

/// A built component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuildReport {
    /// Where it was written.
    pub component: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// The compiler that made it, as it names itself.
    pub compiler: String,
}

/// Why a plugin could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder holds no source that a component is built from.
    #[error(
        "{place}: holds nothing to build: no Cargo.toml (Rust), no .c file (C), no app.py (Python); \
         `sarex plugin new` makes a plugin that builds"
    )]
    NoSource {
        /// The folder.
        place: String,
    },
    /// The plugin is a script: it runs as it is.
    #[error("{place}: is a script and runs as it is; there is nothing to build")]
    Script {
        /// The folder.
        place: String,
    },
    /// A file that the build needs is not as it must be.
    #[error("{place}: {problem}")]
    BadProject {
        /// The file.
        place: String,
        /// What is wrong with it, and the remedy.
        problem: String,
    },
    /// No compiler for WebAssembly.
    #[error("no {what} was found. Install one of: {remedy}")]
    NoCompiler {
        /// What is missing.
        what: String,
        /// The commands that install it.
        remedy: String,
    },
    /// A program could not be started.
    #[error("cannot start {program}: {source}")]
    NotStarted {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// The compiler refused the sources.
    #[error("{place}: the compiler refused it:\n{output}")]
    Refused {
        /// The plugin.
        place: String,
        /// What the compiler said.
        output: String,
    },
    /// The module does not fulfil the contract that it was compiled for.
    #[error("{place}: cannot be made a component: {problem}; {hint}")]
    NoComponent {
        /// The module.
        place: String,
        /// What is missing.
        problem: String,
        /// Where to look.
        hint: &'static str,
    },
    /// A file could not be read or written.
    #[error("{place}: {source}")]
    File {
        /// The file.
        place: String,
        /// Why.
        source: std::io::Error,
    },
}

/// What the compiler of a language made.
struct Built {
    /// The plugin's name, which its file takes.
    name: String,
    component: Vec<u8>,
    compiler: String,
}

/// Builds the plugin in this folder. The component goes to `out`, else to `<folder>/<id>.wasm`.
pub fn build_guest(plugin_dir: &Path, out: Option<&Path>) -> Result<BuildReport, BuildError> {
    let place = || show(plugin_dir);
    let built = match Language::of_folder(plugin_dir) {
        Some(Language::Rust) => rust::build(plugin_dir),
        Some(Language::C) => c::build(plugin_dir),
        Some(Language::Python) => python::build(plugin_dir),
        Some(Language::JavaScript) => Err(BuildError::Script { place: place() }),
        None => Err(BuildError::NoSource { place: place() }),
    }?;
    let component = out.map_or_else(|| plugin_dir.join(format!("{}.wasm", built.name)), Path::to_path_buf);
    std::fs::write(&component, &built.component).map_err(|source| file_error(&component, source))?;
    let (bytes, sha256) = (built.component.len() as u64, sha256_hex(&built.component));
    Ok(BuildReport { component, bytes, sha256, compiler: built.compiler })
}

/// Id and world (without package and version) from a `plugin.toml`, for languages that say neither in their sources.
fn id_and_world(plugin_dir: &Path) -> Result<(String, String), BuildError> {
    let path = plugin_dir.join("plugin.toml");
    let text = std::fs::read_to_string(&path).map_err(|source| file_error(&path, source))?;
    let bad = |problem: String| BuildError::BadProject { place: show(&path), problem };
    let manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| bad(error.message().into()))?;
    let key = |key: &str| {
        let value = manifest.get("plugin").and_then(|plugin| plugin.get(key)).and_then(toml::Value::as_str);
        value.ok_or_else(|| bad(format!("has no plugin.{key}; plugins/README.md shows a whole manifest")))
    };
    let (id, world) = (key("id")?, key("world")?);
    if let Some((_, problem, hint)) = id_fault(id) {
        return Err(bad(format!("{problem}: {hint}")));
    }
    let name = world.strip_prefix("sarex:plugin/").unwrap_or(world);
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    Ok((id.to_string(), name.to_string()))
}

/// A folder to compile in.
fn scratch() -> Result<Scratch, BuildError> {
    Scratch::new().map_err(|source| file_error(&std::env::temp_dir(), source))
}

fn runs(program: &str) -> bool {
    let version = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

fn run(command: &mut Command) -> Result<String, BuildError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|source| BuildError::NotStarted { program: program.clone(), source })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let said = [text(&output.stdout), text(&output.stderr)].concat();
    Err(BuildError::Refused { place: program, output: said })
}

/// The first line of what a program says of its version.
fn version_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_string();
    output.status.success().then_some(text)
}

fn file_error(path: &Path, source: std::io::Error) -> BuildError {
    BuildError::File { place: show(path), source }
}

/// A compiler's complaint, said of the plugin rather than of the program.
fn of_plugin(plugin_dir: &Path, error: BuildError) -> BuildError {
    match error {
        BuildError::Refused { output, .. } => BuildError::Refused { place: show(plugin_dir), output },
        other => other,
    }
}
