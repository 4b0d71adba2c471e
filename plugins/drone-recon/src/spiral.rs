//! Archimedean spiral outward from the datum: the radius grows by one spacing with every turn.

use core::f64::consts::TAU;

use sarex_plugin_sdk::{PlanError, SearchPlan, Task, Vec2};

use crate::craft::{Craft, Settings};

/// Waypoints for each turn.
const CHORDS: u32 = 12;

/// Each drone has its own arm; the arms share the pitch, so that neighbouring arms are one spacing apart.
pub fn plan(task: &Task, settings: &Settings, craft: &[Craft]) -> Result<SearchPlan, PlanError> {
    let edge_m = edge_m(task);
    let mut assets = Vec::with_capacity(craft.len());
    for (index, own) in craft.iter().enumerate() {
        let spacing_m = own.spacing_m(task)?;
        let arm = Arm {
            centre: task.datum.at,
            pitch_m: spacing_m * craft.len() as f64,
            inner_m: (spacing_m / 2.0).max(own.asset.turn_radius_m),
            start_deg: 360.0 * index as f64 / craft.len() as f64,
            turn: settings.first_turn,
        };
        let area = (0..CHORDS).map(|n| task.datum.at + Vec2::towards(f64::from(n) * 30.0, edge_m)).collect();
        assets.push(own.plan(task, &arm.waypoints(edge_m, task.max_legs), spacing_m, area)?);
    }
    let note = format!("{} arms out to {edge_m:.0} m", craft.len());
    Ok(SearchPlan { name: task.pattern.clone(), assets, note })
}

/// To the farthest corner of the area, or two error radii.
fn edge_m(task: &Task) -> f64 {
    let farthest = task.area.iter().map(|corner| (*corner - task.datum.at).length()).fold(0.0, f64::max);
    if farthest > 0.0 { farthest } else { 2.0 * task.datum.error_radius_m.max(200.0) }
}

/// One arm: radius = inner + pitch * turns. It begins where a drone can fly the circle.
pub struct Arm {
    pub centre: Vec2,
    pub pitch_m: f64,
    pub inner_m: f64,
    pub start_deg: f64,
    pub turn: f64,
}

impl Arm {
    /// Places along the arm out to `edge_m`.
    pub fn waypoints(&self, edge_m: f64, max_legs: u32) -> Vec<Vec2> {
        let at = |chord: u32| {
            let turns = f64::from(chord) / f64::from(CHORDS);
            let radius_m = self.inner_m + self.pitch_m * turns;
            let angle = self.start_deg.to_radians() + self.turn * turns * TAU;
            (radius_m, self.centre + Vec2::towards(angle.to_degrees(), radius_m))
        };
        let inside = (0..=max_legs).map(at).take_while(|(radius_m, _)| *radius_m <= edge_m.max(self.inner_m));
        inside.map(|(_, place)| place).collect()
    }
}
