//! A message on a sheet: its head and its sections, in the reader's language.
//!
//! One structure is the message; codes become standard phrases, names of cells, units and objects come in the reader's
//! language, proper nouns and a person's own words stay as they were written.

mod bodies;
mod filter;
mod parts;

pub use filter::MessageFilter;
use sarex_sim::{
    setup::Text,
    talk::{Body, Fate, Receipt, SitrepForm},
    view::{Brief, MessageView},
};

use super::Words;

/// A message as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The exercise marker: first and last line wherever the message is shown.
    pub marker: String,
    /// Who, to whom, when, how.
    pub head: Vec<Line>,
    /// What it says.
    pub body: Vec<Line>,
}

/// One line of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Letter or number of the section; empty: none.
    pub mark: String,
    /// What stands there.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl Sheet {
    /// What the message says, without its head, as one text of lines.
    pub fn said(&self) -> String {
        self.body.iter().map(Line::to_string).collect::<Vec<_>>().join("\n")
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.mark.is_empty() {
            write!(f, "{}. ", self.mark)?;
        }
        if !self.label.is_empty() {
            write!(f, "{}: ", self.label)?;
        }
        write!(f, "{}", self.text)
    }
}

impl std::fmt::Display for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.marker)?;
        for line in self.head.iter().chain(&self.body) {
            writeln!(f, "{line}")?;
        }
        writeln!(f, "{}", self.marker)
    }
}

impl Words {
    /// A message on a sheet, as its viewer knows it.
    pub fn message(&self, message: &MessageView, brief: &Brief) -> Sheet {
        Sheet {
            marker: self.marker(),
            head: self.message_head(message, brief),
            body: self.message_body(message, brief),
        }
    }

    /// What a message says: its structure, then its free text.
    pub fn message_body(&self, message: &MessageView, brief: &Brief) -> Vec<Line> {
        let mut lines = bodies::lines(self, &message.draft.body, brief);
        let text = &message.draft.text;
        if *text != Text::default() {
            let label = if lines.is_empty() { String::new() } else { self.get("talk-text") };
            lines.push(Line { mark: String::new(), label, text: self.text(text).to_owned() });
        }
        lines
    }

    /// What the viewer knows of the delivery to each cell, as one text.
    pub fn receipts(&self, message: &MessageView, brief: &Brief) -> String {
        let each = message.receipts.iter().map(|receipt| {
            let state = self.receipt(receipt, brief);
            self.with("receipt-line", &[("cell", self.cell(receipt.cell, brief)), ("state", state)])
        });
        self.list(&each.collect::<Vec<_>>())
    }

    /// What is known of the delivery to one cell: its last step and when.
    pub fn receipt(&self, receipt: &Receipt, brief: &Brief) -> String {
        let time = |tick: u64| self.time_of_day(tick, brief.start_unix_s);
        let misheard = if receipt.misheard { format!(" ({})", self.get("receipt-misheard")) } else { String::new() };
        let steps = [
            ("receipt-acknowledged", receipt.acknowledged),
            ("receipt-read", receipt.read),
            ("receipt-delivered", receipt.delivered),
        ];
        let last = steps.into_iter().find_map(|(key, tick)| Some(self.with(key, &[("time", time(tick?))])));
        last.unwrap_or_else(|| self.fate(receipt.fate)) + &misheard
    }

    /// What became of a message.
    pub fn fate(&self, fate: Fate) -> String {
        self.coded("fate", fate.code())
    }

    /// Name of a channel.
    pub fn channel(&self, channel: u32, brief: &Brief) -> String {
        let known = brief.channels.get(channel as usize);
        known.map_or_else(|| self.get("none"), |channel| self.text(&channel.name).to_owned())
    }

    fn message_head(&self, message: &MessageView, brief: &Brief) -> Vec<Line> {
        let draft = &message.draft;
        let line = |key: &str, text: String| Line { mark: String::new(), label: self.get(key), text };
        let count = |number: u32| (u64::from(number) + 1).to_string();
        let number = self.with("talk-message", &[("number", count(message.number))]);
        let mut head = vec![
            line("talk-time", format!("{} ({number})", self.clock(message.sent_tick, brief.start_unix_s))),
            line("talk-from", self.cell(draft.from, brief)),
            line("talk-to", self.cells(&draft.to, brief)),
            line("talk-channel", self.channel(draft.channel, brief)),
            line("talk-kind", self.title(&draft.body, &draft.kind)),
        ];
        if let Body::Sitrep(sitrep) = &draft.body
            && let Some(precedence) = sitrep.precedence
        {
            head.push(line("talk-precedence", self.coded("precedence", precedence.code())));
        }
        if let Some(of) = draft.reply_to {
            head.push(line("talk-answers", self.with("talk-message", &[("number", count(of))])));
        }
        if !message.receipts.is_empty() {
            head.push(line("talk-receipts", self.receipts(message, brief)));
        }
        head
    }

    /// Kind of the message; of a SITREP its form and number too.
    fn title(&self, body: &Body, kind: &str) -> String {
        let Body::Sitrep(sitrep) = body else { return self.message_kind(kind) };
        let key = if bodies::is_long(sitrep) { SitrepForm::Long } else { SitrepForm::Short };
        let number = sitrep.number.map(|n| self.with("talk-number", &[("number", n.to_string())]));
        let last = sitrep.last.then(|| self.get("talk-last"));
        let form = Some(self.coded("talk-sitrep", key.code()));
        self.list(&[form, number, last].into_iter().flatten().collect::<Vec<_>>())
    }

    /// The text of a code.
    fn coded(&self, prefix: &str, code: &str) -> String {
        self.get(&format!("{prefix}-{code}"))
    }
}

#[cfg(test)]
mod tests;
