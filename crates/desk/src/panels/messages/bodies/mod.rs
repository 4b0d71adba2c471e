//! The forms of structured messages: every part can be edited.

mod parts;
mod search_action;
mod sitrep;

use bevy_egui::egui::{RichText, Ui};
use sarex_sim::talk::{
    Body, DistressAlert, HandOver, HandOverItem, Nature, Office, Phrase, ReadBack, Request, Source, Task, Tasking,
};

use super::fields::{FEET, Fields, WHOLE};
use crate::theme;

/// Phrases of an answer.
const ANSWERS: [Phrase; 9] = [
    Phrase::Received,
    Phrase::ReadBackCorrect,
    Phrase::Correction,
    Phrase::SayAgain,
    Phrase::StandBy,
    Phrase::Affirmative,
    Phrase::Negative,
    Phrase::ProceedingToAssist,
    Phrase::AcceptOffice,
];

impl Fields<'_, '_> {
    /// The form of a body; free text has none.
    pub fn body(&mut self, ui: &mut Ui, body: &mut Body) {
        match body {
            Body::Text => {}
            Body::DistressAlert(alert) => self.alert(ui, alert),
            Body::Sitrep(sitrep) => self.sitrep(ui, sitrep),
            Body::SearchActionMessage(action) => self.search_action(ui, action),
            Body::Tasking(tasking) => self.tasking(ui, tasking),
            Body::ReadBack(back) => self.read_back(ui, back),
            Body::RequestForInformation(request) => self.request(ui, request),
            Body::HandOver(hand_over) => self.hand_over(ui, hand_over),
        }
    }

    fn nature(&mut self, ui: &mut Ui, nature: &mut Option<Nature>) {
        self.field(ui, "field-nature", |f, ui| {
            let name = |nature: Nature| f.coded("nature", nature.code());
            f.one_of(ui, "nature", WHOLE, Nature::ALL, name, nature);
        });
    }

    fn alert(&mut self, ui: &mut Ui, alert: &mut DistressAlert) {
        self.field(ui, "field-source", |f, ui| {
            let name = |source: Source| f.coded("source", source.code());
            f.one_of(ui, "source", WHOLE, Source::ALL, name, &mut alert.source);
        });
        self.field(ui, "field-received", |f, ui| f.time(ui, "received", &mut alert.received_s));
        self.nature(ui, &mut alert.nature);
        self.part(ui, "", "field-casualty", true, |f, ui| f.casualty(ui, &mut alert.casualty));
        self.part(ui, "", "field-position", true, |f, ui| f.fix(ui, &mut alert.position));
        self.part(ui, "", "field-persons", false, |f, ui| f.persons(ui, &mut alert.persons));
        self.statement(ui, "field-assistance", &parts::ASSISTANCE, &mut alert.assistance);
    }

    fn tasking(&mut self, ui: &mut Ui, tasking: &mut Tasking) {
        self.field(ui, "field-unit", |f, ui| f.unit(ui, "unit", WHOLE, &mut tasking.unit));
        self.task(ui, &mut tasking.task);
        self.field(ui, "field-place", |f, ui| f.place(ui, &mut tasking.at));
        self.part(ui, "", "field-area", false, |f, ui| f.area(ui, &mut tasking.area));
        self.field(ui, "field-pattern", |f, ui| f.pattern(ui, "pattern", WHOLE, &mut tasking.pattern));
        self.field(ui, "field-height", |f, ui| f.figure(ui, "height", &FEET, &mut tasking.height_m));
        self.field(ui, "field-start", |f, ui| f.time(ui, "start", &mut tasking.start_s));
        self.field(ui, "field-channel", |f, ui| f.word(ui, "channel", 110.0, &mut tasking.channel));
        self.field(ui, "field-report-to", |f, ui| f.party(ui, "report-to", WHOLE, &mut tasking.report_to));
        self.statement(ui, "field-instructions", &parts::INSTRUCTIONS, &mut tasking.instructions);
    }

    fn task(&mut self, ui: &mut Ui, task: &mut Option<Task>) {
        self.field(ui, "field-task", |f, ui| {
            let name = |task: Task| f.coded("task", task.code());
            f.one_of(ui, "task", WHOLE, Task::ALL, name, task);
        });
    }

    fn read_back(&mut self, ui: &mut Ui, back: &mut ReadBack) {
        self.field(ui, "field-of", |f, ui| {
            let got: Vec<u32> = f.look.frame().messages.iter().rev().map(|m| m.number).collect();
            let name = |number: u32| format!("#{}", u64::from(number) + 1);
            f.one_of(ui, "of", 80.0, &got, name, &mut back.of);
        });
        let facts = &mut back.facts;
        self.field(ui, "field-unit", |f, ui| f.unit(ui, "unit", WHOLE, &mut facts.unit));
        self.task(ui, &mut facts.task);
        self.field(ui, "field-place", |f, ui| f.place(ui, &mut facts.place));
        self.field(ui, "persons-at-risk", |f, ui| f.count(ui, "persons", &mut facts.persons));
        self.field(ui, "area-name", |f, ui| f.word(ui, "area", 80.0, &mut facts.area));
        self.field(ui, "field-height", |f, ui| f.figure(ui, "height", &FEET, &mut facts.height_m));
        self.field(ui, "field-channel", |f, ui| f.word(ui, "channel", 110.0, &mut facts.channel));
        self.statement(ui, "field-remarks", &ANSWERS, &mut back.remarks);
    }

    fn request(&mut self, ui: &mut Ui, request: &mut Request) {
        self.wanted(ui, &mut request.wanted);
        self.field(ui, "search-object", |f, ui| f.object(ui, "object", WHOLE, &mut request.object));
        self.field(ui, "field-unit", |f, ui| f.unit(ui, "unit", WHOLE, &mut request.unit));
        self.field(ui, "field-by", |f, ui| f.time(ui, "by", &mut request.by_s));
        self.statement(ui, "field-question", &[], &mut request.question);
    }

    fn hand_over(&mut self, ui: &mut Ui, hand_over: &mut HandOver) {
        self.field(ui, "field-office", |f, ui| {
            let name = |office: Office| f.coded("office", office.code());
            f.one_of(ui, "office", WHOLE, Office::ALL, name, &mut hand_over.office);
        });
        self.field(ui, "field-taken-by", |f, ui| f.party(ui, "to", WHOLE, &mut hand_over.to));
        self.field(ui, "field-start", |f, ui| f.time(ui, "start", &mut hand_over.start_s));
        self.part(ui, "", "field-items", true, |f, ui| f.checklist(ui, &mut hand_over.items));
        self.part(ui, "", "item-situation", false, |f, ui| match &mut hand_over.situation {
            Some(sitrep) => f.sitrep(ui, sitrep),
            None => {
                if ui.small_button("+").on_hover_text(f.look.say.ui("one-more")).clicked() {
                    hand_over.situation = Some(Box::default());
                }
            }
        });
        self.statement(ui, "field-remarks", &ANSWERS, &mut hand_over.remarks);
    }

    /// The checklist of a hand-over.
    fn checklist(&mut self, ui: &mut Ui, items: &mut Vec<HandOverItem>) {
        ui.columns(2, |columns| {
            for (at, item) in HandOverItem::ALL.iter().enumerate() {
                let column = &mut columns[at * 2 / HandOverItem::ALL.len()];
                let mut there = items.contains(item);
                let text = RichText::new(self.coded("item", item.code())).size(theme::TEXT_SMALL);
                if column.checkbox(&mut there, text).changed() {
                    items.retain(|known| known != item);
                    if there {
                        items.push(*item);
                        items.sort_unstable();
                    }
                }
            }
        });
    }
}
