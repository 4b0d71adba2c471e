//! Parts that several kinds of message share.

use bevy_egui::egui::Ui;
use sarex_sim::{
    talk::{
        Area, Casualty, Coordination, Deed, Execution, Fix, FixKind, Persons, Phrase, Radio, Reports, Wanted, Weather,
        size_m2,
    },
    view::Activity,
};

use super::super::fields::{CELSIUS, DEGREES, FEET, Fields, KNOTS, METRES, MILES, MPS, WHOLE};

/// What a unit may be said to do.
const ACTIVITIES: [Activity; 10] = [
    Activity::Transit,
    Activity::Searching,
    Activity::OnScene,
    Activity::Recovering,
    Activity::Returning,
    Activity::Holding,
    Activity::Patrolling,
    Activity::Preparing,
    Activity::AtBase,
    Activity::Lost,
];
/// Phrases that ask for help.
pub const ASSISTANCE: [Phrase; 8] = [
    Phrase::RequireImmediateAssistance,
    Phrase::RequireSearchUnits,
    Phrase::RequireHelicopter,
    Phrase::RequireMedical,
    Phrase::RequireFireFighting,
    Phrase::RequireTug,
    Phrase::RequireDriftForecast,
    Phrase::NoAssistance,
];
/// Phrases that instruct.
pub const INSTRUCTIONS: [Phrase; 8] = [
    Phrase::KeepToArea,
    Phrase::KeepHeight,
    Phrase::KeepChannel,
    Phrase::DropMarkerBuoy,
    Phrase::ReportArrival,
    Phrase::ReportSightings,
    Phrase::ReportWeather,
    Phrase::ReportEndurance,
];
/// Widths of fields that share a line, logical pixels.
const UNIT_PX: f32 = 118.0;
const WORD_PX: f32 = 62.0;

impl Fields<'_, '_> {
    pub fn casualty(&mut self, ui: &mut Ui, casualty: &mut Casualty) {
        self.field(ui, "search-object", |f, ui| f.object(ui, "object", WHOLE, &mut casualty.object));
        self.field(ui, "name", |f, ui| f.word(ui, "name", WHOLE, &mut casualty.name));
        self.field(ui, "call-sign", |f, ui| f.word(ui, "call-sign", 90.0, &mut casualty.call_sign));
        self.field(ui, "mmsi", |f, ui| f.mmsi(ui, &mut casualty.mmsi));
        self.field(ui, "nation", |f, ui| f.word(ui, "flag", 46.0, &mut casualty.flag));
    }

    pub fn fix(&mut self, ui: &mut Ui, fix: &mut Fix) {
        self.field(ui, "fix-kind", |f, ui| {
            let name = |kind: FixKind| f.coded("fix", kind.code());
            f.one_of(ui, "kind", WHOLE, FixKind::ALL, name, &mut fix.kind);
        });
        self.field(ui, "field-place", |f, ui| f.place(ui, &mut fix.at));
        self.field(ui, "fix-time", |f, ui| f.time(ui, "time", &mut fix.time_s));
        self.field(ui, "radius-50", |f, ui| f.figure(ui, "error", &MILES, &mut fix.error_m));
    }

    pub fn persons(&mut self, ui: &mut Ui, persons: &mut Persons) {
        let Persons { at_risk, recovered, dead, missing, injured } = persons;
        let counts = [
            ("persons-at-risk", at_risk),
            ("recovered", recovered),
            ("recovered-dead", dead),
            ("persons-missing", missing),
            ("persons-injured", injured),
        ];
        for (key, count) in counts {
            self.field(ui, key, |f, ui| f.count(ui, "count", count));
        }
    }

    pub fn weather(&mut self, ui: &mut Ui, weather: &mut Weather) {
        self.field(ui, "wind", |f, ui| {
            f.figure(ui, "from", &DEGREES, &mut weather.wind_from_deg);
            f.figure(ui, "speed", &MPS, &mut weather.wind_mps);
        });
        self.field(ui, "current", |f, ui| {
            f.figure(ui, "to", &DEGREES, &mut weather.current_to_deg);
            f.figure(ui, "speed", &KNOTS, &mut weather.current_mps);
        });
        self.field(ui, "wave-height", |f, ui| f.figure(ui, "height", &METRES, &mut weather.wave_m));
        self.field(ui, "visibility", |f, ui| f.figure(ui, "range", &MILES, &mut weather.visibility_m));
        self.field(ui, "sea-temperature", |f, ui| {
            f.figure(ui, "temperature", &CELSIUS, &mut weather.sea_temperature_c);
        });
    }

    pub fn deeds(&mut self, ui: &mut Ui, deeds: &mut Vec<Deed>) {
        self.entries(ui, "deeds", deeds, |f, ui, deed| {
            ui.horizontal_wrapped(|ui| {
                f.unit(ui, "unit", UNIT_PX, &mut deed.unit);
                let name = |activity: Activity| f.look.say.activity(activity);
                f.one_of(ui, "activity", 92.0, &ACTIVITIES, name, &mut deed.activity);
            });
            f.field(ui, "deed-on-board", |f, ui| f.count(ui, "on-board", &mut deed.on_board));
        });
    }

    pub fn areas(&mut self, ui: &mut Ui, areas: &mut Vec<Area>) {
        self.entries(ui, "areas", areas, |f, ui, area| {
            f.area(ui, area);
        });
    }

    /// One area; its size follows from its corners.
    pub fn area(&mut self, ui: &mut Ui, area: &mut Area) {
        self.field(ui, "area-name", |f, ui| {
            f.word(ui, "name", WORD_PX, &mut area.name);
            if let Some(m2) = area.size_m2 {
                let miles = f.look.say.number(m2 / (MILES.si * MILES.si), 1);
                ui.label(f.look.small(f.look.say.ui_with("square-miles", &[("n", &miles)])));
            }
        });
        self.field(ui, "area-corners", |f, ui| {
            if f.corners(ui, &mut area.corners) {
                area.size_m2 = size_m2(&area.corners);
            }
        });
    }

    pub fn execution(&mut self, ui: &mut Ui, execution: &mut Vec<Execution>) {
        self.entries(ui, "execution", execution, |f, ui, part| {
            ui.horizontal_wrapped(|ui| {
                f.unit(ui, "unit", UNIT_PX, &mut part.unit);
                f.word(ui, "area", WORD_PX, &mut part.area);
            });
            f.field(ui, "field-pattern", |f, ui| f.pattern(ui, "pattern", WHOLE, &mut part.pattern));
            f.field(ui, "creep", |f, ui| f.figure(ui, "creep", &DEGREES, &mut part.creep_deg));
            f.field(ui, "commence", |f, ui| f.place(ui, &mut part.commence));
            f.field(ui, "field-height", |f, ui| f.figure(ui, "height", &FEET, &mut part.height_m));
            f.field(ui, "spacing", |f, ui| f.figure(ui, "spacing", &MILES, &mut part.spacing_m));
            f.field(ui, "field-start", |f, ui| f.time(ui, "start", &mut part.start_s));
        });
    }

    pub fn coordination(&mut self, ui: &mut Ui, coordination: &mut Coordination) {
        self.field(ui, "short-smc", |f, ui| f.party(ui, "smc", WHOLE, &mut coordination.smc));
        self.field(ui, "short-osc", |f, ui| f.party(ui, "osc", WHOLE, &mut coordination.osc));
        self.field(ui, "short-aco", |f, ui| f.party(ui, "aco", WHOLE, &mut coordination.aco));
        self.statement(ui, "field-instructions", &INSTRUCTIONS, &mut coordination.instructions);
    }

    pub fn radio(&mut self, ui: &mut Ui, radio: &mut Radio) {
        let lists = [
            ("radio-coordination", &mut radio.coordination),
            ("radio-on-scene", &mut radio.on_scene),
            ("radio-monitor", &mut radio.monitor),
            ("radio-press", &mut radio.press),
        ];
        for (key, list) in lists {
            self.field(ui, key, |f, ui| f.words(ui, "channels", list));
        }
    }

    pub fn reports(&mut self, ui: &mut Ui, reports: &mut Reports) {
        self.field(ui, "field-report-to", |f, ui| f.cell(ui, "to", WHOLE, &mut reports.to));
        self.field(ui, "every", |f, ui| f.minutes(ui, "every", &mut reports.every_s));
        self.wanted(ui, &mut reports.wanted);
        self.statement(ui, "field-instructions", &INSTRUCTIONS, &mut reports.instructions);
    }

    pub fn wanted(&mut self, ui: &mut Ui, wanted: &mut Vec<Wanted>) {
        self.field(ui, "field-wanted", |f, ui| {
            let name = |wanted: Wanted| f.coded("wanted", wanted.code());
            f.several(ui, "wanted", &[], Wanted::ALL, name, wanted);
        });
    }
}
