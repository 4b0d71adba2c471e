//! Recursive bisection: the region is cut across its longer side so that each half of the craft gets its share, and so
//! on until every part has one craft.
//!
//! Berger and Bokhari 1987, "A partitioning strategy for nonuniform problems on multiprocessors" (IEEE Transactions on
//! Computers C-36:570), with shares after Hert and Lumelsky 1998, "Polygon area decomposition for multiple-robot
//! workspace division" (Int. J. Computational Geometry and Applications 8:437). A convex region gives convex parts.

use sarex_plugin_sdk::Vec2;
use sarex_plugin_sdk::geometry::polygon_area_m2;

use crate::craft::Craft;
use crate::polygon::{below, extent};

/// Halvings of an interval: to a millionth of a millionth of it.
const HALVINGS: usize = 40;

/// Some of a map's probability at a place.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Centre of the little square that it is spread over.
    pub at: Vec2,
    /// Its probability.
    pub poc: f64,
}

/// A part of the region.
pub struct Part {
    /// Its corners, in order.
    pub corners: Vec<Vec2>,
    /// Probability inside.
    pub poc: f64,
    /// Where the probability lies.
    pub samples: Vec<Sample>,
}

impl Part {
    /// Its area.
    pub fn area_m2(&self) -> f64 {
        polygon_area_m2(&self.corners)
    }
}

/// One part for each craft, in the order of the craft. `pitch_m`: the size of a sample where the parts shall hold
/// probability in proportion to what the craft sweep; none: area.
pub fn divide(whole: Part, along: Vec2, pitch_m: Option<f64>, craft: &[Craft]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(craft.len());
    let cutter = Cutter { along, pitch_m, craft };
    cutter.halve(whole, (0..craft.len()).collect(), &mut parts);
    parts.sort_by_key(|(index, _)| *index);
    parts.into_iter().map(|(_, part)| part).collect()
}

struct Cutter<'a> {
    along: Vec2,
    pitch_m: Option<f64>,
    craft: &'a [Craft<'a>],
}

impl Cutter<'_> {
    fn halve(&self, part: Part, mut members: Vec<usize>, parts: &mut Vec<(usize, Part)>) {
        if let [only] = members[..] {
            parts.push((only, part));
            return;
        }
        let axis = self.longer_axis(&part.corners);
        // In the order of their starts, so that ways there do not cross.
        let place = |index: usize| self.craft[index].asset.start.dot(axis);
        members.sort_by(|a, b| place(*a).total_cmp(&place(*b)).then(a.cmp(b)));
        let far = members.split_off(members.len() / 2);
        let sweeps = |members: &[usize]| members.iter().map(|index| self.craft[*index].swept_m2()).sum::<f64>();
        let share = sweeps(&members) / (sweeps(&members) + sweeps(&far));
        let at_m = self.cut_m(&part, axis, share);
        let (near_samples, far_samples) = part.samples.into_iter().partition(|sample| sample.at.dot(axis) <= at_m);
        self.halve(new_part(below(&part.corners, axis, at_m), near_samples), members, parts);
        self.halve(new_part(below(&part.corners, -axis, -at_m), far_samples), far, parts);
    }

    fn longer_axis(&self, corners: &[Vec2]) -> Vec2 {
        let size_m = |axis: Vec2| {
            let (low, high) = extent(corners, axis);
            high - low
        };
        let across = self.along.right();
        if size_m(across) > size_m(self.along) { across } else { self.along }
    }

    /// Where to cut so that this share lies before the cut.
    fn cut_m(&self, part: &Part, axis: Vec2, share: f64) -> f64 {
        let extent_m = extent(&part.corners, axis);
        match self.pitch_m.filter(|_| part.poc > 0.0) {
            Some(pitch_m) => {
                let mut spread = Spread::new(&part.samples, axis, pitch_m);
                halve(extent_m, |at_m, bounds_m| spread.before(at_m, bounds_m) < share * part.poc)
            }
            None => {
                let whole_m2 = part.area_m2();
                halve(extent_m, |at_m, _| polygon_area_m2(&below(&part.corners, axis, at_m)) < share * whole_m2)
            }
        }
    }
}

/// Halves an interval towards the place up to which there is too little.
fn halve((mut low, mut high): (f64, f64), mut too_little: impl FnMut(f64, (f64, f64)) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if too_little(middle, (low, high)) { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

fn new_part(corners: Vec<Vec2>, samples: Vec<Sample>) -> Part {
    Part { corners, poc: samples.iter().map(|sample| sample.poc).sum(), samples }
}

/// Samples along an axis, each spread over its width; only those that the next question is about are kept.
struct Spread {
    open: Vec<(f64, f64)>,
    half_m: f64,
    /// Probability of those that lie before every further question.
    before: f64,
}

impl Spread {
    fn new(samples: &[Sample], axis: Vec2, pitch_m: f64) -> Self {
        let open = samples.iter().map(|sample| (sample.at.dot(axis), sample.poc)).collect();
        Self { open, half_m: pitch_m / 2.0 * (axis.east_m.abs() + axis.north_m.abs()), before: 0.0 }
    }

    /// Probability before `at_m`; this and all further questions are about places within `bounds_m`.
    fn before(&mut self, at_m: f64, bounds_m: (f64, f64)) -> f64 {
        let half_m = self.half_m;
        let passed: f64 = self.open.iter().filter(|(at, _)| at + half_m <= bounds_m.0).map(|(_, poc)| poc).sum();
        self.before += passed;
        self.open.retain(|(at, _)| at + half_m > bounds_m.0 && at - half_m < bounds_m.1);
        let share = |at: f64| ((at_m - at + half_m) / (2.0 * half_m)).clamp(0.0, 1.0);
        self.before + self.open.iter().map(|(at, poc)| poc * share(*at)).sum::<f64>()
    }
}
