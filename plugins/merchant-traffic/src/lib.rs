//! Ships that are not under command: merchants run their route, fishing vessels work round a place.
//!
//! Invariant: one ship, one decision; everything remembered is in [`Memory`], which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod fishing;
mod route;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::give_way::with_berth;
use sarex_plugin_sdk::{Behaviour, Decision, OrderKind, Params, Ship, Spec, export_behaviour, state};

/// Fishing vessels stay within this of their place.
const GROUND_M: Spec = Spec::new("ground_m", 5_556.0, 500.0, 20_000.0);
/// Share of the cruising speed while fishing.
const FISHING_SPEED: Spec = Spec::new("fishing_speed", 0.35, 0.05, 1.0);
/// Least distance at the closest approach to other vessels; 0 switches giving way off.
const BERTH_M: Spec = Spec::new("berth_m", 926.0, 0.0, 5_000.0);

state! {
    /// Where a ship is in its order. All zero: nothing known yet.
    pub struct Memory {
        /// Serial of the order, plus one.
        order: u32,
        /// Leg being run.
        pub leg: u32,
        /// 1: the leg begins at `start`; 2: the route is done.
        pub flags: u32,
        /// Where the order was received.
        pub start_lat_deg: f64,
        /// Where the order was received.
        pub start_lon_deg: f64,
    }
}

/// The behaviour, with its parameters.
pub struct MerchantTraffic {
    ground_m: f64,
    fishing_speed: f64,
    berth_m: f64,
}

impl Behaviour for MerchantTraffic {
    const NAME: &'static str = "Merchant and fishing traffic";
    const RATE_HZ: f64 = 0.2;
    const MAX_CONTACTS: u32 = 4;
    type State = Memory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[GROUND_M, FISHING_SPEED, BERTH_M])?;
        Ok(Self {
            ground_m: params.get(GROUND_M),
            fishing_speed: params.get(FISHING_SPEED),
            berth_m: params.get(BERTH_M),
        })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut Memory) -> Decision {
        let order = ship.order.serial.wrapping_add(1);
        if memory.order != order {
            let (start_lat_deg, start_lon_deg) = (ship.own.lat_deg, ship.own.lon_deg);
            *memory = Memory { order, leg: 0, flags: route::FROM_START, start_lat_deg, start_lon_deg };
        }
        let wanted = match ship.order_kind() {
            OrderKind::Route | OrderKind::Patrol | OrderKind::Search => route::run(ship, memory),
            OrderKind::ReturnToBase => route::to_base(ship),
            _ => fishing::work(ship, memory, self.ground_m, self.fishing_speed),
        };
        with_berth(ship, wanted, self.berth_m, None)
    }
}

export_behaviour!(MerchantTraffic);
