//! Suspension of the search, and its resumption.

use bevy_egui::egui::Ui;
use sarex_sim::coordination::Step;

use super::{Desk, why_field};

/// What is being written.
#[derive(Default)]
pub struct Form {
    why: String,
}

pub fn suspension_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    let suspended = desk.board.suspended.as_ref();
    match suspended {
        Some((tick, why)) => {
            desk.line(ui, say.ui_with("suspended-since", &[("time", &look.minute(*tick)), ("why", why)]));
        }
        None => {
            ui.label(look.small(say.ui("not-suspended")));
        }
    }
    if !may || !desk.can.as_smc() {
        return;
    }
    ui.horizontal(|ui| {
        let width = ui.available_width() - 92.0;
        why_field(ui, look, &mut form.why, width);
        let key = if suspended.is_some() { "resume" } else { "suspend" };
        if desk.send(ui, key, !form.why.trim().is_empty()).clicked() {
            let why = std::mem::take(&mut form.why).trim().to_owned();
            desk.take(if suspended.is_some() { Step::Resume { why } } else { Step::Suspend { why } });
        }
    });
}
