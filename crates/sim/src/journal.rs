//! The journal: what came into an exercise from outside, so that it can be played again without plugins.

use serde::{Deserialize, Serialize};

use crate::{
    command::Command,
    decision::{
        Act, Batch, Decisions, Fault, Finding, Glimpse, Helm, LogEntry, Outcome, PlannedSearch, PluginCost, Progress,
        SearchTask,
    },
    setup::PluginDecl,
};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// A command was given before this tick was stepped.
    Command {
        /// Tick about to be stepped.
        tick: u64,
        /// The command.
        command: Command,
    },
    /// A behaviour plugin decided; only helms that differ from the unit's last one are kept.
    Step {
        /// Tick of the decision.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// Unit number and its new helm.
        helms: Vec<(u32, Helm)>,
        /// What the units did beside steering.
        acts: Vec<Act>,
        /// What could not be used.
        faults: Vec<Fault>,
    },
    /// A search-pattern plugin answered.
    Plan {
        /// Tick of the request.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// Its answer.
        answer: Result<PlannedSearch, String>,
    },
    /// A search-pattern plugin looked at a running plan again.
    Replan {
        /// Tick of the question.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// Its answer; none keeps the plan.
        answer: Result<Option<PlannedSearch>, String>,
    },
    /// A sensor model answered; not kept when it saw nothing at all.
    Detect {
        /// Tick of the looks.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// The chance of each look.
        answer: Result<Vec<f64>, Fault>,
    },
    /// An exercise-judge answered.
    Judge {
        /// Last tick of the exercise.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// What it found.
        answer: Result<Vec<Finding>, String>,
    },
    /// A plugin was read again.
    Reload {
        /// Tick of the command.
        tick: u64,
        /// Number of the plugin.
        plugin: u32,
        /// What it is now.
        answer: Result<PluginDecl, String>,
    },
    /// What the plugins cost, written when the recording is closed. Wall-clock times differ from run to run.
    Costs(Vec<PluginCost>),
    /// SHA-256 of state and events after this many ticks.
    Digest {
        /// Ticks stepped.
        tick: u64,
        /// Hexadecimal.
        digest: String,
    },
    /// The run had come this far when the journal was last written.
    Upto {
        /// Ticks stepped.
        tick: u64,
    },
    /// A plugin was taken in.
    Add {
        /// Tick of the command.
        tick: u64,
        /// Its number.
        plugin: u32,
        /// What it says of itself, so that a replay needs no plugin.
        answer: Result<PluginDecl, String>,
    },
}

impl Entry {
    /// The tick and the plugin of an answer that came from a plugin.
    pub fn answered(&self) -> Option<(u64, u32)> {
        match self {
            Entry::Step { tick, plugin, .. }
            | Entry::Plan { tick, plugin, .. }
            | Entry::Replan { tick, plugin, .. }
            | Entry::Detect { tick, plugin, .. }
            | Entry::Judge { tick, plugin, .. }
            | Entry::Reload { tick, plugin, .. }
            | Entry::Add { tick, plugin, .. } => Some((*tick, *plugin)),
            Entry::Command { .. } | Entry::Costs(_) | Entry::Digest { .. } | Entry::Upto { .. } => None,
        }
    }
}

impl Entry {
    /// Seconds stepped when this entry was made, which is the tick about to be stepped; none for what a closing
    /// recording holds.
    pub fn tick(&self) -> Option<u64> {
        match self {
            Entry::Command { tick, .. } | Entry::Digest { tick, .. } | Entry::Upto { tick } => Some(*tick),
            Entry::Costs(_) => None,
            answer => answer.answered().map(|(tick, _)| tick),
        }
    }
}

/// Writes down what decisions come to, passing them on.
pub struct Recorder<'a> {
    inner: &'a mut dyn Decisions,
    last: &'a mut Vec<Option<Helm>>,
    entries: &'a mut Vec<Entry>,
    tick: u64,
}

impl<'a> Recorder<'a> {
    /// Records one step: `last` holds every unit's last helm and is kept between steps.
    pub fn new(
        inner: &'a mut dyn Decisions,
        last: &'a mut Vec<Option<Helm>>,
        entries: &'a mut Vec<Entry>,
        tick: u64,
    ) -> Self {
        Self { inner, last, entries, tick }
    }
}

/// The same to the last bit.
pub(crate) fn same(a: &Helm, b: &Helm) -> bool {
    let bits = |h: &Helm| (h.heading_deg.to_bits(), h.speed_mps.to_bits(), h.alt_m.to_bits(), h.mode, h.leg);
    bits(a) == bits(b)
}

impl Decisions for Recorder<'_> {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let faults = self.inner.step(plugin, batch, out);
        quantise(out);
        let mut helms = Vec::new();
        for (ship, helm) in batch.ships.iter().zip(&out.helm) {
            let unit = ship.id as usize;
            if self.last.len() <= unit {
                self.last.resize(unit + 1, None);
            }
            if self.last[unit].as_ref().is_none_or(|last| !same(last, helm)) {
                self.last[unit] = Some(*helm);
                helms.push((ship.id, *helm));
            }
        }
        if !(helms.is_empty() && out.acts.is_empty() && faults.is_empty()) {
            let (acts, faults) = (out.acts.clone(), faults.clone());
            self.entries.push(Entry::Step { tick: self.tick, plugin, helms, acts, faults });
        }
        faults
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        let answer = self.inner.plan(plugin, task);
        self.entries.push(Entry::Plan { tick: self.tick, plugin, answer: answer.clone() });
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
        self.entries.push(Entry::Replan { tick: self.tick, plugin, answer: answer.clone() });
        answer
    }

    fn detect(&mut self, plugin: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        let answer = self.inner.detect(plugin, looks);
        if !answer.as_ref().is_ok_and(|chances| chances.iter().all(|chance| *chance == 0.0)) {
            self.entries.push(Entry::Detect { tick: self.tick, plugin, answer: answer.clone() });
        }
        answer
    }

    fn judge(&mut self, plugin: u32, log: &[LogEntry], metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        let answer = self.inner.judge(plugin, log, metrics);
        self.entries.push(Entry::Judge { tick: self.tick, plugin, answer: answer.clone() });
        answer
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        let answer = self.inner.reload(plugin);
        self.entries.push(Entry::Reload { tick: self.tick, plugin, answer: answer.clone() });
        answer
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        let answer = self.inner.add(plugin, id);
        self.entries.push(Entry::Add { tick: self.tick, plugin, answer: answer.clone() });
        answer
    }

    fn reinstate(&mut self, plugin: u32) {
        self.inner.reinstate(plugin);
    }

    fn costs(&self) -> Vec<PluginCost> {
        self.inner.costs()
    }
}

/// Rounds helms to what steering needs (0.1 degree, 0.01 m/s), so that a journal holds changes and not noise.
pub fn quantise(out: &mut Outcome) {
    for helm in &mut out.helm {
        helm.heading_deg = (helm.heading_deg * 10.0).round() / 10.0;
        helm.speed_mps = (helm.speed_mps * 100.0).round() / 100.0;
        helm.alt_m = helm.alt_m.round();
    }
}

/// Plays decisions back from a journal. Entries must be handed over in order, tick by tick.
#[derive(Clone, Default)]
pub struct Player {
    last: Vec<Helm>,
    due: std::collections::VecDeque<Entry>,
    /// A decision was asked for that the journal does not hold: where and what.
    pub missing: Option<String>,
}

/// What a replay answers where the journal holds nothing.
const NOT_RECORDED: &str = "the recording does not hold this answer";

impl Player {
    /// Goes on where the units' last helms were these.
    pub fn from(last: Vec<Helm>) -> Self {
        Self { last, ..Self::default() }
    }

    /// The last helm of each unit, by number.
    pub fn helms(&self) -> &[Helm] {
        &self.last
    }

    /// Hands over the entries of the tick about to be stepped.
    pub fn feed(&mut self, entry: Entry) {
        self.due.push_back(entry);
    }

    /// Entries of the last tick that nobody asked for: the exercise parted from the journal.
    pub fn left_over(&mut self) -> Option<Entry> {
        self.due.pop_front()
    }
}

impl Decisions for Player {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(Entry::Step { plugin: of, .. }) = self.due.front()
            && *of == plugin
            && let Some(Entry::Step { helms, acts, faults: journalled, .. }) = self.due.pop_front()
        {
            for (unit, helm) in helms {
                if self.last.len() <= unit as usize {
                    self.last.resize(unit as usize + 1, Helm::default());
                }
                self.last[unit as usize] = helm;
            }
            out.acts = acts;
            faults = journalled;
        }
        out.helm.extend(batch.ships.iter().map(|s| self.last.get(s.id as usize).copied().unwrap_or_default()));
        faults
    }

    fn plan(&mut self, plugin: u32, _task: &SearchTask) -> Result<PlannedSearch, String> {
        match self.due.pop_front() {
            Some(Entry::Plan { plugin: of, answer, .. }) if of == plugin => answer,
            other => self.miss("a plan", plugin, other),
        }
    }

    fn replan(
        &mut self,
        plugin: u32,
        _task: &SearchTask,
        _current: &PlannedSearch,
        _now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        match self.due.pop_front() {
            Some(Entry::Replan { plugin: of, answer, .. }) if of == plugin => answer,
            other => self.miss("a changed plan", plugin, other),
        }
    }

    fn detect(&mut self, plugin: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        // Cycles in which nothing could be seen are not kept.
        match self.due.pop_front_if(|entry| matches!(entry, Entry::Detect { plugin: of, .. } if *of == plugin)) {
            Some(Entry::Detect { answer, .. }) => answer,
            _ => Ok(vec![0.0; looks.len()]),
        }
    }

    fn judge(&mut self, plugin: u32, _log: &[LogEntry], _metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        match self.due.pop_front() {
            Some(Entry::Judge { plugin: of, answer, .. }) if of == plugin => answer,
            other => self.miss("findings", plugin, other),
        }
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        match self.due.pop_front() {
            Some(Entry::Reload { plugin: of, answer, .. }) if of == plugin => answer,
            other => self.miss("another component", plugin, other),
        }
    }

    fn add(&mut self, plugin: u32, _id: &str) -> Result<PluginDecl, String> {
        match self.due.pop_front() {
            Some(Entry::Add { plugin: of, answer, .. }) if of == plugin => answer,
            other => self.miss("the arrival", plugin, other),
        }
    }
}

impl Player {
    fn miss<T>(&mut self, what: &str, plugin: u32, found: Option<Entry>) -> Result<T, String> {
        let found = found.map_or("nothing".to_owned(), |e| format!("{e:?}").chars().take(80).collect());
        self.missing = Some(format!("{what} of plugin {plugin} was asked for, the journal holds {found}"));
        Err(NOT_RECORDED.to_owned())
    }
}
