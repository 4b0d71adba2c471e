//! Routes for electronic charts: RTZ 1.1.
//!
//! # References
//! IEC 61174 (route exchange), namespace `http://www.cirm.org/RTZ/1/1`. One route a file; the leg of a waypoint is the one
//! that ends there, so the first has none; longitudes lie from -180 to below 180.

use std::fmt::Write;

use crate::export::{ExportLine, MARK, escape};

/// Bytes above which a receiver may refuse a route, by the standard's bound of 400 kB on a file.
pub const RTZ_BYTES: usize = 400_000;

/// An RTZ 1.1 file of one line, every leg a loxodrome; with a schedule where the line has times.
///
/// The schema wants two waypoints at least; a line of fewer gives a file that charts refuse.
pub fn rtz(line: &ExportLine) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<route xmlns=\"http://www.cirm.org/RTZ/1/1\" version=\"1.1\">\n");
    let (name, description) = (escape(&line.name), escape(&line.description));
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        out,
        "<routeInfo routeName=\"{MARK} {name}\" routeAuthor=\"SAREX\" routeStatus=\"{MARK}. {description} Not for navigation.\"/>"
    );
    out.push_str("<waypoints>\n");
    for (id, point) in (1..).zip(&line.points) {
        let (lat, lon) = (point.lat_deg, longitude(point.lon_deg));
        let _ =
            write!(out, "<waypoint id=\"{id}\" name=\"EXERCISE {id}\"><position lat=\"{lat:.8}\" lon=\"{lon:.8}\"/>");
        if id > 1 {
            out.push_str("<leg geometryType=\"Loxodrome\"/>");
        }
        out.push_str("</waypoint>\n");
    }
    out.push_str("</waypoints>\n");
    if !line.times_unix_s.is_empty() {
        out.push_str("<schedules>\n<schedule id=\"1\" name=\"EXERCISE\">\n<calculated>\n");
        for (id, time) in (1..).zip(&line.times_unix_s) {
            // The first waypoint is left, the others are reached.
            let kind = if id == 1 { "etd" } else { "eta" };
            let _ = writeln!(out, "<scheduleElement waypointId=\"{id}\" {kind}=\"{}\"/>", crate::time::iso_utc(*time));
        }
        out.push_str("</calculated>\n</schedule>\n</schedules>\n");
    }
    out.push_str("</route>\n");
    out
}

/// A longitude that after rounding to the digits written is still below 180.
fn longitude(deg: f64) -> f64 {
    let rounded = (deg * 1e8).round() / 1e8;
    if rounded >= 180.0 { rounded - 360.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_model::position::Position;

    fn line(times_unix_s: Vec<i64>) -> ExportLine {
        let points =
            vec![Position::new(36.0, 131.5), Position::new(36.1, 180.0), Position::new(-36.0, 179.999_999_999)];
        ExportLine { name: "SS <1>".into(), description: "S \"0.5\" NM & so on.".into(), points, times_unix_s }
    }

    #[test]
    fn a_route_has_what_the_schema_wants() {
        let xml = rtz(&line(vec![0, 60, 120]));
        assert!(xml.contains("<route xmlns=\"http://www.cirm.org/RTZ/1/1\" version=\"1.1\">"));
        assert!(xml.contains("routeName=\"EXERCISE EXERCISE EXERCISE SS &lt;1&gt;\""));
        assert!(xml.contains("S &quot;0.5&quot; NM &amp; so on."));
        assert_eq!(xml.matches("<waypoint ").count(), 3);
        assert_eq!(xml.matches("<leg geometryType=\"Loxodrome\"/>").count(), 2, "{xml}");
        assert_eq!(xml.matches("lon=\"-180.00000000\"").count(), 2, "below 180: {xml}");
        assert!(xml.contains("<scheduleElement waypointId=\"1\" etd=\"1970-01-01T00:00:00Z\"/>"));
        assert!(xml.contains("<scheduleElement waypointId=\"3\" eta=\"1970-01-01T00:02:00Z\"/>"));
        let order = ["<routeInfo", "<waypoints>", "<schedules>"].map(|tag| xml.find(tag).unwrap());
        assert!(order.is_sorted());
    }

    #[test]
    fn without_times_there_is_no_schedule() {
        let xml = rtz(&line(Vec::new()));
        assert!(!xml.contains("schedule") && xml.ends_with("</route>\n"));
        assert_eq!(xml.matches("EXERCISE EXERCISE EXERCISE").count(), 2);
    }
}
