//! The work of a shard.

use std::{io, path::Path, time::Instant};

use super::one_run;
use crate::{
    ensemble,
    job::Job,
    plan::Plan,
    results::{self, columns::Run},
};

/// What came of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its number.
    pub shard: u64,
    /// Its runs, or elements.
    pub units: u64,
    /// Its part was there already.
    pub skipped: bool,
    /// How long it took, milliseconds.
    pub wall_ms: u64,
}

/// Why a shard has no part.
#[derive(Debug)]
pub enum Failed {
    /// Storage: may work next time.
    Storage(io::Error),
    /// Everything else: would fail again.
    Work(String),
}

/// Runs a shard and commits its part; does nothing when the part is there.
pub fn work(folder: &Path, index: u64) -> Result<Done, Failed> {
    let begun = Instant::now();
    let job = Job::open(folder).map_err(Failed::Work)?;
    job.runnable().map_err(Failed::Work)?;
    let part = job.part(folder, index).ok_or_else(|| {
        Failed::Work(format!("there is no shard {index}: the plan has {}, numbered from 0", job.shards()))
    })?;
    let units = job.units_of(index);
    let done = |skipped| Done { shard: index, units, skipped, wall_ms: begun.elapsed().as_millis() as u64 };
    if results::key_of(&part).is_some() {
        return Ok(done(true));
    }
    crate::fault::before(index);
    match &job {
        Job::Campaign(plan) => runs(plan, folder, index)?,
        Job::Ensemble(plan) => ensemble::work(plan, folder, index)?,
    }
    Ok(done(false))
}

/// The runs of a shard of a campaign.
fn runs(plan: &Plan, folder: &Path, index: u64) -> Result<(), Failed> {
    let Some(shard) = plan.shard(index) else { return Ok(()) };
    let one = |number: u64| {
        one_run::run(plan, folder, shard.row, number)
            .map_err(|why| Failed::Work(format!("seed {}: {why}", plan.seed(shard.row, number))))
    };
    let runs: Vec<Run> = (shard.first..shard.first + shard.runs).map(one).collect::<Result<_, _>>()?;
    results::write(plan, folder, shard, &runs).map_err(Failed::Storage)
}
