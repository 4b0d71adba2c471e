//! The WebAssembly engine: deterministic, metered, with a wall-clock backstop.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasmtime::{Config, Engine};

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

/// Interval of the wall-clock backstop.
const TICK: Duration = Duration::from_millis(50);

/// An engine whose clock ticks until it is dropped.
pub fn new(profile: Profile) -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(profile == Profile::Certified)
        .concurrency_support(false)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .max_wasm_stack(1 << 20);
    let engine = Engine::new(&config)?;
    start_clock(&engine)?;
    Ok(engine)
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
