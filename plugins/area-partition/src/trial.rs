//! Parts that cover the area once, shares, ways home, and what is refused.

use sarex_plugin_sdk::geometry::polygon_area_m2;
use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::testing::{asset, drone, task};
use sarex_plugin_sdk::{Asset, AssetPlan, Grid, Param, Params, PlanError, Planner, SearchPlan, Task, Vec2};

use crate::{AreaPartition, polygon};

fn at(east_m: f64, north_m: f64) -> Vec2 {
    Vec2::new(east_m, north_m)
}

fn plan(task: &Task) -> Result<SearchPlan, PlanError> {
    AreaPartition::configure(&Params::default()).unwrap().plan(task)
}

fn fast(id: u32, start: Vec2) -> Asset {
    Asset { start, base: start, cruise_mps: 30.0, search_mps: 25.0, endurance_s: 7_000.0, ..drone(id) }
}

/// A vessel and three drones from different sides.
fn mixed() -> Vec<Asset> {
    vec![
        asset(1),
        fast(2, at(-9_000.0, 0.0)),
        fast(3, at(0.0, 9_000.0)),
        Asset { sweep_width_m: 500.0, ..fast(4, at(9_000.0, -3_000.0)) },
    ]
}

fn bent() -> Vec<Vec2> {
    vec![at(-6_000.0, -4_000.0), at(7_000.0, -5_000.0), at(5_000.0, 0.0), at(8_000.0, 5_000.0), at(-5_000.0, 3_000.0)]
}

/// Likely in the north-east, a little everywhere.
fn map() -> Grid {
    let value = |cell: u32| if cell % 20 >= 12 && cell / 20 >= 12 { 0.010 } else { 0.0008 };
    let values = (0..400).map(value).collect();
    Grid { origin: at(-10_000.0, -10_000.0), cell_m: 1_000.0, cols: 20, rows: 20, values }
}

/// Time away from the base, seconds, and time on scene.
fn times_s(asset: &Asset, own: &AssetPlan) -> (f64, f64) {
    let (mut here, mut searched_s) = (own.commence, 0.0);
    for leg in &own.legs {
        searched_s += (leg.to - here).length() / leg.speed_mps;
        here = leg.to;
    }
    let ways_m = (own.commence - asset.start).length() + (asset.base - here).length();
    (searched_s + ways_m / asset.cruise_mps, searched_s)
}

#[track_caller]
fn check_cover(area: &[Vec2], plan: &SearchPlan) {
    let mut random = Random::new(7, 0, 0);
    for _ in 0..20_000 {
        let place = at(random.between(-9_000.0, 9_000.0), random.between(-6_000.0, 6_000.0));
        let inside = u32::from(polygon::contains(area, place));
        let parts = plan.assets.iter().filter(|own| polygon::contains(&own.area, place)).count() as u32;
        assert_eq!(parts, inside, "{place:?} lies in {parts} parts");
    }
}

#[test]
fn parts_cover_the_area_once() {
    for count in 1..=7 {
        let mut task = task("partition-parallel", (1..=count).map(|id| fast(id, at(-9_000.0, 0.0))).collect());
        task.area = bent();
        let plan = plan(&task).unwrap();
        assert_eq!(plan.assets.len(), count as usize);
        check_cover(&task.area, &plan);
    }
}

#[test]
fn parts_are_as_large_as_what_their_craft_sweep() {
    let mut task = task("partition-parallel", mixed());
    task.area = bent();
    let plan = plan(&task).unwrap();
    check_cover(&task.area, &plan);
    let effort = |(own, asset): (&AssetPlan, &Asset)| {
        let middle = polygon::centroid(&own.area);
        let ways_m = (middle - asset.start).length() + (middle - asset.base).length();
        let on_scene_s = (asset.endurance_s - ways_m / asset.cruise_mps).min(14_400.0);
        asset.sweep_width_m * asset.search_mps * on_scene_s
    };
    let total: f64 = plan.assets.iter().zip(&task.assets).map(effort).sum();
    for pair in plan.assets.iter().zip(&task.assets) {
        let share = polygon_area_m2(&pair.0.area) / polygon_area_m2(&task.area);
        assert!((share / (effort(pair) / total) - 1.0).abs() < 0.03, "unit {}: {share}", pair.1.id);
    }
}

#[test]
fn weighted_parts_hold_equal_probability_for_equal_craft() {
    let craft = (1..=4).map(|id| fast(id, at(-200.0 * f64::from(id), -9_000.0))).collect();
    let mut task = task("partition-weighted", craft);
    task.params = vec![Param { key: "on_scene_s".into(), value: 3_600.0 }];
    assert_eq!(plan(&task), Err(PlanError::NeedsPoc));
    task.poc = Some(map());
    task.area =
        vec![at(-10_000.0, -10_000.0), at(10_000.0, -10_000.0), at(10_000.0, 10_000.0), at(-10_000.0, 10_000.0)];
    let plan = plan(&task).unwrap();
    // Independent of the planner: probability by throwing points.
    let grid = map();
    let mut random = Random::new(11, 0, 0);
    let mut held = [0.0; 4];
    for _ in 0..200_000 {
        let place = at(random.between(-10_000.0, 10_000.0), random.between(-10_000.0, 10_000.0));
        let cell =
            ((place.north_m + 10_000.0) / 1_000.0) as usize * 20 + ((place.east_m + 10_000.0) / 1_000.0) as usize;
        for (own, held) in plan.assets.iter().zip(&mut held) {
            *held += f64::from(grid.values[cell]) * f64::from(u8::from(polygon::contains(&own.area, place)));
        }
    }
    let total: f64 = held.iter().sum();
    for share in held.map(|held| held / total) {
        assert!((share - 0.25).abs() < 0.01, "{held:?}");
    }
    let areas: Vec<f64> = plan.assets.iter().map(|own| polygon_area_m2(&own.area)).collect();
    let spread = areas.iter().copied().fold(0.0, f64::max) / areas.iter().copied().fold(f64::MAX, f64::min);
    assert!(spread > 2.0, "parts where little is likely are large: {areas:?}");
}

#[test]
fn everyone_is_home_in_time() {
    for pattern in AreaPartition::patterns() {
        let mut task = task(pattern, mixed());
        (task.poc, task.spacing_m) = (Some(map()), Some(400.0));
        let plan = plan(&task).unwrap();
        assert_eq!(plan.assets.len(), 4, "{}", plan.note);
        for (own, asset) in plan.assets.iter().zip(&task.assets) {
            let (away_s, searched_s) = times_s(asset, own);
            assert!(away_s <= asset.endurance_s + 0.01 && searched_s <= 14_400.01, "{pattern}: {away_s} {searched_s}");
            assert!(!own.legs.is_empty() && own.legs.len() <= 200);
        }
    }
}

#[test]
fn time_that_is_there_is_used() {
    let mut task = task("partition-parallel", vec![fast(1, at(-9_000.0, 0.0)), fast(2, at(9_000.0, 0.0))]);
    (task.area, task.spacing_m) = (bent(), Some(100.0));
    let plan = plan(&task).unwrap();
    for (own, asset) in plan.assets.iter().zip(&task.assets) {
        let (away_s, _) = times_s(asset, own);
        assert!(away_s > asset.endurance_s - 60.0, "{away_s} of {}", asset.endurance_s);
    }
}

#[test]
fn tracks_keep_inside_their_part_and_apart_from_the_neighbours() {
    let mut task = task("partition-parallel", (1..=5).map(|id| fast(id, at(-9_000.0, 0.0))).collect());
    task.area = vec![at(-6_000.0, -4_000.0), at(6_000.0, -4_000.0), at(6_000.0, 4_000.0), at(-6_000.0, 4_000.0)];
    task.params = vec![Param { key: "separation_m".into(), value: 900.0 }];
    let plan = plan(&task).unwrap();
    let ends: Vec<Vec<Vec2>> = plan.assets.iter().map(|own| along(own, 100.0)).collect();
    for (index, own) in ends.iter().enumerate() {
        assert!(own.iter().all(|place| polygon::contains(&plan.assets[index].area, *place)), "part {index}");
        for other in ends.iter().skip(index + 1).flatten() {
            let least = own.iter().map(|place| (*place - *other).length()).fold(f64::MAX, f64::min);
            assert!(least >= 899.0, "{least} m");
        }
    }
}

/// Places along a craft's legs.
fn along(own: &AssetPlan, step_m: f64) -> Vec<Vec2> {
    let mut here = own.commence;
    let mut places = vec![here];
    for leg in &own.legs {
        let steps = ((leg.to - here).length() / step_m).ceil().max(1.0);
        places.extend((1..=steps as u32).map(|step| here + (leg.to - here) * (f64::from(step) / steps)));
        here = leg.to;
    }
    places
}

#[test]
fn tracks_come_within_half_a_spacing_of_every_place() {
    let mut task = task("partition-parallel", vec![Asset { endurance_s: 50_000.0, ..fast(1, at(-9_000.0, 0.0)) }]);
    (task.area, task.spacing_m) = (bent(), Some(400.0));
    let places = along(&plan(&task).unwrap().assets[0], 50.0);
    let mut random = Random::new(3, 0, 0);
    let (mut inside, mut missed) = (0, 0);
    for _ in 0..2_000 {
        let place = at(random.between(-6_000.0, 8_000.0), random.between(-5_000.0, 5_000.0));
        if polygon::contains(&task.area, place) {
            inside += 1;
            missed += u32::from(places.iter().all(|other| (*other - place).length() > 290.0));
        }
    }
    assert!(inside > 1_000 && missed * 100 <= inside, "{missed} of {inside} missed");
}

#[test]
fn entry_is_the_corner_nearest_to_the_craft() {
    let mut task = task("partition-parallel", vec![fast(1, at(9_000.0, 9_000.0))]);
    (task.area, task.spacing_m) =
        (vec![at(-4_000.0, -2_000.0), at(4_000.0, -2_000.0), at(4_000.0, 2_000.0), at(-4_000.0, 2_000.0)], Some(500.0));
    let commence = plan(&task).unwrap().assets[0].commence;
    assert!((commence - at(3_750.0, 1_750.0)).length() < 1e-6, "{commence:?}");
}

#[test]
fn without_an_area_the_likely_part_of_the_map_is_cut() {
    let mut task = task("partition-parallel", vec![fast(1, at(0.0, 9_000.0)), fast(2, at(9_000.0, 0.0))]);
    task.poc = Some(map());
    task.params = vec![Param { key: "containment".into(), value: 0.6 }];
    let plan = plan(&task).unwrap();
    let likely = |corner: &Vec2| corner.east_m >= 1_999.0 && corner.north_m >= 1_999.0;
    assert!(plan.assets.iter().flat_map(|own| &own.area).all(likely), "{:?}", plan.assets[0].area);
    assert!(plan.note.contains("POC 0.55"), "{}", plan.note);
    (task.poc, task.params) = (None, Vec::new());
    let around = self::plan(&task).unwrap();
    let area_m2: f64 = around.assets.iter().map(|own| polygon_area_m2(&own.area)).sum();
    assert!((area_m2 - 9e6).abs() < 1.0, "a box of 3 error radii a side: {area_m2}");
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |change: &dyn Fn(&mut Task)| {
        let mut task = task("partition-parallel", vec![fast(7, at(-9_000.0, 0.0))]);
        task.area = bent();
        change(&mut task);
        format!("{:?}", plan(&task).unwrap_err())
    };
    let param = |key: &str, value: f64| Param { key: key.into(), value };
    assert!(refused(&|t| t.params = vec![param("on_scene", 1.0)]).contains("`on_scene`"));
    assert!(refused(&|t| t.pattern = "circle".into()).contains("`circle`"));
    assert!(refused(&|t| t.assets.clear()).contains("assets"));
    assert!(refused(&|t| t.max_legs = 0).contains("max-legs"));
    assert!(refused(&|t| t.assets[0].search_mps = f64::NAN).contains("unit 7"));
    assert!(refused(&|t| t.assets.push(fast(7, Vec2::ZERO))).contains("twice"));
    assert!(refused(&|t| t.assets[0].sweep_width_m = 0.0).contains("Infeasible"));
    assert!(refused(&|t| t.assets[0].endurance_s = 0.0).contains("Infeasible"));
    assert!(refused(&|t| (t.assets[0].turn_radius_m, t.spacing_m) = (900.0, Some(600.0))).contains("unit 7"));
    assert!(refused(&|t| t.area = vec![Vec2::ZERO; 5]).contains("area"));
    assert!(refused(&|t| t.area.swap(0, 1)).contains("cross"));
    assert!(refused(&|t| t.area[0].east_m = f64::INFINITY).contains("area"));
    assert!(refused(&|t| t.poc = Some(Grid { values: vec![f32::NAN; 400], ..map() })).contains("poc"));
    assert!(refused(&|t| t.poc = Some(Grid { cols: 7, ..map() })).contains("poc"));
    let crowded = refused(&|t| {
        t.params = vec![param("separation_m", 20_000.0)];
        t.assets.push(fast(8, at(9_000.0, 0.0)));
    });
    assert!(crowded.contains("separation_m"), "{crowded}");
}

/// Tiny, huge, narrow and far areas, and craft out of proportion: a plan with finite numbers, or a refusal.
#[test]
fn extremes_are_planned_or_refused() {
    let mut random = Random::new(5, 0, 0);
    let mut planned = 0;
    for case in 0..400 {
        let size = |random: &mut Random| libm::pow(10.0, random.between(0.0, 7.0));
        let (length_m, width_m) = (size(&mut random), size(&mut random));
        let centre = at(random.between(-1e6, 1e6), random.between(-1e6, 1e6));
        let corner = |e: f64, n: f64| centre + at(e * length_m, n * width_m);
        let craft = (0..1 + case % 6).map(|id| Asset {
            start: centre + at(size(&mut random), size(&mut random)),
            sweep_width_m: size(&mut random),
            turn_radius_m: size(&mut random) / 100.0,
            endurance_s: size(&mut random) * 10.0,
            ..fast(id, centre)
        });
        let mut task = task(AreaPartition::patterns()[case as usize % 2], craft.collect());
        task.area = vec![corner(0.0, 0.0), corner(1.0, 0.1), corner(0.8, 1.0), corner(0.3, 0.2)];
        (task.poc, task.max_legs) = (Some(Grid { origin: centre, ..map() }), u32::MAX);
        if let Ok(plan) = plan(&task) {
            planned += 1;
            let places = plan.assets.iter().flat_map(|own| own.legs.iter().map(|leg| leg.to).chain([own.commence]));
            assert!(places.into_iter().all(|place| place.east_m.is_finite() && place.north_m.is_finite()), "{case}");
        }
    }
    assert!(planned > 50, "{planned} of 400 planned");
}
