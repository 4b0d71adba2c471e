//! Runs SAREX plugins: finds them, checks them, and calls them under limits of fuel, memory and time.
//!
//! [`PluginHost`] answers the engine's questions ([`sarex_sim::decision::Decisions`]). Whatever a plugin does, the
//! exercise goes on: a unit whose decision cannot be used is named in a fault, and the engine steers it itself.
//!
//! Invariant: no Bevy, no WASI; a plugin sees its inputs and the functions of `diag`, nothing else of the machine.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]
#![warn(missing_docs)]

mod contract;
mod host;
mod load;
mod package;
mod repro;
mod run;
mod scratch;
pub mod trust;

pub use host::{Called, HostOptions, PluginHost, PluginLog};
pub use package::build;
pub use package::find::{PluginFile, discover, find};
pub use package::language::Language;
pub use package::manifest::{
    Api, Build, Conformance, Finding, Handling, Limits, Manifest, Param, ParamKind, PluginInfo, Signals,
};
pub use package::template::{Created, NewPlugin, create};
pub use repro::{Difference, Recorded, Repro, Repros, Terms};
pub use run::compile::{CompilerProcess, compile_job};
pub use run::engine::{Compiler, Profile};
pub use run::guest::{Drawing, LogLevel, LogLine};
