//! The exercise list in words: when a serial is due, where it stands, what happened to it.

use sarex_sim::{
    list::{Event, SerialState},
    setup::When,
    view::Brief,
};

use super::Words;

impl Words {
    /// When a serial is due, in a few words.
    pub fn when(&self, when: &When, brief: &Brief) -> String {
        let serial = |n: &u32| ("serial", self.serial_id(*n, brief));
        let cell = |n: &u32| ("cell", self.cell(*n, brief));
        let share = |share: &f64| ("share", self.share(*share));
        let (what, delay_s) = match when {
            When::At(tick) => return self.with("when-at", &[("time", self.duration(*tick))]),
            When::ByHand => return self.get("when-by-hand"),
            When::After { serial: n, delay_s } => (self.with("when-after", &[serial(n)]), *delay_s),
            When::Received { kind, cell: by, delay_s } => {
                (self.with("when-received", &[cell(by), ("kind", self.message_kind(kind))]), *delay_s)
            }
            When::Found { object, cell: by, delay_s } => {
                let object = object.map_or_else(|| self.get("when-any-object"), |o| self.object(o, brief));
                let what = match by {
                    Some(by) => self.with("when-found-by", &[("object", object), cell(by)]),
                    None => self.with("when-found", &[("object", object)]),
                };
                (what, *delay_s)
            }
            When::Recovered { delay_s } => (self.get("when-recovered"), *delay_s),
            When::NotFoundAfter { serial: n, delay_s } => (self.with("when-not-found", &[serial(n)]), *delay_s),
            When::Answered { serial: n, delay_s } => (self.with("when-answered", &[serial(n)]), *delay_s),
            When::Unanswered { serial: n, for_s } => (self.with("when-unanswered", &[serial(n)]), *for_s),
            When::Searched { search, cell: by, share: least, delay_s } => {
                let what = match (search, by) {
                    (Some(search), _) => self.with("when-searched", &[serial(search), share(least)]),
                    (None, Some(by)) => self.with("when-searched-by", &[cell(by), share(least)]),
                    (None, None) => self.with("when-searched-any", &[share(least)]),
                };
                (what, *delay_s)
            }
            When::Pos { least, cell: by, delay_s, .. } => {
                let what = match by {
                    Some(by) => self.with("when-pos-by", &[cell(by), share(least)]),
                    None => self.with("when-pos", &[share(least)]),
                };
                (what, *delay_s)
            }
        };
        match delay_s {
            0 => what,
            delay_s => self.with("when-delayed", &[("what", what), ("delay", self.duration(delay_s))]),
        }
    }

    /// Where a serial stands.
    pub fn serial_state(&self, state: SerialState) -> String {
        self.get(match state {
            SerialState::Planned => "list-planned",
            SerialState::Armed => "list-armed",
            SerialState::Held => "list-held",
            SerialState::Sent => "list-sent",
            SerialState::Answered => "list-answered",
            SerialState::Late => "list-late",
            SerialState::Skipped => "list-skipped",
        })
    }

    fn serial_id(&self, serial: u32, brief: &Brief) -> String {
        let known = brief.serials.get(serial as usize);
        known.map_or_else(|| self.numbered("unknown-name", serial), |serial| serial.id.clone())
    }

    /// What fills the gaps of an event's sentence.
    pub(super) fn list_arguments(&self, event: &Event, brief: &Brief) -> Vec<(&'static str, String)> {
        match event {
            Event::Held { serial }
            | Event::Released { serial }
            | Event::Skipped { serial }
            | Event::Late { serial }
            | Event::Corrected { serial, message: None } => self.of_serial(*serial, brief),
            Event::Rescheduled { serial, to } => {
                let mut arguments = self.of_serial(*serial, brief);
                arguments.push(("time", self.duration(*to)));
                arguments
            }
            Event::Corrected { serial, message: Some(message) } => {
                let number = (u64::from(*message) + 1).to_string();
                vec![("serial", self.serial_id(*serial, brief)), ("message", number)]
            }
            Event::Answered { serial, cell, after_s, .. } => vec![
                ("serial", self.serial_id(*serial, brief)),
                ("cell", self.cell(*cell, brief)),
                ("time", self.duration(*after_s)),
            ],
        }
    }
}

/// The key of an event's sentence.
pub(super) fn key(event: &Event) -> &'static str {
    match event {
        Event::Held { .. } => "event-serial-held",
        Event::Released { .. } => "event-serial-released",
        Event::Skipped { .. } => "event-serial-skipped",
        Event::Rescheduled { .. } => "event-serial-rescheduled",
        Event::Corrected { message: None, .. } => "event-serial-corrected",
        Event::Corrected { message: Some(_), .. } => "event-serial-correction-sent",
        Event::Answered { in_time: true, .. } => "event-serial-answered",
        Event::Answered { in_time: false, .. } => "event-serial-answered-late",
        Event::Late { .. } => "event-serial-late",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sample, words::Language};

    #[test]
    fn every_condition_and_state_reads_in_every_language() {
        let brief = sample::brief();
        let all = [
            When::At(0),
            When::ByHand,
            When::After { serial: 0, delay_s: 0 },
            When::Received { kind: "datum".into(), cell: 1, delay_s: 60 },
            When::Found { object: None, cell: None, delay_s: 60 },
            When::Found { object: Some(0), cell: Some(1), delay_s: 0 },
            When::Recovered { delay_s: 300 },
            When::NotFoundAfter { serial: 99, delay_s: 300 },
            When::Answered { serial: 0, delay_s: 300 },
            When::Unanswered { serial: 0, for_s: 300 },
            When::Searched { search: Some(0), cell: None, share: 0.8, delay_s: 0 },
            When::Searched { search: None, cell: Some(0), share: 0.8, delay_s: 0 },
            When::Searched { search: None, cell: None, share: 1.0, delay_s: 60 },
            When::Pos { least: 0.5, object: None, cell: None, delay_s: 0 },
            When::Pos { least: 0.5, object: None, cell: Some(1), delay_s: 60 },
        ];
        let states = [
            SerialState::Planned,
            SerialState::Armed,
            SerialState::Held,
            SerialState::Sent,
            SerialState::Answered,
            SerialState::Late,
            SerialState::Skipped,
        ];
        for language in Language::ALL {
            let words = Words::new(language);
            let conditions = all.iter().map(|when| words.when(when, &brief));
            for text in conditions.chain(states.map(|state| words.serial_state(state))) {
                assert!(!text.contains("when-") && !text.contains("list-"), "{language}: {text}");
                assert!(!text.is_empty() && !text.contains(['{', '}', '$']), "{language}: {text}");
            }
        }
        let unanswered = &all[9];
        assert_eq!(Words::new(Language::En).when(unanswered, &brief), "5 min after: no answer to I-01");
        assert_eq!(Words::new(Language::Ko).when(unanswered, &brief), "I-01 미응답 후 5분");
        assert_eq!(Words::new(Language::Ja).when(unanswered, &brief), "I-01に回答なしから5分後");
    }

    #[test]
    fn what_control_is_refused_reads_in_korean_and_japanese() {
        let check = |language, reason: &str, expected: &str| assert_eq!(Words::new(language).reason(reason), expected);
        check(Language::Ko, "I-02 is not held", "I-02은(는) 보류 중이 아닙니다".replace("은(는)", "는").as_str());
        check(Language::Ja, "the new time of I-02 is past", "I-02の新しい時刻は過ぎています");
    }
}
