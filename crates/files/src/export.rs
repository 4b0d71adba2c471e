//! Tracks and search legs for other programs: GeoJSON and GPX, each marked as an exercise.

use std::fmt::Write;

use sarex_model::position::Position;

/// A track or the legs of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportLine {
    /// Who ran it, or what is to be run.
    pub name: String,
    /// More about it.
    pub description: String,
    /// Its points.
    pub points: Vec<Position>,
    /// Seconds since 1970 of each point; empty where times are not known.
    pub times_unix_s: Vec<i64>,
}

/// Stands before every name, so that no export can be taken for live traffic.
pub const MARK: &str = "EXERCISE EXERCISE EXERCISE";

/// A GeoJSON feature collection of lines (RFC 7946); positions to six decimals.
pub fn geojson(lines: &[ExportLine]) -> String {
    let features: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| {
            let points: Vec<[f64; 2]> = line.points.iter().map(|p| [round(p.lon_deg), round(p.lat_deg)]).collect();
            // A line needs two points; a single one is a point.
            let geometry = match points.as_slice() {
                [point] => serde_json::json!({ "type": "Point", "coordinates": point }),
                _ => serde_json::json!({ "type": "LineString", "coordinates": points }),
            };
            let mut properties = serde_json::json!({
                "name": format!("{MARK} {}", line.name),
                "description": format!("{MARK}. {} Not for navigation.", line.description),
            });
            if !line.times_unix_s.is_empty() {
                let times: Vec<String> = line.times_unix_s.iter().map(|t| crate::time::iso_utc(*t)).collect();
                properties["times"] = times.into();
            }
            serde_json::json!({ "type": "Feature", "properties": properties, "geometry": geometry })
        })
        .collect();
    let collection = serde_json::json!({ "type": "FeatureCollection", "name": MARK, "features": features });
    let mut text = collection.to_string();
    text.push('\n');
    text
}

/// A GPX 1.1 file: a track for each line with times, a route for each without.
pub fn gpx(lines: &[ExportLine]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<gpx version=\"1.1\" creator=\"SAREX\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<metadata><name>{MARK}</name><desc>{MARK}. Not for navigation.</desc></metadata>");
    // The schema wants all routes before all tracks.
    for line in lines.iter().filter(|line| line.times_unix_s.is_empty()) {
        gpx_line(&mut out, line, ("rte", "rtept", None));
    }
    for line in lines.iter().filter(|line| !line.times_unix_s.is_empty()) {
        gpx_line(&mut out, line, ("trk", "trkpt", Some("trkseg")));
    }
    out.push_str("</gpx>\n");
    out
}

fn gpx_line(out: &mut String, line: &ExportLine, (tag, point_tag, segment): (&str, &str, Option<&str>)) {
    let (name, description) = (escape(&line.name), escape(&line.description));
    let _ = writeln!(out, "<{tag}><name>{MARK} {name}</name><desc>{MARK}. {description} Not for navigation.</desc>");
    if let Some(segment) = segment {
        let _ = writeln!(out, "<{segment}>");
    }
    for (n, point) in line.points.iter().enumerate() {
        let _ = write!(out, "<{point_tag} lat=\"{:.6}\" lon=\"{:.6}\">", point.lat_deg, point.lon_deg);
        if let Some(time) = line.times_unix_s.get(n) {
            let _ = write!(out, "<time>{}</time>", crate::time::iso_utc(*time));
        }
        let _ = writeln!(out, "</{point_tag}>");
    }
    if let Some(segment) = segment {
        let _ = writeln!(out, "</{segment}>");
    }
    let _ = writeln!(out, "</{tag}>");
}

fn round(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// Text for XML; characters that XML 1.0 cannot hold are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c < ' ' && !matches!(c, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(times: Vec<i64>) -> ExportLine {
        let points = vec![Position::new(36.0, 131.5), Position::new(36.1, 131.6)];
        ExportLine { name: "해경 <3000>".into(), description: "Legs & such.".into(), points, times_unix_s: times }
    }

    #[test]
    fn both_formats_say_that_it_is_an_exercise() {
        let json = geojson(&[line(Vec::new())]);
        assert!(json.contains("EXERCISE EXERCISE EXERCISE 해경 <3000>") && json.contains("[131.5,36.0]"), "{json}");
        let back: geojson::FeatureCollection = json.parse().unwrap();
        assert_eq!(back.features.len(), 1);
        let xml = gpx(&[line(vec![0, 60]), line(Vec::new())]);
        assert!(
            xml.contains("<name>EXERCISE EXERCISE EXERCISE 해경 &lt;3000&gt;</name>")
                && xml.contains("Legs &amp; such.")
        );
        assert!(xml.contains("<trkpt lat=\"36.100000\" lon=\"131.600000\"><time>1970-01-01T00:01:00Z</time></trkpt>"));
        assert!(xml.find("<rte>").unwrap() < xml.find("<trk>").unwrap());
    }
}
