//! The languages of plugins, and how a folder shows its own.

use std::path::{Path, PathBuf};

use crate::package::manifest::Finding;
use crate::package::template::unknown;

/// A language that plugins are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Made a component by `cargo`.
    Rust,
    /// Run as it is by the script engine.
    JavaScript,
    /// Made a component by clang or zig.
    C,
    /// Made a component by componentize-py.
    Python,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 4] = [Language::Rust, Language::JavaScript, Language::C, Language::Python];

    /// The name in commands.
    pub fn name(self) -> &'static str {
        match self {
            Language::Rust => "rust",
            Language::JavaScript => "js",
            Language::C => "c",
            Language::Python => "python",
        }
    }

    /// The language of a name.
    pub fn of(name: &str) -> Result<Self, Finding> {
        let found = Self::ALL.into_iter().find(|language| language.name() == name);
        found.ok_or_else(|| unknown("--lang", name, &Self::ALL.map(Language::name)))
    }

    /// The language of a plugin's folder; none when nothing in it is a source.
    pub fn of_folder(dir: &Path) -> Option<Self> {
        if dir.join("Cargo.toml").is_file() {
            Some(Language::Rust)
        } else if has_script(dir) {
            Some(Language::JavaScript)
        } else if dir.join("app.py").is_file() {
            Some(Language::Python)
        } else {
            (!c_files(dir).is_empty()).then_some(Language::C)
        }
    }
}

/// Does `plugin.toml` name a script?
fn has_script(dir: &Path) -> bool {
    let text = std::fs::read_to_string(dir.join("plugin.toml")).unwrap_or_default();
    let manifest: toml::Table = text.parse().unwrap_or_default();
    manifest.get("plugin").and_then(|plugin| plugin.get("script")).is_some() || manifest.contains_key("script")
}

/// The C sources of a folder and of its folder `sdk`, in the order of their names.
pub fn c_files(dir: &Path) -> Vec<PathBuf> {
    let in_folder = |dir: PathBuf| {
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> =
            entries.map(|e| e.path()).filter(|path| path.extension().is_some_and(|ext| ext == "c")).collect();
        found.sort();
        found
    };
    let own = in_folder(dir.into());
    if own.is_empty() { own } else { own.into_iter().chain(in_folder(dir.join("sdk"))).collect() }
}
