//! `sarex campaign run` and `resume`.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use sarex_headless::failure::Failure;

use super::{make, report, runtime};
use crate::{
    args::{EngineArgs, ReportOptions, ResumeArgs, RunArgs},
    engine::{self, Engine, Local},
    job::Job,
    plan::Plan,
    results::Progress,
};

/// Plans, runs, reports.
pub fn run<C: Engine>(args: &RunArgs, cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>) -> Result<(), Failure> {
    let plan = make::planned(&args.plan)?;
    make::tell(&plan, &args.plan.out);
    rest(&plan, &args.plan.out, &args.engine, &args.report, cluster)
}

/// Runs what is missing, reports.
pub fn resume<C: Engine>(
    args: &ResumeArgs,
    cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>,
) -> Result<(), Failure> {
    let plan = Plan::open(&args.out).map_err(Failure::input)?;
    rest(&plan, &args.out, &args.engine, &args.report, cluster)
}

/// Runs what is missing of a plan and writes its report.
pub fn rest<C: Engine>(
    plan: &Plan,
    folder: &Path,
    args: &EngineArgs,
    options: &ReportOptions,
    cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>,
) -> Result<(), Failure> {
    let progress = spread_by(args, &Job::Campaign(plan.clone()), folder, cluster)?;
    if !progress.failed.is_empty() {
        // What there is gets its report, and the exit status says that some is missing.
        report::write(plan, folder, options)?;
        let lines = progress.failed.iter().map(|failed| format!("shard {}: {}", failed.shard, failed.why));
        let mut lines: Vec<String> = lines.collect();
        lines.push(format!(
            "{} of {} shards were given up; the rest is there\n  hint: sarex campaign shard --plan {} --index {} runs one alone, \
             resume tries them all again",
            progress.failed.len(),
            progress.shards,
            folder.display(),
            progress.failed[0].shard
        ));
        return Err(Failure::Findings(lines));
    }
    report::write(plan, folder, options)
}

/// Cores that the local engine uses.
fn threads(args: &EngineArgs) -> usize {
    args.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Runs what is missing of a job on the engine that the arguments name.
pub fn spread_by<C: Engine>(
    args: &EngineArgs,
    job: &Job,
    folder: &Path,
    cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>,
) -> Result<Progress, Failure> {
    if args.engine == "local" {
        spread(&Local, job, folder, threads(args))
    } else {
        spread(&cluster(args)?, job, folder, threads(args))
    }
}

fn spread<E: Engine>(engine: &E, job: &Job, folder: &Path, threads: usize) -> Result<Progress, Failure> {
    let bar = bar(job);
    let mut first = true;
    let mut watch = |progress: &Progress| {
        if std::mem::take(&mut first) {
            bar.set_position(progress.units_done);
            bar.reset_eta();
        }
        bar.set_position(progress.units_done);
    };
    let ended = runtime(threads)?.block_on(engine::run(engine, job, folder, &mut watch));
    bar.finish_and_clear();
    ended.map_err(|why| {
        let done = crate::results::progress(job, folder);
        let kept = format!("{} of {} {} are there and kept", done.units_done, done.units, job.unit());
        let next = match job {
            Job::Campaign(_) => format!("sarex campaign resume --out {} goes on with the rest", folder.display()),
            Job::Ensemble(_) => "the same command again goes on with the rest".into(),
        };
        Failure::input(format!("{why}\n{kept} ({})\n  hint: {next}", engine.name()))
    })
}

fn bar(job: &Job) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} {msg}, {per_sec}, {eta} left");
    let bar = ProgressBar::new(job.units()).with_message(job.unit());
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}
