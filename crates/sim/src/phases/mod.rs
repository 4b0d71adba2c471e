//! The phases of one step, in the order in which `Exercise::step` runs them.

pub(crate) mod casualties;
pub(crate) mod commands;
pub(crate) mod communications;
pub(crate) mod decide;
pub(crate) mod drift;
pub(crate) mod environment;
pub(crate) mod estimate;
pub(crate) mod judge;
pub(crate) mod logistics;
pub(crate) mod metrics;
pub(crate) mod motion;
pub(crate) mod near;
pub(crate) mod planning;
pub(crate) mod plugins;
pub(crate) mod replanning;
pub(crate) mod search;
pub(crate) mod sensing;
pub(crate) mod surveillance;
