//! The panels of messages and coordination, played by hand on the engine: what a panel offers is never refused.

#[path = "../../../../sim/tests/common/mod.rs"]
mod common;

use std::sync::Arc;

use bevy_egui::egui::{Context, Ui};
use common::Native;
use sarex_model::position::Position;
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    event::What,
    limits::MESSAGE_DELAY_S,
    setup::Class,
    talk::Kind,
    view::Brief,
};

use super::{
    super::{Look, coordination},
    messages_ui,
    tests::{click, with_drawn},
};
use crate::intent::Intent;

/// What a person clicks in one round at the board: every step, each after what it needs.
const STEPS: [&str; 20] = [
    "Report the alert",
    "Name…",
    "Name",
    "Share the datum",
    "Our forecast agrees",
    "Agree",
    "Counter…",
    "Send the counter-proposal",
    "Propose a division…",
    "Propose",
    "Request entry…",
    "Request",
    "Clear",
    "Take over",
    "Hand over more…",
    "weather",
    "Hand over",
    "Offer an office…",
    "all",
    "Offer",
];

struct Play {
    exercise: Exercise,
    brief: Brief,
    drawn: Vec<Position>,
    context: Context,
    asked: usize,
}

impl Play {
    /// Two cells with aircraft, alerted.
    fn new() -> Self {
        let mut setup = common::setup(1);
        setup.serials.truncate(1);
        setup.units.push(common::unit("helicopter-b", Some(1), Class::Helicopter, Position::new(36.5, 132.0)));
        // Units under command come first.
        setup.units.sort_by_key(|unit| unit.cell.is_none());
        let brief = Brief::of(&setup);
        let drawn = vec![Position::new(36.0, 130.0), Position::new(36.0, 132.0)];
        let mut play =
            Self { exercise: Exercise::new(Arc::new(setup)), brief, drawn, context: Context::default(), asked: 0 };
        play.wait(130);
        play
    }

    fn wait(&mut self, ticks: u64) {
        for _ in 0..ticks {
            self.exercise.step(&[], &mut Native);
        }
    }

    /// Clicks on a text of a panel of a cell, and carries out what comes of it.
    fn click(&mut self, cell: u32, text: &str, mut panel: impl FnMut(&mut Ui, &Look<'_>) -> Vec<Intent>) {
        let frame = self.exercise.frame(cell);
        let mut intents = Vec::new();
        with_drawn(
            &self.brief,
            cell,
            &self.drawn,
            |shown| *shown = frame,
            |look| {
                intents = click(&self.context, text, |ui| panel(ui, look)).unwrap_or_default();
            },
        );
        for intent in intents {
            match intent {
                Intent::Ask(action) => self.ask(cell, action, text),
                // The next one draws again.
                Intent::Drawn(points) if !points.is_empty() => self.drawn = points,
                _ => {}
            }
        }
    }

    fn ask(&mut self, cell: u32, action: Ask, text: &str) {
        let events = self.exercise.step(&[Command { cell, action }], &mut Native);
        let refused = events.iter().find(|event| matches!(event.what, What::Refused { .. }));
        assert!(refused.is_none(), "cell {cell}, \"{text}\": {refused:?}");
        self.asked += 1;
        self.wait(MESSAGE_DELAY_S + 1);
    }
}

#[test]
fn no_step_that_is_offered_is_refused() {
    let mut play = Play::new();
    let mut forms: Vec<coordination::Form> = (0..3).map(|_| coordination::Form::default()).collect();
    for round in 0..3 {
        for (cell, form) in (0_u32..).zip(&mut forms) {
            // In the second round nobody agrees: every proposal is countered.
            for text in STEPS.into_iter().filter(|text| round != 1 || *text != "Agree") {
                play.click(cell, text, |ui, look| coordination::coordination_ui(ui, look, form));
            }
        }
    }
    assert!(play.asked > 40, "the buttons do something: {}", play.asked);
    let board = play.exercise.frame(0).coordination;
    assert!(board.smc.is_some() && board.agreed.is_some(), "{board:?}");
    assert!(!board.datums.is_empty() && !board.entries.is_empty() && !board.hand_overs.is_empty(), "{board:?}");
    assert!(board.proposals.iter().any(|p| p.counters.is_some()), "{board:?}");
}

#[test]
fn no_message_that_can_be_sent_is_refused() {
    let mut play = Play::new();
    let mut forms: Vec<super::Form> = (0..3).map(|_| super::Form::default()).collect();
    for (cell, form) in (0_u32..).zip(&mut forms) {
        form.cell = Some(cell);
        for kind in Kind::ALL {
            let other = (cell + 1) % 2;
            play.click(cell, "Send", |ui, look| {
                if form.compose.kind != Some(*kind) && form.compose.to.is_empty() {
                    form.compose.choose(look, Some(*kind));
                    form.compose.to = vec![other];
                }
                messages_ui(ui, look, form)
            });
            form.compose.to.clear();
        }
        for text in ["Acknowledge", "Read back", "Send", "ourselves", "Reply"] {
            play.click(cell, text, |ui, look| messages_ui(ui, look, form));
        }
    }
    assert!(play.asked > 24, "the buttons do something: {}", play.asked);
    let kinds: std::collections::BTreeSet<String> =
        play.exercise.frame(2).messages.iter().map(|m| m.draft.kind.clone()).collect();
    assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind.message_kind())), "{kinds:?}");
}
