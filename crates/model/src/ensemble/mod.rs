//! The drift ensemble: a million elements through two days in seconds, the same bits on every machine.
//!
//! Elements live in blocks of 256 ([`Block`]), column by column; a block stays in the processor's first cache through a
//! stretch of steps ([`run`]). Blocks know nothing of each other and random numbers depend on the element's number only, so
//! the caller may spread blocks over any number of threads and gets the same bits. The hot loop uses + - * / and square roots
//! in a fixed order, without fused multiply-add, so the bits do not depend on the vector width either.
//!
//! The model is that of Breivik and Allen 2008 as OpenDrift has it: per step every element is moved by its leeway and then
//! by the current, as two short geodesic moves. Positive cross-wind is to the right of downwind.
//!
//! # References
//! Breivik and Allen 2008, J. Marine Systems 69, 99-113; Allen and Plourde 1999; reference/sar-science.md, section 2.

#![allow(clippy::needless_range_loop, reason = "many columns are walked side by side, which is what becomes vectors")]

mod axes;
mod block;
mod forcing;
mod geometry;
mod options;
mod philox;
mod rare;
mod seed;
mod step;

pub use block::{Block, Extra, Leeway, State};
pub use forcing::{Bounds, Forcing, Layer, Window};
pub use options::{Capsizing, Integrator, JibeRule, Options, Perturbation, ShoreRule};
pub use philox::{Key, Stream, unit};
pub use seed::{Start, fill};
pub use step::{Stretch, run, run_portable};

use crate::leeway::LeewayClass;

/// Elements of a block.
pub const BLOCK: usize = 256;

/// What a scenario's elements are.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Class at the start.
    pub class: LeewayClass,
    /// Changes of class, in order; only the first one is timed from the release, see [`Change`].
    pub changes: Vec<Change>,
}

impl Scenario {
    /// The class after so many changes.
    fn class_after(&self, changes: u8) -> &LeewayClass {
        match (changes as usize).checked_sub(1) {
            None => &self.class,
            Some(last) => self.changes.get(last).map_or(&self.class, |change| &change.class),
        }
    }
}

/// A change of class in flight: capsized, swamped, the person leaves the raft.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The new class.
    pub class: LeewayClass,
    /// When it happens.
    pub when: When,
}

/// When a change of class happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// So long after the element entered the water.
    After {
        /// Seconds.
        seconds: f64,
    },
    /// At any time, with this chance within an hour.
    PerHour {
        /// 0 to 1.
        chance: f64,
    },
}

/// The first place where the data ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Seconds.
    pub time_s: f64,
    /// Number of the element in products.
    pub element: u32,
    /// Variable, place and reason.
    pub reason: String,
}
