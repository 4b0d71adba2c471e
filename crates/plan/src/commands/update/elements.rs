//! Drift elements searched leg by leg.

use std::collections::BTreeMap;

use sarex_files::finding::Finding;
use sarex_files::time::iso_utc;
use sarex_model::density::GridShape;
use sarex_model::position::{LocalFrame, Position, Vec2};
use sarex_model::probability::Map;
use sarex_model::probability::particles::{Correlation, Elements, Leg, Motion};
use sarex_model::units::{knots, nm};

use super::Inputs;
use crate::elements::{ElementFile, Fix, read_elements, read_text, read_tracks, with_weights};
use crate::rows::{instant, place, within};
use crate::worksheet::{Worksheet, number};
use crate::wrong;

/// Legs of all units.
const MOST_LEGS: usize = 20_000;
/// Legs times rows of elements: some minutes of one processor.
const MOST_WORK: usize = 4_000_000_000;

/// A leg with what is printed of it.
struct NamedLeg {
    unit: String,
    from: Position,
    to: Position,
    time_s: [f64; 2],
    sweep_width_nm: f64,
    max_range_nm: f64,
}

fn legs(inputs: &Inputs, findings: &mut Vec<Finding>) -> Vec<NamedLeg> {
    let mut legs = Vec::new();
    for path in &inputs.track {
        let name = path.display().to_string();
        match read_text(path).and_then(|text| read_tracks(&name, &text)) {
            Ok(fixes) => legs.extend(legs_of(&name, fixes, findings)),
            Err(found) => findings.extend(found),
        }
    }
    for (n, leg) in inputs.leg.iter().enumerate() {
        let key = |field: &str| format!("leg {}, {field}", n + 1);
        let (from, to) = (place(&key("from"), &leg.from, findings), place(&key("to"), &leg.to, findings));
        let times = (instant(&key("start"), &leg.start, findings), instant(&key("end"), &leg.end, findings));
        let wide = within(&key("sweep_width_nm"), leg.sweep_width_nm, 0.0, 100.0, findings);
        let max_range_nm = leg.max_range_nm.unwrap_or(f64::INFINITY);
        if max_range_nm.is_nan() || max_range_nm < 0.0 {
            findings.push(wrong(&key("max_range_nm"), format!("{max_range_nm} is no range"), "give nautical miles"));
        }
        let (Some(from), Some(to), (Some(start), Some(end)), true) = (from, to, times, wide) else { continue };
        if end < start {
            findings.push(wrong(&key("end"), "the leg ends before it starts", "exchange start and end"));
        }
        let (unit, time_s) = (leg.unit.clone(), [start as f64, end as f64]);
        legs.push(NamedLeg { unit, from, to, time_s, sweep_width_nm: leg.sweep_width_nm, max_range_nm });
    }
    if legs.is_empty() && findings.is_empty() {
        findings.push(wrong(
            "track",
            "no leg was searched",
            "give --track FILE with two rows a unit at least, or [[leg]] in the case file",
        ));
    }
    if legs.len() > MOST_LEGS {
        findings.push(wrong("track", format!("{} legs, at most {MOST_LEGS} are taken", legs.len()), "give fewer rows"));
    }
    legs.sort_by(|a, b| a.time_s[0].total_cmp(&b.time_s[0]).then(a.unit.cmp(&b.unit)));
    legs
}

/// Consecutive rows of one unit are legs.
fn legs_of(name: &str, fixes: Vec<Fix>, findings: &mut Vec<Finding>) -> Vec<NamedLeg> {
    let mut by_unit: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
    fixes.into_iter().for_each(|fix| by_unit.entry(fix.unit.clone()).or_default().push(fix));
    let mut legs = Vec::new();
    for (unit, fixes) in by_unit {
        if fixes.windows(2).any(|pair| pair[1].time_s < pair[0].time_s) {
            findings.push(wrong(name, format!("the times of {unit} do not rise"), "sort the rows by time"));
        }
        legs.extend(fixes.windows(2).map(|pair| NamedLeg {
            unit: unit.clone(),
            from: pair[0].at,
            to: pair[1].at,
            time_s: [pair[0].time_s, pair[1].time_s],
            sweep_width_nm: pair[0].sweep_width_nm,
            max_range_nm: pair[0].max_range_nm.unwrap_or(f64::INFINITY),
        }));
    }
    legs
}

/// Weighted mean place, about the first.
fn middle(file: &ElementFile) -> Position {
    let Some(first) = file.elements.iter().find_map(|element| element.places.first()) else {
        return Position::default();
    };
    let frame = LocalFrame::new(*first);
    let last = |element: &crate::elements::Element| element.places.last().map_or(Vec2::ZERO, |at| frame.to_local(*at));
    let total: f64 = file.elements.iter().map(|element| element.weight).sum();
    let sum = file.elements.iter().fold(Vec2::ZERO, |sum, element| sum + last(element) * element.weight);
    if total > 0.0 { frame.to_position(sum * (1.0 / total)) } else { *first }
}

/// The worksheet; writes the files asked for.
pub(super) fn sheet(inputs: &Inputs) -> Result<Worksheet, Vec<Finding>> {
    let mut findings = Vec::new();
    let path = inputs.positions.clone().unwrap_or_default();
    let text = read_text(&path).unwrap_or_else(|found| {
        findings.extend(found);
        String::new()
    });
    let file = if findings.is_empty() {
        read_elements(&path.display().to_string(), &text)
    } else {
        Ok(ElementFile::default())
    };
    let file = file.unwrap_or_else(|found| {
        findings.extend(found);
        ElementFile::default()
    });
    let legs = legs(inputs, &mut findings);
    let rest = inputs.rest_of_world.unwrap_or(0.0);
    within("rest_of_world", rest, 0.0, 1.0, &mut findings);
    let sd = inputs.sweep_width_sd.unwrap_or(0.0);
    within("sweep_width_sd", sd, 0.0, 0.5, &mut findings);
    let (set, speed) = (inputs.drift_set_deg.unwrap_or(0.0), inputs.drift_kn.unwrap_or(0.0));
    within("drift_set_deg", set, 0.0, 360.0, &mut findings);
    within("drift_kn", speed, 0.0, 20.0, &mut findings);
    let cells = inputs.cells.unwrap_or(40);
    within("cells", f64::from(cells), 1.0, 500.0, &mut findings);
    let rows: usize = file.elements.iter().map(|element| 1 + element.times_s.len()).sum();
    if findings.is_empty() && rows.saturating_mul(legs.len()) > MOST_WORK {
        findings.push(wrong(
            "track",
            "legs times elements are too many to calculate",
            "give fewer legs, elements or times",
        ));
    }
    if findings.is_empty() && file.elements.is_empty() {
        findings.push(wrong("positions", "no element is in the water", "check the column status"));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let frame = LocalFrame::new(middle(&file));
    let drift_mps = Vec2::from_polar(set, knots(speed));
    let correlation = if sd > 0.0 { Correlation::of_sweep_width(sd) } else { Correlation::NONE };
    let (motions, weights) = motions(&file, &frame, drift_mps);
    // What is not yet in the water cannot be found: it is the rest of the world for now.
    let afloat: f64 = weights.iter().sum();
    let waiting = (1.0 - rest) * file.waiting_weight / (afloat + file.waiting_weight);
    let mut elements = Elements::new(motions, &weights, rest + waiting, correlation).ok_or_else(|| {
        vec![wrong("positions", "no element in the water has a weight above 0", "check the column weight")]
    })?;
    let mut sheet = Worksheet::new("Drift elements after a search without result");
    sheet.section("Each leg: potential F of the relative way (inverse cube law), weight x exp(-F)");
    sheet.step("elements", "Elements in the water", "", file.elements.len() as f64, "");
    sheet.step(
        "rest_of_world_before",
        "Not to be found before",
        "rest of the world + not yet adrift",
        rest + waiting,
        "",
    );
    run_legs(&mut sheet, &mut elements, &legs, &frame);
    let after = elements.posterior();
    let left: f64 = after.iter().sum();
    sheet.step(
        "rest_of_world_after",
        "Not to be found after",
        "(before) / (1 - cumulative POS)",
        (1.0 - left).max(0.0),
        "",
    );
    notes(&mut sheet, inputs, &file, &legs, waiting, sd);
    outputs(
        &mut sheet,
        inputs,
        &file,
        &text,
        &after,
        legs.last().map_or(0.0, |leg| leg.time_s[1]),
        cells,
        &elements,
        &frame,
    )?;
    Ok(sheet)
}

fn motions(file: &ElementFile, frame: &LocalFrame, drift_mps: Vec2) -> (Vec<Motion>, Vec<f64>) {
    let motion = |element: &crate::elements::Element| Motion {
        times_s: element.times_s.clone(),
        places: element.places.iter().map(|at| frame.to_local(*at)).collect(),
        drift_mps,
        // Adrift from its first row on; before that it was waiting, or nothing is known.
        afloat_from_s: element.waiting_until_s.and(element.times_s.first().copied()).unwrap_or(f64::NEG_INFINITY),
    };
    file.elements.iter().map(|element| (motion(element), element.weight)).unzip()
}

fn run_legs(sheet: &mut Worksheet, elements: &mut Elements, legs: &[NamedLeg], frame: &LocalFrame) {
    let mut rows = Vec::with_capacity(legs.len());
    let mut json = Vec::with_capacity(legs.len());
    let mut cumulative = 0.0;
    for (n, leg) in legs.iter().enumerate() {
        let worth = elements.search(&Leg {
            time_s: leg.time_s,
            place: [frame.to_local(leg.from), frame.to_local(leg.to)],
            sweep_width_m: nm(leg.sweep_width_nm),
            max_range_m: nm(leg.max_range_nm),
        });
        cumulative = worth.cumulative_pos;
        let (start, end) = (iso_utc(leg.time_s[0] as i64), iso_utc(leg.time_s[1] as i64));
        rows.push(vec![
            (n + 1).to_string(),
            leg.unit.clone(),
            start.clone(),
            end.clone(),
            number(leg.sweep_width_nm),
            format!("{:.6}", worth.pos),
            format!("{:.6}", worth.cumulative_pos),
        ]);
        json.push(serde_json::json!({
            "unit": leg.unit, "start": start, "end": end, "sweep_width_nm": leg.sweep_width_nm,
            "pos": worth.pos, "cumulative_pos": worth.cumulative_pos,
        }));
    }
    sheet.section("Legs").table(&["leg", "unit", "start", "end", "W NM", "POS", "cumulative POS"], &rows);
    sheet.value("legs", json);
    sheet.section("After all legs").step("cumulative_pos", "Cumulative POS", "1 - prod (1 - POS)", cumulative, "");
}

fn notes(sheet: &mut Worksheet, inputs: &Inputs, file: &ElementFile, legs: &[NamedLeg], waiting: f64, sd: f64) {
    let (mut early, mut late) = (0, 0);
    let (begin, end) = (legs[0].time_s[0], legs.iter().map(|leg| leg.time_s[1]).fold(0.0, f64::max));
    for element in &file.elements {
        early += usize::from(element.waiting_until_s.is_none() && element.times_s.first().is_some_and(|t| *t > begin));
        late += usize::from(element.times_s.last().is_some_and(|t| *t < end));
    }
    if file.timed && early + late > 0 {
        let drift = match inputs.drift_kn {
            Some(kn) if kn > 0.0 => format!("drift at the stated {} kn", number(kn)),
            _ => "stand still".to_owned(),
        };
        sheet.note(format!("assumed: outside their times elements {drift} ({early} before, {late} after)"));
    }
    if !file.timed {
        sheet.note("the elements have no times: assumed to be where they are at the time of every leg, with the stated drift if any");
    }
    if waiting > 0.0 {
        sheet.note(format!("{} of the probability is not yet in the water and cannot be found", number(waiting)));
    }
    if sd > 0.0 {
        sheet.note(format!(
            "the sweep width has a common deviation of {}: three points of Gauss and Hermite",
            number(sd)
        ));
    } else {
        sheet.note("legs are independent of one another (sweep width exact): optimistic; see --sweep-width-sd");
    }
    if legs.iter().any(|leg| leg.max_range_nm.is_infinite()) {
        sheet.note("no greatest range was stated for some legs: the inverse cube law is used at all distances");
    }
}

#[allow(clippy::too_many_arguments, reason = "one place that writes every file")]
fn outputs(
    sheet: &mut Worksheet,
    inputs: &Inputs,
    file: &ElementFile,
    text: &str,
    after: &[f64],
    end_s: f64,
    cells: u32,
    elements: &Elements,
    frame: &LocalFrame,
) -> Result<(), Vec<Finding>> {
    if let Some(path) = &inputs.out {
        let weights: BTreeMap<u64, f64> =
            file.elements.iter().zip(after).map(|(element, w)| (element.id, *w)).collect();
        crate::rows::write("out", path, &with_weights(text, &weights))?;
        sheet.value("out", path.display().to_string());
        sheet.note("the weights written add up to one less the part that cannot be found");
    }
    let Some(path) = &inputs.grid else { return Ok(()) };
    let places: Vec<Position> =
        elements.motions.iter().filter_map(|motion| motion.at(end_s)).map(|at| frame.to_position(at)).collect();
    let shape = shape_round(&places, cells);
    let left: f64 = after.iter().sum();
    let placed = places.iter().copied().zip(after.iter().copied());
    let mut map =
        Map::of_elements(shape, placed).map_err(|e| vec![wrong("grid", e.to_string(), "is any probability left?")])?;
    // Elements add up to `left`, the rest of the world has what is missing.
    map.mass.iter_mut().for_each(|mass| *mass *= left);
    map.rest_of_world = (1.0 - map.mass.iter().sum::<f64>()).max(0.0);
    let csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let body = if csv { grid_csv(&map) } else { grid_json(&map, end_s) };
    crate::rows::write("grid", path, &body)?;
    sheet.value("grid", path.display().to_string());
    Ok(())
}

/// A grid that holds all places with a little room.
fn shape_round(places: &[Position], cells: u32) -> GridShape {
    let first = places.first().copied().unwrap_or_default();
    let east = |at: &Position| sarex_model::math::wrap_180(at.lon_deg - first.lon_deg);
    let (mut low, mut high) = ([0.0, first.lat_deg], [0.0, first.lat_deg]);
    for at in places {
        for (axis, value) in [east(at), at.lat_deg].into_iter().enumerate() {
            low[axis] = f64::min(low[axis], value);
            high[axis] = f64::max(high[axis], value);
        }
    }
    let size = [0, 1].map(|axis| (high[axis] - low[axis]).max(1e-4) * 1.001 / f64::from(cells));
    GridShape {
        lon0_deg: first.lon_deg + low[0] - 0.0002 * size[0],
        lat0_deg: low[1] - 0.0002 * size[1],
        dlon_deg: size[0],
        dlat_deg: size[1],
        ncols: cells as usize,
        nrows: cells as usize,
    }
}

fn grid_csv(map: &Map) -> String {
    let mut out = String::from("row,column,lon_deg,lat_deg,probability\n");
    for (cell, mass) in map.mass.iter().enumerate() {
        let at = map.shape.centre(cell);
        let (row, column) = (cell / map.shape.ncols, cell % map.shape.ncols);
        out.push_str(&format!("{row},{column},{:.6},{:.6},{mass}\n", at.lon_deg, at.lat_deg));
    }
    out
}

fn grid_json(map: &Map, end_s: f64) -> String {
    let body = serde_json::json!({
        "exercise": crate::worksheet::MARK, "time": iso_utc(end_s as i64), "shape": map.shape,
        "probability": map.mass, "rest_of_world": map.rest_of_world,
    });
    format!("{body}\n")
}

#[cfg(test)]
mod tests {
    use super::super::LegInput;
    use super::*;

    const ELEMENTS: &str = "element,scenario,time_unix_s,lon_deg,lat_deg,weight,status\n\
        0,0,0,131.00,36.00,0.5,adrift\n0,0,7200,131.02,36.00,0.5,adrift\n\
        1,0,0,131.10,36.00,0.3,adrift\n1,0,7200,131.12,36.00,0.3,adrift\n2,0,0,131.0,36.0,0.2,waiting\n2,0,7200,131.0,36.0,0.2,waiting\n";

    fn leg() -> LegInput {
        LegInput {
            unit: "A".into(),
            start: "1970-01-01T00:00:00Z".into(),
            end: "1970-01-01T02:00:00Z".into(),
            from: "35-48N 131-00.6E".into(),
            to: "36-12N 131-00.6E".into(),
            sweep_width_nm: 1.0,
            max_range_nm: None,
        }
    }

    #[test]
    fn legs_move_weight_and_files_can_be_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("e.csv");
        std::fs::write(&path, ELEMENTS).unwrap();
        let track = dir.path().join("t.csv");
        std::fs::write(&track, "unit,time_unix_s,lon_deg,lat_deg,sweep_width_nm,max_range_nm\nB,100,131.1,35.9,1,5\nB,4000,131.1,36.1,1,\n").unwrap();
        let out = dir.path().join("after.csv");
        let grid = dir.path().join("after.json");
        let inputs = Inputs {
            positions: Some(path),
            track: vec![track],
            leg: vec![leg()],
            out: Some(out.clone()),
            grid: Some(grid.clone()),
            ..Inputs::default()
        };
        let json = sheet(&inputs).unwrap().json();
        let legs = json["legs"].as_array().unwrap();
        assert_eq!((legs.len(), legs[0]["unit"].as_str()), (2, Some("A")));
        // The first element crosses the track of A at mid-leg and is found for sure: 0.5 of the whole at least.
        assert!(legs[0]["pos"].as_f64().unwrap() >= 0.499, "{json}");
        let after = read_elements("after.csv", &std::fs::read_to_string(&out).unwrap()).unwrap();
        let sum: f64 = after.elements.iter().map(|e| e.weight).sum();
        let rest = json["rest_of_world_after"].as_f64().unwrap();
        assert!((sum + rest - 1.0).abs() < 1e-9 && rest > 0.2);
        let grid: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&grid).unwrap()).unwrap();
        let mass: f64 = grid["probability"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).sum();
        assert!((mass + grid["rest_of_world"].as_f64().unwrap() - 1.0).abs() < 1e-9);
        let doubtful = Inputs { sweep_width_sd: Some(0.4), out: None, grid: None, ..inputs };
        assert!(sheet(&doubtful).unwrap().json()["cumulative_pos"] != json["cumulative_pos"]);
    }

    #[test]
    fn every_fault_is_named() {
        let bad = LegInput { start: "noon".into(), from: "here".into(), sweep_width_nm: -1.0, ..leg() };
        let inputs = Inputs {
            positions: Some("no-such-file.csv".into()),
            leg: vec![bad],
            rest_of_world: Some(2.0),
            drift_kn: Some(f64::NAN),
            ..Inputs::default()
        };
        assert_eq!(sheet(&inputs).unwrap_err().len(), 6);
    }
}
