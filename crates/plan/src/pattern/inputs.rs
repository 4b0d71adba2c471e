//! The inputs of the patterns, by flags or case file.

use std::path::PathBuf;

use clap::ValueEnum;
use sarex_model::pattern;
use serde::{Deserialize, Serialize};

/// Left or right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// To port.
    Left,
    /// To starboard.
    Right,
}

impl From<Side> for pattern::Side {
    fn from(side: Side) -> Self {
        match side {
            Side::Left => Self::Left,
            Side::Right => Self::Right,
        }
    }
}

/// What is done about the drift of the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriftMethod {
    /// The pattern stays over the ground
    None,
    /// Run in the drifting water by dead reckoning or about a marker
    WaterFrame,
    /// Waypoints shifted by drift times elapsed time
    WaypointShift,
}

/// What runs the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Craft {
    /// Ship or boat
    Vessel,
    /// Aeroplane, helicopter or drone
    Aircraft,
}

/// How several units share an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// Line abreast, one spacing apart
    Abreast,
    /// A strip of the area each
    SubAreas,
}

/// Inputs of the patterns; each pattern takes some and refuses the others.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// Datum: where square, sector and spiral begin
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum: Option<String>,
    /// Commence search point: the datum of square, sector and spiral; the corner nearest to it in an area; or, with length and
    /// width or legs, half a spacing inside the area that they make
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csp: Option<String>,
    /// Middle of the rectangle, barrier or racetrack
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
    /// Corner of the area; repeat it, at least three
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corner: Vec<String>,
    /// Point of the route, coast, barrier or racetrack; repeat it, at least two
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub track: Vec<String>,
    /// GeoJSON file with one LineString: the coast (shoreline) or the route (track line)
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track_file: Option<PathBuf>,
    /// True direction of the area's axis, or course of the first leg (square, sector, racetrack)
    #[arg(long, value_name = "DEG", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orientation_deg: Option<f64>,
    /// Length of the area along its axis, of the barrier, or of the racetrack's straight legs
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_nm: Option<f64>,
    /// Width of the area
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_nm: Option<f64>,
    /// Radius of the sector or spiral; what the square is to cover
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius_nm: Option<f64>,
    /// Track spacing S
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing_nm: Option<f64>,
    /// Legs (square, area from a commence search point), traversals (TSN), passes (shoreline, barrier) or circuits (racetrack)
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legs: Option<u32>,
    /// Which way the first turn goes (default: right)
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_turn: Option<Side>,
    /// On which side of the route a track line search begins (default: right)
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_side: Option<Side>,
    /// Search speed: through the water with --drift-method water-frame, else over the ground (true airspeed without wind)
    #[arg(long, value_name = "KN", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_kn: Option<f64>,
    /// Kind of unit: chooses defaults and hints
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub craft: Option<Craft>,
    /// Number of equal units
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// How several units share the area (default: abreast)
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// Spread the legs evenly over the width, at most S apart
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_spacing: Option<bool>,
    /// Add the second sector search, turned by 30 degrees
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_search: Option<bool>,
    /// Second unit on the sector's circle, turned by this: 30, or 60 for two aircraft
    #[arg(long, value_name = "DEG", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_unit_deg: Option<f64>,
    /// Most speed of the ship in a coordinated search
    #[arg(long, value_name = "KN", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_speed_kn: Option<f64>,
    /// On which side of the coast line, in its direction, the sea is
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seaward: Option<Side>,
    /// Distance of the first pass from the coast
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_nm: Option<f64>,
    /// Detail of the coast that is left out (default: a tenth of the distance)
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance_nm: Option<f64>,
    /// Barrier as a crossover patrol, run in the moving water
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crossover: Option<bool>,
    /// Spiral from outside inward
    #[arg(long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inward: Option<bool>,
    /// Most distance of chords from their arc (default: a fiftieth of S)
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chord_error_nm: Option<f64>,
    /// When the search commences, UTC: 2026-11-21T06:00:00Z
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Drift of the search object: direction towards / knots, 110/0.6; the flow across a barrier
    #[arg(long, value_name = "DIR/KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<String>,
    /// What is done about the drift (default: none)
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_method: Option<DriftMethod>,
    /// Wind: direction from / knots; an aircraft's first leg of a square or sector runs into it
    #[arg(long, value_name = "FROM/KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind: Option<String>,
    /// Endurance, for example 6h, from departure where --from is given, else on scene
    #[arg(long, value_name = "DUR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endurance: Option<String>,
    /// Where the unit comes from and returns to
    #[arg(long, value_name = "POSITION", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Speed of the way there and back (default: the search speed)
    #[arg(long, value_name = "KN", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_speed_kn: Option<f64>,
    /// Radius of turn (default: turns are left out)
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_radius_nm: Option<f64>,
    /// Angle of bank, instead of the radius of turn
    #[arg(long, value_name = "DEG", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_deg: Option<f64>,
    /// Rate of turn, instead of the radius of turn
    #[arg(long, value_name = "DEG/S", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_rate_deg_s: Option<f64>,
    /// Navigation error of the unit, compared with S
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nav_error_nm: Option<f64>,
    /// Sweep width W, for coverage and POD
    #[arg(long, value_name = "NM", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep_width_nm: Option<f64>,
    /// Legs that the unit's plotter takes
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_legs: Option<u32>,
}
