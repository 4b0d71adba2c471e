//! What a plugin's settings are, so that a form can be drawn for them.

use serde::{Deserialize, Serialize};

/// A parameter of a plugin, as its manifest declares it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParamSpec {
    /// Its name in `plugin.toml` and in tasks, for example `orientation_deg`.
    pub key: String,
    /// Value when none is given; none: the plugin works one out.
    pub default: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Unit of the values, or empty.
    pub unit: String,
    /// What it does, in the words of the plugin's author.
    pub help: String,
}
