//! Steers vessels, helicopters, aeroplanes and drones under command: transit, search, escort, recovery, patrol, and
//! home again in time for fuel.
//!
//! Invariant: one ship, one decision; everything remembered is in [`OrderMemory`], which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod contact;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::give_way::with_berth;
use sarex_plugin_sdk::{
    Behaviour, Decision, Mode, OrderKind, OrderMemory, Params, Ship, Spec, export_behaviour, fuel, legs, manoeuvre,
};

/// Seconds kept back for landing beside the host's reserve, at most a tenth of a full tank.
const RESERVE_S: Spec = Spec::new("reserve_s", 300.0, 0.0, 14_400.0);
/// Distance kept from an escorted unit.
const ESCORT_M: Spec = Spec::new("escort_m", 926.0, 100.0, 10_000.0);
/// Least distance at the closest approach to other vessels; 0 switches giving way off.
const BERTH_M: Spec = Spec::new("berth_m", 926.0, 0.0, 5_000.0);

/// The behaviour, with its parameters.
pub struct PatrolVessel {
    reserve_s: f64,
    escort_m: f64,
    berth_m: f64,
}

impl Behaviour for PatrolVessel {
    const NAME: &'static str = "Patrol vessel and aircraft";
    const RATE_HZ: f64 = 1.0;
    const MAX_CONTACTS: u32 = 4;
    type State = OrderMemory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[RESERVE_S, ESCORT_M, BERTH_M])?;
        Ok(Self { reserve_s: params.get(RESERVE_S), escort_m: params.get(ESCORT_M), berth_m: params.get(BERTH_M) })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
        memory.notice_order(ship);
        let wanted = if ship.recovering() && !ship.low_fuel() {
            contact::recover(ship)
        } else if fuel::must_return(ship, memory, self.reserve_s) {
            fuel::go_home(ship, memory)
        } else {
            self.carry_out(ship, memory)
        };
        let sought = matches!(ship.order_kind(), OrderKind::Escort | OrderKind::Recover | OrderKind::Investigate)
            .then(|| ship.order_offset());
        with_berth(ship, wanted, self.berth_m, sought)
    }
}

impl PatrolVessel {
    fn carry_out(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
        match ship.order_kind() {
            OrderKind::Hold => manoeuvre::stay_at(ship, memory.hold_place(ship), Mode::Hold),
            OrderKind::GoTo => legs::go_and_stay(ship, memory),
            OrderKind::Route | OrderKind::Search | OrderKind::Patrol => legs::run(ship, memory),
            OrderKind::Escort => contact::escort(ship, self.escort_m),
            OrderKind::Recover => contact::recover(ship),
            OrderKind::Investigate => contact::investigate(ship),
            OrderKind::ReturnToBase => fuel::home_as_ordered(ship, memory),
        }
    }
}

export_behaviour!(PatrolVessel);
