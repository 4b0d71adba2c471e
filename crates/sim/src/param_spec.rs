//! What a plugin's settings are, so that a form can be drawn for them.

use serde::{Deserialize, Serialize};

/// What the values of a parameter are; all of them are numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum ParamKind {
    /// Any number of the range.
    #[default]
    Number,
    /// A whole number of the range.
    Integer,
    /// 0 (off) or 1 (on).
    Switch,
    /// One of these numbers, each with its name, the least first.
    Choice(Vec<(f64, String)>),
}

/// A parameter of a plugin, as its manifest declares it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParamSpec {
    /// Its name in `plugin.toml` and in tasks, for example `orientation_deg`.
    pub key: String,
    /// What its values are.
    pub kind: ParamKind,
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
