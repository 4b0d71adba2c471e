//! The one way out: everything that happened, with its tick and who may know it.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    cells::{self, sharing},
    coordination,
    decision::Finding,
    levers, notes, talk,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Seconds since the start of the exercise.
    pub tick: u64,
    /// Cells that may know it; control, observers and facilitators know everything.
    pub known_to: Audience,
    /// What happened.
    pub what: What,
}

/// Which cells an event reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Every cell.
    All,
    /// These cells (numbers).
    Cells(Vec<u32>),
    /// Nobody but control: truth.
    Control,
}

impl Audience {
    /// Whether an ordinary cell may know.
    pub fn includes(&self, cell: u32) -> bool {
        match self {
            Audience::All => true,
            Audience::Cells(cells) => cells.contains(&cell),
            Audience::Control => false,
        }
    }
}

/// What happened. Numbers are indices into the lists of the same name in `Setup`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are numbers of the thing they name; units are in the names")]
pub enum What {
    Started,
    Ended {
        reason: EndReason,
    },
    /// A serial of the exercise list or a default procedure was carried out.
    SerialDone {
        serial: u32,
    },
    /// `message` indexes the exercise's messages.
    MessageSent {
        message: u32,
        from: u32,
        to: Vec<u32>,
        kind: String,
    },
    MessageRead {
        message: u32,
        cell: u32,
    },
    /// A command was refused.
    Refused {
        cell: u32,
        reason: String,
    },
    OrderGiven {
        unit: u32,
        order: OrderKind,
    },
    OrderDone {
        unit: u32,
        order: OrderKind,
    },
    UnderWay {
        unit: u32,
    },
    AtBase {
        unit: u32,
    },
    ReturningForFuel {
        unit: u32,
    },
    OutOfFuel {
        unit: u32,
        at: Position,
    },
    /// A unit cannot do what was asked (wind limit, link range, full).
    Hindered {
        unit: u32,
        reason: String,
    },
    EstimateOpened {
        cell: u32,
        object: u32,
    },
    PlanMade {
        plan: u32,
        cell: u32,
        name: String,
        units: u32,
        note: String,
    },
    /// The planner looked at a running plan again and changed it.
    PlanChanged {
        plan: u32,
        cell: u32,
        units: u32,
        note: String,
    },
    PlanFailed {
        cell: u32,
        reason: String,
    },
    SearchStarted {
        unit: u32,
        plan: u32,
    },
    LegPassed {
        unit: u32,
        leg: u32,
    },
    SearchDone {
        unit: u32,
        plan: u32,
    },
    /// A unit detects a search object for the first time.
    Detected {
        unit: u32,
        object: u32,
        range_m: f64,
        at: Position,
    },
    OnScene {
        unit: u32,
        object: u32,
    },
    PersonRecovered {
        unit: u32,
        object: u32,
        person: u32,
        alive: bool,
    },
    /// Every person of the object has been taken on board.
    ObjectCleared {
        object: u32,
    },
    /// Truth: a person of the object has died.
    PersonDied {
        object: u32,
        person: u32,
    },
    /// Truth: the object drifted ashore.
    Stranded {
        object: u32,
        at: Position,
    },
    Landed {
        unit: u32,
        survivors: u32,
    },
    /// `track` is the cell's own track number.
    ContactNew {
        cell: u32,
        track: u32,
        unit: u32,
        ais: bool,
    },
    ContactIdentified {
        cell: u32,
        track: u32,
        unit: u32,
        name: String,
        dark: bool,
    },
    EnvironmentChanged,
    /// Wind or current is not known there: the last known value is used.
    EnvironmentGap {
        what: String,
        at: Position,
    },
    PluginFault {
        plugin: u32,
        units: Vec<u32>,
        reason: String,
        suspended: bool,
        /// Calls made until the units were known, and instances thrown away on the way.
        calls: u32,
        restarts: u32,
    },
    PluginReinstated {
        plugin: u32,
    },
    /// Another component took over at a tick boundary; the state of its units was kept, or had to start anew.
    PluginReloaded {
        plugin: u32,
        version: String,
        sha256: String,
        state_kept: bool,
    },
    /// What an exercise-judge found when the exercise was over.
    JudgeFinding {
        plugin: u32,
        finding: Finding,
    },
    /// A command of a plugin was beyond the unit's performance and was clamped (reported once for each unit).
    HelmClamped {
        unit: u32,
    },
    /// A number of this unit stopped being finite; it is taken out of the exercise.
    Quarantined {
        unit: u32,
        phase: String,
    },
    /// A plugin joined at a tick boundary. `idle`: nothing asks it yet, for no unit has it as its behaviour or its sensor
    /// model.
    PluginAdded {
        plugin: u32,
        version: String,
        sha256: String,
        idle: bool,
    },
    /// Something else happened to a serial of the exercise list.
    List(crate::list::Event),
    /// What a lever of control came to.
    Lever(levers::Event),
    /// Messages and the ways they travel.
    Talk(talk::Event),
    /// A step of coordination.
    Coordination(coordination::Event),
    /// A note.
    Notes(notes::Event),
    /// A picture was frozen, a line moved.
    Cells(cells::Event),
    /// Rules of release, and what was told.
    Sharing(sharing::Event),
    /// Another behaviour steers the unit from now on; none: the built-in fallback.
    BehaviourChanged {
        unit: u32,
        plugin: Option<u32>,
    },
}

/// Why an exercise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum EndReason {
    Time,
    Serial,
    Control,
}

/// The kind of an order, without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "see `setup::Order`")]
pub enum OrderKind {
    Hold,
    GoTo,
    Route,
    Patrol,
    Search,
    Escort,
    ReturnToBase,
    Recover,
    Investigate,
}
