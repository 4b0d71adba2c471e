//! Filling blocks: leeway and side of every element; places and times come from the caller.

use super::block::{Block, Extra, Leeway, State};
use super::options::{JibeRule, Options, Perturbation};
use super::philox::{Key, Stream, unit};
use super::{BLOCK, Change, Scenario};
use crate::leeway::LeewayClass;
use crate::math;

/// Redraws before a perturbation is left at zero; one is rarely needed.
const MAX_REDRAWS: u32 = 1000;
/// % of a wind speed, or cm/s, as a share or in m/s.
const PER_CENT: f64 = 0.01;

/// Where and when an element enters the water.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// Degrees east.
    pub lon_deg: f64,
    /// Degrees north.
    pub lat_deg: f64,
    /// Seconds.
    pub time_s: f64,
}

/// Fills a block with elements that start where `start` says; `start` gets the element's slot.
///
/// Sides alternate right, left, right, ... Perturbations are normal with the deviations of the class; the downwind one is
/// drawn again while its slope is below zero.
///
/// # References
/// Breivik and Allen 2008, J. Marine Systems 69; OpenDrift `leeway.py` at 130bc999 (equations).
pub fn fill(
    block: &mut Block,
    count: usize,
    scenario: &Scenario,
    options: &Options,
    run_start_s: f64,
    mut start: impl FnMut(u32) -> Start,
) {
    let key = Key::new(options.seed);
    let count = count.min(BLOCK);
    let mut extra = Extra::new();
    let mut late = false;
    for lane in 0..count {
        let slot = block.slot + lane as u32;
        let at = start(slot);
        (block.lon_deg[lane], block.lat_deg[lane]) = (at.lon_deg, at.lat_deg);
        let left = slot % 2 == 1;
        let normal = perturbation(key, slot, &scenario.class, options);
        set_leeway(&mut block.leeway, lane, &scenario.class, left, normal, options);
        extra.left[lane] = left;
        extra.normal[0][lane] = normal[0] as f32;
        extra.normal[1][lane] = normal[1] as f32;
        extra.release_s[lane] = at.time_s;
        extra.change_s[lane] = scenario.changes.first().map_or(f64::INFINITY, |c| {
            change_time(key, slot, c, if options.backward { run_start_s } else { at.time_s }, options)
        });
        extra.capsized[lane] = options.backward && options.capsizing.is_some();
        let waits = !options.backward && at.time_s > run_start_s;
        late |= waits || (options.backward && at.time_s > f64::NEG_INFINITY);
        block.state[lane] = if waits { State::Waiting } else { State::Adrift };
        block.leeway.moving[lane] = if waits { 0.0 } else { 1.0 };
    }
    // Padding stands where the first element does, so that it never stretches a window.
    for lane in count..BLOCK {
        (block.lon_deg[lane], block.lat_deg[lane]) = (block.lon_deg[0], block.lat_deg[0]);
    }
    block.len = count;
    let needed = late
        || !scenario.changes.is_empty()
        || options.capsizing.is_some()
        || options.jibe == JibeRule::FullSide
        || options.perturbation != Perturbation::ForLife;
    block.extra = needed.then(|| Box::new(extra));
}

/// When an element takes its next class.
fn change_time(key: Key, slot: u32, change: &Change, from_s: f64, options: &Options) -> f64 {
    let after_s = match change.when {
        super::When::After { seconds } => seconds,
        super::When::PerHour { chance } => {
            let [word, ..] = key.draw(slot, 0, Stream::Change, 0);
            // A Poisson process with this chance within an hour.
            let rate = -math::ln_1p(-chance.clamp(0.0, 1.0)) / 3600.0;
            -math::ln(unit(word)) / rate
        }
    };
    // In a backward run the time of the release is unknown: the change happened that long before the find.
    if options.backward { from_s - after_s } else { from_s + after_s }
}

/// The normal numbers behind an element's perturbations.
fn perturbation(key: Key, slot: u32, class: &LeewayClass, options: &Options) -> [f64; 2] {
    let cross = key.normals(slot, 0, Stream::Leeway, 0)[1];
    let allowed = |z: f64| class.dwl_slope_pct + class.dwl_std_cm_s * z / 20.0 >= 0.0;
    if options.perturbation != Perturbation::ForLife {
        // Renewed draws cannot be refused; `set_leeway` holds the slope at zero instead.
        return [key.normals(slot, 0, Stream::Leeway, 0)[0], cross];
    }
    let draws = (0..MAX_REDRAWS).map(|round| key.normals(slot, 0, Stream::Leeway, round)[0]);
    [draws.into_iter().find(|z| allowed(*z)).unwrap_or(0.0), cross]
}

/// Writes the leeway of an element of a class, on a side, with perturbations of so many standard deviations.
pub(super) fn set_leeway(
    leeway: &mut Leeway,
    lane: usize,
    class: &LeewayClass,
    left: bool,
    normal: [f64; 2],
    options: &Options,
) {
    let side = if left { &class.cwl_left } else { &class.cwl_right };
    let spread = if options.spread { 1.0 } else { 0.0 };
    let (e_d, e_c) = (spread * class.dwl_std_cm_s * normal[0], spread * side.std_cm_s * normal[1]);
    let mirror = if options.mirror_crosswind { -1.0 } else { 1.0 };
    leeway.down_slope[lane] = (PER_CENT * (class.dwl_slope_pct + e_d / 20.0).max(0.0)) as f32;
    leeway.down_offset[lane] = (PER_CENT * (class.dwl_offset_cm_s + e_d / 2.0)) as f32;
    leeway.cross_slope[lane] = (mirror * PER_CENT * side.slope_pct) as f32;
    leeway.cross_spread[lane] = (mirror * PER_CENT * e_c / 20.0) as f32;
    leeway.cross_offset[lane] = (mirror * PER_CENT * (side.offset_cm_s + e_c / 2.0)) as f32;
}
