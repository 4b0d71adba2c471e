//! Rows of whole numbers.

use crate::elements::Look;
use crate::tally::Counts;
use crate::totals::Totals;

/// What a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Elements in the water or ashore in a cell.
    Cell = 0,
    /// Elements ashore in a cell at the last output time.
    Ashore = 1,
    /// A digit of a sum over all elements of a scenario: the row says which sum ([`SUMS`] in their order, then the digest), the
    /// column which digit: of weight 1, 2^32 and 2^64, the last with the sign.
    Sum = 2,
}

impl Kind {
    /// The kind with a number; none when there is none.
    pub fn of_number(number: u8) -> Option<Self> {
        [Self::Cell, Self::Ashore, Self::Sum].into_iter().find(|kind| *kind as u8 == number)
    }
}

/// A row: `value` is added up over rows that agree in everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// Number of the output time, from 0.
    pub time_index: u32,
    /// What is counted.
    pub kind: Kind,
    /// Number of the scenario, from 0.
    pub scenario: u16,
    /// Row of the cell from the equator to the north, or which sum.
    pub row: i32,
    /// Column of the cell from Greenwich to the east (it runs on beyond 180 degrees), or which digit.
    pub column: i32,
    /// Elements, or the digit.
    pub value: i64,
}

/// Sums in the order of their rows: elements in the water or ashore, waiting, stranded, out of the data; then over those in the
/// water or ashore the longitude and latitude from where the first element starts, in 1e-9 degree, and their squares.
pub const SUMS: [&str; 8] =
    ["in_water_or_ashore", "waiting", "stranded", "out_of_data", "east", "north", "east_squared", "north_squared"];
/// Row of the digest: the sum over blocks, modulo 2^64.
pub(super) const DIGEST: i32 = SUMS.len() as i32;
/// Digits of a sum.
pub(super) const DIGITS: usize = 3;
const DIGIT_BITS: u32 = 32;

/// The digits of a sum, the last with its sign.
fn digits(sum: i128) -> [i64; DIGITS] {
    let low = |sum: i128| (sum & 0xffff_ffff) as i64;
    [low(sum), low(sum >> DIGIT_BITS), (sum >> (2 * DIGIT_BITS)) as i64]
}

/// The sum of digits, each of which may itself be a sum.
pub(super) fn from_digits(digits: [i64; DIGITS]) -> i128 {
    digits.iter().rev().fold(0, |sum, digit| (sum << DIGIT_BITS) + i128::from(*digit))
}

/// The sums of a scenario, in the order of [`SUMS`].
fn sums(totals: &Totals) -> impl Iterator<Item = i128> {
    totals.counts.into_iter().map(i128::from).chain(totals.moments)
}

/// Adds the rows of an output time.
pub(super) fn push_look(rows: &mut Vec<Count>, time_index: u32, look: &Look) {
    push_cells(rows, time_index, Kind::Cell, &look.counts);
    for (scenario, totals) in (0_u16..).zip(&look.totals) {
        for (which, sum) in (0_i32..).zip(sums(totals)) {
            push_sum(rows, time_index, scenario, which, sum);
        }
    }
}

/// Adds the rows of cells. Cells are at least 0.01 NM high, so rows and columns fit.
pub(super) fn push_cells(rows: &mut Vec<Count>, time_index: u32, kind: Kind, counts: &Counts) {
    rows.extend(counts.each().map(|(scenario, cell, count)| Count {
        time_index,
        kind,
        scenario,
        row: cell.row as i32,
        column: cell.column as i32,
        value: i64::from(count),
    }));
}

/// Adds the rows of a sum.
pub(super) fn push_sum(rows: &mut Vec<Count>, time_index: u32, scenario: u16, which: i32, sum: i128) {
    let digits = (0_i32..).zip(digits(sum)).filter(|(_, value)| *value != 0);
    rows.extend(digits.map(|(column, value)| Count {
        time_index,
        kind: Kind::Sum,
        scenario,
        row: which,
        column,
        value,
    }));
}

/// Sorts rows and makes one of those that agree in everything but the value.
pub(super) fn sum_up(rows: &mut Vec<Count>) {
    let key = |row: &Count| (row.time_index, row.kind, row.scenario, row.row, row.column);
    rows.sort_unstable();
    rows.dedup_by(|next, kept| {
        let same = key(next) == key(kept);
        if same {
            kept.value = kept.value.saturating_add(next.value);
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_add_up_in_any_order(sums in proptest::collection::vec(-(1_i128 << 107)..(1_i128 << 107), 1..20)) {
            let mut added = [0_i64; DIGITS];
            for sum in &sums {
                added.iter_mut().zip(digits(*sum)).for_each(|(a, b)| *a += b);
            }
            prop_assert_eq!(from_digits(added), sums.iter().sum::<i128>());
        }
    }

    #[test]
    fn rows_of_one_key_become_one() {
        let row = |column, value| Count { time_index: 1, kind: Kind::Cell, scenario: 0, row: -3, column, value };
        let mut rows = vec![row(2, 5), row(-1, 1), row(2, 4)];
        sum_up(&mut rows);
        assert_eq!(rows, [row(-1, 1), row(2, 9)]);
        assert!((0..=3).map(Kind::of_number).eq([Some(Kind::Cell), Some(Kind::Ashore), Some(Kind::Sum), None]));
    }
}
