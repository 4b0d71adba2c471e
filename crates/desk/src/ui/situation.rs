//! What exercise control and coordination put on the chart: who searches on which side of a line, airspaces, places
//! without satellite navigation, notes.

use bevy_egui::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use sarex_model::{position::Position, units};
use sarex_sim::{coordination::Proposal, notes};

use crate::{
    chart::{
        Chart,
        labels::{FRAME_PX, clip},
        view::View,
    },
    panels::Look,
    picture::divisions,
    theme::{self, faded},
};

/// Names of the sides stand so far from a dividing line, pixels.
const ASIDE_PX: f32 = 26.0;
/// A narrower area goes without its name: what is in it matters more.
const NAMED_FROM_PX: f32 = 180.0;
/// Notes on one picture at most, the newest.
const MOST_NOTES: usize = 60;

struct Picture<'a> {
    painter: &'a Painter,
    look: &'a Look<'a>,
    view: &'a View,
    chart: &'a Chart,
    inner: Rect,
}

pub(super) fn paint(painter: &Painter, look: &Look<'_>, view: &View, chart: &Chart) {
    let inner = Rect::from_min_max(view.window.min + vec2(FRAME_PX, FRAME_PX), view.window.max);
    let picture = Picture { painter, look, view, chart, inner };
    divisions::agreed(look.frame()).into_iter().chain(divisions::open(look.frame())).for_each(|p| picture.division(p));
    for airspace in &look.brief.airspaces {
        picture.corner(&airspace.area, look.say.text(&airspace.name), look.theme.cell(airspace.cell));
    }
    for (number, cell) in (0..).zip(&look.brief.cells) {
        let name = look.say.ui_with("area-of", &[("cell", look.say.text(&cell.name))]);
        picture.corner(&cell.policy.area, &name, look.theme.cell(number));
    }
    if let Some(truth) = &look.frame().truth {
        truth.levers.jams.iter().for_each(|jam| picture.jam(jam.at, jam.radius_m, &jam.name));
    }
    for told in &look.frame().sharing.datums {
        let object = look.say.object(told.object, look.brief);
        let name = format!("{} {object} ({})", look.say.ui("datum"), look.say.cell(told.from, look.brief));
        picture.datum(told.datum, &name, look.theme.cell(told.from));
    }
    let noted = look.frame().own_notes.iter().rev().filter(|(_, n)| n.amended_by.is_none());
    noted.filter_map(|(_, n)| Some((n.at?, n.kind))).take(MOST_NOTES).for_each(|(at, kind)| picture.note(at, kind));
}

impl Picture<'_> {
    fn screen(&self, at: Position) -> Pos2 {
        self.view.screen(self.chart.projection.plane(at))
    }

    fn plate(&self, at: Pos2, text: &str, color: Color32) {
        let galley = self.painter.layout_no_wrap(text.to_owned(), FontId::proportional(theme::TEXT_SMALL), color);
        let rect = Align2::CENTER_CENTER.anchor_size(at, galley.size());
        if self.inner.contains_rect(rect) {
            self.painter.rect_filled(rect.expand2(vec2(4.0, -1.0)), 3.0, self.look.theme.chart_plate);
            self.painter.galley(rect.min, galley, color);
        }
    }

    /// The names of both cells, each on its side of the longest stretch in sight.
    fn division(&self, proposal: &Proposal) {
        let points: Vec<Pos2> = proposal.division.line.iter().map(|p| self.screen(*p)).collect();
        let stretches = points.windows(2).filter_map(|p| clip(p[0], p[1], self.inner.shrink(30.0)));
        let Some((a, b)) = stretches.max_by(|a, b| a.0.distance(a.1).total_cmp(&b.0.distance(b.1))) else { return };
        let (middle, along) = (a + (b - a) * 0.5, (b - a).normalized());
        // Left of somebody who looks from the first point to the last; y runs down the screen.
        let left = vec2(along.y, -along.x);
        for (cell, side) in [(proposal.division.left, left), (proposal.division.right, -left)] {
            let name = self.look.say.cell(cell, self.look.brief);
            let away = ASIDE_PX + side.x.abs() * 4.0 * name.chars().count() as f32;
            self.plate(middle + side * away, &name, self.look.theme.cell(cell));
        }
        let agreed = self.look.frame().coordination.agreed == Some(proposal.number);
        let (key, color) = match agreed {
            true => ("division-agreed", self.look.theme.good),
            false => ("division-proposed", self.look.theme.cell(proposal.by)),
        };
        let by = self.look.say.cell(proposal.by, self.look.brief);
        self.plate(a + along * 14.0, &self.look.say.ui_with(key, &[("cell", &by)]), color);
    }

    /// A name at the northernmost corner of an area, inside it.
    fn corner(&self, area: &[Position], name: &str, color: Color32) {
        let seen = Rect::from_points(&area.iter().map(|p| self.screen(*p)).collect::<Vec<_>>());
        let top = area.iter().max_by(|a, b| a.lat_deg.total_cmp(&b.lat_deg));
        if let Some(top) = top.filter(|_| seen.width() >= NAMED_FROM_PX) {
            self.plate(self.screen(*top) + vec2(0.0, 14.0), name, faded(color, 0.9));
        }
    }

    fn jam(&self, at: Position, radius_m: f64, name: &str) {
        let color = self.look.theme.warn;
        let scale = self.chart.projection.units_per_nm(at.lat_deg);
        let middle = self.chart.projection.plane(at);
        let rim = self.view.screen(middle + bevy::math::DVec2::new(units::to_nm(radius_m) * scale, 0.0));
        let middle = self.view.screen(middle);
        self.painter.circle(middle, middle.distance(rim), faded(color, 0.08), Stroke::new(1.5, color));
        self.plate(middle, &self.look.say.ui_with("jam-name", &[("name", name)]), color);
    }

    /// A partner's datum as it was told: a ring with a point, quieter than the cell's own.
    fn datum(&self, at: Position, name: &str, color: Color32) {
        let at = self.screen(at);
        if self.inner.contains(at) {
            self.painter.circle_stroke(at, 6.0, Stroke::new(1.5, color));
            self.painter.circle_filled(at, 1.8, color);
            self.plate(at + vec2(0.0, 18.0), name, color);
        }
    }

    /// A small flag in the colour of its kind.
    fn note(&self, at: Position, kind: notes::Kind) {
        let theme = self.look.theme;
        let color = match kind {
            notes::Kind::Good => theme.good,
            notes::Kind::Issue => theme.bad,
            notes::Kind::Question => theme.warn,
            notes::Kind::Remark => theme.text_weak,
        };
        let foot = self.screen(at);
        if self.inner.contains(foot) {
            let top = foot - vec2(0.0, 16.0);
            self.painter.line_segment([foot, top], Stroke::new(1.5, color));
            let flag = vec![top, pos2(top.x + 10.0, top.y + 3.5), pos2(top.x, top.y + 7.0)];
            self.painter.add(Shape::convex_polygon(flag, color, Stroke::NONE));
        }
    }
}
