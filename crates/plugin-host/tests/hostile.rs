//! Whatever a plugin does, its units are named in a fault, the others get their decisions, and the message tells what
//! to do.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use fixture::{Folder, Malice, component, fleet};
use sarex_sim::decision::{Decisions, Fault, Outcome};

const SHIP_IS_7: &str = "(i32.eq (i32.load (local.get $ship)) (i32.const 7))";

fn step(malice: Malice, ships: u32) -> (Vec<Fault>, Outcome) {
    let (mut host, decl, findings) = Folder::new(&component(malice)).load();
    assert_eq!((decl.unusable, findings), (None, vec![]));
    let mut out = Outcome::default();
    let faults = host.step(0, &fleet(ships, 0), &mut out);
    assert_eq!(out.helm.len(), ships as usize);
    (faults, out)
}

#[track_caller]
fn check_only_unit_7(malice: Malice, reason: &str) {
    let (faults, out) = step(malice, 100);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].units, [7]);
    assert!(faults[0].reason.contains(reason), "{}", faults[0].reason);
    assert!(!faults[0].suspended);
    assert!(out.helm.iter().all(|helm| helm.heading_deg.is_finite()));
    assert_eq!(out.helm[7].leg, u32::MAX, "unit 7 holds");
    assert_eq!(out.helm[8].leg, 0, "unit 8 has its decision");
}

#[test]
fn a_well_behaved_fixture_has_no_fault() {
    assert_eq!(step(Malice::default(), 100).0, []);
}

#[test]
fn a_loop_without_end_runs_out_of_fuel() {
    let step = format!("(if {SHIP_IS_7} (then (loop $ever (br $ever))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "fuel");
}

#[test]
fn endless_memory_is_refused() {
    let step = format!("(if {SHIP_IS_7} (then (loop $ever (drop (memory.grow (i32.const 16))) (br $ever))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "16 MiB of memory");
}

#[test]
fn a_helm_that_is_no_number_is_refused() {
    let step = format!("(if {SHIP_IS_7} (then (f64.store (i32.const 131072) (f64.const nan))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "heading-deg is NaN");
}

#[test]
fn a_trap_names_what_happened() {
    let step = format!("(if {SHIP_IS_7} (then (unreachable)))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "unreachable");
}

#[test]
fn a_wrong_number_of_helms_is_refused_for_all() {
    let end = "(i32.store (i32.const 104) (i32.const 0))";
    let (faults, _) = step(Malice { end, ..Malice::default() }, 70);
    let units: usize = faults.iter().map(|fault| fault.units.len()).sum();
    assert_eq!(units, 70);
    assert!(faults[0].reason.contains("0 helms"), "{}", faults[0].reason);
}

#[test]
fn three_steps_with_faults_suspend_a_plugin() {
    let (mut host, ..) = Folder::new(&component(Malice { step: "(unreachable)", ..Malice::default() })).load();
    let mut batch = fleet(3, 0);
    let mut suspended = Vec::new();
    for tick in [0, 700, 800, 900, 1000] {
        batch.tick = tick;
        let faults = host.step(0, &batch, &mut Outcome::default());
        suspended.push(faults.iter().all(|fault| fault.suspended));
    }
    assert_eq!(suspended, [false, false, false, true, true]);
    let cost = &host.costs()[0];
    assert_eq!((cost.calls, cost.faults, cost.suspended), (4, 12, true));
}

#[track_caller]
fn check_unusable(folder: &Folder, problem: &str, remedy: &str) {
    let (mut host, decl, findings) = folder.load();
    let reason = decl.unusable.expect("it is declared unusable");
    assert!(reason.contains(problem) && reason.contains(remedy), "{reason}");
    assert_eq!(findings.len(), 1);
    let faults = host.step(0, &fleet(2, 0), &mut Outcome::default());
    assert!(faults[0].suspended && faults[0].units.is_empty());
    assert!(!sarex_plugin_host::check(&folder.file()).is_empty());
}

#[test]
fn a_trap_at_the_start_is_told() {
    let bytes = component(Malice { describe: "(unreachable)", ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "cannot start", "sarex plugin check");
}

#[test]
fn what_is_no_component_is_told() {
    check_unusable(&Folder::new(b"not wasm at all"), "is not WebAssembly", "sarex plugin build");
    check_unusable(&Folder::new(b"\0asm\x01\0\0\0"), "core WebAssembly module", "sarex plugin build");
    check_unusable(&Folder::new(b"\0asm\x0d\0\x01\0rubbish"), "cannot be compiled", "sarex plugin build");
}

#[test]
fn another_version_is_told_with_what_the_host_offers() {
    let bytes = component(Malice { version: "9.9.9", ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "wants sarex:plugin 9.9.9; this host offers 0.1.0", "rebuild");
    let manifest = Folder::of_world(&bytes, "sarex:plugin/vessel-behaviour@9.9.9");
    check_unusable(&manifest, "wants sarex:plugin 9.9.9", "rebuild");
}

#[test]
fn another_world_is_told() {
    let bytes = component(Malice::default());
    let planner = Folder::of_world(&bytes, "sarex:plugin/search-pattern@0.1.0");
    check_unusable(&planner, "does not export sarex:plugin/search@0.1.0", "correct `world`");
    let typo = Folder::of_world(&bytes, "sarex:plugin/vessel-behavior@0.1.0");
    check_unusable(&typo, "wants world", "sarex:plugin/vessel-behaviour@0.1.0");
}

#[test]
fn a_missing_plugin_is_told_with_the_likely_name() {
    let folder = Folder::new(&component(Malice::default()));
    let finding = sarex_plugin_host::find(folder.0.path(), "hostil").unwrap_err();
    assert_eq!(finding.hint, "did you mean \"hostile\"?");
    let missing = [Err(("hostil".to_string(), finding))];
    let (_, decls, findings) = sarex_plugin_host::PluginHost::load(&missing, &[], &fixture::options(1));
    assert!(decls[0].unusable.is_some());
    assert_eq!(findings.len(), 1);
}
