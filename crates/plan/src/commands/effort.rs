//! `sarex plan effort`.

mod inputs;
mod resolve;
mod sheet;
#[cfg(test)]
mod tests;

use inputs::Inputs;
use sarex_files::finding::Finding;

pub(super) const LONG: &str = "\
Effort allocation by the IAMSAR worksheet: effort Z = W V T of every facility, effort factor fz, relative effort Zr, cumulative
relative effort Zrc, optimal search factor fs, radius Ro = fs E, area Ao by kind of datum, coverage Co = Z/Ao, track spacing So
= W/Co of every facility and its part of the area, then POC, POD and POS of the plan.

The curves of IAMSAR for fs are not printed as numbers anywhere at hand. --search-factor chooses what stands in for them:
  1.5               as read from the manual's curve by you
  amsa:2            the steps of AMSA NATSAR table 3-2 (1.1, 1.6, 2.0, 2.3, 2.5) by number of the search
  computed          the factor with the greatest POC x POD for a normal distribution, after the searches named by --past
                    [default]
The law of detection is inverse cube in ideal conditions and random search in normal ones; IAMSAR calls them normal as soon as a
correction factor lies below 1 (--condition replaces the rule).";

const EXAMPLE: &str = "\
Example: a helicopter and a patrol vessel, E 3.937 NM, DD 1.605 NM, first search by AMSA's steps

  sarex plan effort --total-probable-error-nm 3.937 --divergence-distance-nm 1.605 --search-factor amsa:1 \\
    --facility \"name=Helicopter,uncorrected_sweep_width_nm=2.7,weather_factor=0.5,speed_kn=90,search_hours=3\" \\
    --facility \"name=Vessel,uncorrected_sweep_width_nm=5,weather_factor=0.5,fatigue_factor=0.9,speed_kn=15,search_hours=8\"

gives Z 364.5 and 270.0 NM2, Zta 634.5 NM2, fz 15.5 NM2, Zr 40.94, Ro 4.331 NM, Ao 88.92 NM2, Co 7.136 and So 0.189 and 0.315 NM.
With E 10 NM, a second search, spacing to the nearest half mile, sweep width from the tables and 0.85 of the endurance:

  sarex plan effort --total-probable-error-nm 10 --past relative_effort=2,search_factor=0.8 --round-spacing-nm 0.5 \\
    --facility \"name=CN-235,object=raft_6p,platform=fixed-wing,height_ft=500,visibility_nm=10,wind_kn=10,speed_kn=180,on_scene_hours=2\"

Keys of a facility: name; W by sweep_width_nm, or uncorrected_sweep_width_nm with weather_factor, speed_factor, fatigue_factor, or
object, platform, height_ft, visibility_nm, wind_kn, wave_height_ft, fatigued (see `sarex plan sweep-width`); speed_kn; T by
search_hours, or on_scene_hours times --endurance-fraction; minimum_spacing_nm, the least it can navigate; spacing_nm, the
spacing that was assigned. Keys of a past search: relative_effort, and search_factor (computed when left out).";

/// Inputs.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
    #[command(flatten)]
    inputs: Box<Inputs>,
}

pub(super) fn run(args: &Args) -> Result<String, Vec<Finding>> {
    let inputs = sarex_files::case::merge(args.common.case.as_deref(), args.inputs.as_ref())?;
    Ok(args.common.show(&sheet::sheet(&resolve::resolve(&inputs)?)))
}
