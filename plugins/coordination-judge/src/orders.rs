//! Orders: given twice, refused, and broken off for fuel.

use std::collections::{BTreeMap, BTreeSet};

use sarex_plugin_sdk::Finding;

use crate::log::Log;
use crate::{CoordinationJudge, finding, minutes, within};

/// What it finds about orders; nothing where none were given.
pub fn findings(judge: &CoordinationJudge, log: &Log) -> Vec<Finding> {
    [doubled(judge, log), refused(judge, log), fuel(log)].into_iter().flatten().collect()
}

/// Units ordered again before they could do what they were told.
fn doubled(judge: &CoordinationJudge, log: &Log) -> Option<Finding> {
    let mut open: BTreeMap<u32, f64> = BTreeMap::new();
    let (mut orders, mut doubled, mut units) = (0_u32, Vec::new(), BTreeSet::new());
    for event in &log.events {
        match event.kind.as_str() {
            "order-given" => {
                orders += 1;
                let before_s = open.insert(event.subject, event.time_s);
                if before_s.is_some_and(|before_s| event.time_s - before_s < judge.double_order_s) {
                    doubled.push(event.time_s);
                    units.insert(event.subject);
                }
            }
            "order-done" => {
                open.remove(&event.subject);
            }
            _ => {}
        }
    }
    if orders == 0 {
        return None;
    }
    let text = format!(
        "{} of {orders} orders came within {} of an order to the same unit that was not done{}",
        doubled.len(),
        minutes(judge.double_order_s),
        named(&units)
    );
    Some(finding("double-orders", 1.0 - doubled.len() as f64 / f64::from(orders), text, doubled))
}

/// Commands refused and plans that failed.
fn refused(judge: &CoordinationJudge, log: &Log) -> Option<Finding> {
    let failed = |kind: &str| kind == "refused" || kind == "plan-failed";
    let events: Vec<_> = log.events.iter().filter(|event| failed(&event.kind)).collect();
    if log.events.is_empty() {
        return None;
    }
    let why = events.first().map(|event| format!(", the first: {}", short(&event.text))).unwrap_or_default();
    let text =
        format!("{} commands were refused or plans failed; {} are allowed{why}", events.len(), judge.refused_allowed);
    let score = within(events.len() as f64, judge.refused_allowed);
    Some(finding("commands-refused", score, text, events.iter().map(|event| event.time_s)))
}

/// Searches broken off to go home for fuel, and units that ran dry.
fn fuel(log: &Log) -> Option<Finding> {
    let mut searching = BTreeSet::new();
    let (mut started, mut broken, mut units, mut dry) = (0_u32, Vec::new(), BTreeSet::new(), Vec::new());
    for event in &log.events {
        match event.kind.as_str() {
            "search-started" => started += u32::from(searching.insert(event.subject)),
            "search-done" => {
                searching.remove(&event.subject);
            }
            "returning-for-fuel" if searching.remove(&event.subject) => {
                broken.push(event.time_s);
                units.insert(event.subject);
            }
            "out-of-fuel" => {
                dry.push(event.time_s);
                units.insert(event.subject);
            }
            _ => {}
        }
    }
    if started == 0 && dry.is_empty() {
        return None;
    }
    let text = format!(
        "{} of {started} searches were broken off for fuel, {} units ran out of it{}",
        broken.len(),
        dry.len(),
        named(&units)
    );
    let score = if dry.is_empty() { 1.0 - broken.len() as f64 / f64::from(started) } else { 0.0 };
    Some(finding("fuel", score, text, dry.into_iter().chain(broken)))
}

/// The first few units by number.
fn named(units: &BTreeSet<u32>) -> String {
    let first: Vec<String> = units.iter().take(8).map(u32::to_string).collect();
    if first.is_empty() { String::new() } else { format!(" (units {})", first.join(", ")) }
}

fn short(text: &str) -> String {
    text.chars().take(200).collect()
}
