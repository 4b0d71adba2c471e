//! The patterns against the manual's geometry.

use sarex_plugin_sdk::{Asset, Datum, Environment, Origin, Param, Params, PlanError, Planner, SearchPlan, Task, Vec2};

use crate::{IamsarPatterns, sector, square};

fn asset(id: u32, class: u32) -> Asset {
    Asset {
        id,
        class,
        start: Vec2::new(-20_000.0, -5_000.0),
        cruise_mps: if class == 0 { 9.0 } else { 70.0 },
        search_mps: if class == 0 { 8.0 } else { 50.0 },
        endurance_s: 100_000.0,
        turn_radius_m: 150.0,
        sweep_width_m: 1_500.0,
        search_alt_m: 150.0,
        base: Vec2::new(-20_000.0, -5_000.0),
    }
}

fn task(pattern: &str, params: &[(&str, f64)], assets: Vec<Asset>) -> Task {
    Task {
        pattern: pattern.into(),
        params: params.iter().map(|(key, value)| Param { key: (*key).into(), value: *value }).collect(),
        frame: Origin { lat_deg: 37.0, lon_deg: 131.0 },
        time_s: 0.0,
        datum: Datum { at: Vec2::ZERO, error_radius_m: 3_000.0, drift_east_mps: 0.0, drift_north_mps: 0.0 },
        area: Vec::new(),
        track: Vec::new(),
        assets,
        env: Environment {
            wind_e_mps: 0.0,
            wind_n_mps: -5.0,
            current_e_mps: 0.0,
            current_n_mps: 0.0,
            visibility_m: 18_520.0,
            wave_height_m: 1.0,
        },
        poc: None,
        spacing_m: None,
        max_legs: 200,
    }
}

fn box_of(length_m: f64, width_m: f64) -> Vec<Vec2> {
    let (e, n) = (width_m / 2.0, length_m / 2.0);
    vec![Vec2::new(-e, -n), Vec2::new(e, -n), Vec2::new(e, n), Vec2::new(-e, n)]
}

fn plan(task: &Task) -> Result<SearchPlan, PlanError> {
    IamsarPatterns::configure(&Params::default()).unwrap().plan(task)
}

fn waypoints(plan: &SearchPlan, index: usize) -> Vec<Vec2> {
    let own = &plan.assets[index];
    [own.commence].into_iter().chain(own.legs.iter().map(|leg| leg.to)).collect()
}

fn courses(waypoints: &[Vec2]) -> Vec<f64> {
    waypoints.windows(2).map(|pair| libm::round((pair[1] - pair[0]).course_deg()) % 360.0).collect()
}

fn lengths(waypoints: &[Vec2]) -> Vec<f64> {
    waypoints.windows(2).map(|pair| (pair[1] - pair[0]).length()).collect()
}

#[track_caller]
fn check_near(values: &[f64], expected: &[f64], tolerance: f64) {
    let near = values.len() == expected.len() && values.iter().zip(expected).all(|(a, b)| (a - b).abs() <= tolerance);
    assert!(near, "{values:?} are not {expected:?}");
}

/// IAMSAR Manual, volume III: courses of a sector search; every turn 120 degrees to starboard.
#[test]
fn val_sector_courses() {
    let legs = sector::nine_legs(Vec2::ZERO, 10.0, 120.0, 4_000.0);
    check_near(&courses(&legs), &[10.0, 130.0, 250.0, 250.0, 10.0, 130.0, 130.0, 250.0, 10.0], 0.1);
    check_near(&lengths(&legs), &[4_000.0; 9], 1e-6);
    for passed in [3, 6, 9] {
        assert!(legs[passed].length() < 1e-6, "waypoint {passed} is not the datum");
    }
}

/// IAMSAR Manual, volume III: legs S, S, 2S, 2S, 3S, 3S; length after n pairs S n (n + 1).
#[test]
fn val_expanding_square_legs() {
    let points = square::waypoints(Vec2::ZERO, Vec2::new(0.0, 1.0), 500.0, 90.0, 6);
    check_near(&courses(&points), &[0.0, 90.0, 180.0, 270.0, 0.0, 90.0], 0.1);
    check_near(&lengths(&points), &[500.0, 500.0, 1_000.0, 1_000.0, 1_500.0, 1_500.0], 1e-6);
    assert!((lengths(&points).iter().sum::<f64>() - 500.0 * 3.0 * 4.0).abs() < 1e-6);
}

#[test]
fn parallel_track_begins_half_a_spacing_inside_the_corner() {
    let mut task = task("parallel-track", &[], vec![asset(1, 1)]);
    (task.area, task.spacing_m) = (box_of(20_000.0, 6_000.0), Some(1_500.0));
    let plan = plan(&task).unwrap();
    let points = waypoints(&plan, 0);
    check_near(&[points[0].east_m, points[0].north_m], &[-2_250.0, -9_250.0], 1e-6);
    check_near(&courses(&points), &[0.0, 90.0, 180.0, 90.0, 0.0, 90.0, 180.0], 0.1);
    check_near(&lengths(&points)[..3], &[18_500.0, 1_500.0, 18_500.0], 1e-6);
}

#[test]
fn creeping_line_runs_along_the_short_side_from_the_likelier_end() {
    let mut task = task("creeping-line", &[], vec![asset(1, 1)]);
    (task.area, task.spacing_m) = (box_of(20_000.0, 6_000.0), Some(2_000.0));
    task.datum.at = Vec2::new(0.0, 8_000.0);
    let points = waypoints(&plan(&task).unwrap(), 0);
    check_near(&[points[0].east_m, points[0].north_m], &[-2_000.0, 9_000.0], 1e-6);
    check_near(&courses(&points)[..4], &[90.0, 180.0, 270.0, 180.0], 0.1);
    check_near(&lengths(&points)[..2], &[4_000.0, 2_000.0], 1e-6);
}

#[test]
fn units_share_the_area_by_their_effort() {
    let slow = asset(1, 0);
    let fast = Asset { search_mps: 24.0, cruise_mps: 24.0, start: Vec2::new(20_000.0, 0.0), ..asset(2, 0) };
    let mut task = task("parallel-track", &[("on_scene_s", 7_200.0)], vec![fast, slow]);
    task.area = box_of(20_000.0, 8_000.0);
    let plan = plan(&task).unwrap();
    assert_eq!(plan.assets.iter().map(|own| own.asset).collect::<Vec<_>>(), [2, 1]);
    let width = |index: usize| {
        let corners = &plan.assets[index].area;
        corners.iter().map(|c| c.east_m).fold(f64::MIN, f64::max)
            - corners.iter().map(|c| c.east_m).fold(f64::MAX, f64::min)
    };
    check_near(&[width(0), width(1)], &[6_000.0, 2_000.0], 1.0);
    assert!(
        plan.assets[1].area.iter().all(|corner| corner.east_m < -1_999.0),
        "the western unit gets the western strip"
    );
}

#[test]
fn spacing_is_fitted_to_the_effort_within_limits() {
    let mut task = task("parallel-track", &[("on_scene_s", 3_600.0)], vec![asset(1, 1)]);
    task.area = box_of(20_000.0, 10_000.0);
    let fitted = plan(&task).unwrap();
    let run_m: f64 = lengths(&waypoints(&fitted, 0)).iter().sum();
    assert!(run_m <= 180_000.0, "{run_m} m in an hour at 50 m/s");
    assert!((1_100.0..1_400.0).contains(&fitted.assets[0].spacing_m), "{}", fitted.assets[0].spacing_m);
    task.area = box_of(200_000.0, 100_000.0);
    assert!(plan(&task).unwrap().note.contains("below 0.5"));
}

#[test]
fn without_an_area_the_box_lies_along_the_drift() {
    let mut task = task("parallel-track", &[("compensate_drift", 0.0)], vec![asset(1, 1)]);
    (task.datum.drift_east_mps, task.datum.drift_north_mps) = (0.4, 0.4);
    let plan = plan(&task).unwrap();
    let first = courses(&waypoints(&plan, 0))[0];
    assert!(first == 45.0 || first == 225.0, "first leg {first}");
}

#[test]
fn waypoints_move_with_the_drift() {
    let mut task = task("parallel-track", &[], vec![asset(1, 0)]);
    (task.area, task.spacing_m) = (box_of(8_000.0, 3_000.0), Some(1_500.0));
    let still = waypoints(&plan(&task).unwrap(), 0);
    task.datum.drift_east_mps = 0.5;
    let moved = waypoints(&plan(&task).unwrap(), 0);
    assert_eq!(still[0], moved[0], "a drawn area is begun where it was drawn");
    let mut time_s = 0.0;
    for (index, pair) in moved.windows(2).enumerate() {
        time_s += (pair[1] - pair[0]).length() / 8.0;
        let shift = moved[index + 1] - still[index + 1];
        assert!((shift.east_m - 0.5 * time_s).abs() < 1.0, "waypoint {} moved {shift:?} in {time_s} s", index + 1);
    }
}

#[test]
fn a_route_ends_with_the_time_on_scene_and_with_the_legs() {
    let mut task = task("parallel-track", &[("on_scene_s", 3_600.0)], vec![asset(1, 0)]);
    (task.area, task.spacing_m) = (box_of(20_000.0, 20_000.0), Some(1_000.0));
    let run_m: f64 = lengths(&waypoints(&plan(&task).unwrap(), 0)).iter().sum();
    assert!((run_m - 28_800.0).abs() < 1.0, "{run_m}");
    task.max_legs = 1;
    assert_eq!(plan(&task).unwrap().assets[0].legs.len(), 1);
}

#[test]
fn a_track_line_is_run_out_on_one_side_and_back_on_the_other() {
    let mut task = task("track-line", &[], vec![asset(1, 1)]);
    (task.track, task.spacing_m) =
        (vec![Vec2::ZERO, Vec2::new(0.0, 10_000.0), Vec2::new(10_000.0, 10_000.0)], Some(1_000.0));
    let points = waypoints(&plan(&task).unwrap(), 0);
    check_near(&courses(&points), &[0.0, 90.0, 0.0, 270.0, 180.0], 0.1);
    check_near(&[points[0].east_m, points[1].north_m, points[5].east_m], &[500.0, 9_500.0, -500.0], 1e-6);
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |params: &[(&str, f64)], assets: Vec<Asset>, spacing_m: Option<f64>| {
        let mut task = task("parallel-track", params, assets);
        task.spacing_m = spacing_m;
        format!("{:?}", plan(&task).unwrap_err())
    };
    assert!(refused(&[("on_scene", 1.0)], vec![asset(1, 0)], None).contains("`on_scene`"));
    assert!(refused(&[("orientation_deg", 400.0)], vec![asset(1, 0)], None).contains("`orientation_deg`"));
    assert!(refused(&[("legs", 9.0)], vec![asset(1, 0)], None).contains("`legs`"));
    assert!(refused(&[], vec![], None).contains("assets"));
    assert!(refused(&[], vec![Asset { endurance_s: 100.0, ..asset(1, 0) }], None).contains("Infeasible"));
    assert!(refused(&[], vec![Asset { turn_radius_m: 900.0, ..asset(7, 2) }], Some(600.0)).contains("unit 7"));
    assert!(refused(&[], vec![Asset { search_mps: f64::NAN, ..asset(7, 2) }], None).contains("unit 7"));
}
