//! Cells: their rights, what control does to their picture (freeze), the exercise lines, and the names they read.
//!
//! What one cell tells another is the matter of [`sharing`].

use std::collections::BTreeMap;

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::{MAX_LINE_POINTS, MAX_TEXT},
    setup::Setup,
    view::Frame,
};

pub mod names;
mod observe;
mod right;
pub mod sharing;

pub use right::{CellPolicy, Right};
pub(crate) use right::{check, may};

/// What the scenario says of cells beyond who they are. The default is the neutral one: nobody coordinates by decree,
/// no rule of release, every name as the map has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Number of the cell that coordinates from the start.
    pub coordinator: Option<u32>,
    /// Rules of release; of two that fit, the one written first counts.
    pub release: Vec<sharing::Rule>,
    /// Names and masked areas.
    pub names: names::Policy,
}

/// What control did to cells and lines so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// The frame that each frozen cell goes on seeing.
    pub frozen: BTreeMap<u32, Frame>,
    /// Exercise lines that were moved, by number.
    pub lines: BTreeMap<u32, Vec<Position>>,
}

/// What control may ask of cells and lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The cell's frame stays as it is now.
    Freeze(u32),
    /// The cell sees again what it perceives.
    Thaw(u32),
    /// An exercise line runs elsewhere from now on.
    MoveLine {
        /// Number of the line.
        line: u32,
        /// Its new points.
        points: Vec<Position>,
        /// Why, for the report.
        reason: String,
    },
}

/// What happened to cells and lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "numbers of the thing they name")]
pub enum Event {
    Frozen { cell: u32 },
    Thawed { cell: u32 },
    LineMoved { line: u32, reason: String },
}

/// What a frame tells of the cell itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Control froze the picture at this tick.
    pub frozen_since: Option<u64>,
    /// Cells whose picture is frozen; for those who see the truth.
    pub frozen: Vec<u32>,
    /// Exercise lines that run elsewhere than in the brief: number and points.
    pub lines: Vec<(u32, Vec<Position>)>,
    /// Places under the names that this cell reads.
    pub places: Vec<names::PlaceView>,
    /// Areas that this cell's chart masks.
    pub masks: Vec<names::MaskView>,
}

/// Whether what control asks can be done; the right to it is checked before.
pub(crate) fn valid(exercise: &Exercise, ask: &Ask) -> Result<(), String> {
    let known = |cell: u32| match exercise.setup.cells.get(cell as usize) {
        Some(_) => Ok(()),
        None => Err(format!("there is no cell number {cell}")),
    };
    match ask {
        Ask::Freeze(cell) => {
            known(*cell)?;
            match exercise.state.desk.frozen.contains_key(cell) {
                true => Err("its picture is frozen already".to_owned()),
                false => Ok(()),
            }
        }
        Ask::Thaw(cell) => match exercise.state.desk.frozen.contains_key(cell) {
            true => Ok(()),
            false => Err("its picture is not frozen".to_owned()),
        },
        Ask::MoveLine { line, points, reason } => {
            if *line as usize >= exercise.setup.lines.len() {
                return Err(format!("there is no line number {line}"));
            }
            if !(2..=MAX_LINE_POINTS).contains(&points.len()) || !points.iter().all(|p| p.is_valid()) {
                return Err(format!("a line has from 2 to {MAX_LINE_POINTS} points, each a position"));
            }
            if reason.chars().count() > MAX_TEXT {
                return Err(format!("a reason holds at most {MAX_TEXT} characters"));
            }
            Ok(())
        }
    }
}

/// Does what control asked.
pub(crate) fn carry_out(exercise: &mut Exercise, ask: &Ask) {
    match ask {
        Ask::Freeze(cell) => {
            let frame = exercise.frame(*cell);
            exercise.state.desk.frozen.insert(*cell, frame);
            exercise.emit(Audience::Control, What::Cells(Event::Frozen { cell: *cell }));
        }
        Ask::Thaw(cell) => {
            exercise.state.desk.frozen.remove(cell);
            exercise.emit(Audience::Control, What::Cells(Event::Thawed { cell: *cell }));
        }
        Ask::MoveLine { line, points, reason } => {
            exercise.state.desk.lines.insert(*line, points.clone());
            let what = Event::LineMoved { line: *line, reason: reason.clone() };
            exercise.emit(Audience::All, What::Cells(what));
        }
    }
}

impl Exercise {
    /// The points of an exercise line as it runs now; empty for a number that is none.
    pub fn line(&self, line: u32) -> &[Position] {
        let declared = self.setup.lines.get(line as usize).map_or(&[][..], |l| &l.points);
        self.state.desk.lines.get(&line).map_or(declared, Vec::as_slice)
    }
}

/// Whether a place lies in a polygon: even-odd rule in degrees, for exercise areas never cross the date line.
pub(crate) fn inside(area: &[Position], p: Position) -> bool {
    let mut inside = false;
    for (i, a) in area.iter().enumerate() {
        let b = area[(i + 1) % area.len()];
        if (a.lat_deg > p.lat_deg) != (b.lat_deg > p.lat_deg) {
            let share = (p.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
            inside ^= p.lon_deg < a.lon_deg + share * (b.lon_deg - a.lon_deg);
        }
    }
    inside
}

impl Setup {
    /// The cells whose area of responsibility holds a place.
    pub fn responsible(&self, at: Position) -> Vec<u32> {
        let holds = |(_, cell): &(u32, &crate::setup::Cell)| inside(&cell.policy.area, at);
        (0..).zip(&self.cells).filter(holds).map(|(number, _)| number).collect()
    }
}
