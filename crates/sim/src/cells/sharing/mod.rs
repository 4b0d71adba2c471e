//! Sharing: what a cell tells its partners, by which rules, how late, and the ledger of who was told what.
//!
//! A cell perceives by its own units. Everything else reaches it as a parcel from another cell: a position report, a
//! contact, a datum, a plan, a find. A parcel holds what its sender knew when it was made up; a rule of release decides
//! whether it is made up and how much later it arrives.

use std::collections::BTreeMap;

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    setup::Setup,
    state::{Found, Report},
    view::PlanPart,
};

mod ledger;
mod parcel;
mod preview;
mod release;
mod rule;
mod tell;

pub use ledger::{Entry, How, Ledger};
pub use preview::{Preview, PreviewLine};
pub(crate) use release::{report, run};
pub use rule::{Release, Rule, Verdict};
pub(crate) use tell::{attach, carry_out, tell_plan, valid};

/// A kind of information that a rule of release speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Where the cell's units are and what they do.
    Positions,
    /// How much fuel its units have left.
    Fuel,
    /// Contacts of its picture.
    Tracks,
    /// Its drift forecasts: datum and radii, and the last known position they start from.
    Datum,
    /// The legs of its search plans.
    Plans,
    /// Search objects that its units found.
    Found,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 6] = [Kind::Positions, Kind::Fuel, Kind::Tracks, Kind::Datum, Kind::Plans, Kind::Found];

    /// The word of scenario files.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Positions => "positions",
            Kind::Fuel => "fuel",
            Kind::Tracks => "tracks",
            Kind::Datum => "datum",
            Kind::Plans => "plans",
            Kind::Found => "found",
        }
    }
}

/// One thing that can be told, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Item {
    /// The position report of a unit.
    Position(u32),
    /// The fuel of a unit.
    Fuel(u32),
    /// A contact, by the telling cell's track number.
    Track(u32),
    /// The drift forecast of an object.
    Datum(u32),
    /// A search plan.
    Plan(u32),
    /// An object that was found.
    Found(u32),
}

impl Item {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Item::Position(_) => Kind::Positions,
            Item::Fuel(_) => Kind::Fuel,
            Item::Track(_) => Kind::Tracks,
            Item::Datum(_) => Kind::Datum,
            Item::Plan(_) => Kind::Plans,
            Item::Found(_) => Kind::Found,
        }
    }

    /// Its number among its kind.
    pub fn number(self) -> u32 {
        match self {
            Item::Position(n) | Item::Fuel(n) | Item::Track(n) | Item::Datum(n) | Item::Plan(n) | Item::Found(n) => n,
        }
    }
}

/// What a cell asks about sharing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// A rule of release is put before all others of its cell; one of the same id is replaced.
    Put(Rule),
    /// A rule of release is given up.
    Drop {
        /// Number of the cell whose rule it is.
        cell: u32,
        /// Id of the rule.
        rule: String,
    },
    /// Tell partners one thing now.
    Tell {
        /// Number of the telling cell.
        from: u32,
        /// Numbers of the cells told.
        to: Vec<u32>,
        /// What is told.
        item: Item,
    },
}

/// What happened in sharing. Feeds (positions, fuel, contacts) are in the ledger only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "numbers of the thing they name")]
pub enum Event {
    RulePut {
        cell: u32,
        rule: String,
    },
    RuleDropped {
        cell: u32,
        rule: String,
    },
    Told {
        from: u32,
        to: u32,
        item: Item,
    },
    /// A message or a shared plan would have told it, and a rule of release does not allow it.
    Withheld {
        from: u32,
        to: u32,
        item: Item,
        rule: String,
    },
}

/// Rules in force, what is under way, and what was told.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    pub rules: Vec<Rule>,
    /// Parcels by the tick at which they arrive.
    pub under_way: BTreeMap<u64, Vec<parcel::Parcel>>,
    pub ledger: Ledger,
    /// Plans fed to partners, by (receiver, plan), and the tick of the version that was sent.
    pub plans_fed: BTreeMap<(u32, u32), u64>,
}

impl State {
    pub fn new(setup: &Setup) -> Self {
        Self { rules: setup.policy.release.clone(), ..Self::default() }
    }
}

/// What other cells told a cell, beyond the reports of their units and what was found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Fuel by unit: tick and share left.
    pub fuel: BTreeMap<u32, (u64, f64)>,
    /// Contacts by vessel.
    pub tracks: BTreeMap<u32, ToldTrack>,
    /// Forecasts by (telling cell, object).
    pub datums: BTreeMap<(u32, u32), DatumView>,
    pub plans: BTreeMap<u32, ToldPlan>,
}

/// A contact as a partner told it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ToldTrack {
    pub from: u32,
    pub vessel: u32,
    pub number: u32,
    pub seen: u64,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub ais: bool,
    pub identified: bool,
}

/// A search plan as a partner told it; parts may be left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ToldPlan {
    pub name: String,
    pub note: String,
    pub made: u64,
    pub parts: Vec<PlanPart>,
}

/// A partner's drift forecast as it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct DatumView {
    /// Number of the cell whose forecast it is.
    pub from: u32,
    pub object: u32,
    /// When it was so.
    pub tick: u64,
    pub datum: Position,
    pub radius_50_m: f64,
    pub radius_95_m: f64,
    pub drift_mps: [f64; 2],
    pub pos: f64,
}

/// What a parcel holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Content {
    Report {
        unit: u32,
        report: Report,
    },
    Fuel {
        unit: u32,
        fuel_frac: f64,
    },
    Track(ToldTrack),
    /// The inputs of the drift forecast, and the sender's own forecast if it has one.
    Datum {
        object: u32,
        forecast: Option<DatumView>,
    },
    Plan {
        plan: u32,
        told: ToldPlan,
    },
    Found(Found),
}

/// What a frame tells of sharing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The cell's own rules of release, the first that fits counts; for those who see the truth, every cell's.
    pub rules: Vec<Rule>,
    /// Partners' drift forecasts as told.
    pub datums: Vec<DatumView>,
    /// The newest entries of the ledger that the cell told or was told, oldest first.
    pub ledger: Vec<Entry>,
}
