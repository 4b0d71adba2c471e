//! What a call hands over of a batch: the records of its ships, with their rows of the other lists.

use std::ops::Range;

use sarex_sim::decision as sim;

use crate::contract::lists::{self, Plain};

/// The lists of one call, whose buffers the next call uses again.
#[derive(Default)]
pub struct Asked {
    /// Where the contacts of each ship begin in the list of this call, and how many they are.
    own_contacts: Vec<(u32, u32)>,
    /// The same for its legs.
    own_legs: Vec<(u32, u32)>,
    legs: Rows<sim::LegRow>,
    contacts: Rows<sim::Contact>,
    columns: Vec<lists::Column>,
    state: Rows<u8>,
}

/// So many ships ahead are fetched from memory: a batch of thousands lies outside the caches (measured: 8 to 64 are alike).
const AHEAD: usize = 32;

impl Asked {
    /// Finds what concerns `ships`; their legs and contacts are numbered anew from 0. What lies in one piece in the batch is
    /// not copied.
    pub fn fill(&mut self, batch: &sim::Batch, ships: &[u32], stride: usize) {
        self.own_contacts.clear();
        self.own_legs.clear();
        self.columns.resize_with(batch.columns.len(), lists::Column::default);
        for (asked, column) in self.columns.iter_mut().zip(&batch.columns) {
            asked.signal = column.signal;
            asked.values.clear();
            asked
                .values
                .extend(ships.iter().map(|ship| column.values.get(*ship as usize).copied().unwrap_or(f64::NAN)));
        }
        self.contacts.begin();
        self.legs.begin();
        self.state.begin();
        for (place, ship) in ships.iter().map(|ship| *ship as usize).enumerate() {
            if let Some(next) = ships.get(place + AHEAD) {
                fetch(&batch.ships[*next as usize]);
                fetch(&batch.orders[*next as usize]);
            }
            let (own, order) = (&batch.ships[ship], &batch.orders[ship]);
            let contacts = self.contacts.take(&batch.contacts, own.first_contact as usize, own.contact_count as usize);
            self.own_contacts.push(contacts);
            self.own_legs.push(self.legs.take(&batch.legs, order.first_leg as usize, order.leg_count as usize));
            self.state.take(&batch.state, ship * stride, stride);
        }
    }

    /// What goes over.
    pub fn borrowed<'a>(&'a self, batch: &'a sim::Batch, ships: &'a [u32]) -> lists::Batch<'a> {
        lists::Batch {
            tick: batch.tick,
            time_s: batch.time_s,
            dt_s: batch.dt_s,
            ships: lists::Picked { all: &batch.ships, ships, rows: &self.own_contacts },
            orders: lists::Picked { all: &batch.orders, ships, rows: &self.own_legs },
            legs: Plain::slice(self.legs.of(&batch.legs)),
            contacts: Plain::slice(self.contacts.of(&batch.contacts)),
            columns: &self.columns,
            state: self.state.of(&batch.state),
        }
    }
}

/// The rows of some ships: a piece of the batch's list as long as they lie one behind the other, else a copy.
#[derive(Default)]
struct Rows<T> {
    piece: Range<usize>,
    copy: Vec<T>,
    copied: bool,
}

impl<T: Copy> Rows<T> {
    fn begin(&mut self) {
        self.piece = 0..0;
        self.copied = false;
    }

    /// Takes the next ship's rows (none when they are not all there): where they begin, and how many.
    fn take(&mut self, all: &[T], first: usize, count: usize) -> (u32, u32) {
        let Some(rows) = all.get(first..first + count) else { return (0, 0) };
        if self.piece.is_empty() {
            self.piece = first..first;
        }
        if !self.copied && count > 0 && self.piece.end != first {
            self.copied = true;
            self.copy.clear();
            self.copy.extend_from_slice(&all[self.piece.clone()]);
        }
        let taken = if self.copied {
            self.copy.extend_from_slice(rows);
            self.copy.len()
        } else {
            self.piece.end += count;
            self.piece.len()
        };
        ((taken - count) as u32, count as u32)
    }

    fn of<'a>(&'a self, all: &'a [T]) -> &'a [T] {
        if self.copied { &self.copy } else { &all[self.piece.clone()] }
    }
}

/// Brings a record into the cache before it is asked for; nothing where the compiler knows no such instruction.
fn fetch<T>(record: &T) {
    #[cfg(target_arch = "x86_64")]
    for offset in (0..size_of::<T>()).step_by(64) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let line = std::ptr::from_ref(record).cast::<i8>().wrapping_add(offset);
        // SAFETY: a hint only, which reads and writes nothing and cannot fault.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = record;
}
