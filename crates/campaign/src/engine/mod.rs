//! Engines: what spreads shards over cores and machines.
//!
//! Every engine runs the same SQL with the same scalar function `sim_shard`. The function returns how a shard ended; the parts
//! on disk are what counts, so [`run`] asks what is missing, submits that, and asks again, a bounded number of times.

mod function;
mod local;
mod tasks;

use std::{path::Path, time::Duration};

use datafusion::{error::DataFusionError, prelude::SessionContext};
pub use function::{NAME, sim_shard};
pub use local::Local;

use crate::{
    job::Job,
    results::{self, Progress},
    shard,
};

/// Where the SQL of a campaign runs.
pub trait Engine: Send + Sync {
    /// What people call it.
    fn name(&self) -> String;

    /// A session that knows `sim_shard` and runs so many tasks apart.
    fn session(&self, tasks: usize) -> impl Future<Output = Result<SessionContext, String>> + Send;

    /// An error of it in plain words with a remedy.
    fn explain(&self, error: &DataFusionError) -> String;

    /// Whether trying again at once is of no use.
    fn hopeless(&self, error: &DataFusionError) -> bool;

    /// How long nothing at all may be finished before the client gives up; none: for ever.
    fn patience(&self) -> Option<Duration>;

    /// What to say when the patience ends.
    fn impatience(&self) -> String;
}

/// Times that what is missing is submitted, as long as each gets something done.
const ROUNDS: usize = 20;

/// Runs every shard that has no part. `watch` is called with the number of shards done, now and then.
///
/// # Errors
/// Why not all of them could be run; what was done stays.
pub async fn run<E: Engine>(
    engine: &E,
    job: &Job,
    folder: &Path,
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Progress, String> {
    job.runnable()?;
    let folder = std::path::absolute(folder).map_err(|e| e.to_string())?;
    shard::forget_failures(&folder).map_err(|e| format!("{}: cannot be written: {e}", folder.display()))?;
    crate::write::sweep(&folder.join("parts"));
    let mut last = None;
    for _ in 0..ROUNDS {
        let before = results::progress(job, &folder);
        watch(&before);
        let failed: Vec<u64> = before.failed.iter().map(|failed| failed.shard).collect();
        let missing: Vec<u64> = job.missing(&folder).into_iter().filter(|shard| !failed.contains(shard)).collect();
        if missing.is_empty() {
            return Ok(before);
        }
        let outcome = submit(engine, job, &folder, &missing, watch).await;
        let after = results::progress(job, &folder);
        watch(&after);
        let stuck = after.done == before.done && after.failed.len() == before.failed.len();
        match outcome {
            Err(Trouble::Hopeless(why)) => return Err(why),
            Err(Trouble::Once(why)) if stuck => return Err(why),
            Err(Trouble::Once(why)) => last = Some(why),
            Ok(()) if stuck => return Err("nothing of what is missing was run".into()),
            Ok(()) => {}
        }
    }
    Err(last.unwrap_or_else(|| "shards are missing after many tries".into()))
}

enum Trouble {
    /// Worth another try when something was done meanwhile.
    Once(String),
    /// Trying again would take as long and end the same.
    Hopeless(String),
}

async fn submit<E: Engine>(
    engine: &E,
    job: &Job,
    folder: &Path,
    missing: &[u64],
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Result<(), Trouble> {
    let files = tasks::files(folder, missing).map_err(|e| Trouble::Hopeless(e.to_string()))?;
    let session = engine.session(missing.len()).await.map_err(Trouble::Hopeless)?;
    let query = tasks::job(&session, files);
    tokio::pin!(query);
    let (mut seen, mut since) = (job.missing(folder).len(), tokio::time::Instant::now());
    loop {
        tokio::select! {
            ended = &mut query => {
                let trouble = if ended.as_ref().is_err_and(|error| engine.hopeless(error)) { Trouble::Hopeless } else { Trouble::Once };
                return ended.map_err(|error| trouble(engine.explain(&error)));
            }
            () = tokio::time::sleep(Duration::from_millis(250)) => {
                let progress = results::progress(job, folder);
                let left = (progress.shards - progress.done) as usize - progress.failed.len();
                if left != seen {
                    (seen, since) = (left, tokio::time::Instant::now());
                }
                watch(&progress);
                if engine.patience().is_some_and(|patience| since.elapsed() > patience) {
                    return Err(Trouble::Hopeless(engine.impatience()));
                }
            }
        }
    }
}
