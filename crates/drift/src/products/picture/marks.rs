//! The prediction itself: shading, outlines, mean track, start of drift, elements ashore.

use std::collections::BTreeSet;

use geo::Coord;
use sarex_model::containment::{Contour, contours};
use sarex_model::position::Position;

use super::super::features::unwrapped;
use super::Outlines;
use super::canvas::{Canvas, Stroke, Text, path};
use super::ground::area_path;
use super::labels::Labels;
use super::style::{Ink, SHADED};
use super::window::Window;
use crate::forecast::Forecast;
use crate::products::Times;
use crate::products::outlines::passes;

/// Opacity of the shading: the sea shows through a little.
const SHADE: f64 = 0.9;
/// Marks of elements ashore stand at least so far apart, units of the picture.
const ASHORE_GAP: f64 = 7.0;
/// Labels on the mean track, about.
const MOST_TICKS: usize = 20;
/// Hours between ticks of the mean track: the first that gives no more than [`MOST_TICKS`].
const TICK_HOURS: [i64; 5] = [6, 12, 24, 48, 120];

/// The line of an outline by its share: the more it holds the lighter.
pub(super) fn outline_stroke(ink: &Ink, share: f64) -> Stroke {
    let colour = ink.outline;
    match share {
        s if s < 0.6 => Stroke { colour, width: 2.6, dash: "none" },
        s if s < 0.9 => Stroke { colour, width: 1.8, dash: "none" },
        _ => Stroke { colour, width: 1.6, dash: "7 4" },
    }
}

/// Density at the last time, in steps of the share that lies where it is denser.
pub(super) fn shading(canvas: &mut Canvas, window: &Window, ink: &Ink, forecast: &Forecast) {
    let Some(frame) = forecast.frames.last() else { return };
    let areas = contours(&forecast.shape, &frame.mass, passes(forecast, frame), &SHADED);
    for (area, shade) in areas.iter().zip(ink.shades) {
        canvas.path(&area_path(window, &area.polygons), shade, SHADE, None);
    }
}

/// Outlines at the last time.
pub(super) fn outlines(canvas: &mut Canvas, window: &Window, ink: &Ink, outlines: &Outlines) {
    for contour in outlines.last().iter().rev() {
        let stroke = outline_stroke(ink, contour.share);
        canvas.path(&area_path(window, &contour.polygons), "none", 1.0, Some(stroke));
    }
}

/// `50%` on each outline, at the first of some points of its largest ring that is free.
pub(super) fn percent(canvas: &mut Canvas, window: &Window, ink: &Ink, outlines: &Outlines, labels: &mut Labels) {
    for contour in outlines.last() {
        let text = format!("{:.0}%", 100.0 * contour.share);
        let look = Text::start(15.0, ink.outline).halo(ink.halo).strong();
        let candidates = label_points(window, contour);
        // On the line itself; else beside it.
        let on_line = candidates.iter().any(|at| labels.centred(canvas, *at, &text, look));
        if !on_line {
            candidates.iter().any(|at| labels.beside(canvas, *at, 6.0, &text, look));
        }
    }
}

/// Points of the largest ring: the lowest, leftmost, rightmost, highest, then every sixteenth part of it.
fn label_points(window: &Window, contour: &Contour) -> Vec<(f64, f64)> {
    let Some(ring) = contour.polygons.0.first().map(|p| p.exterior()) else { return Vec::new() };
    let place = |c: &Coord<f64>| window.xy(Position::new(c.y, sarex_model::math::wrap_180(c.x)));
    let points: Vec<(f64, f64)> = ring.0.iter().map(place).collect();
    let best = |value: fn(&(f64, f64)) -> f64| points.iter().copied().max_by(|a, b| value(a).total_cmp(&value(b)));
    let mut found: Vec<(f64, f64)> =
        [best(|p| p.1), best(|p| -p.0), best(|p| p.0), best(|p| -p.1)].into_iter().flatten().collect();
    found.extend((0..16).filter_map(|k| points.get(k * points.len() / 16).copied()));
    found
}

/// Elements on the shore at the last time; marks that would lie on each other are left out.
pub(super) fn stranded(canvas: &mut Canvas, window: &Window, ink: &Ink, forecast: &Forecast, labels: &mut Labels) {
    let mut taken = BTreeSet::new();
    for place in forecast.ashore.iter().copied() {
        let at = window.xy(place);
        if !place.is_valid() || !window.frame.contains(at) {
            continue;
        }
        if taken.insert(((at.0 / ASHORE_GAP) as i64, (at.1 / ASHORE_GAP) as i64)) {
            ashore(canvas, at, ink);
            labels.mark(at, 3.0);
        }
    }
}

/// The mark of an element ashore.
pub(super) fn ashore(canvas: &mut Canvas, (x, y): (f64, f64), ink: &Ink) {
    const R: f64 = 2.6;
    for stroke in [Stroke::solid(ink.halo, 3.2), Stroke::solid(ink.stranded, 1.5)] {
        canvas.line((x - R, y - R), (x + R, y + R), stroke);
        canvas.line((x - R, y + R), (x + R, y - R), stroke);
    }
}

/// Where the elements were seeded: a circle with a cross, a line, or an area.
pub(super) fn seeding(canvas: &mut Canvas, window: &Window, ink: &Ink, forecast: &Forecast, labels: &mut Labels) {
    for scenario in &forecast.scenarios {
        let places: Vec<Position> = scenario.seeded.iter().copied().filter(|p| p.is_valid()).collect();
        let Some(first) = places.first() else { continue };
        if places.iter().all(|p| p == first) {
            let at = window.xy(*first);
            seed(canvas, at, ink);
            labels.reserve_round(at, 10.0);
            continue;
        }
        let turned = window.xy(*first).0 - window.xy_of(first.lon_deg, first.lat_deg).0;
        let line: Vec<(f64, f64)> = unwrapped(&places)
            .iter()
            .map(|c| {
                let (x, y) = window.xy_of(c.x, c.y);
                (x + turned, y)
            })
            .collect();
        let closed = places.len() > 3 && places.last() == Some(first);
        let (fill, opacity) = if closed { (ink.seed, 0.12) } else { ("none", 1.0) };
        let stroke = Stroke { colour: ink.seed, width: 1.6, dash: "5 3" };
        canvas.path(&path(&line, closed), fill, opacity, Some(stroke));
    }
}

/// The mark of a last known position.
pub(super) fn seed(canvas: &mut Canvas, (x, y): (f64, f64), ink: &Ink) {
    let stroke = Stroke::solid(ink.seed, 2.0);
    canvas.circle((x, y), 7.0, "none", Some(Stroke::solid(ink.halo, 4.0)));
    canvas.circle((x, y), 7.0, "none", Some(stroke));
    canvas.line((x - 11.0, y), (x + 11.0, y), stroke);
    canvas.line((x, y - 11.0), (x, y + 11.0), stroke);
}

/// The track of the mean position, with ticks and their day and hour.
pub(super) fn mean_track(canvas: &mut Canvas, window: &Window, ink: &Ink, forecast: &Forecast, labels: &mut Labels) {
    let track: Vec<(f64, f64)> =
        forecast.frames.iter().filter_map(|f| f.mean).filter(|m| m.is_valid()).map(|m| window.xy(m)).collect();
    canvas.path(&path(&track, false), "none", 1.0, Some(Stroke::solid(ink.halo, 5.0)));
    canvas.path(&path(&track, false), "none", 1.0, Some(Stroke::solid(ink.track, 2.2)));
    keep_free(&track, labels);
    let count = |hours: &i64| Times::Every { step_s: hours * 3600 }.frames(forecast).len() <= MOST_TICKS;
    let hours = TICK_HOURS.into_iter().find(count).unwrap_or(240);
    let mut ticks = Times::Every { step_s: hours * 3600 }.frames(forecast);
    if ticks.first() != Some(&0) {
        ticks.insert(0, 0);
    }
    let drawn: Vec<((f64, f64), String)> = ticks
        .iter()
        .filter_map(|k| forecast.frames.get(*k))
        .filter_map(|f| Some((window.xy(f.mean.filter(|m| m.is_valid())?), day_hour(f.time_unix_s))))
        .collect();
    for (at, _) in &drawn {
        canvas.circle(*at, 4.2, ink.halo, Some(Stroke::solid(ink.track, 2.0)));
        labels.reserve_round(*at, 4.0);
    }
    // First and last are the ones that must be found.
    let ends = [drawn.len().checked_sub(1), Some(0)].into_iter().flatten();
    let mut order: Vec<usize> = ends.chain(1..drawn.len().saturating_sub(1)).filter(|k| *k < drawn.len()).collect();
    order.dedup();
    for k in order {
        let look = Text::start(14.0, ink.track).halo(ink.halo);
        labels.beside(canvas, drawn[k].0, 9.0, &drawn[k].1, look);
    }
}

/// Keeps a line free of texts.
fn keep_free(line: &[(f64, f64)], labels: &mut Labels) {
    const STEP: f64 = 5.0;
    for pair in line.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        // A line that leaves the picture far behind is not followed all the way.
        let parts = (dx.abs().max(dy.abs()) / STEP).ceil().clamp(1.0, 500.0);
        for k in 0..parts as u32 {
            let share = f64::from(k) / parts;
            labels.reserve_round((pair[0].0 + share * dx, pair[0].1 + share * dy), 2.0);
        }
    }
}

/// `11 06Z`, with minutes where they are not 0.
pub(super) fn day_hour(unix_s: i64) -> String {
    let (_, day) = sarex_files::time::month_and_day(unix_s);
    let (hour, minute) = (unix_s.rem_euclid(86_400) / 3600, unix_s.rem_euclid(3600) / 60);
    if minute == 0 { format!("{day:02} {hour:02}Z") } else { format!("{day:02} {hour:02}{minute:02}Z") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_labelled_as_on_charts() {
        assert_eq!(day_hour(21_600), "01 06Z");
        assert_eq!(day_hour(86_400 + 1800), "02 0030Z");
    }
}
