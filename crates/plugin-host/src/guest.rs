//! One running instance of a plugin in a store of its own. After a trap wasmtime refuses the store for good, so a
//! trapped instance is thrown away and a new one started.

use serde::{Deserialize, Serialize};
use wasmtime::component::{Component, Func, HasSelf, Linker, TypedFunc};
use wasmtime::{Engine, Store, StoreLimits, StoreLimitsBuilder, Trap};

use crate::contract::behaviour_world::{VesselBehaviour, VesselBehaviourPre};
use crate::contract::search_world::{SearchPattern, SearchPatternPre};
use crate::contract::{VERSION, behaviour, diag, search, types};
use crate::{engine, limits};

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

/// What a store holds beside the guest: its limits and what it logged in this call.
pub struct StoreState {
    limits: StoreLimits,
    lines: Vec<LogLine>,
    lines_left: u32,
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
        self.lines.push(LogLine { level, text: text.chars().take(limits::LOG_CHARACTERS).collect() });
    }
}

impl types::Host for StoreState {}

/// What every instance of a plugin is told before its first call, and what it may use.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Seed of the run.
    pub seed: u64,
    /// Parameters, defaults filled in.
    pub params: Vec<(String, f64)>,
    /// Memory, MiB.
    pub memory_mib: u64,
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
        let interface = instance.get_export_index(&mut *store, None, &format!("sarex:plugin/behaviour@{VERSION}"));
        let index = interface.and_then(|interface| instance.get_export_index(&mut *store, Some(&interface), "step"));
        let step = index
            .and_then(|index| instance.get_func(&mut *store, index))
            .ok_or_else(|| wasmtime::Error::msg("exports no step"))?;
        step.typed::<(&behaviour::Batch,), (behaviour::Outcome,)>(&*store)?;
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
    pub fn step(&mut self, batch: &behaviour::Batch) -> wasmtime::Result<behaviour::Outcome> {
        // SAFETY: `instantiate` checked the function against these very types.
        let step = unsafe { TypedFunc::<(&behaviour::Batch,), (behaviour::Outcome,)>::new_unchecked(self.world.step) };
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
            .table_elements(100_000)
            .instances(8)
            .memories(4)
            .tables(8)
            .trap_on_grow_failure(true)
            .build();
        let mut store =
            Store::new(engine, StoreState { limits, lines: Vec::new(), lines_left: limits::LOG_LINES_PER_CALL });
        store.limiter(|state| &mut state.limits);
        store.set_hostcall_fuel(limits::COMPONENT_BYTES as usize);
        refuel(&mut store, limits::FUEL_TO_START, limits::STEP_S).map_err(|error| format!("{error:#}"))?;
        let started = Self::started(&mut store, pre, terms);
        match started {
            Ok((world, descriptor)) => Ok((Self { world, store, budget: limits::FUEL_TO_START }, descriptor)),
            Err(Failed::Configure(text)) => Err(format!("refuses its parameters: {text}")),
            Err(Failed::Trap(error)) => {
                let lines = std::mem::take(&mut store.data_mut().lines);
                Err(format!("cannot start: {}", explain(&error, limits::FUEL_TO_START, terms.memory_mib, &lines)))
            }
        }
    }

    fn started(store: &mut Store<StoreState>, pre: &W::Pre, terms: &Terms) -> Result<(W, W::Descriptor), Failed> {
        let world = W::instantiate(pre, store)?;
        let descriptor = world.describe(store)?;
        let params = terms.params.iter().map(|(key, value)| types::Param { key: key.clone(), value: *value }).collect();
        let run = types::RunInfo { host_api: VERSION.into(), seed: terms.seed, tick_hz: 1.0, params };
        world.configure(store, &run)?.map_err(Failed::Configure)?;
        Ok((world, descriptor))
    }

    /// Fills the tank for the next call.
    pub fn refuel(&mut self, fuel: u64, seconds: f64) {
        self.budget = fuel;
        // Fails only without fuel metering, which `engine::new` switches on.
        let _ = refuel(&mut self.store, fuel, seconds);
        self.store.data_mut().lines_left = limits::LOG_LINES_PER_CALL;
    }

    /// Fuel that the last call used.
    pub fn used(&self) -> u64 {
        self.budget - self.store.get_fuel().unwrap_or(0).min(self.budget)
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
        (None, None) => {
            let chain = format!("{error:#}");
            if chain.contains("growing memory") {
                return format!(
                    "wants more than its {memory_mib} MiB of memory; use less, or raise memory_mib in plugin.toml"
                );
            }
            chain.lines().next().unwrap_or_default().into()
        }
    }
}

/// The innermost named functions of a trap's backtrace.
fn frames(error: &wasmtime::Error) -> String {
    let Some(trace) = error.downcast_ref::<wasmtime::WasmBacktrace>() else { return String::new() };
    let names: Vec<String> =
        trace.frames().iter().filter_map(|frame| frame.func_name().map(str::to_string)).take(3).collect();
    if names.is_empty() { String::new() } else { format!(" in {}", names.join(" < ")) }
}
