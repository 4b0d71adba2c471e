//! The plugins of an exercise, as the engine asks them.

use std::path::PathBuf;
use std::time::Instant;

use sarex_sim::decision::{Batch, Decisions, Fault, Helm, Outcome, PlannedSearch, PluginCost, SearchTask};
use sarex_sim::setup::{PluginDecl, World};
use serde::{Deserialize, Serialize};
use wasmtime::Engine;

use crate::batch::{self, Shared, Worker};
use crate::engine::{self, Profile};
use crate::find::PluginFile;
use crate::guest::LogLine;
use crate::load::{self, Loaded, Ready};
use crate::manifest::Finding;
use crate::plan::{Planner, Refusal};
use crate::{cache, inspect, limits};

/// How plugins are run.
#[derive(Clone, Debug)]
pub struct HostOptions {
    /// Seed of the exercise, told to every plugin.
    pub seed: u64,
    /// Threads for large batches. The outcome does not depend on it.
    pub threads: usize,
    /// How strictly floats are the same everywhere.
    pub profile: Profile,
    /// Folder for compiled plugins; none: compile at every start.
    pub cache_dir: Option<PathBuf>,
}

impl Default for HostOptions {
    /// Seed 0, one thread, certified, the user's cache folder.
    fn default() -> Self {
        Self { seed: 0, threads: 1, profile: Profile::Certified, cache_dir: cache::user_dir() }
    }
}

/// One line that a plugin logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginLog {
    /// Id of the plugin.
    pub plugin: String,
    /// Tick of the decision; 0 for the start and for plans.
    pub tick: u64,
    /// What it said.
    pub line: LogLine,
}

/// The plugins of an exercise.
pub struct PluginHost {
    plugins: Vec<Plugin>,
    logs: Vec<PluginLog>,
}

struct Plugin {
    kind: Kind,
    cost: PluginCost,
    strikes: Vec<u64>,
}

enum Kind {
    Behaviour(Box<Shared>, Vec<Worker>),
    Planner(Box<Planner>),
    Unusable(String),
}

impl PluginHost {
    /// Loads plugins in the order of `Setup::plugins`; those that were not found come as their id and the finding.
    /// `params` are the parameters of the run, one list for each plugin; missing lists are empty.
    ///
    /// Never fails: a plugin that cannot be used gets a declaration that says why, and a finding.
    pub fn load(
        files: &[Result<PluginFile, (String, Finding)>],
        params: &[Vec<(String, f64)>],
        options: &HostOptions,
    ) -> (Self, Vec<PluginDecl>, Vec<Finding>) {
        let engine = engine::new(options.profile).map_err(|error| {
            Finding::new("wasmtime", format!("cannot start: {error:#}"), "this machine or its limits do not suit it")
        });
        let loaded = load_all(engine.as_ref(), files, params, options);
        let mut host = Self { plugins: Vec::new(), logs: Vec::new() };
        let (mut decls, mut findings) = (Vec::new(), Vec::new());
        for (file, loaded) in files.iter().zip(loaded) {
            decls.push(host.add(file, loaded, options, &mut findings));
        }
        (host, decls, findings)
    }

    fn add(
        &mut self,
        file: &Result<PluginFile, (String, Finding)>,
        loaded: Result<Loaded, Finding>,
        options: &HostOptions,
        findings: &mut Vec<Finding>,
    ) -> PluginDecl {
        let (decl, kind, fuel_budget) = match loaded {
            Ok(Loaded { ready, decl, lines }) => {
                keep_lines(&mut self.logs, &decl.id, 0, lines);
                let (kind, budget) = kind_of(ready, options.threads);
                (decl, kind, budget)
            }
            Err(finding) => {
                let decl = match file {
                    Ok(file) => {
                        let world = inspect::world_of(file).unwrap_or(World::VesselBehaviour);
                        load::unusable(&file.id, &file.sha256, world, &finding)
                    }
                    Err((id, _)) => load::unusable(id, "", World::VesselBehaviour, &finding),
                };
                let reason = decl.unusable.clone().unwrap_or_default();
                findings.push(finding);
                (decl, Kind::Unusable(reason), 0)
            }
        };
        let cost =
            PluginCost { id: decl.id.clone(), sha256: decl.sha256.clone(), fuel_budget, ..PluginCost::default() };
        self.plugins.push(Plugin { kind, cost, strikes: Vec::new() });
        decl
    }

    /// What plugins logged since this was last called.
    pub fn take_logs(&mut self) -> Vec<PluginLog> {
        std::mem::take(&mut self.logs)
    }
}

fn load_all(
    engine: Result<&Engine, &Finding>,
    files: &[Result<PluginFile, (String, Finding)>],
    params: &[Vec<(String, f64)>],
    options: &HostOptions,
) -> Vec<Result<Loaded, Finding>> {
    let load = |index: usize| {
        let file = files[index].as_ref().map_err(|(_, finding)| finding.clone())?;
        let params = params.get(index).map(Vec::as_slice).unwrap_or_default();
        load::load(engine.map_err(Clone::clone)?, file, params, options.seed, options.cache_dir.as_deref())
    };
    let loaded = crossbeam::thread::scope(|scope| {
        let threads: Vec<_> = (0..files.len()).map(|index| scope.spawn(move |_| load(index))).collect();
        let died = || Err(Finding::new("wasmtime", "the compiler gave up", "report the plugin to the makers of sarex"));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| died())).collect()
    });
    loaded.unwrap_or_default()
}

fn kind_of(ready: Ready, threads: usize) -> (Kind, u64) {
    match ready {
        Ready::Behaviour(shared, worker) => {
            let budget = shared.fuel_per_ship;
            let others = (1..threads.max(1)).map(|_| Worker::idle());
            (Kind::Behaviour(shared, std::iter::once(*worker).chain(others).collect()), budget)
        }
        Ready::Planner(planner) => {
            let budget = planner.fuel_per_plan;
            (Kind::Planner(planner), budget)
        }
    }
}

fn keep_lines(logs: &mut Vec<PluginLog>, plugin: &str, tick: u64, lines: Vec<LogLine>) {
    let room = limits::LOG_LINES.saturating_sub(logs.len());
    logs.extend(lines.into_iter().take(room).map(|line| PluginLog { plugin: plugin.into(), tick, line }));
}

impl Decisions for PluginHost {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        start_outcome(batch, out);
        let Self { plugins, logs } = self;
        let Some(plugin) = plugins.get_mut(plugin as usize) else {
            return vec![whole(format!("there is no plugin number {plugin}"))];
        };
        plugin.step(batch, out, logs)
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        let Self { plugins, logs } = self;
        let plugin = plugins.get_mut(plugin as usize).ok_or_else(|| format!("there is no plugin number {plugin}"))?;
        plugin.plan(task, logs)
    }

    fn reinstate(&mut self, plugin: u32) {
        if let Some(plugin) = self.plugins.get_mut(plugin as usize) {
            plugin.strikes.clear();
            plugin.cost.suspended = false;
        }
    }

    fn costs(&self) -> Vec<PluginCost> {
        self.plugins.iter().map(|plugin| plugin.cost.clone()).collect()
    }
}

/// Until something better is known, ships hold their heading and their state stays as it was.
fn start_outcome(batch: &Batch, out: &mut Outcome) {
    out.acts.clear();
    out.helm.clear();
    let hold =
        |ship: &sarex_sim::decision::OwnShip| Helm { heading_deg: ship.heading_deg, leg: u32::MAX, ..Helm::default() };
    out.helm.extend(batch.ships.iter().map(hold));
    out.state.clear();
    out.state.extend_from_slice(&batch.state);
}

fn whole(reason: String) -> Fault {
    Fault { units: Vec::new(), reason, suspended: true }
}

impl Plugin {
    fn step(&mut self, batch: &Batch, out: &mut Outcome, logs: &mut Vec<PluginLog>) -> Vec<Fault> {
        let id = &self.cost.id;
        let (shared, workers) = match &mut self.kind {
            Kind::Behaviour(shared, workers) => (shared, workers),
            Kind::Planner(_) => return vec![whole(format!("plugin {id} plans searches; it steers no ships"))],
            Kind::Unusable(reason) => return vec![whole(format!("plugin {id} cannot be used: {reason}"))],
        };
        if self.cost.suspended {
            return vec![whole(format!("plugin {id} is suspended"))];
        }
        if batch.orders.len() != batch.ships.len() || batch.state.len() != batch.ships.len() * shared.stride {
            return vec![whole(format!("plugin {id}: orders or state do not match the number of ships"))];
        }
        let started = Instant::now();
        let results = batch::run(shared, workers, batch);
        self.cost.wall_s += started.elapsed().as_secs_f64();
        let stride = shared.stride;
        let offenders = self.merge(batch, results, stride, out, logs);
        self.judge(batch, &offenders)
    }

    /// Puts the parts together in the order of the batch.
    fn merge(
        &mut self,
        batch: &Batch,
        results: Vec<batch::Findings>,
        stride: usize,
        out: &mut Outcome,
        logs: &mut Vec<PluginLog>,
    ) -> Vec<batch::Offender> {
        let mut offenders = Vec::new();
        let before = self.cost.fuel;
        self.cost.calls += 1;
        self.cost.ships += batch.ships.len() as u64;
        for found in results {
            for (ships, part) in found.parts {
                for (helm, given) in out.helm[ships.clone()].iter_mut().zip(&part.helm) {
                    *helm = given.into();
                }
                out.state[ships.start * stride..ships.end * stride].copy_from_slice(&part.state);
                out.acts.extend(part.acts.iter().map(sarex_sim::decision::Act::from));
            }
            self.cost.fuel += found.fuel;
            keep_lines(logs, &self.cost.id, batch.tick, found.lines);
            offenders.extend(found.offenders);
        }
        let budget = self.cost.fuel_budget.saturating_mul(batch.ships.len() as u64);
        self.note_share(self.cost.fuel - before, budget);
        offenders
    }

    fn note_share(&mut self, used: u64, budget: u64) {
        if budget > 0 {
            self.cost.peak_share = self.cost.peak_share.max(used as f64 / budget as f64);
        }
    }

    /// One fault for each reason; after three steps with faults the plugin is suspended.
    fn judge(&mut self, batch: &Batch, offenders: &[batch::Offender]) -> Vec<Fault> {
        if offenders.is_empty() {
            return Vec::new();
        }
        self.cost.faults += offenders.len() as u64;
        self.strikes.retain(|tick| tick + limits::STRIKE_TICKS > batch.tick);
        self.strikes.push(batch.tick);
        self.cost.suspended = self.strikes.len() >= limits::STRIKES;
        let mut faults: Vec<Fault> = Vec::new();
        for offender in offenders {
            let unit = batch.ships[offender.ship].id;
            let reason = format!("plugin {} at tick {}: {}", self.cost.id, batch.tick, offender.reason);
            match faults.iter_mut().find(|fault| fault.reason == reason) {
                Some(fault) => fault.units.push(unit),
                None => faults.push(Fault { units: vec![unit], reason, suspended: self.cost.suspended }),
            }
        }
        faults
    }

    fn plan(&mut self, task: &SearchTask, logs: &mut Vec<PluginLog>) -> Result<PlannedSearch, String> {
        let id = &self.cost.id;
        let planner = match &self.kind {
            Kind::Planner(planner) => planner,
            Kind::Behaviour(..) => return Err(format!("plugin {id} steers ships; it plans no searches")),
            Kind::Unusable(reason) => return Err(format!("plugin {id} cannot be used: {reason}")),
        };
        let started = Instant::now();
        let answer = planner.plan(task);
        self.cost.wall_s += started.elapsed().as_secs_f64();
        self.cost.calls += 1;
        self.cost.fuel += answer.fuel;
        self.note_share(answer.fuel, self.cost.fuel_budget);
        keep_lines(logs, &self.cost.id, 0, answer.lines);
        answer.plan.map_err(|refusal| match refusal {
            Refusal::Said(text) => text,
            Refusal::Fault(reason) => {
                self.cost.faults += 1;
                format!("plugin {}: {reason}", self.cost.id)
            }
        })
    }
}
