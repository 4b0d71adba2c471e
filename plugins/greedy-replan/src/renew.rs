//! Replanning: the running plan is kept unless a new one is expected to succeed by some share more in the same time.

use sarex_plugin_sdk::{AssetPlan, PlanError, PlannedLeg, Planner, Progress, SearchPlan, Task, Vec2};

use crate::craft::Craft;
use crate::input::{self, Settings};
use crate::map::Map;
use crate::route::{self, Way};
use crate::{GreedyReplan, walk};

/// A new plan must be expected to find so much more, whatever the share: legs are not redrawn for nothing.
const LEAST_GAIN: f64 = 0.005;

/// The new plan, or none to keep the current one.
pub fn replan(
    task: &Task,
    settings: &Settings,
    current: &SearchPlan,
    now: &[Progress],
) -> Result<Option<SearchPlan>, PlanError> {
    input::check_running(current, now)?;
    let craft = under_way(task, now)?;
    if craft.is_empty() {
        return Ok(None);
    }
    let map = Map::of(task, &craft)?;
    let old: Vec<Vec<Way>> = craft.iter().map(|own| remainder(own, current, now)).collect();
    let mut taken = map.clone();
    let walks = walk::walks(&mut taken, settings, &craft, true);
    let parts: Vec<Option<AssetPlan>> = walks.iter().map(|walk| walk.plan(map.cell_m)).collect();
    // A craft that the new plan has no use for goes on with what it was given.
    let new: Vec<Vec<Way>> = parts
        .iter()
        .zip(&old)
        .map(|(part, old)| part.as_ref().map_or(old.clone(), |part| part.legs.iter().map(way).collect()))
        .collect();
    let lasts_s = craft.iter().zip(&old).map(|(own, ways)| route::lasts_s(own.at, ways));
    let until_s = lasts_s.fold(GreedyReplan::REPLAN_EVERY_S, f64::max);
    let kept = route::success(map.clone(), &craft, &old, until_s);
    let renewed = route::success(map.clone(), &craft, &new, until_s);
    if renewed <= kept * (1.0 + settings.hysteresis) || renewed - kept < LEAST_GAIN {
        return Ok(None);
    }
    let assets = craft.iter().zip(parts).zip(&old).filter_map(|((own, part), old)| part.or(rest(own, old, current)));
    let note = format!(
        "replanned: POS {renewed:.2} expected in the next {:.0} minutes, {kept:.2} with the plan before",
        until_s / 60.0
    );
    Ok(Some(SearchPlan { name: current.name.clone(), assets: assets.collect(), note }))
}

/// The craft of the running plan that the task still has, where they are.
fn under_way<'a>(task: &'a Task, now: &[Progress]) -> Result<Vec<Craft<'a>>, PlanError> {
    let mut craft = Craft::all(task)?;
    craft.retain_mut(|own| match now.iter().find(|progress| progress.asset == own.asset.id) {
        Some(progress) => {
            (own.at, own.endurance_s) = (progress.at, progress.endurance_s);
            true
        }
        None => false,
    });
    Ok(craft)
}

/// What the craft has still to run of the current plan.
fn remainder(own: &Craft, current: &SearchPlan, now: &[Progress]) -> Vec<Way> {
    let id = own.asset.id;
    let part = current.assets.iter().find(|part| part.asset == id);
    let Some((part, progress)) = part.zip(now.iter().find(|progress| progress.asset == id)) else { return Vec::new() };
    let legs = part.legs.iter().skip(progress.leg as usize).map(way);
    let there = Way { to: part.commence, speed_mps: own.asset.cruise_mps, search: false };
    let commencing = part.legs.first().is_some_and(|first| {
        progress.leg == 0 && off_leg_m(part.commence, first.to, own.at) > part.spacing_m.max(100.0)
    });
    commencing.then_some(there).into_iter().chain(legs).collect()
}

/// Distance from a leg.
fn off_leg_m(from: Vec2, to: Vec2, at: Vec2) -> f64 {
    let way = to - from;
    let share = ((at - from).dot(way) / way.dot(way).max(1e-9)).clamp(0.0, 1.0);
    (from + way * share - at).length()
}

fn way(leg: &PlannedLeg) -> Way {
    Way { to: leg.to, speed_mps: leg.speed_mps.max(0.1), search: leg.sensor_on }
}

/// The rest of a craft's part as a part of its own; none when it is through.
fn rest(own: &Craft, ways: &[Way], current: &SearchPlan) -> Option<AssetPlan> {
    let part = current.assets.iter().find(|part| part.asset == own.asset.id)?;
    let leg = |way: &Way| PlannedLeg {
        to: way.to,
        speed_mps: way.speed_mps,
        alt_m: own.asset.search_alt_m,
        sensor_on: way.search,
    };
    let legs: Vec<PlannedLeg> = ways.iter().map(leg).collect();
    (!legs.is_empty()).then(|| AssetPlan { commence: own.at, legs, ..part.clone() })
}
