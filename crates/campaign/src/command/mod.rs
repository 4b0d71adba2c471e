//! The commands.

mod drift;
mod make;
mod report;
mod run;
mod shard;
mod sql;
mod status;
mod tournament;

use sarex_headless::failure::Failure;

use crate::{
    args::{Command, EngineArgs},
    engine::Engine,
};

/// Carries out a command; `cluster` connects to the engine that [`EngineArgs`] name when it is not the local one.
///
/// # Errors
/// What is wrong and what to do, with the exit status.
pub fn dispatch<C: Engine>(
    command: Command,
    cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>,
) -> Result<(), Failure> {
    match command {
        Command::Plan(args) => make::plan(&args),
        Command::Run(args) => run::run(&args, cluster),
        Command::Resume(args) => run::resume(&args, cluster),
        Command::Status(args) => status::status(&args),
        Command::Report(args) => report::report(&args),
        Command::Sql(args) => sql::sql(&args),
        Command::Shard(args) => shard::shard(&args),
        Command::Drift(args) => drift::drift(&args, cluster),
        Command::Tournament(args) => tournament::tournament(&args, cluster),
    }
}

/// A runtime for queries, and for the local engine: its worker threads are the cores that runs use.
fn runtime(threads: usize) -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    // Plans of many tasks are deep in the stack of a debug build.
    builder.worker_threads(threads.max(1)).thread_stack_size(8 << 20).enable_all().build().map_err(Failure::input)
}

/// A length of time in seconds.
fn seconds(text: &str) -> Result<u64, Failure> {
    let seconds = sarex_files::time::parse_duration_s(text).map_err(|e| Failure::input(format!("{text}: {e}")))?;
    u64::try_from(seconds).ok().filter(|s| *s > 0).ok_or_else(|| Failure::input(format!("{text}: must be above zero")))
}
