//! What `sarex plugin new --lang js` writes passes the check as it is, and so does the example of plugins/README.md.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use sarex_conformance::{Options, check_dir};

/// Little time for flat memory: `levels.rs` takes it.
fn quick() -> Options {
    Options { memory_steps: 200, memory_s: 0.5, ..Options::default() }
}

#[track_caller]
fn check_template(world: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-host/templates/js").join(world);
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().join("my-first");
    std::fs::create_dir(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let text = text.replace("{{id}}", "my-first").replace("{{name}}", "My first");
        assert!(!text.contains("{{"), "{:?} has another placeholder", entry.path());
        std::fs::write(to.join(entry.file_name()), text).unwrap();
    }
    let report = check_dir(&to, &quick());
    assert!(report.findings().is_empty(), "{world}: {:?}", report.findings());
}

#[test]
fn the_search_pattern_passes() {
    check_template("search-pattern");
}

#[test]
fn the_vessel_behaviour_passes() {
    check_template("vessel-behaviour");
}

#[test]
fn the_sensor_model_passes() {
    check_template("sensor-model");
}

#[test]
fn the_judge_passes() {
    check_template("exercise-judge");
}

#[test]
fn the_example_of_the_readme_passes() {
    let readme = include_str!("../../../plugins/README.md");
    let section = readme.split("## In JavaScript, without any toolchain").nth(1).unwrap();
    let block = |language: &str| section.split(&format!("```{language}\n")).nth(1)?.split("```").next();
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().join("my-square");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("plugin.toml"), block("toml").unwrap()).unwrap();
    std::fs::write(dir.join("my-square.js"), block("js").unwrap()).unwrap();
    let report = check_dir(&dir, &quick());
    assert!(report.findings().is_empty(), "{:?}", report.findings());
}
