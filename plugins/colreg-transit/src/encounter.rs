//! Who must do what: the role of a ship towards each vessel that it meets, fixed when risk of collision begins and kept
//! until that vessel is past and clear (rule 13 (d)).
//!
//! Velocities are through the water: the same current carries all.

use sarex_plugin_sdk::geometry::wrap_180;
use sarex_plugin_sdk::give_way::Approach;
use sarex_plugin_sdk::{Contact, Ship, Vec2, state};

use crate::ColregTransit;

/// Vessels kept in mind at once: as many as there are contacts.
pub const MOST: usize = 8;
/// From more than 22.5 degrees abaft the beam one overtakes (rule 13 (b)), degrees from the bow.
const STERN_SECTOR_DEG: f64 = 112.5;
/// A slower vessel lies stopped, m/s (assumed).
const UNDER_WAY_MPS: f64 = 0.5;
/// Contacts older than this are not steered for, seconds (assumed).
const STALE_S: f32 = 180.0;
/// A contact of this kind is a vessel engaged in fishing.
const FISHING: u32 = 4;
/// Past and clear: the course wanted must miss by this much more than the least distance (assumed).
pub const CLEAR: f64 = 1.15;
/// The give-way vessel does not act: the approach stays closer than this share of the least distance (assumed).
const IGNORED: f64 = 0.7;

/// What the rules ask towards one vessel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// No risk of collision.
    None,
    /// Rule 14: both alter to starboard.
    HeadOn,
    /// Rule 15: gives way to a vessel on the starboard side.
    Crossing,
    /// Rule 13: keeps out of the way of the overtaken vessel, on either side.
    Overtaking,
    /// Rule 18 and good seamanship: keeps clear of a vessel fishing or stopped, or of one that overtakes and does not
    /// keep clear itself, on either side.
    KeepClear,
    /// Rule 17 (a): keeps course and speed.
    StandOn,
    /// Rule 17 (b) and (c): acts although the other should have, not to port.
    ActsAtLast,
}

impl Role {
    fn of(code: u32) -> Self {
        use Role::{ActsAtLast, Crossing, HeadOn, KeepClear, None, Overtaking, StandOn};
        [None, HeadOn, Crossing, Overtaking, KeepClear, StandOn, ActsAtLast]
            .into_iter()
            .find(|role| *role as u32 == code)
            .unwrap_or(None)
    }

    /// The ship must alter its course or speed.
    pub fn acts(self) -> bool {
        !matches!(self, Role::None | Role::StandOn)
    }

    /// An alteration to port is forbidden.
    pub fn starboard_only(self) -> bool {
        matches!(self, Role::HeadOn | Role::Crossing | Role::ActsAtLast)
    }
}

state! {
    /// One vessel met. All zero: none.
    pub struct Encounter {
        /// Its track, plus one.
        track: u32,
        role: u32,
    }
}

impl Encounter {
    /// What the rules ask towards it.
    pub fn role(&self) -> Role {
        Role::of(self.role)
    }
}

/// A contact that is a vessel, lately seen, and has numbers to reckon with.
pub fn is_vessel(contact: &Contact) -> bool {
    let known = [contact.rel_east_m, contact.rel_north_m, contact.east_mps, contact.north_mps];
    matches!(contact.kind, 0 | 1 | FISHING) && contact.age_s < STALE_S && known.iter().all(|v| v.abs() < 1e6)
}

/// The role towards a contact when risk of collision begins.
pub fn role(velocity: Vec2, fishing: bool, contact: &Contact, head_on_deg: f64) -> Role {
    let bearing = |from: Vec2, to: Vec2| wrap_180(to.course_deg() - from.course_deg());
    let seen = bearing(velocity, contact.offset());
    let shown = bearing(contact.velocity(), -contact.offset());
    if contact.velocity().length() < UNDER_WAY_MPS {
        Role::KeepClear
    } else if seen.abs() > STERN_SECTOR_DEG {
        Role::StandOn
    } else if shown.abs() > STERN_SECTOR_DEG {
        Role::Overtaking
    } else if fishing != (contact.kind == FISHING) {
        if fishing { Role::StandOn } else { Role::KeepClear }
    } else if seen.abs() <= head_on_deg && shown.abs() <= head_on_deg {
        Role::HeadOn
    } else if seen > 0.0 {
        Role::Crossing
    } else {
        Role::StandOn
    }
}

/// The contact would come nearer than `cpa_m` within `horizon_s`.
pub fn risk(velocity: Vec2, contact: &Contact, cpa_m: f64, horizon_s: f64) -> bool {
    let approach = Approach::to(contact, velocity);
    approach.tcpa_s > 0.0 && approach.tcpa_s <= horizon_s && approach.cpa_m < cpa_m
}

/// The contact draws away, or would be near in a time that does not matter.
fn is_past(contact: &Contact, velocity: Vec2, horizon_s: f64) -> bool {
    let tcpa_s = Approach::to(contact, velocity).tcpa_s;
    tcpa_s <= 0.0 || tcpa_s > horizon_s
}

/// Brings the encounters up to date: who is past and clear is dropped, who approaches is taken in.
pub fn follow(rules: &ColregTransit, ship: &Ship<'_>, wanted: Vec2, encounters: &mut [Encounter; MOST]) {
    let actual = actual(ship, wanted);
    let mut next = [Encounter::default(); MOST];
    let vessels = ship.contacts.iter().filter(|contact| is_vessel(contact)).take(MOST);
    for (slot, contact) in next.iter_mut().zip(vessels) {
        let track = contact.track_id.wrapping_add(1);
        let before = encounters.iter().find(|e| e.track == track).map_or(Role::None, Encounter::role);
        let role = next_role(rules, ship, contact, before, (actual, wanted));
        *slot = Encounter { track, role: role as u32 };
    }
    *encounters = next;
}

/// Its velocity through the water; what it wants when it lies still.
fn actual(ship: &Ship<'_>, wanted: Vec2) -> Vec2 {
    if ship.own.speed_mps > UNDER_WAY_MPS { Vec2::towards(ship.own.heading_deg, ship.own.speed_mps) } else { wanted }
}

fn next_role(
    rules: &ColregTransit,
    ship: &Ship<'_>,
    contact: &Contact,
    before: Role,
    (actual, wanted): (Vec2, Vec2),
) -> Role {
    let at_risk = |velocity, share| risk(velocity, contact, share * rules.cpa_m, rules.act_within_s);
    match before {
        Role::None if at_risk(actual, 1.0) || at_risk(wanted, 1.0) => {
            role(actual, ship.fishing(), contact, rules.head_on_deg)
        }
        Role::None => Role::None,
        _ if is_past(contact, actual, 2.0 * rules.act_within_s) && !at_risk(wanted, CLEAR) => Role::None,
        Role::StandOn if risk(actual, contact, IGNORED * rules.cpa_m, rules.stand_on_until_s) => {
            let seen = wrap_180(contact.offset().course_deg() - actual.course_deg());
            if seen.abs() > STERN_SECTOR_DEG { Role::KeepClear } else { Role::ActsAtLast }
        }
        kept => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORTH: Vec2 = Vec2::new(0.0, 8.0);

    fn contact(kind: u32, at: Vec2, course_deg: f64, speed_mps: f64) -> Contact {
        let velocity = Vec2::towards(course_deg, speed_mps);
        Contact {
            track_id: 7,
            kind,
            age_s: 0.0,
            quality: 1.0,
            rel_east_m: at.east_m,
            rel_north_m: at.north_m,
            east_mps: velocity.east_m,
            north_mps: velocity.north_m,
        }
    }

    #[track_caller]
    fn is(bearing_deg: f64, course_deg: f64, speed_mps: f64, expected: Role) {
        let other = contact(1, Vec2::towards(bearing_deg, 5_000.0), course_deg, speed_mps);
        assert_eq!(role(NORTH, false, &other, 7.0), expected);
    }

    #[test]
    fn head_on_means_nearly_ahead_seen_from_both() {
        is(0.0, 180.0, 8.0, Role::HeadOn);
        is(-5.0, 170.0, 8.0, Role::HeadOn);
        is(6.0, 180.0, 8.0, Role::HeadOn);
        is(5.0, 200.0, 8.0, Role::Crossing);
        is(-5.0, 160.0, 8.0, Role::StandOn);
    }

    #[test]
    fn crossing_is_told_by_the_side() {
        is(45.0, 270.0, 8.0, Role::Crossing);
        is(112.0, 330.0, 12.0, Role::Crossing);
        is(-45.0, 90.0, 8.0, Role::StandOn);
    }

    #[test]
    fn overtaking_is_told_by_the_stern_sector_of_the_overtaken() {
        is(0.0, 0.0, 4.0, Role::Overtaking);
        is(20.0, 350.0, 4.0, Role::Overtaking);
        is(180.0, 0.0, 12.0, Role::StandOn);
        is(113.0, 300.0, 16.0, Role::StandOn);
    }

    #[test]
    fn fishing_and_stopped_vessels_are_kept_clear_of_unless_they_overtake() {
        let fishing = |bearing_deg: f64, course_deg| contact(4, Vec2::towards(bearing_deg, 4_000.0), course_deg, 2.0);
        assert_eq!(role(NORTH, false, &fishing(-40.0, 90.0), 7.0), Role::KeepClear);
        assert_eq!(role(NORTH, false, &fishing(180.0, 0.0), 7.0), Role::StandOn);
        assert_eq!(role(NORTH, true, &contact(1, Vec2::new(3000.0, 3000.0), 270.0, 8.0), 7.0), Role::StandOn);
        assert_eq!(role(NORTH, true, &fishing(40.0, 270.0), 7.0), Role::Crossing);
        is(0.0, 0.0, 0.0, Role::KeepClear);
    }

    #[test]
    fn what_is_no_vessel_or_no_number_is_left_out() {
        let other = contact(1, Vec2::new(0.0, 3000.0), 180.0, 8.0);
        assert!(is_vessel(&other));
        assert!(!is_vessel(&Contact { kind: 2, ..other }));
        assert!(!is_vessel(&Contact { age_s: 400.0, ..other }));
        assert!(!is_vessel(&Contact { rel_east_m: f64::NAN, ..other }));
        assert!(!is_vessel(&Contact { north_mps: f64::INFINITY, ..other }));
    }
}
