//! What `sarex plan pod` takes.

use crate::rows::{Keyed, keyed};
use serde::{Deserialize, Serialize};

/// One search of the area.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PassRow {
    pub coverage: Option<f64>,
    pub sweep_width_nm: Option<f64>,
    pub spacing_nm: Option<f64>,
    pub track_nm: Option<f64>,
    pub effort_nm2: Option<f64>,
    pub area_nm2: Option<f64>,
}

impl Keyed for PassRow {
    const TEXTS: &'static [&'static str] = &[];
}

/// One case of an uncertain sweep width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WidthRow {
    pub factor: Option<f64>,
    pub share: Option<f64>,
}

impl Keyed for WidthRow {
    const TEXTS: &'static [&'static str] = &[];
}

/// Inputs; the keys of a case file are the flags with _ for -.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// Coverage C itself
    #[arg(long, value_name = "C")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    /// Sweep width W, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep_width_nm: Option<f64>,
    /// Track spacing S, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing_nm: Option<f64>,
    /// Length of track in the area, NM: Z = W times it
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track_nm: Option<f64>,
    /// Effort Z, NM2
    #[arg(long, value_name = "NM2")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort_nm2: Option<f64>,
    /// Area A, NM2
    #[arg(long, value_name = "NM2")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_nm2: Option<f64>,
    /// One of several searches of the area; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<PassRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pass: Vec<PassRow>,
    /// Curve of the combined figures: definite-range, inverse-cube, random or danish [default: inverse-cube]
    #[arg(long, value_name = "LAW")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Standard deviation of the sweep width, % of it; log-normal
    #[arg(long, value_name = "PERCENT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep_width_error_percent: Option<f64>,
    /// A case of an uncertain sweep width: factor=F,share=P (F times the stated width); may be repeated
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<WidthRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub width: Vec<WidthRow>,
    /// Share of the objects that no search can see
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undetectable_share: Option<f64>,
    /// Standard deviation of a track sideways, NM; wants sweep width and spacing
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track_error_nm: Option<f64>,
    /// Lateral range law of straying tracks: definite-range, inverse-cube, exponential, gaussian [default: the first two]
    #[arg(long, value_name = "LAW")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lateral_law: Option<String>,
    /// Probability of containment of the area; the sheet then gives POS
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poc: Option<f64>,
    /// POD that is wanted; the sheet then gives the coverage for it by every curve
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted_pod: Option<f64>,
}
