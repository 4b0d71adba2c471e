//! `sarex plan update`: what is known after searches that found nothing.

mod areas;
mod elements;

use std::path::PathBuf;

use sarex_files::finding::Finding;
use serde::{Deserialize, Serialize};

use crate::rows::Row;
use crate::wrong;

/// The long description.
pub(super) const LONG: &str = "\
Probability map after searches that found nothing. Either areas with a stated POD each (--poc, --pod):
POC_i' = POC_i (1 - POD_i) / (1 - POS), what is missing to one lies elsewhere; or the drift elements of sarex drift searched leg
by leg along the tracks that units ran (--positions, --track): each element and the unit both move, the inverse cube law over
their relative way reduces the element's weight.

Gives POS of every search, cumulative POS, and the map after, also as files (--out, --grid).";

const EXAMPLE: &str = "\
Areas: two areas with POC 0.4 and 0.3, the rest elsewhere; first POD 0.5 in area 1, then 0.6 in area 2:

  sarex plan update --poc 0.4,0.3 --pod 0.5,0 --pod 0,0.6

Drift elements: the ensemble of sarex drift, searched along the tracks that were run; both move, and each leg counts:

  sarex plan update --positions elements.csv --track cutter.csv --out after.csv --grid after.json

  elements.csv: tracks.csv or positions.csv of sarex drift --tracks-percent 100 --positions, or any CSV with the columns
                lon_deg,lat_deg and, where known, time_utc,element,weight,status (several times an element: its motion)
  cutter.csv:   unit,time_utc,lon_deg,lat_deg,sweep_width_nm,max_range_nm (max_range_nm may be left out)

Times are ISO 8601 in time_utc (or time), or seconds since 1970 in time_unix_s.

Legs may also stand in the case file:

  positions = \"elements.csv\"
  [[leg]]
  unit = \"cutter\"
  start = \"2026-11-20T06:00:00Z\"
  end = \"2026-11-20T07:00:00Z\"
  from = \"36-00N 131-00E\"
  to = \"36-12N 131-00E\"
  sweep_width_nm = 1.6";

/// The flags.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
    #[command(flatten)]
    inputs: Inputs,
}

/// A leg of a searcher in the case file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
struct LegInput {
    #[serde(default)]
    unit: String,
    start: String,
    end: String,
    from: String,
    to: String,
    sweep_width_nm: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_range_nm: Option<f64>,
}

/// What the worksheet is made from.
#[derive(Clone, Debug, Default, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
struct Inputs {
    /// Probability of containment of each area before the first search
    #[arg(long, value_name = "P,P,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    poc: Vec<f64>,
    /// Probability of detection in each area; once for each search, in order
    #[arg(long, value_name = "POD,POD,...")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pod: Vec<Row>,
    /// Names of the areas
    #[arg(long, value_name = "NAME,NAME,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area: Vec<String>,
    /// Probability that the object is in none of the areas, or that the drift forecast is wrong (default: areas: what is
    /// missing to one; elements: 0)
    #[arg(long, value_name = "P")]
    #[serde(skip_serializing_if = "Option::is_none")]
    rest_of_world: Option<f64>,
    /// Drift elements, CSV as sarex drift writes them
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<PathBuf>,
    /// Track of a searching unit, CSV; may be repeated
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    track: Vec<PathBuf>,
    /// Legs, in the case file only
    #[arg(skip)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leg: Vec<LegInput>,
    /// Direction towards which elements drift before their first and after their last time, degrees true
    #[arg(long, value_name = "DEG")]
    #[serde(skip_serializing_if = "Option::is_none")]
    drift_set_deg: Option<f64>,
    /// Speed of that drift, knots (default 0)
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    drift_kn: Option<f64>,
    /// Standard deviation of the sweep width as a share of it, common to all legs: makes passes depend on one another
    /// (default 0: independent passes)
    #[arg(long, value_name = "SHARE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    sweep_width_sd: Option<f64>,
    /// Write the elements with their weights after the search
    #[arg(long, value_name = "FILE.csv")]
    #[serde(skip_serializing_if = "Option::is_none")]
    out: Option<PathBuf>,
    /// Write the probability after the search on a grid, .json or .csv
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    grid: Option<PathBuf>,
    /// Cells a side of that grid (default 40)
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<u32>,
}

pub(super) fn run(args: &Args) -> Result<String, Vec<Finding>> {
    let inputs = sarex_files::case::merge(args.common.case.as_deref(), &args.inputs)?;
    let by_areas = !inputs.poc.is_empty() || !inputs.pod.is_empty();
    let idle = unused(&inputs, by_areas);
    if !idle.is_empty() {
        return Err(idle);
    }
    let sheet = match (by_areas, &inputs.positions) {
        (true, Some(_)) => {
            let remedy = "give --poc with --pod, or --positions with --track";
            return Err(vec![wrong("poc", "areas and drift elements are given at once", remedy)]);
        }
        (true, None) => areas::sheet(&inputs)?,
        (false, Some(_)) => elements::sheet(&inputs)?,
        (false, None) => {
            let remedy = "give --poc 0.4,0.3 --pod 0.5,0, or --positions FILE --track FILE; see --help";
            return Err(vec![wrong("update", "nothing to update", remedy)]);
        }
    };
    Ok(args.common.show(&sheet))
}

/// What the other kind of update takes is a mistake here, not a wish to be ignored.
fn unused(inputs: &Inputs, by_areas: bool) -> Vec<Finding> {
    if by_areas == inputs.positions.is_some() {
        // Both or none: said elsewhere.
        return Vec::new();
    }
    let of_elements = [
        ("track", !inputs.track.is_empty()),
        ("leg", !inputs.leg.is_empty()),
        ("drift_set_deg", inputs.drift_set_deg.is_some()),
        ("drift_kn", inputs.drift_kn.is_some()),
        ("sweep_width_sd", inputs.sweep_width_sd.is_some()),
        ("out", inputs.out.is_some()),
        ("grid", inputs.grid.is_some()),
        ("cells", inputs.cells.is_some()),
    ];
    let of_areas = [("area", !inputs.area.is_empty())];
    let given = if by_areas { &of_elements[..] } else { &of_areas[..] };
    let reason =
        if by_areas { "goes with drift elements, not with areas" } else { "goes with areas, not with elements" };
    given.iter().filter(|(_, given)| *given).map(|(key, _)| wrong(key, reason, "leave it out")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_meaning_is_refused() {
        let areas = Inputs { poc: vec![0.5], pod: vec![Row(vec![0.5])], ..Inputs::default() };
        assert!(unused(&areas, true).is_empty());
        let mixed = Inputs { drift_kn: Some(f64::NAN), track: vec!["t.csv".into()], ..areas };
        assert_eq!(unused(&mixed, true).len(), 2);
        let elements = Inputs { positions: Some("p.csv".into()), area: vec!["A".into()], ..Inputs::default() };
        assert_eq!(unused(&elements, false).len(), 1);
    }
}
