//! What is selected, with all that is known of it.

use bevy_egui::egui::{CollapsingHeader, ComboBox, RichText, ScrollArea, Ui};
use sarex_model::position::{Position, Vec2};
use sarex_sim::{
    command::Ask,
    setup::{Order, PluginDecl, World},
    view::{ContactView, EstimateView, FoundView, TrueObject, TrueUnit, UnitView},
};

use super::{Look, bar, chip, figures, heading, list, row};
use crate::{
    desk::place_in,
    intent::{Intent, Picked},
};

/// The selection.
pub fn inspector_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    heading(ui, look, look.say.ui("inspector"));
    ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
        let Some(picked) = look.picked else {
            ui.label(look.weak(look.say.ui("nothing-selected")));
            return;
        };
        let frame = look.frame();
        let truth = frame.truth.as_ref();
        match picked {
            Picked::Unit(n) => {
                if let Some(unit) = look.unit(n) {
                    unit_ui(ui, look, unit, &mut intents);
                }
            }
            Picked::Contact(n) => {
                if let Some(contact) = frame.contacts.iter().find(|c| c.track == n) {
                    contact_ui(ui, look, contact);
                }
            }
            Picked::Found(n) => {
                if let Some(found) = frame.found.iter().find(|f| f.object == n) {
                    found_ui(ui, look, found);
                }
            }
            Picked::Estimate { cell, object } => {
                if let Some(estimate) = frame.estimates.iter().find(|e| (e.cell, e.object) == (cell, object)) {
                    estimate_ui(ui, look, estimate);
                }
            }
            Picked::TrueUnit(n) => {
                if let Some(unit) = truth.and_then(|t| t.units.iter().find(|u| u.unit == n)) {
                    true_unit_ui(ui, look, unit);
                }
            }
            Picked::TrueObject(n) => {
                if let Some(object) = truth.and_then(|t| t.objects.iter().find(|o| o.object == n)) {
                    true_object_ui(ui, look, object);
                }
            }
        }
    });
    if let Some(picked) = look.picked
        && let Some(at) = place_in(look.frame(), picked)
    {
        // Kept out of the scrolled part: always within reach.
        intents.extend(view_buttons(ui, look, at));
    }
    intents
}

fn view_buttons(ui: &mut Ui, look: &Look<'_>, at: Position) -> Vec<Intent> {
    let mut intents = Vec::new();
    // Space is held by the caller's layout.
    let rect = ui.max_rect();
    let strip = bevy_egui::egui::Rect::from_min_max(bevy_egui::egui::pos2(rect.left(), rect.bottom() - 24.0), rect.max);
    ui.scope_builder(bevy_egui::egui::UiBuilder::new().max_rect(strip), |ui| {
        ui.painter().rect_filled(strip.expand2(bevy_egui::egui::vec2(4.0, 2.0)), 0.0, look.theme.panel);
        ui.horizontal(|ui| {
            if ui.selectable_label(look.follow, look.say.ui("follow")).clicked() {
                intents.push(Intent::Follow(!look.follow));
            }
            if ui.button(look.say.ui("centre")).clicked() {
                intents.push(Intent::Centre(at));
            }
        });
    });
    intents
}

fn name_ui(ui: &mut Ui, text: &str) {
    ui.add(bevy_egui::egui::Label::new(RichText::new(text).strong().size(crate::theme::TEXT_HEADING)).wrap());
}

fn motion(ui: &mut Ui, look: &Look<'_>, at: Position, course_deg: f64, speed_mps: f64) {
    row(ui, look, look.say.ui("position"), look.say.position(at));
    row(ui, look, look.say.ui("course"), Look::degrees(course_deg));
    row(ui, look, look.say.ui("speed"), look.say.speed(speed_mps));
}

fn unit_ui(ui: &mut Ui, look: &Look<'_>, unit: &UnitView, intents: &mut Vec<Intent>) {
    let say = look.say;
    let Some(brief) = look.brief.units.get(unit.unit as usize) else { return };
    name_ui(ui, say.text(&brief.name));
    ui.horizontal(|ui| {
        chip(ui, &say.cell(brief.cell, look.brief), look.theme.cell(brief.cell), look.theme.outline);
        chip(ui, say.ui(if unit.own { "own" } else { "partner" }), look.theme.widget, look.theme.text);
        if unit.fallback {
            chip(ui, say.ui("fallback"), look.theme.warn, look.theme.panel_deep);
        }
    });
    ui.add_space(3.0);
    if unit.own && look.commands() {
        ui.horizontal_wrapped(|ui| {
            for (key, order) in [("hold", Order::Hold), ("return-to-base", Order::ReturnToBase)] {
                if ui.button(say.ui(key)).clicked() {
                    intents.push(Intent::Ask(Ask::Order { unit: unit.unit, order }));
                }
            }
        });
    }
    list(ui, "unit", |ui| {
        row(ui, look, say.ui("activity"), say.activity(unit.activity));
        row(ui, look, say.ui("order"), say.order(unit.order));
        if let Some((n, of)) = unit.leg {
            row(ui, look, say.ui("leg"), format!("{} / {of}", (n + 1).min(of)));
        }
        motion(ui, look, unit.at, unit.course_deg, unit.speed_mps);
        if unit.age_s > 0 {
            row(ui, look, say.ui("reported"), say.ui_with("age", &[("age", &say.duration(unit.age_s))]));
        }
        if let Some(fuel) = unit.fuel_frac {
            ui.label(look.weak(say.ui("fuel")));
            ui.horizontal(|ui| {
                bar(ui, look, fuel, bevy_egui::egui::vec2(70.0, 7.0));
                ui.label(say.share(fuel));
            });
            ui.end_row();
        }
        if let Some(left) = unit.endurance_left_s {
            row(ui, look, say.ui("endurance-left"), say.duration(left.max(0.0) as u64));
        }
        row(ui, look, say.ui("on-board"), format!("{} / {}", unit.on_board, brief.performance.survivor_capacity));
        row(ui, look, say.ui("class"), say.class(unit.class));
        row(ui, look, say.ui("nation"), brief.nation.clone());
        row(ui, look, say.ui("asset"), brief.performance.asset.clone());
        behaviour_ui(ui, look, unit.unit, brief.behaviour, intents);
    });
    CollapsingHeader::new(RichText::new(say.ui("performance")).strong()).default_open(true).show(ui, |ui| {
        figures::figures_ui(ui, look, &brief.performance);
    });
    ui.add_space(28.0);
}

/// Which behaviour steers the unit; control chooses another.
fn behaviour_ui(ui: &mut Ui, look: &Look<'_>, unit: u32, current: Option<u32>, intents: &mut Vec<Intent>) {
    let name = |plugin: Option<u32>| {
        let plugin = plugin.and_then(|number| look.brief.plugins.get(number as usize));
        plugin.map_or_else(|| look.say.ui("fallback"), |plugin| plugin.id.as_str())
    };
    if !look.is_control() || !look.commands() {
        row(ui, look, look.say.ui("behaviour"), name(current).to_owned());
        return;
    }
    let steers = |plugin: &PluginDecl| plugin.world == World::VesselBehaviour && plugin.unusable.is_none();
    let plugins = (0..).zip(&look.brief.plugins).filter(|(_, plugin)| steers(plugin)).map(|(number, _)| Some(number));
    ui.label(look.weak(look.say.ui("behaviour")));
    let combo = ComboBox::from_id_salt(("behaviour", unit)).selected_text(name(current)).width(120.0).truncate();
    let shown = combo.show_ui(ui, |ui| {
        for plugin in plugins.chain([None]) {
            if ui.selectable_label(plugin == current, name(plugin)).clicked() && plugin != current {
                intents.push(Intent::Ask(Ask::Behaviour { unit, plugin }));
            }
        }
    });
    shown.response.on_hover_text(look.say.ui("behaviour-hint"));
    ui.end_row();
}

fn contact_ui(ui: &mut Ui, look: &Look<'_>, contact: &ContactView) {
    let say = look.say;
    let anonymous = format!("{} {}", say.ui("track"), contact.track);
    name_ui(ui, contact.name.as_deref().unwrap_or(&anonymous));
    ui.horizontal(|ui| {
        if contact.dark {
            chip(ui, say.ui("dark"), look.theme.dark_vessel, look.theme.panel_deep);
        }
        if contact.ais {
            chip(ui, say.ui("ais"), look.theme.contact, look.theme.panel_deep);
        }
    });
    let yes = |b: bool| say.ui(if b { "yes" } else { "no" }).to_owned();
    list(ui, "contact", |ui| {
        row(ui, look, say.ui("track"), contact.track.to_string());
        row(ui, look, say.ui("kind"), contact.kind.clone().unwrap_or_else(|| "-".into()));
        row(ui, look, say.ui("ais"), yes(contact.ais));
        row(ui, look, say.ui("identified"), yes(contact.identified));
        motion(ui, look, contact.at, contact.course_deg, contact.speed_mps);
        row(ui, look, say.ui("reported"), say.ui_with("age", &[("age", &say.duration(contact.age_s))]));
    });
}

fn found_ui(ui: &mut Ui, look: &Look<'_>, found: &FoundView) {
    let say = look.say;
    name_ui(ui, &say.object(found.object, look.brief));
    list(ui, "found", |ui| {
        row(ui, look, say.ui("position"), say.position(found.at));
        row(ui, look, say.ui("found-at"), say.time_of_day(found.found_tick, look.brief.start_unix_s));
        row(ui, look, say.ui("found-by"), say.unit(found.found_by, look.brief));
        row(ui, look, say.ui("persons-left"), found.persons_left.to_string());
        row(ui, look, say.ui("recovered"), found.recovered.to_string());
        row(ui, look, say.ui("recovered-dead"), found.recovered_dead.to_string());
    });
}

fn drift(ui: &mut Ui, look: &Look<'_>, [east_m, north_m]: [f64; 2]) {
    let v = Vec2 { east_m, north_m };
    let towards = v.east_m.atan2(v.north_m).to_degrees();
    let speed = look.say.speed(v.east_m.hypot(v.north_m));
    row(ui, look, look.say.ui("drift"), format!("{} {speed}", Look::degrees(towards)));
}

fn estimate_ui(ui: &mut Ui, look: &Look<'_>, estimate: &EstimateView) {
    let say = look.say;
    let object = say.object(estimate.object, look.brief);
    name_ui(ui, &say.ui_with("estimate-of", &[("object", &object)]));
    list(ui, "estimate", |ui| {
        row(ui, look, say.ui("datum"), say.position(estimate.datum));
        row(ui, look, say.ui("radius-50"), say.distance(estimate.radius_50_m));
        row(ui, look, say.ui("radius-95"), say.distance(estimate.radius_95_m));
        drift(ui, look, estimate.drift_mps);
        row(ui, look, say.ui("pos"), say.share(estimate.pos));
        row(ui, look, say.ui("elements"), estimate.elements.len().to_string());
        if let Some(o) = look.brief.objects.get(estimate.object as usize) {
            row(ui, look, say.ui("class"), o.leeway_class.clone());
            row(ui, look, say.ui("on-board"), o.persons.to_string());
        }
    });
}

fn truth_chip(ui: &mut Ui, look: &Look<'_>) {
    chip(ui, look.say.ui("truth"), look.theme.truth, look.theme.panel_deep);
    ui.label(look.small(look.say.ui("truth-hint")));
}

fn true_unit_ui(ui: &mut Ui, look: &Look<'_>, unit: &TrueUnit) {
    let say = look.say;
    truth_chip(ui, look);
    name_ui(ui, &unit.name);
    list(ui, "true-unit", |ui| {
        row(ui, look, say.ui("class"), say.class(unit.class));
        row(ui, look, say.ui("activity"), say.activity(unit.activity));
        row(ui, look, say.ui("ais"), say.ui(if unit.ais { "yes" } else { "no" }));
        motion(ui, look, unit.at, unit.course_deg, unit.speed_mps);
    });
}

fn true_object_ui(ui: &mut Ui, look: &Look<'_>, object: &TrueObject) {
    let say = look.say;
    truth_chip(ui, look);
    name_ui(ui, &say.object(object.object, look.brief));
    list(ui, "true-object", |ui| {
        row(ui, look, say.ui("position"), say.position(object.at));
        drift(ui, look, object.drift_mps);
        row(ui, look, say.ui("persons-left"), object.persons_left.to_string());
        row(ui, look, say.ui("alive"), object.alive.to_string());
        row(ui, look, say.ui("stranded"), say.ui(if object.stranded { "yes" } else { "no" }));
    });
}
