//! Coordination between cells: the viewing cell's board, and the steps that it can take now.

mod airspace;
mod can;
mod datum;
mod division;
mod hand_over;
mod offices;
mod suspension;

use bevy_egui::egui::{Button, Frame, Label, Margin, Response, RichText, ScrollArea, Stroke, TextEdit, Ui};
use sarex_sim::{
    cells::Right,
    command::Ask,
    coordination::{self, Board, Step},
    setup::Role,
};

use super::{Look, heading};
use crate::{intent::Intent, theme};
use can::Can;

/// Characters of a reason: a line or two, that people read.
const MOST_WHY: usize = 500;

/// What the panel remembers.
#[derive(Default)]
pub struct Form {
    /// Whose board it is: another cell begins anew.
    cell: Option<u32>,
    /// Cells that are told; none: every one but exercise control.
    to: Option<Vec<u32>>,
    offices: offices::Form,
    datum: datum::Form,
    division: division::Form,
    airspace: airspace::Form,
    hand_over: hand_over::Form,
    suspension: suspension::Form,
}

/// What the parts of the panel work with.
pub(crate) struct Desk<'p, 'l> {
    look: &'p Look<'l>,
    board: &'p Board,
    can: Can<'p>,
    /// Steps can be taken now, and there is somebody to tell.
    acts: bool,
    to: Vec<u32>,
    intents: &'p mut Vec<Intent>,
}

impl Desk<'_, '_> {
    /// Takes a step and tells it.
    fn take(&mut self, step: Step) {
        let ask = coordination::Ask { step, to: self.to.clone() };
        self.intents.push(Intent::Ask(Ask::Coordination(ask)));
    }

    /// Takes a step that answers a cell: it is told in any case.
    fn answer(&mut self, to: u32, step: Step) {
        let own = self.look.frame().cell;
        let mut told = self.to.clone();
        if to != own && !told.contains(&to) {
            told.push(to);
        }
        self.intents.push(Intent::Ask(Ask::Coordination(coordination::Ask { step, to: told })));
    }

    /// A button for a step, disabled while nothing can be done.
    fn button(&self, ui: &mut Ui, key: &str, possible: bool) -> Response {
        let text = RichText::new(self.look.say.ui(key)).size(theme::TEXT_SMALL);
        let response = ui.add_enabled(self.acts && possible, Button::new(text).small());
        if self.to.is_empty() { response.on_disabled_hover_text(self.look.say.ui("tell-nobody")) } else { response }
    }

    /// The button that sends what a form holds.
    fn send(&self, ui: &mut Ui, key: &str, ready: bool) -> Response {
        let text = RichText::new(self.look.say.ui(key)).size(theme::TEXT_SMALL);
        let (text, fill) = (text.color(self.look.theme.on_accent), self.look.theme.accent);
        let response = ui.add_enabled(self.acts && ready, Button::new(text).small().fill(fill));
        if self.to.is_empty() { response.on_disabled_hover_text(self.look.say.ui("tell-nobody")) } else { response }
    }

    /// A line of small text that wraps.
    fn line(&self, ui: &mut Ui, text: impl Into<String>) {
        ui.add(Label::new(RichText::new(text).size(theme::TEXT_SMALL + 0.5)).wrap());
    }

    /// Name of a cell.
    fn cell(&self, cell: u32) -> String {
        self.look.say.cell(cell, self.look.brief)
    }

    /// Cells that take part besides the viewing one, exercise control last.
    fn others(&self) -> Vec<u32> {
        let own = self.look.frame().cell;
        let mut all: Vec<u32> = (0..self.look.brief.cells.len() as u32).filter(|c| *c != own).collect();
        all.sort_by_key(|c| is_control(self.look, *c));
        all
    }
}

/// A step is counted from one where people read it.
fn numbered(number: u32) -> String {
    (u64::from(number) + 1).to_string()
}

fn is_control(look: &Look<'_>, cell: u32) -> bool {
    look.brief.cells.get(cell as usize).is_some_and(|c| c.roles.contains(&Role::ExerciseControl))
}

/// The panel.
pub fn coordination_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    let cell = look.frame().cell;
    if form.cell != Some(cell) {
        *form = Form { cell: Some(cell), ..Form::default() };
    }
    let may = look.commands() && look.may(Right::Coordinate);
    if may {
        tell_ui(ui, look, &mut form.to);
    }
    let board = &look.frame().coordination;
    let to = form.to.clone().unwrap_or_else(|| partners(look));
    let can = Can { board, cell, control: is_control(look, cell) };
    let mut desk = Desk { look, board, can, acts: may && !to.is_empty(), to, intents: &mut intents };
    ScrollArea::vertical().id_salt("coordination").auto_shrink(false).show(ui, |ui| {
        let say = look.say;
        heading(ui, look, say.ui("alert-and-offices"));
        offices::offices_ui(ui, &mut desk, &mut form.offices, may);
        heading(ui, look, say.ui("datum"));
        datum::datum_ui(ui, &mut desk, &mut form.datum, may);
        heading(ui, look, say.ui("division"));
        division::division_ui(ui, &mut desk, &mut form.division, may);
        heading(ui, look, say.ui("airspace"));
        airspace::airspace_ui(ui, &mut desk, &mut form.airspace, may);
        heading(ui, look, say.ui("hand-overs"));
        hand_over::hand_over_ui(ui, &mut desk, &mut form.hand_over, may);
        heading(ui, look, say.ui("suspension"));
        suspension::suspension_ui(ui, &mut desk, &mut form.suspension, may);
    });
    intents
}

/// Who is told unless a person chooses: every cell but exercise control.
fn partners(look: &Look<'_>) -> Vec<u32> {
    let own = look.frame().cell;
    (0..look.brief.cells.len() as u32).filter(|c| *c != own && !is_control(look, *c)).collect()
}

/// Whom the next steps are told to.
fn tell_ui(ui: &mut Ui, look: &Look<'_>, to: &mut Option<Vec<u32>>) {
    let own = look.frame().cell;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label(look.small(look.say.ui("tell-whom"))).on_hover_text(look.say.ui("tell-whom-hint"));
        let chosen = to.clone().unwrap_or_else(|| partners(look));
        for cell in (0..look.brief.cells.len() as u32).filter(|c| *c != own) {
            let on = chosen.contains(&cell);
            let color = if on { look.theme.on_accent } else { look.theme.text };
            let text = RichText::new(look.say.cell(cell, look.brief)).size(theme::TEXT_SMALL).color(color);
            if ui.selectable_label(on, text).clicked() {
                let mut now = chosen.clone();
                if on {
                    now.retain(|c| *c != cell)
                } else {
                    now.push(cell)
                }
                *to = Some(now);
            }
        }
    });
}

/// A switch that opens a form.
fn opens(ui: &mut Ui, look: &Look<'_>, key: &str, open: &mut bool) {
    let color = if *open { look.theme.on_accent } else { look.theme.text };
    let button = Button::new(RichText::new(look.say.ui(key)).size(theme::TEXT_SMALL).color(color)).small();
    let button = if *open { button.fill(look.theme.accent) } else { button };
    if ui.add(button).clicked() {
        *open = !*open;
    }
}

/// A box round what belongs together.
fn card<R>(ui: &mut Ui, look: &Look<'_>, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::new().fill(look.theme.panel_deep).stroke(Stroke::new(1.0, look.theme.panel_line));
    let inside = frame.corner_radius(4).inner_margin(Margin::symmetric(7, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        contents(ui)
    });
    ui.add_space(2.0);
    inside.inner
}

/// A reason being written for a step: which thing it is about, and the words.
#[derive(Default)]
struct Why {
    about: Option<u32>,
    text: String,
}

impl Why {
    /// Begins, or gives up, a reason.
    fn toggle(&mut self, number: u32) {
        let on = self.about != Some(number);
        *self = Self { about: on.then_some(number), text: String::new() };
    }

    /// The field and the button; the reason once it is sent.
    fn ui(&mut self, ui: &mut Ui, desk: &Desk<'_, '_>, number: u32, key: &str) -> Option<String> {
        if self.about != Some(number) {
            return None;
        }
        let mut sent = None;
        ui.horizontal(|ui| {
            why_field(ui, desk.look, &mut self.text, ui.available_width() - 92.0);
            if desk.send(ui, key, !self.text.trim().is_empty()).clicked() {
                sent = Some(std::mem::take(&mut self.text).trim().to_owned());
                self.about = None;
            }
        });
        sent
    }
}

fn why_field(ui: &mut Ui, look: &Look<'_>, text: &mut String, width: f32) {
    let hint = look.small(look.say.ui("why"));
    let edit = TextEdit::singleline(text).id_salt("why").hint_text(hint).char_limit(MOST_WHY);
    ui.add(edit.desired_width(width.max(60.0)));
}

#[cfg(test)]
mod tests;
