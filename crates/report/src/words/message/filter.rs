//! Finding messages.

use sarex_sim::view::{Brief, MessageView};

use super::Words;

/// Which messages are wanted; what is none counts for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// In what the message says or in its head, in the reader's language or as written; case does not count.
    pub text: String,
    /// Kind of message, as in scenarios.
    pub kind: Option<String>,
    /// Number of the channel.
    pub channel: Option<u32>,
    /// Number of a cell that sent it or was to get it.
    pub with: Option<u32>,
    /// Not yet read by the viewer.
    pub unread: bool,
    /// Not yet acknowledged by everybody, as far as the viewer knows.
    pub unanswered: bool,
}

impl MessageFilter {
    /// Whether a message is wanted.
    pub fn wants(&self, message: &MessageView, words: &Words, brief: &Brief) -> bool {
        let draft = &message.draft;
        self.kind.as_ref().is_none_or(|kind| draft.kind == *kind)
            && self.channel.is_none_or(|channel| draft.channel == channel)
            && self.with.is_none_or(|cell| draft.from == cell || draft.to.contains(&cell))
            && (!self.unread || message.delivered_tick.is_some() && message.read_tick.is_none())
            && (!self.unanswered || message.receipts.iter().any(|receipt| receipt.acknowledged.is_none()))
            && self.finds(message, words, brief)
    }

    fn finds(&self, message: &MessageView, words: &Words, brief: &Brief) -> bool {
        let wanted = self.text.trim().to_lowercase();
        if wanted.is_empty() {
            return true;
        }
        let text = &message.draft.text;
        let written = [Some(&text.en), text.ko.as_ref(), text.ja.as_ref()];
        written.into_iter().flatten().any(|text| text.to_lowercase().contains(&wanted))
            || words.message(message, brief).to_string().to_lowercase().contains(&wanted)
    }
}
