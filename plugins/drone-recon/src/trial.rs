//! Drones over a small sea.

use sarex_plugin_sdk::{
    Asset, Datum, Environment, Grid, Origin, Param, Params, PlanError, Planner, SearchPlan, Task, Vec2,
};

use crate::DroneRecon;
use crate::spiral::Arm;

fn drone(id: u32) -> Asset {
    let start = Vec2::new(-3_000.0, -3_000.0);
    Asset {
        id,
        class: 3,
        start,
        cruise_mps: 20.0,
        search_mps: 15.0,
        endurance_s: 2_400.0,
        turn_radius_m: 40.0,
        sweep_width_m: 300.0,
        search_alt_m: 100.0,
        base: start,
    }
}

fn task(pattern: &str, assets: Vec<Asset>) -> Task {
    Task {
        pattern: pattern.into(),
        params: Vec::new(),
        frame: Origin { lat_deg: 37.0, lon_deg: 131.0 },
        time_s: 0.0,
        datum: Datum { at: Vec2::ZERO, error_radius_m: 1_000.0, drift_east_mps: 0.2, drift_north_mps: 0.0 },
        area: Vec::new(),
        track: Vec::new(),
        assets,
        env: Environment {
            wind_e_mps: 0.0,
            wind_n_mps: 0.0,
            current_e_mps: 0.0,
            current_n_mps: 0.0,
            visibility_m: 10_000.0,
            wave_height_m: 0.5,
        },
        poc: None,
        spacing_m: None,
        max_legs: 100,
    }
}

/// Probability in the north-eastern corner of a map of 10 by 10 cells, some everywhere.
fn map() -> Grid {
    let value = |cell: u32| if cell % 10 > 6 && cell / 10 > 6 { 0.08 } else { 0.002 };
    Grid {
        origin: Vec2::new(-2_000.0, -2_000.0),
        cell_m: 400.0,
        cols: 10,
        rows: 10,
        values: (0..100).map(value).collect(),
    }
}

fn plan(task: &Task) -> Result<SearchPlan, PlanError> {
    DroneRecon::configure(&Params::default()).unwrap().plan(task)
}

/// Time away from the base, seconds.
fn away_s(asset: &Asset, plan: &SearchPlan, index: usize) -> f64 {
    let own = &plan.assets[index];
    let mut at = own.commence;
    let mut time_s = (at - asset.start).length() / asset.cruise_mps;
    for leg in &own.legs {
        time_s += (leg.to - at).length() / asset.search_mps;
        at = leg.to;
    }
    time_s + (asset.base - at).length() / asset.cruise_mps
}

#[test]
fn every_pattern_comes_home_in_time() {
    for pattern in DroneRecon::patterns() {
        let mut task = task(pattern, vec![drone(1), drone(2)]);
        task.poc = Some(map());
        let plan = plan(&task).unwrap();
        assert_eq!(plan.assets.len(), 2, "{pattern}");
        for (index, asset) in task.assets.iter().enumerate() {
            assert!(!plan.assets[index].legs.is_empty(), "{pattern}");
            assert!(away_s(asset, &plan, index) <= asset.endurance_s + 1.0, "{pattern}");
        }
    }
}

#[test]
fn a_spiral_grows_by_its_pitch_each_turn() {
    let arm = Arm { centre: Vec2::ZERO, pitch_m: 300.0, inner_m: 150.0, start_deg: 0.0, turn: 1.0 };
    let points = arm.waypoints(1_500.0, 100);
    for turn in points.windows(13) {
        assert!((turn[12].length() - turn[0].length() - 300.0).abs() < 1e-6);
    }
    assert!(points[1].east_m > 0.0, "to starboard");
    assert!(points.last().unwrap().length() <= 1_500.0);
}

#[test]
fn the_greedy_walk_goes_where_the_probability_is() {
    let mut task = task("probability-greedy", vec![drone(1)]);
    assert_eq!(plan(&task), Err(PlanError::NeedsPoc));
    task.poc = Some(map());
    let plan = plan(&task).unwrap();
    let likely = |at: Vec2| at.east_m > 800.0 && at.north_m > 800.0;
    assert!(likely(plan.assets[0].commence));
    assert!(plan.assets[0].legs[..8].iter().all(|leg| likely(leg.to)), "{:?}", plan.assets[0].legs);
}

#[test]
fn two_drones_do_not_search_the_same_cells_first() {
    let mut task = task("probability-greedy", vec![drone(1), drone(2)]);
    task.poc = Some(map());
    let plan = plan(&task).unwrap();
    let first = |index: usize| plan.assets[index].legs[0].to;
    assert!((first(0) - first(1)).length() > 1.0);
}

#[test]
fn lanes_are_no_wider_than_the_spacing() {
    let mut task = task("lawnmower", vec![drone(1)]);
    task.area = vec![
        Vec2::new(-1_000.0, -500.0),
        Vec2::new(1_000.0, -500.0),
        Vec2::new(1_000.0, 500.0),
        Vec2::new(-1_000.0, 500.0),
    ];
    let plan = plan(&task).unwrap();
    let cross = (plan.assets[0].legs[1].to - plan.assets[0].legs[0].to).length();
    assert!((cross - 250.0).abs() < 1e-6, "4 lanes in 1,000 m, not {cross}");
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let far = Asset { start: Vec2::new(90_000.0, 0.0), ..drone(7) };
    assert!(format!("{:?}", plan(&task("lawnmower", vec![far]))).contains("unit 7"));
    let mut wrong = task("spiral", vec![drone(1)]);
    wrong.params = vec![Param { key: "horizon_cells".into(), value: 3.0 }];
    assert!(format!("{:?}", plan(&wrong)).contains("`horizon_cells`"));
    let mut narrow = task("lawnmower", vec![drone(1)]);
    narrow.spacing_m = Some(30.0);
    assert!(format!("{:?}", plan(&narrow)).contains("Infeasible"));
}
