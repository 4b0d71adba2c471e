//! Recordings: opened anywhere, gone on with after a crash, and parted from.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use sarex_session::{
    Runner, Session,
    link::{BRANCH_NEEDS_REPLAY, Link, REPLAY_TAKES_NO_COMMAND, Request, Snapshot},
    recording::{Header, JournalWriter, Recording},
    replay::{Replayer, reexecute},
    resume::{self, ResumeError, Resumed},
};
use sarex_sim::{
    command::{Ask, Command},
    decision::Decisions,
    setup::Order,
};
use sarex_tests::{load, plugins};

const DRILL: &str = "donghae-oki-raft";
/// A unit of the drill that is under way from the start, and its cell.
const SHIP_AT_SEA: u32 = 0;
/// Where the child process of the crash test writes.
const CHILD: &str = "SAREX_TEST_RECORDING";

fn runner(file: &Path) -> Runner {
    let loaded = load(DRILL);
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
    Runner::new(Arc::new(setup), Box::new(plugins), Some(journal))
}

fn run(runner: &mut Runner, to: u64) {
    while runner.exercise().tick() < to {
        runner.step(&[]).unwrap();
    }
}

fn here(recording: &Recording) -> Box<dyn Decisions + Send> {
    Box::new(plugins(&mut recording.header.setup.clone(), 1))
}

fn go_on(file: &Path) -> Result<Resumed, ResumeError> {
    let recording = Recording::open(file).unwrap();
    resume::resume(file, &recording, here(&recording))
}

fn hold() -> Command {
    Command { cell: 0, action: Ask::Order { unit: SHIP_AT_SEA, order: Order::Hold } }
}

fn note(text: &str) -> Command {
    Command { cell: 0, action: Ask::Notes(sarex_sim::notes::Ask { text: text.into(), ..Default::default() }) }
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording.sarex");
    (folder, file)
}

/// Plays and re-executes a recording: nothing may differ.
fn holds(file: &Path, ticks: u64) {
    let recording = Arc::new(Recording::open(file).unwrap());
    assert_eq!((recording.ticks, &recording.cut_short), (ticks, &None));
    let mut replayer = Replayer::new(recording.clone());
    while !replayer.at_end() {
        replayer.step();
    }
    assert_eq!(replayer.difference, None);
    let (_, difference) = reexecute(&recording, here(&recording).as_mut(), |_| {});
    assert_eq!(difference, None);
}

#[test]
fn every_time_of_a_recording_is_reached_over_its_keyframes() {
    let (_folder, file) = folder();
    let mut live = runner(&file);
    run(&mut live, 500);
    live.give(note("before the turn")).unwrap();
    run(&mut live, 1_501);
    live.finish().unwrap();
    let recording = Recording::open(&file).unwrap();
    assert!(recording.keyframes.len() > 3, "{} keyframes", recording.keyframes.len());
    assert!(recording.keyframes.iter().any(|(_, keyframe)| keyframe.base().is_some()), "some tell what differs");
    let mut bare = recording.clone();
    bare.keyframes.clear();
    let (mut jumping, mut playing) = (Replayer::new(Arc::new(recording)), Replayer::new(Arc::new(bare)));
    for tick in [1_501, 1_333, 60, 59, 0, 601, 1_500, 1_499, 500] {
        jumping.seek(tick);
        playing.seek(tick);
        assert_eq!((jumping.exercise().tick(), playing.exercise().tick()), (tick, tick));
        assert_eq!(jumping.exercise_mut().digest(), playing.exercise_mut().digest(), "at {tick}");
        let (one, other) = (jumping.exercise().history(), playing.exercise().history());
        assert_eq!((&one.events, one.mark()), (&other.events, other.mark()), "at {tick}");
    }
    jumping.seek(1_501);
    assert_eq!(jumping.exercise_mut().digest(), live.exercise_mut().digest());
    assert_eq!((jumping.difference, playing.difference), (None, None));
}

#[test]
fn a_recording_cut_off_anywhere_goes_on_as_if_nothing_had_happened() {
    let (_folder, file) = folder();
    let mut whole = runner(&file);
    run(&mut whole, 1_400);
    whole.finish().unwrap();
    let digest = whole.exercise_mut().digest();

    let mut live = runner(&file);
    run(&mut live, 900);
    live.finish().unwrap();
    drop(live);
    let bytes = std::fs::read(&file).unwrap();
    let mut length = bytes.len();
    let cut = loop {
        length -= 777;
        std::fs::write(&file, &bytes[..length]).unwrap();
        let cut = Recording::open(&file).unwrap();
        // Between two frames nothing is missing that could be told.
        if cut.ticks < 900 && cut.cut_short.is_some() {
            break cut;
        }
    };
    assert!(cut.ticks > 0, "{} s, {:?}", cut.ticks, cut.cut_short);

    let Resumed { mut runner, changed, difference, .. } = go_on(&file).unwrap();
    assert_eq!((runner.exercise().tick(), changed, difference), (cut.ticks, vec![], None));
    assert!(matches!(go_on(&file), Err(ResumeError::Recording(_))), "one process writes a recording");
    run(&mut runner, 1_000);
    runner.finish().unwrap();
    // Once more, behind a recording that was closed in the middle of a cycle.
    let mut again = go_on(&file).unwrap().runner;
    run(&mut again, 1_400);
    again.finish().unwrap();
    assert_eq!(again.exercise_mut().digest(), digest);
    drop(again);
    holds(&file, 1_400);
}

#[test]
fn a_branch_is_the_same_until_somebody_orders_otherwise() {
    let (folder, file) = folder();
    let mut live = runner(&file);
    run(&mut live, 700);
    live.step(&[hold()]).unwrap();
    run(&mut live, 1_000);
    live.finish().unwrap();
    let recording = Recording::open(&file).unwrap();
    let branch = |name: &str, at: u64, commands: &[Command]| {
        let out = folder.path().join(name);
        let mut branch = resume::branch(&recording, "recording.sarex", at, here(&recording), &out).unwrap().runner;
        branch.step(commands).unwrap();
        run(&mut branch, 1_000);
        branch.finish().unwrap();
        let parent = Recording::open(&out).unwrap().header.branch_of.unwrap();
        assert_eq!((parent.recording.as_str(), parent.tick), ("recording.sarex", at));
        holds(&out, 1_000);
        branch.exercise_mut().digest()
    };
    let digest = live.exercise_mut().digest();
    assert_eq!(branch("same.sarex", 700, &[hold()]), digest, "same orders, same drift, same dice");
    assert_ne!(branch("other.sarex", 700, &[]), digest, "the ship sails on");
    assert_eq!(branch("later.sarex", 933, &[]), digest, "nobody ordered anything after that");
    let late = resume::branch(&recording, "", 1_001, here(&recording), &folder.path().join("late"));
    assert!(matches!(late, Err(ResumeError::TooLate { at: 1_001, last: 1_000 })));
}

#[test]
fn nothing_typed_is_lost_when_the_process_is_killed() {
    let (_folder, file) = folder();
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_process_that_is_killed", "--ignored", "--nocapture"])
        .env(CHILD, &file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut shown = 0;
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some(tick) = line.strip_prefix("tick ") {
            shown = tick.parse().unwrap();
        }
        if line == "typed" {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let recording = Recording::open(&file).unwrap();
    assert!(shown > 20 && recording.ticks + 20 >= shown, "at {} of {shown}: a second is twenty here", recording.ticks);
    let typed = recording.commands_from(0).filter(|(_, command)| *command == &note("the last words")).count();
    assert_eq!(typed, 1, "typed just before the kill");
    let Resumed { mut runner, difference, .. } = go_on(&file).unwrap();
    assert_eq!((runner.exercise().tick(), difference), (recording.ticks, None));
    let events = runner.step(&[]).unwrap();
    let told = format!("{events:?}{:?}", runner.exercise().history().events);
    assert!(told.contains("the last words"), "carried out with the next second");
}

#[test]
#[ignore = "the child of the test above"]
fn the_process_that_is_killed() {
    let Some(file) = std::env::var_os(CHILD) else { return };
    let loaded = load(DRILL);
    let mut setup = loaded.setup;
    let plugins = plugins(&mut setup, 1);
    let (program, scenario_text) = ("test".to_owned(), loaded.text);
    let header = Header { program, scenario_text, files: loaded.files, setup: setup.clone(), branch_of: None };
    let journal = JournalWriter::create(Path::new(&file), &header).unwrap();
    let session = Session::live(Arc::new(setup), Box::new(plugins), Some(journal)).unwrap();
    session.send(Request::Rate(20.0));
    session.send(Request::Run(true));
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(4) {
        let snapshot = wait(&session, |_| true);
        println!("tick {}", snapshot.frame.tick);
    }
    session.send(Request::Command(note("the last words")));
    // Written at once: not with the next half second.
    std::thread::sleep(Duration::from_millis(100));
    println!("typed");
    std::thread::sleep(Duration::from_secs(60));
}

/// The next snapshot that is as wanted.
fn wait(session: &Session, wanted: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
    let begun = Instant::now();
    loop {
        match session.latest() {
            Some(snapshot) if wanted(&snapshot) => return snapshot,
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "no such snapshot came");
    }
}

#[test]
fn a_replay_takes_no_commands_and_a_branch_of_it_does() {
    let (folder, file) = folder();
    let mut live = runner(&file);
    run(&mut live, 300);
    live.finish().unwrap();
    let recording = Arc::new(Recording::open(&file).unwrap());
    let out = folder.path().join("branch.sarex");
    let to = out.clone();
    let brancher = move |recording: &Recording, tick: u64| {
        resume::branch(recording, "recording.sarex", tick, here(recording), &to).map_err(|e| e.to_string())
    };
    let session = Session::replay(recording, Some(Box::new(brancher))).unwrap();
    session.send(Request::Rate(60.0));
    session.send(Request::ViewAs(1));
    session.send(Request::Seek(200));
    session.send(Request::Command(hold()));
    let trouble = |said: &'static str| move |s: &Snapshot| s.clock.trouble.as_deref() == Some(said);
    assert_eq!(wait(&session, trouble(REPLAY_TAKES_NO_COMMAND)).frame.tick, 200);
    session.send(Request::Branch);
    let parted = wait(&session, |s| !s.clock.replay);
    assert_eq!((parted.frame.tick, parted.frame.cell, parted.clock.rate), (200, 1, 60.0), "place, view and rate stay");
    assert_eq!(parted.clock.branch, Some(out.display().to_string()));
    assert!(!parted.clock.running && parted.clock.trouble.is_none(), "{:?}", parted.clock.trouble);
    session.send(Request::Branch);
    wait(&session, trouble(BRANCH_NEEDS_REPLAY));
    session.send(Request::Command(hold()));
    wait(&session, |s| s.frame.tick == 201);
    drop(session);
    let begun = Instant::now();
    while Recording::open(&out).unwrap().costs().is_empty() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    holds(&out, 201);
}
