//! L1: it keeps the contract. Lengths, finite numbers, values in range, a stable `describe`; bad input gives an error.

use sarex_plugin_host::Called;
use sarex_sim::call::{Answer, Call};
use sarex_sim::decision::{ACT_LEG_PASSED, Batch, LogEntry, Outcome, PlannedSearch, SearchTask};
use sarex_sim::setup::{PluginDecl, World};

use super::subject::{Level, Subject, Trial};
use super::{sample, voyage};

/// Height above which nothing that searches for people flies, metres.
const HIGHEST_M: f64 = 20_000.0;
/// Decisions of the sample fleet.
const STEPS: u64 = 60;

pub fn try_level(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) {
    let mut subject = match trial.open(|_| {}) {
        Ok(subject) => subject,
        Err(finding) => return level.add(finding),
    };
    level.expect(subject.decl == *decl, || {
        ("describes itself differently when asked again".into(), "return constants from `describe`")
    });
    match decl.world {
        World::VesselBehaviour => behaviour(&mut subject, level),
        World::SearchPattern => planner(trial, &mut subject, level),
        World::SensorModel => sensor(&mut subject, level),
        World::ExerciseJudge => judge(&mut subject, level),
    }
    if decl.world != World::SearchPattern {
        params_of_the_run(trial, level);
    }
}

/// Turns a fault into a finding.
fn usable(called: Called, asked: &str, level: &mut Level) -> Option<Answer> {
    match called.answer {
        Answer::Fault(reason) => {
            level.found(format!("{asked}: {reason}"), "answer every question, if only with an error");
            None
        }
        answer => Some(answer),
    }
}

fn behaviour(subject: &mut Subject, level: &mut Level) {
    let fleet = sample::fleet(&subject.decl, 72);
    let mut batch = fleet.clone();
    let answers = voyage::run(
        subject,
        &fleet,
        STEPS,
        |_, asked| {
            batch.clone_from(asked);
            voyage::whole(asked)
        },
        |_, _, _| {},
    );
    for answer in &answers {
        match answer {
            Answer::Step(out) => helms_in_range(&batch, out, level),
            Answer::Fault(reason) => {
                level.found(reason.clone(), "the sample has ships of every class under every order")
            }
            _ => {}
        }
    }
    let empty = Batch { dt_s: fleet.dt_s, ..Batch::default() };
    usable(subject.call(&Call::Step(empty)), "a batch without ships", level);
    for (what, change) in unknown_numbers() {
        let mut batch = sample::fleet(&subject.decl, 4);
        change(&mut batch);
        usable(subject.call(&Call::Step(batch)), what, level);
    }
    level.note(format!("72 ships of every class under every order, {STEPS} decisions"));
}

type Change = fn(&mut Batch);

fn unknown_numbers() -> [(&'static str, Change); 4] {
    [
        ("an order of a kind unknown to this contract", |batch| batch.orders.iter_mut().for_each(|o| o.kind = 9)),
        ("a ship of a class unknown to this contract", |batch| batch.ships.iter_mut().for_each(|s| s.class = 4)),
        ("orders without legs", |batch| {
            batch.legs.clear();
            batch.orders.iter_mut().for_each(|o| (o.first_leg, o.leg_count) = (0, 0));
        }),
        ("signals that the host does not know", |batch| {
            batch.columns.iter_mut().for_each(|column| column.values.fill(f64::NAN));
        }),
    ]
}

fn helms_in_range(batch: &Batch, out: &Outcome, level: &mut Level) {
    for ((ship, order), helm) in batch.ships.iter().zip(&batch.orders).zip(&out.helm) {
        let id = ship.id;
        level.expect((0.0..=360.0).contains(&helm.heading_deg), || {
            (format!("steers heading {} (unit {id})", helm.heading_deg), "give headings from 0 to 360")
        });
        level.expect(helm.speed_mps <= ship.max_speed_mps * 1.000_001, || {
            let text = format!("orders {} m/s; unit {id} makes {} at most", helm.speed_mps, ship.max_speed_mps);
            (text, "keep to max-speed-mps: the host cuts off what is above it")
        });
        level.expect((0.0..=HIGHEST_M).contains(&helm.alt_m), || {
            (format!("orders the height {} m (unit {id})", helm.alt_m), "give heights from 0 to 20,000 m")
        });
        level.expect(helm.leg == u32::MAX || helm.leg < order.leg_count.max(1), || {
            (format!("runs leg {} of {} (unit {id})", helm.leg, order.leg_count), "give the number of one of its legs")
        });
    }
    for act in out.acts.iter().filter(|act| act.what == ACT_LEG_PASSED) {
        let order = batch.ships.iter().position(|ship| ship.id == act.ship).map(|at| batch.orders[at]);
        level.expect(order.is_some_and(|order| act.value < order.leg_count), || {
            (format!("reports leg {} as passed (unit {})", act.value, act.ship), "give the number of one of its legs")
        });
    }
}

fn planner(trial: &Trial<'_>, subject: &mut Subject, level: &mut Level) {
    for pattern in subject.decl.patterns.clone() {
        let task = sample::task(&pattern);
        let plan = subject.call(&Call::Plan(task.clone())).answer;
        match &plan {
            Answer::Plan(plan) => plan_in_range(plan, &task, level),
            other => {
                let text = format!("does not plan `{pattern}` for the sample task: {}", words(other));
                level.found(text, "the sample: two craft, an area of 20 by 10 km, a track, a probability map");
            }
        }
        bad_tasks(subject, &pattern, &task, level);
        params_of_a_task(trial, subject, &task, level);
    }
    for call in sample::calls(&subject.decl) {
        usable(subject.call(&call), call.name(), level);
    }
    let strange = sample::task("no-such-pattern");
    refused(subject, &strange, "a pattern that it does not describe", "", level);
    level.note(format!("patterns: {}", subject.decl.patterns.join(", ")));
}

fn words(answer: &Answer) -> &str {
    match answer {
        Answer::Refused(text) | Answer::Fault(text) => text,
        _ => "it answered another question",
    }
}

fn bad_tasks(subject: &mut Subject, pattern: &str, task: &SearchTask, level: &mut Level) {
    let unknown = SearchTask { params: vec![("no_such_parameter".into(), 1.0)], ..task.clone() };
    refused(subject, &unknown, &format!("`{pattern}` with a parameter it cannot know"), "no_such_parameter", level);
    let none = SearchTask { assets: Vec::new(), ..task.clone() };
    refused(subject, &none, &format!("`{pattern}` without any craft"), "", level);
}

/// Such a task must be refused in words that name `key`.
fn refused(subject: &mut Subject, task: &SearchTask, what: &str, key: &str, level: &mut Level) {
    match subject.call(&Call::Plan(task.clone())).answer {
        Answer::Refused(text) if text.contains(key) => {}
        Answer::Refused(text) => {
            level.found(
                format!("{what}: the refusal does not name `{key}`: {text}"),
                "return bad-input that names the key",
            );
        }
        Answer::Fault(reason) => level.found(format!("{what}: {reason}"), "return bad-input, do not trap"),
        _ => level.found(format!("plans {what}"), "return bad-input that says what is wrong"),
    }
}

/// What the manifest allows, the plugin takes; what it does not allow, the plugin refuses.
fn params_of_a_task(trial: &Trial<'_>, subject: &mut Subject, task: &SearchTask, level: &mut Level) {
    for (key, param) in &trial.file.manifest.params {
        for value in [param.min, param.max] {
            let asked = SearchTask { params: vec![(key.clone(), value)], ..task.clone() };
            let answer = subject.call(&Call::Plan(asked)).answer;
            let fault = matches!(answer, Answer::Fault(_));
            // Another pattern's parameter may be refused, but not for its value.
            let refused = words(&answer).contains("wrong input") && words(&answer).contains(&format!("{value}"));
            let misled = refused && words(&answer).contains(key.as_str());
            level.expect(!(fault || misled), || {
                let text = format!("`{}` with {key} = {value}: {}", task.pattern, words(&answer));
                (text, "the manifest allows this value: keep plugin.toml and plugin alike")
            });
        }
        let beyond = param.max + (param.max - param.min).max(1.0);
        let task = SearchTask { params: vec![(key.clone(), beyond)], ..task.clone() };
        let what = format!("`{}` with {key} = {beyond}, more than plugin.toml allows", task.pattern);
        refused(subject, &task, &what, key, level);
    }
}

fn plan_in_range(plan: &PlannedSearch, task: &SearchTask, level: &mut Level) {
    for part in &plan.assets {
        let unit = part.asset;
        let Some(asset) = task.assets.iter().find(|asset| asset.id == unit) else { continue };
        let fastest = asset.cruise_mps.max(asset.search_mps) * 1.000_001;
        for leg in &part.legs {
            level.expect((0.0..=fastest).contains(&leg.speed_mps), || {
                let text = format!("`{}`: a leg at {} m/s; unit {unit} makes {fastest:.1}", plan.name, leg.speed_mps);
                (text, "give speeds of the craft; 0 means its cruising speed")
            });
            level.expect((0.0..=HIGHEST_M).contains(&leg.alt_m), || {
                (format!("`{}`: a leg at {} m height", plan.name, leg.alt_m), "give heights from 0 to 20,000 m")
            });
        }
        level.expect(part.spacing_m >= 0.0, || {
            (format!("`{}`: a spacing of {} m", plan.name, part.spacing_m), "give 0 where there is none")
        });
    }
    level.expect(plan.assets.iter().any(|part| !part.legs.is_empty()), || {
        (format!("`{}`: a plan without a leg", plan.name), "return infeasible and say why")
    });
}

fn sensor(subject: &mut Subject, level: &mut Level) {
    let looks = sample::looks(&subject.decl);
    usable(subject.call(&Call::Detect(looks.clone())), "looks of the sample", level);
    usable(subject.call(&Call::Detect(Vec::new())), "no looks", level);
    let mut strange = looks;
    strange.iter_mut().for_each(|look| (look.class, look.object_kind) = (u32::MAX, u32::MAX));
    usable(subject.call(&Call::Detect(strange)), "a class and an object unknown to this contract", level);
    level.note("64 looks of every class at every kind of object");
}

fn judge(subject: &mut Subject, level: &mut Level) {
    let answer = usable(subject.call(&sample::judgement()), "the sample log", level);
    if let Some(Answer::Judge(findings)) = answer {
        for finding in &findings {
            let code = finding.code.as_str();
            let kebab = code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            level.expect(kebab, || {
                (format!("finding \"{code}\" has no stable code"), "write codes in small letters with hyphens")
            });
            level.expect(!finding.text.trim().is_empty(), || {
                (format!("finding \"{code}\" has no text"), "say what was found in a sentence")
            });
        }
    }
    usable(subject.call(&Call::Judge { log: Vec::new(), metrics: Vec::new() }), "an empty log", level);
    let unknown = LogEntry {
        time_s: 1.0,
        kind: "no-such-kind".into(),
        subject: u32::MAX,
        object: u32::MAX,
        value: 0.0,
        text: String::new(),
    };
    usable(
        subject.call(&Call::Judge { log: vec![unknown], metrics: Vec::new() }),
        "a kind of event that is new",
        level,
    );
}

/// `configure` takes every value that the manifest allows.
fn params_of_the_run(trial: &Trial<'_>, level: &mut Level) {
    for (key, param) in &trial.file.manifest.params {
        for value in [param.min, param.max] {
            if let Err(finding) = trial.open_with(&[(key.clone(), value)], |_| {}) {
                let hint = "the manifest allows this value: keep plugin.toml and `configure` alike";
                level.found(format!("{key} = {value}: {}", finding.problem), hint);
            }
        }
    }
}
