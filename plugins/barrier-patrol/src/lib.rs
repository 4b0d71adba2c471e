//! Barrier patrols: across a channel or approach, so that nothing passes unseen.
//!
//! Invariant: a plan depends on its task alone. Metres east and north of the task's frame, seconds, m/s.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod craft;
mod crossover;
mod input;
mod line;
mod linear;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{AssetPlan, Params, PlanError, Planner, SearchPlan, Spec, Task, Vec2, export_planner};

use crate::craft::Craft;
use crate::input::Settings;
use crate::line::Line;

/// The planner; it has no parameters of the run.
pub struct BarrierPatrol;

const SPEED: Spec = Spec::new("object_speed_mps", 0.0, 0.0, 100.0);
const COURSE: Spec = Spec::new("object_course_deg", 0.0, 0.0, 360.0);
const HOURS: Spec = Spec::new("hours", 4.0, 0.1, 48.0);
const ADVANCE: Spec = Spec::new("advance", 0.0, 0.0, 1.0);

const BACK_AND_FORTH: &str = "barrier-back-and-forth";
const LINEAR: &str = "barrier-linear";

/// The places of one craft's patrol, in order, and what it comes to.
struct Patrol {
    stops: Vec<Vec2>,
    spacing_m: f64,
    note: String,
}

impl Planner for BarrierPatrol {
    const NAME: &'static str = "Barrier patrol";

    fn patterns() -> &'static [&'static str] {
        &[BACK_AND_FORTH, LINEAR]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let settings = settings(task)?;
        input::check(task)?;
        let line = Line::of(task, &settings)?;
        let craft = Craft::all(task, &settings, &line)?;
        let mut assets = Vec::with_capacity(craft.len());
        let mut notes = Vec::new();
        for (own, part) in craft.iter().zip(line.parts(&craft)) {
            let legs = input::most_legs(task);
            let patrol = match task.pattern.as_str() {
                BACK_AND_FORTH => crossover::patrol(task, &settings, own, &part, legs)?,
                _ => linear::patrol(own, &part, legs),
            };
            let (commence, legs) = own.legs(&settings, &patrol.stops);
            if legs.is_empty() {
                notes.push(format!("unit {} is left out: no time on the barrier", own.asset.id));
                continue;
            }
            notes.push(format!("unit {}: {}", own.asset.id, patrol.note));
            let area = part.ends().to_vec();
            assets.push(AssetPlan { asset: own.asset.id, commence, legs, spacing_m: patrol.spacing_m, area });
        }
        if assets.is_empty() {
            let text = "no craft can get to the barrier, patrol and come home on its endurance";
            return Err(PlanError::Infeasible(text.into()));
        }
        let out = task.assets.iter().filter(|asset| !craft.iter().any(|own| own.asset.id == asset.id));
        notes.extend(
            out.map(|asset| format!("unit {} is left out: no time on the barrier, or no sweep width", asset.id)),
        );
        let source = match task.pattern.as_str() {
            BACK_AND_FORTH => "crossover patrol after Koopman, OEG Report 56 (1946)",
            _ => "linear patrol after Koopman, OEG Report 56 (1946), and Washburn, Search and Detection",
        };
        let note = format!("barrier of {:.1} km; {}; {source}", line.length_m() / 1e3, notes.join("; "));
        Ok(SearchPlan { name: task.pattern.clone(), assets, note })
    }
}

export_planner!(BarrierPatrol);

fn settings(task: &Task) -> Result<Settings, PlanError> {
    let known: &[Spec] = match task.pattern.as_str() {
        BACK_AND_FORTH => &[SPEED, COURSE, HOURS, ADVANCE],
        LINEAR => &[SPEED, COURSE, HOURS],
        other => {
            let known = BarrierPatrol::patterns().join(", ");
            return Err(PlanError::BadInput(format!("pattern `{other}` is not one of {known}")));
        }
    };
    let params = Params::new(&task.params);
    params.check(known).map_err(PlanError::BadInput)?;
    Ok(Settings {
        object_mps: params.given(SPEED),
        object_course_deg: params.given(COURSE),
        patrol_s: params.get(HOURS) * 3_600.0,
        advance: params.get(ADVANCE) >= 0.5,
    })
}
