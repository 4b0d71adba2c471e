//! What the author of a SAREX plugin sees: one function per ship ([`Behaviour`]) or per search task ([`Planner`]),
//! with geometry in metres, steering, give-way rules and random numbers that repeat.
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
#![warn(missing_docs)]

mod behaviour;
#[doc(hidden)]
pub mod bindings;
mod export;
pub mod geometry;
pub mod give_way;
pub mod log;
mod params;
mod planner;
pub mod random;
mod state;
pub mod steering;

pub use behaviour::{Behaviour, Class, Decision, Doing, Mode, OrderKind, Ship, describe_behaviour, step_batch};
pub use bindings::search_pattern::exports::sarex::plugin::search::{
    Asset, AssetPlan, Datum, Environment, Leg as PlannedLeg, Origin, PlanError, SearchPlan, Task,
};
pub use bindings::search_pattern::sarex::plugin::types::{Grid, Param, RunInfo, Severity, Vec2};
pub use bindings::vessel_behaviour::exports::sarex::plugin::behaviour::{
    Act, Batch, Contact, Helm, Leg, Order, Outcome, OwnShip,
};
pub use params::{Params, Spec};
pub use planner::{Planner, describe_planner};
pub use state::{Field, State};

/// The examples of `plugins/README.md` are tested like those here.
#[cfg(doctest)]
#[doc = include_str!("../../../plugins/README.md")]
struct PluginsReadme;
