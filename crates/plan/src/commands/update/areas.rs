//! Searches of areas with a stated POD each.

use sarex_files::finding::Finding;
use sarex_model::probability::update::{Searched, searches};

use super::Inputs;
use crate::rows::within;
use crate::worksheet::{Worksheet, number};
use crate::wrong;

/// Areas and searches that are taken.
const MOST: usize = 10_000;

fn check(inputs: &Inputs) -> Result<f64, Vec<Finding>> {
    let mut findings = Vec::new();
    if inputs.poc.is_empty() {
        findings.push(wrong("poc", "no area", "give --poc 0.4,0.3"));
    }
    if inputs.pod.is_empty() {
        findings.push(wrong("pod", "no search", "give --pod with the POD of each area; once for each search"));
    }
    if inputs.poc.len() > MOST || inputs.pod.len() > MOST {
        findings.push(wrong("poc", format!("more than {MOST} areas or searches"), "give fewer"));
        return Err(findings);
    }
    for poc in &inputs.poc {
        within("poc", *poc, 0.0, 1.0, &mut findings);
    }
    for (n, pod) in inputs.pod.iter().enumerate() {
        if pod.0.len() != inputs.poc.len() {
            let reason = format!("search {} has {} numbers for {} areas", n + 1, pod.0.len(), inputs.poc.len());
            findings.push(wrong("pod", reason, "one POD an area, 0 where it was not searched"));
        }
        pod.0.iter().for_each(|pod| {
            within("pod", *pod, 0.0, 1.0, &mut findings);
        });
    }
    if !inputs.area.is_empty() && inputs.area.len() != inputs.poc.len() {
        findings.push(wrong(
            "area",
            format!("{} names for {} areas", inputs.area.len(), inputs.poc.len()),
            "one name an area",
        ));
    }
    let sum: f64 = inputs.poc.iter().sum();
    let rest = inputs.rest_of_world.unwrap_or((1.0 - sum).max(0.0));
    within("rest_of_world", rest, 0.0, 1.0, &mut findings);
    if findings.is_empty() && sum + rest <= 0.0 {
        findings.push(wrong("poc", "all probabilities are 0", "at least one area needs some"));
    }
    if findings.is_empty() && sum + rest > 1.0 + 1e-6 {
        let reason = format!("areas and the rest of the world add up to {}", number(sum + rest));
        findings.push(wrong("poc", reason, "they must not exceed one"));
    }
    if findings.is_empty() { Ok(rest) } else { Err(findings) }
}

/// The worksheet.
pub(super) fn sheet(inputs: &Inputs) -> Result<Worksheet, Vec<Finding>> {
    let rest = check(inputs)?;
    let total: f64 = inputs.poc.iter().sum::<f64>() + rest;
    let poc: Vec<f64> = inputs.poc.iter().map(|poc| poc / total).collect();
    let rest = rest / total;
    let pods: Vec<Vec<f64>> = inputs.pod.iter().map(|row| row.0.clone()).collect();
    let all = searches(&poc, rest, &pods);
    let mut sheet = Worksheet::new("Probability after searches without result");
    sheet.section(
        "POC_i' = POC_i (1 - POD_i) / (1 - POS), POS = sum of POC_i POD_i, cumulative POS = 1 - prod (1 - POS_k)",
    );
    sheet.step("rest_of_world", "Rest of the world before", "1 - sum of POC", rest, "");
    if (total - 1.0).abs() > 1e-6 {
        sheet.note(format!("the probabilities added up to {} and were made to add up to one", number(total)));
    }
    let name = |i: usize| inputs.area.get(i).cloned().unwrap_or_else(|| format!("A{}", i + 1));
    let (mut before, mut rest_before) = (poc, rest);
    for (n, search) in all.iter().enumerate() {
        sheet.section(&format!("Search {}", n + 1));
        let row = |i: usize| {
            let figures = [before[i], pods[n][i], before[i] * pods[n][i], search.poc[i], search.poc_unnormalised[i]];
            [name(i)].into_iter().chain(figures.map(number)).collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<String>> = (0..before.len()).map(row).collect();
        let outside =
            [rest_before, 0.0, 0.0, search.rest_of_world, search.rest_of_world * (1.0 - search.cumulative_pos)];
        rows.push(["elsewhere".to_owned()].into_iter().chain(outside.map(number)).collect());
        sheet.table(&["area", "POC", "POD", "POS", "POC after", "not normalised"], &rows);
        sheet.step(&format!("pos_{}", n + 1), "POS of this search", "sum of POC POD", search.pos, "");
        sheet.step(
            &format!("cumulative_pos_{}", n + 1),
            "Cumulative POS",
            "1 - prod (1 - POS)",
            search.cumulative_pos,
            "",
        );
        (before, rest_before) = (search.poc.clone(), search.rest_of_world);
    }
    let json = |search: &Searched| {
        serde_json::json!({
            "pos": search.pos, "cumulative_pos": search.cumulative_pos, "poc": search.poc,
            "rest_of_world": search.rest_of_world, "poc_unnormalised": search.poc_unnormalised,
        })
    };
    sheet.value("searches", all.iter().map(json).collect::<Vec<_>>());
    sheet.value("cumulative_pos", all.last().map_or(0.0, |last| last.cumulative_pos));
    if all.len() > 1 {
        sheet.note("searches are taken as independent of one another: optimistic when the sweep width is uncertain");
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Row;

    fn inputs(poc: &[f64], pods: &[&[f64]]) -> Inputs {
        Inputs { poc: poc.to_vec(), pod: pods.iter().map(|pod| Row(pod.to_vec())).collect(), ..Inputs::default() }
    }

    #[test]
    fn val_two_searches_by_hand() {
        // 0.4 and 0.3: POS 0.2; then 0.25, 0.375 and 0.375: POS 0.225; together 1 - 0.8 x 0.775 = 0.38.
        let json = sheet(&inputs(&[0.4, 0.3], &[&[0.5, 0.0], &[0.0, 0.6]])).unwrap().json();
        assert!((json["pos_2"].as_f64().unwrap() - 0.225).abs() < 1e-15);
        assert!((json["cumulative_pos"].as_f64().unwrap() - 0.38).abs() < 1e-15);
        assert!((json["searches"][1]["rest_of_world"].as_f64().unwrap() - 0.3 / 0.62).abs() < 1e-15);
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(sheet(&inputs(&[0.4, 1.3], &[&[0.5], &[f64::NAN, 2.0]])).unwrap_err().len(), 4);
        assert_eq!(sheet(&inputs(&[0.0], &[&[0.5]])).map(|_| ()), Ok(()));
        let empty = Inputs { rest_of_world: Some(0.0), ..inputs(&[0.0], &[&[0.5]]) };
        assert_eq!(sheet(&empty).unwrap_err().len(), 1);
        assert_eq!(sheet(&inputs(&[0.9, 0.9], &[&[0.5, 0.1]])).unwrap_err().len(), 1);
        assert_eq!(sheet(&Inputs::default()).unwrap_err().len(), 2);
    }
}
