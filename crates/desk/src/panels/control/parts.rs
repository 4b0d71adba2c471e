//! What the forms of exercise control are made of.

use bevy_egui::egui::{
    Button, CollapsingHeader, Color32, ComboBox, FontId, Painter, Pos2, RichText, Ui, pos2,
    text::{LayoutJob, TextWrapping},
};
use sarex_model::position::Position;
use sarex_sim::{
    cells::{self, Right},
    command::Ask,
    levers::Lever,
    setup::Role,
    talk,
};

use crate::{
    intent::{Intent, Picked},
    panels::Look,
    theme,
};

/// The unit and the search object that the forms are about; they follow the selection on the chart.
#[derive(Default)]
pub struct Subject {
    pub unit: Option<u32>,
    pub object: Option<u32>,
    /// The selection that was followed last.
    seen: Option<Picked>,
}

impl Subject {
    /// Takes over a new selection, and lets go of what is not there.
    pub fn follow(&mut self, look: &Look<'_>) {
        if self.seen != look.picked {
            self.seen = look.picked;
            match look.picked {
                Some(Picked::Unit(unit) | Picked::TrueUnit(unit)) => self.unit = Some(unit),
                Some(Picked::Found(object) | Picked::TrueObject(object) | Picked::Estimate { object, .. }) => {
                    self.object = Some(object);
                }
                Some(Picked::Contact(_)) | None => {}
            }
        }
        let units = look.frame().truth.as_ref().map_or(0, |truth| truth.units.len()).max(look.brief.units.len());
        self.unit = self.unit.filter(|unit| (*unit as usize) < units);
        self.object = self.object.filter(|object| (*object as usize) < look.brief.objects.len());
        if look.brief.objects.len() == 1 {
            self.object = Some(0);
        }
    }
}

/// A part of the panel that can be folded away.
pub fn section(ui: &mut Ui, look: &Look<'_>, key: &'static str, open: bool, contents: impl FnOnce(&mut Ui)) {
    let title = RichText::new(look.say.ui(key)).strong().color(look.theme.accent_text());
    CollapsingHeader::new(title).id_salt(("control", key)).default_open(open).show_unindented(ui, contents);
    ui.add_space(2.0);
}

/// The button that a form leads to.
pub fn primary(look: &Look<'_>, text: impl Into<RichText>) -> Button<'static> {
    Button::new(text.into().color(look.theme.on_accent)).fill(look.theme.accent)
}

/// A label in small letters, weak.
pub fn small(ui: &mut Ui, look: &Look<'_>, text: impl Into<String>) {
    ui.label(look.small(text));
}

/// Whether the viewing cell has every right that a command of control needs.
pub fn may_ask(look: &Look<'_>, ask: &Ask) -> bool {
    let rights: &[Right] = match ask {
        Ask::Lever(Lever::Override { .. }) => &[Right::Override, Right::PullLevers],
        Ask::Lever(Lever::Divert { .. }) => &[Right::OrderUnits, Right::PullLevers],
        Ask::Lever(_) => &[Right::PullLevers],
        Ask::Environment(_) => &[Right::ChangeEnvironment],
        Ask::Talk(talk::Ask::Model(_)) => &[Right::ChangeEnvironment, Right::Override],
        Ask::Cells(cells::Ask::MoveLine { .. }) => &[Right::MoveLines],
        Ask::Cells(_) => &[Right::Freeze],
        Ask::List(_) => &[Right::FireInjects],
        Ask::End => &[Right::EndExercise],
        _ => &[],
    };
    rights.iter().all(|right| look.may(*right))
}

/// A button that asks for something now; true when it was pressed. It is dead while it could only be refused.
pub fn ask_button(ui: &mut Ui, look: &Look<'_>, button: Button<'_>, ask: Ask, intents: &mut Vec<Intent>) -> bool {
    ask_if(ui, look, button, Some(ask), "", intents)
}

/// The same for a form: without an `ask` it is not complete, and `needs` is the key of what it needs.
pub fn ask_if(
    ui: &mut Ui,
    look: &Look<'_>,
    button: Button<'_>,
    ask: Option<Ask>,
    needs: &str,
    intents: &mut Vec<Intent>,
) -> bool {
    let ask = ask.filter(|ask| look.commands() && may_ask(look, ask));
    let mut response = ui.add_enabled(ask.is_some(), button);
    if !needs.is_empty() {
        response = response.on_disabled_hover_text(look.say.ui(needs));
    }
    let clicked = response.clicked();
    if let Some(ask) = ask.filter(|_| clicked) {
        intents.push(Intent::Ask(ask));
    }
    clicked
}

/// The place drawn on the chart, or the way to one; none: there is no place yet.
pub fn place_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) -> Option<Position> {
    let drawn = look.drawn.last().copied();
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(look.say.ui("ctl-place")));
        match drawn {
            Some(at) => {
                ui.label(look.say.position(at));
                if ui.small_button("×").on_hover_text(look.say.ui("ctl-place-drop")).clicked() {
                    intents.push(Intent::Drawn(Vec::new()));
                }
            }
            None if look.drawing => {
                ui.label(look.small(look.say.ui("ctl-place-click")));
            }
            None => {
                if ui.small_button(look.say.ui("ctl-place-draw")).clicked() {
                    intents.push(Intent::Draw(true));
                }
            }
        }
    });
    drawn
}

/// Name of a unit or, where the truth is seen, of a ship of the traffic.
pub fn unit_name(look: &Look<'_>, unit: u32) -> String {
    let ship = look.frame().truth.as_ref().and_then(|truth| truth.units.get(unit as usize));
    match ship.filter(|_| unit as usize >= look.brief.units.len()) {
        Some(ship) => ship.name.clone(),
        None => look.say.unit(unit, look.brief),
    }
}

/// One of the units under command, by cell; a ship of the traffic comes in by being selected on the chart.
pub fn unit_choice(ui: &mut Ui, look: &Look<'_>, salt: &str, chosen: &mut Option<u32>) {
    let name = chosen.map_or_else(|| look.say.ui("ctl-choose-unit").to_owned(), |unit| unit_name(look, unit));
    ComboBox::from_id_salt(("unit", salt)).selected_text(name).width(190.0).truncate().show_ui(ui, |ui| {
        for cell in 0..look.brief.cells.len() as u32 {
            let mut of_cell = (0_u32..).zip(&look.brief.units).filter(|(_, unit)| unit.cell == cell).peekable();
            if of_cell.peek().is_some() {
                small(ui, look, look.say.cell(cell, look.brief));
            }
            for (unit, declared) in of_cell {
                ui.selectable_value(chosen, Some(unit), look.say.text(&declared.name));
            }
        }
    });
}

/// One of the search objects.
pub fn object_choice(ui: &mut Ui, look: &Look<'_>, salt: &str, chosen: &mut Option<u32>) {
    let name = chosen.map_or_else(|| look.say.ui("ctl-choose-object").to_owned(), |o| look.say.object(o, look.brief));
    ComboBox::from_id_salt(("object", salt)).selected_text(name).width(190.0).truncate().show_ui(ui, |ui| {
        for object in 0..look.brief.objects.len() as u32 {
            ui.selectable_value(chosen, Some(object), look.say.object(object, look.brief));
        }
    });
}

/// One of some cells, or `none` under a key of its own.
pub fn cell_choice(
    ui: &mut Ui,
    look: &Look<'_>,
    salt: &str,
    none: &str,
    cells: impl Iterator<Item = u32>,
    chosen: &mut Option<u32>,
) {
    let name = chosen.map_or_else(|| look.say.ui(none).to_owned(), |cell| look.say.cell(cell, look.brief));
    ComboBox::from_id_salt(("cell", salt)).selected_text(name).width(120.0).truncate().show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, look.say.ui(none));
        for cell in cells {
            ui.selectable_value(chosen, Some(cell), look.say.cell(cell, look.brief));
        }
    });
}

/// Cells that can be taken out of the exercise: all but exercise control.
pub fn is_control(look: &Look<'_>, cell: u32) -> bool {
    look.brief.cells.get(cell as usize).is_some_and(|cell| cell.roles.contains(&Role::ExerciseControl))
}

/// A toggle between a lever and its counterpart: what is in force stands out.
pub fn toggle(look: &Look<'_>, text: &str, in_force: bool) -> Button<'static> {
    let text = RichText::new(text).size(theme::TEXT_SMALL);
    match in_force {
        true => Button::new(text.color(look.theme.panel_deep)).fill(look.theme.warn).small(),
        false => Button::new(text).small(),
    }
}

/// Text on one line, cut off where the room ends; returns its right end.
pub fn put(painter: &Painter, middle_left: Pos2, room: f32, text: String, size: f32, color: Color32) -> f32 {
    let mut job = LayoutJob::simple_singleline(text, FontId::proportional(size), color);
    job.wrap = TextWrapping::truncate_at_width(room.max(1.0));
    let galley = painter.layout_job(job);
    let size = galley.size();
    painter.galley(pos2(middle_left.x, middle_left.y - size.y * 0.5), galley, color);
    middle_left.x + size.x
}
