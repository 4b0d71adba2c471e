//! What `sarex plugin new --lang c` writes is built and passes the check as it is, where there is a C compiler.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use sarex_conformance::{Options, check_dir};
use sarex_plugin_host::build::{BuildError, build_guest};
use sarex_plugin_host::{NewPlugin, create};

const WORLDS: [&str; 4] = ["vessel-behaviour", "search-pattern", "sensor-model", "exercise-judge"];

/// Builds a generated plugin and checks it; false, and a line, where this machine has no compiler for it.
fn builds_and_checks(dir: &Path) -> bool {
    match build_guest(dir, None) {
        Err(missing @ BuildError::NoCompiler { .. }) => {
            println!("{}: not built: {missing}", dir.display());
            false
        }
        built => {
            built.unwrap();
            let options = Options { memory_steps: 200, memory_s: 0.5, ..Options::default() };
            let report = check_dir(dir, &options);
            assert!(report.findings().is_empty(), "{}: {:?}", dir.display(), report.findings());
            true
        }
    }
}

#[test]
fn plugins_in_c_pass_the_check_as_generated() {
    let parent = tempfile::tempdir().unwrap();
    for world in WORLDS {
        let new = NewPlugin { id: &format!("c-{world}"), language: "c", world, parent: parent.path() };
        let dir = create(&new).unwrap().dir;
        if !builds_and_checks(&dir) {
            return;
        }
    }
    let dir = parent.path().join("c-search-pattern");
    std::fs::write(dir.join("plugin.c"), "int broken(").unwrap();
    let refused = build_guest(&dir, None).unwrap_err().to_string();
    assert!(refused.contains("plugin.c:1:"), "{refused}");
}
