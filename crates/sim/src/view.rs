//! What people see: one [`Frame`] per cell, built only from what that cell perceives.
//!
//! Truth has a type of its own, [`Truth`], and only a cell with the right to it gets one.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    cells::{self, sharing},
    coordination,
    event::{Event, OrderKind},
    levers, notes,
    setup::{
        Base, Class, EnvironmentChange, Lesson, Line, MessageDraft, Objective, Patrol, Performance, PluginDecl, Serial,
        Setup, Text,
    },
    talk::{Channel, LinkRule, Receipt},
};

/// The part of a [`Setup`] that everybody at the desk may know. It changes only with a plugin that joins or is read again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in `Setup`")]
pub struct Brief {
    pub scenario: String,
    pub title: Text,
    pub area: String,
    pub start_unix_s: i64,
    pub length_s: u64,
    pub seed: u64,
    pub lines: Vec<Line>,
    pub cells: Vec<crate::setup::Cell>,
    /// Units under command, by unit number; traffic is not in the brief.
    pub units: Vec<UnitBrief>,
    /// Names of what is looked for, by object number; no position.
    pub objects: Vec<ObjectBrief>,
    pub plugins: Vec<PluginDecl>,
    /// Exercise list and default procedures, for control.
    pub serials: Vec<Serial>,
    pub objectives: Vec<Objective>,
    pub patrol: Option<Patrol>,
    pub notes: Vec<String>,
    /// Channels, for whoever writes a message.
    pub channels: Vec<Channel>,
    pub airspaces: Vec<coordination::Airspace>,
    /// Lessons of earlier exercises.
    pub lessons: Vec<Lesson>,
    /// Cells whose messages are read by people from the start, not by a clerk (numbers).
    pub people: Vec<u32>,
}

/// A unit under command as the brief names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in `setup::Unit`")]
pub struct UnitBrief {
    pub id: String,
    pub name: Text,
    pub cell: u32,
    pub nation: String,
    pub behaviour: Option<u32>,
    pub performance: Performance,
}

/// A search object as the brief names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in `setup::SearchObject`")]
pub struct ObjectBrief {
    pub id: String,
    pub name: Text,
    pub leeway_class: String,
    pub persons: u32,
}

impl Brief {
    /// The brief of a setup. Units under command come first in every setup, so that numbers agree.
    pub fn of(setup: &Setup) -> Self {
        Self {
            scenario: setup.scenario.clone(),
            title: setup.title.clone(),
            area: setup.area.clone(),
            start_unix_s: setup.start_unix_s,
            length_s: setup.length_s,
            seed: setup.seed,
            lines: setup.lines.clone(),
            cells: setup.cells.clone(),
            units: setup
                .units
                .iter()
                .map_while(|u| {
                    Some(UnitBrief {
                        id: u.id.clone(),
                        name: u.name.clone(),
                        cell: u.cell?,
                        nation: u.nation.clone(),
                        behaviour: u.behaviour,
                        performance: u.performance.clone(),
                    })
                })
                .collect(),
            objects: setup
                .objects
                .iter()
                .map(|o| ObjectBrief {
                    id: o.id.clone(),
                    name: o.name.clone(),
                    leeway_class: o.leeway_class.clone(),
                    persons: o.persons,
                })
                .collect(),
            plugins: setup.plugins.clone(),
            serials: setup.serials.clone(),
            objectives: setup.objectives.clone(),
            patrol: setup.patrol.clone(),
            notes: setup.notes.clone(),
            channels: setup.communications.channels.clone(),
            airspaces: setup.airspaces.clone(),
            lessons: setup.lessons.clone(),
            people: setup.communications.people.clone(),
        }
    }
}

/// What one cell perceives at one tick.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// Seconds since the start of the exercise.
    pub tick: u64,
    /// The exercise is over.
    pub ended: bool,
    /// Number of the cell.
    pub cell: u32,
    /// The cell's own units, and its partners' as last reported.
    pub units: Vec<UnitView>,
    /// Tracks of the cell's picture: vessels seen by AIS, radar or eye.
    pub contacts: Vec<ContactView>,
    /// Search objects that the cell knows to be found.
    pub found: Vec<FoundView>,
    /// The cell's own drift forecasts, one for each object it was told of.
    pub estimates: Vec<EstimateView>,
    /// Search plans that the cell made or was told of.
    pub plans: Vec<PlanView>,
    /// Messages sent by the cell or delivered to it, oldest first (the last 200).
    pub messages: Vec<MessageView>,
    /// Events that the cell may know, oldest first (the last 400).
    pub events: Vec<Event>,
    /// The cell's picture of the patrol area, in a patrol.
    pub gap_map: Option<GapMapView>,
    /// Wind, visibility and sea as the cell's forecast has them at the middle of its units.
    pub weather: WeatherView,
    /// Truth, for control, observers and facilitators only.
    pub truth: Option<Truth>,
    /// Where coordination stands, as far as the cell knows.
    pub coordination: coordination::Board,
    /// Its own notes with their numbers; everybody's with the right to the truth.
    pub own_notes: Vec<(u32, notes::Note)>,
    /// The cell's own matters: frozen, lines that moved, names.
    pub desk: cells::View,
    /// Rules of release, and what was told to whom.
    pub sharing: sharing::View,
}

/// A unit as a cell sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct UnitView {
    /// Number of the unit.
    pub unit: u32,
    pub class: Class,
    /// Commanded by the viewing cell.
    pub own: bool,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    /// Age of the report, seconds; 0 for own units.
    pub age_s: u64,
    pub activity: Activity,
    pub order: OrderKind,
    /// Share of fuel left; own units only.
    pub fuel_frac: Option<f64>,
    /// Time it can stay away from base, seconds; own units only.
    pub endurance_left_s: Option<f64>,
    pub on_board: u32,
    /// The leg being run and their number, on a search.
    pub leg: Option<(u32, u32)>,
    /// The behaviour plugin failed: the unit holds or loiters.
    pub fallback: bool,
    /// Where it was at each full minute of the last hour, oldest first.
    pub trail: Vec<Position>,
}

/// What a unit is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum Activity {
    /// Not yet ready to leave.
    #[default]
    Preparing,
    AtBase,
    Holding,
    Transit,
    Searching,
    OnScene,
    Recovering,
    Returning,
    Patrolling,
    Lost,
}

/// A track of a cell's picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct ContactView {
    /// The cell's own track number.
    pub track: u32,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub age_s: u64,
    /// Heard on AIS.
    pub ais: bool,
    /// Name and kind, once AIS or a look gave them.
    pub name: Option<String>,
    pub kind: Option<String>,
    /// Looked at by a unit.
    pub identified: bool,
    /// Identified as a vessel without AIS.
    pub dark: bool,
    /// Number of the cell that told of it; none: seen by the cell's own units.
    pub told_by: Option<u32>,
}

/// A search object that a cell knows to be found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct FoundView {
    pub object: u32,
    pub at: Position,
    pub found_tick: u64,
    pub found_by: u32,
    /// Persons still in or with the object.
    pub persons_left: u32,
    pub recovered: u32,
    pub recovered_dead: u32,
}

/// A cell's drift forecast of one object, as a cloud of equally likely places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct EstimateView {
    /// Number of the cell whose forecast it is.
    pub cell: u32,
    pub object: u32,
    /// Mean position.
    pub datum: Position,
    /// Radius of 50 % containment, metres.
    pub radius_50_m: f64,
    /// Radius of 95 % containment, metres.
    pub radius_95_m: f64,
    /// Mean drift, m/s east and north.
    pub drift_mps: [f64; 2],
    /// Latitude, longitude (degrees) and relative weight 0..=1 of the elements (at most 2,000).
    pub elements: Vec<[f32; 3]>,
    /// Cumulative probability of success of the searches so far, by this cell's own reckoning.
    pub pos: f64,
}

/// A search plan on the chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct PlanView {
    pub plan: u32,
    pub cell: u32,
    pub name: String,
    pub note: String,
    pub made_tick: u64,
    pub parts: Vec<PlanPart>,
}

/// The share of one unit in a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct PlanPart {
    pub unit: u32,
    /// Commence search point and the ends of the legs.
    pub points: Vec<Position>,
    /// Corners of the sub-area.
    pub area: Vec<Position>,
    pub spacing_m: f64,
    /// Legs run so far.
    pub legs_done: u32,
}

/// A message as a cell reads it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct MessageView {
    pub number: u32,
    pub sent_tick: u64,
    /// When the viewing cell read it; none: it is the viewer's own, not yet read, or still under way (control's view).
    pub read_tick: Option<u64>,
    /// As the viewing cell understood it.
    pub draft: MessageDraft,
    /// When it reached the viewing cell (control's view: the first).
    pub delivered_tick: Option<u64>,
    /// What the viewer knows of each delivery.
    pub receipts: Vec<Receipt>,
}

/// How long ago each part of the patrol area was last watched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct GapMapView {
    pub south_west: Position,
    pub cell_deg: [f64; 2],
    pub cols: u32,
    pub rows: u32,
    /// Seconds since last watched, row by row from the south; `u32::MAX`: never; `u32::MAX - 1`: outside the area.
    pub age_s: Vec<u32>,
}

/// Wind and sea for the status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct WeatherView {
    /// Direction the wind comes from, degrees true.
    pub wind_from_deg: f64,
    pub wind_mps: f64,
    /// Direction the current sets to, degrees true.
    pub current_to_deg: f64,
    pub current_mps: f64,
    pub visibility_nm: f64,
    pub wave_height_m: f64,
    pub sea_temperature_c: f64,
}

/// What only control may see.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct Truth {
    pub objects: Vec<TrueObject>,
    /// Every unit and every ship of the traffic.
    pub units: Vec<TrueUnit>,
    pub environment: EnvironmentChange,
    /// Where the serials stand, by number.
    pub list: Vec<crate::list::Line>,
    /// Levers in force.
    pub levers: levers::State,
    /// Rules of communications in force, of the scenario and of control; a later one counts more.
    pub links: Vec<LinkRule>,
    /// Where the scenario bases the units under command, by unit number; `levers` holds the diverted ones.
    pub bases: Vec<Base>,
}

/// A search object as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct TrueObject {
    pub object: u32,
    pub at: Position,
    pub drift_mps: [f64; 2],
    pub persons_left: u32,
    pub alive: u32,
    pub stranded: bool,
    /// Where each of its persons stands.
    pub fates: Vec<levers::Fate>,
}

/// A unit or ship as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct TrueUnit {
    pub unit: u32,
    pub name: String,
    pub class: Class,
    pub cell: Option<u32>,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub activity: Activity,
    pub ais: bool,
}
