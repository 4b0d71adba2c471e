//! Marching squares: closed rings round the places above a level.
//!
//! # References
//! Lorensen and Cline 1987 (marching cubes, in two dimensions); a saddle is joined when the mean of its corners is
//! above the level.

use crate::density::GridShape;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use std::collections::BTreeMap;

/// A corner of the outline keeps this share of an edge's length away from both ends, so that no two corners coincide.
const LEAST_SHARE: f64 = 1e-4;

/// Sides of a square of four centres.
#[derive(Clone, Copy)]
enum Side {
    South,
    East,
    North,
    West,
}
use Side::{East, North, South, West};

/// Pieces of the outline in a square, the inside on their left. Bits: south-west 1, south-east 2, north-east 4,
/// north-west 8.
fn pieces(case: u8, joined: bool) -> &'static [(Side, Side)] {
    match (case, joined) {
        (1, _) => &[(South, West)],
        (2, _) => &[(East, South)],
        (3, _) => &[(East, West)],
        (4, _) => &[(North, East)],
        (5, true) => &[(South, East), (North, West)],
        (5, false) => &[(South, West), (North, East)],
        (6, _) => &[(North, South)],
        (7, _) => &[(North, West)],
        (8, _) => &[(West, North)],
        (9, _) => &[(South, North)],
        (10, true) => &[(West, South), (East, North)],
        (10, false) => &[(East, South), (West, North)],
        (11, _) => &[(East, North)],
        (12, _) => &[(West, East)],
        (13, _) => &[(South, East)],
        (14, _) => &[(West, South)],
        _ => &[],
    }
}

/// The polygons with `values >= level`; the values along the edge of the grid must be below the level.
pub(super) fn polygons(shape: &GridShape, values: &[f64], level: f64) -> MultiPolygon<f64> {
    let next = links(shape, values, level);
    let mut left = next.clone();
    let (mut outer, mut holes) = (Vec::new(), Vec::new());
    while let Some((&start, _)) = left.first_key_value() {
        let mut ring = Vec::new();
        let mut edge = start;
        while let Some(following) = left.remove(&edge) {
            ring.push(corner(shape, values, level, edge));
            edge = following;
        }
        ring.push(ring[0]);
        let twice = twice_area(&ring);
        if twice > 0.0 {
            outer.push((twice, ring));
        } else if twice < 0.0 {
            holes.push(ring);
        }
    }
    assemble(outer, holes)
}

/// Where the outline goes on from each side that it crosses. A side is twice the index of its western or southern
/// centre, and one more when it runs north.
fn links(shape: &GridShape, values: &[f64], level: f64) -> BTreeMap<usize, usize> {
    let (nx, ny) = (shape.ncols, shape.nrows);
    let mut next = BTreeMap::new();
    for j in 0..ny.saturating_sub(1) {
        for i in 0..nx.saturating_sub(1) {
            let here = j * nx + i;
            let corners = [values[here], values[here + 1], values[here + nx + 1], values[here + nx]];
            let case = corners.iter().enumerate().map(|(k, v)| u8::from(*v >= level) << k).sum();
            if case == 0 || case == 15 {
                continue;
            }
            let side = |side: Side| match side {
                South => 2 * here,
                North => 2 * (here + nx),
                West => 2 * here + 1,
                East => 2 * (here + 1) + 1,
            };
            let joined = 0.25 * corners.iter().sum::<f64>() >= level;
            next.extend(pieces(case, joined).iter().map(|(from, to)| (side(*from), side(*to))));
        }
    }
    next
}

/// Where the outline crosses a side.
fn corner(shape: &GridShape, values: &[f64], level: f64, edge: usize) -> Coord<f64> {
    let (from, north) = (edge / 2, edge % 2 == 1);
    let to = if north { from + shape.ncols } else { from + 1 };
    let (a, b) = (values[from], values[to]);
    let share = ((level - a) / (b - a)).clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
    let (dx, dy) = if north { (0.0, share) } else { (share, 0.0) };
    let centre = shape.centre(from);
    // The rim of a grid at a pole may lie beyond it.
    let lat = (centre.lat_deg + dy * shape.dlat_deg).clamp(-90.0, 90.0);
    Coord { x: centre.lon_deg + dx * shape.dlon_deg, y: lat }
}

/// Twice the signed area of a closed ring about its first corner, positive when it runs counter-clockwise.
fn twice_area(ring: &[Coord<f64>]) -> f64 {
    let o = ring[0];
    ring.windows(2).map(|w| (w[0].x - o.x) * (w[1].y - o.y) - (w[1].x - o.x) * (w[0].y - o.y)).sum()
}

/// Each hole goes to the smallest outer ring round it.
fn assemble(mut outer: Vec<(f64, Vec<Coord<f64>>)>, holes: Vec<Vec<Coord<f64>>>) -> MultiPolygon<f64> {
    outer.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut inner: Vec<Vec<LineString<f64>>> = vec![Vec::new(); outer.len()];
    for hole in holes {
        if let Some(owner) = outer.iter().position(|(_, ring)| encloses(ring, hole[0])) {
            inner[owner].push(LineString::new(hole));
        }
    }
    let polygon = |((_, ring), holes)| Polygon::new(LineString::new(ring), holes);
    // The largest first.
    MultiPolygon::new(outer.into_iter().zip(inner).rev().map(polygon).collect())
}

/// Whether a closed ring goes round a place (even-odd rule).
fn encloses(ring: &[Coord<f64>], at: Coord<f64>) -> bool {
    let crosses = |w: &&[Coord<f64>]| {
        (w[0].y > at.y) != (w[1].y > at.y) && at.x < w[0].x + (at.y - w[0].y) / (w[1].y - w[0].y) * (w[1].x - w[0].x)
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}
