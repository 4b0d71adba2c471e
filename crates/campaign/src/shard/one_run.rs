//! One run of an exercise: a row's setup with a seed and what is drawn for it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use sarex_headless::{
    compile,
    outputs::{self, Gathered},
};
use sarex_plugin_host::{HostOptions, PluginFile, PluginHost, Profile};
use sarex_report::words::Language;
use sarex_session::{
    Runner,
    recording::{Header, JournalWriter},
};
use sarex_sim::setup::Setup;
use serde_json::Value;

use crate::{design::draws, plan::Plan, results::columns::Run};

/// Setups of rows that were used last, so that the shards of a row read theirs once.
static ROWS: Mutex<Option<Rows>> = Mutex::new(None);
/// By folder and hash.
type Rows = HashMap<(PathBuf, String), Arc<Setup>>;
/// Setups kept: a shard of each row in turn is the order of a plan, so a few more rows than processor cores are of use.
const ROWS_KEPT: usize = 16;

/// A row's setup, read once.
pub fn setup_of(plan: &Plan, folder: &Path, row: usize) -> Result<Arc<Setup>, String> {
    let hash = plan.rows.get(row).map(|row| row.setup.hash()).unwrap_or_default();
    let name = (folder.to_owned(), hash);
    if let Some(known) = ROWS.lock().ok().and_then(|rows| rows.as_ref()?.get(&name).cloned()) {
        return Ok(known);
    }
    let setup = Arc::new(plan.setup(folder, row)?);
    if let Ok(mut rows) = ROWS.lock() {
        let rows = rows.get_or_insert_default();
        if rows.len() >= ROWS_KEPT {
            rows.clear();
        }
        rows.insert(name, setup.clone());
    }
    Ok(setup)
}

/// The setup of a run and the numbers that were drawn for it.
fn drawn(plan: &Plan, folder: &Path, row: usize, seed: u64) -> Result<(Setup, Vec<f64>), String> {
    let mut setup = Setup::clone(&*setup_of(plan, folder, row)?);
    setup.seed = seed;
    let numbers = draws::apply(&mut setup, &plan.design.draws, seed)?;
    Ok((setup, numbers))
}

/// The plugins of a campaign's folder, which must be those that were planned with.
fn plugins(folder: &Path, setup: &Setup) -> Result<PluginHost, String> {
    let roots = folder.join("plugins");
    let options = HostOptions {
        seed: setup.seed,
        profile: Profile::Certified,
        isolation: setup.isolation,
        compiler: compile::process(),
        ..HostOptions::default()
    };
    let found: Vec<Result<PluginFile, _>> = setup
        .plugins
        .iter()
        .map(|plugin| sarex_plugin_host::find(&roots, &plugin.id).map_err(|finding| (plugin.id.clone(), finding)))
        .collect();
    let params: Vec<_> = setup.plugins.iter().map(|plugin| plugin.params.clone()).collect();
    let (host, decls, findings) = PluginHost::load(&found, &params, &options);
    if let Some(finding) = findings.first() {
        return Err(finding.to_string());
    }
    match decls.iter().zip(&setup.plugins).find(|(here, planned)| here.sha256 != planned.sha256) {
        Some((here, _)) => Err(format!(
            "plugin {}: is not the one that was planned with\n  hint: plan the campaign again in another folder",
            here.id
        )),
        None => Ok(host),
    }
}

/// Runs one seed of a row.
///
/// # Errors
/// What of the folder cannot be used.
pub fn run(plan: &Plan, folder: &Path, row: usize, number: u64) -> Result<Run, String> {
    let seed = plan.seed(row, number);
    let (setup, numbers) = drawn(plan, folder, row, seed)?;
    let host = plugins(folder, &setup)?;
    let end = plan.until_s.min(setup.length_s);
    let mut runner = Runner::new(Arc::new(setup), Box::new(host), None);
    to_the_end(&mut runner, end)?;
    let costs = runner.costs();
    let gathered = Gathered::of(runner.exercise_mut(), None);
    let summary = sarex_report::summary(&gathered.input(&costs, Language::En));
    Ok(Run { known: known(plan, row, number, seed, &numbers), summary })
}

fn to_the_end(runner: &mut Runner, end: u64) -> Result<(), String> {
    while runner.exercise().tick() < end && !runner.exercise().ended() {
        runner.step(&[]).map_err(|e| e.to_string())?;
    }
    runner.finish().map_err(|e| e.to_string())
}

/// The first columns of the table.
fn known(plan: &Plan, row: usize, number: u64, seed: u64, drawn: &[f64]) -> Vec<Value> {
    let of_row = plan.rows.get(row);
    let id = of_row.map(|row| row.id.as_str()).unwrap_or_default();
    let mut values = vec![row.into(), number.into(), id.into(), (seed as i64).into()];
    for (factor, numeric) in &plan.names.factors {
        let level = of_row.and_then(|row| row.settings.iter().find(|(id, _)| id == factor)).map(|(_, level)| level);
        let number = level.filter(|_| *numeric).and_then(|level| level.parse::<f64>().ok());
        values.push(number.map_or_else(|| level.cloned().into(), Value::from));
    }
    values.extend(drawn.iter().map(|number| Value::from(*number)));
    values
}

/// Runs one seed of a row again, with its recording and report in a folder; its digest.
///
/// # Errors
/// What cannot be used or written.
pub fn record(plan: &Plan, folder: &Path, row: usize, number: u64, to: &Path) -> Result<String, String> {
    let (setup, _) = drawn(plan, folder, row, plan.seed(row, number))?;
    let host = plugins(folder, &setup)?;
    std::fs::create_dir_all(to).map_err(|e| format!("{}: cannot be made: {e}", to.display()))?;
    let end = plan.until_s.min(setup.length_s);
    let header = Header {
        program: format!("sarex {}", env!("CARGO_PKG_VERSION")),
        scenario_text: String::new(),
        files: plan.files.clone(),
        setup: setup.clone(),
        branch_of: None,
    };
    let journal = JournalWriter::create(&to.join("recording.sarex"), &header).map_err(|e| e.to_string())?;
    let pack = sarex_headless::open::pack_of(&sarex_files::roots::Roots::find(), &setup.area);
    let mut runner = Runner::new(Arc::new(setup), Box::new(host), Some(journal));
    to_the_end(&mut runner, end)?;
    let costs = runner.costs();
    let written = outputs::write(runner.exercise_mut(), &costs, pack.as_ref(), Some(to.to_owned()), Language::En);
    let written = written.map_err(|failure| failure.lines().join("\n"))?;
    Ok(written.summary["digest"].as_str().unwrap_or_default().to_owned())
}
