//! Compiled components on disk, so that the second start is quick. A file that is damaged or of another version is
//! compiled anew. Compiling is not metered, so foreign components are compiled in a process of their own with a limit
//! of time and memory.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::run::engine::{self, Compiler, Profile};
use crate::run::limits;
use crate::scratch::Scratch;

/// The user's cache folder for compiled plugins.
pub fn user_dir() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("sarex").join("plugins"))
}

/// A program that compiles one component and ends: [`compile_job`] is its whole work.
#[derive(Clone, Debug, PartialEq)]
pub struct CompilerProcess {
    /// The program.
    pub program: PathBuf,
    /// Its first arguments; the profile, the component's file, the file to write and `max_bytes` follow.
    pub args: Vec<String>,
    /// Most wall clock, seconds.
    pub max_s: f64,
    /// Most address space, bytes.
    pub max_bytes: u64,
}

/// Compiles the component in `from` into `to`, in the process that [`CompilerProcess`] starts. It limits its own memory
/// first (Unix).
pub fn compile_job(profile: Profile, from: &Path, to: &Path, max_bytes: u64) -> Result<(), String> {
    #[cfg(unix)]
    rlimit::setrlimit(rlimit::Resource::AS, max_bytes, max_bytes)
        .map_err(|error| format!("cannot limit the compiler's memory: {error}"))?;
    let engine = engine::to_compile(profile, Compiler::Cranelift).map_err(|error| format!("{error:#}"))?;
    let bytes = std::fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?;
    let compiled = engine.precompile_component(&bytes).map_err(|error| first_line(&error))?;
    store(to, &compiled).map_err(|error| format!("{}: {error}", to.display()))
}

fn first_line(error: &wasmtime::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().to_string()
}

impl CompilerProcess {
    /// A program under the usual limits.
    pub fn new(program: PathBuf, args: Vec<String>) -> Self {
        Self { program, args, max_s: limits::COMPILE_S, max_bytes: limits::COMPILE_BYTES }
    }

    fn run(&self, engine: &Engine, profile: Profile, bytes: &[u8]) -> wasmtime::Result<Component> {
        let folder = Scratch::new()?;
        let (from, to) = (folder.0.join("in.wasm"), folder.0.join("out.cwasm"));
        std::fs::write(&from, bytes)?;
        self.wait(profile, &from, &to)?;
        stored(engine, &to).ok_or_else(|| wasmtime::Error::msg("the compiler wrote nothing usable"))
    }

    fn wait(&self, profile: Profile, from: &Path, to: &Path) -> wasmtime::Result<()> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).arg(profile.name()).arg(from).arg(to).arg(self.max_bytes.to_string());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if started.elapsed().as_secs_f64() > self.max_s {
                let _ = child.kill();
                let _ = child.wait();
                let text = format!("compiling took more than {} s of wall clock", self.max_s);
                return Err(wasmtime::Error::msg(text));
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        if status.success() {
            return Ok(());
        }
        let mut said = String::new();
        if let Some(mut stderr) = child.stderr.take() {
            let _ = std::io::Read::read_to_string(&mut stderr, &mut said);
        }
        let said = said.lines().next().unwrap_or_default().to_string();
        // Short of memory it aborts or panics, at a place that tells an author nothing.
        let gave_up = ["memory allocation", "panicked", "error of the program itself"];
        let reason = if said.is_empty() || gave_up.iter().any(|words| said.contains(words)) {
            format!("the compiler ended ({status}); it may use {} MiB of memory", self.max_bytes >> 20)
        } else {
            said
        };
        Err(wasmtime::Error::msg(reason))
    }
}

/// How and where to compile.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// Must be that of the engine.
    pub profile: Profile,
    /// Folder of compiled components; none: compile every time.
    pub cache_dir: Option<&'a Path>,
    /// Who compiles; none: this process.
    pub process: Option<&'a CompilerProcess>,
}

/// Compiles a component, or takes it from the cache.
pub fn compile(engine: &Engine, bytes: &[u8], sha256: &str, terms: Terms<'_>) -> wasmtime::Result<Component> {
    let path = terms.cache_dir.map(|dir| dir.join(file_name(engine, sha256)));
    if let Some(component) = path.as_deref().and_then(|path| stored(engine, path)) {
        return Ok(component);
    }
    let component = match terms.process {
        Some(process) if bytes.starts_with(b"\0asm") => process.run(engine, terms.profile, bytes)?,
        _ => Component::new(engine, bytes)?,
    };
    if let Some(path) = path
        && let Ok(compiled) = component.serialize()
    {
        // A cache that cannot be written costs time at the next start, nothing else.
        let _ = store(&path, &compiled);
    }
    Ok(component)
}

/// Like [`compile`], for the components of the host itself: this process keeps what it compiled, so that a script is
/// loaded again without reading and hashing megabytes.
pub fn compile_once(engine: &Engine, bytes: &[u8], sha256: &str, terms: Terms<'_>) -> wasmtime::Result<Component> {
    static COMPILED: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut kept = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let name = file_name(engine, sha256);
    if let Some(compiled) = kept.get(&name) {
        // SAFETY: the bytes come from `serialize` below and never left this process.
        return unsafe { Component::deserialize(engine, compiled) };
    }
    let component = compile(engine, bytes, sha256, terms)?;
    kept.insert(name, component.serialize()?);
    Ok(component)
}

fn file_name(engine: &Engine, sha256: &str) -> String {
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    format!("{sha256}-{:016x}.cwasm", hasher.finish())
}

const HASH_BYTES: usize = 32;

fn stored(engine: &Engine, path: &Path) -> Option<Component> {
    let file = std::fs::read(path).ok()?;
    let (hash, compiled) = file.split_at_checked(HASH_BYTES)?;
    if Sha256::digest(compiled)[..] != *hash {
        return None;
    }
    // SAFETY: the bytes are whole (their hash stands before them) and were written by `store` into the user's own
    // cache folder, or into a new folder of this user alone; wasmtime refuses those of another version or configuration.
    unsafe { Component::deserialize(engine, compiled) }.ok()
}

fn store(path: &Path, compiled: &[u8]) -> std::io::Result<()> {
    let Some(dir) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(dir)?;
    let mut file = Sha256::digest(compiled).to_vec();
    file.extend_from_slice(compiled);
    let part = path.with_extension(format!("part{}", std::process::id()));
    std::fs::write(&part, file)?;
    std::fs::rename(part, path)?;
    forget_oldest(dir, limits::CACHE_BYTES)
}

/// Deletes the files written first until the folder holds at most so many bytes.
fn forget_oldest(dir: &Path, most_bytes: u64) -> std::io::Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir)?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "cwasm")
            && let Ok(about) = entry.metadata()
            && let Ok(written) = about.modified()
        {
            files.push((written, about.len(), path));
        }
    }
    files.sort();
    let mut bytes: u64 = files.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in files {
        if bytes <= most_bytes {
            break;
        }
        std::fs::remove_file(path)?;
        bytes -= length;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_forgets_the_oldest_beyond_its_size() {
        let dir = tempfile::TempDir::new().unwrap();
        for (name, age_s) in [("old.cwasm", 300), ("middle.cwasm", 200), ("new.cwasm", 100), ("other.txt", 900)] {
            let file = std::fs::File::create(dir.path().join(name)).unwrap();
            file.set_len(10).unwrap();
            file.set_modified(std::time::SystemTime::now() - Duration::from_secs(age_s)).unwrap();
        }
        forget_oldest(dir.path(), 25).unwrap();
        let mut left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["middle.cwasm", "new.cwasm", "other.txt"]);
    }
}
