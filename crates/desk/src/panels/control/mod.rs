//! For exercise control: weather, cells, communications, levers, overrides, lines, the end.

mod cells;
mod communications;
mod equipment;
mod force;
mod lines;
mod overrides;
pub mod parts;
mod places;
#[cfg(test)]
mod tests;
mod weather;

use bevy_egui::egui::{RichText, ScrollArea, Ui};
use sarex_sim::{cells::Right, command::Ask};

use super::Look;
use crate::intent::Intent;

/// What the controls hold.
#[derive(Default)]
pub struct Form {
    pub subject: parts::Subject,
    pub weather: weather::Form,
    pub communications: communications::Form,
    pub equipment: equipment::Form,
    pub jam: places::JamForm,
    pub overrides: overrides::Form,
    pub lines: lines::Form,
    /// The end was asked for once.
    pub ending: bool,
}

/// Everything control may do. What the viewing cell has no right to is not there.
pub fn control_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    form.subject.follow(look);
    ScrollArea::vertical().id_salt("control").auto_shrink(false).show(ui, |ui| {
        parts::section(ui, look, "ctl-in-force", true, |ui| force::force_ui(ui, look, &mut intents));
        forms_ui(ui, look, form, &mut intents);
        if !look.brief.objectives.is_empty() {
            parts::section(ui, look, "objectives", false, |ui| objectives_ui(ui, look));
        }
        if look.may(Right::EndExercise) {
            ui.add_space(8.0);
            end_ui(ui, look, form, &mut intents);
        }
    });
    intents
}

fn forms_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let (levers, overrides) = (look.may(Right::PullLevers), look.may(Right::Override));
    if levers || look.may(Right::Freeze) {
        parts::section(ui, look, "ctl-cells", true, |ui| cells::cells_ui(ui, look, intents));
    }
    if look.may(Right::ChangeEnvironment) {
        parts::section(ui, look, "environment", true, |ui| {
            weather::weather_ui(ui, look, &mut form.weather, intents);
        });
    }
    if levers {
        parts::section(ui, look, "ctl-equipment", false, |ui| {
            equipment::equipment_ui(ui, look, &mut form.subject.unit, &mut form.equipment, intents);
        });
        parts::section(ui, look, "ctl-jams", false, |ui| places::jam_ui(ui, look, &mut form.jam, intents));
        parts::section(ui, look, "ctl-ports", false, |ui| places::ports_ui(ui, look, intents));
    }
    if overrides && look.may(Right::ChangeEnvironment) {
        parts::section(ui, look, "ctl-communications", false, |ui| {
            communications::communications_ui(ui, look, &mut form.communications, intents);
        });
    }
    if levers && overrides {
        parts::section(ui, look, "ctl-overrides", false, |ui| {
            overrides::overrides_ui(ui, look, &mut form.subject, &mut form.overrides, intents);
        });
    }
    if overrides::any(look) {
        parts::section(ui, look, "ctl-last-overrides", true, |ui| overrides::last_ui(ui, look, intents));
    }
    if look.may(Right::MoveLines) && !look.brief.lines.is_empty() {
        parts::section(ui, look, "ctl-lines", false, |ui| lines::lines_ui(ui, look, &mut form.lines, intents));
    }
}

fn objectives_ui(ui: &mut Ui, look: &Look<'_>) {
    for objective in &look.brief.objectives {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&objective.id).strong());
            ui.label(look.say.text(&objective.text));
        });
    }
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
