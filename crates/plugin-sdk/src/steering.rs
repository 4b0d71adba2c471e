//! Making good a track over the ground: drift correction, cross-track steering, intercept, loiter.
//!
//! Everything is relative to the ship: offsets in metres from it, velocities in m/s.

use crate::Vec2;
use crate::bound::Bound;

/// The velocity through the water (or air) of this speed whose track over the ground points along `track`
/// (length 1) while the medium moves at `carried`. When the medium is faster than the ship, the ship heads so that
/// it is set sideways least.
pub fn make_good(track: Vec2, speed_mps: f64, carried: Vec2) -> Vec2 {
    let aside = track.right();
    let set_mps = carried.dot(aside).at_most(speed_mps).at_least(-speed_mps);
    track * (speed_mps * speed_mps - set_mps * set_mps).sqrt() - aside * set_mps
}

/// The direction to steer over the ground, length 1, to come onto the line from `from` to `to` and run along it.
/// The ship aims at the line `lead_m` ahead of its own place abeam; the line goes on beyond `to`.
pub fn along_line(from: Vec2, to: Vec2, lead_m: f64) -> Vec2 {
    let Some(line) = (to - from).direction() else {
        return to.direction().unwrap_or(Vec2::new(0.0, 1.0));
    };
    let abeam = from - line * from.dot(line);
    (abeam + line * lead_m).direction().unwrap_or(line)
}

/// Where the ship stands on a line: metres still to run to `to` along it, and metres off it.
pub fn on_line(from: Vec2, to: Vec2) -> (f64, f64) {
    match (to - from).direction() {
        Some(line) => (to.dot(line), to.starboard(line).abs()),
        None => (to.length(), 0.0),
    }
}

/// How far before the end of a leg to turn onto the next one: `r tan(a / 2)` for a turn by the angle `a`,
/// at most 1.7 r (a turn of 120 degrees) and at most 0.4 of either leg.
pub fn turn_early_m(leg: Vec2, next: Option<Vec2>, turn_radius_m: f64) -> f64 {
    let Some(next) = next else { return 0.0 };
    let (length, next_length) = (leg.length(), next.length());
    let product = length * next_length;
    if product < 1.0 {
        return 0.0;
    }
    let cos = (leg.dot(next) / product).at_most(1.0).at_least(-1.0);
    let tan_half = ((1.0 - cos) / (1.0 + cos).at_least(1e-3)).sqrt();
    (turn_radius_m * tan_half.at_most(1.7)).at_most(0.4 * length.at_most(next_length))
}

/// Velocity over the ground to meet something at `offset` that moves at `motion`; the least time at this speed, or
/// straight at it when it cannot be caught.
pub fn intercept(offset: Vec2, motion: Vec2, speed_mps: f64) -> Vec2 {
    let a = motion.dot(motion) - speed_mps * speed_mps;
    let b = offset.dot(motion);
    let c = offset.dot(offset);
    let root = b * b - a * c;
    let time_s = if a.abs() < 1e-6 {
        -c / (2.0 * b)
    } else if root < 0.0 {
        -1.0
    } else {
        let sqrt = root.sqrt();
        least_positive((-b - sqrt) / a, (-b + sqrt) / a)
    };
    let aim = if time_s > 0.0 && time_s < 86_400.0 { offset + motion * time_s } else { offset };
    aim.direction().unwrap_or(Vec2::new(0.0, 1.0)) * speed_mps
}

fn least_positive(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low > 0.0 { low } else { high }
}

/// The direction over the ground, length 1, that runs clockwise on a circle round `centre`, or towards the circle.
pub fn loiter(centre: Vec2, radius_m: f64) -> Vec2 {
    let distance = centre.length();
    let Some(inward) = centre.direction() else { return Vec2::new(0.0, 1.0) };
    let tangent = -inward.right();
    let error = ((distance - radius_m) / radius_m).at_most(2.0).at_least(-1.0);
    (tangent + inward * (2.0 * error)).direction().unwrap_or(tangent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
    }

    #[test]
    fn drift_is_compensated_over_the_ground() {
        let north = Vec2::new(0.0, 1.0);
        let current = Vec2::new(1.5, -0.5);
        let through = make_good(north, 6.0, current);
        near(through.length(), 6.0);
        near((through + current).east_m, 0.0);
        assert!((through + current).north_m > 5.0);
        let too_strong = make_good(north, 1.0, Vec2::new(3.0, 0.0));
        near(too_strong.east_m, -1.0);
    }

    #[test]
    fn a_ship_off_its_line_steers_back_to_it() {
        let (from, to) = (Vec2::new(-300.0, -1000.0), Vec2::new(-300.0, 4000.0));
        let aim = along_line(from, to, 300.0);
        near(aim.course_deg(), 315.0);
        let (to_run, off) = on_line(from, to);
        near(to_run, 4000.0);
        near(off, 300.0);
    }

    #[test]
    fn a_right_angle_is_turned_one_radius_early() {
        let early = turn_early_m(Vec2::new(0.0, 5000.0), Some(Vec2::new(5000.0, 0.0)), 400.0);
        near(early, 400.0);
        near(turn_early_m(Vec2::new(0.0, 5000.0), None, 400.0), 0.0);
        assert!(turn_early_m(Vec2::new(0.0, 5000.0), Some(Vec2::new(0.0, -5000.0)), 400.0) <= 680.0 + 1e-9);
    }

    #[test]
    fn an_intercept_meets_the_contact() {
        let (offset, motion) = (Vec2::new(10_000.0, 0.0), Vec2::new(0.0, 5.0));
        let own = intercept(offset, motion, 10.0);
        near(own.north_m, 5.0);
        near(own.length(), 10.0);
        near(intercept(offset, Vec2::new(20.0, 0.0), 10.0).course_deg(), 90.0);
    }

    #[test]
    fn a_loiter_goes_round_clockwise() {
        let west_of_centre = loiter(Vec2::new(1000.0, 0.0), 1000.0);
        near(west_of_centre.course_deg(), 0.0);
        assert!(loiter(Vec2::new(9000.0, 0.0), 1000.0).east_m > 0.9);
    }
}
