//! The exercise list: what is due goes out once, answers are found, and control's hand is on everything.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use common::*;
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    event::{Event, What},
    list::{self, SerialState},
    setup::{Action, MessageDraft, Serial, Setup, Text, When},
};

const DONGHAE: u32 = 0;
const CONTROL: u32 = 2;

fn draft(from: u32, to: &[u32], kind: &str) -> MessageDraft {
    MessageDraft { from, to: to.to_vec(), kind: kind.into(), text: Text::plain(kind), ..MessageDraft::default() }
}

fn serial(id: &str, when: When, draft: MessageDraft) -> Serial {
    Serial {
        id: id.into(),
        when,
        action: Action::Message(draft),
        default_procedure: false,
        expect: None,
        objective: None,
        detail: list::Detail::default(),
    }
}

/// A question of control at 60 s that wants an answer within 300 s, and two injects that depend on the answer.
fn questions() -> Setup {
    let mut setup = setup(1);
    setup.length_s = 2_000;
    let mut asked = serial("I-01", When::At(60), draft(CONTROL, &[DONGHAE, 1], "request-for-information"));
    asked.detail.answer_within_s = Some(300);
    setup.serials = vec![
        asked,
        serial("I-02", When::Answered { serial: 0, delay_s: 30 }, draft(CONTROL, &[DONGHAE], "thanks")),
        serial("I-03", When::Unanswered { serial: 0, for_s: 600 }, draft(CONTROL, &[DONGHAE], "reminder")),
        serial("I-04", When::ByHand, draft(CONTROL, &[DONGHAE], "press")),
    ];
    setup
}

fn ask(action: list::Ask) -> Command {
    Command { cell: CONTROL, action: Ask::List(action) }
}

fn says(from: u32, to: &[u32], kind: &str) -> Command {
    Command { cell: from, action: Ask::Message(draft(from, to, kind)) }
}

/// Runs until a tick; commands are given at theirs.
fn run(exercise: &mut Exercise, until: u64, commands: &[(u64, Command)]) -> Vec<Event> {
    let mut events = Vec::new();
    while exercise.tick() < until && !exercise.ended() {
        let now: Vec<Command> =
            commands.iter().filter(|(tick, _)| *tick == exercise.tick()).map(|(_, c)| c.clone()).collect();
        events.extend(exercise.step(&now, &mut Native));
    }
    events
}

fn states(exercise: &Exercise) -> Vec<SerialState> {
    exercise.frame(CONTROL).truth.unwrap().list.iter().map(|line| line.state).collect()
}

fn done_at(events: &[Event], number: u32) -> Vec<u64> {
    events
        .iter()
        .filter(|e| matches!(e.what, What::SerialDone { serial } if serial == number))
        .map(|e| e.tick)
        .collect()
}

fn refusals(events: &[Event]) -> Vec<String> {
    events
        .iter()
        .filter_map(|e| match &e.what {
            What::Refused { reason, .. } => Some(reason.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn an_answer_in_time_closes_the_question_and_carries_the_list_on() {
    let mut exercise = Exercise::new(questions().into());
    use SerialState::*;
    run(&mut exercise, 1, &[]);
    assert_eq!(states(&exercise), [Armed, Planned, Planned, Planned]);
    // A receipt, a message to somebody else and one of a cell that was not asked answer nothing.
    let commands = [
        (100, says(DONGHAE, &[CONTROL], "acknowledge")),
        (110, says(DONGHAE, &[1], "text")),
        (200, says(1, &[CONTROL], "sitrep")),
    ];
    let mut events = run(&mut exercise, 150, &commands);
    assert_eq!(states(&exercise), [Sent, Planned, Armed, Planned], "the reminder is ten minutes off");
    events.extend(run(&mut exercise, 1_000, &commands));
    assert_eq!(states(&exercise), [Answered, Sent, Planned, Planned]);
    let answered = events.iter().find_map(|e| match e.what {
        What::List(list::Event::Answered { serial, cell, after_s, in_time, .. }) => {
            Some((serial, cell, after_s, in_time))
        }
        _ => None,
    });
    assert_eq!(answered, Some((0, 1, 140, true)));
    assert_eq!(done_at(&events, 1), [230]);
    assert_eq!(done_at(&events, 2), [] as [u64; 0], "an answered question is not reminded of");
}

#[test]
fn a_reply_answers_what_it_replies_to() {
    let mut setup = questions();
    let mut other = setup.serials[0].clone();
    other.id = "I-00".into();
    setup.serials.push(other);
    let mut exercise = Exercise::new(setup.into());
    run(&mut exercise, 100, &[]);
    // Both questions went out at once; the reply names the second.
    let lines = |exercise: &Exercise| exercise.frame(CONTROL).truth.unwrap().list;
    let second = lines(&exercise)[4].message;
    assert!(second.is_some() && second != lines(&exercise)[0].message);
    let reply = MessageDraft { reply_to: second, ..draft(DONGHAE, &[CONTROL], "text") };
    run(&mut exercise, 200, &[(150, Command { cell: DONGHAE, action: Ask::Message(reply) })]);
    assert_eq!((lines(&exercise)[0].answer, lines(&exercise)[4].answer.map(|a| a.tick)), (None, Some(150)));
}

#[test]
fn silence_is_late_and_the_reminder_goes_out() {
    let mut exercise = Exercise::new(questions().into());
    let events = run(&mut exercise, 1_000, &[(900, says(DONGHAE, &[CONTROL], "sitrep"))]);
    let late: Vec<u64> =
        events.iter().filter(|e| e.what == What::List(list::Event::Late { serial: 0 })).map(|e| e.tick).collect();
    assert_eq!(late, [360]);
    assert_eq!(done_at(&events, 2), [660]);
    let in_time = events.iter().find_map(|e| match e.what {
        What::List(list::Event::Answered { in_time, .. }) => Some(in_time),
        _ => None,
    });
    assert_eq!(in_time, Some(false));
    // The list is control's business: no event of it reaches a cell.
    for cell in [0, 1] {
        let frame = exercise.frame(cell);
        assert!(frame.truth.is_none() && !frame.events.iter().any(|e| matches!(e.what, What::List(_))));
    }
}

#[test]
fn the_kind_that_is_wanted_answers_wherever_it_goes() {
    let mut setup = questions();
    setup.serials[0].detail.answer = Some("smc-named".into());
    let mut exercise = Exercise::new(setup.into());
    run(&mut exercise, 300, &[(100, says(0, &[CONTROL], "sitrep")), (120, says(0, &[1], "smc-named"))]);
    let line = exercise.frame(CONTROL).truth.unwrap().list[0].clone();
    assert_eq!(line.answer.map(|a| (a.tick, a.cell)), Some((120, 0)));
    assert_eq!((line.done, line.deadline, line.due), (Some(60), Some(360), None));
}

#[test]
fn control_fires_holds_releases_skips_and_moves() {
    let mut exercise = Exercise::new(questions().into());
    let commands = [
        (10, ask(list::Ask::Hold(0))),
        (100, ask(list::Ask::Fire(3))),
        (120, ask(list::Ask::Release(0))),
        (130, ask(list::Ask::Reschedule { serial: 1, tick: 400 })),
        (140, ask(list::Ask::Skip(2))),
        (150, ask(list::Ask::Answered { serial: 0, cell: 1 })),
    ];
    let events = run(&mut exercise, 1_500, &commands);
    assert_eq!(refusals(&events), [] as [String; 0]);
    assert_eq!([0, 1, 2, 3].map(|n| done_at(&events, n)), [vec![121], vec![400], vec![], vec![100]]);
    use SerialState::*;
    assert_eq!(states(&exercise), [Answered, Sent, Skipped, Sent]);
}

#[test]
fn what_cannot_be_done_is_refused_with_the_reason() {
    let mut exercise = Exercise::new(questions().into());
    let fire = Ask::List(list::Ask::Fire(3));
    let empty = Text::default();
    let commands = [
        (70, Command { cell: DONGHAE, action: fire }),
        (71, ask(list::Ask::Fire(0))),
        (72, ask(list::Ask::Release(1))),
        (73, ask(list::Ask::Reschedule { serial: 1, tick: 10 })),
        (74, ask(list::Ask::Reschedule { serial: 1, tick: 99_999 })),
        (75, ask(list::Ask::Answered { serial: 1, cell: 0 })),
        (76, ask(list::Ask::Correct { serial: 1, text: empty })),
        (77, ask(list::Ask::Hold(77))),
    ];
    let events = run(&mut exercise, 100, &commands);
    let expected = [
        "a does not have the right \"fire-injects\"",
        "I-01 was carried out already",
        "I-02 is not held",
        "the new time of I-02 is past",
        "the new time of I-02 is after the end of the exercise",
        "I-02 is not sent, so it cannot be answered",
        "a correction without a text corrects nothing",
        "there is no serial number 77",
    ];
    assert_eq!(refusals(&events), expected);
}

/// Two SITREPs of one cell by default, at 60 s and at 120 s.
fn two_sitreps() -> Setup {
    let mut setup = setup(1);
    setup.length_s = 2_000;
    let sitrep =
        |id, at| Serial { default_procedure: true, ..serial(id, When::At(at), draft(DONGHAE, &[1], "sitrep")) };
    setup.serials = vec![sitrep("P-01", 60), sitrep("P-02", 120)];
    setup
}

#[test]
fn a_default_message_gives_way_to_people_and_not_to_another_of_the_list() {
    let mut exercise = Exercise::new(two_sitreps().into());
    run(&mut exercise, 200, &[]);
    assert_eq!(states(&exercise), [SerialState::Sent, SerialState::Sent]);
    let mut exercise = Exercise::new(two_sitreps().into());
    run(&mut exercise, 200, &[(90, says(DONGHAE, &[1], "sitrep"))]);
    assert_eq!(states(&exercise), [SerialState::Sent, SerialState::Skipped]);
}

#[test]
fn a_correction_changes_what_is_to_come_and_follows_what_was_sent() {
    let mut exercise = Exercise::new(questions().into());
    let text = |en: &str| Text { en: en.into(), ko: Some("정정".into()), ja: None };
    let commands = [
        (10, ask(list::Ask::Correct { serial: 0, text: text("first") })),
        (100, ask(list::Ask::Correct { serial: 0, text: text("second") })),
    ];
    run(&mut exercise, 300, &commands);
    let messages = exercise.frame(1).messages;
    let read: Vec<(&str, &Text)> = messages.iter().map(|m| (m.draft.kind.as_str(), &m.draft.text)).collect();
    assert_eq!(read, [("request-for-information", &text("first")), ("correction", &text("second"))]);
    assert_eq!(exercise.frame(CONTROL).truth.unwrap().list[0].corrections, 1);
}

#[test]
fn searches_run_and_probability_reached_let_injects_out() {
    let mut setup = setup(3);
    setup.serials.push(serial(
        "half",
        When::Searched { search: Some(1), cell: None, share: 0.5, delay_s: 60 },
        draft(CONTROL, &[0], "press"),
    ));
    setup.serials.push(serial(
        "likely",
        When::Pos { least: 0.2, object: None, cell: Some(0), delay_s: 0 },
        draft(CONTROL, &[0], "press"),
    ));
    setup.serials.push(serial(
        "never",
        When::Pos { least: 0.2, object: None, cell: Some(1), delay_s: 0 },
        draft(CONTROL, &[0], "press"),
    ));
    let mut exercise = Exercise::new(setup.into());
    let mut half = None;
    let mut likely = None;
    while !exercise.ended() && exercise.tick() < 20_000 {
        let frame = exercise.frame(0);
        let (run, all) = frame.plans.first().map_or((0, 1), |plan| {
            plan.parts.iter().fold((0, 0), |(run, all), p| (run + p.legs_done as usize, all + p.points.len()))
        });
        if half.is_none() && run * 2 >= all {
            half = Some(exercise.tick());
        }
        if likely.is_none() && frame.estimates.first().is_some_and(|e| e.pos >= 0.2) {
            likely = Some(exercise.tick());
        }
        exercise.step(&[], &mut Native);
    }
    let events = &exercise.history().events;
    let near = |number, wanted: Option<u64>| {
        let done = done_at(events, number);
        assert_eq!(done.len(), 1, "serial {number}");
        assert!(done[0].abs_diff(wanted.unwrap()) <= 10, "{done:?} {wanted:?}");
    };
    near(3, half.map(|tick| tick + 60));
    near(4, likely);
    assert_eq!(done_at(events, 5), [] as [u64; 0], "the other cell has searched nothing");
}

#[test]
fn a_saved_list_goes_on_where_it_was() {
    let mut exercise = Exercise::new(questions().into());
    run(&mut exercise, 200, &[(10, ask(list::Ask::Reschedule { serial: 3, tick: 500 }))]);
    let mut restored = Exercise::restore(exercise.setup().clone(), &exercise.save()).unwrap();
    let commands = [(300, says(1, &[CONTROL], "sitrep"))];
    let (a, b) = (run(&mut exercise, 1_000, &commands), run(&mut restored, 1_000, &commands));
    assert_eq!(a, b);
    assert_eq!(exercise.digest(), restored.digest());
    assert_eq!(done_at(&a, 3), [500]);
}
