//! What happened so far, kept for frames and reports. Saved with the exercise; not part of the state digest
//! (events have a digest of their own in the state).

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{event::Event, setup::Setup, view::Activity};

/// The record of an exercise in memory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct History {
    /// Every event, oldest first.
    pub events: Vec<Event>,
    /// Tracks of the units under command, one point a minute.
    pub tracks: Vec<Vec<TrackPoint>>,
    /// True tracks of the search objects, one point a minute: (tick, place).
    pub object_tracks: Vec<Vec<(u64, Position)>>,
    /// Cumulative probability of success by cell and object, one point a minute.
    pub pos: Vec<PosSeries>,
    /// Distance between the cell's datum and the true place when the object was found: (object, cell, metres).
    pub datum_errors: Vec<(u32, u32, f64)>,
}

/// One point of a track.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct TrackPoint {
    pub tick: u64,
    pub at: Position,
    pub activity: Activity,
    pub fuel_frac: f32,
}

/// Probability of success over time.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "numbers of cell and object; (tick, probability)")]
pub struct PosSeries {
    pub cell: u32,
    pub object: u32,
    pub points: Vec<(u64, f64)>,
}

impl History {
    pub(crate) fn new(setup: &Setup) -> Self {
        Self {
            tracks: vec![Vec::new(); setup.units.iter().take_while(|u| u.cell.is_some()).count()],
            object_tracks: vec![Vec::new(); setup.objects.len()],
            ..Self::default()
        }
    }
}
