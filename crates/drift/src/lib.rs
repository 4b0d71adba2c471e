//! `sarex drift`: a drift case, its ensemble on every core, and the products that planners use.
//!
//! Invariant: no Bevy, no wasmtime. The science is in sarex-model, the formats are in sarex-files.

pub mod case;
pub mod command;
mod digest;
mod elements;
pub mod environment;
pub mod forecast;
mod frames;
mod gather;
mod hull;
pub mod inputs;
pub mod pieces;
mod present;
pub mod products;
pub mod run;
pub mod seeding;
mod stretch;
mod tally;
mod totals;
