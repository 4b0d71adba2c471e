//! Judgements of small logs worked out by hand.

use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::{Event, Finding, Judge, Param, Params};

use crate::CoordinationJudge;

fn params(given: &[(&str, f64)]) -> Params {
    Params::new(&given.iter().map(|(key, value)| Param { key: (*key).into(), value: *value }).collect::<Vec<_>>())
}

/// Minute, kind, subject, object, text.
fn event((minute, kind, subject, object, text): (u32, &str, u32, u32, &str)) -> Event {
    Event { time_s: f64::from(minute) * 60.0, kind: kind.into(), subject, object, value: 0.0, text: text.into() }
}

fn judged(log: &[(u32, &str, u32, u32, &str)], metrics: &[(&str, f64)]) -> Vec<Finding> {
    let log: Vec<Event> = log.iter().map(|row| event(*row)).collect();
    CoordinationJudge::configure(&Params::default()).unwrap().judge(&log, &params(metrics))
}

#[track_caller]
fn score(findings: &[Finding], code: &str) -> f64 {
    let found: Vec<&Finding> = findings.iter().filter(|finding| finding.code == code).collect();
    assert_eq!(found.len(), 1, "{code} in {findings:?}");
    found[0].score
}

const NONE: u32 = u32::MAX;

#[test]
fn a_swift_case_scores_full_marks() {
    let findings = judged(
        &[
            (0, "started", NONE, NONE, ""),
            (10, "message-sent", 0, 0, "distress-alert"),
            (12, "message-read", 1, 0, ""),
            (20, "message-sent", 0, 1, "datum"),
            (22, "message-read", 1, 1, ""),
            (30, "plan-made", 0, 0, "parallel-track"),
            (30, "order-given", 4, NONE, "Search"),
            (38, "under-way", 4, NONE, ""),
            (90, "search-started", 4, 0, ""),
            (200, "detected", 4, 0, ""),
            (240, "order-done", 4, NONE, "Search"),
        ],
        &[("persons", 10.0), ("recovered_alive", 10.0), ("overlap", 0.0)],
    );
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    let all = [
        "datum-shared",
        "plan-made",
        "under-way",
        "on-scene",
        "first-detection",
        "messages-read",
        "double-orders",
        "commands-refused",
        "fuel",
        "lives-saved",
        "areas-apart",
    ];
    assert_eq!(codes, all);
    assert!(findings.iter().all(|finding| finding.score == 1.0), "{findings:?}");
    assert_eq!(findings[1].at_s, [600.0, 1_800.0]);
    assert!(findings[1].text.contains("20 min after the alert; 60 min are allowed"), "{}", findings[1].text);
}

/// 45 minutes where 30 are allowed: half of the way to twice as much.
#[test]
fn lateness_costs_up_to_twice_what_is_allowed() {
    let findings = judged(
        &[
            (0, "message-sent", 0, 0, "distress-alert"),
            (45, "message-sent", 1, 1, "datum"),
            (60, "under-way", 2, NONE, ""),
            (150, "on-scene", 2, 0, ""),
        ],
        &[],
    );
    assert!((score(&findings, "datum-shared") - 0.5).abs() < 1e-9);
    assert_eq!(score(&findings, "under-way"), 0.0);
    assert!((score(&findings, "on-scene") - 0.75).abs() < 1e-9);
    assert_eq!(score(&findings, "plan-made"), 0.0);
    assert!(findings.iter().any(|finding| finding.text.contains("never came")));
}

#[test]
fn nothing_before_the_alert_counts_for_it() {
    let findings =
        judged(&[(0, "plan-made", 0, 0, ""), (1, "under-way", 3, NONE, ""), (50, "estimate-opened", 0, 0, "")], &[]);
    assert_eq!(score(&findings, "plan-made"), 0.0);
    assert!(findings.iter().all(|finding| finding.code != "datum-shared"), "a cell by itself shares no datum");
}

#[test]
fn messages_want_reading_and_requests_an_answer() {
    let findings = judged(
        &[
            (0, "message-sent", 0, 0, "entry-request"),
            (5, "message-read", 1, 0, ""),
            (30, "message-sent", 1, 1, "entry-cleared"),
            (60, "message-sent", 1, 2, "request-for-information"),
            (100, "message-read", 0, 2, ""),
            (300, "ended", NONE, NONE, ""),
        ],
        &[],
    );
    // Message 0 in time, 1 never, 2 after 40 minutes; request 0 answered after 30 minutes, request 2 never.
    assert!((score(&findings, "messages-read") - 1.0 / 3.0).abs() < 1e-9);
    assert!((score(&findings, "requests-answered") - 0.5).abs() < 1e-9);
    let late = findings.iter().find(|finding| finding.code == "requests-answered").unwrap();
    assert_eq!(late.at_s, [3_600.0]);
}

#[test]
fn double_orders_refusals_and_fuel() {
    let findings = judged(
        &[
            (0, "order-given", 1, NONE, "Search"),
            (3, "order-given", 1, NONE, "Hold"),
            (4, "order-given", 2, NONE, "Search"),
            (5, "order-done", 2, NONE, "Search"),
            (6, "order-given", 2, NONE, "Search"),
            (10, "refused", 0, NONE, "no such unit"),
            (11, "refused", 0, NONE, "no such unit"),
            (12, "plan-failed", 0, NONE, "no area"),
            (20, "search-started", 1, 0, ""),
            (20, "search-started", 2, 0, ""),
            (40, "search-done", 1, 0, ""),
            (50, "returning-for-fuel", 1, NONE, ""),
            (60, "returning-for-fuel", 2, NONE, ""),
        ],
        &[],
    );
    assert!((score(&findings, "double-orders") - 0.75).abs() < 1e-9);
    assert!((score(&findings, "commands-refused") - 0.5).abs() < 1e-9);
    assert!((score(&findings, "fuel") - 0.5).abs() < 1e-9);
    let dry = judged(&[(0, "search-started", 1, 0, ""), (9, "out-of-fuel", 1, NONE, "")], &[]);
    assert_eq!(score(&dry, "fuel"), 0.0);
}

#[test]
fn lives_are_measured_against_the_aim() {
    let findings = judged(&[], &[("persons", 100.0), ("recovered_alive", 46.5), ("overlap", 0.3)]);
    assert!((score(&findings, "lives-saved") - 0.5).abs() < 1e-9);
    assert!((score(&findings, "areas-apart") - 0.7).abs() < 1e-9);
    assert_eq!(findings.len(), 2, "an empty log is silent");
}

#[test]
fn parameters_are_taken_and_wrong_ones_refused_by_name() {
    let log = [event((0, "estimate-opened", 0, 0, "")), event((45, "plan-made", 0, 0, ""))];
    let strict = CoordinationJudge::configure(&params(&[("plan_min", 30.0)])).unwrap();
    assert!((score(&strict.judge(&log, &Params::default()), "plan-made") - 0.5).abs() < 1e-9);
    let refused = CoordinationJudge::configure(&params(&[("plan_minutes", 30.0)])).err().unwrap();
    assert!(refused.contains("`plan_minutes`"));
}

/// Logs of nonsense give sound findings, the same ones for any order of the same times.
#[test]
fn any_log_is_judged() {
    let kinds = [
        "message-sent",
        "message-read",
        "order-given",
        "order-done",
        "refused",
        "search-started",
        "returning-for-fuel",
        "out-of-fuel",
        "detected",
        "estimate-opened",
        "",
        "something-new",
    ];
    let times = [f64::NAN, f64::INFINITY, -5.0, 0.0, 1e300];
    let mut random = Random::new(4, 0, 0);
    let judge = CoordinationJudge::configure(&Params::default()).unwrap();
    for _ in 0..300 {
        let mut pick = |count: usize| random.between(0.0, count as f64) as usize;
        let rows = pick(200);
        let one = |_| {
            let time_s = if pick(8) == 0 { times[pick(times.len())] } else { pick(10_000) as f64 };
            let text = ["distress-alert", "datum", "request", "\u{1F6A2}", ""][pick(5)];
            Event { time_s, ..event((0, kinds[pick(kinds.len())], pick(5) as u32, pick(9) as u32, text)) }
        };
        let log: Vec<Event> = (0..rows).map(one).collect();
        let metrics = params(&[("persons", f64::NAN), ("recovered_alive", 3.0), ("overlap", f64::INFINITY)]);
        for finding in judge.judge(&log, &metrics) {
            let sound = (0.0..=1.0).contains(&finding.score) && finding.at_s.iter().all(|at_s| at_s.is_finite());
            assert!(sound && !finding.code.is_empty() && !finding.text.is_empty(), "{finding:?}");
        }
    }
}
