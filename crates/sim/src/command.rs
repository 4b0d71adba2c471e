//! The one way in: whoever wants something of an exercise sends a [`Command`].

use serde::{Deserialize, Serialize};

use crate::{
    cells::{self, sharing},
    coordination, levers, notes,
    setup::{EnvironmentChange, MessageDraft, Order, SearchRequest},
    talk,
};

/// Something a cell (or control) asks for. A refused command becomes an event with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// Number of the asking cell.
    pub cell: u32,
    /// What is asked.
    pub action: Ask,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Order one of the cell's own units.
    Order {
        /// Number of the unit.
        unit: u32,
        /// What it shall do.
        order: Order,
    },
    /// Send a message.
    Message(MessageDraft),
    /// Plan a search and send its units.
    Search(SearchRequest),
    /// Control: change weather or sea.
    Environment(EnvironmentChange),
    /// Control: let a suspended plugin decide again.
    ReinstatePlugin(u32),
    /// Control: read a plugin's component again and go on with it; its units keep what they remember.
    ReloadPlugin(u32),
    /// Control: end the exercise.
    End,
    /// Control: take in the installed plugin of this id; it gets the next number.
    AddPlugin(String),
    /// Control: something with a serial of the exercise list.
    List(crate::list::Ask),
    /// Control: pull a lever.
    Lever(levers::Lever),
    /// Read or acknowledge a message; control: change how messages travel.
    Talk(talk::Ask),
    /// Take a step of coordination and tell it.
    Coordination(coordination::Ask),
    /// Take a note.
    Notes(notes::Ask),
    /// Control: freeze a cell's picture, move an exercise line.
    Cells(cells::Ask),
    /// Rules of release, and telling a partner something.
    Sharing(sharing::Ask),
    /// Control: let another behaviour steer a unit from now on. It has not met the unit before, so it begins its order anew.
    Behaviour {
        /// Number of the unit.
        unit: u32,
        /// Number of the plugin; none: the built-in fallback.
        plugin: Option<u32>,
    },
}
