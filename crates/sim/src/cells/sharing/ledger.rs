//! The ledger: who was told what, when, and how old it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Item;
use crate::limits::{MAX_LEDGER, REPORT_CYCLE_S};

/// How something was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// By a rule of release, or by the neutral default, without anybody doing anything.
    Feed,
    /// By a message, by number.
    Message(u32),
    /// With a plan that was made to be shared.
    Plan,
    /// By hand.
    Hand,
}

/// Something told, once or without a break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the cell that told it.
    pub from: u32,
    /// Number of the cell that was told.
    pub to: u32,
    /// What was told.
    pub item: Item,
    /// How.
    pub how: How,
    /// Tick at which it was first told.
    pub first: u64,
    /// Tick at which it was last told.
    pub last: u64,
    /// How often in between.
    pub times: u32,
    /// How old the information was when it was last told, seconds.
    pub age_s: u64,
}

/// Everything that was told so far, in the order of its first telling.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    entries: Vec<Entry>,
    /// The newest entry of each (teller, told, item).
    newest: BTreeMap<(u32, u32, Item), u32>,
}

impl Ledger {
    /// Every entry, by the time of first telling.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The tick at which a cell was first told of something by another.
    pub fn first_told(&self, from: u32, to: u32, item: Item) -> Option<u64> {
        self.entries.iter().find(|e| e.from == from && e.to == to && e.item == item).map(|e| e.first)
    }

    /// Notes a telling; true when it is not the continuation of a feed.
    pub(crate) fn note(&mut self, from: u32, to: u32, item: Item, how: How, (taken, tick): (u64, u64)) -> bool {
        let age_s = tick - taken;
        let known = self.newest.get(&(from, to, item)).copied();
        let full = self.entries.len() >= MAX_LEDGER;
        if let Some(entry) = known.and_then(|at| self.entries.get_mut(at as usize))
            && (full || how == How::Feed && entry.how == How::Feed && tick <= entry.last + 2 * REPORT_CYCLE_S)
        {
            entry.last = tick;
            entry.times = entry.times.saturating_add(1);
            entry.age_s = age_s;
            return false;
        }
        if !full {
            self.newest.insert((from, to, item), self.entries.len() as u32);
            self.entries.push(Entry { from, to, item, how, first: tick, last: tick, times: 1, age_s });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_one_entry_until_it_breaks_off_and_each_message_is_one_of_its_own() {
        let mut ledger = Ledger::default();
        for tick in [0, 60, 120, 600, 660] {
            ledger.note(0, 1, Item::Position(3), How::Feed, (tick, tick));
        }
        ledger.note(0, 1, Item::Datum(0), How::Message(4), (100, 700));
        ledger.note(0, 1, Item::Datum(0), How::Message(5), (700, 710));
        let spans: Vec<_> = ledger.entries().iter().map(|e| (e.first, e.last, e.times, e.age_s)).collect();
        assert_eq!(spans, [(0, 120, 3, 0), (600, 660, 2, 0), (700, 700, 1, 600), (710, 710, 1, 10)]);
        assert_eq!(ledger.first_told(0, 1, Item::Datum(0)), Some(700));
        assert_eq!(ledger.first_told(1, 0, Item::Datum(0)), None);
    }
}
