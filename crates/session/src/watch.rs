//! Remembers the calls of one tick, so that the one whose answer differs from the recording can be shown alone.

use std::collections::{BTreeMap, VecDeque};

use sarex_sim::{
    call::{Answer, Call, alone, outcome_alone},
    decision::{
        Act, Batch, Decisions, Fault, Finding, Glimpse, Helm, LogEntry, Outcome, PlannedSearch, PluginCost, Progress,
        SearchTask,
    },
    journal::Entry,
    setup::PluginDecl,
};

use crate::replay::DifferentCall;

/// Decisions passed on and remembered until the next tick.
pub struct Watch<'a> {
    inner: &'a mut dyn Decisions,
    calls: Vec<(u32, Call, Answer)>,
    /// The last helm of each unit that recording and plugin agreed on.
    helms: BTreeMap<u32, Helm>,
    /// What came of reading plugins while the exercise ran, in order: why it failed, or that it did not.
    reads: VecDeque<Option<String>>,
}

impl<'a> Watch<'a> {
    /// Nothing asked yet; `entries` are the journal.
    pub fn new(inner: &'a mut dyn Decisions, entries: &[Entry]) -> Self {
        let read = |entry: &Entry| match entry {
            Entry::Reload { answer, .. } | Entry::Add { answer, .. } => Some(answer.as_ref().err().cloned()),
            _ => None,
        };
        Self { inner, calls: Vec::new(), helms: BTreeMap::new(), reads: entries.iter().filter_map(read).collect() }
    }

    /// Reads a plugin, unless that failed at the time: the files of then are gone, and it had no part in what followed.
    fn read(
        &mut self,
        read: impl FnOnce(&mut dyn Decisions) -> Result<PluginDecl, String>,
    ) -> Result<PluginDecl, String> {
        match self.reads.pop_front().flatten() {
            Some(failed) => Err(failed),
            None => read(self.inner),
        }
    }

    /// Forgets the calls of the tick before.
    pub fn next_tick(&mut self) {
        self.calls.clear();
    }

    /// Recording and plugin agree on this entry.
    pub fn agreed(&mut self, entry: &Entry) {
        if let Entry::Step { helms, .. } = entry {
            self.helms.extend(helms.iter().copied());
        }
    }

    /// The call behind the first difference: of a step, the part of the first unit that differs.
    pub fn culprit(&self, recorded: Option<&Entry>, found: Option<&Entry>) -> Option<DifferentCall> {
        let entry = found.or(recorded)?;
        if let Entry::Step { plugin, .. } = entry {
            return self.step(*plugin, recorded, found);
        }
        let (plugin, name, answer) = whole(entry)?;
        let mut asked = self.calls.iter().filter(|(of, call, _)| *of == plugin && call.name() == name);
        let (_, call, found) = match found {
            Some(_) => asked.find(|(_, _, found)| found.same_bits(&answer))?,
            None => asked.find(|(_, call, found)| unseen(call).is_some_and(|unseen| found.same_bits(&unseen)))?,
        };
        let recorded = recorded.and_then(whole).filter(|(of, kind, _)| (*of, *kind) == (plugin, name));
        let recorded = recorded.map(|(.., answer)| answer).or_else(|| unseen(call))?;
        Some(DifferentCall { plugin, call: call.clone(), recorded, found: found.clone() })
    }

    fn step(&self, plugin: u32, recorded: Option<&Entry>, found: Option<&Entry>) -> Option<DifferentCall> {
        let (old, old_acts, old_faults) = parts(recorded, plugin);
        let (new, new_acts, new_faults) = parts(found, plugin);
        let (_, call, whole) =
            self.calls.iter().find(|(asked, call, _)| *asked == plugin && matches!(call, Call::Step(_)))?;
        let Call::Step(batch) = call else { return None };
        let differs = |unit: u32| {
            let helm = |helms: &[(u32, Helm)]| helms.iter().find(|(id, _)| *id == unit).map(|(_, helm)| *helm);
            let acts = |acts: &[Act]| acts.iter().filter(|act| act.ship == unit).copied().collect::<Vec<_>>();
            let fault = |faults: &[Fault]| fault_of(faults, unit);
            helm(old) != helm(new) || acts(old_acts) != acts(new_acts) || fault(old_faults) != fault(new_faults)
        };
        let ship = batch.ships.iter().position(|ship| differs(ship.id))?;
        let unit = batch.ships[ship].id;
        let helm = old.iter().find(|(id, _)| *id == unit).map(|(_, helm)| *helm);
        let helm = helm.or_else(|| self.helms.get(&unit).copied());
        let recorded = match fault_of(old_faults, unit) {
            Some(reason) => Answer::Fault(reason),
            None => Answer::Step(Outcome {
                helm: helm.into_iter().collect(),
                acts: old_acts.iter().filter(|act| act.ship == unit).copied().collect(),
                state: Vec::new(),
            }),
        };
        let found = match (fault_of(new_faults, unit), whole) {
            (Some(reason), _) => Answer::Fault(reason),
            (None, Answer::Step(out)) => Answer::Step(outcome_alone(batch, out, ship)),
            (None, other) => other.clone(),
        };
        Some(DifferentCall { plugin, call: Call::Step(alone(batch, ship)), recorded, found })
    }
}

/// Plugin, name of the call and answer of an entry that holds a whole answer.
fn whole(entry: &Entry) -> Option<(u32, &'static str, Answer)> {
    Some(match entry {
        Entry::Plan { plugin, answer, .. } => {
            (*plugin, "plan", answer.clone().map_or_else(Answer::Refused, Answer::Plan))
        }
        Entry::Replan { plugin, answer, .. } => {
            (*plugin, "replan", answer.clone().map_or_else(Answer::Refused, Answer::Replan))
        }
        Entry::Detect { plugin, answer, .. } => {
            (*plugin, "detect", answer.clone().map_or_else(|fault| Answer::Fault(fault.reason), Answer::Detect))
        }
        Entry::Judge { plugin, answer, .. } => {
            (*plugin, "judge", answer.clone().map_or_else(Answer::Fault, Answer::Judge))
        }
        _ => return None,
    })
}

/// The answer to looks that the journal leaves out: nothing at all could be seen.
fn unseen(call: &Call) -> Option<Answer> {
    match call {
        Call::Detect(looks) => Some(Answer::Detect(vec![0.0; looks.len()])),
        _ => None,
    }
}

type Parts<'e> = (&'e [(u32, Helm)], &'e [Act], &'e [Fault]);

/// What an entry holds of this plugin's step.
fn parts(entry: Option<&Entry>, plugin: u32) -> Parts<'_> {
    match entry {
        Some(Entry::Step { plugin: of, helms, acts, faults, .. }) if *of == plugin => (helms, acts, faults),
        _ => (&[], &[], &[]),
    }
}

/// Why this unit's decision could not be used.
fn fault_of(faults: &[Fault], unit: u32) -> Option<String> {
    faults.iter().find(|fault| fault.units.is_empty() || fault.units.contains(&unit)).map(|fault| fault.reason.clone())
}

impl Decisions for Watch<'_> {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let faults = self.inner.step(plugin, batch, out);
        self.calls.push((plugin, Call::Step(batch.clone()), Answer::Step(out.clone())));
        faults
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        let answer = self.inner.plan(plugin, task);
        let kept = answer.clone().map_or_else(Answer::Refused, Answer::Plan);
        self.calls.push((plugin, Call::Plan(task.clone()), kept));
        answer
    }

    fn replan(
        &mut self,
        plugin: u32,
        task: &SearchTask,
        current: &PlannedSearch,
        now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        let answer = self.inner.replan(plugin, task, current, now);
        let call = Call::Replan { task: task.clone(), current: current.clone(), now: now.to_vec() };
        self.calls.push((plugin, call, answer.clone().map_or_else(Answer::Refused, Answer::Replan)));
        answer
    }

    fn detect(&mut self, plugin: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        let answer = self.inner.detect(plugin, looks);
        let kept = answer.clone().map_or_else(|fault| Answer::Fault(fault.reason), Answer::Detect);
        self.calls.push((plugin, Call::Detect(looks.to_vec()), kept));
        answer
    }

    fn judge(&mut self, plugin: u32, log: &[LogEntry], metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        let answer = self.inner.judge(plugin, log, metrics);
        let call = Call::Judge { log: log.to_vec(), metrics: metrics.to_vec() };
        self.calls.push((plugin, call, answer.clone().map_or_else(Answer::Fault, Answer::Judge)));
        answer
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        self.read(|inner| inner.reload(plugin))
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        self.read(|inner| inner.add(plugin, id))
    }

    fn reinstate(&mut self, plugin: u32) {
        self.inner.reinstate(plugin);
    }

    fn costs(&self) -> Vec<PluginCost> {
        self.inner.costs()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {

    use super::*;

    /// Answers everything in its own way.
    struct Own;

    fn finding(score: f64) -> Vec<Finding> {
        vec![Finding { code: "late".into(), score, text: String::new(), at_s: Vec::new() }]
    }

    impl Decisions for Own {
        fn step(&mut self, _: u32, _: &Batch, _: &mut Outcome) -> Vec<Fault> {
            Vec::new()
        }

        fn plan(&mut self, _: u32, _: &SearchTask) -> Result<PlannedSearch, String> {
            Err("none".into())
        }

        fn replan(
            &mut self,
            _: u32,
            _: &SearchTask,
            _: &PlannedSearch,
            _: &[Progress],
        ) -> Result<Option<PlannedSearch>, String> {
            Err("none".into())
        }

        fn detect(&mut self, _: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
            Ok(looks.iter().map(|look| look.range_m).collect())
        }

        fn judge(&mut self, _: u32, _: &[LogEntry], _: &[(String, f64)]) -> Result<Vec<Finding>, String> {
            Ok(finding(0.5))
        }

        fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
            Err(format!("{plugin} is gone"))
        }
    }

    fn look(range_m: f64) -> Vec<Glimpse> {
        vec![Glimpse { range_m, ..Glimpse::default() }]
    }

    #[test]
    fn the_culprit_is_the_call_whose_answer_differs() {
        let (mut own, tick) = (Own, 9);
        let mut watch = Watch::new(&mut own, &[]);
        let nothing = PlannedSearch { name: String::new(), assets: Vec::new(), note: String::new() };
        let task = task();
        watch.plan(1, &task).unwrap_err();
        watch.replan(1, &task, &nothing, &[]).unwrap_err();
        watch.detect(2, &look(0.25)).unwrap();
        watch.judge(3, &[], &[]).unwrap();

        let entry = |answer| Entry::Replan { tick, plugin: 1, answer };
        let (recorded, found) = (entry(Ok(None)), entry(Err("none".into())));
        let call = watch.culprit(Some(&recorded), Some(&found)).unwrap();
        assert_eq!((call.call.name(), call.recorded), ("replan", Answer::Replan(None)));

        let found = Entry::Detect { tick, plugin: 2, answer: Ok(vec![0.25]) };
        let call = watch.culprit(None, Some(&found)).unwrap();
        assert_eq!((call.recorded, call.found), (Answer::Detect(vec![0.0]), Answer::Detect(vec![0.25])));

        let entry = |score| Entry::Judge { tick, plugin: 3, answer: Ok(finding(score)) };
        let call = watch.culprit(Some(&entry(1.0)), Some(&entry(0.5))).unwrap();
        assert_eq!((call.plugin, call.recorded), (3, Answer::Judge(finding(1.0))));
    }

    #[test]
    fn looks_that_now_see_nothing_are_named() {
        let mut own = Own;
        let mut watch = Watch::new(&mut own, &[]);
        watch.detect(2, &look(0.0)).unwrap();
        let recorded = Entry::Detect { tick: 9, plugin: 2, answer: Ok(vec![0.5]) };
        let call = watch.culprit(Some(&recorded), None).unwrap();
        assert_eq!((call.recorded, call.found), (Answer::Detect(vec![0.5]), Answer::Detect(vec![0.0])));
    }

    #[test]
    fn a_reload_reaches_the_host() {
        assert_eq!(Watch::new(&mut Own, &[]).reload(4), Err("4 is gone".into()));
    }

    fn task() -> SearchTask {
        let zero = sarex_model::position::Vec2::ZERO;
        SearchTask {
            pattern: String::new(),
            params: Vec::new(),
            frame: sarex_model::position::Position::new(0.0, 0.0),
            time_s: 0.0,
            datum: zero,
            error_radius_m: 0.0,
            drift_mps: zero,
            area: Vec::new(),
            track: Vec::new(),
            assets: Vec::new(),
            wind_mps: zero,
            current_mps: zero,
            visibility_m: 0.0,
            wave_height_m: 0.0,
            poc: None,
            spacing_m: None,
            max_legs: 0,
        }
    }
}
