//! Files that are there whole or not at all, also when several processes write the same one.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

/// Numbers the files that this process has begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Writes a file beside its place, forces it to the disk and renames it: of several that write the same name at once one
/// wins, and nobody ever sees half of it. What was begun is taken away when it fails.
///
/// # Errors
/// As the system says, with the path.
pub fn committed(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let number = BEGUN.fetch_add(1, Ordering::Relaxed);
    let host = std::process::id();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{host}-{number}.begun"));
    let done = (|| {
        let mut file = File::create(&beside)?;
        write(&mut file)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    done.map_err(|e| {
        let _ = fs::remove_file(&beside);
        io::Error::new(e.kind(), format!("{}: cannot be written: {e}", path.display()))
    })
}

/// As [`committed`], for bytes.
pub fn bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    committed(path, |file| file.write_all(bytes))
}

/// Refuses folders whose names the query engine reads as a pattern.
pub fn plain_path(folder: &Path) -> Result<(), String> {
    let name = folder.display().to_string();
    if name.contains(['*', '?', '[', ']']) {
        return Err(format!(
            "{name}: * ? [ ] in a name stand for other letters in a query\n  hint: give a folder without them"
        ));
    }
    Ok(())
}
