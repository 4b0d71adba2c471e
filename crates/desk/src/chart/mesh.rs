//! Areas and lines of the chart as meshes, made once.

use std::collections::BTreeMap;

use bevy::{
    asset::RenderAssetUsages,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};
use geo::{BoundingRect, MultiLineString, MultiPolygon, Polygon, TriangulateEarcut};

use super::{
    ink::{InkMesh, PLAIN},
    projection::Projection,
};

/// Side of a tile of the large-scale layers, degrees.
const TILE_DEG: f64 = 2.0;

type Tile = (i32, i32);

fn tile_of(bounds: Option<geo::Rect>) -> Option<Tile> {
    let middle = bounds?.center();
    Some(((middle.x / TILE_DEG).floor() as i32, (middle.y / TILE_DEG).floor() as i32))
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

/// Polygons sorted into tiles by their middle: a close view then draws only a few.
pub fn fill_tiles(land: &MultiPolygon, projection: &Projection) -> Vec<Mesh> {
    let mut tiles: BTreeMap<Tile, Vec<&Polygon>> = BTreeMap::new();
    for polygon in land {
        if let Some(tile) = tile_of(polygon.bounding_rect()) {
            tiles.entry(tile).or_default().push(polygon);
        }
    }
    tiles.into_values().filter_map(|polygons| fill(polygons, projection)).collect()
}

/// Lines sorted into tiles.
pub fn line_tiles(lines: &MultiLineString, projection: &Projection) -> Vec<Mesh> {
    let mut tiles: BTreeMap<Tile, InkMesh> = BTreeMap::new();
    for line in lines {
        if let Some(tile) = tile_of(line.bounding_rect()) {
            tiles.entry(tile).or_default().line(line.coords().map(|c| projection.plane_of(c.x, c.y)), PLAIN);
        }
    }
    tiles.into_values().map(InkMesh::build).collect()
}

/// Lines as one mesh.
pub fn lines<'a>(lines: impl IntoIterator<Item = &'a geo::LineString>, projection: &Projection) -> Option<Mesh> {
    let mut ink = InkMesh::default();
    for line in lines {
        ink.line(line.coords().map(|c| projection.plane_of(c.x, c.y)), PLAIN);
    }
    (!ink.is_empty()).then(|| ink.build())
}

/// The edges of polygons, as one mesh.
pub fn outlines(land: &MultiPolygon, projection: &Projection) -> Option<Mesh> {
    lines(land.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors())), projection)
}
