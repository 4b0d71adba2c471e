//! Datums told, and whose forecast agrees.

use bevy_egui::egui::Ui;
use sarex_sim::coordination::{Datum, Step};

use super::super::messages::fields::combo;
use super::{Desk, card};

/// What is being shared.
#[derive(Default)]
pub struct Form {
    object: Option<u32>,
}

pub fn datum_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let board = desk.board;
    if board.datums.is_empty() {
        ui.label(desk.look.small(desk.look.say.ui("no-datum-told")));
    }
    // Told again, a datum takes the place of the one before.
    let newest = |(at, datum): &(usize, &Datum)| {
        !board.datums[at + 1..].iter().any(|later| (later.object, later.by) == (datum.object, datum.by))
    };
    for (number, datum) in board.datums.iter().enumerate().filter(newest) {
        ui.push_id(number, |ui| told_ui(ui, desk, datum, may));
    }
    if may {
        share_ui(ui, desk, form);
    }
}

fn told_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, datum: &Datum, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    card(ui, look, |ui| {
        let object = say.object(datum.object, look.brief);
        let (cell, time) = (desk.cell(datum.by), look.minute(datum.tick));
        desk.line(ui, say.ui_with("datum-told", &[("object", &object), ("cell", &cell), ("time", &time)]));
        for (cell, tick) in &datum.agreed {
            let (cell, time) = (desk.cell(*cell), look.minute(*tick));
            ui.label(look.small(say.ui_with("datum-agreed-by", &[("cell", &cell), ("time", &time)])));
        }
        let own = known(desk).contains(&datum.object);
        if may && desk.can.agree_datum(datum, own) && desk.button(ui, "agree-datum", true).clicked() {
            desk.answer(datum.by, Step::AgreeDatum { object: datum.object });
        }
    });
}

/// Objects that the cell has a forecast of, or found.
pub fn known(desk: &Desk<'_, '_>) -> Vec<u32> {
    let frame = desk.look.frame();
    if desk.can.control {
        return (0..desk.look.brief.objects.len() as u32).collect();
    }
    let own = frame.estimates.iter().filter(|e| e.cell == frame.cell).map(|e| e.object);
    let mut known: Vec<u32> = own.chain(frame.found.iter().map(|f| f.object)).collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn share_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form) {
    let (look, say) = (desk.look, desk.look.say);
    let known = known(desk);
    if form.object.is_none_or(|object| !known.contains(&object)) {
        form.object = known.first().copied();
    }
    ui.horizontal_wrapped(|ui| {
        let Some(object) = form.object else {
            ui.label(look.small(say.ui("no-own-datum")));
            return;
        };
        if known.len() > 1 {
            let name = say.object(object, look.brief);
            combo(ui, "datum", 130.0, name, |ui| {
                for other in known {
                    ui.selectable_value(&mut form.object, Some(other), say.object(other, look.brief));
                }
            });
        }
        if desk.button(ui, "share-datum", true).clicked() {
            desk.take(Step::ShareDatum { object });
        }
    });
}
