//! `sarex plan sweep-width`.

mod inputs;
mod sheet;
#[cfg(test)]
mod tests;

use inputs::Inputs;
use sarex_files::finding::Finding;
pub(super) use sheet::{LAWS, PLATFORMS};

pub(super) const LONG: &str = "\
Sweep width W = W0 x fw x fv x ff from the published tables: W0 between the printed heights and visibilities, fw for wind and
sea, fv for the speed of aircraft, ff for a tired crew. A person who is known to wear a flotation device is the object
piw_flotation (4 x W0 from aircraft at 500 ft). Beyond a table its edge is used, and the sheet says so (`beyond` in JSON).

--table uscg (USCG Addendum: fixed wing, helicopter, boat; IAMSAR: merchant bridge) or amsa-vessel (AMSA NATSAR D-5:3,
visibility in km). --weather iamsar or amsa chooses whose fw. Every factor can be given instead of looked up.

With --law and --lateral-range-nm the sheet prints p(x), the chance that a straight pass at that range detects.";

const EXAMPLE: &str = "\
Example: a 6-person raft from a helicopter at 500 ft and 90 kn, visibility 10 NM, wind 20 kn

  sarex plan sweep-width --object raft_6p --platform helicopter --height-ft 500 --speed-kn 90 --visibility-nm 10 --wind-kn 20

gives W0 2.7 NM, fw 0.5, fv 1.0, ff 1.0, W 1.35 NM. From a vessel with an eye height of 14 ft, visibility 20 km, tired crew:

  sarex plan sweep-width --table amsa-vessel --object \"Life raft, 6 person\" --height-ft 14 --visibility-km 20 --wind-kn 20 --fatigued

gives W0 5.0 NM, W 2.25 NM. The chance to detect at given lateral ranges:

  sarex plan sweep-width --uncorrected-sweep-width-nm 2 --law inverse-cube --lateral-range-nm 0.5 --lateral-range-nm 1

Objects of --table uscg: piw, piw_flotation, raft_1p 4p 6p 8p 10p 15p 20p 25p, power_le_15ft 20ft 33ft 53ft 78ft, sail_15ft 20ft
25ft 30ft 40ft 50ft 70ft 83ft, ship_120ft 225ft ge_300ft. A sail boat counts as one only with its sails up.
Objects of --table amsa-vessel: \"Person in water\", \"Life raft, 1 person\" (4, 6, 8, 10, 15, 20, 25), \"Power boat < 5 m\"
(5-8, 8-12, 12-20, 20-27 m), \"Sail boat 5 m\" (6, 8, 9, 12, 15, 20-23, 23-27 m).
Laws: definite-range, inverse-cube, exponential, gaussian.";

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
    Ok(args.common.show(&sheet::sheet(&inputs)?))
}
