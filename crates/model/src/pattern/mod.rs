//! Search patterns: the tracks that a unit runs, as waypoints with courses, lengths and times.
//!
//! A pattern is laid out in a plane about its centre ([`Plane`]) and then run by a unit ([`Conduct`]): turned into places
//! on the ellipsoid, timed, and moved with the drift where that is asked for. Every pattern is a function from its inputs
//! to a [`Plan`]; bad inputs give all their [`Fault`]s at once.
//!
//! # References
//! Geometry: IAMSAR Manual, vol. II chapter 5 and vol. III section 3 as condensed in reference/sar-science.md, section 4;
//! each pattern's file names what it follows and what is this product's own choice.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod area;
mod barrier;
mod conduct;
mod coordinated;
mod fault;
mod ladder;
mod offset;
mod path;
mod plane;
mod racetrack;
mod sector;
mod shoreline;
mod spiral;
mod square;
mod track_line;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod published;

pub use area::Rectangle;
pub use barrier::{Barrier, barrier, barrier_coverage, crossover_spacing_m};
pub use conduct::{Conduct, DriftMethod};
pub use coordinated::{Coordinated, coordinated_creeping_line, ship_speed_mps};
pub use fault::{Fault, PatternError};
pub use ladder::{Ladder, LegsAlong, Split, Start, creeping_line, parallel_track};
pub use plane::Plane;
pub use racetrack::{Racetrack, racetrack};
pub use sector::{Sector, sector};
pub use shoreline::{Shoreline, shoreline};
pub use spiral::{Spiral, spiral};
pub use square::{ExpandingSquare, expanding_square, legs_to_cover, square_track_m};
pub use track_line::{TrackLine, track_line_nonreturn, track_line_return};

use crate::position::Position;

/// Legs of one unit at most: a week at one a minute; more is a slip in a number.
pub const MAX_LEGS: u32 = 10_000;

/// Which way a unit turns, or on which side something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To port, anticlockwise.
    Left,
    /// To starboard, clockwise.
    Right,
}

impl Side {
    /// 1 for right, -1 for left: the sign of a turn clockwise.
    pub fn sign(self) -> f64 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }

    /// The other side.
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// What a leg is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegKind {
    /// A search leg.
    Search,
    /// From one search leg to the next: a cross leg, or a chord of a turn.
    Turn,
    /// No search on it.
    Transit,
}

/// The end of a leg; the first of a unit is its commence search point, with no leg before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waypoint {
    /// Where the leg ends, over the ground.
    pub at: Position,
    /// What the leg that ends here is for.
    pub kind: LegKind,
    /// True course of that leg over the ground, degrees, a rhumb line; at the commence search point that of the first leg.
    pub course_deg: f64,
    /// Length of that leg over the ground, metres.
    pub leg_m: f64,
    /// True course of that leg in the frame in which the pattern lies still (the water, or the drifting object), degrees:
    /// what is steered by dead reckoning. The course over the ground where nothing drifts.
    pub frame_course_deg: f64,
    /// Length of that leg in the same frame, metres.
    pub frame_leg_m: f64,
    /// Seconds from the commence search point until here, turns included.
    pub time_s: f64,
}

/// The least and the greatest distance between neighbouring legs, measured at mid-leg, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpacingRange {
    /// Where legs crowd.
    pub least_m: f64,
    /// Where they open.
    pub most_m: f64,
}

/// The pattern of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitTrack {
    /// What the unit is in this pattern: `unit 1`, `aircraft`, `ship`.
    pub name: String,
    /// Commence search point.
    pub csp: Position,
    /// Speed, metres per second: through the water, or over the ground (see [`DriftMethod`]).
    pub speed_mps: f64,
    /// The commence search point and the ends of all legs.
    pub waypoints: Vec<Waypoint>,
    /// Distances of neighbouring legs over the ground; `None` for a pattern without parallel legs.
    pub spacing_over_ground: Option<SpacingRange>,
    /// The same seen from the drifting object.
    pub spacing_from_object: Option<SpacingRange>,
}

impl UnitTrack {
    /// Track over the ground, metres.
    pub fn track_m(&self) -> f64 {
        self.waypoints.iter().map(|w| w.leg_m).sum()
    }

    /// Track in the frame of the pattern, metres: what the published lengths speak of.
    pub fn frame_track_m(&self) -> f64 {
        self.waypoints.iter().map(|w| w.frame_leg_m).sum()
    }

    /// Seconds from the commence search point to the last waypoint.
    pub fn time_s(&self) -> f64 {
        self.waypoints.last().map_or(0.0, |w| w.time_s)
    }

    /// Number of legs, cross legs and chords included.
    pub fn legs(&self) -> usize {
        self.waypoints.len().saturating_sub(1)
    }

    /// Number of search legs.
    pub fn search_legs(&self) -> usize {
        self.waypoints.iter().skip(1).filter(|w| w.kind == LegKind::Search).count()
    }

    /// How many legs are done after so many seconds.
    pub fn legs_within(&self, time_s: f64) -> usize {
        self.waypoints.iter().skip(1).take_while(|w| w.time_s <= time_s).count()
    }
}

/// A search pattern of one or more units.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Each unit's track.
    pub units: Vec<UnitTrack>,
    /// Track spacing S as laid out, metres; `None` where tracks are not parallel (sector search) or there is one only.
    pub spacing_m: Option<f64>,
    /// Area that the pattern is for, square metres; 0 where it has none of its own (barrier).
    pub area_m2: f64,
    /// The same area in words.
    pub area_is: &'static str,
    /// What was chosen or assumed in laying it out.
    pub notes: Vec<String>,
}

impl Plan {
    /// Track of all units in the frame of the pattern, metres.
    pub fn frame_track_m(&self) -> f64 {
        self.units.iter().map(UnitTrack::frame_track_m).sum()
    }

    /// Seconds until the last unit is done.
    pub fn time_s(&self) -> f64 {
        self.units.iter().map(UnitTrack::time_s).fold(0.0, f64::max)
    }
}
