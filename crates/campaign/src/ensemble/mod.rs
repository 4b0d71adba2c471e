//! One drift ensemble too large for one machine: its pieces are shards, their counts are added up by SQL.

mod merge;
mod piece;
mod plan;

pub use merge::merge;
pub use piece::work;
pub use plan::{FILE, Plan, args};
