//! What it does about those it minds: hides near a fishing vessel, else takes the course that keeps them farthest off
//! without losing its goal from sight.

use sarex_plugin_sdk::give_way::Approach;
use sarex_plugin_sdk::{Contact, Decision, Mode, Ship, Vec2, manoeuvre};

use crate::lookout::Lookout;
use crate::{Evader, Memory};

/// It looks so far ahead, seconds (assumed).
const AHEAD_S: f64 = 1_200.0;
/// Courses tried.
const COURSES: u32 = 24;
/// A course is kept for a time drawn between these, seconds (assumed).
const KEPT_S: [f64; 2] = [60.0, 240.0];
/// It hides within this of a fishing vessel, and not nearer than half of it, metres (assumed).
const BESIDE_M: f64 = 800.0;
/// Weight of the goal beside the distance from others: for the timid, and how much more for the bold (assumed).
const GOAL_WEIGHT: [f64; 2] = [0.15, 0.5];
/// Weight of the side it favours: it decides only between courses that are equally good.
const SIDE_WEIGHT: f64 = 0.01;

impl Evader {
    /// Hides or runs.
    pub(crate) fn evade(
        &self,
        ship: &Ship<'_>,
        wanted: &Decision,
        lookout: &Lookout<'_>,
        memory: &mut Memory,
    ) -> Decision {
        let mut random = ship.random();
        if memory.evading == 0 {
            memory.evading = 1;
            memory.side = if random.unit() < 0.5 { -1.0 } else { 1.0 };
            memory.until_s = ship.time_s;
        }
        memory.evaded_s += ship.dt_s.clamp(0.0, 3_600.0);
        if let Some(cover) = lookout.cover.filter(|_| !lookout.threats.is_empty()) {
            return self.hide(ship, cover);
        }
        if ship.time_s >= memory.until_s {
            memory.until_s = ship.time_s + random.between(KEPT_S[0], KEPT_S[1]);
            memory.course_deg = self.best_course(ship, wanted, lookout, memory.side);
        }
        let fast_mps = manoeuvre::possible(ship, ship.own.max_speed_mps);
        Decision::steer(memory.course_deg, fast_mps, Mode::Transit)
    }

    /// Runs to the fishing vessel and then moves slowly as she does, a little off.
    fn hide(&self, ship: &Ship<'_>, cover: &Contact) -> Decision {
        let offset = cover.offset();
        if offset.length() > BESIDE_M {
            let fast_mps = manoeuvre::possible(ship, ship.own.max_speed_mps);
            return Decision::steer(offset.course_deg(), fast_mps, Mode::Transit);
        }
        let slow_mps = manoeuvre::possible(ship, self.hide_speed * ship.own.cruise_mps);
        let along = cover.velocity().direction().unwrap_or(Vec2::towards(ship.own.heading_deg, 1.0));
        let aside = offset.direction().unwrap_or(Vec2::ZERO) * (offset.length() / BESIDE_M * 2.0 - 1.0);
        Decision::steer((along + aside).course_deg(), slow_mps, Mode::Hold)
    }

    fn best_course(&self, ship: &Ship<'_>, wanted: &Decision, lookout: &Lookout<'_>, side: f64) -> f64 {
        let fast_mps = manoeuvre::possible(ship, ship.own.max_speed_mps);
        let goal = Vec2::towards(wanted.heading_deg, 1.0);
        let worth = |course: Vec2| {
            let safety = lookout
                .threats
                .iter()
                .map(|threat| safety(threat, course * fast_mps, lookout.reach_m))
                .fold(f64::INFINITY, f64::min);
            let goal_weight = GOAL_WEIGHT[0] + GOAL_WEIGHT[1] * self.boldness;
            safety.min(10.0) + goal_weight * course.dot(goal) + SIDE_WEIGHT * side * goal.starboard(course)
        };
        let courses =
            (0..COURSES).map(|n| Vec2::towards(wanted.heading_deg + f64::from(n) * 360.0 / f64::from(COURSES), 1.0));
        let best = courses.map(|course| (course, worth(course))).max_by(|(_, a), (_, b)| a.total_cmp(b));
        best.map_or(wanted.heading_deg, |(course, _)| course.course_deg())
    }
}

/// How safe a velocity is from a threat: the nearest it comes and the distance won, in shares of the distance minded.
fn safety(threat: &Contact, velocity: Vec2, reach_m: f64) -> f64 {
    let motion = threat.velocity() - velocity;
    let approach = Approach::of(threat.offset(), motion);
    let later_m = (threat.offset() + motion * AHEAD_S).length();
    let nearest_m = if approach.tcpa_s < AHEAD_S { approach.cpa_m } else { later_m };
    (nearest_m / reach_m).min(1.0) + 0.5 * (later_m / reach_m).min(2.0)
}
