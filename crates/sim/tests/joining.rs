//! A plugin that joins a running exercise: it plans, a replay needs nothing of it, a save keeps it, and the recordings of
//! before it could are still read.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::{Native, setup};
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    decision::{Batch, Decisions, Fault, Outcome, PlannedSearch, SearchTask},
    event::What,
    journal::{Entry, Player, Recorder},
    setup::{PluginDecl, SearchRequest, Setup, World},
};

const CONTROL: u32 = 2;

/// Decides like [`Native`], and has two plugins to offer: a planner and a steersman.
struct Installed;

impl Decisions for Installed {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        Native.step(plugin, batch, out)
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        Native.plan(plugin, task)
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        match id {
            "new-lines" => {
                assert_eq!(plugin, 2, "the next number");
                Ok(PluginDecl { patterns: vec!["new-lines".into()], ..PluginDecl::new(id, World::SearchPattern) })
            }
            "new-steer" => Ok(PluginDecl { state_stride: 8, ..PluginDecl::new(id, World::VesselBehaviour) }),
            _ => Err(format!("there is no plugin \"{id}\"")),
        }
    }
}

fn drill() -> Arc<Setup> {
    let mut setup = setup(3);
    setup.length_s = 3_600;
    Arc::new(setup)
}

fn add(cell: u32, id: &str) -> Command {
    Command { cell, action: Ask::AddPlugin(id.into()) }
}

/// What is asked at a tick: plugins at 300, a search by the new planner at 400.
fn commands_at(tick: u64) -> Vec<Command> {
    match tick {
        300 => vec![
            add(CONTROL, "nowhere"),
            add(CONTROL, "new-lines"),
            add(CONTROL, "new-lines"),
            add(CONTROL, "lines"),
            add(0, "new-steer"),
            add(CONTROL, "new-steer"),
        ],
        400 => {
            let request =
                SearchRequest { plugin: 2, pattern: "new-lines".into(), ..SearchRequest::round_estimate(0, 0, 0) };
            vec![Command { cell: 0, action: Ask::Search(request) }]
        }
        _ => vec![],
    }
}

/// Runs to the end; returns the exercise, what happened and the journal.
fn run(mut exercise: Exercise) -> (Exercise, Vec<What>, Vec<Entry>) {
    let (mut last, mut entries, mut events, mut installed) = (Vec::new(), Vec::new(), Vec::new(), Installed);
    while !exercise.ended() {
        let tick = exercise.tick();
        let commands = commands_at(tick);
        entries.extend(commands.iter().map(|command| Entry::Command { tick, command: command.clone() }));
        let mut recorder = Recorder::new(&mut installed, &mut last, &mut entries, tick);
        events.extend(exercise.step(&commands, &mut recorder).into_iter().map(|event| event.what));
    }
    (exercise, events, entries)
}

#[test]
fn a_plugin_joins_once_and_plans_and_a_replay_does_without_it() {
    let (mut exercise, events, entries) = run(Exercise::new(drill()));
    let ids: Vec<&str> = exercise.setup().plugins.iter().map(|plugin| plugin.id.as_str()).collect();
    assert_eq!(ids, ["steer", "lines", "new-lines", "new-steer"]);
    let joined: Vec<(u32, bool)> = events
        .iter()
        .filter_map(
            |what| if let What::PluginAdded { plugin, idle, .. } = what { Some((*plugin, *idle)) } else { None },
        )
        .collect();
    assert_eq!(joined, [(2, false), (3, true)], "nobody is steered by the second");
    let refused: Vec<&str> = events
        .iter()
        .filter_map(|what| if let What::Refused { reason, .. } = what { Some(reason.as_str()) } else { None })
        .collect();
    assert_eq!(
        refused,
        [
            "there is no plugin \"nowhere\"",
            "plugin new-lines is in the exercise already: read it again to take in its changes",
            "plugin lines is in the exercise already: read it again to take in its changes",
            "a does not have the right \"manage-plugins\"",
        ]
    );
    let planned = |entry: &Entry| matches!(entry, Entry::Plan { tick: 400, plugin: 2, answer: Ok(_) });
    assert!(entries.iter().any(planned), "the search of tick 400 is planned by the new one");
    assert!(events.iter().any(|what| matches!(what, What::SearchStarted { unit: 0, .. })));

    let mut again = Exercise::new(drill());
    let mut player = Player::default();
    let mut entries = entries.into_iter().peekable();
    while !again.ended() {
        let tick = again.tick();
        let mut commands = Vec::new();
        while let Some(entry) = entries.next_if(|entry| match entry {
            Entry::Command { tick: at, .. } => *at == tick,
            entry => entry.answered().is_some_and(|(at, _)| at == tick),
        }) {
            match entry {
                Entry::Command { command, .. } => commands.push(command),
                entry => player.feed(entry),
            }
        }
        again.step(&commands, &mut player);
        assert_eq!((player.missing.take(), player.left_over()), (None, None), "tick {tick}");
    }
    assert_eq!(again.setup().plugins, exercise.setup().plugins);
    assert_eq!(again.digest(), exercise.digest());
}

#[test]
fn a_save_keeps_who_joined_and_goes_on_the_same() {
    let mut exercise = Exercise::new(drill());
    while exercise.tick() < 350 {
        let commands = commands_at(exercise.tick());
        exercise.step(&commands, &mut Recorder::new(&mut Installed, &mut Vec::new(), &mut Vec::new(), 0));
    }
    let restored = Exercise::restore(drill(), &exercise.save()).unwrap();
    assert_eq!(restored.setup().plugins, exercise.setup().plugins);
    let (mut whole, mut rest) = (run(exercise).0, run(restored).0);
    assert_eq!(whole.digest(), rest.digest());
    assert_eq!(whole.digest(), run(Exercise::new(drill())).0.digest());
}

/// A plugin that decided, for whom, and what it remembered.
type Decided = (u32, Vec<u32>, Vec<u8>);

/// Notes who decides.
#[derive(Default)]
struct Watched(Vec<Decided>);

impl Decisions for Watched {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let ships = batch.ships.iter().map(|ship| ship.id).collect();
        self.0.push((plugin, ships, batch.state.clone()));
        let faults = Installed.step(plugin, batch, out);
        out.state.clone_from(&batch.state);
        if plugin == 2 {
            out.state.fill(7);
        }
        faults
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        Native.plan(plugin, task)
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        Installed.add(plugin, id)
    }
}

fn steer(cell: u32, unit: u32, plugin: Option<u32>) -> Command {
    Command { cell, action: Ask::Behaviour { unit, plugin } }
}

/// Who decides in the second of these commands.
fn deciding(exercise: &mut Exercise, commands: &[Command]) -> (Vec<Decided>, Vec<What>) {
    let mut watched = Watched::default();
    let events = exercise.step(commands, &mut watched);
    (watched.0, events.into_iter().map(|event| event.what).collect())
}

#[test]
fn control_gives_a_unit_another_behaviour_which_remembers_nothing_of_it() {
    let mut exercise = Exercise::new(drill());
    let all: Vec<u32> = deciding(&mut exercise, &[add(CONTROL, "new-steer")]).0[0].1.clone();
    let (first, others) = (all[0], all[1..].to_vec());
    let mine = |who: &[Decided]| who.iter().map(|(plugin, ships, _)| (*plugin, ships.clone())).collect::<Vec<_>>();
    let (who, what) = deciding(&mut exercise, &[steer(CONTROL, first, Some(2))]);
    assert_eq!(mine(&who), [(0, others.clone()), (2, vec![first])]);
    assert!(what.contains(&What::BehaviourChanged { unit: first, plugin: Some(2) }));
    assert_eq!(exercise.setup().units[first as usize].behaviour, Some(2));

    let restored = Exercise::restore(drill(), &exercise.save()).unwrap();
    assert_eq!(restored.setup().units[first as usize].behaviour, Some(2), "a save keeps it");
    assert_eq!(deciding(&mut exercise, &[]).0[1].2, [7; 8], "it remembers");

    let (who, what) = deciding(&mut exercise, &[steer(CONTROL, first, None)]);
    assert_eq!(mine(&who), [(0, others)], "the fallback steers");
    assert!(what.contains(&What::BehaviourChanged { unit: first, plugin: None }));
    let (who, _) = deciding(&mut exercise, &[steer(CONTROL, first, Some(2))]);
    assert_eq!(who[1].2, [0; 8], "nothing is remembered of before");
}

#[test]
fn what_does_not_steer_is_refused_as_a_behaviour() {
    let mut exercise = Exercise::new(drill());
    let commands =
        [steer(CONTROL, 0, Some(1)), steer(CONTROL, 0, Some(9)), steer(CONTROL, 99, None), steer(0, 0, None)];
    let (_, what) = deciding(&mut exercise, &commands);
    let refused: Vec<&str> = what
        .iter()
        .filter_map(|what| if let What::Refused { reason, .. } = what { Some(reason.as_str()) } else { None })
        .collect();
    assert_eq!(
        refused,
        [
            "plugin lines does not steer units",
            "there is no plugin number 9",
            "there is no unit number 99",
            "a does not have the right \"manage-plugins\"",
        ]
    );
}

#[test]
fn an_exercise_has_room_for_so_many_plugins_only() {
    let mut setup = (*drill()).clone();
    while setup.plugins.len() < sarex_sim::limits::MAX_PLUGINS {
        setup.plugins.push(PluginDecl::new(format!("p{}", setup.plugins.len()), World::SearchPattern));
    }
    let mut exercise = Exercise::new(Arc::new(setup));
    let events = exercise.step(&[add(CONTROL, "new-steer")], &mut Installed);
    let refused = |what: &What| matches!(what, What::Refused { reason, .. } if reason.contains("until it has 64"));
    assert!(events.iter().any(|event| refused(&event.what)), "{events:?}");
    assert_eq!(exercise.setup().plugins.len(), sarex_sim::limits::MAX_PLUGINS);
}

/// A recording holds these by their number in the list: new ones come last, or old recordings are read as nonsense.
#[test]
fn what_a_recording_holds_keeps_its_number() {
    let number = |bytes: Vec<u8>| bytes[0];
    let entry = |entry: Entry| number(postcard::to_stdvec(&entry).unwrap());
    let ask = |ask: Ask| number(postcard::to_stdvec(&ask).unwrap());
    let what = |what: What| number(postcard::to_stdvec(&what).unwrap());
    let refused = || Err(String::new());
    assert_eq!(entry(Entry::Upto { tick: 5 }), 9);
    assert_eq!(entry(Entry::Reload { tick: 5, plugin: 0, answer: refused() }), 6);
    assert_eq!(entry(Entry::Add { tick: 5, plugin: 0, answer: refused() }), 10);
    assert_eq!((ask(Ask::ReloadPlugin(0)), ask(Ask::End), ask(Ask::AddPlugin(String::new()))), (5, 6, 7));
    assert_eq!(ask(Ask::Behaviour { unit: 0, plugin: None }), 15);
    let added = What::PluginAdded { plugin: 0, version: String::new(), sha256: String::new(), idle: true };
    assert_eq!(what(added), what(What::Quarantined { unit: 0, phase: String::new() }) + 1);
}
