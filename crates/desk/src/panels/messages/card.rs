//! One message of the list.

use bevy_egui::egui::{
    self, Button, Color32, FontId, Frame, Label, Margin, RichText, Stroke, TextFormat, Ui, text::LayoutJob, vec2,
};
use sarex_report::words::{Line, Words};
use sarex_sim::{
    cells::Right,
    talk::{Body, Facts, Fate, Precedence, Receipt},
    view::MessageView,
};

use super::super::{Look, chip};
use crate::theme;

/// Bodies of more lines are folded.
const MOST_LINES: usize = 8;
/// Lines of a folded body.
const FOLDED_LINES: usize = 6;

/// What a person wants of a message, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Read(u32),
    Acknowledge(u32),
    Reply(u32),
    ReadBack(u32),
    /// Show all its lines, or the first ones.
    Fold(u32),
    /// Show it in its sender's language, or in the reader's.
    Original(u32),
    /// Show only what it answers and what answers it.
    Thread(u32),
}

/// How a message is shown.
pub struct Shown<'a> {
    /// In these words.
    pub words: &'a Words,
    /// All its lines.
    pub whole: bool,
    /// It is shown in its sender's language, though the reader reads another.
    pub original: bool,
    /// Its sender writes another language than the reader reads.
    pub foreign: bool,
    /// Numbers of the messages that answer it.
    pub answers: Vec<u32>,
}

/// What the viewing cell did with a message that reached it.
pub fn own_receipt<'a>(look: &Look<'_>, message: &'a MessageView) -> Option<&'a Receipt> {
    message.receipts.iter().find(|receipt| receipt.cell == look.frame().cell && receipt.delivered.is_some())
}

/// The message lies on the desk and nobody has opened it.
fn sealed(look: &Look<'_>, message: &MessageView) -> bool {
    let unread = own_receipt(look, message).is_some_and(|receipt| receipt.read.is_none());
    unread && look.commands() && !look.is_control()
}

fn urgent(message: &MessageView) -> bool {
    let distress = matches!(&message.draft.body, Body::Sitrep(s) if s.precedence == Some(Precedence::Distress));
    message.draft.kind.starts_with("distress") || distress
}

/// One message; what was wanted of it.
pub fn card_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView, shown: &Shown<'_>) -> Option<Wish> {
    let mine = message.draft.from == look.frame().cell;
    let fill = if mine { theme::mix(look.theme.panel, look.theme.accent, 0.10) } else { look.theme.panel_deep };
    let line = if urgent(message) { look.theme.bad } else { look.theme.panel_line };
    let frame = Frame::new().fill(fill).stroke(Stroke::new(1.0, line)).corner_radius(4);
    let inside = frame.inner_margin(Margin::symmetric(7, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        head_ui(ui, look, message);
        let mut wish = links_ui(ui, look, message, shown);
        if sealed(look, message) {
            ui.label(RichText::new(look.say.ui("message-sealed")).color(look.theme.warn));
        } else {
            wish = said_ui(ui, look, message, shown).or(wish);
        }
        foot_ui(ui, look, message, shown).or(wish)
    });
    inside.inner
}

fn head_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView) {
    let (say, draft) = (look.say, &message.draft);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(look.minute(message.sent_tick)).strong());
        let loud = (look.theme.bad, look.theme.panel_deep);
        let (fill, color) = if urgent(message) { loud } else { (look.theme.widget, look.theme.text) };
        chip(ui, &say.message_kind(&draft.kind), fill, color);
        if let Body::Sitrep(sitrep) = &draft.body
            && let Some(precedence) = sitrep.precedence
        {
            chip(ui, &say.or_plain("precedence", precedence.code()), look.theme.widget, look.theme.text);
        }
        ui.label(look.small(format!("#{}", u64::from(message.number) + 1)));
    });
    let (from, to) = (say.cell(draft.from, look.brief), say.cells(&draft.to, look.brief));
    let parties = say.ui_with("from-to", &[("from", &from), ("to", &to)]);
    let text = if look.brief.channels.len() > 1 {
        format!("{parties} · {}", say.channel(draft.channel, look.brief))
    } else {
        parties
    };
    ui.add(Label::new(look.small(text)).wrap());
}

/// What it answers, and what answers it.
fn links_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView, shown: &Shown<'_>) -> Option<Wish> {
    let reply_to = message.draft.reply_to;
    if reply_to.is_none() && shown.answers.is_empty() {
        return None;
    }
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        let number = |n: u32| (u64::from(n) + 1).to_string();
        let mut link = |ui: &mut Ui, key: &str, n: u32| {
            let text = look.say.ui_with(key, &[("n", &number(n))]);
            let text = RichText::new(text).size(theme::TEXT_SMALL);
            if ui.link(text).on_hover_text(look.say.ui("thread-hint")).clicked() {
                wish = Some(Wish::Thread(message.number));
            }
        };
        if let Some(of) = reply_to {
            link(ui, "replies-to", of);
        }
        for answer in &shown.answers {
            link(ui, "answered-by", *answer);
        }
    });
    wish
}

/// What it says, between the markers of the exercise.
fn said_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView, shown: &Shown<'_>) -> Option<Wish> {
    let lines = shown.words.message_body(message, look.brief);
    let marker = shown.words.marker();
    marker_ui(ui, look, &marker);
    let folds = lines.len() > MOST_LINES;
    let first = if folds && !shown.whole { FOLDED_LINES } else { lines.len() };
    lines.iter().take(first).for_each(|line| line_ui(ui, look, line));
    let mut wish = None;
    if folds {
        let text = match shown.whole {
            true => look.say.ui("fewer-lines").to_owned(),
            false => look.say.ui_with("more-lines", &[("n", &(lines.len() - first).to_string())]),
        };
        if ui.link(RichText::new(text).size(theme::TEXT_SMALL)).clicked() {
            wish = Some(Wish::Fold(message.number));
        }
    }
    marker_ui(ui, look, &marker);
    wish
}

/// The exercise marker, above and below whatever is said.
pub fn marker_ui(ui: &mut Ui, look: &Look<'_>, marker: &str) {
    let text = RichText::new(marker).size(theme::TEXT_SMALL - 2.0).color(look.theme.text_weak);
    ui.add(Label::new(text).truncate());
}

/// One line of a sheet: what stands there weak, what it says strong.
pub fn line_ui(ui: &mut Ui, look: &Look<'_>, line: &Line) {
    let format = |size: f32, color: Color32| TextFormat::simple(FontId::proportional(size), color);
    let mut job = LayoutJob::default();
    let mark = if line.mark.is_empty() { String::new() } else { format!("{}. ", line.mark) };
    if !line.label.is_empty() {
        job.append(&format!("{mark}{}: ", line.label), 0.0, format(theme::TEXT_SMALL, look.theme.text_weak));
    }
    job.append(&line.text, 0.0, format(theme::TEXT, look.theme.text));
    ui.add(Label::new(job).wrap());
}

/// What is known of the delivery to each cell, and what can be done now.
fn foot_ui(ui: &mut Ui, look: &Look<'_>, message: &MessageView, shown: &Shown<'_>) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        message.receipts.iter().for_each(|receipt| receipt_ui(ui, look, receipt));
        wish = buttons_ui(ui, look, wishes(look, message, shown));
    });
    wish
}

fn receipt_ui(ui: &mut Ui, look: &Look<'_>, receipt: &Receipt) {
    let say = look.say;
    let color = match receipt.fate {
        Fate::Lost | Fate::OutOfRange | Fate::Cut => look.theme.bad,
        _ if receipt.misheard => look.theme.warn,
        _ if receipt.acknowledged.is_some() => look.theme.good,
        Fate::UnderWay | Fate::Arrived => look.theme.text_weak,
    };
    let (cell, state) = (say.cell(receipt.cell, look.brief), say.receipt(receipt, look.brief));
    let text = say.with("receipt-line", &[("cell", cell), ("state", state)]);
    ui.label(RichText::new(text).size(theme::TEXT_SMALL).color(color));
}

/// What can be done with a message now: labels of the buttons and what they want.
fn wishes(look: &Look<'_>, message: &MessageView, shown: &Shown<'_>) -> Vec<(&'static str, Wish)> {
    let number = message.number;
    let mut wishes = Vec::new();
    if look.commands() {
        let own = own_receipt(look, message);
        let may_send = look.may(Right::SendMessages);
        if own.is_some_and(|receipt| receipt.read.is_none()) {
            wishes.push(("read", Wish::Read(number)));
        }
        match own {
            Some(receipt) if may_send && receipt.acknowledged.is_none() => {
                wishes.push(("acknowledge", Wish::Acknowledge(number)));
            }
            // Nobody knows whether a spoken acknowledgement was heard; it can be said again.
            Some(_) if may_send && spoken(look, message) => {
                wishes.push(("acknowledge-again", Wish::Acknowledge(number)));
            }
            _ => {}
        }
        let mine = message.draft.from == look.frame().cell;
        if may_send && !mine && !sealed(look, message) {
            wishes.push(("reply", Wish::Reply(number)));
            if !Facts::of(&message.draft.body).is_blank() {
                wishes.push(("read-back", Wish::ReadBack(number)));
            }
        }
    }
    if shown.foreign && !sealed(look, message) {
        wishes.push((if shown.original { "translated" } else { "original" }, Wish::Original(number)));
    }
    wishes
}

fn buttons_ui(ui: &mut Ui, look: &Look<'_>, wishes: Vec<(&'static str, Wish)>) -> Option<Wish> {
    let mut chosen = None;
    for (key, wish) in wishes {
        let text = RichText::new(look.say.ui(key)).size(theme::TEXT_SMALL);
        let first = matches!(wish, Wish::Read(_));
        let text = if first { text.color(look.theme.on_accent) } else { text };
        let button = Button::new(text).small();
        let button = if first { button.fill(look.theme.accent) } else { button };
        if ui.add(button).clicked() {
            chosen = Some(wish);
        }
    }
    chosen
}

fn spoken(look: &Look<'_>, message: &MessageView) -> bool {
    look.brief.channels.get(message.draft.channel as usize).is_some_and(|channel| channel.carrier.spoken())
}

/// Where a card of this height lies.
pub fn place(left: f32, top: f32, width: f32, height: f32) -> egui::Rect {
    egui::Rect::from_min_size(egui::pos2(left, top), vec2(width, height))
}
