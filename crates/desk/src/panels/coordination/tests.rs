//! The panel in a context without a window.

use bevy_egui::egui::Context;
use sarex_model::position::Position;
use sarex_sim::{
    coordination::{Airspace, Answer, Datum, Division, Entry, HandOver, Holder, Proposal},
    setup::Text,
    talk::{HandOverItem, Office},
};

use super::{
    super::messages::tests::{brief, run, with_look},
    *,
};

fn full_board() -> Board {
    let line = vec![Position::new(36.0, 131.0), Position::new(37.0, 132.0)];
    let division = Division { line, left: 0, right: 1 };
    let proposal = |number, by, answer| Proposal {
        number,
        by,
        tick: 900,
        division: division.clone(),
        plans: vec![0],
        counters: None,
        answer,
    };
    let entry = |number, by| Entry {
        number,
        by,
        tick: 1_000,
        unit: None,
        low_m: 0.0,
        high_m: 900.0,
        until_tick: Some(7_200),
        answer: Answer::Open,
    };
    let hand_over = |number, from, to| HandOver {
        number,
        office: Office::Smc,
        from,
        to,
        offered_tick: 1_200,
        briefed: vec![HandOverItem::Situation],
        taken_tick: None,
    };
    Board {
        alerted_tick: Some(300),
        smc: Some(Holder { cell: 0, unit: None, since_tick: 400 }),
        osc: None,
        aco: Some(Holder { cell: 1, unit: Some(3), since_tick: 500 }),
        datums: vec![Datum { object: 0, by: 1, tick: 600, agreed: vec![(2, 700)] }],
        proposals: vec![
            proposal(1, 1, Answer::Open),
            proposal(2, 0, Answer::No { by: 1, tick: 950, why: "too far".into() }),
            proposal(3, 0, Answer::Countered { by: 1, tick: 950, proposal: 4 }),
            proposal(4, 1, Answer::Yes { by: 0, tick: 980 }),
        ],
        agreed: Some(4),
        agreed_tick: Some(980),
        entries: vec![entry(5, 1), entry(6, 0)],
        hand_overs: vec![hand_over(7, 0, 1), hand_over(8, 1, 0)],
        suspended: Some((1_300, "fog".into())),
    }
}

#[test]
fn every_part_can_be_drawn_for_every_cell() {
    let mut brief = brief();
    let area = vec![Position::new(36.0, 131.0), Position::new(37.0, 131.0), Position::new(37.0, 132.0)];
    brief.airspaces = vec![Airspace { id: "adiz".into(), name: Text::plain("ADIZ"), cell: 1, area }];
    for cell in 0..3 {
        for board in [Board::default(), full_board()] {
            with_look(
                &brief,
                cell,
                |frame| frame.coordination = board,
                |look| {
                    let mut form = Form { cell: Some(cell), ..Form::default() };
                    assert!(run(&Context::default(), &[], |ui| coordination_ui(ui, look, &mut form)).is_empty());
                },
            );
        }
    }
}

#[test]
fn a_step_is_told_to_every_cell_but_control() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |_| {},
        |look| {
            assert_eq!(partners(look), [1]);
            let (board, mut intents) = (Board::default(), Vec::new());
            let can = Can { board: &board, cell: 0, control: false };
            let mut desk = Desk { look, board: &board, can, acts: true, to: vec![1], intents: &mut intents };
            desk.take(Step::NameSmc { cell: 0 });
            // Who is answered is told, chosen or not.
            desk.answer(2, Step::Agree { proposal: Some(1) });
            let told = |step, to: &[u32]| Intent::Ask(Ask::Coordination(coordination::Ask { step, to: to.to_vec() }));
            assert_eq!(
                intents,
                [told(Step::NameSmc { cell: 0 }, &[1]), told(Step::Agree { proposal: Some(1) }, &[1, 2])]
            );
        },
    );
}

#[test]
fn a_click_on_agree_agrees() {
    let brief = brief();
    let mut board = full_board();
    // Only the open proposal, so that its card stands alone.
    board.proposals.truncate(1);
    with_look(
        &brief,
        0,
        |frame| frame.coordination = board,
        |look| {
            let mut form = Form { cell: Some(0), ..Form::default() };
            let intents = run(&Context::default(), &["Agree"], |ui| coordination_ui(ui, look, &mut form));
            let told = |step| Intent::Ask(Ask::Coordination(coordination::Ask { step, to: vec![1] }));
            assert_eq!(intents, [told(Step::Agree { proposal: Some(1) })]);
            let context = Context::default();
            let counter = run(&context, &["Counter…"], |ui| coordination_ui(ui, look, &mut form));
            assert!(matches!(counter.as_slice(), [Intent::Drawn(line)] if line.len() == 2), "{counter:?}");
            // A counter-proposal needs its line: the drawing is still empty here, an exercise line is not.
            let none = run(&context, &["Send the counter-proposal"], |ui| coordination_ui(ui, look, &mut form));
            assert!(none.is_empty(), "{none:?}");
            let taken = run(&context, &["Take over"], |ui| coordination_ui(ui, look, &mut form));
            assert_eq!(taken, [told(Step::TakeOver { hand_over: 8 })]);
        },
    );
}

#[test]
fn a_proposal_along_an_exercise_line_gives_each_side_to_a_cell() {
    let mut brief = brief();
    let points = vec![Position::new(36.0, 131.0), Position::new(37.0, 131.0)];
    let label = Text::plain("exercise line");
    brief.lines = vec![sarex_sim::setup::Line { id: "split".into(), label, points: points.clone() }];
    with_look(
        &brief,
        0,
        |_| {},
        |look| {
            let mut form = Form { cell: Some(0), ..Form::default() };
            form.division = division::Form::along(0);
            let intents = run(&Context::default(), &["Swap", "Propose"], |ui| coordination_ui(ui, look, &mut form));
            let division = Division { line: points, left: 1, right: 0 };
            let step = Step::Propose { division, plans: Vec::new(), counters: None };
            assert_eq!(intents, [Intent::Ask(Ask::Coordination(coordination::Ask { step, to: vec![1] }))]);
        },
    );
}
