//! What happened in an exercise, as the report and the summary need it.
//!
//! Whoever drove the exercise fills a [`History`] at its end. Ticks are seconds from the start of the exercise; lengths
//! are metres; numbers of units, cells, objects and objectives are indices into the lists of the
//! [`Brief`](sarex_sim::view::Brief).

use sarex_model::position::Position;
/// The engine's own records.
pub use sarex_sim::{
    DarkVessel, ObjectOutcome, ObjectiveResult, PatrolOutcome, UnitUse,
    history::{PosSeries, TrackPoint},
};
use sarex_sim::{
    event::Event,
    view::{MessageView, PlanView},
};
use serde::{Deserialize, Serialize};

/// Everything that happened in one exercise.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct History {
    /// Length of the exercise as run, ticks of one second.
    pub ticks: u64,
    /// Every event, oldest first.
    pub events: Vec<Event>,
    /// Every message, by number.
    pub messages: Vec<MessageView>,
    /// Tracks of the units under command.
    pub tracks: Vec<UnitTrack>,
    /// True track of each search object: tick and place.
    pub object_tracks: Vec<Vec<(u64, Position)>>,
    /// Probability of success over time.
    pub pos: Vec<PosSeries>,
    /// Every search plan, by number, with the legs run in the end.
    pub plans: Vec<PlanView>,
    /// What became of each search object, by number.
    pub objects: Vec<ObjectOutcome>,
    /// How the exercise was graded.
    pub objectives: Vec<ObjectiveResult>,
    /// What a joint patrol watched and found.
    pub patrol: Option<PatrolOutcome>,
    /// How the units under command were used.
    pub unit_use: Vec<UnitUse>,
}

/// Where a unit was, one point a minute.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnitTrack {
    /// Number of the unit.
    pub unit: u32,
    /// Oldest first.
    pub points: Vec<TrackPoint>,
}
