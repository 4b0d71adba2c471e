//! Steps of coordination and notes as people read them.

use sarex_sim::{
    coordination::{Event, Step},
    notes::{self, Kind},
    view::Brief,
};

use super::Words;

impl Words {
    /// What a step of coordination says.
    pub fn step(&self, step: &Step, brief: &Brief) -> String {
        let says = self.text(&step.text(brief)).to_owned();
        let items = match step {
            Step::OfferHandOver { items, .. } | Step::Brief { items, .. } if !items.is_empty() => items,
            _ => return says,
        };
        let items: Vec<String> = items.iter().map(|item| self.or_plain("item", item.code())).collect();
        format!("{says} ({})", self.list(&items))
    }

    /// Good, issue, question or remark.
    pub fn note_kind(&self, kind: Kind) -> String {
        self.or_plain("note", kind.word())
    }

    /// The key of an event of coordination, and what fills its gaps.
    pub(super) fn step_event(&self, event: &Event, brief: &Brief) -> (&'static str, Vec<(&'static str, String)>) {
        let told = |cell: u32, number: u32, step: &Step| {
            let number = (u64::from(number) + 1).to_string();
            vec![("cell", self.cell(cell, brief)), ("number", number), ("what", self.step(step, brief))]
        };
        match event {
            Event::Taken { number, by, step } => ("event-step-taken", told(*by, *number, step)),
            Event::Known { number, cell, step } => ("event-step-known", told(*cell, *number, step)),
            Event::Entered { unit, airspace, cleared } => {
                let known = brief.airspaces.get(*airspace as usize);
                let airspace = known.map_or_else(|| (airspace + 1).to_string(), |a| self.text(&a.name).to_owned());
                let key = if *cleared { "event-airspace-entered" } else { "event-airspace-entered-uncleared" };
                (key, vec![("unit", self.unit(*unit, brief)), ("airspace", airspace)])
            }
        }
    }

    /// The key of a note's sentence, and what fills its gaps.
    pub(super) fn note_event(
        &self,
        event: &notes::Event,
        brief: &Brief,
    ) -> (&'static str, Vec<(&'static str, String)>) {
        let notes::Event::Taken { note, .. } = event;
        let key = match note.kind {
            Kind::Good => "event-note-good",
            Kind::Issue => "event-note-issue",
            Kind::Question => "event-note-question",
            Kind::Remark => "event-note-remark",
        };
        let about = note.about.map(|cell| self.cell(cell, brief));
        let at = note.at.map(|at| self.position(at));
        let objective = note.objective.and_then(|o| Some(brief.objectives.get(o as usize)?.id.clone()));
        let more: Vec<String> = [about, at, objective].into_iter().flatten().collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", self.list(&more)) };
        let arguments = vec![
            ("cell", self.cell(note.by, brief)),
            ("time", self.time_of_day(note.of_tick, brief.start_unix_s)),
            ("text", note.text.clone()),
            ("more", more),
        ];
        (key, arguments)
    }
}
