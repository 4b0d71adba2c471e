//! The exercise list (MSEL): injects, the cells' default procedures and searches, from planned to answered.
//!
//! What stands in the list is a [`crate::setup::Serial`]; here is where it stands, what control may do with it, and when it
//! is due. A serial is carried out once. A message that wants an answer is then answered, or late.

mod actions;
mod commands;
mod due;
mod run;
mod state;

use serde::{Deserialize, Serialize};

use crate::setup::Text;

pub(crate) use commands::{check, take};
pub(crate) use run::run;
pub(crate) use state::State;

/// What a planner writes of a serial beside its time and its action.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// Who of exercise control sees to it.
    pub owner: Option<String>,
    /// Kind of message that answers it, whoever receives that; none: any message of a receiver to its sender.
    pub answer: Option<String>,
    /// Seconds from its sending after which it is late; none: it is never late.
    pub answer_within_s: Option<u64>,
}

/// Where a serial stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SerialState {
    /// Waits for its time or for what it depends on.
    Planned,
    /// Goes out by itself within [`crate::limits::ARMED_BEFORE_S`].
    Armed,
    /// Waits for control.
    Held,
    /// Carried out; where it wants an answer, that is still to come.
    Sent,
    /// Answered, in time or not.
    Answered,
    /// Not answered in time.
    Late,
    /// Left out: by control, or because the people at the desk did it already.
    Skipped,
}

impl SerialState {
    /// Not yet carried out and not left out.
    pub fn open(self) -> bool {
        matches!(self, SerialState::Planned | SerialState::Armed | SerialState::Held)
    }
}

/// The answer to a serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When it was given.
    pub tick: u64,
    /// Number of the cell that gave it.
    pub cell: u32,
    /// Number of the message; none: by word of mouth, as control noted.
    pub message: Option<u32>,
}

/// What control sees of a serial at one tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands.
    pub state: SerialState,
    /// Tick at which it is due, as far as that is known; none once it is carried out or left out.
    pub due: Option<u64>,
    /// Tick at which it was carried out, or left out by itself.
    pub done: Option<u64>,
    /// Tick by which an answer is wanted.
    pub deadline: Option<u64>,
    /// Its answer.
    pub answer: Option<Answer>,
    /// Number of the message that it sent.
    pub message: Option<u32>,
    /// Control gave it another time.
    pub moved: bool,
    /// Its text, when control corrected it before it was sent.
    pub text: Option<Text>,
    /// Corrections sent after it.
    pub corrections: u32,
}

/// What exercise control asks of a serial, by its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Carry it out now, whatever it waits for.
    Fire(u32),
    /// It waits until it is released or fired.
    Hold(u32),
    /// It is no longer held; when it was due meanwhile, it goes out at once.
    Release(u32),
    /// It is left out. What waits for it waits until control gives that a time.
    Skip(u32),
    /// It goes out at this time, whatever it waits for; one held or left out comes back.
    Reschedule {
        /// Number of the serial.
        serial: u32,
        /// Seconds from the start of the exercise.
        tick: u64,
    },
    /// Its text is put right: before it is sent the text itself, afterwards by a message of kind `correction` to its receivers.
    Correct {
        /// Number of the serial.
        serial: u32,
        /// The right text.
        text: Text,
    },
    /// It was answered by word of mouth.
    Answered {
        /// Number of the serial.
        serial: u32,
        /// Number of the cell that answered.
        cell: u32,
    },
}

impl Ask {
    /// Number of the serial it is about.
    pub fn serial(&self) -> u32 {
        match self {
            Ask::Fire(serial) | Ask::Hold(serial) | Ask::Release(serial) | Ask::Skip(serial) => *serial,
            Ask::Reschedule { serial, .. } | Ask::Correct { serial, .. } | Ask::Answered { serial, .. } => *serial,
        }
    }
}

/// What happened to a serial beside being carried out ([`crate::event::What::SerialDone`]); control's business only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "numbers of the thing they name")]
pub enum Event {
    /// Control holds it.
    Held { serial: u32 },
    /// Control holds it no longer.
    Released { serial: u32 },
    /// Control left it out.
    Skipped { serial: u32 },
    /// Control gave it another time: the tick.
    Rescheduled { serial: u32, to: u64 },
    /// Its text was put right; none: before it was sent.
    Corrected { serial: u32, message: Option<u32> },
    /// A cell answered it: how long after it was sent, and whether that was in time.
    Answered { serial: u32, cell: u32, message: Option<u32>, after_s: u64, in_time: bool },
    /// Nobody answered it in time.
    Late { serial: u32 },
}

impl Event {
    /// For judges: kind, cell, serial, and a value (a time, or seconds to the answer).
    pub(crate) fn told(&self) -> (&'static str, Option<u32>, u32, f64) {
        match *self {
            Event::Held { serial } => ("serial-held", None, serial, 0.0),
            Event::Released { serial } => ("serial-released", None, serial, 0.0),
            Event::Skipped { serial } => ("serial-skipped", None, serial, 0.0),
            Event::Rescheduled { serial, to } => ("serial-rescheduled", None, serial, to as f64),
            Event::Corrected { serial, .. } => ("serial-corrected", None, serial, 0.0),
            Event::Answered { serial, cell, after_s, .. } => ("serial-answered", Some(cell), serial, after_s as f64),
            Event::Late { serial } => ("serial-late", None, serial, 0.0),
        }
    }
}
