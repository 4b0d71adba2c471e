//! GeoJSON as the same features that FlatGeobuf gives, and geometry taken apart.

use std::collections::BTreeMap;

use geo::{Coord, Geometry, LineString, Polygon};
use geojson::{FeatureCollection, GeometryValue};

use crate::fgb::{Feature, Value};
use crate::limits::LAYER_FEATURES;

/// The features of a GeoJSON feature collection; those without geometry are left out. The error says what is wrong.
pub fn from_geojson(bytes: &[u8]) -> Result<Vec<Feature>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "the text is not UTF-8".to_owned())?;
    let collection: FeatureCollection = text.parse().map_err(|e| format!("not a GeoJSON feature collection ({e})"))?;
    if collection.features.len() > LAYER_FEATURES {
        return Err(format!("{} features, at most {LAYER_FEATURES} are read", collection.features.len()));
    }
    let mut features = Vec::with_capacity(collection.features.len());
    for (number, feature) in collection.features.into_iter().enumerate() {
        let Some(geometry) = feature.geometry else { continue };
        let geometry =
            convert(&geometry.value).ok_or_else(|| format!("feature {number} has a geometry that is not read"))?;
        let mut properties = BTreeMap::new();
        for (key, value) in feature.properties.unwrap_or_default() {
            match value {
                serde_json::Value::String(text) => properties.insert(key, Value::Text(text)),
                serde_json::Value::Number(n) => n.as_f64().and_then(|n| properties.insert(key, Value::Number(n))),
                serde_json::Value::Bool(yes) => properties.insert(key, Value::Number(f64::from(u8::from(yes)))),
                _ => None,
            };
        }
        features.push(Feature { geometry, properties });
    }
    Ok(features)
}

/// The lines of a line geometry; none of any other.
pub fn lines_of(geometry: Geometry<f64>) -> Vec<LineString<f64>> {
    match geometry {
        Geometry::LineString(line) => vec![line],
        Geometry::MultiLineString(lines) => lines.0,
        _ => Vec::new(),
    }
}

/// The polygons of an area geometry; none of any other.
pub fn polygons_of(geometry: Geometry<f64>) -> Vec<Polygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => vec![polygon],
        Geometry::MultiPolygon(polygons) => polygons.0,
        _ => Vec::new(),
    }
}

fn convert(value: &GeometryValue) -> Option<Geometry<f64>> {
    Some(match value {
        GeometryValue::Point { coordinates } => geo::Point::from(coord(coordinates)?).into(),
        GeometryValue::LineString { coordinates } => line(coordinates)?.into(),
        GeometryValue::MultiLineString { coordinates } => {
            geo::MultiLineString::new(coordinates.iter().map(|c| line(c)).collect::<Option<_>>()?).into()
        }
        GeometryValue::Polygon { coordinates } => polygon(coordinates)?.into(),
        GeometryValue::MultiPolygon { coordinates } => {
            geo::MultiPolygon::new(coordinates.iter().map(|c| polygon(c)).collect::<Option<_>>()?).into()
        }
        _ => return None,
    })
}

fn coord(position: &geojson::Position) -> Option<Coord<f64>> {
    match position.as_slice() {
        [x, y, ..] if x.abs() <= 720.0 && y.abs() <= 90.0 => Some(Coord { x: *x, y: *y }),
        _ => None,
    }
}

fn line(points: &[geojson::Position]) -> Option<LineString<f64>> {
    points.iter().map(coord).collect::<Option<Vec<_>>>().map(LineString::new)
}

fn polygon(rings: &[Vec<geojson::Position>]) -> Option<Polygon<f64>> {
    let mut rings = rings.iter().map(|ring| line(ring));
    let outer = rings.next()??;
    Some(Polygon::new(outer, rings.collect::<Option<_>>()?))
}
