//! `sarex plugin new`: every template generates a plugin whose manifest is sound. What can be built is checked in
//! `crates/conformance/tests/templates.rs`, `.ci/run` and `.ci/guests`.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};

use sarex_plugin_host::build::{BuildError, build_guest};
use sarex_plugin_host::{Finding, Language, Manifest, NewPlugin, create};

const WORLDS: [&str; 4] = ["vessel-behaviour", "search-pattern", "sensor-model", "exercise-judge"];

fn make(parent: &Path, language: &str, world: &str, id: &str) -> Result<PathBuf, Finding> {
    create(&NewPlugin { id, language, world, parent }).map(|created| created.dir)
}

/// Names like `{{id}}` that nothing was put in for.
fn left_open(text: &str) -> Vec<&str> {
    let inner = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}").map(|(inner, _)| inner));
    inner.filter(|inner| inner.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')).collect()
}

#[test]
fn every_template_generates_a_sound_plugin() {
    let parent = tempfile::tempdir().unwrap();
    let mut made = 0;
    for language in Language::ALL {
        for world in WORLDS {
            let id = format!("{}-{world}", language.name());
            let new = NewPlugin { id: &id, language: language.name(), world, parent: parent.path() };
            let created = match create(&new) {
                Ok(created) => created,
                Err(finding) => {
                    assert_eq!(language, Language::JavaScript, "{finding}");
                    println!("not tried: {finding}");
                    continue;
                }
            };
            let path = created.dir.join("plugin.toml");
            let manifest = Manifest::parse(&std::fs::read_to_string(&path).unwrap(), &path).unwrap();
            assert_eq!(manifest.plugin.id, id);
            assert_eq!(manifest.plugin.world, format!("sarex:plugin/{world}@0.1.0"));
            assert_eq!(Language::of_folder(&created.dir), Some(language));
            for file in &created.files {
                let text = std::fs::read_to_string(created.dir.join(file)).unwrap();
                assert_eq!(left_open(&text), [""; 0], "{}", file.display());
            }
            let readme = std::fs::read_to_string(created.dir.join("README.md")).unwrap();
            assert!(readme.contains(&format!("sarex plugin check {id}")), "{readme}");
            assert_eq!(created.next.len(), if language == Language::JavaScript { 2 } else { 3 });
            made += 1;
        }
    }
    assert!(made >= 12, "{made} templates");
}

#[test]
fn what_cannot_be_made_is_refused_with_the_likely_name() {
    let parent = tempfile::tempdir().unwrap();
    let refused =
        |language: &str, world: &str, id: &str| make(parent.path(), language, world, id).unwrap_err().to_string();
    assert!(refused("pyton", "search-pattern", "x").contains("did you mean \"python\"?"));
    assert!(refused("c", "search-patern", "x").contains("did you mean \"search-pattern\"?"));
    assert!(refused("c", "search-pattern", "My_Pattern").contains("for example my-pattern"));
    assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 0, "a refusal leaves nothing behind");
    make(parent.path(), "c", "search-pattern", "mine").unwrap();
    let file = parent.path().join("mine/plugin.c");
    std::fs::write(&file, "my work").unwrap();
    assert!(refused("rust", "search-pattern", "mine").contains("is there already"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "my work");
}

#[test]
fn in_a_checkout_a_rust_plugin_uses_its_sdk_and_workspace() {
    let root = tempfile::tempdir().unwrap();
    let sdk = root.path().join("crates/plugin-sdk");
    std::fs::create_dir_all(&sdk).unwrap();
    std::fs::write(sdk.join("Cargo.toml"), "").unwrap();
    let plugins = root.path().join("plugins");
    std::fs::create_dir(&plugins).unwrap();
    let new = NewPlugin { id: "mine", language: "rust", world: "search-pattern", parent: &plugins };
    let created = create(&new).unwrap();
    assert!(created.next[0].contains("\"plugins/mine\" to `members`"), "{:?}", created.next);
    assert!(!created.dir.join("sdk").exists());
    let manifest = std::fs::read_to_string(created.dir.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("sarex-plugin-sdk.workspace = true"), "{manifest}");
}

#[test]
fn a_folder_without_sources_and_a_script_say_what_they_are() {
    let parent = tempfile::tempdir().unwrap();
    assert!(matches!(build_guest(parent.path(), None), Err(BuildError::NoSource { .. })));
    std::fs::write(parent.path().join("plugin.toml"), "[plugin]\nid = \"x\"\nscript = \"pattern.js\"\n").unwrap();
    assert!(matches!(build_guest(parent.path(), None), Err(BuildError::Script { .. })));
}

/// The id becomes the component's file name.
#[test]
fn nothing_is_built_outside_the_plugins_folder() {
    let parent = tempfile::TempDir::new().unwrap();
    let dir = parent.path().join("x");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("x.c"), "int x;\n").unwrap();
    std::fs::write(dir.join("plugin.toml"), "[plugin]\nid = \"../y\"\nworld = \"sarex:plugin/search-pattern@0.1.0\"\n")
        .unwrap();
    let refused = build_guest(&dir, None).unwrap_err().to_string();
    assert!(refused.contains("\"../y\" is no id"), "{refused}");
}
