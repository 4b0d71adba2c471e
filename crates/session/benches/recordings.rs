//! The figures of a large exercise: 1,000 injects, 20 cells and 500 units for six hours. A second with the frames of
//! all cells, and the recording: its size, opening it, going to any time.
//!
//! `cargo bench -p sarex-session --bench recordings`. Read the figures as ratios of one run: the machine is shared.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use sarex_files::{roots::Roots, scenario::load_scenario};
use sarex_model::{
    land::LandMask,
    position::{Position, Vec2},
};
use sarex_plugin_host::{HostOptions, PluginHost};
use sarex_session::{
    Runner,
    recording::{Header, JournalWriter, Recording},
    replay::Replayer,
};
use sarex_sim::setup::{
    Action, Base, Cell, MessageDraft, Order, PluginDecl, Role, RouteLeg, Serial, Setup, Text, Unit, When, World,
};

const CELLS: u32 = 20;
const UNITS: u32 = 500;
const INJECTS: u32 = 1_000;
const LENGTH_S: u64 = 6 * 3_600;
/// Cells that get the object's datum and forecast its drift.
const COORDINATORS: u32 = 3;

fn main() {
    for (name, file) in [("drill", drill_recording()), ("large", large_recording())] {
        let recording = Recording::open(file).expect("it was just written");
        let bytes = std::fs::metadata(file).map_or(0, |about| about.len());
        let (ticks, keyframes) = (recording.ticks, recording.keyframes.len());
        println!("{name}: {ticks} s, {:.1} MB, {keyframes} keyframes", bytes as f64 / 1e6);
    }
    divan::main();
}

fn drill() -> Setup {
    let roots = Roots::under(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let known: Vec<String> = sarex_plugin_host::discover(&roots.plugins).0.into_iter().map(|p| p.id).collect();
    load_scenario(&roots.scenarios.join("donghae-oki-raft"), &roots, &known).unwrap_or_else(|f| panic!("{f:?}")).setup
}

fn host(setup: &mut Setup) -> PluginHost {
    let roots = Roots::under(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let files: Vec<_> = setup
        .plugins
        .iter()
        .map(|p| sarex_plugin_host::find(&roots.plugins, &p.id).map_err(|f| (p.id.clone(), f)))
        .collect();
    let (host, decls, _) = PluginHost::load(&files, &[], &HostOptions { seed: setup.seed, ..HostOptions::default() });
    setup.plugins = decls;
    host
}

fn large() -> Setup {
    let drill = drill();
    let unit = |n: u32| {
        let at = Position::new(35.0 + f64::from(n / 25) * 0.1, 130.0 + f64::from(n % 25) * 0.12);
        let leg = |east_m, north_m| RouteLeg {
            to: at.moved(Vec2 { east_m, north_m }),
            speed_mps: 0.0,
            alt_m: 0.0,
            searching: false,
        };
        Unit {
            id: format!("unit-{n}"),
            at,
            cell: Some(n % CELLS),
            behaviour: Some(0),
            sensor: None,
            base: Base::Place(Position::new(33.0, 129.0)),
            order: Order::Patrol(vec![leg(0.0, 9_000.0), leg(9_000.0, 9_000.0), leg(9_000.0, 0.0), leg(0.0, 0.0)]),
            ..drill.units[0].clone()
        }
    };
    let cell = |n: u32| Cell {
        id: format!("cell-{n}"),
        name: Text::plain(format!("Cell {n}")),
        roles: vec![if n == 0 { Role::ExerciseControl } else { Role::Smc }],
        ..drill.cells[0].clone()
    };
    let inject = |n: u32| Serial {
        id: format!("I-{n}"),
        when: When::At(u64::from(n) * LENGTH_S / u64::from(INJECTS) + 1),
        action: Action::Message(MessageDraft {
            from: 0,
            to: if n == 0 {
                (1..=COORDINATORS).collect()
            } else {
                vec![1 + n % (CELLS - 1), 1 + (n + 7) % (CELLS - 1)]
            },
            kind: "text".into(),
            text: Text::plain(format!("Inject {n}: a vessel in your area reports a light; say what you make of it.")),
            about_object: (n == 0).then_some(0),
            ..draft(&drill)
        }),
        ..drill.serials[0].clone()
    };
    Setup {
        length_s: LENGTH_S,
        cells: (0..CELLS).map(cell).collect(),
        units: (0..UNITS).map(unit).collect(),
        serials: (0..INJECTS).map(inject).collect(),
        land: LandMask::empty(),
        objectives: vec![],
        lines: vec![],
        plugins: vec![PluginDecl::new("patrol-vessel", World::VesselBehaviour)],
        ..drill
    }
}

/// A message of the drill.
fn draft(drill: &Setup) -> MessageDraft {
    let mut drafts = drill.serials.iter().filter_map(|serial| match &serial.action {
        Action::Message(draft) => Some(draft.clone()),
        _ => None,
    });
    drafts.next().expect("the drill sends messages")
}

fn recorded(name: &str, mut setup: Setup) -> PathBuf {
    let file = std::env::temp_dir().join(format!("sarex-bench-{name}-{}.sarex", std::process::id()));
    let plugins = host(&mut setup);
    let header = Header {
        program: "bench".into(),
        scenario_text: String::new(),
        files: vec![],
        setup: setup.clone(),
        branch_of: None,
    };
    let journal = JournalWriter::create(&file, &header).expect("the folder for temporary files can be written");
    let mut runner = Runner::new(Arc::new(setup), Box::new(plugins), Some(journal));
    while !runner.exercise().ended() {
        runner.step(&[]).expect("the recording can be written");
    }
    runner.finish().expect("the recording can be written");
    file
}

fn drill_recording() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| recorded("drill", drill()))
}

fn large_recording() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| recorded("large", large()))
}

fn file_of(name: &str) -> &'static Path {
    if name == "drill" { drill_recording() } else { large_recording() }
}

/// A second of the large exercise with a frame for each cell, in the fourth hour.
#[divan::bench(sample_count = 100)]
fn step_with_all_frames(bencher: divan::Bencher) {
    let mut setup = large();
    let plugins = host(&mut setup);
    let recording = Recording::open(large_recording()).expect("it was just written");
    let branch = std::env::temp_dir().join(format!("sarex-bench-branch-{}.sarex", std::process::id()));
    let live = sarex_session::resume::branch(&recording, "", 3 * 3_600, Box::new(plugins), &branch);
    let mut runner = live.unwrap_or_else(|e| panic!("{e}")).runner;
    bencher.bench_local(|| {
        runner.step(&[]).expect("the recording can be written");
        (0..CELLS).map(|cell| runner.exercise().frame(cell).units.len()).sum::<usize>()
    });
    drop(runner);
    let _ = std::fs::remove_file(branch);
}

#[divan::bench(sample_count = 10, args = ["drill", "large"])]
fn open(bencher: divan::Bencher, name: &str) {
    bencher.bench_local(|| Replayer::new(Arc::new(Recording::open(file_of(name)).expect("it was just written"))));
}

/// Going to another time, wherever it lies; the slowest counts.
#[divan::bench(sample_count = 40, sample_size = 1, args = ["drill", "large"])]
fn seek(bencher: divan::Bencher, name: &str) {
    let mut replayer = Replayer::new(Arc::new(Recording::open(file_of(name)).expect("it was just written")));
    let last = replayer.last_tick();
    let mut number = 0_u64;
    bencher.bench_local(|| {
        number += 1;
        replayer.seek(number * 7_919_003 % last);
    });
}
