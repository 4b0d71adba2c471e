//! Random numbers that depend on nothing but their key, so that a replay draws the same ones.

/// A generator keyed by (seed, ship, tick or any other counter). Two equal keys give equal numbers on every machine.
#[derive(Clone, Debug)]
pub struct Random {
    key: u64,
    drawn: u64,
}

impl Random {
    /// A generator for this key.
    pub fn new(seed: u64, ship: u32, tick: u64) -> Self {
        let key = mix(mix(mix(seed) ^ u64::from(ship)) ^ tick);
        Self { key, drawn: 0 }
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.drawn += 1;
        mix(self.key.wrapping_add(self.drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number from 0 up to but not including 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from `low` up to but not including `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.unit() * (high - low)
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x ^ (x >> 31)).wrapping_add(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn equal_keys_give_equal_numbers_and_others_differ() {
        assert_eq!(Random::new(1, 2, 3).bits(), Random::new(1, 2, 3).bits());
        assert_ne!(Random::new(1, 2, 3).bits(), Random::new(1, 3, 2).bits());
        let mut random = Random::new(9, 0, 0);
        let mean = (0..10_000).map(|_| random.unit()).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "mean {mean}");
    }
}
