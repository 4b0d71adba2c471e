//! House rules that a machine can hold.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

use sarex_tests::home;

/// The user fixed the top level; tool files are dot-files.
const TOP_LEVEL: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "crates",
    "maps",
    "plugins",
    "scenarios",
    "tests",
];
/// A longer file holds two subjects.
const MOST_LINES: usize = 700;

/// What a crate must not reach, directly or through others.
const MUST_NOT_REACH: [(&str, &[&str]); 15] = [
    ("sarex-model", &["bevy", "bevy_ecs", "wasmtime", "crossbeam", "egui"]),
    ("sarex-sim", &["bevy", "bevy_ecs", "wasmtime", "crossbeam", "egui", "sarex-files"]),
    ("sarex-files", &["bevy", "bevy_ecs", "wasmtime", "egui"]),
    ("sarex-drift", &["bevy", "bevy_ecs", "wasmtime", "egui"]),
    ("sarex-plan", &["bevy", "bevy_ecs", "wasmtime", "egui", "sarex-drift"]),
    ("sarex-plugin-host", &["bevy", "bevy_ecs", "egui", "sarex-files"]),
    ("sarex-conformance", &["bevy", "bevy_ecs", "egui", "sarex-desk"]),
    ("sarex-plugin-sdk", &["bevy", "bevy_ecs", "wasmtime", "egui", "sarex-sim", "sarex-model"]),
    ("sarex-session", &["bevy", "bevy_ecs", "wasmtime", "egui"]),
    ("sarex-report", &["bevy", "bevy_ecs", "wasmtime", "egui", "sarex-files"]),
    ("sarex-headless", &["bevy", "bevy_ecs", "egui", "datafusion"]),
    ("sarex-campaign", &["bevy", "bevy_ecs", "egui", "ballista-core", "sarex-desk"]),
    ("sarex-cluster", &["bevy", "bevy_ecs", "egui", "sarex-desk"]),
    ("sarex", &["datafusion", "ballista-core"]),
    ("sarex-print", &["bevy", "bevy_ecs", "wasmtime", "egui", "sarex-files"]),
];

fn tracked() -> Vec<PathBuf> {
    let output = Command::new("git").args(["ls-files"]).current_dir(home()).output();
    let listed = output.ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).into_owned());
    // Outside a checkout (a source archive) the folder itself is what there is.
    listed.map_or_else(|| walk(&home()), |text| text.lines().map(PathBuf::from).collect())
}

fn walk(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() && path.file_name().is_none_or(|n| n != "target" && n != ".git" && n != "sarex-out") {
                folders.push(path);
            } else if path.is_file() {
                found.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    found
}

#[test]
fn the_top_level_is_as_fixed() {
    let tops: BTreeSet<String> =
        tracked().iter().map(|p| p.iter().next().unwrap().to_string_lossy().into_owned()).collect();
    let odd: Vec<&String> = tops.iter().filter(|t| !t.starts_with('.') && !TOP_LEVEL.contains(&t.as_str())).collect();
    assert!(odd.is_empty(), "not fixed at the top level: {odd:?}");
}

#[test]
fn files_hold_one_subject() {
    let long: Vec<String> = tracked()
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .filter_map(|p| {
            let lines = std::fs::read_to_string(home().join(p)).ok()?.lines().count();
            (lines > MOST_LINES).then(|| format!("{} has {lines} lines", p.display()))
        })
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn crates_know_only_what_they_may() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .current_dir(home())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["id"].as_str().unwrap(), p["name"].as_str().unwrap()))
        .collect();
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let used = node["deps"].as_array().unwrap().iter().filter(|d| {
            // Tests may use what the crate itself must not.
            d["dep_kinds"].as_array().unwrap().iter().any(|k| k["kind"].is_null())
        });
        needs.insert(node["id"].as_str().unwrap(), used.map(|d| d["pkg"].as_str().unwrap()).collect());
    }
    for (member, forbidden) in MUST_NOT_REACH {
        let start = names.iter().find(|(_, n)| **n == member).expect("a member").0;
        let mut reached = BTreeSet::new();
        let mut open = vec![*start];
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                open.extend(needs.get(id).into_iter().flatten());
            }
        }
        let bad: Vec<&str> = reached.iter().map(|id| names[id]).filter(|n| forbidden.contains(n)).collect();
        assert!(bad.is_empty(), "{member} reaches {bad:?}");
    }
}

#[test]
fn the_architecture_lists_every_crate() {
    let text = std::fs::read_to_string(home().join("crates/README.md")).unwrap();
    for folder in std::fs::read_dir(home().join("crates")).unwrap().flatten().filter(|f| f.path().is_dir()) {
        let name = format!("crates/{}", folder.file_name().to_string_lossy());
        assert!(text.contains(&format!("| {name} ")), "crates/README.md has no row for {name}");
    }
}

#[test]
fn every_plugin_has_manifest_readme_and_component() {
    let mut count = 0;
    for folder in std::fs::read_dir(home().join("plugins")).unwrap().flatten().filter(|f| f.path().is_dir()) {
        let name = folder.file_name().to_string_lossy().into_owned();
        let manifest = std::fs::read_to_string(folder.path().join("plugin.toml")).unwrap_or_default();
        let script = manifest.lines().any(|line| line.starts_with("script = "));
        let source = if script { format!("{name}.js") } else { format!("{name}.wasm") };
        let package = if script { "plugin.toml" } else { "Cargo.toml" };
        for file in ["plugin.toml".to_owned(), "README.md".to_owned(), package.to_owned(), source] {
            assert!(folder.path().join(&file).is_file(), "plugins/{name}/{file} is missing");
        }
        count += 1;
    }
    assert!(count >= 4, "{count} plugins");
}

#[test]
fn the_product_does_not_name_its_workshop() {
    // Put together so that this file does not name them itself.
    let workshop = [["/wo", "rk/"].concat(), ["../sha", "red"].concat(), ["/ro", "ot/"].concat()];
    let mut found = Vec::new();
    for path in tracked() {
        let text = path.extension().is_some_and(|e| ["rs", "toml", "md", "ftl", "wit", "wgsl"].iter().any(|t| e == *t));
        let Ok(content) = std::fs::read_to_string(home().join(&path)) else { continue };
        if text || path.starts_with(".ci") {
            found.extend(
                workshop.iter().filter(|w| content.contains(w.as_str())).map(|w| format!("{}: {w}", path.display())),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
