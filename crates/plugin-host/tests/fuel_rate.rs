//! How much fuel goes in a second of one core: `cargo test -p sarex-plugin-host --test fuel_rate -- --ignored --nocapture`.
//! Guests are compiled by Cranelift whatever the profile of the build; of a development build only the host's part is slower.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "fixture/figures.rs"]
mod figures;
mod fixture;
#[path = "fixture/script.rs"]
mod script;

use fixture::{Folder, Malice, component, fleet, load, options, plugins_dir};
use sarex_plugin_host::{PluginHost, Profile, find};
use sarex_sim::decision::{Batch, Column, Decisions, Outcome, PocGrid, SearchTask};

const SHIPS: u32 = 2_000;
const WORLD: &str = "sarex:plugin/vessel-behaviour@0.1.0";

/// The quickest of so many questions counts: other work may share the machine.
fn rate(what: &str, each: u32, runs: usize, host: &mut PluginHost, mut ask: impl FnMut(&mut PluginHost)) {
    let (mut best_s, mut fuel) = (f64::INFINITY, 0);
    for _ in 0..runs {
        let before = host.costs().swap_remove(0);
        ask(host);
        let after = host.costs().swap_remove(0);
        fuel = after.fuel - before.fuel;
        best_s = best_s.min(after.wall_s - before.wall_s);
    }
    let rate = fuel as f64 / best_s / 1e6;
    println!("{what:<24} {:>11} fuel each {:>8.2} ms {rate:>7.0} M fuel/s", fuel / u64::from(each), best_s * 1e3);
}

fn steps(what: &str, runs: usize, host: &mut PluginHost, mut batch: Batch) {
    rate(what, batch.ships.len() as u32, runs, host, |host| {
        let mut out = Outcome::default();
        assert_eq!(host.step(0, &batch, &mut out), []);
        batch.state = out.state;
    });
}

fn shipped(id: &str) -> (PluginHost, sarex_sim::setup::PluginDecl) {
    let (host, decl, findings) = load(find(&plugins_dir(), id).unwrap(), &options(1));
    assert_eq!(findings, []);
    (host, decl)
}

/// A guest that does this 20,000 times for each ship.
fn rounds(what: &str, body: &str) {
    let module = "(global $n (mut i32) (i32.const 0)) (global $x (mut f64) (f64.const 1.5))";
    let step = format!(
        "(global.set $n (i32.const 20000))
         (loop $more {body}
           (global.set $n (i32.sub (global.get $n) (i32.const 1)))
           (br_if $more (global.get $n)))"
    );
    let bytes = component(Malice { module, step: &step, ..Malice::default() });
    let (mut host, decl, findings) = Folder::with(&bytes, WORLD, "[limits]\nfuel_per_ship = 20000000\n").load();
    assert_eq!(findings, []);
    steps(what, 10, &mut host, fleet(64, decl.state_stride));
}

/// A search by the first pattern on a probability map of 100 by 100 cells.
fn plan(id: &str) {
    let (mut host, decl) = shipped(id);
    let near = |index: i32| (-f64::from(index - 50).powi(2) / 400.0).exp();
    let cells: Vec<f64> = (0..10_000).map(|cell| near(cell % 100) * near(cell / 100)).collect();
    let sum: f64 = cells.iter().sum();
    let values = cells.iter().map(|cell| (cell / sum) as f32).collect();
    let origin = sarex_model::position::Vec2 { east_m: -10_000.0, north_m: -10_000.0 };
    let poc = Some(PocGrid { origin, cell_m: 200.0, cols: 100, rows: 100, values });
    let pattern = decl.patterns.last().unwrap();
    let task = SearchTask { poc, ..script::task(pattern) };
    rate(&format!("{id}, {pattern}"), 1, 20, &mut host, |host| drop(host.plan(0, &task).unwrap()));
}

#[test]
#[ignore = "measures, judges nothing"]
fn fuel_a_second() {
    for id in ["patrol-vessel", "merchant-traffic", "colreg-transit"] {
        let (mut host, decl) = shipped(id);
        let column = |signal| Column { signal, values: vec![1.0; SHIPS as usize] };
        let columns = (0..decl.signals.len() as u32).map(column).collect();
        steps(id, 40, &mut host, Batch { columns, ..fleet(SHIPS, decl.state_stride) });
    }
    for id in ["greedy-replan", "drone-recon"] {
        plan(id);
    }
    let (mut host, batch) = figures::stepping(Profile::Certified);
    steps("a script", 40, &mut host, batch);
    rounds("sums in a chain", "(global.set $x (f64.add (global.get $x) (f64.const 0.25)))");
    rounds("divisions in a chain", "(global.set $x (f64.div (f64.const 3) (global.get $x)))");
    rounds("roots in a chain", "(global.set $x (f64.sqrt (f64.add (global.get $x) (f64.const 2))))");
    let place = "(i32.add (i32.const 262144) (i32.and (i32.mul (global.get $n) (i32.const 4916)) (i32.const 524284)))";
    rounds("stores", &format!("(i32.store {place} (global.get $n))"));
}
