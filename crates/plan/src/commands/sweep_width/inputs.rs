//! What `sarex plan sweep-width` takes.

use crate::rows::is_off;
use serde::{Deserialize, Serialize};

/// Inputs; the keys of a case file are the flags with _ for -.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// uscg or amsa-vessel [default: uscg]
    #[arg(long, value_name = "TABLE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Search object, an id or row of the table (list below)
    #[arg(long, value_name = "OBJECT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// fixed-wing, helicopter, boat or merchant-bridge (--table uscg)
    #[arg(long, value_name = "PLATFORM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Altitude or eye height, feet; not used for merchant-bridge
    #[arg(long, value_name = "FT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_ft: Option<f64>,
    /// Search speed, knots; it counts for aircraft
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_kn: Option<f64>,
    /// Meteorological visibility, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility_nm: Option<f64>,
    /// Meteorological visibility, km, instead
    #[arg(long, value_name = "KM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility_km: Option<f64>,
    /// Wind speed, knots
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind_kn: Option<f64>,
    /// Wave height, feet
    #[arg(long, value_name = "FT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave_height_ft: Option<f64>,
    /// The crew reports fatigue: ff 0.9
    #[arg(long)]
    #[serde(skip_serializing_if = "is_off")]
    pub fatigued: bool,
    /// Whose weather factors: iamsar or amsa [default: that of the table]
    #[arg(long, value_name = "SOURCE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weather: Option<String>,
    /// W0 itself, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncorrected_sweep_width_nm: Option<f64>,
    /// fw itself
    #[arg(long, value_name = "FACTOR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weather_factor: Option<f64>,
    /// fv itself
    #[arg(long, value_name = "FACTOR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_factor: Option<f64>,
    /// ff itself
    #[arg(long, value_name = "FACTOR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fatigue_factor: Option<f64>,
    /// Lateral range law for p(x) [default: inverse-cube]
    #[arg(long, value_name = "LAW")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Lateral range at which p(x) is wanted, NM; may be repeated
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lateral_range_nm: Vec<f64>,
}
