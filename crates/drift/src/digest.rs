//! One number for the end of a run, so that two machines, builds or numbers of threads can be compared.

use sarex_model::ensemble::Block;

/// FNV-1a of 64 bits over the number of the first element, then longitude, latitude (bits, little-endian) and state of
/// every element of a block. The digest of an ensemble is the sum of those of its blocks, modulo 2^64: it can be worked out
/// in pieces.
///
/// # References
/// Fowler, Noll, Vo, Eastlake: The FNV Non-Cryptographic Hash Algorithm, RFC 9923.
pub fn digest(block: &Block) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    block.first.to_le_bytes().into_iter().for_each(&mut eat);
    for lane in 0..block.len {
        for value in [block.lon_deg[lane], block.lat_deg[lane]] {
            value.to_bits().to_le_bytes().into_iter().for_each(&mut eat);
        }
        eat(block.state[lane] as u8);
    }
    hash
}

/// The digest of an ensemble as it is written.
pub fn written(sum: u64) -> String {
    format!("{sum:016x}")
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

    /// A zero byte only multiplies (RFC 9923), and the number of the first element is four of them.
    #[test]
    fn val_an_empty_block_is_the_hash_of_its_number() {
        let by_hand = (0..4).fold(0xcbf2_9ce4_8422_2325_u64, |hash, _| hash.wrapping_mul(0x0000_0100_0000_01b3));
        assert_eq!(digest(&Block::new(0, 0, 0)), by_hand);
        assert_eq!(written(0xab), "00000000000000ab");
    }

    #[test]
    fn one_bit_one_state_or_another_number_changes_it() {
        let same = digest(&block());
        assert_eq!(digest(&block()), same);
        let mut moved = block();
        moved.lon_deg[1] = f64::from_bits(1);
        let mut ashore = block();
        ashore.state[0] = State::Stranded;
        let other = Block { first: 256, ..block() };
        for changed in [moved, ashore, other] {
            assert_ne!(digest(&changed), same);
        }
    }
}
