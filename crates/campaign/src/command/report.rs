//! `sarex campaign report`.

use std::path::Path;

use datafusion::{arrow::record_batch::RecordBatch, common::cast::as_int64_array};
use sarex_headless::failure::Failure;
use sarex_report::{
    campaign::{self, RunLink},
    words::Language,
};
use sarex_sim::setup::Text;

use super::runtime;
use crate::{
    args::{ReportArgs, ReportOptions},
    job::Job,
    plan::Plan,
    results,
    shard::record,
};

/// Writes the report of what there is.
pub fn report(args: &ReportArgs) -> Result<(), Failure> {
    let plan = Plan::open(&args.out).map_err(Failure::input)?;
    write(&plan, &args.out, &args.options)
}

/// The same for a plan that is known.
pub fn write(plan: &Plan, folder: &Path, options: &ReportOptions) -> Result<(), Failure> {
    let language: Language =
        options.lang.parse().map_err(|_| Failure::input(format!("--lang {}: en, ko or ja", options.lang)))?;
    if !(50.0..100.0).contains(&options.confidence) {
        return Err(Failure::input(format!("--confidence {}: percent from 50 to below 100", options.confidence)));
    }
    let runtime = runtime(2)?;
    let ask = |sql: &str| runtime.block_on(results::query(plan, folder, sql)).map_err(Failure::input);
    let progress = results::progress(&Job::Campaign(plan.clone()), folder);
    if progress.done == 0 {
        return Err(Failure::input(format!(
            "{}: no shard has been run yet\n  hint: sarex campaign resume --out {}",
            folder.display(),
            folder.display()
        )));
    }
    let table = ask("SELECT * FROM runs ORDER BY row, seed")?;
    let mut input = results::figures(plan, &table, &progress, options.confidence / 100.0, options.reveal)
        .map_err(Failure::input)?;
    // The report of a run names its plugins.
    let blind = plan.tournament.as_ref().is_some_and(|tournament| tournament.blind) && !options.reveal;
    let other_model = plan.runnable().err();
    if other_model.is_some() && !options.no_recordings {
        eprintln!("without recordings of the best and the worst run: another version of the model made the campaign");
    }
    if !options.no_recordings && !blind && other_model.is_none() {
        let [best, worst] = ENDS.map(|end| kept(plan, folder, &end, &ask(end.sql)?));
        (input.best, input.worst) = (best?, worst?);
    }
    let path = folder.join("report.html");
    crate::write::bytes(&path, campaign::html(&input, language).as_bytes()).map_err(Failure::input)?;
    for sentence in campaign::verdicts(&input, language) {
        println!("{sentence}");
    }
    println!("  {}", path.display());
    println!("  {} (one row a run, also for pandas and DuckDB)", folder.join("parts").display());
    println!("  digest {}", input.digest);
    Ok(())
}

/// One end of the runs: the best or the worst.
#[derive(Clone, Copy)]
struct End {
    name: &'static str,
    sql: &'static str,
    why: [&'static str; 3],
}

const ENDS: [End; 2] = [
    End {
        name: "best",
        sql: "SELECT row, run, digest FROM runs ORDER BY objects_found DESC, survivors DESC, time_to_find_all_s ASC NULLS LAST, \
              time_to_rescue_all_s ASC NULLS LAST, objectives_passed DESC, row, run LIMIT 1",
        why: [
            "most found, most survivors, soonest",
            "가장 많이 발견, 가장 많이 생존, 가장 빨리",
            "発見が最も多く、生存者が最も多く、最も早い",
        ],
    },
    End {
        name: "worst",
        sql: "SELECT row, run, digest FROM runs ORDER BY objects_found ASC, survivors ASC, time_to_find_all_s DESC NULLS FIRST, \
              pos ASC NULLS LAST, objectives_passed ASC, row, run LIMIT 1",
        why: [
            "least found, fewest survivors, latest; of equal ones the lowest POS",
            "가장 적게 발견, 가장 적게 생존, 가장 늦게; 같으면 POS가 가장 낮은 것",
            "発見が最も少なく、生存者が最も少なく、最も遅い。同じ場合はPOSが最も低いもの",
        ],
    },
];

/// Runs the run at an end again, with its recording and its report, unless both are there.
fn kept(plan: &Plan, folder: &Path, end: &End, found: &[RecordBatch]) -> Result<Option<RunLink>, Failure> {
    let Some(batch) = found.iter().find(|batch| batch.num_rows() > 0) else { return Ok(None) };
    let number = |name: &str| -> Result<u64, Failure> {
        let column =
            batch.column_by_name(name).ok_or_else(|| Failure::input(format!("the results have no column {name}")))?;
        Ok(as_int64_array(column).map_err(Failure::input)?.value(0) as u64)
    };
    let (row, run) = (number("row")? as usize, number("run")?);
    let digest = results::first_text(batch, "digest");
    let to = folder.join(end.name);
    if results::summary_digest(&to.join("summary.json")).as_ref() != Some(&digest) {
        let recorded = record(plan, folder, row, run, &to).map_err(Failure::input)?;
        if recorded != digest {
            return Err(Failure::Findings(vec![format!(
                "the {} run, recorded again, came out otherwise: digest {} instead of {digest}\n  hint: do all machines run the same program?",
                end.name, recorded
            )]));
        }
    }
    let [en, ko, ja] = end.why;
    Ok(Some(RunLink {
        variant: plan.rows.get(row).map(|row| row.id.clone()).unwrap_or_default(),
        seed: plan.seed(row, run),
        why: Text { en: en.into(), ko: Some(ko.into()), ja: Some(ja.into()) },
        recording: format!("{}/recording.sarex", end.name),
        report: format!("{}/report.html", end.name),
        command: format!("sarex desk --replay {}", to.join("recording.sarex").display()),
    }))
}
