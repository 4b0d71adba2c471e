//! The plugins under a folder.

use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::package::manifest::{Finding, Manifest, closest, place_of};
use crate::package::script;
use crate::run::limits;

/// A plugin on disk: its manifest is sound and its component can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct PluginFile {
    /// Name of its folder.
    pub id: String,
    /// Its folder.
    pub dir: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
    /// Its component file, or its script.
    pub component: PathBuf,
    /// The script's text; none for a plugin with a component of its own.
    pub script: Option<String>,
    /// SHA-256 of what runs, hexadecimal: the component, or the script engine and the script.
    pub sha256: String,
    /// SHA-256 of `plugin.toml`, hexadecimal.
    pub manifest_sha256: String,
}

impl PluginFile {
    /// Opens the plugin in this folder; of several things wrong with it, the first.
    pub fn open(dir: &Path) -> Result<Self, Finding> {
        Self::read(dir).map_err(|mut findings| findings.swap_remove(0))
    }

    /// Opens the plugin in this folder.
    ///
    /// # Errors
    /// Everything that is wrong with it; at least one finding.
    pub fn read(dir: &Path) -> Result<Self, Vec<Finding>> {
        let path = dir.join("plugin.toml");
        let bytes = read(&path, limits::MANIFEST_BYTES).map_err(|finding| vec![finding])?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| vec![Finding::new(show(&path), "is not UTF-8 text", "save it as UTF-8")])?;
        let manifest = Manifest::parse(text, &path)?;
        Self::of(dir, manifest, text, &path).map_err(|finding| vec![finding])
    }

    fn of(dir: &Path, manifest: Manifest, text: &str, path: &Path) -> Result<Self, Finding> {
        let folder = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if manifest.plugin.id != folder {
            let problem = format!("id \"{}\" is not the folder's name", manifest.plugin.id);
            return Err(Finding::new(place_of(text, path, "id"), problem, format!("write id = \"{folder}\"")));
        }
        let component = dir.join(manifest.plugin.payload());
        let manifest_sha256 = sha256_hex(text.as_bytes());
        if manifest.plugin.script.is_some() {
            let code = script::text(read(&component, limits::SCRIPT_BYTES)?, &component)?;
            let sha256 = script::sha256(&code);
            return Ok(Self {
                id: folder,
                dir: dir.into(),
                manifest,
                component,
                script: Some(code),
                sha256,
                manifest_sha256,
            });
        }
        let bytes = read(&component, limits::COMPONENT_BYTES).map_err(|finding| Finding {
            hint: format!("build it: sarex plugin build {}", dir.display()),
            ..finding
        })?;
        let sha256 = sha256_hex(&bytes);
        Ok(Self { id: folder, dir: dir.into(), manifest, component, script: None, sha256, manifest_sha256 })
    }

    /// Whether it has a parameter of this name that takes this value.
    ///
    /// # Errors
    /// The parameter it may have meant, or the values it takes.
    pub fn check_param(&self, key: &str, value: f64) -> Result<(), Finding> {
        let path = self.dir.join("plugin.toml");
        let known = &self.manifest.params;
        let Some(param) = known.get(key) else {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            let hint = match closest(key, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None if names.is_empty() => "it has none".into(),
                None => format!("it has: {}", names.join(", ")),
            };
            return Err(Finding::new(show(&path), format!("has no parameter `{key}`"), hint));
        };
        param.accept(value).map_err(|hint| {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let problem = format!("parameter `{key}` is {value} {}", param.unit);
            Finding::new(place_of(&text, &path, key), problem.trim_end(), hint)
        })
    }

    /// The component's bytes.
    pub(crate) fn read_component(&self) -> Result<Vec<u8>, Finding> {
        let bytes = read(&self.component, limits::COMPONENT_BYTES)?;
        if sha256_hex(&bytes) != self.sha256 {
            return Err(Finding::new(show(&self.component), "changed since it was found", "start the exercise again"));
        }
        Ok(bytes)
    }
}

/// Every plugin below `plugins_dir`, by id, and what is wrong with the others. Folders without a `plugin.toml` are
/// passed over.
pub fn discover(plugins_dir: &Path) -> (Vec<PluginFile>, Vec<Finding>) {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for id in ids(plugins_dir) {
        match PluginFile::read(&plugins_dir.join(id)) {
            Ok(file) => files.push(file),
            Err(all) => findings.extend(all),
        }
    }
    (files, findings)
}

/// The plugin of this id below `plugins_dir`.
pub fn find(plugins_dir: &Path, id: &str) -> Result<PluginFile, Finding> {
    let known = ids(plugins_dir);
    if known.iter().any(|name| name == id) {
        return PluginFile::open(&plugins_dir.join(id));
    }
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = match closest(id, &names) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if names.is_empty() => "no folder there has a plugin.toml".into(),
        None => format!("there are: {}", names.join(", ")),
    };
    Err(Finding::new(show(plugins_dir), format!("there is no plugin \"{id}\""), hint))
}

fn ids(plugins_dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(plugins_dir).into_iter().flatten().flatten();
    let mut ids: Vec<String> = entries
        .filter(|entry| entry.path().join("plugin.toml").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        // What an interrupted installation left.
        .filter(|name| !name.starts_with('.'))
        .collect();
    ids.sort();
    ids
}

pub(crate) fn read(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Finding> {
    let unreadable =
        |error: std::io::Error| Finding::new(show(path), format!("cannot be read: {error}"), "check the file");
    // Counted as it comes, not by what the system says beforehand: a file may grow, and a device has no size.
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        let problem = format!("has more than {max_bytes} bytes, the most that the host reads");
        return Err(Finding::new(show(path), problem, "make it smaller"));
    }
    Ok(bytes)
}

pub(crate) fn show(path: &Path) -> String {
    path.display().to_string()
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), [7; 10]).unwrap();
        assert_eq!(read(file.path(), 10).unwrap().len(), 10);
        assert!(read(file.path(), 9).unwrap_err().problem.contains("more than 9 bytes"));
        #[cfg(target_os = "linux")]
        assert!(read(Path::new("/dev/zero"), 9).is_err(), "a device has no size");
    }
}
