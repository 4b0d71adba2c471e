//! One craft: what it detects on a run, and whether it still gets home.

use sarex_plugin_sdk::{Asset, PlanError, PlannedLeg, Task, Vec2};

use crate::input::Settings;

/// One craft that searches.
#[derive(Clone, Copy)]
pub struct Craft<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// Where it is.
    pub at: Vec2,
    /// Time it can stay away from its base from now on, seconds.
    pub endurance_s: f64,
}

impl<'a> Craft<'a> {
    /// The craft of the task that have something to search with.
    pub fn all(task: &'a Task) -> Result<Vec<Self>, PlanError> {
        let sees = task.assets.iter().filter(|asset| asset.sweep_width_m > 0.0);
        let craft: Vec<Self> =
            sees.map(|asset| Self { asset, at: asset.start, endurance_s: asset.endurance_s }).collect();
        if craft.is_empty() {
            let text = "no craft has a sweep width for this object and weather (at night none is published)";
            return Err(PlanError::Infeasible(text.into()));
        }
        Ok(craft)
    }

    /// It may be at this place at this time: time on scene and endurance with the way home allow it.
    pub fn may_be(&self, at: Vec2, time_s: f64, commenced_s: f64, settings: &Settings) -> bool {
        let home_s = (self.asset.base - at).length() / self.asset.cruise_mps;
        time_s - commenced_s <= settings.on_scene_s && time_s + home_s <= self.endurance_s
    }

    /// Vessels keep apart from vessels, aircraft from aircraft.
    pub fn same_kind(&self, other: &Self) -> bool {
        (self.asset.class == 0) == (other.asset.class == 0)
    }

    /// A leg that is searched.
    pub fn leg(&self, to: Vec2) -> PlannedLeg {
        PlannedLeg { to, speed_mps: self.asset.search_mps, alt_m: self.asset.search_alt_m, sensor_on: true }
    }
}
