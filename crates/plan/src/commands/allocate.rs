//! `sarex plan allocate`: the best distribution of search effort over areas.

use sarex_files::finding::Finding;
use sarex_model::allocation::{self, Allocation, Problem};
use serde::{Deserialize, Serialize};

use crate::rows::Row;
use crate::worksheet::{Worksheet, number};
use crate::wrong;

/// The long description.
pub(super) const LONG: &str = "\
Optimal distribution of search effort over areas: maximise POS = sum of p_i (1 - exp(-y_i)), y_i the coverage of area i, the sum
over the units of coverage rate times hours. One unit: Charnes-Cooper, exact. Several: Washburn 1995. The sheet gives the hours
of every unit in every area, POD and probability after the search, what one more hour of each unit would gain, and the proof: a
bound that no allocation exceeds.

The rates are given as they are (--rate), or as sweep width x speed / area (--sweep-width-nm, --speed-kn, --area-nm2). Effort is
divisible and moves at no cost here; rectangles and transit are for sarex plan recommend.";

const EXAMPLE: &str = "\
Example: three areas, two units. Unit 1 covers 0.10, 0.05 and 0.02 of the areas an hour, unit 2 covers 0.05, 0.05 and 0.20;
they have 10 and 5 hours:

  sarex plan allocate --probability 0.5,0.3,0.2 --rate 0.10,0.05 --rate 0.05,0.05 --rate 0.02,0.20 --effort-h 10,5

The same from sweep widths and speeds (one --sweep-width-nm and --speed-kn row for all areas, or one row an area):

  sarex plan allocate --probability 0.5,0.3,0.2 --area-nm2 200,300,150 --sweep-width-nm 1.6,2.2 --speed-kn 12,90 --effort-h 10,5

As a case file (--case case.toml):

  probability = [0.5, 0.3, 0.2]
  area = [\"A1\", \"A2\", \"A3\"]
  unit = [\"cutter\", \"helicopter\"]
  rate = [[0.10, 0.05], [0.05, 0.05], [0.02, 0.20]]
  effort_h = [10, 5]";

/// The flags.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
    #[command(flatten)]
    inputs: Inputs,
}

/// What the worksheet is made from.
#[derive(Clone, Debug, Default, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
struct Inputs {
    /// Probability of containment of each area; need not add up to one, the rest lies where nobody searches
    #[arg(long, value_name = "P,P,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    probability: Vec<f64>,
    /// Names of the areas
    #[arg(long, value_name = "NAME,NAME,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area: Vec<String>,
    /// Names of the units
    #[arg(long, value_name = "NAME,NAME,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unit: Vec<String>,
    /// Coverage an hour of each unit in one area (W V / A); once for each area, 0 where a unit cannot search
    #[arg(long, value_name = "W,W,...")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rate: Vec<Row>,
    /// Sizes of the areas, square nautical miles; with --sweep-width-nm and --speed-kn instead of --rate
    #[arg(long, value_name = "A,A,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area_nm2: Vec<f64>,
    /// Sweep width of each unit, nautical miles; once for all areas or once for each
    #[arg(long, value_name = "W,W,...")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sweep_width_nm: Vec<Row>,
    /// Search speed of each unit, knots; once for all areas or once for each
    #[arg(long, value_name = "V,V,...")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speed_kn: Vec<Row>,
    /// Hours on scene of each unit
    #[arg(long, value_name = "H,H,...", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    effort_h: Vec<f64>,
}

pub(super) fn run(args: &Args) -> Result<String, Vec<Finding>> {
    let inputs = sarex_files::case::merge(args.common.case.as_deref(), &args.inputs)?;
    Ok(args.common.show(&sheet(&inputs)?))
}

/// Rates `[area][unit]`, from the matrix or from W V / A.
fn rates(inputs: &Inputs, findings: &mut Vec<Finding>) -> Vec<f64> {
    let (areas, units) = (inputs.probability.len(), inputs.effort_h.len());
    let built = !(inputs.area_nm2.is_empty() && inputs.sweep_width_nm.is_empty() && inputs.speed_kn.is_empty());
    if built && !inputs.rate.is_empty() {
        findings.push(wrong(
            "rate",
            "rates are given twice",
            "give --rate, or --area-nm2 with --sweep-width-nm and --speed-kn",
        ));
    }
    let mut row_of = |key: &str, rows: &[Row], area: usize, one_for_all: bool| -> Vec<f64> {
        let row = if one_for_all && rows.len() == 1 { rows.first() } else { rows.get(area) };
        let row = row.map(|row| row.0.clone()).unwrap_or_default();
        for (unit, value) in row.iter().enumerate().filter(|(_, value)| !(value.is_finite() && **value >= 0.0)) {
            if findings.len() < 40 {
                let reason = format!("area {}, unit {}: {value}", area + 1, unit + 1);
                findings.push(wrong(key, reason, "give 0 or a positive number"));
            }
        }
        if row.len() != units && findings.len() < 40 {
            let reason = format!("area {} has {} numbers for {units} units", area + 1, row.len());
            findings.push(wrong(
                key,
                reason,
                "one row an area, one number a unit; --effort-h says how many units there are",
            ));
        }
        row
    };
    let mut all = Vec::with_capacity(areas * units);
    for area in 0..areas {
        if built {
            let widths = row_of("sweep_width_nm", &inputs.sweep_width_nm, area, true);
            let speeds = row_of("speed_kn", &inputs.speed_kn, area, true);
            let size = inputs.area_nm2.get(area).copied().unwrap_or(f64::NAN);
            all.extend(widths.iter().zip(&speeds).map(|(w, v)| w * v / size));
        } else {
            all.extend(row_of("rate", &inputs.rate, area, false));
        }
    }
    for (key, rows, least) in [
        ("rate", &inputs.rate, areas),
        ("sweep_width_nm", &inputs.sweep_width_nm, areas),
        ("speed_kn", &inputs.speed_kn, areas),
    ] {
        if rows.len() > least {
            findings.push(wrong(key, format!("{} rows for {areas} areas", rows.len()), "one row an area"));
        }
    }
    if built {
        if inputs.area_nm2.len() != areas {
            let reason = format!("{} sizes for {areas} areas", inputs.area_nm2.len());
            findings.push(wrong("area_nm2", reason, "give one size an area"));
        }
        for (n, size) in inputs.area_nm2.iter().enumerate().filter(|(_, size)| !(size.is_finite() && **size > 0.0)) {
            findings.push(wrong("area_nm2", format!("size {} is {size}", n + 1), "sizes are above 0"));
        }
    }
    all
}

fn names(key: &str, given: &[String], count: usize, word: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    if !given.is_empty() && given.len() != count {
        let reason = format!("{} names for {count}", given.len());
        findings.push(wrong(key, reason, "give one name each, or none"));
    }
    (0..count).map(|n| given.get(n).cloned().unwrap_or_else(|| format!("{word}{}", n + 1))).collect()
}

fn sheet(inputs: &Inputs) -> Result<Worksheet, Vec<Finding>> {
    let mut findings = Vec::new();
    if inputs.probability.is_empty() {
        findings.push(wrong("probability", "no area", "give --probability 0.5,0.3,0.2"));
    }
    if inputs.effort_h.is_empty() {
        findings.push(wrong("effort_h", "no unit", "give --effort-h with the hours of each unit"));
    }
    let pairs = inputs.probability.len().saturating_mul(inputs.effort_h.len());
    if pairs > allocation::MOST_PAIRS {
        let reason = format!("{pairs} pairs of area and unit, at most {} are taken", allocation::MOST_PAIRS);
        findings.push(wrong("probability", reason, "join areas or units"));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    for (key, values) in [("probability", &inputs.probability), ("effort_h", &inputs.effort_h)] {
        for (n, value) in values.iter().enumerate().filter(|(_, value)| !(value.is_finite() && **value >= 0.0)).take(40)
        {
            findings.push(wrong(key, format!("number {} is {value}", n + 1), "give 0 or a positive number"));
        }
    }
    let rate = rates(inputs, &mut findings);
    let areas = names("area", &inputs.area, inputs.probability.len(), "A", &mut findings);
    let units = names("unit", &inputs.unit, inputs.effort_h.len(), "U", &mut findings);
    if !findings.is_empty() {
        return Err(findings);
    }
    let problem = Problem { probability: &inputs.probability, rate_per_h: &rate, effort_h: &inputs.effort_h };
    let found = allocation::allocate(&problem).map_err(|errors| {
        let hint = "probabilities, rates and hours are 0 or positive numbers; count from 0, area by area";
        errors.iter().take(40).map(|e| wrong("inputs", e.to_string(), hint)).collect::<Vec<_>>()
    })?;
    Ok(write(&problem, &found, &areas, &units))
}

fn write(problem: &Problem<'_>, found: &Allocation, areas: &[String], units: &[String]) -> Worksheet {
    let mut sheet = Worksheet::new("Optimal allocation of search effort");
    let method = if units.len() == 1 { "Charnes-Cooper, exact" } else { "Washburn 1995, many resources" };
    sheet.section(&format!("Method: {method}; miss chance of an area exp(-sum of rate x hours)"));
    sheet.value("method", method);
    let total: f64 = problem.probability.iter().sum();
    sheet.step("probability_sum", "Probability in the areas", "sum of p_i", total, "");
    sheet.section("Hours by area and unit");
    let headings: Vec<&str> =
        ["area", "p", "POD", "coverage", "after"].into_iter().chain(units.iter().map(String::as_str)).collect();
    let hours = |i: usize| &found.effort_h[i * units.len()..(i + 1) * units.len()];
    let row = |i: usize| {
        let figures = [problem.probability[i], found.pod[i], found.coverage[i], found.posterior[i]];
        let cells = figures.iter().chain(hours(i)).map(|value| number(*value));
        [areas[i].clone()].into_iter().chain(cells).collect::<Vec<String>>()
    };
    sheet.table(&headings, &(0..areas.len()).map(row).collect::<Vec<_>>());
    sheet.section("Units").table(
        &["unit", "hours", "gain per h", "unused h"],
        &(0..units.len())
            .map(|j| {
                let figures = [problem.effort_h[j], found.multiplier_per_h[j], found.unused_h[j]];
                [units[j].clone()].into_iter().chain(figures.map(number)).collect()
            })
            .collect::<Vec<Vec<String>>>(),
    );
    sheet.section("Worth and proof");
    sheet.step("pos", "Probability of success POS", "sum of p_i (1 - exp(-y_i))", found.pos, "");
    sheet.step("bound_pos", "No allocation exceeds", "dual bound at the gains per hour", found.bound, "");
    sheet.step("relative_gap", "Distance from the bound", "(bound - POS) / bound", found.relative_gap(), "");
    sheet.step(
        "kkt_residual",
        "Residual of the conditions",
        "max (lambda_j - p_i e^-y_i w_ij) / lambda_j",
        found.kkt_residual,
        "",
    );
    sheet.value("converged", found.converged).value("rounds", found.rounds).value("pivots", found.pivots);
    let area = |i: usize| {
        serde_json::json!({
            "name": areas[i], "probability": problem.probability[i], "coverage": found.coverage[i], "pod": found.pod[i],
            "posterior": found.posterior[i], "effort_h": hours(i),
        })
    };
    let unit = |j: usize| {
        serde_json::json!({
            "name": units[j], "effort_h": problem.effort_h[j], "gain_per_h": found.multiplier_per_h[j],
            "unused_h": found.unused_h[j],
        })
    };
    sheet.value("areas", (0..areas.len()).map(area).collect::<Vec<_>>());
    sheet.value("units", (0..units.len()).map(unit).collect::<Vec<_>>());
    notes(&mut sheet, found, total, units);
    sheet
}

fn notes(sheet: &mut Worksheet, found: &Allocation, total: f64, units: &[String]) {
    if total > 1.0 + 1e-9 {
        sheet.note(format!(
            "the probabilities add up to {}, above one: POS is then a weight, not a probability",
            number(total)
        ));
    } else if total < 1.0 - 1e-9 {
        sheet.note(format!("{} of the probability lies outside the areas and is never found", number(1.0 - total)));
    }
    for (name, _) in units.iter().zip(&found.unused_h).filter(|(_, unused)| **unused > 0.0) {
        sheet.note(format!("{name} can gain nothing in any area; its hours are unused"));
    }
    if !found.converged {
        sheet.note("NOT CONVERGED: the hours are good to the stated distance from the bound only");
    }
    sheet.note(
        "effort is divisible and moves at no cost: transit, rectangles and separation are for sarex plan recommend",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(values: &[f64]) -> Row {
        Row(values.to_vec())
    }

    /// Washburn 1995, three searchers (see sarex-model, `allocation::washburn`), as a planner would enter it.
    #[test]
    fn val_washburn_example_through_the_worksheet() {
        let inputs = Inputs {
            probability: vec![1000.0, 1000.0, 2000.0, 2000.0],
            rate: vec![row(&[1.0, 3.0, 0.0]), row(&[2.0, 2.0, 1.0]), row(&[3.0, 2.0, 0.0]), row(&[4.0, 1.0, 1.0])],
            effort_h: vec![3.0, 2.0, 1.0],
            ..Inputs::default()
        };
        let json = sheet(&inputs).unwrap().json();
        assert!((json["areas"][2]["effort_h"][0].as_f64().unwrap() - 1.46081).abs() < 6e-6);
        assert!(json["converged"] == true && json["kkt_residual"].as_f64().unwrap() <= 1e-10);
        assert!(json["notes"].to_string().contains("above one"));
    }

    #[test]
    fn rates_come_from_width_speed_and_area() {
        let built = Inputs {
            probability: vec![0.5, 0.3],
            area_nm2: vec![100.0, 50.0],
            sweep_width_nm: vec![row(&[2.0, 1.0])],
            speed_kn: vec![row(&[10.0, 90.0]), row(&[12.0, 80.0])],
            effort_h: vec![3.0, 1.0],
            ..Inputs::default()
        };
        let direct = Inputs {
            probability: vec![0.5, 0.3],
            rate: vec![row(&[0.2, 0.9]), row(&[0.48, 1.6])],
            effort_h: vec![3.0, 1.0],
            ..Inputs::default()
        };
        let pos = |inputs: &Inputs| sheet(inputs).unwrap().json()["pos"].as_f64().unwrap();
        assert!((pos(&built) - pos(&direct)).abs() < 1e-12);
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(sheet(&Inputs::default()).unwrap_err().len(), 2);
        let ragged = Inputs {
            probability: vec![0.5, 0.3],
            rate: vec![row(&[0.2]), row(&[0.48, 1.6, 3.0]), row(&[])],
            effort_h: vec![3.0, 1.0],
            area: vec!["only".into()],
            ..Inputs::default()
        };
        assert_eq!(sheet(&ragged).unwrap_err().len(), 4);
        let bad = Inputs {
            probability: vec![f64::NAN, -1.0],
            rate: vec![row(&[1.0]); 2],
            effort_h: vec![1.0],
            ..Inputs::default()
        };
        assert_eq!(sheet(&bad).unwrap_err().len(), 2);
        // Values and lengths at once: two probabilities, one rate, two row lengths.
        let mixed = Inputs { rate: vec![row(&[f64::NAN, 1.0])], ..bad };
        assert_eq!(sheet(&mixed).unwrap_err().len(), 5);
        let sizes = Inputs {
            probability: vec![0.5],
            area_nm2: vec![0.0],
            sweep_width_nm: vec![row(&[1.0])],
            speed_kn: vec![row(&[1.0])],
            effort_h: vec![1.0],
            ..Inputs::default()
        };
        assert_eq!(sheet(&sizes).unwrap_err().len(), 1);
    }
}
