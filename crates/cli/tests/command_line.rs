//! The command line as a user meets it: exit status, messages, files.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sarex(args: &[&str], at: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
    command.args(args).current_dir(at).env("SAREX_HOME", home()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("sarex starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The shipped drill with one change, in a folder of its own.
fn changed(from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let drill = std::fs::read_to_string(home().join("scenarios/donghae-oki-raft/scenario.toml")).unwrap();
    assert!(drill.contains(from), "the drill has {from}");
    std::fs::write(folder.path().join("scenario.toml"), drill.replacen(from, to, 1)).unwrap();
    folder
}

/// Runs a changed drill: it must end with status 2, say `wanted` with file and line, and write nothing.
#[track_caller]
fn check_refused(from: &str, to: &str, wanted: &[&str]) {
    let folder = changed(from, to);
    let out = folder.path().join("out");
    let result = sarex(&["run", folder.path().to_str().unwrap(), "--out", out.to_str().unwrap()], folder.path());
    let said = text(&result.stderr);
    assert_eq!(result.status.code(), Some(2), "{said}");
    assert!(said.contains("scenario.toml:"), "file and line: {said}");
    for part in wanted {
        assert!(said.contains(part), "wanted {part:?} in: {said}");
    }
    assert!(!out.exists(), "nothing is written");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_run_writes_what_it_names_and_its_recording_replays() {
    let folder = tempfile::tempdir().unwrap();
    let result = sarex(&["run", "donghae-oki-raft", "--until", "20min", "--out", "out"], folder.path());
    assert_eq!(result.status.code(), Some(0), "{}", text(&result.stderr));
    for file in ["recording.sarex", "events.jsonl", "summary.json", "report.html", "chart.svg"] {
        assert!(text(&result.stdout).contains(file), "{file} is named");
        assert!(folder.path().join("out").join(file).metadata().unwrap().len() > 0, "{file} is there");
    }
    let replayed = sarex(&["replay", "out/recording.sarex", "--json"], folder.path());
    let document: serde_json::Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(
        (replayed.status.code(), &document["agrees"], &document["ticks"]),
        (Some(0), &true.into(), &1200.into())
    );
    let again = sarex(&["replay", "out/recording.sarex", "--reexecute"], folder.path());
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    check_messages(folder.path());
    let report = sarex(&["report", "out/recording.sarex", "--out", "again.html", "--lang", "ja"], folder.path());
    assert_eq!(report.status.code(), Some(0), "{}", text(&report.stderr));
    assert!(std::fs::read_to_string(folder.path().join("again.html")).unwrap().contains("EXERCISE EXERCISE EXERCISE"));
}

/// The messages of the recording in three languages; a form filled in from a cell's picture; an unknown cell is named.
#[track_caller]
fn check_messages(at: &Path) {
    for (lang, wanted) in
        [("ko", "통보 종류: 조난경보"), ("ja", "通報の種類: 遭難警報"), ("en", "Message: distress alert")]
    {
        let shown = sarex(&["message", "show", "out/recording.sarex", "--lang", lang, "--number", "1"], at);
        let said = text(&shown.stdout);
        assert!(said.contains(wanted) && said.matches("EXERCISE EXERCISE EXERCISE").count() == 2, "{said}");
    }
    let unheard = ["message", "show", "out/recording.sarex", "--cell", "rcc-maizuru", "--kind", "distress-alert"];
    assert_eq!(text(&sarex(&unheard, at).stdout), "", "the alert did not go to Maizuru");
    let draft =
        ["message", "draft", "out/recording.sarex", "--cell", "rcc-donghae", "--kind", "sitrep-short", "--lang", "ko"];
    assert!(text(&sarex(&draft, at).stdout).contains("B. 위치: 추정위치 3"));
    let wrong = sarex(&["message", "show", "out/recording.sarex", "--cell", "rcc-donghea"], at);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("there is no cell \"rcc-donghea\""), "{}", text(&wrong.stderr));
}

#[test]
fn a_typing_error_is_named() {
    check_refused("visibility_nm = 4 ", "visibilty_nm = 4 ", &["visibilty_nm", "did you mean"]);
}

#[test]
fn an_unknown_unit_is_named() {
    check_refused(
        "units = [\"kcg-3001\", \"kcg-1501\"]",
        "units = [\"kcg-3001\", \"kcg-1502\"]",
        &["kcg-1502", "did you mean \"kcg-1501\""],
    );
}

#[test]
fn a_place_on_land_is_named() {
    check_refused("at = \"36-20N 130-10E\"", "at = \"36-20N 128-30E\"", &["land"]);
}

#[test]
fn a_missing_map_file_is_named() {
    check_refused(
        "gfs_wind10m_20161120-22_eastasia.nc",
        "gfs_wind10m_20161120-99_eastasia.nc",
        &["gfs_wind10m_20161120-99"],
    );
}

#[test]
fn a_unit_without_fuel_is_named() {
    check_refused("ready_in = \"15min\"", "ready_in = \"15min\"\nfuel = 0", &["fuel"]);
}

#[test]
fn every_finding_comes_at_once() {
    let folder = changed("visibility_nm = 4 ", "visibilty_nm = 4 ");
    let file = folder.path().join("scenario.toml");
    let text_of = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text_of.replace("leeway_class = \"LIFE-RAFT-DB-13\"", "leeway_class = \"LIFE-RAFT-DB-99\""))
        .unwrap();
    let said = text(&sarex(&["check", file.to_str().unwrap()], folder.path()).stderr);
    assert!(said.contains("visibilty_nm") && said.contains("LIFE-RAFT-DB-99"), "{said}");
}

#[test]
fn a_wrong_checksum_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["maps", "scenarios", "plugins"] {
        copy(&home().join(part), &folder.path().join(part));
    }
    let wind = folder.path().join("maps/environment/wind/gfs_wind10m_20161120-22_eastasia.nc");
    let mut bytes = std::fs::read(&wind).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&wind, bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
    let result = command
        .args(["run", "donghae-oki-raft"])
        .current_dir(folder.path())
        .env("SAREX_HOME", folder.path())
        .output()
        .unwrap();
    let said = text(&result.stderr);
    assert_eq!(result.status.code(), Some(2), "{said}");
    assert!(said.contains("gfs_wind10m_20161120-22_eastasia.nc") && said.to_lowercase().contains("sha-256"), "{said}");
    assert!(!folder.path().join("sarex-out").exists(), "nothing is written");
}

#[test]
fn a_plugin_that_is_no_component_is_a_message_and_a_fallback() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["scenarios", "plugins"] {
        copy(&home().join(part), &folder.path().join(part));
    }
    link(&home().join("maps"), &folder.path().join("maps"));
    std::fs::write(folder.path().join("plugins/patrol-vessel/patrol-vessel.wasm"), b"not a component").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
    let args = ["run", "donghae-oki-raft", "--until", "10min", "--out", "out"];
    let result = command.args(args).current_dir(folder.path()).env("SAREX_HOME", folder.path()).output().unwrap();
    let said = text(&result.stderr);
    assert_eq!(result.status.code(), Some(0), "the exercise goes on: {said}");
    assert!(said.contains("patrol-vessel"), "{said}");
    let checked = Command::new(env!("CARGO_BIN_EXE_sarex"))
        .args(["plugin", "check", "patrol-vessel"])
        .current_dir(folder.path())
        .env("SAREX_HOME", folder.path())
        .output()
        .unwrap();
    assert_eq!(checked.status.code(), Some(1), "{}", text(&checked.stderr));
}

#[test]
fn an_unknown_scenario_lists_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let result = sarex(&["run", "donghae-oki-rafts"], folder.path());
    assert_eq!(result.status.code(), Some(2));
    assert!(text(&result.stderr).contains("donghae-oki-raft"), "{}", text(&result.stderr));
}

#[test]
fn what_is_no_recording_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.sarex"), b"hello").unwrap();
    for args in [["replay", "x.sarex"], ["replay", "y.sarex"], ["check", "x.sarex"]] {
        let result = sarex(&args, folder.path());
        assert_eq!(result.status.code(), Some(2), "{args:?}: {}", text(&result.stderr));
    }
}

#[test]
fn patterns_come_as_geojson_and_gpx() {
    let folder = tempfile::tempdir().unwrap();
    let planned = ["pattern", "plugin", "expanding-square", "--datum", "36-02N 131-11E", "--spacing-nm", "2"];
    let own = ["--speed-kn", "15", "--legs", "8"];
    let built_in =
        [&["pattern", "expanding-square", "--datum", "36-02N 131-11E", "--spacing-nm", "2"][..], &own].concat();
    check_pattern(&planned, &["--format", "geojson"]);
    check_pattern(&built_in, &["--format", "geojson"]);
    let wrong = sarex(&["pattern", "plugin", "expanding-squire", "--datum", "36-02N 131-11E"], folder.path());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("expanding-square"), "{}", text(&wrong.stderr));
    for nowhere in [&["pattern", "plugin", "sector"][..], &["pattern", "sector", "--radius-nm", "4"]] {
        let nowhere = sarex(&[nowhere, &["--datum", "somewhere"]].concat(), folder.path());
        assert_eq!(nowhere.status.code(), Some(2));
    }
}

fn check_pattern(common: &[&str], geojson: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let geojson = sarex(&[common, geojson].concat(), folder.path());
    let document: serde_json::Value = serde_json::from_slice(&geojson.stdout).expect("one JSON document");
    assert_eq!(document["type"], "FeatureCollection", "{}", text(&geojson.stderr));
    let points = document["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    assert!(points.len() >= 5, "{points:?}");
    let gpx = sarex(&[common, &["--format", "gpx"]].concat(), folder.path());
    assert!(text(&gpx.stdout).contains("<gpx") && text(&gpx.stdout).contains("EXERCISE"));
}

#[test]
fn a_drift_forecast_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let case = ["drift", "--object", "LIFE-RAFT-NB-1", "--position", "36-02N 131-11E", "--time", "2016-11-20T06:00Z"];
    let fields = ["--wind", "wind/gfs_wind10m_20161120-22_eastasia.nc", "--current", "40/0.8", "--hours", "6"];
    let done = sarex(&[&case[..], &fields, &["--out", "drift"]].concat(), folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    for file in ["drift.png", "drift.kml", "drift.geojson", "probability.nc", "tracks.parquet", "summary.json"] {
        assert!(folder.path().join("drift").join(file).is_file(), "{file}");
    }
    let wrong = sarex(&["drift", "--object", "LIFE-RAFT-NB-77"], folder.path());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("nearest: LIFE-RAFT-"), "{}", text(&wrong.stderr));
}

#[test]
fn worksheets_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let allocate =
        ["plan", "allocate", "--probability", "0.6,0.4", "--rate", "0.2", "--rate", "0.1", "--effort-h", "5"];
    let sheet = sarex(&allocate, folder.path());
    assert!(text(&sheet.stdout).contains("EXERCISE") && sheet.status.success(), "{}", text(&sheet.stderr));
    let json = sarex(&[&allocate[..], &["--json"]].concat(), folder.path());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("one JSON document");
    assert!(json["exercise"].is_string());
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from.canonicalize().unwrap(), to).unwrap();
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) {
    copy(from, to);
}
