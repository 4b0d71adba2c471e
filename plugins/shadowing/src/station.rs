//! The station off the followed unit, and how to get and stay there: first the distance, then the bearing.

use sarex_plugin_sdk::geometry::wrap_180;
use sarex_plugin_sdk::steering::loiter;
use sarex_plugin_sdk::{Class, Decision, Mode, Ship, Vec2, manoeuvre};

use crate::followed::Followed;

/// An error of the distance is made good in this time, seconds (assumed).
const DISTANCE_S: f64 = 60.0;
/// An error of the bearing is made good in this time, seconds (assumed).
const BEARING_S: f64 = 120.0;
/// A slower unit has no course to keep a bearing from, m/s (assumed).
const UNDER_WAY_MPS: f64 = 1.0;
/// Within this share of the distance it counts as on station.
const ON_STATION: f64 = 0.1;

/// Where to keep off the followed unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Distance, metres.
    pub distance_m: f64,
    /// From the followed unit's bow, degrees, positive to starboard.
    pub bearing_deg: f64,
    /// Never nearer, metres.
    pub min_m: f64,
}

impl Station {
    /// Closes with the station at full speed and keeps it.
    pub fn keep(&self, ship: &Ship<'_>, followed: &Followed) -> Decision {
        let range_m = followed.offset.length();
        let error = (range_m - self.distance_m).abs();
        let mode = if error < ON_STATION * self.distance_m { Mode::OnScene } else { Mode::Transit };
        if manoeuvre::keeps_moving(ship) {
            return self.circle(ship, followed, mode);
        }
        let most_mps = manoeuvre::possible(ship, ship.own.max_speed_mps);
        let (outward_mps, round) = self.shift(followed, most_mps);
        let outward = -followed.offset.direction().unwrap_or(Vec2::new(0.0, 1.0));
        let base = followed.velocity + carried_apart(ship);
        let radial = outward * outward_mps;
        let share = within(base + radial, round, most_mps);
        let velocity = base + radial + round * share;
        let velocity = if velocity.length() > most_mps { strained(base, radial, most_mps) } else { velocity };
        manoeuvre::through(ship, velocity, mode)
    }

    /// The wanted motion relative to the followed unit: away from it, and round it towards the bearing, m/s.
    fn shift(&self, followed: &Followed, most_mps: f64) -> (f64, Vec2) {
        let range_m = followed.offset.length();
        let short_m = self.distance_m - range_m;
        let outward_mps = (short_m / DISTANCE_S).clamp(-2.0 * most_mps, 2.0 * most_mps);
        let outward_mps = if range_m < 1.1 * self.min_m { 2.0 * most_mps } else { outward_mps };
        if followed.velocity.length() < UNDER_WAY_MPS || range_m < 1.0 {
            return (outward_mps, Vec2::ZERO);
        }
        let stands = wrap_180((-followed.offset).course_deg() - followed.velocity.course_deg());
        let turn = wrap_180(self.bearing_deg - stands).to_radians();
        let outward = -followed.offset.direction().unwrap_or(Vec2::ZERO);
        let round_mps = (turn * range_m / BEARING_S).clamp(-most_mps, most_mps);
        (outward_mps, outward.right() * round_mps)
    }

    /// What cannot stop flies a circle of that radius round it.
    fn circle(&self, ship: &Ship<'_>, followed: &Followed, mode: Mode) -> Decision {
        let speed_mps = manoeuvre::possible(ship, ship.own.cruise_mps);
        let radius_m = self.distance_m.max(1.5 * ship.turn_radius_m(speed_mps));
        let direction = loiter(followed.offset, radius_m);
        manoeuvre::track(ship, direction, speed_mps, mode)
    }
}

/// Not everything can be had: the share of the distance's correction that full speed allows, else as fast as it can
/// that way.
fn strained(base: Vec2, radial: Vec2, most_mps: f64) -> Vec2 {
    let wanted = base + radial * within(base, radial, most_mps);
    if wanted.length() <= most_mps * 1.001 {
        return wanted;
    }
    (base + radial).direction().unwrap_or(Vec2::ZERO) * most_mps
}

/// What the ship must add to a velocity through the water so that a vessel's and its own motion compare: vessels are
/// carried alike; an aircraft flies in the wind above the current.
fn carried_apart(ship: &Ship<'_>) -> Vec2 {
    if ship.class() == Class::Vessel {
        Vec2::ZERO
    } else {
        Vec2::new(ship.own.current_e_mps, ship.own.current_n_mps) - ship.carried_mps()
    }
}

/// The greatest share of `step`, at most 1, that may be added to `base` without exceeding this speed; 0 when `base`
/// itself exceeds it.
fn within(base: Vec2, step: Vec2, most_mps: f64) -> f64 {
    let (a, b, c) = (step.dot(step), base.dot(step), base.dot(base) - most_mps * most_mps);
    if a < 1e-12 || c > 0.0 {
        return if a < 1e-12 { 1.0 } else { 0.0 };
    }
    (((b * b - a * c).sqrt() - b) / a).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_cut_to_the_speed() {
        let most = within(Vec2::new(3.0, 0.0), Vec2::new(0.0, 8.0), 5.0);
        assert!((most - 0.5).abs() < 1e-12, "{most}");
        assert_eq!(within(Vec2::new(3.0, 0.0), Vec2::new(0.0, 2.0), 5.0), 1.0);
        assert_eq!(within(Vec2::new(9.0, 0.0), Vec2::new(0.0, 2.0), 5.0), 0.0);
        assert_eq!(within(Vec2::ZERO, Vec2::ZERO, 5.0), 1.0);
    }
}
