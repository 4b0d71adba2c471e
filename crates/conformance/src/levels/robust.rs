//! L4: nothing that it may be asked breaks it, it keeps within half its fuel, and its memory does not grow.

use std::time::Instant;

use sarex_plugin_host::Repro;
use sarex_sim::call::{Answer, Call};
use sarex_sim::decision::SearchTask;
use sarex_sim::setup::{PluginDecl, World};

use super::subject::{Level, Subject, Trial};
use super::{fuel, sample, wild};
use crate::Fuel;

/// Ships of the wild fleets; the last once.
const FLEETS: [u32; 12] = [0, 1, 1, 64, 64, 65, 65, 200, 1_000, 1_000, 1_000, 10_000];
/// Wild questions to a planner, for each pattern at least 40.
const PLANS: u64 = 240;
/// Looks of the wild questions to a sensor model.
const LOOKS: [u32; 8] = [0, 1, 255, 256, 257, 1_000, 1_000, 10_000];
/// Entries of the wild logs.
const ENTRIES: [u32; 8] = [0, 1, 2, 50, 200, 1_000, 1_000, 10_000];

const HINT: &str = "answer every question that the contract allows; `sarex plugin check --out DIR` keeps the call";

pub fn try_level(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) -> (Option<Fuel>, Vec<Repro>) {
    let mut subject = match trial.open(|_| {}) {
        Ok(subject) => subject,
        Err(finding) => {
            level.add(finding);
            return (None, Vec::new());
        }
    };
    let calls = wild_calls(trial, decl);
    let mut samples = Vec::new();
    for call in &calls {
        let called = subject.call(call);
        if let Answer::Fault(reason) = &called.answer {
            for line in reason.lines() {
                level.found(format!("{}: {line}", call.name()), HINT);
            }
        }
        if matches!(call, Call::Plan(_) | Call::Replan { .. } | Call::Judge { .. }) {
            samples.push(called.fuel);
        }
    }
    level.note(tried(decl));
    let fuel = fuel::measure(trial, &mut subject, samples);
    if let Some(fuel) = &fuel {
        level.expect(fuel.p99 * 2 <= fuel.budget, || {
            let text =
                format!("99 of 100 need up to {} fuel for a {}; the budget is {}", fuel.p99, fuel.per, fuel.budget);
            (text, "stay below half of it, or raise [limits] in plugin.toml")
        });
    }
    memory(trial, &mut subject, level);
    (fuel, subject.host.take_repros())
}

fn wild_calls(trial: &Trial<'_>, decl: &PluginDecl) -> Vec<Call> {
    let seed = trial.options.seed;
    let numbered =
        |sizes: &[u32]| sizes.iter().copied().enumerate().map(|(n, size)| (n as u64, size)).collect::<Vec<_>>();
    match decl.world {
        World::VesselBehaviour => {
            numbered(&FLEETS).into_iter().map(|(n, ships)| Call::Step(wild::fleet(decl, seed, n, ships))).collect()
        }
        World::SearchPattern => {
            let wild = (0..PLANS.max(40 * decl.patterns.len() as u64))
                .map(|n| wild::planning(decl, &trial.file.manifest, seed, n));
            wild.chain(degenerate(decl)).collect()
        }
        World::SensorModel => {
            numbered(&LOOKS).into_iter().map(|(n, looks)| Call::Detect(wild::looks(decl, seed, n, looks))).collect()
        }
        World::ExerciseJudge => {
            numbered(&ENTRIES).into_iter().map(|(n, entries)| wild::judgement(seed, n, entries)).collect()
        }
    }
}

type Change = fn(&mut SearchTask);

/// The sample task with one thing taken away or blown up, so that each is tried whatever is drawn.
fn degenerate(decl: &PluginDecl) -> Vec<Call> {
    let changes: [Change; 12] = [
        |task| task.area.clear(),
        |task| task.area.truncate(1),
        |task| task.area.truncate(2),
        |task| task.area.swap(1, 2),
        |task| task.area.iter_mut().for_each(|corner| corner.north_m = 0.0),
        |task| task.track.clear(),
        |task| task.poc = None,
        |task| task.max_legs = 0,
        |task| task.assets.iter_mut().for_each(|asset| asset.endurance_s = 0.0),
        |task| task.assets.iter_mut().for_each(|asset| asset.sweep_width_m = 1e-3),
        |task| task.assets.iter_mut().for_each(|asset| asset.sweep_width_m = 1e6),
        |task| task.assets.iter_mut().for_each(|asset| (asset.cruise_mps, asset.search_mps) = (0.0, 0.0)),
    ];
    let each = |pattern: &String| {
        let task = sample::task(pattern);
        changes.map(|change| {
            let mut task = task.clone();
            change(&mut task);
            Call::Plan(task)
        })
    };
    decl.patterns.iter().flat_map(each).collect()
}

fn tried(decl: &PluginDecl) -> String {
    match decl.world {
        World::VesselBehaviour => {
            let sizes: Vec<String> = FLEETS.iter().map(u32::to_string).collect();
            format!("wild fleets of {} ships: poles, antimeridian, zero speeds, denormals", sizes.join(", "))
        }
        World::SearchPattern => {
            let plans = PLANS.max(40 * decl.patterns.len() as u64);
            format!("{plans} wild tasks and 12 degenerate ones a pattern: areas, craft, widths, maps, parameters")
        }
        World::SensorModel => "wild looks, up to 10,000 at once".into(),
        World::ExerciseJudge => "wild logs, up to 10,000 entries".into(),
    }
}

/// Memory after the first thousand calls must do for all that follow.
fn memory(trial: &Trial<'_>, subject: &mut Subject, level: &mut Level) {
    let call = match subject.decl.world {
        World::VesselBehaviour => Call::Step(sample::fleet(&subject.decl, 1)),
        World::SensorModel => Call::Detect(sample::looks(&subject.decl)[..1].to_vec()),
        World::SearchPattern | World::ExerciseJudge => {
            return level.note("memory: every question gets a new instance");
        }
    };
    subject.host.restart(0);
    let started = Instant::now();
    let (mut steps, mut settled) = (0, 0);
    while steps < trial.options.memory_steps
        && (steps <= 1_000 || started.elapsed().as_secs_f64() < trial.options.memory_s)
    {
        subject.call(&call);
        steps += 1;
        if steps == 1_000 {
            settled = subject.host.memory_bytes(0);
        }
    }
    let end = subject.host.memory_bytes(0);
    level.expect(steps < 1_000 || end <= settled, || {
        let text = format!("its memory grew from {settled} to {end} bytes in {steps} calls");
        (text, "free what a call has used")
    });
    level.note(format!("memory flat over {steps} calls: {} KiB", end >> 10));
}
