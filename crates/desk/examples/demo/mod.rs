//! A made-up exercise on the real chart.
use std::path::Path;

use sarex_desk::{ChartData, ChartLine, ChartPlace};
use sarex_files::map_pack::MapPack;
use sarex_model::position::Position;
use sarex_session::link::*;
use sarex_sim::{
    decision::{PluginCost, PluginLine},
    event::{Audience, Event, OrderKind, What},
    levers::Fate,
    list::{Line as SerialLine, SerialState},
    notes::{Kind, Note},
    setup::*,
    view::*,
};

pub fn chart(dir: &Path) -> Result<ChartData, String> {
    let pack = MapPack::open(dir).map_err(|e| e.to_string())?;
    let area = pack.extent();
    let e = |e: sarex_files::map_pack::MapError| e.to_string();
    Ok(ChartData {
        land_overview: pack.land_overview().map_err(e)?,
        land_detail: pack.land_detail(area).map_err(e)?,
        coastline: pack.coastline(area).map_err(e)?,
        depth_areas: pack.depth_areas().map_err(e)?,
        depth_contours: pack.depth_contours().map_err(e)?,
        lines: pack
            .lines()
            .map_err(e)?
            .into_iter()
            .map(|l| ChartLine { label: l.label, kind: l.kind, points: l.points })
            .collect(),
        ports: pack
            .ports()
            .map_err(e)?
            .into_iter()
            .map(|p| ChartPlace {
                rank: match p.size.as_str() {
                    "large" => 3,
                    "medium" => 5,
                    "small" => 7,
                    _ => 9,
                },
                name: Text::plain(p.name),
                at: p.at,
            })
            .collect(),
        places: pack
            .places()
            .map_err(e)?
            .into_iter()
            .map(|p| ChartPlace { name: p.name, at: p.at, rank: p.rank.min(255) as u8 })
            .collect(),
        airfields: pack
            .airfields()
            .map_err(e)?
            .into_iter()
            .map(|p| ChartPlace { name: Text::plain(p.icao), at: p.at, rank: 6 })
            .collect(),
    })
}

fn t(en: &str, ko: &str, ja: &str) -> Text {
    Text { en: en.into(), ko: Some(ko.into()), ja: Some(ja.into()) }
}

fn performance(asset: &str, class: Class, kn: f64) -> Performance {
    let source = |s: &str| s.to_owned();
    Performance {
        asset: asset.into(),
        class,
        hovers: class != Class::Aeroplane,
        cruise_mps: kn * 0.5144,
        max_mps: kn * 0.65,
        min_mps: 0.0,
        search_mps: kn * 0.4,
        turn_rate_dps: 1.5,
        acceleration_mps2: 0.05,
        endurance_s: 20_000.0,
        reserve_frac: 0.1,
        turnaround_s: 3600.0,
        sensor_height_m: 14.0,
        radar_m: 33_000.0,
        ais_receiver: true,
        identify_m: 5500.0,
        link_m: 0.0,
        wind_limit_mps: if class == Class::Vessel { 0.0 } else { 25.0 },
        survivor_capacity: 60,
        recovery_s_per_person: 300.0,
        sources: [
            ("cruise_mps", source("assumed: three quarters of the maximum")),
            ("max_mps", source("hankyung.com 202312018161Y; news1.kr 5248446")),
            ("search_mps", source("assumed: search speed of large cutters")),
            ("endurance_s", source("assumed: 30 days; 45 days are stated for the 5,000 t class")),
            ("radar_m", source("assumed: X-band surface search radar against a fishing boat, limited by the horizon")),
        ]
        .into_iter()
        .map(|(k, v)| (k.to_owned(), v))
        .collect(),
    }
}

fn noise(i: u32, j: u32) -> f64 {
    let mut x = u64::from(i).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(j).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 31;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 29;
    (x % 100_000) as f64 / 100_000.0
}

fn normal(i: u32, j: u32) -> f64 {
    (0..6).map(|k| noise(i, j * 7 + k)).sum::<f64>() * 1.414 - 4.243
}

/// `extra`: more contacts, for measuring.
pub fn exercise(replay: bool, control: bool, patrol: bool, extra: u32) -> (Brief, Snapshot) {
    let p = Position::new;
    let names = [
        ("3007", t("KCG Taepyeongyang 7", "태평양 7호", "太平洋7号"), 0, Class::Vessel, "KR"),
        ("1513", t("KCG Hanggang 13", "한강 13호", "漢江13号"), 0, Class::Vessel, "KR"),
        ("hl9", t("Heli 511", "헬기 511", "ヘリ511"), 0, Class::Helicopter, "KR"),
        ("plh", t("JCG Dewa", "데와", "でわ"), 1, Class::Vessel, "JP"),
        ("mh", t("JCG Mimizuku", "미미즈쿠", "みみずく"), 1, Class::Helicopter, "JP"),
        ("drone", t("Drone R1", "드론 R1", "ドローンR1"), 1, Class::Drone, "JP"),
        ("cn235", t("CN-235", "CN-235", "CN-235"), 0, Class::Aeroplane, "KR"),
    ];
    let cell = |id: &str, name: Text, nation: &str, language: &str, roles| Cell {
        id: id.into(),
        name,
        nation: nation.into(),
        language: language.into(),
        roles,
        policy: Default::default(),
    };
    let brief = Brief {
        scenario: "donghae-oki-raft".into(),
        title: t(
            "Life-raft between Donghae and Oki",
            "동해-오키 구명뗏목 합동훈련",
            "東海・隠岐間の救命いかだ合同訓練",
        ),
        area: "east-asia".into(),
        start_unix_s: 1_796_000_400,
        length_s: 6 * 3600,
        seed: 7,
        lines: vec![Line {
            id: "mid".into(),
            label: t("Line A", "A선", "A線"),
            points: vec![p(37.6, 132.3), p(35.9, 130.9)],
        }],
        cells: vec![
            cell(
                "rcc-donghae",
                t("RCC Donghae", "동해 구조조정본부", "東海RCC"),
                "KR",
                "ko",
                vec![Role::Rcc, Role::Smc],
            ),
            cell("rcc-maizuru", t("RCC Maizuru", "마이즈루 구조조정본부", "舞鶴RCC"), "JP", "ja", vec![Role::Rcc]),
            cell("control", t("Exercise control", "훈련통제반", "統制部"), "", "en", vec![Role::ExerciseControl]),
        ],
        units: names
            .iter()
            .map(|(id, name, cell, class, nation)| UnitBrief {
                id: (*id).into(),
                name: name.clone(),
                cell: *cell,
                nation: (*nation).into(),
                behaviour: Some(1),
                performance: performance(
                    "kcg-taepyeongyang-new",
                    *class,
                    if *class == Class::Vessel { 20.0 } else { 130.0 },
                ),
            })
            .collect(),
        objects: vec![ObjectBrief {
            id: "raft".into(),
            name: t("life-raft", "구명뗏목", "救命いかだ"),
            leeway_class: "life-raft-deep-ballast-canopy".into(),
            persons: 6,
        }],
        plugins: vec![
            PluginDecl {
                sha256: "3f786850e387550fdab836ed7e6dc881de23001b".into(),
                version: "0.1.0".into(),
                param_specs: vec![
                    setting("on_scene_s", Some(14_400.0), 600.0, 172_800.0, "s", "Most time on scene"),
                    setting("orientation_deg", None, 0.0, 360.0, "deg", "Direction of the long axis"),
                    setting("first_turn", Some(0.0), -1.0, 1.0, "", "1 to starboard, -1 to port"),
                    setting("passes", Some(2.0), 1.0, 7.0, "", "Traversals by each unit"),
                ],
                pin: Some("3f786850e387550fdab836ed7e6dc881de23001b".into()),
                signer: Some("KCG".into()),
                patterns: ["parallel-track", "creeping-line", "expanding-square", "sector"].map(String::from).to_vec(),
                ..PluginDecl::new("iamsar-patterns", World::SearchPattern)
            },
            PluginDecl {
                sha256: "89e6c98d92887913cadf06b2adb97f26cde4849b".into(),
                state_stride: 64,
                max_contacts: 16,
                ..PluginDecl::new("patrol-vessel", World::VesselBehaviour)
            },
        ],
        serials: (0..7)
            .map(|i| Serial {
                id: format!("I-{:02}", i + 1),
                when: When::At(i * 1800),
                action: Action::Message(MessageDraft {
                    from: 2,
                    to: vec![(i % 2) as u32],
                    kind: "distress-alert".into(),
                    text: t("a", "b", "c"),
                    about_object: Some(0),
                    ..MessageDraft::default()
                }),
                default_procedure: i == 4,
                expect: Some(t(
                    "RCC names the SMC and opens a drift prediction",
                    "구조조정본부가 임무조정관을 지정하고 표류예측을 시작",
                    "RCCはSMCを指定し漂流予測を始める",
                )),
                objective: None,
                detail: Default::default(),
            })
            .collect(),
        objectives: vec![Objective {
            id: "O-1".into(),
            text: t("Search area agreed within 30 min", "30분 안에 수색구역 합의", "30分以内に捜索区域を合意"),
            measure: Measure::TimeToFind,
            pass: 1800.0,
        }],
        patrol: patrol.then(|| Patrol {
            area: vec![p(36.3, 130.6), p(37.3, 130.6), p(37.3, 132.4), p(36.3, 132.4)],
            gap_cell_m: 5000.0,
            responders: vec![],
        }),
        notes: vec![],
        channels: vec![sarex_sim::talk::Channel::line()],
        airspaces: vec![],
        people: Vec::new(),
        lessons: vec![],
    };
    let tick = 7843;
    let viewer = if control { 2 } else { 0 };
    let at = [
        p(36.72, 131.22),
        p(36.38, 131.62),
        p(36.95, 131.55),
        p(36.25, 131.95),
        p(36.55, 132.05),
        p(36.42, 132.3),
        p(37.2, 131.2),
    ];
    let course = [95.0, 20.0, 185.0, 305.0, 250.0, 10.0, 140.0];
    let units = names
        .iter()
        .enumerate()
        .map(|(i, (_, _, c, class, _))| UnitView {
            unit: i as u32,
            class: *class,
            own: *c == viewer,
            at: at[i],
            course_deg: course[i],
            speed_mps: match class {
                Class::Vessel => 7.4,
                Class::Drone => 22.0,
                _ => 50.0,
            },
            age_s: if *c == viewer { 0 } else { 240 },
            activity: [
                Activity::Searching,
                Activity::Transit,
                Activity::Searching,
                Activity::Searching,
                Activity::OnScene,
                Activity::Searching,
                Activity::Returning,
            ][i],
            order: OrderKind::Search,
            fuel_frac: (*c == viewer).then_some([0.82, 0.34, 0.15, 0.9, 0.5, 0.4, 0.6][i]),
            endurance_left_s: (*c == viewer).then_some(9400.0),
            on_board: 0,
            leg: (*c == viewer && i != 1).then_some((4, 12)),
            fallback: i == 6,
            trail: (0..50)
                .map(|k| {
                    let back = f64::from(50 - k)
                        * 60.0
                        * match class {
                            Class::Vessel => 7.4,
                            Class::Drone => 15.0,
                            _ => 25.0,
                        }
                        / 1852.0
                        / 60.0;
                    let a = (course[i] + 25.0 * (f64::from(k) / 9.0).sin()).to_radians();
                    p(at[i].lat_deg - back * a.cos(), at[i].lon_deg - back * a.sin() / 0.8)
                })
                .collect(),
        })
        .collect();
    let datum = p(36.62, 131.58);
    let elements: Vec<[f32; 3]> = (0..1500)
        .map(|i| {
            let (a, b) = (normal(i, 1), normal(i, 2));
            let (lat, lon) = (datum.lat_deg + 0.09 * a + 0.05 * b, datum.lon_deg + 0.13 * b);
            let searched = (36.55..36.8).contains(&lat) && lon < 131.5;
            [lat as f32, lon as f32, if searched { 0.3 } else { 1.0 }]
        })
        .collect();
    let legs = |s: f64, w: f64, n: f64, e: f64, k: u32| -> Vec<Position> {
        (0..k)
            .flat_map(|i| {
                let lat = s + (n - s) * f64::from(i) / f64::from(k - 1);
                if i % 2 == 0 { [p(lat, w), p(lat, e)] } else { [p(lat, e), p(lat, w)] }
            })
            .collect()
    };
    let part = |unit, s, w, n, e, k, done| PlanPart {
        unit,
        points: legs(s, w, n, e, k),
        area: vec![p(s - 0.01, w - 0.02), p(n + 0.01, w - 0.02), p(n + 0.01, e + 0.02), p(s - 0.01, e + 0.02)],
        spacing_m: 2.0 * 1852.0,
        legs_done: done,
    };
    let plans = if patrol {
        vec![]
    } else {
        vec![
            PlanView {
                plan: 0,
                cell: 0,
                name: "parallel-track".into(),
                note: "C 0.82, POD 56 %".into(),
                made_tick: 3600,
                parts: vec![part(0, 36.55, 131.12, 36.85, 131.55, 9, 7), part(2, 36.55, 131.6, 36.85, 131.95, 9, 5)],
            },
            PlanView {
                plan: 1,
                cell: 1,
                name: "creeping-line".into(),
                note: "C 0.64, POD 47 %".into(),
                made_tick: 4100,
                parts: vec![part(3, 36.2, 131.6, 36.5, 132.1, 8, 4)],
            },
        ]
    };
    let message = |n: u32, from, to: Vec<u32>, kind: &str, text: Text, sent, read| MessageView {
        number: n,
        sent_tick: sent,
        read_tick: read,
        draft: MessageDraft { from, to, kind: kind.into(), text, ..MessageDraft::default() },
        ..MessageView::default()
    };
    let messages = vec![
        message(
            0,
            2,
            vec![0, 1],
            "distress-alert",
            t(
                "EXERCISE EXERCISE EXERCISE. EPIRB alert, M/V Haneul, 36-30N 131-20E, 6 persons.",
                "훈련 훈련 훈련. EPIRB 조난경보, 하늘호, 36-30N 131-20E, 승선인원 6명.",
                "訓練 訓練 訓練。EPIRB遭難警報、ハヌル号、36-30N 131-20E、乗船者6名。",
            ),
            300,
            Some(310),
        ),
        message(
            1,
            0,
            vec![1],
            "smc-named",
            t("RCC Donghae takes SMC.", "동해 구조조정본부가 SMC를 맡습니다.", "東海RCCがSMCを担当する。"),
            900,
            Some(1000),
        ),
        message(
            2,
            1,
            vec![0],
            "datum",
            t(
                "Our datum 36-37N 131-35E at 0300Z.",
                "우리 추정위치 0300Z 36-37N 131-35E.",
                "当方のデータムは0300Zに36-37N 131-35E。",
            ),
            2500,
            Some(2600),
        ),
        message(
            3,
            1,
            vec![0],
            "area-split",
            t(
                "We propose Line A: you west, we east of it.",
                "A선을 제안합니다: 서쪽은 귀측, 동쪽은 우리.",
                "A線を提案する。西側は貴方、東側は当方。",
            ),
            2900,
            Some(3000),
        ),
        message(
            4,
            0,
            vec![1],
            "text",
            t(
                "Agreed. Helicopter 511 on scene at 0330Z.",
                "동의합니다. 헬기 511 0330Z 현장 도착.",
                "了解。ヘリ511は0330Zに現場到着。",
            ),
            3100,
            Some(3200),
        ),
    ];
    let e = |tick, what| Event { tick, known_to: Audience::All, what };
    let mut events = vec![
        e(0, What::Started),
        e(300, What::SerialDone { serial: 0 }),
        e(310, What::MessageRead { message: 0, cell: 0 }),
        e(320, What::EstimateOpened { cell: 0, object: 0 }),
        e(900, What::MessageSent { message: 1, from: 0, to: vec![1], kind: "smc-named".into() }),
        e(1200, What::OrderGiven { unit: 0, order: OrderKind::GoTo }),
        e(1260, What::UnderWay { unit: 0 }),
        e(
            3600,
            What::PlanMade {
                plan: 0,
                cell: 0,
                name: "parallel-track".into(),
                units: 2,
                note: "C 0.82, POD 56 %".into(),
            },
        ),
        e(3700, What::SearchStarted { unit: 2, plan: 0 }),
        e(5000, What::LegPassed { unit: 0, leg: 2 }),
        e(5600, What::Hindered { unit: 6, reason: "wind".into() }),
        e(
            6100,
            What::PluginFault {
                plugin: 1,
                units: vec![6],
                reason: "fuel limit reached in step".into(),
                suspended: false,
                calls: 7,
                restarts: 3,
            },
        ),
        e(7700, What::Detected { unit: 2, object: 0, range_m: 2600.0, at: p(36.6, 131.7) }),
    ];
    for i in 0..60 {
        events.insert(9, e(4000 + i, What::LegPassed { unit: 0, leg: i as u32 }));
    }
    let mut contacts: Vec<ContactView> = (0..14 + extra)
        .map(|i| ContactView {
            track: i,
            at: p(35.9 + 1.7 * noise(i, 1), 130.4 + 2.6 * noise(i, 2)),
            course_deg: 360.0 * noise(i, 3),
            speed_mps: 3.0 + 5.0 * noise(i, 4),
            age_s: 20,
            ais: i % 4 != 0,
            name: (i % 4 != 0).then(|| format!("MV DEMO {i}")),
            kind: Some("cargo".into()),
            identified: i % 5 == 1,
            dark: i % 8 == 4,
            told_by: None,
        })
        .collect();
    contacts.sort_by_key(|c| c.track);
    let gap_map = patrol.then(|| {
        let (cols, rows) = (40, 22);
        GapMapView {
            south_west: p(36.3, 130.6),
            cell_deg: [1.0 / f64::from(rows), 1.8 / f64::from(cols)],
            cols,
            rows,
            age_s: (0..cols * rows)
                .map(|i| {
                    let (c, r) = (f64::from(i % cols), f64::from(i / cols));
                    let d = ((c - 14.0) / 8.0).powi(2) + ((r - 9.0) / 6.0).powi(2);
                    if d < 1.0 {
                        (d * 7000.0) as u32
                    } else if d < 3.5 {
                        (d * 5000.0) as u32
                    } else {
                        u32::MAX
                    }
                })
                .collect(),
        }
    });
    let truth = control.then(|| Truth {
        objects: vec![TrueObject {
            object: 0,
            at: p(36.66, 131.74),
            drift_mps: [0.3, 0.15],
            persons_left: 6,
            alive: 6,
            stranded: false,
            fates: vec![Fate::Waiting; 6],
        }],
        units: (0..20)
            .map(|i| TrueUnit {
                unit: 100 + i,
                name: format!("traffic {i}"),
                class: Class::Vessel,
                cell: None,
                at: p(35.9 + 1.7 * noise(i, 1) + 0.01, 130.4 + 2.6 * noise(i, 2)),
                course_deg: 40.0,
                speed_mps: 5.0,
                activity: Activity::Transit,
                ais: true,
            })
            .collect(),
        environment: EnvironmentChange::default(),
        list: (0..7).zip(LIST).map(|(i, state)| serial_line(state, i * 1800)).collect(),
        levers: Default::default(),
        links: vec![],
        bases: vec![],
    });
    let frame = Frame {
        tick,
        ended: false,
        cell: viewer,
        units,
        contacts,
        found: if patrol {
            vec![]
        } else {
            vec![FoundView {
                object: 0,
                at: p(36.665, 131.75),
                found_tick: 7700,
                found_by: 2,
                persons_left: 4,
                recovered: 2,
                recovered_dead: 0,
            }]
        },
        estimates: if patrol {
            vec![]
        } else {
            vec![EstimateView {
                cell: 0,
                object: 0,
                datum,
                radius_50_m: 13_000.0,
                radius_95_m: 27_000.0,
                drift_mps: [0.28, 0.16],
                elements,
                pos: 0.47,
            }]
        },
        plans,
        messages,
        events,
        gap_map,
        weather: WeatherView {
            wind_from_deg: 245.0,
            wind_mps: 9.2,
            current_to_deg: 60.0,
            current_mps: 0.35,
            visibility_nm: 6.0,
            wave_height_m: 1.8,
            sea_temperature_c: 14.2,
        },
        truth,
        coordination: Default::default(),
        own_notes: notes(),
        desk: Default::default(),
        sharing: Default::default(),
    };
    let cost = |id: &str, sha: &str, calls, peak| PluginCost {
        id: id.into(),
        sha256: sha.into(),
        calls,
        ships: calls * 6,
        fuel: calls * 48_211,
        fuel_budget: 10_000_000,
        peak_share: peak,
        wall_s: 1.284,
        faults: u64::from(peak > 0.5),
        suspended: peak > 0.5,
    };
    let costs = vec![cost("iamsar-patterns", "3f7868", 3, 0.12), cost("patrol-vessel", "89e6c9", 7843, 0.87)];
    (
        brief,
        Snapshot {
            frame,
            clock: Clock {
                running: !replay,
                rate: 60.0,
                achieved_rate: 58.7,
                replay,
                last_tick: 21_600,
                branch: None,
                trouble: None,
            },
            costs,
            lines: vec![PluginLine {
                plugin: 1,
                tick: 7_000,
                warning: true,
                text: "no speed left to keep clear of 3".into(),
            }],
            task: None,
            preview: None,
        },
    )
}

fn setting(key: &str, default: Option<f64>, min: f64, max: f64, unit: &str, help: &str) -> ParamSpec {
    ParamSpec { key: key.into(), kind: ParamKind::Number, default, min, max, unit: unit.into(), help: help.into() }
}

/// Where the serials of the picture stand.
const LIST: [SerialState; 7] = [
    SerialState::Answered,
    SerialState::Late,
    SerialState::Held,
    SerialState::Armed,
    SerialState::Planned,
    SerialState::Planned,
    SerialState::Skipped,
];

fn serial_line(state: SerialState, tick: u64) -> SerialLine {
    let done = (!state.open()).then_some(tick);
    SerialLine {
        state,
        due: state.open().then_some(tick),
        done,
        deadline: done.map(|sent| sent + 1_200),
        answer: None,
        message: None,
        moved: false,
        text: None,
        corrections: 0,
    }
}

/// A few notes of an evaluator; the newest waits to be completed.
fn notes() -> Vec<(u32, Note)> {
    let note = |of_tick: u64, kind, text: &str, at: Option<Position>| Note {
        by: 0,
        tick: of_tick + 20,
        of_tick,
        kind,
        text: text.into(),
        at,
        about: Some(0),
        objective: None,
        amended_by: None,
    };
    let at = |lat, lon| Some(Position::new(lat, lon));
    let late =
        Note { tick: 6_900, objective: Some(0), ..note(5_400, Kind::Issue, "Datum read back 14 min late.", None) };
    let other =
        Note { by: 1, ..note(6_300, Kind::Remark, "담당 구역 경계에서 교신이 끊김", at(36.7, 131.4)) };
    let notes = [
        note(1_800, Kind::Good, "SMC named at once, in writing.", at(36.65, 131.4)),
        late,
        other,
        note(7_140, Kind::Question, "", at(36.6, 131.5)),
    ];
    (0..).zip(notes).collect()
}
