//! Judges: when an exercise is over, every exercise-judge plugin is asked once what it finds.

use crate::{
    cells::{self, sharing},
    decision::{Decisions, LogEntry},
    event::{Audience, Event, What},
    exercise::Exercise,
    setup::World,
    talk,
};

const NONE: u32 = u32::MAX;

/// Asks every judge of the exercise.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    let setup = exercise.setup.clone();
    let judges = setup.plugins.iter().enumerate().filter(|(_, p)| p.world == World::ExerciseJudge);
    let judges: Vec<u32> = judges.filter(|(_, p)| p.unusable.is_none()).map(|(number, _)| number as u32).collect();
    if judges.is_empty() {
        return;
    }
    let log: Vec<LogEntry> = exercise.history.events.iter().map(entry).collect();
    let metrics = metrics(exercise);
    for plugin in judges {
        match decisions.judge(plugin, &log, &metrics) {
            Ok(findings) => {
                for finding in findings {
                    exercise.emit(Audience::Control, What::JudgeFinding { plugin, finding });
                }
            }
            Err(reason) => {
                let units = Vec::new();
                let what = What::PluginFault { plugin, units, reason, suspended: false, calls: 1, restarts: 0 };
                exercise.emit(Audience::Control, what);
            }
        }
    }
}

/// The value of every objective under its id, and the figures of the search objects together.
fn metrics(exercise: &Exercise) -> Vec<(String, f64)> {
    let objectives = exercise.objective_results();
    let ids = &exercise.setup.objectives;
    let mut metrics: Vec<(String, f64)> = objectives
        .iter()
        .filter_map(|result| Some((ids.get(result.objective as usize)?.id.clone(), result.value?)))
        .collect();
    let objects = exercise.object_outcomes();
    let mut add = |key: &str, value: f64| metrics.push((key.to_owned(), value));
    add("duration_s", exercise.state.tick as f64);
    add("objects", objects.len() as f64);
    add("objects_found", objects.iter().filter(|o| o.found_tick.is_some()).count() as f64);
    add("persons", objects.iter().map(|o| f64::from(o.persons)).sum());
    add("recovered_alive", objects.iter().map(|o| f64::from(o.recovered_alive)).sum());
    metrics
}

fn entry(event: &Event) -> LogEntry {
    let (kind, subject, object, value, text) = told(&event.what);
    LogEntry { time_s: event.tick as f64, kind: kind.to_owned(), subject, object, value, text: text.to_owned() }
}

/// An event as kind, subject, object, value and text; `crates/plugin-sdk/wit/plugin.wit` says what they are.
fn told(what: &What) -> (&'static str, u32, u32, f64, &str) {
    let plain = |kind| (kind, NONE, NONE, 0.0, "");
    let of = |kind, subject: &u32| (kind, *subject, NONE, 0.0, "");
    let on = |kind, subject: &u32, object: &u32| (kind, *subject, *object, 0.0, "");
    match what {
        What::Started => plain("started"),
        What::Ended { .. } => plain("ended"),
        What::SerialDone { serial } => on("serial-done", &NONE, serial),
        What::MessageSent { message, from, to, kind } => ("message-sent", *from, *message, to.len() as f64, kind),
        What::MessageRead { message, cell } => on("message-read", cell, message),
        What::Refused { cell, reason } => ("refused", *cell, NONE, 0.0, reason),
        What::OrderGiven { unit, order } => ("order-given", *unit, NONE, f64::from(*order as u8), ""),
        What::OrderDone { unit, order } => ("order-done", *unit, NONE, f64::from(*order as u8), ""),
        What::UnderWay { unit } => of("under-way", unit),
        What::AtBase { unit } => of("at-base", unit),
        What::ReturningForFuel { unit } => of("returning-for-fuel", unit),
        What::OutOfFuel { unit, .. } => of("out-of-fuel", unit),
        What::Hindered { unit, reason } => ("hindered", *unit, NONE, 0.0, reason),
        What::EstimateOpened { cell, object } => on("estimate-opened", cell, object),
        What::PlanMade { plan, cell, name, units, .. } => ("plan-made", *cell, *plan, f64::from(*units), name),
        What::PlanChanged { plan, cell, units, note } => ("plan-changed", *cell, *plan, f64::from(*units), note),
        What::PlanFailed { cell, reason } => ("plan-failed", *cell, NONE, 0.0, reason),
        What::SearchStarted { unit, plan } => on("search-started", unit, plan),
        What::LegPassed { unit, leg } => on("leg-passed", unit, leg),
        What::SearchDone { unit, plan } => on("search-done", unit, plan),
        What::Detected { unit, object, range_m, .. } => ("detected", *unit, *object, *range_m, ""),
        What::OnScene { unit, object } => on("on-scene", unit, object),
        What::PersonRecovered { unit, object, alive, .. } => {
            ("person-recovered", *unit, *object, f64::from(u8::from(*alive)), "")
        }
        What::ObjectCleared { object } => on("object-cleared", &NONE, object),
        What::PersonDied { object, .. } => on("person-died", &NONE, object),
        What::Stranded { object, .. } => on("stranded", &NONE, object),
        What::Landed { unit, survivors } => ("landed", *unit, NONE, f64::from(*survivors), ""),
        What::ContactNew { track, unit, .. } => on("contact-new", unit, track),
        What::ContactIdentified { track, unit, dark, name, .. } => {
            ("contact-identified", *unit, *track, f64::from(u8::from(*dark)), name)
        }
        What::EnvironmentChanged => plain("environment-changed"),
        What::EnvironmentGap { what, .. } => ("environment-gap", NONE, NONE, 0.0, what),
        What::PluginFault { plugin, units, reason, .. } => ("plugin-fault", *plugin, NONE, units.len() as f64, reason),
        What::PluginReinstated { plugin } => of("plugin-reinstated", plugin),
        What::PluginReloaded { plugin, .. } => of("plugin-reloaded", plugin),
        What::JudgeFinding { plugin, finding } => ("judge-finding", *plugin, NONE, finding.score, &finding.code),
        What::HelmClamped { unit } => of("helm-clamped", unit),
        What::PluginAdded { plugin, .. } => of("plugin-added", plugin),
        What::BehaviourChanged { unit, plugin } => ("behaviour-changed", *unit, plugin.unwrap_or(NONE), 0.0, ""),
        What::Quarantined { unit, phase } => ("quarantined", *unit, NONE, 0.0, phase),
        What::List(event) => {
            let (kind, cell, serial, value) = event.told();
            (kind, cell.unwrap_or(NONE), serial, value, "")
        }
        What::Lever(event) => event.told(),
        What::Cells(cells::Event::Frozen { cell }) => of("picture-frozen", cell),
        What::Cells(cells::Event::Thawed { cell }) => of("picture-thawed", cell),
        What::Cells(cells::Event::LineMoved { line, reason }) => ("line-moved", NONE, *line, 0.0, reason),
        What::Sharing(sharing::Event::RulePut { cell, rule }) => ("rule-put", *cell, NONE, 0.0, rule),
        What::Sharing(sharing::Event::RuleDropped { cell, rule }) => ("rule-dropped", *cell, NONE, 0.0, rule),
        What::Sharing(sharing::Event::Told { from, to, item }) => {
            ("told", *from, *to, f64::from(item.number()), item.kind().word())
        }
        What::Sharing(sharing::Event::Withheld { from, to, item, .. }) => {
            ("withheld", *from, *to, f64::from(item.number()), item.kind().word())
        }
        What::Talk(event) => talked(event),
        What::Coordination(event) => event.told(),
        What::Notes(event) => event.told(),
    }
}

fn talked(event: &talk::Event) -> (&'static str, u32, u32, f64, &str) {
    let of = |kind, cell: &u32, message: &u32| (kind, *cell, *message, 0.0, "");
    match event {
        talk::Event::Delivered { message, cell } => of("message-delivered", cell, message),
        talk::Event::Acknowledged { message, cell } => of("message-acknowledged", cell, message),
        talk::Event::NotDelivered { message, cell, fate } => {
            ("message-not-delivered", *cell, *message, 0.0, fate.code())
        }
        talk::Event::Misheard { message, cell } => of("message-misheard", cell, message),
        talk::Event::ReadBack { message, of, agrees } => ("read-back", *message, *of, f64::from(u8::from(*agrees)), ""),
        talk::Event::Clerk { cell, on } => ("clerk", *cell, NONE, f64::from(u8::from(*on)), ""),
        talk::Event::ModelChanged { .. } => ("communications-changed", NONE, NONE, 0.0, ""),
    }
}
