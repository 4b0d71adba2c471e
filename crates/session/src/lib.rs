//! The driver: one named thread owns the exercise; requests come in and snapshots go out over bounded channels.
//!
//! Invariant: no Bevy, and no rule of search and rescue.
#![warn(missing_docs)]

mod driver;
pub mod link;
pub mod recording;
pub mod replay;
mod runner;
mod watch;

pub use driver::{Beside, ReplayError, Session};
pub use runner::Runner;
