//! Runs the legs of a route, a search or a patrol, and goes to a place.

use crate::bound::Bound;
use crate::geometry::Place;
use crate::steering::{along_line, on_line, turn_early_m};
use crate::{Decision, Leg, Mode, OrderKind, OrderMemory, Ship, Vec2, manoeuvre};

/// Sensors search on this leg.
pub fn searches(leg: &Leg) -> bool {
    leg.flags & 1 != 0
}

/// Runs the order's legs from where it left off, and reports the legs passed and the order done. A leg is passed where
/// the turn onto the next one must begin.
pub fn run(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    run_loosely(ship, memory, Slack::default())
}

/// How loosely a ship keeps to its line: for traffic that leaves it to give way. All zero: as exactly as it can.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Slack {
    /// A leg also counts as passed when its end is abeam within this, metres.
    pub off_m: f64,
    /// It aims at its line at least so far ahead, metres: the greater, the gentler it returns.
    pub lead_m: f64,
}

/// Like [`run`], for a ship that keeps to its line with `slack`.
pub fn run_loosely(ship: &Ship<'_>, memory: &mut OrderMemory, slack: Slack) -> Decision {
    if ship.legs.is_empty() || memory.is_done() {
        let decision = manoeuvre::stay_at(ship, memory.hold_place(ship), Mode::Hold);
        return if memory.finish() { decision.with_order_done() } else { decision };
    }
    if let Some(decision) = resume(ship, memory) {
        return decision;
    }
    let endless = ship.order_kind() == OrderKind::Patrol;
    let Course { from, to, next } = course(ship, memory, endless);
    let speed_mps = leg_speed_mps(ship, memory.leg);
    if !has_passed(ship, &Course { from, to, next }, speed_mps, slack.off_m) {
        return steer_leg(ship, memory, (from, to), slack.lead_m);
    }
    let passed = memory.leg;
    if passed as usize + 1 == ship.legs.len() && !endless {
        memory.finish();
        return manoeuvre::stay_at(ship, memory.hold_place(ship), Mode::Hold).with_leg_passed(passed).with_order_done();
    }
    memory.go_on_to((passed + 1) % ship.legs.len() as u32);
    let Course { from, to, .. } = course(ship, memory, endless);
    steer_leg(ship, memory, (from, to), slack.lead_m).with_leg_passed(passed)
}

/// The leg being run and the end of the one after it, metres from the ship.
struct Course {
    from: Vec2,
    to: Vec2,
    next: Option<Vec2>,
}

fn course(ship: &Ship<'_>, memory: &OrderMemory, endless: bool) -> Course {
    let count = ship.legs.len();
    let leg = (memory.leg as usize).min(count - 1);
    let end = |index: usize| ship.frame.offset(Place::new(ship.legs[index].lat_deg, ship.legs[index].lon_deg));
    let has_next = leg + 1 < count || endless && count > 1;
    Course {
        from: ship.frame.offset(memory.leg_start(ship)),
        to: end(leg),
        next: has_next.then(|| end((leg + 1) % count)),
    }
}

fn leg_speed_mps(ship: &Ship<'_>, leg: u32) -> f64 {
    let asked = ship.legs.get(leg as usize).map_or(0.0, |leg| leg.speed_mps);
    manoeuvre::possible(ship, if asked > 0.0 { asked } else { ship.own.cruise_mps })
}

/// How far ahead on the line to aim: gentle for a ship that turns slowly.
fn lead_m(ship: &Ship<'_>, speed_mps: f64) -> f64 {
    (1.5 * ship.turn_radius_m(speed_mps)).at_least(10.0 * speed_mps).at_least(100.0)
}

/// At the end of the leg, or where the turn onto the next one must begin. A ship far off its line must come nearer.
fn has_passed(ship: &Ship<'_>, course: &Course, speed_mps: f64, off_m: f64) -> bool {
    let Course { from, to, next } = *course;
    let turn_radius_m = ship.turn_radius_m(speed_mps);
    let early_m = turn_early_m(to - from, next.map(|next| next - to), turn_radius_m) + speed_mps * ship.dt_s / 2.0;
    let (to_run, off) = on_line(from, to);
    let near_m = lead_m(ship, speed_mps).at_least(2.0 * turn_radius_m);
    to_run <= early_m.at_least(20.0) && off <= near_m.at_least(off_m) || to.length() <= early_m.at_most(near_m)
}

fn steer_leg(ship: &Ship<'_>, memory: &OrderMemory, (from, to): (Vec2, Vec2), least_lead_m: f64) -> Decision {
    let leg = (memory.leg as usize).min(ship.legs.len() - 1);
    let row = &ship.legs[leg];
    let speed_mps = leg_speed_mps(ship, memory.leg);
    let (to_run, _) = on_line(from, to);
    let (direction, line) = if to_run > 0.0 {
        (along_line(from, to, lead_m(ship, speed_mps).at_least(least_lead_m)), to - from)
    } else {
        (to.direction().unwrap_or(Vec2::new(0.0, 1.0)), to)
    };
    let mode = match ship.order_kind() {
        OrderKind::Patrol => Mode::Patrol,
        _ if searches(row) => Mode::Searching,
        _ => Mode::Transit,
    };
    manoeuvre::track(ship, direction, speed_mps, mode).on_leg(leg as u32).along(line).at_height(row.alt_m)
}

/// Goes back to where the search was left for fuel.
fn resume(ship: &Ship<'_>, memory: &mut OrderMemory) -> Option<Decision> {
    let left = ship.frame.offset(memory.resume_at()?);
    let near_m = lead_m(ship, ship.own.cruise_mps);
    if left.length() > near_m {
        let direction = left.direction().unwrap_or(Vec2::ZERO);
        return Some(manoeuvre::track(ship, direction, ship.own.cruise_mps, Mode::Transit).on_leg(memory.leg));
    }
    memory.resumed();
    None
}

/// Goes to the order's place, reports that it is there, and stays.
pub fn go_and_stay(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    let offset = ship.order_offset();
    if memory.is_done() {
        return manoeuvre::stay_at(ship, memory.hold_place(ship), Mode::Hold);
    }
    if offset.length() > manoeuvre::arrival_m(ship) {
        return manoeuvre::approach(ship, offset, ship.own.cruise_mps, Mode::Transit);
    }
    memory.finish();
    manoeuvre::stay_at(ship, memory.hold_place(ship), Mode::Hold).with_order_done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sea, vessel};
    use crate::{Behaviour, Params};

    /// Runs its legs with this slack.
    struct Runner(Slack);

    impl Behaviour for Runner {
        const NAME: &'static str = "runner";
        type State = OrderMemory;

        fn configure(_: &Params) -> Result<Self, String> {
            Ok(Self(Slack::default()))
        }

        fn decide(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
            memory.notice_order(ship);
            run_loosely(ship, memory, self.0)
        }
    }

    /// Two legs north; after a minute the ship is set three kilometres off its line. How near it came to the end of
    /// the first leg.
    fn nearest_to_the_turn_m(slack: Slack) -> f64 {
        let turn = Vec2::new(0.0, 5_000.0);
        let mut sea = Sea::new(Runner(slack));
        sea.launch(vessel(1), Vec2::ZERO);
        sea.order_along(0, 2, &[turn, Vec2::new(0.0, 12_000.0)]);
        sea.run(60);
        let place = sea.craft[0].own;
        let frame = crate::geometry::Frame::at(Place::new(place.lat_deg, place.lon_deg));
        let off = frame.place(Vec2::new(3_000.0, 4_000.0));
        (sea.craft[0].own.lat_deg, sea.craft[0].own.lon_deg) = (off.lat_deg, off.lon_deg);
        let mut nearest = f64::MAX;
        for _ in 0..3_000 {
            sea.step();
            nearest = nearest.min((sea.at(0) - turn).length());
        }
        assert!((sea.at(0) - Vec2::new(0.0, 12_000.0)).length() < 300.0, "at {:?}", sea.at(0));
        nearest
    }

    #[test]
    fn off_its_line_a_ship_goes_to_the_turn_unless_it_has_slack() {
        assert!(nearest_to_the_turn_m(Slack::default()) < 700.0);
        assert!(nearest_to_the_turn_m(Slack { off_m: 5_000.0, lead_m: 1_500.0 }) > 1_000.0);
    }
}
