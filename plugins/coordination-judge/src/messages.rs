//! Messages: read in time, and requests answered.

use std::collections::BTreeMap;

use sarex_plugin_sdk::{Event, Finding};

use crate::log::Log;
use crate::{CoordinationJudge, finding, minutes};

/// No number.
const NONE: u32 = u32::MAX;

/// What it finds about messages; nothing where none were sent.
pub fn findings(judge: &CoordinationJudge, log: &Log) -> Vec<Finding> {
    let sent: Vec<&Event> = log.of_kind("message-sent").collect();
    [read(judge, log, &sent), answered(judge, log, &sent)].into_iter().flatten().collect()
}

/// Messages read in time by somebody, of those whose time was up before the end.
fn read(judge: &CoordinationJudge, log: &Log, sent: &[&Event]) -> Option<Finding> {
    let mut first_read: BTreeMap<u32, f64> = BTreeMap::new();
    for event in log.of_kind("message-read") {
        first_read.entry(event.object).or_insert(event.time_s);
    }
    let due = |event: &&&Event| event.object != NONE && event.time_s + judge.read_s <= log.end_s();
    let due: Vec<&&Event> = sent.iter().filter(due).collect();
    if due.is_empty() || first_read.is_empty() {
        return None;
    }
    let in_time =
        |event: &Event| first_read.get(&event.object).is_some_and(|read_s| read_s - event.time_s <= judge.read_s);
    let late: Vec<f64> = due.iter().filter(|event| !in_time(event)).map(|event| event.time_s).collect();
    let text =
        format!("{} of {} messages were read within {}", due.len() - late.len(), due.len(), minutes(judge.read_s));
    Some(finding("messages-read", 1.0 - late.len() as f64 / due.len() as f64, text, late))
}

/// Requests that another cell's message followed in time, of those whose time was up before the end.
fn answered(judge: &CoordinationJudge, log: &Log, sent: &[&Event]) -> Option<Finding> {
    // For each message, when the next one of another cell was sent.
    let mut next_s: Vec<Option<f64>> = vec![None; sent.len()];
    for index in (1..sent.len()).rev() {
        let other = sent[index].subject != sent[index - 1].subject;
        next_s[index - 1] = if other { Some(sent[index].time_s) } else { next_s[index] };
    }
    let asks = |event: &Event| event.text.contains("request") && event.time_s + judge.answer_s <= log.end_s();
    let requests: Vec<(&&Event, &Option<f64>)> = sent.iter().zip(&next_s).filter(|(event, _)| asks(event)).collect();
    if requests.is_empty() {
        return None;
    }
    let late =
        |(event, next): &&(&&Event, &Option<f64>)| next.is_none_or(|answer_s| answer_s - event.time_s > judge.answer_s);
    let late: Vec<f64> = requests.iter().filter(late).map(|(event, _)| event.time_s).collect();
    let text = format!(
        "{} of {} requests were answered within {}",
        requests.len() - late.len(),
        requests.len(),
        minutes(judge.answer_s)
    );
    Some(finding("requests-answered", 1.0 - late.len() as f64 / requests.len() as f64, text, late))
}
