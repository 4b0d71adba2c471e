//! What a drift case is made of: the keys of a case file, which are the flags of `sarex drift`.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Inputs of a case. A key of the file is the flag's name with `_` for `-`, in the table of its heading; a flag replaces the
/// file's value.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inputs {
    /// Title of the case
    #[arg(long, value_name = "TEXT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,

    #[command(flatten)]
    #[serde(skip)]
    pub one: Scenario,

    /// Scenarios of the case file, each a [[scenario]] table with the keys of "Where and what"
    #[arg(skip)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scenario: Vec<Scenario>,

    /// Start of the run, UTC, for example 2021-06-11T02:00Z (default: the earliest time of the scenarios)
    #[arg(long, value_name = "TIME", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub start: Option<String>,
    /// Length of the run, hours [default: 48]
    #[arg(long, value_name = "H", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// Run backward from the time of a find: where did it come from
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backward: Option<bool>,
    /// Number of elements [default: 10000]
    #[arg(long, value_name = "N", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elements: Option<u32>,
    /// Seed of every random draw; the same seed gives the same bits on any machine [default: 1]
    #[arg(long, value_name = "N", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Time step, minutes [default: 10]
    #[arg(long, value_name = "MIN", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_min: Option<f64>,
    /// Time between outputs, minutes [default: 60]
    #[arg(long, value_name = "MIN", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_min: Option<f64>,
    /// Threads; the result does not depend on it [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Run")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<usize>,

    #[command(flatten)]
    pub environment: Environment,

    #[command(flatten)]
    pub model: Model,
}

/// One scenario: what was lost, where and when.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Where and what")]
pub struct Scenario {
    /// Name of the scenario
    #[arg(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Weight among several scenarios (any positive numbers; they are made to add up to one)
    #[arg(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Leeway class of the object, for example PIW-1 or LIFE-RAFT-NB-1; `sarex drift --list-objects` prints all 85
    #[arg(long, value_name = "CLASS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Last known position, for example "36-02N 131-11E"
    #[arg(long, value_name = "POSITION")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Last known positions along a line: the object was lost somewhere between, at once; two or more
    #[arg(long, value_name = "POSITION", num_args = 2..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub line: Vec<String>,
    /// Corners of an area in which the object was lost; three or more
    #[arg(long, value_name = "POSITION", num_args = 3..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub polygon: Vec<String>,
    /// Route of a vessel that was lost under way; two or more positions, with --speed-kn; the time is that of departure
    #[arg(long, value_name = "POSITION", num_args = 2..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<String>,
    /// Probable error of the position, NM: a normal distribution with half of the probability within this radius
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_nm: Option<f64>,
    /// Instead: standard deviation of each axis, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sigma_nm: Option<f64>,
    /// Instead: radius of a disc with evenly spread probability, NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius_nm: Option<f64>,
    /// The same kind of error at the end of a line or route, so that it grows along it (a cone), NM
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_error_nm: Option<f64>,
    /// Time of the last known position, or of departure, UTC, for example 2021-06-11T02:00Z
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub time: Option<String>,
    /// Latest time, when the object entered the water between two times; along a line the time goes with the place
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub end_time: Option<String>,
    /// Speed along the route, knots
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_kn: Option<f64>,
    /// Hazards on the route: case file only, as [[hazard]] tables
    #[arg(skip)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hazard: Vec<Hazard>,
    /// Changes of class in flight: case file only, as [[change]] tables
    #[arg(skip)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub change: Vec<Change>,
}

/// A part of a route where distress is likelier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hazard {
    /// Distance from the start of the route at which it begins, NM.
    pub from_nm: f64,
    /// Distance at which it ends, NM.
    pub to_nm: f64,
    /// How many times likelier distress is there than elsewhere on the route.
    pub times: f64,
}

/// A change of class in flight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// The new class.
    pub object: String,
    /// So long after entering the water, hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_hours: Option<f64>,
    /// Or at any time, with this chance within an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_hour: Option<f64>,
}

/// Wind, current, waves and land.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Environment")]
pub struct Environment {
    /// Wind: NetCDF or GRIB2 files, the best first, and last a constant FROM/KNOTS (300/15) or "calm" for where none has a value
    #[arg(long, value_name = "FILE|FROM/KN", num_args = 1..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wind: Vec<String>,
    /// Current: files, the best first, and last a constant TOWARDS/KNOTS (40/0.8) or "nil" for where none has a value
    #[arg(long, value_name = "FILE|TO/KN", num_args = 1..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub current: Vec<String>,
    /// Stokes drift: files or a constant; left out by default, because the leeway coefficients already hold it
    #[arg(long, value_name = "FILE|TO/KN", num_args = 1..)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stokes: Vec<String>,
    /// Hours to add to the times of the files of wind and Stokes drift, to use data of another date
    #[arg(long, value_name = "H", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind_shift_hours: Option<f64>,
    /// Hours to add to the times of the current files
    #[arg(long, value_name = "H", allow_hyphen_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_shift_hours: Option<f64>,
    /// What to do when an element leaves the data and there is no constant: "error", or "stop" the element there [default: error]
    #[arg(long, value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Map pack whose land counts: a name under maps/, a folder, or "none" [default: east-asia]
    #[arg(long, value_name = "MAP")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
}

/// What happens beyond the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outside {
    /// The run fails and says where.
    #[default]
    Error,
    /// The element stops there and is counted.
    Stop,
}

/// The drift model.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Model")]
pub struct Model {
    /// How the current moves an element within a step [default: euler]
    #[arg(long, value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrator: Option<Integrator>,
    /// Share of the current that the object feels [default: 1]
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_factor: Option<f64>,
    /// Chance of a jibe in an hour, 0 to 1 [default: 0.04]
    #[arg(long, value_name = "CHANCE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jibe_per_hour: Option<f64>,
    /// What a jibe changes: the sign of the cross-wind slope (reference model), or everything of the other side [default: slope]
    #[arg(long, value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jibe: Option<Jibe>,
    /// Renew the leeway perturbations slowly, with this decorrelation time, hours (default: kept for life, as in the reference model)
    #[arg(long, value_name = "H")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perturbation_hours: Option<f64>,
    /// Leeway as the table's mean, without spread
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_spread: Option<bool>,
    /// Objects capsize in strong wind: chance an hour 0.5 + 0.5 tanh((U - 30)/5), U in m/s; leeway times 0.4 afterwards
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capsizing: Option<bool>,
    /// Wind at which the chance to capsize is one half an hour, m/s [default: 30]
    #[arg(long, value_name = "M/S")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capsizing_wind_mps: Option<f64>,
    /// What land does: "strand", "previous" (back to where the step began) or "ignore" [default: strand]
    #[arg(long, value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shore: Option<Shore>,
    /// Turn every cross-wind figure over, to compare with programs whose table acts to the other side
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror_crosswind: Option<bool>,
    /// Standard deviation of an error of each wind component, new every step, m/s [default: 0]
    #[arg(long, value_name = "M/S")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wind_noise_mps: Option<f64>,
    /// Standard deviation of an error of each current component, new every step, m/s [default: 0]
    #[arg(long, value_name = "M/S")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_noise_mps: Option<f64>,
    /// Half width of a uniform error of each current component, new every step, m/s [default: 0]
    #[arg(long, value_name = "M/S")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_noise_uniform_mps: Option<f64>,
}

/// Integration of the current.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Integrator {
    /// Where the step begins.
    #[default]
    Euler,
    /// Half a step on.
    Rk2,
    /// Four looks.
    Rk4,
}

/// What a jibe changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jibe {
    /// The sign of the cross-wind slope.
    #[default]
    Slope,
    /// Slope, offset and spread of the other side.
    FullSide,
}

/// What land does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shore {
    /// The element stays on the coast.
    #[default]
    Strand,
    /// It goes back to where the step began.
    Previous,
    /// Nothing.
    Ignore,
}

/// `sarex drift`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Args {
    /// TOML or JSON file with the case; its keys are the flags below with _ for -; a flag replaces the file's value
    ///
    /// "Where and what" stands in [[scenario]] tables, each with an optional name and weight; "Environment" in
    /// [environment], "Model" in [model], "Run" and the title before all tables; "Output" is for flags only. Only files
    /// have [[scenario.hazard]] (from_nm and to_nm along the route, times: how many times likelier distress is there) and
    /// [[scenario.change]] (object: the next class; after_hours, or per_hour: its chance in an hour).
    #[arg(long, value_name = "FILE")]
    pub case: Option<PathBuf>,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
}

/// What is written.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Folder for the files (default: sarex-out/drift)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write no files; print the summary only
    #[arg(long)]
    pub no_files: bool,
    /// Print the summary as one JSON document
    #[arg(long)]
    pub json: bool,
    /// Share of the elements whose tracks are kept, per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    pub tracks_percent: f64,
    /// Also write the positions of all elements at the last time
    #[arg(long)]
    pub positions: bool,
    /// Side of a cell of the probability grid, NM (default: 1, or less for a small case)
    #[arg(long, value_name = "NM")]
    pub cell_nm: Option<f64>,
    /// Outlines in drift.geojson and drift.kml every so many hours, and at the end [default: 6]
    #[arg(long, value_name = "H")]
    pub outlines_hours: Option<f64>,
    /// Language of the picture
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
    /// Colours of the picture
    #[arg(long, value_enum, default_value_t)]
    pub palette: Palette,
    /// Size of the picture, pixels
    #[arg(long, value_name = "WxH", default_value = "1600x1200")]
    pub picture_size: String,
    /// Leave the picture out
    #[arg(long)]
    pub no_picture: bool,
    /// Print the object classes and stop
    #[arg(long)]
    pub list_objects: bool,
}

/// Languages of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Korean.
    Ko,
    /// Japanese.
    Ja,
    /// English.
    #[default]
    En,
}

/// Colours of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Palette {
    /// Bright room, or print.
    #[default]
    Day,
    /// Twilight.
    Dusk,
    /// Dark bridge.
    Night,
}

/// A time as text, or as TOML writes times without quotes.
fn time<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    struct Time;
    impl<'de> serde::de::Visitor<'de> for Time {
        type Value = Option<String>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("a time such as 2021-06-11T02:00Z")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(text.to_owned()))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            let stamp = toml::value::Datetime::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
            Ok(Some(stamp.to_string()))
        }
    }
    from.deserialize_any(Time)
}
