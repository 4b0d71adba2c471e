//! A plain form of COLREG rules 14 and 15 for power-driven vessels in sight of one another: the vessel that must give
//! way alters to starboard until the closest approach is wide enough. Overtaken and crossed-from-port vessels stand on.

use crate::{Class, Contact, Decision, Ship, Vec2};

/// How wide a berth is wanted, and how far ahead to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Berth {
    /// Least distance at the closest approach, metres.
    pub cpa_m: f64,
    /// Time within which the approach must lie to matter, seconds.
    pub horizon_s: f64,
}

impl Default for Berth {
    /// Half a nautical mile within 15 minutes.
    fn default() -> Self {
        Self { cpa_m: 926.0, horizon_s: 900.0 }
    }
}

/// Contacts older than this are not steered for, seconds.
const STALE_S: f32 = 180.0;
/// Alterations to starboard tried in turn, degrees.
const ALTERATIONS_DEG: [f64; 5] = [20.0, 35.0, 50.0, 70.0, 90.0];

/// The alteration to starboard, degrees, that a vessel wanting the velocity `wanted` over the ground must make.
/// It depends only on what is wanted and where the others are, so it ends when the wanted course has become safe.
pub fn alteration_deg<'a>(
    wanted: Vec2,
    contacts: impl IntoIterator<Item = &'a Contact, IntoIter: Clone>,
    berth: Berth,
) -> f64 {
    let contacts = contacts.into_iter();
    let vessels = || contacts.clone().filter(|c| c.kind <= 1 && c.age_s < STALE_S);
    if wanted.dot(wanted) < 0.25 || !vessels().any(|c| gives_way(wanted, c) && too_close(wanted, c, berth)) {
        return 0.0;
    }
    let safe = |degrees: &f64| {
        let altered = wanted.turned(*degrees);
        !vessels().any(|c| too_close(altered, c, berth))
    };
    ALTERATIONS_DEG.into_iter().find(safe).unwrap_or(50.0)
}

/// Lets a vessel that wants `wanted` give way; what it is sent to, at `sought`, is not given way to. Aircraft and
/// vessels that hardly move are left as they are.
pub fn with_berth(ship: &Ship<'_>, wanted: Decision, berth_m: f64, sought: Option<Vec2>) -> Decision {
    if ship.class() != Class::Vessel || berth_m <= 0.0 || ship.contacts.is_empty() || wanted.speed_mps < 0.5 {
        return wanted;
    }
    let is_sought = |contact: &Contact| sought.is_some_and(|place| (contact.offset() - place).length() < 500.0);
    let others = ship.contacts.iter().filter(|contact| !is_sought(contact));
    let over_ground = Vec2::towards(wanted.heading_deg, wanted.speed_mps) + ship.carried_mps();
    let altered = alteration_deg(over_ground, others, Berth { cpa_m: berth_m, ..Berth::default() });
    if altered == 0.0 { wanted } else { wanted.altered(altered) }
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

/// The contact comes from ahead or from starboard, and is not being passed already.
fn gives_way(wanted: Vec2, contact: &Contact) -> bool {
    let (ahead, aside) = relative(wanted, contact);
    let forward = ahead > 0.0 && aside > -0.18 * ahead;
    let starboard_beam = aside > 0.0 && ahead > -0.4 * aside;
    forward || starboard_beam
}

fn relative(wanted: Vec2, contact: &Contact) -> (f64, f64) {
    let offset = Vec2::new(contact.rel_east_m, contact.rel_north_m);
    (wanted.dot(offset), wanted.starboard(offset))
}

fn too_close(velocity: Vec2, contact: &Contact, berth: Berth) -> bool {
    let offset = Vec2::new(contact.rel_east_m, contact.rel_north_m);
    let closing = Vec2::new(contact.east_mps, contact.north_mps) - velocity;
    let speed_2 = closing.dot(closing);
    let time_s = -offset.dot(closing);
    if time_s <= 0.0 || time_s > berth.horizon_s * speed_2 {
        return false;
    }
    let nearest = offset + closing * (time_s / speed_2);
    nearest.dot(nearest) < berth.cpa_m * berth.cpa_m
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[track_caller]
    fn check(other: Contact, gives_way: bool) {
        let altered = alteration_deg(Vec2::new(0.0, 8.0), &[other], Berth::default());
        assert_eq!(altered > 0.0, gives_way, "altered {altered} degrees");
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
    fn two_vessels_meeting_pass_clear() {
        let (mut a, mut b) = (Vec2::new(0.0, 0.0), Vec2::new(0.0, 8000.0));
        let (wanted_a, wanted_b) = (Vec2::new(0.0, 7.0), Vec2::new(0.0, -7.0));
        let (mut last_a, mut last_b, mut least) = (wanted_a, wanted_b, f64::MAX);
        for _ in 0..1000 {
            let (ab, ba) = (b - a, a - b);
            let see_b = contact(ab.east_m, ab.north_m, last_b.east_m, last_b.north_m);
            let see_a = contact(ba.east_m, ba.north_m, last_a.east_m, last_a.north_m);
            last_a = wanted_a.turned(alteration_deg(wanted_a, &[see_b], Berth::default()));
            last_b = wanted_b.turned(alteration_deg(wanted_b, &[see_a], Berth::default()));
            (a, b) = (a + last_a, b + last_b);
            least = least.min((a - b).length());
        }
        assert!(least > 700.0, "passed at {least} m");
    }
}
