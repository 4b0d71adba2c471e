//! The bar at the bottom: cursor, weather, what the desk has to say, and what the chart is not.

use bevy_egui::egui::{self, RichText, Ui};
use sarex_model::units;
use sarex_sim::{event::What, levers, view::Frame};

use super::{Look, chip};
use crate::{desk::place_in, intent::Picked, theme};

/// One line.
pub fn status_ui(ui: &mut Ui, look: &Look<'_>) {
    let (say, small) = (look.say, theme::TEXT_SMALL + 0.5);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(
                RichText::new(say.get("not-for-navigation").to_uppercase()).size(small).strong().color(look.theme.warn),
            );
            ui.separator();
            standing_ui(ui, look);
            let trouble = look.snapshot.clock.trouble.as_deref().map(|t| say.reason(t));
            if let Some((text, bad)) = trouble.as_deref().map(|t| (t, true)).or(look.notice) {
                let color = if bad { look.theme.bad } else { look.theme.good };
                ui.add(egui::Label::new(RichText::new(text).size(small).color(color)).truncate());
            } else {
                weather_ui(ui, look, small);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| cursor_ui(ui, look, small));
        });
    });
}

/// What control did to the viewing cell, as far as it may know.
fn standing_ui(ui: &mut Ui, look: &Look<'_>) {
    if let Some(tick) = look.frame().desk.frozen_since {
        let text = look.say.ui_with("ctl-picture-frozen", &[("time", &look.minute(tick))]);
        chip(ui, &text, look.theme.warn, look.theme.panel_deep);
    }
    if withdrawn(look.frame()) {
        chip(ui, look.say.ui("ctl-own-withdrawn"), look.theme.bad, look.theme.panel_deep);
    }
}

/// The cell was told that its part is over, and not yet that it goes on.
pub fn withdrawn(frame: &Frame) -> bool {
    let told = frame.events.iter().rev().find_map(|event| match event.what {
        What::Lever(levers::Event::Withdrawn { cell }) if cell == frame.cell => Some(true),
        What::Lever(levers::Event::Rejoined { cell }) if cell == frame.cell => Some(false),
        _ => None,
    });
    told.unwrap_or(false)
}

fn cursor_ui(ui: &mut Ui, look: &Look<'_>, small: f32) {
    let say = look.say;
    ui.label(look.small(say.ui("cursor")));
    let at = look.cursor.map_or_else(|| "--".to_owned(), |at| say.position(at));
    ui.label(RichText::new(at).size(small));
    let from = look.picked.and_then(|p| Some((p, place_in(look.frame(), p)?)));
    if let (Some(cursor), Some((picked, place))) = (look.cursor, from) {
        let name = match picked {
            Picked::Unit(n) | Picked::TrueUnit(n) => say.unit(n, look.brief),
            Picked::Contact(n) => format!("{} {n}", say.ui("track")),
            Picked::Found(n) | Picked::Estimate { object: n, .. } | Picked::TrueObject(n) => say.object(n, look.brief),
        };
        ui.separator();
        ui.label(
            RichText::new(format!(
                "{}  {}",
                say.distance(place.distance_m(cursor)),
                Look::degrees(place.bearing_deg(cursor))
            ))
            .size(small),
        );
        ui.label(look.small(say.ui_with("from-selected", &[("name", &name)])));
    }
}

/// Right to left, as the layout runs.
fn weather_ui(ui: &mut Ui, look: &Look<'_>, small: f32) {
    let (say, w) = (look.say, &look.frame().weather);
    let pair = |ui: &mut Ui, label: &str, value: String| {
        ui.label(RichText::new(value).size(small));
        ui.label(look.small(label));
    };
    let sea = format!("{:.1} m  {:.1} °C", w.wave_height_m, w.sea_temperature_c);
    pair(ui, say.ui("sea"), sea);
    pair(ui, say.ui("visibility"), say.distance(units::nm(w.visibility_nm)));
    let current = format!("{}→ {}", Look::degrees(w.current_to_deg), say.speed(w.current_mps));
    pair(ui, say.ui("current"), current);
    let wind = format!("{} {}", Look::degrees(w.wind_from_deg), say.speed(w.wind_mps));
    pair(ui, say.ui("wind"), wind);
}
