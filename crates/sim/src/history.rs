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

/// How long a history was at some time; see [`History::since`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    events: usize,
    tracks: Vec<usize>,
    object_tracks: Vec<usize>,
    pos: Vec<usize>,
    datum_errors: usize,
}

impl History {
    /// How long it is now.
    pub fn mark(&self) -> Mark {
        let Self { events, tracks, object_tracks, pos, datum_errors } = self;
        Mark {
            events: events.len(),
            tracks: tracks.iter().map(Vec::len).collect(),
            object_tracks: object_tracks.iter().map(Vec::len).collect(),
            pos: pos.iter().map(|series| series.points.len()).collect(),
            datum_errors: datum_errors.len(),
        }
    }

    /// What came after a mark; a history only grows.
    pub fn since(&self, mark: &Mark) -> Self {
        let Self { events, tracks, object_tracks, pos, datum_errors } = self;
        let later = |series: &PosSeries, from: usize| PosSeries {
            cell: series.cell,
            object: series.object,
            points: tail(&series.points, from),
        };
        Self {
            events: tail(events, mark.events),
            tracks: tails(tracks, &mark.tracks),
            object_tracks: tails(object_tracks, &mark.object_tracks),
            pos: pos.iter().zip(lengths(&mark.pos)).map(|(series, from)| later(series, from)).collect(),
            datum_errors: tail(datum_errors, mark.datum_errors),
        }
    }

    /// Adds what came after: the inverse of [`History::since`].
    pub fn append(&mut self, later: Self) {
        let Self { events, tracks, object_tracks, pos, datum_errors } = later;
        self.events.extend(events);
        append_each(&mut self.tracks, tracks);
        append_each(&mut self.object_tracks, object_tracks);
        let known = self.pos.len();
        for (number, series) in pos.into_iter().enumerate() {
            if number < known {
                self.pos[number].points.extend(series.points);
            } else {
                self.pos.push(series);
            }
        }
        self.datum_errors.extend(datum_errors);
    }
}

fn tail<T: Clone>(all: &[T], from: usize) -> Vec<T> {
    all.get(from..).unwrap_or_default().to_vec()
}

/// Lists that were not there yet had no length.
fn lengths(known: &[usize]) -> impl Iterator<Item = usize> {
    known.iter().copied().chain(std::iter::repeat(0))
}

fn tails<T: Clone>(all: &[Vec<T>], from: &[usize]) -> Vec<Vec<T>> {
    all.iter().zip(lengths(from)).map(|(list, from)| tail(list, from)).collect()
}

fn append_each<T>(all: &mut Vec<Vec<T>>, later: Vec<Vec<T>>) {
    all.resize_with(all.len().max(later.len()), Vec::new);
    for (list, more) in all.iter_mut().zip(later) {
        list.extend(more);
    }
}
