//! The workflow of search and rescue between cells: alert, SMC, datum, division of the area, OSC and ACO, entry into
//! another's airspace, hand-over, suspension.
//!
//! Every step is a record with its time, and travels in a message: a cell knows a step once it has read it. Each cell has
//! a [`Board`] made of the steps it knows, so two cells may well hold different ones. Messages that people or the exercise
//! list send with the kinds `smc-named`, `datum`, `entry-request` and so on are steps too.

mod airspace;
mod board;
mod check;
mod message;
mod text;

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

pub use airspace::Airspace;
pub(crate) use airspace::run;
pub use board::{Answer, Board, Datum, Entry, HandOver, Holder, Proposal};
pub(crate) use board::{board, own_side};
pub(crate) use check::check;
pub(crate) use message::{read, sent, take};

use crate::talk::{HandOverItem, Office};

/// Steps of one exercise; more are refused: a day of coordination between twenty cells has some hundreds.
pub const MAX_STEPS: usize = 5_000;
/// Points of a proposed line.
pub const MAX_POINTS: usize = 200;

/// A step that a cell takes, and whom it tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// What is done.
    pub step: Step,
    /// Numbers of the cells that are told.
    pub to: Vec<u32>,
}

/// One step. Proposals, entries and hand-overs are named by the number of the step that opened them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are numbers of the thing they name; units are in the names")]
pub enum Step {
    /// The cell was told of the distress.
    Alert {
        object: Option<u32>,
    },
    /// This cell is SAR mission coordinator.
    NameSmc {
        cell: u32,
    },
    /// The datum of an object: receivers open their own drift forecast.
    ShareDatum {
        object: u32,
    },
    /// The cell's own forecast agrees with the datum told.
    AgreeDatum {
        object: u32,
    },
    /// A division of the search area, or a counter-proposal. Readers see the plans named.
    Propose {
        division: Division,
        plans: Vec<u32>,
        counters: Option<u32>,
    },
    /// A proposal is agreed; none: a division agreed in plain words.
    Agree {
        proposal: Option<u32>,
    },
    Decline {
        proposal: u32,
        why: String,
    },
    /// On-scene coordinator: a cell, and the unit it does it from.
    NameOsc {
        cell: u32,
        unit: Option<u32>,
    },
    /// Aircraft coordinator.
    NameAco {
        cell: u32,
        unit: Option<u32>,
    },
    /// An aircraft wants to enter the other's airspace, between two heights; `until_tick` ends it.
    RequestEntry {
        unit: Option<u32>,
        low_m: f64,
        high_m: f64,
        until_tick: Option<u64>,
    },
    ClearEntry {
        entry: u32,
        until_tick: Option<u64>,
    },
    RefuseEntry {
        entry: u32,
        why: String,
    },
    /// The time of a request or a clearance ran out: the engine's own step.
    ExpireEntry {
        entry: u32,
    },
    /// An office is offered, with what of its checklist goes along at once.
    OfferHandOver {
        office: Office,
        to: u32,
        items: Vec<HandOverItem>,
    },
    /// More of the checklist is handed over.
    Brief {
        hand_over: u32,
        items: Vec<HandOverItem>,
    },
    /// The office is taken over, with or without the whole checklist.
    TakeOver {
        hand_over: u32,
    },
    Suspend {
        why: String,
    },
    Resume {
        why: String,
    },
}

/// The search area in two along a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Division {
    /// The line; drawn for the exercise, never a delimitation.
    pub line: Vec<Position>,
    /// Number of the cell that searches left of it, looking from its first point to its last.
    pub left: u32,
    /// Number of the cell that searches right of it.
    pub right: u32,
}

/// A step that was taken, and who knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Record {
    pub tick: u64,
    /// Number of the cell that took it.
    pub by: u32,
    pub step: Step,
    /// Number of the message that carries it.
    pub message: Option<u32>,
    /// Number of each cell that knows it, and since when.
    pub known: Vec<(u32, u64)>,
}

/// All steps of an exercise; the index is the step's number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The steps, oldest first.
    pub records: Vec<Record>,
    /// Aircraft inside another's airspace: unit and airspace.
    pub(crate) inside: Vec<(u32, u32)>,
}

/// What coordination comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are numbers of the thing they name")]
pub enum Event {
    /// A cell took a step.
    Taken { number: u32, by: u32, step: Step },
    /// A cell learnt of it.
    Known { number: u32, cell: u32, step: Step },
    /// An aircraft came into another cell's airspace, cleared or not.
    Entered { unit: u32, airspace: u32, cleared: bool },
}

impl Step {
    /// The kind of the message that carries it.
    pub fn message_kind(&self) -> &'static str {
        match self {
            Step::Alert { .. } => "distress-relay",
            Step::NameSmc { .. } => "smc-named",
            Step::ShareDatum { .. } => "datum",
            Step::AgreeDatum { .. } => "datum-agreed",
            Step::Propose { counters: None, .. } => "area-proposed",
            Step::Propose { .. } => "area-countered",
            Step::Agree { .. } => "area-split",
            Step::Decline { .. } => "area-declined",
            Step::NameOsc { .. } => "osc-named",
            Step::NameAco { .. } => "aco-named",
            Step::RequestEntry { .. } => "entry-request",
            Step::ClearEntry { .. } => "entry-cleared",
            Step::RefuseEntry { .. } => "entry-refused",
            Step::ExpireEntry { .. } => "entry-expired",
            Step::OfferHandOver { .. } => "handover",
            Step::Brief { .. } => "handover-brief",
            Step::TakeOver { .. } => "handover-taken",
            Step::Suspend { .. } => "suspension",
            Step::Resume { .. } => "resumption",
        }
    }

    /// The object that a message of it is about.
    fn object(&self) -> Option<u32> {
        match self {
            Step::Alert { object } => *object,
            Step::ShareDatum { object } | Step::AgreeDatum { object } => Some(*object),
            _ => None,
        }
    }
}

impl Event {
    /// The event as kind, subject, object, value and text of a judge's log.
    pub(crate) fn told(&self) -> (&'static str, u32, u32, f64, &str) {
        match self {
            Event::Taken { number, by, step } => ("step-taken", *by, *number, 0.0, step.message_kind()),
            Event::Known { number, cell, step } => ("step-known", *cell, *number, 0.0, step.message_kind()),
            Event::Entered { unit, airspace, cleared } => {
                ("airspace-entered", *unit, *airspace, f64::from(u8::from(*cleared)), "")
            }
        }
    }
}
