//! What can be wrong with a map pack, with its remedy.

use std::path::{Path, PathBuf};

use crate::checksum::ReadError;

/// Why a map pack or one of its files cannot be used.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the messages")]
pub enum MapError {
    /// The file is absent or cannot be read.
    #[error("{}: {why}", file.display())]
    Unreadable { file: PathBuf, why: String },
    /// Its size is not that of the manifest.
    #[error("{}: has {found} bytes, the manifest says {expected}", file.display())]
    Size { file: PathBuf, expected: u64, found: u64 },
    /// Its content is not that of the manifest.
    #[error("{}: its SHA-256 is {found}, the manifest says {expected}", file.display())]
    Checksum { file: PathBuf, expected: String, found: String },
    /// The manifest cannot be used.
    #[error("{}:{line}: {what}", file.display())]
    Manifest { file: PathBuf, line: u32, what: String },
    /// The bytes are not of the format that the role asks for.
    #[error("{}: {what}", file.display())]
    Format { file: PathBuf, what: String },
    /// The pack has no file of the role.
    #[error("{}: the pack has no file with role = \"{role}\"", pack.display())]
    NoLayer { pack: PathBuf, role: &'static str },
}

impl MapError {
    pub(crate) fn unreadable(file: &Path, error: &ReadError) -> Self {
        Self::Unreadable { file: file.to_owned(), why: error.to_string() }
    }

    pub(crate) fn format(file: &Path, what: impl ToString) -> Self {
        Self::Format { file: file.to_owned(), what: what.to_string() }
    }

    /// What the user can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::Unreadable { .. } => "restore the file (git restore maps/) or take its [[file]] out of the manifest".into(),
            Self::Size { .. } | Self::Checksum { .. } => {
                "restore the file (git restore maps/), or, if it was changed on purpose, put its new bytes and sha256 in the manifest".into()
            }
            Self::Manifest { .. } => "maps/README.md describes the manifest".into(),
            Self::Format { .. } => "make the file again; maps/README.md says what each role wants".into(),
            Self::NoLayer { role, .. } => format!("add a [[file]] with role = \"{role}\" to manifest.toml"),
        }
    }
}
