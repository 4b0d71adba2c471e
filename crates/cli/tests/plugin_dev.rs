//! `sarex plugin dev` and `sarex plugin score` as an author meets them.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sarex(args: &[&str], at: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
    command.args(args).current_dir(at).env("SAREX_HOME", home()).output().expect("sarex starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A first-party plugin without its source, so that nothing is compiled.
fn built_plugin() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plugin = folder.path().join("iamsar-patterns");
    std::fs::create_dir(&plugin).unwrap();
    for file in ["plugin.toml", "iamsar-patterns.wasm"] {
        std::fs::copy(home().join("plugins/iamsar-patterns").join(file), plugin.join(file)).unwrap();
    }
    folder
}

#[test]
fn dev_once_draws_a_picture_and_prints_the_score() {
    let folder = built_plugin();
    let args = ["plugin", "dev", "iamsar-patterns", "--once", "--pattern", "parallel-track", "--cases", "10"];
    let done = sarex(&args, folder.path());
    assert_eq!(done.status.code(), Some(0), "{}{}", text(&done.stdout), text(&done.stderr));
    let said = text(&done.stdout);
    for part in ["load: ", "check: ", "score parallel-track: ", "POS 0.", "best textbook here", "POD ", "coverage "] {
        assert!(said.contains(part), "wanted {part:?} in: {said}");
    }
    let picture = std::fs::read(folder.path().join("sarex-out/dev/iamsar-patterns/parallel-track.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG") && picture.len() > 20_000, "{} bytes", picture.len());
}

#[test]
fn dev_once_ends_with_findings_where_there_are_some() {
    let folder = built_plugin();
    let misspelt = sarex(&["plugin", "dev", "iamsar-patterns", "--once", "--pattern", "paralel-track"], folder.path());
    assert_eq!(misspelt.status.code(), Some(1));
    assert!(text(&misspelt.stderr).contains("parallel-track"), "{}", text(&misspelt.stderr));
    std::fs::write(folder.path().join("iamsar-patterns/iamsar-patterns.wasm"), b"not a component").unwrap();
    let broken = sarex(&["plugin", "dev", "iamsar-patterns", "--once"], folder.path());
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stderr).contains("is not WebAssembly"), "{}", text(&broken.stderr));
}

#[test]
fn a_score_comes_as_json() {
    let folder = built_plugin();
    let args = ["plugin", "score", "iamsar-patterns", "--pattern", "sector", "--cases", "12", "--json"];
    let done = sarex(&args, folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let score = &document["scores"][0];
    assert_eq!((&score["cases"], &score["planned"]), (&12.into(), &12.into()), "{score}");
    assert!((0.1..0.9).contains(&score["pos"]["mean"].as_f64().unwrap()), "{score}");
    assert_eq!(score["textbook"].as_array().unwrap().len(), 4);
}
