//! The worlds beside steering and planning: sensor models see, planners look again, judges find, components change in
//! flight; and a replay without any of them gives the same digest.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::sync::Arc;

use common::{Native, setup};
use sarex_sim::{
    Exercise,
    command::{Ask, Command},
    decision::{Batch, Decisions, Fault, Finding, Glimpse, LogEntry, Outcome, PlannedSearch, Progress, SearchTask},
    event::What,
    journal::{Entry, Player, Recorder},
    setup::{PluginDecl, Role, Setup, World},
};

/// Sees everything within 2 km, or fails; plans like [`Native`] and turns a running plan round once; finds one thing.
struct All {
    blind: bool,
    broken: bool,
    asked: u32,
    replanned: u32,
    log: Vec<LogEntry>,
}

const ALL: All = All { blind: false, broken: false, asked: 0, replanned: 0, log: Vec::new() };

impl Decisions for All {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        Native.step(plugin, batch, out)
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        Native.plan(plugin, task)
    }

    fn replan(
        &mut self,
        _: u32,
        task: &SearchTask,
        current: &PlannedSearch,
        now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        assert_eq!(current.assets.len(), now.len());
        assert_eq!(task.assets.len(), now.len());
        self.replanned += 1;
        if self.replanned > 1 {
            return Ok(None);
        }
        let mut turned = current.clone();
        for part in &mut turned.assets {
            part.legs.reverse();
        }
        turned.note = "the other way round".into();
        Ok(Some(turned))
    }

    fn detect(&mut self, _: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        self.asked += 1;
        if self.broken {
            return Err(Fault {
                units: Vec::new(),
                reason: "broken".into(),
                suspended: self.asked > 2,
                calls: 2,
                restarts: 2,
            });
        }
        let chance = |look: &Glimpse| if look.closest_m < 2_000.0 && !self.blind { 0.3 } else { 0.0 };
        Ok(looks.iter().map(chance).collect())
    }

    fn judge(&mut self, _: u32, log: &[LogEntry], metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        self.log = log.to_vec();
        let persons = metrics.iter().find(|(key, _)| key == "persons").unwrap().1;
        Ok(vec![Finding { code: "seen".into(), score: 0.5, text: format!("{persons} persons"), at_s: vec![60.0] }])
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        let decl = PluginDecl::new("steer", World::VesselBehaviour);
        match plugin {
            0 => Ok(PluginDecl { version: "2".into(), state_stride: 8, ..decl }),
            _ => Err("it is gone".into()),
        }
    }
}

/// The common drill with a sensor model on every unit, a judge, and a planner that looks again every ten minutes.
fn with_all_worlds() -> Arc<Setup> {
    let mut setup = setup(3);
    setup.plugins[1].replan_every_s = 600.0;
    let sensor = PluginDecl { max_range_m: 20_000.0, ..PluginDecl::new("eyes", World::SensorModel) };
    setup.plugins.push(sensor);
    setup.plugins.push(PluginDecl::new("judge", World::ExerciseJudge));
    for unit in &mut setup.units {
        unit.sensor = Some(2);
    }
    setup.length_s = 3 * 3_600;
    Arc::new(setup)
}

fn control(setup: &Setup) -> u32 {
    setup.cells.iter().position(|c| c.roles.contains(&Role::ExerciseControl)).unwrap() as u32
}

/// Runs to the end; returns the events, the journal and the digest.
fn run(decisions: &mut All) -> (Vec<What>, Vec<Entry>, String) {
    let setup = with_all_worlds();
    let control = control(&setup);
    let mut exercise = Exercise::new(setup);
    let (mut last, mut entries, mut events) = (Vec::new(), Vec::new(), Vec::new());
    while !exercise.ended() {
        let tick = exercise.tick();
        let ask = |plugin| Command { cell: control, action: Ask::ReloadPlugin(plugin) };
        let commands = if tick == 900 { vec![ask(0), ask(1)] } else { vec![] };
        entries.extend(commands.iter().map(|command| Entry::Command { tick, command: command.clone() }));
        let mut recorder = Recorder::new(decisions, &mut last, &mut entries, tick);
        events.extend(exercise.step(&commands, &mut recorder).into_iter().map(|event| event.what));
    }
    (events, entries, exercise.digest())
}

#[test]
fn every_world_is_asked_and_a_replay_needs_none_of_them() {
    let mut decisions = ALL;
    let (events, entries, digest) = run(&mut decisions);
    assert!(decisions.asked > 100 && decisions.replanned >= 2);
    assert!(events.iter().any(|what| matches!(what, What::Detected { .. })));
    let changed = events.iter().filter(|what| matches!(what, What::PlanChanged { .. })).count();
    assert_eq!(changed, 1);
    let found = |what: &What| matches!(what, What::JudgeFinding { finding, .. } if finding.text == "3 persons");
    assert_eq!(events.iter().filter(|what| found(what)).count(), 1);
    assert!(decisions.log.iter().any(|entry| entry.kind == "detected" && entry.value > 0.0));
    let reloaded =
        |what: &What| matches!(what, What::PluginReloaded { state_kept: true, version, .. } if version == "2");
    assert_eq!(events.iter().filter(|what| reloaded(what)).count(), 1);
    assert!(events.iter().any(|what| matches!(what, What::Refused { reason, .. } if reason == "it is gone")));

    let mut exercise = Exercise::new(with_all_worlds());
    let mut player = Player::default();
    let mut entries = entries.into_iter().peekable();
    while !exercise.ended() {
        let tick = exercise.tick();
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
        exercise.step(&commands, &mut player);
        assert_eq!((player.missing.take(), player.left_over()), (None, None), "tick {tick}");
    }
    assert_eq!(exercise.digest(), digest);
}

#[test]
fn what_a_sensor_model_does_not_see_stays_unseen() {
    let (events, ..) = run(&mut All { blind: true, ..ALL });
    assert!(!events.iter().any(|what| matches!(what, What::Detected { .. })));
}

#[test]
fn a_broken_sensor_model_gives_way_to_the_sweep_widths() {
    let mut decisions = All { broken: true, ..ALL };
    let (events, ..) = run(&mut decisions);
    assert_eq!(decisions.asked, 3, "it is suspended with the third fault");
    let faults = events.iter().filter(|what| matches!(what, What::PluginFault { plugin: 2, .. })).count();
    assert_eq!(faults, 3);
    // The same as without any sensor model.
    let mut setup = (*with_all_worlds()).clone();
    for unit in &mut setup.units {
        unit.sensor = None;
    }
    let detected = |events: &[What]| events.iter().find(|what| matches!(what, What::Detected { .. })).cloned();
    let mut exercise = Exercise::new(Arc::new(setup));
    let mut plain = Vec::new();
    let mut decisions = ALL;
    while !exercise.ended() {
        plain.extend(exercise.step(&[], &mut decisions).into_iter().map(|event| event.what));
    }
    assert_eq!(detected(&events), detected(&plain));
}

#[test]
fn a_save_after_a_reload_keeps_the_reloaded_plugin() {
    let setup = with_all_worlds();
    let command = Command { cell: control(&setup), action: Ask::ReloadPlugin(0) };
    let mut exercise = Exercise::new(setup.clone());
    exercise.step(&[command], &mut Recorder::new(&mut { ALL }, &mut Vec::new(), &mut Vec::new(), 0));
    let restored = Exercise::restore(setup, &exercise.save()).unwrap();
    assert_eq!(restored.setup().plugins[0].version, "2");
}
