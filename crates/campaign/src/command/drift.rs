//! `sarex campaign drift`.

use sarex_headless::failure::Failure;

use super::{run, runtime};
use crate::{
    args::{DriftArgs, EngineArgs},
    engine::Engine,
    ensemble::{self, FILE, Plan},
    job::Job,
};

/// Font of the picture.
const FONT: &[u8] = include_bytes!("../../../desk/assets/fonts/sarex-sans-cjk.otf");

/// Plans a large ensemble, runs its pieces, adds them up, writes the products of `sarex drift`.
pub fn drift<C: Engine>(args: &DriftArgs, cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>) -> Result<(), Failure> {
    crate::write::plain_path(&args.out).map_err(Failure::input)?;
    let (plan, pieces) = Plan::make(&args.flags, args.piece).map_err(|faults| Failure::inputs(&faults))?;
    std::fs::create_dir_all(&args.out)
        .map_err(|e| Failure::input(format!("{}: cannot be made: {e}", args.out.display())))?;
    if Plan::open(&args.out).is_ok_and(|earlier| earlier != plan) || args.out.join(crate::plan::FILE).exists() {
        return Err(Failure::input(format!(
            "{}: holds something else\n  hint: give another --out",
            args.out.display()
        )));
    }
    let json = serde_json::to_vec_pretty(&plan).map_err(Failure::input)?;
    crate::write::bytes(&args.out.join(FILE), &json).map_err(Failure::input)?;
    println!("EXERCISE drift of {} elements in {} pieces", plan.elements, plan.pieces);
    let progress = run::spread_by(&args.engine, &Job::Ensemble(plan.clone()), &args.out, cluster)?;
    if let Some(failed) = progress.failed.first() {
        return Err(Failure::Findings(vec![format!("piece {}: {}", failed.shard, failed.why)]));
    }
    let counts = runtime(2)?.block_on(ensemble::merge(&plan, &args.out)).map_err(Failure::input)?;
    let forecast = pieces.merge(counts).map_err(Failure::input)?;
    let mut flags = ensemble::args(&plan.flags).map_err(Failure::input)?;
    flags.output.out = Some(args.out.join("drift"));
    print!("{}", pieces.present(&forecast, &flags, FONT).map_err(|findings| Failure::inputs(&findings))?);
    Ok(())
}
