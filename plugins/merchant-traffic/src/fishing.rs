//! A fishing vessel goes to its ground and works there: slow legs on headings drawn anew every while, and back inwards
//! when it comes to the edge.

use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::steering::make_good;
use sarex_plugin_sdk::{Decision, Mode, OrderKind, Ship, Vec2};

use crate::Memory;

/// A leg lasts so long, seconds.
const LEG_S: f64 = 1_500.0;

/// Works within `ground_m` of the order's place, or of where the order was received: the place of an order to hold may
/// be the ship's own place of the moment, which says nothing.
pub fn work(ship: &Ship<'_>, memory: &mut Memory, ground_m: f64, share: f64) -> Decision {
    let ordered = Place::new(ship.order.lat_deg, ship.order.lon_deg);
    let says_nothing = ship.order_kind() == OrderKind::Hold && ship.order_offset().length() < 100.0;
    if !ordered.is_nowhere() && !says_nothing {
        (memory.start_lat_deg, memory.start_lon_deg) = (ordered.lat_deg, ordered.lon_deg);
    }
    let ground = Place::new(memory.start_lat_deg, memory.start_lon_deg);
    let offset = ship.frame.offset(ground);
    if offset.length() > ground_m {
        let direction = offset.direction().unwrap_or(Vec2::ZERO);
        let velocity = make_good(direction, ship.own.cruise_mps, ship.carried_mps());
        return Decision::steer(velocity.course_deg(), ship.own.cruise_mps, Mode::Transit);
    }
    let inward = offset.length() / ground_m;
    let heading =
        leg_direction(ship) * (1.0 - inward * inward) + offset.direction().unwrap_or(Vec2::ZERO) * (inward * inward);
    Decision::steer(heading.course_deg(), share * ship.own.cruise_mps, Mode::Hold)
}

/// Drawn for the ship and the leg; ships change over at different times.
fn leg_direction(ship: &Ship<'_>) -> Vec2 {
    let shift_s = Random::new(ship.seed, ship.own.id, u64::MAX).between(0.0, LEG_S);
    let leg = ((ship.time_s + shift_s) / LEG_S).floor() as u64;
    Vec2::towards(Random::new(ship.seed, ship.own.id, leg).between(0.0, 360.0), 1.0)
}
