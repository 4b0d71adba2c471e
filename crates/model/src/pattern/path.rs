//! A pattern in the plane, before a unit runs it.

use super::LegKind;
use crate::position::Vec2;

/// The points of one unit's pattern in the plane.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    /// Ends of the legs, each with the kind of the leg that ends there; the first is the commence search point.
    pub points: Vec<(Vec2, LegKind)>,
    /// Pairs of legs that lie side by side, one spacing apart, each named by the index of its last point.
    pub neighbours: Vec<(usize, usize)>,
    /// Whether legs join in tangents, so that turns take no time of their own.
    pub smooth: bool,
}

impl Path {
    /// Begins at a place.
    pub fn from(start: Vec2) -> Self {
        Self { points: vec![(start, LegKind::Transit)], ..Self::default() }
    }

    /// A leg to a place.
    pub fn to(&mut self, place: Vec2, kind: LegKind) -> &mut Self {
        self.points.push((place, kind));
        self
    }

    /// Index of the last point.
    pub fn last(&self) -> usize {
        self.points.len() - 1
    }

    /// Names every search leg and the one after it as neighbours.
    pub fn pair_search_legs(&mut self) {
        let of_search = |(i, point): (usize, &(Vec2, LegKind))| (i > 0 && point.1 == LegKind::Search).then_some(i);
        let legs: Vec<usize> = self.points.iter().enumerate().filter_map(of_search).collect();
        self.neighbours = legs.windows(2).map(|pair| (pair[0], pair[1])).collect();
    }
}
