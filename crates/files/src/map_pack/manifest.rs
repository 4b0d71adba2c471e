//! `manifest.toml` of a map pack.

use serde::Deserialize;

use crate::fgb::Bbox;
use crate::finding::line_column;
use crate::limits::MAP_FILES;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the format: 1.
    pub format: u32,
    /// What people call the pack.
    pub title: String,
    /// What must be shown with it ("Not for navigation").
    pub notice: String,
    /// West, south, east, north, degrees.
    pub extent: Bbox,
    /// Its files.
    #[serde(default, rename = "file")]
    pub files: Vec<FileEntry>,
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Path inside the pack, with `/`.
    pub path: String,
    /// What it is for, as listed in `maps/README.md`.
    pub role: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Its licence.
    pub licence: String,
    /// Where it is from.
    pub source: String,
    /// Number of features, for readers of the manifest.
    pub features: Option<u64>,
    /// West, south, east, north, degrees.
    pub extent: Option<Bbox>,
}

impl Manifest {
    /// Reads the text of a manifest. The error is a line and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, (u32, String)> {
        let manifest: Self = toml::from_str(text)
            .map_err(|e| (e.span().map_or(1, |span| line_column(text, span.start).0), e.message().to_owned()))?;
        let line_of = |word: &str| text.find(word).map_or(1, |at| line_column(text, at).0);
        if manifest.format != 1 {
            return Err((
                line_of("format"),
                format!("format = {} is not known; this version reads 1", manifest.format),
            ));
        }
        let [west, south, east, north] = manifest.extent;
        if !(west < east && south < north && west >= -360.0 && east <= 360.0 && south >= -90.0 && north <= 90.0) {
            return Err((line_of("extent"), "extent must be west, south, east, north in degrees".into()));
        }
        if manifest.files.len() > MAP_FILES {
            return Err((1, format!("{} files, at most {MAP_FILES} are read", manifest.files.len())));
        }
        for entry in &manifest.files {
            let outside = entry.path.is_empty()
                || entry.path.contains(['\\', ':'])
                || entry.path.split('/').any(|part| matches!(part, "" | "." | ".."));
            if outside {
                return Err((line_of(&entry.path), format!("path \"{}\" leaves the pack", entry.path)));
            }
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "[[file]]\npath = \"PATH\"\nrole = \"ports\"\nbytes = 1\nsha256 = \"0\"\nlicence = \"x\"\nsource = \"y\"\n";

    fn manifest(path: &str) -> String {
        let head = "format = 1\ntitle = \"t\"\nnotice = \"n\"\nextent = [1.0, 2.0, 3.0, 4.0]\n";
        format!("{head}{}", FILE.replace("PATH", path))
    }

    #[test]
    fn paths_stay_inside_the_pack() {
        assert!(Manifest::parse(&manifest("a/b.fgb")).is_ok());
        for path in ["../x", "/etc/passwd", "a//b", "C:/x", "a/../../b", ""] {
            assert!(Manifest::parse(&manifest(path)).is_err(), "{path}");
        }
    }

    #[test]
    fn errors_name_their_line() {
        let (line, what) = Manifest::parse(&manifest("a").replace("role", "rolle")).unwrap_err();
        assert_eq!(line, 7, "{what}");
        assert!(what.contains("rolle"), "{what}");
    }
}
