//! Which serials the list shows, and in what order.

use sarex_sim::{
    list::{Line, SerialState},
    setup::{Action, Serial},
    view::Brief,
};

use crate::words::{Language, Speech};

/// What a person wants to see of the list.
#[derive(Default)]
pub struct Filter {
    pub text: String,
    pub state: Option<SerialState>,
    pub cell: Option<u32>,
    pub open_only: bool,
    /// The cells' default procedures too.
    pub procedures: bool,
    /// What is searched through, by number.
    words: Vec<String>,
    /// The list and the language that `words` belong to.
    of: Option<(String, usize, Language)>,
}

impl Filter {
    /// Numbers of the serials wanted, in the order of the list.
    pub fn shown(&mut self, brief: &Brief, lines: &[Line], say: &Speech) -> Vec<u32> {
        let needle = self.text.trim().to_lowercase();
        if !needle.is_empty() {
            self.read(brief, say);
        }
        let wanted = |(number, serial): &(u32, &Serial)| {
            let line = lines.get(*number as usize);
            self.wants(serial, line, brief) && (needle.is_empty() || self.says(*number, line, &needle, say))
        };
        let mut shown: Vec<u32> = (0_u32..).zip(&brief.serials).filter(wanted).map(|(number, _)| number).collect();
        shown.sort_by_key(|number| place(lines.get(*number as usize), *number));
        shown
    }

    fn wants(&self, serial: &Serial, line: Option<&Line>, brief: &Brief) -> bool {
        let state = line.map_or(SerialState::Planned, |line| line.state);
        (self.procedures || !serial.default_procedure)
            && self.state.is_none_or(|wanted| wanted == state)
            && (!self.open_only || state.open())
            && self.cell.is_none_or(|cell| involves(serial, cell, brief))
    }

    fn says(&self, number: u32, line: Option<&Line>, needle: &str, say: &Speech) -> bool {
        let corrected = line.and_then(|line| line.text.as_ref());
        self.words.get(number as usize).is_some_and(|words| words.contains(needle))
            || corrected.is_some_and(|text| say.text(text).to_lowercase().contains(needle))
    }

    /// Puts the words of a thousand serials together once, not in every frame.
    fn read(&mut self, brief: &Brief, say: &Speech) {
        let of = Some((brief.scenario.clone(), brief.serials.len(), say.language()));
        if self.of != of {
            self.words = brief.serials.iter().map(|serial| words(serial, brief, say)).collect();
            self.of = of;
        }
    }
}

fn words(serial: &Serial, brief: &Brief, say: &Speech) -> String {
    let mut words = vec![serial.id.clone(), say.serial(serial, brief)];
    words.extend(serial.objective.clone());
    words.extend(serial.detail.owner.clone());
    words.extend(serial.expect.as_ref().map(|text| say.text(text).to_owned()));
    if let Action::Message(draft) = &serial.action {
        words.push(say.text(&draft.text).to_owned());
        words.push(say.channel(draft.channel, brief));
    }
    words.join("\n").to_lowercase()
}

/// Whether a serial acts for a cell, orders its unit or tells it something.
fn involves(serial: &Serial, cell: u32, brief: &Brief) -> bool {
    match &serial.action {
        Action::Message(draft) => draft.from == cell || draft.to.contains(&cell),
        Action::Search(request) => request.cell == cell,
        Action::Rescue { cell: by, .. } => *by == cell,
        Action::Order { unit, .. } => brief.units.get(*unit as usize).is_some_and(|unit| unit.cell == cell),
        Action::Environment(_) | Action::End | Action::Lever(_) => false,
    }
}

/// Open ones by their time, those that wait for something after them; then what is done, the newest first.
fn place(line: Option<&Line>, number: u32) -> (bool, u64, u32) {
    match line.filter(|line| !line.state.open()) {
        Some(closed) => (true, u64::MAX - closed.done.unwrap_or(0), number),
        None => (false, line.and_then(|line| line.due).unwrap_or(u64::MAX), number),
    }
}

#[cfg(test)]
mod tests {
    use sarex_sim::setup::{MessageDraft, Text, When};

    use super::*;
    use crate::{desk::brief_with, panels::exercise_list::tests::line};

    fn serial(id: &str, from: u32, to: u32, text: &str) -> Serial {
        let text = Text { en: text.into(), ko: Some("구명뗏목".into()), ja: None };
        let draft = MessageDraft { from, to: vec![to], kind: "datum".into(), text, ..MessageDraft::default() };
        Serial {
            id: id.into(),
            when: When::ByHand,
            action: Action::Message(draft),
            default_procedure: false,
            expect: None,
            objective: None,
            detail: Default::default(),
        }
    }

    fn brief() -> Brief {
        let mut brief = brief_with(Vec::new());
        brief.serials = vec![
            serial("I-01", 2, 0, "Raft sighted"),
            serial("I-02", 2, 1, "Weather report"),
            serial("I-03", 0, 1, "Helicopter ready"),
            Serial { default_procedure: true, ..serial("P-01", 0, 1, "Datum") },
        ];
        brief
    }

    fn lines() -> Vec<Line> {
        vec![
            line(SerialState::Sent, None, Some(60)),
            line(SerialState::Armed, Some(300), None),
            line(SerialState::Planned, Some(120), None),
            line(SerialState::Planned, None, None),
        ]
    }

    fn shown(filter: &mut Filter) -> Vec<u32> {
        filter.shown(&brief(), &lines(), &Speech::new(Language::En))
    }

    #[test]
    fn open_ones_come_first_by_their_time_and_procedures_are_folded_away() {
        assert_eq!(shown(&mut Filter::default()), [2, 1, 0]);
        assert_eq!(shown(&mut Filter { procedures: true, ..Filter::default() }), [2, 1, 3, 0]);
        assert_eq!(shown(&mut Filter { open_only: true, ..Filter::default() }), [2, 1]);
    }

    #[test]
    fn state_cell_and_words_narrow_the_list() {
        assert_eq!(shown(&mut Filter { state: Some(SerialState::Sent), ..Filter::default() }), [0]);
        assert_eq!(shown(&mut Filter { cell: Some(1), ..Filter::default() }), [2, 1]);
        assert_eq!(shown(&mut Filter { text: " WEATHER ".into(), ..Filter::default() }), [1]);
        assert_eq!(shown(&mut Filter { text: "i-03".into(), ..Filter::default() }), [2]);
        assert!(shown(&mut Filter { text: "구명".into(), ..Filter::default() }).is_empty());
    }

    #[test]
    fn another_language_is_searched_anew_and_a_corrected_text_too() {
        let mut filter = Filter { text: "구명".into(), ..Filter::default() };
        let mut lines = lines();
        assert!(filter.shown(&brief(), &lines, &Speech::new(Language::En)).is_empty());
        assert_eq!(filter.shown(&brief(), &lines, &Speech::new(Language::Ko)), [2, 1, 0]);
        lines[1].text = Some(Text::plain("Gale warning"));
        filter.text = "gale".into();
        assert_eq!(filter.shown(&brief(), &lines, &Speech::new(Language::En)), [1]);
    }
}
