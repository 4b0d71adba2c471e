//! All of one serial, and everything that control can do with it.

use bevy_egui::egui::{Align, Button, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui};
use sarex_sim::{
    cells::Right,
    command,
    limits::MAX_TEXT,
    list::{Ask, Line, SerialState},
    setup::{Action, MessageDraft, Serial, Text},
    view::MessageView,
};

use super::{row, time};
use crate::{
    intent::Intent,
    panels::{Look, chip, control::parts, list, row as field},
    theme,
};

/// What is typed for one serial.
#[derive(Default)]
pub struct Edit {
    pub time: String,
    /// The text as it shall be; none: it is not being corrected.
    pub text: Option<Written>,
}

/// A text in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    pub en: String,
    pub ko: String,
    pub ja: String,
}

impl Written {
    /// A text to be put right.
    pub fn of(text: &Text) -> Self {
        let other = |text: &Option<String>| text.clone().unwrap_or_default();
        Self { en: text.en.clone(), ko: other(&text.ko), ja: other(&text.ja) }
    }

    /// The text, once there is an English one: it stands in wherever another is missing.
    pub fn text(&self) -> Option<Text> {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(Text { en: filled(&self.en)?, ko: filled(&self.ko), ja: filled(&self.ja) })
    }
}

/// Serials can be worked with here and now.
pub fn able(look: &Look<'_>) -> bool {
    look.commands() && look.may(Right::FireInjects)
}

/// What can be done at once with a serial in a state, the likeliest first: key of the button and what it asks.
pub fn steps(state: SerialState, serial: u32) -> Vec<(&'static str, command::Ask)> {
    let (fire, skip) = (("fire", Ask::Fire(serial)), ("list-skip", Ask::Skip(serial)));
    let steps = match state {
        SerialState::Planned | SerialState::Armed => vec![fire, ("hold-serial", Ask::Hold(serial)), skip],
        SerialState::Held => vec![fire, ("list-release", Ask::Release(serial)), skip],
        SerialState::Skipped => vec![fire],
        SerialState::Sent | SerialState::Answered | SerialState::Late => Vec::new(),
    };
    steps.into_iter().map(|(key, ask)| (key, command::Ask::List(ask))).collect()
}

/// One serial in full; false when it was closed.
pub fn entry_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    number: u32,
    serial: &Serial,
    line: Option<&Line>,
    edit: &mut Edit,
    intents: &mut Vec<Intent>,
) -> bool {
    let state = line.map_or(SerialState::Planned, |line| line.state);
    let open = head_ui(ui, look, serial, line, state);
    ScrollArea::vertical().id_salt("serial-entry").auto_shrink(false).show(ui, |ui| {
        if able(look) {
            steps_ui(ui, look, number, state, edit, intents);
        }
        if let Action::Message(draft) = &serial.action {
            text_ui(ui, look, draft, line);
            if able(look) {
                correct_ui(ui, look, number, draft, line, edit, intents);
                answered_ui(ui, look, number, draft, line, state, intents);
            }
        }
        facts_ui(ui, look, serial, line);
    });
    open
}

fn head_ui(ui: &mut Ui, look: &Look<'_>, serial: &Serial, line: Option<&Line>, state: SerialState) -> bool {
    let (say, theme) = (look.say, look.theme);
    let mut open = true;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&serial.id).size(theme::TEXT_HEADING).strong());
        chip(ui, &say.serial_state(state), row::color(look, state), theme.panel_deep);
        if serial.default_procedure {
            chip(ui, say.ui("default-procedure"), theme.widget, theme.text_weak);
        }
        if line.is_some_and(|line| line.moved) {
            chip(ui, say.ui("list-moved"), theme.widget, theme.warn);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            open = !ui.small_button("×").on_hover_text(say.ui("list-close")).clicked();
        });
    });
    ui.add(Label::new(say.serial(serial, look.brief)).wrap());
    open
}

/// Now, later or not at all.
fn steps_ui(ui: &mut Ui, look: &Look<'_>, number: u32, state: SerialState, edit: &mut Edit, intents: &mut Vec<Intent>) {
    let steps = steps(state, number);
    if steps.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (at, (key, ask)) in steps.into_iter().enumerate() {
            let label = look.say.ui(key);
            let button = if at == 0 { parts::primary(look, label) } else { Button::new(label) };
            parts::ask_button(ui, look, button, ask, intents);
        }
    });
    ui.horizontal(|ui| {
        let (now, start) = (look.frame().tick, look.brief.start_unix_s);
        let hint = look.weak(look.say.ui("list-time-hint"));
        ui.add(TextEdit::singleline(&mut edit.time).hint_text(hint).desired_width(84.0).char_limit(8));
        let wanted = time::tick(&edit.time, now, start);
        let tick = wanted.filter(|tick| (now + 1..look.brief.length_s).contains(tick));
        let button = ui.add_enabled(tick.is_some(), Button::new(look.say.ui("list-reschedule")));
        if let Some(tick) = tick {
            ui.label(look.small(look.minute(tick)));
            if button.clicked() {
                intents.push(Intent::Ask(command::Ask::List(Ask::Reschedule { serial: number, tick })));
                edit.time.clear();
            }
        } else if !edit.time.trim().is_empty() {
            let key = if wanted.is_some() { "list-time-beyond" } else { "list-time-wrong" };
            ui.add(Label::new(look.small(look.say.ui(key)).color(look.theme.warn)).wrap());
        }
    });
    ui.add_space(2.0);
}

/// What the message says, or said.
fn text_ui(ui: &mut Ui, look: &Look<'_>, draft: &MessageDraft, line: Option<&Line>) {
    let text = line.and_then(|line| line.text.clone()).unwrap_or_else(|| draft.text.clone());
    let message = MessageView { draft: MessageDraft { text, ..draft.clone() }, ..MessageView::default() };
    let said = look.say.message_body(&message, look.brief);
    Frame::new()
        .fill(look.theme.panel_deep)
        .stroke(Stroke::new(1.0, look.theme.panel_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            if line.is_some_and(|line| line.text.is_some()) {
                ui.label(look.small(look.say.ui("list-corrected")).color(look.theme.warn));
            }
            if draft.fill.is_some() {
                ui.add(Label::new(look.small(look.say.ui("list-filled"))).wrap());
            }
            for part in &said {
                ui.add(Label::new(part.to_string()).wrap());
            }
            if said.is_empty() && draft.fill.is_none() {
                ui.label(look.weak(look.say.get("talk-blank")));
            }
        });
    ui.add_space(2.0);
}

fn correct_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    number: u32,
    draft: &MessageDraft,
    line: Option<&Line>,
    edit: &mut Edit,
    intents: &mut Vec<Intent>,
) {
    let say = look.say;
    let sent = line.is_some_and(|line| line.message.is_some());
    let Some(written) = &mut edit.text else {
        let key = if sent { "list-send-correction" } else { "list-correct" };
        if ui.button(format!("{}…", say.ui(key))).clicked() {
            let text = line.and_then(|line| line.text.as_ref()).unwrap_or(&draft.text);
            edit.text = Some(Written::of(text));
        }
        return;
    };
    for (code, text) in languages(look, draft, written) {
        ui.horizontal(|ui| {
            ui.add_sized([22.0, 18.0], Label::new(look.small(code)));
            let editor = TextEdit::multiline(text).id_salt(("correct", number, code));
            ui.add(editor.desired_rows(2).desired_width(f32::INFINITY).char_limit(MAX_TEXT));
        });
    }
    let text = written.text();
    let (mut done, before) = (false, line.and_then(|line| line.text.as_ref()).unwrap_or(&draft.text));
    ui.horizontal(|ui| {
        let key = if sent { "list-send-correction" } else { "list-correct" };
        let ready = text.as_ref().is_some_and(|text| text != before);
        let button = ui.add_enabled(ready, parts::primary(look, say.ui(key)));
        if button.on_disabled_hover_text(say.ui("list-correct-needs")).clicked()
            && let Some(text) = text
        {
            intents.push(Intent::Ask(command::Ask::List(Ask::Correct { serial: number, text })));
            done = true;
        }
        done |= ui.button(say.ui("list-cancel")).clicked();
    });
    if done {
        edit.text = None;
    }
}

/// The languages that the receivers read, English always; and any that the text is written in already.
fn languages<'a>(
    look: &Look<'_>,
    draft: &MessageDraft,
    written: &'a mut Written,
) -> impl Iterator<Item = (&'static str, &'a mut String)> {
    let read = |code: &str| {
        let mut cells = draft.to.iter().filter_map(|cell| look.brief.cells.get(*cell as usize));
        cells.any(|cell| cell.language == code)
    };
    let (ko, ja) = (read("ko") || !written.ko.is_empty(), read("ja") || !written.ja.is_empty());
    let fields = [("en", true, &mut written.en), ("ko", ko, &mut written.ko), ("ja", ja, &mut written.ja)];
    fields.into_iter().filter(|(_, shown, _)| *shown).map(|(code, _, text)| (code, text))
}

/// By word of mouth: which of the receivers it was.
fn answered_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    number: u32,
    draft: &MessageDraft,
    line: Option<&Line>,
    state: SerialState,
    intents: &mut Vec<Intent>,
) {
    let waits = matches!(state, SerialState::Sent | SerialState::Late);
    if !waits || line.is_none_or(|line| line.answer.is_some()) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(look.say.ui("list-answered-aloud")));
        for cell in &draft.to {
            let ask = command::Ask::List(Ask::Answered { serial: number, cell: *cell });
            parts::ask_button(ui, look, Button::new(look.say.cell(*cell, look.brief)).small(), ask, intents);
        }
    });
}

fn facts_ui(ui: &mut Ui, look: &Look<'_>, serial: &Serial, line: Option<&Line>) {
    let say = look.say;
    ui.add_space(3.0);
    list(ui, "serial-facts", |ui| {
        field(ui, look, say.ui("list-when"), say.when(&serial.when, look.brief));
        if let Some(line) = line {
            let times = [("list-due", line.due), ("list-done", line.done), ("list-deadline", line.deadline)];
            for (key, tick) in times {
                if let Some(tick) = tick {
                    field(ui, look, say.ui(key), look.minute(tick));
                }
            }
            if let Some((text, late)) = answer(look, line) {
                let text = RichText::new(text).color(if late { look.theme.bad } else { look.theme.good });
                field(ui, look, say.ui("list-answer"), text);
            }
            if line.corrections > 0 {
                field(ui, look, say.ui("list-corrections"), line.corrections.to_string());
            }
        }
        if let Action::Message(draft) = &serial.action {
            field(ui, look, say.ui("list-from"), say.cell(draft.from, look.brief));
            field(ui, look, say.ui("to"), say.cells(&draft.to, look.brief));
            field(ui, look, &say.get("talk-channel"), say.channel(draft.channel, look.brief));
        }
        if let Some(kind) = &serial.detail.answer {
            field(ui, look, say.ui("list-wants"), say.message_kind(kind));
        }
        if let Some(expect) = &serial.expect {
            field(ui, look, say.ui("expect"), say.text(expect));
        }
        if let Some(id) = &serial.objective {
            let objective = look.brief.objectives.iter().find(|o| o.id == *id);
            let text = objective.map_or_else(|| id.clone(), |o| format!("{id}  {}", say.text(&o.text)));
            field(ui, look, say.ui("list-objective"), text);
        }
        if let Some(owner) = &serial.detail.owner {
            field(ui, look, say.ui("list-owner"), owner.as_str());
        }
    });
}

/// Who answered and when, and whether that was too late.
pub fn answer(look: &Look<'_>, line: &Line) -> Option<(String, bool)> {
    let answer = line.answer?;
    let late = line.deadline.is_some_and(|deadline| answer.tick > deadline);
    let key = if late { "list-answer-late" } else { "list-answer-in-time" };
    let (cell, time) = (look.say.cell(answer.cell, look.brief), look.minute(answer.tick));
    Some((look.say.ui_with(key, &[("cell", &cell), ("time", &time)]), late))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_needs_english_and_leaves_out_what_is_blank() {
        let text = Text { en: "Raft".into(), ko: Some("뗏목".into()), ja: None };
        let mut written = Written::of(&text);
        assert_eq!(written.text(), Some(text));
        written.ko = "  ".into();
        written.ja = " いかだ ".into();
        let filled = Text { en: "Raft".into(), ko: None, ja: Some("いかだ".into()) };
        assert_eq!(written.text(), Some(filled));
        written.en.clear();
        assert_eq!(written.text(), None);
    }

    #[test]
    fn a_state_offers_only_what_the_engine_takes() {
        let keys = |state| steps(state, 7).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(SerialState::Armed), ["fire", "hold-serial", "list-skip"]);
        assert_eq!(keys(SerialState::Held), ["fire", "list-release", "list-skip"]);
        assert_eq!(keys(SerialState::Skipped), ["fire"]);
        assert!(keys(SerialState::Late).is_empty());
        assert_eq!(steps(SerialState::Held, 7)[1].1, command::Ask::List(Ask::Release(7)));
    }
}
