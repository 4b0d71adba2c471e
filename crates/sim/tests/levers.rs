//! Every lever of exercise control has its effect, only control pulls it, and its counterpart undoes it.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::{Native, arc, setup, unit};
use sarex_model::{
    position::{Position, Vec2},
    units::nm,
};
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    event::{Event, What},
    levers::{self, Change, Equipment, Fate, Fault, Jam, Lever, Offset},
    list::SerialState,
    setup::*,
    view::Activity,
};

const CONTROL: u32 = 2;

fn ask(exercise: &mut Exercise, cell: u32, action: Ask) -> Vec<Event> {
    exercise.step(&[Command { cell, action }], &mut Native)
}

fn pull(exercise: &mut Exercise, lever: Lever) -> Vec<Event> {
    let events = ask(exercise, CONTROL, Ask::Lever(lever));
    let refused = events.iter().find(|e| matches!(e.what, What::Refused { .. }));
    assert!(refused.is_none(), "{refused:?}");
    events
}

fn run(exercise: &mut Exercise, ticks: u64) -> Vec<Event> {
    (0..ticks).flat_map(|_| exercise.step(&[], &mut Native)).collect()
}

/// The drill's setup with nobody's default procedure but the alert.
fn quiet(seed: u64) -> Arc<Setup> {
    let mut setup = setup(seed);
    setup.serials.truncate(1);
    Arc::new(setup)
}

fn fault(unit: u32, equipment: Equipment) -> Lever {
    Lever::Fault(Fault { unit, equipment, left: 0.0 })
}

fn change(change: Change) -> Lever {
    Lever::Override { change, reason: "the test wants it so".into() }
}

fn repair(unit: u32) -> Lever {
    Lever::Repair { unit, equipment: None }
}

fn truth(exercise: &Exercise, unit: usize) -> Position {
    exercise.frame(CONTROL).truth.unwrap().units[unit].at
}

fn message(from: u32, to: u32) -> Ask {
    Ask::Message(MessageDraft {
        from,
        to: vec![to],
        kind: "text".into(),
        text: Text::plain("hello"),
        ..MessageDraft::default()
    })
}

fn read_by(events: &[Event], reader: u32) -> usize {
    events.iter().filter(|e| matches!(e.what, What::MessageRead { cell, .. } if cell == reader)).count()
}

#[test]
fn only_control_pulls_levers_and_nonsense_is_refused() {
    let mut exercise = Exercise::new(arc(1));
    let refusals = |exercise: &mut Exercise, cell, lever| {
        let events = ask(exercise, cell, Ask::Lever(lever));
        events.iter().find_map(|e| if let What::Refused { reason, .. } = &e.what { Some(reason.clone()) } else { None })
    };
    let radar = fault(0, Equipment::Radar);
    assert_eq!(refusals(&mut exercise, 0, radar.clone()).unwrap(), "a does not have the right \"pull-levers\"");
    assert_eq!(refusals(&mut exercise, CONTROL, radar), None);
    let bad = [
        fault(99, Equipment::Radar),
        fault(0, Equipment::Engine).clone(),
        Lever::Fault(Fault { unit: 0, equipment: Equipment::Radar, left: 0.5 }),
        Lever::Fault(Fault { unit: 0, equipment: Equipment::Engine, left: f64::NAN }),
        Lever::Repair { unit: 1, equipment: None },
        Lever::Cut { cell: CONTROL },
        Lever::Withdraw { cell: CONTROL },
        Lever::Withdraw { cell: 9 },
        Lever::Rejoin { cell: 0 },
        Lever::OpenPort(Base::Deck(0)),
        Lever::Divert { unit: 0, base: Base::Deck(0) },
        Lever::EndJam { name: "none".into() },
        Lever::Jam(Jam { name: "j".into(), at: Position::new(36.0, 131.0), radius_m: f64::INFINITY }),
        Lever::Offset(Offset { wind: Vec2 { east_m: f64::NAN, north_m: 0.0 }, ..Offset::default() }),
        Lever::Override { change: Change::Lost { unit: 0, lost: true }, reason: "  ".into() },
        change(Change::Fuel { unit: 0, share: 1.1 }),
        change(Change::Person { object: 0, person: 3, fate: Fate::Dead }),
        change(Change::Found { cell: CONTROL, object: 0, found: true }),
    ];
    for (number, lever) in bad.into_iter().enumerate().filter(|(number, _)| *number != 1) {
        assert!(refusals(&mut exercise, CONTROL, lever.clone()).is_some(), "{number}: {lever:?}");
    }
}

#[test]
fn a_radar_that_fails_sees_no_ship_until_it_is_repaired() {
    let mut setup = setup(1);
    let mut dark = unit("dark", None, Class::Vessel, Position::new(36.1, 130.99));
    (dark.ais, dark.behaviour) = (false, None);
    setup.units.push(dark);
    let mut exercise = Exercise::new(Arc::new(setup));
    let seen = |events: &[Event]| events.iter().any(|e| matches!(e.what, What::ContactNew { cell: 0, unit: 0, .. }));
    pull(&mut exercise, fault(0, Equipment::Radar));
    assert!(!seen(&run(&mut exercise, 600)), "8 km away, beyond what the eye identifies");
    pull(&mut exercise, repair(0));
    assert!(seen(&run(&mut exercise, 600)));
}

#[test]
fn an_engine_that_fails_in_part_limits_the_speed() {
    let mut exercise = Exercise::new(arc(1));
    let far = Order::GoTo(Position::new(37.0, 130.9));
    ask(&mut exercise, 0, Ask::Order { unit: 0, order: far });
    run(&mut exercise, 200);
    let speed = |exercise: &Exercise| exercise.frame(0).units[0].speed_mps;
    assert!(speed(&exercise) > 9.9);
    pull(&mut exercise, Lever::Fault(Fault { unit: 0, equipment: Equipment::Engine, left: 0.5 }));
    run(&mut exercise, 100);
    assert!((speed(&exercise) - 6.0).abs() < 1e-9, "half of 12 m/s: {}", speed(&exercise));
    pull(&mut exercise, fault(0, Equipment::Engine));
    run(&mut exercise, 100);
    assert_eq!(speed(&exercise), 0.0);
    pull(&mut exercise, Lever::Repair { unit: 0, equipment: Some(Equipment::Engine) });
    run(&mut exercise, 200);
    assert!(speed(&exercise) > 9.9);
}

#[test]
fn without_a_hoist_nobody_comes_on_board() {
    let mut exercise = Exercise::new(quiet(1));
    let raft = exercise.frame(CONTROL).truth.unwrap().objects[0].at;
    pull(&mut exercise, change(Change::Found { cell: 0, object: 0, found: true }));
    pull(&mut exercise, change(Change::UnitPosition { unit: 0, at: raft }));
    ask(&mut exercise, 0, Ask::Order { unit: 0, order: Order::Recover(0) });
    let left = |exercise: &Exercise| exercise.frame(CONTROL).truth.unwrap().objects[0].persons_left;
    run(&mut exercise, 150);
    assert_eq!(left(&exercise), 2);
    let mut events = pull(&mut exercise, fault(0, Equipment::Hoist));
    events.extend(run(&mut exercise, 600));
    assert_eq!(left(&exercise), 2);
    let told = events.iter().filter(|e| matches!(e.what, What::Hindered { unit: 0, .. })).count();
    assert_eq!(told, 1, "said once");
    let again = ask(&mut exercise, 0, Ask::Order { unit: 0, order: Order::Recover(0) });
    assert!(again.iter().any(|e| matches!(&e.what, What::Refused { reason, .. } if reason.contains("hoist"))));
    pull(&mut exercise, repair(0));
    run(&mut exercise, 300);
    assert_eq!(left(&exercise), 0);
}

#[test]
fn a_drone_without_its_camera_searches_nothing() {
    let pos = |broken: bool| {
        let mut setup = setup(6);
        setup.units[1].performance.class = Class::Drone;
        setup.units[0].at.lat_deg += 3.0;
        let Action::Search(request) = &mut setup.serials[1].action else { panic!("the search") };
        request.units = vec![1];
        let mut exercise = Exercise::new(Arc::new(setup));
        if broken {
            pull(&mut exercise, fault(1, Equipment::Camera));
        }
        run(&mut exercise, 3_000);
        exercise.frame(0).estimates[0].pos
    };
    assert!(pos(false) > 0.05);
    assert!(pos(true) < 1e-9, "what is left is rounding: {}", pos(true));
}

#[test]
fn a_unit_whose_radio_is_out_is_known_as_last_heard_and_tells_its_find_later() {
    let mut exercise = Exercise::new(arc(3));
    let raft = exercise.frame(CONTROL).truth.unwrap().objects[0].at;
    let across = |n: i32| RouteLeg {
        to: raft.moved(Vec2 { east_m: if n % 2 == 0 { 3_000.0 } else { -3_000.0 }, north_m: 100.0 * f64::from(n) }),
        speed_mps: 40.0,
        alt_m: 150.0,
        searching: true,
    };
    ask(&mut exercise, 0, Ask::Order { unit: 1, order: Order::Route((0..20).map(across).collect()) });
    pull(
        &mut exercise,
        change(Change::UnitPosition { unit: 1, at: raft.moved(Vec2 { east_m: -3_000.0, north_m: 0.0 }) }),
    );
    pull(&mut exercise, fault(1, Equipment::Radio));
    let unheard = run(&mut exercise, 1_200);
    assert!(unheard.iter().any(|e| matches!(e.what, What::Detected { unit: 1, .. })), "it does see the raft");
    let frame = exercise.frame(0);
    assert!(frame.found.is_empty() && frame.units[1].age_s >= 1_200 && frame.units[1].fuel_frac.is_none());
    assert!(!frame.events.iter().any(|e| matches!(e.what, What::Detected { .. } | What::LegPassed { .. })));
    let refused = ask(&mut exercise, 0, Ask::Order { unit: 1, order: Order::Hold });
    assert!(
        refused.iter().any(|e| matches!(&e.what, What::Refused { reason, .. } if reason == "helo does not answer"))
    );
    pull(&mut exercise, repair(1));
    let frame = exercise.frame(0);
    let told = |e: &Event| matches!(e.what, What::Lever(levers::Event::FindTold { unit: 1, object: 0, .. }));
    assert!(frame.events.iter().any(told));
    assert_eq!((frame.found.len(), frame.units[1].age_s), (1, 0));
}

#[test]
fn a_jam_makes_reported_positions_wrong_and_tells_control_alone() {
    let mut exercise = Exercise::new(quiet(1));
    ask(&mut exercise, 0, Ask::Order { unit: 0, order: Order::GoTo(Position::new(36.1, 131.9)) });
    run(&mut exercise, 100);
    let start = truth(&exercise, 0);
    pull(&mut exercise, Lever::Jam(Jam { name: "east".into(), at: start, radius_m: 100_000.0 }));
    run(&mut exercise, 3_600);
    let (shown, is) = (exercise.frame(0).units[0].at, truth(&exercise, 0));
    let share = shown.distance_m(is) / (10.0 * 3_600.0);
    assert!((share - 0.05).abs() < 0.003, "5 % of the distance run, AMSA table D-6:3: {share}");
    assert_eq!(exercise.frame(CONTROL).units[0].at, is);
    let partner = exercise.frame(1).units.iter().find(|u| u.unit == 0).unwrap().at;
    assert!(partner.distance_m(is) > 1_500.0, "partners are told the same wrong place");
    let lost = |e: &Event| matches!(e.what, What::Lever(levers::Event::FixLost { unit: 0 }));
    assert!(exercise.frame(CONTROL).events.iter().any(lost) && !exercise.frame(0).events.iter().any(lost));
    assert!(exercise.frame(0).units[0].trail.len() < 5, "no true track is drawn under the wrong place");
    pull(&mut exercise, Lever::EndJam { name: "east".into() });
    let events = run(&mut exercise, 20);
    let by = |e: &Event| match e.what {
        What::Lever(levers::Event::FixRegained { unit: 0, error_m }) => Some(error_m),
        _ => None,
    };
    assert!(events.iter().find_map(by).unwrap() > 1_500.0);
    assert_eq!(exercise.frame(0).units[0].at, truth(&exercise, 0));
}

#[test]
fn a_jammed_unit_steers_by_where_it_takes_itself_to_be() {
    let goal = Position::new(36.1, 131.3);
    let miss_m = |jammed: bool| {
        let mut exercise = Exercise::new(quiet(1));
        if jammed {
            pull(&mut exercise, Lever::Jam(Jam { name: "j".into(), at: goal, radius_m: 200_000.0 }));
        }
        ask(&mut exercise, 0, Ask::Order { unit: 0, order: Order::GoTo(goal) });
        run(&mut exercise, 5_400);
        truth(&exercise, 0).distance_m(goal)
    };
    assert!(miss_m(false) < 300.0);
    assert!(miss_m(true) > 1_000.0, "36 km by dead reckoning: {}", miss_m(true));
}

#[test]
fn a_closed_port_gives_no_fuel_and_lands_nobody() {
    let mut exercise = Exercise::new(quiet(1));
    let Base::Place(home) = exercise.setup().units[1].base else { panic!("a place") };
    pull(&mut exercise, change(Change::Person { object: 0, person: 0, fate: Fate::Recovered { unit: 1 } }));
    pull(&mut exercise, Lever::ClosePort(Base::Place(home)));
    ask(&mut exercise, 0, Ask::Order { unit: 1, order: Order::ReturnToBase });
    let events = run(&mut exercise, 1_500);
    let landed = |events: &[Event]| events.iter().any(|e| matches!(e.what, What::Landed { unit: 1, survivors: 1 }));
    assert!(!landed(&events) && events.iter().any(|e| matches!(e.what, What::Hindered { unit: 1, .. })));
    assert!(exercise.frame(0).units[1].fuel_frac.unwrap() < 0.95 && truth(&exercise, 1).distance_m(home) < 2_000.0);
    let mut events = pull(&mut exercise, Lever::OpenPort(Base::Place(home)));
    events.extend(run(&mut exercise, 60));
    assert!(landed(&events));
    assert_eq!(exercise.frame(0).units[1].fuel_frac, Some(1.0));
    // And nobody leaves a port that is closed.
    pull(&mut exercise, Lever::ClosePort(Base::Place(home)));
    run(&mut exercise, 1_800);
    ask(&mut exercise, 0, Ask::Order { unit: 1, order: Order::GoTo(Position::new(36.2, 131.2)) });
    run(&mut exercise, 100);
    assert_eq!(exercise.frame(0).units[1].activity, Activity::AtBase);
}

#[test]
fn a_cell_diverts_its_own_unit_to_another_base() {
    let mut exercise = Exercise::new(quiet(1));
    let other = Position::new(36.2, 131.35);
    let divert = || Ask::Lever(Lever::Divert { unit: 1, base: Base::Place(other) });
    let not_own = ask(&mut exercise, 1, divert());
    assert!(not_own.iter().any(|e| matches!(e.what, What::Refused { cell: 1, .. })));
    ask(&mut exercise, 0, divert());
    ask(&mut exercise, 0, Ask::Order { unit: 1, order: Order::ReturnToBase });
    let events = run(&mut exercise, 900);
    assert!(events.iter().any(|e| matches!(e.what, What::AtBase { unit: 1 })));
    assert_eq!(truth(&exercise, 1), other);
}

#[test]
fn a_partner_withdraws_and_the_exercise_goes_on() {
    let mut setup = setup(1);
    let serial = |when, from, to| Serial {
        id: format!("from-{from}"),
        when,
        action: Action::Message(MessageDraft {
            from,
            to: vec![to],
            kind: "sitrep".into(),
            text: Text::plain("sitrep"),
            ..MessageDraft::default()
        }),
        default_procedure: true,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    setup.serials.push(serial(When::At(300), 1, 0));
    setup.serials.push(serial(When::After { serial: 3, delay_s: 60 }, 0, 2));
    let mut exercise = Exercise::new(Arc::new(setup));
    run(&mut exercise, 130);
    pull(&mut exercise, Lever::Withdraw { cell: 1 });
    assert_eq!(exercise.frame(CONTROL).units[2].order, sarex_sim::event::OrderKind::ReturnToBase);
    let refused = ask(&mut exercise, 1, Ask::Order { unit: 2, order: Order::Hold });
    assert!(refused.iter().any(|e| matches!(e.what, What::Refused { cell: 1, .. })));
    ask(&mut exercise, 0, message(0, 1));
    let events = run(&mut exercise, 600);
    assert_eq!(read_by(&events, 1), 0, "nothing reaches it");
    assert!(exercise.frame(0).units.iter().find(|u| u.unit == 2).unwrap().age_s >= 600, "and it reports nothing");
    let list = exercise.frame(CONTROL).truth.unwrap().list;
    assert_eq!((list[3].state, list[4].state), (SerialState::Skipped, SerialState::Sent), "the others go on");
    let mut events = pull(&mut exercise, Lever::Rejoin { cell: 1 });
    events.extend(run(&mut exercise, 60));
    assert_eq!(read_by(&events, 1), 1, "what waited arrives");
    assert!(exercise.frame(0).units.iter().find(|u| u.unit == 2).unwrap().age_s < 60);
}

#[test]
fn messages_of_a_cell_cut_off_wait() {
    let mut exercise = Exercise::new(quiet(1));
    pull(&mut exercise, Lever::Cut { cell: 0 });
    let alert = run(&mut exercise, 400);
    assert_eq!((read_by(&alert, 0), read_by(&alert, 1)), (1, 1), "control has a line of its own");
    ask(&mut exercise, 0, message(0, 1));
    ask(&mut exercise, 1, message(1, 0));
    let events = run(&mut exercise, 400);
    assert_eq!((read_by(&events, 0), read_by(&events, 1)), (0, 0));
    let events = pull(&mut exercise, Lever::Reconnect { cell: 0 });
    assert_eq!((read_by(&events, 0), read_by(&events, 1)), (1, 1));
    assert_eq!(exercise.frame(1).messages.len(), 3);
}

#[test]
fn an_offset_moves_the_truth_and_the_forecast_only_once_it_is_told() {
    let offset = Offset { wind: Vec2::default(), current: Vec2 { east_m: 1.0, north_m: 0.0 } };
    // Nobody is near enough to look, so that both forecasts are alone with the drift.
    let mut setup = (*quiet(2)).clone();
    setup.units.iter_mut().for_each(|unit| unit.at.lat_deg += 3.0);
    let setup = Arc::new(setup);
    let (mut plain, mut moved) = (Exercise::new(setup.clone()), Exercise::new(setup));
    for exercise in [&mut plain, &mut moved] {
        run(exercise, 200);
    }
    pull(&mut moved, Lever::Offset(offset));
    run(&mut plain, 3_601);
    run(&mut moved, 3_600);
    let raft = |exercise: &Exercise| exercise.frame(CONTROL).truth.unwrap().objects[0].at;
    let drifted = raft(&plain).distance_m(raft(&moved));
    assert!((3_400.0..=3_600.0).contains(&drifted), "an hour at 1 m/s: {drifted}");
    let (a, b) = (&plain.frame(0).estimates[0], &moved.frame(0).estimates[0]);
    assert_eq!(a.datum, b.datum, "the forecast does not know");
    let shown = |exercise: &Exercise| exercise.frame(0).weather.current_mps;
    assert!((shown(&plain) - shown(&moved)).abs() < 1e-9);
    pull(&mut moved, Lever::TellForecast { cells: vec![0] });
    run(&mut moved, 700);
    run(&mut plain, 701);
    let (a, b) = (plain.frame(0).estimates[0].drift_mps, moved.frame(0).estimates[0].drift_mps);
    assert!((b[0] - a[0] - 1.0).abs() < 0.05, "told, it does: {a:?} {b:?}");
    let other = (plain.frame(1).estimates[0].drift_mps, moved.frame(1).estimates[0].drift_mps);
    assert!((other.0[0] - other.1[0]).abs() < 0.05, "the other cell was not told");
    pull(&mut moved, Lever::Offset(Offset::default()));
    run(&mut moved, 60);
    let east = |exercise: &Exercise| exercise.frame(CONTROL).truth.unwrap().objects[0].drift_mps[0];
    assert!((east(&moved) - east(&plain)).abs() < 0.3);
}

#[test]
fn an_override_says_what_stood_before_and_that_restores_it() {
    let mut exercise = Exercise::new(quiet(1));
    run(&mut exercise, 150);
    let before = |events: &[Event]| match &events[0].what {
        What::Lever(levers::Event::Overridden { before, reason, .. }) => {
            assert_eq!(reason, "the test wants it so");
            *before
        }
        other => panic!("{other:?}"),
    };
    let raft = exercise.frame(CONTROL).truth.unwrap().objects[0].at;
    let changes = [
        Change::UnitPosition { unit: 0, at: Position::new(36.5, 131.0) },
        Change::Fuel { unit: 0, share: 0.25 },
        Change::Lost { unit: 1, lost: true },
        Change::ObjectPosition { object: 0, at: raft.moved(Vec2 { east_m: nm(1.0), north_m: 0.0 }) },
        Change::Person { object: 0, person: 1, fate: Fate::Dead },
        Change::Person { object: 0, person: 2, fate: Fate::Recovered { unit: 0 } },
        Change::Found { cell: 0, object: 0, found: true },
    ];
    for wanted in changes {
        let first = before(&ask(&mut exercise, CONTROL, Ask::Lever(change(wanted))));
        assert_ne!(first, wanted);
        let second = before(&ask(&mut exercise, CONTROL, Ask::Lever(change(first))));
        match (second, wanted) {
            // A step lies between: fuel is burnt and things drift.
            (Change::UnitPosition { at, .. }, Change::UnitPosition { at: to, .. })
            | (Change::ObjectPosition { at, .. }, Change::ObjectPosition { at: to, .. }) => {
                assert!(at.distance_m(to) < 20.0);
            }
            (Change::Fuel { share, .. }, Change::Fuel { share: to, .. }) => assert!((share - to).abs() < 1e-4),
            (second, wanted) => assert_eq!(second, wanted),
        }
    }
    let frame = exercise.frame(0);
    assert!(!frame.events.iter().any(|e| matches!(e.what, What::Lever(levers::Event::Overridden { .. }))));
    assert!(frame.found.is_empty() && frame.units[1].activity != Activity::Lost);
}

#[test]
fn the_exercise_list_pulls_levers_and_says_why_one_cannot_be_pulled() {
    let mut setup = setup(1);
    let serial = |at, lever| Serial {
        id: format!("L-{at}"),
        when: When::At(at),
        action: Action::Lever(lever),
        default_procedure: false,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    setup.serials.push(serial(10, fault(1, Equipment::Hoist)));
    setup.serials.push(serial(20, Lever::Rejoin { cell: 0 }));
    let mut exercise = Exercise::new(Arc::new(setup));
    let events = run(&mut exercise, 30);
    assert!(
        events.iter().any(|e| e.tick == 10 && matches!(e.what, What::Lever(levers::Event::Pulled(Lever::Fault(_)))))
    );
    assert!(events.iter().any(|e| e.tick == 20 && matches!(e.what, What::Refused { .. })));
    assert_eq!(exercise.frame(CONTROL).truth.unwrap().levers.faults.len(), 1);
}

#[test]
fn a_restored_exercise_goes_on_with_its_levers() {
    let setup = arc(5);
    let levers = [
        fault(1, Equipment::Radio),
        Lever::Jam(Jam { name: "j".into(), at: Position::new(36.0, 131.0), radius_m: 80_000.0 }),
        Lever::Offset(Offset { wind: Vec2 { east_m: 3.0, north_m: 1.0 }, ..Offset::default() }),
        Lever::Withdraw { cell: 1 },
    ];
    let mut whole = Exercise::new(setup.clone());
    for lever in levers {
        pull(&mut whole, lever);
        run(&mut whole, 150);
    }
    let mut restored = Exercise::restore(setup, &whole.save()).unwrap();
    run(&mut whole, 1_000);
    run(&mut restored, 1_000);
    assert_eq!(whole.digest(), restored.digest());
}
