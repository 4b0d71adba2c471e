//! What a person at the desk wants, as panels and chart report it.

use sarex_model::position::Position;
use sarex_session::link::Request;
use sarex_sim::{
    command::{Ask, Command},
    setup::{SearchRequest, World},
};

use crate::{press::Paper, theme::Palette, words::Language, workshop::Draft};

/// A thing on the chart that can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Picked {
    /// A unit under command, by number.
    Unit(u32),
    /// A contact, by track number.
    Contact(u32),
    /// A found search object, by number.
    Found(u32),
    /// The estimate of a search object, by the object's number.
    Estimate {
        /// Number of the cell.
        cell: u32,
        /// Number of the object.
        object: u32,
    },
    /// A unit or ship as it truly is, by number.
    TrueUnit(u32),
    /// A search object as it truly is, by number.
    TrueObject(u32),
}

/// What a person wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Of the driver.
    Request(Request),
    /// Of the exercise, in the name of the viewed cell.
    Ask(Ask),
    /// Select this, or nothing.
    Select(Option<Picked>),
    /// Keep the selected thing in the middle.
    Follow(bool),
    /// Look there.
    Centre(Position),
    /// Show everything.
    FitAll,
    /// Zoom about the middle.
    Zoom(f64),
    /// Measure with the next clicks.
    Measure(bool),
    /// Draw on the chart with the next clicks.
    Draw(bool),
    /// Put these points into the drawing tool, to be moved there.
    Drawn(Vec<Position>),
    /// Read the desk in another language.
    Language(Language),
    /// Another light.
    Palette(Palette),
    /// Open another scenario.
    Open(String),
    /// Write the after-action report.
    Report(Paper),
    /// Read the files of this plugin, by number, again.
    ReloadPlugin(u32),
    /// Of the script editor.
    Script(ScriptAsk),
}

/// What a person at the script editor wants.
#[derive(Clone, Debug, PartialEq)]
pub enum ScriptAsk {
    /// Show the editor, or close it.
    Show(bool),
    /// Begin anew from a script that works.
    New(World),
    /// Open a script, by id.
    Open(String),
    /// Try the script's contract.
    Check(Draft),
    /// Let the script plan the task of this search; none: a sample at the place.
    Try(Draft, Option<Box<SearchRequest>>, Position),
    /// Keep the script as a plugin and take it into the exercise.
    Use(Draft),
}

impl Intent {
    /// The request of a cell.
    pub fn into_request(ask: Ask, cell: u32) -> Request {
        Request::Command(Command { cell, action: ask })
    }
}
