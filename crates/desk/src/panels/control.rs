//! For exercise control: the exercise list, weather, notes, objectives, the end.

use bevy_egui::egui::{self, Button, DragValue, Frame, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui};
use sarex_sim::{
    command::Ask,
    list::{self, SerialState},
    setup::{EnvironmentChange, Serial},
};

use super::{Look, chip, heading};
use crate::{intent::Intent, theme};

/// What the controls hold.
#[derive(Default)]
pub struct Form {
    pub visibility_nm: Option<f64>,
    pub wave_height_m: Option<f64>,
    pub note: String,
    /// The end was asked for once.
    pub ending: bool,
}

/// Everything control may do.
pub fn control_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    ScrollArea::vertical().id_salt("control").auto_shrink(false).show(ui, |ui| {
        heading(ui, look, look.say.ui("exercise-list"));
        for (number, serial) in look.brief.serials.iter().enumerate() {
            serial_ui(ui, look, number, serial, &mut intents);
        }
        heading(ui, look, look.say.ui("environment"));
        environment_ui(ui, look, form, &mut intents);
        heading(ui, look, look.say.ui("note"));
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 100.0).max(80.0);
            ui.add(
                TextEdit::singleline(&mut form.note)
                    .hint_text(look.weak(look.say.ui("note-hint")))
                    .desired_width(width)
                    .char_limit(500),
            );
            let ready = look.commands() && !form.note.trim().is_empty();
            if ui.add_enabled(ready, Button::new(look.say.ui("add-note"))).clicked() {
                intents.push(Intent::Ask(Ask::Note(std::mem::take(&mut form.note).trim().to_owned())));
            }
        });
        if !look.brief.objectives.is_empty() {
            heading(ui, look, look.say.ui("objectives"));
            for objective in &look.brief.objectives {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(&objective.id).strong());
                    ui.label(look.say.text(&objective.text));
                });
            }
        }
        ui.add_space(10.0);
        end_ui(ui, look, form, &mut intents);
    });
    intents
}

fn serial_ui(ui: &mut Ui, look: &Look<'_>, number: usize, serial: &Serial, intents: &mut Vec<Intent>) {
    let say = look.say;
    let truth = look.frame().truth.as_ref();
    let line = truth.and_then(|t| t.list.get(number));
    let state = line.map_or(SerialState::Planned, |line| line.state);
    let tick = line.and_then(|line| line.done.or(line.due));
    let (key, color) = match state {
        SerialState::Planned => ("state-planned", look.theme.text_weak),
        SerialState::Armed => ("state-armed", look.theme.accent),
        SerialState::Held => ("state-held", look.theme.warn),
        SerialState::Sent => ("state-done", look.theme.good),
        SerialState::Answered => ("state-answered", look.theme.good),
        SerialState::Late => ("state-late", look.theme.bad),
        SerialState::Skipped => ("state-skipped", look.theme.text_weak),
    };
    let open = state.open();
    let fill = if open { look.theme.panel_deep } else { look.theme.panel };
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, look.theme.panel_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new(&serial.id).strong());
                ui.label(RichText::new(say.ui(key)).size(theme::TEXT_SMALL).color(color));
                if let Some(tick) = tick.filter(|_| state != SerialState::Skipped) {
                    let key = if open { "due" } else { "done-at" };
                    ui.label(look.small(say.ui_with(key, &[("time", &look.minute(tick))])));
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if open && look.commands() {
                        if state != SerialState::Held && ui.small_button(say.ui("hold-serial")).clicked() {
                            intents.push(Intent::Ask(Ask::List(list::Ask::Hold(number as u32))));
                        }
                        let fire = Button::new(
                            RichText::new(say.ui("fire")).size(theme::TEXT_SMALL).color(look.theme.on_accent),
                        )
                        .fill(look.theme.accent)
                        .small();
                        if ui.add(fire).clicked() {
                            intents.push(Intent::Ask(Ask::List(list::Ask::Fire(number as u32))));
                        }
                    }
                });
            });
            let what = RichText::new(say.serial(serial, look.brief)).size(theme::TEXT_SMALL + 0.5);
            ui.add(egui::Label::new(if open { what } else { what.color(look.theme.text_weak) }).wrap());
            if serial.default_procedure {
                chip(ui, say.ui("default-procedure"), look.theme.widget, look.theme.text_weak);
            }
            if let Some(expect) = serial.expect.as_ref().filter(|_| open) {
                ui.add(egui::Label::new(look.small(format!("{}: {}", say.ui("expect"), say.text(expect)))).wrap());
            }
        });
    ui.add_space(2.0);
}

fn environment_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let weather = &look.frame().weather;
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(look.say.ui("visibility")));
        let mut nm = form.visibility_nm.unwrap_or(weather.visibility_nm);
        if ui.add(DragValue::new(&mut nm).range(0.05..=30.0).speed(0.1).suffix(" NM").max_decimals(2)).changed() {
            form.visibility_nm = Some(nm);
        }
        ui.label(look.weak(look.say.ui("wave-height")));
        let mut m = form.wave_height_m.unwrap_or(weather.wave_height_m);
        if ui.add(DragValue::new(&mut m).range(0.0..=15.0).speed(0.1).suffix(" m").max_decimals(1)).changed() {
            form.wave_height_m = Some(m);
        }
        let changed = form.visibility_nm.is_some() || form.wave_height_m.is_some();
        if ui.add_enabled(changed && look.commands(), Button::new(look.say.ui("apply"))).clicked() {
            let change = EnvironmentChange {
                visibility_nm: form.visibility_nm.take(),
                wave_height_m: form.wave_height_m.take(),
            };
            intents.push(Intent::Ask(Ask::Environment(change)));
        }
    });
}

fn end_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    if !look.commands() {
        return;
    }
    ui.horizontal(|ui| {
        if !form.ending {
            if ui.button(RichText::new(look.say.ui("end-exercise")).color(look.theme.bad)).clicked() {
                form.ending = true;
            }
            return;
        }
        ui.label(RichText::new(look.say.ui("end-confirm")).color(look.theme.bad));
        if ui.button(look.say.ui("yes")).clicked() {
            form.ending = false;
            intents.push(Intent::Ask(Ask::End));
        }
        if ui.button(look.say.ui("no")).clicked() {
            form.ending = false;
        }
    });
}
