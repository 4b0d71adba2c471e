//! The ensemble on every core.

use std::sync::Mutex;

use sarex_model::density::GridShape;
use sarex_model::ensemble::{self, BLOCK, Block, Gap, Key, Stretch};
use sarex_model::math;

use crate::case::{Case, Part};
use crate::digest::digest;
use crate::environment::Surroundings;
use crate::forecast::{Forecast, Frame, Rows};
use crate::gather::{ashore, frame, model_line, push, scenario_line};
use crate::hull::hull;
use crate::stretch::{earlier, joined, stages, step_lengths, widened};
use crate::tally::{Counts, Cut, Lattice, Sums};

/// Blocks that a thread takes at once.
const BLOCKS_AT_ONCE: usize = 8;
/// Longest stretch of steps for which fields are blended at once.
const STRETCH_STEPS: usize = 12;
/// How far an element may go in a second, metres, before a look at the fields gets slower (never wrong).
const REACH_MPS: f64 = 4.0;
/// Most cells of all probability grids together: 400 MB.
const MAX_GRID_CELLS: usize = 100_000_000;
/// Most cells in which one thread counts: 64 MB.
const MAX_COUNTED_CELLS: usize = 16_000_000;
/// Most counts of all scenarios and output times together: 1.6 GB.
const MOST_COUNTS: usize = 400_000_000;
/// Latitude beyond which longitude and latitude no longer serve, degrees.
const POLAR_DEG: f64 = 89.0;
/// Seeds that are looked at for land.
const LOOKED_AT_FOR_LAND: u32 = 100_000;

/// How a run is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keep {
    /// Every so many elements one has its track kept; 0: none.
    pub track_every: u32,
    /// Whether the places of all elements at the last time are kept.
    pub last: bool,
    /// Side of a cell, NM; none: chosen by the length of the run.
    pub cell_nm: Option<f64>,
}

/// Runs a case; it ends early, with fewer frames, when an element comes within a degree of a pole. The first gap of the data
/// comes back beside the forecast.
pub fn run(case: &Case, surroundings: &Surroundings, keep: &Keep) -> (Forecast, Option<Gap>) {
    let mut state = Run::new(case, surroundings, keep);
    let mut gap = None;
    state.look(0.0, Vec::new());
    for output in state.output_times() {
        gap = gap.or(state.advance_to(output));
        if state.is_polar() {
            break;
        }
    }
    (state.finish(), gap)
}

struct Run<'a> {
    case: &'a Case,
    surroundings: &'a Surroundings,
    keep: &'a Keep,
    scenarios: Vec<ensemble::Scenario>,
    /// Weight of one element of each scenario.
    weights: Vec<f64>,
    blocks: Vec<Block>,
    /// Number of the first element of each scenario.
    firsts: Vec<u32>,
    /// What is known of each block after the last stretch.
    sums: Vec<Sums>,
    /// Longitude and latitude that sums are taken from.
    reference: (f64, f64),
    lattice: Lattice,
    /// Height of a cell before any was made larger, degrees.
    first_cell_deg: f64,
    /// Seconds since the start, in the order of the run.
    time_s: f64,
    step: u32,
    /// One an output time, with the elements in each cell.
    frames: Vec<(Frame, Counts)>,
    tracks: Rows,
}

impl<'a> Run<'a> {
    fn new(case: &'a Case, surroundings: &'a Surroundings, keep: &'a Keep) -> Self {
        let scenarios: Vec<ensemble::Scenario> = case.parts.iter().map(|part| part.object.clone()).collect();
        let weights = case.parts.iter().map(|part| part.weight / f64::from(part.elements)).collect();
        let blocks = seeded(case, &scenarios);
        let reference = blocks.first().map_or((0.0, 0.0), |block| (block.lon_deg[0], block.lat_deg[0]));
        let sums = blocks.iter().map(|block| Sums::of(block, reference)).collect();
        let cell_nm = keep.cell_nm.unwrap_or(if case.length_s > 12.0 * 3600.0 { 1.0 } else { 0.5 });
        Self {
            case,
            surroundings,
            keep,
            scenarios,
            weights,
            firsts: firsts(case),
            blocks,
            sums,
            reference,
            lattice: Lattice::square(cell_nm, reference.1),
            first_cell_deg: cell_nm / 60.0,
            time_s: 0.0,
            step: 0,
            frames: Vec::new(),
            tracks: Rows::default(),
        }
    }

    fn sign(&self) -> f64 {
        if self.case.options.backward { -1.0 } else { 1.0 }
    }

    fn output_times(&self) -> Vec<f64> {
        let count = (self.case.length_s / self.case.output_s - 1e-9).ceil().max(1.0) as u32;
        (1..=count).map(|n| (f64::from(n) * self.case.output_s).min(self.case.length_s)).collect()
    }

    /// Whether an element is so near to a pole that the run has to end.
    fn is_polar(&self) -> bool {
        let [west, south, east, north] = joined(&self.sums, |s| s.everything);
        // Not a number is polar too: at the pole itself a degree of longitude has no length.
        !(south > -POLAR_DEG && north < POLAR_DEG && (east - west).is_finite())
    }

    /// Takes larger cells until a box, and the grids of all output times together, are few enough to be kept.
    fn make_room(&mut self, bounds: [f64; 4]) {
        let outputs = self.output_times().len() + 1;
        while self.lattice.dlat_deg < 60.0 {
            let whole = self.frames.iter().fold(Cut::default(), |whole, (_, counts)| whole.join(&counts.cut));
            let cells = self.lattice.cover(bounds).cells().saturating_mul(self.scenarios.len());
            let all = whole.cells().saturating_mul(outputs);
            let counted = all.saturating_mul(self.scenarios.len());
            if cells <= MAX_COUNTED_CELLS && all <= MAX_GRID_CELLS && counted <= MOST_COUNTS {
                return;
            }
            self.lattice = self.lattice.doubled();
            self.frames.iter_mut().for_each(|(_, counts)| *counts = counts.doubled());
        }
    }

    /// Runs to a time (seconds of the run, always rising) and takes a look.
    fn advance_to(&mut self, until_s: f64) -> Option<Gap> {
        let mut gap = None;
        let lengths = step_lengths(until_s - self.time_s, self.case.options.step_s);
        let mut counts = Vec::new();
        let stretches: Vec<&[f64]> = lengths.chunks(STRETCH_STEPS).collect();
        for (n, lengths) in stretches.iter().enumerate() {
            let last = n + 1 == stretches.len();
            let (found, made) = self.stretch(lengths, last);
            gap = gap.or(found);
            counts = made;
        }
        self.look(until_s, counts);
        gap
    }

    /// One stretch of steps on all threads; counts the elements at its end when `count`.
    fn stretch(&mut self, lengths: &[f64], count: bool) -> (Option<Gap>, Vec<Counts>) {
        let sign = self.sign();
        let mut times = Vec::with_capacity(lengths.len());
        let mut at = self.time_s;
        for length in lengths {
            times.push(sign * at);
            at += length;
        }
        let signed: Vec<f64> = lengths.iter().map(|length| sign * length).collect();
        let (everything, moving) = (joined(&self.sums, |s| s.everything), joined(&self.sums, |s| s.moving));
        let travel: f64 = lengths.iter().sum::<f64>() * REACH_MPS;
        if count {
            self.make_room(widened(everything, travel));
        }
        let cut = self.lattice.cover(widened(everything, travel));
        let options = &self.case.options;
        let within = widened(moving, travel);
        let stretch = Stretch {
            wind: self.surroundings.wind.window(within, &times),
            current: self.surroundings.current.window(within, &stages(&times, &signed, options)),
            stokes: self.surroundings.stokes.as_ref().map(|stokes| stokes.window(within, &times)),
            shore: self.surroundings.shore.as_ref(),
            options,
            scenarios: &self.scenarios,
            first_step: self.step,
            times_s: &times,
            lengths_s: &signed,
        };
        let threads = self.case.threads.min(self.blocks.len().div_ceil(BLOCKS_AT_ONCE)).max(1);
        let chunks = self.blocks.chunks_mut(BLOCKS_AT_ONCE).zip(self.sums.chunks_mut(BLOCKS_AT_ONCE));
        let work = Mutex::new(chunks);
        let reference = self.reference;
        let lattice = self.lattice;
        let scenarios = self.scenarios.len();
        let job = || {
            let mut first: Option<Gap> = None;
            let mut counts = Counts::new(if count { cut } else { Cut::default() }, scenarios);
            // A poisoned lock means a panic on another thread, which ends the run below.
            while let Some((blocks, sums)) = work.lock().ok().and_then(|mut chunks| chunks.next()) {
                for (block, sums) in blocks.iter_mut().zip(sums) {
                    let gap = ensemble::run(block, &stretch);
                    first = earlier(first.take(), gap);
                    *sums = Sums::of(block, reference);
                    if count {
                        counts.add(block, &lattice);
                    }
                }
            }
            (first, counts)
        };
        let results: Vec<(Option<Gap>, Counts)> = if threads == 1 {
            vec![job()]
        } else {
            std::thread::scope(|scope| {
                let handles: Vec<_> = (0..threads).map(|_| scope.spawn(job)).collect();
                let joined = |handle: std::thread::ScopedJoinHandle<'_, _>| {
                    // A fault of the program ends the run; half the counts must never pass for all.
                    handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                handles.into_iter().map(joined).collect()
            })
        };
        self.time_s = at;
        self.step += lengths.len() as u32;
        let (gaps, counts): (Vec<Option<Gap>>, Vec<Counts>) = results.into_iter().unzip();
        (gaps.into_iter().fold(None, earlier), counts)
    }

    /// Keeps a frame and the tracks of this moment.
    fn look(&mut self, time_s: f64, counted: Vec<Counts>) {
        let mut counted = counted.into_iter();
        let mut counts = counted.next().unwrap_or_else(|| {
            let everything = joined(&self.sums, |s| s.everything);
            self.make_room(everything);
            let mut counts = Counts::new(self.lattice.cover(everything), self.scenarios.len());
            self.blocks.iter().for_each(|block| counts.add(block, &self.lattice));
            counts
        });
        counted.for_each(|other| counts.merge(other));
        let mut total = ([0.0; 4], [0.0; 4]);
        for (block, sums) in self.blocks.iter().zip(&self.sums) {
            Sums::add(&mut total, sums, self.weights[block.scenario as usize]);
        }
        let unix = self.unix(time_s);
        self.frames.push((frame(unix, total, self.reference), counts.trimmed(&self.lattice)));
        self.make_room([0.0; 4]);
        self.keep_tracks(unix);
    }

    fn unix(&self, time_s: f64) -> i64 {
        self.case.start_unix_s + (self.sign() * time_s).round() as i64
    }

    fn keep_tracks(&mut self, unix: i64) {
        if self.keep.track_every == 0 {
            return;
        }
        for block in &self.blocks {
            let part = &self.case.parts[block.scenario as usize];
            let weight = part.weight / f64::from(sampled(part.elements, self.keep.track_every));
            for lane in 0..block.len {
                let place = block.first + lane as u32 - self.firsts[block.scenario as usize];
                if is_sampled(place, self.keep.track_every) {
                    push(&mut self.tracks, block, lane, unix, weight);
                }
            }
        }
    }

    fn finish(self) -> Forecast {
        let mut whole = Cut::default();
        for (_, counts) in &self.frames {
            whole = whole.join(&counts.cut);
        }
        let mut notes = self.case.notes.clone();
        let too_many = whole.cells().saturating_mul(self.frames.len()) > MAX_GRID_CELLS;
        if too_many {
            notes.push("the probability grid would be too large and was left out: give a larger --cell-nm".to_owned());
        } else if self.lattice.dlat_deg > self.first_cell_deg {
            let side = 60.0 * self.lattice.dlat_deg;
            notes.push(format!(
                "cells of {side} NM instead of {}, to keep the grid in memory",
                60.0 * self.first_cell_deg
            ));
        }
        let shape = if too_many { GridShape::default() } else { self.lattice.shape(&whole) };
        let frames = self.frames.iter().map(|(frame, counts)| {
            let mass = if too_many { Vec::new() } else { counts.mass(&whole, &self.weights) };
            Frame { mass, ..frame.clone() }
        });
        let frames: Vec<Frame> = frames.collect();
        let end = self.unix(self.case.length_s);
        let mut last = Rows::default();
        if self.keep.last {
            for block in &self.blocks {
                for lane in 0..block.len {
                    push(&mut last, block, lane, end, self.weights[block.scenario as usize]);
                }
            }
        }
        Forecast {
            title: self.case.title.clone(),
            from_unix_s: self.case.start_unix_s,
            to_unix_s: end,
            elements: self.case.parts.iter().map(|part| part.elements).sum(),
            digest: digest(&self.blocks),
            scenarios: self.case.parts.iter().map(scenario_line).collect(),
            shape,
            frames,
            tracks: self.tracks,
            last,
            ashore: ashore(&self.blocks),
            hull: hull(&self.blocks),
            model: model_line(&self.case.options),
            sources: self.surroundings.sources.clone(),
            notes: notes.into_iter().chain(self.surroundings.notes.iter().cloned()).collect(),
        }
    }
}

/// Whether an element of a scenario is in the sample: neighbours go together, for they drift to the two sides of the wind.
fn is_sampled(place: u32, every: u32) -> bool {
    (place / 2).is_multiple_of(every)
}

/// Number of elements in the sample of a scenario.
fn sampled(elements: u32, every: u32) -> u32 {
    let (rounds, rest) = (elements / (2 * every), elements % (2 * every));
    2 * rounds + rest.min(2)
}

/// The share of each scenario's seeds that lie on land, 0 to 1, of at most 100,000 seeds in all.
pub fn on_land(case: &Case, surroundings: &Surroundings) -> Vec<f64> {
    let Some(shore) = &surroundings.shore else { return vec![0.0; case.parts.len()] };
    let key = Key::new(case.options.seed);
    let middle = middle_deg(case);
    let most = (LOOKED_AT_FOR_LAND / case.parts.len().max(1) as u32).max(100);
    let mut slot = 0;
    let mut share = |part: &Part| {
        let count = part.elements.min(most);
        let land = |slot: &u32| {
            let start = part.seeding.start(key, *slot);
            shore.is_land(middle + math::wrap_180(start.lon_deg - middle), start.lat_deg)
        };
        let ashore = (slot..slot + count).filter(land).count();
        slot += (part.elements as usize).next_multiple_of(BLOCK) as u32;
        ashore as f64 / f64::from(count.max(1))
    };
    case.parts.iter().map(&mut share).collect()
}

/// Middle of the turn of the globe on which all elements start.
fn middle_deg(case: &Case) -> f64 {
    let near = case.seeded_bounds();
    0.5 * (near[0] + near[2])
}

fn firsts(case: &Case) -> Vec<u32> {
    let ends = case.parts.iter().scan(0, |end, part| {
        let first = *end;
        *end += part.elements;
        Some(first)
    });
    ends.collect()
}

fn seeded(case: &Case, scenarios: &[ensemble::Scenario]) -> Vec<Block> {
    let key = Key::new(case.options.seed);
    // All on one turn of the globe.
    let middle = middle_deg(case);
    let mut blocks = Vec::new();
    let mut first = 0;
    for (number, part) in case.parts.iter().enumerate() {
        let mut left = part.elements as usize;
        while left > 0 {
            let slot = (blocks.len() * BLOCK) as u32;
            let mut block = Block::new(number as u16, slot, first);
            let count = left.min(BLOCK);
            ensemble::fill(&mut block, count, &scenarios[number], &case.options, 0.0, |slot| {
                let mut start = part.seeding.start(key, slot);
                start.lon_deg = middle + math::wrap_180(start.lon_deg - middle);
                start
            });
            left -= count;
            first += count as u32;
            blocks.push(block);
        }
    }
    blocks
}
