//! One decision of a behaviour plugin: the ships are grouped by what they may share an instance with, the groups cut
//! into calls of a fixed size, the calls spread over threads, and a failing call is halved until the offending ships are
//! known.
//!
//! The cuts depend on the ships alone, so the outcome does not depend on the number of threads.

use std::collections::BTreeMap;
use std::ops::Range;

use sarex_sim::decision as sim;
use sarex_sim::setup::Isolation;
use wasmtime::Engine;

use crate::contract::behaviour_world::VesselBehaviourPre;
use crate::contract::lists::{self, Plain};
use crate::run::guest::{Behaviour, Drawing, Guest, LogLine, StoreState, Terms};
use crate::run::{limits, validate};

/// What all instances of one behaviour plugin share.
pub struct Shared {
    pub engine: Engine,
    pub pre: VesselBehaviourPre<StoreState>,
    pub terms: Terms,
    pub stride: usize,
    pub fuel_per_ship: u64,
    pub isolation: Isolation,
}

/// The instances of one thread with the buffers of their calls.
pub struct Worker {
    /// By the number of the group; [`POOLED`] for all ships together.
    guests: BTreeMap<u32, Guest<Behaviour>>,
    asked: Asked,
}

#[derive(Default)]
struct Asked {
    ships: Vec<sim::OwnShip>,
    orders: Vec<sim::OrderRow>,
    legs: Rows<sim::LegRow>,
    contacts: Rows<sim::Contact>,
    columns: Vec<lists::Column>,
    state: Rows<u8>,
}

/// The group of ships that share their instance with all others.
const POOLED: u32 = 0;

/// A ship without a usable decision: its index in the batch, and why.
pub struct Offender {
    pub ship: usize,
    pub reason: String,
}

/// One call: the instance, and places in [`Cut::order`].
#[derive(Clone)]
struct Call {
    group: u32,
    ships: Range<usize>,
}

/// A batch cut into calls.
pub struct Cut {
    /// Indices of ships, group after group.
    pub order: Vec<u32>,
    calls: Vec<Call>,
    pooled: bool,
}

/// What one worker found out. Ranges are places in [`Cut::order`].
#[derive(Default)]
pub struct Findings {
    pub parts: Vec<(Range<usize>, lists::Outcome)>,
    pub offenders: Vec<Offender>,
    pub fuel: u64,
    /// Calls made, and instances started anew after a fault.
    pub calls: u32,
    pub restarts: u32,
    pub lines: Vec<LogLine>,
    pub drawings: Vec<Drawing>,
}

impl Cut {
    /// Cuts a batch.
    pub fn new(isolation: Isolation, ships: &[sim::OwnShip]) -> Self {
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

    /// The calls of each of so many workers. A group stays with one worker for the whole exercise.
    fn spread(&self, workers: usize) -> Vec<Vec<Call>> {
        let workers = workers.max(1);
        if self.pooled {
            let share = self.calls.len().div_ceil(workers).max(1);
            return self.calls.chunks(share).map(<[Call]>::to_vec).collect();
        }
        let mut spread = vec![Vec::new(); workers];
        for call in &self.calls {
            spread[call.group as usize % workers].push(call.clone());
        }
        spread
    }
}

/// Decides for the whole batch on as many threads as there are workers.
pub fn run(shared: &Shared, workers: &mut [Worker], batch: &sim::Batch, cut: &Cut) -> Vec<Findings> {
    let spread = cut.spread(workers.len());
    if spread.len() <= 1 {
        return spread.iter().zip(workers).map(|(calls, worker)| worker.run(shared, batch, cut, calls)).collect();
    }
    let findings = crossbeam::thread::scope(|scope| {
        let mut parts = workers.iter_mut().zip(&spread);
        let first = parts.next();
        let others: Vec<_> =
            parts.map(|(worker, calls)| scope.spawn(move |_| worker.run(shared, batch, cut, calls))).collect();
        let mut findings: Vec<Findings> =
            first.map(|(worker, calls)| worker.run(shared, batch, cut, calls)).into_iter().collect();
        findings.extend(others.into_iter().filter_map(|thread| thread.join().ok()));
        findings
    });
    findings.unwrap_or_default()
}

impl Worker {
    /// A worker with a started guest for pooled ships.
    pub fn new(guest: Guest<Behaviour>) -> Self {
        Self { guests: BTreeMap::from([(POOLED, guest)]), ..Self::idle() }
    }

    /// A worker that starts its guests when they are needed.
    pub fn idle() -> Self {
        Self { guests: BTreeMap::new(), asked: Asked::default() }
    }

    /// Throws its guests away; the next call starts new ones.
    pub fn restart(&mut self) {
        self.guests.clear();
    }

    /// Memory of its largest guest, bytes.
    pub fn memory_bytes(&self) -> usize {
        self.guests.values().map(Guest::memory_bytes).max().unwrap_or_default()
    }

    fn run(&mut self, shared: &Shared, batch: &sim::Batch, cut: &Cut, calls: &[Call]) -> Findings {
        let mut findings = Findings::default();
        for call in calls {
            let known = findings.offenders.len();
            self.narrow(shared, batch, cut, call.clone(), known, &mut findings);
        }
        findings
    }

    /// Decides for the ships of a call; when that fails, for each half.
    fn narrow(
        &mut self,
        shared: &Shared,
        batch: &sim::Batch,
        cut: &Cut,
        call: Call,
        known: usize,
        findings: &mut Findings,
    ) {
        let reason = match self.attempt(shared, batch, cut, &call, findings) {
            Ok(outcome) => return findings.parts.push((call.ships, outcome)),
            Err(reason) => reason,
        };
        let ships = call.ships;
        if ships.len() <= 1 || findings.offenders.len() - known >= limits::OFFENDERS_PER_CALL {
            let offenders =
                cut.order[ships].iter().map(|ship| Offender { ship: *ship as usize, reason: reason.clone() });
            return findings.offenders.extend(offenders);
        }
        let middle = ships.start + ships.len() / 2;
        for half in [ships.start..middle, middle..ships.end] {
            self.narrow(shared, batch, cut, Call { group: call.group, ships: half }, known, findings);
        }
    }

    fn attempt(
        &mut self,
        shared: &Shared,
        batch: &sim::Batch,
        cut: &Cut,
        call: &Call,
        findings: &mut Findings,
    ) -> Result<lists::Outcome, String> {
        self.asked.fill(batch, &cut.order[call.ships.clone()], shared.stride);
        let guest = match self.guests.entry(call.group) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(Guest::start(&shared.engine, &shared.pre, &shared.terms)?.0)
            }
        };
        findings.calls += 1;
        guest.refuel(limits::FUEL_PER_CALL + shared.fuel_per_ship * call.ships.len() as u64, limits::STEP_S);
        let answer = guest.step(self.asked.borrowed(batch));
        findings.fuel += guest.used();
        let answer = answer.map_err(|error| guest.explain(&error, shared.terms.memory_mib));
        findings.lines.extend(guest.take_lines());
        findings.drawings.extend(guest.take_drawings());
        let checked =
            answer.and_then(|outcome| validate::outcome(&outcome, &self.asked.ships, shared.stride).map(|()| outcome));
        if checked.is_err() {
            self.guests.remove(&call.group);
            findings.restarts += 1;
        }
        checked
    }
}

impl Asked {
    /// Copies what concerns `ships` into the buffers; legs and contacts are numbered anew from 0. What lies in one piece
    /// in the batch is not copied.
    fn fill(&mut self, batch: &sim::Batch, ships: &[u32], stride: usize) {
        self.ships.clear();
        self.orders.clear();
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
        for ship in ships.iter().map(|ship| *ship as usize) {
            let (own, order) = (&batch.ships[ship], &batch.orders[ship]);
            let (first_contact, contact_count) =
                self.contacts.take(&batch.contacts, own.first_contact as usize, own.contact_count as usize);
            let (first_leg, leg_count) =
                self.legs.take(&batch.legs, order.first_leg as usize, order.leg_count as usize);
            self.state.take(&batch.state, ship * stride, stride);
            self.ships.push(sim::OwnShip { first_contact, contact_count, ..*own });
            self.orders.push(sim::OrderRow { first_leg, leg_count, ..*order });
        }
    }

    fn borrowed<'a>(&'a self, batch: &'a sim::Batch) -> lists::Batch<'a> {
        lists::Batch {
            tick: batch.tick,
            time_s: batch.time_s,
            dt_s: batch.dt_s,
            ships: Plain::slice(&self.ships),
            orders: Plain::slice(&self.orders),
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
