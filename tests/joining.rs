//! A plugin joins the running drill: it plans, the recording plays without its files, and with them it agrees.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use sarex_plugin_host::{HostOptions, PluginHost};
use sarex_session::{
    Runner, Session,
    link::{Link, REPLAY_ADDS_NONE, REPLAY_READS_NONE, Request, Snapshot},
    recording::{Header, JournalWriter, Recording},
    replay::{Difference, Replayer, reexecute},
};
use sarex_sim::{
    command::{Ask, Command},
    event::What,
    journal::Entry,
    setup::{Role, SearchRequest, Setup},
    view::Brief,
};
use sarex_tests::{home, load};
use tempfile::TempDir;

const DRILL: &str = "donghae-oki-raft";
const JOINS_AT: u64 = 100;
const TICKS: u64 = 1_300;

/// A folder with one plugin that works and one that does not, and room for a recording.
struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        copy(&home().join("plugins/script-square"), &bench.plugins().join("script-square"));
        copy(&home().join("plugins/script-square"), &bench.plugins().join("broken"));
        let manifest = bench.plugins().join("broken/plugin.toml");
        let text = std::fs::read_to_string(&manifest).unwrap().replace("id = \"script-square\"", "id = \"broken\"");
        std::fs::write(manifest, text).unwrap();
        std::fs::write(bench.plugins().join("broken/script-square.js"), "const name = ;\n").unwrap();
        bench
    }

    fn plugins(&self) -> PathBuf {
        self.0.path().join("plugins")
    }

    fn recording(&self) -> PathBuf {
        self.0.path().join("recording.sarex")
    }

    /// The drill's own plugins, and this folder for those that join.
    fn host(&self, setup: &mut Setup) -> PluginHost {
        let dir = Some(self.plugins());
        let options = HostOptions { seed: setup.seed, plugins_dir: dir, ..HostOptions::default() };
        let find = |id: &str| sarex_plugin_host::find(&home().join("plugins"), id).map_err(|f| (id.to_owned(), f));
        let files: Vec<_> = setup.plugins.iter().map(|plugin| find(&plugin.id)).collect();
        let (host, decls, findings) = PluginHost::load(&files, &[], &options);
        assert!(findings.is_empty(), "{findings:?}");
        setup.plugins = decls;
        host
    }

    /// The drill with a journal.
    fn runner(&self) -> Runner {
        let loaded = load(DRILL);
        let mut setup = loaded.setup;
        let plugins = self.host(&mut setup);
        let header = Header {
            program: "test".into(),
            scenario_text: loaded.text,
            files: loaded.files,
            setup: setup.clone(),
            branch_of: None,
        };
        let journal = JournalWriter::create(&self.recording(), &header).unwrap();
        Runner::new(Arc::new(setup), Box::new(plugins), Some(journal))
    }

    /// Plays the commands of the recording again with the plugins that are here now.
    fn reexecute(&self) -> (u64, Option<Difference>) {
        let recording = Recording::open(&self.recording()).unwrap();
        let mut setup = recording.header.setup.clone();
        reexecute(&recording, &mut self.host(&mut setup), |_| {})
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().flatten().filter(|file| file.path().is_file()) {
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn control(setup: &Setup) -> u32 {
    setup.cells.iter().position(|cell| cell.roles.contains(&Role::ExerciseControl)).unwrap() as u32
}

/// A search by this plugin, by the first cell that has a datum.
fn search(runner: &Runner, plugin: u32) -> Option<Command> {
    let exercise = runner.exercise();
    let units = (0..).zip(&exercise.setup().units);
    let request = |(unit, cell)| SearchRequest {
        plugin,
        pattern: "script-square".into(),
        ..SearchRequest::round_estimate(cell, 0, unit)
    };
    let requests = units.filter_map(|(number, unit)| Some((number, unit.cell?))).map(request);
    let request = requests.into_iter().find(|request| exercise.search_task(request).is_ok())?;
    Some(Command { cell: request.cell, action: Ask::Search(request) })
}

/// The drill in which a plugin joins at [`JOINS_AT`] and plans as soon as somebody has a datum.
fn run(bench: &Bench) -> (Vec<What>, String) {
    let mut runner = bench.runner();
    let (control, new) = (control(runner.exercise().setup()), runner.exercise().setup().plugins.len() as u32);
    let (mut events, mut planned) = (Vec::new(), false);
    while runner.exercise().tick() < TICKS {
        let add = |id: &str| Command { cell: control, action: Ask::AddPlugin(id.into()) };
        let commands = match runner.exercise().tick() {
            JOINS_AT => vec![add("broken"), add("script-square"), add("script-square")],
            tick if tick > JOINS_AT && !planned => search(&runner, new).into_iter().collect(),
            _ => vec![],
        };
        planned |= commands.iter().any(|command| matches!(command.action, Ask::Search(_)));
        events.extend(runner.step(&commands).unwrap().into_iter().map(|event| event.what));
    }
    assert!(planned, "somebody has a datum by then");
    runner.finish().unwrap();
    (events, runner.exercise_mut().digest())
}

#[test]
fn a_script_joins_and_plans_and_its_recording_plays_without_it() {
    let bench = Bench::new();
    let (events, digest) = run(&bench);
    let refused: Vec<&String> = events
        .iter()
        .filter_map(|what| if let What::Refused { reason, .. } = what { Some(reason) } else { None })
        .collect();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].contains("script-square.js:1"), "the broken one does not join: {refused:?}");
    assert!(refused[1].starts_with("plugin script-square is in the exercise already"), "{refused:?}");
    let joined = |what: &What| matches!(what, What::PluginAdded { idle: false, sha256, .. } if sha256.len() == 64);
    assert_eq!(events.iter().filter(|what| joined(what)).count(), 1);

    // With the files it agrees; what was refused then is not read again.
    std::fs::remove_dir_all(bench.plugins().join("broken")).unwrap();
    assert_eq!(bench.reexecute(), (TICKS, None));

    // Without them it plays all the same, and a re-execution says what it lacks.
    std::fs::remove_dir_all(bench.plugins()).unwrap();
    let recording = Arc::new(Recording::open(&bench.recording()).unwrap());
    let by_the_new_one = |entry: &Entry| match entry {
        Entry::Plan { plugin, answer: Ok(_), .. } => *plugin == recording.header.setup.plugins.len() as u32,
        _ => false,
    };
    assert!(recording.entries.iter().any(by_the_new_one), "the script planned");
    // Played from the start: a keyframe near the end would leave nothing to compare.
    let mut bare = Recording::open(&bench.recording()).unwrap();
    bare.keyframes.clear();
    let mut replayer = Replayer::new(Arc::new(bare));
    replayer.seek(TICKS);
    assert_eq!((replayer.difference.clone(), replayer.exercise_mut().digest()), (None, digest.clone()));
    assert!(replayer.compared >= 2, "{}", replayer.compared);
    let (tick, difference) = bench.reexecute();
    let difference = difference.unwrap();
    assert_eq!((tick, difference.tick), (JOINS_AT, JOINS_AT));
    assert!(difference.found.contains("there is no plugin \\\"script-square\\\""), "{difference}");

    // By keyframes: to the end, back before it came, and on again.
    let mut replayer = Replayer::new(recording.clone());
    replayer.seek(TICKS);
    replayer.seek(JOINS_AT);
    assert_eq!(replayer.exercise().setup().plugins.len(), recording.header.setup.plugins.len());
    replayer.seek(TICKS);
    assert_eq!((replayer.difference.clone(), replayer.exercise_mut().digest()), (None, digest));
}

/// Waits for a snapshot and the brief that goes with it.
#[track_caller]
fn wait(session: &Session, mut wanted: impl FnMut(&Snapshot, &Brief) -> bool) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(120) {
        if session.latest().is_some_and(|snapshot| wanted(&snapshot, &session.brief())) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it never came");
}

#[test]
fn whoever_is_at_the_desk_sees_who_joined_and_a_replay_says_that_nobody_does() {
    let bench = Bench::new();
    let loaded = load(DRILL);
    let mut setup = loaded.setup;
    let plugins = bench.host(&mut setup);
    let header = Header {
        program: "test".into(),
        scenario_text: loaded.text,
        files: loaded.files,
        setup: setup.clone(),
        branch_of: None,
    };
    let journal = JournalWriter::create(&bench.recording(), &header).unwrap();
    let before = setup.plugins.len();
    let session = Session::live(Arc::new(setup), Box::new(plugins), Some(journal)).unwrap();
    let refused = |snapshot: &Snapshot| {
        snapshot
            .frame
            .events
            .iter()
            .any(|e| matches!(&e.what, What::Refused { reason, .. } if reason.contains("nowhere")))
    };
    assert!(session.send(Request::AddPlugin("nowhere".into())));
    wait(&session, |snapshot, brief| refused(snapshot) && brief.plugins.len() == before);
    assert!(session.send(Request::AddPlugin("script-square".into())));
    wait(&session, |snapshot, brief| {
        assert_eq!(snapshot.clock.trouble, None);
        let patterns = brief.plugins.get(before).map(|plugin| plugin.patterns.concat());
        patterns.as_deref() == Some("script-square") && snapshot.costs.len() == before + 1
    });
    assert!(session.send(Request::Step(30)));
    wait(&session, |snapshot, _| snapshot.frame.tick >= 30);
    drop(session);

    // The driver closes the recording after its session is gone.
    let begun = Instant::now();
    while Recording::open(&bench.recording()).unwrap().ticks < 30 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the recording is closed");
        std::thread::sleep(Duration::from_millis(20));
    }
    let recording = Arc::new(Recording::open(&bench.recording()).unwrap());
    let session = Session::replay(recording, None).unwrap();
    assert_eq!(session.brief().plugins.len(), before);
    let says =
        |text: &'static str| move |snapshot: &Snapshot, _: &Brief| snapshot.clock.trouble.as_deref() == Some(text);
    assert!(session.send(Request::AddPlugin("script-square".into())));
    wait(&session, says(REPLAY_ADDS_NONE));
    assert!(session.send(Request::ReloadPlugin(0)));
    wait(&session, says(REPLAY_READS_NONE));
    assert!(session.send(Request::Seek(20)));
    wait(&session, |snapshot, brief| snapshot.clock.trouble.is_none() && brief.plugins.len() == before + 1);
    assert!(session.send(Request::Seek(0)));
    wait(&session, |_, brief| brief.plugins.len() == before);
}
