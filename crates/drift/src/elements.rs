//! Elements on their way: whole kernel blocks of an ensemble, all of them or a piece, moved by all threads.

use std::ops::Range;
use std::sync::Mutex;

use sarex_model::ensemble::{self, BLOCK, Block, Gap, Key, Stretch};
use sarex_model::math;

use crate::case::Case;
use crate::environment::Surroundings;
use crate::stretch::{earlier, stages, step_lengths, widened};
use crate::tally::{Counts, Cut, Lattice};
use crate::totals::{Extent, Totals};

/// Blocks that a thread takes at once.
const BLOCKS_AT_ONCE: usize = 8;
/// Longest stretch of steps for which fields are blended at once.
const STRETCH_STEPS: usize = 12;
/// How far an element may go in a second, metres, before a look at the fields gets slower (never wrong).
const REACH_MPS: f64 = 4.0;
/// Most cells in which one thread counts in tables: 64 MB. In a larger box the elements are listed cell by cell.
const MAX_COUNTED_CELLS: usize = 16_000_000;
/// Latitude beyond which longitude and latitude no longer serve, degrees.
const POLAR_DEG: f64 = 89.0;

/// What is known of the elements at an output time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    /// In each cell.
    pub counts: Counts,
    /// Of each scenario.
    pub totals: Vec<Totals>,
}

impl Look {
    fn new(cut: Cut, scenarios: usize) -> Self {
        Self { counts: Counts::new(cut, scenarios), totals: vec![Totals::default(); scenarios] }
    }

    fn add(&mut self, block: &Block, lattice: &Lattice, reference: (f64, f64)) {
        self.counts.add(block, lattice);
        self.totals[block.scenario as usize].count(block, reference);
    }

    fn merge(&mut self, other: Look) {
        self.counts.merge(other.counts);
        self.totals.iter_mut().zip(&other.totals).for_each(|(mine, theirs)| mine.add(theirs));
    }
}

/// What one thread brings back from a stretch.
#[derive(Default)]
struct Share {
    gap: Option<Gap>,
    extent: Extent,
    look: Look,
}

/// Some kernel blocks of a case. What happens to them does not depend on which others there are.
pub(crate) struct Elements<'a> {
    case: &'a Case,
    surroundings: &'a Surroundings,
    scenarios: Vec<ensemble::Scenario>,
    /// The blocks, in the order of the ensemble.
    pub blocks: Vec<Block>,
    /// Longitude and latitude that moments are taken from.
    reference: (f64, f64),
    threads: usize,
    extent: Extent,
    /// Seconds since the start, in the order of the run.
    time_s: f64,
    step: u32,
}

impl<'a> Elements<'a> {
    /// Elements at the start of the run; `range` are numbers of kernel blocks.
    pub fn seed(case: &'a Case, surroundings: &'a Surroundings, range: Range<u32>, threads: usize) -> Self {
        let scenarios: Vec<ensemble::Scenario> = case.parts.iter().map(|part| part.object.clone()).collect();
        let blocks = seeded(case, range);
        let mut extent = Extent::default();
        blocks.iter().for_each(|block| extent.take_in(block));
        let reference = reference(case);
        Self { case, surroundings, scenarios, blocks, reference, threads, extent, time_s: 0.0, step: 0 }
    }

    /// Whether an element is so near to a pole that the run has to end.
    pub fn is_polar(&self) -> bool {
        let [west, south, east, north] = self.extent.everything();
        // Not a number is polar too: at the pole itself a degree of longitude has no length.
        !(south > -POLAR_DEG && north < POLAR_DEG && (east - west).is_finite())
    }

    /// Looks at the elements where they are.
    pub fn look(&self, lattice: &Lattice) -> Look {
        let mut look = Look::new(self.cut(lattice, self.extent.everything()), self.scenarios.len());
        self.blocks.iter().for_each(|block| look.add(block, lattice, self.reference));
        look
    }

    /// Runs to a time (seconds of the run, always rising) and takes a look.
    pub fn advance_to(&mut self, until_s: f64, lattice: &Lattice) -> (Option<Gap>, Look) {
        let lengths = step_lengths(until_s - self.time_s, self.case.options.step_s);
        let (mut gap, mut look) = (None, None);
        let stretches: Vec<&[f64]> = lengths.chunks(STRETCH_STEPS).collect();
        for (n, lengths) in stretches.iter().enumerate() {
            let last = n + 1 == stretches.len();
            let share = self.stretch(lengths, last.then_some(lattice));
            gap = gap.or(share.gap);
            look = last.then_some(share.look);
        }
        (gap, look.unwrap_or_else(|| self.look(lattice)))
    }

    /// Where elements of a box are counted in tables.
    fn cut(&self, lattice: &Lattice, area: [f64; 4]) -> Cut {
        let cut = lattice.cover(area);
        let fits = cut.cells().saturating_mul(self.scenarios.len()) <= MAX_COUNTED_CELLS;
        if fits { cut } else { Cut::default() }
    }

    /// One stretch of steps on all threads, with a look at its end when there is a lattice.
    fn stretch(&mut self, lengths: &[f64], lattice: Option<&Lattice>) -> Share {
        let sign = if self.case.options.backward { -1.0 } else { 1.0 };
        let mut times = Vec::with_capacity(lengths.len());
        let mut at = self.time_s;
        for length in lengths {
            times.push(sign * at);
            at += length;
        }
        let signed: Vec<f64> = lengths.iter().map(|length| sign * length).collect();
        let travel: f64 = lengths.iter().sum::<f64>() * REACH_MPS;
        let everything = widened(self.extent.everything(), travel);
        let cut = lattice.map_or(Cut::default(), |lattice| self.cut(lattice, everything));
        let options = &self.case.options;
        let within = widened(self.extent.moving(), travel);
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
        let threads = self.threads.min(self.blocks.len().div_ceil(BLOCKS_AT_ONCE)).max(1);
        let work = Mutex::new(self.blocks.chunks_mut(BLOCKS_AT_ONCE));
        let (reference, scenarios) = (self.reference, self.scenarios.len());
        let job = || {
            let mut share = Share { look: Look::new(cut, scenarios), ..Share::default() };
            // A poisoned lock means a panic on another thread, which ends the run below.
            while let Some(blocks) = work.lock().ok().and_then(|mut chunks| chunks.next()) {
                for block in blocks {
                    let gap = ensemble::run(block, &stretch);
                    share.gap = earlier(share.gap.take(), gap);
                    share.extent.take_in(block);
                    if let Some(lattice) = lattice {
                        share.look.add(block, lattice, reference);
                    }
                }
            }
            share
        };
        let shares: Vec<Share> = if threads == 1 {
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
        let mut whole = Share { look: Look::new(cut, scenarios), ..Share::default() };
        for share in shares {
            whole.gap = earlier(whole.gap.take(), share.gap);
            whole.extent.join(&share.extent);
            whole.look.merge(share.look);
        }
        self.extent = whole.extent;
        self.time_s = at;
        self.step += lengths.len() as u32;
        whole
    }
}

/// Number of kernel blocks of a case: each scenario begins a new one.
pub(crate) fn blocks_of(case: &Case) -> u32 {
    case.parts.iter().map(|part| part.elements.div_ceil(BLOCK as u32)).sum()
}

/// Longitude and latitude of the first element: moments are taken from there, and cells are square there.
pub(crate) fn reference(case: &Case) -> (f64, f64) {
    seeded(case, 0..1).first().map_or((0.0, 0.0), |block| (block.lon_deg[0], block.lat_deg[0]))
}

/// Middle of the turn of the globe on which all elements start.
pub(crate) fn middle_deg(case: &Case) -> f64 {
    let near = case.seeded_bounds();
    0.5 * (near[0] + near[2])
}

fn seeded(case: &Case, range: Range<u32>) -> Vec<Block> {
    let key = Key::new(case.options.seed);
    // All on one turn of the globe.
    let middle = middle_deg(case);
    let size = BLOCK as u32;
    let (mut blocks, mut number, mut first) = (Vec::new(), 0, 0);
    for (scenario, part) in (0_u16..).zip(&case.parts) {
        let of_part = part.elements.div_ceil(size);
        for n in range.start.saturating_sub(number).min(of_part)..range.end.saturating_sub(number).min(of_part) {
            let mut block = Block::new(scenario, (number + n) * size, first + n * size);
            let count = (part.elements - n * size).min(size) as usize;
            ensemble::fill(&mut block, count, &part.object, &case.options, 0.0, |slot| {
                let mut start = part.seeding.start(key, slot);
                start.lon_deg = middle + math::wrap_180(start.lon_deg - middle);
                start
            });
            blocks.push(block);
        }
        number += of_part;
        first += part.elements;
    }
    blocks
}
