//! What a tick of many behaviours costs: 10,000 ships with the plugin patrol-vessel (one order, 4 legs, 4 contacts each);
//! the boundary alone; recovery from a trap; hot reload. The bench `native` compares it with the same code run natively.
//!
//! `cargo bench -p sarex-plugin-host --bench step`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use divan::Bencher;
use fixture::{Malice, fleet};
use sarex_plugin_host::{CompilerProcess, HostOptions, PluginHost, Profile, find};
use sarex_sim::decision::{Batch, Decisions, Outcome};
use sarex_sim::setup::Isolation;

fn main() {
    divan::main();
}

const SHIPS: u32 = 10_000;

fn bench(bencher: Bencher, ships: u32, options: HostOptions) {
    let (mut host, batch) = ready(ships, &options);
    let mut out = Outcome::default();
    bencher.counter(ships).bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

/// A host and a batch whose orders are known already.
fn ready(ships: u32, options: &HostOptions) -> (PluginHost, Batch) {
    let file = find(&fixture::plugins_dir(), "patrol-vessel").expect("patrol-vessel is built");
    let (mut host, decl, _) = fixture::load(file, options);
    let mut batch = fleet(ships, decl.state_stride);
    let mut out = Outcome::default();
    host.step(0, &batch, &mut out);
    batch.state.clone_from(&out.state);
    (host, batch)
}

fn options(profile: Profile, threads: usize) -> HostOptions {
    HostOptions { profile, ..fixture::options(threads) }
}

#[divan::bench(args = [1, 2])]
fn fast(bencher: Bencher, threads: usize) {
    bench(bencher, SHIPS, options(Profile::Fast, threads));
}

#[divan::bench(args = [1, 2])]
fn certified(bencher: Bencher, threads: usize) {
    bench(bencher, SHIPS, options(Profile::Certified, threads));
}

/// The boundary alone: a plugin that only counts its ships takes the same batch.
#[divan::bench(args = [Isolation::Pooled, Isolation::PerCell])]
fn boundary(bencher: Bencher, isolation: Isolation) {
    let folder = fixture::Folder::new(&fixture::component(Malice::default()));
    let options = HostOptions { isolation, ..options(Profile::Fast, 1) };
    let (mut host, ..) = fixture::load(folder.file(), &options);
    let (batch, mut out) = (fleet(SHIPS, 0), Outcome::default());
    bencher.counter(SHIPS).bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

/// An instance for each of 1,000 ships.
#[divan::bench]
fn instance_for_each_ship(bencher: Bencher) {
    bench(bencher, 1_000, HostOptions { isolation: Isolation::PerShip, ..options(Profile::Fast, 1) });
}

/// Reading patrol-vessel again, its compiled component in the cache.
#[divan::bench]
fn reload_from_cache(bencher: Bencher) {
    let cache = tempfile::TempDir::new().unwrap();
    let options = HostOptions { cache_dir: Some(cache.path().into()), ..options(Profile::Fast, 1) };
    let (mut host, _) = ready(1, &options);
    bencher.bench_local(|| host.reload(0).unwrap());
}

/// Reading patrol-vessel again after a change: it is compiled too, on all cores, here or (as in the desk) by a process of
/// its own, when `cargo build --release` made the program for that.
#[divan::bench(sample_count = 20, args = ["here", "apart"])]
fn reload_compiled(bencher: Bencher, place: &str) {
    let program = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("sarex");
    let apart = place == "apart";
    if apart && !program.exists() {
        return;
    }
    let compiler = apart.then(|| CompilerProcess::new(program, vec!["plugin".into(), "compile-component".into()]));
    let folder = tempfile::TempDir::new().unwrap();
    let ours = fixture::plugins_dir().join("patrol-vessel");
    let changed = folder.path().join("patrol-vessel");
    std::fs::create_dir(&changed).unwrap();
    std::fs::copy(ours.join("plugin.toml"), changed.join("plugin.toml")).unwrap();
    let component = std::fs::read(ours.join("patrol-vessel.wasm")).unwrap();
    let mut version = 0_u8;
    let mut change = || {
        // A custom section `v` with the version.
        version += 1;
        std::fs::write(changed.join("patrol-vessel.wasm"), [&component[..], &[0, 3, 1, b'v', version]].concat())
            .unwrap();
    };
    change();
    let options = HostOptions { cache_dir: None, compiler, ..options(Profile::Fast, 1) };
    let (mut host, ..) = fixture::load(find(folder.path(), "patrol-vessel").unwrap(), &options);
    bencher.with_inputs(change).bench_local_refs(|()| host.reload(0).unwrap());
}

/// From the trap of one unit to the answer for all: the calls until the unit is known, and an instance started anew for
/// each that failed. The steps differ in how many ships share the call.
#[divan::bench(args = [1, 8, 64, 256])]
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
