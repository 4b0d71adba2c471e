//! One kept call made again, alone.

use sarex_plugin_host::{Difference, Finding, HostOptions, LogLine, PluginFile, PluginHost, Recorded, Repro};
use sarex_sim::call::Answer;
use serde::{Deserialize, Serialize};

use crate::Options;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replayed {
    /// The answer of now.
    pub got: Answer,
    /// Where it differs from the one on record; empty: nowhere.
    pub differences: Vec<Difference>,
    /// Fuel it used.
    pub fuel: u64,
    /// Fuel it was given.
    pub budget: u64,
    /// What the plugin logged.
    pub lines: Vec<LogLine>,
    /// What is not as it was when the call was kept: component, script.
    pub changed: Vec<String>,
}

/// Makes a kept call again, alone, with this plugin.
pub fn replay(repro: &Repro, file: &PluginFile, options: &Options) -> Result<Replayed, Finding> {
    let (mut host, budget) = load(repro, file, options)?;
    let called = host.call(0, &repro.call);
    let mut changed = Vec::new();
    if !repro.sha256.is_empty() && repro.sha256 != file.sha256 {
        changed.push(format!("component: recorded with {}, this is {}", short(&repro.sha256), short(&file.sha256)));
    }
    if host.terms(0).is_some_and(|terms| terms.script != repro.script) {
        changed.push("script: another text than the one recorded".into());
    }
    Ok(Replayed {
        differences: repro.differences(&called.answer),
        got: called.answer,
        fuel: called.fuel,
        budget,
        lines: called.lines,
        changed,
    })
}

fn load(repro: &Repro, file: &PluginFile, options: &Options) -> Result<(PluginHost, u64), Finding> {
    let host = HostOptions {
        seed: repro.seed,
        profile: repro.profile,
        cache_dir: options.cache_dir.clone(),
        compiler: options.compiler.clone(),
        ..HostOptions::default()
    };
    let params = std::slice::from_ref(&repro.params);
    let (host, _, mut findings) = PluginHost::load(&[Ok(file.clone())], params, &host);
    match findings.pop() {
        Some(finding) => Err(finding),
        None => {
            let budget = host.fuel_of_call(0, &repro.call);
            Ok((host, budget))
        }
    }
}

/// Asks now and keeps the answer as the one on record: a new case.
pub fn record(repro: &Repro, file: &PluginFile, options: &Options) -> Result<Repro, Finding> {
    let (mut host, _) = load(repro, file, options)?;
    let recorded = Recorded::Whole(host.call(0, &repro.call).answer);
    Ok(Repro { recorded, sha256: file.sha256.clone(), got: None, ..repro.clone() })
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}
