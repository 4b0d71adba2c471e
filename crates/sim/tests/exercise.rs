//! The drill in small: found in most runs, the same run twice, and nothing known that was not told.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use common::{Native, arc};
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    decision::{Batch, Decisions, Fault, Outcome, PlannedSearch, SearchTask},
    event::{Audience, What},
    journal::{Player, Recorder},
    setup::{Action, EnvironmentChange, MessageDraft, Order, SearchRequest, Serial, Text, When},
    view::Activity,
};

fn run(exercise: &mut Exercise, ticks: u64) {
    for _ in 0..ticks {
        exercise.step(&[], &mut Native);
    }
}

#[test]
fn the_raft_is_found_in_most_runs_at_different_times() {
    let found: Vec<Option<u64>> = (1..=12)
        .map(|seed| {
            let mut exercise = Exercise::new(arc(seed));
            run(&mut exercise, 6 * 3_600);
            exercise.object_outcomes()[0].found_tick
        })
        .collect();
    let mut times: Vec<u64> = found.iter().flatten().copied().collect();
    assert!(times.len() >= 7, "found in {} of 12: {found:?}", times.len());
    times.sort_unstable();
    times.dedup();
    assert!(times.len() >= 5, "times differ: {times:?}");
}

#[test]
fn found_people_come_on_board_one_after_another() {
    for seed in 1..10 {
        let mut exercise = Exercise::new(arc(seed));
        run(&mut exercise, 6 * 3_600);
        let outcome = &exercise.object_outcomes()[0];
        if let (Some(found), Some(rescued)) = (outcome.found_tick, outcome.rescued_tick) {
            assert!(rescued >= found + 3 * 120, "three persons take two minutes each: {outcome:?}");
            assert_eq!(outcome.recovered_alive + outcome.recovered_dead, 3);
            return;
        }
    }
    panic!("no seed of nine found and recovered the raft");
}

#[test]
fn the_same_seed_gives_the_same_digest_and_another_seed_another() {
    let digest = |seed| {
        let mut exercise = Exercise::new(arc(seed));
        run(&mut exercise, 4_000);
        exercise.digest()
    };
    assert_eq!(digest(3), digest(3));
    assert_ne!(digest(3), digest(4));
}

#[test]
fn a_restored_exercise_goes_on_exactly() {
    let setup = arc(5);
    let mut whole = Exercise::new(setup.clone());
    run(&mut whole, 3_000);
    let mut parted = Exercise::new(setup.clone());
    for part in [1, 7, 599, 601, 792, 1_000] {
        run(&mut parted, part);
        parted = Exercise::restore(setup.clone(), &parted.save()).unwrap();
    }
    assert_eq!(parted.tick(), whole.tick());
    assert_eq!(parted.history().events, whole.history().events);
    assert_eq!(parted.digest(), whole.digest());
}

#[test]
fn a_replay_from_the_journal_needs_no_plugin() {
    let setup = arc(2);
    let mut live = Exercise::new(setup.clone());
    let (mut native, mut last, mut entries) = (Native, Vec::new(), Vec::new());
    for tick in 0..5_000 {
        let mut recorder = Recorder::new(&mut native, &mut last, &mut entries, tick);
        live.step(&[], &mut recorder);
    }
    let mut replay = Exercise::new(setup);
    let mut player = Player::default();
    let mut entries = entries.into_iter().peekable();
    for tick in 0..5_000 {
        while let Some(entry) = entries.next_if(|e| e.answered().is_some_and(|(t, _)| t == tick)) {
            player.feed(entry);
        }
        replay.step(&[], &mut player);
        assert!(player.left_over().is_none(), "tick {tick}: the replay asked for less than was journalled");
        assert!(player.missing.is_none(), "tick {tick}: {:?}", player.missing);
    }
    assert_eq!(replay.digest(), live.digest());
}

#[test]
fn cells_do_not_command_each_others_units() {
    let mut exercise = Exercise::new(arc(1));
    let order = |cell| Command { cell, action: Ask::Order { unit: 2, order: Order::Hold } };
    let events = exercise.step(&[order(0), order(1), order(2)], &mut Native);
    let refused = events.iter().filter(|e| matches!(e.what, What::Refused { cell: 0, .. })).count();
    let given = events.iter().filter(|e| matches!(e.what, What::OrderGiven { unit: 2, .. })).count();
    assert_eq!((refused, given), (1, 2), "its own cell and control may: {events:?}");
}

#[test]
fn only_control_changes_the_weather() {
    let mut exercise = Exercise::new(arc(1));
    let change = EnvironmentChange { visibility_nm: Some(2.0), wave_height_m: None };
    exercise.step(&[Command { cell: 0, action: Ask::Environment(change) }], &mut Native);
    assert_eq!(exercise.frame(0).weather.visibility_nm, 10.0);
    exercise.step(&[Command { cell: 2, action: Ask::Environment(change) }], &mut Native);
    assert_eq!(exercise.frame(0).weather.visibility_nm, 2.0);
}

#[test]
fn a_cell_sees_no_truth_and_no_event_that_is_not_its_own() {
    let mut exercise = Exercise::new(arc(4));
    for _ in 0..200 {
        run(&mut exercise, 100);
        for cell in [0, 1] {
            let frame = exercise.frame(cell);
            assert!(frame.truth.is_none());
            assert!(frame.events.iter().all(|e| match &e.known_to {
                Audience::All => true,
                Audience::Cells(cells) => cells.contains(&cell),
                Audience::Control => false,
            }));
            assert!(frame.units.iter().filter(|u| !u.own).all(|u| u.fuel_frac.is_none() && u.trail.is_empty()));
            assert!(frame.messages.iter().all(|m| m.draft.from == cell || m.read_tick.is_some()));
        }
        let control = exercise.frame(2);
        assert_eq!(control.truth.unwrap().objects.len(), 1);
    }
}

#[test]
fn nobody_knows_of_the_raft_before_the_alert_is_read() {
    let mut exercise = Exercise::new(arc(4));
    run(&mut exercise, 100);
    assert!(exercise.frame(0).estimates.is_empty());
    run(&mut exercise, 100);
    let estimates = exercise.frame(0).estimates;
    assert_eq!(estimates.len(), 1);
    assert!(estimates[0].radius_95_m > estimates[0].radius_50_m && estimates[0].radius_50_m > 2_000.0);
}

#[test]
fn a_unit_without_fuel_is_lost_and_says_where() {
    let mut setup = common::setup(1);
    setup.units[1].performance.endurance_s = 300.0;
    let mut exercise = Exercise::new(std::sync::Arc::new(setup));
    run(&mut exercise, 400);
    assert!(exercise.history().events.iter().any(|e| matches!(e.what, What::OutOfFuel { unit: 1, .. })));
    assert_eq!(exercise.frame(0).units[1].activity, Activity::Lost);
}

#[test]
fn searching_lowers_what_is_left_to_find() {
    let mut exercise = Exercise::new(arc(6));
    run(&mut exercise, 5_000);
    let pos = exercise.frame(0).estimates[0].pos;
    assert!(pos > 0.2 && pos < 1.0, "two units searched for an hour: {pos}");
    let series = &exercise.history().pos[0].points;
    assert!(series.windows(2).all(|w| w[1].1 >= w[0].1 - 1e-12), "probability of success never falls");
}

#[test]
fn a_cell_does_not_act_on_a_find_it_was_not_told_of() {
    let mut setup = common::setup(2);
    let note = |cell| Serial {
        id: format!("tell-{cell}"),
        when: When::Found { object: None, cell: Some(cell), delay_s: 0 },
        action: Action::Message(MessageDraft {
            from: cell,
            to: vec![2],
            kind: format!("found-by-{cell}"),
            text: Text::plain("found"),
            about_object: None,
            ..MessageDraft::default()
        }),
        default_procedure: true,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    setup.serials.extend([note(0), note(1)]);
    let mut exercise = Exercise::new(std::sync::Arc::new(setup));
    run(&mut exercise, 6 * 3_600);
    let finders: Vec<u32> = exercise
        .history()
        .events
        .iter()
        .filter_map(|e| if let What::Detected { unit, .. } = e.what { Some(unit) } else { None })
        .collect();
    assert!(!finders.is_empty() && !finders.contains(&2), "this seed's finder is of cell 0: {finders:?}");
    let sent = |kind: &str| {
        exercise.history().events.iter().any(|e| matches!(&e.what, What::MessageSent { kind: k, .. } if k == kind))
    };
    assert!(sent("found-by-0") && !sent("found-by-1"));
}

/// A task can be looked at without planning it: nothing changes, and it is the one that a search then puts.
#[test]
fn the_task_of_a_search_is_the_one_that_is_planned() {
    struct Keeping(Option<SearchTask>);
    impl Decisions for Keeping {
        fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
            Native.step(plugin, batch, out)
        }
        fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
            self.0 = Some(task.clone());
            Native.plan(plugin, task)
        }
    }
    let mut exercise = Exercise::new(arc(3));
    let request = SearchRequest { plugin: 1, pattern: "lines".into(), ..SearchRequest::round_estimate(0, 0, 1) };
    assert!(exercise.search_task(&request).unwrap_err().contains("no datum"));
    run(&mut exercise, 300);
    let before = exercise.digest();
    let task = exercise.search_task(&request).unwrap();
    assert_eq!(exercise.digest(), before);
    assert_eq!((task.pattern.as_str(), task.assets.len()), ("lines", 1));
    let mut decisions = Keeping(None);
    exercise.step(&[Command { cell: 0, action: Ask::Search(request.clone()) }], &mut decisions);
    let planned = decisions.0.unwrap();
    assert!((planned.time_s - task.time_s).abs() <= 1.0 && planned.pattern == task.pattern, "{planned:?}");
    let not_own = SearchRequest { units: vec![2], ..request };
    assert!(exercise.search_task(&not_own).unwrap_err().contains("not a unit of this cell"));
}
