//! The plugins of an exercise, as the engine asks them.

mod alone;

use std::path::PathBuf;
use std::time::Instant;

use sarex_sim::call::Call;
use sarex_sim::decision::{
    Act, Batch, Decisions, Fault, Glimpse, LogEntry, Outcome, PlannedSearch, PluginCost, PluginLine, Progress,
    SearchTask,
};
use sarex_sim::setup::{Isolation, PluginDecl, World};
use serde::{Deserialize, Serialize};
use wasmtime::Engine;

pub use alone::Called;

use crate::load::{self, Loaded, Ready};
use crate::package::find::{self, PluginFile};
use crate::package::inspect;
use crate::package::manifest::Finding;
use crate::repro::{Repros, Terms};
use crate::run::batch::{self, Shared, Worker};
use crate::run::compile::{self, CompilerProcess};
use crate::run::engine::{self, Compiler, Profile};
use crate::run::guest::{Drawing, LogLevel, LogLine};
use crate::run::judge::Judge;
use crate::run::limits;
use crate::run::plan::{self, Planner, Refusal};
use crate::run::sensor::Sensor;
use crate::trust::keys::TrustedKeys;

/// How plugins are run.
#[derive(Clone, Debug)]
pub struct HostOptions {
    /// Seed of the exercise, told to every plugin.
    pub seed: u64,
    /// Threads for large batches. The outcome does not depend on it.
    pub threads: usize,
    /// How strictly floats are the same everywhere.
    pub profile: Profile,
    /// Which compiler makes the machine code.
    pub machine_code: Compiler,
    /// Folder for compiled plugins; none: compile at every start.
    pub cache_dir: Option<PathBuf>,
    /// A program that compiles components under limits; none: this process does.
    pub compiler: Option<CompilerProcess>,
    /// Which units share an instance of their behaviour.
    pub isolation: Isolation,
    /// What plugins draw for their developer is kept.
    pub developer: bool,
    /// Keys whose signatures count.
    pub trusted: TrustedKeys,
    /// Folder in which a plugin that joins a running exercise is looked for; none: none joins.
    pub plugins_dir: Option<PathBuf>,
}

impl Default for HostOptions {
    /// Seed 0, one thread, certified, the user's cache folder, no trusted key, no folder.
    fn default() -> Self {
        Self {
            seed: 0,
            threads: 1,
            profile: Profile::Certified,
            machine_code: Compiler::Cranelift,
            cache_dir: compile::user_dir(),
            compiler: None,
            isolation: Isolation::Pooled,
            developer: false,
            trusted: TrustedKeys::default(),
            plugins_dir: None,
        }
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
    drawings: Vec<Drawing>,
    /// For reading a plugin again; none when wasmtime itself could not start.
    engine: Option<Engine>,
    options: HostOptions,
    repros: Repros,
}

/// A plugin's folder, and its parameters of the run.
type Source = (PathBuf, Vec<(String, f64)>);

struct Plugin {
    source: Option<Source>,
    kind: Kind,
    cost: PluginCost,
    strikes: Vec<u64>,
    terms: Terms,
}

enum Kind {
    Behaviour(Box<Shared>, Vec<Worker>),
    Planner(Box<Planner>),
    Sensor(Box<Sensor>),
    Judge(Box<Judge>),
    Unusable(World, String),
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
        let engine = engine::new(options.profile, options.machine_code).map_err(|error| {
            Finding::new("wasmtime", format!("cannot start: {error:#}"), "this machine or its limits do not suit it")
        });
        let loaded = load_all(engine.as_ref(), files, params, options);
        let mut host = Self {
            plugins: Vec::new(),
            logs: Vec::new(),
            drawings: Vec::new(),
            repros: Repros::default(),
            engine: engine.as_ref().ok().cloned(),
            options: options.clone(),
        };
        let (mut decls, mut findings) = (Vec::new(), Vec::new());
        for (index, (file, loaded)) in files.iter().zip(loaded).enumerate() {
            let params = params.get(index).cloned().unwrap_or_default();
            let source = file.as_ref().ok().map(|file| (file.dir.clone(), params));
            decls.push(match loaded {
                Ok(loaded) => host.put(source, loaded),
                Err(finding) => host.put_unusable(source, file, finding, &mut findings),
            });
        }
        (host, decls, findings)
    }

    /// Puts a plugin behind the others.
    fn put(&mut self, source: Option<Source>, loaded: Loaded) -> PluginDecl {
        let Loaded { ready, decl, lines } = loaded;
        keep_lines(&mut self.logs, &decl.id, 0, lines);
        let (kind, fuel_budget) = kind_of(ready, self.options.threads);
        self.push(source, kind, fuel_budget, decl)
    }

    /// Keeps the place of one that cannot be used, so that the others have their numbers.
    fn put_unusable(
        &mut self,
        source: Option<Source>,
        file: &Result<PluginFile, (String, Finding)>,
        finding: Finding,
        findings: &mut Vec<Finding>,
    ) -> PluginDecl {
        let decl = match file {
            Ok(file) => {
                let world = inspect::world_of(file).unwrap_or(World::VesselBehaviour);
                load::unusable(&file.id, &file.sha256, world, &finding)
            }
            Err((id, _)) => load::unusable(id, "", World::VesselBehaviour, &finding),
        };
        findings.push(finding);
        let kind = Kind::Unusable(decl.world, decl.unusable.clone().unwrap_or_default());
        self.push(source, kind, 0, decl)
    }

    fn push(&mut self, source: Option<Source>, kind: Kind, fuel_budget: u64, decl: PluginDecl) -> PluginDecl {
        let cost =
            PluginCost { id: decl.id.clone(), sha256: decl.sha256.clone(), fuel_budget, ..PluginCost::default() };
        let terms = kind.terms(&decl, &self.options);
        self.plugins.push(Plugin { source, kind, cost, strikes: Vec::new(), terms });
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
        load::load(engine.map_err(Clone::clone)?, file, params, options)
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
        Ready::Sensor(sensor) => {
            let budget = sensor.fuel_per_look;
            (Kind::Sensor(sensor), budget)
        }
        Ready::Judge(judge) => {
            let budget = judge.fuel;
            (Kind::Judge(judge), budget)
        }
    }
}

fn keep_lines(logs: &mut Vec<PluginLog>, plugin: &str, tick: u64, lines: Vec<LogLine>) {
    let room = limits::LOG_LINES.saturating_sub(logs.len());
    logs.extend(lines.into_iter().take(room).map(|line| PluginLog { plugin: plugin.into(), tick, line }));
}

fn keep_drawings(drawings: &mut Vec<Drawing>, new: Vec<Drawing>) {
    let room = limits::LOG_LINES.saturating_sub(drawings.len());
    drawings.extend(new.into_iter().take(room));
}

impl PluginHost {
    /// What plugins drew since this was last called; nothing outside developer mode.
    pub fn take_drawings(&mut self) -> Vec<Drawing> {
        std::mem::take(&mut self.drawings)
    }

    /// The folders of the plugins, by number; none for one that was not found.
    pub fn folders(&self) -> Vec<Option<PathBuf>> {
        self.plugins.iter().map(|plugin| plugin.source.as_ref().map(|(dir, _)| dir.clone())).collect()
    }

    /// Reads a plugin's files again and goes on with them. When that fails the old one stays.
    fn read_again(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        let index = plugin as usize;
        let old = self.plugins.get(index).ok_or_else(|| format!("there is no plugin number {plugin}"))?;
        let (dir, params) =
            old.source.as_ref().ok_or_else(|| format!("plugin {} was not found at the start", old.cost.id))?;
        let engine = self.engine.as_ref().ok_or("wasmtime did not start on this machine")?;
        let file = PluginFile::open(dir).map_err(|finding| finding.to_string())?;
        let loaded = load::load(engine, &file, params, &self.options).map_err(|finding| finding.to_string())?;
        let Loaded { ready, decl, lines } = loaded;
        if decl.world != old.world() {
            return Err(format!("plugin {} is a {} now; its units need another world", decl.id, decl.world.name()));
        }
        keep_lines(&mut self.logs, &decl.id, 0, lines);
        let (kind, fuel_budget) = kind_of(ready, self.options.threads);
        let plugin = &mut self.plugins[index];
        plugin.terms = kind.terms(&decl, &self.options);
        plugin.kind = kind;
        plugin.strikes.clear();
        plugin.cost.suspended = false;
        plugin.cost.fuel_budget = fuel_budget;
        plugin.cost.sha256.clone_from(&decl.sha256);
        Ok(decl)
    }

    /// Loads another plugin beside the others, under the next number. When that fails nothing changes.
    fn take_in(&mut self, number: u32, id: &str) -> Result<PluginDecl, String> {
        if number as usize != self.plugins.len() {
            return Err(format!("plugin {id} cannot be number {number}: there are {}", self.plugins.len()));
        }
        let engine = self.engine.as_ref().ok_or("wasmtime did not start on this machine")?;
        let dir = self.options.plugins_dir.as_ref().ok_or("this exercise has no folder of plugins to look in")?;
        let file = find::find(dir, id).map_err(|finding| finding.to_string())?;
        let loaded = load::load(engine, &file, &[], &self.options).map_err(|finding| finding.to_string())?;
        Ok(self.put(Some((file.dir, Vec::new())), loaded))
    }

    fn ask<T>(
        &mut self,
        plugin: u32,
        question: impl FnOnce(&mut Plugin, &mut Vec<PluginLog>, &mut Vec<Drawing>) -> Result<T, String>,
    ) -> Result<T, String> {
        let Self { plugins, logs, drawings, .. } = self;
        let plugin = plugins.get_mut(plugin as usize).ok_or_else(|| format!("there is no plugin number {plugin}"))?;
        question(plugin, logs, drawings)
    }
}

impl Decisions for PluginHost {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let answer = self.ask(plugin, |plugin, logs, drawings| plugin.step(batch, out, logs, drawings));
        let faults = answer.unwrap_or_else(|reason| {
            hold_all(batch, out);
            vec![whole(reason)]
        });
        self.keep_steps(plugin, batch, &faults);
        faults
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        let call = || Call::Plan(task.clone());
        self.watched(plugin, call, |host| {
            host.ask(plugin, |plugin, logs, drawings| {
                let answer = plugin.planner()?.plan(task);
                plugin.planned(answer, logs, drawings)
            })
        })
    }

    fn replan(
        &mut self,
        plugin: u32,
        task: &SearchTask,
        current: &PlannedSearch,
        now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        let call = || Call::Replan { task: task.clone(), current: current.clone(), now: now.to_vec() };
        self.watched(plugin, call, |host| {
            host.ask(plugin, |plugin, logs, drawings| {
                let answer = plugin.planner()?.replan(task, current, now);
                plugin.planned(answer, logs, drawings)
            })
        })
    }

    fn detect(&mut self, plugin: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        let answer = self.ask(plugin, |plugin, logs, _| Ok(plugin.detect(looks, logs)));
        let answer = answer.unwrap_or_else(|reason| Err(whole(reason)));
        if let (Err(fault), Some(terms)) = (&answer, self.terms(plugin))
            && fault.calls > 0
        {
            self.repros.keep(terms, &fault.reason, || Call::Detect(looks.to_vec()));
        }
        answer
    }

    fn judge(
        &mut self,
        plugin: u32,
        log: &[LogEntry],
        metrics: &[(String, f64)],
    ) -> Result<Vec<sarex_sim::decision::Finding>, String> {
        let call = || Call::Judge { log: log.to_vec(), metrics: metrics.to_vec() };
        self.watched(plugin, call, |host| host.ask(plugin, |plugin, logs, _| plugin.judge(log, metrics, logs)))
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        self.read_again(plugin)
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        self.take_in(plugin, id)
    }

    fn reinstate(&mut self, plugin: u32) {
        if let Some(plugin) = self.plugins.get_mut(plugin as usize) {
            plugin.strikes.clear();
            plugin.cost.suspended = false;
        }
    }

    fn take_lines(&mut self) -> Vec<PluginLine> {
        let logs = std::mem::take(&mut self.logs);
        let number = |id: &str| self.plugins.iter().position(|plugin| plugin.cost.id == id);
        let line = |log: PluginLog| {
            let plugin = number(&log.plugin)? as u32;
            Some(PluginLine { plugin, tick: log.tick, warning: log.line.level >= LogLevel::Warn, text: log.line.text })
        };
        logs.into_iter().filter_map(line).collect()
    }

    fn costs(&self) -> Vec<PluginCost> {
        self.plugins.iter().map(|plugin| plugin.cost.clone()).collect()
    }
}

/// Nobody decides: the ships hold their headings, their states stay as they were.
fn hold_all(batch: &Batch, out: &mut Outcome) {
    out.acts.clear();
    out.helm.clear();
    out.helm.extend(batch.ships.iter().map(batch::hold));
    out.state.clone_from(&batch.state);
}

fn whole(reason: String) -> Fault {
    Fault { units: Vec::new(), reason, suspended: true, calls: 0, restarts: 0 }
}

/// What a step cost beside fuel.
#[derive(Clone, Copy, Default)]
struct Ladder {
    calls: u32,
    restarts: u32,
}

impl Plugin {
    fn world(&self) -> World {
        match &self.kind {
            Kind::Behaviour(..) => World::VesselBehaviour,
            Kind::Planner(_) => World::SearchPattern,
            Kind::Sensor(_) => World::SensorModel,
            Kind::Judge(_) => World::ExerciseJudge,
            Kind::Unusable(world, _) => *world,
        }
    }

    fn step(
        &mut self,
        batch: &Batch,
        out: &mut Outcome,
        logs: &mut Vec<PluginLog>,
        drawings: &mut Vec<Drawing>,
    ) -> Result<Vec<Fault>, String> {
        let id = &self.cost.id;
        let (shared, workers) = match &mut self.kind {
            Kind::Behaviour(shared, workers) => (shared, workers),
            Kind::Unusable(_, reason) => return Err(format!("plugin {id} cannot be used: {reason}")),
            _ => return Err(format!("plugin {id} does not steer ships")),
        };
        if self.cost.suspended {
            return Err(format!("plugin {id} is suspended"));
        }
        if batch.orders.len() != batch.ships.len() || batch.state.len() != batch.ships.len() * shared.stride {
            return Err(format!("plugin {id}: orders or state do not match the number of ships"));
        }
        let started = Instant::now();
        let results = batch::run(shared, workers, batch, out).map_err(|reason| format!("plugin {id}: {reason}"))?;
        let (offenders, ladder) = self.merge(batch, results, out, logs, drawings);
        self.cost.wall_s += started.elapsed().as_secs_f64();
        Ok(self.judge_step(batch, &offenders, ladder))
    }

    /// Puts together what the workers found, in the order of the batch.
    fn merge(
        &mut self,
        batch: &Batch,
        results: Vec<batch::Findings>,
        out: &mut Outcome,
        logs: &mut Vec<PluginLog>,
        drawings: &mut Vec<Drawing>,
    ) -> (Vec<batch::Offender>, Ladder) {
        let mut offenders = Vec::new();
        let mut ladder = Ladder::default();
        let before = self.cost.fuel;
        self.cost.calls += 1;
        self.cost.ships += batch.ships.len() as u64;
        let mut acts: Vec<(u32, Act)> = Vec::new();
        for found in results {
            acts.extend(found.acts);
            self.cost.fuel += found.fuel;
            ladder.calls += found.calls;
            ladder.restarts += found.restarts;
            keep_lines(logs, &self.cost.id, batch.tick, found.lines);
            keep_drawings(drawings, found.drawings);
            offenders.extend(found.offenders);
        }
        // Isolated groups answer group by group; the exercise sees acts in the order of the ships.
        acts.sort_by_key(|(ship, _)| *ship);
        out.acts.clear();
        out.acts.extend(acts.into_iter().map(|(_, act)| act));
        offenders.sort_by_key(|offender| offender.ship);
        let budget = self.cost.fuel_budget.saturating_mul(batch.ships.len() as u64);
        self.note_share(self.cost.fuel - before, budget);
        (offenders, ladder)
    }

    fn note_share(&mut self, used: u64, budget: u64) {
        if budget > 0 {
            self.cost.peak_share = self.cost.peak_share.max(used as f64 / budget as f64);
        }
    }

    /// One more step with faults; three of them suspend the plugin.
    fn strike(&mut self, tick: u64) {
        self.strikes.retain(|strike| strike + limits::STRIKE_TICKS > tick);
        self.strikes.push(tick);
        self.cost.suspended = self.strikes.len() >= limits::STRIKES;
    }

    /// One fault for each reason.
    fn judge_step(&mut self, batch: &Batch, offenders: &[batch::Offender], ladder: Ladder) -> Vec<Fault> {
        if offenders.is_empty() {
            return Vec::new();
        }
        self.cost.faults += offenders.len() as u64;
        self.strike(batch.tick);
        let mut faults: Vec<Fault> = Vec::new();
        for offender in offenders {
            let unit = batch.ships[offender.ship].id;
            let reason = format!("plugin {} at tick {}: {}", self.cost.id, batch.tick, offender.reason);
            match faults.iter_mut().find(|fault| fault.reason == reason) {
                Some(fault) => fault.units.push(unit),
                None => faults.push(Fault {
                    units: vec![unit],
                    reason,
                    suspended: self.cost.suspended,
                    calls: ladder.calls,
                    restarts: ladder.restarts,
                }),
            }
        }
        faults
    }

    fn planner(&self) -> Result<&Planner, String> {
        let id = &self.cost.id;
        match &self.kind {
            Kind::Planner(_) if self.cost.suspended => Err(format!("plugin {id} is suspended")),
            Kind::Planner(planner) => Ok(planner),
            Kind::Unusable(_, reason) => Err(format!("plugin {id} cannot be used: {reason}")),
            _ => Err(format!("plugin {id} plans no searches")),
        }
    }

    fn planned<T>(
        &mut self,
        answer: plan::Answer<T>,
        logs: &mut Vec<PluginLog>,
        drawings: &mut Vec<Drawing>,
    ) -> Result<T, String> {
        self.cost.wall_s += answer.wall_s;
        self.cost.calls += 1;
        self.cost.fuel += answer.fuel;
        self.note_share(answer.fuel, self.cost.fuel_budget);
        keep_lines(logs, &self.cost.id, 0, answer.lines);
        keep_drawings(drawings, answer.drawings);
        answer.plan.map_err(|refusal| match refusal {
            Refusal::Said(text) => text,
            Refusal::Fault(reason) => {
                self.cost.faults += 1;
                format!("plugin {}: {reason}", self.cost.id)
            }
        })
    }

    fn detect(&mut self, looks: &[Glimpse], logs: &mut Vec<PluginLog>) -> Result<Vec<f64>, Fault> {
        let id = &self.cost.id;
        let sensor = match &mut self.kind {
            Kind::Sensor(_) if self.cost.suspended => return Err(whole(format!("plugin {id} is suspended"))),
            Kind::Sensor(sensor) => sensor,
            Kind::Unusable(_, reason) => return Err(whole(format!("plugin {id} cannot be used: {reason}"))),
            _ => return Err(whole(format!("plugin {id} is no sensor model"))),
        };
        let started = Instant::now();
        let answer = sensor.detect(looks);
        self.cost.wall_s += started.elapsed().as_secs_f64();
        self.cost.calls += 1;
        self.cost.ships += looks.len() as u64;
        self.cost.fuel += answer.fuel;
        self.note_share(answer.fuel, self.cost.fuel_budget.saturating_mul(looks.len() as u64));
        keep_lines(logs, &self.cost.id, 0, answer.lines);
        answer.chances.map_err(|reason| {
            self.cost.faults += 1;
            // Looks carry no tick: every faulty question is a strike, until control lets the plugin in again.
            self.strike(0);
            let reason = format!("plugin {}: {reason}", self.cost.id);
            Fault { units: Vec::new(), reason, suspended: self.cost.suspended, calls: 2, restarts: answer.restarts }
        })
    }

    fn judge(
        &mut self,
        log: &[LogEntry],
        metrics: &[(String, f64)],
        logs: &mut Vec<PluginLog>,
    ) -> Result<Vec<sarex_sim::decision::Finding>, String> {
        let id = &self.cost.id;
        let judge = match &self.kind {
            Kind::Judge(judge) => judge,
            Kind::Unusable(_, reason) => return Err(format!("plugin {id} cannot be used: {reason}")),
            _ => return Err(format!("plugin {id} is no judge")),
        };
        let started = Instant::now();
        let answer = judge.judge(log, metrics);
        self.cost.wall_s += started.elapsed().as_secs_f64();
        self.cost.calls += 1;
        self.cost.fuel += answer.fuel;
        self.note_share(answer.fuel, self.cost.fuel_budget);
        keep_lines(logs, &self.cost.id, 0, answer.lines);
        answer.findings.map_err(|reason| {
            self.cost.faults += 1;
            format!("plugin {}: {reason}", self.cost.id)
        })
    }
}
