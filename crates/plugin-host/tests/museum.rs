//! Plugins of earlier releases still load and answer as they did. `museum/README.md` says how a release adds its own.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sarex_plugin_host::{PluginFile, discover};
use sarex_sim::call::{Answer, Call};
use sarex_sim::decision::{LocalPoint, SearchAsset, SearchTask};
use sarex_sim::setup::World;
use sha2::{Digest, Sha256};

fn museum() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/museum")
}

/// Every plugin there, by version and id.
fn exhibits() -> BTreeMap<String, PluginFile> {
    let versions =
        std::fs::read_dir(museum()).unwrap().flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    let mut exhibits = BTreeMap::new();
    for version in versions {
        let (files, findings) = discover(&version);
        assert_eq!(findings, []);
        let name = version.file_name().unwrap().to_string_lossy().into_owned();
        exhibits.extend(files.into_iter().map(|file| (format!("{name} {}", file.id), file)));
    }
    exhibits
}

/// SHA-256 of what a plugin answers to the fleet (20 steps) or to a search of each of its patterns.
fn answers(file: &PluginFile) -> String {
    let (mut host, decl, findings) = fixture::load(file.clone(), &fixture::options(1));
    assert_eq!(findings, [], "{} no longer loads", file.id);
    let mut told = Sha256::new();
    match decl.world {
        World::VesselBehaviour => {
            let mut batch = fixture::fleet(60, decl.state_stride);
            for tick in 0..20 {
                batch.tick = tick;
                let answer = host.call(0, &Call::Step(batch.clone())).answer;
                told.update(format!("{answer:?}"));
                let Answer::Step(out) = answer else { panic!("{}: {answer:?}", file.id) };
                batch.state = out.state;
            }
        }
        _ => {
            for pattern in &decl.patterns {
                let answer = host.call(0, &Call::Plan(search(pattern))).answer;
                assert!(matches!(answer, Answer::Plan(_)), "{} {pattern}: {answer:?}", file.id);
                told.update(format!("{answer:?}"));
            }
        }
    }
    told.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn search(pattern: &str) -> SearchTask {
    let place = |east_m: f64, north_m: f64| LocalPoint { east_m, north_m };
    let asset = |id: u32| SearchAsset {
        id,
        class: 1 + 2 * (id % 2),
        start: place(-9_000.0, 1_000.0),
        cruise_mps: 40.0,
        search_mps: 30.0,
        endurance_s: 9_000.0,
        turn_radius_m: 90.0,
        sweep_width_m: 800.0,
        search_alt_m: 100.0,
        base: place(-9_000.0, 1_000.0),
    };
    let poc = sarex_sim::decision::PocGrid {
        origin: place(-4_000.0, -4_000.0),
        cell_m: 1_000.0,
        cols: 8,
        rows: 8,
        values: (0..64_u8).map(|cell| 0.01 + 0.0001 * f32::from(cell)).collect(),
    };
    SearchTask {
        pattern: pattern.into(),
        error_radius_m: 2_000.0,
        drift_mps: place(0.2, -0.1),
        area: vec![
            place(-6_000.0, -4_000.0),
            place(6_000.0, -4_000.0),
            place(6_000.0, 4_000.0),
            place(-6_000.0, 4_000.0),
        ],
        track: vec![place(-5_000.0, 0.0), place(5_000.0, 1_000.0)],
        assets: vec![asset(1), asset(2)],
        poc: Some(poc),
        ..fixture::planner::task()
    }
}

#[test]
fn old_plugins_answer_as_they_did() {
    let file = museum().join("golden.txt");
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let mut golden: BTreeMap<String, String> =
        known.lines().filter_map(|line| line.split_once(": ")).map(|(name, hash)| (name.into(), hash.into())).collect();
    let write = std::env::var_os("SAREX_MUSEUM").is_some_and(|value| value == "write");
    let exhibits = exhibits();
    assert!(exhibits.len() >= 2);
    for (name, plugin) in &exhibits {
        let now = answers(plugin);
        match golden.get(name) {
            Some(then) => assert_eq!(&now, then, "{name}"),
            None if write => drop(golden.insert(name.clone(), now)),
            None => panic!("{name} has no line in golden.txt; museum/README.md says how it gets one"),
        }
    }
    assert!(golden.keys().all(|name| exhibits.contains_key(name)), "an exhibit was taken away");
    if write {
        let lines: String = golden.iter().map(|(name, hash)| format!("{name}: {hash}\n")).collect();
        std::fs::write(file, lines).unwrap();
    }
}
