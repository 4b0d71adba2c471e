//! Runs SAREX plugins: finds them, checks them, and calls them under limits of fuel, memory and time.
//!
//! [`PluginHost`] answers the engine's questions ([`sarex_sim::decision::Decisions`]). Whatever a plugin does, the
//! exercise goes on: a unit whose decision cannot be used is named in a fault, and the engine steers it itself.
//!
//! Invariant: no Bevy, no WASI; a plugin sees its inputs and one log function, nothing else of the machine.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]
#![warn(missing_docs)]

mod batch;
pub mod build;
mod cache;
mod check;
mod contract;
mod engine;
mod find;
mod guest;
mod host;
mod inspect;
mod limits;
mod load;
mod manifest;
mod plan;
mod validate;

pub use check::check;
pub use engine::Profile;
pub use find::{PluginFile, discover, find};
pub use guest::{LogLevel, LogLine};
pub use host::{HostOptions, PluginHost, PluginLog};
pub use manifest::{Finding, Limits, Manifest, Param, PluginInfo};
