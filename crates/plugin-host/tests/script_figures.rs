//! What scripts cost: `cargo test -p sarex-plugin-host --test script_figures -- --ignored --nocapture`. The guest's code is
//! compiled by Cranelift whatever the profile of the build, so the figures of a development build count; only the host's
//! own part of them is slower.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "fixture/figures.rs"]
mod figures;
mod fixture;
#[path = "fixture/script.rs"]
mod script;

use std::time::Instant;

use sarex_plugin_host::Profile;
use sarex_sim::decision::Decisions;
use script::Script;

/// Half and one in a hundred of the runs took longer, microseconds.
fn timed(what: &str, runs: usize, per: f64, mut work: impl FnMut()) {
    work();
    let mut times_us: Vec<f64> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64() * 1e6 / per
        })
        .collect();
    times_us.sort_by(f64::total_cmp);
    println!("{what:<44} p50 {:>9.1} us  p99 {:>9.1} us", times_us[runs / 2], times_us[runs * 99 / 100]);
}

#[test]
#[ignore = "measures, judges nothing"]
fn figures() {
    let script = Script::pattern("function plan(task) { return []; }");
    timed("files to plugin, with a host of its own", 50, 1.0, || drop(figures::whole_load(&script)));
    let (mut host, task) = figures::reading();
    timed("new instance, script read, empty plan", 300, 1.0, || drop(host.plan(0, &task).unwrap()));
    let (mut host, task) = figures::planning();
    timed("new instance, script read, 40 legs", 300, 1.0, || drop(host.plan(0, &task).unwrap()));
    let cost = &host.costs()[0];
    println!("fuel of a plan of 40 legs: {}", cost.fuel / cost.calls.max(1));
    for profile in [Profile::Fast, Profile::Certified] {
        let (mut host, mut batch) = figures::stepping(profile);
        let what = format!("step, for each of {} ships, {}", figures::SHIPS, profile.name());
        timed(&what, 300, f64::from(figures::SHIPS), || figures::step(&mut host, &mut batch));
        let cost = &host.costs()[0];
        println!("fuel of a step: {} a ship", cost.fuel / cost.ships);
    }
}
