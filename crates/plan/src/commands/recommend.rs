//! `sarex plan recommend`: rectangles for real units over a probability map.

mod inputs;
mod map;
mod outputs;
mod report;

use sarex_files::finding::Finding;
use sarex_model::allocation::rectangles::{Recommendation, recommend};

use inputs::{Inputs, Task};
use map::Situation;

/// The long description.
pub(super) const LONG: &str = "\
Search rectangles for real units over a probability map: drift elements of sarex drift (--positions), or a datum with its
probable error (--datum, --error-nm). Transit, endurance, sweep width, least spacing, waters of nations and separation are
kept; rectangles are found by restarts and local moves from a seed. POS is compared with the best that the same effort could
reach without rectangles, transit and constraints.

The result can be written as [[search]] serials of a scenario (--scenario-toml) and as GeoJSON (--geojson).";

const EXAMPLE: &str = "\
A datum with a probable error of 8 NM, drifting 090 at 0.6 kn; a cutter from the west and a helicopter from the south:

  sarex plan recommend --datum \"36-02N 131-11E\" --error-nm 8 --drift-set-deg 90 --drift-kn 0.6 --separation-nm 1 \\
    --unit \"name=KCG 3009,nation=KR,at=36-20N 130-30E,transit_kn=20,search_kn=14,sweep_width_nm=2.2,endurance_h=8\" \\
    --unit \"name=JCG helo,nation=JP,at=35-29N 133-14E,base=35-29N 133-14E,transit_kn=130,search_kn=90,sweep_width_nm=1.1,\\
  endurance_h=3,min_spacing_nm=0.5,turn_s=60,height_band=500 ft\" \\
    --line \"38-00N 131-30E; 34-00N 131-00E; JP; KR\" --geojson plan.geojson --scenario-toml plan.toml

Over the elements of a drift forecast: --positions elements.csv [--time 2026-11-20T06:00:00Z] instead of --datum.

The same in a case file (--case case.toml):

  datum = \"36-02N 131-11E\"
  error_nm = 8
  [[unit]]
  name = \"KCG 3009\"
  nation = \"KR\"
  at = \"36-20N 130-30E\"
  transit_kn = 20
  search_kn = 14
  sweep_width_nm = 2.2
  endurance_h = 8
  [[area]]                    # units of KR search here only, others elsewhere
  nation = \"KR\"
  polygon = [\"35-00N 130-00E\", \"35-00N 131-20E\", \"37-00N 131-20E\", \"37-00N 130-00E\"]

Keys of a unit: name, at, transit_kn, search_kn, sweep_width_nm, endurance_h (must); nation, base (left out: stays on
scene), on_scene_h, ready_min, min_spacing_nm (0.2), max_side_nm, turn_s (0), height_band, id (of the scenario).";

/// The flags.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
    #[command(flatten)]
    inputs: Inputs,
}

pub(super) fn run(args: &Args) -> Result<String, Vec<Finding>> {
    let inputs = sarex_files::case::merge(args.common.case.as_deref(), &args.inputs)?;
    let (situation, task) = prepare(&inputs)?;
    let found = plan(&inputs, &situation, &task);
    let mut sheet = report::sheet(&inputs, &situation, &task, &found);
    outputs::write(&mut sheet, &inputs, &situation, &found)?;
    Ok(args.common.show(&sheet))
}

fn prepare(inputs: &Inputs) -> Result<(Situation, Task), Vec<Finding>> {
    let mut findings = Vec::new();
    let situation = map::situation(inputs, &mut findings);
    let frame = situation.as_ref().map(|situation| situation.frame);
    let task = inputs::task(inputs, frame, &mut findings);
    match (situation, task) {
        (Some(situation), Some(task)) if findings.is_empty() => Ok((situation, task)),
        _ => Err(findings),
    }
}

fn plan(inputs: &Inputs, situation: &Situation, task: &Task) -> Recommendation {
    recommend(&situation.cloud, &task.searchers, &task.rules, inputs.seed.unwrap_or(1))
}
