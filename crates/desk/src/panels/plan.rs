//! Search plans, and the form that asks a planner for one.

use bevy_egui::egui::{Button, CollapsingHeader, ComboBox, DragValue, Frame, Margin, RichText, ScrollArea, Stroke, Ui};
use sarex_model::units;
use sarex_sim::{
    command::Ask,
    setup::{SearchRequest, Split, World},
    view::PlanView,
};

use super::{
    Look, chip, heading, list,
    settings::{self, Settings},
};
use crate::intent::{Intent, Picked, ScriptAsk};

/// Track spacing that the form begins with, nautical miles.
const SPACING_NM: f64 = 1.0;

/// What the form holds.
pub struct Form {
    /// Number of the plugin and the pattern.
    pub pattern: Option<(u32, String)>,
    pub object: Option<u32>,
    pub units: Vec<u32>,
    /// None: the planner chooses.
    pub spacing_nm: Option<f64>,
    /// The area shown on the chart instead of a box round the estimate.
    pub window_area: bool,
    pub split: Option<Split>,
    pub shared: bool,
    /// The planner's own parameters.
    pub settings: Settings,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            pattern: None,
            object: None,
            units: Vec::new(),
            spacing_nm: None,
            window_area: false,
            split: None,
            shared: true,
            settings: Settings::default(),
        }
    }
}

/// Plans, then the form.
pub fn plans_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    ScrollArea::vertical().id_salt("plans").auto_shrink(false).show(ui, |ui| {
        if look.frame().plans.is_empty() {
            ui.label(look.weak(look.say.ui("no-plans")));
        }
        for plan in &look.frame().plans {
            plan_ui(ui, look, plan, &mut intents);
        }
        if look.commands() {
            ui.add_space(4.0);
            heading(ui, look, look.say.ui("plan-search"));
            form_ui(ui, look, form, &mut intents);
        }
    });
    intents
}

fn plan_ui(ui: &mut Ui, look: &Look<'_>, plan: &PlanView, intents: &mut Vec<Intent>) {
    let say = look.say;
    Frame::new()
        .fill(look.theme.panel_deep)
        .stroke(Stroke::new(1.0, look.theme.panel_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new(look.minute(plan.made_tick)).strong());
                chip(ui, &say.cell(plan.cell, look.brief), look.theme.cell(plan.cell), look.theme.outline);
            });
            ui.label(RichText::new(say.pattern(&plan.name)).strong());
            if !plan.note.is_empty() {
                ui.label(look.small(&plan.note));
            }
            for part in &plan.parts {
                ui.horizontal_wrapped(|ui| {
                    if ui.link(say.unit(part.unit, look.brief)).clicked() {
                        intents.push(Intent::Select(Some(Picked::Unit(part.unit))));
                    }
                    let legs = part.points.len().saturating_sub(1);
                    let done = (part.legs_done as usize).min(legs).to_string();
                    ui.label(look.small(say.ui_with("legs-done", &[("n", &done), ("of", &legs.to_string())])));
                    ui.label(look.small(format!("S {}", say.distance(part.spacing_m))));
                });
            }
        });
    ui.add_space(3.0);
}

fn form_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let say = look.say;
    let patterns: Vec<(u32, String)> = look
        .brief
        .plugins
        .iter()
        .enumerate()
        .filter(|(_, p)| p.world == World::SearchPattern && p.unusable.is_none())
        .flat_map(|(i, p)| p.patterns.iter().map(move |name| (i as u32, name.clone())))
        .collect();
    if patterns.is_empty() {
        ui.label(look.weak(say.ui("plan-no-plugin")));
        return;
    }
    // A reloaded plugin may have other patterns.
    if form.pattern.as_ref().is_none_or(|chosen| !patterns.contains(chosen)) {
        form.pattern = Some(patterns[0].clone());
    }
    let pattern = form.pattern.get_or_insert_with(|| patterns[0].clone());
    let plugin = pattern.0;
    let known: Vec<u32> = look.frame().estimates.iter().map(|e| e.object).collect();
    if form.object.is_none_or(|o| !known.contains(&o)) {
        form.object = known.first().copied();
    }
    let own: Vec<u32> = look.frame().units.iter().filter(|u| u.own).map(|u| u.unit).collect();
    form.units.retain(|u| own.contains(u));

    list(ui, "plan-form", |ui| {
        ui.label(look.weak(say.ui("pattern")));
        ui.horizontal(|ui| {
            ComboBox::from_id_salt("pattern").selected_text(say.pattern(&pattern.1)).width(180.0).truncate().show_ui(
                ui,
                |ui| {
                    for choice in &patterns {
                        let plugin = look.brief.plugins.get(choice.0 as usize).map_or("", |p| p.id.as_str());
                        if ui
                            .selectable_label(choice == pattern, say.pattern(&choice.1))
                            .on_hover_text(plugin)
                            .clicked()
                        {
                            *pattern = choice.clone();
                        }
                    }
                },
            );
            if look.workshop && ui.button("✏").on_hover_text(say.ui("script-hint")).clicked() {
                intents.push(Intent::Script(ScriptAsk::Show(true)));
            }
        });
        ui.end_row();
        ui.label(look.weak(say.ui("search-object")));
        let name = form.object.map_or_else(|| say.ui("none").to_owned(), |o| say.object(o, look.brief));
        ComboBox::from_id_salt("object").selected_text(name).width(180.0).truncate().show_ui(ui, |ui| {
            for object in known {
                ui.selectable_value(&mut form.object, Some(object), say.object(object, look.brief));
            }
        });
        ui.end_row();
        ui.label(look.weak(say.ui("spacing")));
        ui.horizontal(|ui| {
            let mut fixed = form.spacing_nm.is_some();
            if ui.checkbox(&mut fixed, "").changed() {
                form.spacing_nm = fixed.then_some(SPACING_NM);
            }
            match &mut form.spacing_nm {
                Some(nm) => ui.add(DragValue::new(nm).range(0.05..=20.0).speed(0.05).suffix(" NM").fixed_decimals(2)),
                None => ui.label(look.weak(say.ui("spacing-auto"))),
            }
        });
        ui.end_row();
        ui.label(look.weak(say.ui("area")));
        ui.vertical(|ui| {
            ui.radio_value(&mut form.window_area, false, say.ui("area-estimate"));
            ui.radio_value(&mut form.window_area, true, say.ui("area-window"));
        });
        ui.end_row();
        share_ui(ui, look, &mut form.split);
    });
    settings_of(ui, look, plugin, &mut form.settings);
    ui.label(look.weak(say.ui("units")));
    for unit in own {
        let mut chosen = form.units.contains(&unit);
        if ui.checkbox(&mut chosen, say.unit(unit, look.brief)).changed() {
            if chosen { form.units.push(unit) } else { form.units.retain(|u| *u != unit) }
        }
    }
    ui.checkbox(&mut form.shared, say.ui("share-plan"));
    let request = request(form, look);
    let button =
        Button::new(RichText::new(say.ui("plan-and-send")).color(look.theme.on_accent)).fill(look.theme.accent);
    let response = ui.add_enabled(request.is_some(), button).on_disabled_hover_text(say.ui("plan-needs"));
    if response.clicked()
        && let Some(request) = request
    {
        intents.push(Intent::Ask(Ask::Search(request)));
    }
}

/// The planner's own parameters; they can be folded away.
fn settings_of(ui: &mut Ui, look: &Look<'_>, plugin: u32, settings: &mut Settings) {
    let Some(decl) = look.brief.plugins.get(plugin as usize).filter(|p| !p.param_specs.is_empty()) else { return };
    let title = look.say.ui_with("settings-of", &[("plugin", &decl.id)]);
    ui.add_space(2.0);
    let title = RichText::new(title).color(look.theme.accent_text());
    CollapsingHeader::new(title).id_salt(("settings", plugin)).default_open(true).show_unindented(ui, |ui| {
        list(ui, &format!("settings-{plugin}"), |ui| {
            settings::settings_ui(ui, look, plugin, &decl.param_specs, settings);
        });
    });
    ui.add_space(2.0);
}

fn share_ui(ui: &mut Ui, look: &Look<'_>, split: &mut Option<Split>) {
    let say = look.say;
    ui.label(look.weak(say.ui("split")));
    let shares = [
        (None, "split-none"),
        (Some(Split::NorthHalf), "split-north"),
        (Some(Split::SouthHalf), "split-south"),
        (Some(Split::EastHalf), "split-east"),
        (Some(Split::WestHalf), "split-west"),
    ];
    let chosen = shares.iter().find(|(s, _)| s == split).map_or("split-none", |(_, key)| key);
    ComboBox::from_id_salt("split").selected_text(say.ui(chosen)).width(120.0).show_ui(ui, |ui| {
        for (share, key) in shares {
            ui.selectable_value(split, share, say.ui(key));
        }
    });
    ui.end_row();
}

/// The request that the form stands for, once it is complete.
pub fn request(form: &Form, look: &Look<'_>) -> Option<SearchRequest> {
    let (plugin, pattern) = form.pattern.clone()?;
    let object = form.object?;
    if form.units.is_empty() {
        return None;
    }
    Some(SearchRequest {
        cell: look.frame().cell,
        plugin,
        pattern,
        params: look
            .brief
            .plugins
            .get(plugin as usize)
            .map_or_else(Vec::new, |p| form.settings.params(plugin, &p.param_specs)),
        units: form.units.clone(),
        object,
        area: if form.window_area { look.window.to_vec() } else { Vec::new() },
        split: form.split,
        track: Vec::new(),
        spacing_m: form.spacing_nm.map(units::nm),
        shared: form.shared,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use sarex_model::position::Position;
    use sarex_sim::setup::{ParamKind, ParamSpec, PluginDecl};

    use super::*;
    use crate::{
        desk::{brief_with, nothing_yet},
        theme::{Palette, Theme},
        words::{Language, Speech},
    };

    fn radius() -> ParamSpec {
        let (unit, help) = ("m".to_owned(), String::new());
        ParamSpec {
            key: "radius_m".into(),
            kind: ParamKind::Number,
            default: None,
            min: 200.0,
            max: 37_040.0,
            unit,
            help,
        }
    }

    #[test]
    fn a_request_carries_the_settings_of_its_planner() {
        let plain = PluginDecl::new("plain", World::SearchPattern);
        let set = PluginDecl { param_specs: vec![radius()], ..PluginDecl::new("set", World::SearchPattern) };
        let brief = brief_with(vec![plain, set]);
        let (snapshot, say, theme) = (nothing_yet(&brief), Speech::new(Language::En), Theme::of(Palette::Day));
        let look = Look {
            brief: &brief,
            snapshot: &snapshot,
            say: &say,
            theme: &theme,
            picked: None,
            follow: false,
            measuring: false,
            bare: false,
            wide: true,
            cursor: None,
            drawing: false,
            drawn: &[],
            window: [Position::new(37.0, 131.0); 4],
            scenarios: &[],
            notice: None,
            workshop: true,
        };
        let mut form = Form { pattern: Some((1, "sector".into())), object: Some(0), units: vec![3], ..Form::default() };
        assert!(request(&form, &look).unwrap().params.is_empty());
        form.settings.choose(1, &radius(), 5_000.0);
        assert_eq!(request(&form, &look).unwrap().params, [("radius_m".to_owned(), 5_000.0)]);
        form.pattern = Some((0, "sector".into()));
        assert!(request(&form, &look).unwrap().params.is_empty(), "the settings of another planner stay with it");
        form.units.clear();
        assert_eq!(request(&form, &look), None);
    }
}
