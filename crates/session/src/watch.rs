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
        match found.or(recorded)? {
            Entry::Step { plugin, .. } => self.step(*plugin, recorded, found),
            Entry::Plan { plugin, answer, .. } => {
                let (_, call, found) = self.calls.iter().find(|(asked, _, found)| {
                    asked == plugin
                        && match (found, answer) {
                            (Answer::Plan(found), Ok(plan)) => found == plan,
                            (Answer::Refused(found), Err(text)) => found == text,
                            _ => false,
                        }
                })?;
                let Some(Entry::Plan { answer: recorded, .. }) = recorded else { return None };
                let recorded = recorded.clone().map_or_else(Answer::Refused, Answer::Plan);
                Some(DifferentCall { plugin: *plugin, call: call.clone(), recorded, found: found.clone() })
            }
            _ => None,
        }
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
