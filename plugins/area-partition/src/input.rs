//! What the asker gave, and whether it can be.

use sarex_plugin_sdk::{Grid, PlanError, Task, Vec2};

/// What the asker chose; none: the planner chooses.
pub struct Settings {
    /// Parts of equal probability rather than of equal area.
    pub weighted: bool,
    /// Most time on scene, seconds.
    pub on_scene_s: f64,
    /// Direction of cuts and tracks.
    pub orientation_deg: Option<f64>,
    /// Share of the probability map to search.
    pub containment: Option<f64>,
    /// Least distance between neighbours' tracks, metres; 0: one spacing.
    pub separation_m: f64,
}

/// No place is farther from another than half round the Earth, metres.
const FAR_M: f64 = 2.1e7;
/// Most craft.
const CRAFT: usize = 300;
/// Most corners of an area.
const CORNERS: usize = 200;
/// Most cells of a map.
const CELLS: u64 = 65_536;
/// Most legs of one craft.
const LEGS: u32 = 10_000;

/// Legs that one craft may get.
pub fn most_legs(task: &Task) -> usize {
    task.max_legs.min(LEGS) as usize
}

/// Refuses numbers that no search can be made of.
pub fn check(task: &Task) -> Result<(), PlanError> {
    let bad = |text: String| Err(PlanError::BadInput(text));
    if task.assets.is_empty() || task.max_legs == 0 || task.assets.len() > CRAFT {
        return bad(format!("assets and max-legs: at least one of each is needed, at most {CRAFT} craft"));
    }
    if task.area.len() > CORNERS {
        return bad(format!("area: {} corners; at most {CORNERS}", task.area.len()));
    }
    if !task.area.iter().chain([&task.datum.at]).all(|place| near(*place)) {
        return bad("a place of the area or the datum is not a number, or not on the Earth".into());
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
    task.poc.as_ref().map_or(Ok(()), check_map)
}

fn check_map(grid: &Grid) -> Result<(), PlanError> {
    // 64 bits: a guest's usize has 32.
    let cells = u64::from(grid.cols) * u64::from(grid.rows);
    let sound = (1..=CELLS).contains(&cells) && cells == grid.values.len() as u64 && (10.0..1e6).contains(&grid.cell_m);
    let extent_m = f64::from(grid.cols.max(grid.rows)) * grid.cell_m;
    if sound && extent_m < FAR_M && near(grid.origin) && grid.values.iter().all(|poc| (0.0..=1.0).contains(poc)) {
        return Ok(());
    }
    let text = format!("poc: up to {CELLS} cells of at least 10 m, each from 0 to 1, cols * rows in all");
    Err(PlanError::BadInput(text))
}

fn near(place: Vec2) -> bool {
    place.east_m.abs() < FAR_M && place.north_m.abs() < FAR_M
}
