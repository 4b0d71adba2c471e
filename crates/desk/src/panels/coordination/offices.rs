//! The alert, and who is SMC, OSC and ACO.

use bevy_egui::egui::{Label, RichText, Ui};
use sarex_sim::{
    coordination::{Holder, Step},
    talk::Office,
};

use super::{super::messages::fields::combo, Desk, datum::known};
use crate::theme;

/// What is being named.
#[derive(Default)]
pub struct Form {
    /// What the alert is about, once chosen; none: not known yet.
    object: Option<Option<u32>>,
    naming: Option<Office>,
    cell: u32,
    unit: Option<u32>,
}

pub fn offices_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    alert_ui(ui, desk, form, may);
    for office in Office::ALL {
        office_ui(ui, desk, form, *office, may);
    }
}

fn alert_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    ui.horizontal_wrapped(|ui| {
        match desk.board.alerted_tick {
            Some(tick) => desk.line(ui, say.ui_with("alerted-at", &[("time", &look.minute(tick))])),
            None => {
                ui.label(look.weak(say.ui("not-alerted")));
            }
        }
        if !may {
            return;
        }
        let name = |object: Option<u32>| {
            object.map_or_else(|| say.ui("object-unknown").to_owned(), |o| say.object(o, look.brief))
        };
        let mut chosen = form.object.unwrap_or_else(|| known(desk).first().copied());
        let before = chosen;
        combo(ui, "alert", 96.0, name(chosen), |ui| {
            let known = (0..look.brief.objects.len() as u32).map(Some);
            for object in std::iter::once(None).chain(known) {
                ui.selectable_value(&mut chosen, object, name(object));
            }
        });
        if chosen != before {
            form.object = Some(chosen);
        }
        if desk.button(ui, "report-alert", true).clicked() {
            desk.take(Step::Alert { object: chosen });
        }
    });
}

fn holder_text(desk: &Desk<'_, '_>, holder: &Holder) -> String {
    let (say, look) = (desk.look.say, desk.look);
    let (cell, time) = (desk.cell(holder.cell), look.minute(holder.since_tick));
    match holder.unit {
        Some(unit) => {
            let unit = say.unit(unit, look.brief);
            say.ui_with("holder-unit", &[("cell", &cell), ("unit", &unit), ("time", &time)])
        }
        None => say.ui_with("holder", &[("cell", &cell), ("time", &time)]),
    }
}

fn office_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, office: Office, may: bool) {
    let look = desk.look;
    ui.horizontal(|ui| {
        ui.label(RichText::new(short(desk, office)).strong()).on_hover_text(look.say.or_plain("office", office.code()));
        if may && desk.button(ui, "name-holder", desk.can.name(office)).clicked() {
            let on = form.naming != Some(office);
            *form = Form { naming: on.then_some(office), cell: look.frame().cell, unit: None, object: form.object };
        }
        match desk.board.holder(office) {
            Some(holder) => {
                let text = RichText::new(holder_text(desk, &holder)).size(theme::TEXT_SMALL + 0.5);
                ui.add(Label::new(text).wrap());
            }
            None => {
                ui.label(look.small(look.say.ui("nobody-named")));
            }
        }
    });
    if may && form.naming == Some(office) {
        ui.push_id(office.code(), |ui| naming_ui(ui, desk, form, office));
    }
}

/// The abbreviation, the same in every language.
pub fn short<'l>(desk: &Desk<'_, 'l>, office: Office) -> &'l str {
    desk.look.say.ui(match office {
        Office::Smc => "short-smc",
        Office::Osc => "short-osc",
        Office::Aco => "short-aco",
    })
}

fn naming_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, office: Office) {
    let (look, say) = (desk.look, desk.look.say);
    ui.horizontal_wrapped(|ui| {
        let before = form.cell;
        combo(ui, "cell", 120.0, desk.cell(form.cell), |ui| {
            for cell in 0..look.brief.cells.len() as u32 {
                ui.selectable_value(&mut form.cell, cell, desk.cell(cell));
            }
        });
        if form.cell != before {
            form.unit = None;
        }
        if office != Office::Smc {
            let name = |unit: Option<u32>| {
                unit.map_or_else(|| say.ui("no-unit-named").to_owned(), |unit| say.unit(unit, look.brief))
            };
            let units = (0_u32..).zip(&look.brief.units).filter(|(_, u)| u.cell == form.cell).map(|(n, _)| Some(n));
            let units: Vec<Option<u32>> = std::iter::once(None).chain(units).collect();
            combo(ui, "unit", 110.0, name(form.unit), |ui| {
                for unit in units {
                    ui.selectable_value(&mut form.unit, unit, name(unit));
                }
            });
        }
        if desk.send(ui, "name-now", desk.can.name(office)).clicked() {
            let (cell, unit) = (form.cell, form.unit);
            desk.take(match office {
                Office::Smc => Step::NameSmc { cell },
                Office::Osc => Step::NameOsc { cell, unit },
                Office::Aco => Step::NameAco { cell, unit },
            });
            form.naming = None;
        }
    });
}
