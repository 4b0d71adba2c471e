//! Levers: what exercise control changes under the feet of the trainees, and how it puts it right again.
//!
//! Every lever acts where the engine reads it (see `effect`), is journalled like any command, and has a counterpart:
//! repair, reconnect, open, end of the jam, rejoin, an offset of nothing, or the override that stood before.

mod change;
mod check;
mod effect;
mod jam;
mod pull;
mod silence;
mod told;

use sarex_model::position::{Position, Vec2};
use serde::{Deserialize, Serialize};

pub(crate) use change::fate;
pub(crate) use check::check;
pub(crate) use effect::{
    base, can_recover, connected, error_m, hoist_reason, identify_m, look_out, port_open, radar_m, reachable, top_mps,
    trusts_sensor, withdrawn,
};
pub(crate) use jam::run;
pub(crate) use pull::pull;
pub(crate) use silence::{keep_find, silent, trail_from};

use crate::{limits::MAX_TEXT, setup::Base, state::Report};

/// Jams at a time, closed ports, and characters of a jam's name: a chart of more cannot be read.
pub const MAX_LEVERS: usize = 100;

/// One lever, pulled by control or by a line of the exercise list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Lever {
    /// True wind and current differ from the data by this much from now on; an offset of nothing restores the data.
    Offset(Offset),
    /// These cells (numbers) are told the offset in force: their forecasts hold it from now on.
    TellForecast {
        /// Numbers of the cells.
        cells: Vec<u32>,
    },
    /// Something on board fails, wholly or in part.
    Fault(Fault),
    /// It works again.
    Repair {
        /// Number of the unit.
        unit: u32,
        /// What is repaired; none: everything.
        equipment: Option<Equipment>,
    },
    /// Nothing reaches a cell from the others and nothing leaves it for them. Messages wait; control has its own line.
    Cut {
        /// Number of the cell.
        cell: u32,
    },
    /// The counterpart of `Cut`: what waited goes out.
    Reconnect {
        /// Number of the cell.
        cell: u32,
    },
    /// A port, an airfield or a deck lets nobody in or out: no fuel, no landing of survivors.
    ClosePort(Base),
    /// The counterpart of `ClosePort`.
    OpenPort(Base),
    /// A unit has another base from now on. Its own cell may ask this too.
    Divert {
        /// Number of the unit.
        unit: u32,
        /// Where it refuels and lands survivors.
        base: Base,
    },
    /// No satellite navigation in a circle: units there reckon, report what they reckon and steer by it.
    Jam(Jam),
    /// The counterpart of `Jam`: units have a fix again.
    EndJam {
        /// Name of the jam.
        name: String,
    },
    /// A partner leaves: its units go home, its cell takes no part, the exercise goes on.
    Withdraw {
        /// Number of the cell.
        cell: u32,
    },
    /// The counterpart of `Withdraw`.
    Rejoin {
        /// Number of the cell.
        cell: u32,
    },
    /// Any state as control wants it. The event holds what stood before, which is the counterpart.
    Override {
        /// What it is to be.
        change: Change,
        /// Why; never empty.
        reason: String,
    },
}

/// Wind and current beside the data, the way they blow and set, m/s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Offset {
    pub wind: Vec2,
    pub current: Vec2,
}

/// What can fail on board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Equipment {
    /// No radar contacts; a sensor model, which may hold a radar, gives way to the published sweep widths of the eye.
    Radar,
    /// The greatest speed is a share of the unit's own.
    Engine,
    /// Nobody can be taken on board.
    Hoist,
    /// No contact can be identified, and a drone, which has no eyes but its camera, sees no search object.
    Camera,
    /// Nothing is heard from the unit and no order reaches it; it goes on with what it was told.
    Radio,
}

impl Equipment {
    /// Every kind.
    pub const ALL: [Equipment; 5] =
        [Equipment::Radar, Equipment::Engine, Equipment::Hoist, Equipment::Camera, Equipment::Radio];

    /// The word of scenario files and of the keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Equipment::Radar => "radar",
            Equipment::Engine => "engine",
            Equipment::Hoist => "hoist",
            Equipment::Camera => "camera",
            Equipment::Radio => "radio",
        }
    }
}

/// Equipment of a unit that works in part or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Number of the unit.
    pub unit: u32,
    /// What failed.
    pub equipment: Equipment,
    /// Share that still works, from 0 to less than 1; anything but an engine has 0.
    pub left: f64,
}

/// A circle without satellite navigation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct Jam {
    pub name: String,
    pub at: Position,
    pub radius_m: f64,
}

/// What an override sets. Numbers are those of the thing they name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain; units in the names")]
pub enum Change {
    UnitPosition {
        unit: u32,
        at: Position,
    },
    /// Share of a full tank.
    Fuel {
        unit: u32,
        share: f64,
    },
    /// Out of the exercise, or back in it.
    Lost {
        unit: u32,
        lost: bool,
    },
    ObjectPosition {
        object: u32,
        at: Position,
    },
    Person {
        object: u32,
        person: u32,
        fate: Fate,
    },
    /// A cell knows, or no longer knows, where an object is.
    Found {
        cell: u32,
        object: u32,
        found: bool,
    },
}

/// Where a person of a search object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum Fate {
    /// Alive, in or with the object.
    Waiting,
    /// Dead, in or with the object.
    Dead,
    /// Taken on board by a unit.
    Recovered { unit: u32 },
}

/// What levers come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are numbers of the thing they name; units are in the names")]
pub enum Event {
    /// A lever other than an override was pulled; control only.
    Pulled(Lever),
    /// A state was overridden; control only. `before` restores it.
    Overridden {
        change: Change,
        before: Change,
        reason: String,
    },
    /// The unit's cell hears nothing from it any more.
    ContactLost {
        unit: u32,
    },
    /// The unit's cell hears it again.
    ContactRegained {
        unit: u32,
    },
    /// The unit tells of a search object that it saw at `seen_tick` while nobody heard it.
    FindTold {
        unit: u32,
        object: u32,
        seen_tick: u64,
        at: Position,
    },
    /// A unit is out of the exercise, or back in it, by control's word.
    UnitLost {
        unit: u32,
    },
    UnitBack {
        unit: u32,
    },
    /// Its own cell is told that its part is over, or goes on.
    Withdrawn {
        cell: u32,
    },
    Rejoined {
        cell: u32,
    },
    /// A unit navigates by dead reckoning; control only.
    FixLost {
        unit: u32,
    },
    /// It knows its position again, and by how much it was wrong; control only.
    FixRegained {
        unit: u32,
        error_m: f64,
    },
}

/// Levers in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// How far true wind and current are from the data.
    pub offset: Offset,
    /// Offsets that cells were told, by number of the cell.
    pub told: Vec<(u32, Offset)>,
    /// What does not work.
    pub faults: Vec<Fault>,
    /// Numbers of the cells cut off.
    pub cut: Vec<u32>,
    /// Closed ports, airfields and decks.
    pub closed: Vec<Base>,
    /// Bases other than the scenario's, by number of the unit.
    pub bases: Vec<(u32, Base)>,
    /// Circles without satellite navigation.
    pub jams: Vec<Jam>,
    /// Units that navigate by dead reckoning.
    pub reckonings: Vec<Reckoning>,
    /// Numbers of the cells that take no part.
    pub withdrawn: Vec<u32>,
    /// Units that nobody hears.
    pub(crate) silences: Vec<Silence>,
}

/// A unit that navigates by dead reckoning.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct Reckoning {
    pub unit: u32,
    pub since_tick: u64,
    /// Direction in which the reckoned position runs away from the true one, degrees true.
    pub bearing_deg: f64,
    pub error_m: f64,
}

/// What is known of a unit that nobody hears.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Silence {
    pub unit: u32,
    /// As it was last heard.
    pub last: Report,
    /// What it found since and will tell: object, tick, reported place, drift.
    pub finds: Vec<(u32, u64, Position, Vec2)>,
}

impl State {
    /// What a cell's forecast was told of the offset.
    pub fn told(&self, cell: u32) -> Offset {
        self.told.iter().find(|(c, _)| *c == cell).map_or_else(Offset::default, |(_, offset)| *offset)
    }

    /// Share of the unit's equipment that works.
    pub fn left(&self, unit: u32, equipment: Equipment) -> f64 {
        self.faults.iter().find(|f| f.unit == unit && f.equipment == equipment).map_or(1.0, |f| f.left)
    }

    /// Difference between where a unit takes itself to be and where it is.
    pub fn navigation_error(&self, unit: u32) -> Vec2 {
        let found = self.reckonings.iter().find(|r| r.unit == unit);
        found.map_or_else(Vec2::default, |r| Vec2::from_polar(r.bearing_deg, r.error_m))
    }
}

/// A reason that says something and is short enough.
fn reasoned(reason: &str) -> Result<(), String> {
    match reason.trim().chars().count() {
        0 => Err("an override needs a reason".to_owned()),
        n if n > MAX_TEXT => Err(format!("a reason holds at most {MAX_TEXT} characters")),
        _ => Ok(()),
    }
}
