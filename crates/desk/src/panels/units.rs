//! The units that the cell knows, by cell.

use bevy_egui::egui::{self, FontId, Rect, ScrollArea, Sense, Shape, Stroke, Ui, pos2, vec2};
use sarex_model::units;
use sarex_sim::{
    setup::Class,
    view::{Activity, UnitView},
};

use super::{Look, heading, paint_bar};
use crate::{
    desk::place_in,
    intent::{Intent, Picked},
    theme,
};

/// Height of a unit's two lines.
const ROW_PX: f32 = 37.0;
/// Reports older than this are shown with their age, seconds.
const OLD_S: u64 = 120;

/// List of units; a click selects, a second one centres.
pub fn units_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    heading(ui, look, look.say.ui("units"));
    let frame = look.frame();
    if frame.units.is_empty() {
        ui.label(look.weak(look.say.ui("no-units")));
    }
    ScrollArea::vertical().id_salt("units").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (number, cell) in look.brief.cells.iter().enumerate() {
            let of_cell =
                |u: &&UnitView| look.brief.units.get(u.unit as usize).is_some_and(|b| b.cell as usize == number);
            let mut of_this = frame.units.iter().filter(of_cell).peekable();
            if of_this.peek().is_none() {
                continue;
            }
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
                ui.painter().rect_filled(rect, 2.0, look.theme.cell(number as u32));
                ui.label(look.weak(look.say.text(&cell.name)));
                if number as u32 == frame.cell {
                    ui.label(look.small(format!("({})", look.say.ui("own"))));
                }
            });
            for unit in of_this {
                row(ui, look, unit, &mut intents);
            }
            ui.add_space(5.0);
        }
        if !frame.contacts.is_empty() {
            let dark = frame.contacts.iter().filter(|c| c.dark || (!c.ais && !c.identified)).count().to_string();
            let n = frame.contacts.len().to_string();
            ui.label(look.weak(look.say.ui_with("contacts-count", &[("n", &n), ("dark", &dark)])));
        }
    });
    intents
}

fn row(ui: &mut Ui, look: &Look<'_>, unit: &UnitView, intents: &mut Vec<Intent>) {
    let key = Picked::Unit(unit.unit);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    if response.clicked() {
        intents.push(Intent::Select(Some(key)));
    }
    if response.double_clicked()
        && let Some(at) = place_in(look.frame(), key)
    {
        intents.push(Intent::Centre(at));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    if look.picked == Some(key) {
        painter.rect_filled(rect, 3.0, theme::mix(look.theme.panel, look.theme.accent, 0.22));
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 1.0, look.theme.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 3.0, look.theme.widget);
    }
    let cell = look.brief.units.get(unit.unit as usize).map_or(0, |u| u.cell);
    icon(
        painter,
        pos2(rect.left() + 15.0, rect.top() + 12.0),
        unit.class,
        unit.own,
        look.theme.cell(cell),
        look.theme.panel,
    );

    let (left, right) = (rect.left() + 30.0, rect.right() - 6.0);
    let (first, second) = (rect.top() + 11.0, rect.top() + 27.0);
    let text = |text: String, size: f32, color| painter.layout_no_wrap(text, FontId::proportional(size), color);
    let activity_color = match unit.activity {
        Activity::Lost => look.theme.bad,
        Activity::Searching | Activity::Recovering | Activity::OnScene => look.theme.good,
        _ => look.theme.text_weak,
    };
    let activity = text(look.say.activity(unit.activity), theme::TEXT_SMALL, activity_color);
    let activity_x = right - activity.size().x;
    let name = text(look.say.unit(unit.unit, look.brief), theme::TEXT, look.theme.text);
    let name_clip = Rect::from_min_max(pos2(left, rect.top()), pos2(activity_x - 4.0, rect.bottom()));
    painter.with_clip_rect(name_clip.intersect(ui.clip_rect())).galley(
        pos2(left, first - name.size().y * 0.5),
        name,
        look.theme.text,
    );
    painter.galley(pos2(activity_x, first - activity.size().y * 0.5), activity, activity_color);

    let mut facts = format!("{}  {:.1} kn", Look::degrees(unit.course_deg), units::to_knots(unit.speed_mps));
    if let Some((n, of)) = unit.leg {
        facts.push_str(&format!("  {} {}/{of}", look.say.ui("leg"), (n + 1).min(of)));
    }
    let facts = text(facts, theme::TEXT_SMALL, look.theme.text_weak);
    painter.galley(pos2(left, second - facts.size().y * 0.5), facts, look.theme.text_weak);
    if unit.fallback {
        painter.circle_filled(pos2(rect.left() + 15.0, second), 3.0, look.theme.warn);
    }
    if let Some(fuel) = unit.fuel_frac {
        paint_bar(painter, look, fuel, Rect::from_min_size(pos2(right - 46.0, second - 2.5), vec2(46.0, 5.0)));
    } else if unit.age_s > OLD_S {
        let age = text(
            look.say.ui_with("age", &[("age", &look.say.duration(unit.age_s))]),
            theme::TEXT_SMALL,
            look.theme.warn,
        );
        painter.galley(pos2(right - age.size().x, second - age.size().y * 0.5), age, look.theme.warn);
    }
    if unit.fallback {
        response.on_hover_text(look.say.ui("fallback"));
    }
}

/// The unit's symbol, small: filled is own, hollow a partner's.
pub fn icon(
    painter: &egui::Painter,
    at: egui::Pos2,
    class: Class,
    own: bool,
    color: egui::Color32,
    ground: egui::Color32,
) {
    let fill = if own { color } else { ground };
    let line = Stroke::new(1.4, color);
    match class {
        Class::Vessel => {
            let hull = [(0.0, -7.5), (3.6, -2.0), (3.6, 6.5), (-3.6, 6.5), (-3.6, -2.0)].map(|(x, y)| at + vec2(x, y));
            painter.add(Shape::convex_polygon(hull.to_vec(), fill, line));
        }
        Class::Helicopter => {
            painter.circle(at, 3.6, fill, line);
            painter.line_segment([at + vec2(-6.0, -6.0), at + vec2(6.0, 6.0)], line);
            painter.line_segment([at + vec2(6.0, -6.0), at + vec2(-6.0, 6.0)], line);
        }
        Class::Aeroplane => {
            painter.line_segment([at + vec2(0.0, -7.5), at + vec2(0.0, 6.5)], Stroke::new(2.6, color));
            let wing = [(-7.5, 2.0), (0.0, -2.5), (7.5, 2.0), (0.0, 0.8)].map(|(x, y)| at + vec2(x, y));
            painter.add(Shape::closed_line(wing.to_vec(), line));
            painter.line_segment([at + vec2(-3.0, 6.5), at + vec2(3.0, 6.5)], line);
        }
        Class::Drone => {
            painter.line_segment([at + vec2(-4.5, -4.5), at + vec2(4.5, 4.5)], line);
            painter.line_segment([at + vec2(4.5, -4.5), at + vec2(-4.5, 4.5)], line);
            for corner in [vec2(-4.5, -4.5), vec2(4.5, 4.5), vec2(4.5, -4.5), vec2(-4.5, 4.5)] {
                painter.circle(at + corner, 2.2, fill, line);
            }
        }
    }
}
