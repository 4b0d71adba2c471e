//! Which messages are shown, and in which language.

use std::collections::{BTreeMap, BTreeSet};

use bevy_egui::egui::{Button, RichText, TextEdit, Ui};
use sarex_report::words::{Language, MessageFilter};
use sarex_sim::{command::Ask, talk, view::MessageView};

use super::{super::Look, fields::combo};
use crate::{intent::Intent, theme};

/// Characters of a search.
const MOST_SEARCH: usize = 100;

/// In which language messages are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// That of the desk.
    #[default]
    Desk,
    /// Another one.
    In(Language),
    /// Each in its sender's.
    Original,
}

/// What is shown.
#[derive(Default)]
pub struct Filter {
    pub reading: Reading,
    /// Only what belongs together with this message.
    pub thread: Option<u32>,
    wants: MessageFilter,
    /// The choices are shown.
    more: bool,
    found: Found,
}

/// What a search found, kept until messages or search change: each message is written out to be searched.
#[derive(Default)]
struct Found {
    made_for: Option<(String, Language, u32, usize, Option<u32>)>,
    numbers: BTreeSet<u32>,
}

impl Filter {
    /// The messages to be shown, oldest first.
    pub fn wanted<'a>(&mut self, look: &Look<'a>) -> Vec<&'a MessageView> {
        let messages = &look.frame().messages;
        self.search(look);
        let thread = self.thread.map(|number| thread(messages, number));
        let rest = MessageFilter { text: String::new(), ..self.wants.clone() };
        let wanted = |message: &&MessageView| {
            let number = message.number;
            thread.as_ref().is_none_or(|thread| thread.contains(&number))
                && (self.wants.text.trim().is_empty() || self.found.numbers.contains(&number))
                && rest.wants(message, look.say, look.brief)
        };
        messages.iter().filter(wanted).collect()
    }

    fn search(&mut self, look: &Look<'_>) {
        let messages = &look.frame().messages;
        let text = self.wants.text.trim().to_owned();
        let last = messages.last().map(|m| m.number);
        let key = (text, look.say.language(), look.frame().cell, messages.len(), last);
        if self.found.made_for.as_ref() == Some(&key) {
            return;
        }
        let search = MessageFilter { text: key.0.clone(), ..MessageFilter::default() };
        self.found.numbers = match key.0.is_empty() {
            true => BTreeSet::new(),
            false => messages.iter().filter(|m| search.wants(m, look.say, look.brief)).map(|m| m.number).collect(),
        };
        self.found.made_for = Some(key);
    }

    /// Something besides the search is left out.
    fn narrows(&self) -> bool {
        let wants = MessageFilter { text: String::new(), ..self.wants.clone() };
        wants != MessageFilter::default()
    }
}

/// What a message answers, what answers it, and so on.
fn thread(messages: &[MessageView], number: u32) -> BTreeSet<u32> {
    let answers: BTreeMap<u32, u32> = messages.iter().filter_map(|m| Some((m.number, m.draft.reply_to?))).collect();
    // Nothing answers itself or what came later: the walk ends.
    let first = |mut number: u32| {
        while let Some(earlier) = answers.get(&number).filter(|earlier| **earlier < number) {
            number = *earlier;
        }
        number
    };
    let root = first(number);
    messages.iter().map(|m| m.number).filter(|n| first(*n) == root).collect()
}

/// The line above the list.
pub fn filter_ui(ui: &mut Ui, look: &Look<'_>, filter: &mut Filter, clerk: bool, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 158.0).max(60.0);
        let hint = look.weak(say.ui("search-messages"));
        let search = TextEdit::singleline(&mut filter.wants.text).id_salt("search").hint_text(hint);
        ui.add(search.desired_width(width).char_limit(MOST_SEARCH));
        reading_ui(ui, look, &mut filter.reading);
        let on = filter.more || filter.narrows();
        let text = RichText::new(say.ui("filter")).size(theme::TEXT_SMALL);
        let text = text.color(if on { look.theme.on_accent } else { look.theme.text });
        let button = Button::new(text).small();
        let button = if on { button.fill(look.theme.accent) } else { button };
        if ui.add(button).clicked() {
            filter.more = !on;
            if on {
                filter.wants = MessageFilter { text: filter.wants.text.clone(), ..MessageFilter::default() };
            }
        }
    });
    if filter.more || filter.narrows() {
        choices_ui(ui, look, &mut filter.wants);
    }
    if look.commands() {
        clerk_ui(ui, look, clerk, intents);
    }
    if let Some(number) = filter.thread {
        let text = say.ui_with("thread-of", &[("n", &(u64::from(number) + 1).to_string())]);
        if ui.small_button(format!("{text} ✖")).clicked() {
            filter.thread = None;
        }
    }
    ui.add_space(2.0);
}

fn reading_ui(ui: &mut Ui, look: &Look<'_>, reading: &mut Reading) {
    let say = look.say;
    let shown = match *reading {
        Reading::Desk => say.language().own_name(),
        Reading::In(language) => language.own_name(),
        Reading::Original => say.ui("original"),
    };
    let response = combo(ui, "reading", 76.0, shown, |ui| {
        for language in Language::ALL {
            let own = language == say.language();
            let value = if own { Reading::Desk } else { Reading::In(language) };
            ui.selectable_value(reading, value, language.own_name());
        }
        ui.selectable_value(reading, Reading::Original, say.ui("original"));
    });
    response.on_hover_text(say.ui("reading-hint"));
}

/// Channel, kind and cell; unread, unanswered.
fn choices_ui(ui: &mut Ui, look: &Look<'_>, wants: &mut MessageFilter) {
    let (say, brief) = (look.say, look.brief);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() - 8.0) / 3.0;
        let kinds: BTreeSet<&String> = look.frame().messages.iter().map(|m| &m.draft.kind).collect();
        let shown = wants.kind.as_ref().map_or_else(|| say.ui("every-kind").to_owned(), |kind| say.message_kind(kind));
        combo(ui, "kind", width, shown, |ui| {
            ui.selectable_value(&mut wants.kind, None, say.ui("every-kind"));
            for kind in kinds {
                ui.selectable_value(&mut wants.kind, Some(kind.clone()), say.message_kind(kind));
            }
        });
        let channels = brief.channels.len() as u32;
        let name = |channel: u32| say.channel(channel, brief);
        number_ui(ui, "channel", say.ui("every-channel"), width, channels, name, &mut wants.channel);
        let name = |cell: u32| say.cell(cell, brief);
        number_ui(ui, "cell", say.ui("every-cell"), width, brief.cells.len() as u32, name, &mut wants.with);
    });
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut wants.unread, RichText::new(say.ui("only-unread")).size(theme::TEXT_SMALL));
        ui.checkbox(&mut wants.unanswered, RichText::new(say.ui("only-unanswered")).size(theme::TEXT_SMALL));
    });
}

/// One of a count of numbered things, or every one.
fn number_ui(
    ui: &mut Ui,
    id: &str,
    every: &str,
    width: f32,
    count: u32,
    name: impl Fn(u32) -> String,
    value: &mut Option<u32>,
) {
    let shown = value.map_or_else(|| every.to_owned(), &name);
    combo(ui, id, width, shown, |ui| {
        ui.selectable_value(value, None, every);
        for number in 0..count {
            ui.selectable_value(value, Some(number), name(number));
        }
    });
}

/// Who reads the cell's messages.
fn clerk_ui(ui: &mut Ui, look: &Look<'_>, clerk: bool, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label(look.small(say.ui("read-by")));
        for (on, key) in [(true, "read-by-clerk"), (false, "read-by-people")] {
            let color = if on == clerk { look.theme.on_accent } else { look.theme.text };
            let text = RichText::new(say.ui(key)).size(theme::TEXT_SMALL).color(color);
            if ui.selectable_label(on == clerk, text).on_hover_text(say.ui("read-by-hint")).clicked() && on != clerk {
                intents.push(Intent::Ask(Ask::Talk(talk::Ask::Clerk(on))));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use sarex_sim::setup::MessageDraft;

    use super::*;

    #[test]
    fn a_thread_holds_what_belongs_together() {
        let message = |number, reply_to| MessageView {
            number,
            draft: MessageDraft { reply_to, ..MessageDraft::default() },
            ..MessageView::default()
        };
        let messages = [
            message(0, None),
            message(1, None),
            message(2, Some(0)),
            message(3, Some(2)),
            message(4, Some(1)),
            message(5, Some(0)),
        ];
        let all: Vec<u32> = thread(&messages, 3).into_iter().collect();
        assert_eq!(all, [0, 2, 3, 5]);
        // An answer to something that is no longer in the frame still knows its own.
        let cut = [message(7, Some(6)), message(8, Some(7))];
        assert_eq!(thread(&cut, 8).len(), 2);
    }
}
