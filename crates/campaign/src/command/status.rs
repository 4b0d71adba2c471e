//! `sarex campaign status`.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use sarex_headless::failure::Failure;
use serde_json::{Value, json};

use super::runtime;
use crate::{
    args::StatusArgs,
    job::Job,
    results::{self, Progress},
};

/// What the parts say so far.
const SO_FAR: &str = "SELECT variant, count(*) AS runs, round(100.0 * avg(CAST(found AS INT)), 1) AS found_percent, \
                      round(median(time_to_find_all_s) / 60.0, 0) AS median_minutes, round(avg(survivors), 2) AS survivors \
                      FROM runs GROUP BY variant, row ORDER BY row";

/// Says how far a campaign is, or a large ensemble.
pub fn status(args: &StatusArgs) -> Result<(), Failure> {
    let job = Job::open(&args.out).map_err(Failure::input)?;
    let progress = results::progress(&job, &args.out);
    let left = time_left(&args.out, progress.shards - progress.done);
    if args.json {
        println!("{:#}", document(&job, &progress, left));
        return Ok(());
    }
    let title = match &job {
        Job::Campaign(plan) => plan.title.en.as_str(),
        Job::Ensemble(_) => "drift",
    };
    let (done, all, unit) = (progress.units_done, progress.units, job.unit());
    println!("EXERCISE {title}: {done} of {all} {unit}, {} of {} shards", progress.done, progress.shards);
    if let Some(left) = left {
        println!("  about {} min left at the pace of the last parts, if it runs", left.as_secs().div_ceil(60));
    }
    for failed in &progress.failed {
        println!("  given up: shard {}: {}", failed.shard, failed.why);
    }
    if let Job::Campaign(plan) = &job
        && progress.done > 0
    {
        let so_far = runtime(2)?.block_on(results::query(plan, &args.out, SO_FAR)).map_err(Failure::input)?;
        println!("{}", results::print(&so_far).map_err(Failure::input)?);
    }
    Ok(())
}

fn document(job: &Job, progress: &Progress, left: Option<Duration>) -> Value {
    let failed: Vec<Value> = progress.failed.iter().map(|f| json!({ "shard": f.shard, "why": f.why })).collect();
    let mut status = json!({
        "shards": progress.shards, "shards_done": progress.done, "failed": failed,
        "seconds_left": left.map(|left| left.as_secs()),
    });
    status[job.unit()] = progress.units.into();
    status[format!("{}_done", job.unit())] = progress.units_done.into();
    if let Job::Campaign(plan) = job {
        status["scenario"] = plan.scenario.as_str().into();
        status["model"] = plan.model.as_str().into();
        status["rows"] = plan.rows.len().into();
    }
    status
}

/// Parts that the pace is reckoned from.
const LATEST: usize = 40;

/// Time for so many more parts at the pace of the latest ones; none while there are too few.
fn time_left(folder: &Path, shards: u64) -> Option<Duration> {
    let entries = fs::read_dir(folder.join("parts")).ok()?.flatten();
    let mut times: Vec<SystemTime> = entries.filter_map(|e| e.metadata().ok()?.modified().ok()).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    times.truncate(LATEST);
    let (last, first) = (times.first()?, times.last()?);
    let took = last.duration_since(*first).ok()?;
    (times.len() >= 3 && shards > 0).then(|| took.mul_f64(shards as f64 / (times.len() - 1) as f64))
}
