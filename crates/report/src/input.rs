//! What a report is made from.

use geo::MultiPolygon;
use sarex_model::position::Position;
use sarex_sim::{decision::PluginCost, setup::Text, view::Brief};

use crate::{history::History, words::Language};

/// Everything a report says.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The exercise.
    pub brief: &'a Brief,
    /// What happened in it.
    pub history: &'a History,
    /// Land and marks for the chart; none: tracks on an empty sea.
    pub chart: Option<&'a ReportChart>,
    /// The language shown first, and that of a stand-alone picture.
    pub language: Language,
    /// What the plugins cost.
    pub costs: &'a [PluginCost],
    /// Digest of the whole exercise, hexadecimal.
    pub digest: &'a str,
    /// Hashes and versions: what and its value (scenario, map pack, engine, ...).
    pub provenance: &'a [(String, String)],
}

/// Background and marks of the chart. Coordinates of polygons are degrees: x east, y north.
#[derive(Clone, Debug)]
pub struct ReportChart {
    /// Land, clipped to the area or an overview of it.
    pub land: MultiPolygon<f64>,
    /// Areas deeper than so many metres; may be empty.
    pub depths: Vec<(f64, MultiPolygon<f64>)>,
    /// Ports and other names.
    pub places: Vec<ChartPlace>,
    /// Last known positions and datums.
    pub marks: Vec<ChartMark>,
}

impl ReportChart {
    /// The chart with the marks that hold up to a tick.
    pub(crate) fn until(&self, tick: u64) -> Self {
        let holds = |mark: &&ChartMark| mark.tick <= tick as i64;
        Self { marks: self.marks.iter().filter(holds).copied().collect(), ..self.clone() }
    }
}

impl Default for ReportChart {
    /// Open sea without a name.
    fn default() -> Self {
        Self { land: MultiPolygon::new(Vec::new()), depths: Vec::new(), places: Vec::new(), marks: Vec::new() }
    }
}

/// A name on the chart.
#[derive(Clone, Debug)]
pub struct ChartPlace {
    /// What it is called.
    pub name: Text,
    /// Where it is.
    pub at: Position,
}

/// A point of the search on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartMark {
    /// What it is.
    pub kind: MarkKind,
    /// Number of the cell that reckoned with it; none: all of them.
    pub cell: Option<u32>,
    /// Number of the object.
    pub object: u32,
    /// Tick that it holds for; negative: before the start.
    pub tick: i64,
    /// Where it is.
    pub at: Position,
    /// Radius of 50 % probability, metres; 0: not drawn.
    pub radius_m: f64,
}

/// Kinds of [`ChartMark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Reported position at the start.
    LastKnown,
    /// Most probable position by a cell's drift prediction.
    Datum,
}
