//! Every limit on a plugin, with its reason.

/// Component file, bytes: compiling is not metered, so its input is.
pub const COMPONENT_BYTES: u64 = 32 << 20;
/// Manifest, bytes: two orders above any sensible one.
pub const MANIFEST_BYTES: u64 = 256 << 10;
/// Fuel for one ship's decision unless the manifest asks otherwise: some 2 microseconds.
pub const FUEL_PER_SHIP: u64 = 20_000;
/// Most fuel that a manifest may ask for one ship's decision.
pub const FUEL_PER_SHIP_MAX: u64 = 1_000_000;
/// Fuel for one plan unless the manifest asks otherwise: some 50 milliseconds.
pub const FUEL_PER_PLAN: u64 = 500_000_000;
/// Most fuel that a manifest may ask for one plan.
pub const FUEL_PER_PLAN_MAX: u64 = 10_000_000_000;
/// Fuel for the fixed work of a call: lists are copied in and out whatever the number of ships.
pub const FUEL_PER_CALL: u64 = 200_000;
/// Fuel to start an instance, describe and configure it.
pub const FUEL_TO_START: u64 = 100_000_000;
/// Memory unless the manifest asks otherwise, MiB.
pub const MEMORY_MIB: u64 = 16;
/// Most memory that a manifest may ask for, MiB.
pub const MEMORY_MIB_MAX: u64 = 256;
/// Wall-clock backstop of a step, seconds. Fuel ends a runaway long before; this catches what fuel undercounts.
pub const STEP_S: f64 = 10.0;
/// Wall-clock backstop of a plan, seconds.
pub const PLAN_S: f64 = 60.0;
/// Bytes of state for each ship.
pub const STATE_STRIDE: u32 = 1024;
/// Nearest contacts for each ship.
pub const CONTACTS: u32 = 32;
/// Patterns of one planner.
pub const PATTERNS: usize = 64;
/// Ships in one call. Batches are always cut into calls of this size, so that the number of threads changes nothing.
pub const SHIPS_PER_CALL: usize = 64;
/// Offending ships looked for in one call of [`SHIPS_PER_CALL`]; with more, the rest of them counts as offending.
pub const OFFENDERS_PER_CALL: usize = 4;
/// Acts of one ship in one decision.
pub const ACTS_PER_SHIP: usize = 8;
/// Log lines kept of one call.
pub const LOG_LINES_PER_CALL: u32 = 8;
/// Characters kept of a log line.
pub const LOG_CHARACTERS: usize = 512;
/// Log lines kept until they are taken.
pub const LOG_LINES: usize = 1_000;
/// So many steps with faults ...
pub const STRIKES: usize = 3;
/// ... within so many ticks suspend a plugin.
pub const STRIKE_TICKS: u64 = 600;
/// Characters kept of a planner's note or error.
pub const TEXT_CHARACTERS: usize = 2_000;
