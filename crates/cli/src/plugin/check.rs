//! `sarex plugin check`.

use std::path::Path;

use sarex_conformance::{LevelResult, Options, Report};
use sarex_files::roots::Roots;
use sarex_plugin_host::Repro;
use serde_json::json;

use super::folders;
use super::write_repros;
use crate::failure::Failure;

/// How this program tries plugins: it compiles them in a process of its own.
pub fn options() -> Options {
    Options { compiler: super::compiler_process(), ..Options::default() }
}

/// The levels with little time for flat memory: who writes a plugin waits for them at every change.
pub fn quick_options() -> Options {
    Options { memory_steps: 5_000, memory_s: 0.3, ..options() }
}

/// Tries plugins at every level.
pub fn check(roots: &Roots, plugins: &[String], json: bool, seed: u64, out: Option<&Path>) -> Result<(), Failure> {
    let options = Options { seed, ..options() };
    let mut reports = Vec::new();
    for folder in folders(roots, plugins)? {
        let report = sarex_conformance::check_dir(&folder, &options);
        if !json {
            tell(&report);
        }
        keep(&report.repros, out)?;
        reports.push(report);
    }
    if json {
        println!("{}", json!({ "reports": reports }));
    }
    let findings: Vec<String> = reports.iter().flat_map(|report| report.findings()).map(|f| f.to_string()).collect();
    match findings.len() {
        0 => Ok(()),
        _ if json => Err(Failure::Findings(Vec::new())),
        _ => Err(Failure::Findings(findings)),
    }
}

fn tell(report: &Report) {
    let sha256 = report.sha256.get(..12).unwrap_or("no hash");
    println!("{}  {}  {}  {sha256}  ({:.1} s)", report.plugin, report.badge, report.world, report.seconds);
    for level in &report.levels {
        println!("  L{} {:<12} {:<7} {}", level.level, level.name, verdict(level), level.notes.join("; "));
    }
    if let Some(fuel) = &report.fuel {
        let share = |used: u64| 100.0 * used as f64 / fuel.budget.max(1) as f64;
        println!(
            "  fuel for a {}: p50 {} ({:.1} %), p99 {} ({:.1} %) of {}, {} samples",
            fuel.per,
            fuel.p50,
            share(fuel.p50),
            fuel.p99,
            share(fuel.p99),
            fuel.budget,
            fuel.samples
        );
    }
}

fn verdict(level: &LevelResult) -> String {
    match level.findings.len() {
        0 if level.passed => "passed".into(),
        0 => "-".into(),
        found => format!("{found} found"),
    }
}

/// Writes kept calls into a folder, if one is given, and says so on standard error.
fn keep(repros: &[Repro], out: Option<&Path>) -> Result<(), Failure> {
    match out {
        Some(out) => write_repros(repros, out),
        None => Ok(()),
    }
}
