//! Every limit on a plugin, with its reason.

/// Component file, bytes: compiling is not metered, so its input is.
pub const COMPONENT_BYTES: u64 = 32 << 20;
/// Machine code kept for the next start, bytes: that of ten of the largest interpreters, or of a thousand Rust plugins.
pub const CACHE_BYTES: u64 = 1 << 30;
/// Manifest, bytes: two orders above any sensible one.
pub const MANIFEST_BYTES: u64 = 256 << 10;
/// Pack of a plugin, bytes: the largest component with its texts, incompressible.
pub const PACK_BYTES: u64 = 40 << 20;
/// Files of a pack: manifest, component, signature, README and some licences.
pub const PACK_FILES: usize = 16;
/// Text of a pack, bytes: a README or a script as long as a novel.
pub const PACK_TEXT_BYTES: u64 = 1 << 20;
/// Fuel for one ship's decision unless the manifest asks otherwise: some 5 microseconds of the shipped behaviours' code.
///
/// Fuel counts instructions, not time: a core of an AMD EPYC spends 3,500 to 4,700 million a second in the shipped behaviours,
/// 6,500 to 8,500 in planners, 10,000 in a script, 900 in a chain of square roots, 20,000 in stores (`tests/fuel_rate.rs`,
/// November 2026). So no sum of budgets tells beforehand whether an exercise keeps its pace; the desk shows what it measures.
pub const FUEL_PER_SHIP: u64 = 20_000;
/// The same for a script. Handing it a ship's records costs 180,000, each leg 21,000, each contact 28,000; the template's
/// decision with four of both comes to 520,000. So this is room for 200 legs, or for ten times the template's work.
pub const SCRIPT_FUEL_PER_SHIP: u64 = 5_000_000;
/// Most fuel that a manifest may ask for one ship's decision: some 2 milliseconds, for interpreters.
pub const FUEL_PER_SHIP_MAX: u64 = 20_000_000;
/// Fuel for one plan unless the manifest asks otherwise: some 60 milliseconds of the shipped planners' code.
pub const FUEL_PER_PLAN: u64 = 500_000_000;
/// Most fuel that a manifest may ask for one plan.
pub const FUEL_PER_PLAN_MAX: u64 = 10_000_000_000;
/// Fuel for the fixed work of a call: lists are copied in and out whatever the number of ships.
pub const FUEL_PER_CALL: u64 = 200_000;
/// Fuel to start an instance, describe and configure it. Python takes 70,000, as its start-up is in the component already.
pub const FUEL_TO_START: u64 = 100_000_000;
/// Memory unless the manifest asks otherwise, MiB.
pub const MEMORY_MIB: u64 = 16;
/// The same for a script: the JavaScript engine takes 3 MiB before the script's first line.
pub const SCRIPT_MEMORY_MIB: u64 = 64;
/// Script, bytes: two orders above any sensible one.
pub const SCRIPT_BYTES: u64 = 1 << 20;
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
/// Characters of a pattern's name.
pub const PATTERN_CHARACTERS: usize = 64;
/// Ships in one call: the fixed work of a call is spread over them, and their records still fit the second-level cache.
/// Batches are always cut into calls of this size, so that the number of threads changes nothing.
pub const SHIPS_PER_CALL: usize = 256;
/// Offending ships looked for in one call of [`SHIPS_PER_CALL`]; with more, the rest of them counts as offending.
pub const OFFENDERS_PER_CALL: usize = 8;
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
/// Points drawn in one call in developer mode.
pub const DRAW_POINTS: usize = 1_024;
/// Instances at once in the pool; beyond it an isolated unit falls back.
pub const INSTANCES: u32 = 2_000;
/// Core instances of one component: Python comes as 38 modules (componentize-py 0.25.1).
pub const CORE_INSTANCES: usize = 64;
/// Memories of one component.
pub const MEMORIES: usize = 8;
/// Tables of one component.
pub const TABLES: usize = 16;
/// Elements of one table: Python has some 20,000.
pub const TABLE_ELEMENTS: usize = 100_000;
/// Bytes that one call of the host may take out of a plugin.
pub const HOSTCALL_BYTES: usize = 32 << 20;
/// Wall clock for compiling a component in a process of its own, seconds.
pub const COMPILE_S: f64 = 120.0;
/// Address space of that process, bytes.
pub const COMPILE_BYTES: u64 = 4 << 30;
/// Findings of one judge.
pub const FINDINGS: usize = 200;
/// Looks of one call of a sensor model.
pub const LOOKS_PER_CALL: usize = 256;
/// Least and greatest time between looks at a running plan, seconds.
pub const REPLAN_S_MIN: f64 = 60.0;
/// See [`REPLAN_S_MIN`].
pub const REPLAN_S_MAX: f64 = 86_400.0;
/// Greatest range of a sensor model, metres: the far side of the Earth is no sensor's.
pub const RANGE_M_MAX: f64 = 1_000_000.0;
/// Calls with a fault that are kept in a run.
pub const REPROS: usize = 16;
/// A kept call, bytes: a plan with a probability map of a million cells has 20 MB.
pub const REPRO_BYTES: u64 = 64 << 20;
