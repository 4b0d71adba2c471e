//! What few runs need and no fast loop should pay for: late release, change of class, capsizing, noise, renewal of the
//! perturbation, the other side on a jibe.

use super::block::{Block, Extra, State};
use super::options::{JibeRule, Perturbation};
use super::philox::{Key, Stream, unit};
use super::seed::set_leeway;
use super::step::Stretch;
use super::{BLOCK, Scenario};
use crate::math;

/// Before the look at the forcings: releases, changes of class, renewal of perturbations.
#[inline(always)]
pub(super) fn before(block: &mut Block, stretch: &Stretch<'_>, step: usize) {
    if block.extra.is_some() {
        before_extra(block, stretch, step);
    }
}

#[inline(never)]
fn before_extra(block: &mut Block, stretch: &Stretch<'_>, step: usize) {
    let Some(mut extra) = block.extra.take() else { return };
    let (begin, length) = (stretch.times_s[step], stretch.lengths_s[step]);
    release(block, &extra, begin, length);
    change_class(block, &mut extra, stretch, begin);
    if let Perturbation::Correlated { time_s } = stretch.options.perturbation {
        renew(block, &mut extra, stretch, step, math::exp(-length.abs() / time_s));
    }
    block.extra = Some(extra);
}

/// Elements whose time comes within this step move for the rest of it; in a backward run they arrive on board.
fn release(block: &mut Block, extra: &Extra, begin: f64, length: f64) {
    let end = begin + length;
    for lane in 0..block.len {
        let at = extra.release_s[lane];
        match block.state[lane] {
            State::Waiting if length > 0.0 && at < end => {
                block.state[lane] = State::Adrift;
                block.leeway.moving[lane] = ((end - at.max(begin)) / length) as f32;
            }
            State::Adrift if length > 0.0 => block.leeway.moving[lane] = 1.0,
            // Backward: an element is in the water after its time only.
            State::Adrift if at >= begin => block.stop(lane, State::Waiting),
            State::Adrift if at > end => block.leeway.moving[lane] = ((at - begin) / length) as f32,
            _ => {}
        }
    }
}

fn change_class(block: &mut Block, extra: &mut Extra, stretch: &Stretch<'_>, begin: f64) {
    let backward = stretch.options.backward;
    let scenario = &stretch.scenarios[block.scenario as usize];
    for lane in 0..block.len {
        let due = if backward { extra.change_s[lane] >= begin } else { extra.change_s[lane] <= begin };
        if !due || block.state[lane] != State::Adrift || !extra.change_s[lane].is_finite() {
            continue;
        }
        extra.change_s[lane] = if backward { f64::NEG_INFINITY } else { f64::INFINITY };
        extra.class[lane] = extra.class[lane].saturating_add(1);
        reload(block, extra, scenario, stretch, lane);
    }
}

/// Moves the perturbation one step on: `z' = r z + sqrt(1 - r^2) N`.
fn renew(block: &mut Block, extra: &mut Extra, stretch: &Stretch<'_>, step: usize, r: f64) {
    let key = Key::new(stretch.options.seed);
    let fresh = (1.0 - r * r).sqrt();
    let number = stretch.first_step + step as u32;
    let scenario = &stretch.scenarios[block.scenario as usize];
    for lane in 0..block.len {
        if block.state[lane] != State::Adrift {
            continue;
        }
        let z = key.normals(block.slot + lane as u32, number, Stream::Renewal, 0);
        for (normal, z) in extra.normal.iter_mut().zip(z) {
            normal[lane] = (r * f64::from(normal[lane]) + fresh * z) as f32;
        }
        reload(block, extra, scenario, stretch, lane);
    }
}

/// Sets the leeway of an element from its class, side, perturbation and whether it has capsized.
fn reload(block: &mut Block, extra: &Extra, scenario: &Scenario, stretch: &Stretch<'_>, lane: usize) {
    let class = scenario.class_after(extra.class[lane]);
    let normal = [f64::from(extra.normal[0][lane]), f64::from(extra.normal[1][lane])];
    set_leeway(&mut block.leeway, lane, class, extra.left[lane], normal, stretch.options);
    if extra.capsized[lane] {
        scale(block, lane, capsized_factor(stretch));
    }
}

fn capsized_factor(stretch: &Stretch<'_>) -> f32 {
    stretch.options.capsizing.map_or(1.0, |c| c.factor as f32)
}

fn scale(block: &mut Block, lane: usize, factor: f32) {
    let l = &mut block.leeway;
    for column in [&mut l.down_slope, &mut l.down_offset, &mut l.cross_slope, &mut l.cross_spread, &mut l.cross_offset]
    {
        column[lane] *= factor;
    }
}

/// A jibe when more than the slope follows: the other side's figures, or the side kept for later renewals.
#[inline(never)]
pub(super) fn change_side(block: &mut Block, stretch: &Stretch<'_>, lane: usize) {
    if block.state[lane] != State::Adrift {
        return;
    }
    let Some(mut extra) = block.extra.take() else { return };
    extra.left[lane] = !extra.left[lane];
    if stretch.options.jibe == JibeRule::FullSide {
        extra.normal[1][lane] = -extra.normal[1][lane];
    }
    reload(block, &extra, &stretch.scenarios[block.scenario as usize], stretch, lane);
    block.extra = Some(extra);
}

/// Errors of wind and current, drawn anew for every element and step.
#[inline(always)]
pub(super) fn noise(
    block: &Block,
    stretch: &Stretch<'_>,
    step: usize,
    wind: &mut [[f32; BLOCK]; 2],
    water: &mut [[f32; BLOCK]; 2],
) {
    let o = stretch.options;
    if o.wind_noise_mps > 0.0 || o.current_noise_mps > 0.0 || o.current_noise_uniform_mps > 0.0 {
        add_noise(block, stretch, step, wind, water);
    }
}

#[inline(never)]
fn add_noise(
    block: &Block,
    stretch: &Stretch<'_>,
    step: usize,
    wind: &mut [[f32; BLOCK]; 2],
    water: &mut [[f32; BLOCK]; 2],
) {
    let o = stretch.options;
    let key = Key::new(o.seed);
    let number = stretch.first_step + step as u32;
    for lane in 0..block.len {
        let element = block.slot + lane as u32;
        let z = key.normals(element, number, Stream::Noise, 0);
        let even = key.draw(element, number, Stream::Noise, 1).map(|word| 2.0 * unit(word) - 1.0);
        for part in 0..2 {
            wind[part][lane] += (o.wind_noise_mps * z[part]) as f32;
            let error = o.current_noise_mps * z[part + 2] + o.current_noise_uniform_mps * even[part];
            water[part][lane] += error as f32;
        }
    }
}

/// After the move: capsizing.
#[inline(always)]
pub(super) fn after(block: &mut Block, stretch: &Stretch<'_>, step: usize, wind: &[[f32; BLOCK]; 2]) {
    if stretch.options.capsizing.is_some() && block.extra.is_some() {
        capsize(block, stretch, step, wind);
    }
}

#[inline(never)]
fn capsize(block: &mut Block, stretch: &Stretch<'_>, step: usize, wind: &[[f32; BLOCK]; 2]) {
    let (Some(rule), Some(mut extra)) = (stretch.options.capsizing, block.extra.take()) else { return };
    let key = Key::new(stretch.options.seed);
    let number = stretch.first_step + step as u32;
    let hours = stretch.lengths_s[step].abs() / 3600.0;
    for lane in 0..block.len {
        // Backward, only what has capsized can right itself.
        if block.state[lane] != State::Adrift || extra.capsized[lane] != stretch.options.backward {
            continue;
        }
        let speed = math::hypot(f64::from(wind[0][lane]), f64::from(wind[1][lane]));
        let per_hour = 0.5 + 0.5 * math::tanh((speed - rule.wind_mps) / rule.width_mps);
        let [word, ..] = key.draw(block.slot + lane as u32, number, Stream::Capsize, 0);
        if unit(word) < per_hour * hours {
            extra.capsized[lane] = !stretch.options.backward;
            let factor =
                if stretch.options.backward { 1.0 / capsized_factor(stretch) } else { capsized_factor(stretch) };
            scale(block, lane, factor);
        }
    }
    block.extra = Some(extra);
}
