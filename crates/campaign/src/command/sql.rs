//! `sarex campaign sql`.

use datafusion::arrow::csv::WriterBuilder;
use sarex_headless::failure::Failure;

use super::runtime;
use crate::{args::SqlArgs, plan::Plan, results};

/// Answers a question.
pub fn sql(args: &SqlArgs) -> Result<(), Failure> {
    let plan = Plan::open(&args.out).map_err(Failure::input)?;
    let question = args.query.as_deref().unwrap_or("DESCRIBE runs");
    let answer = runtime(2)?.block_on(results::query(&plan, &args.out, question)).map_err(|e| {
        Failure::input(format!(
            "{e}\n  hint: sarex campaign sql --out {} lists the columns of `runs`",
            args.out.display()
        ))
    })?;
    if args.csv {
        let mut writer = WriterBuilder::new().with_header(true).build(std::io::stdout());
        return answer.iter().try_for_each(|batch| writer.write(batch)).map_err(Failure::input);
    }
    println!("{}", results::print(&answer).map_err(Failure::input)?);
    Ok(())
}
