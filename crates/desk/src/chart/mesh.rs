//! Areas and lines of the chart as meshes, made once.
//!
//! Large-scale layers are cut into tiles, so that a close view draws only what it shows.

use std::collections::{BTreeMap, BTreeSet};

use bevy::{
    asset::RenderAssetUsages,
    math::DVec2,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};
use geo::{BooleanOps, BoundingRect, MultiLineString, MultiPolygon, Polygon, Simplify, TriangulateEarcut};

use super::{
    ink::{InkMesh, PLAIN},
    projection::Projection,
};

/// Side of a tile, degrees.
const TILE_DEG: f64 = 2.0;
/// Points of a line that stay together in a tile.
const CHUNK: usize = 32;

type Tile = (i32, i32);

fn tile_at(x: f64, y: f64, side: f64) -> Tile {
    ((x / side).floor() as i32, (y / side).floor() as i32)
}

fn tile_of(bounds: Option<geo::Rect>, side: f64) -> Option<Tile> {
    let middle = bounds?.center();
    Some(tile_at(middle.x, middle.y, side))
}

/// Corners of triangles, degrees.
type Corners = Vec<[f64; 2]>;

fn corners(polygon: &Polygon) -> Corners {
    let raw = polygon.earcut_triangles_raw();
    raw.triangle_indices.iter().map(|i| raw.vertices[*i]).collect()
}

/// The part of a convex shape on the upper (or lower) side of a grid line across `axis`.
fn cut(shape: &[[f64; 2]], axis: usize, at: f64, upper: bool) -> Corners {
    let inside = |p: &[f64; 2]| if upper { p[axis] >= at } else { p[axis] <= at };
    let mut out = Vec::with_capacity(shape.len() + 2);
    for (i, a) in shape.iter().enumerate() {
        let b = &shape[(i + 1) % shape.len()];
        if inside(a) {
            out.push(*a);
        }
        if inside(a) != inside(b) {
            // From the lower end, whichever way the edge runs: neighbours must meet exactly.
            let (p, q) = if a[axis] < b[axis] { (a, b) } else { (b, a) };
            let t = (at - p[axis]) / (q[axis] - p[axis]);
            let mut point = [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
            point[axis] = at;
            out.push(point);
        }
    }
    out
}

/// Deals triangles out to tiles, cutting those that lie in several.
fn deal(triangles: &[[f64; 2]], side: f64, tiles: &mut BTreeMap<Tile, Corners>) {
    for triangle in triangles.chunks_exact(3) {
        let range = |axis: usize| {
            let low = triangle.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min);
            let high = triangle.iter().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max);
            (low / side).floor() as i32..=(high / side).floor() as i32
        };
        let (columns, rows) = (range(0), range(1));
        if columns.start() == columns.end() && rows.start() == rows.end() {
            tiles.entry((*columns.start(), *rows.start())).or_default().extend_from_slice(triangle);
            continue;
        }
        for column in columns {
            let west = f64::from(column) * side;
            let strip = cut(&cut(triangle, 0, west, true), 0, west + side, false);
            if strip.len() < 3 {
                continue;
            }
            for row in rows.clone() {
                let south = f64::from(row) * side;
                let part = cut(&cut(&strip, 1, south, true), 1, south + side, false);
                let fan = tiles.entry((column, row)).or_default();
                for i in 1..part.len().saturating_sub(1) {
                    fan.extend([part[0], part[i], part[i + 1]]);
                }
            }
        }
    }
}

fn mesh_of(corners: &[[f64; 2]], projection: &Projection) -> Mesh {
    let positions: Vec<[f32; 3]> = corners
        .iter()
        .map(|p| {
            let at = projection.plane_of(p[0], p[1]).as_vec2();
            [at.x, at.y, 0.0]
        })
        .collect();
    let indices = (0..positions.len() as u32).collect();
    triangles(positions, indices, None)
}

/// Areas as one mesh for each tile.
pub fn area_tiles(areas: &MultiPolygon, projection: &Projection) -> Vec<Mesh> {
    let mut tiles = BTreeMap::new();
    for polygon in areas {
        deal(&corners(polygon), TILE_DEG, &mut tiles);
    }
    tiles.into_values().filter(|c| !c.is_empty()).map(|c| mesh_of(&c, projection)).collect()
}

/// Cells of the large-scale land, degrees.
const CELL_DEG: f64 = 1.0;

/// What the overview has where the large-scale layers were not given: fill and coast.
///
/// Who opens a chart may leave out the detail far from the exercise; a close view there still shows land.
pub fn beyond(detail: &MultiPolygon, overview: &MultiPolygon, projection: &Projection) -> (Vec<Mesh>, Vec<Mesh>) {
    let covered: BTreeSet<Tile> = detail.iter().filter_map(|p| tile_of(p.bounding_rect(), CELL_DEG)).collect();
    let mut cells = BTreeMap::new();
    let mut coast = LineTiles::default();
    for polygon in overview {
        deal(&corners(polygon), CELL_DEG, &mut cells);
        for line in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            for ends in line.lines() {
                if !covered.contains(&tile_at(ends.start.x, ends.start.y, CELL_DEG)) {
                    let plane = [ends.start, ends.end].map(|c| projection.plane_of(c.x, c.y));
                    coast.segment((ends.start.x, ends.start.y), plane, PLAIN, 0.0);
                }
            }
        }
    }
    let mut tiles: BTreeMap<Tile, Corners> = BTreeMap::new();
    for (cell, corners) in cells.into_iter().filter(|(cell, _)| !covered.contains(cell)) {
        let per_tile = (TILE_DEG / CELL_DEG) as i32;
        tiles.entry((cell.0.div_euclid(per_tile), cell.1.div_euclid(per_tile))).or_default().extend(corners);
    }
    let fill = tiles.into_values().filter(|c| !c.is_empty()).map(|c| mesh_of(&c, projection)).collect();
    (fill, coast.build().collect())
}

/// Nested areas, each less the next: then nothing is painted twice.
pub fn bands(areas: &[(f64, MultiPolygon)]) -> Vec<(f64, MultiPolygon)> {
    let next = areas.iter().skip(1).map(|(_, a)| Some(a)).chain([None]);
    areas
        .iter()
        .zip(next)
        .map(|((depth, area), next)| (*depth, next.map_or_else(|| area.clone(), |n| area.difference(n))))
        .collect()
}

/// The same areas with fewer corners; what all but vanishes is left out.
pub fn coarse(areas: &MultiPolygon, tolerance_deg: f64) -> MultiPolygon {
    let simple = areas.simplify(tolerance_deg);
    MultiPolygon(simple.0.into_iter().filter(|p| p.exterior().0.len() > 3).collect())
}

/// All polygons as one mesh; none when there are none.
pub fn fill<'a>(polygons: impl IntoIterator<Item = &'a Polygon>, projection: &Projection) -> Option<Mesh> {
    let (mut positions, mut indices) = (Vec::<[f32; 3]>::new(), Vec::<u32>::new());
    for polygon in polygons {
        let raw = polygon.earcut_triangles_raw();
        let first = positions.len() as u32;
        positions.extend(raw.vertices.iter().map(|v| {
            let at = projection.plane_of(v[0], v[1]).as_vec2();
            [at.x, at.y, 0.0]
        }));
        indices.extend(raw.triangle_indices.iter().map(|i| first + *i as u32));
    }
    (!indices.is_empty()).then(|| triangles(positions, indices, None))
}

/// A mesh of bare triangles, with a colour for each vertex if given.
pub fn triangles(positions: Vec<[f32; 3]>, indices: Vec<u32>, colors: Option<Vec<[f32; 4]>>) -> Mesh {
    let mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_indices(Indices::U32(indices));
    match colors {
        Some(colors) => mesh.with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colors),
        None => mesh,
    }
}

/// Polygons sorted into tiles by their middle: for layers that are cut into cells already.
pub fn fill_tiles(land: &MultiPolygon, projection: &Projection) -> Vec<Mesh> {
    let mut tiles: BTreeMap<Tile, Vec<&Polygon>> = BTreeMap::new();
    for polygon in land {
        if let Some(tile) = tile_of(polygon.bounding_rect(), TILE_DEG) {
            tiles.entry(tile).or_default().push(polygon);
        }
    }
    tiles.into_values().filter_map(|polygons| fill(polygons, projection)).collect()
}

/// Segments sorted into tiles, a few at a time.
#[derive(Default)]
pub struct LineTiles(BTreeMap<Tile, InkMesh>);

impl LineTiles {
    /// Adds a stretch that starts `before` along its line, with the place of its start in degrees.
    pub fn segment(&mut self, start_deg: (f64, f64), ends: [DVec2; 2], color: [f32; 4], before: f64) {
        let tile = self.0.entry(tile_at(start_deg.0, start_deg.1, TILE_DEG)).or_default();
        tile.segment(ends[0], ends[1], [color; 2], before as f32);
    }

    /// The meshes.
    pub fn build(self) -> impl Iterator<Item = Mesh> {
        self.0.into_values().map(InkMesh::build)
    }
}

/// Lines sorted into tiles.
pub fn line_tiles(lines: &MultiLineString, projection: &Projection) -> Vec<Mesh> {
    let mut tiles: BTreeMap<Tile, InkMesh> = BTreeMap::new();
    for line in lines {
        let mut from = 0;
        while from + 1 < line.0.len() {
            let to = (from + CHUNK).min(line.0.len() - 1);
            let chunk = &line.0[from..=to];
            let middle = chunk[chunk.len() / 2];
            tiles
                .entry(tile_at(middle.x, middle.y, TILE_DEG))
                .or_default()
                .line(chunk.iter().map(|c| projection.plane_of(c.x, c.y)), PLAIN);
            from = to;
        }
    }
    tiles.into_values().map(InkMesh::build).collect()
}

/// The edges of polygons.
pub fn edges(land: &MultiPolygon) -> MultiLineString {
    MultiLineString(land.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors())).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(corners: &[[f64; 2]]) -> f64 {
        corners
            .chunks_exact(3)
            .map(|t| {
                ((t[1][0] - t[0][0]) * (t[2][1] - t[0][1]) - (t[2][0] - t[0][0]) * (t[1][1] - t[0][1])).abs() / 2.0
            })
            .sum()
    }

    #[test]
    fn tiles_together_are_the_whole() {
        let triangle = [[0.3, 0.2], [9.7, 1.1], [4.4, 7.9]];
        let mut tiles = BTreeMap::new();
        deal(&triangle, TILE_DEG, &mut tiles);
        assert!(tiles.len() > 8);
        let sum: f64 = tiles.values().map(|c| area(c)).sum();
        assert!((sum - area(&triangle)).abs() < 1e-9, "{sum}");
        for ((column, row), corners) in &tiles {
            for p in corners {
                assert!(
                    p[0] >= f64::from(*column) * TILE_DEG - 1e-9 && p[0] <= f64::from(column + 1) * TILE_DEG + 1e-9
                );
                assert!(p[1] >= f64::from(*row) * TILE_DEG - 1e-9 && p[1] <= f64::from(row + 1) * TILE_DEG + 1e-9);
            }
        }
    }

    #[test]
    fn bands_do_not_overlap() {
        use geo::Area;
        let square = |h: f64| MultiPolygon(vec![geo::Rect::new((-h, -h), (h, h)).to_polygon()]);
        let bands = bands(&[(20.0, square(3.0)), (50.0, square(2.0)), (100.0, square(1.0))]);
        let areas: Vec<_> = bands.iter().map(|(_, a)| a.unsigned_area().round()).collect();
        assert_eq!(areas, [20.0, 12.0, 4.0]);
    }
}
