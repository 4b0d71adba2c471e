//! What a search of a rectangle is worth over a cloud of weighted elements that drift.

use super::fit::Fit;
use crate::math;
use crate::position::Vec2;

/// Moments of a search at which it is asked which elements are in the rectangle: each stands for a third of the coverage.
pub const MOMENTS: usize = 3;

/// From coverage to probability of detection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Law {
    /// Random search, `1 - exp(-C)`: the usual law of planners.
    #[default]
    Random,
    /// Inverse cube with evenly spaced parallel tracks, `erf(sqrt(pi)/2 C)`: an ideal.
    InverseCube,
}

impl Law {
    /// Probability of detection at a coverage.
    pub fn pod(self, coverage: f64) -> f64 {
        match self {
            Self::Random => crate::pod::random(coverage),
            Self::InverseCube => crate::pod::inverse_cube(coverage),
        }
    }

    /// Coverage at which the gain has fallen by the factor `exp(-depth)`: the inverse of the derivative of POD.
    pub fn coverage_at(self, depth: f64) -> f64 {
        match self {
            Self::Random => depth.max(0.0),
            Self::InverseCube => (4.0 / std::f64::consts::PI * depth.max(0.0)).sqrt(),
        }
    }
}

/// Weighted elements at the time of the map, all drifting alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cloud {
    /// Places in a frame of metres.
    pub places: Vec<Vec2>,
    /// Probability of each; what is missing to one is the rest of the world.
    pub weights: Vec<f64>,
    /// Common drift, metres a second.
    pub drift_mps: Vec2,
    /// Sides (east, north) of the box that each element stands for, metres; 0 for points.
    pub size_m: [f64; 2],
}

impl Cloud {
    /// Weighted mean; the origin without weight.
    pub fn mean(&self) -> Vec2 {
        let total: f64 = self.weights.iter().sum();
        let sum = self.places.iter().zip(&self.weights).fold(Vec2::ZERO, |sum, (at, weight)| sum + *at * *weight);
        if total > 0.0 { sum * (1.0 / total) } else { Vec2::ZERO }
    }

    /// Least and greatest east and north.
    pub fn bounds(&self) -> ([f64; 2], [f64; 2]) {
        let (mut least, mut greatest) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for at in &self.places {
            for (axis, value) in [at.east_m, at.north_m].into_iter().enumerate() {
                least[axis] = least[axis].min(value);
                greatest[axis] = greatest[axis].max(value);
            }
        }
        (least, greatest)
    }

    /// The same cloud in at most `side` by `side` elements, each the mean of those in a box.
    pub fn gathered(&self, side: usize) -> Self {
        let (least, greatest) = self.bounds();
        if self.places.len() <= side * side {
            return self.clone();
        }
        let step = [0, 1].map(|axis| ((greatest[axis] - least[axis]) / side as f64).max(1e-9));
        let bin = |value: f64, axis: usize| (((value - least[axis]) / step[axis]) as usize).min(side - 1);
        let mut sums = vec![(Vec2::ZERO, 0.0); side * side];
        for (at, weight) in self.places.iter().zip(&self.weights) {
            let sum = &mut sums[bin(at.north_m, 1) * side + bin(at.east_m, 0)];
            *sum = (sum.0 + *at * *weight, sum.1 + weight);
        }
        let full = sums.into_iter().filter(|(_, weight)| *weight > 0.0);
        let (places, weights) = full.map(|(sum, weight)| (sum * (1.0 / weight), weight)).unzip();
        Self { places, weights, drift_mps: self.drift_mps, size_m: self.size_m }
    }

    /// Bearing of the longer axis of the cloud, degrees.
    pub fn axis_deg(&self) -> f64 {
        let mean = self.mean();
        let (mut ee, mut en, mut nn) = (0.0, 0.0, 0.0);
        for (at, weight) in self.places.iter().zip(&self.weights) {
            let off = *at - mean;
            ee += weight * off.east_m * off.east_m;
            en += weight * off.east_m * off.north_m;
            nn += weight * off.north_m * off.north_m;
        }
        math::wrap_360(math::degrees(0.5 * math::atan2(2.0 * en, nn - ee)))
    }
}

/// The rectangle of a search as the elements see it (in a frame that drifts with them) at each moment.
pub fn moments(fit: &Fit, drift_mps: Vec2) -> [Vec2; MOMENTS] {
    std::array::from_fn(|n| {
        let share = (n as f64 + 0.5) / MOMENTS as f64;
        let time = fit.commence_s + share * (fit.end_s - fit.commence_s);
        fit.rectangle.centre - drift_mps * time
    })
}

/// Calls `found` with the number of each element that is in the rectangle at some moment, and the number of moments.
pub fn each_inside(cloud: &Cloud, fit: &Fit, mut found: impl FnMut(usize, usize)) {
    let centres = moments(fit, cloud.drift_mps);
    let [along, right] = fit.rectangle.axes();
    let (a, b) = (0.5 * fit.rectangle.length_m, 0.5 * fit.rectangle.width_m);
    let middle = centres[MOMENTS / 2];
    // Places of the rectangle along its own axes, seen from the middle one.
    let shifts = centres.map(|centre| ((centre - middle).dot(along), (centre - middle).dot(right)));
    let slack = shifts.iter().fold((0.0, 0.0), |most: (f64, f64), s| (most.0.max(s.0.abs()), most.1.max(s.1.abs())));
    let still = slack == (0.0, 0.0);
    for (n, at) in cloud.places.iter().enumerate() {
        let off = *at - middle;
        let (u, v) = (off.dot(along), off.dot(right));
        if u.abs() > a + slack.0 || v.abs() > b + slack.1 {
            continue;
        }
        let inside = |shift: &&(f64, f64)| (u - shift.0).abs() <= a && (v - shift.1).abs() <= b;
        let count = if still { MOMENTS } else { shifts.iter().filter(inside).count() };
        if count > 0 {
            found(n, count);
        }
    }
}

/// POD of an element that is inside at 0, 1, 2 and all moments.
pub fn pods(fit: &Fit, law: Law) -> [f64; MOMENTS + 1] {
    std::array::from_fn(|count| law.pod(fit.coverage * count as f64 / MOMENTS as f64))
}

/// Probability of success of a search, when element `n` is still there with probability `left[n]`.
pub fn gain(cloud: &Cloud, left: &[f64], fit: &Fit, law: Law) -> f64 {
    let pods = pods(fit, law);
    let mut sum = 0.0;
    each_inside(cloud, fit, |n, count| sum += left[n] * pods[count]);
    sum
}

/// Probability of each element after these searches without result, before normalising.
pub fn left_after<'f>(cloud: &Cloud, fits: impl Iterator<Item = &'f Fit>, law: Law) -> Vec<f64> {
    let mut left = cloud.weights.clone();
    for fit in fits {
        let pods = pods(fit, law);
        each_inside(cloud, fit, |n, count| left[n] *= 1.0 - pods[count]);
    }
    left
}
