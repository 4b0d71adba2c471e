//! `drift.geojson` (RFC 7946).

use sarex_files::export::MARK;
use sarex_files::time::iso_utc;
use sarex_model::position::Position;
use serde_json::{Value, json};

use super::features::{Feature, Kind, Shape, features};
use super::{NOT_FOR_NAVIGATION, Outlines, Times};
use crate::forecast::Forecast;

/// The feature collection of outlines, mean track and mean positions, hull and seeding, one feature a line; positions
/// to six decimals.
pub fn geojson(forecast: &Forecast, outlines: &Outlines, times: Times) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\n");
    let head = [
        ("name", format!("{MARK} {}", forecast.title)),
        ("description", format!("{MARK}. {NOT_FOR_NAVIGATION}. {}", forecast.model)),
    ];
    for (key, value) in head {
        text.push_str(&format!("{}:{},\n", json!(key), json!(value)));
    }
    let lines: Vec<String> = features(forecast, outlines, times).iter().map(|f| feature(f).to_string()).collect();
    text.push_str(&format!("\"features\":[\n{}\n]}}\n", lines.join(",\n")));
    text
}

fn feature(feature: &Feature) -> Value {
    let mut properties = json!({
        "name": format!("{MARK} {}", feature.name),
        "description": format!("{MARK}. {} {NOT_FOR_NAVIGATION}.", feature.description),
        "kind": feature.kind.name(),
    });
    if let Kind::Containment(percent) = feature.kind {
        properties["share_percent"] = percent.into();
    }
    if let Some([from, to]) = feature.span_unix_s {
        properties["time_utc"] = iso_utc(from).into();
        properties["shown_until_utc"] = iso_utc(to).into();
    }
    if let Some(area) = feature.area_nm2 {
        properties["area_nm2"] = super::summary::rounded(area, 2);
    }
    if !feature.times_unix_s.is_empty() {
        properties["times_utc"] = feature.times_unix_s.iter().map(|t| iso_utc(*t)).collect::<Vec<_>>().into();
    }
    json!({ "type": "Feature", "properties": properties, "geometry": geometry(&feature.shape) })
}

fn geometry(shape: &Shape) -> Value {
    let place = |p: &Position| [round(p.lon_deg), round(p.lat_deg)];
    match shape {
        Shape::Point(at) => json!({ "type": "Point", "coordinates": place(at) }),
        Shape::Lines(parts) => {
            let mut parts: Vec<Vec<[f64; 2]>> = parts.iter().map(|part| part.iter().map(place).collect()).collect();
            match parts.len() {
                1 => json!({ "type": "LineString", "coordinates": parts.remove(0) }),
                _ => json!({ "type": "MultiLineString", "coordinates": parts }),
            }
        }
        Shape::Polygons(polygons) => {
            let ring =
                |r: &geo::LineString<f64>| -> Vec<[f64; 2]> { r.0.iter().map(|c| [round(c.x), round(c.y)]).collect() };
            let rings = |p: &geo::Polygon<f64>| -> Vec<_> {
                std::iter::once(p.exterior()).chain(p.interiors()).map(ring).collect()
            };
            let mut polygons: Vec<Vec<Vec<[f64; 2]>>> = polygons.iter().map(rings).collect();
            match polygons.len() {
                1 => json!({ "type": "Polygon", "coordinates": polygons.remove(0) }),
                _ => json!({ "type": "MultiPolygon", "coordinates": polygons }),
            }
        }
    }
}

fn round(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
