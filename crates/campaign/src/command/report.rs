//! `sarex campaign report`.

use std::path::Path;

use sarex_headless::failure::Failure;

use super::runtime;
use crate::{
    args::{ReportArgs, ReportOptions},
    plan::Plan,
    results,
};

/// Writes the report of what there is.
pub fn report(args: &ReportArgs) -> Result<(), Failure> {
    let plan = Plan::open(&args.out).map_err(Failure::input)?;
    write(&plan, &args.out, &args.options)
}

/// The same for a plan that is known.
pub fn write(plan: &Plan, folder: &Path, _options: &ReportOptions) -> Result<(), Failure> {
    let all = "SELECT * FROM runs ORDER BY row, seed";
    let table = runtime(2)?.block_on(results::query(plan, folder, all)).map_err(Failure::input)?;
    println!("digest {}", results::digest(&table).map_err(Failure::input)?);
    Ok(())
}
