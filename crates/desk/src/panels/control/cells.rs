//! One line for each cell: its picture, its communications, its part in the exercise.

use bevy_egui::egui::{Grid, Rect, Sense, Ui, pos2, vec2};
use sarex_sim::{cells, command::Ask, levers::Lever};

use super::parts;
use crate::{intent::Intent, panels::Look, theme};

/// Room for a cell's name.
const NAME_PX: f32 = 140.0;

pub fn cells_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let frame = look.frame();
    let Some(truth) = &frame.truth else { return };
    Grid::new("control-cells").num_columns(4).spacing(vec2(8.0, 2.0)).show(ui, |ui| {
        for key in ["ctl-cell", "ctl-picture", "ctl-links", "ctl-part"] {
            parts::small(ui, look, look.say.ui(key));
        }
        ui.end_row();
        for cell in 0..look.brief.cells.len() as u32 {
            name_ui(ui, look, cell);
            let own = cell == frame.cell;
            let frozen = frame.desk.frozen.contains(&cell) || own && frame.desk.frozen_since.is_some();
            // Whoever freezes the own picture no longer sees the way back.
            if own && !frozen {
                ui.label("");
            } else {
                let (key, ask) = picture(cell, frozen);
                parts::ask_button(ui, look, parts::toggle(look, look.say.ui(key), frozen), ask, intents);
            }
            if parts::is_control(look, cell) {
                ui.label("");
                ui.label("");
            } else {
                let (cut, gone) = (truth.levers.cut.contains(&cell), truth.levers.withdrawn.contains(&cell));
                let (key, ask) = links(cell, cut);
                parts::ask_button(ui, look, parts::toggle(look, look.say.ui(key), cut), ask, intents);
                let (key, ask) = part(cell, gone);
                parts::ask_button(ui, look, parts::toggle(look, look.say.ui(key), gone), ask, intents);
            }
            ui.end_row();
        }
    });
}

/// The cell's colour and its name, cut off where the room ends.
fn name_ui(ui: &mut Ui, look: &Look<'_>, cell: u32) {
    let (rect, response) = ui.allocate_exact_size(vec2(NAME_PX, 20.0), Sense::hover());
    let (left, middle) = (rect.left(), rect.center().y);
    let dot = Rect::from_center_size(pos2(left + 4.5, middle), vec2(9.0, 9.0));
    ui.painter().rect_filled(dot, 2.0, look.theme.cell(cell));
    let name = look.say.cell(cell, look.brief);
    let at = pos2(left + 15.0, middle);
    parts::put(ui.painter(), at, NAME_PX - 15.0, name.clone(), theme::TEXT, look.theme.text);
    response.on_hover_text(name);
}

/// Key of the button and what it asks, for the picture of a cell.
pub fn picture(cell: u32, frozen: bool) -> (&'static str, Ask) {
    match frozen {
        true => ("ctl-thaw", Ask::Cells(cells::Ask::Thaw(cell))),
        false => ("ctl-freeze", Ask::Cells(cells::Ask::Freeze(cell))),
    }
}

/// The same for its communications.
pub fn links(cell: u32, cut: bool) -> (&'static str, Ask) {
    match cut {
        true => ("ctl-reconnect", Ask::Lever(Lever::Reconnect { cell })),
        false => ("ctl-cut", Ask::Lever(Lever::Cut { cell })),
    }
}

/// The same for its part in the exercise.
pub fn part(cell: u32, gone: bool) -> (&'static str, Ask) {
    match gone {
        true => ("ctl-rejoin", Ask::Lever(Lever::Rejoin { cell })),
        false => ("ctl-withdraw", Ask::Lever(Lever::Withdraw { cell })),
    }
}
