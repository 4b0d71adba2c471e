//! A small made-up exercise for the tests.

pub(crate) use crate::sample_history::{costs, history, hostile, patrol};

use std::collections::BTreeMap;

use sarex_model::position::Position;
use sarex_sim::{
    setup::{
        Action, Cell, Class, Line, Measure, MessageDraft, Objective, Performance, PluginDecl, Role, Serial, Text, When,
        World,
    },
    view::{Activity, Brief, ObjectBrief, UnitBrief},
};

/// Every activity.
pub(crate) const ACTIVITIES: [Activity; 10] = [
    Activity::Preparing,
    Activity::AtBase,
    Activity::Holding,
    Activity::Transit,
    Activity::Searching,
    Activity::OnScene,
    Activity::Recovering,
    Activity::Returning,
    Activity::Patrolling,
    Activity::Lost,
];

fn text(en: &str, ko: &str, ja: &str) -> Text {
    Text { en: en.into(), ko: Some(ko.into()), ja: Some(ja.into()) }
}

fn cell(id: &str, name: Text, nation: &str, language: &str, role: Role) -> Cell {
    Cell {
        id: id.into(),
        name,
        nation: nation.into(),
        language: language.into(),
        roles: vec![role],
        policy: Default::default(),
    }
}

fn performance(asset: &str, class: Class) -> Performance {
    let mut sources = BTreeMap::new();
    sources.insert("cruise_mps".to_owned(), "https://example.org/fleet <table 2>".to_owned());
    sources.insert("endurance_s".to_owned(), "assumed".to_owned());
    Performance {
        asset: asset.into(),
        class,
        hovers: class != Class::Aeroplane,
        cruise_mps: 9.26,
        max_mps: 14.4,
        min_mps: 0.0,
        search_mps: 8.2,
        turn_rate_dps: 1.0,
        acceleration_mps2: 0.1,
        endurance_s: 864_000.0,
        reserve_frac: 0.1,
        turnaround_s: 3600.0,
        sensor_height_m: 14.0,
        radar_m: 20_000.0,
        ais_receiver: true,
        identify_m: 5000.0,
        link_m: 0.0,
        wind_limit_mps: 0.0,
        survivor_capacity: 50,
        recovery_s_per_person: 180.0,
        sources,
    }
}

fn unit(id: &str, name: Text, cell: u32, nation: &str, class: Class) -> UnitBrief {
    UnitBrief {
        id: id.into(),
        name,
        cell,
        nation: nation.into(),
        behaviour: Some(0),
        performance: performance(id, class),
    }
}

fn message(id: &str, when: When, from: u32, to: Vec<u32>, kind: &str) -> Serial {
    let draft = MessageDraft {
        from,
        to,
        kind: kind.into(),
        text: text("Raft, ten persons", "구명뗏목, 10명", "救命いかだ、10名"),
        about_object: Some(0),
        ..MessageDraft::default()
    };
    Serial {
        id: id.into(),
        when,
        action: Action::Message(draft),
        default_procedure: false,
        expect: Some(text("SMC named within 10 min", "10분 안에 SMC 지정", "10分以内にSMC指定")),
        objective: Some("O-1".into()),
        detail: Default::default(),
    }
}

/// Two coordination centres, a ship and a helicopter, one raft.
pub(crate) fn brief() -> Brief {
    Brief {
        scenario: "sample-raft".into(),
        title: text("Raft without a tracker", "추적기 없는 구명뗏목", "発信器のない救命いかだ"),
        area: "east-asia".into(),
        start_unix_s: 1_623_369_600,
        length_s: 36_000,
        seed: 1,
        lines: vec![Line {
            id: "split".into(),
            label: text("exercise line A", "훈련선 A", "訓練線A"),
            points: vec![Position::new(37.5, 133.0), Position::new(34.67, 129.17)],
        }],
        cells: vec![
            cell("rcc-donghae", text("RCC Donghae", "동해 RCC", "東海RCC"), "KR", "ko", Role::Smc),
            cell("rcc-maizuru", text("RCC Maizuru", "마이즈루 RCC", "舞鶴RCC"), "JP", "ja", Role::Rcc),
            cell("control", text("Control", "훈련통제", "訓練統制"), "", "en", Role::ExerciseControl),
        ],
        units: vec![
            unit("kcg-3000", text("KCG 3,000-t", "해경 3000톤급", "韓国海警3000トン級"), 0, "KR", Class::Vessel),
            unit("jcg-helo", text("JCG helicopter", "일본 헬기", "海保ヘリ"), 1, "JP", Class::Helicopter),
        ],
        objects: vec![ObjectBrief {
            id: "raft".into(),
            name: text("Life-raft", "구명뗏목", "救命いかだ"),
            leeway_class: "LIFE-RAFT-DB-10".into(),
            persons: 10,
        }],
        plugins: vec![PluginDecl {
            sha256: "ab".repeat(32),
            version: "0.1.0".into(),
            state_stride: 16,
            max_contacts: 8,
            ..PluginDecl::new("patrol-vessel", World::VesselBehaviour)
        }],
        serials: vec![
            message("I-01", When::At(600), 2, vec![0], "distress-alert"),
            message("I-02", When::After { serial: 0, delay_s: 600 }, 0, vec![1], "datum"),
            message("I-03", When::After { serial: 1, delay_s: 900 }, 1, vec![0], "area-split"),
        ],
        objectives: vec![
            Objective {
                id: "O-1".into(),
                text: text("Datum shared within 20 minutes", "20분 안에 추정위치 공유", "20分以内にデータム共有"),
                measure: Measure::Between(0, 1),
                pass: 1200.0,
            },
            Objective {
                id: "O-2".into(),
                text: text("Raft found within 2 hours", "2시간 안에 발견", "2時間以内に発見"),
                measure: Measure::TimeToFind,
                pass: 7200.0,
            },
        ],
        patrol: None,
        notes: vec!["currents/cmems.nc: another date, a stand-in".into()],
        channels: vec![sarex_sim::talk::Channel::line()],
        airspaces: vec![],
        lessons: vec![],
        people: vec![],
    }
}
