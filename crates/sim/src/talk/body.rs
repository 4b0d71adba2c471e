//! What a message says. Every field may be blank, as on the forms that people fill in.
//!
//! SI units, degrees true, times in seconds from the start of the exercise (negative: before it). Units, cells and search
//! objects are numbers of the setup, so that each reader sees the name in the own language.
//!
//! # References
//! SITREP: standard format of IMO, sections A to N without I (MRCC Bremen, "Standard Format der IMO für SAR-SITREPs").
//! Search action message in six parts: IAMSAR Manual volume II, paragraph 2.27.16.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::codes::{
    FixKind, HandOverItem, Nature, Office, Phase, Phrase, Precedence, SitrepForm, Source, Task, Wanted,
};
use super::facts::Facts;
use crate::{setup::Text, view::Activity};

/// What a message says besides its free text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// Nothing: the free text is the message.
    #[default]
    Text,
    /// Somebody is in distress.
    DistressAlert(Box<DistressAlert>),
    /// Situation report.
    Sitrep(Box<Sitrep>),
    /// The SMC's plan, for those who search.
    SearchActionMessage(Box<SearchAction>),
    /// A unit is asked to do something.
    Tasking(Box<Tasking>),
    /// What a message was understood to say.
    ReadBack(Box<ReadBack>),
    /// Something is asked.
    RequestForInformation(Box<Request>),
    /// An office changes hands.
    #[serde(rename = "handover")]
    HandOver(Box<HandOver>),
}

impl Body {
    /// The kind of message that a body makes by itself; none for free text.
    pub fn kind(&self) -> Option<&'static str> {
        match self {
            Body::Text => None,
            Body::DistressAlert(_) => Some("distress-alert"),
            Body::Sitrep(_) => Some("sitrep"),
            Body::SearchActionMessage(_) => Some("search-action-message"),
            Body::Tasking(_) => Some("tasking"),
            Body::ReadBack(_) => Some("read-back"),
            Body::RequestForInformation(_) => Some("request-for-information"),
            Body::HandOver(_) => Some("handover"),
        }
    }

    /// Free text only.
    pub fn is_text(&self) -> bool {
        *self == Body::Text
    }
}

/// A form whose fields may all be blank.
macro_rules! form {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl $name {
            /// Nothing is filled in.
            pub fn is_blank(&self) -> bool {
                *self == Self::default()
            }
        }
    };
}

form! {
    /// Standard phrases, and a person's own words.
    Statement {
        /// By code; shown in the reader's language.
        phrases: Vec<Phrase>,
        /// Shown as written.
        text: Option<Text>,
    }
}

form! {
    /// Who is in distress.
    Casualty {
        /// Number of the search object.
        object: Option<u32>,
        /// Name of the ship or aircraft, a proper noun.
        name: Option<String>,
        /// Call sign.
        call_sign: Option<String>,
        /// Maritime mobile service identity.
        mmsi: Option<u32>,
        /// Flag, ISO 3166 code.
        flag: Option<String>,
    }
}

form! {
    /// A position, what it is, when and how sure.
    Fix {
        /// What it is.
        kind: Option<FixKind>,
        /// Where.
        at: Option<Position>,
        /// When, seconds.
        time_s: Option<i64>,
        /// Radius of 50 % probability, metres.
        error_m: Option<f64>,
    }
}

form! {
    /// Number of persons.
    Persons {
        /// In danger at first, or on board.
        at_risk: Option<u32>,
        /// Recovered alive.
        recovered: Option<u32>,
        /// Recovered dead.
        dead: Option<u32>,
        /// Not yet accounted for.
        missing: Option<u32>,
        /// Injured or sick among the recovered.
        injured: Option<u32>,
    }
}

form! {
    /// Weather on scene.
    Weather {
        /// Direction that the wind comes from, degrees true.
        wind_from_deg: Option<f64>,
        /// Wind, m/s.
        wind_mps: Option<f64>,
        /// Direction that the current sets to, degrees true.
        current_to_deg: Option<f64>,
        /// Current, m/s.
        current_mps: Option<f64>,
        /// Significant wave height, metres.
        wave_m: Option<f64>,
        /// Visibility, metres.
        visibility_m: Option<f64>,
        /// Sea temperature, degrees Celsius.
        sea_temperature_c: Option<f64>,
    }
}

form! {
    /// What a unit does.
    Deed {
        /// Number of the unit.
        unit: Option<u32>,
        /// What it does.
        activity: Option<Activity>,
        /// Survivors on board.
        on_board: Option<u32>,
    }
}

form! {
    /// A search area.
    Area {
        /// For example `A-1`.
        name: Option<String>,
        /// Corner points.
        corners: Vec<Position>,
        /// Size, square metres.
        size_m2: Option<f64>,
    }
}

form! {
    /// Who searches an area, and how.
    Execution {
        /// Name of the area.
        area: Option<String>,
        /// Number of the unit.
        unit: Option<u32>,
        /// Pattern, for example `parallel-track`.
        pattern: Option<String>,
        /// Direction of creep, degrees true.
        creep_deg: Option<f64>,
        /// Commence search point.
        commence: Option<Position>,
        /// Height, metres.
        height_m: Option<f64>,
        /// Track spacing, metres.
        spacing_m: Option<f64>,
        /// Commence search, seconds.
        start_s: Option<i64>,
    }
}

/// Who holds an office: a cell or a unit, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "plain")]
pub enum Party {
    Cell(u32),
    Unit(u32),
}

form! {
    /// Who coordinates.
    Coordination {
        /// SAR mission coordinator, a cell.
        smc: Option<Party>,
        /// On-scene coordinator.
        osc: Option<Party>,
        /// Aircraft coordinator.
        aco: Option<Party>,
        /// Instructions.
        instructions: Statement,
    }
}

form! {
    /// Channels and frequencies, as people write them (`VHF 16`).
    Radio {
        /// Between SMC and OSC.
        coordination: Vec<String>,
        /// Among those on scene.
        on_scene: Vec<String>,
        /// Listened to.
        monitor: Vec<String>,
        /// For the press.
        press: Vec<String>,
    }
}

form! {
    /// What is to be reported.
    Reports {
        /// Number of the cell that wants the reports.
        to: Option<u32>,
        /// Every so many seconds.
        every_s: Option<u64>,
        /// What they must hold.
        wanted: Vec<Wanted>,
        /// Instructions.
        instructions: Statement,
    }
}

form! {
    /// Distress alert.
    DistressAlert {
        /// How it became known.
        source: Option<Source>,
        /// When it was received, seconds.
        received_s: Option<i64>,
        /// Nature of distress.
        nature: Option<Nature>,
        /// Who.
        casualty: Casualty,
        /// Where.
        position: Fix,
        /// How many.
        persons: Persons,
        /// Assistance required.
        assistance: Statement,
    }
}

form! {
    /// SITREP: A to F in the short form, G to N in the long form too.
    Sitrep {
        /// Short or long; blank: as long as what is filled in.
        form: Option<SitrepForm>,
        /// Counted for each case.
        number: Option<u32>,
        /// The last one.
        last: bool,
        /// Order of precedence.
        precedence: Option<Precedence>,
        /// A: identity of casualty.
        casualty: Casualty,
        /// B: position.
        position: Fix,
        /// C: emergency phase.
        phase: Option<Phase>,
        /// C: nature of distress.
        nature: Option<Nature>,
        /// C: situation.
        situation: Statement,
        /// D: number of persons.
        persons: Persons,
        /// E: assistance required.
        assistance: Statement,
        /// F: coordinating RCC, number of the cell.
        coordinator: Option<u32>,
        /// G: description of casualty.
        description: Statement,
        /// H: weather on scene.
        weather: Weather,
        /// J: initial actions taken.
        deeds: Vec<Deed>,
        /// J: in words.
        actions: Statement,
        /// K: search area.
        areas: Vec<Area>,
        /// K: cumulative probability of success of the searches so far.
        pos: Option<f64>,
        /// L: coordinating instructions.
        coordination: Coordination,
        /// M: future plans.
        plans: Statement,
        /// N: additional information and conclusion.
        additional: Statement,
    }
}

form! {
    /// The first part of a search action message.
    Situation {
        /// Nature of distress.
        nature: Option<Nature>,
        /// Who.
        casualty: Casualty,
        /// Where.
        position: Fix,
        /// How many.
        persons: Persons,
        /// What is looked for, survival equipment.
        search_objects: Statement,
        /// Weather.
        weather: Weather,
        /// Units on scene.
        on_scene: Vec<Deed>,
    }
}

form! {
    /// Search action message, in six parts.
    SearchAction {
        /// 1.
        situation: Situation,
        /// 2.
        areas: Vec<Area>,
        /// 3.
        execution: Vec<Execution>,
        /// 4.
        coordination: Coordination,
        /// 5.
        communications: Radio,
        /// 6.
        reports: Reports,
    }
}

form! {
    /// Tasking of a unit.
    Tasking {
        /// Number of the unit.
        unit: Option<u32>,
        /// What it shall do.
        task: Option<Task>,
        /// Where.
        at: Option<Position>,
        /// Area to search.
        area: Area,
        /// Pattern of the search.
        pattern: Option<String>,
        /// Height, metres.
        height_m: Option<f64>,
        /// From when, seconds.
        start_s: Option<i64>,
        /// Channel on scene, as people write it.
        channel: Option<String>,
        /// To whom it reports.
        report_to: Option<Party>,
        /// Instructions.
        instructions: Statement,
    }
}

form! {
    /// Read-back: what was understood.
    ReadBack {
        /// Number of the message read back.
        of: Option<u32>,
        /// What it said, as understood.
        facts: Facts,
        /// In words.
        remarks: Statement,
    }
}

form! {
    /// Request for information.
    Request {
        /// What is asked for.
        wanted: Vec<Wanted>,
        /// Number of the search object that it is about.
        object: Option<u32>,
        /// Number of the unit that it is about.
        unit: Option<u32>,
        /// Answer by, seconds.
        by_s: Option<i64>,
        /// In words.
        question: Statement,
    }
}

form! {
    /// Hand-over of an office.
    HandOver {
        /// Which one.
        office: Option<Office>,
        /// Who takes it.
        to: Option<Party>,
        /// From when, seconds.
        start_s: Option<i64>,
        /// What is handed over with this message.
        items: Vec<HandOverItem>,
        /// The situation at hand-over.
        situation: Option<Box<Sitrep>>,
        /// In words.
        remarks: Statement,
    }
}
