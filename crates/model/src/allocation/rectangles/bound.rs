//! The best possible with the same effort and no constraint, and a plan's worth on the same map.
//!
//! The map is a grid over the cloud with probability spread evenly inside each cell, in the frame that drifts along. POD is
//! a concave function of coverage, so no distribution of the effort inside a cell beats an even one (Jensen), and none over
//! the cells beats the one of Charnes and Cooper.

use super::fit::Fit;
use super::score::{Cloud, Law, MOMENTS, moments};
use crate::allocation::charnes_cooper::fill;
use crate::math;
use crate::position::Vec2;

/// Elements a cell should have on average, so that the map shows the cloud and not its noise.
const ELEMENTS_PER_CELL: f64 = 8.0;

/// A grid of probability in metres.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    least: [f64; 2],
    step: [f64; 2],
    columns: usize,
    rows: usize,
    mass: Vec<f64>,
    drift_mps: Vec2,
}

impl Grid {
    /// The map of a cloud: about eight elements a cell, 8 to 60 cells a side.
    pub fn of(cloud: &Cloud) -> Self {
        let side = ((cloud.places.len() as f64 / ELEMENTS_PER_CELL).sqrt() as usize).clamp(8, 60);
        let (mut least, mut greatest) = cloud.bounds();
        for axis in 0..2 {
            // Half a metre keeps a cloud in one place from having no size.
            let half = 0.5 * cloud.size_m[axis].max(1.0);
            least[axis] -= half;
            greatest[axis] += half;
        }
        let step = [0, 1].map(|axis| (greatest[axis] - least[axis]) / side as f64);
        let mut mass = vec![0.0; side * side];
        for (at, weight) in cloud.places.iter().zip(&cloud.weights) {
            // An element that stands for a box lies in several cells.
            let shares = |value: f64, axis: usize| {
                let half = 0.5 * cloud.size_m[axis].max(1e-6);
                let from = (value - half - least[axis]) / step[axis];
                let to = (value + half - least[axis]) / step[axis];
                let cells = (from.max(0.0) as usize).min(side - 1)..=(to.max(0.0) as usize).min(side - 1);
                cells.map(move |n| (n, (to.min(n as f64 + 1.0) - from.max(n as f64)).max(0.0) / (to - from)))
            };
            for (row, high) in shares(at.north_m, 1) {
                for (column, wide) in shares(at.east_m, 0) {
                    mass[row * side + column] += weight * high * wide;
                }
            }
        }
        Self { least, step, columns: side, rows: side, mass, drift_mps: cloud.drift_mps }
    }

    fn cell_m2(&self) -> f64 {
        self.step[0] * self.step[1]
    }

    /// The highest probability of success that this effort (area swept, square metres) can have on the map.
    pub fn best(&self, effort_m2: f64, law: Law) -> f64 {
        let coverage = match law {
            Law::Random => {
                let rate = vec![1.0 / self.cell_m2(); self.mass.len()];
                let gain: Vec<f64> =
                    self.mass.iter().map(|m| if *m > 0.0 { math::ln(*m) } else { f64::NEG_INFINITY }).collect();
                let mut spent = vec![0.0; self.mass.len()];
                fill(&gain, &rate, effort_m2, &mut spent);
                spent.iter().map(|z| z / self.cell_m2()).collect()
            }
            Law::InverseCube => self.fill_by_halving(effort_m2, law),
        };
        self.mass.iter().zip(&coverage).map(|(m, c): (&f64, &f64)| m * law.pod(*c)).sum()
    }

    /// Coverage of each cell with one common gain, found by halving its logarithm; errs to the side of more effort.
    fn fill_by_halving(&self, effort_m2: f64, law: Law) -> Vec<f64> {
        let top = self.mass.iter().copied().fold(0.0, f64::max);
        let ln = |m: f64| if m > 0.0 { math::ln(m / top) } else { f64::NEG_INFINITY };
        let depths: Vec<f64> = self.mass.iter().map(|m| ln(*m)).collect();
        let coverage = |level: f64| depths.iter().map(|d| law.coverage_at(d + level)).collect::<Vec<f64>>();
        let wanted = effort_m2 / self.cell_m2();
        let (mut low, mut high) = (0.0, 1.0);
        while coverage(high).iter().sum::<f64>() < wanted && high < 1e6 {
            high *= 2.0;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if coverage(middle).iter().sum::<f64>() < wanted { low = middle } else { high = middle }
        }
        coverage(high)
    }

    /// Probability of success of searches on the map, by the mean coverage of each cell.
    pub fn worth<'f>(&self, fits: impl Iterator<Item = &'f Fit>, law: Law) -> f64 {
        let mut coverage = vec![0.0; self.mass.len()];
        for fit in fits {
            for centre in moments(fit, self.drift_mps) {
                let seen = super::shape::Rectangle { centre, ..fit.rectangle };
                for (cell, sum) in coverage.iter_mut().enumerate() {
                    let (row, column) = ((cell / self.columns) as f64, (cell % self.columns) as f64);
                    let least = [self.least[0] + column * self.step[0], self.least[1] + row * self.step[1]];
                    let overlap = seen.overlap_m2(least, [least[0] + self.step[0], least[1] + self.step[1]]);
                    *sum += fit.coverage * overlap / self.cell_m2() / MOMENTS as f64;
                }
            }
        }
        debug_assert_eq!(self.rows * self.columns, coverage.len());
        self.mass.iter().zip(&coverage).map(|(m, c)| m * law.pod(*c)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::koopman::normal;
    use crate::math::erf;

    /// A lattice of 100 by 100 elements with the weights of a normal distribution, as planners' datums are given.
    pub fn bell(sigma_m: f64) -> Cloud {
        let step = 8.0 * sigma_m / 100.0;
        let strip = |k: i32| {
            let at = |n: i32| erf((f64::from(n - 50) * step) / (sigma_m * std::f64::consts::SQRT_2));
            0.5 * (at(k + 1) - at(k))
        };
        let place = |k: i32| (f64::from(k - 50) + 0.5) * step;
        let cells = (0..100).flat_map(|row| (0..100).map(move |column| (row, column)));
        let (places, weights) = cells.map(|(r, c)| (Vec2::new(place(c), place(r)), strip(r) * strip(c))).unzip();
        Cloud { places, weights, drift_mps: Vec2::ZERO, size_m: [step; 2] }
    }

    /// The bound of a normal datum is Koopman's closed form, up to the size of the cells.
    #[test]
    fn val_bound_is_koopmans_closed_form() {
        let grid = Grid::of(&bell(5_000.0));
        for effort in [5e7, 2e8, 1e9] {
            let closed = normal(effort, 5_000.0, 5_000.0).pos;
            assert!((grid.best(effort, Law::Random) / closed - 1.0).abs() < 0.01, "{effort} {closed}");
            assert!(grid.best(effort, Law::InverseCube) > closed);
        }
        assert_eq!(grid.best(0.0, Law::Random), 0.0);
    }
}
