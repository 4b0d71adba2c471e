//! The contract of today fulfils that of every release in the museum: their plugins go on working.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use wit_parser::Resolve;

const TODAY: &str = include_str!("../../plugin-sdk/wit/plugin.wit");
const RELEASED: [(&str, &str); 1] = [("0.1.0", include_str!("museum/0.1.0/plugin.wit"))];
const WORLDS: [&str; 4] = ["vessel-behaviour", "search-pattern", "sensor-model", "exercise-judge"];

/// Whether a plugin built for `released` fulfils `today` in this world.
fn fits(released: &str, today: &str, world: &str) -> Result<(), String> {
    let mut resolve = Resolve::default();
    // Two packages of one name need two versions; the check leaves versions out.
    let before = resolve.push_str("released.wit", &versioned(released, "0.0.1")).unwrap();
    let now = resolve.push_str("today.wit", &versioned(today, "0.0.2")).unwrap();
    let before = resolve.select_world(&[before], Some(world)).unwrap();
    let now = resolve.select_world(&[now], Some(world)).unwrap();
    wit_component::semver_check(resolve, before, now).map_err(|error| format!("{error:#}"))
}

fn versioned(wit: &str, version: &str) -> String {
    let line = wit.lines().find(|line| line.starts_with("package ")).unwrap();
    wit.replacen(line, &format!("package sarex:plugin@{version};"), 1)
}

#[test]
fn plugins_of_every_release_fit() {
    for (version, released) in RELEASED {
        for world in WORLDS {
            fits(released, TODAY, world).unwrap_or_else(|error| panic!("{world}@{version}: {error}"));
        }
    }
}

#[test]
fn the_gate_catches_what_breaks_plugins() {
    let changes = [
        ("alt-m: f64,\n    /// 0 hold", "alt-m: f64, roll-deg: f64,\n    /// 0 hold", "vessel-behaviour"),
        ("error-radius-m: f64,", "error-radius-m: f32,", "search-pattern"),
        ("detect: func(looks: list<glimpse>)", "detect: func(looks: list<glimpse>, seed: u64)", "sensor-model"),
        ("record finding {", "record finding {\n    weight: f64,", "exercise-judge"),
    ];
    for (from, to, world) in changes {
        assert!(TODAY.contains(from), "the contract has {from}");
        let changed = TODAY.replacen(from, to, 1);
        assert!(fits(TODAY, &changed, world).is_err(), "{world}: {to}");
    }
}
