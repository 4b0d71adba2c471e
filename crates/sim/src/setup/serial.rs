//! The exercise list and the default procedures as a scenario gives them.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::{Order, Text};
use crate::levers;

/// One line of the exercise list, or of a cell's default procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Serial {
    /// Id, for example `I-01`.
    pub id: String,
    /// When it is due.
    pub when: When,
    /// What then happens.
    pub action: Action,
    /// A default procedure: left out when somebody of that cell sits at the desk and did it already.
    pub default_procedure: bool,
    /// What the trainees should do, for the trainer.
    pub expect: Option<Text>,
    /// Objective it belongs to.
    pub objective: Option<String>,
    /// Channel, owner and the answer it wants.
    pub detail: crate::list::Detail,
}

/// When a serial is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum When {
    /// Seconds from the start.
    At(u64),
    /// So long after another serial was carried out (by number).
    After {
        /// Number of the other serial.
        serial: u32,
        /// Seconds.
        delay_s: u64,
    },
    /// So long after a message of this kind was first read by a cell (by number).
    Received {
        /// Kind of message, for example `datum`.
        kind: String,
        /// Number of the reading cell.
        cell: u32,
        /// Seconds.
        delay_s: u64,
    },
    /// So long after an object was found.
    Found {
        /// Number of the object; none: any.
        object: Option<u32>,
        /// Number of the cell whose own unit found it; none: whoever did.
        cell: Option<u32>,
        /// Seconds.
        delay_s: u64,
    },
    /// So long after every living person was recovered.
    Recovered {
        /// Seconds.
        delay_s: u64,
    },
    /// Nothing was found so long after another serial was carried out.
    NotFoundAfter {
        /// Number of the other serial.
        serial: u32,
        /// Seconds.
        delay_s: u64,
    },
    /// So long after another serial was answered.
    Answered {
        /// Number of the other serial; it sends a message.
        serial: u32,
        /// Seconds.
        delay_s: u64,
    },
    /// Nobody answered another serial for so long after it was sent.
    Unanswered {
        /// Number of the other serial; it sends a message.
        serial: u32,
        /// Seconds.
        for_s: u64,
    },
    /// So long after the legs of a search were run.
    Searched {
        /// Number of the serial that plans the search; none: any search.
        search: Option<u32>,
        /// Number of the cell whose search it is; none: anybody's.
        cell: Option<u32>,
        /// Share of the legs that must be run, 0 to 1.
        share: f64,
        /// Seconds.
        delay_s: u64,
    },
    /// So long after the cumulative probability of success first reached a value, by the cells' own reckoning.
    Pos {
        /// The value, 0 to 1.
        least: f64,
        /// Number of the object; none: any.
        object: Option<u32>,
        /// Number of the cell that reckons; none: any.
        cell: Option<u32>,
        /// Seconds.
        delay_s: u64,
    },
    /// When control fires it.
    ByHand,
}

/// What a serial does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// A message between cells.
    Message(MessageDraft),
    /// A search is planned and its units are sent.
    Search(SearchRequest),
    /// The best placed of these units are sent to recover the persons of a found object.
    Rescue {
        /// Number of the ordering cell.
        cell: u32,
        /// Number of the object.
        object: u32,
        /// Numbers of the units to choose from.
        units: Vec<u32>,
    },
    /// A unit gets an order.
    Order {
        /// Number of the unit.
        unit: u32,
        /// What is asked.
        order: Order,
    },
    /// The weather or the sea changes.
    Environment(EnvironmentChange),
    /// The exercise ends.
    End,
    /// Control pulls a lever.
    Lever(levers::Lever),
}

/// A change of weather by exercise control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names; none leaves as it is")]
pub struct EnvironmentChange {
    pub visibility_nm: Option<f64>,
    pub wave_height_m: Option<f64>,
}

/// A message to be sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageDraft {
    /// Number of the sending cell.
    pub from: u32,
    /// Numbers of the receiving cells.
    pub to: Vec<u32>,
    /// Kind, for example `distress-alert`, `smc-named`, `datum`, `area-split`, `entry-request`, `entry-cleared`, `sitrep`, `text`.
    pub kind: String,
    /// What it says.
    pub text: Text,
    /// Number of the object it reports, if it gives a position or a datum: opens the receiver's estimate.
    pub about_object: Option<u32>,
    /// What it says as a structure; the text then adds to it.
    pub body: crate::talk::Body,
    /// Number of the channel.
    pub channel: u32,
    /// Number of the message that it answers.
    pub reply_to: Option<u32>,
    /// Answers the newest message of this kind that the sender got; empty: none.
    pub answers: String,
    /// The body is filled in from what the sender knows when it is sent.
    pub fill: Option<crate::talk::Kind>,
}

/// A search to be planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchRequest {
    /// Number of the asking cell.
    pub cell: u32,
    /// Number of the search-pattern plugin.
    pub plugin: u32,
    /// Pattern, for example `parallel-track`.
    pub pattern: String,
    /// The plugin's own parameters.
    pub params: Vec<(String, f64)>,
    /// Numbers of the units.
    pub units: Vec<u32>,
    /// Number of the object searched for.
    pub object: u32,
    /// Corners; empty: a box round the cell's estimate.
    pub area: Vec<Position>,
    /// Only this part of the area.
    pub split: Option<Split>,
    /// Line of a track line search.
    pub track: Vec<Position>,
    /// Track spacing; none: the planner chooses.
    pub spacing_m: Option<f64>,
    /// Tell the cell's partners the plan: they see its legs.
    pub shared: bool,
}

/// Which part of the common area is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum Split {
    NorthHalf,
    SouthHalf,
    EastHalf,
    WestHalf,
    /// Left of an exercise line (by number), looking from its first point to its last.
    LeftOf(u32),
    /// Right of an exercise line.
    RightOf(u32),
    /// The asking cell's side of the division that the cells agreed.
    Agreed,
}
