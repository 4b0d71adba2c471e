//! Where maps, scenarios and plugins are.

use std::path::{Path, PathBuf};

/// The folders that scenarios refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roots {
    /// Map packs.
    pub maps: PathBuf,
    /// Scenarios and the asset library.
    pub scenarios: PathBuf,
    /// Plugins.
    pub plugins: PathBuf,
}

impl Roots {
    /// The folders under one home.
    pub fn under(home: &Path) -> Self {
        Self { maps: home.join("maps"), scenarios: home.join("scenarios"), plugins: home.join("plugins") }
    }

    /// Looks for a folder that holds `maps` and `scenarios`: the one named by `SAREX_HOME`, the current one and those
    /// above it, the one of the program and those above it, and last the workspace this program was built in.
    pub fn find() -> Self {
        if let Some(home) = std::env::var_os("SAREX_HOME").filter(|home| !home.is_empty()) {
            return Self::under(Path::new(&home));
        }
        let current = std::env::current_dir().ok();
        let program = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
        let starts = [current, program];
        let found = starts.iter().flatten().find_map(|start| start.ancestors().find(|dir| is_home(dir)));
        found.map_or_else(|| Self::under(&built_in()), Self::under)
    }
}

fn is_home(dir: &Path) -> bool {
    dir.join("maps").is_dir() && dir.join("scenarios").is_dir()
}

fn built_in() -> PathBuf {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir.ancestors().nth(2).unwrap_or(crate_dir).to_owned()
}
