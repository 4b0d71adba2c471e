//! A dark vessel for patrol exercises: makes for its goal, keeps away from those it notices, hides among fishing vessels,
//! and reports nothing.
//!
//! Invariant: one ship, one decision; everything remembered is in [`Memory`], which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod escape;
mod lookout;
#[cfg(test)]
mod trial;

use lookout::Lookout;
use sarex_plugin_sdk::legs::Slack;
use sarex_plugin_sdk::{
    Behaviour, Decision, Mode, OrderKind, OrderMemory, Params, Ship, Spec, export_behaviour, fuel, legs, manoeuvre,
    state,
};

/// It minds vessels and aircraft nearer than this.
const DETECT_M: Spec = Spec::new("detect_m", 9_260.0, 500.0, 40_000.0);
/// 0: turns away from everyone it minds; 1: minds nobody.
const BOLDNESS: Spec = Spec::new("boldness", 0.3, 0.0, 1.0);
/// It hides among fishing vessels nearer than this; 0: never.
const HIDE_M: Spec = Spec::new("hide_m", 5_556.0, 0.0, 20_000.0);
/// Share of the cruising speed while it hides.
const HIDE_SPEED: Spec = Spec::new("hide_speed", 0.35, 0.05, 1.0);
/// After so long evading, it minds only who comes half as near.
const PATIENCE_S: Spec = Spec::new("patience_s", 3_600.0, 60.0, 86_400.0);

/// Having left its line it passes the ends of its legs and returns as loosely as this.
const SLACK: Slack = Slack { off_m: 5_556.0, lead_m: 1_000.0 };

state! {
    /// What it remembers. All zero: nothing known yet.
    pub struct Memory {
        order: OrderMemory,
        /// 1: it evades.
        evading: u32,
        /// Time spent evading on this order, seconds.
        evaded_s: f64,
        /// It keeps its escape course until then, seconds.
        until_s: f64,
        /// That course, degrees.
        course_deg: f64,
        /// The side it favours: -1 port, 1 starboard.
        side: f64,
    }
}

/// The behaviour, with its parameters.
#[derive(Clone, Copy, Debug)]
pub struct Evader {
    detect_m: f64,
    boldness: f64,
    hide_m: f64,
    hide_speed: f64,
    patience_s: f64,
}

impl Behaviour for Evader {
    const NAME: &'static str = "Evader";
    const RATE_HZ: f64 = 0.2;
    const MAX_CONTACTS: u32 = 16;
    type State = Memory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[DETECT_M, BOLDNESS, HIDE_M, HIDE_SPEED, PATIENCE_S])?;
        Ok(Self {
            detect_m: params.get(DETECT_M),
            boldness: params.get(BOLDNESS),
            hide_m: params.get(HIDE_M),
            hide_speed: params.get(HIDE_SPEED),
            patience_s: params.get(PATIENCE_S),
        })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut Memory) -> Decision {
        if memory.order.notice_order(ship) {
            *memory = Memory { order: memory.order, ..Memory::default() };
        }
        let wanted = silent(wanted(ship, &mut memory.order));
        let lookout = Lookout::keep(self, ship, &wanted, memory);
        let decision = if lookout.threats.is_empty() && ship.time_s >= memory.until_s {
            memory.evading = 0;
            wanted
        } else {
            self.evade(ship, &wanted, &lookout, memory)
        };
        manoeuvre::usable(ship, decision)
    }
}

/// What it would do with nobody near.
fn wanted(ship: &Ship<'_>, order: &mut OrderMemory) -> Decision {
    match ship.order_kind() {
        OrderKind::Hold => manoeuvre::stay_at(ship, order.hold_place(ship), Mode::Hold),
        OrderKind::Route | OrderKind::Search | OrderKind::Patrol => legs::run_loosely(ship, order, SLACK),
        OrderKind::ReturnToBase => fuel::to_base(ship),
        OrderKind::GoTo | OrderKind::Escort | OrderKind::Recover | OrderKind::Investigate => {
            legs::go_and_stay(ship, order)
        }
    }
}

/// The same steering without a word.
fn silent(decision: Decision) -> Decision {
    Decision::steer(decision.heading_deg, decision.speed_mps, decision.mode).at_height(decision.alt_m)
}

export_behaviour!(Evader);
