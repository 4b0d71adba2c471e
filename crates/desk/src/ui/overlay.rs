//! Text and marks over the picture: labels of symbols, the selection, the measuring tool, the sign that truth is shown.

use std::sync::Arc;

use bevy_egui::egui::{self, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use sarex_model::{position::Position, units};

use super::Measure;
use crate::{
    chart::{
        Chart,
        labels::{FRAME_PX, Taken, scale_bar_corner},
        view::View,
    },
    intent::Picked,
    panels::Look,
    picture::marks::{Mark, Marks},
    theme::{self, faded},
};

/// Labels on one picture at most.
const MOST_LABELS: usize = 140;
/// Marks of one name within so many pixels share a label.
const SAME_PLACE_PX: f32 = 80.0;
/// Above this many nautical miles in a pixel, contacts that are not selected go without a name.
const CONTACT_NAMES_NM_PER_PX: f64 = 0.06;

pub(super) fn paint(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart, marks: &Marks, measure: &Measure) {
    labels(painter, look, view, chart, marks);
    if let Some(mark) = marks.all.iter().find(|m| Some(m.key) == look.picked) {
        brackets(painter, view.screen(mark.at), look.theme.selected);
    }
    measuring(painter, look, view, chart, measure);
    if look.frame().truth.is_some() {
        truth_sign(painter, look, view);
    }
    if look.bare {
        not_for_navigation(painter, look, view);
    }
}

fn not_for_navigation(painter: &Painter, look: &Look<'_>, view: &View) {
    let at = pos2(view.window.right() - 10.0, view.window.bottom() - 8.0);
    let text =
        galley(painter, look.say.get("not-for-navigation").to_uppercase(), theme::TEXT_SMALL, look.theme.chart_text);
    plate(painter, look, at, Align2::RIGHT_BOTTOM, &text, look.theme.chart_text);
}

fn galley(painter: &Painter, text: String, size: f32, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text, FontId::proportional(size), color)
}

fn plate(painter: &Painter, look: &Look<'_>, at: Pos2, anchor: Align2, text: &Arc<Galley>, color: Color32) -> Rect {
    let rect = anchor.anchor_size(at, text.size());
    painter.rect_filled(rect.expand2(vec2(4.0, -1.0)), 3.0, look.theme.chart_plate);
    painter.galley(rect.min, Arc::clone(text), color);
    rect
}

/// What a mark is called on the chart, and how much that matters (less is more).
fn name(look: &Look<'_>, mark: &Mark, close: bool) -> Option<(u8, String)> {
    let (say, frame) = (look.say, look.frame());
    let selected = look.picked == Some(mark.key);
    let (weight, name) = match mark.key {
        Picked::Unit(n) => {
            let unit = look.unit(n)?;
            let mut name = say.unit(n, look.brief);
            if selected {
                name.push_str(&format!("\n{}  {}", Look::degrees(unit.course_deg), say.speed(unit.speed_mps)));
            }
            (if unit.own { 2 } else { 3 }, name)
        }
        Picked::Found(n) => {
            let found = frame.found.iter().find(|f| f.object == n)?;
            (1, format!("{} ({})", say.object(n, look.brief), found.persons_left))
        }
        Picked::Estimate { cell, object } => {
            let name = format!("{} {}", say.ui("datum"), say.object(object, look.brief));
            // Only who sees several cells' datums needs to know whose it is.
            let whose = look.brief.cells.get(cell as usize).filter(|_| frame.truth.is_some());
            (
                4,
                match whose {
                    Some(_) => format!("{name} ({})", say.cell(cell, look.brief)),
                    None => name,
                },
            )
        }
        Picked::TrueObject(n) => (1, format!("{}: {}", say.ui("truth"), say.object(n, look.brief))),
        Picked::Contact(n) => {
            let contact = frame.contacts.iter().find(|c| c.track == n)?;
            if !close && !selected && !contact.dark {
                return None;
            }
            (if contact.dark { 5 } else { 6 }, contact.name.clone().unwrap_or_else(|| format!("T{n}")))
        }
        Picked::TrueUnit(n) => {
            if !selected {
                return None;
            }
            (7, frame.truth.as_ref()?.units.iter().find(|u| u.unit == n)?.name.clone())
        }
    };
    Some((if selected { 0 } else { weight }, name))
}

fn labels(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart, marks: &Marks) {
    let close = view.nm_per_px(&chart.projection) < CONTACT_NAMES_NM_PER_PX;
    let inner = Rect::from_min_max(view.window.min + vec2(FRAME_PX, FRAME_PX), view.window.max);
    let mut taken = Taken::default();
    taken.take(scale_bar_corner(view));
    let mut wanted: Vec<(u8, usize, String)> = Vec::new();
    for (i, mark) in marks.all.iter().enumerate() {
        let at = view.screen(mark.at);
        if !inner.contains(at) {
            continue;
        }
        if let Some((weight, name)) = name(look, mark, close) {
            wanted.push((weight, i, name));
            if weight <= 3 {
                taken.take(Rect::from_center_size(at, vec2(16.0, 16.0)));
            }
        }
    }
    wanted.sort_by_key(|(weight, i, _)| (*weight, *i));
    let mut named: Vec<(String, Pos2)> = Vec::new();
    for (_, i, name) in wanted.into_iter().take(MOST_LABELS) {
        let mark = &marks.all[i];
        let at = view.screen(mark.at);
        // Control sees one thing as several cells see it: the name once is enough.
        if named.iter().any(|(n, p)| *n == name && p.distance(at) < SAME_PLACE_PX) {
            continue;
        }
        named.push((name.clone(), at));
        let color = mark.symbol.color(look.theme);
        let text = galley(painter, name, theme::TEXT_SMALL + 0.5, color);
        let size = text.size() + vec2(8.0, -2.0);
        let off = theme::SYMBOL_PX + 4.0;
        let places = [
            pos2(at.x + off, at.y - size.y * 0.5),
            pos2(at.x - off - size.x, at.y - size.y * 0.5),
            pos2(at.x - size.x * 0.5, at.y + off),
            pos2(at.x - size.x * 0.5, at.y - off - size.y),
            pos2(at.x + off, at.y + off * 0.6),
            pos2(at.x + off, at.y - off * 0.6 - size.y),
        ];
        let free =
            places.iter().map(|p| Rect::from_min_size(*p, size)).find(|r| inner.contains_rect(*r) && taken.take(*r));
        if let Some(rect) = free {
            painter.rect_filled(rect, 3.0, look.theme.chart_plate);
            painter.galley(rect.center() - text.size() * 0.5, text, color);
        }
    }
}

/// Corners round the selected symbol.
fn brackets(painter: &Painter, at: Pos2, color: Color32) {
    let (half, arm) = (17.0, 6.0);
    let line = Stroke::new(2.0, color);
    for (sx, sy) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
        let corner = at + vec2(sx * half, sy * half);
        painter.line_segment([corner, corner - vec2(sx * arm, 0.0)], line);
        painter.line_segment([corner, corner - vec2(0.0, sy * arm)], line);
    }
}

/// Bearing line and range ring from the first point.
fn measuring(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart, measure: &Measure) {
    if !measure.on {
        return;
    }
    let color = look.theme.measure;
    let line = Stroke::new(1.5, color);
    let to_screen = |p| view.screen(chart.projection.plane(p));
    let from = measure.points.first().copied();
    let to = measure.points.get(1).copied().or(look.cursor);
    let (Some(from), Some(to)) = (from, to) else {
        let text = galley(painter, look.say.ui("measure-hint").to_owned(), theme::TEXT, color);
        let at = pos2(view.window.center().x, view.window.top() + FRAME_PX + 12.0);
        plate(painter, look, at, Align2::CENTER_TOP, &text, color);
        return;
    };
    let (a, b) = (to_screen(from), to_screen(to));
    painter.add(Shape::line_segment([a, b], line));
    painter.circle_stroke(a, a.distance(b), Stroke::new(1.0, faded(color, 0.6)));
    for end in [a, b] {
        painter.circle_filled(end, 3.0, color);
    }
    let range_m = from.distance_m(to);
    let (out, back) = (Look::degrees(from.bearing_deg(to)), Look::degrees(to.bearing_deg(from)));
    let text = format!("{}\n{out} / {back}", look.say.distance(range_m));
    let text = galley(painter, text, theme::TEXT, color);
    let right = b.x >= a.x;
    let at = b + vec2(if right { 10.0 } else { -10.0 }, -6.0);
    plate(painter, look, at, if right { Align2::LEFT_BOTTOM } else { Align2::RIGHT_BOTTOM }, &text, color);
    debug_assert!(units::to_nm(range_m) >= 0.0);
}

/// The tracks that a script would run: drawn over everything, dashed, and named for what they are.
pub(super) fn preview(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart, tracks: &[Vec<Position>]) {
    let color = look.theme.selected;
    for track in tracks {
        let points: Vec<Pos2> = track.iter().map(|p| view.screen(chart.projection.plane(*p))).collect();
        painter.extend(Shape::dashed_line(&points, Stroke::new(2.0, color), 7.0, 4.0));
        if let Some(first) = points.first() {
            painter.circle_stroke(*first, 5.0, Stroke::new(2.0, color));
            let text = galley(painter, look.say.ui("script-preview").to_owned(), theme::TEXT_SMALL, color);
            plate(painter, look, *first + vec2(10.0, 0.0), Align2::LEFT_CENTER, &text, color);
        }
    }
}

fn truth_sign(painter: &Painter, look: &Look<'_>, view: &View) {
    let color = look.theme.truth;
    let text =
        galley(painter, format!("{}  {}", look.say.ui("truth"), look.say.ui("truth-hint")), theme::TEXT_SMALL, color);
    let at = pos2(view.window.center().x, view.window.top() + FRAME_PX + 8.0);
    let rect = plate(painter, look, at, Align2::CENTER_TOP, &text, color);
    painter.rect_stroke(rect.expand2(vec2(4.0, -1.0)), 3.0, Stroke::new(1.0, color), egui::StrokeKind::Outside);
}
