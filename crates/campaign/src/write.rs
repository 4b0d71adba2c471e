//! Files that are there whole or not at all, also when several processes write the same one.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
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

/// A file that was begun so long ago belongs to a process that died.
const ABANDONED: Duration = Duration::from_secs(3_600);

/// Takes away what dead processes had begun in a folder.
pub fn sweep(folder: &Path) {
    let old = |path: &Path| {
        let age = fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|time| time.elapsed().ok());
        age.is_some_and(|age| age > ABANDONED)
    };
    let begun = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in begun.filter(|path| path.extension().is_some_and(|end| end == "begun") && old(path)) {
        // Another client may have been quicker.
        let _ = fs::remove_file(path);
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        bytes(&path, b"whole").unwrap();
        let failed = committed(&path, |file| file.write_all(b"ha").and_then(|()| Err(io::Error::other("full"))));
        assert!(failed.unwrap_err().to_string().contains("cannot be written: full"));
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "what was begun is gone");
    }

    #[test]
    fn only_what_was_begun_long_ago_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        for (name, age_s) in [(".a.parquet.1-0.begun", 7_200), (".b.parquet.2-0.begun", 60), ("c.parquet", 7_200)] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age_s)).unwrap();
        }
        sweep(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        left.sort();
        assert_eq!(left, [".b.parquet.2-0.begun", "c.parquet"]);
    }
}
