//! Steps of a stretch: their lengths, the times at which fields are looked at, the box they may reach.

use sarex_model::ensemble::{Gap, Integrator, Options};
use sarex_model::position::metres_per_degree;

/// Times at which the current is looked at, in the order of the kernel.
pub(crate) fn stages(times: &[f64], lengths: &[f64], options: &Options) -> Vec<f64> {
    let shares: &[f64] = match options.integrator {
        Integrator::Euler => &[0.0],
        Integrator::RungeKutta2 => &[0.0, 0.5],
        Integrator::RungeKutta4 => &[0.0, 0.5, 1.0],
    };
    times.iter().zip(lengths).flat_map(|(time, length)| shares.iter().map(move |share| time + share * length)).collect()
}

/// Whole steps, and what is left as a last short one.
pub(crate) fn step_lengths(span_s: f64, step_s: f64) -> Vec<f64> {
    let whole = (span_s / step_s + 1e-9).floor();
    let mut lengths = vec![step_s; whole as usize];
    let rest = span_s - whole * step_s;
    if rest > 1e-6 {
        lengths.push(rest);
    }
    lengths
}

/// The gap that comes first in the run, and of the same time the one of the lowest element.
pub(crate) fn earlier(a: Option<Gap>, b: Option<Gap>) -> Option<Gap> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if (b.time_s.abs(), b.element) < (a.time_s.abs(), a.element) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// A box with metres added on every side.
pub(crate) fn widened([west, south, east, north]: [f64; 4], metres: f64) -> [f64; 4] {
    let (per_north, _) = metres_per_degree(0.0);
    let dlat = metres / per_north * 1.01;
    let widest = (south - dlat).abs().max((north + dlat).abs()).min(89.0);
    let (_, per_east) = metres_per_degree(widest);
    let dlon = (metres / per_east).min(180.0);
    [west - dlon, (south - dlat).max(-90.0), east + dlon, (north + dlat).min(90.0)]
}
