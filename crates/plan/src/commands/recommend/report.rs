//! The worksheet of a recommendation.

use sarex_files::time::iso_utc;
use sarex_model::allocation::rectangles::{Fit, Recommendation};
use sarex_model::position::Position;
use sarex_model::units::{to_knots, to_nm};
use serde_json::{Value, json};

use super::inputs::{Inputs, LEAST_SPACING_NM, LawInput, Task};
use super::map::Situation;
use crate::worksheet::{Worksheet, number};

/// Clock of so many seconds after the map: a date where the map has one.
fn clock(situation: &Situation, seconds: f64) -> String {
    match situation.time_unix_s {
        Some(zero) => iso_utc(zero + seconds.round() as i64),
        None => format!("+{}h{:02}min", (seconds / 3600.0) as i64, (seconds / 60.0) as i64 % 60),
    }
}

fn pair(at: Position) -> Value {
    json!([at.lat_deg, at.lon_deg])
}

/// The worksheet.
pub(super) fn sheet(inputs: &Inputs, situation: &Situation, task: &Task, found: &Recommendation) -> Worksheet {
    let mut sheet = Worksheet::new("Recommended search rectangles");
    let at = |local| situation.frame.to_position(local);
    sheet.section("Map");
    sheet.word("map", "Probability from", "", &situation.source);
    sheet.word("map_time", "Time of the map", "", &clock(situation, 0.0));
    sheet.word("map_mean", "Mean place", "", &at(situation.cloud.mean()).to_string());
    let drift = situation.cloud.drift_mps;
    sheet.step("drift_set_deg", "Drift towards", "", drift.bearing_deg(), "deg");
    sheet.step("drift_kn", "Drift speed", "", to_knots(drift.length()), "kn");
    let held: f64 = situation.cloud.weights.iter().sum();
    sheet.step("rest_of_world", "Not to be found", "1 - probability of the elements", (1.0 - held).max(0.0), "");
    let mut units = Vec::new();
    for (n, input) in inputs.unit.iter().enumerate() {
        sheet.section(&format!("{}. {}", n + 1, input.name));
        match &found.fits[n] {
            Some(fit) => units.push(unit(&mut sheet, inputs, situation, task, found, n, fit)),
            None => {
                sheet.note(format!(
                    "{} gets no rectangle: nothing it may search can be reached and left in time",
                    input.name
                ));
                units.push(json!({ "name": input.name, "nation": input.nation, "rectangle": null, "pos": 0.0 }));
            }
        }
    }
    sheet.value("units", units);
    sheet.section("All units");
    sheet.step("pos", "Probability of success POS", "over the elements, all units", found.pos, "");
    sheet.step("pos_on_map", "POS on the map of the bound", "even probability inside each cell", found.pos_on_map, "");
    sheet.step("bound_pos", "Best of the same effort", "no rectangles, no transit, no constraint", found.bound, "");
    sheet.step("share_of_bound", "Share of the bound", "POS on the map / bound", found.share_of_bound(), "");
    sheet.value("looked_at", found.looked_at).value("seed", inputs.seed.unwrap_or(1));
    notes(&mut sheet, inputs, situation);
    sheet
}

#[allow(clippy::too_many_arguments, reason = "the lines of one unit in one place")]
fn unit(
    sheet: &mut Worksheet,
    inputs: &Inputs,
    situation: &Situation,
    task: &Task,
    found: &Recommendation,
    n: usize,
    fit: &Fit,
) -> Value {
    let input = &inputs.unit[n];
    let searcher = &task.searchers[n];
    let at = |local| situation.frame.to_position(local);
    let corners: Vec<Position> = fit.rectangle.corners().map(at).to_vec();
    let pod = task.rules.law.pod(fit.coverage);
    let base_of_return = if searcher.base.is_some() { "back at base" } else { "end of search" };
    let rows: Vec<[String; 2]> = vec![
        ["centre".into(), at(fit.rectangle.centre).to_string()],
        ["corners".into(), corners.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")],
        ["commence search point".into(), at(fit.commence).to_string()],
        [
            "length x width".into(),
            format!("{} x {} NM", number(to_nm(fit.rectangle.length_m)), number(to_nm(fit.rectangle.width_m))),
        ],
        ["leg heading".into(), format!("{:05.1} deg", fit.rectangle.heading_deg())],
        ["legs, spacing S".into(), format!("{} legs, {} NM", fit.legs, number(to_nm(fit.spacing_m)))],
        [
            "coverage C = W / S".into(),
            format!("{} / {} = {}", number(input.sweep_width_nm), number(to_nm(fit.spacing_m)), number(fit.coverage)),
        ],
        ["POD".into(), number(pod)],
        ["POC inside".into(), number(found.poc_by_unit[n])],
        ["POS, after the units above".into(), number(found.pos_by_unit[n])],
        [
            "commence, end of search".into(),
            format!("{}, {}", clock(situation, fit.commence_s), clock(situation, fit.end_s)),
        ],
        [base_of_return.into(), format!("{} h of {} h used", number(fit.used_s / 3600.0), number(input.endurance_h))],
    ];
    for [label, text] in &rows {
        sheet.line(label, text);
    }
    json!({
        "name": input.name,
        "nation": input.nation,
        "rectangle": {
            "centre_deg": pair(at(fit.rectangle.centre)),
            "corners_deg": corners.iter().copied().map(pair).collect::<Vec<_>>(),
            "heading_deg": fit.rectangle.heading_deg(),
            "length_nm": to_nm(fit.rectangle.length_m),
            "width_nm": to_nm(fit.rectangle.width_m),
        },
        "csp_deg": pair(at(fit.commence)),
        "track_deg": fit.waypoints().into_iter().map(|p| pair(at(p))).collect::<Vec<_>>(),
        "legs": fit.legs,
        "spacing_nm": to_nm(fit.spacing_m),
        "coverage": fit.coverage,
        "pod": pod,
        "poc": found.poc_by_unit[n],
        "pos": found.pos_by_unit[n],
        "commence_s": fit.commence_s,
        "end_s": fit.end_s,
        "used_h": fit.used_s / 3600.0,
    })
}

fn notes(sheet: &mut Worksheet, inputs: &Inputs, situation: &Situation) {
    situation.notes.iter().for_each(|note| {
        sheet.note(note.as_str());
    });
    let law = match inputs.law.unwrap_or_default() {
        LawInput::Random => "random search, 1 - exp(-C)",
        LawInput::InverseCube => "inverse cube with exact spacing, an ideal",
    };
    sheet.note(format!("POD by {law}; searches of different units are independent"));
    if inputs.unit.iter().any(|unit| unit.base.is_none()) {
        sheet.note("units without a base stay on scene: their endurance ends with the search");
    }
    if inputs.unit.iter().any(|unit| unit.min_spacing_nm.is_none()) {
        sheet.note(format!("assumed: {LEAST_SPACING_NM} NM is the least spacing of units that state none"));
    }
    sheet.note("rectangles lie still on the ground while elements drift through them; each counts at three moments of a search");
    sheet.note("land, depth, traffic and daylight are not looked at: check the rectangles on the chart");
}
