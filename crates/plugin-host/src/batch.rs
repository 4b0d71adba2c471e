//! One decision of a behaviour plugin: the batch is cut into calls of a fixed size, the calls are spread over
//! threads, and a failing call is halved until the offending ships are known.
//!
//! The cuts depend on the ships alone, so the outcome does not depend on the number of threads.

use std::ops::Range;

use sarex_sim::decision as sim;
use wasmtime::Engine;

use crate::contract::behaviour;
use crate::contract::behaviour_world::VesselBehaviourPre;
use crate::guest::{Behaviour, Guest, LogLine, StoreState, Terms};
use crate::{limits, validate};

/// What all instances of one behaviour plugin share.
pub struct Shared {
    pub engine: Engine,
    pub pre: VesselBehaviourPre<StoreState>,
    pub terms: Terms,
    pub stride: usize,
    pub fuel_per_ship: u64,
}

/// One instance with the buffers of its calls.
pub struct Worker {
    guest: Option<Guest<Behaviour>>,
    asked: behaviour::Batch,
}

/// A ship without a usable decision: its index in the batch, and why.
pub struct Offender {
    pub ship: usize,
    pub reason: String,
}

/// What one worker found out.
#[derive(Default)]
pub struct Findings {
    pub parts: Vec<(Range<usize>, behaviour::Outcome)>,
    pub offenders: Vec<Offender>,
    pub fuel: u64,
    pub lines: Vec<LogLine>,
}

/// Decides for the whole batch on as many threads as there are workers.
pub fn run(shared: &Shared, workers: &mut [Worker], batch: &sim::Batch) -> Vec<Findings> {
    let calls = calls(batch.ships.len());
    let share = calls.len().div_ceil(workers.len()).max(1);
    if calls.len() <= share {
        return workers.iter_mut().take(1).map(|worker| worker.run(shared, batch, &calls)).collect();
    }
    let spread = crossbeam::thread::scope(|scope| {
        let work = |(worker, calls): (&mut Worker, &[Range<usize>])| worker.run(shared, batch, calls);
        let mut parts = workers.iter_mut().zip(calls.chunks(share)).map(|(w, c)| (w, c.to_vec()));
        let first = parts.next();
        let others: Vec<_> = parts.map(|(w, c)| scope.spawn(move |_| work((w, &c)))).collect();
        let mut findings: Vec<Findings> = first.map(|(w, c)| work((w, &c))).into_iter().collect();
        findings.extend(others.into_iter().filter_map(|thread| thread.join().ok()));
        findings
    });
    spread.unwrap_or_default()
}

/// The calls of a batch.
fn calls(ships: usize) -> Vec<Range<usize>> {
    (0..ships).step_by(limits::SHIPS_PER_CALL).map(|from| from..(from + limits::SHIPS_PER_CALL).min(ships)).collect()
}

impl Worker {
    /// A worker with a started guest.
    pub fn new(guest: Guest<Behaviour>) -> Self {
        Self { guest: Some(guest), ..Self::idle() }
    }

    /// A worker that starts its guest when it is needed.
    pub fn idle() -> Self {
        let asked = behaviour::Batch {
            tick: 0,
            time_s: 0.0,
            dt_s: 0.0,
            ships: Vec::new(),
            orders: Vec::new(),
            legs: Vec::new(),
            contacts: Vec::new(),
            state: Vec::new(),
        };
        Self { guest: None, asked }
    }

    fn run(&mut self, shared: &Shared, batch: &sim::Batch, calls: &[Range<usize>]) -> Findings {
        let mut findings = Findings::default();
        for call in calls {
            let known = findings.offenders.len();
            self.narrow(shared, batch, call.clone(), known, &mut findings);
        }
        findings
    }

    /// Decides for `ships`; when that fails, for each half.
    fn narrow(
        &mut self,
        shared: &Shared,
        batch: &sim::Batch,
        ships: Range<usize>,
        known: usize,
        findings: &mut Findings,
    ) {
        let reason = match self.attempt(shared, batch, ships.clone(), findings) {
            Ok(outcome) => return findings.parts.push((ships, outcome)),
            Err(reason) => reason,
        };
        if ships.len() <= 1 || findings.offenders.len() - known >= limits::OFFENDERS_PER_CALL {
            let offenders = ships.map(|ship| Offender { ship, reason: reason.clone() });
            return findings.offenders.extend(offenders);
        }
        let middle = ships.start + ships.len() / 2;
        self.narrow(shared, batch, ships.start..middle, known, findings);
        self.narrow(shared, batch, middle..ships.end, known, findings);
    }

    fn attempt(
        &mut self,
        shared: &Shared,
        batch: &sim::Batch,
        ships: Range<usize>,
        findings: &mut Findings,
    ) -> Result<behaviour::Outcome, String> {
        self.fill(batch, ships.clone(), shared.stride);
        let guest = match &mut self.guest {
            Some(guest) => guest,
            none => none.insert(Guest::start(&shared.engine, &shared.pre, &shared.terms)?.0),
        };
        guest.refuel(limits::FUEL_PER_CALL + shared.fuel_per_ship * ships.len() as u64, limits::STEP_S);
        let answer = guest.step(&self.asked);
        findings.fuel += guest.used();
        let answer = answer.map_err(|error| guest.explain(&error, shared.terms.memory_mib));
        findings.lines.extend(guest.take_lines());
        let checked =
            answer.and_then(|outcome| validate::outcome(&outcome, &self.asked.ships, shared.stride).map(|()| outcome));
        if checked.is_err() {
            self.guest = None;
        }
        checked
    }

    /// Copies what concerns `ships` into the buffers; legs and contacts are numbered anew from 0.
    fn fill(&mut self, batch: &sim::Batch, ships: Range<usize>, stride: usize) {
        let asked = &mut self.asked;
        (asked.tick, asked.time_s, asked.dt_s) = (batch.tick, batch.time_s, batch.dt_s);
        asked.ships.clear();
        asked.orders.clear();
        asked.legs.clear();
        asked.contacts.clear();
        asked.state.clear();
        asked.state.extend_from_slice(&batch.state[ships.start * stride..ships.end * stride]);
        for (own, order) in batch.ships[ships.clone()].iter().zip(&batch.orders[ships]) {
            let contacts = part(&batch.contacts, own.first_contact, own.contact_count);
            let legs = part(&batch.legs, order.first_leg, order.leg_count);
            asked.ships.push(behaviour::OwnShip {
                first_contact: asked.contacts.len() as u32,
                contact_count: contacts.len() as u32,
                ..own.into()
            });
            asked.orders.push(behaviour::Order {
                first_leg: asked.legs.len() as u32,
                leg_count: legs.len() as u32,
                ..order.into()
            });
            asked.contacts.extend(contacts.iter().map(behaviour::Contact::from));
            asked.legs.extend(legs.iter().map(behaviour::Leg::from));
        }
    }
}

fn part<T>(all: &[T], first: u32, count: u32) -> &[T] {
    all.get(first as usize..first as usize + count as usize).unwrap_or_default()
}
