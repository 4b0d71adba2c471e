//! The search patterns of the IAMSAR Manual: expanding square, sector, parallel track, creeping line, track line.
//!
//! Invariant: a plan depends on its task alone. Metres east and north of the task's frame, seconds, m/s.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod area;
mod effort;
mod lanes;
mod route;
mod sector;
mod settings;
mod square;
mod track_line;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{Params, PlanError, Planner, SearchPlan, Task, export_planner};

use crate::settings::Settings;

/// The planner; it has no parameters of the run.
pub struct IamsarPatterns;

impl Planner for IamsarPatterns {
    const NAME: &'static str = "IAMSAR search patterns";

    fn patterns() -> &'static [&'static str] {
        &["parallel-track", "creeping-line", "expanding-square", "sector", "track-line"]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let settings = Settings::of(task)?;
        let units = effort::units(task, &settings)?;
        let mut plan = match task.pattern.as_str() {
            "parallel-track" => lanes::parallel_track(task, &settings, &units),
            "creeping-line" => lanes::creeping_line(task, &settings, &units),
            "expanding-square" => square::plan(task, &settings, &units),
            "sector" => sector::plan(task, &settings, &units),
            "track-line" => track_line::plan(task, &settings, &units),
            other => {
                Err(PlanError::BadInput(format!("pattern `{other}` is not one of {}", Self::patterns().join(", "))))
            }
        }?;
        for asset in task.assets.iter().filter(|asset| !units.iter().any(|unit| unit.asset.id == asset.id)) {
            plan.note += &format!("; unit {} is left out: no time on scene", asset.id);
        }
        Ok(plan)
    }
}

export_planner!(IamsarPatterns);
