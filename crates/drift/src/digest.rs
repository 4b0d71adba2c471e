//! One number for the end of a run, so that two machines, builds or numbers of threads can be compared.

use sarex_model::ensemble::Block;

/// FNV-1a of 64 bits over longitude, latitude (bits, little-endian) and state of every element, in their order; 16 hex digits.
///
/// # References
/// Fowler, Noll, Vo, Eastlake: The FNV Non-Cryptographic Hash Algorithm, RFC 9923.
pub fn digest(blocks: &[Block]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for block in blocks {
        for lane in 0..block.len {
            for value in [block.lon_deg[lane], block.lat_deg[lane]] {
                value.to_bits().to_le_bytes().into_iter().for_each(&mut eat);
            }
            eat(block.state[lane] as u8);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_model::ensemble::State;

    fn block() -> Block {
        let mut block = Block::new(0, 0, 0);
        block.len = 2;
        block.lon_deg[0] = 131.0;
        block.state[0] = State::Adrift;
        block
    }

    /// The offset basis is the hash of nothing (RFC 9923).
    #[test]
    fn val_the_hash_of_nothing_is_the_offset_basis() {
        assert_eq!(digest(&[]), "cbf29ce484222325");
    }

    #[test]
    fn one_bit_or_one_state_changes_it() {
        let same = digest(&[block()]);
        assert_eq!(digest(&[block()]), same);
        let mut moved = block();
        moved.lon_deg[1] = f64::from_bits(1);
        assert_ne!(digest(&[moved]), same);
        let mut ashore = block();
        ashore.state[0] = State::Stranded;
        assert_ne!(digest(&[ashore]), same);
    }
}
