//! The first lines of a scenario: title, map, start, length, seed.

use sarex_sim::setup::Text;
use toml::de::DeValue;

use super::tree::Table;
use crate::finding::did_you_mean;
use crate::limits::NAME_CHARS;
use crate::map_pack::MapPack;
use crate::roots::Roots;
use crate::time::unix_of_toml;

/// The first lines of a scenario, as far as they could be read.
pub struct Head {
    /// What planners call it.
    pub title: Option<Text>,
    /// Start, seconds since 1970.
    pub start_unix_s: Option<i64>,
    /// Planned length, seconds.
    pub length_s: Option<u64>,
    /// Seed of every random draw.
    pub seed: Option<u64>,
}

/// Reads the first lines.
pub fn head(root: &Table<'_>) -> Head {
    if let Some(format) = root.need("format") {
        format.integer(1, 1);
    }
    let title = root.need("title").and_then(|field| field.languages(NAME_CHARS));
    let start_unix_s = root.need("start").and_then(|field| {
        let DeValue::Datetime(at) = field.value() else {
            field.wrong_type("a date and time without quotes");
            return None;
        };
        let unix = unix_of_toml(at);
        if unix.is_none() {
            field.error("`start` has no date", Some("write start = 2021-06-11T00:00:00Z".into()));
        }
        unix
    });
    let length_s = root.need("length").and_then(|field| {
        let length = field.seconds()?;
        if length == 0 {
            field.error("the exercise has no length", Some("write length = \"10h\"".into()));
        }
        Some(length)
    });
    let seed = root.get("seed").map_or(Some(1), |field| field.integer(0, u64::MAX));
    Head { title, start_unix_s, length_s, seed }
}

/// Opens the map pack of `area`; the files it holds are added to `files` with their checksums.
pub fn open_map(root: &Table<'_>, roots: &Roots, files: &mut Vec<(String, String)>) -> Option<MapPack> {
    let field = root.need("area")?;
    let area = field.text(NAME_CHARS)?;
    let plain = !area.is_empty() && !area.contains(['/', '\\', ':']) && area != ".." && area != ".";
    let dir = roots.maps.join(&area);
    if !plain || !dir.join("manifest.toml").is_file() {
        let packs = packs(roots);
        let hint = did_you_mean(&area, packs.iter().map(String::as_str));
        let hint = hint.unwrap_or_else(|| "maps/README.md says how to make one; SAREX_HOME says where maps are".into());
        field.error(format!("there is no map pack {}", dir.display()), Some(hint));
        return None;
    }
    match MapPack::open(&dir) {
        Ok(pack) => {
            let entries = pack.manifest.files.iter();
            files.extend(entries.map(|entry| (dir.join(&entry.path).display().to_string(), entry.sha256.clone())));
            Some(pack)
        }
        Err(error) => {
            field.error(error.to_string(), Some(error.remedy()));
            None
        }
    }
}

/// The map packs there are; the environment is none.
fn packs(roots: &Roots) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(&roots.maps) else { return Vec::new() };
    let packs = entries.flatten().filter(|entry| entry.path().join("manifest.toml").is_file());
    let mut names: Vec<String> = packs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "environment");
    names.sort();
    names
}
