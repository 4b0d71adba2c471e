//! Random numbers that depend on nothing but a name: seed, purpose, id and counter.
//!
//! There is no generator to pass around and no order of calls to keep: element 17 at step 40 draws the same numbers
//! whether or not its neighbours draw, on however many threads. The four names are folded one after the other with the
//! 64-bit finaliser of SplitMix64 (Stafford's variant 13), and the words that follow are SplitMix64 from that start.
//!
//! # References
//! Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"; Box and Muller 1958 for the normal.

use crate::math;
use serde::{Deserialize, Serialize};

/// What a number is drawn for. Streams of different purposes are independent.
///
/// The numbers are part of every recording: never renumber, only add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u64)]
pub enum Purpose {
    /// Leeway coefficients of an element.
    Leeway = 1,
    /// Position and time at which an element starts.
    Seeding = 2,
    /// Change of side of an element.
    Jibe = 3,
    /// Error of the wind.
    WindNoise = 4,
    /// Error of the current.
    CurrentNoise = 5,
    /// Whether a pass detects.
    Detection = 6,
    /// How long a person lives.
    Survival = 7,
    /// Loss and delay of messages.
    Comms = 8,
    /// Ships that pass by.
    Traffic = 9,
    /// Errors of sensors other than detection.
    Sensor = 10,
    /// Choices of a search planner.
    Plan = 11,
    /// Errors of a forecast.
    Forecast = 12,
    /// Anything else.
    Misc = 13,
    /// Errors of navigation.
    Navigation = 14,
    /// Resampling of figures that were measured.
    Statistics = 15,
    /// What is uncertain in a run of a campaign, and the rows of its design.
    Campaign = 16,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A short stream of random numbers with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    state: u64,
}

impl Draw {
    /// The stream with this name. The same name always gives the same stream.
    #[inline]
    pub fn new(seed: u64, purpose: Purpose, id: u64, counter: u64) -> Self {
        let mut state = mix(seed.wrapping_add(GOLDEN));
        for part in [purpose as u64, id, counter] {
            state = mix(state.wrapping_add(GOLDEN) ^ mix(part.wrapping_mul(GOLDEN).wrapping_add(1)));
        }
        Self { state }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number with `0 <= number < 1`, evenly spread over multiples of 2^-53.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// A number of the normal distribution with mean 0 and deviation 1. Takes two words, always.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * math::ln(1.0 - self.unit())).sqrt();
        radius * math::cos(std::f64::consts::TAU * self.unit())
    }

    /// A number of the exponential distribution with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -math::ln(1.0 - self.unit())
    }

    /// A whole number `0 <= number < n`, and 0 for `n = 0`. The bias is below 2^-32.
    #[inline]
    pub fn below(&mut self, n: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u32
    }
}

/// Stafford's variant 13 of the MurmurHash3 finaliser, as SplitMix64 uses it.
#[inline]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(counter: u64) -> Draw {
        Draw::new(7, Purpose::Misc, 3, counter)
    }

    /// First outputs of SplitMix64 from state 0, as published with the reference code of the xoshiro family.
    #[test]
    fn val_words_are_splitmix64() {
        let mut stream = Draw { state: 0 };
        assert_eq!(stream.bits(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(stream.bits(), 0x6e78_9e6a_a1b9_65f4);
        assert_eq!(stream.bits(), 0x06c4_5d18_8009_454f);
    }

    #[test]
    fn every_part_of_the_name_matters() {
        let base = Draw::new(1, Purpose::Leeway, 2, 3).bits();
        assert_eq!(base, Draw::new(1, Purpose::Leeway, 2, 3).bits());
        assert_ne!(base, Draw::new(0, Purpose::Leeway, 2, 3).bits());
        assert_ne!(base, Draw::new(1, Purpose::Jibe, 2, 3).bits());
        assert_ne!(base, Draw::new(1, Purpose::Leeway, 3, 2).bits());
        assert_ne!(base, Draw::new(1, Purpose::Leeway, 2, 4).bits());
    }

    /// Moments over neighbouring counters, which is how the engine draws.
    #[test]
    fn neighbouring_streams_have_the_right_moments() {
        let n = 100_000_u32;
        let count = f64::from(n);
        let (mut unit, mut normal, mut square, mut exponential, mut threes) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for counter in 0..u64::from(n) {
            let mut d = draw(counter);
            let u = d.unit();
            assert!((0.0..1.0).contains(&u));
            unit += u;
            let z = d.normal();
            normal += z;
            square += z * z;
            exponential += d.exponential();
            threes += f64::from(u8::from(d.below(7) == 3));
        }
        assert!((unit / count - 0.5).abs() < 0.004);
        assert!((normal / count).abs() < 0.013);
        assert!((square / count - 1.0).abs() < 0.02);
        assert!((exponential / count - 1.0).abs() < 0.013);
        assert!((threes / count - 1.0 / 7.0).abs() < 0.005);
    }

    #[test]
    fn below_holds_its_bound() {
        assert_eq!(draw(0).below(0), 0);
        assert_eq!(draw(0).below(1), 0);
        assert!((0..1000).all(|counter| draw(counter).below(u32::MAX) < u32::MAX));
    }
}
