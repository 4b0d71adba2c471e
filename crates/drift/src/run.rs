//! The ensemble on every core.

use sarex_model::ensemble::{BLOCK, Gap, Key};
use sarex_model::math;

use crate::case::{Case, Part};
use crate::digest::{digest, written};
use crate::elements::{Elements, blocks_of, middle_deg, reference};
use crate::environment::Surroundings;
use crate::forecast::{Forecast, Rows};
use crate::frames::Frames;
use crate::gather::{ashore, model_line, push, scenario_line};
use crate::hull::hull;
use crate::tally::Lattice;

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

/// Runs a case; it ends with the frame before an element comes within a degree of a pole. The first gap of the data
/// comes back beside the forecast.
pub fn run(case: &Case, surroundings: &Surroundings, keep: &Keep) -> (Forecast, Option<Gap>) {
    let mut elements = Elements::seed(case, surroundings, 0..blocks_of(case), case.threads);
    let outputs = case.output_times();
    let mut frames = Frames::new(lattice(case, keep.cell_nm), outputs.len());
    let (mut tracks, mut gap) = (Rows::default(), None);
    for time_s in outputs {
        let (found, look) = elements.advance_to(time_s, &frames.lattice);
        gap = gap.or(found);
        if elements.is_polar() {
            break;
        }
        let unix = case.unix_s(time_s);
        frames.push(unix, look);
        keep_tracks(case, keep.track_every, &elements, unix, &mut tracks);
    }
    let mut last = Rows::default();
    if keep.last {
        let (weights, end) = (weights(case), case.unix_s(case.length_s));
        for block in &elements.blocks {
            (0..block.len).for_each(|lane| push(&mut last, block, lane, end, weights[block.scenario as usize]));
        }
    }
    let sum = elements.blocks.iter().map(digest).fold(0_u64, u64::wrapping_add);
    let forecast = Forecast {
        digest: written(sum),
        tracks,
        last,
        ashore: ashore(&elements.blocks),
        hull: hull(&elements.blocks),
        ..gridded(case, surroundings, frames)
    };
    (forecast, gap)
}

/// A forecast with what comes from counts: all but digest, tracks, places, hull and places ashore.
pub(crate) fn gridded(case: &Case, surroundings: &Surroundings, frames: Frames) -> Forecast {
    let (shape, frames, note) = frames.finish(&weights(case), reference(case));
    Forecast {
        title: case.title.clone(),
        from_unix_s: case.start_unix_s,
        to_unix_s: case.unix_s(case.length_s),
        elements: case.parts.iter().map(|part| part.elements).sum(),
        scenarios: case.parts.iter().map(scenario_line).collect(),
        shape,
        frames,
        model: model_line(&case.options),
        sources: surroundings.sources.clone(),
        notes: case.notes.iter().cloned().chain(note).chain(surroundings.notes.iter().cloned()).collect(),
        ..Forecast::default()
    }
}

/// Cells of a side in NM, or chosen by the length of the run; square where the first element starts.
pub(crate) fn lattice(case: &Case, cell_nm: Option<f64>) -> Lattice {
    let cell_nm = cell_nm.unwrap_or(if case.length_s > 12.0 * 3600.0 { 1.0 } else { 0.5 });
    Lattice::square(cell_nm, reference(case).1)
}

/// Weight of one element of each scenario.
fn weights(case: &Case) -> Vec<f64> {
    case.parts.iter().map(|part| part.weight / f64::from(part.elements)).collect()
}

/// Adds where the elements of the sample are.
fn keep_tracks(case: &Case, every: u32, elements: &Elements<'_>, unix: i64, tracks: &mut Rows) {
    if every == 0 {
        return;
    }
    let firsts = firsts(case);
    for block in &elements.blocks {
        let part = &case.parts[block.scenario as usize];
        let weight = part.weight / f64::from(sampled(part.elements, every));
        for lane in 0..block.len {
            let place = block.first + lane as u32 - firsts[block.scenario as usize];
            if is_sampled(place, every) {
                push(tracks, block, lane, unix, weight);
            }
        }
    }
}

/// Number of the first element of each scenario.
fn firsts(case: &Case) -> Vec<u32> {
    let ends = case.parts.iter().scan(0, |end, part| {
        let first = *end;
        *end += part.elements;
        Some(first)
    });
    ends.collect()
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
