//! The exercise list, for control.

mod entry;
mod filter;
mod row;
mod time;

use bevy_egui::egui::{ComboBox, Frame, Panel, ScrollArea, TextEdit, Ui};
use sarex_sim::list::{Line, SerialState};

use super::{Look, control::parts};
use crate::intent::Intent;

/// What the list remembers.
#[derive(Default)]
pub struct Form {
    pub filter: filter::Filter,
    /// Number of the serial shown in full.
    pub chosen: Option<u32>,
    pub edit: entry::Edit,
}

const STATES: [SerialState; 7] = [
    SerialState::Planned,
    SerialState::Armed,
    SerialState::Held,
    SerialState::Sent,
    SerialState::Answered,
    SerialState::Late,
    SerialState::Skipped,
];

/// The list, and below it the chosen serial in full.
pub fn list_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    let (say, serials) = (look.say, &look.brief.serials);
    if serials.is_empty() {
        ui.label(look.weak(say.ui("list-empty")));
        return intents;
    }
    let lines: &[Line] = look.frame().truth.as_ref().map_or(&[], |truth| &truth.list);
    filter_ui(ui, look, &mut form.filter);
    let shown = form.filter.shown(look.brief, lines, say);
    form.chosen = form.chosen.filter(|number| (*number as usize) < serials.len());
    if let Some(number) = form.chosen {
        let height = ui.available_height();
        let panel = Panel::bottom("serial")
            .default_size(height * 0.52)
            .size_range(120.0..=(height - 120.0).max(121.0))
            .resizable(true)
            .frame(Frame::new());
        let (serial, line) = (&serials[number as usize], lines.get(number as usize));
        let open = panel.show(ui, |ui| entry::entry_ui(ui, look, number, serial, line, &mut form.edit, &mut intents));
        if !open.inner {
            form.chosen = None;
        }
    }
    ui.label(
        look.small(say.ui_with("list-count", &[("n", &shown.len().to_string()), ("of", &serials.len().to_string())])),
    );
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().id_salt("serials").auto_shrink(false).show_rows(ui, row::ROW_PX, shown.len(), |ui, rows| {
        for number in &shown[rows] {
            let (serial, line) = (&serials[*number as usize], lines.get(*number as usize));
            let chosen = form.chosen == Some(*number);
            if row::row_ui(ui, look, *number, serial, line, chosen, &mut intents) {
                form.chosen = (!chosen).then_some(*number);
                form.edit = entry::Edit::default();
            }
        }
    });
    intents
}

fn filter_ui(ui: &mut Ui, look: &Look<'_>, filter: &mut filter::Filter) {
    let say = look.say;
    let hint = look.weak(say.ui("list-search"));
    ui.add(TextEdit::singleline(&mut filter.text).hint_text(hint).desired_width(f32::INFINITY).char_limit(100));
    ui.horizontal_wrapped(|ui| {
        let name = filter.state.map_or_else(|| say.ui("list-any-state").to_owned(), |state| say.serial_state(state));
        ComboBox::from_id_salt("list-state").selected_text(name).width(104.0).truncate().show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.state, None, say.ui("list-any-state"));
            for state in STATES {
                ui.selectable_value(&mut filter.state, Some(state), say.serial_state(state));
            }
        });
        parts::cell_choice(ui, look, "list", "list-any-cell", 0..look.brief.cells.len() as u32, &mut filter.cell);
        ui.checkbox(&mut filter.open_only, say.ui("list-open-only"));
        let procedures = look.brief.serials.iter().filter(|serial| serial.default_procedure).count();
        if procedures > 0 {
            let label = say.ui_with("list-procedures", &[("n", &procedures.to_string())]);
            ui.checkbox(&mut filter.procedures, label);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of the list, for tests.
    pub fn line(state: SerialState, due: Option<u64>, done: Option<u64>) -> Line {
        Line { state, due, done, deadline: None, answer: None, message: None, moved: false, text: None, corrections: 0 }
    }
}
