//! Plugins in C: clang or zig make a module without WASI, and the description of its world is added here.

use std::path::Path;
use std::process::Command;

use super::{BuildError, Built, component, file_error, id_and_world, of_plugin, run, scratch, version_of};
use crate::package::language::c_files;

/// Clang by its names, the newest first; Debian gives each version a name of its own.
const CLANGS: [&str; 7] = ["clang-22", "clang-21", "clang-20", "clang-19", "clang", "clang-18", "clang-17"];
const PYTHONS: [&str; 2] = ["python3", "python"];

/// Compiles the C files of this folder and of its folder `sdk`.
pub fn build(plugin_dir: &Path) -> Result<Built, BuildError> {
    let (id, world) = id_and_world(plugin_dir)?;
    let scratch = scratch()?;
    let compiler = Compiler::find(plugin_dir, &scratch.0).ok_or_else(|| BuildError::NoCompiler {
        what: "C compiler for WebAssembly".into(),
        remedy: "on Debian or Ubuntu `apt install clang-19 lld-19 wasi-libc libclang-rt-19-dev-wasm32`; \
                 anywhere `pip install ziglang`"
            .into(),
    })?;
    let module = scratch.0.join("module.wasm");
    let mut command = compiler.command(plugin_dir);
    command.args(["-std=c11", "-Wall", "-O2", "-I", ".", "-I", "sdk"]);
    for file in c_files(plugin_dir) {
        command.arg(file.strip_prefix(plugin_dir).unwrap_or(&file));
    }
    command.args(["-lm", "-Wl,--strip-debug", "-o"]).arg(&module);
    run(&mut command).map_err(|error| of_plugin(plugin_dir, error))?;
    let bytes = std::fs::read(&module).map_err(|source| file_error(&module, source))?;
    let hint = "does plugin.toml name the world that the bindings in sdk/ were made for? \
                A function that needs an operating system (files, time, printf) cannot be used";
    let component =
        component::encode_as(bytes, &world).map_err(|problem| component::refused(plugin_dir, problem, hint))?;
    Ok(Built { name: id, component, compiler: compiler.version })
}

struct Compiler {
    /// Program and first arguments.
    program: Vec<String>,
    version: String,
}

impl Compiler {
    /// The first one that links an empty module: clang without its libraries for WebAssembly is of no use.
    fn find(plugin_dir: &Path, scratch: &Path) -> Option<Self> {
        let venv = [".venv/bin/python", ".venv/Scripts/python.exe"].map(|python| plugin_dir.join(python));
        // Absolute, as it is started elsewhere; not canonical, as an environment's python is a link out of it.
        let venv = venv.iter().filter(|python| python.is_file()).filter_map(|python| std::path::absolute(python).ok());
        let venv = venv.map(|python| python.display().to_string());
        let pythons = venv.chain(PYTHONS.map(String::from));
        let zigs = pythons.map(|python| [&python, "-m", "ziglang", "cc"].map(String::from).to_vec());
        let zig = ["zig", "cc"].map(String::from).to_vec();
        let clangs = CLANGS.iter().map(|clang| vec![(*clang).to_string()]);
        clangs.chain(zigs).chain([zig]).find_map(|program| Self::of(program, scratch))
    }

    fn of(program: Vec<String>, scratch: &Path) -> Option<Self> {
        let mut ask = Command::new(&program[0]);
        let version = version_of(ask.args(&program[1..]).arg("--version"))?;
        let compiler = Self { program, version };
        std::fs::write(scratch.join("empty.c"), "#include <math.h>\n#include <stdlib.h>\n").ok()?;
        let mut link = compiler.command(scratch);
        run(link.args(["empty.c", "-o", "empty.wasm"])).is_ok().then_some(compiler)
    }

    fn command(&self, dir: &Path) -> Command {
        let mut command = Command::new(&self.program[0]);
        command.args(&self.program[1..]).args(["-target", "wasm32-wasi", "-mexec-model=reactor"]).current_dir(dir);
        command
    }
}
