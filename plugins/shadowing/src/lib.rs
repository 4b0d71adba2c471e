//! Follows a unit or contact at a safe distance: closes at full speed, then keeps its station off it whatever it does.
//!
//! Invariant: one ship, one decision; everything remembered is in the SDK's `OrderMemory`, which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod followed;
mod station;
#[cfg(test)]
mod trial;

use followed::Followed;
use sarex_plugin_sdk::give_way::with_berth;
use sarex_plugin_sdk::{
    Behaviour, Decision, Mode, OrderKind, OrderMemory, Params, Ship, Spec, export_behaviour, fuel, legs, manoeuvre,
};
use station::Station;

/// Distance kept from the followed unit.
const DISTANCE_M: Spec = Spec::new("distance_m", 3_704.0, 500.0, 40_000.0);
/// Where it keeps, from the followed unit's bow, positive to starboard.
const BEARING_DEG: Spec = Spec::new("bearing_deg", 150.0, -180.0, 180.0);
/// Never nearer than this.
const MIN_M: Spec = Spec::new("min_m", 1_852.0, 200.0, 20_000.0);
/// Least distance at the closest approach to other vessels; 0 switches giving way off.
const BERTH_M: Spec = Spec::new("berth_m", 926.0, 0.0, 5_000.0);
/// Seconds kept back for coming home beside the host's reserve, at most a tenth of a full tank.
const RESERVE_S: Spec = Spec::new("reserve_s", 600.0, 0.0, 14_400.0);

/// The behaviour, with its parameters.
pub struct Shadowing {
    station: Station,
    berth_m: f64,
    reserve_s: f64,
}

impl Behaviour for Shadowing {
    const NAME: &'static str = "Shadowing at a safe distance";
    const RATE_HZ: f64 = 1.0;
    const MAX_CONTACTS: u32 = 8;
    type State = OrderMemory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[DISTANCE_M, BEARING_DEG, MIN_M, BERTH_M, RESERVE_S])?;
        let min_m = params.get(MIN_M);
        // Room to keep station in, without coming nearer than the least distance.
        let distance_m = params.get(DISTANCE_M).max(min_m / 0.75);
        let station = Station { distance_m, bearing_deg: params.get(BEARING_DEG), min_m };
        Ok(Self { station, berth_m: params.get(BERTH_M), reserve_s: params.get(RESERVE_S) })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
        memory.notice_order(ship);
        let follows = matches!(ship.order_kind(), OrderKind::Escort | OrderKind::Investigate);
        let followed = if follows { Followed::of(ship) } else { None };
        let wanted = if fuel::must_return(ship, memory, self.reserve_s) {
            fuel::go_home(ship, memory)
        } else if let Some(followed) = &followed {
            self.station.keep(ship, followed)
        } else {
            otherwise(ship, memory)
        };
        let decision = with_berth(ship, wanted, self.berth_m, followed.map(|f| f.offset));
        manoeuvre::usable(ship, decision)
    }
}

/// Orders that name nothing to follow are carried out like any patrol vessel's.
fn otherwise(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    match ship.order_kind() {
        OrderKind::GoTo => legs::go_and_stay(ship, memory),
        OrderKind::Route | OrderKind::Search | OrderKind::Patrol => legs::run(ship, memory),
        OrderKind::ReturnToBase => fuel::home_as_ordered(ship, memory),
        OrderKind::Recover => manoeuvre::approach(ship, ship.order_offset(), ship.own.max_speed_mps, Mode::OnScene),
        OrderKind::Hold | OrderKind::Escort | OrderKind::Investigate => manoeuvre::stop(ship, Mode::Hold),
    }
}

export_behaviour!(Shadowing);
