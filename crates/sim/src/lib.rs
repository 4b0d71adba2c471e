//! The exercise engine: advances one tick, given commands, and returns events.
//!
//! Invariant: no clock, no file, no thread, no wasmtime, no Bevy. Everything from outside arrives as a value.
#![warn(missing_docs)]

pub mod call;
pub mod cells;
pub mod command;
pub mod coordination;
pub mod decision;
pub mod event;
mod exercise;
pub mod grade;
pub mod history;
pub mod journal;
pub mod levers;
pub mod limits;
pub mod list;
pub mod notes;
mod observe;
mod outcome;
mod param_spec;
mod phases;
pub mod setup;
pub mod signals;
mod state;
pub mod talk;
pub mod view;

pub use exercise::{Exercise, RestoreError};
pub use outcome::{DarkVessel, ObjectOutcome, ObjectiveResult, PatrolOutcome, UnitUse};
