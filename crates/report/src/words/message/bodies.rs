//! The sections of each kind of message.

use sarex_sim::{
    talk::{Body, DistressAlert, HandOver, ReadBack, Request, SearchAction, Sitrep, SitrepForm, Tasking},
    view::Brief,
};

use super::super::Words;
use super::{Line, parts::Parts};

/// The lines of a body; free text has none.
pub(super) fn lines(words: &Words, body: &Body, brief: &Brief) -> Vec<Line> {
    let parts = Parts { words, brief };
    match body {
        Body::Text => Vec::new(),
        Body::DistressAlert(alert) => parts.fields(parts.alert(alert)),
        Body::Sitrep(sitrep) => parts.sitrep(sitrep),
        Body::SearchActionMessage(action) => parts.search_action(action),
        Body::Tasking(tasking) => parts.fields(parts.tasking(tasking)),
        Body::ReadBack(back) => parts.fields(parts.read_back(back)),
        Body::RequestForInformation(request) => parts.fields(parts.request(request)),
        Body::HandOver(handover) => parts.handover(handover),
    }
}

/// Sections G to N are there: as the form says, or because something of them is filled in.
pub(super) fn is_long(sitrep: &Sitrep) -> bool {
    match sitrep.form {
        Some(form) => form == SitrepForm::Long,
        None => {
            let statements = [&sitrep.description, &sitrep.actions, &sitrep.plans, &sitrep.additional];
            let blank = statements.iter().all(|s| s.is_blank())
                && sitrep.weather.is_blank()
                && sitrep.deeds.is_empty()
                && sitrep.areas.is_empty()
                && sitrep.pos.is_none()
                && sitrep.coordination.is_blank();
            !blank
        }
    }
}

type Field = (&'static str, Option<String>);

impl Parts<'_> {
    /// One line for each field that is filled in.
    fn fields(&self, fields: Vec<Field>) -> Vec<Line> {
        let line = |(key, text): Field| Some(Line { mark: String::new(), label: self.words.get(key), text: text? });
        fields.into_iter().filter_map(line).collect()
    }

    /// One line for each section of a form, blank or not: the reader sees what is not stated.
    fn sections(&self, prefix: &str, sections: Vec<(&str, Option<String>)>) -> Vec<Line> {
        let line = |(mark, text): (&str, Option<String>)| Line {
            mark: mark.to_uppercase(),
            label: self.words.get(&format!("{prefix}-{mark}")),
            text: text.unwrap_or_else(|| self.words.get("talk-blank")),
        };
        sections.into_iter().map(line).collect()
    }

    fn alert(&self, alert: &DistressAlert) -> Vec<Field> {
        vec![
            ("field-source", self.coded("source", alert.source.map(|s| s.code()))),
            ("field-received", alert.received_s.map(|s| self.time(s))),
            ("field-nature", self.coded("nature", alert.nature.map(|n| n.code()))),
            ("field-casualty", self.casualty(&alert.casualty)),
            ("field-position", self.fix(&alert.position)),
            ("field-persons", self.persons(&alert.persons)),
            ("field-assistance", self.statement(&alert.assistance)),
        ]
    }

    fn sitrep(&self, sitrep: &Sitrep) -> Vec<Line> {
        let situation = self.list([
            self.coded("phase", sitrep.phase.map(|p| p.code())),
            self.coded("nature", sitrep.nature.map(|n| n.code())),
            self.statement(&sitrep.situation),
        ]);
        let mut sections = vec![
            ("a", self.casualty(&sitrep.casualty)),
            ("b", self.fix(&sitrep.position)),
            ("c", situation),
            ("d", self.persons(&sitrep.persons)),
            ("e", self.statement(&sitrep.assistance)),
            ("f", sitrep.coordinator.map(|cell| self.words.cell(cell, self.brief))),
        ];
        if is_long(sitrep) {
            let pos = self.part("part-pos", "share", sitrep.pos.map(|pos| self.words.share(pos)));
            sections.extend([
                ("g", self.statement(&sitrep.description)),
                ("h", self.weather(&sitrep.weather)),
                ("j", self.list([self.deeds(&sitrep.deeds), self.statement(&sitrep.actions)])),
                ("k", self.list([self.areas(&sitrep.areas), pos])),
                ("l", self.coordination(&sitrep.coordination)),
                ("m", self.statement(&sitrep.plans)),
                ("n", self.statement(&sitrep.additional)),
            ]);
        }
        self.sections("sitrep", sections)
    }

    fn search_action(&self, action: &SearchAction) -> Vec<Line> {
        let situation = &action.situation;
        let first = self.list([
            self.coded("nature", situation.nature.map(|n| n.code())),
            self.casualty(&situation.casualty),
            self.fix(&situation.position),
            self.persons(&situation.persons),
            self.statement(&situation.search_objects),
            self.weather(&situation.weather),
            self.deeds(&situation.on_scene),
        ]);
        let parts = vec![
            ("1", first),
            ("2", self.areas(&action.areas)),
            ("3", self.execution(&action.execution)),
            ("4", self.coordination(&action.coordination)),
            ("5", self.radio(&action.communications)),
            ("6", self.reports(&action.reports)),
        ];
        self.sections("action", parts)
    }

    fn tasking(&self, tasking: &Tasking) -> Vec<Field> {
        vec![
            ("field-unit", tasking.unit.map(|unit| self.words.unit(unit, self.brief))),
            ("field-task", self.coded("task", tasking.task.map(|t| t.code()))),
            ("field-place", self.position(tasking.at)),
            ("field-area", self.area(&tasking.area)),
            ("field-pattern", tasking.pattern.as_ref().map(|pattern| self.words.pattern(pattern))),
            ("field-height", tasking.height_m.map(|m| self.height(m))),
            ("field-start", tasking.start_s.map(|s| self.time(s))),
            ("field-channel", tasking.channel.clone()),
            ("field-report-to", tasking.report_to.map(|party| self.party(party))),
            ("field-instructions", self.statement(&tasking.instructions)),
        ]
    }

    fn read_back(&self, back: &ReadBack) -> Vec<Field> {
        let of = back.of.map(|of| self.words.with("talk-message", &[("number", (u64::from(of) + 1).to_string())]));
        let mut fields = vec![("field-of", of)];
        fields.extend(self.facts(&back.facts));
        fields.push(("field-remarks", self.statement(&back.remarks)));
        fields
    }

    fn request(&self, request: &Request) -> Vec<Field> {
        let about = self.list([
            request.object.map(|object| self.words.object(object, self.brief)),
            request.unit.map(|unit| self.words.unit(unit, self.brief)),
        ]);
        vec![
            ("field-wanted", self.list(request.wanted.iter().map(|w| self.coded("wanted", Some(w.code()))))),
            ("field-about", about),
            ("field-by", request.by_s.map(|s| self.time(s))),
            ("field-question", self.statement(&request.question)),
        ]
    }

    fn handover(&self, handover: &HandOver) -> Vec<Line> {
        let mut lines = self.fields(vec![
            ("field-office", self.coded("office", handover.office.map(|o| o.code()))),
            ("field-taken-by", handover.to.map(|party| self.party(party))),
            ("field-start", handover.start_s.map(|s| self.time(s))),
            ("field-items", self.list(handover.items.iter().map(|item| self.coded("item", Some(item.code()))))),
            ("field-remarks", self.statement(&handover.remarks)),
        ]);
        lines.extend(handover.situation.iter().flat_map(|sitrep| self.sitrep(sitrep)));
        lines
    }
}
