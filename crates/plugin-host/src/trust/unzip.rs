//! Reads a pack without trusting it: few plain files, each within its bound, counted as they come out and not by what
//! the archive says of itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::run::limits;

/// The files of a pack, or what is wrong with it.
pub(super) fn unzip(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let broken = |error: zip::result::ZipError| format!("is no pack, or a damaged one: {error}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limits::PACK_FILES {
        return Err(format!("holds {} files; a pack has at most {}", archive.len(), limits::PACK_FILES));
    }
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(broken)? {
        return Err("holds two files in one place".into());
    }
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        if !entry.is_file() || entry.is_symlink() || !is_plain(&name) {
            return Err(format!("holds {name:?}; only plain files without a folder may be in a pack"));
        }
        let most = most_bytes(&name);
        let mut content = Vec::new();
        entry.by_ref().take(most + 1).read_to_end(&mut content).map_err(|e| format!("{name:?} is damaged: {e}"))?;
        if content.len() as u64 > most {
            return Err(format!("holds {name:?} with more than {most} bytes"));
        }
        files.insert(name, content);
    }
    Ok(files)
}

/// A file name that stays in its folder on every system.
pub(super) fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.len() <= 80 && !name.starts_with('.') && !name.ends_with('.') && name.chars().all(plain)
}

/// Most bytes of a file of this name.
pub(super) fn most_bytes(name: &str) -> u64 {
    match name {
        "plugin.toml" | super::sign::FILE => limits::MANIFEST_BYTES,
        name if name.ends_with(".wasm") => limits::COMPONENT_BYTES,
        _ => limits::PACK_TEXT_BYTES,
    }
}
