//! Home in time, and back to work.

use crate::bound::Bound;
use crate::geometry::Place;
use crate::legs::searches;
use crate::{Decision, Mode, OrderMemory, Ship, manoeuvre};

/// A tank as full as this counts as refuelled.
const FULL: f64 = 0.95;
/// The way home takes longer than straight and undisturbed.
const DETOUR: f64 = 1.1;

/// The ship must go home now, is on its way, or is still refuelling. `reserve_s` is kept back beside the host's own
/// reserve, at most a tenth of a full tank.
pub fn must_return(ship: &Ship<'_>, memory: &mut OrderMemory, reserve_s: f64) -> bool {
    let short = below_bingo(ship, reserve_s);
    returns_when(ship, memory, short)
}

/// Like [`must_return`], where the behaviour itself reckons that the fuel runs `short`.
pub fn returns_when(ship: &Ship<'_>, memory: &mut OrderMemory, short: bool) -> bool {
    if ship.at_base() && ship.own.fuel_frac >= FULL {
        if memory.is_returning() {
            let leg_searches = ship.legs.get(memory.leg as usize).is_some_and(searches);
            memory.refuelled(ship, leg_searches);
        }
        return false;
    }
    memory.is_returning() || ship.low_fuel() || short
}

/// The fuel left is what the way home takes, with the reserve.
fn below_bingo(ship: &Ship<'_>, reserve_s: f64) -> bool {
    let base = Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg);
    if base.is_nowhere() || ship.own.fuel_frac >= FULL {
        return false;
    }
    let offset = ship.frame.offset(base);
    let distance = offset.length();
    let with_mps = if distance > 1.0 { ship.carried_mps().dot(offset) / distance } else { 0.0 };
    let home_mps = (ship.own.cruise_mps + with_mps.at_most(0.0)).at_least(0.2 * ship.own.cruise_mps).at_least(0.5);
    let full_s = ship.own.endurance_left_s / ship.own.fuel_frac.at_least(0.01);
    ship.own.endurance_left_s < DETOUR * distance / home_mps + reserve_s.at_most(0.1 * full_s)
}

/// Breaks off and goes to the base.
pub fn go_home(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    let first = !memory.is_returning();
    if first {
        memory.break_off(ship);
    }
    let decision = to_base(ship);
    if first && !ship.at_base() { decision.with_returning() } else { decision }
}

/// Carries out the order to return to base.
pub fn home_as_ordered(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    let decision = to_base(ship);
    if ship.at_base() && memory.finish() { decision.with_order_done() } else { decision }
}

/// Goes to its base and stays there.
pub fn to_base(ship: &Ship<'_>) -> Decision {
    if ship.at_base() {
        return Decision::steer(ship.own.heading_deg, 0.0, Mode::Returning);
    }
    let base = ship.frame.offset(Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg));
    manoeuvre::approach(ship, base, ship.own.cruise_mps, Mode::Returning)
}
