//! Runs the legs of a route once, or over and over.

use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::steering::{along_line, make_good, on_line, turn_early_m};
use sarex_plugin_sdk::{Decision, Mode, OrderKind, Ship, Vec2};

use crate::Memory;

/// The leg begins where the order was received.
pub const FROM_START: u32 = 1;
const DONE: u32 = 2;

/// Runs the order's legs at their speed, else at cruising speed.
pub fn run(ship: &Ship<'_>, memory: &mut Memory) -> Decision {
    if ship.legs.is_empty() || memory.flags & DONE != 0 {
        return Decision::steer(ship.own.heading_deg, 0.0, Mode::Hold);
    }
    let endless = ship.order_kind() == OrderKind::Patrol;
    let passed = memory.leg;
    if !has_passed(ship, memory, endless) {
        return steer(ship, memory);
    }
    if passed as usize + 1 >= ship.legs.len() && !endless {
        memory.flags |= DONE;
        return Decision::steer(ship.own.heading_deg, 0.0, Mode::Hold).with_leg_passed(passed).with_order_done();
    }
    memory.leg = (passed + 1) % ship.legs.len() as u32;
    memory.flags &= !FROM_START;
    steer(ship, memory).with_leg_passed(passed)
}

fn end(ship: &Ship<'_>, leg: usize) -> Vec2 {
    let leg = &ship.legs[leg % ship.legs.len()];
    ship.frame.offset(Place::new(leg.lat_deg, leg.lon_deg))
}

fn start(ship: &Ship<'_>, memory: &Memory) -> Vec2 {
    if memory.flags & FROM_START != 0 {
        return ship.frame.offset(Place::new(memory.start_lat_deg, memory.start_lon_deg));
    }
    end(ship, memory.leg as usize + ship.legs.len() - 1)
}

fn speed_mps(ship: &Ship<'_>, memory: &Memory) -> f64 {
    let asked = ship.legs[memory.leg as usize % ship.legs.len()].speed_mps;
    if asked > 0.0 { asked.min(ship.own.max_speed_mps) } else { ship.own.cruise_mps }
}

fn has_passed(ship: &Ship<'_>, memory: &Memory, endless: bool) -> bool {
    let leg = memory.leg as usize;
    let (from, to) = (start(ship, memory), end(ship, leg));
    let next = (endless || leg + 1 < ship.legs.len()).then(|| end(ship, leg + 1) - to);
    let speed_mps = speed_mps(ship, memory);
    let early_m = turn_early_m(to - from, next, ship.turn_radius_m(speed_mps)) + speed_mps * ship.dt_s / 2.0;
    let (to_run, _) = on_line(from, to);
    to_run <= early_m.max(100.0)
}

fn steer(ship: &Ship<'_>, memory: &Memory) -> Decision {
    let leg = memory.leg as usize % ship.legs.len();
    let speed_mps = speed_mps(ship, memory);
    let lead_m = (2.0 * ship.turn_radius_m(speed_mps)).max(60.0 * speed_mps);
    let (from, to) = (start(ship, memory), end(ship, leg));
    let direction = along_line(from, to, lead_m);
    let velocity = make_good(direction, speed_mps, ship.carried_mps());
    Decision::steer(velocity.course_deg(), speed_mps, Mode::Transit).on_leg(leg as u32).along(to - from)
}

/// Goes to its base and stops there.
pub fn to_base(ship: &Ship<'_>) -> Decision {
    let base = ship.frame.offset(Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg));
    if ship.at_base() || base.length() < 200.0 {
        return Decision::steer(ship.own.heading_deg, 0.0, Mode::Returning);
    }
    let direction = base.direction().unwrap_or(Vec2::ZERO);
    let velocity = make_good(direction, ship.own.cruise_mps, ship.carried_mps());
    Decision::steer(velocity.course_deg(), ship.own.cruise_mps, Mode::Returning)
}
