//! What the asker gave, and whether it can be.

use sarex_plugin_sdk::{PlanError, Task, Vec2};

/// What the asker chose; none: the planner chooses.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Speed of what shall not pass, m/s.
    pub object_mps: Option<f64>,
    /// Its course.
    pub object_course_deg: Option<f64>,
    /// Length of the patrol, seconds.
    pub patrol_s: f64,
    /// The barrier may advance or retreat; else it stays.
    pub advance: bool,
}

/// No place is farther from another than half round the Earth, metres.
const FAR_M: f64 = 2.1e7;
/// Most craft.
const CRAFT: usize = 300;
/// Most corners of an area, and places of a line.
const CORNERS: usize = 200;
/// Most legs of all craft together.
const LEGS: usize = 50_000;

/// Legs that one craft may get.
pub fn most_legs(task: &Task) -> usize {
    (task.max_legs as usize).min(LEGS / task.assets.len().max(1)).max(1)
}

/// Refuses numbers that no search can be made of.
pub fn check(task: &Task) -> Result<(), PlanError> {
    let bad = |text: String| Err(PlanError::BadInput(text));
    if task.assets.is_empty() || task.max_legs == 0 || task.assets.len() > CRAFT {
        return bad(format!("assets and max-legs: at least one of each is needed, at most {CRAFT} craft"));
    }
    if task.area.len().max(task.track.len()) > CORNERS {
        return bad(format!("area and track: at most {CORNERS} places each"));
    }
    if !task.area.iter().chain(&task.track).chain([&task.datum.at]).all(|place| near(*place)) {
        return bad("a place of the area, the track or the datum is not a number, or not on the Earth".into());
    }
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    if !(near(drift) && (0.0..FAR_M).contains(&task.datum.error_radius_m)) {
        return bad("datum: the error radius must be 0 or more and the drift a number".into());
    }
    if task.spacing_m.is_some_and(|spacing_m| !(20.0..=20_000.0).contains(&spacing_m)) {
        return bad("spacing-m must lie from 20 to 20000".into());
    }
    for (index, asset) in task.assets.iter().enumerate() {
        let moves = (0.1..1e4).contains(&asset.search_mps) && (0.1..1e4).contains(&asset.cruise_mps);
        let sizes = [asset.sweep_width_m, asset.turn_radius_m];
        let sized = sizes.into_iter().all(|size_m| (0.0..FAR_M).contains(&size_m));
        let lasting = (0.0..1e9).contains(&asset.endurance_s) && asset.search_alt_m.is_finite();
        if !(moves && sized && lasting && near(asset.start) && near(asset.base)) {
            return bad(format!(
                "unit {}: speeds must be above 0.1 m/s, sweep width, turn radius and endurance 0 or more, places on the Earth",
                asset.id
            ));
        }
        if task.assets[..index].iter().any(|other| other.id == asset.id) {
            return bad(format!("unit {} is named twice", asset.id));
        }
    }
    Ok(())
}

fn near(place: Vec2) -> bool {
    place.east_m.abs() < FAR_M && place.north_m.abs() < FAR_M
}
