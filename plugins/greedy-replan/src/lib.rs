//! Greedy search with replanning: several craft walk the probability map by what the next steps gain, keep apart, and
//! are sent elsewhere when the picture changes.
//!
//! Invariant: a plan depends on its task alone. Metres east and north of the task's frame, seconds, m/s.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod apart;
mod craft;
mod input;
mod map;
mod renew;
mod route;
#[cfg(test)]
mod trial;
mod walk;

use sarex_plugin_sdk::{Params, PlanError, Planner, Progress, SearchPlan, Spec, Task, export_planner};

use crate::craft::Craft;
use crate::input::Settings;
use crate::map::Map;

/// The planner; it has no parameters of the run.
pub struct GreedyReplan;

const ON_SCENE: Spec = Spec::new("on_scene_s", 14_400.0, 60.0, 172_800.0);
const LOOK_AHEAD: Spec = Spec::new("look_ahead", 3.0, 1.0, 4.0);
const SEPARATION: Spec = Spec::new("separation_m", 0.0, 0.0, 20_000.0);
const HYSTERESIS: Spec = Spec::new("hysteresis", 0.25, 0.0, 2.0);

impl Planner for GreedyReplan {
    const NAME: &'static str = "Greedy search with replanning";
    const REPLAN_EVERY_S: f64 = 900.0;

    fn patterns() -> &'static [&'static str] {
        &["greedy-replan"]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let settings = settings(task)?;
        let craft = Craft::all(task)?;
        let mut map = Map::of(task, &craft)?;
        let before = map.left();
        let walks = walk::walks(&mut map, &settings, &craft, false);
        let assets: Vec<_> = walks.iter().filter_map(|walk| walk.plan(map.cell_m)).collect();
        if assets.is_empty() {
            let text = "no craft can get to a likely cell, search and come home on its endurance";
            return Err(PlanError::Infeasible(text.into()));
        }
        let mut note = format!("POS {:.2} of POC {before:.2} on the map", before - map.left());
        let idle = task.assets.iter().filter(|asset| !assets.iter().any(|own| own.asset == asset.id));
        for asset in idle {
            note += &format!("; unit {} is left out: no time on scene, or no sweep width", asset.id);
        }
        Ok(SearchPlan { name: task.pattern.clone(), assets, note })
    }

    fn replan(&self, task: &Task, current: &SearchPlan, now: &[Progress]) -> Result<Option<SearchPlan>, PlanError> {
        renew::replan(task, &settings(task)?, current, now)
    }
}

export_planner!(GreedyReplan);

fn settings(task: &Task) -> Result<Settings, PlanError> {
    if !GreedyReplan::patterns().contains(&task.pattern.as_str()) {
        let known = GreedyReplan::patterns().join(", ");
        return Err(PlanError::BadInput(format!("pattern `{}` is not one of {known}", task.pattern)));
    }
    let params = Params::new(&task.params);
    params.check(&[ON_SCENE, LOOK_AHEAD, SEPARATION, HYSTERESIS]).map_err(PlanError::BadInput)?;
    input::check(task)?;
    Ok(Settings {
        on_scene_s: params.get(ON_SCENE),
        look_ahead: params.get(LOOK_AHEAD) as usize,
        separation_m: params.get(SEPARATION),
        hysteresis: params.get(HYSTERESIS),
        most_legs: task.max_legs as usize,
    })
}
