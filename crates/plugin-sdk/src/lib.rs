//! What the author of a SAREX plugin sees: one function per ship ([`Behaviour`]), per search task ([`Planner`]), per look
//! ([`SensorModel`]) or per exercise ([`Judge`]), with geometry in metres, manoeuvres, legs, fuel, give-way rules, random
//! numbers that repeat, and a sea to test on ([`testing`]).
//!
//! Invariant: knows nothing of the engine or the host; compiles natively too, so that a plugin's logic is unit-tested
//! without WebAssembly.
//!
//! ```
//! use sarex_plugin_sdk::{Behaviour, Decision, Mode, Params, Ship, export_behaviour};
//!
//! /// Every ship runs due north at its cruising speed.
//! struct Northward;
//!
//! impl Behaviour for Northward {
//!     const NAME: &'static str = "northward";
//!     type State = ();
//!
//!     fn configure(_params: &Params) -> Result<Self, String> {
//!         Ok(Self)
//!     }
//!
//!     fn decide(&self, ship: &Ship<'_>, _state: &mut ()) -> Decision {
//!         Decision::steer(0.0, ship.own.cruise_mps, Mode::Transit)
//!     }
//! }
//!
//! export_behaviour!(Northward);
//! # fn main() {}
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]
#![deny(missing_docs)]

mod behaviour;
#[doc(hidden)]
pub mod bindings;
mod bound;
mod export;
pub mod fuel;
pub mod geometry;
pub mod give_way;
mod judge;
pub mod legs;
pub mod log;
pub mod manoeuvre;
mod order_memory;
mod params;
mod planner;
pub mod random;
mod sensor;
mod state;
pub mod steering;
pub mod testing;

pub use behaviour::{Behaviour, Class, Decision, Doing, Mode, OrderKind, Ship, describe_behaviour, step_batch};
pub use bindings::exercise_judge::exports::sarex::plugin::adjudicator::{Event, Finding};
pub use bindings::search_pattern::exports::sarex::plugin::search::{
    Asset, AssetPlan, Datum, Environment, Leg as PlannedLeg, Origin, PlanError, Progress, SearchPlan, Task,
};
pub use bindings::search_pattern::sarex::plugin::types::{Grid, Param, RunInfo, Severity, Vec2};
pub use bindings::sensor_model::exports::sarex::plugin::sensor::Glimpse;
pub use bindings::vessel_behaviour::exports::sarex::plugin::behaviour::{
    Act, Batch, Column, Contact, Helm, Leg, Order, Outcome, OwnShip,
};
pub use bound::Bound;
pub use judge::{Judge, describe_judge};
pub use order_memory::OrderMemory;
pub use params::{Params, Spec};
pub use planner::{Planner, describe_planner};
pub use sensor::{SensorModel, describe_sensor};
pub use state::{Field, State};

/// The examples of `plugins/README.md` are tested like those here.
#[cfg(doctest)]
#[doc = include_str!("../../../plugins/README.md")]
struct PluginsReadme;
