//! One running instance of a plugin in a store of its own. After a trap wasmtime refuses the store for good, so a
//! trapped instance is thrown away and a new one started.

use sarex_sim::decision::Glimpse;
use serde::{Deserialize, Serialize};
use wasmtime::component::{Component, Func, HasSelf, Instance, Linker, TypedFunc};
use wasmtime::{Engine, Store, StoreLimitsBuilder, Trap};

use crate::contract::behaviour_world::{VesselBehaviour, VesselBehaviourPre};
use crate::contract::judge_world::{ExerciseJudge, ExerciseJudgePre};
use crate::contract::lists::Plain;
use crate::contract::search_world::{SearchPattern, SearchPatternPre};
use crate::contract::sensor_world::{SensorModel, SensorModelPre};
use crate::contract::{VERSION, adjudicator, behaviour, diag, lists, search, sensor, types};
use crate::run::bounded::Bounded;
use crate::run::{engine, limits};

/// How important a plugin's log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the usual words")]
pub enum LogLevel {
    Trace,
    Info,
    Warn,
    Error,
}

/// One line that a plugin logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// How important.
    pub level: LogLevel,
    /// What it says, shortened.
    pub text: String,
}

/// A line that a plugin drew for its developer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Metres east and north in the frame of the call.
    pub points: Vec<(f64, f64)>,
    /// `0xRRGGBBAA`.
    pub rgba: u32,
    /// What it says beside the line.
    pub label: String,
}

/// What a store holds beside the guest: its limits, what it logged and drew in this call.
pub struct StoreState {
    limits: Bounded,
    lines: Vec<LogLine>,
    lines_left: u32,
    drawings: Vec<Drawing>,
    /// Points that may still be drawn in this call; 0 outside developer mode.
    points_left: usize,
    developer: bool,
}

impl diag::Host for StoreState {
    fn log(&mut self, level: types::Severity, text: String) {
        if self.lines_left == 0 {
            return;
        }
        self.lines_left -= 1;
        let level = match level {
            types::Severity::Trace => LogLevel::Trace,
            types::Severity::Info => LogLevel::Info,
            types::Severity::Warn => LogLevel::Warn,
            types::Severity::Error => LogLevel::Error,
        };
        self.lines.push(LogLine { level, text: told(&text, limits::LOG_CHARACTERS) });
    }

    fn draw_line(&mut self, points: Vec<types::Vec2>, rgba: u32, label: String) {
        let finite = points.iter().all(|p| p.east_m.is_finite() && p.north_m.is_finite());
        // A line without points counts too, so that their number is bounded.
        let cost = points.len().max(1);
        if cost > self.points_left || !finite {
            return;
        }
        self.points_left -= cost;
        let points = points.iter().map(|p| (p.east_m, p.north_m)).collect();
        self.drawings.push(Drawing { points, rgba, label: told(&label, limits::LOG_CHARACTERS) });
    }
}

impl types::Host for StoreState {}

/// What a plugin says, cut, and without characters that move the cursor of a terminal.
pub fn told(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    text.chars().take(most).map(plain).collect()
}

/// What every instance of a plugin is told before its first call, and what it may use.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Seed of this plugin in the run.
    pub seed: u64,
    /// Parameters, defaults filled in.
    pub params: Vec<(String, f64)>,
    /// Text of a script plugin, with its name below; empty otherwise.
    pub script: String,
    /// Memory, MiB.
    pub memory_mib: u64,
    /// Drawings are kept.
    pub developer: bool,
}

/// A world as this host calls it.
pub trait Contract: Sized {
    /// The component with its imports resolved.
    type Pre: Clone + Send + Sync;
    /// What the plugin says of itself.
    type Descriptor;
    /// Resolves the imports.
    fn prepare(engine: &Engine, component: &Component) -> wasmtime::Result<Self::Pre>;
    /// Starts an instance.
    fn instantiate(pre: &Self::Pre, store: &mut Store<StoreState>) -> wasmtime::Result<Self>;
    /// Asks what it is.
    fn describe(&self, store: &mut Store<StoreState>) -> wasmtime::Result<Self::Descriptor>;
    /// Tells it the terms of the run.
    fn configure(&self, store: &mut Store<StoreState>, run: &types::RunInfo) -> wasmtime::Result<Result<(), String>>;
}

/// The vessel-behaviour world; its `step` is called with a borrowed batch, whose buffers are used again.
pub struct Behaviour {
    world: VesselBehaviour,
    step: Func,
}

impl Contract for Behaviour {
    type Pre = VesselBehaviourPre<StoreState>;
    type Descriptor = behaviour::Descriptor;

    fn prepare(engine: &Engine, component: &Component) -> wasmtime::Result<Self::Pre> {
        let mut linker = Linker::new(engine);
        VesselBehaviour::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
        VesselBehaviourPre::new(linker.instantiate_pre(component)?)
    }

    fn instantiate(pre: &Self::Pre, store: &mut Store<StoreState>) -> wasmtime::Result<Self> {
        let instance = pre.instance_pre().instantiate(&mut *store)?;
        let world = VesselBehaviour::new(&mut *store, &instance)?;
        let step = exported(&instance, store, "behaviour", "step")?;
        step.typed::<(lists::Batch<'_>,), (lists::Outcome,)>(&*store)?;
        Ok(Self { world, step })
    }

    fn describe(&self, store: &mut Store<StoreState>) -> wasmtime::Result<Self::Descriptor> {
        self.world.sarex_plugin_behaviour().call_describe(store)
    }

    fn configure(&self, store: &mut Store<StoreState>, run: &types::RunInfo) -> wasmtime::Result<Result<(), String>> {
        self.world.sarex_plugin_behaviour().call_configure(store, run)
    }
}

impl Guest<Behaviour> {
    /// One step.
    pub fn step(&mut self, batch: lists::Batch<'_>) -> wasmtime::Result<lists::Outcome> {
        // SAFETY: `instantiate` checked the function against these very types.
        let step = unsafe { TypedFunc::<(lists::Batch<'_>,), (lists::Outcome,)>::new_unchecked(self.world.step) };
        Ok(step.call(&mut self.store, (batch,))?.0)
    }
}

impl Contract for SearchPattern {
    type Pre = SearchPatternPre<StoreState>;
    type Descriptor = search::Descriptor;

    fn prepare(engine: &Engine, component: &Component) -> wasmtime::Result<Self::Pre> {
        let mut linker = Linker::new(engine);
        SearchPattern::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
        SearchPatternPre::new(linker.instantiate_pre(component)?)
    }

    fn instantiate(pre: &Self::Pre, store: &mut Store<StoreState>) -> wasmtime::Result<Self> {
        pre.instantiate(store)
    }

    fn describe(&self, store: &mut Store<StoreState>) -> wasmtime::Result<Self::Descriptor> {
        self.sarex_plugin_search().call_describe(store)
    }

    fn configure(&self, store: &mut Store<StoreState>, run: &types::RunInfo) -> wasmtime::Result<Result<(), String>> {
        self.sarex_plugin_search().call_configure(store, run)
    }
}

/// The sensor-model world; its `detect` takes a borrowed list.
pub struct Sensing {
    world: SensorModel,
    detect: Func,
}

impl Contract for Sensing {
    type Pre = SensorModelPre<StoreState>;
    type Descriptor = sensor::Descriptor;

    fn prepare(engine: &Engine, component: &Component) -> wasmtime::Result<Self::Pre> {
        let mut linker = Linker::new(engine);
        SensorModel::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
        SensorModelPre::new(linker.instantiate_pre(component)?)
    }

    fn instantiate(pre: &Self::Pre, store: &mut Store<StoreState>) -> wasmtime::Result<Self> {
        let instance = pre.instance_pre().instantiate(&mut *store)?;
        let world = SensorModel::new(&mut *store, &instance)?;
        let detect = exported(&instance, store, "sensor", "detect")?;
        detect.typed::<(&[Plain<Glimpse>],), (Vec<f64>,)>(&*store)?;
        Ok(Self { world, detect })
    }

    fn describe(&self, store: &mut Store<StoreState>) -> wasmtime::Result<Self::Descriptor> {
        self.world.sarex_plugin_sensor().call_describe(store)
    }

    fn configure(&self, store: &mut Store<StoreState>, run: &types::RunInfo) -> wasmtime::Result<Result<(), String>> {
        self.world.sarex_plugin_sensor().call_configure(store, run)
    }
}

impl Guest<Sensing> {
    /// The chance of each look.
    pub fn detect(&mut self, looks: &[Glimpse]) -> wasmtime::Result<Vec<f64>> {
        // SAFETY: `instantiate` checked the function against these very types.
        let detect = unsafe { TypedFunc::<(&[Plain<Glimpse>],), (Vec<f64>,)>::new_unchecked(self.world.detect) };
        Ok(detect.call(&mut self.store, (Plain::slice(looks),))?.0)
    }
}

/// A function of an exported interface.
fn exported(instance: &Instance, store: &mut Store<StoreState>, interface: &str, name: &str) -> wasmtime::Result<Func> {
    let interface = instance.get_export_index(&mut *store, None, &format!("sarex:plugin/{interface}@{VERSION}"));
    let index = interface.and_then(|interface| instance.get_export_index(&mut *store, Some(&interface), name));
    let function = index.and_then(|index| instance.get_func(&mut *store, index));
    function.ok_or_else(|| wasmtime::Error::msg(format!("exports no {name}")))
}

impl Contract for ExerciseJudge {
    type Pre = ExerciseJudgePre<StoreState>;
    type Descriptor = adjudicator::Descriptor;

    fn prepare(engine: &Engine, component: &Component) -> wasmtime::Result<Self::Pre> {
        let mut linker = Linker::new(engine);
        ExerciseJudge::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
        ExerciseJudgePre::new(linker.instantiate_pre(component)?)
    }

    fn instantiate(pre: &Self::Pre, store: &mut Store<StoreState>) -> wasmtime::Result<Self> {
        pre.instantiate(store)
    }

    fn describe(&self, store: &mut Store<StoreState>) -> wasmtime::Result<Self::Descriptor> {
        self.sarex_plugin_adjudicator().call_describe(store)
    }

    fn configure(&self, store: &mut Store<StoreState>, run: &types::RunInfo) -> wasmtime::Result<Result<(), String>> {
        self.sarex_plugin_adjudicator().call_configure(store, run)
    }
}

/// A started and configured instance.
pub struct Guest<W> {
    pub(crate) world: W,
    pub(crate) store: Store<StoreState>,
    budget: u64,
}

impl<W: Contract> Guest<W> {
    /// Starts and configures one, and returns what it says of itself.
    pub fn start(engine: &Engine, pre: &W::Pre, terms: &Terms) -> Result<(Self, W::Descriptor), String> {
        let limits = StoreLimitsBuilder::new()
            .memory_size((terms.memory_mib as usize) << 20)
            .table_elements(limits::TABLE_ELEMENTS)
            .instances(limits::CORE_INSTANCES)
            .memories(limits::MEMORIES)
            .tables(limits::TABLES)
            .trap_on_grow_failure(true)
            .build();
        let state = StoreState {
            limits: Bounded::new(limits),
            lines: Vec::new(),
            lines_left: limits::LOG_LINES_PER_CALL,
            drawings: Vec::new(),
            points_left: 0,
            developer: terms.developer,
        };
        let mut store = Store::new(engine, state);
        store.limiter(|state| &mut state.limits);
        store.set_hostcall_fuel(limits::HOSTCALL_BYTES);
        refuel(&mut store, limits::FUEL_TO_START, limits::STEP_S).map_err(|error| format!("{error:#}"))?;
        let started = Self::started(&mut store, pre, terms);
        match started {
            Ok((world, descriptor)) => Ok((Self { world, store, budget: limits::FUEL_TO_START }, descriptor)),
            Err(Failed::Configure(text)) if terms.script.is_empty() => Err(format!("refuses its parameters: {text}")),
            Err(Failed::Configure(text)) => Err(text),
            Err(Failed::Trap(error)) => {
                let lines = std::mem::take(&mut store.data_mut().lines);
                Err(format!("cannot start: {}", explain(&error, limits::FUEL_TO_START, terms.memory_mib, &lines)))
            }
        }
    }

    fn started(store: &mut Store<StoreState>, pre: &W::Pre, terms: &Terms) -> Result<(W, W::Descriptor), Failed> {
        let world = W::instantiate(pre, store)?;
        let params = terms.params.iter().map(|(key, value)| types::Param { key: key.clone(), value: *value }).collect();
        let script = terms.script.clone();
        let run = types::RunInfo { host_api: VERSION.into(), seed: terms.seed, tick_hz: 1.0, params, script };
        let refused = |text: String| Failed::Configure(told(&text, limits::TEXT_CHARACTERS));
        world.configure(store, &run)?.map_err(refused)?;
        // After `configure`: a script engine is what its script says.
        let descriptor = world.describe(store)?;
        Ok((world, descriptor))
    }

    /// Fills the tank for the next call.
    pub fn refuel(&mut self, fuel: u64, seconds: f64) {
        self.budget = fuel;
        // Fails only without fuel metering, which `engine::new` switches on.
        let _ = refuel(&mut self.store, fuel, seconds);
        let state = self.store.data_mut();
        state.lines_left = limits::LOG_LINES_PER_CALL;
        state.points_left = if state.developer { limits::DRAW_POINTS } else { 0 };
    }

    /// What it drew since this was last asked.
    pub fn take_drawings(&mut self) -> Vec<Drawing> {
        std::mem::take(&mut self.store.data_mut().drawings)
    }

    /// Fuel that the last call used.
    pub fn used(&self) -> u64 {
        self.budget - self.store.get_fuel().unwrap_or(0).min(self.budget)
    }

    /// Memory it holds, bytes.
    pub fn memory_bytes(&self) -> usize {
        self.store.data().limits.memory_bytes
    }

    /// What it logged since this was last asked.
    pub fn take_lines(&mut self) -> Vec<LogLine> {
        std::mem::take(&mut self.store.data_mut().lines)
    }

    /// The reason of a trap, for the developer.
    pub fn explain(&self, error: &wasmtime::Error, memory_mib: u64) -> String {
        explain(error, self.budget, memory_mib, &self.store.data().lines)
    }
}

enum Failed {
    Trap(wasmtime::Error),
    Configure(String),
}

impl From<wasmtime::Error> for Failed {
    fn from(error: wasmtime::Error) -> Self {
        Failed::Trap(error)
    }
}

fn refuel(store: &mut Store<StoreState>, fuel: u64, seconds: f64) -> wasmtime::Result<()> {
    store.set_epoch_deadline(engine::ticks(seconds));
    store.set_fuel(fuel)
}

fn explain(error: &wasmtime::Error, fuel: u64, memory_mib: u64, lines: &[LogLine]) -> String {
    let said = lines.iter().rev().find(|line| line.level == LogLevel::Error).map(|line| line.text.as_str());
    match (error.downcast_ref::<Trap>(), said) {
        (Some(Trap::OutOfFuel), _) => {
            format!("used more than its {fuel} fuel; do less in a decision, or raise [limits] in plugin.toml")
        }
        (Some(Trap::Interrupt), _) => "ran into the wall-clock backstop; do less in a call".into(),
        (_, Some(said)) => said.into(),
        (Some(trap), None) => format!("trapped: {trap}{}", frames(error)),
        (None, None) => untrapped(error, memory_mib),
    }
}

/// The reason of an error that is no trap: a limit of the store, or bytes that are not what the contract says.
fn untrapped(error: &wasmtime::Error, memory_mib: u64) -> String {
    let chain = format!("{error:#}");
    if chain.contains("growing memory") || chain.contains("memory minimum size") {
        return format!("wants more than its {memory_mib} MiB of memory; use less, or raise memory_mib in plugin.toml");
    }
    if chain.contains("fuel allocated for hostcalls") {
        return format!("passes more than {} MiB to its host in one call; pass less", limits::HOSTCALL_BYTES >> 20);
    }
    // What stands before the cause is where in the guest it happened.
    let cause = error.root_cause().to_string();
    format!("{}{}", cause.lines().next().unwrap_or_default(), frames(error))
}

/// The innermost named functions of a trap's backtrace.
fn frames(error: &wasmtime::Error) -> String {
    let Some(trace) = error.downcast_ref::<wasmtime::WasmBacktrace>() else { return String::new() };
    let names: Vec<String> = trace
        .frames()
        .iter()
        .filter_map(|frame| Some(told(frame.func_name()?, limits::LOG_CHARACTERS)))
        .take(3)
        .collect();
    if names.is_empty() { String::new() } else { format!(" in {}", names.join(" < ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(points_left: usize) -> StoreState {
        StoreState {
            limits: Bounded::new(StoreLimitsBuilder::new().build()),
            lines: Vec::new(),
            lines_left: 8,
            drawings: Vec::new(),
            points_left,
            developer: true,
        }
    }

    #[test]
    fn what_a_plugin_says_cannot_write_over_a_terminal() {
        let mut state = state(0);
        diag::Host::log(&mut state, types::Severity::Info, "at 3\n\u{1b}[2Jgone".into());
        assert_eq!(state.lines[0].text, "at 3\n [2Jgone");
    }

    #[test]
    fn lines_without_points_come_to_an_end() {
        let mut state = state(3);
        for _ in 0..1_000 {
            diag::Host::draw_line(&mut state, Vec::new(), 0, String::new());
        }
        assert_eq!(state.drawings.len(), 3);
    }
}
