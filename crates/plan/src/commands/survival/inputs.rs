//! What `sarex plan survival` takes.

use crate::rows::{Keyed, keyed};
use serde::{Deserialize, Serialize};

/// One person, or several alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonRow {
    pub name: Option<String>,
    pub count: Option<f64>,
    pub protection: Option<String>,
    pub hours_in_water: Option<f64>,
    pub water_temp_c: Option<f64>,
    pub median_hours: Option<f64>,
    pub spread: Option<f64>,
}

impl Keyed for PersonRow {
    const TEXTS: &'static [&'static str] = &["name", "protection"];
}

/// A time at which people may be found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FoundRow {
    pub hours: Option<f64>,
    pub pos: Option<f64>,
    pub cumulative_pos: Option<f64>,
}

impl Keyed for FoundRow {
    const TEXTS: &'static [&'static str] = &[];
}

/// Inputs; the keys of a case file are the flags with _ for -.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// Water temperature, degrees Celsius
    #[arg(long, value_name = "C", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub water_temp_c: Option<f64>,
    /// none, lifejacket, immersion-suit or raft [default: none]
    #[arg(long, value_name = "PROTECTION")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection: Option<String>,
    /// Hours already in the water at hour 0 of the plan [default: 0]
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_in_water: Option<f64>,
    /// Median itself, hours
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_hours: Option<f64>,
    /// Spread itself: standard deviation of the natural logarithm of the time
    #[arg(long, value_name = "SPREAD")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<f64>,
    /// A person, or several alike; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<PersonRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub person: Vec<PersonRow>,
    /// Chance to be found at a time; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<FoundRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<FoundRow>,
    /// Length of the table of the curves, hours [default: 24]
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_hours: Option<f64>,
    /// Its step, hours [default: 1]
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_hours: Option<f64>,
}
