//! The patrols against their published geometry, against objects thrown at them, and at the edges of what can be.

use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::testing::{asset, task};
use sarex_plugin_sdk::{Asset, AssetPlan, Param, Params, PlanError, Planner, SearchPlan, Task, Vec2};

use crate::BarrierPatrol;
use crate::crossover::Element;
use crate::linear::detection;

fn at(east_m: f64, north_m: f64) -> Vec2 {
    Vec2::new(east_m, north_m)
}

fn plan(task: &Task) -> Result<SearchPlan, PlanError> {
    BarrierPatrol::configure(&Params::default()).unwrap().plan(task)
}

fn vessel(id: u32) -> Asset {
    Asset { start: at(-15_000.0, -3_000.0), base: at(-15_000.0, -3_000.0), endurance_s: 200_000.0, ..asset(id) }
}

/// A line of 12 km from west to east, objects southbound at 4 m/s, craft at 8 m/s with a sweep width of 1,200 m.
fn channel(pattern: &str, more: &[(&str, f64)], assets: Vec<Asset>) -> Task {
    let mut task = task(pattern, assets);
    task.track = vec![at(-6_000.0, 0.0), at(6_000.0, 0.0)];
    let given = [("object_speed_mps", 4.0), ("object_course_deg", 180.0)];
    let params = given.iter().chain(more).map(|(key, value)| Param { key: (*key).into(), value: *value });
    task.params = params.collect();
    task
}

fn stops(own: &AssetPlan) -> Vec<Vec2> {
    [own.commence].into_iter().chain(own.legs.iter().map(|leg| leg.to)).collect()
}

/// sin alpha = u / v = 1/2: 30 degrees; a crossing of 10,800 m falls 10,800 tan 30 = 6,235.4 m in 10,800 / (8 cos 30) s;
/// to the objects the stationary element's crossings are 6,235.4 (8 + 4) / 8 = 9,353.1 m apart.
#[test]
fn val_crossover_geometry() {
    let task = channel("barrier-back-and-forth", &[], vec![vessel(1)]);
    let plan = plan(&task).unwrap();
    let own = &plan.assets[0];
    let stops = stops(own);
    assert!((stops[0] - at(-5_400.0, 0.0)).length() < 1e-6, "{:?}", stops[0]);
    assert!((stops[1] - at(5_400.0, -6_235.383)).length() < 0.01, "{:?}", stops[1]);
    assert!((stops[2] - at(5_400.0, 0.0)).length() < 0.01, "{:?}", stops[2]);
    assert!((stops[4] - stops[0]).length() < 0.01, "stationary");
    assert!((own.spacing_m - 9_353.07).abs() < 0.1, "{}", own.spacing_m);
    assert!(plan.note.contains("lead 30.0 deg") && plan.note.contains("stationary"), "{}", plan.note);
}

/// Seen by the objects every crossing is square to their way, and the next one lies the spacing upstream.
#[test]
fn val_crossings_are_square_to_the_objects() {
    for (speed, advance, spacing) in [(4.0, 0.0, None), (0.5, 1.0, None), (6.0, 1.0, Some(1_000.0))] {
        let given = [("object_speed_mps", speed), ("advance", advance)];
        let mut task = channel("barrier-back-and-forth", &given, vec![vessel(1)]);
        task.spacing_m = spacing;
        let own = &plan(&task).unwrap().assets[0];
        // Into the frame of the objects, which run south.
        let (mut time_s, mut seen) = (0.0, Vec::new());
        let stops = stops(own);
        for (index, stop) in stops.iter().enumerate() {
            if index > 0 {
                time_s += (*stop - stops[index - 1]).length() / 8.0;
            }
            seen.push(*stop + at(0.0, speed * time_s));
        }
        for crossing in seen.windows(2).step_by(2).take(3) {
            assert!((crossing[1].north_m - crossing[0].north_m).abs() < 0.01, "{crossing:?}");
        }
        for climb in seen[1..].windows(2).step_by(2).take(3) {
            assert!((climb[1] - climb[0] - at(0.0, own.spacing_m)).length() < 0.01, "{climb:?} {}", own.spacing_m);
        }
    }
}

#[test]
fn slow_objects_let_the_element_advance_and_fast_ones_make_it_retreat() {
    let element = |object_mps: f64| Element::new(10_000.0, 8.0, object_mps, Some(1_200.0)).unwrap();
    assert!(element(0.3).advance_m() > 700.0 && element(6.0).advance_m() < -5_000.0);
    assert!(Element::new(10_000.0, 8.0, 0.3, None).unwrap().advance_m().abs() < 1e-9);
    assert!(Element::new(10_000.0, 8.0, 8.0, None).is_none());
    let fast = channel("barrier-back-and-forth", &[("object_speed_mps", 9.0)], vec![vessel(7)]);
    let refused = format!("{:?}", plan(&fast).unwrap_err());
    assert!(refused.contains("unit 7") && refused.contains("barrier-linear"), "{refused}");
}

/// Share of objects thrown across the path at random places and times that come within half a sweep width.
fn share_met(own: &AssetPlan, object_mps: f64, width_m: f64) -> f64 {
    let stops = stops(own);
    let (low, high) = (
        stops.iter().map(|s| s.east_m).fold(f64::MAX, f64::min),
        stops.iter().map(|s| s.east_m).fold(f64::MIN, f64::max),
    );
    let mut times = vec![0.0];
    for pair in stops.windows(2) {
        times.push(times[times.len() - 1] + (pair[1] - pair[0]).length() / 8.0);
    }
    let whole_s = times[times.len() - 1];
    let mut random = Random::new(9, 0, 0);
    let thrown = 4_000;
    let met = (0..thrown).filter(|_| {
        let east_m = random.between(low, high);
        let passes_s = random.between(0.25 * whole_s, 0.75 * whole_s);
        // The least distance on each leg, in the frame of the object.
        stops.windows(2).zip(times.windows(2)).any(|(ends, times)| {
            let off = |stop: Vec2, time_s: f64| stop - at(east_m, object_mps * (passes_s - time_s));
            let (from, to) = (off(ends[0], times[0]), off(ends[1], times[1]));
            let way = to - from;
            let nearest = (-from.dot(way) / way.dot(way).max(1e-9)).clamp(0.0, 1.0);
            (from + way * nearest).length() <= width_m / 2.0
        })
    });
    met.count() as f64 / f64::from(thrown)
}

/// Washburn's and Koopman's shares with a definite range, against objects thrown at the planned legs.
#[test]
fn val_patrols_meet_the_share_that_theory_says() {
    for object_mps in [1.0, 2.0, 4.0] {
        let given = [("object_speed_mps", object_mps), ("hours", 24.0)];
        let task = channel("barrier-linear", &given, vec![vessel(1)]);
        let met = share_met(&plan(&task).unwrap().assets[0], object_mps, 1_200.0);
        let (random, definite) = detection(1_200.0, 8.0, object_mps, 10_800.0);
        assert!((met - definite).abs() < 0.05, "{object_mps}: {met}, not {definite}");
        assert!(random <= definite + 1e-12, "random search is the lower bound");
    }
    let given = [("object_speed_mps", 2.0), ("hours", 24.0)];
    let task = channel("barrier-back-and-forth", &given, vec![vessel(1)]);
    let own = &plan(&task).unwrap().assets[0];
    let met = share_met(own, 2.0, 1_200.0);
    let swept = 1_200.0 / own.spacing_m;
    // The runs upstream at the sides meet some more.
    assert!(met >= swept - 0.02 && met < swept + 0.12, "{met}, not {swept}");
}

#[test]
fn several_craft_share_the_line_and_come_home() {
    for pattern in BarrierPatrol::patterns() {
        let near = |id, east_m: f64| Asset { start: at(east_m, 9_000.0), base: at(east_m, 9_000.0), ..vessel(id) };
        let wide = Asset { sweep_width_m: 2_400.0, endurance_s: 9_000.0, ..near(2, 5_000.0) };
        let task = channel(pattern, &[], vec![wide, near(1, -5_000.0)]);
        let plan = plan(&task).unwrap();
        assert_eq!(plan.assets.iter().map(|own| own.asset).collect::<Vec<_>>(), [2, 1]);
        let width = |own: &AssetPlan| (own.area[1] - own.area[0]).length();
        assert!((width(&plan.assets[0]) - 8_000.0).abs() < 1.0 && (width(&plan.assets[1]) - 4_000.0).abs() < 1.0);
        let easts = |own: &AssetPlan| stops(own).iter().map(|stop| stop.east_m).fold(f64::MAX, f64::min);
        assert!(easts(&plan.assets[0]) > -2_000.0, "the eastern craft has the eastern part");
        for (own, asset) in plan.assets.iter().zip(&task.assets) {
            let stops = stops(own);
            let run_m: f64 = stops.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum();
            let ways_m = (stops[0] - asset.start).length() + (asset.base - stops[stops.len() - 1]).length();
            assert!(run_m / asset.search_mps + ways_m / asset.cruise_mps <= asset.endurance_s + 0.01, "{pattern}");
            assert!(run_m / asset.search_mps <= 4.0 * 3_600.0 + 0.01);
        }
    }
}

#[test]
fn without_a_track_the_line_lies_across_the_drift() {
    let mut task = task("barrier-linear", vec![vessel(1)]);
    (task.datum.drift_east_mps, task.datum.drift_north_mps) = (0.3, 0.3);
    let line = plan(&task).unwrap().assets[0].area.clone();
    assert!(((line[1] - line[0]).course_deg() % 180.0 - 135.0).abs() < 1e-6, "{line:?}");
    assert!(((line[1] - line[0]).length() - 3_000.0).abs() < 1e-6, "3 error radii");
    task.area = vec![at(-4_000.0, 0.0), at(0.0, -4_000.0), at(4_000.0, 0.0), at(0.0, 4_000.0)];
    let line = plan(&task).unwrap().assets[0].area.clone();
    assert!(((line[1] - line[0]).length() - 4_000.0 * core::f64::consts::SQRT_2).abs() < 1.0, "{line:?}");
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |change: &dyn Fn(&mut Task)| {
        let mut task = channel("barrier-linear", &[], vec![vessel(7)]);
        change(&mut task);
        format!("{:?}", plan(&task).unwrap_err())
    };
    assert!(refused(&|t| t.params[0].key = "speed".into()).contains("`speed`"));
    assert!(refused(&|t| t.params[1].value = 90.0).contains("along the barrier"));
    assert!(refused(&|t| t.track.truncate(1)).contains("two places"));
    assert!(refused(&|t| t.track = vec![at(0.0, 0.0), at(20.0, 0.0)]).contains("shorter"));
    assert!(refused(&|t| t.track[0].east_m = f64::NAN).contains("track"));
    assert!(refused(&|t| t.assets.clear()).contains("assets"));
    assert!(refused(&|t| t.assets[0].endurance_s = 0.0).contains("Infeasible"));
    assert!(refused(&|t| t.assets[0].sweep_width_m = 0.0).contains("Infeasible"));
    assert!(refused(&|t| t.assets[0].search_mps = 0.0).contains("unit 7"));
}

/// Lines, speeds and craft out of proportion: a plan with finite numbers, or a refusal.
#[test]
fn extremes_are_planned_or_refused() {
    let mut random = Random::new(5, 0, 0);
    let mut planned = 0;
    for case in 0..400 {
        let size = |random: &mut Random| libm::pow(10.0, random.between(0.0, 6.5));
        let assets = (0..1 + case % 5).map(|id| Asset {
            start: at(size(&mut random), size(&mut random)),
            sweep_width_m: size(&mut random),
            endurance_s: 10.0 * size(&mut random),
            search_mps: size(&mut random) / 1_000.0 + 0.2,
            ..vessel(id)
        });
        let assets: Vec<Asset> = assets.collect();
        let mut task = task(BarrierPatrol::patterns()[case as usize % 2], assets);
        let places = [0, 2, 5][case as usize % 3];
        task.track = (0..places).map(|_| at(size(&mut random), -size(&mut random))).collect();
        task.max_legs = [1, 50, u32::MAX][case as usize % 3];
        task.params = vec![Param { key: "object_speed_mps".into(), value: random.between(0.0, 10.0) }];
        if let Ok(plan) = plan(&task) {
            planned += 1;
            let finite =
                plan.assets.iter().flat_map(stops).all(|stop| stop.east_m.is_finite() && stop.north_m.is_finite());
            assert!(finite && plan.assets.iter().all(|own| own.spacing_m.is_finite()), "{case}");
        }
    }
    assert!(planned > 50, "{planned} of 400 planned");
}
