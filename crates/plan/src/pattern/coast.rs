//! A line from a GeoJSON file.

use std::path::Path;

use sarex_files::finding::Finding;
use sarex_model::position::Position;
use serde_json::Value;

/// Bytes of such a file at most: a coast that a unit can follow is far smaller.
const MOST_BYTES: u64 = 16 << 20;

/// The one LineString of a GeoJSON file (RFC 7946).
///
/// # Errors
/// A file that cannot be read, holds no line or several, or a line with something other than longitude and latitude.
pub(super) fn read(path: &Path) -> Result<Vec<Position>, Vec<Finding>> {
    let name = path.display().to_string();
    let wrong = |reason: String, hint: &str| vec![Finding::of_file(&name, reason, Some(hint.into()))];
    let size = std::fs::metadata(path).map_err(|e| wrong(e.to_string(), "check the path"))?.len();
    if size > MOST_BYTES {
        return Err(wrong(
            format!("{size} bytes, at most {MOST_BYTES} are read"),
            "cut out the coast that is searched",
        ));
    }
    let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string(), "it must be text"))?;
    let root: Value = serde_json::from_str(&text).map_err(|e| wrong(e.to_string(), "it must be GeoJSON"))?;
    let mut lines = Vec::new();
    gather(&root, &mut lines);
    let [line] = lines.as_slice() else {
        return Err(wrong(format!("{} lines, one is needed", lines.len()), "leave one LineString in the file"));
    };
    let points: Option<Vec<Position>> = line.iter().map(point).collect();
    points.ok_or_else(|| wrong("a point is not a longitude and a latitude".into(), "write [131.2, 36.0]"))
}

fn gather<'a>(value: &'a Value, lines: &mut Vec<&'a Vec<Value>>) {
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => each(value.get("features"), lines),
        Some("GeometryCollection") => each(value.get("geometries"), lines),
        Some("Feature") => value.get("geometry").into_iter().for_each(|geometry| gather(geometry, lines)),
        Some("LineString") => lines.extend(value.get("coordinates").and_then(Value::as_array)),
        Some("MultiLineString") => {
            let parts = value.get("coordinates").and_then(Value::as_array).into_iter().flatten();
            lines.extend(parts.filter_map(Value::as_array));
        }
        _ => {}
    }
}

fn each<'a>(values: Option<&'a Value>, lines: &mut Vec<&'a Vec<Value>>) {
    values.and_then(Value::as_array).into_iter().flatten().for_each(|value| gather(value, lines));
}

fn point(value: &Value) -> Option<Position> {
    let place = Position::new(value.get(1)?.as_f64()?, value.get(0)?.as_f64()?);
    place.is_valid().then_some(place)
}
