//! Calls apart from an exercise, what is kept of calls that went wrong, and what the conformance check wants to know.

use sarex_sim::call::{Answer, Call, alone};
use sarex_sim::decision::{Batch, Fault};
use sarex_sim::setup::PluginDecl;

use super::{HostOptions, Kind, Plugin, PluginHost};
use crate::repro::{Repro, Repros, Terms};
use crate::run::guest::LogLine;

/// What one call came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// The answer; [`Answer::Refused`] is a planner's own word, [`Answer::Fault`] the host's.
    pub answer: Answer,
    /// Fuel it used.
    pub fuel: u64,
    /// What the plugin logged.
    pub lines: Vec<LogLine>,
}

impl PluginHost {
    /// Makes one call.
    pub fn call(&mut self, plugin: u32, call: &Call) -> Called {
        let before = self.spent(plugin);
        let logged = self.logs.len();
        let answer = call.put_to(self, plugin);
        let after = self.spent(plugin);
        let lines = self.logs.split_off(logged.min(self.logs.len())).into_iter().map(|log| log.line).collect();
        let answer = match answer {
            Answer::Refused(text) if after.1 > before.1 => Answer::Fault(text),
            other => other,
        };
        Called { answer, fuel: after.0 - before.0, lines }
    }

    /// Fuel and faults so far.
    fn spent(&self, plugin: u32) -> (u64, u64) {
        self.plugins.get(plugin as usize).map_or((0, 0), |plugin| (plugin.cost.fuel, plugin.cost.faults))
    }

    /// Throws the running instances away; the next call starts new ones. A plugin that keeps to the contract cannot tell.
    pub fn restart(&mut self, plugin: u32) {
        match self.plugins.get_mut(plugin as usize).map(|plugin| &mut plugin.kind) {
            Some(Kind::Behaviour(_, workers)) => workers.iter_mut().for_each(|worker| worker.restart()),
            Some(Kind::Sensor(sensor)) => sensor.guest = None,
            _ => {}
        }
    }

    /// Memory of the largest running instance, bytes; 0 when none runs (planners and judges start one for each call).
    pub fn memory_bytes(&self, plugin: u32) -> usize {
        match self.plugins.get(plugin as usize).map(|plugin| &plugin.kind) {
            Some(Kind::Behaviour(_, workers)) => {
                workers.iter().map(|worker| worker.memory_bytes()).max().unwrap_or_default()
            }
            Some(Kind::Sensor(sensor)) => sensor.guest.as_ref().map_or(0, |guest| guest.memory_bytes()),
            _ => 0,
        }
    }

    /// Fuel that one call of so many ships or looks gets, or one plan or judgement.
    pub fn fuel_of_call(&self, plugin: u32, call: &Call) -> u64 {
        use crate::run::limits::{FUEL_PER_CALL, LOOKS_PER_CALL, SHIPS_PER_CALL};
        let budget = self.plugins.get(plugin as usize).map_or(0, |plugin| plugin.cost.fuel_budget);
        let pooled = |count: usize, most: usize| FUEL_PER_CALL * count.div_ceil(most) as u64 + budget * count as u64;
        match call {
            Call::Step(batch) => pooled(batch.ships.len(), SHIPS_PER_CALL),
            Call::Detect(looks) => pooled(looks.len(), LOOKS_PER_CALL),
            Call::Plan(_) | Call::Replan { .. } | Call::Judge { .. } => budget,
        }
    }

    /// The terms that a plugin runs under; none for a number that no plugin has.
    pub fn terms(&self, plugin: u32) -> Option<&Terms> {
        self.plugins.get(plugin as usize).map(|plugin| &plugin.terms)
    }

    /// The calls that went wrong, one for each kind of fault, also while somebody else owns the host.
    pub fn repros(&self) -> Repros {
        self.repros.clone()
    }

    /// The calls that went wrong since this was last called, one for each kind of fault.
    pub fn take_repros(&mut self) -> Vec<Repro> {
        self.repros.take()
    }

    /// Keeps the step of the first unit of each fault.
    pub(super) fn keep_steps(&self, plugin: u32, batch: &Batch, faults: &[Fault]) {
        let Some(terms) = self.terms(plugin) else { return };
        for fault in faults {
            let ship = fault.units.first().and_then(|unit| batch.ships.iter().position(|ship| ship.id == *unit));
            if let Some(ship) = ship {
                self.repros.keep(terms, &fault.reason, || Call::Step(alone(batch, ship)));
            }
        }
    }

    /// Asks with `question` and keeps `call` when that ends in a fault.
    pub(super) fn watched<T>(
        &mut self,
        plugin: u32,
        call: impl FnOnce() -> Call,
        question: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        let (_, before) = self.spent(plugin);
        let answer = question(self);
        if let (Err(reason), Some(Plugin { terms, cost, .. })) = (&answer, self.plugins.get(plugin as usize))
            && cost.faults > before
        {
            self.repros.keep(terms, reason, call);
        }
        answer
    }
}

impl Kind {
    /// The terms that its instances are started with.
    pub(super) fn terms(&self, decl: &PluginDecl, options: &HostOptions) -> Terms {
        let terms = match self {
            Kind::Behaviour(shared, _) => Some(&shared.terms),
            Kind::Planner(planner) => Some(&planner.terms),
            Kind::Sensor(sensor) => Some(&sensor.terms),
            Kind::Judge(judge) => Some(&judge.terms),
            Kind::Unusable(..) => None,
        };
        Terms {
            plugin: decl.id.clone(),
            sha256: decl.sha256.clone(),
            profile: options.profile,
            seed: options.seed,
            params: terms.map(|terms| terms.params.clone()).unwrap_or_default(),
            script: terms.map(|terms| terms.script.clone()).filter(|script| !script.is_empty()),
        }
    }
}
