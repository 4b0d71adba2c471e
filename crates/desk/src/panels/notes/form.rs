//! A note that is being written or completed.

use bevy_egui::egui::{Button, DragValue, RichText, TextEdit, Ui};
use sarex_model::position::Position;
use sarex_sim::{
    command,
    limits::MAX_TEXT,
    notes::{Ask, Kind, Note},
};

use super::{color, kind_name, place_at_hand};
use crate::{
    intent::Intent,
    panels::{Look, heading, list, messages::fields::combo},
};

const DAY_S: i64 = 86_400;

/// What the form holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    /// Number of the note whose place it takes.
    amends: Option<u32>,
    kind: Kind,
    text: String,
    /// Tick of what it speaks of; none: now.
    of_tick: Option<u64>,
    at: Option<Position>,
    about: Option<u32>,
    objective: Option<u32>,
}

impl Draft {
    /// A note to be completed.
    pub fn completing(number: u32, note: &Note) -> Self {
        Self {
            amends: Some(number),
            kind: note.kind,
            text: note.text.clone(),
            of_tick: Some(note.of_tick),
            at: note.at,
            about: note.about,
            objective: note.objective,
        }
    }

    /// Nobody has begun to write.
    pub fn untouched(&self) -> bool {
        *self == Self::default()
    }

    /// The note that it stands for; none while it says nothing new.
    fn note(&self) -> Option<Ask> {
        let Self { amends, kind, text, of_tick, at, about, objective } = self.clone();
        let text = text.trim().to_owned();
        let says = !text.is_empty() || amends.is_some();
        says.then_some(Ask { kind, text, of_tick, at, about, objective, amends })
    }

    /// Forgets what is not there: another scenario may have been opened.
    fn keep_within(&mut self, cells: usize, objectives: usize, now: u64) {
        self.about = self.about.filter(|cell| (*cell as usize) < cells);
        self.objective = self.objective.filter(|number| (*number as usize) < objectives);
        self.of_tick = self.of_tick.map(|tick| tick.min(now));
    }
}

#[cfg(test)]
impl Draft {
    pub fn amends(&self) -> Option<u32> {
        self.amends
    }

    pub fn writing(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

pub(super) fn form_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft, intents: &mut Vec<Intent>) {
    let say = look.say;
    draft.keep_within(look.brief.cells.len(), look.brief.objectives.len(), look.frame().tick);
    match draft.amends {
        Some(_) => heading(ui, look, say.ui("notes-completing")),
        None => heading(ui, look, say.ui("notes-new")),
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for kind in Kind::ALL {
            let chosen = draft.kind == kind;
            let text = RichText::new(kind_name(look, kind));
            let text = text.color(if chosen { look.theme.on_accent } else { color(look, kind) });
            if ui.selectable_label(chosen, text).clicked() {
                draft.kind = kind;
            }
        }
    });
    let text = TextEdit::multiline(&mut draft.text).hint_text(look.weak(say.ui("notes-text"))).char_limit(MAX_TEXT);
    ui.add(text.desired_rows(2).desired_width(f32::INFINITY));
    list(ui, "note-form", |ui| {
        ui.label(look.weak(say.ui("notes-time")));
        time_ui(ui, look, &mut draft.of_tick);
        ui.end_row();
        ui.label(look.weak(say.ui("notes-cell")));
        let none = || say.ui("none").to_owned();
        let cell = draft.about.map_or_else(none, |cell| say.cell(cell, look.brief));
        combo(ui, "note-cell", 190.0, cell, |ui| {
            ui.selectable_value(&mut draft.about, None, none());
            for cell in 0..look.brief.cells.len() as u32 {
                ui.selectable_value(&mut draft.about, Some(cell), say.cell(cell, look.brief));
            }
        });
        ui.end_row();
        if !look.brief.objectives.is_empty() {
            ui.label(look.weak(say.ui("notes-objective")));
            objective_ui(ui, look, &mut draft.objective);
            ui.end_row();
        }
    });
    place_ui(ui, look, &mut draft.at, intents);
    buttons_ui(ui, look, draft, intents);
    ui.add_space(4.0);
}

fn time_ui(ui: &mut Ui, look: &Look<'_>, of_tick: &mut Option<u64>) {
    let (start, now) = (look.brief.start_unix_s, look.frame().tick);
    ui.horizontal(|ui| {
        let mut earlier = of_tick.is_some();
        if ui.checkbox(&mut earlier, look.say.ui("notes-earlier")).changed() {
            *of_tick = earlier.then_some(now);
        }
        let Some(tick) = of_tick else { return };
        let value = DragValue::new(tick).range(0..=now).speed(10.0);
        let value = value.custom_formatter(|tick, _| look.say.time_of_day(tick as u64, start));
        ui.add(value.custom_parser(move |text| tick_of(text, start, now).map(|tick| tick as f64)));
    });
}

/// The last tick up to now at which it was this time of day: `03:25`, `0325`, `03:25:10Z`.
fn tick_of(text: &str, start_unix_s: i64, now: u64) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let other = text.trim().trim_end_matches(['Z', 'z']).chars().any(|c| !c.is_ascii_digit() && c != ':');
    let part = |at: usize| digits.get(at..at + 2)?.parse::<i64>().ok();
    let (hour, minute, second) = match digits.len() {
        4 => (part(0)?, part(2)?, 0),
        6 => (part(0)?, part(2)?, part(4)?),
        _ => return None,
    };
    if other || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let wanted = hour * 3_600 + minute * 60 + second;
    let now_unix = start_unix_s.checked_add_unsigned(now)?;
    let back = (now_unix - wanted).rem_euclid(DAY_S);
    now.checked_sub(back.unsigned_abs())
}

fn place_ui(ui: &mut Ui, look: &Look<'_>, at: &mut Option<Position>, intents: &mut Vec<Intent>) {
    let say = look.say;
    let (selected, drawn) = place_at_hand(look);
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(say.ui("notes-place")));
        match *at {
            Some(place) => {
                if ui.link(say.position(place)).on_hover_text(say.ui("centre")).clicked() {
                    intents.push(Intent::Centre(place));
                }
                if ui.small_button("×").on_hover_text(say.ui("notes-no-place")).clicked() {
                    *at = None;
                }
            }
            None => {
                ui.label(say.ui("none"));
            }
        }
        for (place, key) in [(selected, "notes-place-selected"), (drawn, "notes-place-drawn")] {
            if place.is_some() && place != *at && ui.small_button(say.ui(key)).clicked() {
                *at = place;
            }
        }
        if drawn.is_none() && !look.drawing && ui.small_button("✏").on_hover_text(say.ui("draw")).clicked() {
            intents.push(Intent::Draw(true));
        }
    });
}

fn objective_ui(ui: &mut Ui, look: &Look<'_>, objective: &mut Option<u32>) {
    let say = look.say;
    let name = |number: u32| {
        let objective = look.brief.objectives.get(number as usize);
        objective.map_or_else(String::new, |o| format!("{}  {}", o.id, say.text(&o.text)))
    };
    let none = || say.ui("none").to_owned();
    let chosen = objective.map_or_else(none, name);
    combo(ui, "note-objective", 190.0, chosen, |ui| {
        ui.selectable_value(objective, None, none());
        for number in 0..look.brief.objectives.len() as u32 {
            ui.selectable_value(objective, Some(number), name(number));
        }
    });
}

fn buttons_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal(|ui| {
        let note = draft.note();
        let save = Button::new(RichText::new(say.ui("notes-save")).color(look.theme.on_accent)).fill(look.theme.accent);
        let response = ui.add_enabled(note.is_some(), save).on_disabled_hover_text(say.ui("notes-text"));
        if response.clicked()
            && let Some(note) = note
        {
            intents.push(Intent::Ask(command::Ask::Notes(note)));
            *draft = Draft::default();
        }
        if !draft.untouched() && ui.button(say.ui("notes-discard")).clicked() {
            *draft = Draft::default();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_completed_note_keeps_what_the_key_took_and_takes_its_place() {
        let at = Some(Position::new(37.0, 131.0));
        let bare = Note {
            by: 0,
            tick: 601,
            of_tick: 600,
            kind: Kind::Issue,
            text: String::new(),
            at,
            about: Some(1),
            objective: None,
            amended_by: None,
        };
        let draft = Draft { text: " too late \n".into(), objective: Some(2), ..Draft::completing(7, &bare) };
        let expected = Ask {
            kind: Kind::Issue,
            text: "too late".into(),
            of_tick: Some(600),
            at,
            about: Some(1),
            objective: Some(2),
            amends: Some(7),
        };
        assert_eq!(draft.note(), Some(expected));
        assert_eq!(Draft::writing("  ").note(), None, "a new note says something");
    }

    #[test]
    fn a_time_of_day_is_the_last_one_before_now() {
        // 2021-06-11 00:00Z.
        let start = 1_623_369_600 + 22 * 3_600;
        let now = 3 * 3_600;
        assert_eq!(tick_of("00:30", start, now), Some(2 * 3_600 + 1_800));
        assert_eq!(tick_of("2315Z", start, now), Some(3_600 + 900));
        assert_eq!(tick_of("23:15:20Z", start, now), Some(3_600 + 920));
        assert_eq!(tick_of("01:00:00Z", start, now), Some(now));
        assert_eq!(tick_of("01:00:01", start, now), None, "that was before the exercise");
        assert!(["", "25:00", "12", "1:2:3", "ab:cd", "-1200"].iter().all(|text| tick_of(text, start, now).is_none()));
    }

    #[test]
    fn a_draft_forgets_what_another_scenario_does_not_have() {
        let mut draft = Draft { about: Some(3), objective: Some(0), of_tick: Some(900), ..Draft::default() };
        draft.keep_within(3, 1, 600);
        assert_eq!((draft.about, draft.objective, draft.of_tick), (None, Some(0), Some(600)));
    }
}
