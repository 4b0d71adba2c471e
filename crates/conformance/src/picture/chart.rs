//! The chart: probability, areas, swept bands, legs, units, datum and drift, what the plugin draws, scale and north.

use sarex_model::position::Vec2;
use sarex_model::units::nm;

use super::Sketch;
use super::ink::{self, unit_colour};
use super::svg::{Anchor, At, Stroke, Svg};
use super::view::View;
use crate::quality::Track;

/// Lengths of the scale bar, NM.
const SCALE_NM: [f64; 10] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

pub(super) fn draw(svg: &mut Svg, view: &View, sketch: &Sketch) {
    svg.rect(view.frame, ink::SEA, None);
    svg.clip(view.frame);
    probability(svg, view, sketch);
    swept(svg, view, sketch);
    areas(svg, view, sketch);
    for (index, track) in sketch.flight.tracks.iter().enumerate() {
        legs(svg, view, track, unit_colour(index));
    }
    drawings(svg, view, sketch);
    datum(svg, view, sketch);
    for index in 0..sketch.flight.tracks.len() {
        unit(svg, view, sketch, index);
    }
    let (x, y) = view.at(sketch.task.datum);
    svg.label((x - 48.0, y + 17.0), "datum", 14.0, ink::DATUM);
    scale_bar(svg, view);
    north(svg, view);
    svg.end_clip();
    svg.rect(view.frame, "none", Some(Stroke::solid(ink::TEXT, 1.2)));
}

/// The map's cells, darker where the object is likelier.
fn probability(svg: &mut Svg, view: &View, sketch: &Sketch) {
    let Some(map) = &sketch.task.poc else { return };
    let most = map.values.iter().copied().fold(0.0, f32::max);
    let side = map.cell_m * view.scale;
    for (cell, value) in map.values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let (col, row) = (cell as u32 % map.cols.max(1), cell as u32 / map.cols.max(1));
        let corner = map.origin + Vec2::new(f64::from(col) * map.cell_m, f64::from(row + 1) * map.cell_m);
        let (x, y) = view.at(corner);
        // A hair wider, so that no seam shows between neighbours.
        svg.rect([x, y, side + 0.6, side + 0.6], ink::shade(f64::from(value / most)), None);
    }
}

/// What each unit sweeps: half a sweep width to both sides of its track.
fn swept(svg: &mut Svg, view: &View, sketch: &Sketch) {
    for (index, track) in sketch.flight.tracks.iter().enumerate() {
        let width = sketch.asset(index).map_or(0.0, |asset| asset.sweep_width_m * view.scale);
        let runs = runs(view, track, true);
        svg.lines(runs.iter().map(Vec::as_slice), Stroke::solid(unit_colour(index), width.max(0.5)).faint(0.17));
    }
}

fn areas(svg: &mut Svg, view: &View, sketch: &Sketch) {
    svg.area(&view.all(&sketch.task.area), "none", Some(Stroke::solid(ink::TEXT, 2.0)));
    for (index, part) in sketch.plan.assets.iter().enumerate() {
        svg.area(&view.all(&part.area), "none", Some(Stroke::solid(unit_colour(index), 1.6).dashed().faint(0.8)));
    }
}

/// The track as it is run: searching solid, in transit dashed, an arrow on the first searching run.
fn legs(svg: &mut Svg, view: &View, track: &Track, colour: &str) {
    let transit = runs(view, track, false);
    svg.lines(transit.iter().map(Vec::as_slice), Stroke::solid(colour, 1.5).dashed());
    let searching = runs(view, track, true);
    svg.lines(searching.iter().map(Vec::as_slice), Stroke::solid(colour, 2.0));
    let long = |piece: &&crate::quality::Piece| piece.looks && piece.length_m() * view.scale > 34.0;
    for piece in track.pieces.iter().filter(long).step_by(3) {
        let middle_s = 0.5 * (piece.start_s + piece.end_s);
        let (from, to) = (view.at(piece.from), view.at(piece.at(middle_s)));
        let length = sarex_model::math::hypot(to.0 - from.0, to.1 - from.1);
        let start = (to.0 - (to.0 - from.0) * 14.0 / length, to.1 - (to.1 - from.1) * 14.0 / length);
        svg.arrow(start, to, Stroke::solid(colour, 2.0));
    }
}

/// Runs of pieces that hang together and all search, or all do not.
fn runs(view: &View, track: &Track, looks: bool) -> Vec<Vec<At>> {
    let mut runs: Vec<Vec<At>> = Vec::new();
    let mut open = false;
    for piece in &track.pieces {
        if piece.looks != looks {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some(run) if open => run.push(view.at(piece.to)),
            _ => runs.push(vec![view.at(piece.from), view.at(piece.to)]),
        }
        open = true;
    }
    runs
}

fn drawings(svg: &mut Svg, view: &View, sketch: &Sketch) {
    for drawing in sketch.drawings {
        let places: Vec<At> = drawing.points.iter().map(|(e, n)| view.at(Vec2::new(*e, *n))).collect();
        let colour = format!("#{:06x}", drawing.rgba >> 8);
        let opacity = f64::from(drawing.rgba & 0xff) / 255.0;
        svg.line(&places, Stroke::solid(&colour, 2.2).faint(opacity));
        if let (Some(at), false) = (places.first(), drawing.label.is_empty()) {
            let short: String = drawing.label.chars().take(60).collect();
            svg.label((at.0 + 6.0, at.1 - 6.0), &short, 13.0, &colour);
        }
    }
}

/// The datum, the radius of 50 %, and where the drift takes it until the search ends.
fn datum(svg: &mut Svg, view: &View, sketch: &Sketch) {
    let task = sketch.task;
    let at = view.at(task.datum);
    let ends = sketch.flight.tracks.iter().filter_map(|track| track.pieces.last()).map(|piece| piece.end_s);
    let end_s = ends.fold(0.0, f64::max);
    let radius = task.error_radius_m * view.scale;
    svg.circle(at, radius, "none", Some(Stroke::solid(ink::DATUM, 1.4).dashed()));
    svg.arrow(at, view.at(task.datum + task.drift_mps * end_s), Stroke::solid(ink::DATUM, 3.0));
    svg.circle(at, 5.0, ink::DATUM, Some(Stroke::solid("#ffffff", 1.5)));
}

/// Commence search point with the unit's number, end of the track, and its start where it shows.
fn unit(svg: &mut Svg, view: &View, sketch: &Sketch, index: usize) {
    let colour = unit_colour(index);
    let (Some(track), Some(part)) = (sketch.flight.tracks.get(index), sketch.plan.assets.get(index)) else { return };
    let number = sketch.asset(index).map_or(0, |asset| asset.id);
    if let Some(last) = track.pieces.last() {
        let (x, y) = view.at(last.to);
        svg.rect([x - 5.0, y - 5.0, 10.0, 10.0], colour, Some(Stroke::solid("#ffffff", 1.5)));
    }
    if let Some(asset) = sketch.asset(index) {
        let (x, y) = view.at(asset.start);
        if view.shows((x, y)) {
            svg.area(
                &[(x, y - 9.0), (x + 8.0, y + 6.0), (x - 8.0, y + 6.0)],
                colour,
                Some(Stroke::solid("#ffffff", 1.5)),
            );
        }
    }
    let at = view.at(part.commence);
    svg.circle(at, 10.0, "#ffffff", Some(Stroke::solid(colour, 2.4)));
    svg.strong((at.0, at.1 + 5.0), &number.to_string(), 14.0, colour, Anchor::Middle);
}

fn scale_bar(svg: &mut Svg, view: &View) {
    let [left, top, width, height] = view.frame;
    let pixels = |length_nm: f64| nm(length_nm) * view.scale;
    let length_nm = SCALE_NM.into_iter().rev().find(|l| pixels(*l) < 0.25 * width).unwrap_or(SCALE_NM[0]);
    let long = pixels(length_nm);
    let (x, y) = (left + width - long - 30.0, top + height - 22.0);
    svg.rect([x - 16.0, y - 24.0, long + 32.0, 38.0], "#ffffff", Some(Stroke::solid(ink::WEAK, 0.8)));
    for quarter in 0..4 {
        let fill = if quarter % 2 == 0 { ink::TEXT } else { "#ffffff" };
        let part = [x + 0.25 * long * f64::from(quarter), y, 0.25 * long, 6.0];
        svg.rect(part, fill, Some(Stroke::solid(ink::TEXT, 1.0)));
    }
    svg.text((x, y - 6.0), "0", 13.0, ink::TEXT, Anchor::Middle);
    svg.text((x + long + 8.0, y - 6.0), &format!("{length_nm} NM"), 13.0, ink::TEXT, Anchor::End);
}

fn north(svg: &mut Svg, view: &View) {
    let [left, top, width, _] = view.frame;
    let x = left + width - 30.0;
    svg.circle((x, top + 42.0), 26.0, "#ffffff", Some(Stroke::solid(ink::WEAK, 0.8)));
    svg.arrow((x, top + 62.0), (x, top + 34.0), Stroke::solid(ink::TEXT, 2.4));
    svg.strong((x, top + 32.0), "N", 14.0, ink::TEXT, Anchor::Middle);
}
