//! Notes carry their time, place, cell and objective, and only their cell and control read them.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use common::{Native, arc};
use sarex_model::position::Position;
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    event::What,
    notes::{self, Kind},
};

fn take(exercise: &mut Exercise, cell: u32, ask: notes::Ask) -> Option<String> {
    let events = exercise.step(&[Command { cell, action: Ask::Notes(ask) }], &mut Native);
    events.iter().find_map(|e| if let What::Refused { reason, .. } = &e.what { Some(reason.clone()) } else { None })
}

#[test]
fn a_note_has_time_place_cell_and_objective_and_is_not_shown_to_other_cells() {
    let mut setup = (*arc(1)).clone();
    setup.objectives.push(sarex_sim::setup::Objective {
        id: "O-1".into(),
        text: sarex_sim::setup::Text::plain("datum shared"),
        measure: sarex_sim::setup::Measure::TimeToFind,
        pass: 1.0,
    });
    let mut exercise = Exercise::new(std::sync::Arc::new(setup));
    (0..100).for_each(|_| drop(exercise.step(&[], &mut Native)));
    let at = Some(Position::new(36.0, 131.0));
    let good = notes::Ask { kind: Kind::Good, text: " quick relay ".into(), at, ..Default::default() };
    let full = notes::Ask { of_tick: Some(60), about: Some(1), objective: Some(0), ..good };
    assert_eq!(take(&mut exercise, 0, full), None);
    assert_eq!(take(&mut exercise, 2, notes::Ask { kind: Kind::Question, ..Default::default() }), None);
    let own = exercise.frame(0).own_notes;
    assert_eq!(own.len(), 1);
    let note = &own[0].1;
    assert_eq!((note.of_tick, note.tick, note.text.as_str()), (60, 100, "quick relay"));
    assert_eq!((note.kind, note.at, note.about, note.objective), (Kind::Good, at, Some(1), Some(0)));
    assert!(exercise.frame(1).own_notes.is_empty() && exercise.frame(2).own_notes.len() == 2);
    assert!(!exercise.frame(1).events.iter().any(|e| matches!(e.what, What::Notes(_))));
}

#[test]
fn a_note_is_amended_by_its_own_cell_and_history_stays() {
    let mut exercise = Exercise::new(arc(1));
    let note = |text: &str, amends| notes::Ask { kind: Kind::Issue, text: text.into(), amends, ..Default::default() };
    assert_eq!(take(&mut exercise, 2, note("late", None)), None);
    assert!(take(&mut exercise, 0, note("mine", Some(0))).unwrap().contains("one's own"));
    assert_eq!(take(&mut exercise, 2, note("late by 5 min", Some(0))), None);
    let notes = exercise.frame(2).own_notes;
    assert_eq!((notes[0].1.amended_by, notes[1].1.text.as_str()), (Some(1), "late by 5 min"));
    assert!(take(&mut exercise, 2, note("again", Some(0))).is_some());
    let future = notes::Ask { of_tick: Some(1_000), ..Default::default() };
    assert!(take(&mut exercise, 2, future).is_some());
    let nowhere = notes::Ask { about: Some(9), ..Default::default() };
    assert!(take(&mut exercise, 2, nowhere).is_some());
    assert!(take(&mut exercise, 2, note(&"x".repeat(4_001), None)).is_some());
}
