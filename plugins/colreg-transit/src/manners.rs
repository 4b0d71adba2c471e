//! What the ship does about it: early, substantial, to starboard where the rules ask it, and back when it is clear.

use sarex_plugin_sdk::geometry::wrap_360;
use sarex_plugin_sdk::give_way::Approach;
use sarex_plugin_sdk::{Class, Contact, Decision, Ship, Vec2};

use crate::encounter::{CLEAR, follow, is_vessel, risk};
use crate::{ColregTransit, Memory};

/// A vessel that wants less speed than this has no way to give, m/s.
const NO_WAY_MPS: f64 = 0.5;
/// Steps between the alterations tried, and the greatest, degrees (assumed).
const STEP_DEG: f64 = 10.0;
const GREATEST_DEG: f64 = 120.0;
/// Least alteration for a vessel that may be passed on either side, degrees (assumed).
const EITHER_SIDE_DEG: f64 = 20.0;

/// An alteration to starboard is kept at least so long, so that the other sees it, seconds: a tracking radar shows a
/// changed motion within three minutes (IMO resolution MSC.192(79)).
const SHOWN_S: f64 = 180.0;

/// A course to give way on: degrees from the course it leaves, and share of the speed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Trial {
    altered_deg: f64,
    share: f64,
}

impl ColregTransit {
    /// Does what is wanted, unless the rules ask the ship to act.
    pub(crate) fn give_way(&self, ship: &Ship<'_>, wanted: Decision, memory: &mut Memory) -> Decision {
        if ship.class() != Class::Vessel || wanted.speed_mps < NO_WAY_MPS {
            memory.encounters = Default::default();
            memory.acting = 0;
            return wanted;
        }
        follow(self, ship, Vec2::towards(wanted.heading_deg, wanted.speed_mps), &mut memory.encounters);
        if !memory.encounters.iter().any(|e| e.role().acts()) {
            memory.acting = 0;
            return wanted;
        }
        if memory.acting == 0 {
            (memory.acting, memory.base_deg) = (1, wanted.heading_deg);
            (memory.course_deg, memory.share, memory.since_s) = (wanted.heading_deg, 1.0, ship.time_s);
        }
        self.choose(ship, wanted.speed_mps, memory);
        let mut decision = wanted;
        (decision.heading_deg, decision.speed_mps) = (memory.course_deg, memory.share * wanted.speed_mps);
        decision
    }

    /// Back to the course it left when that is clear, else on as it goes while that is safe, else a new course.
    fn choose(&self, ship: &Ship<'_>, speed_mps: f64, memory: &mut Memory) {
        let safe = |course_deg: f64, share: f64, margin: f64| {
            let velocity = Vec2::towards(course_deg, share * speed_mps);
            !vessels(ship).any(|c| risk(velocity, c, margin * self.cpa_m, self.act_within_s))
        };
        let starboard_only = memory.encounters.iter().any(|e| e.role().starboard_only());
        let shown = !starboard_only || ship.time_s - memory.since_s >= SHOWN_S;
        if shown && safe(memory.base_deg, 1.0, CLEAR) {
            (memory.course_deg, memory.share) = (memory.base_deg, 1.0);
        } else if !safe(memory.course_deg, memory.share, 1.0) {
            let course = |trial: &Trial| wrap_360(memory.base_deg + trial.altered_deg);
            let chosen = self.trials(starboard_only).find(|trial| safe(course(trial), trial.share, CLEAR));
            let chosen = chosen.unwrap_or_else(|| self.widest(ship, speed_mps, memory.base_deg));
            (memory.course_deg, memory.share) = (course(&chosen), chosen.share);
        }
    }

    /// What may be tried, best first: at full speed the smallest alteration that is readily apparent, then slower, then
    /// no way at all (rule 8 (e)).
    fn trials(&self, starboard_only: bool) -> impl Iterator<Item = Trial> {
        let least_deg = if starboard_only { self.alteration_deg } else { EITHER_SIDE_DEG };
        let steps = (0..).map(move |n| least_deg + STEP_DEG * f64::from(n)).take_while(|deg| *deg <= GREATEST_DEG);
        let full = steps.flat_map(move |deg| {
            let port = (!starboard_only).then_some(-deg);
            [Some(deg), port].into_iter().flatten().map(|altered_deg| Trial { altered_deg, share: 1.0 })
        });
        let slow = [0.0, least_deg, 2.0 * least_deg].map(|altered_deg| Trial { altered_deg, share: 0.5 });
        full.chain(slow).chain([Trial { altered_deg: 0.0, share: 0.0 }])
    }

    /// Nothing is safe: what keeps the nearest vessel farthest off.
    fn widest(&self, ship: &Ship<'_>, speed_mps: f64, base_deg: f64) -> Trial {
        let berth_m = |trial: &Trial| {
            let velocity = Vec2::towards(base_deg + trial.altered_deg, trial.share * speed_mps);
            vessels(ship).map(|c| Approach::to(c, velocity).cpa_m).fold(f64::INFINITY, f64::min)
        };
        let stop = Trial { altered_deg: 0.0, share: 0.0 };
        self.trials(true).fold(stop, |best, trial| if berth_m(&trial) > berth_m(&best) { trial } else { best })
    }
}

fn vessels<'a>(ship: &Ship<'a>) -> impl Iterator<Item = &'a Contact> {
    ship.contacts.iter().filter(|contact| is_vessel(contact))
}
