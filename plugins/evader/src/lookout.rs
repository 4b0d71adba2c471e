//! Who is about: whom it minds, and among whom it can hide.

use sarex_plugin_sdk::give_way::Approach;
use sarex_plugin_sdk::{Contact, Decision, Ship, Vec2};

use crate::{Evader, Memory};

/// A contact of this kind is a vessel engaged in fishing.
const FISHING: u32 = 4;
/// Contacts older than this are forgotten, seconds (assumed).
const STALE_S: f32 = 300.0;
/// While it evades it minds others so much farther off, so that it does not turn to and fro (assumed).
const WARY: f64 = 1.2;
/// However long it has evaded, it minds who is within this share of the distance (assumed).
const LEAST_SHARE: f64 = 0.2;

/// What it sees that matters.
#[derive(Clone, Debug)]
pub struct Lookout<'a> {
    /// Vessels and aircraft that it minds.
    pub threats: Vec<&'a Contact>,
    /// The nearest fishing vessel to hide near, nearer than any threat.
    pub cover: Option<&'a Contact>,
    /// The distance within which it minds others now, metres.
    pub reach_m: f64,
}

impl<'a> Lookout<'a> {
    /// Looks round.
    pub fn keep(evader: &Evader, ship: &Ship<'a>, wanted: &Decision, memory: &Memory) -> Self {
        let tired = libm::exp2(-memory.evaded_s / evader.patience_s).max(LEAST_SHARE);
        let wary = if memory.evading == 1 { WARY } else { 1.0 };
        let reach_m = evader.detect_m * tired * wary;
        let velocity = Vec2::towards(wanted.heading_deg, wanted.speed_mps);
        let minds = |contact: &&Contact| {
            let near = contact.offset().length() < reach_m;
            near && Approach::to(contact, velocity).cpa_m < (1.0 - evader.boldness) * reach_m
        };
        let seen = || ship.contacts.iter().filter(|contact| is_usable(contact));
        let threats: Vec<&Contact> = seen().filter(|c| c.kind <= 2).filter(minds).collect();
        let nearest_m = threats.iter().map(|c| c.offset().length()).fold(f64::INFINITY, f64::min);
        let cover = seen()
            .filter(|c| c.kind == FISHING)
            .map(|c| (c, c.offset().length()))
            .filter(|(_, range_m)| *range_m < evader.hide_m.min(nearest_m))
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        Self { threats, cover: cover.map(|(contact, _)| contact), reach_m }
    }
}

fn is_usable(contact: &Contact) -> bool {
    let numbers = [contact.rel_east_m, contact.rel_north_m, contact.east_mps, contact.north_mps];
    contact.age_s < STALE_S && numbers.iter().all(|v| v.abs() < 1e6)
}
