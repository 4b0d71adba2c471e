//! One decision of a behaviour plugin: the calls of a batch are spread over threads, each answer is written where it
//! belongs, and a failing call is halved until the offending ships are known.

use std::collections::BTreeMap;

use sarex_sim::decision as sim;
use sarex_sim::setup::Isolation;
use wasmtime::Engine;

use crate::contract::behaviour_world::VesselBehaviourPre;
use crate::contract::lists;
use crate::run::asked::Asked;
use crate::run::cut::{Call, Cut, POOLED, Room};
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

/// A ship without a usable decision: its index in the batch, and why.
pub struct Offender {
    pub ship: usize,
    pub reason: String,
}

/// What one worker found out beside helms and states.
#[derive(Default)]
pub struct Findings {
    /// What the ships report, each with the index of its ship.
    pub acts: Vec<(u32, sim::Act)>,
    pub offenders: Vec<Offender>,
    pub fuel: u64,
    /// Calls made, and instances started anew after a fault.
    pub calls: u32,
    pub restarts: u32,
    pub lines: Vec<LogLine>,
    pub drawings: Vec<Drawing>,
}

/// A batch, cut into calls for this plugin.
#[derive(Clone, Copy)]
struct Job<'a> {
    shared: &'a Shared,
    batch: &'a sim::Batch,
    cut: &'a Cut,
}

/// Decides for the whole batch on as many threads as there are workers: every helm and every state of `out` is written,
/// those of offenders as [`hold`] and as they were. Fails when a thread was lost.
pub fn run(
    shared: &Shared,
    workers: &mut [Worker],
    batch: &sim::Batch,
    out: &mut sim::Outcome,
) -> Result<Vec<Findings>, String> {
    let cut = Cut::new(shared.isolation, &batch.ships);
    let job = Job { shared, batch, cut: &cut };
    out.helm.resize(batch.ships.len(), sim::Helm::default());
    out.state.resize(batch.state.len(), 0);
    if cut.in_order() {
        return job.run(workers, Room { helm: &mut out.helm, state: &mut out.state });
    }
    let (mut helm, mut state) = (out.helm.clone(), out.state.clone());
    let findings = job.run(workers, Room { helm: &mut helm, state: &mut state })?;
    let stride = shared.stride;
    for (place, ship) in cut.order.iter().map(|ship| *ship as usize).enumerate() {
        out.helm[ship] = helm[place];
        out.state[ship * stride..][..stride].copy_from_slice(&state[place * stride..][..stride]);
    }
    Ok(findings)
}

/// What a ship does that nobody decides for: it keeps its course and stops.
pub fn hold(ship: &sim::OwnShip) -> sim::Helm {
    sim::Helm { heading_deg: ship.heading_deg, leg: u32::MAX, ..sim::Helm::default() }
}

impl Job<'_> {
    /// `room` is that of all ships in the order of the cut.
    fn run(self, workers: &mut [Worker], room: Room<'_>) -> Result<Vec<Findings>, String> {
        let spread = self.cut.spread(workers.len(), room, self.shared.stride);
        let mut parts = workers.iter_mut().zip(spread);
        let Some((worker, calls)) = parts.next() else { return Ok(Vec::new()) };
        if parts.len() == 0 {
            return Ok(vec![worker.run(self, calls)]);
        }
        let findings = crossbeam::thread::scope(|scope| {
            let others: Vec<_> = parts.map(|(worker, calls)| scope.spawn(move |_| worker.run(self, calls))).collect();
            let first = Ok(worker.run(self, calls));
            std::iter::once(first).chain(others.into_iter().map(|thread| thread.join())).collect::<Result<_, _>>()
        });
        findings.and_then(|findings| findings).map_err(|_| "a thread that called it was lost".into())
    }
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

    fn run(&mut self, job: Job<'_>, calls: Vec<(Call, Room<'_>)>) -> Findings {
        let mut findings = Findings::default();
        for (call, room) in calls {
            let known = findings.offenders.len();
            self.narrow(job, call, room, known, &mut findings);
        }
        findings
    }

    /// Decides for the ships of a call; when that fails, for each half.
    fn narrow(&mut self, job: Job<'_>, call: Call, room: Room<'_>, known: usize, findings: &mut Findings) {
        let stride = job.shared.stride;
        let ships = &job.cut.order[call.ships.clone()];
        let reason = match self.attempt(job, &call, ships, findings) {
            Ok(outcome) => {
                room.helm.copy_from_slice(&outcome.helm.0);
                room.state.copy_from_slice(&outcome.state);
                let index_of =
                    |act: &sim::Act| ships.iter().find(|ship| job.batch.ships[**ship as usize].id == act.ship);
                let acts = outcome.acts.0.iter().map(|act| (index_of(act).copied().unwrap_or(0), *act));
                return findings.acts.extend(acts);
            }
            Err(reason) => reason,
        };
        if ships.len() <= 1 || findings.offenders.len() - known >= limits::OFFENDERS_PER_CALL {
            for (place, ship) in ships.iter().map(|ship| *ship as usize).enumerate() {
                room.helm[place] = hold(&job.batch.ships[ship]);
                room.state[place * stride..][..stride].copy_from_slice(&job.batch.state[ship * stride..][..stride]);
                findings.offenders.push(Offender { ship, reason: reason.clone() });
            }
            return;
        }
        let middle = ships.len() / 2;
        let (start, end) = (call.ships.start, call.ships.end);
        let halves = [start..start + middle, start + middle..end];
        for (half, room) in halves.into_iter().zip(room.split(middle, stride)) {
            self.narrow(job, Call { group: call.group, ships: half }, room, known, findings);
        }
    }

    fn attempt(
        &mut self,
        Job { shared, batch, .. }: Job<'_>,
        call: &Call,
        ships: &[u32],
        findings: &mut Findings,
    ) -> Result<lists::Outcome, String> {
        self.asked.fill(batch, ships, shared.stride);
        let guest = match self.guests.entry(call.group) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(Guest::start(&shared.engine, &shared.pre, &shared.terms)?.0)
            }
        };
        findings.calls += 1;
        guest.refuel(limits::FUEL_PER_CALL + shared.fuel_per_ship * ships.len() as u64, limits::STEP_S);
        let answer = guest.step(self.asked.borrowed(batch, ships));
        findings.fuel += guest.used();
        let answer = answer.map_err(|error| guest.explain(&error, shared.terms.memory_mib));
        findings.lines.extend(guest.take_lines());
        findings.drawings.extend(guest.take_drawings());
        let checked = answer
            .and_then(|outcome| validate::outcome(&outcome, &batch.ships, ships, shared.stride).map(|()| outcome));
        if checked.is_err() {
            self.guests.remove(&call.group);
            findings.restarts += 1;
        }
        checked
    }
}
