//! `sarex campaign plan`.

use std::path::Path;

use sarex_files::{
    campaign::{Design, read_design},
    roots::Roots,
};
use sarex_headless::{failure::Failure, open::existing_scenario};

use crate::{
    args::{PlanArgs, WantedArgs},
    plan::{Plan, Tournament, Wanted, make},
};

/// Plans and says what there is to run.
pub fn plan(args: &PlanArgs) -> Result<(), Failure> {
    let plan = planned(args)?;
    tell(&plan, &args.out);
    println!("  next: sarex campaign resume --out {}", args.out.display());
    Ok(())
}

/// The plan that the arguments ask for, in its folder.
pub fn planned(args: &PlanArgs) -> Result<Plan, Failure> {
    let design = match &args.wanted.vary {
        Some(file) => read_design(file).map_err(|findings| Failure::inputs(&findings))?,
        None => Design::default(),
    };
    planned_with(&args.scenario, &args.wanted, design, None, &args.out)
}

/// The same with a design that is known.
pub fn planned_with(
    scenario: &str,
    args: &WantedArgs,
    design: Design,
    tournament: Option<Tournament>,
    out: &Path,
) -> Result<Plan, Failure> {
    let roots = Roots::find();
    let wanted = Wanted {
        scenario: existing_scenario(&roots, scenario)?,
        design,
        runs: args.runs,
        first_seed: args.first_seed,
        runs_per_shard: args.runs_per_shard,
        until_s: args.until.as_deref().map(super::seconds).transpose()?,
        tournament,
    };
    make(&roots, &wanted, out).map_err(|faults| Failure::inputs(&faults))
}

/// Says what a plan holds.
pub fn tell(plan: &Plan, folder: &Path) {
    println!(
        "EXERCISE {}: {} rows of {} runs, {} shards, model {}",
        plan.title.en,
        plan.rows.len(),
        plan.runs,
        plan.shards(),
        plan.model.get(..14).unwrap_or(&plan.model)
    );
    for row in plan.rows.iter().take(20) {
        println!("  {}", row.id);
    }
    if plan.rows.len() > 20 {
        println!("  ... and {} more", plan.rows.len() - 20);
    }
    for draw in &plan.design.draws {
        println!("  drawn for every seed: {}", draw.key);
    }
    println!("  {}", folder.join(crate::plan::FILE).display());
}
