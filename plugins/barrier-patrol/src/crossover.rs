//! The crossover patrol: seen from the objects, the craft runs straight across their way again and again.
//!
//! With craft speed `v` and object speed `u` square to the line the craft keeps the objects' pace by leading them by the
//! angle `alpha`, `sin alpha = u / v`, and crosses a line of length `b` in `b / (v cos alpha)`, in which it falls
//! `b tan alpha` downstream. At the side it runs `M` upstream, which carries it `S = M (v + u) / v` upstream of the
//! objects: the spacing of its crossings. `M = b tan alpha` brings it back to the line (stationary element); with `S`
//! given, `M = S v / (v + u)` and the element advances or retreats by `M - b tan alpha` a crossing.
//!
//! Koopman 1946, "Search and screening" (OEG Report 56), the crossover barrier patrol.

use sarex_plugin_sdk::{PlanError, Task, Vec2};

use crate::Patrol;
use crate::craft::Craft;
use crate::input::Settings;
use crate::line::Line;

/// The crossings of one craft on its part of the line.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Angle by which the craft leads the objects, radians.
    pub lead: f64,
    /// Downstream in a crossing, metres.
    pub fall_m: f64,
    /// Upstream at the side, metres.
    pub climb_m: f64,
    /// Distance between crossings as the objects see them, metres.
    pub spacing_m: f64,
}

impl Element {
    /// The element for a run of `across_m` at `craft_mps` against objects of `object_mps`; `spacing_m`: of the crossings,
    /// none: stationary. None when the objects are as fast as the craft.
    pub fn new(across_m: f64, craft_mps: f64, object_mps: f64, spacing_m: Option<f64>) -> Option<Self> {
        if object_mps >= 0.98 * craft_mps {
            return None;
        }
        let lead = libm::asin(object_mps / craft_mps);
        let fall_m = across_m * libm::tan(lead);
        let gain = (craft_mps + object_mps) / craft_mps;
        let climb_m = spacing_m.map_or(fall_m, |spacing_m| spacing_m / gain);
        Some(Self { lead, fall_m, climb_m, spacing_m: climb_m * gain })
    }

    /// How far the barrier moves upstream with each crossing, metres; negative: it retreats.
    pub fn advance_m(&self) -> f64 {
        self.climb_m - self.fall_m
    }
}

/// The patrol of one craft.
pub fn patrol(task: &Task, settings: &Settings, craft: &Craft, part: &Line, legs: usize) -> Result<Patrol, PlanError> {
    let asset = craft.asset;
    let (near, run) = path(part, asset.sweep_width_m);
    let across_m = run.length();
    let asked_m = settings.advance.then(|| task.spacing_m.unwrap_or(asset.sweep_width_m));
    let speed_mps = part.crossing_mps();
    let element = Element::new(across_m, asset.search_mps, speed_mps, asked_m).ok_or_else(|| {
        PlanError::Infeasible(format!(
            "unit {} runs {:.1} m/s and cannot cross ahead of objects of {speed_mps:.1} m/s: use barrier-linear",
            asset.id, asset.search_mps
        ))
    })?;
    let down = part.downstream();
    let far_first = (near + run - asset.start).length() < (near - asset.start).length();
    let (begin, run) = if far_first { (near + run, -run) } else { (near, run) };
    let (mut across, mut upstream_m) = (false, 0.0);
    let mut stops = vec![begin];
    for leg in 0..legs {
        if leg % 2 == 0 {
            across = !across;
            upstream_m -= element.fall_m;
        } else {
            upstream_m += element.climb_m;
        }
        stops.push(begin + run * f64::from(u8::from(across)) - down * upstream_m);
    }
    Ok(Patrol { stops, spacing_m: element.spacing_m, note: note(&element, asset.sweep_width_m) })
}

/// Where the craft turns: half a sweep width inside the ends, at most a quarter of the line.
pub fn path(part: &Line, sweep_width_m: f64) -> (Vec2, Vec2) {
    let [a, b] = part.ends();
    let inset = part.direction() * (sweep_width_m / 2.0).min((b - a).length() / 4.0);
    (a + inset, b - a - inset * 2.0)
}

fn note(element: &Element, sweep_width_m: f64) -> String {
    let coverage = sweep_width_m / element.spacing_m.max(1e-6);
    let moves = match element.advance_m() {
        by if by > 1.0 => format!("advancing {by:.0} m a crossing"),
        by if by < -1.0 => format!("retreating {:.0} m a crossing", -by),
        _ => "stationary".into(),
    };
    let ideal = libm::erf(core::f64::consts::PI.sqrt() / 2.0 * coverage);
    format!(
        "lead {:.1} deg, {moves}, crossings {:.0} m apart, coverage {coverage:.2}, POD {ideal:.2} (inverse cube law), {:.2} (definite range)",
        element.lead.to_degrees(),
        element.spacing_m,
        coverage.min(1.0)
    )
}
