//! What `sarex plan effort` takes.

use crate::rows::{Keyed, keyed, text_or_number};
use serde::{Deserialize, Serialize};

/// One search facility.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FacilityRow {
    pub name: Option<String>,
    pub sweep_width_nm: Option<f64>,
    pub uncorrected_sweep_width_nm: Option<f64>,
    pub weather_factor: Option<f64>,
    pub speed_factor: Option<f64>,
    pub fatigue_factor: Option<f64>,
    pub object: Option<String>,
    pub platform: Option<String>,
    pub height_ft: Option<f64>,
    pub visibility_nm: Option<f64>,
    pub wind_kn: Option<f64>,
    pub wave_height_ft: Option<f64>,
    pub fatigued: bool,
    pub speed_kn: Option<f64>,
    pub search_hours: Option<f64>,
    pub on_scene_hours: Option<f64>,
    pub minimum_spacing_nm: Option<f64>,
    pub spacing_nm: Option<f64>,
}

impl Keyed for FacilityRow {
    const TEXTS: &'static [&'static str] = &["name", "object", "platform"];
}

/// One search before this one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PastRow {
    pub relative_effort: Option<f64>,
    pub search_factor: Option<f64>,
}

impl Keyed for PastRow {
    const TEXTS: &'static [&'static str] = &[];
}

/// Inputs; the keys of a case file are the flags with _ for -.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// A search facility; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<FacilityRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facility: Vec<FacilityRow>,
    /// Share of on_scene_hours that is spent searching [default: 0.85]
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endurance_fraction: Option<f64>,
    /// Total probable error E, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_probable_error_nm: Option<f64>,
    /// Divergence distance DD between left and right datum, or the length of the datum line, NM [default: 0]
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divergence_distance_nm: Option<f64>,
    /// point, divergence, two-points or line [default: by DD and SR = DD/E]
    #[arg(long, value_name = "KIND")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum_type: Option<String>,
    /// L of a line datum itself, NM [default: DD + 2E]
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_length_nm: Option<f64>,
    /// fz itself, NM2
    #[arg(long, value_name = "NM2")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort_factor_nm2: Option<f64>,
    /// A search before this one; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<PastRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<PastRow>,
    /// fs: a number, amsa:N or computed [default: computed]
    #[arg(long, value_name = "FS")]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "text_or_number")]
    pub search_factor: Option<String>,
    /// ideal or normal search conditions [default: by the correction factors]
    #[arg(long, value_name = "CONDITION")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// POC of the area itself [default: of the normal distribution]
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poc: Option<f64>,
    /// Round every track spacing to a multiple of this, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round_spacing_nm: Option<f64>,
}
