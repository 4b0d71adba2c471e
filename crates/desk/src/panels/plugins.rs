//! What each plugin costs, and whether it works.

use bevy_egui::egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui, vec2};
use sarex_sim::command::Ask;

use super::{Look, bar, chip, list, row};
use crate::intent::Intent;

/// Plugins of the exercise.
pub fn plugins_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    let say = look.say;
    ScrollArea::vertical().id_salt("plugins").auto_shrink(false).show(ui, |ui| {
        if look.brief.plugins.is_empty() {
            ui.label(look.weak(say.ui("no-plugins")));
        }
        for (number, plugin) in look.brief.plugins.iter().enumerate() {
            let cost = look.snapshot.costs.iter().find(|c| c.id == plugin.id);
            Frame::new()
                .fill(look.theme.panel_deep)
                .stroke(Stroke::new(1.0, look.theme.panel_line))
                .corner_radius(4)
                .inner_margin(Margin::symmetric(7, 4))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(&plugin.id).strong());
                        let suspended = cost.is_some_and(|c| c.suspended);
                        let (key, color) = match (&plugin.unusable, suspended) {
                            (Some(_), _) => ("unusable", look.theme.bad),
                            (None, true) => ("suspended", look.theme.bad),
                            (None, false) => ("running-well", look.theme.good),
                        };
                        chip(ui, say.ui(key), color, look.theme.panel_deep);
                        if suspended
                            && look.is_control()
                            && look.commands()
                            && ui.small_button(say.ui("reinstate")).clicked()
                        {
                            intents.push(Intent::Ask(Ask::ReinstatePlugin(number as u32)));
                        }
                    });
                    if let Some(why) = &plugin.unusable {
                        ui.label(RichText::new(why).color(look.theme.bad));
                    }
                    let hash: String = plugin.sha256.chars().take(12).collect();
                    ui.label(look.small(format!("sha256 {hash}…"))).on_hover_text(&plugin.sha256);
                    let Some(cost) = cost else { return };
                    list(ui, &format!("plugin-{number}"), |ui| {
                        row(ui, look, say.ui("calls"), thousands(cost.calls));
                        row(ui, look, say.ui("ships"), thousands(cost.ships));
                        row(ui, look, say.ui("plugin-fuel"), thousands(cost.fuel));
                        ui.label(look.weak(say.ui("peak")));
                        ui.horizontal(|ui| {
                            // The bar warns when little is left, so it shows what is left.
                            bar(ui, look, 1.0 - cost.peak_share, vec2(70.0, 7.0));
                            ui.label(say.share(cost.peak_share));
                        });
                        ui.end_row();
                        row(ui, look, say.ui("wall-time"), format!("{:.3} s", cost.wall_s));
                        let faults = RichText::new(cost.faults.to_string());
                        row(
                            ui,
                            look,
                            say.ui("faults"),
                            if cost.faults > 0 { faults.color(look.theme.bad) } else { faults },
                        );
                    });
                });
            ui.add_space(3.0);
        }
    });
    intents
}

fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}
