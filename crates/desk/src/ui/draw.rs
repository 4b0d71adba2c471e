//! The drawing tool: a place, a line or an area on the chart, for the forms that need one.

use bevy_egui::egui::{Align2, FontId, Painter, PointerButton, Pos2, Response, Shape, Stroke, pos2, vec2};
use sarex_model::position::Position;

use crate::{
    chart::{Chart, labels::FRAME_PX, view::View},
    panels::Look,
    theme::{self, faded},
};

/// A point this near to the pointer, pixels, is taken hold of.
const HOLD_PX: f32 = 12.0;
/// Points of one drawing: as many as a line of the exercise may have.
const MOST_POINTS: usize = 200;

/// What is being drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Draw {
    pub on: bool,
    pub points: Vec<Position>,
    /// The point that the pointer holds.
    pub held: Option<usize>,
}

impl Draw {
    /// One more point.
    pub fn click(&mut self, at: Position) {
        if self.points.len() < MOST_POINTS {
            self.points.push(at);
        }
    }

    /// Moves the point under the pointer; true while it does.
    pub fn drag(&mut self, response: &Response, view: &View, chart: &Chart) -> bool {
        if !self.on || !response.dragged_by(PointerButton::Primary) {
            self.held = None;
            return false;
        }
        let Some(at) = response.interact_pointer_pos() else { return false };
        if response.drag_started_by(PointerButton::Primary) {
            let from = at - response.drag_delta();
            let near = |p: &Position| view.screen(chart.projection.plane(*p)).distance(from);
            let nearest = self.points.iter().enumerate().min_by(|a, b| near(a.1).total_cmp(&near(b.1)));
            self.held = nearest.filter(|(_, p)| near(p) <= HOLD_PX).map(|(i, _)| i);
        }
        let Some(point) = self.held.and_then(|i| self.points.get_mut(i)) else { return false };
        *point = chart.projection.position(view.plane(at));
        true
    }
}

/// The drawing, with the length of each part, and a hint while there is nothing yet.
pub(super) fn paint(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart, draw: &Draw) {
    if !draw.on {
        return;
    }
    let color = look.theme.measure;
    let note = |at: Pos2, anchor: Align2, text: String| {
        let text = painter.layout_no_wrap(text, FontId::proportional(theme::TEXT_SMALL), color);
        let rect = anchor.anchor_size(at, text.size());
        painter.rect_filled(rect.expand2(vec2(4.0, -1.0)), 3.0, look.theme.chart_plate);
        painter.galley(rect.min, text, color);
    };
    let top = pos2(view.window.center().x, view.window.top() + FRAME_PX + 30.0);
    note(top, Align2::CENTER_TOP, look.say.ui("draw-hint").to_owned());
    let points: Vec<Pos2> = draw.points.iter().map(|p| view.screen(chart.projection.plane(*p))).collect();
    painter.add(Shape::line(points.clone(), Stroke::new(2.0, color)));
    if let [first, .., last] = points.as_slice()
        && points.len() > 2
    {
        painter.extend(Shape::dashed_line(&[*last, *first], Stroke::new(1.0, faded(color, 0.6)), 5.0, 5.0));
    }
    for (ends, px) in draw.points.windows(2).zip(points.windows(2)) {
        let middle = px[0] + (px[1] - px[0]) * 0.5;
        let course = Look::degrees(ends[0].bearing_deg(ends[1]));
        note(middle, Align2::CENTER_CENTER, format!("{}  {course}", look.say.distance(ends[0].distance_m(ends[1]))));
    }
    for (number, at) in points.iter().enumerate() {
        painter.circle_filled(*at, 4.5, color);
        note(*at + vec2(8.0, -8.0), Align2::LEFT_BOTTOM, (number + 1).to_string());
    }
}
