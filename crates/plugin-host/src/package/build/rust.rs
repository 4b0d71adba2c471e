//! Plugins in Rust: `cargo build` for WebAssembly, then a component around the module.
//!
//! The bytes depend on the sources, `Cargo.lock` and the compiler, not on the folder of the checkout: paths are
//! replaced, and symbols carry no path.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{BuildError, Built, component, file_error, of_plugin, run, runs};
use crate::package::find::show;

const TARGET: &str = "wasm32-unknown-unknown";
/// LLVM inlines at twice its threshold: a metered function asks for its fuel, the clock and the stack, so a call costs more
/// than natively. Inlining by Cranelift instead takes three times as long to compile, at every reload.
const INLINING: &str = "-Cllvm-args=-inline-threshold=500";

/// Builds the package in this folder.
pub fn build(plugin_dir: &Path) -> Result<Built, BuildError> {
    let package = package_name(plugin_dir)?;
    let no_compiler = || BuildError::NoCompiler {
        what: format!("Rust compiler for {TARGET}"),
        remedy: format!("`rustup target add {TARGET}`; on Debian or Ubuntu `apt install rustc-web rust-web-src lld`"),
    };
    let compiler = Compiler::find(plugin_dir).ok_or_else(no_compiler)?;
    let workspace = workspace(plugin_dir)?;
    let target_dir = target_dir(&workspace);
    compile(&package, plugin_dir, &workspace, &target_dir, &compiler)?;
    let module = target_dir.join(TARGET).join("release").join(format!("{}.wasm", package.replace('-', "_")));
    let bytes = std::fs::read(&module).map_err(|source| file_error(&module, source))?;
    let hint = "is there one export_behaviour!, export_planner!, export_sensor! or export_judge! at the crate root?";
    let component = component::encode(&bytes).map_err(|problem| component::refused(&module, problem, hint))?;
    Ok(Built { name: package, component, compiler: compiler.version })
}

fn package_name(plugin_dir: &Path) -> Result<String, BuildError> {
    let path = plugin_dir.join("Cargo.toml");
    let bad = |problem: String| BuildError::BadProject { place: show(&path), problem };
    let text = std::fs::read_to_string(&path).map_err(|source| file_error(&path, source))?;
    let manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| bad(error.message().into()))?;
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    name.map(str::to_string).ok_or_else(|| bad("has no package.name".into()))
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
    let flags = [remapped_paths(workspace, &compiler.sysroot), vec![INLINING.into()]].concat();
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    run(&mut cargo).map(drop).map_err(|error| of_plugin(plugin_dir, error))
}

/// Flags that keep the machine's folders out of the bytes.
fn remapped_paths(workspace: &Path, sysroot: &Path) -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let folders =
        [Some((workspace.to_path_buf(), "/sarex")), home.map(|home| (home, "/cargo")), Some((sysroot.into(), "/rust"))];
    folders.into_iter().flatten().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect()
}
