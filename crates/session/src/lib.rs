//! The driver: one named thread owns the exercise; requests come in and snapshots go out over bounded channels.
//!
//! Invariant: no Bevy, and no rule of search and rescue.
#![warn(missing_docs)]

mod driver;
mod helms;
mod keyframe;
pub mod link;
mod patch;
pub mod recording;
pub mod replay;
pub mod resume;
mod runner;
mod watch;
mod writer;

pub use driver::{Beside, Brancher, Session};
pub use keyframe::Keyframe;
pub use runner::Runner;
