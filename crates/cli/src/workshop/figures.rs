//! What a planned search is worth on its task: track, time, coverage, POD and POS.
//!
//! Coverage is effort over area, POD follows from it by the inverse-cube law; POS adds up the detection potential along
//! the relative track at every cell of the probability map, which drifts with the object: the engine's own law.

use sarex_desk::Amount;
use sarex_model::{
    detection::{pass_potential, probability},
    pod::inverse_cube,
    position::Vec2,
};
use sarex_sim::decision::{AssetPlan, PlannedSearch, PocGrid, SearchAsset, SearchTask};

/// A straight piece of a unit's way, and when it is run.
struct Run {
    from: Vec2,
    to: Vec2,
    start_s: f64,
    end_s: f64,
    searching: bool,
}

/// The figures of a plan, as the desk writes them.
pub fn of(task: &SearchTask, planned: &PlannedSearch) -> Vec<(String, Amount)> {
    let offered = |part: &AssetPlan| task.assets.iter().find(|a| a.id == part.asset).cloned();
    let part_of = |part: &AssetPlan| {
        let asset = offered(part)?;
        let runs = runs(&asset, part);
        Some((asset, runs))
    };
    let parts: Vec<(SearchAsset, Vec<Run>)> = planned.assets.iter().filter_map(part_of).collect();
    let track_m: f64 = parts.iter().map(|(_, runs)| searched_m(runs)).sum();
    let swept_m2: f64 = parts.iter().map(|(asset, runs)| searched_m(runs) * asset.sweep_width_m).sum();
    let searching_s = |runs: &[Run]| runs.iter().filter(|r| r.searching).map(|r| r.end_s - r.start_s).sum::<f64>();
    let time_s = parts.iter().map(|(_, runs)| searching_s(runs)).fold(0.0, f64::max);
    let used = |(asset, runs): &(SearchAsset, Vec<Run>)| runs.last().map(|run| run.end_s / asset.endurance_s.max(1.0));
    let legs: usize = planned.assets.iter().map(|part| part.legs.len()).sum();
    let mut figures = vec![
        ("script-pattern", Amount::Text(planned.name.clone())),
        ("script-units", Amount::Count(parts.len() as u64)),
        ("script-legs", Amount::Count(legs as u64)),
        ("script-track", Amount::Metres(track_m)),
        ("script-time", Amount::Seconds(time_s)),
        ("script-endurance", Amount::Share(parts.iter().filter_map(used).fold(0.0, f64::max))),
    ];
    if let Some(spacing_m) = planned.assets.iter().map(|part| part.spacing_m).find(|m| *m > 0.0) {
        figures.push(("script-spacing", Amount::Metres(spacing_m)));
    }
    if let Some(area_m2) = area_m2(task, planned, &parts) {
        let coverage = swept_m2 / area_m2;
        figures.push(("script-area", Amount::SquareMetres(area_m2)));
        figures.push(("script-coverage", Amount::Number(coverage)));
        figures.push(("script-pod", Amount::Share(inverse_cube(coverage))));
    }
    if let Some(grid) = &task.poc {
        figures.push(("script-pos", Amount::Share(pos(task, grid, &parts))));
    }
    if !planned.note.is_empty() {
        figures.push(("script-note", Amount::Text(planned.note.clone())));
    }
    figures.into_iter().map(|(key, amount)| (key.to_owned(), amount)).collect()
}

/// The way to the commence search point and along the legs.
fn runs(asset: &SearchAsset, part: &AssetPlan) -> Vec<Run> {
    let way_s = |from: Vec2, to: Vec2, mps: f64| (to - from).length() / mps.max(0.1);
    let mut at = asset.start;
    let mut now_s = 0.0;
    let mut run = |to: Vec2, mps: f64, searching: bool| {
        let end_s = now_s + way_s(at, to, mps);
        let run = Run { from: at, to, start_s: now_s, end_s, searching };
        (at, now_s) = (to, end_s);
        run
    };
    let mut all = vec![run(part.commence, asset.cruise_mps, false)];
    let cruise = |mps: f64| if mps > 0.0 { mps } else { asset.cruise_mps };
    all.extend(part.legs.iter().map(|leg| run(leg.to, cruise(leg.speed_mps), leg.sensor_on)));
    all
}

fn searched_m(runs: &[Run]) -> f64 {
    runs.iter().filter(|run| run.searching).map(|run| (run.to - run.from).length()).sum()
}

/// The area that the plan names, else the task's, else that round the searched legs: their convex hull, grown on all
/// sides by half the track spacing.
fn area_m2(task: &SearchTask, planned: &PlannedSearch, parts: &[(SearchAsset, Vec<Run>)]) -> Option<f64> {
    let named = planned.assets.iter().map(|part| polygon_m2(&part.area)).sum();
    let round_legs = || {
        let grown = |(part, (asset, runs)): (&AssetPlan, &(SearchAsset, Vec<Run>))| {
            let spacing_m = if part.spacing_m > 0.0 { part.spacing_m } else { asset.sweep_width_m };
            round_m2(runs, 0.5 * spacing_m)
        };
        planned.assets.iter().zip(parts).map(grown).sum()
    };
    let areas = [named, polygon_m2(&task.area)].into_iter().find(|area| *area > 0.0);
    areas.or_else(|| Some(round_legs())).filter(|area| *area > 0.0)
}

/// Steiner's formula for a convex hull grown by `by_m`: area, perimeter and a whole circle at its corners.
fn round_m2(runs: &[Run], by_m: f64) -> f64 {
    let searched = runs.iter().filter(|run| run.searching);
    let hull = hull(searched.flat_map(|run| [run.from, run.to]).collect());
    if hull.is_empty() {
        return 0.0;
    }
    let next = hull.iter().cycle().skip(1);
    let perimeter_m: f64 = hull.iter().zip(next).map(|(a, b)| (*b - *a).length()).sum();
    polygon_m2(&hull) + perimeter_m * by_m + std::f64::consts::PI * by_m * by_m
}

/// Convex hull (Andrew's monotone chain), anticlockwise.
fn hull(mut points: Vec<Vec2>) -> Vec<Vec2> {
    points.sort_by(|a, b| a.east_m.total_cmp(&b.east_m).then(a.north_m.total_cmp(&b.north_m)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let half = |points: &mut dyn Iterator<Item = Vec2>| {
        let mut chain: Vec<Vec2> = Vec::new();
        for point in points {
            while let [.., a, b] = chain[..]
                && (b.east_m - a.east_m) * (point.north_m - a.north_m)
                    <= (b.north_m - a.north_m) * (point.east_m - a.east_m)
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut whole = half(&mut points.iter().copied());
    whole.extend(half(&mut points.iter().rev().copied()));
    whole
}

/// The surveyor's formula.
fn polygon_m2(corners: &[Vec2]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    let twice: f64 = corners.iter().zip(next).map(|(a, b)| a.east_m * b.north_m - b.east_m * a.north_m).sum();
    0.5 * twice.abs()
}

/// Probability of success: containment times detection over the map.
fn pos(task: &SearchTask, grid: &PocGrid, parts: &[(SearchAsset, Vec<Run>)]) -> f64 {
    let cols = grid.cols.max(1) as usize;
    let cell = |index: usize| Vec2 {
        east_m: grid.origin.east_m + grid.cell_m * ((index % cols) as f64 + 0.5),
        north_m: grid.origin.north_m + grid.cell_m * ((index / cols) as f64 + 0.5),
    };
    let seen = |at: Vec2| {
        let looks = parts.iter().flat_map(|(asset, runs)| runs.iter().map(move |run| (asset, run)));
        let potential: f64 = looks
            .filter(|(_, run)| run.searching)
            .map(|(asset, run)| {
                let object = |time_s: f64| at + task.drift_mps * time_s;
                let (from, to) = (object(run.start_s) - run.from, object(run.end_s) - run.to);
                pass_potential(asset.sweep_width_m, from, to, task.visibility_m)
            })
            .sum();
        probability(potential)
    };
    let inside = grid.values.iter().enumerate().filter(|(_, poc)| **poc > 0.0);
    inside.map(|(index, poc)| f64::from(*poc) * seen(cell(index))).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use sarex_model::position::Position;
    use sarex_sim::decision::PlannedLeg;

    use super::*;
    use crate::workshop::sample;

    /// One unit over a square of 10 km on tracks 2 km apart, its sweep width 1 km.
    fn swept() -> (SearchTask, PlannedSearch) {
        let mut task = sample::task(Position::new(37.0, 131.0));
        task.drift_mps = Vec2::ZERO;
        task.assets[0].sweep_width_m = 1_000.0;
        let corner = |e: f64, n: f64| Vec2::new(e * 5_000.0, n * 5_000.0);
        let leg = |to| PlannedLeg { to, speed_mps: 10.0, alt_m: 0.0, sensor_on: true };
        let ends = (0..5).flat_map(|lane| {
            let east_m = -4_000.0 + 2_000.0 * f64::from(lane);
            let (a, b) = (Vec2::new(east_m, -5_000.0), Vec2::new(east_m, 5_000.0));
            if lane % 2 == 0 { [a, b] } else { [b, a] }
        });
        let ends: Vec<Vec2> = ends.collect();
        let part = AssetPlan {
            asset: task.assets[0].id,
            commence: ends[0],
            legs: ends[1..].iter().map(|to| leg(*to)).collect(),
            spacing_m: 2_000.0,
            area: vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)],
        };
        (task, PlannedSearch { name: "swept".into(), assets: vec![part], note: String::new() })
    }

    fn figure(figures: &[(String, Amount)], key: &str) -> f64 {
        match figures.iter().find(|(k, _)| k == key).map(|(_, amount)| amount) {
            Some(Amount::Share(v) | Amount::Number(v) | Amount::Metres(v) | Amount::SquareMetres(v)) => *v,
            other => panic!("{key}: {other:?}"),
        }
    }

    /// 58 km of track (five lanes and four ways across) with 1 km sweep width over 100 km2.
    #[test]
    fn coverage_is_effort_over_area() {
        let (task, plan) = swept();
        let figures = of(&task, &plan);
        assert!((figure(&figures, "script-track") - 58_000.0).abs() < 1e-6);
        assert!((figure(&figures, "script-area") - 1e8).abs() < 1.0);
        assert!((figure(&figures, "script-coverage") - 0.58).abs() < 1e-9);
        assert!((figure(&figures, "script-pod") - inverse_cube(0.58)).abs() < 1e-12);
    }

    /// A map that lies wholly inside and is flat: POS is the POD of lanes that go on past the cells, W/S = 0.5.
    #[test]
    fn pos_of_a_flat_map_is_the_pod_of_its_lanes() {
        let (mut task, plan) = swept();
        task.visibility_m = 50_000.0;
        let values = vec![1.0 / 400.0; 400];
        task.poc = Some(PocGrid { origin: Vec2::new(-1_000.0, -1_000.0), cell_m: 100.0, cols: 20, rows: 20, values });
        let pos = figure(&of(&task, &plan), "script-pos");
        assert!((pos - inverse_cube(0.5)).abs() < 0.02, "{pos} against {}", inverse_cube(0.5));
    }

    /// Without a named area: a hull of 8 by 10 km grown by 1 km, 80 + 36 + pi km2.
    #[test]
    fn an_area_that_nobody_names_is_that_round_the_legs() {
        let (mut task, mut plan) = swept();
        task.area.clear();
        plan.assets[0].area.clear();
        let area = figure(&of(&task, &plan), "script-area");
        assert!((area - (116.0 + std::f64::consts::PI) * 1e6).abs() < 1.0, "{area}");
    }

    /// A sensor that is off, and a map somewhere else, find nothing.
    #[test]
    fn nothing_is_found_without_looking() {
        let (task, mut plan) = swept();
        for leg in &mut plan.assets[0].legs {
            leg.sensor_on = false;
        }
        let figures = of(&task, &plan);
        assert_eq!((figure(&figures, "script-pos"), figure(&figures, "script-coverage")), (0.0, 0.0));
    }
}
