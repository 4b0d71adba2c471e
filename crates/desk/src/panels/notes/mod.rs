//! Notes of evaluators: one key takes a note from anywhere in the desk; here it is completed, and here they are read.

mod form;

use bevy_egui::egui::{self, Button, Color32, Frame, Key, Label, Margin, RichText, ScrollArea, Stroke, Ui, vec2};
use sarex_model::position::Position;
use sarex_sim::{
    cells::Right,
    notes::{Ask, Kind, Note},
};

use self::form::Draft;
use super::{Look, chip};
use crate::{
    desk::place_in,
    intent::{Intent, Picked},
    theme,
};

/// The keys that take a note at once.
pub const KEYS: [(Key, Kind); 3] = [(Key::G, Kind::Good), (Key::I, Kind::Issue), (Key::Q, Kind::Question)];
/// Notes that are laid out at first, and that are added on demand.
const PAGE: usize = 60;
/// A note that was written so much later than what it speaks of, seconds, says so.
const LATER_S: u64 = 60;

/// What is being written and what is shown.
#[derive(Default)]
pub struct Form {
    draft: Draft,
    /// Number of the newest note that was put into the form by itself.
    offered: Option<u32>,
    kind: Option<Kind>,
    /// Only the viewer's own.
    own: bool,
    more: usize,
}

/// The viewer may take notes now.
pub fn ready(look: &Look<'_>) -> bool {
    look.commands() && look.may(Right::WriteNotes)
}

/// The note that one key takes: now, where what is selected is, else where the cursor is, of the cell whose it is.
pub fn quick(look: &Look<'_>, kind: Kind) -> Ask {
    let selected = look.picked.and_then(|picked| place_in(look.frame(), picked));
    Ask {
        kind,
        of_tick: Some(look.frame().tick),
        at: selected.or(look.cursor),
        about: look.picked.and_then(|picked| cell_of(look, picked)),
        ..Ask::default()
    }
}

/// The cell that a selected thing belongs to.
fn cell_of(look: &Look<'_>, picked: Picked) -> Option<u32> {
    match picked {
        Picked::Unit(unit) => look.brief.units.get(unit as usize).map(|u| u.cell),
        Picked::TrueUnit(unit) => look.frame().truth.as_ref()?.units.iter().find(|u| u.unit == unit)?.cell,
        Picked::Estimate { cell, .. } => Some(cell),
        Picked::Contact(_) | Picked::Found(_) | Picked::TrueObject(_) => None,
    }
}

/// Colour of a kind of note, as on the chart.
pub fn color(look: &Look<'_>, kind: Kind) -> Color32 {
    match kind {
        Kind::Good => look.theme.good,
        Kind::Issue => look.theme.bad,
        Kind::Question => look.theme.warn,
        Kind::Remark => look.theme.text_weak,
    }
}

/// A kind of note in the reader's language.
fn kind_name(look: &Look<'_>, kind: Kind) -> String {
    look.say.or_plain("note", kind.word())
}

/// The panel.
pub fn notes_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    if ready(look) {
        keys_ui(ui, look, &mut intents);
        offer(look, form);
        form::form_ui(ui, look, &mut form.draft, &mut intents);
    }
    filter_ui(ui, look, form);
    list_ui(ui, look, form, &mut intents);
    intents
}

/// The keys as buttons, for whoever has a hand on the mouse.
fn keys_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() - 8.0) / 3.0;
        for (key, kind) in KEYS {
            let text = format!("{}  {}", key.name(), kind_name(look, kind));
            let text = RichText::new(text).strong().color(color(look, kind));
            let button = Button::new(text).min_size(vec2(width, 28.0));
            if ui.add(button).on_hover_text(look.say.ui("notes-keys")).clicked() {
                intents.push(Intent::Ask(sarex_sim::command::Ask::Notes(quick(look, kind))));
            }
        }
    });
    ui.add_space(3.0);
}

/// Puts the newest bare note into an empty form, once, so that it can be completed.
fn offer(look: &Look<'_>, form: &mut Form) {
    let notes = &look.frame().own_notes;
    let newest = notes.last().map(|(number, _)| *number);
    // Another exercise, or an earlier time of it.
    if form.offered > newest {
        form.offered = None;
        form.draft = Draft::default();
    }
    let own = notes.iter().rev().find(|(_, note)| note.by == look.frame().cell);
    let Some((number, note)) = own.filter(|(_, note)| bare(note)) else { return };
    if form.offered.is_none_or(|offered| offered < *number) && form.draft.untouched() {
        form.offered = Some(*number);
        form.draft = Draft::completing(*number, note);
    }
}

/// Taken by a key and not completed.
fn bare(note: &Note) -> bool {
    note.text.is_empty() && note.amended_by.is_none()
}

fn filter_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut kinds = vec![(None, say.ui("notes-all").to_owned())];
        kinds.extend(Kind::ALL.map(|kind| (Some(kind), kind_name(look, kind))));
        for (kind, label) in kinds {
            let chosen = form.kind == kind;
            let text = RichText::new(label).color(if chosen { look.theme.on_accent } else { look.theme.text });
            if ui.selectable_label(chosen, text).clicked() {
                (form.kind, form.more) = (kind, 0);
            }
        }
        if look.is_control() {
            ui.add_space(6.0);
            ui.checkbox(&mut form.own, say.ui("notes-own"));
        }
    });
    ui.add_space(2.0);
}

/// Notes that are shown, newest first: those that took another's place stand for it.
fn shown<'a>(look: &'a Look<'_>, form: &Form) -> impl Iterator<Item = (u32, &'a Note)> {
    let (cell, kind, own) = (look.frame().cell, form.kind, form.own);
    let wanted = move |note: &Note| {
        note.amended_by.is_none() && kind.is_none_or(|k| note.kind == k) && (!own || note.by == cell)
    };
    look.frame().own_notes.iter().rev().filter(move |(_, note)| wanted(note)).map(|(number, note)| (*number, note))
}

fn list_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let say = look.say;
    let most = PAGE + form.more;
    let notes: Vec<(u32, &Note)> = shown(look, form).take(most + 1).collect();
    if notes.is_empty() {
        ui.label(look.weak(say.ui("notes-none")));
    }
    let mut complete = None;
    ScrollArea::vertical().id_salt("notes").auto_shrink(false).show(ui, |ui| {
        for (number, note) in notes.iter().take(most) {
            if note_ui(ui, look, note, intents) {
                complete = Some(Draft::completing(*number, note));
            }
        }
        if notes.len() > most && ui.button(say.ui("notes-more")).clicked() {
            form.more += PAGE;
        }
    });
    if let Some(draft) = complete {
        form.draft = draft;
    }
}

/// One note; true when it shall be completed.
fn note_ui(ui: &mut Ui, look: &Look<'_>, note: &Note, intents: &mut Vec<Intent>) -> bool {
    let say = look.say;
    let mut complete = false;
    Frame::new()
        .fill(look.theme.panel_deep)
        .stroke(Stroke::new(1.0, look.theme.panel_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new(look.minute(note.of_tick)).strong());
                chip(ui, &kind_name(look, note.kind), color(look, note.kind), look.theme.panel_deep);
                if let Some(cell) = note.about {
                    chip(ui, &say.cell(cell, look.brief), look.theme.cell(cell), look.theme.outline);
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let own = note.by == look.frame().cell;
                    if own && ready(look) && ui.small_button(say.ui("notes-complete")).clicked() {
                        complete = true;
                    }
                });
            });
            if !note.text.is_empty() {
                ui.add(Label::new(&note.text).wrap());
            }
            facts_ui(ui, look, note, intents);
        });
    ui.add_space(2.0);
    complete
}

/// Objective, place, and who wrote it when.
fn facts_ui(ui: &mut Ui, look: &Look<'_>, note: &Note, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        let objective = note.objective.and_then(|number| look.brief.objectives.get(number as usize));
        if let Some(objective) = objective {
            ui.label(RichText::new(&objective.id).size(theme::TEXT_SMALL).color(look.theme.accent_text()))
                .on_hover_text(say.text(&objective.text));
        }
        if let Some(at) = note.at
            && ui
                .link(RichText::new(say.position(at)).size(theme::TEXT_SMALL))
                .on_hover_text(say.ui("centre"))
                .clicked()
        {
            intents.push(Intent::Centre(at));
        }
        if note.by != look.frame().cell {
            ui.label(look.small(say.cell(note.by, look.brief)));
        }
        if note.tick.saturating_sub(note.of_tick) > LATER_S {
            ui.label(look.small(say.ui_with("notes-written", &[("time", &look.minute(note.tick))])));
        }
    });
}

/// The place that a form may take over: of what is selected, or the one point that is drawn.
fn place_at_hand(look: &Look<'_>) -> (Option<Position>, Option<Position>) {
    let drawn = if let [at] = look.drawn { Some(*at) } else { None };
    (look.picked.and_then(|picked| place_in(look.frame(), picked)), drawn)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use sarex_session::link::Snapshot;
    use sarex_sim::{
        setup::{Cell, Performance, Role, Text},
        view::{Brief, UnitBrief, UnitView},
    };

    use super::*;
    use crate::{
        desk::{brief_with, nothing_yet},
        panels::tests::{look, unit_view},
    };

    fn brief() -> Brief {
        let cell = |id: &str, role| Cell {
            id: id.into(),
            name: Text::plain(id),
            nation: String::new(),
            language: "en".into(),
            roles: vec![role],
            policy: Default::default(),
        };
        let ship = UnitBrief {
            id: "ship".into(),
            name: Text::plain("ship"),
            cell: 1,
            nation: String::new(),
            behaviour: None,
            performance: Performance::default(),
        };
        let mut brief = brief_with(Vec::new());
        brief.cells = vec![cell("control", Role::ExerciseControl), cell("kcg", Role::Smc)];
        brief.units = vec![ship];
        brief
    }

    fn snapshot(brief: &Brief, notes: Vec<(u32, Note)>) -> Snapshot {
        let mut snapshot = nothing_yet(brief);
        snapshot.frame.tick = 600;
        let ship: UnitView = unit_view(0, Position::new(37.0, 131.0));
        snapshot.frame.units = vec![ship];
        snapshot.frame.own_notes = notes;
        snapshot
    }

    fn note(by: u32, kind: Kind, text: &str) -> Note {
        let text = text.to_owned();
        Note { by, tick: 600, of_tick: 590, kind, text, at: None, about: None, objective: None, amended_by: None }
    }

    #[test]
    fn one_key_notes_time_place_and_cell_of_what_is_selected() {
        let brief = brief();
        let snapshot = snapshot(&brief, vec![]);
        let mut look = look(&brief, &snapshot);
        look.cursor = Some(Position::new(36.0, 130.0));
        let ask = quick(&look, Kind::Issue);
        assert_eq!((ask.of_tick, ask.at, ask.about), (Some(600), look.cursor, None), "the cursor's place");
        look.picked = Some(Picked::Unit(0));
        let ask = quick(&look, Kind::Good);
        assert_eq!((ask.kind, ask.at, ask.about), (Kind::Good, Some(Position::new(37.0, 131.0)), Some(1)));
    }

    #[test]
    fn the_newest_bare_note_of_ones_own_is_offered_once_and_never_over_what_is_written() {
        let brief = brief();
        let first = snapshot(&brief, vec![(0, note(0, Kind::Issue, "")), (1, note(1, Kind::Good, ""))]);
        let mut form = Form::default();
        offer(&look(&brief, &first), &mut form);
        assert_eq!(form.draft.amends(), Some(0), "not the other cell's");
        form.draft = Draft::default();
        offer(&look(&brief, &first), &mut form);
        assert_eq!(form.draft.amends(), None, "it was put aside");
        let more = vec![(0, note(0, Kind::Issue, "")), (2, note(0, Kind::Question, ""))];
        let second = snapshot(&brief, more);
        form.draft = Draft::writing("half a sentence");
        offer(&look(&brief, &second), &mut form);
        assert_eq!(form.draft.amends(), None);
        form.draft = Draft::default();
        offer(&look(&brief, &second), &mut form);
        assert_eq!(form.draft.amends(), Some(2));
        offer(&look(&brief, &snapshot(&brief, vec![])), &mut form);
        assert_eq!((form.offered, form.draft.amends()), (None, None), "another exercise");
    }

    #[test]
    fn notes_are_shown_newest_first_by_kind_and_without_those_that_were_completed() {
        let brief = brief();
        let amended = Note { amended_by: Some(1), ..note(0, Kind::Issue, "") };
        let notes = vec![(0, amended), (1, note(0, Kind::Issue, "late")), (2, note(1, Kind::Good, "fine"))];
        let snapshot = snapshot(&brief, notes);
        let look = look(&brief, &snapshot);
        let numbers = |form: &Form| shown(&look, form).map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(numbers(&Form::default()), [2, 1]);
        assert_eq!(numbers(&Form { kind: Some(Kind::Issue), ..Form::default() }), [1]);
        assert_eq!(numbers(&Form { own: true, ..Form::default() }), [1]);
    }
}
