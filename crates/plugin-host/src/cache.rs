//! Compiled components on disk, so that the second start is quick. A file that is damaged or of another version is
//! compiled anew.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

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

/// Compiles a component, or takes it from the cache.
pub fn compile(engine: &Engine, bytes: &[u8], sha256: &str, dir: Option<&Path>) -> wasmtime::Result<Component> {
    let path = dir.map(|dir| dir.join(file_name(engine, sha256)));
    if let Some(component) = path.as_deref().and_then(|path| stored(engine, path)) {
        return Ok(component);
    }
    let component = Component::new(engine, bytes)?;
    if let Some(path) = path
        && let Ok(compiled) = component.serialize()
    {
        // A cache that cannot be written costs time at the next start, nothing else.
        let _ = store(&path, &compiled);
    }
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
    // cache folder; wasmtime refuses those of another version or configuration.
    unsafe { Component::deserialize(engine, compiled) }.ok()
}

fn store(path: &Path, compiled: &[u8]) -> std::io::Result<()> {
    let Some(dir) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(dir)?;
    let mut file = Sha256::digest(compiled).to_vec();
    file.extend_from_slice(compiled);
    let part = path.with_extension(format!("part{}", std::process::id()));
    std::fs::write(&part, file)?;
    std::fs::rename(part, path)
}
