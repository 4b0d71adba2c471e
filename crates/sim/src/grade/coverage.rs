//! What of the area given out was searched, searched twice, or left open beside an exercise line.
//!
//! A unit searches a corridor as wide as its track spacing. Areas are laid on one raster of the whole.

use sarex_model::{
    math,
    position::{LocalFrame, Position, Vec2},
};
use serde::{Deserialize, Serialize};

use super::Record;
use crate::{history::TrackPoint, limits::TRACK_CYCLE_S, view::Activity};

/// Rows and columns of the raster: 160 to a side of 60 nm is 0.4 nm, finer than any track spacing flown.
const RASTER: usize = 160;
/// Width to either side of an exercise line that belongs to its strip: one nautical mile.
const STRIP_M: f64 = 1852.0;
/// Corridor of a plan that names no spacing: half a nautical mile to either side.
const HALF_CORRIDOR_M: f64 = 926.0;

/// Areas in square metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Given to units by plans.
    pub assigned_m2: f64,
    /// Given out and searched.
    pub searched_m2: f64,
    /// Searched by two or more units.
    pub double_m2: f64,
    /// Searched by units of two or more cells.
    pub double_cells_m2: f64,
    /// Beside the exercise lines, where plans of two cells lie near; none when no line runs through the search.
    pub strip: Option<Strip>,
}

/// The strip beside exercise lines, a mile to either side, within the reach of the plans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct Strip {
    pub m2: f64,
    pub uncovered_m2: f64,
}

impl Coverage {
    /// Share of the area given out that was searched.
    pub fn searched(&self) -> f64 {
        share(self.searched_m2, self.assigned_m2)
    }

    /// Share of the area searched that two or more units searched.
    pub fn double(&self) -> f64 {
        share(self.double_m2, self.searched_m2)
    }

    /// Share of the strip beside the lines that nobody searched; none without a strip.
    pub fn uncovered(&self) -> Option<f64> {
        self.strip.map(|s| share(s.uncovered_m2, s.m2))
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

pub(super) fn coverage(record: &Record<'_>) -> Option<Coverage> {
    let areas: Vec<&[Position]> =
        record.plans.iter().flat_map(|p| &p.parts).map(|part| part.area.as_slice()).filter(|a| a.len() > 2).collect();
    let raster = Raster::around(areas.iter().flat_map(|a| a.iter().copied()))?;
    let areas: Vec<Vec<Vec2>> = areas.into_iter().map(|a| raster.local(a)).collect();
    let searched = searched(record, &raster);
    let lines: Vec<Vec<Vec2>> = record.lines.iter().map(|line| raster.local(&line.points)).collect();
    let mut sum = Coverage::default();
    let mut strip = Strip::default();
    for (number, marks) in searched.iter().enumerate() {
        let at = raster.middle(number);
        if areas.iter().any(|area| contains(area, at)) {
            sum.assigned_m2 += raster.cell_m2();
            sum.searched_m2 += if marks.units > 0 { raster.cell_m2() } else { 0.0 };
            sum.double_m2 += if marks.units > 1 { raster.cell_m2() } else { 0.0 };
            sum.double_cells_m2 += if marks.cells > 1 { raster.cell_m2() } else { 0.0 };
        }
        if lines.iter().any(|line| line.windows(2).any(|leg| off(leg[0], leg[1], at) <= STRIP_M)) {
            strip.m2 += raster.cell_m2();
            strip.uncovered_m2 += if marks.units == 0 { raster.cell_m2() } else { 0.0 };
        }
    }
    sum.strip = (strip.m2 > 0.0).then_some(strip);
    Some(sum)
}

/// How many units and how many cells searched a square of the raster.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    units: u32,
    cells: u32,
}

fn searched(record: &Record<'_>, raster: &Raster) -> Vec<Marks> {
    let mut marks = vec![Marks::default(); RASTER * RASTER];
    let mut cells: Vec<u32> = record.units.iter().map(|u| u.cell).collect();
    cells.sort_unstable();
    cells.dedup();
    for cell in cells {
        let mut by_cell = vec![false; RASTER * RASTER];
        let own = (0_u32..).zip(record.units).filter(|(_, u)| u.cell == cell);
        for (unit, _) in own {
            let Some(track) = record.tracks.get(unit as usize) else { continue };
            for (number, seen) in corridor(record, raster, unit, track).into_iter().enumerate() {
                marks[number].units += u32::from(seen);
                by_cell[number] |= seen;
            }
        }
        for (mark, seen) in marks.iter_mut().zip(by_cell) {
            mark.cells += u32::from(seen);
        }
    }
    marks
}

/// The squares within half a track spacing of where a unit searched.
fn corridor(record: &Record<'_>, raster: &Raster, unit: u32, track: &[TrackPoint]) -> Vec<bool> {
    let mut seen = vec![false; RASTER * RASTER];
    for pair in track.windows(2) {
        let searching = pair.iter().all(|p| p.activity == Activity::Searching && p.at.is_valid());
        if !searching || pair[1].tick > pair[0].tick + 2 * TRACK_CYCLE_S {
            continue;
        }
        let plans = record.plans.iter().filter(|p| p.made_tick <= pair[0].tick);
        let mut own = plans.flat_map(|p| &p.parts).filter(|part| part.unit == unit && part.spacing_m > 0.0);
        let half_m = own.next_back().map_or(HALF_CORRIDOR_M, |part| 0.5 * part.spacing_m);
        raster.mark(&mut seen, raster.frame.to_local(pair[0].at), raster.frame.to_local(pair[1].at), half_m);
    }
    seen
}

/// A grid of squares over the plans.
struct Raster {
    frame: LocalFrame,
    low: Vec2,
    step: Vec2,
}

impl Raster {
    fn around(places: impl Iterator<Item = Position>) -> Option<Self> {
        let places: Vec<Position> = places.filter(|p| p.is_valid()).collect();
        let frame = LocalFrame::new(*places.first()?);
        let local: Vec<Vec2> = places.iter().map(|p| frame.to_local(*p)).collect();
        let bound = |of: fn(&Vec2) -> f64| {
            let values = || local.iter().map(of);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (bound(|p| p.east_m), bound(|p| p.north_m));
        let side = |from: f64, to: f64| ((to - from) / RASTER as f64).max(1.0);
        let step = Vec2 { east_m: side(west, east), north_m: side(south, north) };
        Some(Self { frame, low: Vec2 { east_m: west, north_m: south }, step })
    }

    fn local(&self, places: &[Position]) -> Vec<Vec2> {
        places.iter().filter(|p| p.is_valid()).map(|p| self.frame.to_local(*p)).collect()
    }

    fn cell_m2(&self) -> f64 {
        self.step.east_m * self.step.north_m
    }

    fn middle(&self, number: usize) -> Vec2 {
        self.low
            + Vec2 {
                east_m: ((number % RASTER) as f64 + 0.5) * self.step.east_m,
                north_m: ((number / RASTER) as f64 + 0.5) * self.step.north_m,
            }
    }

    /// Marks the squares whose middle lies within so many metres of a line.
    fn mark(&self, seen: &mut [bool], from: Vec2, to: Vec2, half_m: f64) {
        let span = |a: f64, b: f64, low: f64, step: f64| {
            let first = ((a.min(b) - half_m - low) / step).floor().max(0.0);
            let last = ((a.max(b) + half_m - low) / step).ceil().min(RASTER as f64);
            if last > first { first as usize..last as usize } else { 0..0 }
        };
        for row in span(from.north_m, to.north_m, self.low.north_m, self.step.north_m) {
            for col in span(from.east_m, to.east_m, self.low.east_m, self.step.east_m) {
                let number = row * RASTER + col;
                if off(from, to, self.middle(number)) <= half_m {
                    seen[number] = true;
                }
            }
        }
    }
}

/// Distance of a place from a straight line between two others, metres.
fn off(from: Vec2, to: Vec2, at: Vec2) -> f64 {
    let run = to - from;
    let length2 = run.dot(run);
    let along = if length2 > 0.0 { ((at - from).dot(run) / length2).clamp(0.0, 1.0) } else { 0.0 };
    let gap = at - from - run * along;
    math::hypot(gap.east_m, gap.north_m)
}

/// Even-odd rule.
fn contains(area: &[Vec2], at: Vec2) -> bool {
    let mut inside = false;
    for (i, a) in area.iter().enumerate() {
        let b = area[(i + 1) % area.len()];
        if (a.north_m > at.north_m) != (b.north_m > at.north_m) {
            let share = (at.north_m - a.north_m) / (b.north_m - a.north_m);
            inside ^= at.east_m < a.east_m + share * (b.east_m - a.east_m);
        }
    }
    inside
}
