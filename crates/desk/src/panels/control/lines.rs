//! Exercise lines: load one into the drawing tool, move its points, put it there.

use bevy_egui::egui::{Label, RichText, TextEdit, Ui};
use sarex_model::position::Position;
use sarex_sim::{
    cells,
    command::Ask,
    limits::{MAX_LINE_POINTS, MAX_TEXT},
};

use super::parts;
use crate::{intent::Intent, panels::Look};

/// What the form holds.
#[derive(Default)]
pub struct Form {
    /// Number of the line in the drawing tool.
    pub line: Option<u32>,
    pub reason: String,
}

/// The points of a line as it runs now.
fn points(look: &Look<'_>, line: u32) -> Vec<Position> {
    let moved = look.frame().desk.lines.iter().find(|(number, _)| *number == line);
    let declared = || look.brief.lines.get(line as usize).map_or_else(Vec::new, |line| line.points.clone());
    moved.map_or_else(declared, |(_, points)| points.clone())
}

/// The command that the form stands for, once there are a line and a reason.
fn ask(line: u32, drawn: &[Position], reason: &str) -> Option<Ask> {
    let (reason, points) = (reason.trim().to_owned(), drawn.to_vec());
    let ready = !reason.is_empty() && (2..=MAX_LINE_POINTS).contains(&points.len());
    ready.then_some(Ask::Cells(cells::Ask::MoveLine { line, points, reason }))
}

pub fn lines_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let say = look.say;
    for (number, line) in (0_u32..).zip(&look.brief.lines) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&line.id).strong());
            parts::small(ui, look, say.text(&line.label));
            if form.line != Some(number) && look.commands() && ui.small_button(say.ui("ctl-line-edit")).clicked() {
                form.line = Some(number);
                intents.push(Intent::Drawn(points(look, number)));
            }
        });
        if form.line == Some(number) {
            edit_ui(ui, look, number, form, intents);
        }
    }
}

fn edit_ui(ui: &mut Ui, look: &Look<'_>, line: u32, form: &mut Form, intents: &mut Vec<Intent>) {
    let say = look.say;
    let count = look.drawn.len().to_string();
    ui.add(Label::new(look.small(say.ui_with("ctl-line-drawn", &[("n", &count)]))).wrap());
    let hint = look.weak(say.ui("ctl-reason"));
    ui.add(TextEdit::singleline(&mut form.reason).hint_text(hint).desired_width(f32::INFINITY).char_limit(MAX_TEXT));
    ui.horizontal(|ui| {
        let ask = ask(line, look.drawn, &form.reason);
        let button = parts::primary(look, say.ui("ctl-line-put"));
        let put = parts::ask_if(ui, look, button, ask, "ctl-line-needs", intents);
        if put || ui.button(say.ui("list-cancel")).clicked() {
            *form = Form::default();
            intents.push(Intent::Drawn(Vec::new()));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_two_points_and_a_reason() {
        let points = [Position::new(38.0, 132.0), Position::new(37.0, 131.0)];
        assert_eq!(ask(0, &points, "  "), None);
        assert_eq!(ask(0, &points[..1], "weather"), None);
        let Some(Ask::Cells(cells::Ask::MoveLine { line, points: put, reason })) = ask(3, &points, " weather ") else {
            panic!("two points and a reason are enough");
        };
        assert_eq!((line, put.len(), reason.as_str()), (3, 2, "weather"));
    }
}
