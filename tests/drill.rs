//! The shipped scenarios load cleanly and do what their briefs say.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use sarex_model::position::Position;
use sarex_session::Runner;
use sarex_sim::{
    command::{Ask, Command},
    event::{EndReason, What},
    list::SerialState,
    setup::{Action, Measure, Order, Role},
};
use sarex_tests::{load, open};

#[test]
fn every_shipped_scenario_loads_without_a_finding() {
    let scenarios = std::fs::read_dir(sarex_tests::home().join("scenarios")).unwrap();
    let names: Vec<String> = scenarios
        .filter_map(|f| f.ok().filter(|f| f.path().join("scenario.toml").is_file()))
        .map(|f| f.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.len() >= 2, "{names:?}");
    for name in names {
        let loaded = load(&name);
        let warnings: Vec<String> = loaded.warnings.iter().map(ToString::to_string).collect();
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
        assert!(
            loaded.setup.cells.iter().any(|c| c.roles.contains(&Role::ExerciseControl)),
            "{name} has a control cell"
        );
        assert!(sarex_tests::home().join("scenarios").join(&name).join("brief.md").is_file(), "{name} has a brief");
    }
}

#[test]
fn every_unit_under_command_is_driven_by_a_plugin() {
    for name in ["donghae-oki-raft", "korea-strait-patrol", "maizuru-collision-fire"] {
        let setup = load(name).setup;
        assert!(setup.units.iter().all(|u| u.behaviour.is_some()), "{name}");
    }
}

#[test]
fn the_drill_coordinates_then_searches() {
    let (setup, plugins) = open("donghae-oki-raft", 2, 1);
    let mut runner = Runner::new(setup.clone(), Box::new(plugins), None);
    for _ in 0..9_000 {
        runner.step(&[]).unwrap();
    }
    let exercise = runner.exercise();
    let events = &exercise.history().events;
    let planned = events.iter().filter(|e| matches!(e.what, What::PlanMade { .. })).count();
    let failed: Vec<_> = events
        .iter()
        .filter(|e| matches!(e.what, What::PlanFailed { .. } | What::PluginFault { .. } | What::Refused { .. }))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(planned >= 4, "{planned} plans");
    let coordination = setup.objectives.iter().zip(exercise.objective_results());
    for (objective, result) in coordination.filter(|(o, _)| matches!(o.measure, Measure::Between(..))) {
        assert!(result.passed, "{}: {result:?}", objective.id);
    }
    assert!(
        events.iter().any(|e| matches!(e.what, What::SearchStarted { .. })),
        "somebody searches within two and a half hours"
    );
}

#[test]
fn what_people_order_is_not_overruled_by_the_default_responder() {
    let (setup, plugins) = open("korea-strait-patrol", 7, 1);
    let mut runner = Runner::new(setup, Box::new(plugins), None);
    let order = Order::GoTo(Position::new(34.9, 129.3));
    runner.step(&[Command { cell: 0, action: Ask::Order { unit: 0, order } }]).unwrap();
    for _ in 0..1_200 {
        runner.step(&[]).unwrap();
    }
    let events = &runner.exercise().history().events;
    let orders: Vec<_> = events.iter().filter(|e| matches!(e.what, What::OrderGiven { unit: 0, .. })).collect();
    // Without the order this ship is sent to a contact without AIS after three minutes.
    assert_eq!(orders.len(), 1, "{orders:?}");
}

#[test]
fn the_collision_off_maizuru_ends_with_everybody_found_and_most_alive() {
    let (setup, plugins) = open("maizuru-collision-fire", 1, 1);
    let mut runner = Runner::new(setup.clone(), Box::new(plugins), None);
    while !runner.exercise().ended() {
        runner.step(&[]).unwrap();
    }
    let exercise = runner.exercise();
    let events = &exercise.history().events;
    let found = |wanted: fn(&What) -> bool| events.iter().filter(|e| wanted(&e.what)).count();
    let failed = found(|w| matches!(w, What::PlanFailed { .. } | What::PluginFault { .. } | What::Refused { .. }));
    assert_eq!(failed, 0, "no default procedure asks for what cannot be done");
    let ended = found(|w| matches!(w, What::Ended { reason: EndReason::Serial }));
    assert_eq!(ended, 1, "everybody is on board before time is up");
    let alive = found(|w| matches!(w, What::PersonRecovered { alive: true, .. }));
    assert!(alive >= 27, "{alive} of 30");
    // The transfer of the real drill: what a helicopter lifts is landed on another partner's deck.
    let helicopter = setup.units.iter().position(|u| u.id == "us-helo").unwrap() as u32;
    let landed = |e: &&sarex_sim::event::Event| matches!(e.what, What::Landed { unit, .. } if unit == helicopter);
    assert!(events.iter().any(|e| landed(&e)), "survivors set down by the United States helicopter");
    // Levers, weather, questions and reminders: the whole list is worked through by itself.
    let control = setup.cells.iter().position(|c| c.roles.contains(&Role::ExerciseControl)).unwrap() as u32;
    let frame = exercise.frame(control);
    let list = &frame.truth.as_ref().unwrap().list;
    let injects = setup.serials.iter().zip(list).filter(|(serial, _)| !serial.default_procedure);
    let (asked, lines): (Vec<_>, Vec<_>) = injects.unzip();
    assert!(asked.len() >= 18, "{} injects", asked.len());
    assert!(lines.iter().all(|line| line.state != SerialState::Late));
    assert!(lines.iter().filter(|line| line.state == SerialState::Answered).count() >= 8);
    // A partner leaves, and an aeroplane that has run its first search is sent where he searched.
    let again = setup.serials.iter().position(|serial| serial.id == "S-09").unwrap();
    assert_eq!(list[again].state, SerialState::Sent);
    for serial in &setup.serials {
        if let Action::Message(draft) = &serial.action {
            let there = draft.text.ko.is_some() && draft.text.ja.is_some();
            assert!(there, "{} is in three languages", serial.id);
        }
    }
}
