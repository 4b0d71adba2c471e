//! Messages between cells, each in the reader's language, and a free-text message to send.

use bevy_egui::egui::{self, Button, Frame, Margin, RichText, ScrollArea, TextEdit, Ui};
use sarex_sim::{
    command::Ask,
    setup::{MessageDraft, Text},
    view::MessageView,
};

use super::{Look, chip, heading};
use crate::{intent::Intent, theme};

/// Longest message, characters.
const MOST_CHARS: usize = 2000;

/// What is being written.
#[derive(Default)]
pub struct Draft {
    pub to: Vec<u32>,
    pub text: String,
}

/// Messages and the form below them.
pub fn messages_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft) -> Vec<Intent> {
    let mut intents = Vec::new();
    let form = if look.commands() { 150.0 } else { 0.0 };
    let height = (ui.available_height() - form).max(80.0);
    let messages = &look.frame().messages;
    ScrollArea::vertical()
        .id_salt("messages")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink(false)
        .stick_to_bottom(true)
        .show(ui, |ui| {
            if messages.is_empty() {
                ui.label(look.weak(look.say.ui("no-messages")));
            }
            for message in messages {
                if message_ui(ui, look, message) {
                    draft.to = vec![message.draft.from];
                }
            }
        });
    if look.commands() {
        compose_ui(ui, look, draft, &mut intents);
    }
    intents
}

/// One message; true when a reply is wanted.
fn message_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView) -> bool {
    let (say, draft) = (look.say, &message.draft);
    let mine = draft.from == look.frame().cell;
    let urgent = draft.kind.starts_with("distress");
    let mut reply = false;
    let fill = if mine { theme::mix(look.theme.panel, look.theme.accent, 0.10) } else { look.theme.panel_deep };
    let line = if urgent { look.theme.bad } else { look.theme.panel_line };
    Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new(look.minute(message.sent_tick)).strong());
                let (fill, color) =
                    if urgent { (look.theme.bad, look.theme.panel_deep) } else { (look.theme.widget, look.theme.text) };
                chip(ui, &say.message_kind(&draft.kind), fill, color);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(look.small(format!("#{}", message.number + 1)));
                    if !mine && look.commands() && ui.small_button(say.ui("reply")).clicked() {
                        reply = true;
                    }
                });
            });
            let (from, to) = (say.cell(draft.from, look.brief), say.cells(&draft.to, look.brief));
            ui.label(look.small(say.ui_with("from-to", &[("from", &from), ("to", &to)])));
            ui.add(egui::Label::new(say.text(&draft.text)).wrap());
            if !mine {
                let state = match message.read_tick {
                    Some(tick) => say.ui_with("read-at", &[("time", &look.minute(tick))]),
                    None => say.ui("unread").to_owned(),
                };
                ui.label(look.small(state));
            }
        });
    ui.add_space(2.0);
    reply
}

fn compose_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft, intents: &mut Vec<Intent>) {
    let say = look.say;
    heading(ui, look, say.ui("compose"));
    let cell = look.frame().cell;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label(look.weak(say.ui("to")));
        for (i, other) in look.brief.cells.iter().enumerate().filter(|(i, _)| *i as u32 != cell) {
            let i = i as u32;
            let chosen = draft.to.contains(&i);
            let text = RichText::new(say.text(&other.name)).size(theme::TEXT_SMALL);
            let text = text.color(if chosen { look.theme.on_accent } else { look.theme.text });
            if ui.selectable_label(chosen, text).clicked() {
                if chosen { draft.to.retain(|c| *c != i) } else { draft.to.push(i) }
            }
        }
    });
    draft.to.retain(|c| *c != cell && (*c as usize) < look.brief.cells.len());
    let editor = TextEdit::multiline(&mut draft.text)
        .hint_text(look.weak(say.ui("write-here")))
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .char_limit(MOST_CHARS);
    ui.add(editor);
    let ready = !draft.to.is_empty() && !draft.text.trim().is_empty();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let send = Button::new(RichText::new(say.ui("send")).color(look.theme.on_accent)).fill(look.theme.accent);
            if ui.add_enabled(ready, send).clicked() {
                let text = Text::plain(std::mem::take(&mut draft.text).trim());
                let message = MessageDraft {
                    from: cell,
                    to: draft.to.clone(),
                    kind: "text".into(),
                    text,
                    ..MessageDraft::default()
                };
                intents.push(Intent::Ask(Ask::Message(message)));
            }
        });
    });
}
