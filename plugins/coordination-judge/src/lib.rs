//! Judges how the cells worked together, from the log of the exercise: times from the alert on, orders, messages, fuel,
//! lives.
//!
//! Invariant: findings depend on the log, the metrics and the parameters alone. A log without some kind of event gives no
//! finding about it rather than a bad one, unless the event should have followed an alert.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod log;
mod messages;
mod orders;
mod outcome;
mod times;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{Event, Finding, Judge, Params, Spec, export_judge};

use crate::log::Log;

/// What is allowed, in seconds and counts.
pub struct CoordinationJudge {
    datum_s: f64,
    plan_s: f64,
    under_way_s: f64,
    on_scene_s: f64,
    detect_s: f64,
    read_s: f64,
    answer_s: f64,
    double_order_s: f64,
    refused_allowed: f64,
    lives_share: f64,
}

const DATUM: Spec = Spec::new("datum_min", 30.0, 1.0, 1_440.0);
const PLAN: Spec = Spec::new("plan_min", 60.0, 1.0, 1_440.0);
const UNDER_WAY: Spec = Spec::new("under_way_min", 30.0, 1.0, 1_440.0);
const ON_SCENE: Spec = Spec::new("on_scene_min", 120.0, 1.0, 2_880.0);
const DETECT: Spec = Spec::new("detect_min", 360.0, 1.0, 10_080.0);
const READ: Spec = Spec::new("read_min", 15.0, 1.0, 1_440.0);
const ANSWER: Spec = Spec::new("answer_min", 60.0, 1.0, 1_440.0);
const DOUBLE_ORDER: Spec = Spec::new("double_order_min", 5.0, 0.0, 60.0);
const REFUSED: Spec = Spec::new("refused_allowed", 2.0, 0.0, 1_000.0);
const LIVES: Spec = Spec::new("lives_share", 0.93, 0.01, 1.0);

impl Judge for CoordinationJudge {
    const NAME: &'static str = "Coordination judge";

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[DATUM, PLAN, UNDER_WAY, ON_SCENE, DETECT, READ, ANSWER, DOUBLE_ORDER, REFUSED, LIVES])?;
        let seconds = |spec: Spec| params.get(spec) * 60.0;
        Ok(Self {
            datum_s: seconds(DATUM),
            plan_s: seconds(PLAN),
            under_way_s: seconds(UNDER_WAY),
            on_scene_s: seconds(ON_SCENE),
            detect_s: seconds(DETECT),
            read_s: seconds(READ),
            answer_s: seconds(ANSWER),
            double_order_s: seconds(DOUBLE_ORDER),
            refused_allowed: params.get(REFUSED),
            lives_share: params.get(LIVES),
        })
    }

    fn judge(&self, log: &[Event], metrics: &Params) -> Vec<Finding> {
        let log = Log::of(log);
        let mut findings = times::findings(self, &log);
        findings.extend(messages::findings(self, &log));
        findings.extend(orders::findings(self, &log));
        findings.extend(outcome::findings(self, metrics));
        findings
    }
}

export_judge!(CoordinationJudge);

/// Times named in one finding.
const TIMES: usize = 20;

/// A finding; of many times the first are named.
fn finding(code: &str, score: f64, text: String, at_s: impl IntoIterator<Item = f64>) -> Finding {
    let score = if score.is_finite() { score.clamp(0.0, 1.0) } else { 0.0 };
    Finding { code: code.into(), score, text, at_s: at_s.into_iter().take(TIMES).collect() }
}

/// 1 up to what is allowed, falling to 0 at twice as much.
fn within(value: f64, allowed: f64) -> f64 {
    if value <= allowed {
        1.0
    } else if allowed > 0.0 {
        (2.0 - value / allowed).max(0.0)
    } else {
        0.0
    }
}

fn minutes(seconds: f64) -> String {
    format!("{:.0} min", seconds / 60.0)
}
