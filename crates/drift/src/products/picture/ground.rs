//! What lies under the prediction: land, graticule, border, scale, names of places.

use geo::{BoundingRect, LineString, MultiPolygon, Polygon, Simplify};
use sarex_model::math::wrap_180;
use sarex_model::position::Position;
use sarex_model::units::nm;

use super::canvas::{Canvas, Stroke, Text, path};
use super::labels::{Labels, width_of};
use super::style::{Colour, Ink};
use super::window::{Window, clip};

/// Points nearer than this to the simplified coast are left out, units of the picture.
const COAST_TOLERANCE: f64 = 0.4;
/// Steps of the graticule, minutes of arc, and how many parts the border has in one.
const GRATICULE_MIN: [(u32, u32); 11] =
    [(1, 2), (2, 2), (5, 5), (10, 2), (15, 3), (20, 4), (30, 3), (60, 6), (120, 4), (300, 5), (600, 5)];
/// Most meridians and most parallels.
const MOST_LINES: f64 = 7.0;
/// Lengths of the scale bar, nautical miles.
const SCALE_NM: [f64; 11] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
/// Width of the border.
pub(super) const BORDER: f64 = 6.0;
/// Names on one picture.
const MOST_NAMES: usize = 60;
const LABEL: f64 = 14.0;

/// Data of the paths of polygons, cut to the window; they may lie on any turn of the globe.
pub(super) fn area_path<'p>(window: &Window, shapes: impl IntoIterator<Item = &'p Polygon<f64>>) -> String {
    let mut data = String::new();
    for polygon in shapes {
        for turn in turns(window, polygon) {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.for_each(|ring| data.push_str(&ring_path(window, ring, turn)));
        }
    }
    data
}

/// Degrees to add to the longitudes of a polygon so that it shows in the window; none when it does not.
fn turns(window: &Window, polygon: &Polygon<f64>) -> Vec<f64> {
    let [west, south, east, north] = window.bounds();
    let Some(bounds) = polygon.bounding_rect() else { return Vec::new() };
    let (min, max) = (bounds.min(), bounds.max());
    let seen = |turn: &f64| min.y < north && max.y > south && min.x + turn < east && max.x + turn > west;
    [-360.0, 0.0, 360.0].into_iter().filter(seen).collect()
}

fn ring_path(window: &Window, ring: &LineString<f64>, turn: f64) -> String {
    let drawn: Vec<(f64, f64)> =
        ring.0.iter().map(|c| window.xy_of(c.x + turn, c.y)).filter(|p| p.0.is_finite() && p.1.is_finite()).collect();
    let cut = clip(drawn, &window.frame);
    if cut.len() < 3 { String::new() } else { path(&thinned(&cut), true) }
}

/// Without points that the eye would not miss.
fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let line: LineString<f64> = points.iter().copied().collect();
    line.simplify(COAST_TOLERANCE).0.into_iter().map(|c| (c.x, c.y)).collect()
}

/// Land with its coast.
pub(super) fn land(canvas: &mut Canvas, window: &Window, ink: &Ink, land: &MultiPolygon<f64>) {
    // Each polygon on its own: the even-odd rule would cut out where two overlap. The thin edge in its own colour closes
    // the seams between the tiles of a map.
    for polygon in land {
        canvas.path(&area_path(window, [polygon]), ink.land, 1.0, Some(Stroke::solid(ink.land, 0.7)));
    }
    let mut coast = String::new();
    for polygon in land {
        for turn in turns(window, polygon) {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.for_each(|ring| coast.push_str(&coast_path(window, ring, turn)));
        }
    }
    canvas.path(&coast, "none", 1.0, Some(Stroke::solid(ink.coast, 0.9)));
}

/// A coast without the seams of tiles, which run along quarter degrees, and without what lies outside.
fn coast_path(window: &Window, ring: &LineString<f64>, turn: f64) -> String {
    let quarter = |a: f64, b: f64| a == b && (4.0 * a).fract() == 0.0;
    let mut parts: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for pair in ring.0.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|c| window.xy_of(c.x + turn, c.y));
        let f = window.frame;
        let near = from.0.min(to.0) < f.right()
            && from.0.max(to.0) > f.left
            && from.1.min(to.1) < f.bottom()
            && from.1.max(to.1) > f.top;
        if !near || quarter(pair[0].x, pair[1].x) || quarter(pair[0].y, pair[1].y) {
            parts.push(Vec::new());
            continue;
        }
        if let Some(part) = parts.last_mut() {
            if part.is_empty() {
                part.push(from);
            }
            part.push(to);
        }
    }
    parts.iter().filter(|part| part.len() > 1).map(|part| path(&thinned(part), false)).collect()
}

/// Meridians and parallels.
pub(super) fn graticule(canvas: &mut Canvas, window: &Window, ink: &Ink) {
    let [west, south, east, north] = window.bounds();
    let frame = window.frame;
    for degrees in multiples(west, east, step_deg(window).0) {
        let (x, _) = window.xy_of(degrees, south);
        canvas.line((x, frame.top), (x, frame.bottom()), Stroke::solid(ink.grid, 0.7));
    }
    for degrees in multiples(south, north, step_deg(window).0) {
        let (_, y) = window.xy_of(west, degrees);
        canvas.line((frame.left, y), (frame.right(), y), Stroke::solid(ink.grid, 0.7));
    }
}

/// The border with its black and white parts, and degrees and minutes outside.
pub(super) fn border(canvas: &mut Canvas, window: &Window, ink: &Ink) {
    let [west, south, east, north] = window.bounds();
    let f = window.frame;
    let (step, parts) = step_deg(window);
    let small = step / f64::from(parts);
    let outer = [f.left - BORDER, f.top - BORDER, f.width + 2.0 * BORDER, f.height + 2.0 * BORDER];
    let shape = [
        (outer[0], outer[1]),
        (f.right() + BORDER, outer[1]),
        (f.right() + BORDER, f.bottom() + BORDER),
        (outer[0], f.bottom() + BORDER),
    ];
    let inner = [(f.left, f.top), (f.right(), f.top), (f.right(), f.bottom()), (f.left, f.bottom())];
    canvas.path(&(path(&shape, true) + &path(&inner, true)), ink.plate, 1.0, None);
    let dark = |from: f64, to: f64| -> Vec<(f64, f64)> {
        let first = (from / small).floor() as i64;
        let last = (to / small).floor() as i64;
        let clamp = |k: i64| (k as f64 * small).clamp(from, to);
        (first..=last).filter(|k| k.rem_euclid(2) == 0).map(|k| (clamp(k), clamp(k + 1))).collect()
    };
    for (a, b) in dark(west, east) {
        let (x0, x1) = (window.xy_of(a, south).0, window.xy_of(b, south).0);
        for y in [f.top - BORDER, f.bottom()] {
            canvas.rect([x0, y, x1 - x0, BORDER], ink.text, None);
        }
    }
    for (a, b) in dark(south, north) {
        let (y0, y1) = (window.xy_of(west, b).1, window.xy_of(west, a).1);
        for x in [f.left - BORDER, f.right()] {
            canvas.rect([x, y0, BORDER, y1 - y0], ink.text, None);
        }
    }
    canvas.rect([f.left, f.top, f.width, f.height], "none", Some(Stroke::solid(ink.text, 1.0)));
    canvas.rect(outer, "none", Some(Stroke::solid(ink.text, 1.4)));
    for degrees in multiples(west, east, step) {
        let (x, _) = window.xy_of(degrees, south);
        let label = angle(wrap_180(degrees), 3, ['E', 'W']);
        let half = 0.5 * width_of(&label, LABEL);
        if x - half > f.left - 40.0 && x + half < f.right() + BORDER {
            canvas.text((x, f.bottom() + BORDER + 17.0), &label, Text::middle(LABEL, ink.text));
        }
    }
    for degrees in multiples(south, north, step) {
        let (_, y) = window.xy_of(west, degrees);
        if y > f.top + 4.0 && y < f.bottom() - 4.0 {
            let label = angle(degrees, 2, ['N', 'S']);
            canvas.text((f.left - BORDER - 6.0, y + 5.0), &label, Text::end(LABEL, ink.text));
        }
    }
}

/// Degrees between lines of the graticule, and parts of the border in one.
fn step_deg(window: &Window) -> (f64, u32) {
    let [west, south, east, north] = window.bounds();
    let span_min = (east - west).max(north - south) * 60.0;
    let found = GRATICULE_MIN.into_iter().find(|(step, _)| span_min / f64::from(*step) <= MOST_LINES);
    let (step, parts) = found.unwrap_or((1800, 6));
    (f64::from(step) / 60.0, parts)
}

/// Multiples of a step within a span.
fn multiples(from: f64, to: f64, step: f64) -> Vec<f64> {
    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    (first..=last).map(|k| k as f64 * step).collect()
}

/// Degrees and whole minutes: `36°30'N`.
fn angle(degrees: f64, width: usize, letters: [char; 2]) -> String {
    let minutes = (degrees.abs() * 60.0).round() as u64;
    // The equator and the two meridians at 0 and 180 degrees belong to neither side.
    if minutes.is_multiple_of(180 * 60) {
        return format!("{:0width$}°00'", minutes / 60);
    }
    let letter = letters[usize::from(degrees < 0.0)];
    format!("{:0width$}°{:02}'{letter}", minutes / 60, minutes % 60)
}

/// A scale bar in nautical miles, right for the middle latitude. Gives the box it takes.
pub(super) fn scale_bar(canvas: &mut Canvas, window: &Window, ink: &Ink) -> [f64; 4] {
    let f = window.frame;
    let middle = window.middle_lat_deg();
    let length = |length_nm: f64| nm(length_nm) * window.per_metre(middle);
    let length_nm = SCALE_NM.into_iter().rev().find(|l| length(*l) < 0.22 * f.width).unwrap_or(SCALE_NM[0]);
    let width = length(length_nm);
    let (x, y) = (f.right() - width - 34.0, f.bottom() - 24.0);
    let plate = [x - 20.0, y - 24.0, width + 42.0, 38.0];
    canvas.rect(plate, ink.plate, Some(Stroke::solid(ink.grid, 0.8)));
    for k in 0..4 {
        let fill: Colour = if k % 2 == 0 { ink.text } else { ink.plate };
        let part = [x + 0.25 * width * f64::from(k), y, 0.25 * width, 6.0];
        canvas.rect(part, fill, Some(Stroke::solid(ink.text, 1.0)));
    }
    let number = |share: f64| format!("{}", share * length_nm);
    canvas.text((x, y - 6.0), "0", Text::middle(13.0, ink.text));
    canvas.text((x + 0.5 * width, y - 6.0), &number(0.5), Text::middle(13.0, ink.text));
    canvas.text((x + width + 14.0, y - 6.0), &format!("{} NM", number(1.0)), Text::end(13.0, ink.text));
    [plate[0], plate[1], plate[0] + plate[2], plate[1] + plate[3]]
}

/// Names of ports and other places, as far as they find room.
pub(super) fn places(
    canvas: &mut Canvas,
    window: &Window,
    ink: &Ink,
    places: &[(String, Position)],
    labels: &mut Labels,
) {
    let seen = places.iter().filter(|p| p.1.is_valid() && window.frame.contains(window.xy(p.1)));
    for (name, at) in seen.take(MOST_NAMES) {
        let at = window.xy(*at);
        if labels.beside(canvas, at, 6.0, name, Text::start(14.0, ink.place).halo(ink.halo)) {
            canvas.circle(at, 2.4, ink.place, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_and_steps_are_round() {
        assert_eq!(angle(36.5, 2, ['N', 'S']), "36°30'N");
        assert_eq!(angle(-0.001, 3, ['E', 'W']), "000°00'");
        assert_eq!(angle(-180.0, 3, ['E', 'W']), "180°00'");
        assert_eq!(angle(-0.5, 2, ['N', 'S']), "00°30'S");
        assert_eq!(angle(-179.75, 3, ['E', 'W']), "179°45'W");
        assert_eq!(multiples(-0.6, 0.6, 0.5), [-0.5, 0.0, 0.5]);
    }
}
