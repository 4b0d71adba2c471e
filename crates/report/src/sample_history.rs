//! What happened in the made-up exercise of the tests.

use sarex_model::position::{Position, Vec2};
use sarex_sim::{
    decision::PluginCost,
    event::{Audience, EndReason, Event, OrderKind, What},
    grade::{Grades, Record, UnitTerms},
    notes::{self, Note},
    setup::{Action, MessageDraft, Patrol, Text},
    view::{Activity, Brief, GapMapView, MessageView, PlanPart, PlanView},
};

use crate::{
    history::{
        DarkVessel, History, ObjectOutcome, ObjectiveResult, PatrolOutcome, PosSeries, TrackPoint, UnitTrack, UnitUse,
    },
    sample,
};

const FOUND: u64 = 12_000;
const END: u64 = 36_000;

fn events() -> Vec<Event> {
    let at = Position::new(36.09, 131.3);
    let mut events = vec![(0, What::Started)];
    for (serial, tick) in [(0_u32, 600_u64), (1, 1200), (2, 2400)] {
        let brief = sample::brief();
        let Action::Message(draft) = &brief.serials[serial as usize].action else { continue };
        events.push((tick, What::SerialDone { serial }));
        let (from, to, kind) = (draft.from, draft.to.clone(), draft.kind.clone());
        events.push((tick, What::MessageSent { message: serial, from, to: to.clone(), kind }));
        events.push((tick + 60, What::MessageRead { message: serial, cell: to[0] }));
    }
    events.extend([
        (
            3000,
            What::PlanMade { plan: 0, cell: 0, name: "parallel-track".into(), units: 2, note: "spacing 2 nm".into() },
        ),
        (3000, What::OrderGiven { unit: 0, order: OrderKind::Search }),
        (3000, What::UnderWay { unit: 0 }),
        (6600, What::SearchStarted { unit: 0, plan: 0 }),
        (8400, What::SearchStarted { unit: 1, plan: 0 }),
        (FOUND, What::Detected { unit: 1, object: 0, range_m: 900.0, at }),
        (12_600, What::OnScene { unit: 1, object: 0 }),
        (13_000, What::PersonDied { object: 0, person: 4 }),
        (13_200, What::PersonRecovered { unit: 1, object: 0, person: 0, alive: true }),
        (15_000, What::ObjectCleared { object: 0 }),
        (END, What::Ended { reason: EndReason::Time }),
    ]);
    let truth = |what: &What| matches!(what, What::PersonDied { .. });
    let event = |(tick, what): (u64, What)| Event {
        tick,
        known_to: if truth(&what) { Audience::Control } else { Audience::All },
        what,
    };
    events.into_iter().map(event).collect()
}

/// Out and back lines, `legs` of them, `length` degrees of longitude long, 2 nm apart.
fn ladder(south_west: Position, legs: u32, length: f64) -> Vec<Position> {
    let mut points = Vec::new();
    for leg in 0..legs {
        let lat = south_west.lat_deg + f64::from(leg) / 30.0;
        let (a, b) = if leg % 2 == 0 { (0.0, length) } else { (length, 0.0) };
        points.push(Position::new(lat, south_west.lon_deg + a));
        points.push(Position::new(lat, south_west.lon_deg + b));
    }
    points
}

/// A track through places at ticks, one point a minute.
fn track(unit: u32, stops: &[(u64, Position, Activity)]) -> UnitTrack {
    let mut points = Vec::new();
    for pair in stops.windows(2) {
        let ((from_tick, from, activity), (to_tick, to, _)) = (pair[0], pair[1]);
        for tick in (from_tick..to_tick).step_by(60) {
            let share = (tick - from_tick) as f64 / (to_tick - from_tick) as f64;
            let at = from.moved(from.to(to) * share + Vec2::new(0.0, 120.0 * (tick as f64 / 900.0).sin()));
            points.push(TrackPoint { tick, at, activity, fuel_frac: 1.0 - tick as f32 / 80_000.0 });
        }
    }
    UnitTrack { unit, points }
}

fn searching(ladder: &[Position], begin: u64, end: u64) -> Vec<(u64, Position, Activity)> {
    let step = (end - begin) / ladder.len() as u64;
    ladder.iter().enumerate().map(|(k, p)| (begin + step * k as u64, *p, Activity::Searching)).collect()
}

fn box_of(south_west: Position, lat: f64, lon: f64) -> Vec<Position> {
    let corner = |dy, dx| Position::new(south_west.lat_deg + dy, south_west.lon_deg + dx);
    vec![corner(0.0, 0.0), corner(0.0, lon), corner(lat, lon), corner(lat, 0.0)]
}

/// A remark that is an awkward one to print.
fn note() -> Note {
    Note {
        by: 2,
        tick: 3100,
        of_tick: 3100,
        kind: notes::Kind::Remark,
        text: "SMC spoke <clearly> & early".into(),
        at: None,
        about: Some(0),
        objective: Some(0),
        amended_by: None,
    }
}

/// The history of [`sample::brief`].
pub(crate) fn history() -> History {
    graded(ungraded())
}

fn ungraded() -> History {
    let (first, second) = (Position::new(35.9, 130.9), Position::new(36.0, 131.2));
    let (ship, helo) = (ladder(first, 6, 0.28), ladder(second, 6, 0.3));
    let raft = |k: u64| Position::new(36.02 + 0.0001 * k as f64, 131.18 + 0.0002 * k as f64);
    let mut ship_stops = vec![
        (0, Position::new(36.33, 129.67), Activity::Preparing),
        (3000, Position::new(36.33, 129.67), Activity::Transit),
    ];
    ship_stops.extend(searching(&ship, 6600, FOUND));
    ship_stops.extend([
        (FOUND, Position::new(36.0, 131.0), Activity::Transit),
        (20_000, Position::new(36.1, 131.25), Activity::Returning),
        (END, Position::new(36.33, 129.67), Activity::AtBase),
    ]);
    let mut helo_stops = vec![
        (0, Position::new(36.17, 133.32), Activity::AtBase),
        (6000, Position::new(36.17, 133.32), Activity::Transit),
    ];
    helo_stops.extend(searching(&helo, 8400, FOUND));
    helo_stops.extend([
        (FOUND, Position::new(36.1, 131.3), Activity::OnScene),
        (13_200, Position::new(36.09, 131.3), Activity::Recovering),
        (15_000, Position::new(36.09, 131.3), Activity::Returning),
        (18_000, Position::new(36.17, 133.32), Activity::AtBase),
        (END, Position::new(36.17, 133.32), Activity::AtBase),
    ]);
    let part = |unit, points: &[Position], area| PlanPart {
        unit,
        points: points.to_vec(),
        area,
        spacing_m: 3704.0,
        legs_done: 9,
    };
    History {
        ticks: END,
        events: events(),
        messages: messages(),
        tracks: vec![track(0, &ship_stops), track(1, &helo_stops)],
        object_tracks: vec![(0..250).map(|k| (k * 60, raft(k * 4))).collect()],
        pos: vec![
            PosSeries { cell: 0, object: 0, points: vec![(3600, 0.0), (FOUND, 0.6)] },
            PosSeries { cell: 1, object: 0, points: vec![(3600, 0.0), (7000, 0.1), (FOUND, 0.42)] },
        ],
        plans: vec![PlanView {
            plan: 0,
            cell: 0,
            name: "parallel-track".into(),
            note: "spacing 2 nm".into(),
            made_tick: 3000,
            parts: vec![
                part(0, &ship, box_of(Position::new(35.885, 130.88), 0.2, 0.32)),
                part(1, &helo, box_of(Position::new(35.985, 131.17), 0.2, 0.36)),
            ],
        }],
        objects: vec![ObjectOutcome {
            object: 0,
            persons: 10,
            found_tick: Some(FOUND),
            found_by: Some(1),
            found_at: Some(Position::new(36.09, 131.3)),
            rescued_tick: Some(15_000),
            recovered_alive: 9,
            recovered_dead: 1,
            alive: 9,
            datum_error_m: Some(5200.0),
            expected_alive: 9.4,
        }],
        objectives: vec![
            ObjectiveResult { objective: 0, value: Some(600.0), passed: true },
            ObjectiveResult { objective: 1, value: Some(12_000.0), passed: false },
        ],
        patrol: None,
        grades: Default::default(),
        notes: vec![note()],
        unit_use: vec![
            UnitUse {
                unit: 0,
                distance_m: 240_000.0,
                fuel_used_frac: 0.21,
                seconds_by_activity: vec![
                    (Activity::Preparing, 3000),
                    (Activity::Transit, 11_600),
                    (Activity::Searching, 5400),
                    (Activity::Returning, 16_000),
                ],
                sorties: 1,
            },
            UnitUse {
                unit: 1,
                distance_m: 510_000.0,
                fuel_used_frac: 0.83,
                seconds_by_activity: vec![
                    (Activity::AtBase, 24_000),
                    (Activity::Transit, 2400),
                    (Activity::Searching, 3600),
                    (Activity::OnScene, 1200),
                    (Activity::Recovering, 1800),
                    (Activity::Returning, 3000),
                ],
                sorties: 1,
            },
        ],
    }
}

fn messages() -> Vec<MessageView> {
    let brief = sample::brief();
    let drafts = brief.serials.iter().filter_map(|s| match &s.action {
        Action::Message(draft) => Some(draft.clone()),
        _ => None,
    });
    let ticks = [600, 1200, 2400];
    let view = |(number, draft): (usize, MessageDraft)| MessageView {
        number: number as u32,
        sent_tick: ticks[number],
        draft,
        ..MessageView::default()
    };
    drafts.enumerate().map(view).collect()
}

/// The grades that the engine would give for what happened.
fn graded(history: History) -> History {
    let brief = sample::brief();
    let units: Vec<UnitTerms> =
        brief.units.iter().map(|u| UnitTerms { cell: u.cell, ready_s: 1800, on_call: true }).collect();
    let tracks: Vec<&[TrackPoint]> = history.tracks.iter().map(|t| t.points.as_slice()).collect();
    let grades = Grades::of(&Record {
        events: &history.events,
        tracks: &tracks,
        plans: &history.plans,
        units: &units,
        lines: &brief.lines,
        serials: &brief.serials,
    });
    History { grades, ..history }
}

/// The same exercise with a joint patrol.
pub(crate) fn patrol() -> (Brief, History) {
    let (mut brief, mut history) = (sample::brief(), history());
    let area = box_of(Position::new(35.8, 130.8), 0.5, 1.0);
    brief.patrol = Some(Patrol { area, gap_cell_m: 5556.0, responders: vec![0] });
    let age = |k: u32| match (k % 20, k / 20) {
        (0, _) => u32::MAX - 1,
        (col, 0..3) if col < 4 => u32::MAX,
        (col, row) => col * row * 60,
    };
    history.patrol = Some(PatrolOutcome {
        gap: GapMapView {
            south_west: Position::new(35.8, 130.8),
            cell_deg: [0.05, 0.05],
            cols: 20,
            rows: 10,
            age_s: (0..200).map(age).collect(),
        },
        mean_revisit_s: 2700.0,
        max_gap_s: 9000,
        coverage_frac: 0.93,
        dark: vec![
            DarkVessel {
                unit: 5,
                name: "Sample Maru <i>".into(),
                first_seen_tick: Some(4000),
                identified_tick: Some(5200),
                by: Some(0),
            },
            DarkVessel { unit: 6, name: "Second".into(), first_seen_tick: None, identified_tick: None, by: None },
        ],
        identified: 12,
        contacts: 30,
    });
    (brief, history)
}

/// What a plugin cost.
pub(crate) fn costs() -> Vec<PluginCost> {
    vec![PluginCost {
        id: "patrol-vessel".into(),
        sha256: "ab".repeat(32),
        calls: 36_000,
        ships: 72_000,
        fuel: 1_234_567_890,
        fuel_budget: 20_000,
        peak_share: 0.034,
        wall_s: 1.9,
        faults: 0,
        suspended: false,
    }]
}

/// A brief in which every text of the scenario is hostile.
pub(crate) fn hostile() -> Brief {
    let mut brief = sample::brief();
    let bad = || Text::plain("</style></svg><script>alert(1)</script>\"onload=\"x\u{202e}'&");
    brief.title = bad();
    brief.scenario = bad().en;
    brief.notes = vec![bad().en];
    for cell in &mut brief.cells {
        cell.name = bad();
    }
    for unit in &mut brief.units {
        unit.name = bad();
        unit.performance.asset = bad().en;
        unit.performance.sources.insert("max_mps".into(), bad().en);
    }
    for object in &mut brief.objects {
        object.name = bad();
        object.leeway_class = bad().en;
    }
    for line in &mut brief.lines {
        line.label = bad();
    }
    for serial in &mut brief.serials {
        serial.id = bad().en;
        serial.expect = Some(bad());
    }
    for objective in &mut brief.objectives {
        objective.text = bad();
        objective.id = bad().en;
    }
    brief
}
