//! What `sarex plan datum` takes.

use crate::rows::{Keyed, is_off, keyed};
use serde::{Deserialize, Serialize};

/// One weather period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PeriodRow {
    pub hours: Option<f64>,
    pub wind_from_deg: Option<f64>,
    pub wind_kn: Option<f64>,
    pub wind_error_kn: Option<f64>,
    pub tidal_to_deg: Option<f64>,
    pub tidal_kn: Option<f64>,
    pub sea_to_deg: Option<f64>,
    pub sea_kn: Option<f64>,
    pub wind_current_to_deg: Option<f64>,
    pub wind_current_kn: Option<f64>,
    pub other_to_deg: Option<f64>,
    pub other_kn: Option<f64>,
}

impl Keyed for PeriodRow {
    const TEXTS: &'static [&'static str] = &[];
}

/// Inputs; the keys of a case file are the flags with _ for -.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// Where the drift starts: last known or estimated incident position, or the datum of the last interval
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Right datum of the last interval, when it ended in two; --start is then the left one
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_right: Option<String>,
    /// Other end of a datum line (an intended track); both ends drift straight downwind
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_to: Option<String>,
    /// Time at the start, UTC such as 2026-11-21T06:00:00Z; the sheet then names the time of the datum
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// A weather period, in order of time; may be repeated (keys below)
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<PeriodRow>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub period: Vec<PeriodRow>,
    /// Undo the drift instead: where an object that was found drifted from
    #[arg(long)]
    #[serde(skip_serializing_if = "is_off")]
    pub backtrack: bool,

    /// Leeway by the name of the object: a table row, ap99:ROW, or a class such as PIW-1
    #[arg(long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leeway_object: Option<String>,
    /// Leeway speed as a share of the wind speed, such as 0.029
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leeway_multiplier: Option<f64>,
    /// Added to it, knots, such as 0.04 or -0.2
    #[arg(long, value_name = "KN", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leeway_modifier_kn: Option<f64>,
    /// Leeway speed itself, knots, whatever the wind speed
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leeway_kn: Option<f64>,
    /// Divergence angle to either side of downwind, degrees; replaces that of the table
    #[arg(long, value_name = "DEG")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divergence_deg: Option<f64>,
    /// The object goes with the water
    #[arg(long)]
    #[serde(skip_serializing_if = "is_off")]
    pub no_leeway: bool,

    /// X itself, NM: error of the start, or E of the interval before
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_error_nm: Option<f64>,
    /// Means of the start fix: gps, radar, visual-fix, celestial, radio-beacon, ins, vor-tacan, unknown-ship,
    /// unknown-aircraft-self-contained, unknown-aircraft, unknown-small-craft
    #[arg(long, value_name = "MEANS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix_means: Option<String>,
    /// Error of the start fix, NM; replaces that of its means
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix_error_nm: Option<f64>,
    /// Flight hours without update, for ins
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_without_update: Option<f64>,
    /// Distance to the station, NM, for vor-tacan
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station_distance_nm: Option<f64>,
    /// Who reckoned since the fix: ship (5 %), aircraft (10 %), small-craft (15 % of the distance)
    #[arg(long, value_name = "CRAFT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dr_craft: Option<String>,
    /// Dead reckoning error, % of the distance; replaces that of the craft
    #[arg(long, value_name = "PERCENT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dr_error_percent: Option<f64>,
    /// Distance reckoned since the fix, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dr_distance_nm: Option<f64>,
    /// Y itself, NM: error of the search facility's own position
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility_error_nm: Option<f64>,
    /// Means by which the search facility fixes its position (as --fix-means)
    #[arg(long, value_name = "MEANS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility_fix_means: Option<String>,

    /// ASWDVe, kn: drift velocity error due to the wind [default: 0.3, with --forecast-wind 0.5]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind_error_kn: Option<f64>,
    /// The winds are forecast or highly variable: ASWDVe 0.5 kn
    #[arg(long)]
    #[serde(skip_serializing_if = "is_off")]
    pub forecast_wind: bool,
    /// TCe, kn [default: 0.3]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tidal_error_kn: Option<f64>,
    /// SCe, kn [default: 0.3]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sea_error_kn: Option<f64>,
    /// WCe, kn [default: 0.3]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind_current_error_kn: Option<f64>,
    /// OWCe, kn [default: 0.3]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_error_kn: Option<f64>,
    /// TWCe itself, kn; replaces the four above
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub water_current_error_kn: Option<f64>,
    /// LWe, kn [default: that of the leeway table row, else 0.3]
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leeway_error_kn: Option<f64>,
    /// Dve itself, kn; replaces all the above
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_velocity_error_kn: Option<f64>,
    /// De itself, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_error_nm: Option<f64>,

    /// iamsar or danish (rapid response) [default: iamsar]
    #[arg(long, value_name = "METHOD")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Kind of datum instead of the rule: point, divergence, two-points
    #[arg(long, value_name = "KIND")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum_type: Option<String>,
    /// Search factor fs of the area, R = fs E [default: 1.1, the first step of AMSA's table]
    #[arg(long, value_name = "FS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_factor: Option<f64>,
    /// Safety factor of the Danish method [default: 1]
    #[arg(long, value_name = "FACTOR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety_factor: Option<f64>,
}
