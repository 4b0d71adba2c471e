//! Cases: answers that a plugin once gave and must go on giving. A case is a kept call (`repro.json`) in the plugin's
//! folder `cases/`, with the whole answer on record.

use std::path::{Path, PathBuf};

use sarex_plugin_host::{Finding, PluginFile, Recorded, Repro, Terms};
use sarex_sim::call::{Answer, Call};
use sarex_sim::decision::Batch;
use sarex_sim::setup::World;

use crate::levels::{sample, subject::Trial, voyage};
use crate::repro::{self, Replayed};
use crate::{Options, levels};

/// Decisions before the one that a behaviour's case keeps, so that its state holds something.
const STEPS_BEFORE: u64 = 30;

/// One case and what came of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its file.
    pub path: PathBuf,
    /// What came of it, or why it could not be asked.
    pub outcome: Result<Replayed, Finding>,
}

impl Case {
    /// The plugin still answers as recorded.
    pub fn passed(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|replayed| replayed.differences.is_empty())
    }
}

/// The files of a plugin's cases, by name.
pub fn files(plugin_dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(plugin_dir.join("cases")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

/// Asks every case of a plugin again.
pub fn run(file: &PluginFile, options: &Options) -> Vec<Case> {
    let ask = |path: PathBuf| {
        let outcome = Repro::open(&path).and_then(|repro| repro::replay(&repro, file, options));
        Case { path, outcome }
    };
    files(&file.dir).into_iter().map(ask).collect()
}

/// Writes cases from the standard sample into the plugin's folder: `cases/<name>.json`, for a planner one a pattern.
pub fn record(file: &PluginFile, name: &str, options: &Options) -> Result<Vec<PathBuf>, Finding> {
    let trial = Trial { file, options };
    let mut subject = trial.open(|_| {})?;
    let calls: Vec<(String, Call)> = match subject.decl.world {
        World::VesselBehaviour => vec![(name.into(), Call::Step(under_way(&mut subject)))],
        World::SearchPattern => {
            let named = |pattern: &String| (format!("{name}-{pattern}"), Call::Plan(sample::task(pattern)));
            subject.decl.patterns.iter().map(named).collect()
        }
        World::SensorModel | World::ExerciseJudge => {
            sample::calls(&subject.decl).into_iter().map(|call| (name.into(), call)).collect()
        }
    };
    let terms: Terms = subject.host.terms(0).cloned().unwrap_or_default();
    let folder = file.dir.join("cases");
    let cannot = |path: &Path, error: &dyn std::fmt::Display| Finding {
        place: path.display().to_string(),
        problem: format!("cannot be written: {error}"),
        hint: "check the folder and its rights".into(),
    };
    std::fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    let mut written = Vec::new();
    for (name, call) in calls {
        let path = folder.join(format!("{name}.json"));
        let answer = subject.call(&call).answer;
        let case = Repro::new(&terms, call, Recorded::Whole(answer), "case of the standard sample");
        let text = case.to_json().map_err(|error| cannot(&path, &error))?;
        std::fs::write(&path, text).map_err(|error| cannot(&path, &error))?;
        written.push(path);
    }
    Ok(written)
}

/// One ship under each order, in the middle of what it does.
fn under_way(subject: &mut levels::subject::Subject) -> Batch {
    let fleet = sample::fleet(&subject.decl, 72);
    let ships: Vec<usize> = (0..9).map(|order| 4 * order + order % 4).collect();
    let mut last = voyage::part(&fleet, &ships);
    let start = last.clone();
    let keep = |_: u64, batch: &Batch| {
        last.clone_from(batch);
        voyage::whole(batch)
    };
    let answers = voyage::run(subject, &start, STEPS_BEFORE, keep, |_, _, _| {});
    debug_assert!(answers.iter().all(|answer| matches!(answer, Answer::Step(_) | Answer::Fault(_))));
    last
}
