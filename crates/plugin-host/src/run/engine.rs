//! The WebAssembly engine: deterministic, metered, with a wall-clock backstop.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, Strategy};

use crate::run::limits;

/// How strictly floats are the same on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// The bits of NaN are fixed too; any supported machine gives the same outputs.
    #[default]
    Certified,
    /// Faster; the same outputs for plugins that never look at the bits of a NaN.
    Fast,
}

impl Profile {
    /// The name in commands and files.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Certified => "certified",
            Profile::Fast => "fast",
        }
    }

    /// The profile of a name.
    pub fn of(name: &str) -> Option<Self> {
        [Profile::Certified, Profile::Fast].into_iter().find(|profile| profile.name() == name)
    }
}

/// Interval of the wall-clock backstop.
const TICK: Duration = Duration::from_millis(50);

/// Which compiler makes machine code of a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compiler {
    /// The one for running.
    #[default]
    Cranelift,
    /// A second opinion for the conformance check.
    Winch,
}

/// An engine whose clock ticks until it is dropped. Instances come from a pool where the machine has the address space
/// for one.
pub fn new(profile: Profile, compiler: Compiler) -> wasmtime::Result<Engine> {
    let mut config = config(profile, compiler);
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool()));
    let engine = match Engine::new(&config) {
        Ok(engine) => engine,
        Err(_) => Engine::new(config.allocation_strategy(InstanceAllocationStrategy::OnDemand))?,
    };
    start_clock(&engine)?;
    Ok(engine)
}

fn pool() -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    pool.max_memory_size((limits::MEMORY_MIB_MAX as usize) << 20)
        .total_component_instances(limits::INSTANCES)
        .total_core_instances(limits::INSTANCES * 4)
        .total_memories(limits::INSTANCES)
        .total_tables(limits::INSTANCES * 2)
        .max_memories_per_component(limits::MEMORIES as u32)
        .max_tables_per_component(limits::TABLES as u32)
        .table_elements(limits::TABLE_ELEMENTS)
        .max_core_instance_size(4 << 20)
        .max_component_instance_size(4 << 20)
        .linear_memory_keep_resident(1 << 20)
        .table_keep_resident(64 << 10);
    pool
}

fn config(profile: Profile, compiler: Compiler) -> Config {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(profile == Profile::Certified)
        .concurrency_support(false)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .max_wasm_stack(1 << 20);
    if compiler == Compiler::Winch {
        config.strategy(Strategy::Winch);
    }
    config
}

/// An engine that only compiles: the same machine code, no clock, no pool.
pub fn to_compile(profile: Profile, compiler: Compiler) -> wasmtime::Result<Engine> {
    Engine::new(&config(profile, compiler))
}

/// Clock ticks in so many seconds.
pub fn ticks(seconds: f64) -> u64 {
    (seconds / TICK.as_secs_f64()).ceil() as u64
}

fn start_clock(engine: &Engine) -> wasmtime::Result<()> {
    let weak = engine.weak();
    let tick = move || {
        while let Some(engine) = weak.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    };
    std::thread::Builder::new().name("plugin-clock".into()).spawn(tick)?;
    Ok(())
}
