//! The few manoeuvres that behaviours are made of: make a track good, stop, stay, approach, circle, for vessels,
//! hoverers and aeroplanes alike.

use crate::bound::Bound;
use crate::geometry::Place;
use crate::steering::{loiter, make_good};
use crate::{Class, Decision, Mode, Ship, Vec2};

/// Vessels that hold let themselves drift so far before they go back, metres.
const DRIFT_M: f64 = 150.0;
/// Least radius of a loiter, metres.
const LOITER_M: f64 = 1000.0;

/// It must keep its speed and cannot stop over a place.
pub fn keeps_moving(ship: &Ship<'_>) -> bool {
    ship.class() != Class::Vessel && !ship.hovers()
}

/// A speed within what the ship can do.
pub fn possible(ship: &Ship<'_>, speed_mps: f64) -> f64 {
    speed_mps.at_most(ship.own.max_speed_mps).at_least(ship.own.min_speed_mps)
}

/// Steers this velocity through the water or air.
#[cfg_attr(target_arch = "wasm32", inline(always))]
pub fn through(ship: &Ship<'_>, velocity: Vec2, mode: Mode) -> Decision {
    let speed_mps = velocity.length();
    if speed_mps < 0.05 {
        return Decision::steer(ship.own.heading_deg, possible(ship, 0.0), mode);
    }
    Decision::steer(velocity.course_deg(), possible(ship, speed_mps), mode)
}

/// Makes good this direction over the ground at this speed through the water or air.
pub fn track(ship: &Ship<'_>, direction: Vec2, speed_mps: f64, mode: Mode) -> Decision {
    through(ship, make_good(direction, possible(ship, speed_mps), ship.carried_mps()), mode)
}

/// Makes good this velocity over the ground, as far as the ship's greatest speed allows.
pub fn over_ground(ship: &Ship<'_>, velocity: Vec2, mode: Mode) -> Decision {
    let needed = velocity - ship.carried_mps();
    if needed.length() <= ship.own.max_speed_mps {
        return through(ship, needed, mode);
    }
    let direction = velocity.direction().unwrap_or(-ship.carried_mps());
    track(ship, direction, ship.own.max_speed_mps, mode)
}

/// Stops where it is: a vessel stops its engines, a hoverer hovers, an aeroplane circles.
pub fn stop(ship: &Ship<'_>, mode: Mode) -> Decision {
    if keeps_moving(ship) {
        let speed_mps = loiter_speed_mps(ship);
        let centre = Vec2::towards(ship.own.heading_deg + 90.0, loiter_radius_m(ship, speed_mps));
        circle(ship, centre, mode)
    } else if ship.class() == Class::Vessel {
        Decision::steer(ship.own.heading_deg, 0.0, mode)
    } else {
        over_ground(ship, Vec2::ZERO, mode)
    }
}

/// Stays at a place as well as its kind can.
pub fn stay_at(ship: &Ship<'_>, place: Place, mode: Mode) -> Decision {
    let offset = ship.frame.offset(place);
    if keeps_moving(ship) {
        circle(ship, offset, mode)
    } else if ship.class() == Class::Vessel && offset.length() < DRIFT_M {
        stop(ship, mode)
    } else {
        approach(ship, offset, ship.own.cruise_mps, mode)
    }
}

/// Goes straight to `offset` and slows down before it.
pub fn approach(ship: &Ship<'_>, offset: Vec2, speed_mps: f64, mode: Mode) -> Decision {
    let distance = offset.length();
    let slowed = distance / 20.0;
    if keeps_moving(ship) || slowed > speed_mps {
        return track(ship, offset.direction().unwrap_or(Vec2::ZERO), speed_mps, mode);
    }
    over_ground(ship, offset * (1.0 / 20.0), mode)
}

/// Circles clockwise round `centre`.
pub fn circle(ship: &Ship<'_>, centre: Vec2, mode: Mode) -> Decision {
    let speed_mps = loiter_speed_mps(ship);
    track(ship, loiter(centre, loiter_radius_m(ship, speed_mps)), speed_mps, mode)
}

fn loiter_speed_mps(ship: &Ship<'_>) -> f64 {
    (0.8 * ship.own.cruise_mps).at_least(1.1 * ship.own.min_speed_mps)
}

/// Radius of the circle that it loiters on.
pub fn loiter_radius_m(ship: &Ship<'_>, speed_mps: f64) -> f64 {
    (1.5 * ship.turn_radius_m(speed_mps)).at_least(LOITER_M)
}

/// How near counts as there: what it runs in one decision, and for an aeroplane its loiter circle.
pub fn arrival_m(ship: &Ship<'_>) -> f64 {
    if keeps_moving(ship) {
        1.2 * loiter_radius_m(ship, ship.own.cruise_mps)
    } else {
        (ship.own.speed_mps * ship.dt_s).at_least(50.0)
    }
}

/// Keeps a plugin's answer usable: a decision with a number that is not finite becomes "stop where it is".
pub fn usable(ship: &Ship<'_>, decision: Decision) -> Decision {
    let finite = |d: &Decision| d.heading_deg.is_finite() && d.speed_mps.is_finite() && d.alt_m.is_finite();
    if finite(&decision) {
        return decision;
    }
    let stopped = stop(ship, Mode::Hold);
    if finite(&stopped) { stopped } else { Decision::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sea, helicopter, vessel};
    use crate::{Behaviour, OwnShip, Params};

    /// Steers a course that is no number.
    struct Lost;

    impl Behaviour for Lost {
        const NAME: &'static str = "lost";
        type State = ();

        fn configure(_: &Params) -> Result<Self, String> {
            Ok(Self)
        }

        fn decide(&self, ship: &Ship<'_>, _: &mut ()) -> Decision {
            usable(ship, Decision::steer(f64::NAN, 5.0, Mode::Transit))
        }
    }

    #[test]
    fn a_course_that_is_no_number_becomes_a_stop() {
        let mut sea = Sea::new(Lost);
        sea.launch(OwnShip { heading_deg: 40.0, ..vessel(1) }, Vec2::ZERO);
        sea.launch(OwnShip { wind_e_mps: 10.0, ..helicopter(2) }, Vec2::ZERO);
        sea.launch(OwnShip { heading_deg: f64::NAN, ..vessel(3) }, Vec2::ZERO);
        sea.step();
        let helms: Vec<_> = sea.craft.iter().map(|craft| craft.helm.unwrap()).collect();
        assert_eq!((helms[0].heading_deg, helms[0].speed_mps), (40.0, 0.0));
        assert!((helms[1].heading_deg - 270.0).abs() < 1e-9 && (helms[1].speed_mps - 10.0).abs() < 1e-9);
        assert_eq!((helms[2].heading_deg, helms[2].speed_mps), (0.0, 0.0));
    }
}
