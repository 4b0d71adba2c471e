//! A plugin as one file, to be handed over: `<id>-<version>.sarexplugin`, a zip of `plugin.toml`, what runs, README,
//! licences and signature. The same files give the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::keys::{SecretKey, TrustedKeys};
use super::sign::{self, Hashes, Standing};
use super::unzip::{is_plain, most_bytes, unzip};
use crate::package::find::{read, sha256_hex, show};
use crate::package::manifest::{Finding, Manifest};
use crate::run::limits;

/// Ending of a pack's file.
pub const ENDING: &str = "sarexplugin";

const MANIFEST: &str = "plugin.toml";

/// The files of a plugin that travel, in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Its manifest.
    pub manifest: Manifest,
    place: String,
    files: BTreeMap<String, Vec<u8>>,
}

/// What became of an installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    /// It is there now.
    New(PathBuf),
    /// It took the place of another one.
    Replaced(PathBuf),
    /// The very same was there.
    AlreadyThere(PathBuf),
}

impl Package {
    /// Opens a plugin's folder or a pack.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn open(path: &Path) -> Result<Self, Vec<Finding>> {
        if path.is_dir() { Self::of_folder(path) } else { Self::of_file(path) }
    }

    fn of_folder(dir: &Path) -> Result<Self, Vec<Finding>> {
        let one = |finding| vec![finding];
        let mut files = BTreeMap::new();
        let mut add = |name: &str| -> Result<(), Finding> {
            files.insert(name.to_owned(), read(&dir.join(name), most_bytes(name))?);
            Ok(())
        };
        add(MANIFEST).map_err(one)?;
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        for name in names.filter(|name| travels(name) && dir.join(name).is_file()) {
            add(&name).map_err(one)?;
        }
        let manifest = manifest_of(&files[MANIFEST], &dir.join(MANIFEST))?;
        let payload = manifest.plugin.payload();
        let unbuilt =
            |finding: Finding| Finding { hint: format!("build it: sarex plugin build {}", show(dir)), ..finding };
        files.insert(payload.to_owned(), read(&dir.join(payload), most_bytes(payload)).map_err(|f| one(unbuilt(f)))?);
        Self::of(manifest, show(dir), files).map_err(one)
    }

    fn of_file(path: &Path) -> Result<Self, Vec<Finding>> {
        let hint = "ask for the file again; `sarex plugin pack DIR` makes one";
        let bad = |problem: String| vec![Finding::new(show(path), problem, hint)];
        let bytes = read(path, limits::PACK_BYTES).map_err(|finding| vec![finding])?;
        let files = unzip(&bytes).map_err(bad)?;
        let text = files.get(MANIFEST).ok_or_else(|| bad(format!("holds no {MANIFEST}")))?;
        let manifest = manifest_of(text, &path.join(MANIFEST))?;
        let payload = manifest.plugin.payload();
        if let Some(foreign) = files.keys().find(|name| *name != payload && *name != MANIFEST && !travels(name)) {
            return Err(bad(format!("holds {foreign:?}, which is no part of a plugin")));
        }
        if !files.contains_key(payload) {
            return Err(bad(format!("holds no {payload}, which {MANIFEST} names")));
        }
        Self::of(manifest, show(path), files).map_err(|finding| vec![finding])
    }

    fn of(manifest: Manifest, place: String, files: BTreeMap<String, Vec<u8>>) -> Result<Self, Finding> {
        match files.keys().find(|name| !is_plain(name)) {
            Some(name) => {
                let hint = "use at most 80 letters a-z, digits, ., - and _";
                Err(Finding::new(place, format!("the name {name:?} cannot travel"), hint))
            }
            None => Ok(Self { manifest, place, files }),
        }
    }

    /// The files that a signature covers.
    pub fn hashes(&self) -> Hashes {
        let counts = |name: &&String| *name == MANIFEST || *name == self.manifest.plugin.payload();
        let hash = |name: &String| (name.clone(), sha256_hex(&self.files[name]));
        self.files.keys().filter(counts).map(hash).collect()
    }

    /// Names of all its files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What its signature is worth.
    pub fn standing(&self, trusted: &TrustedKeys) -> Standing {
        match self.files.get(sign::FILE) {
            Some(text) => sign::standing(text, &self.place, &self.hashes(), trusted),
            None => Standing::Unsigned,
        }
    }

    /// Signs it, in place of any signature it has; the text of `plugin.sig`.
    pub fn sign(&mut self, key: &SecretKey) -> String {
        let text = sign::signature(self.hashes(), key);
        self.files.insert(sign::FILE.to_owned(), text.clone().into_bytes());
        text
    }

    /// Name of its pack's file.
    pub fn file_name(&self) -> String {
        format!("{}-{}.{ENDING}", self.manifest.plugin.id, self.manifest.plugin.version)
    }

    /// The pack: names sorted, no time, no owner.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Finding> {
        let failed =
            |error: String| Finding::new(self.place.clone(), format!("cannot be packed: {error}"), "report this");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.files {
            let options = SimpleFileOptions::DEFAULT.unix_permissions(0o644).compression_level(Some(9));
            zip.start_file(name, options).map_err(|error| failed(error.to_string()))?;
            zip.write_all(content).map_err(|error| failed(error.to_string()))?;
        }
        zip.finish().map(Cursor::into_inner).map_err(|error| failed(error.to_string()))
    }

    /// Puts it into its folder under `plugins_dir`. Another plugin of its id is replaced only by force: file by file, so
    /// that sources beside it stay.
    ///
    /// # Errors
    /// A signature that does not hold, another plugin in its place, or a folder that cannot be written.
    pub fn install(&self, plugins_dir: &Path, force: bool) -> Result<Installed, Finding> {
        if let Standing::Broken(finding) = self.standing(&TrustedKeys::default()) {
            return Err(finding);
        }
        let target = plugins_dir.join(&self.manifest.plugin.id);
        let unwritable = |error: std::io::Error| {
            Finding::new(show(&target), format!("cannot be written: {error}"), "check the folder's permissions")
        };
        if !target.exists() {
            return self.put_new(plugins_dir, &target).map(|()| Installed::New(target.clone())).map_err(unwritable);
        }
        let there = Self::of_folder(&target);
        if there.as_ref().is_ok_and(|there| there.files == self.files) {
            return Ok(Installed::AlreadyThere(target));
        }
        if !force {
            let version = there.map_or_else(|_| "a damaged one".into(), |there| there.manifest.plugin.version);
            let problem = format!("\"{}\" is there with other content ({version})", self.manifest.plugin.id);
            let hint = "compare them with `sarex plugin verify`; --force puts this one in its place";
            return Err(Finding::new(show(&target), problem, hint));
        }
        self.put_over(&target).map_err(unwritable)?;
        Ok(Installed::Replaced(target))
    }

    /// Whole or not at all: filled beside, then renamed.
    fn put_new(&self, plugins_dir: &Path, target: &Path) -> std::io::Result<()> {
        let beside = plugins_dir.join(format!(".{}.part", self.manifest.plugin.id));
        if beside.exists() {
            std::fs::remove_dir_all(&beside)?;
        }
        std::fs::create_dir_all(&beside)?;
        let put = self.files.iter().try_for_each(|(name, content)| std::fs::write(beside.join(name), content));
        let put = put.and_then(|()| std::fs::rename(&beside, target));
        put.inspect_err(|_| drop(std::fs::remove_dir_all(&beside)))
    }

    fn put_over(&self, target: &Path) -> std::io::Result<()> {
        let old = target.join(sign::FILE);
        if old.exists() && !self.files.contains_key(sign::FILE) {
            std::fs::remove_file(old)?;
        }
        self.files.iter().try_for_each(|(name, content)| write_whole(&target.join(name), content))
    }
}

fn manifest_of(bytes: &[u8], path: &Path) -> Result<Manifest, Vec<Finding>> {
    let not_text = |_| vec![Finding::new(show(path), "is not UTF-8 text", "save it as UTF-8")];
    Manifest::parse(std::str::from_utf8(bytes).map_err(not_text)?, path)
}

/// Files that travel with a plugin beside `plugin.toml` and what runs.
fn travels(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|start| upper.starts_with(start));
    is_plain(name) && (licence || name == "README.md" || name == sign::FILE)
}

/// Writes a file whole or not at all: beside it first, then renamed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}
