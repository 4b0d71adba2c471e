//! What a drone can do: time on scene, spacing, and a route cut to its endurance.

use sarex_plugin_sdk::{Asset, AssetPlan, PlanError, PlannedLeg, Task, Vec2};

/// What the asker chose.
pub struct Settings {
    /// Most time on scene, seconds.
    pub on_scene_s: f64,
    /// Direction of a lawnmower's lanes; none: along the area.
    pub orientation_deg: Option<f64>,
    /// 1 starboard, -1 port.
    pub first_turn: f64,
    /// How far a greedy walk looks, cells.
    pub horizon_cells: f64,
}

/// One drone.
pub struct Craft<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// Most time from the commence search point to the end of the last leg, seconds.
    pub on_scene_s: f64,
}

impl<'a> Craft<'a> {
    /// Every craft of the task, its numbers checked.
    pub fn all(task: &'a Task, settings: &Settings) -> Result<Vec<Self>, PlanError> {
        if task.assets.is_empty() || task.max_legs == 0 {
            return Err(PlanError::BadInput("assets and max-legs: at least one of each is needed".into()));
        }
        for asset in &task.assets {
            let moves = asset.search_mps > 0.1 && asset.cruise_mps > 0.1 && asset.sweep_width_m > 0.0;
            if !(moves && asset.endurance_s >= 0.0 && asset.turn_radius_m >= 0.0) {
                let text = format!(
                    "unit {}: speeds and sweep width must be above 0, endurance and turn radius 0 or more",
                    asset.id
                );
                return Err(PlanError::BadInput(text));
            }
        }
        Ok(task.assets.iter().map(|asset| Self { asset, on_scene_s: settings.on_scene_s }).collect())
    }

    /// The asker's spacing, or one sweep width; at least twice the turn radius.
    pub fn spacing_m(&self, task: &Task) -> Result<f64, PlanError> {
        let diameter_m = 2.0 * self.asset.turn_radius_m;
        match task.spacing_m {
            Some(asked_m) if !(20.0..=20_000.0).contains(&asked_m) => {
                Err(PlanError::BadInput("spacing-m must lie from 20 to 20000".into()))
            }
            Some(asked_m) if asked_m + 1.0 < diameter_m => {
                let text = format!(
                    "unit {} turns within {diameter_m:.0} m and cannot run legs {asked_m:.0} m apart",
                    self.asset.id
                );
                Err(PlanError::Infeasible(text))
            }
            Some(asked_m) => Ok(asked_m),
            None => Ok(self.asset.sweep_width_m.max(20.0).max(diameter_m)),
        }
    }

    /// Time home from here, seconds.
    pub fn home_s(&self, from: Vec2) -> f64 {
        (self.asset.base - from).length() / self.asset.cruise_mps
    }

    /// Time left at the commence search point, the way home not yet taken off; an error when there is none.
    pub fn budget_s(&self, commence: Vec2) -> Result<f64, PlanError> {
        let there_s = (commence - self.asset.start).length() / self.asset.cruise_mps;
        let left_s = self.asset.endurance_s - there_s;
        if left_s < self.home_s(commence) + 60.0 {
            let text =
                format!("unit {} cannot get there, search a minute and come home on its endurance", self.asset.id);
            return Err(PlanError::Infeasible(text));
        }
        Ok(left_s)
    }

    /// The legs through these places while time on scene, endurance with the way home, and `max_legs` last.
    pub fn legs(&self, task: &Task, waypoints: &[Vec2]) -> Result<Vec<PlannedLeg>, PlanError> {
        let Some((first, rest)) = waypoints.split_first() else { return Ok(Vec::new()) };
        let endurance_s = self.budget_s(*first)?;
        let (mut at, mut time_s) = (*first, 0.0);
        let mut legs = Vec::new();
        for to in rest.iter().take(task.max_legs as usize) {
            time_s += (*to - at).length() / self.asset.search_mps;
            if time_s > self.on_scene_s || time_s + self.home_s(*to) > endurance_s {
                break;
            }
            legs.push(self.leg(*to));
            at = *to;
        }
        Ok(legs)
    }

    fn leg(&self, to: Vec2) -> PlannedLeg {
        PlannedLeg { to, speed_mps: self.asset.search_mps, alt_m: self.asset.search_alt_m, sensor_on: true }
    }

    /// The plan along these places.
    pub fn plan(
        &self,
        task: &Task,
        waypoints: &[Vec2],
        spacing_m: f64,
        area: Vec<Vec2>,
    ) -> Result<AssetPlan, PlanError> {
        let legs = self.legs(task, waypoints)?;
        let commence = waypoints.first().copied().unwrap_or(task.datum.at);
        Ok(AssetPlan { asset: self.asset.id, commence, legs, spacing_m, area })
    }
}
