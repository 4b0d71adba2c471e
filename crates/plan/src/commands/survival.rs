//! `sarex plan survival`.

mod inputs;
mod resolve;
mod sheet;
#[cfg(test)]
mod tests;

use inputs::Inputs;
use sarex_files::finding::Finding;

pub(super) const LONG: &str = "\
Survival in the water or in a raft as a curve, never one cut-off time: median and spread by water temperature and protection
(UKNIIS 2006 medians), the share alive hour by hour, the times at which 50 % and 10 % are alive, and beside them the other
published models (Hayward 1975, Golden 1996, the IMO table for suits, a doubtful upper envelope), which end at other points and
are for comparison only.

With --person the sheet has a curve for each person. With --found, the chances of a search plan over time, it gives the expected
survivors: the sum over the find times of find chance x share alive.

It informs; it decides nothing. People were found alive beyond every curve.";

const EXAMPLE: &str = "\
Example: water of 10 C, no buoyancy aid

  sarex plan survival --water-temp-c 10

gives a median of 5.7 h. Three people, one already 2 h longer in the water, and a plan with three searches:

  sarex plan survival --water-temp-c 12 --person \"name=Master,protection=lifejacket\" \\
    --person \"name=Deckhand,protection=none,hours_in_water=2\" --person \"name=Cook,protection=raft\" \\
    --found hours=3,pos=0.4 --found hours=6,pos=0.2 --found hours=10,pos=0.1

Protections: none, lifejacket, immersion-suit, raft. Keys of a person: name, protection, hours_in_water (before hour 0 of the plan),
count, water_temp_c, median_hours, spread. Keys of --found: hours (from hour 0 of the plan), and pos, the chance that a person
is found then and not before (POS of that search when POC is not renormalised); or cumulative_pos, the chance to be found by
then.";

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
