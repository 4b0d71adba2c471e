//! One exercise: its state, and the step from one tick to the next.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    command::Command,
    coordination,
    decision::{Batch, Decisions, Outcome},
    event::{Audience, Event, What},
    history::History,
    levers,
    limits::SENSOR_CYCLE_S,
    phases,
    setup::Setup,
    state::State,
};

/// A running exercise. Everything that happens next depends only on this value, the commands and the decisions.
#[derive(Clone)]
pub struct Exercise {
    pub(crate) setup: Arc<Setup>,
    pub(crate) state: State,
    /// Private state of the behaviour plugins: for each plugin, `state_stride` bytes for each unit.
    /// Saved, but not part of the digest: a replay has no plugins.
    pub(crate) memory: Vec<Vec<u8>>,
    /// What happened so far, for frames and reports.
    pub(crate) history: History,
    pub(crate) scratch: Scratch,
}

/// Work space and derived values; never saved.
#[derive(Clone, Default)]
pub(crate) struct Scratch {
    pub events: Vec<Event>,
    pub batch: Batch,
    pub members: Vec<u32>,
    pub outcome: Outcome,
    /// Nearest vessels of each unit, by unit number.
    pub neighbours: Vec<Vec<u32>>,
    pub neighbours_tick: Option<u64>,
    /// Sweep widths in metres by (unit, object), and the tick they hold for.
    pub sweep: std::collections::BTreeMap<(u32, u32), (u64, f64)>,
    pub encoded: Vec<u8>,
}

/// Why a saved exercise could not be restored.
#[derive(Debug, thiserror::Error)]
#[error("the saved exercise cannot be read ({0}): it is from another version or damaged")]
pub struct RestoreError(#[from] postcard::Error);

#[derive(Serialize, Deserialize)]
struct Saved {
    state: State,
    memory: Vec<Vec<u8>>,
    history: History,
}

impl Exercise {
    /// Starts an exercise at tick 0.
    pub fn new(setup: Arc<Setup>) -> Self {
        let memory = setup.plugins.iter().map(|p| vec![0; p.state_stride as usize * setup.units.len()]).collect();
        let mut exercise = Self {
            state: State::new(&setup),
            history: History::new(&setup),
            memory,
            setup,
            scratch: Scratch::default(),
        };
        phases::environment::start(&mut exercise);
        phases::drift::start(&mut exercise);
        phases::metrics::start(&mut exercise);
        exercise.emit(Audience::All, What::Started);
        exercise
    }

    /// What the exercise started from.
    pub fn setup(&self) -> &Arc<Setup> {
        &self.setup
    }

    /// Seconds since the start.
    pub fn tick(&self) -> u64 {
        self.state.tick
    }

    /// The exercise is over; further steps do nothing.
    pub fn ended(&self) -> bool {
        self.state.ended.is_some()
    }

    /// What happened so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Advances one tick and returns what happened in it, in order.
    pub fn step(&mut self, commands: &[Command], decisions: &mut dyn Decisions) -> Vec<Event> {
        if self.ended() {
            return std::mem::take(&mut self.scratch.events);
        }
        crate::list::run(self, decisions);
        phases::commands::run(self, commands, decisions);
        phases::environment::run(self);
        phases::drift::run(self);
        phases::replanning::run(self, decisions);
        phases::decide::run(self, decisions);
        phases::motion::run(self);
        levers::run(self);
        if self.state.tick.is_multiple_of(SENSOR_CYCLE_S) {
            phases::search::run(self, decisions);
            phases::surveillance::run(self);
        }
        phases::communications::run(self);
        coordination::run(self);
        phases::casualties::run(self);
        phases::logistics::run(self);
        phases::metrics::run(self);
        self.state.tick += 1;
        if self.state.tick >= self.setup.length_s && !self.ended() {
            self.end(crate::event::EndReason::Time);
        }
        if self.ended() {
            phases::judge::run(self, decisions);
        }
        std::mem::take(&mut self.scratch.events)
    }

    /// SHA-256 of the state and of all events so far, hexadecimal.
    pub fn digest(&mut self) -> String {
        let mut bytes = std::mem::take(&mut self.scratch.encoded);
        bytes.clear();
        let bytes = postcard::to_extend(&self.state, bytes).expect("a state in memory can be encoded");
        let digest = hex(&Sha256::digest(&bytes));
        self.scratch.encoded = bytes;
        digest
    }

    /// The whole exercise as bytes; [`Exercise::restore`] goes on from there exactly.
    pub fn save(&self) -> Vec<u8> {
        let saved = Saved { state: self.state.clone(), memory: self.memory.clone(), history: self.history.clone() };
        postcard::to_stdvec(&saved).expect("a state in memory can be encoded")
    }

    /// State and plugins' memory without what happened so far, which only grows and is kept apart (see
    /// [`History::since`]); [`Exercise::from_keyframe`] goes on from there.
    pub fn keyframe(&self) -> Vec<u8> {
        postcard::to_stdvec(&(&self.state, &self.memory)).expect("a state in memory can be encoded")
    }

    /// Goes on from a keyframe made with the same setup and the whole history up to it.
    pub fn from_keyframe(setup: Arc<Setup>, bytes: &[u8], history: History) -> Result<Self, RestoreError> {
        let (state, memory) = postcard::from_bytes(bytes)?;
        Ok(Self::resumed(setup, Saved { state, memory, history }))
    }

    /// Goes on from a save made with the same setup.
    pub fn restore(setup: Arc<Setup>, bytes: &[u8]) -> Result<Self, RestoreError> {
        Ok(Self::resumed(setup, postcard::from_bytes(bytes)?))
    }

    fn resumed(setup: Arc<Setup>, saved: Saved) -> Self {
        let Saved { state, memory, history } = saved;
        let mut exercise = Self { setup, state, memory, history, scratch: Scratch::default() };
        phases::plugins::apply(&mut exercise);
        exercise
    }

    pub(crate) fn end(&mut self, reason: crate::event::EndReason) {
        self.state.ended = Some(reason);
        self.emit(Audience::All, What::Ended { reason });
    }

    pub(crate) fn emit(&mut self, known_to: Audience, what: What) {
        let event = Event { tick: self.state.tick, known_to, what };
        let mut bytes = std::mem::take(&mut self.scratch.encoded);
        bytes.clear();
        bytes.extend_from_slice(&self.state.event_digest);
        let bytes = postcard::to_extend(&event, bytes).expect("an event in memory can be encoded");
        self.state.event_digest = Sha256::digest(&bytes).into();
        self.scratch.encoded = bytes;
        self.state.events += 1;
        self.history.events.push(event.clone());
        self.scratch.events.push(event);
    }

    /// The cell that commands a unit, as an audience; traffic, and what nobody hears, is control's business.
    pub(crate) fn audience_of(&self, unit: u32) -> Audience {
        match self.setup.units[unit as usize].cell {
            Some(cell) if levers::silent(self, unit).is_none() => Audience::Cells(vec![cell]),
            _ => Audience::Control,
        }
    }

    /// Seconds since 1970 of the present tick.
    pub(crate) fn unix_s(&self) -> f64 {
        self.setup.start_unix_s as f64 + self.state.tick as f64
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
