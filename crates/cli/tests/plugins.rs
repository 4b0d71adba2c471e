//! `sarex plugin check`, `test` and `replay`, and the way from a recording to the one call that differs.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sarex(args: &[&str], home: &Path, at: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
    command.args(args).current_dir(at).env("SAREX_HOME", home).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("sarex starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

/// A home with the maps and scenarios of the repository, and its plugins, of which `patrol-vessel` is one of the small
/// guests of the conformance tests.
fn home(guest: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for name in ["maps", "scenarios"] {
        link(&repository().join(name), &home.path().join(name));
    }
    let plugins = home.path().join("plugins");
    std::fs::create_dir(&plugins).unwrap();
    for entry in std::fs::read_dir(repository().join("plugins")).unwrap().flatten() {
        if entry.path().join("plugin.toml").is_file() && entry.file_name() != "patrol-vessel" {
            link(&entry.path(), &plugins.join(entry.file_name()));
        }
    }
    std::fs::create_dir(plugins.join("patrol-vessel")).unwrap();
    let manifest = std::fs::read_to_string(repository().join("plugins/patrol-vessel/plugin.toml")).unwrap();
    std::fs::write(plugins.join("patrol-vessel/plugin.toml"), manifest).unwrap();
    put_guest(home.path(), guest);
    home
}

fn put_guest(home: &Path, guest: &str) {
    let from = repository().join(format!("crates/conformance/tests/guests/{guest}.wasm"));
    std::fs::copy(from, home.join("plugins/patrol-vessel/patrol-vessel.wasm")).unwrap();
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from.canonicalize().unwrap(), to).unwrap();
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) {
    std::os::windows::fs::symlink_dir(from.canonicalize().unwrap(), to).unwrap();
}

#[test]
fn a_recording_leads_to_the_one_call_that_differs() {
    let home = home("steady");
    let at = home.path();
    let run = sarex(&["run", "donghae-oki-raft", "--until", "10min", "--out", "out"], at, at);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let again = sarex(&["replay", "out/recording.sarex", "--reexecute"], at, at);
    assert_eq!(again.status.code(), Some(0), "the same plugin agrees: {}", text(&again.stderr));
    assert!(!at.join("repro.json").exists());

    put_guest(at, "swerving");
    let other = sarex(&["replay", "out/recording.sarex", "--reexecute", "--out", "found"], at, at);
    let said = text(&other.stderr);
    assert_eq!(other.status.code(), Some(1), "{said}");
    assert!(said.contains("unit 1") && said.contains("sarex plugin replay found/repro.json"), "{said}");
    let repro: Value = serde_json::from_str(&std::fs::read_to_string(at.join("found/repro.json")).unwrap()).unwrap();
    assert_eq!((&repro["plugin"], &repro["unit"]), (&"patrol-vessel".into(), &1.into()));
    assert_eq!(repro["call"]["step"]["ships"].as_array().unwrap().len(), 1);
    assert!(said.contains(&format!("tick {}", repro["tick"])), "{said}");

    let replayed = sarex(&["plugin", "replay", "found/repro.json"], at, at);
    let shown = text(&replayed.stdout);
    assert_eq!(replayed.status.code(), Some(1), "{shown}");
    assert!(shown.contains("step.helm[0].heading_deg: recorded 45.0, got 90.0"), "{shown}");
    assert!(shown.contains("not as recorded: component") && shown.contains("fuel "), "{shown}");
    put_guest(at, "steady");
    let back = sarex(&["plugin", "replay", "found/repro.json", "--json"], at, at);
    assert_eq!((back.status.code(), &json(&back)["same"]), (Some(0), &true.into()));
}

#[test]
fn a_fault_in_a_run_is_kept_and_replayed() {
    let home = home("looping");
    let at = home.path();
    let run = sarex(&["run", "donghae-oki-raft", "--until", "5min", "--out", "out"], at, at);
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "the exercise goes on: {said}");
    let hint = said.lines().find(|line| line.contains("sarex plugin replay")).expect("it says where the call is");
    let file = hint.split('`').nth(1).unwrap().rsplit(' ').next().unwrap().to_owned();
    assert!(file.starts_with("out/repro-patrol-vessel-"), "{file}");
    let replayed = sarex(&["plugin", "replay", &file], at, at);
    assert_eq!(replayed.status.code(), Some(0), "the fault comes again: {}", text(&replayed.stdout));
    assert!(text(&replayed.stdout).contains("same as recorded"), "{}", text(&replayed.stdout));
}

#[test]
fn check_tells_level_badge_and_fuel() {
    let home = home("steady");
    let at = home.path();
    let checked = sarex(&["plugin", "check", "patrol-vessel"], at, at);
    let shown = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(0), "{shown} {}", text(&checked.stderr));
    assert!(shown.starts_with("patrol-vessel  L4 NaN-clean  sarex:plugin/vessel-behaviour@0.1.0"), "{shown}");
    assert!(shown.contains("fuel for a ship: p50 ") && shown.contains("memory flat over"), "{shown}");

    put_guest(at, "backwards");
    let checked = sarex(&["plugin", "check", "patrol-vessel", "--json"], at, at);
    let report = &json(&checked)["reports"][0];
    assert_eq!((checked.status.code(), report["badge"].as_str()), (Some(1), Some("L0 NaN-clean")));
    assert_eq!(report["levels"][1]["passed"], false);
}

#[test]
fn cases_are_recorded_and_tested() {
    let home = home("steady");
    let at = home.path();
    let recorded = sarex(&["plugin", "test", "patrol-vessel", "--record", "usual"], at, at);
    assert_eq!(recorded.status.code(), Some(0), "{}", text(&recorded.stderr));
    let tested = sarex(&["plugin", "test", "patrol-vessel"], at, at);
    assert_eq!(tested.status.code(), Some(0), "{}", text(&tested.stderr));
    assert!(text(&tested.stdout).contains("usual.json: same"), "{}", text(&tested.stdout));
    put_guest(at, "backwards");
    let tested = sarex(&["plugin", "test", "patrol-vessel"], at, at);
    let said = text(&tested.stderr);
    assert_eq!(tested.status.code(), Some(1), "{said}");
    assert!(said.contains("usual.json: 9 fields differ") && said.contains("sarex plugin replay"), "{said}");
    let wrong = sarex(&["plugin", "test", "patrol-vessel", "--record", "../out"], at, at);
    assert_eq!(wrong.status.code(), Some(2));
}
