//! A plain form of COLREG rules 8 and 13 to 18 for power-driven vessels in sight of one another: the vessel that must
//! give way alters to starboard until the closest approach is wide enough, and comes back when the other is past and clear.
//! Overtaken and crossed-from-port vessels stand on.
//!
//! Nothing is remembered: that a vessel gives way shows in its course, which lies to starboard of its line. Velocities are
//! through the water, for the same current carries all.

use crate::bound::Bound;
use crate::geometry::{wrap_180, wrap_360};
use crate::steering::make_good;
use crate::{Class, Contact, Decision, Ship, Vec2};

/// An approach matters when it is this near in time, seconds: a quarter of an hour.
const HORIZON_S: f64 = 900.0;
/// Contacts older than this are not steered for, seconds.
const STALE_S: f32 = 180.0;
/// A slower vessel lies stopped, m/s (assumed).
const UNDER_WAY_MPS: f64 = 0.5;
/// Alterations from the line tried in turn, degrees; to port too where the rules leave the side open.
const ALTERATIONS_DEG: [f64; 6] = [0.0, 20.0, 35.0, 50.0, 70.0, 90.0];
/// A vessel that heads so far to starboard of its line is giving way, degrees (assumed).
const ALTERED_DEG: f64 = 5.0;
/// A contact of this kind is a vessel engaged in fishing.
const FISHING: u32 = 4;

/// Lets a vessel that wants `wanted` give way, so that it passes others at `berth_m`; what it is sent to, at `sought`, is
/// not given way to. Aircraft and vessels that hardly move are left as they are.
pub fn with_berth(ship: &Ship<'_>, wanted: Decision, berth_m: f64, sought: Option<Vec2>) -> Decision {
    if ship.class() != Class::Vessel || berth_m <= 0.0 || ship.contacts.is_empty() || wanted.speed_mps < UNDER_WAY_MPS {
        return wanted;
    }
    let is_sought = |contact: &Contact| sought.is_some_and(|place| (contact.offset() - place).length() < 500.0);
    let is_vessel = |contact: &&Contact| matches!(contact.kind, 0 | 1 | FISHING) && contact.age_s < STALE_S;
    let vessels = || ship.contacts.iter().filter(is_vessel).filter(|contact| !is_sought(contact));
    let way = Way::of(ship, &wanted);
    let risk = |contact: &Contact| way.courses().any(|course| too_close(course, contact, berth_m));
    if !vessels().any(risk) {
        return wanted;
    }
    let line_deg = way.line.course_deg();
    let altered = wrap_180(ship.own.heading_deg - line_deg) > ALTERED_DEG;
    let duties = || vessels().filter(|c| risk(c)).filter_map(|c| way.duty(c, altered, ship.fishing(), berth_m));
    if duties().next().is_none() {
        return wanted;
    }
    let to_port = duties().all(|duty| duty == Duty::EitherSide);
    let alteration_deg = alteration_deg(&way, vessels(), to_port, berth_m);
    let mut decision = wanted;
    decision.heading_deg = wrap_360(line_deg + alteration_deg);
    decision
}

/// The first alteration from its line that passes everybody at `berth_m`, else the widest; degrees to starboard.
fn alteration_deg<'a>(
    way: &Way,
    vessels: impl Iterator<Item = &'a Contact> + Clone,
    to_port: bool,
    berth_m: f64,
) -> f64 {
    let sides = |degrees: f64| [Some(degrees), to_port.then_some(-degrees)].into_iter().flatten();
    let wanted_2 = berth_m * berth_m;
    let (mut best_deg, mut best_2) = (0.0, f64::NEG_INFINITY);
    for degrees in ALTERATIONS_DEG.into_iter().flat_map(sides) {
        let course = way.line.turned(degrees);
        let least_2 = vessels.clone().filter_map(|contact| nearest_2(course, contact)).fold(wanted_2, Bound::at_most);
        if least_2 > best_2 {
            (best_deg, best_2) = (degrees, least_2);
        }
        if best_2 >= wanted_2 {
            break;
        }
    }
    best_deg
}

/// Where a vessel wants to go.
struct Way {
    /// The velocity wanted now.
    wanted: Vec2,
    /// The velocity along its line, to which that leads back; the same for a ship on its line or without one.
    line: Vec2,
}

impl Way {
    fn of(ship: &Ship<'_>, decision: &Decision) -> Self {
        let wanted = Vec2::towards(decision.heading_deg, decision.speed_mps);
        let line = decision.line.and_then(Vec2::direction);
        let line = line.map_or(wanted, |line| make_good(line, decision.speed_mps, ship.carried_mps()));
        Self { wanted, line }
    }

    /// The one course or both.
    fn courses(&self) -> impl Iterator<Item = Vec2> {
        [Some(self.wanted), self.off_by_more_than(3.0).then_some(self.line)].into_iter().flatten()
    }

    /// It is so far off its line that it steers back by more than these degrees.
    fn off_by_more_than(&self, degrees: f64) -> bool {
        let back = self.line - self.wanted;
        let angle = degrees.to_radians();
        back.dot(back) > angle * angle * self.wanted.dot(self.wanted)
    }

    /// What the vessel has to do about one that would come too close.
    fn duty(&self, contact: &Contact, altered: bool, fishing: bool, berth_m: f64) -> Option<Duty> {
        let (offset, velocity) = (contact.offset(), contact.velocity());
        let under_way = velocity.dot(velocity) >= UNDER_WAY_MPS * UNDER_WAY_MPS;
        let fishing = contact.kind == FISHING && !fishing;
        if under_way && (fishing || shows_stern(offset, velocity) || passes(self.line, velocity)) {
            return Some(Duty::EitherSide);
        }
        let starboard = self.courses().any(|course| comes_from_starboard(course, offset));
        // Only a course that it holds gives a vessel the right to stand on, not the way back to its line. What lies stopped
        // to port is passed, else a ship would never come to a place beside it.
        let returns = self.off_by_more_than(10.0) && too_close(self.wanted, contact, berth_m);
        (starboard || under_way && (altered || returns)).then_some(Duty::Starboard)
    }
}

/// How a vessel keeps clear of another.
#[derive(Clone, Copy, PartialEq)]
enum Duty {
    /// Not to port (rules 14, 15 and 17 (c)).
    Starboard,
    /// As it likes (rules 13 and 18).
    EitherSide,
}

/// How near two that keep their velocities come to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Approach {
    /// Distance at the closest point of approach, metres; the distance of the moment when they do not approach.
    pub cpa_m: f64,
    /// Time until then, seconds; 0 when they do not approach.
    pub tcpa_s: f64,
}

impl Approach {
    /// Of something at `offset` that moves with `motion` relative to oneself.
    pub fn of(offset: Vec2, motion: Vec2) -> Self {
        let (closing, speed_2) = (-offset.dot(motion), motion.dot(motion));
        if closing <= 0.0 || speed_2 < 1e-9 {
            return Self { cpa_m: offset.length(), tcpa_s: 0.0 };
        }
        let tcpa_s = closing / speed_2;
        Self { cpa_m: (offset + motion * tcpa_s).length(), tcpa_s }
    }

    /// Of a contact to a ship of this velocity, both over the ground or both through the water.
    pub fn to(contact: &Contact, velocity: Vec2) -> Self {
        Self::of(contact.offset(), contact.velocity() - velocity)
    }
}

impl Contact {
    /// Where it lies from the ship, metres.
    pub fn offset(&self) -> Vec2 {
        Vec2::new(self.rel_east_m, self.rel_north_m)
    }

    /// Its velocity, m/s.
    pub fn velocity(&self) -> Vec2 {
        Vec2::new(self.east_mps, self.north_mps)
    }
}

/// From ahead or from starboard (rules 14 and 15).
fn comes_from_starboard(course: Vec2, offset: Vec2) -> bool {
    let (ahead, aside) = (course.dot(offset), course.starboard(offset));
    ahead > 0.0 && aside > -0.18 * ahead || aside > 0.0 && ahead > -0.4 * aside
}

/// One that comes up from more than 22.5 degrees abaft the beam overtakes (rule 13 (b)).
fn shows_stern(offset: Vec2, velocity: Vec2) -> bool {
    /// The square of sin(22.5 degrees).
    const SIN_2: f64 = 0.146_446_609_406_726_24;
    let along = velocity.dot(offset);
    along > 0.0 && along * along > SIN_2 * velocity.dot(velocity) * offset.dot(offset)
}

/// Faster than the other, within 30 degrees of its course: overtaking, or past and not yet clear (rule 13 (c), (d)).
fn passes(course: Vec2, velocity: Vec2) -> bool {
    let (own_2, other_2, along) = (course.dot(course), velocity.dot(velocity), course.dot(velocity));
    other_2 < own_2 && along > 0.0 && along * along > 0.75 * own_2 * other_2
}

fn too_close(velocity: Vec2, contact: &Contact, berth_m: f64) -> bool {
    nearest_2(velocity, contact).is_some_and(|nearest_2| nearest_2 < berth_m * berth_m)
}

/// The square of the distance at the closest approach to come, when that is near in time.
fn nearest_2(velocity: Vec2, contact: &Contact) -> Option<f64> {
    let offset = contact.offset();
    let closing = contact.velocity() - velocity;
    let speed_2 = closing.dot(closing);
    let time_s = -offset.dot(closing);
    if time_s <= 0.0 || time_s > HORIZON_S * speed_2 {
        return None;
    }
    let nearest = offset + closing * (time_s / speed_2);
    Some(nearest.dot(nearest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sea, vessel};
    use crate::{Behaviour, OrderMemory, OwnShip, Params, legs, step_batch};

    fn contact(east_m: f64, north_m: f64, east_mps: f64, north_mps: f64) -> Contact {
        Contact {
            track_id: 1,
            kind: 1,
            age_s: 0.0,
            quality: 1.0,
            rel_east_m: east_m,
            rel_north_m: north_m,
            east_mps,
            north_mps,
        }
    }

    const BERTH_M: f64 = 926.0;

    #[track_caller]
    fn check(other: Contact, gives_way: bool) {
        let mut sea = Sea::new(Polite);
        sea.launch(OwnShip { cruise_mps: 8.0, speed_mps: 8.0, ..vessel(1) }, Vec2::ZERO);
        sea.order_along(0, 2, &[Vec2::new(0.0, 90_000.0)]);
        let mut batch = sea.batch();
        batch.ships[0].contact_count = 1;
        batch.contacts.push(other);
        let heading_deg = step_batch(&Polite, 1, &batch).helm[0].heading_deg;
        assert_eq!(heading_deg > 1.0 && heading_deg < 100.0, gives_way, "heading {heading_deg} degrees");
    }

    #[test]
    fn head_on_both_alter_to_starboard() {
        check(contact(0.0, 6000.0, 0.0, -8.0), true);
    }

    #[test]
    fn crossing_from_starboard_gives_way_and_from_port_stands_on() {
        check(contact(4000.0, 4000.0, -8.0, 0.0), true);
        check(contact(-4000.0, 4000.0, 8.0, 0.0), false);
    }

    #[test]
    fn clear_stale_or_far_contacts_are_passed() {
        check(contact(3000.0, 6000.0, 0.0, -8.0), false);
        check(contact(0.0, 60_000.0, 0.0, -8.0), false);
        check(Contact { age_s: 600.0, ..contact(0.0, 6000.0, 0.0, -8.0) }, false);
        check(contact(0.0, -3000.0, 0.0, 12.0), false);
    }

    #[test]
    fn a_slow_vessel_ahead_is_overtaken_with_a_berth() {
        check(contact(0.0, 3000.0, 0.0, 3.0), true);
    }

    #[test]
    fn the_closest_approach_of_two() {
        let near = Approach::to(&contact(3000.0, 4000.0, 0.0, -8.0), Vec2::ZERO);
        assert_eq!(near, Approach { cpa_m: 3000.0, tcpa_s: 500.0 });
        let past = Approach::to(&contact(0.0, -500.0, 0.0, -1.0), Vec2::new(0.0, 5.0));
        assert_eq!(past, Approach { cpa_m: 500.0, tcpa_s: 0.0 });
        assert_eq!(Approach::of(Vec2::new(0.0, 70.0), Vec2::ZERO).cpa_m, 70.0);
    }

    #[test]
    fn rule_13_and_18_hold_on_either_side() {
        check(contact(-1500.0, 3000.0, 1.5, 4.0), true);
        check(contact(-4000.0, 4000.0, 8.0, 0.0), false);
        check(Contact { kind: FISHING, ..contact(-4000.0, 4000.0, 8.0, 0.0) }, true);
    }

    /// Runs its legs and keeps a berth.
    struct Polite;

    impl Behaviour for Polite {
        const NAME: &'static str = "polite";
        const RATE_HZ: f64 = 0.2;
        const MAX_CONTACTS: u32 = 4;
        type State = OrderMemory;

        fn configure(_: &Params) -> Result<Self, String> {
            Ok(Self)
        }

        fn decide(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
            memory.notice_order(ship);
            with_berth(ship, legs::run(ship, memory), BERTH_M, None)
        }
    }

    struct Meeting {
        nearest_m: f64,
        arrived: bool,
    }

    /// A ship on a route of 20 km north in a current, and another of this velocity through the water, which without the
    /// current would be `miss_m` to starboard of the ship half-way.
    fn meet(course_deg: f64, speed_mps: f64, miss_m: f64, fishing: bool, acts: bool) -> Meeting {
        const OWN_MPS: f64 = 9.0;
        let current = OwnShip { current_e_mps: 1.0, current_n_mps: 0.3, ..vessel(1) };
        let mut sea = Sea::new(Polite);
        let own = sea.launch(OwnShip { speed_mps: OWN_MPS, ..current }, Vec2::ZERO);
        let end = Vec2::new(0.0, 20_000.0);
        sea.order_along(own, 2, &[end]);
        let time_s = 1_000.0;
        let motion = Vec2::towards(course_deg, speed_mps);
        let start = Vec2::new(miss_m, OWN_MPS * time_s) - motion * time_s;
        let other = OwnShip { heading_deg: course_deg, speed_mps, cruise_mps: speed_mps, ..current };
        let other = OwnShip { status_bits: 8 + 16 * u32::from(fishing), ..other };
        let other = if acts {
            let index = sea.launch(other, start);
            sea.order_along(index, 2, &[start + motion * 3_000.0]);
            index
        } else {
            sea.launch_passive(other, start)
        };
        let mut met = Meeting { nearest_m: f64::MAX, arrived: false };
        for _ in 0..1_000 {
            sea.step();
            met.nearest_m = met.nearest_m.min(sea.range_m(own, other));
            if (sea.at(own) - end).length() < 300.0 {
                met.arrived = true;
                break;
            }
        }
        met
    }

    #[track_caller]
    fn passes(course_deg: f64, speed_mps: f64, fishing: bool, acts: bool) {
        for miss_m in [-600.0, -200.0, 0.0, 200.0, 600.0] {
            let met = meet(course_deg, speed_mps, miss_m, fishing, acts);
            let what = format!("course {course_deg}, {speed_mps} m/s, {miss_m} m");
            assert!(met.nearest_m > 0.95 * BERTH_M, "{what}: passed at {} m", met.nearest_m);
            assert!(met.arrived, "{what}: never came to the end of its route");
        }
    }

    #[test]
    fn overtaking_she_keeps_clear_until_past() {
        for course_deg in [-30.0, -4.0, 0.0, 4.0, 30.0] {
            for speed_mps in [2.5, 4.5, 6.0] {
                passes(course_deg, speed_mps, false, false);
            }
        }
    }

    #[test]
    fn head_on_she_passes_clear() {
        for course_deg in [176.0, 180.0, 184.0] {
            passes(course_deg, 7.0, false, true);
            passes(course_deg, 7.0, false, false);
        }
    }

    #[test]
    fn crossing_she_gives_way_to_starboard() {
        for course_deg in [220.0, 250.0, 270.0, 300.0] {
            passes(course_deg, 7.0, false, false);
        }
    }

    /// A unit that lies at the place where another is sent.
    #[test]
    fn a_stopped_vessel_keeps_nobody_from_its_place() {
        for beside in [Vec2::new(300.0, 0.0), Vec2::new(-300.0, 0.0), Vec2::new(0.0, 400.0), Vec2::new(200.0, -400.0)] {
            let mut sea = Sea::new(Polite);
            let own = sea.launch(OwnShip { speed_mps: 9.0, ..vessel(1) }, Vec2::ZERO);
            let end = Vec2::new(0.0, 8_000.0);
            sea.order_along(own, 2, &[end]);
            sea.launch_passive(vessel(2), end + beside);
            sea.run(3_000);
            assert!(sea.range_m(own, 1) < 1_000.0 && sea.acts.iter().any(|act| act.what == 1), "{beside:?}");
        }
    }

    #[test]
    fn a_vessel_fishing_is_kept_clear_of() {
        for course_deg in [0.0, 60.0, 90.0, 180.0, 270.0] {
            passes(course_deg, 2.0, true, false);
        }
    }
}
