//! What the engine asks of plugins, and what it gets back.
//!
//! The records mirror `crates/plugin-sdk/wit/plugin.wit`, where every field is explained. The engine
//! never knows how a decision was made: by a WebAssembly plugin, by a recording, or by a test.

use serde::{Deserialize, Serialize};

use crate::setup::PluginDecl;

/// One unit as its behaviour plugin sees it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct OwnShip {
    pub id: u32,
    pub class: u32,
    pub status_bits: u32,
    pub cell: u32,
    pub first_contact: u32,
    pub contact_count: u32,
    pub lat_deg: f64,
    pub lon_deg: f64,
    pub heading_deg: f64,
    pub speed_mps: f64,
    pub turn_rate_dps: f64,
    pub cruise_mps: f64,
    pub max_speed_mps: f64,
    pub min_speed_mps: f64,
    pub fuel_frac: f64,
    pub endurance_left_s: f64,
    pub base_lat_deg: f64,
    pub base_lon_deg: f64,
    pub wind_e_mps: f64,
    pub wind_n_mps: f64,
    pub current_e_mps: f64,
    pub current_n_mps: f64,
}

/// Something the unit senses or was told of.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Contact {
    pub track_id: u32,
    pub kind: u32,
    pub age_s: f32,
    pub quality: f32,
    pub rel_east_m: f64,
    pub rel_north_m: f64,
    pub east_mps: f64,
    pub north_mps: f64,
}

/// The order a unit is under, flattened for plugins.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct OrderRow {
    pub kind: u32,
    pub serial: u32,
    pub first_leg: u32,
    pub leg_count: u32,
    pub lat_deg: f64,
    pub lon_deg: f64,
    pub east_mps: f64,
    pub north_mps: f64,
}

/// One leg of a route or a search.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct LegRow {
    pub lat_deg: f64,
    pub lon_deg: f64,
    pub speed_mps: f64,
    pub alt_m: f64,
    pub flags: u32,
    pub number: u32,
}

/// Bit of [`LegRow::flags`]: sensors search on this leg.
pub const LEG_SEARCHES: u32 = 1;

/// All units of one behaviour plugin at one decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Batch {
    pub tick: u64,
    pub time_s: f64,
    pub dt_s: f64,
    pub ships: Vec<OwnShip>,
    pub orders: Vec<OrderRow>,
    pub legs: Vec<LegRow>,
    pub contacts: Vec<Contact>,
    pub columns: Vec<Column>,
    #[serde(with = "crate::call::hex")]
    pub state: Vec<u8>,
}

/// One value of a signal for each ship of a batch; NaN where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Column {
    pub signal: u32,
    #[serde(with = "crate::call::known")]
    pub values: Vec<f64>,
}

/// What one unit shall steer.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Helm {
    pub heading_deg: f64,
    pub speed_mps: f64,
    pub alt_m: f64,
    pub mode: u32,
    pub leg: u32,
}

/// What a unit does beside steering.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Act {
    pub ship: u32,
    pub what: u32,
    pub value: u32,
}

/// [`Act::what`]: the order is carried out.
pub const ACT_ORDER_DONE: u32 = 1;
/// [`Act::what`]: a leg was passed; `value` is its number.
pub const ACT_LEG_PASSED: u32 = 2;
/// [`Act::what`]: the unit breaks off for fuel.
pub const ACT_RETURNING: u32 = 3;

/// The answer to a [`Batch`]: one helm per ship, in the same order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Outcome {
    pub helm: Vec<Helm>,
    pub acts: Vec<Act>,
    #[serde(with = "crate::call::hex")]
    pub state: Vec<u8>,
}

/// Why a plugin's answer for some units could not be used. The units named hold (or loiter).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Unit ids; empty when the whole plugin is out.
    pub units: Vec<u32>,
    /// For the developer: what happened, where, and what to do.
    pub reason: String,
    /// The plugin will not be asked again in this exercise.
    pub suspended: bool,
    /// Calls that the host made until it knew the units.
    pub calls: u32,
    /// Instances that it threw away on the way.
    pub restarts: u32,
}

/// A vector in a [`SearchTask`]'s frame: metres east and north of its origin.
pub type LocalPoint = sarex_model::position::Vec2;

/// Probability of containment on a square grid; row 0 is the southern edge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PocGrid {
    /// South-west corner in the task's frame.
    pub origin: LocalPoint,
    /// Side of a cell, metres.
    pub cell_m: f64,
    /// Cells from west to east.
    pub cols: u32,
    /// Cells from south to north.
    pub rows: u32,
    /// `rows * cols` probabilities; they sum to at most 1.
    pub values: Vec<f32>,
}

/// A unit that a search planner may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct SearchAsset {
    pub id: u32,
    pub class: u32,
    pub start: LocalPoint,
    pub cruise_mps: f64,
    pub search_mps: f64,
    pub endurance_s: f64,
    pub turn_radius_m: f64,
    pub sweep_width_m: f64,
    pub search_alt_m: f64,
    pub base: LocalPoint,
}

/// What a search planner is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct SearchTask {
    pub pattern: String,
    pub params: Vec<(String, f64)>,
    pub frame: sarex_model::position::Position,
    pub time_s: f64,
    pub datum: LocalPoint,
    pub error_radius_m: f64,
    pub drift_mps: LocalPoint,
    pub area: Vec<LocalPoint>,
    pub track: Vec<LocalPoint>,
    pub assets: Vec<SearchAsset>,
    pub wind_mps: LocalPoint,
    pub current_mps: LocalPoint,
    pub visibility_m: f64,
    pub wave_height_m: f64,
    pub poc: Option<PocGrid>,
    pub spacing_m: Option<f64>,
    pub max_legs: u32,
}

/// One leg of a planned search, in the task's frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct PlannedLeg {
    pub to: LocalPoint,
    pub speed_mps: f64,
    pub alt_m: f64,
    pub sensor_on: bool,
}

/// The share of one unit in a planned search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct AssetPlan {
    pub asset: u32,
    pub commence: LocalPoint,
    pub legs: Vec<PlannedLeg>,
    pub spacing_m: f64,
    pub area: Vec<LocalPoint>,
}

/// A planner's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct PlannedSearch {
    pub name: String,
    pub assets: Vec<AssetPlan>,
    pub note: String,
}

/// Where a unit of a running plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Progress {
    pub asset: u32,
    pub leg: u32,
    pub at: LocalPoint,
    pub endurance_s: f64,
}

/// One look of one unit at one search object, as a sensor model sees it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Glimpse {
    pub class: u32,
    pub object_kind: u32,
    pub range_m: f64,
    pub bearing_deg: f64,
    pub closest_m: f64,
    pub sensor_height_m: f64,
    pub speed_mps: f64,
    pub visibility_m: f64,
    pub wave_height_m: f64,
    pub wind_mps: f64,
    pub sun_elevation_deg: f64,
    pub dwell_s: f64,
    pub sweep_width_m: f64,
}

/// Something that happened, as a judge is told of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct LogEntry {
    pub time_s: f64,
    pub kind: String,
    pub subject: u32,
    pub object: u32,
    pub value: f64,
    pub text: String,
}

/// What a judge finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is explained in plugin.wit")]
pub struct Finding {
    pub code: String,
    pub score: f64,
    pub text: String,
    pub at_s: Vec<f64>,
}

/// What a plugin has cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PluginCost {
    /// Folder name under `plugins/`.
    pub id: String,
    /// SHA-256 of the component, hexadecimal.
    pub sha256: String,
    /// Calls of `step` or `plan`.
    pub calls: u64,
    /// Ships decided for.
    pub ships: u64,
    /// Fuel used (deterministic for a component and a wasmtime version).
    pub fuel: u64,
    /// Fuel allowed for each ship (behaviours) or plan (planners).
    pub fuel_budget: u64,
    /// Greatest share of its fuel budget that one call used, 0..=1.
    pub peak_share: f64,
    /// Wall-clock time, seconds (not part of any digest).
    pub wall_s: f64,
    /// Faults so far.
    pub faults: u64,
    /// Out for the rest of the exercise.
    pub suspended: bool,
}

/// A line that a plugin logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginLine {
    /// Number of the plugin.
    pub plugin: u32,
    /// Tick of the decision; 0 for the start, for plans and for looks.
    pub tick: u64,
    /// It warns, or tells of an error.
    pub warning: bool,
    /// What it says.
    pub text: String,
}

/// Where decisions come from. The engine passes plugin numbers: indices into `Setup::plugins`.
pub trait Decisions {
    /// Decides for every ship of `batch`. On faults the named units' helms are ignored; `out.helm` and
    /// `out.state` still have one entry per ship.
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault>;

    /// Plans a search. The error is the text shown to the cell that asked.
    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String>;

    /// Looks at a running plan again; none keeps it.
    fn replan(
        &mut self,
        _plugin: u32,
        _task: &SearchTask,
        _current: &PlannedSearch,
        _now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        Ok(None)
    }

    /// The probability of detection of each look, 0..=1. On the error the engine's own detection is used.
    fn detect(&mut self, plugin: u32, _looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        let reason = format!("nothing answers for sensor model number {plugin}");
        Err(Fault { units: Vec::new(), reason, suspended: true, calls: 0, restarts: 0 })
    }

    /// What a judge finds in an exercise that is over.
    fn judge(&mut self, plugin: u32, _log: &[LogEntry], _metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        Err(format!("nothing answers for judge number {plugin}"))
    }

    /// Reads a plugin's component again; the error is the text shown to control.
    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        Err(format!("plugin number {plugin} cannot be read again here"))
    }

    /// Takes in the installed plugin of this id under the next number, `plugin`; the error is the text shown to control.
    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        Err(format!("plugin {id} cannot be taken in as number {plugin} here"))
    }

    /// Lets a suspended plugin decide again.
    fn reinstate(&mut self, _plugin: u32) {}

    /// What plugins logged since this was last called, oldest first.
    fn take_lines(&mut self) -> Vec<PluginLine> {
        Vec::new()
    }

    /// What the plugins have cost so far, by plugin number.
    fn costs(&self) -> Vec<PluginCost> {
        Vec::new()
    }
}
