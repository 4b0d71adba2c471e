//! Reconnaissance patterns of drones: lawnmower, spiral, and a greedy walk over the probability map.
//!
//! Invariant: a plan depends on its task alone. Metres east and north of the task's frame, seconds, m/s.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod craft;
mod greedy;
mod lawnmower;
mod spiral;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{Params, PlanError, Planner, SearchPlan, Spec, Task, export_planner};

use crate::craft::{Craft, Settings};

/// The planner; it has no parameters of the run.
pub struct DroneRecon;

const ON_SCENE: Spec = Spec::new("on_scene_s", 7_200.0, 60.0, 86_400.0);
const ORIENTATION: Spec = Spec::new("orientation_deg", 0.0, 0.0, 360.0);
const FIRST_TURN: Spec = Spec::new("first_turn", 1.0, -1.0, 1.0);
const HORIZON: Spec = Spec::new("horizon_cells", 6.0, 1.0, 30.0);

impl Planner for DroneRecon {
    const NAME: &'static str = "Drone reconnaissance";

    fn patterns() -> &'static [&'static str] {
        &["lawnmower", "spiral", "probability-greedy"]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let known: &[Spec] = match task.pattern.as_str() {
            "lawnmower" => &[ON_SCENE, ORIENTATION],
            "spiral" => &[ON_SCENE, FIRST_TURN],
            "probability-greedy" => &[ON_SCENE, HORIZON],
            other => {
                return Err(PlanError::BadInput(format!(
                    "pattern `{other}` is not one of {}",
                    Self::patterns().join(", ")
                )));
            }
        };
        let params = Params::new(&task.params);
        params.check(known).map_err(PlanError::BadInput)?;
        let settings = Settings {
            on_scene_s: params.get(ON_SCENE),
            orientation_deg: params.given(ORIENTATION),
            first_turn: if params.get(FIRST_TURN) < 0.0 { -1.0 } else { 1.0 },
            horizon_cells: params.get(HORIZON),
        };
        let craft = Craft::all(task, &settings)?;
        match task.pattern.as_str() {
            "lawnmower" => lawnmower::plan(task, &settings, &craft),
            "spiral" => spiral::plan(task, &settings, &craft),
            _ => greedy::plan(task, &settings, &craft),
        }
    }
}

export_planner!(DroneRecon);
