//! Runs a route and gives way by the International Regulations for Preventing Collisions at Sea (COLREG 1972), rules 8
//! and 13 to 18, as far as contacts tell.
//!
//! Invariant: one ship, one decision; everything remembered is in [`Memory`], which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod encounter;
mod manners;
#[cfg(test)]
mod trial;

use encounter::Encounter;
use sarex_plugin_sdk::legs::{self, Slack};
use sarex_plugin_sdk::{
    Behaviour, Decision, Mode, OrderKind, OrderMemory, Params, Ship, Spec, export_behaviour, fuel, manoeuvre, state,
};

/// Least distance at the closest approach.
const CPA_M: Spec = Spec::new("cpa_m", 926.0, 185.0, 5_556.0);
/// An approach matters when it is this near in time.
const ACT_WITHIN_S: Spec = Spec::new("act_within_s", 900.0, 120.0, 3_600.0);
/// A vessel that stands on acts itself when the closest approach is this near in time (rule 17).
const STAND_ON_UNTIL_S: Spec = Spec::new("stand_on_until_s", 240.0, 30.0, 1_800.0);
/// Nearly ahead (rule 14): within this of either bow, seen from both.
const HEAD_ON_DEG: Spec = Spec::new("head_on_deg", 7.0, 3.0, 22.5);
/// Least alteration for a vessel ahead or crossing (rule 8: readily apparent).
const ALTERATION_DEG: Spec = Spec::new("alteration_deg", 30.0, 20.0, 60.0);

state! {
    /// What a ship remembers. All zero: nothing known yet.
    pub struct Memory {
        order: OrderMemory,
        encounters: [Encounter; encounter::MOST],
        /// 1: it has left its course to give way.
        acting: u32,
        /// When it did, seconds.
        since_s: f64,
        /// The course it left, degrees.
        base_deg: f64,
        /// The course it gives way on, degrees, and the share of its speed.
        course_deg: f64,
        share: f64,
    }
}

/// The behaviour, with its parameters.
#[derive(Clone, Copy, Debug)]
pub struct ColregTransit {
    cpa_m: f64,
    act_within_s: f64,
    stand_on_until_s: f64,
    head_on_deg: f64,
    alteration_deg: f64,
}

impl Behaviour for ColregTransit {
    const NAME: &'static str = "Transit by the collision regulations";
    const RATE_HZ: f64 = 0.2;
    const MAX_CONTACTS: u32 = encounter::MOST as u32;
    type State = Memory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[CPA_M, ACT_WITHIN_S, STAND_ON_UNTIL_S, HEAD_ON_DEG, ALTERATION_DEG])?;
        let act_within_s = params.get(ACT_WITHIN_S);
        // The last moment of rule 17 is never before the first of rule 16.
        let stand_on_until_s = params.get(STAND_ON_UNTIL_S).min(act_within_s);
        Ok(Self {
            cpa_m: params.get(CPA_M),
            act_within_s,
            stand_on_until_s,
            head_on_deg: params.get(HEAD_ON_DEG),
            alteration_deg: params.get(ALTERATION_DEG),
        })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut Memory) -> Decision {
        memory.order.notice_order(ship);
        let wanted = self.wanted(ship, &mut memory.order);
        manoeuvre::usable(ship, self.give_way(ship, wanted, memory))
    }
}

impl ColregTransit {
    /// What it would do on an empty sea.
    fn wanted(&self, ship: &Ship<'_>, order: &mut OrderMemory) -> Decision {
        match ship.order_kind() {
            OrderKind::Hold => manoeuvre::stay_at(ship, order.hold_place(ship), Mode::Hold),
            OrderKind::GoTo => legs::go_and_stay(ship, order),
            OrderKind::Route | OrderKind::Search | OrderKind::Patrol => {
                legs::run_loosely(ship, order, Slack { off_m: 4.0 * self.cpa_m, lead_m: 1.5 * self.cpa_m })
            }
            OrderKind::ReturnToBase => fuel::home_as_ordered(ship, order),
            OrderKind::Escort | OrderKind::Recover | OrderKind::Investigate => {
                manoeuvre::approach(ship, ship.order_offset(), ship.own.cruise_mps, Mode::Transit)
            }
        }
    }
}

export_behaviour!(ColregTransit);
