//! Exercises without a desk: opens a scenario with its plugins, runs it to its end, writes its files.
//!
//! Invariant: every program that runs exercises on its own (`sarex run`, the campaigns) goes through here, so the same
//! scenario and seed give the same digest from any of them.
#![warn(missing_docs)]

pub mod chart;
pub mod collect;
pub mod compile;
pub mod failure;
pub mod open;
pub mod outputs;
pub mod program;
pub mod repros;
pub mod run;
