//! One block through some steps.

use super::block::{Block, Leeway, State};
use super::forcing::{Cells, Window};
use super::geometry::{Latitudes, advance, displaced};
use super::options::{Integrator, JibeRule, Options, Perturbation, ShoreRule};
use super::philox::{Key, Stream};
use super::rare;
use super::{BLOCK, Gap, Scenario};
use crate::field::FieldGap;
use crate::leeway::jibe_probability;
use crate::shore::Shore;

/// What a stretch of steps needs: the forcings blended to its times, land, choices.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// Wind, one stage a step.
    pub wind: Window<'a>,
    /// Current: one stage a step for Euler, two and three for Runge-Kutta, in the order of time of each step.
    pub current: Window<'a>,
    /// Stokes drift, one stage a step.
    pub stokes: Option<Window<'a>>,
    /// Land; none: sea everywhere.
    pub shore: Option<&'a Shore>,
    /// Choices.
    pub options: &'a Options,
    /// Scenarios of the case.
    pub scenarios: &'a [Scenario],
    /// Number of the first step, from the start of the run.
    pub first_step: u32,
    /// Seconds at which each step begins.
    pub times_s: &'a [f64],
    /// Signed length of each step, seconds.
    pub lengths_s: &'a [f64],
}

/// Columns that live for a stretch; nothing in them outlasts a step but the latitudes.
struct Scratch {
    latitudes: Latitudes,
    cells: Cells,
    before: [[f64; BLOCK]; 2],
    wind: [[f32; BLOCK]; 2],
    leeway: [[f32; BLOCK]; 2],
    water: [[f32; BLOCK]; 2],
    seconds: [f32; BLOCK],
}

/// Moves a block through a stretch; returns the first gap of the data that stopped an element.
pub fn run(block: &mut Block, stretch: &Stretch<'_>) -> Option<Gap> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx512f")
        && std::arch::is_x86_feature_detected!("avx512vl")
        && std::arch::is_x86_feature_detected!("avx512dq")
    {
        // SAFETY: just asked.
        return unsafe { run_avx512(block, stretch) };
    }
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, just asked.
        return unsafe { run_avx2(block, stretch) };
    }
    run_portable(block, stretch)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512dq")]
fn run_avx512(block: &mut Block, stretch: &Stretch<'_>) -> Option<Gap> {
    steps(block, stretch)
}

/// The same code with wider vectors. Fused multiply-add stays off, so the bits are the same.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2(block: &mut Block, stretch: &Stretch<'_>) -> Option<Gap> {
    steps(block, stretch)
}

/// Without vectors beyond the baseline; public so that a test can compare the bits.
pub fn run_portable(block: &mut Block, stretch: &Stretch<'_>) -> Option<Gap> {
    steps(block, stretch)
}

#[inline(always)]
fn steps(block: &mut Block, stretch: &Stretch<'_>) -> Option<Gap> {
    let mut first = None;
    if !block.lives() {
        return None;
    }
    let zero = [[0.0_f32; BLOCK]; 2];
    let mut scratch = Scratch {
        latitudes: Latitudes::new(),
        cells: Cells::new(),
        before: [[0.0; BLOCK]; 2],
        wind: zero,
        leeway: zero,
        water: zero,
        seconds: [0.0; BLOCK],
    };
    scratch.latitudes.set(&block.lat_deg);
    for step in 0..stretch.times_s.len() {
        if !block.lives() {
            break;
        }
        let gap = one(block, stretch, step, &mut scratch);
        first = first.or(gap);
    }
    first
}

#[inline(always)]
fn one(block: &mut Block, stretch: &Stretch<'_>, step: usize, s: &mut Scratch) -> Option<Gap> {
    let options = stretch.options;
    rare::before(block, stretch, step);
    let length = stretch.lengths_s[step] as f32;
    for i in 0..BLOCK {
        s.seconds[i] = length * block.leeway.moving[i];
    }
    let mut gap = look(block, &stretch.wind, step, (&mut s.cells, &mut s.wind), (stretch, step));
    gap = gap.or(water(block, stretch, step, s));
    rare::noise(block, stretch, step, &mut s.wind, &mut s.water);
    leeway(&block.leeway, &s.wind, &mut s.leeway);
    if gap.is_some() {
        // Elements that left the data have come to rest.
        for i in 0..BLOCK {
            s.seconds[i] = length * block.leeway.moving[i];
        }
    }
    let shore = stretch.shore.filter(|_| options.shore != ShoreRule::Ignore);
    if shore.is_some() {
        s.before = [*block.lon_deg, *block.lat_deg];
    }
    let (leeway, water) = ((&s.leeway[0], &s.leeway[1]), (&s.water[0], &s.water[1]));
    advance(&mut block.lon_deg, &mut block.lat_deg, &mut s.latitudes, leeway, water, &s.seconds);
    if let Some(shore) = shore {
        land(block, shore, s, options.shore);
    }
    jibe(block, stretch, step);
    rare::after(block, stretch, step, &s.wind);
    gap
}

/// Looks a forcing up for every element; elements without an answer stop and the first of them is named.
#[inline(always)]
fn look(
    block: &mut Block,
    window: &Window<'_>,
    stage: usize,
    (cells, out): (&mut Cells, &mut [[f32; BLOCK]; 2]),
    at: (&Stretch<'_>, usize),
) -> Option<Gap> {
    let [east, north] = &mut *out;
    window.look(stage, (&block.lon_deg, &block.lat_deg), cells, (east, north));
    if window.is_constant() {
        return None;
    }
    let mut failed = 0_u32;
    for i in 0..BLOCK {
        failed |= u32::from((east[i] + north[i]).is_nan());
    }
    if failed == 0 { None } else { mend(block, window, stage, out, at) }
}

#[cold]
#[inline(never)]
fn mend(
    block: &mut Block,
    window: &Window<'_>,
    stage: usize,
    out: &mut [[f32; BLOCK]; 2],
    (stretch, step): (&Stretch<'_>, usize),
) -> Option<Gap> {
    let mut first = None;
    for lane in 0..BLOCK {
        if !(out[0][lane] + out[1][lane]).is_nan() {
            continue;
        }
        (out[0][lane], out[1][lane]) = (0.0, 0.0);
        if block.state[lane] != State::Adrift {
            continue;
        }
        match window.repair(stage, block.lon_deg[lane], block.lat_deg[lane]) {
            Ok([east, north]) => (out[0][lane], out[1][lane]) = (east, north),
            Err(gap) => {
                first = first.or_else(|| Some(lost(block, window, stretch.times_s[step], lane, gap)));
                block.stop(lane, State::OutOfData);
            }
        }
    }
    first
}

fn lost(block: &Block, window: &Window<'_>, time_s: f64, lane: usize, gap: FieldGap) -> Gap {
    Gap {
        time_s,
        element: block.first + lane as u32,
        reason: window.forcing().explain(gap, block.lon_deg[lane], block.lat_deg[lane], time_s),
    }
}

/// Current (and Stokes drift) of a step, by the chosen rule.
#[inline(always)]
fn water(block: &mut Block, stretch: &Stretch<'_>, step: usize, s: &mut Scratch) -> Option<Gap> {
    let at = (stretch, step);
    let stages = stretch.options.integrator.stages();
    let mut gap = look(block, &stretch.current, step * stages, (&mut s.cells, &mut s.water), at);
    if stages > 1 {
        gap = gap.or(runge_kutta(block, stretch, step, s));
    }
    let factor = stretch.options.current_factor as f32;
    if factor != 1.0 {
        for part in &mut s.water {
            part.iter_mut().for_each(|v| *v *= factor);
        }
    }
    if let Some(stokes) = &stretch.stokes {
        let mut drift = [[0.0_f32; BLOCK]; 2];
        gap = gap.or(look(block, stokes, step, (&mut s.cells, &mut drift), at));
        for (water, drift) in s.water.iter_mut().zip(&drift) {
            water.iter_mut().zip(drift).for_each(|(w, d)| *w += d);
        }
    }
    gap
}

/// Replaces the current where the step begins by the mean along the step.
#[inline(never)]
fn runge_kutta(block: &mut Block, stretch: &Stretch<'_>, step: usize, s: &mut Scratch) -> Option<Gap> {
    let at = (stretch, step);
    let stages = stretch.options.integrator.stages();
    let (lon, lat) = (*block.lon_deg, *block.lat_deg);
    let factor = stretch.options.current_factor as f32;
    let mut gap = None;
    let k1 = s.water;
    let Scratch { latitudes, cells, seconds, .. } = &mut *s;
    let mut look_after = |block: &mut Block, by: &[[f32; BLOCK]; 2], share: f64, stage: usize| {
        let mut scaled = *by;
        scaled.iter_mut().for_each(|part| part.iter_mut().for_each(|v| *v *= factor));
        let Block { lon_deg, lat_deg, .. } = block;
        displaced((&lon, &lat), latitudes, (&scaled[0], &scaled[1]), (seconds, share), (lon_deg, lat_deg));
        let mut out = [[0.0_f32; BLOCK]; 2];
        gap = gap.take().or(look(block, &stretch.current, step * stages + stage, (cells, &mut out), at));
        out
    };
    let mut mean = k1;
    let k2 = look_after(block, &k1, 0.5, 1);
    if stretch.options.integrator == Integrator::RungeKutta2 {
        mean = k2;
    } else {
        let k3 = look_after(block, &k2, 0.5, 1);
        let k4 = look_after(block, &k3, 1.0, 2);
        for part in 0..2 {
            for i in 0..BLOCK {
                let middle = k2[part][i] + k3[part][i];
                mean[part][i] = (k1[part][i] + 2.0 * middle + k4[part][i]) * (1.0 / 6.0);
            }
        }
    }
    s.water = mean;
    (*block.lon_deg, *block.lat_deg) = (lon, lat);
    gap
}

/// Speed through the water of every element; see [`crate::leeway::Coefficients::velocity`] for one.
#[inline(always)]
fn leeway(leeway: &Leeway, wind: &[[f32; BLOCK]; 2], out: &mut [[f32; BLOCK]; 2]) {
    for i in 0..BLOCK {
        let (we, wn) = (wind[0][i], wind[1][i]);
        let speed = (we * we + wn * wn).sqrt();
        let inverse = if speed > 0.0 { 1.0 / speed } else { 0.0 };
        let (e, n) = (we * inverse, wn * inverse);
        let down = leeway.down_slope[i] * speed + leeway.down_offset[i];
        let right = (leeway.cross_slope[i] + leeway.cross_spread[i]) * speed + leeway.cross_offset[i];
        out[0][i] = down * e + right * n;
        out[1][i] = down * n - right * e;
    }
}

#[inline(always)]
fn land(block: &mut Block, shore: &Shore, s: &mut Scratch, rule: ShoreRule) {
    for lane in 0..BLOCK {
        if shore.is_open_sea(block.lon_deg[lane], block.lat_deg[lane]) {
            continue;
        }
        ashore(block, shore, s, lane, rule);
    }
}

#[inline(never)]
fn ashore(block: &mut Block, shore: &Shore, s: &mut Scratch, lane: usize, rule: ShoreRule) {
    let from = (s.before[0][lane], s.before[1][lane]);
    let to = (block.lon_deg[lane], block.lat_deg[lane]);
    if block.state[lane] != State::Adrift {
        return;
    }
    let Some(met) = shore.first_land(from, to) else { return };
    match rule {
        ShoreRule::Strand => {
            (block.lon_deg[lane], block.lat_deg[lane]) = met;
            block.stop(lane, State::Stranded);
        }
        ShoreRule::Previous => (block.lon_deg[lane], block.lat_deg[lane]) = from,
        ShoreRule::Ignore => {}
    }
    s.latitudes.set_one(lane, block.lat_deg[lane]);
}

/// Turns the cross-wind slope of the elements that jibe.
#[inline(always)]
fn jibe(block: &mut Block, stretch: &Stretch<'_>, step: usize) {
    let options = stretch.options;
    if options.jibe_per_hour <= 0.0 {
        return;
    }
    let chance = jibe_probability(stretch.lengths_s[step].abs(), options.jibe_per_hour);
    let below = (chance * 4_294_967_296.0) as u32;
    let key = Key::new(options.seed);
    let number = stretch.first_step + step as u32;
    let group = block.slot / 4;
    let mut words = [[0_u32; BLOCK / 4]; 4];
    for g in 0..BLOCK / 4 {
        let four = key.words([group + g as u32, number, Stream::Jibe as u32, 0]);
        for (lane, word) in words.iter_mut().zip(four) {
            lane[g] = word;
        }
    }
    if options.jibe == JibeRule::FullSide || options.perturbation != Perturbation::ForLife {
        for lane in 0..BLOCK {
            if words[lane & 3][lane >> 2] < below {
                rare::change_side(block, stretch, lane);
            }
        }
        return;
    }
    for g in 0..BLOCK / 4 {
        for lane in 0..4 {
            let flip = u32::from(words[lane][g] < below) << 31;
            let slope = &mut block.leeway.cross_slope[4 * g + lane];
            *slope = f32::from_bits(slope.to_bits() ^ flip);
        }
    }
    if let Some(extra) = &mut block.extra {
        for (lane, left) in extra.left.iter_mut().enumerate() {
            *left ^= words[lane & 3][lane >> 2] < below;
        }
    }
}

impl Integrator {
    /// Looks at the current a step needs at different times.
    pub fn stages(self) -> usize {
        match self {
            Self::Euler => 1,
            Self::RungeKutta2 => 2,
            Self::RungeKutta4 => 3,
        }
    }
}
