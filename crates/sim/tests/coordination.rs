//! Coordination: every step is known to those who took or read it, boards follow what is known, and what was agreed acts.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::{Native, setup};
use sarex_model::position::Position;
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    coordination::{self, Airspace, Answer, Division, Step},
    event::{Event, What},
    limits::MESSAGE_DELAY_S,
    setup::*,
    talk::{HandOverItem, Office},
};

const CONTROL: u32 = 2;

/// The drill's setup with nothing but the alert of minute 1.
fn quiet() -> Setup {
    let mut setup = setup(1);
    setup.serials.truncate(1);
    setup
}

/// Alerted, and read.
fn alerted() -> Exercise {
    let mut exercise = Exercise::new(Arc::new(quiet()));
    run(&mut exercise, 130);
    exercise
}

fn run(exercise: &mut Exercise, ticks: u64) -> Vec<Event> {
    (0..ticks).flat_map(|_| exercise.step(&[], &mut Native)).collect()
}

/// Takes a step; the error is why it was refused.
fn take(exercise: &mut Exercise, cell: u32, step: Step, to: &[u32]) -> Result<(), String> {
    let ask = Ask::Coordination(coordination::Ask { step, to: to.to_vec() });
    let events = exercise.step(&[Command { cell, action: ask }], &mut Native);
    let refused = |e: &Event| if let What::Refused { reason, .. } = &e.what { Some(reason.clone()) } else { None };
    events.iter().find_map(refused).map_or(Ok(()), Err)
}

/// Takes a step and lets it be read.
fn told(exercise: &mut Exercise, cell: u32, step: Step, to: &[u32]) {
    take(exercise, cell, step, to).unwrap();
    run(exercise, MESSAGE_DELAY_S + 1);
}

fn division(left: u32, right: u32) -> Division {
    let line = vec![Position::new(36.0, 130.0), Position::new(36.0, 132.0)];
    Division { line, left, right }
}

#[test]
fn a_step_is_known_when_its_message_is_read() {
    let mut exercise = alerted();
    let board = exercise.frame(0).coordination;
    assert_eq!(board.alerted_tick, Some(120), "the alert of minute 1, read a minute later");
    take(&mut exercise, 0, Step::NameSmc { cell: 0 }, &[1]).unwrap();
    assert_eq!(exercise.frame(0).coordination.smc.unwrap().cell, 0);
    assert!(exercise.frame(1).coordination.smc.is_none());
    let events = run(&mut exercise, MESSAGE_DELAY_S + 1);
    let known = |e: &&Event| matches!(e.what, What::Coordination(coordination::Event::Known { cell: 1, .. }));
    let tick = events.iter().find(known).unwrap().tick;
    assert_eq!(exercise.frame(1).coordination.smc.unwrap().since_tick, tick);
    let text = exercise.frame(1).messages.last().unwrap().draft.text.clone();
    assert_eq!((text.en.as_str(), text.ja.as_deref()), ("SMC: a.", Some("SMC指名：a。")));
    let refused = take(&mut exercise, 1, Step::NameSmc { cell: 1 }, &[0]);
    assert_eq!(refused.unwrap_err(), "a is SMC and hands over");
}

#[test]
fn messages_of_the_exercise_list_are_steps() {
    let mut setup = quiet();
    let message = |at, from, to: Vec<u32>, kind: &str| Serial {
        id: kind.into(),
        when: When::At(at),
        action: Action::Message(MessageDraft {
            from,
            to,
            kind: kind.into(),
            text: Text::plain(kind),
            ..MessageDraft::default()
        }),
        default_procedure: true,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    setup.serials.extend([
        message(200, 0, vec![1], "smc-named"),
        message(300, 0, vec![1], "datum"),
        message(400, 1, vec![0], "datum-agreed"),
        message(500, 0, vec![1], "area-split"),
        message(600, 0, vec![1], "entry-request"),
        message(800, 1, vec![0], "entry-cleared"),
        message(900, 0, vec![1], "small-talk"),
    ]);
    let mut exercise = Exercise::new(Arc::new(setup));
    run(&mut exercise, 1_000);
    for cell in [0, 1] {
        let board = exercise.frame(cell).coordination;
        assert_eq!(board.smc.unwrap().cell, 0);
        assert_eq!((board.datums.len(), board.datums[0].agreed.len(), board.agreed_tick.is_some()), (1, 1, true));
        assert!(matches!(board.entries[0].answer, Answer::Yes { by: 1, .. }), "{:?}", board.entries);
    }
    let steps = exercise.history().events.iter();
    let taken = steps.filter(|e| matches!(e.what, What::Coordination(coordination::Event::Taken { .. }))).count();
    assert_eq!(taken, 7, "small talk is no step");
}

#[test]
fn a_datum_told_opens_the_readers_forecast() {
    let mut setup = quiet();
    let Action::Message(alert) = &mut setup.serials[0].action else { panic!("the alert") };
    alert.to = vec![0];
    let mut exercise = Exercise::new(Arc::new(setup));
    let refused = take(&mut exercise, 0, Step::ShareDatum { object: 0 }, &[1]);
    assert_eq!(refused.unwrap_err(), "the cell has no datum for that object itself");
    run(&mut exercise, 200);
    assert!(exercise.frame(1).estimates.is_empty());
    told(&mut exercise, 0, Step::ShareDatum { object: 0 }, &[1]);
    assert_eq!(exercise.frame(1).estimates.len(), 1);
    told(&mut exercise, 1, Step::AgreeDatum { object: 0 }, &[0]);
    assert_eq!(exercise.frame(0).coordination.datums[0].agreed[0].0, 1);
}

#[test]
fn a_division_is_proposed_countered_and_agreed_and_then_searched_by() {
    let mut exercise = alerted();
    let search =
        |split| SearchRequest { plugin: 1, pattern: "lines".into(), split, ..SearchRequest::round_estimate(0, 0, 0) };
    let nothing = exercise.search_task(&search(Some(Split::Agreed))).unwrap_err();
    assert!(nothing.contains("agreed no division"), "{nothing}");
    let proposed = Step::Propose { division: division(0, 1), plans: vec![], counters: None };
    told(&mut exercise, 0, proposed, &[1]);
    let first = exercise.frame(1).coordination.proposals[0].clone();
    assert_eq!((first.answer, first.division.line.len()), (Answer::Open, 2));
    let own = take(&mut exercise, 0, Step::Agree { proposal: Some(first.number) }, &[1]);
    assert!(own.is_err(), "nobody agrees to what it proposed itself");
    // The counter-proposal shows the other cell's plan, which was not shared before.
    let plan =
        SearchRequest { plugin: 1, pattern: "lines".into(), shared: false, ..SearchRequest::round_estimate(1, 0, 2) };
    exercise.step(&[Command { cell: 1, action: Ask::Search(plan) }], &mut Native);
    assert_eq!((exercise.frame(1).plans.len(), exercise.frame(0).plans.len()), (1, 0));
    let counter = Step::Propose { division: division(1, 0), plans: vec![0], counters: Some(first.number) };
    told(&mut exercise, 1, counter, &[0]);
    assert_eq!(exercise.frame(0).plans.len(), 1, "both plans on one chart");
    let board = exercise.frame(0).coordination;
    assert!(matches!(board.proposals[0].answer, Answer::Countered { by: 1, .. }));
    let second = board.proposals[1].number;
    told(&mut exercise, 0, Step::Agree { proposal: Some(second) }, &[1]);
    for cell in [0, 1] {
        assert_eq!(exercise.frame(cell).coordination.agreed, Some(second));
    }
    // The line runs east: right of it, which is cell 0's by the counter-proposal, is south.
    let task = exercise.search_task(&search(Some(Split::Agreed))).unwrap();
    let frame = common::frame_of(task.frame);
    assert!(task.area.iter().all(|p| frame.to_position(*p).lat_deg < 36.001), "{:?}", task.area);
    let stale = take(&mut exercise, 1, Step::Agree { proposal: Some(first.number) }, &[0]);
    assert_eq!(stale.unwrap_err(), "no such proposal waits for the cell's answer");
}

#[test]
fn only_the_smc_names_an_osc_and_suspends() {
    let mut exercise = alerted();
    told(&mut exercise, 0, Step::NameSmc { cell: 0 }, &[1]);
    let osc = Step::NameOsc { cell: 1, unit: Some(2) };
    assert_eq!(take(&mut exercise, 1, osc.clone(), &[0]).unwrap_err(), "only the SMC may do that");
    told(&mut exercise, 0, osc, &[1]);
    told(&mut exercise, 0, Step::NameAco { cell: 0, unit: Some(1) }, &[1]);
    let board = exercise.frame(1).coordination;
    assert_eq!((board.osc.unwrap().unit, board.aco.unwrap().cell), (Some(2), 0));
    assert!(take(&mut exercise, 0, Step::Resume { why: String::new() }, &[1]).is_err(), "nothing is suspended");
    told(&mut exercise, 0, Step::Suspend { why: "fog".into() }, &[1]);
    assert_eq!(exercise.frame(1).coordination.suspended.unwrap().1, "fog");
    told(&mut exercise, 0, Step::Resume { why: "clear".into() }, &[1]);
    assert!(exercise.frame(1).coordination.suspended.is_none());
}

#[test]
fn an_entry_is_requested_cleared_expires_and_is_watched() {
    let mut setup = quiet();
    let corner = |lat, lon| Position::new(lat, lon);
    let area = vec![corner(36.3, 131.0), corner(36.3, 131.4), corner(36.6, 131.4), corner(36.6, 131.0)];
    setup.airspaces.push(Airspace { id: "adiz-b".into(), name: Text::plain("ADIZ"), cell: 1, area });
    let mut exercise = Exercise::new(Arc::new(setup));
    run(&mut exercise, 130);
    let request = |until_tick| Step::RequestEntry { unit: Some(1), low_m: 150.0, high_m: 300.0, until_tick };
    assert!(take(&mut exercise, 0, request(Some(10)), &[1]).is_err(), "its end is past");
    assert!(take(&mut exercise, 1, request(None), &[0]).is_err(), "not its aircraft");
    let fly = |exercise: &mut Exercise, lat| {
        let order = Order::GoTo(Position::new(lat, 131.2));
        let mut events = exercise.step(&[Command { cell: 0, action: Ask::Order { unit: 1, order } }], &mut Native);
        events.extend(run(exercise, 600));
        events.iter().find_map(|e| match e.what {
            What::Coordination(coordination::Event::Entered { unit: 1, airspace: 0, cleared }) => Some(cleared),
            _ => None,
        })
    };
    assert_eq!(fly(&mut exercise, 36.4), Some(false), "nobody cleared it");
    assert_eq!(fly(&mut exercise, 36.2), None);
    let until = exercise.tick() + 1_500;
    told(&mut exercise, 0, request(Some(until)), &[1]);
    let number = exercise.frame(1).coordination.entries[0].number;
    assert!(take(&mut exercise, 0, Step::ClearEntry { entry: number, until_tick: None }, &[1]).is_err());
    told(&mut exercise, 1, Step::ClearEntry { entry: number, until_tick: None }, &[0]);
    assert_eq!(fly(&mut exercise, 36.4), Some(true));
    run(&mut exercise, 900);
    for cell in [0, 1] {
        assert!(matches!(exercise.frame(cell).coordination.entries[0].answer, Answer::Expired { .. }));
    }
    told(&mut exercise, 0, request(None), &[1]);
    let number = exercise.frame(1).coordination.entries[1].number;
    told(&mut exercise, 1, Step::RefuseEntry { entry: number, why: "no transponder".into() }, &[0]);
    assert!(
        matches!(&exercise.frame(0).coordination.entries[1].answer, Answer::No { why, .. } if why == "no transponder")
    );
}

#[test]
fn an_office_is_handed_over_by_a_checklist() {
    let mut exercise = alerted();
    told(&mut exercise, 0, Step::NameSmc { cell: 0 }, &[1]);
    let offer = |to| Step::OfferHandOver { office: Office::Smc, to, items: vec![HandOverItem::Situation] };
    assert!(take(&mut exercise, 1, offer(0), &[0]).is_err());
    told(&mut exercise, 0, offer(1), &[1]);
    let number = exercise.frame(1).coordination.hand_overs[0].number;
    let all = HandOverItem::ALL.iter().copied();
    let items = all.filter(|item| ![HandOverItem::Airspace, HandOverItem::NextOfKin].contains(item)).collect();
    told(&mut exercise, 0, Step::Brief { hand_over: number, items }, &[1]);
    let body = exercise.frame(1).messages.last().unwrap().draft.body.clone();
    assert!(matches!(body, sarex_sim::talk::Body::HandOver(h) if h.items.len() == 10), "shown as a checklist");
    assert!(take(&mut exercise, 0, Step::TakeOver { hand_over: number }, &[1]).is_err(), "the other one takes over");
    told(&mut exercise, 1, Step::TakeOver { hand_over: number }, &[0]);
    for cell in [0, 1] {
        let board = exercise.frame(cell).coordination;
        assert_eq!(board.smc.unwrap().cell, 1);
        let missing: Vec<HandOverItem> = board.hand_overs[0].missing().collect();
        assert_eq!(missing, [HandOverItem::Airspace, HandOverItem::NextOfKin]);
        assert!(board.hand_overs[0].taken_tick.is_some());
    }
}

#[test]
fn control_sees_every_step_and_other_cells_only_theirs() {
    let mut setup = quiet();
    let roles = vec![Role::Rcc];
    let (name, nation, language) = (Text::plain("c"), String::new(), "en".into());
    setup.cells.push(Cell { id: "c".into(), name, nation, language, roles, policy: Default::default() });
    let mut exercise = Exercise::new(Arc::new(setup));
    run(&mut exercise, 130);
    take(&mut exercise, 0, Step::NameSmc { cell: 0 }, &[1]).unwrap();
    assert!(exercise.frame(CONTROL).coordination.smc.is_some());
    run(&mut exercise, 120);
    assert_eq!(exercise.frame(3).coordination, coordination::Board::default());
    let shown = |e: &Event| matches!(e.what, What::Coordination(_));
    assert!(!exercise.frame(3).events.iter().any(shown) && exercise.frame(1).events.iter().any(shown));
}
