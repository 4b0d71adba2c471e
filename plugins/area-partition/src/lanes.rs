//! Parallel tracks in a part: half a spacing inside its edges, entered at the corner nearest to the craft.

use sarex_plugin_sdk::{PlanError, Task, Vec2};

use crate::craft::{Craft, Stop};
use crate::divide::Part;
use crate::input::Settings;
use crate::{on_axes, polygon};

/// Least and greatest fitted spacing, in sweep widths: coverage 2.5 and 0.5.
const SPACING_IN_WIDTHS: (f64, f64) = (0.4, 2.0);
/// Lines across a track's strip that find how far the part reaches under it.
const SCANS: [f64; 5] = [-0.499, -0.25, 0.0, 0.25, 0.499];

/// The tracks of one part.
pub struct Tracks<'a> {
    corners: &'a [Vec2],
    /// Direction of the tracks.
    along: Vec2,
    /// Distance between tracks, metres.
    pub spacing_m: f64,
    count: usize,
    /// `p . along.right()` of the first track, and the step to the next one.
    first_m: f64,
    step_m: f64,
    /// Distance of a track's ends from the edge.
    inset_m: f64,
}

impl<'a> Tracks<'a> {
    /// Tracks along the longer side of the part. Without an asked spacing it is `S = A / (V T)`, kept within 0.4 and 2
    /// sweep widths, rounded so that whole tracks fill the part, and at least twice the turn radius.
    pub fn fill(
        task: &Task,
        settings: &Settings,
        craft: &Craft,
        part: &'a Part,
        along: Vec2,
    ) -> Result<Self, PlanError> {
        let corners = &part.corners;
        let size_m = |axis: Vec2| {
            let (low, high) = polygon::extent(corners, axis);
            (high - low).max(0.0)
        };
        let along = if size_m(along.right()) > size_m(along) { along.right() } else { along };
        let (length_m, width_m) = (size_m(along), size_m(along.right()));
        let count = count(task, craft, part.area_m2(), width_m)?;
        let pitch_m = width_m / count as f64;
        let inset_m = (pitch_m / 2.0).max(settings.separation_m / 2.0);
        if settings.separation_m > 0.0 && width_m.min(length_m) <= settings.separation_m {
            let text = format!(
                "the part of unit {} is {length_m:.0} by {width_m:.0} m, too small to keep {:.0} m from its neighbours: \
                 fewer craft, a larger area or a smaller separation_m",
                craft.asset.id, settings.separation_m
            );
            return Err(PlanError::Infeasible(text));
        }
        let (low_m, _) = polygon::extent(corners, along.right());
        let steps = (count - 1).max(1) as f64;
        let (first_m, step_m) = match count {
            1 => (low_m + width_m / 2.0, pitch_m),
            _ => (low_m + inset_m, (width_m - 2.0 * inset_m) / steps),
        };
        Ok(Self { corners, along, spacing_m: pitch_m, count, first_m, step_m, inset_m })
    }

    /// At most so many legs' stops, from the end of the first or last track that is nearest to `start`.
    pub fn route(&self, start: Vec2, legs: usize) -> Vec<Stop> {
        let ways = [(false, false), (false, true), (true, false), (true, true)];
        let entry = |(backward, reversed): (bool, bool)| self.stops(backward, reversed).next();
        let distance_m = |way: &(bool, bool)| entry(*way).map_or(f64::INFINITY, |stop| (stop.at - start).length());
        let nearest = ways.into_iter().min_by(|a, b| distance_m(a).total_cmp(&distance_m(b)));
        let (backward, reversed) = nearest.unwrap_or((false, false));
        self.stops(backward, reversed).take(legs + 1).collect()
    }

    /// All stops. `backward`: the last track first; `reversed`: the first one against `along`.
    fn stops(&self, backward: bool, reversed: bool) -> impl Iterator<Item = Stop> {
        let tracks = (0..self.count).map(move |index| if backward { self.count - 1 - index } else { index });
        let filled = tracks.map(|track| (track, self.runs(track))).filter(|(_, runs)| !runs.is_empty());
        filled.enumerate().flat_map(move |(number, (track, mut runs))| {
            let turned = reversed != (number % 2 == 1);
            if turned {
                runs.reverse();
            }
            let stops = runs.into_iter().enumerate().flat_map(move |(run, (low, high))| {
                let (from, to) = if turned { (high, low) } else { (low, high) };
                // Between two runs of one track the craft is outside the part.
                [
                    Stop { at: self.place(from, track), search: run == 0 },
                    Stop { at: self.place(to, track), search: true },
                ]
            });
            stops.collect::<Vec<_>>()
        })
    }

    fn at_m(&self, track: usize) -> f64 {
        self.first_m + track as f64 * self.step_m
    }

    fn place(&self, along_m: f64, track: usize) -> Vec2 {
        self.along * along_m + self.along.right() * self.at_m(track)
    }

    /// Where the part lies under a track's strip, the ends moved in.
    fn runs(&self, track: usize) -> Vec<(f64, f64)> {
        let strip_m = self.step_m.min(self.spacing_m);
        let lines = SCANS.into_iter().map(|share| self.at_m(track) + share * strip_m);
        let mut found: Vec<(f64, f64)> = lines.flat_map(|at_m| polygon::runs(self.corners, self.along, at_m)).collect();
        let middle_m = self.at_m(track);
        let corners = self.corners.iter().map(|corner| on_axes(*corner, self.along));
        let under = corners.filter(|(_, across_m)| (across_m - middle_m).abs() < strip_m / 2.0);
        found.extend(under.map(|(along_m, _)| (along_m, along_m)));
        let inset = |(low, high): (f64, f64)| {
            let inset_m = self.inset_m.min(0.45 * (high - low));
            (low + inset_m, high - inset_m)
        };
        joined(found).into_iter().filter(|(low, high)| high - low > 1.0).map(inset).collect()
    }
}

/// Overlapping runs made one.
fn joined(mut runs: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut joined: Vec<(f64, f64)> = Vec::new();
    for (low, high) in runs {
        match joined.last_mut() {
            Some(last) if low <= last.1 => last.1 = last.1.max(high),
            _ => joined.push((low, high)),
        }
    }
    joined
}

/// How many tracks: as many as the asked spacing needs, else as the craft has time for.
fn count(task: &Task, craft: &Craft, area_m2: f64, width_m: f64) -> Result<usize, PlanError> {
    let diameter_m = 2.0 * craft.asset.turn_radius_m;
    let most = (width_m / diameter_m.max(1.0) + 1e-6).floor().clamp(1.0, 1e7);
    let count = match task.spacing_m {
        Some(asked_m) if asked_m + 1.0 < diameter_m => {
            let text = format!(
                "unit {} turns within {diameter_m:.0} m and cannot run tracks {asked_m:.0} m apart",
                craft.asset.id
            );
            return Err(PlanError::Infeasible(text));
        }
        Some(asked_m) => (width_m / asked_m - 1e-6).ceil(),
        None => {
            let swath_m = craft.asset.sweep_width_m.max(20.0);
            let fitted_m = area_m2 / (craft.asset.search_mps * craft.on_scene_s);
            let spacing_m = fitted_m.clamp(SPACING_IN_WIDTHS.0 * swath_m, SPACING_IN_WIDTHS.1 * swath_m);
            (width_m / spacing_m + 1e-6).floor()
        }
    };
    Ok(count.clamp(1.0, most) as usize)
}
