//! Tries a plugin apart from an exercise.
//!
//! [`check`] answers which conformance level a plugin reaches: L0 it loads, L1 it keeps the contract, L2 it gives the
//! same answers on every machine, L3 nothing is hidden between calls, L4 nothing that it may be asked breaks it.
//! [`repro`] makes one kept call again, [`cases`] holds a plugin to answers it once gave.
//!
//! Invariant: everything drawn here is drawn from a seed, so a finding can be found again.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]
#![warn(missing_docs)]

pub mod cases;
mod levels;
pub mod picture;
pub mod quality;
pub mod repro;

use std::path::{Path, PathBuf};
use std::time::Instant;

use sarex_plugin_host::{CompilerProcess, Finding, HostOptions, PluginFile, Repro};
use serde::{Deserialize, Serialize};

/// How a plugin is tried.
#[derive(Clone, Debug)]
pub struct Options {
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// Decisions of one ship (or looks) over which memory must not grow; fewer when they take longer than
    /// [`Options::memory_s`].
    pub memory_steps: u64,
    /// Most wall clock for them, seconds.
    pub memory_s: f64,
    /// Folder for compiled plugins; none: compile every time.
    pub cache_dir: Option<PathBuf>,
    /// A program that compiles components under limits; none: this process does.
    pub compiler: Option<CompilerProcess>,
}

impl Default for Options {
    /// Seed 0, 100,000 steps in at most 3 s, the user's cache folder.
    fn default() -> Self {
        let HostOptions { cache_dir, .. } = HostOptions::default();
        Self { seed: 0, memory_steps: 100_000, memory_s: 3.0, cache_dir, compiler: None }
    }
}

/// What a plugin was found to keep to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the plugin.
    pub plugin: String,
    /// The contract that its manifest names.
    pub world: String,
    /// SHA-256 of the component, hexadecimal.
    pub sha256: String,
    /// For example `L4 NaN-clean`; `no level` when it does not load.
    pub badge: String,
    /// L0 to L4, in this order.
    pub levels: Vec<LevelResult>,
    /// Fuel it takes, when it came so far.
    pub fuel: Option<Fuel>,
    /// Calls that it failed on, one for each kind of fault; not part of a document.
    #[serde(skip)]
    pub repros: Vec<Repro>,
    /// Wall clock of the check, seconds.
    pub seconds: f64,
}

/// One conformance level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelResult {
    /// 0 to 4.
    pub level: u8,
    /// What it is about.
    pub name: String,
    /// Tried, and nothing found.
    pub passed: bool,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What was tried, and what could not be.
    pub notes: Vec<String>,
}

/// Fuel for one ship, look, plan or judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fuel {
    /// `ship`, `look`, `plan` or `judgement`.
    pub per: String,
    /// Median.
    pub p50: u64,
    /// 99 of 100 need no more.
    pub p99: u64,
    /// What the manifest asks for.
    pub budget: u64,
    /// How many were measured.
    pub samples: usize,
}

impl Report {
    /// The highest level passed with all below it.
    pub fn level(&self) -> Option<u8> {
        self.levels.iter().take_while(|level| level.passed).last().map(|level| level.level)
    }

    /// Everything that is wrong.
    pub fn findings(&self) -> Vec<Finding> {
        self.levels.iter().flat_map(|level| level.findings.iter().cloned()).collect()
    }
}

/// Tries a plugin at every level.
pub fn check(file: &PluginFile, options: &Options) -> Report {
    let started = Instant::now();
    let tried = levels::try_all(file, options);
    let mut report = Report {
        plugin: file.id.clone(),
        world: file.manifest.plugin.world.clone(),
        sha256: file.sha256.clone(),
        badge: String::new(),
        levels: tried.levels,
        fuel: tried.fuel,
        repros: tried.repros,
        seconds: started.elapsed().as_secs_f64(),
    };
    report.badge = match report.level() {
        None => "no level".into(),
        Some(level) if tried.nan_clean => format!("L{level} NaN-clean"),
        Some(level) => format!("L{level}"),
    };
    report
}

/// Opens the plugin in this folder and tries it; what keeps it from being opened is a finding of L0.
pub fn check_dir(dir: &Path, options: &Options) -> Report {
    match PluginFile::read(dir) {
        Ok(file) => check(&file, options),
        Err(findings) => Report {
            plugin: dir.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            world: String::new(),
            sha256: String::new(),
            badge: "no level".into(),
            levels: levels::not_opened(findings),
            fuel: None,
            repros: Vec::new(),
            seconds: 0.0,
        },
    }
}
