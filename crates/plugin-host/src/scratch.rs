//! Folders for work in progress: new, this user's alone, and gone when the work is done.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder that lasts as long as this value.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A new one among the system's temporary files. Everybody may write beside it, and what lies in it may be run.
    pub fn new() -> Result<Self> {
        Self::under(&std::env::temp_dir())
    }

    fn under(parent: &Path) -> Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        #[cfg_attr(not(unix), expect(unused_mut, reason = "the mode is set on Unix"))]
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        for _ in 0..1_000 {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let folder = parent.join(format!("sarex-plugin-{}-{number}", std::process::id()));
            match builder.create(&folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => return made.map(|()| Self(folder)),
            }
        }
        Err(Error::new(ErrorKind::AlreadyExists, "every name for a temporary folder is taken"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    #[test]
    fn each_is_new_and_nobody_elses_and_goes() {
        let parent = tempfile::tempdir().unwrap();
        let [first, second] = [(); 2].map(|()| Scratch::under(parent.path()).unwrap());
        assert_ne!(first.0, second.0);
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&first.0).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o700);
        }
        drop(first);
        assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
