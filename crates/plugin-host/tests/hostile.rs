//! Whatever a plugin does, its units are named in a fault, the others get their decisions, and the message tells what
//! to do.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use fixture::{Folder, Malice, component, fleet};
use sarex_plugin_host::HostOptions;
use sarex_sim::decision::{Decisions, Fault, Helm, Outcome};
use sarex_sim::setup::Isolation;

const SHIP_IS_7: &str = "(i32.eq (i32.load (local.get $ship)) (i32.const 7))";

fn step(malice: Malice, ships: u32) -> (Vec<Fault>, Outcome) {
    step_with(malice, ships, &fixture::options(1))
}

fn step_with(malice: Malice, ships: u32, options: &HostOptions) -> (Vec<Fault>, Outcome) {
    let (mut host, decl, findings) = fixture::load(Folder::new(&component(malice)).file(), options);
    assert_eq!((decl.unusable, findings), (None, vec![]));
    // What an earlier step left behind must not show through.
    let mut out = Outcome { helm: vec![Helm { leg: 9, ..Helm::default() }; 300], ..Outcome::default() };
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
    let holds = Helm { heading_deg: fleet(8, 0).ships[7].heading_deg, leg: u32::MAX, ..Helm::default() };
    assert_eq!(out.helm[7], holds, "unit 7 holds");
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
fn the_offender_is_found_the_same_in_every_isolation_and_on_every_thread() {
    let step = format!("(if {SHIP_IS_7} (then (unreachable)))");
    let malice = || Malice { step: &step, ..Malice::default() };
    let (_, pooled) = step_with(malice(), 600, &fixture::options(1));
    for (isolation, threads) in [(Isolation::Pooled, 3), (Isolation::PerCell, 2), (Isolation::PerShip, 2)] {
        let options = HostOptions { isolation, ..fixture::options(threads) };
        let (faults, out) = step_with(malice(), 600, &options);
        assert_eq!(faults.iter().map(|fault| fault.units.clone()).collect::<Vec<_>>(), [[7]], "{isolation:?}");
        assert_eq!(out, pooled, "{isolation:?}");
    }
}

#[test]
fn a_list_outside_the_memory_is_refused() {
    let step = format!("(if {SHIP_IS_7} (then (i32.store (i32.const 100) (i32.const -64))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "out of bounds");
    let step = format!("(if {SHIP_IS_7} (then (i32.store (i32.const 104) (i32.const -1))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "out of bounds");
}

#[test]
fn a_list_at_an_odd_place_is_refused() {
    let step = format!("(if {SHIP_IS_7} (then (i32.store (i32.const 100) (i32.const 131073))))");
    check_only_unit_7(Malice { step: &step, ..Malice::default() }, "not aligned");
}

/// Only unit 7 does this.
fn by_unit_7(deed: &str) -> String {
    format!("(if {SHIP_IS_7} (then {deed}))")
}

#[test]
fn endless_recursion_ends_at_the_stack() {
    // Locals make the frame large, so that the stack ends before the fuel.
    let locals = "(local i64 i64 i64 i64 i64 i64 i64 i64)";
    let module = format!(
        "(func $deep (param $n i32) (result i32) {locals} (local.set 1 (i64.extend_i32_u (local.get $n)))
           (i32.add (call $deep (i32.add (local.get $n) (i32.const 1))) (i32.wrap_i64 (local.get 1))))"
    );
    let step = by_unit_7("(drop (call $deep (i32.const 0)))");
    check_only_unit_7(Malice { module: &module, step: &step, ..Malice::default() }, "call stack exhausted");
}

#[test]
fn tables_do_not_grow_without_end() {
    let grow = "(loop $ever (drop (table.grow $t (ref.null func) (i32.const 30000))) (br $ever))";
    let step = by_unit_7(grow);
    check_only_unit_7(Malice { module: "(table $t 1 funcref)", step: &step, ..Malice::default() }, "table");
}

#[test]
fn a_text_that_is_not_utf_8_is_refused() {
    let module = r#"(data (i32.const 300) "\ff\fe")"#;
    let step = by_unit_7("(call $log (i32.const 1) (i32.const 300) (i32.const 2))");
    check_only_unit_7(Malice { module, step: &step, ..Malice::default() }, "utf-8");
}

#[test]
fn acts_for_a_ship_of_others_are_refused() {
    let act = "(i32.store (i32.const 108) (i32.const 200000)) (i32.store (i32.const 112) (i32.const 1))
        (i32.store (i32.const 200000) (i32.const 9999)) (i32.store (i32.const 200004) (i32.const 1))";
    check_only_unit_7(Malice { step: &by_unit_7(act), ..Malice::default() }, "act 1 for unit 9999");
}

#[test]
fn a_wrong_length_of_state_is_refused_for_all() {
    let end = "(i32.store (i32.const 116) (i32.const 0)) (i32.store (i32.const 120) (i32.const 5))";
    let (faults, _) = step(Malice { end, ..Malice::default() }, 3);
    assert!(faults[0].reason.contains("5 bytes of state, not 0"), "{}", faults[0].reason);
}

/// Steps a fleet of 10 with what unit 7 does, and returns what was logged.
fn logged(deed: &str) -> Vec<sarex_plugin_host::PluginLog> {
    let step = by_unit_7(deed);
    let (mut host, ..) = Folder::new(&component(Malice { step: &step, ..Malice::default() })).load();
    assert_eq!(host.step(0, &fleet(10, 0), &mut Outcome::default()), []);
    host.take_logs()
}

#[test]
fn a_flood_of_log_lines_ends_after_eight() {
    let lines = logged(
        "(global.set $top (i32.const 1500))
         (loop $flood (call $log (i32.const 1) (i32.const 16) (i32.const 7))
           (global.set $top (i32.sub (global.get $top) (i32.const 1))) (br_if $flood (global.get $top)))
         (global.set $top (i32.const 1048576))",
    );
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[0].line.text, "hostile");
}

#[test]
fn a_flood_without_end_runs_out_of_fuel() {
    let flood = "(loop $ever (call $log (i32.const 1) (i32.const 16) (i32.const 7)) (br $ever))";
    check_only_unit_7(Malice { step: &by_unit_7(flood), ..Malice::default() }, "fuel");
}

#[test]
fn a_log_line_of_ten_megabytes_is_cut() {
    let lines = logged(
        "(drop (memory.grow (i32.const 140)))
         (call $log (i32.const 1) (i32.const 1500000) (i32.const 10000000))",
    );
    assert_eq!(lines[0].line.text.chars().count(), 512);
}

#[test]
fn a_note_of_a_hundred_megabytes_is_refused() {
    let note = "(i32.store (i32.const 220) (i32.const 2000000)) (i32.store (i32.const 224) (i32.const 100000000))";
    let plan = |note: &str| {
        let bytes = fixture::planner::component(note, 1_700);
        let folder = Folder::with(&bytes, "sarex:plugin/search-pattern@0.1.0", "[limits]\nmemory_mib = 128\n");
        let (mut host, decl, _) = folder.load();
        assert_eq!(decl.unusable, None);
        let answer = host.plan(0, &fixture::planner::task());
        (answer, host.take_repros().len())
    };
    let (refused, kept) = plan(note);
    let reason = refused.unwrap_err();
    assert!(reason.contains("MiB"), "{reason}");
    assert_eq!(kept, 1, "the task is kept for `sarex plugin replay`");
    let short = note.replace("100000000", "100000");
    assert_eq!(plan(&short).0.unwrap().note.chars().count(), 2_000, "a long note is cut");
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
}

#[test]
fn a_trap_at_the_start_is_told() {
    let bytes = component(Malice { describe: "(unreachable)", ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "cannot start", "sarex plugin check");
}

#[test]
fn a_trap_of_the_start_function_is_told() {
    let module = "(func $boom (unreachable)) (start $boom)";
    check_unusable(
        &Folder::new(&component(Malice { module, ..Malice::default() })),
        "cannot start",
        "sarex plugin check",
    );
}

#[test]
fn a_name_that_is_not_utf_8_is_told() {
    let module = r#"(data (i32.const 18) "\ff")"#;
    // The later segment lies over the name.
    let describe = "(i32.store8 (i32.const 18) (i32.const 255))";
    let bytes = component(Malice { module, describe, ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "utf-8", "sarex plugin check");
}

#[test]
fn memory_beyond_the_cap_at_the_start_is_told() {
    let bytes = component(Malice { pages: 4_000, ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "16 MiB of memory", "memory_mib");
}

#[test]
fn a_plugin_that_wants_wasi_is_told_what_is_offered() {
    let bytes = component(Malice { wasi: true, ..Malice::default() });
    check_unusable(&Folder::new(&bytes), "wants `wasi:cli/environment@0.2.0` from its host", "no WASI");
}

#[test]
fn what_makes_machines_differ_is_refused() {
    let modules = [
        ("(memory i64 1)", "memory64"),
        ("(memory 1 2 shared)", "threads"),
        ("(func (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))", "relaxed"),
    ];
    for (item, why) in modules {
        let bytes = wat::parse_str(format!("(component (core module {item}))")).unwrap();
        let (_, decl, _) = Folder::new(&bytes).load();
        let reason = decl.unusable.expect(item);
        assert!(reason.contains("cannot be compiled"), "{why}: {reason}");
    }
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
fn every_world_tells_another_version() {
    let bytes = component(Malice::default());
    for world in ["vessel-behaviour", "search-pattern", "sensor-model", "exercise-judge"] {
        let newer = Folder::of_world(&bytes, &format!("sarex:plugin/{world}@0.2.0"));
        let (_, decl, findings) = newer.load();
        let reason = decl.unusable.expect(world);
        assert!(reason.contains("wants sarex:plugin 0.2.0; this host offers 0.1.0"), "{world}: {reason}");
        assert!(reason.contains("install a newer sarex") && reason.contains("sarex plugin build"), "{world}: {reason}");
        assert!(findings[0].place.contains("plugin.toml:"), "{world}: {}", findings[0].place);
        let older = Folder::of_world(&bytes, &format!("sarex:plugin/{world}@0.0.9"));
        assert!(older.load().1.unusable.expect(world).contains("rebuild it with sarex-plugin-sdk 0.1.0"), "{world}");
    }
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
