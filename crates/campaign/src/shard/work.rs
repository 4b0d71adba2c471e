//! The work of a shard.

use std::{io, path::Path, time::Instant};

use super::one_run;
use crate::{
    plan::Plan,
    results::{self, columns::Run},
};

/// What came of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its number.
    pub shard: u64,
    /// Rows of its part.
    pub runs: u64,
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
    let plan = Plan::open(folder).map_err(Failed::Work)?;
    let shard = plan.shard(index).ok_or_else(|| {
        Failed::Work(format!("there is no shard {index}: the plan has {}, numbered from 0", plan.shards()))
    })?;
    let done = |skipped| Done { shard: index, runs: shard.runs, skipped, wall_ms: begun.elapsed().as_millis() as u64 };
    let part = plan.part(folder, shard);
    if results::key_of(&part).as_deref() == Some(plan.key(shard).as_str()) {
        return Ok(done(true));
    }
    crate::fault::before(index);
    let runs: Vec<Run> = (shard.first..shard.first + shard.runs)
        .map(|number| {
            one_run::run(&plan, folder, shard.row, number).map_err(|why| {
                let row = plan.rows.get(shard.row).map(|row| row.id.as_str()).unwrap_or_default();
                Failed::Work(format!("row {row}, seed {}: {why}", plan.seed(shard.row, number)))
            })
        })
        .collect::<Result<_, _>>()?;
    results::write(&plan, folder, shard, &runs).map_err(Failed::Storage)?;
    Ok(done(false))
}
