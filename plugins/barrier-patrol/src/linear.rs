//! The linear patrol: to and fro along the line, while the objects cross it.
//!
//! Seen from objects of speed `u` the craft (speed `v`, sweep width `W`, path `b`) zigzags; each crossing carries it
//! `d = b u / v` upstream of them. A definite range leaves the share `(1 - h / 2d)^2` unswept, `h = W sqrt(1 + (u/v)^2)` the
//! swath as the objects meet it: `P = 1 - (1 - W / 2b sqrt(1 + (v/u)^2))^2`. By the law of random search
//! `P = 1 - exp(-C)`, `C = W sqrt(v^2 + u^2) / (b u)`.
//!
//! Koopman 1946, "Search and screening" (OEG Report 56); Washburn, "Search and Detection", barrier patrols.

use sarex_plugin_sdk::Vec2;

use crate::Patrol;
use crate::craft::Craft;
use crate::line::Line;

/// The patrol of one craft.
pub fn patrol(craft: &Craft, part: &Line, legs: usize) -> Patrol {
    let asset = craft.asset;
    let length_m = part.length_m();
    let inset_m = (asset.sweep_width_m / 2.0).min(length_m / 4.0);
    let path = part.part(inset_m, length_m - inset_m);
    let mut once: Vec<Vec2> = path.points().to_vec();
    let [a, b] = path.ends();
    if (b - asset.start).length() < (a - asset.start).length() {
        once.reverse();
    }
    let mut stops = vec![once[0]];
    while stops.len() <= legs {
        stops.extend(once.iter().skip(1));
        once.reverse();
    }
    stops.truncate(legs + 1);
    let (random, definite) = detection(asset.sweep_width_m, asset.search_mps, part.crossing_mps(), path.length_m());
    let coverage = -libm::log1p(-random.min(1.0 - 1e-12));
    let note = format!(
        "to and fro over {:.1} km, coverage {coverage:.2}, POD {random:.2} (random search), {definite:.2} (definite range)",
        path.length_m() / 1e3
    );
    Patrol { stops, spacing_m: 0.0, note }
}

/// Probability of detection by the law of random search, and with a definite range.
pub fn detection(sweep_width_m: f64, craft_mps: f64, object_mps: f64, path_m: f64) -> (f64, f64) {
    let relative_mps = (craft_mps * craft_mps + object_mps * object_mps).sqrt();
    let coverage = sweep_width_m * relative_mps / (path_m * object_mps);
    let missed = (1.0 - coverage / 2.0).max(0.0);
    (1.0 - libm::exp(-coverage), 1.0 - missed * missed)
}
