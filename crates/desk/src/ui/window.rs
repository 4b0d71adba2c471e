//! The chart window: drag, wheel, click, menu, and the few buttons on it.

use bevy_egui::egui::{self, Button, PointerButton, Pos2, Rect, RichText, Sense, pos2, vec2};

use super::Ui;
use crate::{
    chart::{Chart, view::View},
    intent::{Intent, Picked},
    panels::{
        Look,
        menu::{Chosen, Spot, menu_ui},
    },
    picture::marks::Marks,
};

/// A click this near to a symbol, pixels, selects it.
const REACH_PX: f32 = 16.0;

/// The mark nearest to a point of the screen, if one is near.
pub fn nearest(marks: &Marks, view: &View, at: Pos2) -> Option<Picked> {
    let near = marks.all.iter().map(|m| (view.screen(m.at).distance(at), m.key)).filter(|(d, _)| *d <= REACH_PX);
    // Of two at one place the one drawn on top wins: the later.
    near.reduce(|a, b| if b.0 <= a.0 + 0.5 { b } else { a }).map(|(_, key)| key)
}

#[expect(clippy::too_many_arguments, reason = "the parts of the desk that a pointer reaches")]
pub(super) fn window_ui(
    root: &mut egui::Ui,
    rect: Rect,
    look: &Look<'_>,
    chart: &Chart,
    marks: &Marks,
    view: &mut View,
    state: &mut Ui,
    intents: &mut Vec<Intent>,
) {
    let place = |view: &View, at: Pos2| chart.projection.position(view.plane(at));
    let response = root.interact(rect, root.id().with("chart"), Sense::click_and_drag());
    let drawing = state.draw.drag(&response, view, chart);
    if drawing {
        // A point of the drawing moves; the chart stays.
    } else if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        let by = response.drag_delta();
        if by != egui::Vec2::ZERO {
            view.pan(by);
            if look.follow {
                intents.push(Intent::Follow(false));
            }
        }
    }
    let hover = response.hover_pos();
    if let Some(at) = hover {
        let (scroll, pinch) = root.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        let factor = f64::from(scroll * 0.004).exp() * f64::from(pinch);
        if (factor - 1.0).abs() > 1e-4 {
            view.zoom(at, factor.clamp(0.5, 2.0));
        }
    }
    state.cursor = hover.map(|at| place(view, at));
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        if state.draw.on {
            state.draw.click(place(view, at));
        } else if state.measure.on {
            if state.measure.points.len() >= 2 {
                state.measure.points.clear();
            }
            state.measure.points.push(place(view, at));
        } else {
            intents.push(Intent::Select(nearest(marks, view, at)));
        }
    }
    if response.secondary_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        state.spot = Some(Spot { at: place(view, at), on: nearest(marks, view, at) });
    }
    let mut chosen = Vec::new();
    response.context_menu(|ui| {
        ui.set_min_width(190.0);
        if let Some(spot) = state.spot {
            chosen = menu_ui(ui, look, spot);
        }
    });
    for choice in chosen {
        match choice {
            Chosen::Intent(intent) => intents.push(intent),
            Chosen::MeasureFrom(at) => state.measure = super::Measure { on: true, points: vec![at] },
        }
    }
    if state.panels {
        buttons(root, rect, look, intents);
    }
}

fn buttons(root: &mut egui::Ui, rect: Rect, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let say = look.say;
    let size = vec2(28.0, 28.0);
    let at = Rect::from_min_size(
        pos2(rect.right() - size.x - 10.0, rect.top() + crate::chart::labels::FRAME_PX + 10.0),
        vec2(size.x, 200.0),
    );
    let builder = egui::UiBuilder::new().max_rect(at).layout(egui::Layout::top_down(egui::Align::Center));
    root.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        let all = [
            ("+", "zoom-in", false, Intent::Zoom(1.6)),
            ("−", "zoom-out", false, Intent::Zoom(1.0 / 1.6)),
            ("⛶", "fit", false, Intent::FitAll),
            ("📏", "measure", look.measuring, Intent::Measure(!look.measuring)),
            ("✏", "draw", look.drawing, Intent::Draw(!look.drawing)),
            ("◎", "follow", look.follow, Intent::Follow(!look.follow)),
        ];
        for (icon, key, on, intent) in all {
            let (fill, color) =
                if on { (look.theme.accent, look.theme.on_accent) } else { (look.theme.panel, look.theme.text) };
            let button = Button::new(RichText::new(icon).size(16.0).color(color)).fill(fill).min_size(size);
            if ui.add(button).on_hover_text(say.ui(key)).clicked() {
                intents.push(intent);
            }
        }
    });
}
