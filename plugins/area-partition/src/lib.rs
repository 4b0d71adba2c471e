//! Area partition: one part of the area for each craft, as large as what the craft can sweep, flown as parallel tracks.
//!
//! Invariant: a plan depends on its task alone. Metres east and north of the task's frame, seconds, m/s.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod craft;
mod divide;
mod input;
mod lanes;
mod polygon;
mod region;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{AssetPlan, Params, PlanError, Planner, SearchPlan, Spec, Task, Vec2, export_planner};

use crate::craft::Craft;
use crate::divide::Part;
use crate::input::Settings;
use crate::lanes::Tracks;
use crate::region::Region;

/// The planner; it has no parameters of the run.
pub struct AreaPartition;

const ON_SCENE: Spec = Spec::new("on_scene_s", 14_400.0, 60.0, 172_800.0);
const ORIENTATION: Spec = Spec::new("orientation_deg", 0.0, 0.0, 360.0);
const CONTAINMENT: Spec = Spec::new("containment", 0.8, 0.05, 0.99);
const SEPARATION: Spec = Spec::new("separation_m", 0.0, 0.0, 20_000.0);

/// The parts decide the ways there, and those the parts: so often they are worked out in turn.
const ROUNDS: usize = 4;

impl Planner for AreaPartition {
    const NAME: &'static str = "Area partition";

    fn patterns() -> &'static [&'static str] {
        &["partition-parallel", "partition-weighted"]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let settings = settings(task)?;
        input::check(task)?;
        let mut craft = Craft::all(task, &settings)?;
        let region = Region::of(task, &settings, &craft)?;
        let mut parts = region.divide(&craft);
        for _ in 1..ROUNDS {
            for (own, part) in craft.iter_mut().zip(&parts) {
                own.heads_for(polygon::centroid(&part.corners), &settings);
            }
            parts = region.divide(&craft);
        }
        assemble(task, &settings, &craft, &region, &parts)
    }
}

export_planner!(AreaPartition);

fn settings(task: &Task) -> Result<Settings, PlanError> {
    if !AreaPartition::patterns().contains(&task.pattern.as_str()) {
        let known = AreaPartition::patterns().join(", ");
        return Err(PlanError::BadInput(format!("pattern `{}` is not one of {known}", task.pattern)));
    }
    let params = Params::new(&task.params);
    params.check(&[ON_SCENE, ORIENTATION, CONTAINMENT, SEPARATION]).map_err(PlanError::BadInput)?;
    Ok(Settings {
        weighted: task.pattern == "partition-weighted",
        on_scene_s: params.get(ON_SCENE),
        orientation_deg: params.given(ORIENTATION),
        containment: params.given(CONTAINMENT),
        separation_m: params.get(SEPARATION),
    })
}

/// Every craft's tracks in its part, and what they come to.
fn assemble(
    task: &Task,
    settings: &Settings,
    craft: &[Craft],
    region: &Region,
    parts: &[Part],
) -> Result<SearchPlan, PlanError> {
    let mut assets = Vec::with_capacity(craft.len());
    let (mut swept_m2, mut success) = (0.0, 0.0);
    let mut idle = region.left_out(task, craft);
    for (own, part) in craft.iter().zip(parts) {
        let tracks = Tracks::fill(task, settings, own, part, region.along)?;
        let (commence, legs) = own.legs(task, settings, &tracks.route(own.asset.start, input::most_legs(task)));
        if legs.is_empty() {
            idle.push(own.asset.id);
            continue;
        }
        let own_m2 = craft::length_m(commence, &legs) * own.asset.sweep_width_m;
        swept_m2 += own_m2;
        success += part.poc * (1.0 - libm::exp(-own_m2 / part.area_m2()));
        let (spacing_m, area) = (tracks.spacing_m, part.corners.clone());
        assets.push(AssetPlan { asset: own.asset.id, commence, legs, spacing_m, area });
    }
    if assets.is_empty() {
        let text = "no craft can get to its part, search and come home on its endurance";
        return Err(PlanError::Infeasible(text.into()));
    }
    let coverage = swept_m2 / region.area_m2();
    let mut note = format!("{} parts of {:.1} km2 in all, coverage {coverage:.2}", parts.len(), region.area_m2() / 1e6);
    if task.poc.is_some() {
        let inside: f64 = parts.iter().map(|part| part.poc).sum();
        note += &format!(", POC {inside:.2}, POS {success:.2}");
    }
    if coverage < 0.5 {
        note += "; coverage below 0.5 is not advised: a smaller area or more craft";
    }
    for id in idle {
        note += &format!("; unit {id} is left out: no time on scene, or no sweep width");
    }
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// Components of a place along an axis and to the right of it.
fn on_axes(place: Vec2, along: Vec2) -> (f64, f64) {
    (place.dot(along), place.dot(along.right()))
}
