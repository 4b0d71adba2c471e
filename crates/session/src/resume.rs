//! Going on with a recording: after a crash in the same file, or as a branch from any time in a file of its own.
//!
//! What is recorded stays as it is. From the last keyframe on, the plugins are asked beside it only for what they
//! remember, so that they go on knowing what they knew; what they decide counts from the first new second.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sarex_files::recording::RecordingError;
use sarex_sim::{
    command::{Ask, Command},
    decision::{
        Batch, Decisions, Fault, Finding, Glimpse, LogEntry, Outcome, PlannedSearch, PluginCost, Progress, SearchTask,
    },
    journal::{Entry, Player},
    setup::{PluginDecl, Role, Setup},
};

use crate::{
    keyframe::{Keyframe, Pace},
    recording::{BranchOf, Header, JournalWriter, Recording},
    replay::{Difference, Replayer},
    runner::{GoingOn, Runner},
};

/// An exercise that goes on where a recording stood.
pub struct Resumed {
    /// The exercise, live.
    pub runner: Runner,
    /// The recording that it goes on in.
    pub file: PathBuf,
    /// Plugins that are not here as they were recorded; control reads those that are here with the first new second.
    pub changed: Vec<ChangedPlugin>,
    /// The recording did not play exactly: this program computes otherwise than the one that wrote it.
    pub difference: Option<Difference>,
}

/// A plugin that is not here as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPlugin {
    /// Its number.
    pub plugin: u32,
    /// Its id.
    pub id: String,
    /// SHA-256 of the component that decided so far.
    pub recorded: String,
    /// SHA-256 of the component that is here; empty when there is none, and its units hold.
    pub here: String,
}

impl std::fmt::Display for ChangedPlugin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let short = |sha256: &str| sha256.get(..12).unwrap_or("none").to_owned();
        let (recorded, here) = (short(&self.recorded), short(&self.here));
        write!(f, "plugin {}: recorded with {recorded}, here is {here}: ", self.id)?;
        f.write_str(if self.here.is_empty() { "its units hold" } else { "the exercise goes on with the one here" })
    }
}

/// Why a recording cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// The file.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// Its exercise has ended.
    #[error("the exercise of this recording is over; a branch can start before its end, at {0} s")]
    Over(u64),
    /// It does not reach so far.
    #[error("the recording ends at {last} s, before {at} s")]
    TooLate {
        /// The wanted time.
        at: u64,
        /// Seconds it holds.
        last: u64,
    },
    /// A keyframe is of no use.
    #[error("{0}")]
    Keyframe(String),
}

/// Goes on with the recording in this file where it stood when its process ended; what was typed and not yet carried
/// out is carried out with the next second. `plugins` are those of the recording's setup, as installed now.
///
/// # Errors
/// When another process writes the file, or its exercise is over.
pub fn resume(path: &Path, recording: &Recording, plugins: Box<dyn Decisions + Send>) -> Result<Resumed, ResumeError> {
    let journal = JournalWriter::go_on(path, recording)?;
    let pending = recording.pending();
    let at = catch_up(recording, recording.ticks, plugins)?;
    if at.replayer.exercise().ended() {
        return Err(ResumeError::Over(recording.ticks));
    }
    at.go_on(pending, &recording.keyframes, journal, path)
}

/// Starts a branch of a recording from tick `at`, recorded in a file of its own. Commands that came later in the
/// recording are left out.
///
/// # Errors
/// When the recording does not reach so far, or its exercise was over by then.
pub fn branch(
    recording: &Recording,
    name: &str,
    at: u64,
    plugins: Box<dyn Decisions + Send>,
    out: &Path,
) -> Result<Resumed, ResumeError> {
    if at > recording.ticks {
        return Err(ResumeError::TooLate { at, last: recording.ticks });
    }
    let reached = catch_up(recording, at, plugins)?;
    if reached.replayer.exercise().ended() {
        return Err(ResumeError::Over(reached.replayer.exercise().tick()));
    }
    let parent = BranchOf { recording: name.to_owned(), tick: at };
    let header = Header { branch_of: Some(parent), ..recording.header.clone() };
    let mut journal = JournalWriter::create(out, &header)?;
    let keyframes = recording.keyframes.partition_point(|(_, keyframe)| keyframe.tick <= at);
    let keyframes = &recording.keyframes[..keyframes];
    copy(recording, at, keyframes, &mut journal)?;
    reached.go_on(Vec::new(), keyframes, journal, out)
}

/// Writes what a recording holds of its first `at` seconds.
fn copy(
    recording: &Recording,
    at: u64,
    keyframes: &[(usize, Keyframe)],
    journal: &mut JournalWriter,
) -> Result<(), RecordingError> {
    let before = |entry: &&Entry| match entry {
        Entry::Digest { tick, .. } | Entry::Upto { tick } => *tick <= at,
        entry => entry.tick().is_some_and(|tick| tick < at),
    };
    let mut from = 0;
    for (upto, keyframe) in keyframes {
        let mut entries = recording.entries[from..*upto].iter().filter(before).cloned().collect();
        journal.append(&mut entries, keyframe.tick)?;
        journal.keyframe(keyframe.clone())?;
        from = *upto;
    }
    journal.append(&mut recording.entries[from..].iter().filter(before).cloned().collect(), at)
}

/// A replay that has come to where the exercise goes on, with its plugins.
struct Reached {
    replayer: Replayer,
    plugins: Box<dyn Decisions + Send>,
    changed: Vec<ChangedPlugin>,
}

fn catch_up(recording: &Recording, at: u64, mut plugins: Box<dyn Decisions + Send>) -> Result<Reached, ResumeError> {
    let mut replayer = Replayer::new(Arc::new(recording.clone()));
    replayer.seek_whole_cycle(at).map_err(ResumeError::Keyframe)?;
    let setup = replayer.exercise().setup().clone();
    for (number, joined) in setup.plugins.iter().enumerate().skip(recording.header.setup.plugins.len()) {
        // One that is gone is among the changed ones, and its questions are answered by a fault.
        let _ = plugins.add(number as u32, &joined.id);
    }
    let unlike: Vec<u32> = changed(&setup, plugins.as_ref()).into_iter().map(|changed| changed.plugin).collect();
    let mut company = Company { plugins: plugins.as_mut(), unlike };
    while replayer.exercise().tick() < at && !replayer.at_end() {
        replayer.step_beside(Some(&mut company));
    }
    let changed = changed(replayer.exercise().setup(), plugins.as_ref());
    Ok(Reached { replayer, plugins, changed })
}

impl Reached {
    fn go_on(
        self,
        pending: Vec<Command>,
        keyframes: &[(usize, Keyframe)],
        journal: JournalWriter,
        file: &Path,
    ) -> Result<Resumed, ResumeError> {
        let Self { mut replayer, plugins, changed } = self;
        let difference = replayer.difference.clone();
        let mark = replayer.history_of(keyframes.len()).map_err(ResumeError::Keyframe)?.mark();
        let (exercise, helms) = replayer.into_exercise();
        let control = exercise.setup().cells.iter().position(|cell| cell.roles.contains(&Role::ExerciseControl));
        let pace = Pace::behind(keyframes.iter().map(|(_, keyframe)| keyframe), mark);
        let mut runner = Runner::going_on(GoingOn { exercise, helms, pending, pace }, plugins, Some(journal));
        for changed in changed.iter().filter(|changed| !changed.here.is_empty()) {
            let Some(control) = control else { break };
            // Trouble with the file is told by the next step, which writes too.
            let _ = runner.give(Command { cell: control as u32, action: Ask::ReloadPlugin(changed.plugin) });
        }
        Ok(Resumed { runner, file: file.to_owned(), changed, difference })
    }
}

/// Plugins of a setup that are not here as they are there.
fn changed(setup: &Setup, plugins: &dyn Decisions) -> Vec<ChangedPlugin> {
    let costs = plugins.costs();
    let changed = |(plugin, decl): (usize, &PluginDecl)| {
        let here = costs.get(plugin)?.sha256.clone();
        let (plugin, id, recorded) = (plugin as u32, decl.id.clone(), decl.sha256.clone());
        (here != recorded).then_some(ChangedPlugin { plugin, id, recorded, here })
    };
    setup.plugins.iter().enumerate().filter_map(changed).collect()
}

/// Plugins that come along while a recording is played.
pub(crate) struct Company<'a> {
    plugins: &'a mut dyn Decisions,
    /// Numbers of those that are not as recorded: their memory may lie otherwise, so they are not asked.
    unlike: Vec<u32>,
}

impl Company<'_> {
    pub(crate) fn beside<'c>(&'c mut self, player: &'c mut Player) -> Beside<'c> {
        Beside { plugins: self.plugins, unlike: &self.unlike, player }
    }
}

/// Recorded decisions, with what the plugins remember of making them.
pub(crate) struct Beside<'a> {
    plugins: &'a mut dyn Decisions,
    unlike: &'a [u32],
    player: &'a mut Player,
}

impl Decisions for Beside<'_> {
    fn step(&mut self, plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let mut asked = Outcome::default();
        if !self.unlike.contains(&plugin) {
            self.plugins.step(plugin, batch, &mut asked);
        }
        let faults = self.player.step(plugin, batch, out);
        out.state = asked.state;
        faults
    }

    fn plan(&mut self, plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        self.player.plan(plugin, task)
    }

    fn replan(
        &mut self,
        plugin: u32,
        task: &SearchTask,
        current: &PlannedSearch,
        now: &[Progress],
    ) -> Result<Option<PlannedSearch>, String> {
        self.player.replan(plugin, task, current, now)
    }

    fn detect(&mut self, plugin: u32, looks: &[Glimpse]) -> Result<Vec<f64>, Fault> {
        self.player.detect(plugin, looks)
    }

    fn judge(&mut self, plugin: u32, log: &[LogEntry], metrics: &[(String, f64)]) -> Result<Vec<Finding>, String> {
        self.player.judge(plugin, log, metrics)
    }

    fn reload(&mut self, plugin: u32) -> Result<PluginDecl, String> {
        let _ = self.plugins.reload(plugin);
        self.player.reload(plugin)
    }

    fn add(&mut self, plugin: u32, id: &str) -> Result<PluginDecl, String> {
        let recorded = self.player.add(plugin, id);
        if recorded.is_ok() {
            let _ = self.plugins.add(plugin, id);
        }
        recorded
    }

    fn reinstate(&mut self, plugin: u32) {
        self.plugins.reinstate(plugin);
    }

    fn costs(&self) -> Vec<PluginCost> {
        self.plugins.costs()
    }
}
