//! Track line search: along the route that the missing craft meant to take, out on one side and back on the other.

use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::effort::Unit;
use crate::route::{self, Route};
use crate::settings::Settings;

/// Lanes beside the track, a spacing apart and centred on it; each unit runs its own neighbouring lanes to and fro.
/// Two passes are the manual's TSR (it ends near its start), an odd number its TSN.
pub fn plan(task: &Task, settings: &Settings, units: &[Unit]) -> Result<SearchPlan, PlanError> {
    let track = track(task)?;
    let lanes = units.len() as f64 * f64::from(settings.passes);
    let side = if settings.first_turn < 0.0 { -1.0 } else { 1.0 };
    let mut assets = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let spacing_m = spacing_m(task, unit)?;
        let nearer_end = (track[track.len() - 1] - unit.asset.start).length() < (track[0] - unit.asset.start).length();
        let mut waypoints = Vec::new();
        for pass in 0..settings.passes {
            let lane = index as f64 * f64::from(settings.passes) + f64::from(pass);
            let mut line = beside(&track, side * ((lanes - 1.0) / 2.0 - lane) * spacing_m);
            if nearer_end != (pass % 2 == 1) {
                line.reverse();
            }
            waypoints.extend(line);
        }
        let half_m = lanes / 2.0 * spacing_m;
        let area = beside(&track, half_m).into_iter().chain(beside(&track, -half_m).into_iter().rev()).collect();
        assets.push(route::plan(task, settings, unit, Route { waypoints, spacing_m, area }));
    }
    let note = format!("{lanes:.0} lanes, spacing {:.0} m", assets[0].spacing_m);
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

fn track(task: &Task) -> Result<Vec<Vec2>, PlanError> {
    let mut track = task.track.clone();
    track.dedup_by(|a, b| (*a - *b).length() < 1.0);
    if track.len() < 2 {
        return Err(PlanError::BadInput("track: a track line search needs at least two places".into()));
    }
    Ok(track)
}

/// The asker's spacing, or one sweep width (coverage 1), at least twice the turn radius.
fn spacing_m(task: &Task, unit: &Unit) -> Result<f64, PlanError> {
    let diameter_m = 2.0 * unit.asset.turn_radius_m;
    match task.spacing_m {
        Some(asked_m) if asked_m + 1.0 < diameter_m => {
            let text = format!(
                "unit {} turns within {diameter_m:.0} m and cannot run legs {asked_m:.0} m apart",
                unit.asset.id
            );
            Err(PlanError::Infeasible(text))
        }
        Some(asked_m) => Ok(asked_m),
        None => Ok(unit.asset.sweep_width_m.max(50.0).max(diameter_m)),
    }
}

/// The line `off_m` to starboard of a track; at a bend it keeps its distance from both parts.
fn beside(track: &[Vec2], off_m: f64) -> Vec<Vec2> {
    let side = |from: usize, to: usize| (track[to] - track[from]).direction().unwrap_or(Vec2::ZERO).right();
    let last = track.len() - 1;
    let off = |at: usize| {
        let before = side(at.saturating_sub(1).min(last - 1), at.clamp(1, last));
        let after = side(at.min(last - 1), (at + 1).min(last));
        let sum = before + after;
        // The bisector is longer than the distance by 1 / cos(half the bend); a hairpin is cut at twice.
        let stretch = 2.0 / sum.dot(sum).max(1.0);
        track[at] + sum * (stretch * off_m)
    };
    (0..=last).map(off).collect()
}
