//! What is followed: where the order says it is, corrected by the ship's own contact there.

use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::{Contact, Ship, Vec2};

/// A contact this near to the order's place is taken for the followed unit, metres: what a unit at 30 knots runs in two
/// minutes (assumed).
const SAME_M: f64 = 1_852.0;
/// Contacts older than this say nothing of the place, seconds (assumed).
const STALE_S: f32 = 60.0;
/// An order's place nearer than this is the ship's own: nothing is known of what to follow, metres.
const NOWHERE_M: f64 = 1.0;

/// The followed unit as the ship knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed {
    /// Where it lies from the ship, metres.
    pub offset: Vec2,
    /// Its velocity, m/s.
    pub velocity: Vec2,
}

impl Followed {
    /// What the order names; none while its place is unknown.
    pub fn of(ship: &Ship<'_>) -> Option<Self> {
        let told = Self { offset: ship.order_offset(), velocity: Vec2::new(ship.order.east_mps, ship.order.north_mps) };
        let place = Place::new(ship.order.lat_deg, ship.order.lon_deg);
        if place.is_nowhere() || !told.is_finite() || told.offset.length() < NOWHERE_M {
            return None;
        }
        let off = |contact: &Contact| (contact.offset() - told.offset).length();
        let seen = ship
            .contacts
            .iter()
            .filter(|contact| contact.kind != 3 && contact.age_s < STALE_S)
            .map(|contact| (Self { offset: contact.offset(), velocity: contact.velocity() }, off(contact)))
            .filter(|(seen, off)| seen.is_finite() && *off < SAME_M)
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        Some(seen.map_or(told, |(seen, _)| seen))
    }

    fn is_finite(&self) -> bool {
        let Vec2 { east_m, north_m } = self.offset;
        [east_m, north_m, self.velocity.east_m, self.velocity.north_m].iter().all(|v| v.abs() < 1e7)
    }
}
