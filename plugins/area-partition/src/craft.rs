//! What a craft can do: time on scene, what it sweeps, and a route cut to its endurance.

use sarex_plugin_sdk::{Asset, PlanError, PlannedLeg, Task, Vec2};

use crate::input::Settings;

/// A craft with less time on scene is left out, seconds.
const LEAST_ON_SCENE_S: f64 = 60.0;

/// One craft that searches.
pub struct Craft<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// Time on scene at the place it heads for, seconds.
    pub on_scene_s: f64,
}

/// A place on a route, and whether the way to it is searched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The place.
    pub at: Vec2,
    /// Sensors search on the way to it.
    pub search: bool,
}

impl<'a> Craft<'a> {
    /// The craft that have something to search with and time at the middle of the search.
    pub fn all(task: &'a Task, settings: &Settings) -> Result<Vec<Self>, PlanError> {
        let middle = if task.area.is_empty() { task.datum.at } else { crate::polygon::centroid(&task.area) };
        let sees = |asset: &&Asset| asset.sweep_width_m > 0.0;
        let all = task.assets.iter().filter(sees).map(|asset| Self { asset, on_scene_s: 0.0 });
        let at_middle = |mut own: Self| {
            own.on_scene_s = own.time_at(middle, settings);
            (own.on_scene_s >= LEAST_ON_SCENE_S).then_some(own)
        };
        let craft: Vec<Self> = all.filter_map(at_middle).collect();
        if !task.assets.iter().any(|asset| sees(&asset)) {
            let text = "no craft has a sweep width for this object and weather (at night none is published)";
            return Err(PlanError::Infeasible(text.into()));
        }
        if craft.is_empty() {
            let text = "no craft has a minute on scene: the way there and home takes its endurance";
            return Err(PlanError::Infeasible(text.into()));
        }
        Ok(craft)
    }

    /// Reckons its time on scene at this place.
    pub fn heads_for(&mut self, place: Vec2, settings: &Settings) {
        self.on_scene_s = self.time_at(place, settings).max(LEAST_ON_SCENE_S);
    }

    /// Endurance less the way there and the way home, at most what is asked.
    fn time_at(&self, place: Vec2, settings: &Settings) -> f64 {
        let there_s = (place - self.asset.start).length() / self.asset.cruise_mps;
        (self.asset.endurance_s - there_s - self.home_s(place)).min(settings.on_scene_s)
    }

    /// Area that it sweeps in its time on scene, `Z = W V T` (IAMSAR Manual, volume II, chapter 4), square metres.
    pub fn swept_m2(&self) -> f64 {
        self.asset.sweep_width_m * self.asset.search_mps * self.on_scene_s
    }

    /// Time home from here, seconds.
    fn home_s(&self, from: Vec2) -> f64 {
        (self.asset.base - from).length() / self.asset.cruise_mps
    }

    /// The legs through these stops, the first of which is the commence search point, while time on scene, endurance
    /// with the way home, and the legs last. The last leg is cut short.
    pub fn legs(&self, task: &Task, settings: &Settings, stops: &[Stop]) -> (Vec2, Vec<PlannedLeg>) {
        let Some((first, rest)) = stops.split_first() else { return (task.datum.at, Vec::new()) };
        let there_s = (first.at - self.asset.start).length() / self.asset.cruise_mps;
        let fits = |at: Vec2, time_s: f64| {
            time_s <= settings.on_scene_s && there_s + time_s + self.home_s(at) <= self.asset.endurance_s
        };
        let (mut at, mut time_s) = (first.at, 0.0);
        let mut legs = Vec::new();
        if !fits(at, 0.0) {
            return (at, legs);
        }
        for stop in rest {
            let way = stop.at - at;
            let leg_s = way.length() / self.asset.search_mps;
            let share = most(|share| fits(at + way * share, time_s + leg_s * share));
            if share * leg_s >= 1.0 || share == 1.0 {
                legs.push(self.leg(at + way * share, stop.search));
            }
            if share < 1.0 {
                break;
            }
            (at, time_s) = (stop.at, time_s + leg_s);
        }
        (first.at, legs)
    }

    fn leg(&self, to: Vec2, sensor_on: bool) -> PlannedLeg {
        PlannedLeg { to, speed_mps: self.asset.search_mps, alt_m: self.asset.search_alt_m, sensor_on }
    }
}

/// The greatest share of a leg that fits, given that none of it fits.
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

/// Length of the legs that are searched, metres.
pub fn length_m(commence: Vec2, legs: &[PlannedLeg]) -> f64 {
    let from = [commence].into_iter().chain(legs.iter().map(|leg| leg.to));
    from.zip(legs).filter(|(_, leg)| leg.sensor_on).map(|(from, leg)| (leg.to - from).length()).sum()
}
