//! L3: nothing is hidden between calls. However a batch is cut, ordered, or shared out, whenever instances are started
//! anew, the bytes are the same.

use sarex_plugin_host::HostOptions;
use sarex_sim::call::{Answer, Call};
use sarex_sim::decision::{Batch, Glimpse};
use sarex_sim::setup::{Isolation, PluginDecl, World};

use super::subject::{Level, Subject, Trial, first_difference};
use super::{sample, voyage, wild};

/// Ships: more than one call holds.
const SHIPS: u32 = 96;
/// Decisions.
const STEPS: u64 = 8;

pub fn try_level(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) {
    match decl.world {
        World::VesselBehaviour => {
            fleets(trial, decl, &sample::fleet(decl, SHIPS), level);
            fleets(trial, decl, &wild::fleet(decl, trial.options.seed, 2_000, SHIPS), level);
            let names: Vec<&str> = ways().iter().map(|way| way.name).collect();
            level.note(format!(
                "two fleets of {SHIPS} ships, {STEPS} decisions each: {}, resumed from state",
                names.join(", ")
            ));
        }
        World::SensorModel => looks(trial, decl, level),
        World::SearchPattern | World::ExerciseJudge => questions(trial, decl, level),
    }
}

/// How a voyage is asked for.
type Cut = fn(u64, u64, &Batch) -> Vec<Vec<usize>>;
type Before = fn(u64, &mut Subject, &Batch);
type Change = fn(&mut HostOptions);

struct Way {
    name: &'static str,
    hint: &'static str,
    change: Change,
    cut: Cut,
    before: Before,
}

const ITS_OWN: &str = "decide for each ship from its own records only";
const NOTHING_KEPT: &str = "keep nothing outside the state that `step` is given";

const PLAIN: Way =
    Way { name: "", hint: ITS_OWN, change: |_| {}, cut: |_, _, b| voyage::whole(b), before: |_, _, _| {} };

fn ways() -> [Way; 9] {
    [
        Way { name: "in reverse order", cut: |_, _, b| vec![(0..b.ships.len()).rev().collect()], ..PLAIN },
        Way { name: "in another order", cut: |seed, step, b| vec![shuffled(seed, step, b.ships.len())], ..PLAIN },
        Way { name: "each ship alone", cut: |_, _, b| (0..b.ships.len()).map(|ship| vec![ship]).collect(), ..PLAIN },
        Way { name: "split at random", cut: split, ..PLAIN },
        Way { name: "isolated per cell", change: |o| o.isolation = Isolation::PerCell, ..PLAIN },
        Way { name: "isolated per ship", change: |o| o.isolation = Isolation::PerShip, hint: NOTHING_KEPT, ..PLAIN },
        Way { name: "on 3 threads", change: |o| o.threads = 3, ..PLAIN },
        Way {
            name: "started anew at random steps",
            hint: NOTHING_KEPT,
            before: |step, subject, _| {
                if wild::draw(7, 20, step).below(2) == 0 {
                    subject.host.restart(0);
                }
            },
            ..PLAIN
        },
        Way { name: "with other ships decided in between", hint: NOTHING_KEPT, before: strangers, ..PLAIN },
    ]
}

fn fleets(trial: &Trial<'_>, decl: &PluginDecl, fleet: &Batch, level: &mut Level) {
    let seed = trial.options.seed;
    let Some(base) = voyage_of(trial, fleet, &PLAIN, seed, level) else { return };
    for way in ways() {
        let Some(other) = voyage_of(trial, fleet, &way, seed, level) else { continue };
        if let Some(difference) = first_difference(&base, &other) {
            level.found(format!("decides otherwise {}: {difference}", way.name), way.hint);
        }
    }
    resumed(trial, decl, fleet, &base, level);
}

fn voyage_of(trial: &Trial<'_>, fleet: &Batch, way: &Way, seed: u64, level: &mut Level) -> Option<Vec<Answer>> {
    match trial.open(way.change) {
        Ok(mut subject) => {
            Some(voyage::run(&mut subject, fleet, STEPS, |step, batch| (way.cut)(seed, step, batch), way.before))
        }
        Err(finding) => {
            level.add(finding);
            None
        }
    }
}

/// The state goes round: a host that starts from it in the middle comes to the same end.
fn resumed(trial: &Trial<'_>, decl: &PluginDecl, fleet: &Batch, base: &[Answer], level: &mut Level) {
    let (Ok(mut first), Ok(mut second)) = (trial.open(|_| {}), trial.open(|_| {})) else { return };
    let half = STEPS / 2;
    let mut middle = fleet.clone();
    voyage::run(
        &mut first,
        fleet,
        half + 1,
        |_, batch| {
            middle.clone_from(batch);
            voyage::whole(batch)
        },
        |_, _, _| {},
    );
    let rest = voyage::plain(&mut second, &middle, STEPS - half);
    if let Some(difference) = base.get(half as usize..).and_then(|base| first_difference(base, &rest)) {
        level.found(
            format!("resumed from its {} bytes of state it decides otherwise: {difference}", decl.state_stride),
            NOTHING_KEPT,
        );
    }
}

fn shuffled(seed: u64, step: u64, count: usize) -> Vec<usize> {
    let mut draw = wild::draw(seed, 21, step);
    let mut order: Vec<(u64, usize)> = (0..count).map(|ship| (draw.bits(), ship)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, ship)| ship).collect()
}

fn split(seed: u64, step: u64, batch: &Batch) -> Vec<Vec<usize>> {
    let mut draw = wild::draw(seed, 22, step);
    let order = shuffled(seed, step + 1_000, batch.ships.len());
    let mut parts = vec![Vec::new()];
    for ship in order {
        if draw.below(10) == 0 {
            parts.push(Vec::new());
        }
        if let Some(last) = parts.last_mut() {
            last.push(ship);
        }
    }
    parts
}

fn strangers(step: u64, subject: &mut Subject, _: &Batch) {
    let batch = wild::fleet(&subject.decl, 5, 3_000 + step, 10);
    subject.call(&Call::Step(batch));
}

fn looks(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) {
    let mut all = sample::looks(decl);
    all.extend(wild::looks(decl, trial.options.seed, 2_000, 300));
    let mut subject = match trial.open(|_| {}) {
        Ok(subject) => subject,
        Err(finding) => return level.add(finding),
    };
    let base = chances(&mut subject, &all);
    let order = shuffled(trial.options.seed, 0, all.len());
    let mixed: Vec<Glimpse> = order.iter().map(|look| all[*look]).collect();
    let unmixed = chances(&mut subject, &mixed).map(|mixed| {
        let mut sorted = vec![0.0; mixed.len()];
        order.iter().zip(mixed).for_each(|(place, chance)| sorted[*place] = chance);
        sorted
    });
    let single: Option<Vec<f64>> = all.iter().map(|look| chances(&mut subject, &[*look]).map(|c| c[0])).collect();
    subject.host.restart(0);
    let again = chances(&mut subject, &all);
    for (name, other) in [("in another order", unmixed), ("one by one", single), ("started anew", again)] {
        let same =
            matches!((&base, &other), (Some(a), Some(b)) if a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits()));
        level.expect(same, || {
            (format!("gives other chances for the same looks {name}"), "answer each look from its own record only")
        });
    }
    level.note(format!("{} looks: shuffled, one by one, started anew", all.len()));
}

fn chances(subject: &mut Subject, looks: &[Glimpse]) -> Option<Vec<f64>> {
    match subject.call(&Call::Detect(looks.to_vec())).answer {
        Answer::Detect(chances) => Some(chances),
        _ => None,
    }
}

/// Planners and judges get a fresh instance for each question, so there is nothing between questions but the host.
fn questions(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) {
    let seed = trial.options.seed;
    let mut calls = sample::calls(decl);
    calls.extend((0..12).map(|number| match decl.world {
        World::SearchPattern => wild::planning(decl, &trial.file.manifest, seed, 2_000 + number),
        _ => wild::judgement(seed, 2_000 + number, 100),
    }));
    let mut subject = match trial.open(|_| {}) {
        Ok(subject) => subject,
        Err(finding) => return level.add(finding),
    };
    let base = subject.answers(&calls);
    let mut reversed: Vec<Answer> = calls.iter().rev().map(|call| subject.call(call).answer).collect();
    reversed.reverse();
    if let Some(difference) = first_difference(&base, &reversed) {
        level.found(
            format!("answers otherwise in another order: {difference}"),
            "let the answer depend on the question alone",
        );
    }
    level.note(format!("{} questions in two orders; every question gets a new instance", calls.len()));
}
