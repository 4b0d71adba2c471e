//! What the asker gave, and whether it can be.

use sarex_plugin_sdk::{Grid, PlanError, Progress, SearchPlan, Task, Vec2};

/// What the asker chose.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Most time on scene, seconds.
    pub on_scene_s: f64,
    /// Steps weighed together.
    pub look_ahead: usize,
    /// Least distance between craft of a kind, metres; 0: one cell.
    pub separation_m: f64,
    /// Share by which a new plan must be better than the running one.
    pub hysteresis: f64,
    /// Most legs of one craft.
    pub most_legs: usize,
}

/// No place is farther from another than half round the Earth, metres.
const FAR_M: f64 = 2.1e7;
/// Most corners of an area.
const CORNERS: usize = 200;
/// Most cells of a map.
const CELLS: u64 = 65_536;
/// Most craft, and most legs of a running plan that are looked at.
const CRAFT: usize = 40;
const LEGS: usize = 20_000;

/// Refuses numbers that no search can be made of.
pub fn check(task: &Task) -> Result<(), PlanError> {
    let bad = |text: String| Err(PlanError::BadInput(text));
    if task.assets.is_empty() || task.max_legs == 0 || task.assets.len() > CRAFT {
        return bad(format!("assets and max-legs: at least one of each is needed, at most {CRAFT} craft"));
    }
    if task.area.len() > CORNERS || !task.area.iter().all(|place| near(*place)) {
        return bad(format!("area: give at most {CORNERS} corners, all on the Earth"));
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
    check_map(task.poc.as_ref().ok_or(PlanError::NeedsPoc)?)
}

/// Refuses a running plan or progress that holds no numbers.
pub fn check_running(current: &SearchPlan, now: &[Progress]) -> Result<(), PlanError> {
    let legs: usize = current.assets.iter().map(|own| own.legs.len()).sum();
    let stops = current.assets.iter().flat_map(|own| own.legs.iter().map(|leg| leg.to).chain([own.commence]));
    let sound = stops.chain(now.iter().map(|own| own.at)).all(near)
        && now.iter().all(|own| own.endurance_s.is_finite())
        && current.assets.iter().flat_map(|own| &own.legs).all(|leg| leg.speed_mps.is_finite())
        && current.assets.iter().all(|own| own.spacing_m.is_finite());
    if sound && legs <= LEGS {
        return Ok(());
    }
    let text = format!("the running plan: up to {LEGS} legs, places on the Earth and finite numbers");
    Err(PlanError::BadInput(text))
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
