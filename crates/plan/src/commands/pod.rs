//! `sarex plan pod`.

mod inputs;
mod resolve;
mod sheet;
#[cfg(test)]
mod tests;

use inputs::Inputs;
use sarex_files::finding::Finding;

pub(super) const LONG: &str = "\
Probability of detection from coverage C = W/S (parallel tracks) or C = Z/A (effort over area), by every published curve:
  definite-range   min(C, 1): a sure look-out and perfect navigation, the upper bound
  inverse-cube     erf(sqrt(pi)/2 C): the manuals' curve for ideal conditions
  random           1 - exp(-C): near the manuals' curve for normal conditions, the lower bound
  danish           1 - exp(-1.6 C^1.4): the Danish planning tools

Several searches of the same area: 1 - product(1 - POD) when they are independent. They are not when something common decides
them. With --sweep-width-error-percent (log-normal) or --width (chosen cases) the sweep width is uncertain: the POD is averaged
over it (never the width), once as if drawn anew for each search, once as one unknown width common to all. With
--undetectable-share a share of the objects cannot be seen by any search.

With --track-error-nm tracks stray sideways: the POD of parallel sweeps is integrated for the lateral range law
(--lateral-law), from the definite range or ideal curve down to random search.";

const EXAMPLE: &str = "\
Example: sweep width 2 NM, track spacing 2.5 NM, and the table of POD against coverage

  sarex plan pod --sweep-width-nm 2 --spacing-nm 2.5

gives C 0.8, POD 80 % definite range, 68.4 % inverse cube, 55.1 % random. Two searches, the sweep width known to 50 %, tracks
that stray by 0.3 NM (one standard deviation), POC 0.7:

  sarex plan pod --pass \"sweep_width_nm=2,spacing_nm=2\" --pass \"sweep_width_nm=2,spacing_nm=4\" \\
    --sweep-width-error-percent 50 --track-error-nm 0.3 --poc 0.7

An even chance that the object is as visible as thought or a tenth of it:

  sarex plan pod --coverage 1 --width factor=1,share=0.5 --width factor=0.1,share=0.5

Keys of a pass: coverage, or sweep_width_nm with spacing_nm, or sweep_width_nm with track_nm and area_nm2, or effort_nm2 with
area_nm2. Without a pass the flags of the same names make one.";

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
