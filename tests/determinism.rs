//! Same scenario, seed and commands: same digest, whatever the threads, the profile or the day.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use sarex_session::{
    Runner,
    recording::{Header, JournalWriter, Recording},
    replay::{Replayer, reexecute},
};
use sarex_sim::journal::Entry;
use sarex_tests::{load, open, plugins};

/// Digest of the drill after twenty minutes with seed 1. It changes only when the science, the engine, the scenario or a
/// plugin changes, and then in the same commit; dev and release builds, and every operating system, must agree on it.
const DRILL_20_MIN: &str = include_str!("golden/drill_20_min.txt");

/// Number of a unit of the drill that is under way from the start: `kcg-3001`.
const SHIP_AT_SEA: u32 = 0;

fn run(scenario: &str, seed: u64, threads: usize, ticks: u64) -> String {
    let (setup, plugins) = open(scenario, seed, threads);
    let mut runner = Runner::new(setup, Box::new(plugins), None);
    for _ in 0..ticks {
        runner.step(&[]).unwrap();
    }
    runner.exercise_mut().digest()
}

#[test]
fn the_drill_gives_the_digest_written_down() {
    let digest = run("donghae-oki-raft", 1, 1, 1_200);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let file = sarex_tests::home().join("tests/golden/drill_20_min.txt");
        std::fs::write(file, format!("{digest}\n")).unwrap();
        return;
    }
    assert_eq!(digest, DRILL_20_MIN.trim(), "if the change is meant: UPDATE_EXPECT=1 cargo test -p sarex-tests");
}

#[test]
fn threads_do_not_change_the_patrol() {
    assert_eq!(run("korea-strait-patrol", 7, 1, 300), run("korea-strait-patrol", 7, 2, 300));
}

#[test]
fn a_recording_replays_without_plugins_and_agrees_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording.sarex");
    record(&file, 2_400);
    let recording = Recording::open(&file).unwrap();
    assert_eq!((recording.ticks, &recording.cut_short), (2_400, &None));

    let mut replayer = Replayer::new(std::sync::Arc::new(recording.clone()));
    while !replayer.at_end() {
        replayer.step();
    }
    assert_eq!(replayer.difference, None);
    assert!(replayer.compared >= 4, "a digest every ten minutes: {}", replayer.compared);

    let mut setup = recording.header.setup.clone();
    let (ticks, difference) = reexecute(&recording, &mut plugins(&mut setup, 1), |_| {});
    assert_eq!((ticks, difference), (2_400, None));
}

#[test]
fn a_changed_decision_is_named_with_its_tick() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording.sarex");
    record(&file, 3_100);
    let mut recording = Recording::open(&file).unwrap();
    // A ship on her way to the search turns away from what was decided.
    let changed = recording.entries.iter_mut().find_map(|entry| match entry {
        Entry::Step { tick, helms, .. } if *tick > 2_500 => {
            let (_, helm) = helms.iter_mut().find(|(unit, _)| *unit == SHIP_AT_SEA)?;
            helm.heading_deg = (helm.heading_deg + 90.0) % 360.0;
            Some(*tick)
        }
        _ => None,
    });
    let tick = changed.expect("she steers after the first plan");
    let mut setup = recording.header.setup.clone();
    let (_, difference) = reexecute(&recording, &mut plugins(&mut setup, 1), |_| {});
    let difference = difference.expect("a changed decision is found");
    assert_eq!(difference.tick, tick);
    assert!(difference.place.contains("unit"), "{difference}");

    let mut replayer = Replayer::new(std::sync::Arc::new(recording));
    while !replayer.at_end() {
        replayer.step();
    }
    assert!(replayer.difference.is_some(), "the digest of the replay differs too");
}

#[test]
fn a_killed_run_replays_up_to_its_last_second() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording.sarex");
    record(&file, 1_900);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() - bytes.len() / 50 - 7]).unwrap();
    let recording = Recording::open(&file).unwrap();
    assert!(recording.cut_short.is_some());
    assert!(recording.ticks >= 600, "{}", recording.ticks);
    let mut replayer = Replayer::new(std::sync::Arc::new(recording));
    while !replayer.at_end() {
        replayer.step();
    }
    assert_eq!(replayer.difference, None);
}

#[test]
fn seeking_back_and_forth_ends_where_playing_ends() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording.sarex");
    record(&file, 1_500);
    let recording = std::sync::Arc::new(Recording::open(&file).unwrap());
    let mut replayer = Replayer::new(recording.clone());
    for tick in [1_400, 650, 1_499, 3, 1_500] {
        replayer.seek(tick);
        assert_eq!(replayer.exercise().tick(), tick);
    }
    let mut straight = Replayer::new(recording);
    straight.seek(1_500);
    assert_eq!(replayer.exercise_mut().digest(), straight.exercise_mut().digest());
}

fn record(file: &std::path::Path, ticks: u64) {
    let loaded = load("donghae-oki-raft");
    let mut setup = loaded.setup;
    let plugins = plugins(&mut setup, 1);
    let header = Header {
        program: "test".into(),
        scenario_text: loaded.text,
        files: loaded.files,
        setup: setup.clone(),
        branch_of: None,
    };
    let journal = JournalWriter::create(file, &header).unwrap();
    let mut runner = Runner::new(std::sync::Arc::new(setup), Box::new(plugins), Some(journal));
    for _ in 0..ticks {
        runner.step(&[]).unwrap();
    }
    runner.finish().unwrap();
}
