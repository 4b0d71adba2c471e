//! The one small link between people and an exercise: requests out, snapshots in.
//!
//! Today's link is a pair of bounded channels to a thread of this process; the types are serialisable so that a
//! later one can be a network.

use std::sync::Arc;

use sarex_sim::{
    cells::sharing::{Preview, Rule},
    command::Command,
    decision::{PluginCost, PluginLine, SearchTask},
    setup::SearchRequest,
    view::{Brief, Frame},
};
use serde::{Deserialize, Serialize};

/// What somebody at the desk asks of the driver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Something for the exercise itself.
    Command(Command),
    /// Run (`true`) or pause.
    Run(bool),
    /// While paused: advance so many seconds.
    Step(u32),
    /// Seconds of exercise in one second of real time, 1..=600.
    Rate(f64),
    /// Run as fast as possible until something happens that the viewed cell may know, then pause.
    NextEvent,
    /// Show the exercise as this cell sees it.
    ViewAs(u32),
    /// Replay only: go to this tick.
    Seek(u64),
    /// Control: read the files of this plugin (by number) again and go on with what they hold now.
    ReloadPlugin(u32),
    /// Control: take in the installed plugin of this id, which the exercise does not have yet. It joins with the next
    /// second, or an event says why not.
    AddPlugin(String),
    /// Work out the task that a search would put to its planner, without planning it: see [`Snapshot::task`].
    Task {
        /// Chosen by the asker, to know the answer by.
        number: u32,
        /// The search.
        request: SearchRequest,
    },
    /// Work out what a partner would get of what a cell knows: see [`Snapshot::preview`].
    Preview {
        /// Chosen by the asker, to know the answer by.
        number: u32,
        /// Number of the telling cell.
        cell: u32,
        /// Number of the partner.
        partner: u32,
        /// Rules of release to try; none: those in force.
        rules: Option<Vec<Rule>>,
    },
    /// Replay only: go on live from where the replay stands, in a recording of its own.
    Branch,
}

/// What [`Clock::trouble`] says of [`Request::ReloadPlugin`] in a replay.
pub const REPLAY_READS_NONE: &str =
    "a replay reads no plugin: the recording holds what it decided; sarex replay --reexecute runs it again";
/// What [`Clock::trouble`] says of [`Request::AddPlugin`] in a replay.
pub const REPLAY_ADDS_NONE: &str =
    "a replay takes in no plugin: the recording holds every decision; open the scenario to use the plugin";

/// What [`Clock::trouble`] says of [`Request::Command`] in a replay.
pub const REPLAY_TAKES_NO_COMMAND: &str =
    "a replay takes no commands: what happened stays; start a branch to go on otherwise from here";
/// What [`Clock::trouble`] says of [`Request::Command`] when the exercise has ended.
pub const OVER: &str = "the exercise is over and takes no more commands";
/// What [`Clock::trouble`] says of [`Request::Branch`] where there is nothing to part from.
pub const BRANCH_NEEDS_REPLAY: &str = "a branch starts from a replay: open the recording and go to the time first";

/// State of the driver.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clock {
    /// Not paused.
    pub running: bool,
    /// Wanted rate.
    pub rate: f64,
    /// Rate reached over the last second.
    pub achieved_rate: f64,
    /// A recording is being played; commands are refused.
    pub replay: bool,
    /// Last tick of the recording (replay) or of the plan.
    pub last_tick: u64,
    /// File that the exercise goes on in since it parted from its replay.
    pub branch: Option<String>,
    /// What went wrong, for the status line: for example that the recording cannot be written.
    pub trouble: Option<String>,
}

/// What the desk draws.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    /// The viewed cell's picture.
    pub frame: Frame,
    /// State of the driver.
    pub clock: Clock,
    /// What each plugin has cost so far.
    pub costs: Vec<PluginCost>,
    /// The last lines that the plugins logged, oldest first.
    pub lines: Vec<PluginLine>,
    /// The answer to the latest [`Request::Task`].
    pub task: Option<TaskAnswer>,
    /// The answer to the latest [`Request::Preview`], with the asker's number.
    pub preview: Option<(u32, Preview)>,
}

/// The task of a search that somebody asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskAnswer {
    /// The asker's number.
    pub number: u32,
    /// The task as it stood when it was asked for, or why there is none.
    pub task: Result<SearchTask, String>,
}

/// A connection to an exercise.
pub trait Link: Send + Sync {
    /// What everybody may know. It changes only with a plugin that joins or is read again: a snapshot goes with the
    /// brief that is fetched after it.
    fn brief(&self) -> Arc<Brief>;
    /// Sends a request; `false` when the driver is gone or its queue is full.
    fn send(&self, request: Request) -> bool;
    /// The newest snapshot since the last call, if there is one.
    fn latest(&self) -> Option<Arc<Snapshot>>;
}
