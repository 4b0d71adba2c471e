//! What charts show, as plain geometry with a name: the common ground of GeoJSON and KML.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use sarex_files::time::iso_utc;
use sarex_model::containment::across_180;
use sarex_model::math::wrap_180;
use sarex_model::position::Position;
use sarex_model::units::to_nm;

use super::{Outlines, Times};
use crate::forecast::{Forecast, Frame, ScenarioLine};

/// Square metres in a square nautical mile.
pub(super) const M2_PER_NM2: f64 = 1852.0 * 1852.0;

/// A shape in longitude and latitude, cut at the 180th meridian.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Point(Position),
    Lines(Vec<Vec<Position>>),
    Polygons(MultiPolygon<f64>),
}

/// What a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A containment outline; the share in percent.
    Containment(u32),
    MeanTrack,
    MeanPosition,
    Hull,
    Seeding,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Containment(_) => "containment",
            Self::MeanTrack => "mean_track",
            Self::MeanPosition => "mean_position",
            Self::Hull => "hull",
            Self::Seeding => "seeding",
        }
    }
}

/// Something to be put on a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Feature {
    pub kind: Kind,
    pub name: String,
    pub description: String,
    /// Seconds since 1970 at which it holds, and until when it is shown.
    pub span_unix_s: Option<[i64; 2]>,
    /// Times of the points of a track.
    pub times_unix_s: Vec<i64>,
    pub area_nm2: Option<f64>,
    pub shape: Shape,
}

/// All features: outlines from the largest to the smallest within each time, mean track and positions, hull, seeding.
pub(super) fn features(forecast: &Forecast, outlines: &Outlines, times: Times) -> Vec<Feature> {
    let chosen = times.frames(forecast);
    let mut features = Vec::new();
    for (place, &k) in chosen.iter().enumerate() {
        let (Some(frame), Some(contours)) = (forecast.frames.get(k), outlines.frames.get(k)) else { continue };
        let until = chosen.get(place + 1).and_then(|next| forecast.frames.get(*next)).unwrap_or(frame).time_unix_s;
        let span = [frame.time_unix_s.min(until), frame.time_unix_s.max(until)];
        for contour in contours.iter().rev().filter(|c| !c.polygons.0.is_empty()) {
            features.push(outline(frame, contour, span));
        }
    }
    features.extend(mean_track(forecast));
    features.extend(chosen.iter().filter_map(|k| mean_position(forecast.frames.get(*k)?)));
    features.extend(hull(forecast));
    let start = if forecast.to_unix_s < forecast.from_unix_s { "start of backward drift" } else { "start of drift" };
    features.extend(forecast.scenarios.iter().filter_map(|scenario| seeding(scenario, start)));
    features
}

fn outline(frame: &Frame, contour: &sarex_model::containment::Contour, span: [i64; 2]) -> Feature {
    let percent = (contour.share * 100.0).round() as u32;
    let at = iso_utc(frame.time_unix_s);
    let area_nm2 = contour.area_m2 / M2_PER_NM2;
    let grid = 1.0 - frame.outside - frame.waiting;
    Feature {
        kind: Kind::Containment(percent),
        name: format!("{percent} % containment {at}"),
        description: format!(
            "Smallest area that holds {percent} % of the probability on the grid at {at}: {area_nm2:.1} square nautical \
             miles. On the grid: {:.1} % of all; not yet in the water: {:.1} %; outside the grid: {:.1} %.",
            100.0 * grid,
            100.0 * frame.waiting,
            100.0 * frame.outside
        ),
        span_unix_s: Some(span),
        times_unix_s: Vec::new(),
        area_nm2: Some(area_nm2),
        shape: Shape::Polygons(across_180(&contour.polygons)),
    }
}

fn mean_track(forecast: &Forecast) -> Option<Feature> {
    let track: Vec<(Position, i64)> =
        forecast.frames.iter().filter_map(|f| Some((f.mean.filter(|m| m.is_valid())?, f.time_unix_s))).collect();
    let points: Vec<Position> = track.iter().map(|t| t.0).collect();
    let (first, last) = (track.first()?.1, track.last()?.1);
    Some(Feature {
        kind: Kind::MeanTrack,
        name: "mean track".to_owned(),
        description: format!("Mean position of all elements from {} to {}.", iso_utc(first), iso_utc(last)),
        span_unix_s: None,
        times_unix_s: track.iter().map(|t| t.1).collect(),
        area_nm2: None,
        shape: if points.len() == 1 { Shape::Point(points[0]) } else { Shape::Lines(split_180(&points)) },
    })
}

fn mean_position(frame: &Frame) -> Option<Feature> {
    let at = frame.mean.filter(|m| m.is_valid())?;
    let time = iso_utc(frame.time_unix_s);
    let spread = |k: usize| to_nm(frame.spread_m[k]).clamp(0.0, 99_999.0);
    Some(Feature {
        kind: Kind::MeanPosition,
        name: format!("mean position {time}"),
        description: format!(
            "Standard deviation {:.1} nautical miles east, {:.1} nautical miles north; ashore {:.1} %.",
            spread(0),
            spread(1),
            100.0 * frame.stranded
        ),
        span_unix_s: Some([frame.time_unix_s; 2]),
        times_unix_s: Vec::new(),
        area_nm2: None,
        shape: Shape::Point(at),
    })
}

fn hull(forecast: &Forecast) -> Option<Feature> {
    let at = forecast.frames.last()?.time_unix_s;
    let of = if forecast.left_out.is_empty() { "elements" } else { "cells with elements" };
    Some(Feature {
        kind: Kind::Hull,
        name: format!("convex hull {}", iso_utc(at)),
        description: format!("Convex hull of all {of} in the water or ashore at the last time."),
        span_unix_s: Some([at, at]),
        times_unix_s: Vec::new(),
        area_nm2: None,
        shape: shape_of(&forecast.hull)?,
    })
}

fn seeding(scenario: &ScenarioLine, start: &str) -> Option<Feature> {
    Some(Feature {
        kind: Kind::Seeding,
        name: format!("{start}: {}", scenario.name),
        description: format!(
            "Leeway class {}, {:.0} % of the probability, {} elements.",
            scenario.leeway_class,
            100.0 * scenario.weight,
            scenario.elements
        ),
        span_unix_s: None,
        times_unix_s: Vec::new(),
        area_nm2: None,
        shape: shape_of(&scenario.seeded)?,
    })
}

/// A point, a line, or the polygon of a closed ring; nothing when no point is a place.
pub(super) fn shape_of(points: &[Position]) -> Option<Shape> {
    let points: Vec<Position> = points.iter().copied().filter(|p| p.is_valid()).collect();
    let first = *points.first()?;
    if points.iter().all(|p| *p == first) {
        return Some(Shape::Point(first));
    }
    if points.len() >= 4 && points.last() == Some(&first) {
        let ring: LineString<f64> = unwrapped(&points).into_iter().collect();
        return Some(Shape::Polygons(across_180(&MultiPolygon::new(vec![Polygon::new(ring, Vec::new())]))));
    }
    Some(Shape::Lines(split_180(&points)))
}

/// Longitudes that run on over the 180th meridian.
pub(super) fn unwrapped(points: &[Position]) -> Vec<Coord<f64>> {
    let mut last = points.first().map_or(0.0, |p| p.lon_deg);
    points
        .iter()
        .map(|p| {
            last += wrap_180(p.lon_deg - last);
            Coord { x: last, y: p.lat_deg }
        })
        .collect()
}

/// A line cut where it crosses the 180th meridian (RFC 7946, section 3.1.9).
pub(super) fn split_180(points: &[Position]) -> Vec<Vec<Position>> {
    let mut parts: Vec<Vec<Position>> = vec![Vec::new()];
    for (k, &here) in points.iter().enumerate() {
        if let Some(before) = k.checked_sub(1).map(|b| points[b]) {
            let step = wrap_180(here.lon_deg - before.lon_deg);
            let crosses = (before.lon_deg + step - here.lon_deg).abs() > 180.0;
            if crosses {
                let edge = if step > 0.0 { 180.0 } else { -180.0 };
                let share = if step == 0.0 { 0.0 } else { (edge - before.lon_deg) / step };
                let lat = before.lat_deg + share * (here.lat_deg - before.lat_deg);
                if let Some(part) = parts.last_mut() {
                    part.push(Position::new(lat, edge));
                }
                parts.push(vec![Position::new(lat, -edge)]);
            }
        }
        if let Some(part) = parts.last_mut() {
            part.push(here);
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_180th_meridian() {
        let line = [Position::new(10.0, 179.0), Position::new(12.0, -179.0), Position::new(12.0, -178.0)];
        let parts = split_180(&line);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0][1], Position::new(11.0, 180.0));
        assert_eq!(parts[1][0], Position::new(11.0, -180.0));
        let back: Vec<Position> = line.iter().rev().copied().collect();
        assert_eq!(split_180(&back)[1][0], Position::new(11.0, 180.0));
        assert_eq!(split_180(&line[1..]).len(), 1);
    }

    #[test]
    fn shapes_are_told_by_their_points() {
        let at = |lat, lon| Position::new(lat, lon);
        assert!(matches!(shape_of(&[at(1.0, 2.0)]), Some(Shape::Point(_))));
        assert!(matches!(shape_of(&[at(1.0, 2.0), at(1.0, 3.0)]), Some(Shape::Lines(_))));
        let ring = [at(1.0, 179.5), at(1.0, -179.5), at(2.0, -179.5), at(1.0, 179.5)];
        let Some(Shape::Polygons(cut)) = shape_of(&ring) else { panic!("a ring is a polygon") };
        assert_eq!(cut.0.len(), 2);
        assert_eq!(shape_of(&[at(f64::NAN, 0.0)]), None);
        assert_eq!(shape_of(&[]), None);
    }
}
