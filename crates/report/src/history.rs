//! What happened in an exercise, as the report and the summary need it.
//!
//! Whoever drove the exercise fills a [`History`] at its end. Ticks are seconds from the start of the exercise; lengths
//! are metres; numbers of units, cells, objects and objectives are indices into the lists of the
//! [`Brief`](sarex_sim::view::Brief).

use sarex_model::position::Position;
/// The engine's own records.
pub use sarex_sim::{
    DarkVessel, ObjectOutcome, ObjectiveResult, PatrolOutcome, UnitUse,
    grade::Grades,
    history::{PosSeries, TrackPoint},
};
use sarex_sim::{
    event::Event,
    notes::Note,
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
    /// How the cells worked together.
    pub grades: Grades,
    /// Notes of evaluators and players; the index is the note's number.
    pub notes: Vec<Note>,
}

/// Where a unit was, one point a minute.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnitTrack {
    /// Number of the unit.
    pub unit: u32,
    /// Oldest first.
    pub points: Vec<TrackPoint>,
}

impl History {
    /// What was so at a tick: nothing that came later is in it. Outcomes and grades are left out.
    pub(crate) fn until(&self, tick: u64) -> Self {
        let track = |t: &UnitTrack| UnitTrack {
            unit: t.unit,
            points: t.points.iter().filter(|p| p.tick <= tick).copied().collect(),
        };
        let found = |o: &ObjectOutcome| {
            let known = o.found_tick.is_some_and(|t| t <= tick);
            ObjectOutcome {
                found_tick: o.found_tick.filter(|_| known),
                found_by: o.found_by.filter(|_| known),
                found_at: o.found_at.filter(|_| known),
                ..o.clone()
            }
        };
        Self {
            ticks: tick.min(self.ticks),
            tracks: self.tracks.iter().map(track).collect(),
            object_tracks: self
                .object_tracks
                .iter()
                .map(|points| points.iter().filter(|p| p.0 <= tick).copied().collect())
                .collect(),
            plans: self.plans.iter().filter(|p| p.made_tick <= tick).cloned().collect(),
            objects: self.objects.iter().map(found).collect(),
            ..Self::default()
        }
    }
}
