//! One craft: whether it has time on the barrier, and its legs while the patrol and its endurance last.

use sarex_plugin_sdk::{Asset, PlanError, PlannedLeg, Task, Vec2};

use crate::input::Settings;
use crate::line::Line;

/// A craft with less time on the barrier is left out, seconds.
const LEAST_ON_SCENE_S: f64 = 60.0;

/// One craft that patrols.
pub struct Craft<'a> {
    /// The asset.
    pub asset: &'a Asset,
}

impl<'a> Craft<'a> {
    /// The craft that have something to search with and a minute at the middle of the barrier.
    pub fn all(task: &'a Task, settings: &Settings, line: &Line) -> Result<Vec<Self>, PlanError> {
        let [a, b] = line.ends();
        let middle = (a + b) * 0.5;
        let sees = |asset: &&Asset| asset.sweep_width_m > 0.0;
        let all = task.assets.iter().filter(sees).map(|asset| Self { asset });
        let craft: Vec<Self> =
            all.filter(|own| own.fits(own.there_s(middle), LEAST_ON_SCENE_S, middle, settings)).collect();
        if !task.assets.iter().any(|asset| sees(&asset)) {
            let text = "no craft has a sweep width for this object and weather (at night none is published)";
            return Err(PlanError::Infeasible(text.into()));
        }
        if craft.is_empty() {
            let text = "no craft has a minute on the barrier: the way there and home takes its endurance";
            return Err(PlanError::Infeasible(text.into()));
        }
        Ok(craft)
    }

    fn there_s(&self, commence: Vec2) -> f64 {
        (commence - self.asset.start).length() / self.asset.cruise_mps
    }

    fn fits(&self, there_s: f64, time_s: f64, at: Vec2, settings: &Settings) -> bool {
        let home_s = (self.asset.base - at).length() / self.asset.cruise_mps;
        time_s <= settings.patrol_s && there_s + time_s + home_s <= self.asset.endurance_s
    }

    /// The legs through these places while the patrol and the endurance with the way home last; the last one is cut
    /// short.
    pub fn legs(&self, settings: &Settings, stops: &[Vec2]) -> (Vec2, Vec<PlannedLeg>) {
        let Some((first, rest)) = stops.split_first() else { return (self.asset.start, Vec::new()) };
        let there_s = self.there_s(*first);
        let (mut at, mut time_s) = (*first, 0.0);
        let mut legs = Vec::new();
        for stop in rest {
            let way = *stop - at;
            let leg_s = way.length() / self.asset.search_mps;
            let share = most(|share| self.fits(there_s, time_s + leg_s * share, at + way * share, settings));
            if share * leg_s >= 1.0 {
                legs.push(self.leg(at + way * share));
            }
            if share < 1.0 {
                break;
            }
            (at, time_s) = (*stop, time_s + leg_s);
        }
        (*first, legs)
    }

    fn leg(&self, to: Vec2) -> PlannedLeg {
        PlannedLeg { to, speed_mps: self.asset.search_mps, alt_m: self.asset.search_alt_m, sensor_on: true }
    }
}

/// The greatest share of a leg that fits.
fn most(fits: impl Fn(f64) -> bool) -> f64 {
    if fits(1.0) {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if fits(middle) { low = middle } else { high = middle }
    }
    low
}
