//! The form of a search action message, in six parts (IAMSAR Manual volume II, 2.27.16).

use bevy_egui::egui::Ui;
use sarex_sim::talk::{Phrase, SearchAction};

use super::super::fields::Fields;

/// Phrases of what is looked for.
const SOUGHT: [Phrase; 2] = [Phrase::PersonsInRaft, Phrase::PersonsInWater];

impl Fields<'_, '_> {
    pub fn search_action(&mut self, ui: &mut Ui, action: &mut SearchAction) {
        self.part(ui, "1", "action-1", false, |f, ui| {
            let situation = &mut action.situation;
            f.nature(ui, &mut situation.nature);
            f.part(ui, "", "field-casualty", false, |f, ui| f.casualty(ui, &mut situation.casualty));
            f.part(ui, "", "field-position", false, |f, ui| f.fix(ui, &mut situation.position));
            f.part(ui, "", "field-persons", false, |f, ui| f.persons(ui, &mut situation.persons));
            f.statement(ui, "search-object", &SOUGHT, &mut situation.search_objects);
            f.part(ui, "", "sitrep-h", false, |f, ui| f.weather(ui, &mut situation.weather));
            f.part(ui, "", "units", false, |f, ui| f.deeds(ui, &mut situation.on_scene));
        });
        self.part(ui, "2", "action-2", true, |f, ui| f.areas(ui, &mut action.areas));
        self.part(ui, "3", "action-3", true, |f, ui| f.execution(ui, &mut action.execution));
        self.part(ui, "4", "action-4", false, |f, ui| f.coordination(ui, &mut action.coordination));
        self.part(ui, "5", "action-5", false, |f, ui| f.radio(ui, &mut action.communications));
        self.part(ui, "6", "action-6", false, |f, ui| f.reports(ui, &mut action.reports));
    }
}
