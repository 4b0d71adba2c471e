//! Rehearsal campaigns: the same plan under a thousand seas, several plans on the same sea.
//!
//! A campaign is a folder. `plan` resolves every row of the design into a setup and keeps it there with the plugins, so a
//! shard needs nothing but the folder; `shard` runs some seeds of one row and commits one Parquet part by rename; an
//! [`engine`] spreads the shards; the parts on disk are the truth, and `resume` runs what is missing.
//!
//! Invariant: a row of results depends on the plan alone: not on the machine, the threads, the engine, or who died.
#![warn(missing_docs)]

pub mod args;
pub mod command;
pub mod design;
pub mod engine;
pub mod ensemble;
mod fault;
pub mod job;
pub mod plan;
pub mod results;
pub mod shard;
mod write;
