//! The science of SAREX: positions, wind and current fields, leeway drift, sweep width, detection, survival.
//!
//! Invariant: stateless science. No file, no clock, no passing of time, no thread, no Bevy: every function takes values
//! and gives values. Transcendental functions go through [`math`] (the crate `libm`) and never through `f64::sin` and
//! its kin, nothing uses fused multiply-add, and no container is unordered, so that a result is the same to the last
//! bit in every build profile and on every system. `clippy.toml` beside this crate's manifest holds the rule.
//!
//! Every figure of a table has its source in `tables/README.md`.
#![warn(missing_docs)]

pub mod allocation;
pub mod containment;
mod csv;
pub mod density;
pub mod detection;
pub mod ensemble;
pub mod field;
pub mod horizon;
pub mod land;
pub mod lateral_range;
pub mod leeway;
pub mod math;
pub mod pattern;
pub mod planning;
pub mod pod;
pub mod position;
pub mod probability;
pub mod rng;
pub mod shore;
pub mod statistics;
pub mod sun;
pub mod survival;
pub mod sweep;
pub mod units;
