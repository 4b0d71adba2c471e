//! Rectangles for real units: one each, searched by parallel tracks, that can be reached and left in time, keep their
//! nation's waters and their distance from one another, and together find as much as possible.
//!
//! The continuous best ([`crate::allocation`]) knows no transit, no rectangle and no neighbour. Here a greedy choice (the unit
//! and rectangle that gain most come first) is improved by moving, turning, stretching, exchanging and replacing, and then
//! measured against that best with the same effort.
//!
//! # References
//! reference/sar-science.md, section 3.6 (real constraints; particle greedy rectangles as in SAROPS); Hooke and Jeeves 1961 for
//! the pattern search.

pub mod bound;
pub mod fit;
mod moves;
pub mod score;
mod search;
pub mod shape;

pub use bound::Grid;
pub use fit::{Fit, Searcher};
pub use score::{Cloud, Law};
pub use shape::Rectangle;

use crate::position::Vec2;

/// Units that are planned for at once.
pub const MOST_UNITS: usize = 40;

/// Waters that only units of one nation search, which search nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Waters {
    /// Number of the nation.
    pub nation: usize,
    /// Corners of a polygon.
    pub corners: Vec<Vec2>,
}

/// A line that units of a nation stay on one side of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Number of the nation.
    pub nation: usize,
    /// A point on the line.
    pub point: Vec2,
    /// Direction across the line to the nation's side.
    pub towards: Vec2,
}

/// What the rectangles must keep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Exclusive waters.
    pub waters: Vec<Waters>,
    /// Dividing lines.
    pub lines: Vec<Line>,
    /// Least distance between two rectangles, metres.
    pub separation_m: f64,
    /// Whether units of different height bands may search the same water.
    pub overlap_by_height: bool,
    /// From coverage to probability of detection.
    pub law: Law,
}

impl Rules {
    /// Whether a unit may search a rectangle at all.
    pub fn allow(&self, searcher: &Searcher, rectangle: &Rectangle) -> bool {
        let own = |waters: &&Waters| searcher.nation == Some(waters.nation);
        let mut home = self.waters.iter().filter(own).peekable();
        if home.peek().is_some() && !home.any(|waters| rectangle.is_inside(&waters.corners)) {
            return false;
        }
        let foreign = self.waters.iter().filter(|waters| searcher.nation != Some(waters.nation));
        if foreign.into_iter().any(|waters| rectangle.meets(&waters.corners)) {
            return false;
        }
        let lines = self.lines.iter().filter(|line| searcher.nation == Some(line.nation));
        lines.into_iter().all(|line| rectangle.corners().iter().all(|c| (*c - line.point).dot(line.towards) >= 0.0))
    }

    /// Whether two units may search these rectangles at once.
    pub fn apart(&self, one: (&Searcher, &Rectangle), other: (&Searcher, &Rectangle)) -> bool {
        let bands = one.0.height_band.zip(other.0.height_band);
        (self.overlap_by_height && bands.is_some_and(|(a, b)| a != b)) || {
            // Most are far from one another, which the circles round them tell.
            let away = (one.1.centre - other.1.centre).length() - one.1.reach_m() - other.1.reach_m();
            away > self.separation_m || {
                let gap = one.1.gap_m(other.1);
                gap > 0.0 && gap >= self.separation_m
            }
        }
    }
}

/// A plan for all units.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The search of each unit; none where nothing can be gained.
    pub fits: Vec<Option<Fit>>,
    /// Probability of success of each unit, given that those before it in the list found nothing.
    pub pos_by_unit: Vec<f64>,
    /// Probability of the elements inside each rectangle, before any search, mean over the time of the search.
    pub poc_by_unit: Vec<f64>,
    /// Probability of success of all units, over the elements.
    pub pos: f64,
    /// The same on the map that the bound is of.
    pub pos_on_map: f64,
    /// The highest that the same effort could have on that map without any constraint.
    pub bound: f64,
    /// Weight of each element after the search, before normalising.
    pub left: Vec<f64>,
    /// Rectangles that were looked at.
    pub looked_at: u64,
}

impl Recommendation {
    /// Share of the bound that is reached, on the same map; 1 when nothing could be found.
    pub fn share_of_bound(&self) -> f64 {
        if self.bound > 0.0 { self.pos_on_map / self.bound } else { 1.0 }
    }
}

/// Rectangles for the units over the cloud. The same input always gives the same plan; `seed` names the random restarts.
///
/// Lists longer than [`MOST_UNITS`] are cut; elements with weights that are no weights must have been taken out.
pub fn recommend(cloud: &Cloud, searchers: &[Searcher], rules: &Rules, seed: u64) -> Recommendation {
    let searchers = &searchers[..searchers.len().min(MOST_UNITS)];
    let (fits, looked_at) = search::search(cloud, searchers, rules, seed);
    let mut left = cloud.weights.clone();
    let (mut pos_by_unit, mut poc_by_unit) = (Vec::new(), Vec::new());
    for fit in &fits {
        let Some(fit) = fit else {
            pos_by_unit.push(0.0);
            poc_by_unit.push(0.0);
            continue;
        };
        pos_by_unit.push(score::gain(cloud, &left, fit, rules.law));
        let mut held = 0.0;
        score::each_inside(cloud, fit, |n, count| held += cloud.weights[n] * count as f64 / score::MOMENTS as f64);
        poc_by_unit.push(held);
        let pods = score::pods(fit, rules.law);
        score::each_inside(cloud, fit, |n, count| left[n] *= 1.0 - pods[count]);
    }
    let grid = Grid::of(cloud);
    let effort: f64 = fits.iter().flatten().map(Fit::effort_m2).sum();
    let pos = pos_by_unit.iter().sum();
    let pos_on_map = grid.worth(fits.iter().flatten(), rules.law);
    Recommendation {
        pos,
        pos_on_map,
        bound: grid.best(effort, rules.law),
        fits,
        pos_by_unit,
        poc_by_unit,
        left,
        looked_at,
    }
}
