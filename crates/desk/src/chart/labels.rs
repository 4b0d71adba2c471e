//! Names on the chart, the frame of the graticule and the scale bar: laid out when the view changes, then repainted.

use std::sync::Arc;

use bevy::math::DVec2;
use bevy::prelude::Resource;
use bevy_egui::egui::{
    self, Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, epaint::TextShape, pos2, vec2,
};

use geo::{BoundingRect, Contains, Point, Polygon};
use sarex_model::position::Position;
use sarex_sim::cells::names::{MaskView, PlaceView};

use super::{Chart, ChartPlace, graticule, view::View};
use crate::{
    picture::masks::polygon,
    theme::{self, Theme, faded},
    words::{Language, Speech},
};

/// Height of the frame that carries the graticule's labels.
pub const FRAME_PX: f32 = 17.0;
/// The scale bar is at most this long.
const LONGEST_BAR_PX: f32 = 190.0;
/// No more names than this on one picture.
const MOST_NAMES: usize = 90;

/// What was laid out, and for which view.
#[derive(Resource, Default)]
pub struct Labels {
    for_view: Option<(View, Language, theme::Palette, u64)>,
    shapes: Vec<Shape>,
}

impl Labels {
    /// Paints the labels; lays them out first if the view is another one.
    pub fn paint(
        &mut self,
        painter: &Painter,
        view: &View,
        theme: &Theme,
        chart: &Chart,
        extra: &Extra<'_>,
        say: &Speech,
    ) {
        let key = (*view, say.language(), theme.palette, extra.generation);
        if self.for_view != Some(key) {
            self.shapes = lay_out(painter, view, theme, chart, extra, say);
            self.for_view = Some(key);
        }
        painter.extend(self.shapes.iter().cloned());
    }
}

/// What is not of the map, and a number that changes with it.
pub struct Extra<'a> {
    /// Exercise lines.
    pub lines: Vec<(&'a str, Vec<DVec2>)>,
    /// Places under the names that the viewing cell reads.
    pub places: &'a [PlaceView],
    /// Areas without names of the map.
    pub masks: &'a [MaskView],
    pub generation: u64,
}

/// Places taken on the picture.
#[derive(Default)]
pub struct Taken(Vec<Rect>);

impl Taken {
    /// Takes a place if it is free.
    pub fn take(&mut self, rect: Rect) -> bool {
        let free = !self.0.iter().any(|r| r.intersects(rect));
        if free {
            self.0.push(rect);
        }
        free
    }
}

fn text(painter: &Painter, text: String, size: f32, color: Color32) -> Arc<egui::Galley> {
    painter.layout_no_wrap(text, FontId::proportional(size), color)
}

fn lay_out(
    painter: &Painter,
    view: &View,
    theme: &Theme,
    chart: &Chart,
    extra: &Extra<'_>,
    say: &Speech,
) -> Vec<Shape> {
    let (mut shapes, mut taken) = (Vec::new(), Taken::default());
    let inner = Rect::from_min_max(view.window.min + vec2(FRAME_PX, FRAME_PX), view.window.max);
    taken.take(scale_bar_corner(view));
    names_of_lines(painter, view, theme, chart, extra, say, inner, (&mut shapes, &mut taken));
    own_names(painter, view, theme, chart, extra, say, inner, (&mut shapes, &mut taken));
    names_of_places(painter, view, theme, chart, extra, say, inner, (&mut shapes, &mut taken));
    frame(painter, view, theme, chart, &mut shapes);
    scale_bar(painter, view, theme, chart, &mut shapes);
    shapes
}

#[expect(clippy::too_many_arguments, reason = "the parts of one picture")]
fn names_of_lines(
    painter: &Painter,
    view: &View,
    theme: &Theme,
    chart: &Chart,
    extra: &Extra<'_>,
    say: &Speech,
    inner: Rect,
    (shapes, taken): (&mut Vec<Shape>, &mut Taken),
) {
    let code = say.language().code();
    let of_chart = chart
        .data
        .lines
        .iter()
        .map(|l| (l.label.get(code), l.points.iter().map(|p| chart.projection.plane(*p)).collect::<Vec<_>>()));
    let mut named: Vec<String> = Vec::new();
    for (name, points) in extra.lines.iter().cloned().chain(of_chart) {
        // The longest stretch in sight carries the name.
        let mut best: Option<(f32, Pos2, Pos2)> = None;
        for pair in points.windows(2) {
            let (a, b) = (view.screen(pair[0]), view.screen(pair[1]));
            let Some((a, b)) = clip(a, b, inner.shrink(24.0)) else { continue };
            if best.is_none_or(|(length, ..)| a.distance(b) > length) {
                best = Some((a.distance(b), a, b));
            }
        }
        let Some((length, a, b)) = best else { continue };
        let name = name.split(": exercise line").next().unwrap_or(name);
        let full = if name.contains(&say.get("not-a-delimitation")) {
            name.to_owned()
        } else if name.is_empty() {
            say.get("not-a-delimitation")
        } else {
            format!("{name} ({})", say.get("not-a-delimitation"))
        };
        if named.iter().filter(|n| **n == full).count() >= 2 || named.len() >= 14 {
            continue;
        }
        let galley = text(painter, full.clone(), theme::TEXT_SMALL, theme.exercise_line);
        if length < galley.size().x * 0.6 && length < 160.0 {
            continue;
        }
        let (a, b) = if a.x <= b.x { (a, b) } else { (b, a) };
        let angle = (b - a).angle();
        let along = (b - a).normalized();
        let normal = vec2(along.y, -along.x);
        // Near the end of the stretch: the middle of the window is where the exercise is.
        let middle = a + along * (galley.size().x * 0.5 + 36.0).min(length * 0.5);
        let corner = middle - along * (galley.size().x * 0.5) + normal * (galley.size().y + 1.0);
        let reach = vec2(
            (galley.size().x * along.x.abs() + 14.0 * along.y.abs()) * 0.5,
            (galley.size().x * along.y.abs() + 14.0 * along.x.abs()) * 0.5,
        );
        let rect = Rect::from_center_size(middle + normal * 9.0, reach * 2.0);
        if inner.contains_rect(rect) && taken.take(rect) {
            shapes.push(TextShape::new(corner, galley, theme.exercise_line).with_angle(angle).into());
            named.push(full);
        }
    }
}

/// The part of a stretch inside a rectangle (Liang and Barsky).
pub fn clip(a: Pos2, b: Pos2, to: Rect) -> Option<(Pos2, Pos2)> {
    let d = b - a;
    let (mut t0, mut t1) = (0.0f32, 1.0f32);
    for (p, q) in [(-d.x, a.x - to.min.x), (d.x, to.max.x - a.x), (-d.y, a.y - to.min.y), (d.y, to.max.y - a.y)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            t0 = t0.max(q / p);
        } else {
            t1 = t1.min(q / p);
        }
    }
    (t0 < t1).then(|| (a + d * t0, a + d * t1))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Place,
    Port,
    Airfield,
}

/// Names that the exercise itself gives, and those of masked areas: in their middle, before any of the map.
#[expect(clippy::too_many_arguments, reason = "the parts of one picture")]
fn own_names(
    painter: &Painter,
    view: &View,
    theme: &Theme,
    chart: &Chart,
    extra: &Extra<'_>,
    say: &Speech,
    inner: Rect,
    (shapes, taken): (&mut Vec<Shape>, &mut Taken),
) {
    let code = say.language().code();
    let middle = |mask: &MaskView| {
        let middle = polygon(mask).bounding_rect()?.center();
        Some(Position::new(middle.y, middle.x))
    };
    let masks = extra.masks.iter().filter_map(|m| Some((middle(m)?, m.label.get(code))));
    let places = extra.places.iter().map(|p| (p.at, p.name.get(code)));
    for (at, name) in masks.chain(places) {
        let at = view.screen(chart.projection.plane(at));
        let galley = text(painter, name.to_owned(), theme::TEXT_SMALL + 1.0, theme.place_text);
        let rect = Rect::from_center_size(at, galley.size());
        if !name.is_empty() && inner.contains_rect(rect) && taken.take(rect) {
            shapes.push(Shape::galley(rect.min, galley, theme.place_text));
        }
    }
}

/// Whether the viewing cell's chart shows a place of the map under the map's own name.
fn shown(place: &ChartPlace, extra: &Extra<'_>, masks: &[Polygon]) -> bool {
    let names = [Some(&place.name.en), place.name.ko.as_ref(), place.name.ja.as_ref()];
    let replaced = |own: &PlaceView| own.replaces.iter().any(|name| names.contains(&Some(name)));
    let at = Point::new(place.at.lon_deg, place.at.lat_deg);
    !extra.places.iter().any(replaced) && !masks.iter().any(|mask| mask.contains(&at))
}

#[expect(clippy::too_many_arguments, reason = "the parts of one picture")]
fn names_of_places(
    painter: &Painter,
    view: &View,
    theme: &Theme,
    chart: &Chart,
    extra: &Extra<'_>,
    say: &Speech,
    inner: Rect,
    (shapes, taken): (&mut Vec<Shape>, &mut Taken),
) {
    let nm_per_px = view.nm_per_px(&chart.projection);
    // Each halving of the scale lets in the next ranks.
    let depth = (0.9 / nm_per_px.max(1e-6)).log2();
    let most = |base: f64, per: f64| (base + per * depth).clamp(-1.0, 255.0);
    let lists: [(Kind, &[ChartPlace], f64); 3] = [
        (Kind::Place, &chart.data.places, most(2.0, 1.6)),
        (Kind::Port, &chart.data.ports, most(0.5, 1.6)),
        (Kind::Airfield, &chart.data.airfields, most(-3.0, 1.3)),
    ];
    let masks: Vec<Polygon> = extra.masks.iter().map(polygon).collect();
    let mut found: Vec<(u8, Kind, &ChartPlace, Pos2)> = Vec::new();
    for (kind, places, most) in lists {
        for place in places.iter().filter(|p| f64::from(p.rank) <= most) {
            let at = view.screen(chart.projection.plane(place.at));
            if inner.shrink(4.0).contains(at) && shown(place, extra, &masks) {
                found.push((place.rank, kind, place, at));
            }
        }
    }
    found.sort_by_key(|found| (found.0, found.1 as u8));
    let mut named = 0;
    for (rank, kind, place, at) in found {
        if named >= MOST_NAMES {
            break;
        }
        let (size, color) = match kind {
            Kind::Place if rank <= 3 => (theme::TEXT_SMALL + 1.0, theme.place_text),
            Kind::Place => (theme::TEXT_SMALL, theme.place_text),
            Kind::Port | Kind::Airfield => (theme::TEXT_SMALL, theme.chart_text),
        };
        let dot = Rect::from_center_size(at, vec2(9.0, 9.0));
        let galley = text(painter, place.name.get(say.language().code()).to_owned(), size, color);
        let by = galley.size();
        let glyphs = by.y * 0.62;
        let sides = [
            vec2(7.0, -glyphs * 0.5),
            vec2(-7.0 - by.x, -glyphs * 0.5),
            vec2(-by.x * 0.5, 6.0),
            vec2(-by.x * 0.5, -6.0 - glyphs),
        ];
        let free = |r: Rect, taken: &Taken| inner.contains_rect(r) && !taken.0.iter().any(|t| t.intersects(r));
        if !free(dot, taken) {
            continue;
        }
        let side = sides.iter().map(|s| Rect::from_min_size(at + *s, vec2(by.x, glyphs))).find(|r| free(*r, taken));
        let Some(side) = side else { continue };
        taken.0.extend([dot, side.expand(1.5)]);
        symbol(shapes, kind, at, theme);
        shapes.push(Shape::galley(pos2(side.min.x, side.center().y - by.y * 0.5), galley, color));
        named += 1;
    }
}

fn symbol(shapes: &mut Vec<Shape>, kind: Kind, at: Pos2, theme: &Theme) {
    let line = Stroke::new(1.1, theme.chart_text);
    match kind {
        Kind::Place => {
            shapes.push(Shape::rect_filled(Rect::from_center_size(at, vec2(4.0, 4.0)), 0.5, theme.place_text))
        }
        Kind::Port => {
            shapes.push(Shape::circle_stroke(at, 3.6, line));
            shapes.push(Shape::circle_filled(at, 1.2, theme.chart_text));
        }
        Kind::Airfield => {
            shapes.push(Shape::circle_stroke(at, 3.4, line));
            shapes.push(Shape::line_segment([at - vec2(5.0, 0.0), at + vec2(5.0, 0.0)], line));
        }
    }
}

/// A rim along the top and the left edge with degrees and minutes.
fn frame(painter: &Painter, view: &View, theme: &Theme, chart: &Chart, shapes: &mut Vec<Shape>) {
    let step = graticule::step_min(view, &chart.projection);
    let (low, high) = view.corners();
    let (meridians, parallels) = graticule::marks(&chart.projection, low, high, step);
    let window = view.window;
    let top = Rect::from_min_size(window.min, vec2(window.width(), FRAME_PX));
    let left = Rect::from_min_size(window.min, vec2(FRAME_PX, window.height()));
    for rim in [top, left] {
        shapes.push(Shape::rect_filled(rim, 0.0, theme.chart_plate));
    }
    let line = Stroke::new(1.0, faded(theme.chart_text, 0.5));
    shapes.push(Shape::hline(window.left()..=window.right(), top.bottom(), line));
    shapes.push(Shape::vline(left.right(), window.top()..=window.bottom(), line));
    for mark in meridians {
        let x = view.screen(DVec2::new(mark.at, view.centre.y)).x;
        let galley =
            text(painter, graticule::label(mark.deg, ['E', 'W'], step), theme::TEXT_SMALL - 1.0, theme.chart_text);
        let at = pos2(x - galley.size().x * 0.5, top.center().y - galley.size().y * 0.5);
        if at.x > left.right() && at.x + galley.size().x < window.right() {
            shapes.push(Shape::galley(at, galley, theme.chart_text));
        }
    }
    for mark in parallels {
        let y = view.screen(DVec2::new(view.centre.x, mark.at)).y;
        let galley =
            text(painter, graticule::label(mark.deg, ['N', 'S'], step), theme::TEXT_SMALL - 1.0, theme.chart_text);
        let at = pos2(left.center().x - galley.size().y * 0.5, y + galley.size().x * 0.5);
        if at.y < window.bottom() - 2.0 && at.y - galley.size().x > top.bottom() {
            shapes.push(TextShape::new(at, galley, theme.chart_text).with_angle(-std::f32::consts::FRAC_PI_2).into());
        }
    }
}

fn scale_bar_origin(view: &View) -> Pos2 {
    pos2(view.window.left() + FRAME_PX + 16.0, view.window.bottom() - 22.0)
}

fn scale_bar_plate(view: &View, length: f32) -> Rect {
    let origin = scale_bar_origin(view);
    Rect::from_min_max(origin - vec2(10.0, 20.0), origin + vec2(length + 34.0, 14.0))
}

/// The corner that the scale bar may need: labels keep out of it.
pub fn scale_bar_corner(view: &View) -> Rect {
    scale_bar_plate(view, LONGEST_BAR_PX)
}

/// Bar of a round number of nautical miles at the lower left.
fn scale_bar(painter: &Painter, view: &View, theme: &Theme, chart: &Chart, shapes: &mut Vec<Shape>) {
    let nm_per_px = view.nm_per_px(&chart.projection);
    let most = nm_per_px * f64::from(LONGEST_BAR_PX);
    let ten = 10f64.powf(most.log10().floor());
    let nm = [5.0, 2.0, 1.0].map(|f| f * ten).into_iter().find(|l| *l <= most).unwrap_or(ten);
    let length = (nm / nm_per_px) as f32;
    let origin = scale_bar_origin(view);
    let plate = scale_bar_plate(view, length);
    shapes.push(Shape::rect_filled(plate, 3.0, theme.chart_plate));
    let parts = 4;
    for part in 0..parts {
        let x = origin.x + length * part as f32 / parts as f32;
        let rect = Rect::from_min_size(pos2(x, origin.y), vec2(length / parts as f32, 5.0));
        let color = if part % 2 == 0 { theme.chart_text } else { theme.chart_plate };
        shapes.push(Shape::rect_filled(rect, 0.0, color));
    }
    let whole = Rect::from_min_size(origin, vec2(length, 5.0));
    shapes.push(Shape::rect_stroke(whole, 0.0, Stroke::new(1.0, theme.chart_text), egui::StrokeKind::Outside));
    let label = |t: String, x: f32, shapes: &mut Vec<Shape>| {
        let galley = text(painter, t, theme::TEXT_SMALL, theme.chart_text);
        let at = Align2::CENTER_BOTTOM.anchor_size(pos2(x, origin.y + 1.0), galley.size()).min;
        shapes.push(Shape::galley(at, galley, theme.chart_text));
    };
    label("0".into(), origin.x, shapes);
    let far = if nm < 1.0 { format!("{nm:.2} NM") } else { format!("{nm:.0} NM") };
    label(far, origin.x + length, shapes);
}
