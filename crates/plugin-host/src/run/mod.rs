//! Plugins as they run: the engine, instances under limits, and the calls of the four worlds.

pub mod asked;
pub mod batch;
pub mod bounded;
pub mod compile;
pub mod cut;
pub mod engine;
pub mod guest;
pub mod judge;
pub mod limits;
pub mod plan;
pub mod sensor;
pub mod validate;
