//! What happened to messages, as sentences.

use sarex_sim::{
    talk::{Event, Link, Quality},
    view::Brief,
};

use super::{Words, event::number};

impl Words {
    /// What fills the gaps of the sentence.
    pub(super) fn of_talk(&self, event: &Event, brief: &Brief) -> Vec<(&'static str, String)> {
        let cell = |c: &u32| ("cell", self.cell(*c, brief));
        let message = |m: &u32| ("message", number(*m));
        match event {
            Event::Delivered { message: m, cell: c }
            | Event::Acknowledged { message: m, cell: c }
            | Event::Misheard { message: m, cell: c } => vec![message(m), cell(c)],
            Event::NotDelivered { message: m, cell: c, fate } => {
                vec![message(m), cell(c), ("fate", self.fate(*fate))]
            }
            Event::ReadBack { message: m, of, agrees: _ } => vec![message(m), ("of", number(*of))],
            Event::Clerk { cell: c, on: _ } => vec![cell(c)],
            Event::ModelChanged { rule } => {
                vec![("link", self.link(&rule.link, brief)), ("quality", self.quality(&rule.quality))]
            }
        }
    }

    /// Which links are meant.
    pub fn link(&self, link: &Link, brief: &Brief) -> String {
        let ends = match (link.a, link.b) {
            (Some(a), Some(b)) => self.with("link-between", &[("a", self.cell(a, brief)), ("b", self.cell(b, brief))]),
            (Some(cell), None) | (None, Some(cell)) => self.with("link-all-of", &[("cell", self.cell(cell, brief))]),
            (None, None) => self.get("link-all"),
        };
        let channel = link.channel.map(|channel| self.channel(channel, brief));
        self.list(&[Some(ends), channel].into_iter().flatten().collect::<Vec<_>>())
    }

    /// How good a link is, what is left as it is left out.
    pub fn quality(&self, quality: &Quality) -> String {
        let time = |key: &str, s: Option<u64>| Some(self.with(key, &[("value", self.duration(s?))]));
        let chance = |key: &str, share: Option<f64>| Some(self.with(key, &[("value", self.share(share?))]));
        let cut = quality.cut.map(|cut| self.get(if cut { "quality-cut" } else { "quality-restored" }));
        let parts = [
            cut,
            time("quality-delay", quality.delay_s),
            chance("quality-loss", quality.loss),
            time("quality-interpret", quality.interpret_s),
            chance("quality-mishear", quality.mishear),
        ];
        self.list(&parts.into_iter().flatten().collect::<Vec<_>>())
    }
}

/// The key of the sentence.
pub(super) fn key(event: &Event) -> &'static str {
    match event {
        Event::Delivered { .. } => "event-message-delivered",
        Event::Acknowledged { .. } => "event-message-acknowledged",
        Event::NotDelivered { .. } => "event-message-not-delivered",
        Event::Misheard { .. } => "event-message-misheard",
        Event::ReadBack { agrees: true, .. } => "event-read-back-right",
        Event::ReadBack { agrees: false, .. } => "event-read-back-wrong",
        Event::Clerk { on: true, .. } => "event-clerk-on",
        Event::Clerk { on: false, .. } => "event-clerk-off",
        Event::ModelChanged { .. } => "event-model-changed",
    }
}
