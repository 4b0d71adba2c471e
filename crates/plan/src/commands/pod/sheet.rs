//! The POD worksheet.

use super::resolve::{CURVES, Case, Pass};
use crate::commands::sweep_width::LAWS;
use crate::worksheet::{Worksheet, number};
use sarex_model::pod::{PodLaw, at_least_once, at_least_once_common_width, parallel_sweeps};
use serde_json::{Map, Value, json};

/// Works the case out.
pub fn sheet(case: &Case) -> Worksheet {
    let mut sheet = Worksheet::new("Probability of detection");
    passes(&mut sheet, case);
    let mut best = at_least_once(&pods(case, case.law));
    if case.passes.len() > 1 {
        sheet.section("Searches together").shown("independent", "", "1 - product(1 - POD)");
        for (name, law) in CURVES {
            let pods = pods(case, law);
            let product: Vec<String> = pods.iter().map(|pod| format!("(1 - {})", number(*pod))).collect();
            let formula = format!("1 - {}", product.join(" "));
            sheet.step(&key("cumulative_pod", name), &format!("  {name}"), &formula, at_least_once(&pods), "");
        }
    }
    best = uncertain(&mut sheet, case).unwrap_or(best);
    if let Some(share) = case.undetectable {
        let formula = format!("(1 - {share}) x {}", number(best));
        best *= 1.0 - share;
        sheet.section("Objects that no search can see");
        sheet.step("pod_with_undetectable", "POD", &formula, best, "");
    }
    straying(&mut sheet, case);
    if let Some(poc) = case.poc {
        sheet.section("Success").step("poc", "POC", "given", poc, "");
        let formula = format!("POC x POD = {} x {}", number(poc), number(best));
        sheet.step("pos", "POS", &formula, poc * best, "");
        let left = if poc * best < 1.0 { poc * (1.0 - best) / (1.0 - poc * best) } else { 0.0 };
        sheet.step("poc_after", "POC afterwards", "POC (1 - POD) / (1 - POS)", left, "");
    }
    wanted(&mut sheet, case);
    table(&mut sheet);
    let law = CURVES.iter().find(|curve| curve.1 == case.law).map_or("", |curve| curve.0);
    sheet.value("law", law).value("pod", best);
    sheet.note(format!("combined figures by the {law} curve; POD in the field lies between inverse cube and random (USCG trials 1978-81)"));
    sheet
}

fn key(start: &str, name: &str) -> String {
    format!("{start}_{}", name.replace('-', "_"))
}

fn pods(case: &Case, law: PodLaw) -> Vec<f64> {
    case.passes.iter().map(|pass| law.pod(pass.coverage)).collect()
}

fn passes(sheet: &mut Worksheet, case: &Case) {
    let several = case.passes.len() > 1;
    let mut values = Vec::new();
    for (index, pass) in case.passes.iter().enumerate() {
        sheet.section(&if several { format!("Search {}", index + 1) } else { "Coverage and POD".into() });
        let coverage = number(pass.coverage);
        sheet.shown("Coverage C", &coverage, &pass.formula);
        let mut value = Map::new();
        value.insert("coverage".into(), json!(pass.coverage));
        for (name, law) in CURVES {
            let formula = match law {
                PodLaw::DefiniteRange => format!("min(C, 1) = min({coverage}, 1)"),
                PodLaw::InverseCube => format!("erf(sqrt(pi)/2 C) = erf(0.8862 x {coverage})"),
                PodLaw::Random => format!("1 - exp(-C) = 1 - exp(-{coverage})"),
                PodLaw::DanishFit => format!("1 - exp(-1.6 C^1.4) = 1 - exp(-1.6 x {coverage}^1.4)"),
            };
            sheet.shown(&format!("POD, {name}"), &number(law.pod(pass.coverage)), &formula);
            value.insert(key("pod", name), json!(law.pod(pass.coverage)));
        }
        if !several {
            for (name, number) in &value {
                sheet.value(name, number);
            }
        }
        values.push(Value::Object(value));
    }
    sheet.value("passes", values);
}

/// POD of all searches with one unknown sweep width.
fn uncertain(sheet: &mut Worksheet, case: &Case) -> Option<f64> {
    let (widths, words) = case.widths.as_ref()?;
    let pod = |pass: usize, factor: f64| case.law.pod(case.passes[pass].coverage * factor);
    let each: Vec<f64> = (0..case.passes.len()).map(|pass| widths.mean(|factor| pod(pass, factor))).collect();
    sheet.section("Uncertain sweep width").shown("Distribution of W", "", words);
    let mean_of = widths.mean(|factor| factor);
    sheet.step("mean_width_factor", "Mean factor on W", "", mean_of, "");
    for (index, mean) in each.iter().enumerate() {
        sheet.shown(&format!("Mean POD, search {}", index + 1), &number(*mean), "POD averaged over W");
    }
    sheet.value("mean_pods", &each);
    let common = at_least_once_common_width(widths, case.passes.len(), pod);
    let formula = "mean over W of 1 - product(1 - POD): one W common to all";
    sheet.step("common_width_pod", "POD, common W", formula, common, "");
    sheet.step(
        "independent_width_pod",
        "POD, W drawn anew each search",
        "1 - product(1 - mean POD)",
        at_least_once(&each),
        "",
    );
    sheet.note("searches with one unknown sweep width are correlated: the figure for a common W is used from here on");
    sheet.note("assumed: the distribution of W is the planner's own judgement; no source gives one");
    Some(common)
}

fn straying(sheet: &mut Worksheet, case: &Case) {
    let Some(sigma) = case.track_error_nm else { return };
    sheet.section("Tracks that stray sideways").step(
        "track_error_nm",
        "Standard deviation of a track",
        "",
        sigma,
        "NM",
    );
    let mut values = Vec::new();
    for (index, pass) in case.passes.iter().enumerate() {
        for law in &case.lateral_laws {
            let name = LAWS.iter().find(|named| named.1 == *law).map_or("", |named| named.0);
            let at = |sigma: f64| tracks(pass, |width, spacing| parallel_sweeps(*law, width, spacing, sigma));
            let (Some(steady), Some(strayed)) = (at(0.0), at(sigma)) else { continue };
            let formula =
                format!("{} without error; random {}", number(steady), number(PodLaw::Random.pod(pass.coverage)));
            sheet.shown(&format!("POD, search {}, {name}", index + 1), &number(strayed), &formula);
            values.push(json!({ "pass": index + 1, "lateral_law": name, "pod": strayed, "pod_without_error": steady }));
        }
    }
    sheet.value("straying", values);
    sheet.note("straying tracks: endless parallel tracks, each with its own normal error, integrated over lateral range; not part of the combined figures");
}

fn tracks(pass: &Pass, f: impl Fn(f64, f64) -> Option<f64>) -> Option<f64> {
    pass.tracks.and_then(|(width, spacing)| f(width, spacing))
}

fn wanted(sheet: &mut Worksheet, case: &Case) {
    let Some(pod) = case.wanted_pod else { return };
    sheet.section(&format!("Coverage for a POD of {}", number(pod)));
    for (name, law) in CURVES {
        match law.coverage_for(pod) {
            Some(coverage) => {
                sheet.step(&key("coverage_for_wanted_pod", name), name, "curve solved for C; S = W / C", coverage, "");
            }
            None => {
                sheet.shown(name, "none", "no coverage gives it");
            }
        }
    }
}

fn table(sheet: &mut Worksheet) {
    sheet.section("POD against coverage");
    let coverages: Vec<f64> = (1..=20).map(|tenth| f64::from(tenth) / 10.0).collect();
    let headings: Vec<&str> = std::iter::once("C").chain(CURVES.map(|curve| curve.0)).collect();
    let rows: Vec<Vec<String>> = coverages
        .iter()
        .map(|c| {
            std::iter::once(format!("{c:.1}")).chain(CURVES.map(|curve| format!("{:.3}", curve.1.pod(*c)))).collect()
        })
        .collect();
    sheet.table(&headings, &rows);
    let values: Vec<Value> = coverages
        .iter()
        .map(|c| {
            let mut row = Map::new();
            row.insert("coverage".into(), json!(c));
            row.extend(CURVES.map(|(name, law)| (key("pod", name), json!(law.pod(*c)))));
            Value::Object(row)
        })
        .collect();
    sheet.value("table", values);
}
