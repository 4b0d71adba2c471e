//! A plan run in a case: what is found, when, and what is wrong with the plan.
//!
//! Units and places of the object move at the same time. Each look adds detection potential along the relative track, as
//! in the exercise engine; the probability of success is the expected share of the places that is detected, no dice.

use sarex_model::detection;
use sarex_model::position::Vec2;
use sarex_sim::decision::{AssetPlan, PlannedSearch, SearchAsset, SearchTask};

use super::area;
use super::case::{Case, Element};
use super::track::{Piece, Track};

/// Parts that the time of a search is cut into for its course.
const STEPS: usize = 48;
/// Places on a leg at which it is asked whether it lies in its area.
const PROBES: u32 = 8;

/// What a plan is worth in one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Probability of success: the share of the probability detected.
    pub pos: f64,
    /// Probability of detection of what lies in the searched area when its search commences; none: nothing does.
    pub pod: Option<f64>,
    /// Sweep width times length searched over the area searched; none: no area.
    pub coverage: Option<f64>,
    /// Time at which half of the probability of success is reached, seconds; none: nothing is found.
    pub half_s: Option<f64>,
    /// Share of the searching legs outside the area; none: no area was given, by the task or by the plan.
    pub outside: Option<f64>,
    /// Legs that end inside the unit's turning circle.
    pub tight_turns: u32,
    /// Legs planned faster than the unit goes or searches.
    pub too_fast: u32,
    /// Most that a unit's plan needs beyond its endurance, seconds.
    pub over_endurance_s: f64,
    /// Units that broke off to come home.
    pub broke_off: u32,
}

/// A plan as it was run.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// What it is worth.
    pub marks: Marks,
    /// One a part of the plan, in its order.
    pub tracks: Vec<Track>,
    /// Corners of the area that each part searches, in the plan's order.
    pub areas: Vec<Vec<Vec2>>,
}

impl Flight {
    /// Runs a plan for `task` of `case`. Parts for units that the task does not name are passed over.
    pub fn of(case: &Case, task: &SearchTask, plan: &PlannedSearch) -> Self {
        let known = |id: u32| task.assets.iter().find(|asset| asset.id == id);
        let parts: Vec<_> = plan.assets.iter().filter_map(|part| Some((known(part.asset)?, part))).collect();
        let tracks: Vec<Track> = parts.iter().map(|(asset, part)| Track::of(asset, part)).collect();
        let areas: Vec<Vec<Vec2>> = parts.iter().map(|(_, part)| area::searched(part)).collect();
        let widths_m: Vec<f64> = parts.iter().map(|(asset, _)| asset.sweep_width_m).collect();
        let search = Search::of(&case.elements, &tracks, &widths_m, task.visibility_m);
        let swept_m2: f64 = tracks.iter().zip(&widths_m).map(|(track, width_m)| track.searched_m() * width_m).sum();
        let area_m2 = area::union_m2(&areas);
        let marks = Marks {
            pos: search.pos(),
            pod: search.pod_inside(&case.elements, &tracks, &areas),
            coverage: (area_m2 > 0.0).then(|| swept_m2 / area_m2),
            half_s: search.half_s(),
            outside: outside(task, &parts, &tracks),
            tight_turns: tracks.iter().map(|track| track.tight_turns).sum(),
            too_fast: tracks.iter().map(|track| track.too_fast).sum(),
            over_endurance_s: tracks.iter().map(|track| track.over_endurance_s).fold(0.0, f64::max),
            broke_off: tracks.iter().map(|track| u32::from(track.broke_off)).sum(),
        };
        Self { marks, tracks, areas }
    }
}

/// What a search has found.
struct Search {
    potential: Vec<f64>,
    /// Time and probability of success at the end of each step.
    course: Vec<(f64, f64)>,
}

impl Search {
    fn of(elements: &[Element], tracks: &[Track], widths_m: &[f64], max_range_m: f64) -> Self {
        let end_s = tracks.iter().filter_map(|track| track.pieces.last()).map(|piece| piece.end_s).fold(0.0, f64::max);
        let mut search = Self { potential: vec![0.0; elements.len()], course: Vec::with_capacity(STEPS) };
        let step_s = end_s / STEPS as f64;
        for step in 0..STEPS {
            let (from_s, to_s) = (step as f64 * step_s, (step + 1) as f64 * step_s);
            for (track, width_m) in tracks.iter().zip(widths_m) {
                for piece in track.pieces.iter().filter(|p| p.looks && p.start_s < to_s && p.end_s > from_s) {
                    let part = (piece.start_s.max(from_s), piece.end_s.min(to_s));
                    search.look(elements, piece, part, *width_m, max_range_m);
                }
            }
            search.course.push((to_s, search.pos()));
        }
        search
    }

    /// Adds what a unit sees from `part.0` to `part.1` seconds on a piece of its track.
    fn look(&mut self, elements: &[Element], piece: &Piece, part: (f64, f64), width_m: f64, max_range_m: f64) {
        let (from, to) = (piece.at(part.0), piece.at(part.1));
        let beyond = |a: f64, b: f64| (a > max_range_m && b > max_range_m) || (a < -max_range_m && b < -max_range_m);
        for (element, potential) in elements.iter().zip(&mut self.potential) {
            let a = element.at + element.velocity * part.0 - from;
            let b = element.at + element.velocity * part.1 - to;
            if !(beyond(a.east_m, b.east_m) || beyond(a.north_m, b.north_m)) {
                *potential += detection::pass_potential(width_m, a, b, max_range_m);
            }
        }
    }

    fn pos(&self) -> f64 {
        let found: f64 = self.potential.iter().map(|f| detection::probability(*f)).sum();
        found / self.potential.len().max(1) as f64
    }

    fn half_s(&self) -> Option<f64> {
        let half = 0.5 * self.course.last()?.1;
        let reached = self.course.iter().position(|(_, pos)| *pos >= half && half > 0.0)?;
        let before = reached.checked_sub(1).map_or((0.0, 0.0), |step| self.course[step]);
        let after = self.course[reached];
        Some(before.0 + (after.0 - before.0) * (half - before.1) / (after.1 - before.1))
    }

    fn pod_inside(&self, elements: &[Element], tracks: &[Track], areas: &[Vec<Vec2>]) -> Option<f64> {
        let inside = |element: &Element| {
            tracks.iter().zip(areas).any(|(track, area)| {
                track.commence_s.is_some_and(|time_s| area::inside(area, element.at + element.velocity * time_s))
            })
        };
        let (mut count, mut found) = (0.0, 0.0);
        for (_, potential) in elements.iter().zip(&self.potential).filter(|(element, _)| inside(element)) {
            count += 1.0;
            found += detection::probability(*potential);
        }
        (count > 0.0).then(|| found / count)
    }
}

/// Share of the searching legs outside the task's area, or without one outside the plan's own; a leg that moved with the
/// drift since the start of the search counts as inside, as does one that did not.
fn outside(task: &SearchTask, parts: &[(&SearchAsset, &AssetPlan)], tracks: &[Track]) -> Option<f64> {
    let (mut length_m, mut outside_m) = (0.0, 0.0);
    for ((_, part), track) in parts.iter().zip(tracks) {
        let drawn = task.area.len() >= 3;
        let area = if drawn { &task.area } else { &part.area };
        let (Some(commence_s), true) = (track.commence_s, area.len() >= 3) else { continue };
        // A drawn area lies where it is at the planning; a planner's own, at its commence search point's time.
        let since_s = if drawn { 0.0 } else { commence_s };
        for piece in track.pieces.iter().filter(|piece| piece.looks) {
            let probe_m = piece.length_m() / f64::from(PROBES);
            for probe in 0..PROBES {
                let time_s =
                    piece.start_s + (piece.end_s - piece.start_s) * (f64::from(probe) + 0.5) / f64::from(PROBES);
                let at = piece.at(time_s);
                let drifted = [commence_s, since_s].map(|from_s| at - task.drift_mps * (time_s - from_s));
                let within = area::inside(area, at) || drifted.iter().any(|place| area::inside(area, *place));
                length_m += probe_m;
                outside_m += if within { 0.0 } else { probe_m };
            }
        }
    }
    (length_m > 0.0).then(|| outside_m / length_m)
}
