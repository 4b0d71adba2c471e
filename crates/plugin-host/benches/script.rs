//! Plugins that are a script: loading, reading it anew, a plan of 40 legs, a step of 64 ships.
//!
//! `cargo bench -p sarex-plugin-host --bench script`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "../tests/fixture/figures.rs"]
mod figures;
#[path = "../tests/fixture/mod.rs"]
mod fixture;
#[path = "../tests/fixture/script.rs"]
mod script;

use divan::Bencher;
use sarex_plugin_host::Profile;
use sarex_sim::decision::Decisions;
use script::Script;

fn main() {
    divan::main();
}

/// Files, manifest, hash, host and instance; the engine is compiled already.
#[divan::bench]
fn load_with_a_new_host(bencher: Bencher) {
    let script = Script::pattern("function plan(task) { return []; }");
    bencher.bench_local(|| figures::whole_load(&script));
}

/// What a reload does: a new instance reads the script.
#[divan::bench]
fn new_instance_reads_the_script(bencher: Bencher) {
    let (mut host, task) = figures::reading();
    bencher.bench_local(|| host.plan(0, &task).unwrap());
}

/// The same, and 40 legs of an expanding square.
#[divan::bench]
fn new_instance_plans_40_legs(bencher: Bencher) {
    let (mut host, task) = figures::planning();
    bencher.bench_local(|| host.plan(0, &task).unwrap());
}

/// All 64 ships of a call.
#[divan::bench(args = ["fast", "certified"])]
fn step_of_64_ships(bencher: Bencher, profile: &str) {
    let (mut host, mut batch) = figures::stepping(Profile::of(profile).unwrap());
    bencher.bench_local(|| figures::step(&mut host, &mut batch));
}
