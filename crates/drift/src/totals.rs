//! Sums over elements: how many are in which state, where they are on average, and the box round them. All are whole numbers
//! or extremes, so the order in which blocks are added up cannot change a bit.

use sarex_model::ensemble::{BLOCK, Block, State};

/// Units of a moment's length in a degree: a unit is a tenth of a millimetre on the ground.
const PER_DEGREE: f64 = 1e9;

/// Whole-number sums over elements of one scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Elements in the water or ashore, waiting, stranded, out of the data.
    pub counts: [u64; 4],
    /// Sums over those in the water or ashore, from the reference, cut off to 1e-9 degree: longitude, latitude, and their
    /// squares (1e-18 square degrees). 4e9 elements all half a turn of the globe away stay below 2^107.
    pub moments: [i128; 4],
}

impl Totals {
    /// Adds the elements of a block.
    pub fn count(&mut self, block: &Block, reference: (f64, f64)) {
        for lane in 0..block.len.min(BLOCK) {
            let state = block.state[lane];
            if matches!(state, State::Waiting | State::None) {
                self.counts[1] += 1;
                continue;
            }
            self.counts[0] += 1;
            self.counts[2] += u64::from(state == State::Stranded);
            self.counts[3] += u64::from(state == State::OutOfData);
            // Beyond a turn of the globe only numbers from a pole, which ends the run.
            let units = |degrees: f64| i128::from((degrees.clamp(-1000.0, 1000.0) * PER_DEGREE) as i64);
            let (x, y) = (units(block.lon_deg[lane] - reference.0), units(block.lat_deg[lane] - reference.1));
            self.moments.iter_mut().zip([x, y, x * x, y * y]).for_each(|(sum, term)| *sum += term);
        }
    }

    /// Adds the sums of other elements.
    pub fn add(&mut self, other: &Totals) {
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, more)| *sum += more);
        self.moments.iter_mut().zip(other.moments).for_each(|(sum, more)| *sum += more);
    }

    /// The moments in degrees and square degrees.
    pub fn moments_deg(&self) -> [f64; 4] {
        let [x, y, xx, yy] = self.moments.map(|sum| sum as f64);
        [x / PER_DEGREE, y / PER_DEGREE, xx / (PER_DEGREE * PER_DEGREE), yy / (PER_DEGREE * PER_DEGREE)]
    }
}

/// Boxes of west, south, east and north, degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Round all elements.
    everything: [f64; 4],
    /// Round those that move or will.
    moving: [f64; 4],
}

/// A box round nothing.
const EMPTY: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

fn joined(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn or_nothing(area: [f64; 4]) -> [f64; 4] {
    if area[0] <= area[2] { area } else { [0.0; 4] }
}

impl Default for Extent {
    fn default() -> Self {
        Self { everything: EMPTY, moving: EMPTY }
    }
}

impl Extent {
    /// Takes in the elements of a block.
    pub fn take_in(&mut self, block: &Block) {
        for lane in 0..block.len.min(BLOCK) {
            let (lon, lat) = (block.lon_deg[lane], block.lat_deg[lane]);
            self.everything = joined(self.everything, [lon, lat, lon, lat]);
            if matches!(block.state[lane], State::Adrift | State::Waiting) {
                self.moving = joined(self.moving, [lon, lat, lon, lat]);
            }
        }
    }

    /// Takes in another extent.
    pub fn join(&mut self, other: &Extent) {
        self.everything = joined(self.everything, other.everything);
        self.moving = joined(self.moving, other.moving);
    }

    /// The box round all elements; a point when there are none.
    pub fn everything(&self) -> [f64; 4] {
        or_nothing(self.everything)
    }

    /// The box round those that move or will; a point when there are none.
    pub fn moving(&self) -> [f64; 4] {
        or_nothing(self.moving)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_in_any_order() {
        let mut block = Block::new(0, 0, 0);
        block.len = 4;
        for (lane, lon) in [-179.5, 0.25, 90.0, 131.0].into_iter().enumerate() {
            (block.lon_deg[lane], block.lat_deg[lane], block.state[lane]) = (lon, -lon / 4.0, State::Adrift);
        }
        block.state[2] = State::Stranded;
        block.state[3] = State::Waiting;
        let mut totals = Totals::default();
        totals.count(&block, (0.5, 0.0));
        assert_eq!(totals.counts, [3, 1, 1, 0]);
        let units = |deg: f64| (deg * 1e9) as i128;
        assert_eq!(totals.moments[0], units(-180.0) + units(-0.25) + units(89.5));
        assert_eq!(totals.moments[3], units(44.875).pow(2) + units(0.0625).pow(2) + units(22.5).pow(2));
        let (mut twice, mut other) = (totals, Totals { counts: [1; 4], moments: [-7; 4] });
        twice.add(&other);
        other.add(&totals);
        assert_eq!(twice, other);
    }
}
