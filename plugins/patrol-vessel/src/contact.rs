//! Orders about something that moves: escort, recover, investigate.

use sarex_plugin_sdk::steering::intercept;
use sarex_plugin_sdk::{Class, Decision, Mode, Ship, Vec2, manoeuvre};

/// Nearer than this it is on scene, metres.
const ON_SCENE_M: f64 = 100.0;
/// An investigating ship comes as near as this, metres.
const LOOK_M: f64 = 300.0;
/// A vessel closes no faster than it can lose again on the way left, at this deceleration, m/s each second: below what
/// the heaviest of the asset library do (0.05). Else a large ship runs past, and round and round in its turning circle.
const SLOWING_MPS2: f64 = 0.04;

/// Keeps `distance_m` astern of the unit, or off it while it lies stopped.
pub fn escort(ship: &Ship<'_>, distance_m: f64) -> Decision {
    let (offset, motion) = (ship.order_offset(), motion(ship));
    if manoeuvre::keeps_moving(ship) {
        return manoeuvre::circle(ship, offset, Mode::OnScene);
    }
    let ahead = if motion.length() > 0.5 { motion } else { offset };
    let station = offset - ahead.direction().unwrap_or(Vec2::ZERO) * distance_m;
    if station.length() > 20.0 * ship.own.cruise_mps {
        return close_with(ship, station, motion, ship.own.max_speed_mps);
    }
    manoeuvre::over_ground(ship, motion + station * (1.0 / 60.0), Mode::OnScene)
}

/// Goes there at full speed and stays with it, drifting as it drifts.
pub fn recover(ship: &Ship<'_>) -> Decision {
    stay_with(ship, Vec2::ZERO, ship.own.max_speed_mps)
}

/// Meets the contact and stays near enough to read its name.
pub fn investigate(ship: &Ship<'_>) -> Decision {
    let off = -ship.order_offset().direction().unwrap_or(Vec2::ZERO) * LOOK_M;
    let fast = if ship.class() == Class::Vessel { ship.own.max_speed_mps } else { ship.own.cruise_mps };
    stay_with(ship, off, fast)
}

/// Meets the contact at this speed and keeps the place `station` from it; an aeroplane circles it.
fn stay_with(ship: &Ship<'_>, station: Vec2, speed_mps: f64) -> Decision {
    let offset = ship.order_offset() + station;
    let distance = offset.length();
    if manoeuvre::keeps_moving(ship) && distance < 2.0 * manoeuvre::loiter_radius_m(ship, speed_mps) {
        return manoeuvre::circle(ship, ship.order_offset(), Mode::OnScene);
    }
    let closing_mps = closing_mps(ship, distance).min(speed_mps);
    if manoeuvre::keeps_moving(ship) || distance > 20.0 * closing_mps {
        return close_with(ship, offset, motion(ship), closing_mps);
    }
    let mode = if distance < ON_SCENE_M { Mode::OnScene } else { Mode::Transit };
    manoeuvre::over_ground(ship, motion(ship) + offset * (1.0 / 20.0), mode)
}

/// Speed through the water with which a vessel may close what moves: its own motion and what can be lost in time.
fn closing_mps(ship: &Ship<'_>, distance_m: f64) -> f64 {
    if ship.class() != Class::Vessel {
        return ship.own.max_speed_mps;
    }
    (motion(ship) - ship.carried_mps()).length() + (2.0 * SLOWING_MPS2 * distance_m).sqrt()
}

/// Steers to meet it; in the water (or air) both are carried alike, so its motion is taken relative to that.
fn close_with(ship: &Ship<'_>, offset: Vec2, motion: Vec2, speed_mps: f64) -> Decision {
    let speed_mps = manoeuvre::possible(ship, speed_mps);
    manoeuvre::through(ship, intercept(offset, motion - ship.carried_mps(), speed_mps), Mode::Transit)
}

fn motion(ship: &Ship<'_>) -> Vec2 {
    Vec2::new(ship.order.east_mps, ship.order.north_mps)
}
