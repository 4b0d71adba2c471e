//! The plugins that come with sarex reach L4, and each kind of fault is found at its level.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};

use sarex_conformance::{Options, Report, check, check_dir};
use sarex_plugin_host::{PluginFile, discover};
use tempfile::TempDir;

fn options() -> Options {
    Options { memory_steps: 4_000, memory_s: 30.0, ..Options::default() }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A plugin folder with one of the small guests.
fn guest(name: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join(name);
    std::fs::create_dir(&dir).unwrap();
    std::fs::copy(here(&format!("tests/guests/{name}.wasm")), dir.join(format!("{name}.wasm"))).unwrap();
    let manifest = format!(
        "schema = 1\n[plugin]\nid = \"{name}\"\nname = \"Guest\"\nversion = \"0.1.0\"\nlicence = \"MIT\"\n\
         description = \"A test\"\nworld = \"sarex:plugin/vessel-behaviour@0.1.0\"\ncomponent = \"{name}.wasm\"\n"
    );
    std::fs::write(dir.join("plugin.toml"), manifest).unwrap();
    folder
}

fn report(name: &str) -> Report {
    let folder = guest(name);
    check(&PluginFile::open(&folder.path().join(name)).unwrap(), &options())
}

/// It must fail at this level, and at none below, with a problem that says so.
#[track_caller]
fn check_fails_at(name: &str, level: u8, problem: &str) {
    let report = report(name);
    assert_eq!(report.level(), level.checked_sub(1), "{report:#?}");
    let findings = &report.levels[usize::from(level)].findings;
    assert!(findings.iter().any(|f| f.problem.contains(problem)), "{problem}: {findings:#?}");
    assert!(findings.iter().all(|f| f.place.ends_with(".wasm") && !f.hint.is_empty()));
}

#[test]
fn the_shipped_plugins_reach_the_highest_level() {
    let (files, findings) = discover(&here("../../plugins"));
    assert_eq!(findings, []);
    assert!(files.len() >= 4);
    for file in files {
        let report = check(&file, &options());
        assert_eq!(report.findings(), [], "{}", file.id);
        assert!(report.badge.starts_with("L4"), "{}: {}", file.id, report.badge);
        let fuel = report.fuel.unwrap();
        assert!(fuel.p50 > 0 && fuel.p50 <= fuel.p99 && fuel.p99 * 2 <= fuel.budget, "{}: {fuel:?}", file.id);
    }
}

#[test]
fn a_faultless_guest_reaches_the_highest_level_nan_clean() {
    let report = report("steady");
    assert_eq!(report.badge, "L4 NaN-clean", "{report:#?}");
    let notes = report.levels[2].notes.join("; ");
    assert!(notes.contains("Cranelift and Winch: 24 answers compared"), "{notes}");
}

#[test]
fn a_report_goes_through_a_file() {
    let report = report("steady");
    let text = serde_json::to_string(&report).unwrap();
    let back: Report = serde_json::from_str(&text).unwrap();
    assert_eq!((back.badge, back.levels), (report.badge, report.levels));
}

#[test]
fn a_folder_without_a_plugin_has_no_level() {
    let folder = TempDir::new().unwrap();
    let report = check_dir(folder.path(), &options());
    assert_eq!((report.badge.as_str(), report.levels.len(), report.findings().len()), ("no level", 5, 1));
}

#[test]
fn headings_out_of_range_fail_the_contract() {
    check_fails_at("backwards", 1, "steers heading -90");
}

#[test]
fn the_bits_of_a_nan_cost_the_badge() {
    let report = report("nan-bits");
    assert_eq!(report.badge, "L4", "{report:#?}");
    assert!(report.levels[2].notes.iter().any(|note| note.contains("not NaN-clean: certified and fast differ")));
}

#[test]
fn what_is_kept_between_calls_fails_purity() {
    check_fails_at("counting", 3, "started anew at random steps");
}

#[test]
fn fuel_above_half_the_budget_fails_robustness() {
    check_fails_at("busy", 4, "fuel for a ship");
}

#[test]
fn memory_that_grows_fails_robustness() {
    check_fails_at("leaking", 4, "memory grew");
}

#[test]
fn the_shipped_plugins_answer_their_cases_as_recorded() {
    let (files, _) = discover(&here("../../plugins"));
    let mut count = 0;
    for case in files.iter().flat_map(|file| sarex_conformance::cases::run(file, &options())) {
        let outcome = case.outcome.unwrap();
        let wanted = "a decision that is meant to change is recorded anew: sarex plugin test ID --record NAME";
        assert_eq!(outcome.differences, [], "{}: {wanted}", case.path.display());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn a_case_holds_the_plugin_to_every_bit() {
    let folder = guest("steady");
    let dir = folder.path().join("steady");
    let written = sarex_conformance::cases::record(&PluginFile::open(&dir).unwrap(), "usual", &options()).unwrap();
    let text = std::fs::read_to_string(&written[0]).unwrap();
    let run = || sarex_conformance::cases::run(&PluginFile::open(&dir).unwrap(), &options()).remove(0);
    assert!(run().passed());
    // One bit more than 45 degrees.
    std::fs::write(
        &written[0],
        text.replacen(
            "\"heading_deg\": 45.0,\n            \"speed_mps\": 0.0,\n            \"alt_m\"",
            "\"heading_deg\": 45.00000000000001,\n            \"speed_mps\": 0.0,\n            \"alt_m\"",
            1,
        ),
    )
    .unwrap();
    let differences = run().outcome.unwrap().differences;
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(differences[0].field, "step.helm[0].heading_deg");
}
