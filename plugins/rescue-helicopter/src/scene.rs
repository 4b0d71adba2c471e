//! On scene: down to the hover over what is found, with it as it drifts, and up again.

use sarex_plugin_sdk::geometry::wrap_180;
use sarex_plugin_sdk::{Decision, Mode, Ship, Vec2, manoeuvre};

use crate::RescueHelicopter;
use crate::cabin::Cabin;

/// It slows down with this deceleration, m/s2 (assumed; the asset library assumes 1.5 at most).
const SLOWING_MPS2: f64 = 0.7;
/// An error of the hover is made good in this time, seconds (assumed).
const SETTLE_S: f64 = 12.0;
/// Nearer than this it is on scene, metres.
const ON_SCENE_M: f64 = 100.0;
/// It begins its descent so far off, metres (assumed: a nautical mile).
const DESCENT_M: f64 = 1_852.0;
/// It stands by so far off what it escorts or looks at, metres (assumed).
const STAND_BY_M: f64 = 500.0;

impl RescueHelicopter {
    /// Goes to what is found, descends, and hovers over it while the hoist works.
    pub(crate) fn recover(&self, ship: &Ship<'_>) -> Decision {
        let offset = ship.order_offset();
        let share = (offset.length() / DESCENT_M).clamp(0.0, 1.0);
        let height_m = self.hover_height_m + share * (self.transit_height_m - self.hover_height_m);
        stay_over(ship, offset).at_height(height_m)
    }

    /// Stays near what it escorts or looks at, at search height.
    pub(crate) fn stand_by(&self, ship: &Ship<'_>, cabin: &Cabin) -> Decision {
        let offset = ship.order_offset();
        let beside = offset - offset.direction().unwrap_or(Vec2::ZERO) * STAND_BY_M;
        let near = beside.length() < DESCENT_M;
        let height_m = if near { self.search_height_m(cabin) } else { self.transit_height_m };
        stay_over(ship, beside).at_height(height_m)
    }
}

/// Goes to what the order names and stays over it as it moves.
fn stay_over(ship: &Ship<'_>, offset: Vec2) -> Decision {
    let mode = if offset.length() < ON_SCENE_M { Mode::OnScene } else { Mode::Transit };
    hover_over(ship, offset, Vec2::new(ship.order.east_mps, ship.order.north_mps), mode)
}

/// Goes to `offset` at cruising speed, slows down, and hovers over it as it moves. What cannot hover circles it.
pub(crate) fn hover_over(ship: &Ship<'_>, offset: Vec2, motion: Vec2, mode: Mode) -> Decision {
    if manoeuvre::keeps_moving(ship) {
        return manoeuvre::circle(ship, offset, mode);
    }
    let distance_m = offset.length();
    let towards = offset.direction().unwrap_or(Vec2::ZERO);
    let cruise = manoeuvre::track(ship, towards, ship.own.cruise_mps, mode);
    let closing_mps = (2.0 * SLOWING_MPS2 * distance_m).sqrt().min(distance_m / SETTLE_S);
    if closing_mps >= ship.own.cruise_mps {
        return cruise;
    }
    let slow = manoeuvre::over_ground(ship, motion + towards * closing_mps, mode);
    turned_first(ship, if slow.speed_mps > cruise.speed_mps { cruise } else { slow })
}

/// Slower while it heads another way, so that it turns towards the place and does not fly round it.
fn turned_first(ship: &Ship<'_>, wanted: Decision) -> Decision {
    let astray = wrap_180(wanted.heading_deg - ship.own.heading_deg).to_radians();
    let mut decision = wanted;
    decision.speed_mps = manoeuvre::possible(ship, wanted.speed_mps * libm::cos(astray).max(0.0));
    decision
}
