//! When to leave: fuel for the way home in the wind of the day, the reserve, and time for a hoist.

use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::steering::make_good;
use sarex_plugin_sdk::{OrderKind, Ship, Vec2};

use crate::RescueHelicopter;
use crate::cabin::Cabin;

/// The way home takes longer than straight and undisturbed (the engine's own margin).
const DETOUR: f64 = 1.1;
/// It comes to the scene within this, and asks whether there is time for a hoist, metres (assumed).
const AT_SCENE_M: f64 = 3_704.0;
/// Least speed over the ground that is reckoned with on the way home, as a share of cruising speed.
const LEAST_SHARE: f64 = 0.1;
/// A tank as full as this is never short.
const FULL: f64 = 0.95;

/// Time of the way home at cruising speed, heading off the cross wind, seconds; none without a base.
pub fn home_s(ship: &Ship<'_>) -> Option<f64> {
    let base = Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg);
    if base.is_nowhere() {
        return None;
    }
    let offset = ship.frame.offset(base);
    let track = offset.direction().unwrap_or(Vec2::ZERO);
    let cruise_mps = ship.own.cruise_mps.max(1.0);
    let over_ground = make_good(track, cruise_mps, ship.carried_mps()) + ship.carried_mps();
    Some(DETOUR * offset.length() / over_ground.dot(track).max(LEAST_SHARE * cruise_mps))
}

impl RescueHelicopter {
    /// How long it can stay where it is before it must leave for home, seconds; negative when it is late.
    pub fn on_scene_s(&self, ship: &Ship<'_>) -> f64 {
        let full_s = ship.own.endurance_left_s / ship.own.fuel_frac.max(0.01);
        let reserve_s = self.reserve_s.min(0.1 * full_s);
        ship.own.endurance_left_s - reserve_s - home_s(ship).unwrap_or(0.0)
    }

    /// It must leave now: the fuel left is for the way home, or the time too short for a hoist that is about to begin.
    pub(crate) fn is_short(&self, ship: &Ship<'_>, cabin: &Cabin) -> bool {
        if ship.own.fuel_frac >= FULL {
            return false;
        }
        let left_s = self.on_scene_s(ship);
        let arrives = ship.order_kind() == OrderKind::Recover && ship.order_offset().length() < AT_SCENE_M;
        let begins = arrives && !ship.recovering();
        left_s < 0.0 || begins && left_s < cabin.hoist_s
    }
}
