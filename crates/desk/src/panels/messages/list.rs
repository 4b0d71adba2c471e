//! The list of messages. Each is as high as what it says, and only those in sight are laid out.

use std::collections::{BTreeMap, BTreeSet};

use bevy_egui::egui::{Align, Layout, ScrollArea, Ui, UiBuilder};
use sarex_report::words::Language;
use sarex_sim::view::MessageView;

use super::{
    super::Look,
    Readers,
    card::{self, Shown, Wish},
    filter::{Filter, Reading},
    language_of,
};

/// Height of a message that was never laid out, and the gap between two, logical pixels.
const GUESS_PX: f32 = 110.0;
const GAP_PX: f32 = 4.0;

/// What the list remembers.
#[derive(Default)]
pub struct List {
    /// Heights of the messages as last laid out, by number.
    heights: BTreeMap<u32, f32>,
    /// For which language and width.
    laid_out_for: Option<(Language, Reading, u32)>,
    /// Messages shown with all their lines.
    whole: BTreeSet<u32>,
    /// Messages shown in their sender's language.
    original: BTreeSet<u32>,
}

impl List {
    /// Shows all lines of a message, or the first ones.
    pub fn fold(&mut self, number: u32) {
        if !self.whole.remove(&number) {
            self.whole.insert(number);
        }
    }

    /// How many messages were laid out so far.
    #[cfg(test)]
    pub fn laid_out(&self) -> usize {
        self.heights.len()
    }

    /// Shows a message in its sender's language, or in the reader's.
    pub fn original(&mut self, number: u32) {
        if !self.original.remove(&number) {
            self.original.insert(number);
        }
    }
}

/// The messages that pass the filter, newest last; what was wanted of one.
pub fn list_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    list: &mut List,
    filter: &mut Filter,
    readers: &mut Readers,
) -> Option<Wish> {
    let messages = filter.wanted(look);
    if messages.is_empty() {
        let key = if look.frame().messages.is_empty() { "no-messages" } else { "no-such-messages" };
        ui.label(look.weak(look.say.ui(key)));
        return None;
    }
    let mut wish = None;
    let area = ScrollArea::vertical().id_salt("messages").auto_shrink(false).stick_to_bottom(true);
    area.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width();
        let made_for = (look.say.language(), filter.reading, width as u32);
        if list.laid_out_for != Some(made_for) {
            list.heights.clear();
            list.laid_out_for = Some(made_for);
        }
        let height = |list: &List, number: u32| list.heights.get(&number).copied().unwrap_or(GUESS_PX);
        let (left, origin) = (ui.max_rect().left(), ui.max_rect().top());
        ui.set_height(messages.iter().map(|m| height(list, m.number) + GAP_PX).sum());
        let mut top = 0.0;
        for message in messages {
            let high = height(list, message.number);
            if top + high >= viewport.top() && top <= viewport.bottom() {
                let rect = card::place(left, origin + top, width, high);
                let builder = UiBuilder::new().max_rect(rect).id_salt(message.number);
                let mut child = ui.new_child(builder.layout(Layout::top_down(Align::Min)));
                wish = message_ui(&mut child, look, message, list, filter.reading, readers).or(wish);
                let measured = child.min_rect().height();
                if (measured - high).abs() > 0.5 {
                    list.heights.insert(message.number, measured);
                    ui.ctx().request_repaint();
                }
            }
            top += high + GAP_PX;
        }
    });
    wish
}

fn message_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    message: &MessageView,
    list: &List,
    reading: Reading,
    readers: &mut Readers,
) -> Option<Wish> {
    let own = match reading {
        Reading::Desk | Reading::Original => look.say.language(),
        Reading::In(language) => language,
    };
    let sender = language_of(look, message.draft.from).unwrap_or(own);
    let original = reading == Reading::Original || list.original.contains(&message.number);
    let shown = Shown {
        words: readers.words(look, if original { sender } else { own }),
        whole: list.whole.contains(&message.number),
        original,
        foreign: sender != own && reading != Reading::Original,
        answers: answers(&look.frame().messages, message.number),
    };
    card::card_ui(ui, look, message, &shown)
}

/// Numbers of the messages that answer one.
fn answers(messages: &[MessageView], number: u32) -> Vec<u32> {
    messages.iter().filter(|m| m.draft.reply_to == Some(number)).map(|m| m.number).collect()
}
