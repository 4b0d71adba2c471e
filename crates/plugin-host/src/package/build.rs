//! Builds a plugin written in Rust: `cargo build` for WebAssembly, then a component around the module.
//!
//! The bytes depend on the sources, `Cargo.lock` and the compiler, not on the folder of the checkout: paths are
//! replaced, and symbols carry no path.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use wit_component::ComponentEncoder;

use crate::package::find::{sha256_hex, show};

const TARGET: &str = "wasm32-unknown-unknown";

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
    /// The folder holds no Rust package.
    #[error("{place}: {problem}; sarex plugin build makes plugins written in Rust, see plugins/README.md for others")]
    NoPackage {
        /// The file looked for.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
    /// No compiler for WebAssembly.
    #[error(
        "no Rust compiler for {TARGET} was found. Install one of: \
         `rustup target add {TARGET}`; on Debian or Ubuntu `apt install rustc-web rust-web-src lld`"
    )]
    NoCompiler,
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
        /// The package.
        place: String,
        /// What the compiler said.
        output: String,
    },
    /// The module does not fulfil the contract that it was compiled for.
    #[error(
        "{place}: cannot be made a component: {problem}; is there one export_behaviour! or export_planner! at the crate root?"
    )]
    NoComponent {
        /// The module.
        place: String,
        /// What is missing.
        problem: String,
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

/// Builds the plugin in this folder. The component goes to `out`, else to `<folder>/<package>.wasm`.
pub fn build_guest(plugin_dir: &Path, out: Option<&Path>) -> Result<BuildReport, BuildError> {
    let package = package_name(plugin_dir)?;
    let compiler = Compiler::find(plugin_dir).ok_or(BuildError::NoCompiler)?;
    let workspace = workspace(plugin_dir)?;
    let target_dir = target_dir(&workspace);
    compile(&package, plugin_dir, &workspace, &target_dir, &compiler)?;
    let module = target_dir.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_")));
    let bytes = component(&module)?;
    let component = out.map_or_else(|| plugin_dir.join(format!("{package}.wasm")), Path::to_path_buf);
    std::fs::write(&component, &bytes).map_err(|source| file_error(&component, source))?;
    Ok(BuildReport { component, bytes: bytes.len() as u64, sha256: sha256_hex(&bytes), compiler: compiler.version })
}

fn package_name(plugin_dir: &Path) -> Result<String, BuildError> {
    let path = plugin_dir.join("Cargo.toml");
    let no_package = |problem: String| BuildError::NoPackage { place: show(&path), problem };
    let text = std::fs::read_to_string(&path).map_err(|error| no_package(error.to_string()))?;
    let manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| no_package(error.message().into()))?;
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    name.map(str::to_string).ok_or_else(|| no_package("has no package.name".into()))
}

/// The folder whose `Cargo.lock` and `target` count.
fn workspace(plugin_dir: &Path) -> Result<PathBuf, BuildError> {
    let mut locate = Command::new("cargo");
    locate.args(["locate-project", "--workspace", "--message-format", "plain"]).current_dir(plugin_dir);
    let output = run(&mut locate)?;
    let manifest = PathBuf::from(output.trim());
    Ok(manifest.parent().unwrap_or(plugin_dir).to_path_buf())
}

/// Apart from the native build, so that neither waits for the other.
fn target_dir(workspace: &Path) -> PathBuf {
    let native = std::env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
    native.map_or_else(|| workspace.join("target"), |dir| workspace.join(dir)).join("guests")
}

/// A compiler that can build for WebAssembly.
struct Compiler {
    /// The program, when it is not the one that cargo takes by itself.
    rustc: Option<PathBuf>,
    /// The standard library comes as source and must be built too.
    builds_std: bool,
    sysroot: PathBuf,
    version: String,
}

impl Compiler {
    fn find(dir: &Path) -> Option<Self> {
        let with_target = Self::ask(None, false, dir)
            .filter(|found| found.sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir());
        let with_source = || {
            let debian = Self::ask(Some(PathBuf::from("/usr/bin/rustc")), true, dir)?;
            let has_source = debian.sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file();
            (has_source && runs("wasm-ld")).then_some(debian)
        };
        with_target.or_else(with_source)
    }

    fn ask(rustc: Option<PathBuf>, builds_std: bool, dir: &Path) -> Option<Self> {
        let program = rustc.clone().unwrap_or_else(|| "rustc".into());
        let ask = |arguments: &[&str]| {
            let output = Command::new(&program).args(arguments).current_dir(dir).stderr(Stdio::null()).output().ok()?;
            output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
        };
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?);
        Some(Self { rustc, builds_std, sysroot, version: ask(&["--version"])? })
    }
}

fn runs(program: &str) -> bool {
    let version = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

fn compile(
    package: &str,
    plugin_dir: &Path,
    workspace: &Path,
    target_dir: &Path,
    compiler: &Compiler,
) -> Result<(), BuildError> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(plugin_dir).args(["build", "--release", "--lib", "--quiet", "--target", TARGET, "-p", package]);
    cargo.arg("--target-dir").arg(target_dir);
    if compiler.builds_std {
        cargo.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features="]);
        cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
    }
    if let Some(rustc) = &compiler.rustc {
        cargo.env("RUSTC", rustc);
    }
    for (key, value) in
        [("OPT_LEVEL", "3"), ("LTO", "fat"), ("CODEGEN_UNITS", "1"), ("PANIC", "abort"), ("STRIP", "debuginfo")]
    {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    cargo.env_remove("RUSTFLAGS").env_remove("RUSTC_WRAPPER");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", remapped_paths(workspace, &compiler.sysroot));
    run(&mut cargo).map(drop).map_err(|error| match error {
        BuildError::Refused { output, .. } => BuildError::Refused { place: show(plugin_dir), output },
        other => other,
    })
}

/// Flags that keep the machine's folders out of the bytes.
fn remapped_paths(workspace: &Path, sysroot: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let folders =
        [Some((workspace.to_path_buf(), "/sarex")), home.map(|home| (home, "/cargo")), Some((sysroot.into(), "/rust"))];
    let flags = folders.into_iter().flatten().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

fn component(module: &Path) -> Result<Vec<u8>, BuildError> {
    let bytes = std::fs::read(module).map_err(|source| file_error(module, source))?;
    let encode = || ComponentEncoder::default().validate(true).module(&bytes)?.encode();
    encode().map_err(|error| BuildError::NoComponent { place: show(module), problem: format!("{error:#}") })
}

fn run(command: &mut Command) -> Result<String, BuildError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|source| BuildError::NotStarted { program: program.clone(), source })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(BuildError::Refused { place: program, output: String::from_utf8_lossy(&output.stderr).into_owned() })
}

fn file_error(path: &Path, source: std::io::Error) -> BuildError {
    BuildError::File { place: show(path), source }
}
