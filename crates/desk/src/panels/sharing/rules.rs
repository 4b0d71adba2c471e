//! The rules of release of one cell, in the order in which they count.

use bevy_egui::egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui};
use sarex_sim::{
    cells::sharing::{Ask, Rule},
    command,
};

use super::{
    Form, Page, Side,
    draft::{self, Draft},
    release_text, sign, table,
};
use crate::{
    intent::Intent,
    panels::{Look, heading},
    theme,
};

/// Rules that are laid out until somebody wants all.
const FIRST_RULES: usize = 40;

pub(super) fn rules_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, side: &Side<'_>, intents: &mut Vec<Intent>) {
    let say = look.say;
    ScrollArea::vertical().id_salt("share-rules").auto_shrink(false).show(ui, |ui| {
        let before = form.draft.clone();
        table::table_ui(ui, look, side, &mut form.draft, intents);
        ui.add_space(4.0);
        heading(ui, look, say.ui("share-page-rules"));
        ui.add(Label::new(look.small(say.ui("share-order"))).wrap());
        let shown = if form.all_rules { side.rules.len() } else { FIRST_RULES };
        for (number, rule) in side.rules.iter().copied().enumerate().take(shown) {
            rule_ui(ui, look, side, (number, rule), &mut form.draft, intents);
        }
        let more = side.rules.len().saturating_sub(shown);
        if more > 0 && ui.button(say.ui_with("share-more", &[("n", &more.to_string())])).clicked() {
            form.all_rules = true;
        }
        ui.add(Label::new(look.small(say.ui("share-default"))).wrap());
        if side.may {
            ui.add_space(4.0);
            if form.draft != before {
                // A rule was taken into the form, which may be out of sight.
                ui.scroll_to_cursor(Some(Align::TOP));
            }
            let known = side.rules.iter().find(|rule| rule.id == form.draft.id);
            match known {
                Some(rule) => heading(ui, look, &say.ui_with("share-change-rule", &[("rule", &rule.id)])),
                None => heading(ui, look, say.ui("share-new-rule")),
            }
            if let Some(rule) = draft::draft_ui(ui, look, side, &mut form.draft, intents) {
                form.preview.try_rule(rule);
                form.page = Page::Preview;
            }
        }
    });
}

fn rule_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    side: &Side<'_>,
    (number, rule): (usize, &Rule),
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) {
    let say = look.say;
    let idle = table::idle(&side.rules, number, &side.partners);
    Frame::new()
        .fill(look.theme.panel_deep)
        .stroke(Stroke::new(1.0, look.theme.panel_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(look.small(format!("{}.", number + 1)));
                let (sign, color) = sign(look, rule.release);
                let text = format!("{sign} {}", release_text(look, rule.release, rule.after_s));
                ui.label(RichText::new(text).color(if idle { look.theme.text_weak } else { color }));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if side.may {
                        buttons_ui(ui, look, (number, rule), draft, intents);
                    }
                });
            });
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&rule.id).size(theme::TEXT_SMALL));
                ui.add(Label::new(look.small(scope(look, rule))).wrap());
            });
            if !rule.area.is_empty() {
                let corners = say.ui_with("share-corners", &[("n", &rule.area.len().to_string())]);
                if ui.link(RichText::new(corners).size(theme::TEXT_SMALL)).clicked() {
                    intents.push(Intent::Drawn(rule.area.clone()));
                    intents.push(Intent::Centre(rule.area[0]));
                }
            }
            if idle {
                ui.add(Label::new(look.small(say.ui("share-idle")).color(look.theme.warn)).wrap());
            }
        });
    ui.add_space(2.0);
}

/// What it speaks of: kinds, partners, units.
fn scope(look: &Look<'_>, rule: &Rule) -> String {
    let say = look.say;
    let any = |names: Vec<String>| if names.is_empty() { say.ui("share-any").to_owned() } else { say.list(&names) };
    let kinds = any(rule.kinds.iter().map(|kind| say.information(*kind)).collect());
    let to = any(rule.to.iter().map(|cell| say.cell(*cell, look.brief)).collect());
    let units = any(rule.units.iter().map(|unit| say.unit(*unit, look.brief)).collect());
    match rule.units.is_empty() {
        true => say.ui_with("share-scope", &[("kinds", &kinds), ("to", &to)]),
        false => say.ui_with("share-scope-units", &[("kinds", &kinds), ("to", &to), ("units", &units)]),
    }
}

/// From the right edge inwards.
fn buttons_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (number, rule): (usize, &Rule),
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) {
    let say = look.say;
    let mut ask = |ask: Ask| intents.push(Intent::Ask(command::Ask::Sharing(ask)));
    if ui.small_button("×").on_hover_text(say.ui("share-drop")).clicked() {
        ask(Ask::Drop { cell: rule.from, rule: rule.id.clone() });
    }
    if number > 0 && ui.small_button("↑").on_hover_text(say.ui("share-first")).clicked() {
        ask(Ask::Put(rule.clone()));
    }
    if ui.small_button("✏").on_hover_text(say.ui("share-change")).clicked() {
        *draft = Draft::of(rule);
    }
}
