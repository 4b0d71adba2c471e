//! The chart: what is under the exercise and never moves.

pub mod graticule;
pub mod ink;
pub mod labels;
pub mod layers;
pub mod mesh;
pub mod projection;
pub mod still;
pub mod view;

use bevy::prelude::*;
use sarex_model::position::Position;
use sarex_sim::setup::Text;

use projection::Projection;

/// The chart as plain geometry; who read it from where is not the desk's business. Longitude is x, latitude y, degrees.
#[derive(Clone, Debug)]
pub struct ChartData {
    /// Land for small scales.
    pub land_overview: geo::MultiPolygon,
    /// Land for large scales.
    pub land_detail: geo::MultiPolygon,
    /// Coast line for large scales.
    pub coastline: geo::MultiLineString,
    /// Water deeper than so many metres, shallow to deep, painted over each other.
    pub depth_areas: Vec<(f64, geo::MultiPolygon)>,
    /// Lines of equal depth, metres.
    pub depth_contours: Vec<(f64, geo::MultiLineString)>,
    /// Exercise lines of the map; never a delimitation.
    pub lines: Vec<ChartLine>,
    /// Ports.
    pub ports: Vec<ChartPlace>,
    /// Towns, islands, seas.
    pub places: Vec<ChartPlace>,
    /// Airfields.
    pub airfields: Vec<ChartPlace>,
}

impl Default for ChartData {
    fn default() -> Self {
        Self {
            land_overview: geo::MultiPolygon(Vec::new()),
            land_detail: geo::MultiPolygon(Vec::new()),
            coastline: geo::MultiLineString(Vec::new()),
            depth_areas: Vec::new(),
            depth_contours: Vec::new(),
            lines: Vec::new(),
            ports: Vec::new(),
            places: Vec::new(),
            airfields: Vec::new(),
        }
    }
}

/// A line of the map.
#[derive(Clone, Debug)]
pub struct ChartLine {
    /// What it is called.
    pub label: Text,
    /// What it is, for example `fir`.
    pub kind: String,
    /// Its course.
    pub points: Vec<Position>,
}

/// A named point of the map.
#[derive(Clone, Debug)]
pub struct ChartPlace {
    /// What it is called.
    pub name: Text,
    /// Where it is.
    pub at: Position,
    /// Weight of the label: 0 is named first.
    pub rank: u8,
}

/// The chart in use.
#[derive(Resource)]
pub struct Chart {
    /// What to draw.
    pub data: ChartData,
    /// Where it lies on the plane.
    pub projection: Projection,
}

impl Chart {
    /// With a plane whose origin is the middle of the land, or of `fallback`.
    pub fn new(data: ChartData, fallback: Option<Position>) -> Self {
        use geo::BoundingRect;
        let land = data.land_overview.bounding_rect().or_else(|| data.land_detail.bounding_rect());
        let middle = land.map(|r| Position::new(r.center().y, r.center().x));
        let origin = middle.or(fallback).unwrap_or(Position::new(36.0, 131.0));
        Self { projection: Projection::new(origin), data }
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((ink::plugin, view::plugin, layers::plugin, graticule::plugin, still::plugin));
}
