//! Bytes told by what they have in common with other bytes, of whatever length lies between.
//!
//! Most of a state does not change for hours: what elements of a forecast were drawn with, orders, messages. A window
//! of 32 KiB, as general packers have, does not reach from one state to the same place in another.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Bytes that are looked up; a shorter common piece is told anew.
const BLOCK: usize = 16;
/// Common bytes worth going on with at the same distance.
const AGAIN: usize = 8;

/// The difference of some bytes from a base.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Patch {
    /// For each piece: bytes of `anew`, then where the common bytes begin, seen from the end of the common bytes
    /// before, and how many they are.
    pieces: Vec<(u32, i64, u32)>,
    anew: Vec<u8>,
}

impl Patch {
    /// What turns `base` into `bytes`.
    pub fn between(base: &[u8], bytes: &[u8]) -> Self {
        let blocks: HashMap<&[u8], usize> =
            base.chunks_exact(BLOCK).enumerate().map(|(number, block)| (block, number * BLOCK)).collect();
        let mut patch = Self::default();
        // Up to `told` everything is told; common bytes before were `offset` further on in the base.
        let (mut told, mut end, mut at) = (0, 0, 0);
        while at < bytes.len() {
            let again = end + (at - told);
            let near = base.get(again..again + AGAIN).is_some_and(|b| bytes[at..].starts_with(b));
            let found =
                if near { Some(again) } else { bytes.get(at..at + BLOCK).and_then(|block| blocks.get(block).copied()) };
            let Some(mut from) = found else {
                at += 1;
                continue;
            };
            while at > told && from > 0 && base[from - 1] == bytes[at - 1] {
                (at, from) = (at - 1, from - 1);
            }
            let length = base[from..].iter().zip(&bytes[at..]).take_while(|(a, b)| a == b).count();
            patch.anew.extend(&bytes[told..at]);
            patch.pieces.push(((at - told) as u32, from as i64 - end as i64, length as u32));
            (at, end) = (at + length, from + length);
            told = at;
        }
        patch.anew.extend(&bytes[told..]);
        patch.pieces.push(((bytes.len() - told) as u32, 0, 0));
        patch
    }

    /// The bytes that it was made of; none when it does not fit the base or comes to more than `most` bytes.
    pub fn onto(&self, base: &[u8], most: usize) -> Option<Vec<u8>> {
        let (mut bytes, mut anew, mut end) = (Vec::new(), &self.anew[..], 0_usize);
        for (new, step, length) in &self.pieces {
            let (now, later) = anew.split_at_checked(*new as usize)?;
            anew = later;
            let from = end.checked_add_signed(isize::try_from(*step).ok()?)?;
            end = from.checked_add(*length as usize)?;
            let common = base.get(from..end)?;
            if bytes.len() + now.len() + common.len() > most {
                return None;
            }
            bytes.extend_from_slice(now);
            bytes.extend_from_slice(common);
        }
        anew.is_empty().then_some(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    fn noise(seed: u64, length: usize) -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn every_change_comes_back_and_what_stayed_costs_little() {
        let base = noise(1, 100_000);
        let mut changed = base.clone();
        (0..100_000).step_by(120).for_each(|at| changed[at] ^= 0x55);
        changed.splice(50_000..50_010, noise(2, 777));
        changed.drain(..33);
        for bytes in [&changed, &base, &Vec::new(), &noise(3, 5_000), &base[..15].to_vec()] {
            assert_eq!(&Patch::between(&base, bytes).onto(&base, 1 << 20).unwrap(), bytes);
            assert_eq!(&Patch::between(&[], bytes).onto(&[], 1 << 20).unwrap(), bytes);
        }
        let patch = Patch::between(&base, &changed);
        assert!(patch.anew.len() < 3_000, "{} bytes anew", patch.anew.len());
    }

    #[test]
    fn a_patch_of_another_base_is_refused_or_bounded() {
        let patch = Patch::between(&noise(1, 4_000), &noise(1, 3_000));
        assert_eq!(patch.onto(&[], 1 << 20), None);
        assert_eq!(patch.onto(&noise(1, 4_000), 100), None);
    }
}
