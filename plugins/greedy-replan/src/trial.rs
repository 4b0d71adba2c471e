//! The walk goes where the probability is, keeps apart and comes home; replanning follows the picture.

use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::testing::{asset, drone, task};
use sarex_plugin_sdk::{Asset, AssetPlan, Grid, Param, Params, PlanError, Planner, Progress, SearchPlan, Task, Vec2};

use crate::GreedyReplan;
use crate::apart::Run;

const SIDE: u32 = 20;
const CELL_M: f64 = 600.0;

fn at(east_m: f64, north_m: f64) -> Vec2 {
    Vec2::new(east_m, north_m)
}

/// A map of 12 by 12 km from the heights of two hills, south-west and north-east, that sum to 0.9.
fn map(south_west: f64, north_east: f64) -> Grid {
    let hill = |place: Vec2, centre: Vec2| libm::exp(-(place - centre).dot(place - centre) / (2.0 * 1_500.0 * 1_500.0));
    let origin = at(-6_000.0, -6_000.0);
    let value = |cell: u32| {
        let place = origin + at(f64::from(cell % SIDE) + 0.5, f64::from(cell / SIDE) + 0.5) * CELL_M;
        south_west * hill(place, at(-3_000.0, -3_000.0)) + north_east * hill(place, at(3_000.0, 3_000.0)) + 1e-4
    };
    let raw: Vec<f64> = (0..SIDE * SIDE).map(value).collect();
    let sum: f64 = raw.iter().sum();
    let values = raw.iter().map(|value| (value / sum * 0.9) as f32).collect();
    Grid { origin, cell_m: CELL_M, cols: SIDE, rows: SIDE, values }
}

fn craft(id: u32) -> Asset {
    Asset { endurance_s: 4_500.0, ..drone(id) }
}

fn asked(assets: Vec<Asset>, poc: Grid) -> Task {
    let mut task = task("greedy-replan", assets);
    task.poc = Some(poc);
    task
}

fn planner() -> GreedyReplan {
    GreedyReplan::configure(&Params::default()).unwrap()
}

/// The runs of a plan from the commence search point, from the time of arrival there.
fn runs(asset: &Asset, own: &AssetPlan) -> Vec<Run> {
    let mut here = own.commence;
    let mut time_s = (here - asset.start).length() / asset.cruise_mps;
    let run = |leg: &sarex_plugin_sdk::PlannedLeg| {
        let run =
            Run { from_s: time_s, to_s: time_s + (leg.to - here).length() / leg.speed_mps, from: here, to: leg.to };
        (here, time_s) = (run.to, run.to_s);
        run
    };
    own.legs.iter().map(run).collect()
}

fn place(runs: &[Run], time_s: f64) -> Option<Vec2> {
    let run = runs.iter().find(|run| (run.from_s..=run.to_s).contains(&time_s))?;
    let share = (time_s - run.from_s) / (run.to_s - run.from_s).max(1e-9);
    Some(run.from + (run.to - run.from) * share)
}

/// The probability left after the craft ran to `until_s`, reckoned apart from the planner: along every metre by the law
/// of random search.
fn searched(grid: &Grid, assets: &[Asset], plan: &SearchPlan, until_s: f64) -> Grid {
    let mut left: Vec<f64> = grid.values.iter().map(|value| f64::from(*value)).collect();
    for own in &plan.assets {
        let asset = assets.iter().find(|asset| asset.id == own.asset).unwrap();
        let runs = runs(asset, own);
        let mut time_s = 0.0;
        while time_s < until_s {
            if let Some(place) = place(&runs, time_s) {
                let off = (place - grid.origin) * (1.0 / grid.cell_m);
                if off.east_m >= 0.0 && off.north_m >= 0.0 && off.east_m < 20.0 && off.north_m < 20.0 {
                    let cell = off.north_m as usize * 20 + off.east_m as usize;
                    left[cell] *= libm::exp(-asset.sweep_width_m * asset.search_mps / (grid.cell_m * grid.cell_m));
                }
            }
            time_s += 1.0;
        }
    }
    let values = left.iter().map(|left| *left as f32).collect();
    Grid { values, ..grid.clone() }
}

/// Where the craft of a plan stand, and the task then.
fn later(task: &Task, plan: &SearchPlan, time_s: f64, poc: Grid) -> (Task, Vec<Progress>) {
    let mut then = Task { time_s, poc: Some(poc), ..task.clone() };
    let mut now = Vec::new();
    for own in &plan.assets {
        let asset = then.assets.iter_mut().find(|asset| asset.id == own.asset).unwrap();
        let runs = runs(asset, own);
        let leg = runs.iter().filter(|run| run.to_s <= time_s).count() as u32;
        let at = place(&runs, time_s).unwrap_or(if leg == 0 { asset.start } else { runs[runs.len() - 1].to });
        (asset.start, asset.endurance_s) = (at, asset.endurance_s - time_s);
        now.push(Progress { asset: own.asset, leg, at, endurance_s: asset.endurance_s });
    }
    (then, now)
}

fn found(grid: &Grid, assets: &[Asset], plan: &SearchPlan) -> f64 {
    let sum = |grid: &Grid| grid.values.iter().map(|value| f64::from(*value)).sum::<f64>();
    sum(grid) - sum(&searched(grid, assets, plan, 20_000.0))
}

#[test]
fn the_walk_goes_where_the_probability_is() {
    let task = asked(vec![craft(1)], map(1.0, 0.1));
    let plan = planner().plan(&task).unwrap();
    let likely = |place: Vec2| (place - at(-3_000.0, -3_000.0)).length() < 3_500.0;
    assert!(plan.assets[0].legs.iter().all(|leg| likely(leg.to)), "{:?}", plan.assets[0].legs);
    let pos = found(task.poc.as_ref().unwrap(), &task.assets, &plan);
    let noted: f64 = plan.note[4..8].parse().unwrap();
    assert!((noted - pos).abs() < 0.03, "found {pos}, note: {}", plan.note);
}

/// In the same time two craft find more than one, and looking ahead does not harm.
#[test]
fn more_craft_and_farther_looks_find_more() {
    let grid = map(1.0, 1.0);
    let pos = |count: u32, look_ahead: f64| {
        let mut task = asked((1..=count).map(craft).collect(), grid.clone());
        task.params = vec![Param { key: "look_ahead".into(), value: look_ahead }];
        found(&grid, &task.assets, &planner().plan(&task).unwrap())
    };
    assert!(pos(2, 3.0) > 1.5 * pos(1, 3.0), "{} {}", pos(2, 3.0), pos(1, 3.0));
    assert!(pos(1, 4.0) > 0.95 * pos(1, 1.0), "{} {}", pos(1, 4.0), pos(1, 1.0));
}

#[test]
fn craft_keep_apart_and_come_home() {
    for separation_m in [0.0, 1_500.0] {
        let mut task = asked((1..=4).map(craft).collect(), map(1.0, 0.8));
        task.params = vec![Param { key: "separation_m".into(), value: separation_m }];
        let plan = planner().plan(&task).unwrap();
        assert_eq!(plan.assets.len(), 4, "{}", plan.note);
        let runs: Vec<Vec<Run>> = task.assets.iter().zip(&plan.assets).map(|(asset, own)| runs(asset, own)).collect();
        let least_m = if separation_m > 0.0 { separation_m } else { plan.assets[0].spacing_m };
        for time_s in (0..4_500).map(f64::from) {
            let places: Vec<Vec2> = runs.iter().filter_map(|runs| place(runs, time_s)).collect();
            for (index, a) in places.iter().enumerate() {
                for b in &places[index + 1..] {
                    assert!((*a - *b).length() > 0.99 * least_m, "{} m at {time_s} s", (*a - *b).length());
                }
            }
        }
        for (asset, runs) in task.assets.iter().zip(&runs) {
            let last = runs.last().unwrap();
            let home_s = last.to_s + (asset.base - last.to).length() / asset.cruise_mps;
            assert!(home_s <= asset.endurance_s + 0.01, "{home_s}");
            assert!(home_s > asset.endurance_s - 300.0, "the time is used: {home_s}");
        }
    }
}

#[test]
fn an_unchanged_picture_keeps_the_plan() {
    for (count, hills) in [(1, (1.0, 0.3)), (2, (1.0, 0.8)), (3, (0.5, 1.0))] {
        let task = asked((1..=count).map(craft).collect(), map(hills.0, hills.1));
        let plan = planner().plan(&task).unwrap();
        for time_s in [0.0, 900.0, 1_800.0] {
            let left = searched(task.poc.as_ref().unwrap(), &task.assets, &plan, time_s);
            let (then, now) = later(&task, &plan, time_s, left);
            let kept = planner().replan(&then, &plan, &now).unwrap();
            assert!(kept.is_none(), "{count} craft after {time_s} s: {}", kept.unwrap().note);
        }
    }
}

#[test]
fn a_new_picture_makes_a_new_plan_from_where_the_craft_are() {
    let task = asked(vec![craft(1), craft(2)], map(1.0, 0.05));
    let plan = planner().plan(&task).unwrap();
    // The hill where they fly turns out empty: all is at the other one.
    let (then, now) = later(&task, &plan, 900.0, map(0.0, 1.0));
    let renewed = planner().replan(&then, &plan, &now).unwrap().unwrap();
    assert_eq!(renewed.assets.len(), 2);
    for (own, progress) in renewed.assets.iter().zip(&now) {
        assert_eq!((own.asset, own.commence), (progress.asset, progress.at));
        let far = own.legs.iter().skip(2).filter(|leg| (leg.to - at(3_000.0, 3_000.0)).length() < 4_500.0).count();
        assert!(far + 4 >= own.legs.len(), "{:?}", own.legs);
        let asset = then.assets.iter().find(|asset| asset.id == own.asset).unwrap();
        let run_s: f64 = runs(asset, own).iter().map(|run| run.to_s - run.from_s).sum();
        let home_s = (asset.base - own.legs[own.legs.len() - 1].to).length() / asset.cruise_mps;
        assert!(run_s + home_s <= progress.endurance_s + 0.01, "{run_s} {home_s}");
    }
    // With a hysteresis that no plan can meet it is kept all the same.
    let little = map(1.0, 0.4);
    let stubborn = Task { params: vec![Param { key: "hysteresis".into(), value: 2.0 }], poc: Some(little), ..then };
    assert_eq!(planner().replan(&stubborn, &plan, &now), Ok(None));
}

#[test]
fn a_drawn_area_bounds_the_walk() {
    let mut task = asked(vec![craft(1)], map(1.0, 1.0));
    task.area = vec![at(0.0, 0.0), at(6_000.0, 0.0), at(6_000.0, 6_000.0), at(0.0, 6_000.0)];
    let plan = planner().plan(&task).unwrap();
    assert!(plan.assets[0].legs.iter().all(|leg| leg.to.east_m > 0.0 && leg.to.north_m > 0.0));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |change: &dyn Fn(&mut Task)| {
        let mut task = asked(vec![craft(7)], map(1.0, 1.0));
        change(&mut task);
        format!("{:?}", planner().plan(&task).unwrap_err())
    };
    assert_eq!(refused(&|t| t.poc = None), "PlanError::NeedsPoc");
    assert!(refused(&|t| t.params = vec![Param { key: "horizon".into(), value: 1.0 }]).contains("`horizon`"));
    assert!(refused(&|t| t.assets.clear()).contains("assets"));
    assert!(refused(&|t| t.assets[0].sweep_width_m = 0.0).contains("Infeasible"));
    assert!(refused(&|t| t.assets[0].endurance_s = 30.0).contains("Infeasible"));
    assert!(refused(&|t| t.assets[0].start.east_m = f64::NAN).contains("unit 7"));
    assert!(refused(&|t| t.assets.push(craft(7))).contains("twice"));
    assert!(refused(&|t| t.poc = Some(Grid { values: vec![0.0; 400], ..map(1.0, 1.0) })).contains("no probability"));
    assert!(refused(&|t| t.poc = Some(Grid { rows: 7, ..map(1.0, 1.0) })).contains("poc"));
    let task = asked(vec![craft(1)], map(1.0, 1.0));
    let plan = planner().plan(&task).unwrap();
    let lost = Progress { asset: 1, leg: 0, at: at(f64::NAN, 0.0), endurance_s: 1.0 };
    assert!(matches!(planner().replan(&task, &plan, &[lost]), Err(PlanError::BadInput(_))));
    assert_eq!(planner().replan(&task, &plan, &[]), Ok(None));
}

/// Cells, sweep widths, endurances and distances out of proportion: a plan with finite numbers, or a refusal.
#[test]
fn extremes_are_planned_or_refused() {
    let mut random = Random::new(5, 0, 0);
    let mut planned = 0;
    for case in 0..60 {
        let size = |random: &mut Random| libm::pow(10.0, random.between(0.0, 5.0));
        let assets: Vec<Asset> = (0..1 + case % 4)
            .map(|id| Asset {
                start: at(size(&mut random), size(&mut random)),
                sweep_width_m: size(&mut random),
                turn_radius_m: size(&mut random) / 100.0,
                endurance_s: 10.0 * size(&mut random),
                search_mps: 1.0 + size(&mut random) / 1_000.0,
                ..if id == 1 { asset(id) } else { craft(id) }
            })
            .collect();
        let (cols, rows) = (1 + random.between(0.0, 60.0) as u32, 1 + random.between(0.0, 60.0) as u32);
        let values = (0..cols * rows).map(|_| random.unit() as f32 / (cols * rows) as f32).collect();
        let cell_m = 10.0 + size(&mut random);
        let grid = Grid { origin: at(-size(&mut random), 0.0), cell_m, cols, rows, values };
        let mut task = asked(assets, grid);
        task.max_legs = [1, 100, u32::MAX][case as usize % 3];
        if let Ok(plan) = planner().plan(&task) {
            planned += 1;
            let legs = plan.assets.iter().flat_map(|own| &own.legs);
            assert!(legs.into_iter().all(|leg| leg.to.east_m.is_finite() && leg.to.north_m.is_finite()), "{case}");
            assert!(plan.assets.iter().all(|own| own.legs.len() <= task.max_legs as usize));
        }
    }
    assert!(planned > 20, "{planned} of 60 planned");
}
