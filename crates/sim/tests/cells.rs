//! Rights, frozen pictures, exercise lines, rules of release and the ledger, as cells meet them.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::Native;
use sarex_model::position::Position;
use sarex_sim::{
    Exercise,
    cells::{
        self, Right,
        sharing::{self, How, Item, Kind, Release, Rule},
    },
    command::{Ask, Command},
    event::{Event, What},
    levers::Lever,
    list,
    setup::*,
};

/// Cell `a` (SMC) with a ship and a helicopter, `b` (RCC) with a ship, control, a facilitator and a unit's own cell.
fn setup() -> Setup {
    let mut setup = common::setup(3);
    let model = setup.cells[0].clone();
    let cell = |id: &str, role| Cell { id: id.into(), roles: vec![role], ..model.clone() };
    setup.cells.extend([cell("neutral", Role::Facilitator), cell("cutter", Role::Sru)]);
    setup.lines.push(Line {
        id: "split".into(),
        label: Text::plain("exercise line"),
        points: vec![Position::new(36.0, 130.0), Position::new(36.0, 132.0)],
    });
    setup
}

const CONTROL: u32 = 2;
const FACILITATOR: u32 = 3;
const CUTTER: u32 = 4;

fn start(setup: Setup) -> Exercise {
    Exercise::new(Arc::new(setup))
}

fn run(exercise: &mut Exercise, ticks: u64) {
    for _ in 0..ticks {
        exercise.step(&[], &mut Native);
    }
}

fn ask(exercise: &mut Exercise, cell: u32, action: Ask) -> Vec<Event> {
    exercise.step(&[Command { cell, action }], &mut Native)
}

fn refusal(events: &[Event]) -> Option<String> {
    events.iter().find_map(|e| match &e.what {
        What::Refused { reason, .. } => Some(reason.clone()),
        _ => None,
    })
}

fn rule(from: u32, kinds: Vec<Kind>, release: Release) -> Rule {
    Rule { id: "r".into(), from, to: vec![], kinds, units: vec![], area: vec![], after_s: 0, release }
}

fn search(cell: u32, unit: u32) -> SearchRequest {
    SearchRequest { plugin: 1, pattern: "lines".into(), shared: true, ..SearchRequest::round_estimate(cell, 0, unit) }
}

fn message(from: u32, to: Vec<u32>, about_object: Option<u32>) -> Ask {
    Ask::Message(MessageDraft {
        from,
        to,
        kind: "text".into(),
        text: Text::plain("x"),
        about_object,
        ..MessageDraft::default()
    })
}

/// One of everything that can be asked, in the asking cell's own name.
fn everything(cell: u32) -> Vec<Ask> {
    let line = cells::Ask::MoveLine { line: 0, points: vec![Position::new(36.0, 130.0); 2], reason: String::new() };
    vec![
        Ask::Order { unit: 0, order: Order::Hold },
        message(cell, vec![0], None),
        Ask::Search(search(cell, 0)),
        Ask::List(list::Ask::Fire(1)),
        Ask::Lever(Lever::Withdraw { cell: 0 }),
        Ask::AddPlugin("new".into()),
        Ask::Behaviour { unit: 0, plugin: None },
        Ask::Environment(EnvironmentChange { visibility_nm: Some(1.0), wave_height_m: None }),
        Ask::ReinstatePlugin(0),
        Ask::ReloadPlugin(0),
        Ask::Cells(cells::Ask::Freeze(0)),
        Ask::Cells(cells::Ask::Thaw(0)),
        Ask::Cells(line),
        Ask::Sharing(sharing::Ask::Put(rule(cell, vec![], Release::Withhold))),
        Ask::Sharing(sharing::Ask::Drop { cell, rule: "r".into() }),
        Ask::Sharing(sharing::Ask::Tell { from: cell, to: vec![0], item: Item::Datum(0) }),
        Ask::End,
    ]
}

#[test]
fn the_facilitator_moves_nothing_and_each_refusal_is_recorded_with_its_reason() {
    let (mut with, mut without) = (start(setup()), start(setup()));
    run(&mut with, 200);
    run(&mut without, 200);
    for action in everything(FACILITATOR) {
        let reason = refusal(&ask(&mut with, FACILITATOR, action.clone()));
        assert!(reason.as_ref().is_some_and(|r| r.contains("does not have the right")), "{action:?}: {reason:?}");
        run(&mut without, 1);
        for cell in [0, 1] {
            let seen = |exercise: &Exercise| format!("{:?}", exercise.frame(cell));
            assert!(seen(&with) == seen(&without), "{action:?} changed something for cell {cell}");
        }
    }
    assert!(
        refusal(&ask(
            &mut with,
            FACILITATOR,
            Ask::Notes(sarex_sim::notes::Ask { text: "well done".into(), ..Default::default() })
        ))
        .is_none()
    );
    assert!(with.frame(FACILITATOR).truth.is_some(), "it sees all");
}

#[test]
fn a_unit_s_own_cell_does_what_its_coordinator_plans() {
    let mut exercise = start(setup());
    run(&mut exercise, 200);
    let refused = |action| refusal(&ask(&mut exercise.clone(), CUTTER, action));
    assert!(refused(Ask::Search(search(CUTTER, 0))).unwrap().contains("\"plan-searches\""));
    assert_eq!(refused(message(CUTTER, vec![0], None)), None);
    assert!(refused(Ask::Order { unit: 0, order: Order::Hold }).unwrap().contains("not a unit of this cell"));
}

#[test]
fn the_scenario_grants_and_withholds() {
    let mut setup = setup();
    setup.cells[0].policy.withhold.insert(Right::SendMessages);
    setup.cells[1].policy.grant.insert(Right::ChangeEnvironment);
    let mut exercise = start(setup);
    let change = EnvironmentChange { visibility_nm: Some(1.0), wave_height_m: None };
    assert!(refusal(&ask(&mut exercise, 0, message(0, vec![1], None))).is_some());
    assert!(refusal(&ask(&mut exercise, 1, Ask::Environment(change))).is_none());
    assert_eq!(exercise.frame(1).weather.visibility_nm, 1.0);
}

#[test]
fn a_frozen_picture_stays_and_lives_on_after_a_restore() {
    let mut exercise = start(setup());
    run(&mut exercise, 700);
    ask(&mut exercise, CONTROL, Ask::Cells(cells::Ask::Freeze(0)));
    let frozen = exercise.frame(0);
    assert_eq!(frozen.desk.frozen_since, Some(frozen.tick));
    assert_eq!(exercise.frame(CONTROL).desk.frozen, [0]);
    let own = |e: &Exercise, cell| format!("{:?}", e.frame(cell));
    run(&mut exercise, 300);
    assert!(own(&exercise, 0) == format!("{frozen:?}"), "nothing moves");
    assert!(exercise.frame(1).desk.frozen_since.is_none() && exercise.frame(1).tick == exercise.tick());
    let again = Ask::Cells(cells::Ask::Freeze(0));
    assert!(refusal(&ask(&mut exercise, CONTROL, again)).unwrap().contains("frozen already"));
    let mut exercise = Exercise::restore(exercise.setup().clone(), &exercise.save()).unwrap();
    assert!(own(&exercise, 0) == format!("{frozen:?}"), "a restore keeps it");
    ask(&mut exercise, CONTROL, Ask::Cells(cells::Ask::Thaw(0)));
    assert_eq!(exercise.frame(0).tick, exercise.tick());
}

#[test]
fn control_moves_a_line_and_searches_split_along_it_where_it_runs_now() {
    let mut exercise = start(setup());
    run(&mut exercise, 200);
    let request = SearchRequest { split: Some(Split::RightOf(0)), ..search(0, 0) };
    let before = exercise.search_task(&request).unwrap().area;
    let points = vec![Position::new(35.95, 130.0), Position::new(35.95, 132.0)];
    let line = cells::Ask::MoveLine { line: 0, points: points.clone(), reason: "shown in the briefing".into() };
    assert!(refusal(&ask(&mut exercise, 0, Ask::Cells(line.clone()))).unwrap().contains("\"move-lines\""));
    ask(&mut exercise, CONTROL, Ask::Cells(line));
    assert_eq!(exercise.line(0), points);
    assert_eq!(exercise.frame(1).desk.lines, [(0, points)]);
    assert_ne!(exercise.search_task(&request).unwrap().area, before);
    let bad = cells::Ask::MoveLine { line: 7, points: vec![], reason: String::new() };
    assert!(refusal(&ask(&mut exercise, CONTROL, Ask::Cells(bad))).unwrap().contains("no line number 7"));
}

#[test]
fn numbers_that_are_none_are_refused() {
    let mut exercise = start(setup());
    run(&mut exercise, 200);
    let tell = |item| Ask::Sharing(sharing::Ask::Tell { from: 0, to: vec![1], item });
    let bad_rule = Rule { units: vec![2], ..rule(0, vec![], Release::Always) };
    let asks = [
        Ask::Search(SearchRequest { split: Some(Split::LeftOf(99)), ..search(0, 0) }),
        tell(Item::Plan(9)),
        tell(Item::Track(9)),
        tell(Item::Position(99)),
        tell(Item::Found(9)),
        tell(Item::Datum(9)),
        Ask::Sharing(sharing::Ask::Tell { from: 0, to: vec![99], item: Item::Position(0) }),
        Ask::Sharing(sharing::Ask::Put(bad_rule)),
        Ask::Sharing(sharing::Ask::Put(Rule { to: vec![99], ..rule(0, vec![], Release::Always) })),
        Ask::Sharing(sharing::Ask::Put(rule(1, vec![], Release::Always))),
        Ask::Sharing(sharing::Ask::Drop { cell: 0, rule: "none".into() }),
    ];
    for action in asks {
        assert!(refusal(&ask(&mut exercise, 0, action.clone())).is_some(), "{action:?}");
    }
    assert!(refusal(&ask(&mut exercise, 99, Ask::End)).is_some());
}

#[test]
fn a_message_brings_what_its_sender_knows_unless_a_rule_withholds_it() {
    let mut setup = setup();
    // Only cell a is alerted.
    setup.serials.truncate(1);
    let Action::Message(draft) = &mut setup.serials[0].action else { unreachable!() };
    draft.to = vec![0];
    let told = |rules: &[Rule], from: u32| {
        let mut exercise = start(setup.clone());
        run(&mut exercise, 200);
        for rule in rules {
            ask(&mut exercise, rule.from, Ask::Sharing(sharing::Ask::Put(rule.clone())));
        }
        ask(&mut exercise, from, message(from, vec![1], Some(0)));
        run(&mut exercise, 100);
        exercise
    };
    let neutral = told(&[], 0);
    assert_eq!(neutral.frame(1).estimates.len(), 1);
    assert_eq!(neutral.frame(1).sharing.datums[0].from, 0);
    let first = neutral.ledger().first_told(0, 1, Item::Datum(0)).unwrap();
    assert!(neutral.ledger().entries().iter().any(|e| e.first == first && matches!(e.how, How::Message(_))));
    let strict = told(&[rule(0, vec![Kind::Datum], Release::Withhold)], 0);
    assert!(strict.frame(1).estimates.is_empty() && strict.frame(1).sharing.datums.is_empty());
    let withheld = |frame: &sarex_sim::view::Frame| {
        frame.events.iter().any(|e| matches!(&e.what, What::Sharing(sharing::Event::Withheld { to: 1, .. })))
    };
    assert!(withheld(&strict.frame(0)) && !withheld(&strict.frame(1)), "the sender knows, the partner does not");
    let late = told(&[Rule { after_s: 3_000, ..rule(0, vec![Kind::Datum], Release::WhenTold) }], 0);
    assert!(late.frame(1).estimates.is_empty());
    // Who knows nothing of the object has nothing to attach.
    assert!(told(&[], CUTTER).frame(1).estimates.is_empty());
}

#[test]
fn the_preview_is_what_the_partner_then_sees() {
    let mut exercise = start(setup());
    run(&mut exercise, 700);
    let strict = [rule(0, vec![Kind::Positions, Kind::Plans], Release::Withhold)];
    let units = |e: &Exercise| e.frame(1).units.iter().filter(|u| !u.own).count();
    assert_eq!(exercise.preview(0, 1, None).count(Kind::Positions), [0, 0, 2]);
    assert_eq!(units(&exercise), 2);
    let preview = exercise.preview(0, 1, Some(&strict));
    assert_eq!((preview.count(Kind::Positions), preview.count(Kind::Plans)), ([2, 0, 0], [1, 0, 0]));
    let plan = preview.lines.iter().find(|l| l.item == Item::Plan(0)).unwrap();
    assert!(plan.left_out == 2 && plan.told, "it was told before the rule: {plan:?}");
    // The same from the start: neither is ever seen.
    let mut policy = setup();
    policy.policy.release = strict.to_vec();
    let mut exercise = start(policy);
    run(&mut exercise, 700);
    assert_eq!((units(&exercise), exercise.frame(1).plans.len()), (0, 0));
    assert_eq!(exercise.frame(CONTROL).plans.len(), 1);
}

#[test]
fn the_count_of_survivors_is_what_was_told_and_not_the_truth() {
    for seed in 1..20 {
        let mut setup = common::setup(seed);
        let tell = |id: &str, delay_s| Serial {
            id: id.into(),
            when: When::Found { object: Some(0), cell: Some(0), delay_s },
            action: Action::Message(MessageDraft {
                from: 0,
                to: vec![1],
                kind: id.into(),
                text: Text::plain(id),
                about_object: Some(0),
                ..MessageDraft::default()
            }),
            default_procedure: true,
            expect: None,
            objective: None,
            detail: Default::default(),
        };
        setup.serials.push(tell("found", 0));
        setup.serials.push(tell("all-well", 9_000));
        let mut exercise = start(setup);
        let mut cleared = None;
        for tick in 0..6 * 3_600 {
            let events = exercise.step(&[], &mut Native);
            let now = |e: &Event| matches!(e.what, What::ObjectCleared { .. });
            cleared = cleared.or(events.iter().any(now).then_some(tick));
            let left = |cell| exercise.frame(cell).found.first().map(|f| f.persons_left);
            if cleared == Some(tick) && left(0) == Some(0) && left(1).is_some() {
                // Its own ship is 40 km off: it knows what the first message told.
                assert_eq!(left(1), Some(3));
                for _ in 0..9_200 {
                    exercise.step(&[], &mut Native);
                }
                assert_eq!(exercise.frame(1).found[0].persons_left, 0, "the second message says so");
                return;
            }
        }
    }
    panic!("no seed of nineteen found and recovered the raft by cell 0");
}
