//! `drift.kml` (OGC KML 2.2) for Google Earth and its kin.

use std::fmt::Write;

use sarex_files::export::{MARK, escape};
use sarex_files::time::iso_utc;
use sarex_model::position::Position;

use super::features::{Feature, Kind, Shape, features};
use super::{NOT_FOR_NAVIGATION, Outlines, Times};
use crate::forecast::Forecast;

/// Styles: id, colour of lines, colour of areas (both aabbggrr), width of lines. Reddish purple of the chart palette.
const STYLES: [(&str, &str, &str, u32); 7] = [
    ("share95", "ff9a3c8a", "287a01ae", 2),
    ("share75", "ff7a017a", "407a01ae", 2),
    ("share50", "ff6a0049", "607a01ae", 3),
    ("mean_track", "ff402010", "00000000", 3),
    ("mean_position", "ff402010", "00000000", 1),
    ("hull", "ff808080", "00000000", 1),
    ("seeding", "ff1414c8", "301414c8", 2),
];
const FOLDERS: [(&str, &str); 5] = [
    ("containment", "Containment areas"),
    ("mean_track", "Mean track"),
    ("mean_position", "Mean positions"),
    ("hull", "Convex hull"),
    ("seeding", "Start of drift"),
];

/// The document: a folder a kind, time spans for the time slider, styles.
pub fn kml(forecast: &Forecast, outlines: &Outlines, times: Times) -> String {
    let features = features(forecast, outlines, times);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<name>{MARK} {}</name>\n<open>1</open>", escape(&forecast.title));
    let _ = writeln!(out, "<description>{MARK}. {NOT_FOR_NAVIGATION}. {}</description>", escape(&forecast.model));
    for (id, line, area, width) in STYLES {
        let _ = writeln!(
            out,
            "<Style id=\"{id}\"><IconStyle><color>{line}</color><scale>0.6</scale></IconStyle>\
             <LabelStyle><scale>0.7</scale></LabelStyle><LineStyle><color>{line}</color><width>{width}</width></LineStyle>\
             <PolyStyle><color>{area}</color></PolyStyle></Style>"
        );
    }
    for (kind, title) in FOLDERS {
        let _ = writeln!(out, "<Folder>\n<name>{MARK} {title}</name>");
        features.iter().filter(|f| f.kind.name() == kind).for_each(|f| placemark(&mut out, f));
        out.push_str("</Folder>\n");
    }
    out.push_str("</Document>\n</kml>\n");
    out
}

fn placemark(out: &mut String, feature: &Feature) {
    let (name, description) = (escape(&feature.name), escape(&feature.description));
    let _ = writeln!(out, "<Placemark><name>{MARK} {name}</name>");
    let _ = writeln!(out, "<description>{MARK}. {description} {NOT_FOR_NAVIGATION}.</description>");
    match feature.span_unix_s {
        Some([from, to]) if from < to => {
            let (from, to) = (iso_utc(from), iso_utc(to));
            let _ = writeln!(out, "<TimeSpan><begin>{from}</begin><end>{to}</end></TimeSpan>");
        }
        Some([at, _]) => {
            let _ = writeln!(out, "<TimeStamp><when>{}</when></TimeStamp>", iso_utc(at));
        }
        None => {}
    }
    match feature.kind {
        Kind::Containment(percent) => {
            let _ = writeln!(out, "<styleUrl>#share{percent}</styleUrl>");
        }
        kind => {
            let _ = writeln!(out, "<styleUrl>#{}</styleUrl>", kind.name());
        }
    }
    geometry(out, &feature.shape);
    out.push_str("</Placemark>\n");
}

fn geometry(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Point(at) => {
            out.push_str("<Point>");
            coordinates(out, std::iter::once((at.lon_deg, at.lat_deg)));
            out.push_str("</Point>\n");
        }
        Shape::Lines(parts) => {
            out.push_str("<MultiGeometry>");
            for part in parts {
                out.push_str("<LineString><tessellate>1</tessellate>");
                coordinates(out, part.iter().map(|p: &Position| (p.lon_deg, p.lat_deg)));
                out.push_str("</LineString>");
            }
            out.push_str("</MultiGeometry>\n");
        }
        Shape::Polygons(polygons) => {
            out.push_str("<MultiGeometry>");
            for polygon in polygons {
                out.push_str("<Polygon><tessellate>1</tessellate>");
                let rings = std::iter::once(("outer", polygon.exterior()));
                for (side, ring) in rings.chain(polygon.interiors().iter().map(|r| ("inner", r))) {
                    let _ = write!(out, "<{side}BoundaryIs><LinearRing>");
                    coordinates(out, ring.0.iter().map(|c| (c.x, c.y)));
                    let _ = write!(out, "</LinearRing></{side}BoundaryIs>");
                }
                out.push_str("</Polygon>");
            }
            out.push_str("</MultiGeometry>\n");
        }
    }
}

fn coordinates(out: &mut String, places: impl Iterator<Item = (f64, f64)>) {
    out.push_str("<coordinates>");
    for (k, (lon, lat)) in places.enumerate() {
        let _ = write!(out, "{}{lon:.6},{lat:.6}", if k == 0 { "" } else { " " });
    }
    out.push_str("</coordinates>");
}
