//! The form for a new message: to whom, how, what; and how each reader will see it.

use bevy_egui::egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui};
use sarex_report::words::Language;
use sarex_sim::{
    command::Ask,
    limits::{MAX_BODY_ENTRIES, MAX_TEXT},
    setup::{MessageDraft, Text},
    talk::{self, Body, Kind, Sitrep, SitrepForm, prefill},
    view::MessageView,
};

use super::{
    super::Look,
    Readers,
    card::{line_ui, marker_ui},
    fields::{Fields, combo},
    missing::{is_blank, missing},
};
use crate::{intent::Intent, theme};

/// Height of the line with the button that sends, logical pixels.
const FOOT_PX: f32 = 50.0;

/// What is being written.
#[derive(Default)]
pub struct Compose {
    pub to: Vec<u32>,
    pub channel: u32,
    pub reply_to: Option<u32>,
    /// None: free text.
    pub kind: Option<Kind>,
    pub body: Body,
    pub text: String,
    /// Shown as a reader of this language will see it.
    pub preview: Option<Language>,
}

impl Compose {
    /// A form with parts, not free text alone.
    pub fn is_form(&self) -> bool {
        !self.body.is_text()
    }

    /// Begins an answer.
    pub fn reply(&mut self, message: &MessageView) {
        self.to = vec![message.draft.from];
        self.channel = message.draft.channel;
        self.reply_to = Some(message.number);
        self.preview = None;
    }

    /// Begins a read-back of what was understood.
    pub fn read_back(&mut self, message: &MessageView) {
        self.reply(message);
        self.kind = Some(Kind::ReadBack);
        self.body = talk::read_back(message);
    }

    /// Another kind of message. Both forms of a SITREP are one message: what is filled in stays.
    pub fn choose(&mut self, look: &Look<'_>, kind: Option<Kind>) {
        self.kind = kind;
        let Some(kind) = kind else {
            self.body = Body::Text;
            return;
        };
        match (&mut self.body, kind) {
            (Body::Sitrep(sitrep), Kind::SitrepShort) => sitrep.form = Some(SitrepForm::Short),
            (Body::Sitrep(sitrep), Kind::SitrepLong) => lengthen(look, sitrep),
            _ => self.body = prefill(look.frame(), look.brief, kind),
        }
    }

    /// The message as it would be sent.
    pub fn draft(&self, look: &Look<'_>) -> MessageDraft {
        let text = self.text.trim();
        MessageDraft {
            from: look.frame().cell,
            to: self.to.clone(),
            kind: self.body.kind().unwrap_or("text").to_owned(),
            text: if text.is_empty() { Text::default() } else { Text::plain(text) },
            about_object: about(&self.body),
            body: self.body.clone(),
            channel: self.channel,
            reply_to: self.reply_to,
            ..MessageDraft::default()
        }
    }

    /// Why it cannot be sent; keys of labels.
    pub fn problem(&self, draft: &MessageDraft) -> Option<&'static str> {
        let size = talk::size(draft);
        let checks = [
            (draft.to.is_empty(), "compose-no-receiver"),
            (is_blank(&draft.body) && self.text.trim().is_empty(), "compose-nothing"),
            (size.characters > MAX_TEXT, "compose-too-long"),
            (size.entries > MAX_BODY_ENTRIES, "compose-too-many"),
        ];
        checks.into_iter().find(|(so, _)| *so).map(|(_, key)| key)
    }

    /// Keeps what is written to this exercise: cells and channels that it has.
    fn tidy(&mut self, look: &Look<'_>) {
        let (cell, cells) = (look.frame().cell, look.brief.cells.len());
        self.to.retain(|c| *c != cell && (*c as usize) < cells);
        if self.channel as usize >= look.brief.channels.len() {
            self.channel = 0;
        }
    }

    /// After it was sent: the next message goes to the same cells over the same channel.
    fn sent(&mut self) {
        *self = Self { to: std::mem::take(&mut self.to), channel: self.channel, ..Self::default() };
    }
}

/// Sections G to N, filled in from what the cell knows where they are blank.
fn lengthen(look: &Look<'_>, sitrep: &mut Sitrep) {
    let short = sitrep.form == Some(SitrepForm::Short);
    sitrep.form = Some(SitrepForm::Long);
    let Body::Sitrep(known) = prefill(look.frame(), look.brief, Kind::SitrepLong) else { return };
    let blank = sitrep.weather.is_blank() && sitrep.deeds.is_empty() && sitrep.areas.is_empty();
    if short && blank && sitrep.coordination.is_blank() {
        let Sitrep { weather, deeds, areas, pos, coordination, plans, .. } = *known;
        *sitrep = Sitrep { weather, deeds, areas, pos, coordination, plans, ..std::mem::take(sitrep) };
    }
}

/// A form of a kind with nothing filled in.
pub fn blank(kind: Kind) -> Body {
    let sitrep = |form| Body::Sitrep(Box::new(Sitrep { form: Some(form), ..Sitrep::default() }));
    match kind {
        Kind::DistressAlert => Body::DistressAlert(Box::default()),
        Kind::SitrepShort => sitrep(SitrepForm::Short),
        Kind::SitrepLong => sitrep(SitrepForm::Long),
        Kind::SearchAction => Body::SearchActionMessage(Box::default()),
        Kind::Tasking => Body::Tasking(Box::default()),
        Kind::ReadBack => Body::ReadBack(Box::default()),
        Kind::Request => Body::RequestForInformation(Box::default()),
        Kind::HandOver => Body::HandOver(Box::default()),
    }
}

/// The search object whose position a message gives: its reader then knows where to look.
fn about(body: &Body) -> Option<u32> {
    let (casualty, position) = match body {
        Body::DistressAlert(alert) => (&alert.casualty, &alert.position),
        Body::Sitrep(sitrep) => (&sitrep.casualty, &sitrep.position),
        Body::SearchActionMessage(action) => (&action.situation.casualty, &action.situation.position),
        Body::HandOver(hand_over) => {
            let sitrep = hand_over.situation.as_ref()?;
            (&sitrep.casualty, &sitrep.position)
        }
        Body::Text | Body::Tasking(_) | Body::ReadBack(_) | Body::RequestForInformation(_) => return None,
    };
    casualty.object.filter(|_| position.at.is_some())
}

/// What people call a kind of message.
fn kind_name(look: &Look<'_>, kind: Option<Kind>) -> String {
    let say = look.say;
    match kind {
        None => say.message_kind("text"),
        Some(Kind::SitrepShort) => say.get("talk-sitrep-short"),
        Some(Kind::SitrepLong) => say.get("talk-sitrep-long"),
        Some(kind) => say.message_kind(kind.message_kind()),
    }
}

/// The form.
pub fn compose_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    compose: &mut Compose,
    readers: &mut Readers,
    intents: &mut Vec<Intent>,
) {
    compose.tidy(look);
    ui.add_space(3.0);
    kind_ui(ui, look, compose);
    to_ui(ui, look, compose);
    let height = (ui.available_height() - FOOT_PX).max(40.0);
    let draft = compose.draft(look);
    let area = ScrollArea::vertical().id_salt(("compose", compose.kind.is_some())).auto_shrink(false);
    area.max_height(height).min_scrolled_height(height).show(ui, |ui| match compose.preview {
        Some(language) => preview_ui(ui, look, &draft, language, readers),
        None => edit_ui(ui, look, compose, intents),
    });
    foot_ui(ui, look, compose, intents);
}

/// Which kind, and whether it is written or previewed.
fn kind_ui(ui: &mut Ui, look: &Look<'_>, compose: &mut Compose) {
    let say = look.say;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let width = (ui.available_width() - 140.0).max(96.0);
        let shown = kind_name(look, compose.kind);
        let mut chosen = compose.kind;
        combo(ui, "kind", width, shown, |ui| {
            for kind in std::iter::once(None).chain(Kind::ALL.iter().copied().map(Some)) {
                ui.selectable_value(&mut chosen, kind, kind_name(look, kind));
            }
        });
        if chosen != compose.kind {
            compose.choose(look, chosen);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().button_padding.x = 4.0;
            for (language, name) in [(Language::Ja, "日"), (Language::Ko, "한"), (Language::En, "EN")] {
                let hint = say.ui_with("preview-in", &[("language", language.own_name())]);
                if tab_ui(ui, look, compose.preview == Some(language), name).on_hover_text(hint).clicked() {
                    compose.preview = Some(language);
                }
            }
            if tab_ui(ui, look, compose.preview.is_none(), say.ui("write")).clicked() {
                compose.preview = None;
            }
        });
    });
}

fn tab_ui(ui: &mut Ui, look: &Look<'_>, on: bool, text: &str) -> bevy_egui::egui::Response {
    let color = if on { look.theme.on_accent } else { look.theme.text };
    ui.selectable_label(on, RichText::new(text).size(theme::TEXT_SMALL).color(color))
}

/// To whom, over which channel, in answer to what.
fn to_ui(ui: &mut Ui, look: &Look<'_>, compose: &mut Compose) {
    let (say, cell) = (look.say, look.frame().cell);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        if look.brief.channels.len() > 1 {
            let name = |channel: u32| say.channel(channel, look.brief);
            combo(ui, "channel", 110.0, name(compose.channel), |ui| {
                for channel in 0..look.brief.channels.len() as u32 {
                    ui.selectable_value(&mut compose.channel, channel, name(channel));
                }
            });
        }
        ui.label(look.small(say.ui("to")));
        let count = look.brief.cells.len() as u32;
        for other in (0..count).filter(|other| *other != cell) {
            let chosen = compose.to.contains(&other);
            if tab_ui(ui, look, chosen, &say.cell(other, look.brief)).clicked() {
                if chosen { compose.to.retain(|c| *c != other) } else { compose.to.push(other) }
            }
        }
        if let Some(of) = compose.reply_to {
            let text = say.ui_with("replies-to", &[("n", &(u64::from(of) + 1).to_string())]);
            if ui.small_button(format!("{text} ✖")).clicked() {
                compose.reply_to = None;
            }
        }
    });
}

/// The parts of the form, then free text.
fn edit_ui(ui: &mut Ui, look: &Look<'_>, compose: &mut Compose, intents: &mut Vec<Intent>) {
    let say = look.say;
    if let Some(kind) = compose.kind {
        ui.horizontal_wrapped(|ui| {
            if ui.small_button(say.ui("fill-in")).on_hover_text(say.ui("fill-in-hint")).clicked() {
                compose.body = prefill(look.frame(), look.brief, kind);
            }
            if ui.small_button(say.ui("clear")).clicked() {
                compose.body = blank(kind);
            }
        });
        let mut fields = Fields { look, intents, missing: missing(&compose.body) };
        ui.push_id(kind, |ui| fields.body(ui, &mut compose.body));
        ui.add_space(2.0);
    }
    let (rows, hint) = if compose.is_form() { (2, "text-besides") } else { (4, "write-here") };
    let editor = TextEdit::multiline(&mut compose.text)
        .id_salt("text")
        .hint_text(look.weak(say.ui(hint)))
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .char_limit(MAX_TEXT);
    ui.add(editor);
}

/// The message as a reader of a language will see it.
fn preview_ui(ui: &mut Ui, look: &Look<'_>, draft: &MessageDraft, language: Language, readers: &mut Readers) {
    let message = MessageView { draft: draft.clone(), sent_tick: look.frame().tick, ..MessageView::default() };
    let words = readers.words(look, language);
    let sheet = words.message(&message, look.brief);
    marker_ui(ui, look, &sheet.marker);
    // Number and time come when it is sent.
    sheet.head.iter().skip(1).chain(&sheet.body).for_each(|line| line_ui(ui, look, line));
    marker_ui(ui, look, &sheet.marker);
}

/// What is missing, how long it is, and the button that sends it.
fn foot_ui(ui: &mut Ui, look: &Look<'_>, compose: &mut Compose, intents: &mut Vec<Intent>) {
    let say = look.say;
    let draft = compose.draft(look);
    let problem = compose.problem(&draft);
    let blank = missing(&compose.body);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let size = talk::size(&draft);
        let full = size.characters > MAX_TEXT || size.entries > MAX_BODY_ENTRIES;
        // The kind counts among the characters, but nobody writes it.
        let written = size.characters.saturating_sub(draft.kind.len()).to_string();
        let most = MAX_TEXT.saturating_sub(draft.kind.len()).to_string();
        let (entries, most_entries) = (size.entries.to_string(), MAX_BODY_ENTRIES.to_string());
        let key = if compose.is_form() { "compose-size-form" } else { "compose-size" };
        let arguments = [("n", written), ("of", most), ("entries", entries), ("most", most_entries)];
        let counts = say.ui_with(key, &arguments.each_ref().map(|(name, value)| (*name, value.as_str())));
        let color = if full { look.theme.bad } else { look.theme.text_weak };
        ui.label(RichText::new(counts).size(theme::TEXT_SMALL).color(color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let send = Button::new(RichText::new(say.ui("send")).color(look.theme.on_accent)).fill(look.theme.accent);
            let sends = ui.add_enabled(problem.is_none(), send);
            let sends = match problem {
                Some(key) => sends.on_disabled_hover_text(say.ui(key)),
                None => sends,
            };
            if sends.clicked() {
                intents.push(Intent::Ask(Ask::Message(draft)));
                compose.sent();
            }
        });
    });
    let parts: Vec<String> = blank.iter().map(|key| say.get(key)).collect();
    let text = match problem {
        Some(key) => say.ui(key).to_owned(),
        None if parts.is_empty() => return,
        None => say.ui_with("not-stated", &[("parts", &say.list(&parts))]),
    };
    let text = RichText::new(text).size(theme::TEXT_SMALL).color(look.theme.warn);
    ui.add(bevy_egui::egui::Label::new(text).truncate());
}
