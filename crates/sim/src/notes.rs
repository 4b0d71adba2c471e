//! Notes of trainers, evaluators and observers: what was good, what was not, what to ask, when, where and of whom.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::MAX_TEXT,
};

/// Notes of one exercise: an evaluator who writes one a minute for two days.
pub const MAX_NOTES: usize = 3_000;

/// What a note says of what it saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Worth keeping.
    Good,
    /// To be put right.
    Issue,
    /// To be asked in the review.
    Question,
    /// Neither.
    #[default]
    Remark,
}

impl Kind {
    /// Every kind, in the order of the hot-keys.
    pub const ALL: [Kind; 4] = [Kind::Good, Kind::Issue, Kind::Question, Kind::Remark];

    /// The word of the keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Good => "good",
            Kind::Issue => "issue",
            Kind::Question => "question",
            Kind::Remark => "remark",
        }
    }
}

/// A note to be taken; a hot-key needs no more than its kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// What it says of what it saw.
    pub kind: Kind,
    /// In whatever language it was written; empty for a bare hot-key.
    pub text: String,
    /// Tick of what it speaks of; none: now.
    pub of_tick: Option<u64>,
    /// Where.
    pub at: Option<Position>,
    /// Number of the cell it speaks of.
    pub about: Option<u32>,
    /// Number of the objective it belongs to.
    pub objective: Option<u32>,
    /// Number of a note of the same cell that this one takes the place of.
    pub amends: Option<u32>,
}

/// A note that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Number of the cell that took it.
    pub by: u32,
    /// When it was taken.
    pub tick: u64,
    /// Tick of what it speaks of.
    pub of_tick: u64,
    /// What it says of what it saw.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// Where.
    pub at: Option<Position>,
    /// Number of the cell it speaks of.
    pub about: Option<u32>,
    /// Number of the objective it belongs to.
    pub objective: Option<u32>,
    /// Number of the note that took its place.
    pub amended_by: Option<u32>,
}

/// All notes; the index is the note's number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The notes, oldest first.
    pub notes: Vec<Note>,
}

/// What notes come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A note was taken.
    Taken {
        /// Number of the note.
        number: u32,
        /// The note itself.
        note: Note,
    },
}

impl Event {
    /// The event as kind, subject, object, value and text of a judge's log.
    pub(crate) fn told(&self) -> (&'static str, u32, u32, f64, &str) {
        let Event::Taken { number, note } = self;
        let kind = match note.kind {
            Kind::Good => "note-good",
            Kind::Issue => "note-issue",
            Kind::Question => "note-question",
            Kind::Remark => "note-remark",
        };
        (kind, note.by, *number, note.of_tick as f64, &note.text)
    }
}

impl Exercise {
    /// Every note that was taken; the index is the note's number.
    pub fn notes(&self) -> &[Note] {
        &self.state.notes.notes
    }
}

/// Refuses a note that is too long or names what is not there.
pub(crate) fn check(exercise: &Exercise, cell: u32, ask: &Ask) -> Result<(), String> {
    let setup = &exercise.setup;
    let notes = &exercise.state.notes.notes;
    let beyond = |number: Option<u32>, count: usize| number.is_some_and(|n| n as usize >= count);
    let own = |number: u32| notes.get(number as usize).is_some_and(|n| n.by == cell && n.amended_by.is_none());
    match () {
        () if cell as usize >= setup.cells.len() => Err(format!("there is no cell number {cell}")),
        () if ask.text.chars().count() > MAX_TEXT => Err(format!("a note holds at most {MAX_TEXT} characters")),
        () if notes.len() >= MAX_NOTES => Err(format!("an exercise holds at most {MAX_NOTES} notes")),
        () if beyond(ask.about, setup.cells.len()) => Err("a note speaks of a cell that is there".to_owned()),
        () if beyond(ask.objective, setup.objectives.len()) => Err("there is no such objective".to_owned()),
        () if ask.at.is_some_and(|at| !at.is_valid()) => Err("the place is not a position".to_owned()),
        () if ask.of_tick.is_some_and(|t| t > exercise.state.tick) => {
            Err("a note speaks of what was, not of what will be".to_owned())
        }
        () if ask.amends.is_some_and(|n| !own(n)) => Err("only a note of one's own is amended, once".to_owned()),
        () => Ok(()),
    }
}

/// Takes a checked note.
pub(crate) fn take(exercise: &mut Exercise, cell: u32, ask: &Ask) {
    let tick = exercise.state.tick;
    let notes = &mut exercise.state.notes.notes;
    let number = notes.len() as u32;
    let note = Note {
        by: cell,
        tick,
        of_tick: ask.of_tick.unwrap_or(tick),
        kind: ask.kind,
        text: ask.text.trim().to_owned(),
        at: ask.at,
        about: ask.about,
        objective: ask.objective,
        amended_by: None,
    };
    if let Some(first) = ask.amends.and_then(|n| notes.get_mut(n as usize)) {
        first.amended_by = Some(number);
    }
    notes.push(note.clone());
    exercise.emit(Audience::Cells(vec![cell]), What::Notes(Event::Taken { number, note }));
}

/// The notes that a viewer may read, with their numbers: its own, or all of them with the right to the truth.
pub(crate) fn seen(exercise: &Exercise, cell: u32, rights: bool) -> Vec<(u32, Note)> {
    let numbered = (0_u32..).zip(&exercise.state.notes.notes);
    numbered.filter(|(_, note)| rights || note.by == cell).map(|(number, note)| (number, note.clone())).collect()
}
