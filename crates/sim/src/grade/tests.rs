//! Grades of made-up records.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use sarex_model::position::{LocalFrame, Position, Vec2};

use super::*;
use crate::{
    event::{Audience, OrderKind},
    levers::{self, Equipment, Lever},
    view::{Activity, PlanPart},
};

fn events(list: Vec<(u64, What)>) -> Vec<Event> {
    list.into_iter().map(|(tick, what)| Event { tick, known_to: Audience::All, what }).collect()
}

fn record<'a>(events: &'a [Event], units: &'a [UnitTerms]) -> Record<'a> {
    Record { events, tracks: &[], plans: &[], units, lines: &[], serials: &[] }
}

fn message(message: u32, kind: &str) -> What {
    What::MessageSent { message, from: 0, to: vec![1, 2], kind: kind.to_owned() }
}

#[test]
fn steps_count_from_the_alert_until_the_last_cell_has_read() {
    let events = events(vec![
        (100, message(0, "text")),
        (600, message(1, "distress-alert")),
        (900, message(2, "datum")),
        (960, What::MessageRead { message: 2, cell: 1 }),
        (1500, What::MessageRead { message: 2, cell: 2 }),
        (1600, message(3, "area-split")),
        (1700, What::MessageRead { message: 3, cell: 1 }),
    ]);
    let grades = Grades::of(&record(&events, &[]));
    assert_eq!(grades.alert_tick, Some(600));
    assert_eq!(grades.datum_shared_after, Some(900));
    assert_eq!(grades.split_agreed_after, None, "one cell never read it");
    assert_eq!((grades.coverage, grades.longest_recovery(), grades.answered_in_time()), (None, Some(0), None));
}

#[test]
fn readiness_is_promised_from_the_order_or_from_the_start() {
    let units = [
        UnitTerms { cell: 0, ready_s: 1800, on_call: true },
        UnitTerms { cell: 1, ready_s: 1800, on_call: false },
        UnitTerms { cell: 1, ready_s: 0, on_call: false },
    ];
    let order = |unit| What::OrderGiven { unit, order: OrderKind::GoTo };
    let events = events(vec![
        (1000, order(0)),
        (1000, order(1)),
        (1500, What::UnderWay { unit: 1 }),
        (3000, What::UnderWay { unit: 0 }),
        (4000, What::SearchStarted { unit: 0, plan: 0 }),
    ]);
    let grades = Grades::of(&record(&events, &units));
    let promised: Vec<_> = grades.promises.iter().map(|p| (p.cell, p.due, p.delivered, p.kept())).collect();
    assert_eq!(promised, [(0, 2800, Some(3000), false), (1, 1800, Some(1500), true)]);
    assert_eq!(grades.responses[0].on_task, Some(4000));
}

#[test]
fn a_fault_is_made_good_by_its_counterpart_or_by_a_new_plan_of_those_concerned() {
    let units = [UnitTerms::default(), UnitTerms { cell: 1, ..UnitTerms::default() }];
    let fault = Lever::Fault(levers::Fault { unit: 0, equipment: Equipment::Radar, left: 0.0 });
    let repair = Lever::Repair { unit: 0, equipment: None };
    let pulled = |lever| What::Lever(levers::Event::Pulled(lever));
    let plan = |cell| What::PlanMade { plan: 0, cell, name: String::new(), units: 1, note: String::new() };
    let events = events(vec![
        (100, pulled(fault)),
        (200, plan(1)),
        (400, pulled(repair)),
        (500, What::Lever(levers::Event::Withdrawn { cell: 1 })),
        (560, What::OrderGiven { unit: 1, order: OrderKind::ReturnToBase }),
        (800, plan(0)),
        (900, pulled(Lever::Cut { cell: 0 })),
    ]);
    let grades = Grades::of(&record(&events, &units));
    let after: Vec<_> = grades.faults.iter().map(Fault::after).collect();
    assert_eq!(after, [Some(300), Some(300), None]);
    assert_eq!(grades.longest_recovery(), None, "one is open");
}

/// A box 10 km wide, 8 km high, both units run the same four legs, 2 km apart, in its southern half.
#[test]
fn what_two_units_run_is_searched_once_and_doubly() {
    let frame = LocalFrame::new(Position::new(36.0, 131.0));
    let place = |east_m: f64, north_m: f64| frame.to_position(Vec2 { east_m, north_m });
    let area = vec![place(0.0, 0.0), place(10_000.0, 0.0), place(10_000.0, 8000.0), place(0.0, 8000.0)];
    let part = |unit| PlanPart { unit, points: vec![], area: area.clone(), spacing_m: 2000.0, legs_done: 0 };
    let plans = [PlanView {
        plan: 0,
        cell: 0,
        name: String::new(),
        note: String::new(),
        made_tick: 0,
        parts: vec![part(0), part(1)],
    }];
    let point = |tick: u64, at| TrackPoint { tick, at, activity: Activity::Searching, fuel_frac: 1.0 };
    let legs = |count: u64| -> Vec<TrackPoint> {
        (0..count)
            .flat_map(|leg| {
                let north = 1000.0 + 2000.0 * leg as f64;
                // An hour between the legs: the way from one to the next is not searched.
                [point(3600 * leg, place(0.0, north)), point(3600 * leg + 60, place(10_000.0, north))]
            })
            .collect()
    };
    let (first, second) = (legs(4), legs(2));
    let line = |north| Line {
        id: String::new(),
        label: Default::default(),
        points: vec![place(-1e4, north), place(2e4, north)],
    };
    let units = [UnitTerms::default(), UnitTerms { cell: 1, ..UnitTerms::default() }];
    let lines = [line(4000.0)];
    let tracks = [first.as_slice(), second.as_slice()];
    let whole = Record { events: &[], tracks: &tracks, plans: &plans, units: &units, lines: &lines, serials: &[] };
    let coverage = Grades::of(&whole).coverage.unwrap();
    assert!((coverage.assigned_m2 / 80e6 - 1.0).abs() < 0.02, "{coverage:?}");
    assert!(coverage.searched() > 0.97, "{coverage:?}");
    assert!((coverage.double() - 0.5).abs() < 0.03 && coverage.double_m2 == coverage.double_cells_m2, "{coverage:?}");
    assert!(coverage.uncovered().unwrap() < 0.03);
    // One unit alone, and only half the area: the northern half of the strip stays open.
    let tracks = [&[][..], second.as_slice()];
    let half = Grades::of(&Record { tracks: &tracks, ..whole }).coverage.unwrap();
    assert!((half.searched() - 0.5).abs() < 0.03 && half.double_m2 == 0.0, "{half:?}");
    assert!((half.uncovered().unwrap() - 0.5).abs() < 0.05, "{half:?}");
}

#[test]
fn a_port_is_open_again_when_that_port_opens() {
    let port = |lon| crate::setup::Base::Place(Position::new(35.5, lon));
    let pulled = |lever| What::Lever(levers::Event::Pulled(lever));
    let events = events(vec![
        (100, pulled(Lever::ClosePort(port(129.0)))),
        (200, pulled(Lever::ClosePort(port(135.0)))),
        (300, pulled(Lever::OpenPort(port(135.0)))),
    ]);
    let grades = Grades::of(&record(&events, &[]));
    assert_eq!(grades.faults.iter().map(Fault::after).collect::<Vec<_>>(), [None, Some(100)]);
}
