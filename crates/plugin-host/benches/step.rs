//! One decision for 1,000 ships with the plugin patrol-vessel: 152 bytes, one order, 4 legs and 4 contacts each.
//!
//! `cargo bench -p sarex-plugin-host`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use divan::Bencher;
use sarex_plugin_host::{HostOptions, PluginHost, Profile, find};
use sarex_sim::decision::{Batch, Decisions, Outcome};

fn main() {
    divan::main();
}

fn bench(bencher: Bencher, ships: u32, profile: Profile, threads: usize) {
    let (mut host, batch) = ready(ships, profile, threads);
    let mut out = Outcome::default();
    bencher.bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

/// A host and a batch whose orders are known already.
fn ready(ships: u32, profile: Profile, threads: usize) -> (PluginHost, Batch) {
    let file = find(&fixture::plugins_dir(), "patrol-vessel").expect("patrol-vessel is built");
    let options = HostOptions { profile, ..fixture::options(threads) };
    let (mut host, decl, _) = fixture::load(file, &options);
    let mut batch = fixture::fleet(ships, decl.state_stride);
    let mut out = Outcome::default();
    host.step(0, &batch, &mut out);
    batch.state.clone_from(&out.state);
    (host, batch)
}

#[divan::bench(args = [100, 1_000])]
fn certified(bencher: Bencher, ships: u32) {
    bench(bencher, ships, Profile::Certified, 1);
}

#[divan::bench(args = [100, 1_000])]
fn fast(bencher: Bencher, ships: u32) {
    bench(bencher, ships, Profile::Fast, 1);
}

/// The lists alone: a plugin that only counts its ships.
#[divan::bench]
fn lists_alone(bencher: Bencher) {
    let folder = fixture::Folder::new(&fixture::component(fixture::Malice::default()));
    let (mut host, ..) = folder.load();
    let (batch, mut out) = (fixture::fleet(1_000, 0), Outcome::default());
    bencher.bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

#[divan::bench]
fn certified_on_two_threads(bencher: Bencher) {
    bench(bencher, 1_000, Profile::Certified, 2);
}

/// From the trap of one unit to the answer for all: the calls until the unit is known, and an instance started anew for
/// each that failed. The three steps differ in how many ships share the call.
#[divan::bench(args = [1, 8, 64])]
fn trap_to_recovered(bencher: Bencher, ships: u32) {
    let step = "(if (i32.eqz (i32.load (local.get $ship))) (then (unreachable)))";
    let folder = fixture::Folder::new(&fixture::component(fixture::Malice { step, ..fixture::Malice::default() }));
    let (mut host, ..) = folder.load();
    let (batch, mut out) = (fixture::fleet(ships, 0), Outcome::default());
    bencher.bench_local(|| {
        let faults = host.step(0, &batch, &mut out);
        assert!(faults.len() == 1 && faults[0].units == [0]);
        // Otherwise the third fault suspends the plugin.
        host.reinstate(0);
    });
}
