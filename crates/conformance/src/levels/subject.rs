//! A plugin on trial: loaded alone under chosen terms, asked one call at a time.

use std::collections::BTreeSet;

use sarex_plugin_host::{Called, Finding, HostOptions, PluginFile, PluginHost, Recorded, Repro, Terms};
use sarex_sim::call::{Answer, Call};
use sarex_sim::setup::PluginDecl;

use super::NAMES;
use crate::{LevelResult, Options};

/// Findings of one level: the first few tell the cause.
const MOST_FINDINGS: usize = 20;

/// Which plugin is tried, and how.
pub struct Trial<'a> {
    pub file: &'a PluginFile,
    pub options: &'a Options,
}

/// One loaded copy of it.
pub struct Subject {
    pub host: PluginHost,
    pub decl: PluginDecl,
}

/// What one level found.
pub struct Level {
    place: String,
    findings: Vec<Finding>,
    /// Problems told already, digits left out: the same fault at another ship is no news.
    known: BTreeSet<String>,
    notes: Vec<String>,
}

impl Trial<'_> {
    /// Loads a copy; `change` sets what differs from an exercise.
    pub fn open(&self, change: impl FnOnce(&mut HostOptions)) -> Result<Subject, Finding> {
        self.open_with(&[], change)
    }

    /// Loads a copy with these parameters of the run.
    pub fn open_with(
        &self,
        params: &[(String, f64)],
        change: impl FnOnce(&mut HostOptions),
    ) -> Result<Subject, Finding> {
        let mut options = HostOptions {
            seed: self.options.seed,
            cache_dir: self.options.cache_dir.clone(),
            compiler: self.options.compiler.clone(),
            ..HostOptions::default()
        };
        change(&mut options);
        let (host, mut decls, mut findings) = PluginHost::load(&[Ok(self.file.clone())], &[params.to_vec()], &options);
        match (findings.pop(), decls.pop()) {
            (None, Some(decl)) => Ok(Subject { host, decl }),
            (Some(finding), _) => Err(finding),
            (None, None) => Err(finding(self.file, "was not loaded".into(), "report it to the makers of sarex")),
        }
    }
}

impl Subject {
    /// Makes one call; a plugin that was suspended for its faults is asked all the same.
    pub fn call(&mut self, call: &Call) -> Called {
        use sarex_sim::decision::Decisions;
        self.host.reinstate(0);
        self.host.call(0, call)
    }

    /// Makes calls one after the other.
    pub fn answers(&mut self, calls: &[Call]) -> Vec<Answer> {
        calls.iter().map(|call| self.call(call).answer).collect()
    }
}

impl Level {
    pub fn new(file: &PluginFile) -> Self {
        let place = file.component.display().to_string();
        Self { place, findings: Vec::new(), known: BTreeSet::new(), notes: Vec::new() }
    }

    /// Adds a finding unless `holds`.
    pub fn expect(&mut self, holds: bool, problem: impl FnOnce() -> (String, &'static str)) {
        if !holds {
            let (problem, hint) = problem();
            self.found(problem, hint);
        }
    }

    /// Adds a finding about the component.
    pub fn found(&mut self, problem: String, hint: &str) {
        self.add(Finding { place: self.place.clone(), problem, hint: hint.into() });
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        let kind = finding.problem.chars().filter(|c| !c.is_ascii_digit()).collect();
        if self.findings.len() < MOST_FINDINGS && self.known.insert(kind) {
            self.findings.push(finding);
        }
    }

    /// Says what was tried, or why something was not.
    pub fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    pub fn result(self, level: u8) -> LevelResult {
        LevelResult {
            level,
            name: NAMES[usize::from(level)].into(),
            passed: self.findings.is_empty(),
            findings: self.findings,
            notes: self.notes,
        }
    }
}

/// A finding about the component.
fn finding(file: &PluginFile, problem: String, hint: &str) -> Finding {
    Finding { place: file.component.display().to_string(), problem, hint: hint.into() }
}

/// The first call that two copies answer differently, and the first field of it.
pub fn first_difference(a: &[Answer], b: &[Answer]) -> Option<String> {
    let (index, (a, b)) = a.iter().zip(b).enumerate().find(|(_, (a, b))| !a.same_bits(b))?;
    Some(format!("call {}: {}", index + 1, field_that_differs(a, b)))
}

fn field_that_differs(a: &Answer, b: &Answer) -> String {
    let kept = Repro::new(&Terms::default(), Call::Detect(Vec::new()), Recorded::Whole(a.clone()), "");
    match kept.differences(b).first() {
        Some(difference) => {
            let text = |value: &Option<serde_json::Value>| value.as_ref().map_or("nothing".into(), ToString::to_string);
            format!("{} is {} and {}", difference.field, text(&difference.recorded), text(&difference.got))
        }
        None => "the bits of a number".into(),
    }
}
