//! How a batch is cut into calls: the ships are grouped by what they may share an instance with, the groups cut into calls
//! of a fixed size. The cuts depend on the ships alone, so the outcome does not depend on the number of threads.

use std::ops::Range;

use sarex_sim::decision::{Helm, OwnShip};
use sarex_sim::setup::Isolation;

use crate::run::limits;

/// The group of ships that share their instance with all others.
pub const POOLED: u32 = 0;

/// One call: the instance, and places in [`Cut::order`].
#[derive(Clone)]
pub struct Call {
    /// The group that has an instance of its own.
    pub group: u32,
    /// Its ships.
    pub ships: Range<usize>,
}

/// A batch cut into calls.
pub struct Cut {
    /// Indices of ships, group after group; the order of the batch when all are pooled.
    pub order: Vec<u32>,
    calls: Vec<Call>,
    pooled: bool,
}

/// Where the answers of a call go.
pub struct Room<'a> {
    /// One for each ship of the call.
    pub helm: &'a mut [Helm],
    /// Their states, one behind the other.
    pub state: &'a mut [u8],
}

impl Room<'_> {
    /// The room of the first `ships` of it, and of the rest.
    pub fn split(self, ships: usize, stride: usize) -> [Self; 2] {
        let (helm, other_helm) = self.helm.split_at_mut(ships);
        let (state, other_state) = self.state.split_at_mut(ships * stride);
        [Room { helm, state }, Room { helm: other_helm, state: other_state }]
    }
}

impl Cut {
    /// Cuts a batch.
    pub fn new(isolation: Isolation, ships: &[OwnShip]) -> Self {
        let group = |ship: u32| match isolation {
            Isolation::Pooled => POOLED,
            Isolation::PerCell => ships[ship as usize].cell,
            Isolation::PerShip => ships[ship as usize].id,
        };
        let mut order: Vec<u32> = (0..ships.len() as u32).collect();
        let pooled = isolation == Isolation::Pooled;
        if !pooled {
            order.sort_by_key(|ship| group(*ship));
        }
        let mut calls = Vec::new();
        let mut from = 0;
        for members in order.chunk_by(|a, b| group(*a) == group(*b)) {
            for start in (0..members.len()).step_by(limits::SHIPS_PER_CALL) {
                let end = (start + limits::SHIPS_PER_CALL).min(members.len());
                calls.push(Call { group: group(members[0]), ships: from + start..from + end });
            }
            from += members.len();
        }
        Self { order, calls, pooled }
    }

    /// The order is that of the batch.
    pub fn in_order(&self) -> bool {
        self.pooled
    }

    /// The calls of each of so many workers with their part of `room`, which is that of all ships in [`Cut::order`]. A group
    /// stays with one worker for the whole exercise.
    pub fn spread<'a>(&self, workers: usize, room: Room<'a>, stride: usize) -> Vec<Vec<(Call, Room<'a>)>> {
        let workers = workers.max(1);
        let share = self.calls.len().div_ceil(workers).max(1);
        let mut spread: Vec<Vec<(Call, Room<'a>)>> = Vec::new();
        spread.resize_with(workers, Vec::new);
        let mut rest = room;
        for (number, call) in self.calls.iter().enumerate() {
            let [own, others] = rest.split(call.ships.len(), stride);
            rest = others;
            let worker = if self.pooled { number / share } else { call.group as usize % workers };
            spread[worker].push((call.clone(), own));
        }
        spread.retain(|calls| !calls.is_empty() || !self.pooled);
        spread
    }
}
