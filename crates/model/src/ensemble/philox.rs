//! Random numbers of an ensemble: Philox4x32-10, a counter turned into four words.
//!
//! One call serves four neighbouring elements, which is what makes a jibe cost a fifth of a nanosecond. The key is the
//! seed; the counter is (group or element, step, stream, lane of the stream), so that a draw depends on nothing but its name.
//!
//! # References
//! Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3" (SC11).

use crate::math;

/// What a word is drawn for. Part of every result: never renumber, only add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Stream {
    /// Whether an element jibes in a step.
    Jibe = 0,
    /// Leeway perturbations of an element.
    Leeway = 1,
    /// Where an element starts.
    Place = 2,
    /// When an element starts.
    Release = 3,
    /// Whether an element capsizes in a step.
    Capsize = 4,
    /// Error of wind and current in a step.
    Noise = 5,
    /// Renewal of a time-correlated perturbation.
    Renewal = 6,
    /// When an element changes its class.
    Change = 7,
}

/// The seed of an ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub [u32; 2]);

impl Key {
    /// The key of a seed.
    pub fn new(seed: u64) -> Self {
        Self([seed as u32, (seed >> 32) as u32])
    }

    /// Four random words of a counter.
    #[inline(always)]
    pub fn words(self, counter: [u32; 4]) -> [u32; 4] {
        philox(counter, self.0)
    }

    /// Four random words for an element, a step and a stream.
    #[inline(always)]
    pub fn draw(self, element: u32, step: u32, stream: Stream, round: u32) -> [u32; 4] {
        philox([element, step, stream as u32, round], self.0)
    }

    /// Four independent normal numbers (mean 0, deviation 1) for an element, a step and a stream.
    pub fn normals(self, element: u32, step: u32, stream: Stream, round: u32) -> [f64; 4] {
        let [a, b, c, d] = self.draw(element, step, stream, round).map(unit);
        let (r1, r2) = ((-2.0 * math::ln(a)).sqrt(), (-2.0 * math::ln(c)).sqrt());
        let (t1, t2) = (std::f64::consts::TAU * b, std::f64::consts::TAU * d);
        [r1 * math::cos(t1), r1 * math::sin(t1), r2 * math::cos(t2), r2 * math::sin(t2)]
    }
}

/// A word as a number above 0 and below 1.
#[inline(always)]
pub fn unit(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// Ten rounds of Philox4x32.
#[inline(always)]
fn philox(mut c: [u32; 4], mut k: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let p0 = 0xd251_1f53_u64 * u64::from(c[0]);
        let p1 = 0xcd9e_8d57_u64 * u64::from(c[2]);
        c = [(p1 >> 32) as u32 ^ c[1] ^ k[0], p1 as u32, (p0 >> 32) as u32 ^ c[3] ^ k[1], p0 as u32];
        k = [k[0].wrapping_add(0x9e37_79b9), k[1].wrapping_add(0xbb67_ae85)];
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of Philox4x32-10 published with the authors' Random123 library (file `kat_vectors`).
    #[test]
    fn val_known_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        let counter = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
        assert_eq!(philox(counter, [0xa409_3822, 0x299f_31d0]), [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]);
    }

    #[test]
    fn normals_have_the_right_moments() {
        let key = Key::new(9);
        let (mut sum, mut square, mut cross) = (0.0, 0.0, 0.0);
        let n = 50_000_u32;
        for element in 0..n {
            let z = key.normals(element, 0, Stream::Leeway, 0);
            sum += z.iter().sum::<f64>();
            square += z.iter().map(|v| v * v).sum::<f64>();
            cross += z[0] * z[1] + z[2] * z[3] + z[0] * z[2];
        }
        let count = 4.0 * f64::from(n);
        assert!((sum / count).abs() < 0.01 && (square / count - 1.0).abs() < 0.01 && (cross / count).abs() < 0.01);
    }
}
