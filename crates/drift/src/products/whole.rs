//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sarex_files::finding::Finding;

/// What a product is written into.
pub type Out = BufWriter<File>;

/// Makes the folder and those above it.
pub(super) fn folder(folder: &Path) -> Result<(), Finding> {
    fs::create_dir_all(folder).map_err(|error| finding(folder, "the folder cannot be made", &error))
}

/// Writes a file under a temporary name beside its own and renames it, so that nobody ever reads half of it.
///
/// # Errors
/// What could not be done with which file, and a remedy; nothing is left behind then.
pub fn write(path: &Path, fill: impl Fn(&mut Out) -> io::Result<()>) -> Result<(), Finding> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let part = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let result = File::create(&part).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 18, file);
        fill(&mut out)?;
        out.flush()?;
        drop(out);
        fs::rename(&part, path)
    });
    result.map_err(|error| {
        // What is left of it is of no use; that it cannot be removed adds nothing to the message.
        let _ = fs::remove_file(&part);
        finding(path, "the file cannot be written", &error)
    })
}

fn finding(path: &Path, what: &str, error: &io::Error) -> Finding {
    let hint = match error.kind() {
        io::ErrorKind::PermissionDenied => "choose a folder in which you may write",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, or choose another disk",
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => {
            "a file or folder of that name is in the way; move it or choose another folder"
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other => "see the message",
        _ => "check the folder and the disk",
    };
    Finding::of_file(path.display().to_string(), format!("{what}: {error}"), Some(hint.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        write(&path, |out| out.write_all(b"first")).unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"half of the sec")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        let finding = failed.unwrap_err();
        assert!(finding.hint.as_deref().unwrap().contains("space") && finding.file.ends_with("a.txt"), "{finding}");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left behind");
        assert!(folder(&path.join("below")).is_err());
    }
}
