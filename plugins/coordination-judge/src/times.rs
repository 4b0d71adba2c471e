//! Times from the alert on.

use sarex_plugin_sdk::{Event, Finding};

use crate::log::Log;
use crate::{CoordinationJudge, finding, minutes, within};

/// One thing that should follow an alert.
struct Step<'a> {
    code: &'a str,
    what: &'a str,
    allowed_s: f64,
    event: Option<&'a Event>,
}

/// One finding for each step; none without an alert.
pub fn findings(judge: &CoordinationJudge, log: &Log) -> Vec<Finding> {
    let Some(alert_s) = log.alert_s() else { return Vec::new() };
    let datum = log.of_kind("message-sent").find(|event| event.time_s >= alert_s && event.text.contains("datum"));
    let first = |kinds: &[&str]| log.first(kinds, alert_s);
    let step = |code, what, allowed_s, event| Step { code, what, allowed_s, event };
    let mut steps = vec![
        step("plan-made", "the first search plan", judge.plan_s, first(&["plan-made"])),
        // Units that are out already show it by searching.
        step(
            "under-way",
            "the first unit under way",
            judge.under_way_s,
            first(&["under-way", "search-started", "on-scene"]),
        ),
        step(
            "on-scene",
            "the first unit searching or on scene",
            judge.on_scene_s,
            first(&["search-started", "on-scene", "detected"]),
        ),
        step("first-detection", "the first detection", judge.detect_s, first(&["detected"])),
    ];
    if log.has_partners() {
        steps.insert(0, step("datum-shared", "the datum shared", judge.datum_s, datum));
    }
    steps.into_iter().map(|step| judged(&step, alert_s)).collect()
}

fn judged(step: &Step, alert_s: f64) -> Finding {
    let allowed = minutes(step.allowed_s);
    match step.event {
        Some(event) => {
            let took_s = event.time_s - alert_s;
            let text = format!("{} {} after the alert; {allowed} are allowed", step.what, minutes(took_s));
            finding(step.code, within(took_s, step.allowed_s), text, [alert_s, event.time_s])
        }
        None => {
            let text = format!("{} never came after the alert; {allowed} are allowed", step.what);
            finding(step.code, 0.0, text, [alert_s])
        }
    }
}
