//! How well a unit kept to its planned legs.

use sarex_model::position::{LocalFrame, Position, Vec2};
use sarex_sim::{
    event::What,
    view::{Activity, PlanPart},
};

use crate::history::History;

/// A search as run against the search as planned, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Followed {
    /// Mean distance between neighbouring parallel legs as run; none for patterns without such legs.
    pub spacing_m: Option<f64>,
    /// Root mean square distance from the nearest planned leg.
    pub off_track_m: f64,
}

/// Points of a unit's track while it searched under a plan.
pub(super) fn searched(history: &History, unit: u32, plan: u32) -> Vec<Position> {
    let (begin, end) = span(history, unit, plan);
    let points = history.tracks.iter().filter(|t| t.unit == unit).flat_map(|t| &t.points);
    points.filter(|p| p.activity == Activity::Searching && (begin..=end).contains(&p.tick)).map(|p| p.at).collect()
}

/// First and last tick at which a unit was busy with a plan.
pub(super) fn span(history: &History, unit: u32, plan: u32) -> (u64, u64) {
    let made = history.plans.iter().find(|p| p.plan == plan).map_or(0, |p| p.made_tick);
    let next = history.plans.iter().filter(|p| p.made_tick > made && p.parts.iter().any(|part| part.unit == unit));
    let replaced = next.map(|p| p.made_tick).min().unwrap_or(history.ticks);
    let mut span = (made, replaced);
    for event in &history.events {
        match event.what {
            What::SearchStarted { unit: u, plan: p } if (u, p) == (unit, plan) => span.0 = event.tick,
            What::SearchDone { unit: u, plan: p } if (u, p) == (unit, plan) => span.1 = event.tick,
            _ => {}
        }
    }
    span
}

struct Leg {
    from: Vec2,
    along: Vec2,
    length_m: f64,
    /// Sum and number of the sideways places (in the first leg's frame) of the points run on it.
    sideways: (f64, u32),
}

/// Compares a track with the legs of a plan; none when there is nothing to compare.
pub(super) fn followed(part: &PlanPart, track: &[Position]) -> Option<Followed> {
    let frame = LocalFrame::new(*part.points.first()?);
    let corners: Vec<Vec2> = part.points.iter().map(|p| frame.to_local(*p)).collect();
    let mut legs: Vec<Leg> = corners
        .windows(2)
        .map(|pair| (pair[0], pair[1] - pair[0]))
        .filter(|(_, run)| run.length() > 1.0)
        .map(|(from, run)| Leg { from, along: run * (1.0 / run.length()), length_m: run.length(), sideways: (0.0, 0) })
        .collect();
    let main = legs.iter().max_by(|a, b| a.length_m.total_cmp(&b.length_m))?.along;
    let across = Vec2::new(-main.north_m, main.east_m);
    let mut squares = (0.0, 0_u32);
    for place in track {
        let at = frame.to_local(*place);
        let nearest = legs.iter_mut().min_by(|a, b| off(a, at).total_cmp(&off(b, at)))?;
        let distance = off(nearest, at);
        squares = (squares.0 + distance * distance, squares.1 + 1);
        nearest.sideways = (nearest.sideways.0 + at.dot(across), nearest.sideways.1 + 1);
    }
    if squares.1 == 0 {
        return None;
    }
    Some(Followed {
        spacing_m: spacing(&legs, main, part.spacing_m),
        off_track_m: (squares.0 / f64::from(squares.1)).sqrt(),
    })
}

/// Distance of a place from a leg, metres.
fn off(leg: &Leg, at: Vec2) -> f64 {
    let ahead = (at - leg.from).dot(leg.along).clamp(0.0, leg.length_m);
    (at - leg.from - leg.along * ahead).length()
}

/// Mean distance between neighbouring legs parallel to the main direction, as run.
fn spacing(legs: &[Leg], main: Vec2, planned_m: f64) -> Option<f64> {
    let parallel =
        |leg: &&Leg| leg.along.dot(main).abs() > 0.97 && leg.length_m > 1.5 * planned_m && leg.sideways.1 > 0;
    let run: Vec<f64> = legs.iter().filter(parallel).map(|leg| leg.sideways.0 / f64::from(leg.sideways.1)).collect();
    let gaps: Vec<f64> = run.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four legs of 10 km, 2 km apart, run 100 m off to the north and with legs 2.1 km apart.
    #[test]
    fn spacing_and_distance_off_of_a_parallel_search() {
        let origin = Position::new(36.0, 131.0);
        let frame = LocalFrame::new(origin);
        let place = |east_m, north_m| frame.to_position(Vec2::new(east_m, north_m));
        let (mut points, mut track) = (Vec::new(), Vec::new());
        for leg in 0..4 {
            let north = 2000.0 * f64::from(leg);
            let (a, b) = if leg % 2 == 0 { (0.0, 10_000.0) } else { (10_000.0, 0.0) };
            points.extend([place(a, north), place(b, north)]);
            track.extend((1..10).map(|k| place(f64::from(k) * 1000.0, 2100.0 * f64::from(leg))));
        }
        let part = PlanPart { unit: 0, points, area: vec![], spacing_m: 2000.0, legs_done: 7 };
        let found = followed(&part, &track).unwrap();
        assert!((found.spacing_m.unwrap() - 2100.0).abs() < 1.0, "{found:?}");
        // Off by 0, 100, 200 and 300 m.
        assert!((found.off_track_m - (14.0_f64 / 4.0).sqrt() * 100.0).abs() < 1.0, "{found:?}");
        assert_eq!(followed(&part, &[]), None);
    }
}
