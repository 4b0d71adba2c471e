//! The log in the order of time.

use sarex_plugin_sdk::Event;

/// What a message kind or text says when it raises the alarm.
const ALARMS: [&str; 3] = ["alert", "distress", "mayday"];

/// Events in the order of time.
pub struct Log<'a> {
    /// The events; those without a time are left out.
    pub events: Vec<&'a Event>,
}

impl<'a> Log<'a> {
    /// Sorts the log, equal times as they came.
    pub fn of(log: &'a [Event]) -> Self {
        let mut events: Vec<&Event> = log.iter().filter(|event| event.time_s.is_finite()).collect();
        events.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
        Self { events }
    }

    /// Events of this kind, in order.
    pub fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &'a Event> {
        self.events.iter().copied().filter(move |event| event.kind == kind)
    }

    /// The first event of one of these kinds from a time on.
    pub fn first(&self, kinds: &[&str], from_s: f64) -> Option<&'a Event> {
        self.events.iter().copied().find(|event| event.time_s >= from_s && kinds.contains(&event.kind.as_str()))
    }

    /// When the last event was.
    pub fn end_s(&self) -> f64 {
        self.events.last().map_or(0.0, |event| event.time_s)
    }

    /// When the alarm was raised: the first message that says so, else the first datum that a cell opened.
    pub fn alert_s(&self) -> Option<f64> {
        let alarm = |event: &&Event| {
            let text = event.text.to_ascii_lowercase();
            ALARMS.iter().any(|word| text.contains(word))
        };
        let message = self.of_kind("message-sent").find(alarm);
        message.or_else(|| self.of_kind("estimate-opened").next()).map(|event| event.time_s)
    }

    /// More than one cell sent or read messages.
    pub fn has_partners(&self) -> bool {
        let mut cells = self.of_kind("message-sent").chain(self.of_kind("message-read")).map(|event| event.subject);
        cells.next().is_some_and(|first| cells.any(|cell| cell != first))
    }
}
