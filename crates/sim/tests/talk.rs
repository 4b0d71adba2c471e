//! Messages: the way they travel, what is known of them, and forms filled in from a cell's picture only.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::Native;
use proptest::prelude::*;
use sarex_model::position::Position;
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    event::{Audience, What},
    levers::Lever,
    setup::{MessageDraft, Setup, Text},
    talk::{self, *},
    view::Brief,
};

const LINE: u32 = 0;
const VHF: u32 = 1;

/// The common drill without its list, cells a and b of two languages, a line and a VHF channel.
fn setup() -> Setup {
    let mut setup = common::setup(3);
    setup.serials.clear();
    setup.cells[0].language = "ko".into();
    setup.cells[1].language = "ja".into();
    let vhf = Channel {
        id: "vhf-16".into(),
        name: Text::plain("VHF 16"),
        carrier: Carrier::Vhf,
        range_m: None,
        quality: Quality::default(),
    };
    setup.communications.channels.push(vhf);
    setup
}

fn start(setup: Setup) -> Exercise {
    Exercise::new(Arc::new(setup))
}

fn ask(exercise: &mut Exercise, cell: u32, action: Ask) -> Vec<What> {
    exercise.step(&[Command { cell, action }], &mut Native).into_iter().map(|e| e.what).collect()
}

fn run(exercise: &mut Exercise, ticks: u64) {
    for _ in 0..ticks {
        exercise.step(&[], &mut Native);
    }
}

fn tasking(at: Position) -> Body {
    let tasking = Tasking { unit: Some(2), task: Some(Task::Search), at: Some(at), ..Tasking::default() };
    Body::Tasking(Box::new(tasking))
}

fn message(from: u32, to: u32, channel: u32, body: Body) -> Ask {
    let kind = body.kind().unwrap_or("text").to_owned();
    Ask::Message(MessageDraft { from, to: vec![to], channel, kind, body, ..MessageDraft::default() })
}

fn model(quality: Quality) -> Ask {
    Ask::Talk(talk::Ask::Model(LinkRule { link: Link::default(), quality }))
}

fn refused(events: &[What]) -> Option<&str> {
    events.iter().find_map(|what| if let What::Refused { reason, .. } = what { Some(reason.as_str()) } else { None })
}

#[test]
fn a_line_tells_its_sender_that_a_message_was_read() {
    let mut exercise = start(setup());
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    run(&mut exercise, 30);
    assert!(exercise.frame(1).messages.is_empty());
    assert_eq!(exercise.frame(0).messages[0].receipts[0].delivered, None);
    run(&mut exercise, 40);
    assert_eq!(exercise.frame(1).messages[0].read_tick, Some(60));
    let receipt = exercise.frame(0).messages[0].receipts[0];
    assert_eq!((receipt.fate, receipt.delivered, receipt.read), (Fate::Arrived, Some(60), Some(60)));
}

#[test]
fn on_the_radio_only_an_answer_tells() {
    let mut exercise = start(setup());
    ask(&mut exercise, 0, message(0, 1, VHF, tasking(Position::new(36.0, 131.0))));
    run(&mut exercise, 5);
    assert_eq!(exercise.frame(1).messages[0].read_tick, Some(0));
    let unknown = exercise.frame(0).messages[0].receipts[0];
    assert_eq!((unknown.fate, unknown.delivered, unknown.acknowledged), (Fate::UnderWay, None, None));
    let tick = exercise.tick();
    ask(&mut exercise, 1, Ask::Talk(talk::Ask::Acknowledge(0)));
    assert_eq!(exercise.frame(0).messages[0].receipts[0].acknowledged, Some(tick));
    assert_eq!(exercise.frame(2).messages[0].receipts[0].acknowledged, Some(tick));
}

#[test]
fn people_read_for_themselves_and_a_reply_acknowledges() {
    let mut exercise = start(setup());
    ask(&mut exercise, 1, Ask::Talk(talk::Ask::Clerk(false)));
    let draft = MessageDraft { from: 2, to: vec![1], about_object: Some(0), ..MessageDraft::default() };
    ask(&mut exercise, 2, Ask::Message(draft));
    run(&mut exercise, 120);
    let unread = &exercise.frame(1).messages[0];
    assert!(unread.delivered_tick.is_some() && unread.read_tick.is_none());
    assert!(exercise.frame(1).estimates.is_empty(), "what nobody has read is not known");
    let reply = MessageDraft { from: 1, to: vec![2], reply_to: Some(0), ..MessageDraft::default() };
    ask(&mut exercise, 1, Ask::Message(reply));
    assert_eq!(exercise.frame(1).estimates.len(), 1);
    let receipt = exercise.frame(2).messages[0].receipts[0];
    assert!(receipt.read.is_some() && receipt.acknowledged.is_some());
}

#[test]
fn beyond_the_horizon_nothing_arrives_and_only_control_knows() {
    let mut setup = setup();
    setup.units.retain(|unit| unit.id != "helo");
    setup.units[1].at = Position::new(34.0, 131.0);
    let mut exercise = start(setup);
    ask(&mut exercise, 0, message(0, 1, VHF, Body::Text));
    run(&mut exercise, 600);
    assert!(exercise.frame(1).messages.is_empty());
    assert_eq!(exercise.frame(0).messages[0].receipts[0].fate, Fate::UnderWay);
    assert_eq!(exercise.frame(2).messages[0].receipts[0].fate, Fate::OutOfRange);
    let told = |cell: u32| {
        exercise.frame(cell).events.iter().any(|e| matches!(e.what, What::Talk(Event::NotDelivered { .. })))
    };
    assert!(!told(0) && !told(1) && told(2));
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    run(&mut exercise, 61);
    assert_eq!(exercise.frame(1).messages.len(), 1, "the line has no horizon");
}

#[test]
fn as_many_are_lost_as_control_says_and_the_same_ones_each_time() {
    let arrived = |loss: f64| {
        let mut exercise = start(setup());
        ask(&mut exercise, 2, model(Quality { loss: Some(loss), ..Quality::default() }));
        for _ in 0..400 {
            ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
        }
        run(&mut exercise, 100);
        exercise.frame(2).messages.len();
        exercise.messages(1).iter().map(|m| m.number).collect::<Vec<_>>()
    };
    assert_eq!(arrived(0.0).len(), 400);
    assert!(arrived(1.0).is_empty());
    let third = arrived(0.3);
    assert!((240..=320).contains(&third.len()), "{} of 400 at 30 % loss", third.len());
    assert_eq!(third, arrived(0.3));
}

#[test]
fn a_cut_link_is_cut_for_the_players_but_not_for_control() {
    let mut exercise = start(setup());
    let link = Link { a: Some(1), ..Link::default() };
    let cut =
        |cut| Ask::Talk(talk::Ask::Model(LinkRule { link, quality: Quality { cut: Some(cut), ..Quality::default() } }));
    ask(&mut exercise, 2, cut(true));
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    ask(&mut exercise, 2, message(2, 1, LINE, Body::Text));
    run(&mut exercise, 100);
    assert_eq!(exercise.messages(1).iter().map(|m| m.draft.from).collect::<Vec<_>>(), [2]);
    ask(&mut exercise, 2, cut(false));
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    run(&mut exercise, 100);
    assert_eq!(exercise.messages(1).len(), 2);
}

/// A lever cuts a cell off: what is written waits for the line, what is said to nobody is gone.
#[test]
fn what_is_written_to_a_cell_cut_off_waits_and_what_is_said_is_gone() {
    let mut exercise = start(setup());
    ask(&mut exercise, 2, Ask::Lever(Lever::Cut { cell: 1 }));
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    ask(&mut exercise, 0, message(0, 1, VHF, Body::Text));
    run(&mut exercise, 300);
    assert!(exercise.messages(1).is_empty());
    ask(&mut exercise, 2, Ask::Lever(Lever::Reconnect { cell: 1 }));
    run(&mut exercise, 2);
    assert_eq!(exercise.messages(1).iter().map(|m| m.draft.channel).collect::<Vec<_>>(), [LINE]);
    assert_eq!(exercise.messages(2)[1].receipts[0].fate, Fate::Cut);
}

#[test]
fn free_text_waits_for_an_interpreter_and_a_structured_message_does_not() {
    let mut exercise = start(setup());
    ask(&mut exercise, 2, model(Quality { interpret_s: Some(240), ..Quality::default() }));
    ask(&mut exercise, 0, message(0, 1, LINE, Body::Text));
    ask(&mut exercise, 0, message(0, 1, LINE, tasking(Position::new(36.0, 131.0))));
    run(&mut exercise, 400);
    let ticks: Vec<_> = exercise.messages(1).iter().map(|m| m.delivered_tick.unwrap() - m.sent_tick).collect();
    assert_eq!(ticks, [300, 60]);
}

#[test]
fn a_read_back_shows_what_was_misheard() {
    let mut exercise = start(setup());
    ask(&mut exercise, 2, model(Quality { mishear: Some(1.0), ..Quality::default() }));
    let said = Position::new(36.0, 131.0);
    ask(&mut exercise, 0, message(0, 1, VHF, tasking(said)));
    run(&mut exercise, 2);
    let heard = exercise.frame(1).messages[0].clone();
    let Body::Tasking(understood) = &heard.draft.body else { panic!("a tasking") };
    let off_m = understood.at.unwrap().distance_m(said);
    assert!((14_000.0..19_000.0).contains(&off_m), "ten minutes of latitude or longitude: {off_m} m");
    assert!(!heard.receipts[0].misheard, "who misheard does not know it");
    assert!(exercise.frame(2).messages[0].receipts[0].misheard);

    let agrees = |events: Vec<What>| {
        events
            .into_iter()
            .find_map(|w| if let What::Talk(Event::ReadBack { agrees, .. }) = w { Some(agrees) } else { None })
    };
    let wrong = ask(&mut exercise, 1, message(1, 0, LINE, read_back(&heard)));
    assert_eq!(agrees(wrong), Some(false));
    let mut back = ReadBack { of: Some(0), facts: Facts::of(&tasking(said)), ..ReadBack::default() };
    let right = ask(&mut exercise, 1, message(1, 0, LINE, Body::ReadBack(Box::new(back.clone()))));
    assert_eq!(agrees(right), Some(true));
    back.of = Some(99);
    let none = ask(&mut exercise, 1, message(1, 0, LINE, Body::ReadBack(Box::new(back))));
    assert_eq!(refused(&none), Some("there is no message number 99"));
}

#[test]
fn what_is_unsound_or_beyond_a_cells_rights_is_refused_with_the_reason() {
    let mut exercise = start(setup());
    let mut reason = |cell, action| refused(&ask(&mut exercise, cell, action)).map(str::to_owned);
    assert_eq!(reason(0, model(Quality::default())).unwrap(), "a does not have the right \"change-environment\"");
    let loss = Quality { loss: Some(f64::NAN), ..Quality::default() };
    assert_eq!(reason(2, model(loss)).unwrap(), "a chance is from 0 to 1");
    assert_eq!(reason(0, message(1, 0, LINE, Body::Text)).unwrap(), "a message must be sent in the cell's own name");
    assert_eq!(reason(0, message(0, 1, 7, Body::Text)).unwrap(), "there is no channel number 7");
    let nowhere = tasking(Position::new(f64::NAN, 0.0));
    assert_eq!(reason(0, message(0, 1, LINE, nowhere)).unwrap(), "the place is not a position");
    let sitrep = Sitrep { coordinator: Some(9), ..Sitrep::default() };
    assert_eq!(reason(0, message(0, 1, LINE, Body::Sitrep(Box::new(sitrep)))).unwrap(), "there is no cell number 9");
    let long = Statement { text: Some(Text::plain("x".repeat(5_000))), ..Statement::default() };
    let sitrep = Sitrep { situation: long, ..Sitrep::default() };
    let reason_long = reason(0, message(0, 1, LINE, Body::Sitrep(Box::new(sitrep)))).unwrap();
    assert_eq!(reason_long, "a message holds at most 4000 characters");
    assert_eq!(reason(1, Ask::Talk(talk::Ask::Acknowledge(0))).unwrap(), "there is no message number 0");
    assert_eq!(reason(0, message(0, 1, LINE, Body::Text)), None);
    assert_eq!(reason(1, Ask::Talk(talk::Ask::Read(0))).unwrap(), "the cell has no message 1");
}

#[test]
fn a_form_is_filled_in_with_the_senders_picture() {
    let mut exercise = Exercise::new(common::arc(4));
    run(&mut exercise, 900);
    let frame = exercise.frame(0);
    let brief = Brief::of(exercise.setup());
    let Body::Sitrep(sitrep) = prefill(&frame, &brief, Kind::SitrepLong) else { panic!("a SITREP") };
    let datum = frame.estimates[0].datum;
    assert!(sitrep.position.at.unwrap().distance_m(datum) < 20.0, "to hundredths of a minute");
    assert_eq!((sitrep.persons.at_risk, sitrep.coordinator, sitrep.number), (Some(3), Some(0), Some(1)));
    assert!(sitrep.deeds.len() >= 2 && sitrep.pos == Some(frame.estimates[0].pos));
    let Body::SearchActionMessage(action) = prefill(&frame, &brief, Kind::SearchAction) else { panic!("a plan") };
    assert_eq!(action.execution.len(), 2);
    assert_eq!(
        action.execution[0].commence.map(|at| at.distance_m(frame.plans[0].parts[0].points[0]) < 20.0),
        Some(true)
    );
    let Body::Sitrep(short) = prefill(&frame, &brief, Kind::SitrepShort) else { panic!("a SITREP") };
    assert!(short.deeds.is_empty() && short.weather.is_blank());

    // Who was told nothing has nothing to say.
    let nobody = Exercise::new(Arc::new(setup()));
    let Body::Sitrep(blank) = prefill(&nobody.frame(1), &brief, Kind::SitrepShort) else { panic!("a SITREP") };
    assert!(blank.position.is_blank() && blank.casualty.is_blank() && blank.persons.is_blank());
}

#[test]
fn a_message_can_be_filled_in_when_it_is_sent_and_answer_the_newest_of_a_kind() {
    let mut exercise = Exercise::new(common::arc(4));
    run(&mut exercise, 1_200);
    let draft = MessageDraft {
        from: 0,
        to: vec![1],
        kind: "sitrep".into(),
        answers: "distress-alert".into(),
        fill: Some(Kind::SitrepLong),
        ..MessageDraft::default()
    };
    ask(&mut exercise, 0, Ask::Message(draft));
    let sent = exercise.messages(0).pop().unwrap();
    let Body::Sitrep(sitrep) = &sent.draft.body else { panic!("a SITREP") };
    assert!(sitrep.position.at.is_some());
    assert_eq!(sent.draft.reply_to, Some(0));
    assert!(exercise.messages(0)[0].receipts[0].acknowledged.is_some());
}

/// Any quality, sender, receiver and channel.
fn traffic() -> impl Strategy<Value = Vec<(u32, u32, u32, u64, f64, f64, bool)>> {
    let one = (0..3_u32, 0..3_u32, 0..2_u32, 0..200_u64, 0.0..1.0_f64, 0.0..1.0_f64, any::<bool>());
    prop::collection::vec(one, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the links do: nobody sees a message that did not reach him, no player sees its fate, a save goes on exactly.
    #[test]
    fn prop_nobody_knows_more_of_a_message_than_reached_him(traffic in traffic()) {
        let mut exercise = start(setup());
        for (from, to, channel, delay, loss, mishear, cut) in traffic {
            let quality = Quality {
                delay_s: Some(delay), loss: Some(loss), mishear: Some(mishear), interpret_s: Some(delay), cut: Some(cut && loss < 0.3),
            };
            let link = Link { channel: Some(channel), a: Some(from), b: Some(to) };
            ask(&mut exercise, 2, Ask::Talk(talk::Ask::Model(LinkRule { link, quality })));
            ask(&mut exercise, from, message(from, to, channel, tasking(Position::new(36.0, 131.0))));
            run(&mut exercise, 20);
        }
        let mut restored = Exercise::restore(exercise.setup().clone(), &exercise.save()).unwrap();
        run(&mut exercise, 300);
        run(&mut restored, 300);
        prop_assert_eq!(exercise.digest(), restored.digest());
        let truth = exercise.messages(2);
        for cell in [0, 1] {
            for seen in exercise.messages(cell) {
                let whole = &truth[seen.number as usize];
                let reached = whole.receipts.iter().any(|r| r.cell == cell && r.delivered.is_some());
                prop_assert!(seen.draft.from == cell || reached);
                prop_assert!(seen.receipts.iter().all(|r| !r.misheard && matches!(r.fate, Fate::Arrived | Fate::UnderWay)));
                prop_assert!(seen.draft.from == cell || seen.receipts.iter().all(|r| r.cell == cell));
            }
            let hidden = |what: &What| matches!(what, What::Talk(
                Event::NotDelivered { .. } | Event::Misheard { .. } | Event::ReadBack { .. } | Event::ModelChanged { .. }));
            prop_assert!(exercise.frame(cell).events.iter().all(|e| !hidden(&e.what) && e.known_to != Audience::Control));
        }
    }
}
