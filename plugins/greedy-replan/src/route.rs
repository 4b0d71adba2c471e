//! From runs to legs, and what a route is expected to find.

use sarex_plugin_sdk::Vec2;

use crate::apart::Run;
use crate::craft::Craft;
use crate::map::Map;

/// One leg of a craft's way from now on.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Where it goes.
    pub to: Vec2,
    /// Speed, m/s.
    pub speed_mps: f64,
    /// Sensors search on it.
    pub search: bool,
}

/// Where the runs turn, and where the last one ends.
pub fn corners(runs: &[Run]) -> Vec<Vec2> {
    let turned = runs.windows(2).filter(|pair| turns(&pair[0], &pair[1])).map(|pair| pair[0].to);
    turned.chain(runs.last().map(|run| run.to)).collect()
}

/// One run does not go on straight from the other.
pub fn turns(before: &Run, after: &Run) -> bool {
    let (before, after) = (before.to - before.from, after.to - after.from);
    before.starboard(after).abs() > 1e-6 * before.length() * after.length() || before.dot(after) < 0.0
}

/// How long the ways take, seconds.
pub fn lasts_s(from: Vec2, ways: &[Way]) -> f64 {
    let starts = [from].into_iter().chain(ways.iter().map(|way| way.to));
    starts.zip(ways).map(|(from, way)| (way.to - from).length() / way.speed_mps).sum()
}

/// What the craft are expected to find until `until_s`, each while its endurance lasts with the way home.
pub fn success(mut map: Map, craft: &[Craft], routes: &[Vec<Way>], until_s: f64) -> f64 {
    let mut found = 0.0;
    for (own, ways) in craft.iter().zip(routes) {
        let (mut at, mut time_s) = (own.at, 0.0);
        for way in ways {
            let lasts_s = (way.to - at).length() / way.speed_mps;
            let share = if time_s + lasts_s > until_s { ((until_s - time_s) / lasts_s).max(0.0) } else { 1.0 };
            let home_s = (own.asset.base - way.to).length() / own.asset.cruise_mps;
            if time_s + lasts_s * share + home_s > own.endurance_s {
                break;
            }
            if way.search {
                found += map.search(own.asset.sweep_width_m, at, at + (way.to - at) * share);
            }
            if share < 1.0 {
                break;
            }
            (at, time_s) = (way.to, time_s + lasts_s);
        }
    }
    found
}
