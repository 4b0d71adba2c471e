//! Everything an exercise starts from: a scenario with all references resolved.
//!
//! `sarex-files` makes a [`Setup`] from a scenario folder and a map pack; a recording holds one, so that a
//! replay needs neither. SI units, degrees true, seconds from the start of the exercise.

use std::collections::BTreeMap;

use sarex_model::{field::FieldStack, land::LandMask, position::Position};
use serde::{Deserialize, Serialize};

mod goal;
mod serial;

pub use goal::{Lesson, Measure, Objective, Patrol};
pub use serial::{Action, EnvironmentChange, MessageDraft, SearchRequest, Serial, Split, When};

use crate::coordination::Airspace;
pub use crate::param_spec::{ParamKind, ParamSpec};

/// A text in the languages of the exercise; English stands in where one is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "ISO 639 codes")]
pub struct Text {
    pub en: String,
    pub ko: Option<String>,
    pub ja: Option<String>,
}

impl Text {
    /// A text that is the same in every language (a proper noun).
    pub fn plain(text: impl Into<String>) -> Self {
        Self { en: text.into(), ko: None, ja: None }
    }

    /// The text for a language code (`ko`, `ja`; anything else gives English).
    pub fn get(&self, language: &str) -> &str {
        match language {
            "ko" => self.ko.as_deref().unwrap_or(&self.en),
            "ja" => self.ja.as_deref().unwrap_or(&self.en),
            _ => &self.en,
        }
    }
}

/// The whole input of an exercise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Setup {
    /// Folder name of the scenario, for example `donghae-oki-raft`.
    pub scenario: String,
    /// What planners call it.
    pub title: Text,
    /// Map pack folder under `maps/`.
    pub area: String,
    /// Start, seconds since 1970-01-01 UTC.
    pub start_unix_s: i64,
    /// Planned length, ticks of one second.
    pub length_s: u64,
    /// Seed of every random draw.
    pub seed: u64,
    /// Wind, current, sea, visibility.
    pub environment: Environment,
    /// Raster of land, for stranding and for routes.
    pub land: LandMask,
    /// Exercise lines; never a delimitation.
    pub lines: Vec<Line>,
    /// Groups of people with one view each; the index is the cell's number.
    pub cells: Vec<Cell>,
    /// Units under command, and traffic; the index is the unit's number.
    pub units: Vec<Unit>,
    /// What is looked for; truth.
    pub objects: Vec<SearchObject>,
    /// Plugins in use; the index is the plugin's number in decisions and in the journal.
    pub plugins: Vec<PluginDecl>,
    /// Which units share an instance of their behaviour plugin.
    pub isolation: Isolation,
    /// The exercise list and the cells' default procedures, in the order written.
    pub serials: Vec<Serial>,
    /// What the drill is graded on.
    pub objectives: Vec<Objective>,
    /// A joint patrol's area and rules, when the scenario is one.
    pub patrol: Option<Patrol>,
    /// Statements the report must make (assumed values, stand-in data), with their place.
    pub notes: Vec<String>,
    /// Channels, and how messages travel on them.
    pub communications: crate::talk::Communications,
    /// Airspaces that another cell's aircraft enters only when cleared.
    pub airspaces: Vec<Airspace>,
    /// Coordinator, rules of release, names.
    pub policy: crate::cells::Policy,
    /// Lessons of earlier exercises.
    pub lessons: Vec<Lesson>,
}

#[cfg(test)]
impl Setup {
    /// Open water with nobody on it.
    pub(crate) fn empty() -> Self {
        Self {
            scenario: String::new(),
            title: Text::default(),
            area: String::new(),
            start_unix_s: 0,
            length_s: 3_600,
            seed: 1,
            environment: Environment {
                current: FieldStack { layers: vec![], fallback: None },
                wind: FieldStack { layers: vec![], fallback: None },
                visibility_nm: 10.0,
                sea_temperature_c: 15.0,
                wave_height_m: 0.5,
                forecast_error_wind_mps: 0.0,
                forecast_error_current_mps: 0.0,
                forecast_elements: crate::limits::FORECAST_ELEMENTS,
            },
            land: LandMask::empty(),
            lines: vec![],
            cells: vec![],
            units: vec![],
            objects: vec![],
            plugins: vec![],
            isolation: Isolation::default(),
            serials: vec![],
            objectives: vec![],
            patrol: None,
            notes: vec![],
            communications: Default::default(),
            airspaces: vec![],
            policy: Default::default(),
            lessons: vec![],
        }
    }
}

/// Wind, current and sea of the exercise (truth), and how wrong the cells' forecast of it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Environment {
    /// Surface current towards, m/s.
    pub current: FieldStack,
    /// Wind at 10 m, towards which it blows, m/s.
    pub wind: FieldStack,
    /// Meteorological visibility, nautical miles.
    pub visibility_nm: f64,
    /// Sea surface temperature, degrees Celsius.
    pub sea_temperature_c: f64,
    /// Significant wave height, metres.
    pub wave_height_m: f64,
    /// Standard deviation of the forecast wind's error, per component, m/s.
    pub forecast_error_wind_mps: f64,
    /// Standard deviation of the forecast current's error, per component, m/s.
    pub forecast_error_current_mps: f64,
    /// Elements of each cell's drift forecast of an object.
    pub forecast_elements: u32,
}

/// A line drawn for the exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Line {
    pub id: String,
    pub label: Text,
    pub points: Vec<Position>,
}

/// What a cell is in SAR terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the glossary's words")]
pub enum Role {
    #[serde(rename = "SMC")]
    Smc,
    #[serde(rename = "RCC")]
    Rcc,
    #[serde(rename = "OSC")]
    Osc,
    #[serde(rename = "ACO")]
    Aco,
    ExerciseControl,
    Observer,
    Facilitator,
    #[serde(rename = "SRU")]
    Sru,
}

/// A group of people with one view and its rights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Cell {
    pub id: String,
    pub name: Text,
    /// ISO 3166 code, or empty.
    pub nation: String,
    /// `ko`, `ja` or `en`.
    pub language: String,
    pub roles: Vec<Role>,
    /// Rights beyond or short of its roles, area of responsibility, units of measure.
    pub policy: crate::cells::CellPolicy,
}

/// How a unit moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum Class {
    Vessel,
    Helicopter,
    Aeroplane,
    Drone,
}

impl Class {
    /// The number plugins see.
    pub fn code(self) -> u32 {
        match self {
            Class::Vessel => 0,
            Class::Helicopter => 1,
            Class::Aeroplane => 2,
            Class::Drone => 3,
        }
    }
}

/// What a unit can do. Figures come from `scenarios/assets.toml`, each with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Performance {
    /// Id in the asset library.
    pub asset: String,
    /// Kind of craft.
    pub class: Class,
    /// Stays over a place (vessel, helicopter, multirotor).
    pub hovers: bool,
    /// Transit speed through water or air, m/s.
    pub cruise_mps: f64,
    /// Greatest speed, m/s.
    pub max_mps: f64,
    /// Least speed that keeps it under way (aeroplane), m/s.
    pub min_mps: f64,
    /// Speed on search legs, m/s.
    pub search_mps: f64,
    /// Rate of turn, degrees a second.
    pub turn_rate_dps: f64,
    /// Change of speed, m/s each second.
    pub acceleration_mps2: f64,
    /// Time away from base at cruise with full tanks, seconds.
    pub endurance_s: f64,
    /// Share of the endurance that must be left on landing.
    pub reserve_frac: f64,
    /// Time from landing to the next start, seconds.
    pub turnaround_s: f64,
    /// Search height (aircraft) or height of eye (vessel), metres.
    pub sensor_height_m: f64,
    /// Range of surface-search radar against a vessel, metres; 0: none.
    pub radar_m: f64,
    /// Receives AIS.
    pub ais_receiver: bool,
    /// Distance at which a vessel's name or kind can be read (eye or camera), metres; 0: cannot identify.
    pub identify_m: f64,
    /// Greatest distance from its controller, metres; 0: unlimited.
    pub link_m: f64,
    /// Greatest wind it works in, m/s; 0: unlimited.
    pub wind_limit_mps: f64,
    /// Persons it can take on board; 0: cannot recover.
    pub survivor_capacity: u32,
    /// Time to recover one person once on scene, seconds.
    pub recovery_s_per_person: f64,
    /// Field name and where the figure is from; "assumed" says so.
    pub sources: BTreeMap<String, String>,
}

/// An asset under command, or a ship of the traffic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Id in the scenario.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Number of the cell that commands it; none: traffic.
    pub cell: Option<u32>,
    /// Flag, ISO 3166 code, or empty.
    pub nation: String,
    /// What it can do.
    pub performance: Performance,
    /// Number of its behaviour plugin; none: always the built-in fallback (hold or loiter).
    pub behaviour: Option<u32>,
    /// Number of its sensor model; none: the engine's own detection by sweep width.
    pub sensor: Option<u32>,
    /// Where it starts.
    pub at: Position,
    /// Course at the start, degrees true.
    pub heading_deg: f64,
    /// Where it refuels: a place, or the unit that carries it.
    pub base: Base,
    /// Seconds from the start of the exercise (or from the first order, when `on_call`) until it can leave.
    pub ready_s: u64,
    /// `ready_s` counts from the first order.
    pub on_call: bool,
    /// Transmits AIS.
    pub ais: bool,
    /// Fishing vessel, cargo ship ... for traffic; shown once identified.
    pub kind: String,
    /// Order at the start.
    pub order: Order,
}

/// Where a unit refuels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Base {
    /// A port or airfield.
    Place(Position),
    /// The deck of another unit, by number.
    Deck(u32),
}

/// What a cell asks of a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Stay here (vessel: stop; aeroplane: loiter).
    #[default]
    Hold,
    /// Go there and hold.
    GoTo(Position),
    /// Run these legs once.
    Route(Vec<RouteLeg>),
    /// Run these legs over and over.
    Patrol(Vec<RouteLeg>),
    /// Run these search legs; `plan` is the number of the plan they belong to.
    Search {
        /// Number of the plan.
        plan: u32,
        /// Legs of this unit.
        legs: Vec<RouteLeg>,
    },
    /// Stay with a unit.
    Escort(u32),
    /// Go back to base.
    ReturnToBase,
    /// Go to a search object that the cell has found, and take its persons on board.
    Recover(u32),
    /// Close a contact of the cell until it is identified; by track number.
    Investigate(u32),
}

/// One leg of a route.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RouteLeg {
    /// End of the leg.
    pub to: Position,
    /// Speed through water or air; 0: cruise.
    pub speed_mps: f64,
    /// Height, metres (aircraft).
    pub alt_m: f64,
    /// Sensors search on this leg.
    pub searching: bool,
}

/// What is looked for; truth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchObject {
    /// Id in the scenario.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Key of the leeway table.
    pub leeway_class: String,
    /// Key of the sweep-width tables.
    pub sweep_object: String,
    /// True place at `released_s`.
    pub at: Position,
    /// Seconds from the start of the exercise; negative: before it.
    pub released_s: i64,
    /// Persons in or with it.
    pub persons: u32,
    /// How long they live.
    pub exposure: Exposure,
    /// What the cells are told, and start their drift forecast from.
    pub last_known: LastKnown,
}

/// What protects the persons of a search object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum Exposure {
    Raft,
    Lifejacket,
    NoFlotation,
    ImmersionSuit,
}

/// The reported position of a search object.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastKnown {
    /// Reported place.
    pub at: Position,
    /// Radius of 50 % probability, metres.
    pub error_m: f64,
    /// Seconds from the start of the exercise; negative: before it.
    pub time_s: i64,
    /// Half the span of the time's uncertainty, seconds.
    pub time_error_s: u64,
}

/// The kind of contract a plugin fulfils.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the worlds of plugin.wit")]
pub enum World {
    VesselBehaviour,
    SearchPattern,
    SensorModel,
    ExerciseJudge,
}

impl World {
    /// The name in `plugin.wit`.
    pub fn name(self) -> &'static str {
        match self {
            World::VesselBehaviour => "vessel-behaviour",
            World::SearchPattern => "search-pattern",
            World::SensorModel => "sensor-model",
            World::ExerciseJudge => "exercise-judge",
        }
    }
}

/// Which units share an instance of their behaviour plugin. A plugin that keeps to the contract cannot tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Isolation {
    /// All of them.
    #[default]
    Pooled,
    /// Those of a cell; traffic among itself.
    PerCell,
    /// None: an instance for each unit.
    PerShip,
}

/// A plugin as the engine knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PluginDecl {
    /// Folder name under `plugins/`.
    pub id: String,
    /// Which contract.
    pub world: World,
    /// SHA-256 of the component, hexadecimal; empty when it could not be read.
    pub sha256: String,
    /// Bytes of state for each ship.
    pub state_stride: u32,
    /// Decisions a second; the engine rounds the period up to whole ticks.
    pub rate_hz: f64,
    /// Nearest contacts wanted for each ship.
    pub max_contacts: u32,
    /// Signals that a behaviour wants as columns.
    pub signals: Vec<String>,
    /// Patterns that a search planner plans.
    pub patterns: Vec<String>,
    /// Seconds after which a running plan is put to its planner again; 0: never.
    pub replan_every_s: f64,
    /// Range beyond which a sensor model is not asked, metres.
    pub max_range_m: f64,
    /// Its own version, as its manifest says.
    pub version: String,
    /// Parameters of the run that the scenario sets.
    pub params: Vec<(String, f64)>,
    /// The parameters there are, by key.
    pub param_specs: Vec<ParamSpec>,
    /// The SHA-256 that the scenario pins; none: not pinned, and the report says so.
    pub pin: Option<String>,
    /// Name of the trusted key that signed it; none: not signed by anybody trusted, and the report says so.
    pub signer: Option<String>,
    /// Why it cannot be used: its units hold.
    pub unusable: Option<String>,
}

impl PluginDecl {
    /// A plugin of which nothing but its name and world is known yet.
    pub fn new(id: impl Into<String>, world: World) -> Self {
        Self {
            id: id.into(),
            world,
            sha256: String::new(),
            state_stride: 0,
            rate_hz: 1.0,
            max_contacts: 0,
            signals: Vec::new(),
            patterns: Vec::new(),
            replan_every_s: 0.0,
            max_range_m: 0.0,
            version: String::new(),
            params: Vec::new(),
            param_specs: Vec::new(),
            pin: None,
            signer: None,
            unusable: None,
        }
    }

    /// The scenario names this very component.
    pub fn pinned(&self) -> bool {
        self.pin.as_ref().is_some_and(|pin| *pin == self.sha256)
    }
}
