//! The parameters of a search, checked for the pattern that uses them.

use sarex_plugin_sdk::{Params, PlanError, Spec, Task, Vec2};

const ORIENTATION: Spec = Spec::new("orientation_deg", 0.0, 0.0, 360.0);
const FIRST_TURN: Spec = Spec::new("first_turn", 0.0, -1.0, 1.0);
const ON_SCENE: Spec = Spec::new("on_scene_s", 14_400.0, 600.0, 172_800.0);
const COMPENSATE_DRIFT: Spec = Spec::new("compensate_drift", 1.0, 0.0, 1.0);
const RADIUS: Spec = Spec::new("radius_m", 0.0, 200.0, 37_040.0);
const LEGS: Spec = Spec::new("legs", 0.0, 1.0, 200.0);
const PASSES: Spec = Spec::new("passes", 2.0, 1.0, 7.0);

/// What the asker chose; none: the planner chooses.
pub struct Settings {
    /// Direction of the long axis, or of the first leg.
    pub orientation_deg: Option<f64>,
    /// 1 starboard, -1 port, 0 as it fits.
    pub first_turn: f64,
    /// Most time on scene, seconds.
    pub on_scene_s: f64,
    /// Waypoints move with the drift of the object.
    pub compensate_drift: bool,
    /// Radius of a sector search.
    pub radius_m: Option<f64>,
    /// Legs of an expanding square.
    pub legs: Option<u32>,
    /// Traversals of a track line by each unit.
    pub passes: u32,
}

impl Settings {
    /// Reads and checks the task's parameters and numbers.
    pub fn of(task: &Task) -> Result<Self, PlanError> {
        let params = Params::new(&task.params);
        params.check(known(&task.pattern)).map_err(PlanError::BadInput)?;
        check_numbers(task)?;
        let first_turn = params.get(FIRST_TURN);
        if first_turn != 0.0 && first_turn.abs() != 1.0 {
            return Err(PlanError::BadInput(format!("parameter `first_turn` is {first_turn}; give 1, -1 or 0")));
        }
        Ok(Self {
            orientation_deg: params.given(ORIENTATION),
            first_turn,
            on_scene_s: params.get(ON_SCENE),
            compensate_drift: params.get(COMPENSATE_DRIFT) >= 0.5,
            radius_m: params.given(RADIUS),
            legs: params.given(LEGS).map(|legs| legs as u32),
            passes: params.get(PASSES) as u32,
        })
    }

    /// Drift to compensate, m/s.
    pub fn drift(&self, task: &Task) -> Vec2 {
        let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
        if self.compensate_drift { drift } else { Vec2::ZERO }
    }
}

fn known(pattern: &str) -> &'static [Spec] {
    match pattern {
        "expanding-square" => &[ORIENTATION, FIRST_TURN, ON_SCENE, COMPENSATE_DRIFT, LEGS],
        "sector" => &[ORIENTATION, FIRST_TURN, ON_SCENE, COMPENSATE_DRIFT, RADIUS],
        "track-line" => &[FIRST_TURN, ON_SCENE, COMPENSATE_DRIFT, PASSES],
        _ => &[ORIENTATION, FIRST_TURN, ON_SCENE, COMPENSATE_DRIFT],
    }
}

fn check_numbers(task: &Task) -> Result<(), PlanError> {
    let bad = |text: String| Err(PlanError::BadInput(text));
    let places = task.area.iter().chain(&task.track).chain([&task.datum.at]);
    if !places.flat_map(|place: &Vec2| [place.east_m, place.north_m]).all(f64::is_finite) {
        return bad("a place of the area, track or datum is not a number".into());
    }
    if task.spacing_m.is_some_and(|spacing| !(20.0..=20_000.0).contains(&spacing)) {
        return bad("spacing-m must lie from 20 to 20000".into());
    }
    if task.assets.is_empty() || task.max_legs == 0 {
        return bad("assets and max-legs: at least one of each is needed".into());
    }
    for asset in &task.assets {
        let speeds = asset.search_mps > 0.1 && asset.cruise_mps > 0.1;
        let positive = speeds && asset.sweep_width_m >= 0.0 && asset.turn_radius_m >= 0.0 && asset.endurance_s >= 0.0;
        if !positive {
            return bad(format!(
                "unit {}: speeds must be above 0.1 m/s, sweep width, turn radius and endurance 0 or more",
                asset.id
            ));
        }
    }
    Ok(())
}
