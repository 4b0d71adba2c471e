//! What an ensemble run gives: everything that the products are made from.

use sarex_model::density::GridShape;
use sarex_model::position::Position;

/// What has become of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// Not yet in the water (in a backward run: already back on board).
    Waiting = 0,
    /// Adrift.
    Adrift = 1,
    /// On the shore.
    Stranded = 2,
    /// It left the data of wind or current, and no fallback was stated.
    OutOfData = 3,
}

impl Status {
    /// Name in the products.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Adrift => "adrift",
            Self::Stranded => "stranded",
            Self::OutOfData => "out_of_data",
        }
    }
}

/// Positions of elements, column by column; all columns have one length. Sorted by time, then element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Number of the element, from 0.
    pub element: Vec<u32>,
    /// Number of the scenario that seeded it, from 0.
    pub scenario: Vec<u16>,
    /// Seconds since 1970.
    pub time_unix_s: Vec<i64>,
    /// Degrees east, -180 to 180.
    pub lon_deg: Vec<f64>,
    /// Degrees north.
    pub lat_deg: Vec<f64>,
    /// Share of the whole probability that the element stands for; all elements of a time add up to 1.
    pub weight: Vec<f64>,
    /// What has become of it.
    pub status: Vec<Status>,
}

/// The ensemble at one output time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Seconds since 1970.
    pub time_unix_s: i64,
    /// Probability per cell of [`Forecast::shape`], `[row][column]`, rows from south; waiting elements are not in it.
    pub mass: Vec<f32>,
    /// Probability of elements in the water or ashore that lie outside the grid.
    pub outside: f64,
    /// Probability of elements not yet in the water.
    pub waiting: f64,
    /// Probability of elements ashore (part of `mass`).
    pub stranded: f64,
    /// Probability of elements that left the data (part of `mass`, where they left it).
    pub out_of_data: f64,
    /// Weighted mean of all elements in the water or ashore; none while all wait.
    pub mean: Option<Position>,
    /// Standard deviation of their distance east and north of the mean, metres.
    pub spread_m: [f64; 2],
}

/// One scenario of the case, for legends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioLine {
    /// Its name.
    pub name: String,
    /// Key of its leeway class, such as `PIW-1`.
    pub leeway_class: String,
    /// Its share of the probability, 0 to 1.
    pub weight: f64,
    /// Number of elements.
    pub elements: u32,
    /// Outline of where it was seeded: a point, a line, or a closed ring (first point repeated).
    pub seeded: Vec<Position>,
}

/// A finished run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Title of the case.
    pub title: String,
    /// Seconds since 1970 of the first and of the last frame, in the order of the run (a backward run falls).
    pub from_unix_s: i64,
    /// As above.
    pub to_unix_s: i64,
    /// Number of elements.
    pub elements: u32,
    /// Fingerprint of where every element ends and in what state, to the bit: equal on all machines for one case,
    /// whole or in pieces.
    pub digest: String,
    /// Scenarios of the case.
    pub scenarios: Vec<ScenarioLine>,
    /// Grid of the frames.
    pub shape: GridShape,
    /// One frame an output time, in the order of the run.
    pub frames: Vec<Frame>,
    /// Tracks of a sample of the elements at every output time.
    pub tracks: Rows,
    /// All elements at the last time.
    pub last: Rows,
    /// Where elements lie ashore at the last time, for the picture: all, or a sample of many.
    pub ashore: Vec<Position>,
    /// Convex hull of all elements in the water or ashore at the last time, closed ring; empty when none.
    pub hull: Vec<Position>,
    /// Name, version and options of the drift model, in one line.
    pub model: String,
    /// Where wind, current and the rest came from, one line each.
    pub sources: Vec<String>,
    /// Assumptions and cautions.
    pub notes: Vec<String>,
    /// What a whole run has and this one has not, or has otherwise; empty for a whole run.
    pub left_out: Vec<String>,
}
