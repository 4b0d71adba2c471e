//! Colours: buff paper and light blue sea as on printed charts, probability from ColorBrewer's RdPu, units from the
//! palette of Okabe and Ito (2008), which colour-blind readers tell apart.

pub(super) const PAPER: &str = "#fdfcf7";
pub(super) const SEA: &str = "#e9f3f8";
pub(super) const TEXT: &str = "#1a2430";
pub(super) const WEAK: &str = "#55636f";
pub(super) const DATUM: &str = "#49006a";
pub(super) const GOOD: &str = "#00614a";
pub(super) const BAD: &str = "#b00020";

const SHADES: [&str; 6] = ["#fdeeea", "#fde0dd", "#fcc5c0", "#fbb4be", "#fa9fb5", "#f768a1"];
const UNITS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#8f3f71", "#5b5b00", "#333333"];

/// For a share of the likeliest cell, 0 to 1.
pub(super) fn shade(share: f64) -> &'static str {
    let step = (share.clamp(0.0, 1.0) * SHADES.len() as f64) as usize;
    SHADES[step.min(SHADES.len() - 1)]
}

/// For a part of a plan.
pub(super) fn unit_colour(index: usize) -> &'static str {
    UNITS[index % UNITS.len()]
}
