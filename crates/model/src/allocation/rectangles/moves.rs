//! Changes of a rectangle that the search tries, and the time a unit has at a place.

use super::fit::Searcher;
use super::shape::Rectangle;
use crate::math;
use crate::position::Vec2;
use crate::rng::Draw;

/// Seconds that a unit has for searching round a place, and when half of them are over (from the time of the map).
pub(super) fn time_at(searcher: &Searcher, place: Vec2) -> (f64, f64) {
    let out_s = (place - searcher.start).length() / searcher.transit_mps;
    let back_s = searcher.base.map_or(0.0, |base| (place - base).length() / searcher.transit_mps);
    let time = (searcher.endurance_s - out_s - back_s).min(searcher.on_scene_s);
    (if time.is_nan() { 0.0 } else { time }, searcher.ready_s + out_s + 0.5 * time)
}

/// The rectangle with each of its parts changed by a step up or down; a step of 1 is a quarter of a side or 20 degrees.
pub(super) fn changes(rectangle: &Rectangle, step: f64) -> [Rectangle; 14] {
    let r = *rectangle;
    let stretch = 1.0 + 0.3 * step;
    let turned = |deg: f64| Rectangle::new(r.centre, r.heading_deg() + deg, r.length_m, r.width_m);
    let sized = |length: f64, width: f64| Rectangle { length_m: r.length_m * length, width_m: r.width_m * width, ..r };
    // One side follows its own length, so that one edge stays where it is.
    let edge = |along: f64, right: f64, length: f64, width: f64| Rectangle {
        centre: r.point(along * r.length_m * (length - 1.0) / 2.0, right * r.width_m * (width - 1.0) / 2.0),
        ..sized(length, width)
    };
    [
        Rectangle { centre: r.point(0.25 * step * r.length_m, 0.0), ..r },
        Rectangle { centre: r.point(-0.25 * step * r.length_m, 0.0), ..r },
        Rectangle { centre: r.point(0.0, 0.25 * step * r.width_m), ..r },
        Rectangle { centre: r.point(0.0, -0.25 * step * r.width_m), ..r },
        turned(20.0 * step),
        turned(-20.0 * step),
        edge(1.0, 0.0, stretch, 1.0),
        edge(-1.0, 0.0, 1.0 / stretch, 1.0),
        edge(0.0, 1.0, 1.0, stretch),
        edge(0.0, -1.0, 1.0, 1.0 / stretch),
        sized(stretch, stretch),
        sized(1.0 / stretch, 1.0 / stretch),
        sized(stretch, 1.0 / stretch),
        sized(1.0 / stretch, stretch),
    ]
}

/// A random change of some size.
pub(super) fn kick(rectangle: &Rectangle, draw: &mut Draw) -> Rectangle {
    let mut factor = || math::exp(0.4 * draw.normal());
    let (length, width) = (factor(), factor());
    let at = rectangle.point(rectangle.length_m * draw.normal() * 0.7, rectangle.width_m * draw.normal() * 0.7);
    let heading_deg = rectangle.heading_deg() + 30.0 * draw.normal();
    let (length_m, width_m) = (rectangle.length_m * length, rectangle.width_m * width);
    Rectangle::new(at, heading_deg, length_m.max(width_m), width_m.min(length_m))
}
