//! `scenario.toml`: read, every fault found at its place, and resolved into a [`Setup`].

mod changes;
mod context;
mod environment;
pub(crate) mod forces;
mod gazetteer;
mod goals;
mod ground;
mod head;
mod ids;
pub mod lessons;
mod levers;
mod load;
mod orders;
mod plugins;
mod policy;
mod preflight;
mod serials;
mod talk;
mod traffic;
pub(crate) mod tree;
mod units;
mod values;
mod when;

use std::collections::BTreeMap;
use std::path::Path;

use sarex_sim::setup::{Setup, Text};

pub use changes::{Change, read_changes};
pub use load::{check_scenario_text, load_scenario, scenario_file, scenario_text};
pub use plugins::{Place, PluginPlaces};

use crate::finding::Finding;
use crate::map_pack::MapPack;

/// A scenario without errors.
#[derive(Debug)]
pub struct Loaded {
    /// What the engine starts from. Its plugins hold id, world, pin and parameters; the plugin host fills in the rest.
    pub setup: Setup,
    /// The map pack of its area.
    pub pack: MapPack,
    /// What a person should look at.
    pub warnings: Vec<Finding>,
    /// Every file used, with its SHA-256.
    pub files: Vec<(String, String)>,
    /// The text of `scenario.toml`.
    pub text: String,
    /// Where it pins plugins and sets their parameters, by id.
    pub plugin_places: BTreeMap<String, PluginPlaces>,
}

/// The name of a scenario's folder, for [`Setup::scenario`].
fn folder_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "scenario".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The title of a scenario folder, read without checking anything else; none when there is no such thing.
pub fn title(folder: &Path) -> Option<Text> {
    #[derive(serde::Deserialize)]
    struct Titled {
        title: Languages,
    }
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Languages {
        One(String),
        Each { en: String, ko: Option<String>, ja: Option<String> },
    }
    let bytes = crate::checksum::read_bounded(&folder.join("scenario.toml"), crate::limits::SCENARIO_BYTES).ok()?;
    let titled: Titled = toml::from_str(std::str::from_utf8(&bytes).ok()?).ok()?;
    Some(match titled.title {
        Languages::One(text) => Text::plain(text),
        Languages::Each { en, ko, ja } => Text { en, ko, ja },
    })
}
