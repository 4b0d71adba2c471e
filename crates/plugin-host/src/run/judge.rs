//! One judgement of an exercise that is over, by a fresh instance.

use sarex_sim::decision::{Finding, LogEntry};
use wasmtime::Engine;

use crate::contract::judge_world::{ExerciseJudge, ExerciseJudgePre};
use crate::contract::{adjudicator, types};
use crate::run::guest::{Guest, LogLine, StoreState, Terms, told};
use crate::run::{limits, validate};

/// A judge ready to be asked.
pub struct Judge {
    pub engine: Engine,
    pub pre: ExerciseJudgePre<StoreState>,
    pub terms: Terms,
    pub fuel: u64,
}

/// How a judgement ended.
pub struct Answer {
    pub findings: Result<Vec<Finding>, String>,
    pub fuel: u64,
    pub lines: Vec<LogLine>,
}

impl Judge {
    /// Asks for its findings.
    pub fn judge(&self, log: &[LogEntry], metrics: &[(String, f64)]) -> Answer {
        let mut guest: Guest<ExerciseJudge> = match Guest::start(&self.engine, &self.pre, &self.terms) {
            Ok((guest, _)) => guest,
            Err(reason) => return Answer { findings: Err(reason), fuel: 0, lines: Vec::new() },
        };
        guest.refuel(self.fuel, limits::PLAN_S);
        let log: Vec<adjudicator::Event> = log.iter().map(event).collect();
        let metrics: Vec<types::Param> =
            metrics.iter().map(|(key, value)| types::Param { key: key.clone(), value: *value }).collect();
        let answer = guest.world.sarex_plugin_adjudicator().call_judge(&mut guest.store, &log, &metrics);
        let findings = answer
            .map_err(|error| guest.explain(&error, self.terms.memory_mib))
            .map(|findings| findings.into_iter().map(native).collect::<Vec<_>>())
            .and_then(|findings| validate::findings(&findings).map(|()| findings));
        Answer { findings, fuel: guest.used(), lines: guest.take_lines() }
    }
}

fn event(entry: &LogEntry) -> adjudicator::Event {
    adjudicator::Event {
        time_s: entry.time_s,
        kind: entry.kind.clone(),
        subject: entry.subject,
        object: entry.object,
        value: entry.value,
        text: entry.text.clone(),
    }
}

fn native(finding: adjudicator::Finding) -> Finding {
    let short = |text: String| told(&text, limits::TEXT_CHARACTERS);
    Finding { code: short(finding.code), score: finding.score, text: short(finding.text), at_s: finding.at_s }
}
