//! A map pack: charts, lines, ports and names of one area, read layer by layer and checked as they are read.
//!
//! Nothing is read before it is asked for, so that a headless run pays only for the land of its own box.

mod error;
mod layers;
mod manifest;
mod places;

use std::path::{Path, PathBuf};

pub use error::MapError;
pub use layers::ExerciseLine;
pub use manifest::{FileEntry, Manifest};
pub(crate) use places::fold;
pub use places::{Airfield, Place, Port};

use crate::checksum::{read_bounded, sha256_hex};
use crate::fgb::Bbox;
use crate::limits::{MANIFEST_BYTES, MAP_FILE_BYTES};

/// A folder of map layers with its manifest; cheap to clone and to hold.
#[derive(Clone, Debug)]
pub struct MapPack {
    /// The folder.
    pub dir: PathBuf,
    /// What the folder says of itself.
    pub manifest: Manifest,
}

impl MapPack {
    /// Reads the manifest of the pack in `dir`; no layer is read yet.
    pub fn open(dir: &Path) -> Result<Self, MapError> {
        let path = dir.join("manifest.toml");
        let bytes = read_bounded(&path, MANIFEST_BYTES).map_err(|e| MapError::unreadable(&path, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| MapError::format(&path, "the text is not UTF-8"))?;
        let manifest = Manifest::parse(&text).map_err(|(line, what)| MapError::Manifest { file: path, line, what })?;
        Ok(Self { dir: dir.to_owned(), manifest })
    }

    /// West, south, east, north of the pack, degrees.
    pub fn extent(&self) -> Bbox {
        self.manifest.extent
    }

    /// Every file that is missing or differs from the manifest.
    pub fn verify(&self) -> Vec<MapError> {
        self.manifest.files.iter().filter_map(|entry| self.read(entry).err()).collect()
    }

    /// The bytes of a file, once size and checksum agree with the manifest.
    pub fn read(&self, entry: &FileEntry) -> Result<Vec<u8>, MapError> {
        let path = self.dir.join(&entry.path);
        let bytes = read_bounded(&path, MAP_FILE_BYTES).map_err(|e| MapError::unreadable(&path, &e))?;
        if bytes.len() as u64 != entry.bytes {
            return Err(MapError::Size { file: path, expected: entry.bytes, found: bytes.len() as u64 });
        }
        let found = sha256_hex(&bytes);
        if found != entry.sha256 {
            return Err(MapError::Checksum { file: path, expected: entry.sha256.clone(), found });
        }
        Ok(bytes)
    }

    /// The entries of a role, in the order of the manifest.
    pub fn files_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a FileEntry> {
        self.manifest.files.iter().filter(move |entry| entry.role == role)
    }

    /// The entry of a path inside the pack.
    pub fn entry(&self, path: &str) -> Option<&FileEntry> {
        self.manifest.files.iter().find(|entry| entry.path == path)
    }

    fn need(&self, role: &'static str) -> Result<&FileEntry, MapError> {
        let missing = || MapError::NoLayer { pack: self.dir.clone(), role };
        self.manifest.files.iter().find(|entry| entry.role == role).ok_or_else(missing)
    }
}
