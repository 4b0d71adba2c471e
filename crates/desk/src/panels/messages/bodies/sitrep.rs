//! The form of a SITREP: A to F, and in the long form G to N (there is no I).

use bevy_egui::egui::Ui;
use sarex_sim::talk::{Nature, Phase, Phrase, Precedence, Sitrep, SitrepForm};

use super::super::fields::{Fields, PERCENT, WHOLE};
use super::parts::ASSISTANCE;

/// Phrases of the situation.
const SITUATION: [Phrase; 13] = [
    Phrase::AbandoningShip,
    Phrase::PersonsInRaft,
    Phrase::PersonsInWater,
    Phrase::NoContact,
    Phrase::DriftComputed,
    Phrase::SearchPlanned,
    Phrase::UnitsProceeding,
    Phrase::UnitsOnScene,
    Phrase::SearchUnderWay,
    Phrase::NothingFound,
    Phrase::ObjectFound,
    Phrase::RecoveryUnderWay,
    Phrase::AllRecovered,
];
/// Phrases of what was done.
const ACTIONS: [Phrase; 5] =
    [Phrase::NeighbourTold, Phrase::MaydayRelayed, Phrase::DatumShared, Phrase::PlanAgreed, Phrase::UnitsProceeding];
/// Phrases of what will be done.
const PLANS: [Phrase; 6] = [
    Phrase::ContinueSearch,
    Phrase::ExpandSearch,
    Phrase::SearchAgain,
    Phrase::ResumeAtDaylight,
    Phrase::LandSurvivors,
    Phrase::UnitsReturn,
];
/// Phrases of a conclusion.
const CONCLUSION: [Phrase; 2] = [Phrase::SearchSuspended, Phrase::SearchEnded];

impl Fields<'_, '_> {
    pub fn sitrep(&mut self, ui: &mut Ui, sitrep: &mut Sitrep) {
        self.field(ui, "sitrep-number", |f, ui| {
            f.count(ui, "number", &mut sitrep.number);
            ui.checkbox(&mut sitrep.last, f.look.say.get("talk-last"));
        });
        self.field(ui, "talk-precedence", |f, ui| {
            let name = |precedence: Precedence| f.coded("precedence", precedence.code());
            f.one_of(ui, "precedence", WHOLE, Precedence::ALL, name, &mut sitrep.precedence);
        });
        self.part(ui, "A", "sitrep-a", false, |f, ui| f.casualty(ui, &mut sitrep.casualty));
        self.part(ui, "B", "sitrep-b", false, |f, ui| f.fix(ui, &mut sitrep.position));
        self.part(ui, "C", "sitrep-c", true, |f, ui| {
            f.field(ui, "sitrep-phase", |f, ui| {
                let name = |phase: Phase| f.coded("phase", phase.code());
                f.one_of(ui, "phase", WHOLE, Phase::ALL, name, &mut sitrep.phase);
            });
            f.field(ui, "field-nature", |f, ui| {
                let name = |nature: Nature| f.coded("nature", nature.code());
                f.one_of(ui, "nature", WHOLE, Nature::ALL, name, &mut sitrep.nature);
            });
            f.statement(ui, "action-1", &SITUATION, &mut sitrep.situation);
        });
        self.part(ui, "D", "sitrep-d", false, |f, ui| f.persons(ui, &mut sitrep.persons));
        self.part(ui, "E", "sitrep-e", false, |f, ui| {
            f.statement(ui, "field-assistance", &ASSISTANCE, &mut sitrep.assistance);
        });
        self.part(ui, "F", "sitrep-f", false, |f, ui| f.cell(ui, "coordinator", WHOLE, &mut sitrep.coordinator));
        if sitrep.form == Some(SitrepForm::Long) {
            self.long(ui, sitrep);
        }
    }

    fn long(&mut self, ui: &mut Ui, sitrep: &mut Sitrep) {
        self.part(ui, "G", "sitrep-g", false, |f, ui| {
            f.statement(ui, "own-words", &[], &mut sitrep.description);
        });
        self.part(ui, "H", "sitrep-h", false, |f, ui| f.weather(ui, &mut sitrep.weather));
        self.part(ui, "J", "sitrep-j", false, |f, ui| {
            f.deeds(ui, &mut sitrep.deeds);
            f.statement(ui, "own-words", &ACTIONS, &mut sitrep.actions);
        });
        self.part(ui, "K", "sitrep-k", false, |f, ui| {
            f.areas(ui, &mut sitrep.areas);
            f.field(ui, "pos", |f, ui| f.figure(ui, "pos", &PERCENT, &mut sitrep.pos));
        });
        self.part(ui, "L", "sitrep-l", false, |f, ui| f.coordination(ui, &mut sitrep.coordination));
        self.part(ui, "M", "sitrep-m", false, |f, ui| f.statement(ui, "own-words", &PLANS, &mut sitrep.plans));
        self.part(ui, "N", "sitrep-n", false, |f, ui| {
            f.statement(ui, "own-words", &CONCLUSION, &mut sitrep.additional);
        });
    }
}
