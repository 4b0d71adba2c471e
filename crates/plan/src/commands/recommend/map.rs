//! The map of a recommendation: drift elements, or a datum with its error.

use sarex_files::finding::Finding;
use sarex_model::allocation::rectangles::Cloud;
use sarex_model::math::{cos, erf, radians, sin};
use sarex_model::position::{LocalFrame, Position, Vec2};
use sarex_model::units::{knots, nm};

use super::inputs::Inputs;
use crate::elements::{Element, read_elements, read_text};
use crate::rows::{instant, place, within};
use crate::wrong;

/// Elements a side of a datum's map.
const SIDE: u32 = 100;
/// Standard deviations that it reaches out to.
const REACH: f64 = 4.0;

/// The cloud with what is said about it.
pub(super) struct Situation {
    pub cloud: Cloud,
    pub frame: LocalFrame,
    /// Seconds since 1970 of the map.
    pub time_unix_s: Option<i64>,
    /// What the map was made of.
    pub source: String,
    pub notes: Vec<String>,
}

/// The map; none when there are findings about it.
pub(super) fn situation(inputs: &Inputs, findings: &mut Vec<Finding>) -> Option<Situation> {
    let before = findings.len();
    let rest = inputs.rest_of_world.unwrap_or(0.0);
    within("rest_of_world", rest, 0.0, 1.0, findings);
    if let Some(set) = inputs.drift_set_deg {
        within("drift_set_deg", set, 0.0, 360.0, findings);
    }
    if let Some(kn) = inputs.drift_kn {
        within("drift_kn", kn, 0.0, 20.0, findings);
    }
    if inputs.drift_set_deg.is_some() != inputs.drift_kn.is_some() {
        findings.push(wrong("drift_kn", "a drift needs direction and speed", "give --drift-set-deg and --drift-kn"));
    }
    let time = inputs.time.as_deref().and_then(|text| instant("time", text, findings));
    let situation = match (&inputs.positions, &inputs.datum) {
        (Some(_), None) => of_elements(inputs, time, findings),
        (None, Some(datum)) => of_datum(inputs, datum, time, findings),
        _ => {
            findings.push(wrong(
                "positions",
                "there must be one map",
                "give --positions FILE, or --datum with --error-nm",
            ));
            None
        }
    };
    let mut situation = situation.filter(|_| findings.len() == before)?;
    situation.cloud.weights.iter_mut().for_each(|weight| *weight *= 1.0 - rest);
    if let (Some(set), Some(kn)) = (inputs.drift_set_deg, inputs.drift_kn) {
        situation.cloud.drift_mps = Vec2::from_polar(set, knots(kn));
    }
    Some(situation)
}

/// A normal distribution as a lattice of elements.
fn of_datum(inputs: &Inputs, datum: &str, time: Option<i64>, findings: &mut Vec<Finding>) -> Option<Situation> {
    let centre = place("datum", datum, findings);
    let sigma = match (inputs.error_nm, inputs.sigma_nm.as_slice()) {
        (Some(error), []) => [error / (2.0 * std::f64::consts::LN_2).sqrt(); 2],
        (None, [both]) => [*both; 2],
        (None, [along, across]) => [*along, *across],
        _ => {
            let remedy = "give --error-nm (radius of 50 %), or --sigma-nm with one or two standard deviations";
            findings.push(wrong("error_nm", "the error of the datum must be given once", remedy));
            return None;
        }
    };
    let good = sigma.iter().all(|sigma| within("sigma_nm", *sigma, 0.01, 500.0, findings));
    let axis = inputs.axis_deg.unwrap_or(0.0);
    if !within("axis_deg", axis, 0.0, 360.0, findings) || !good {
        return None;
    }
    let frame = LocalFrame::new(centre?);
    let step = 2.0 * REACH / f64::from(SIDE);
    let strip = |k: u32| {
        let at = |n: u32| erf((f64::from(n) * step - REACH) / std::f64::consts::SQRT_2);
        0.5 * (at(k + 1) - at(k))
    };
    let middle = |k: u32| (f64::from(k) + 0.5) * step - REACH;
    let (along, across) = (Vec2::from_polar(axis, nm(sigma[0])), Vec2::from_polar(axis + 90.0, nm(sigma[1])));
    let cells = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column)));
    let (places, weights) = cells.map(|(r, c)| (along * middle(r) + across * middle(c), strip(r) * strip(c))).unzip();
    // The box an element stands for, upright: what a turned cell spans.
    let (s, c) = (sin(radians(axis)).abs(), cos(radians(axis)).abs());
    let (long, wide) = (nm(sigma[0]) * step, nm(sigma[1]) * step);
    let size_m = [long * s + wide * c, long * c + wide * s];
    let source = format!("normal distribution, standard deviations {:.3} and {:.3} NM", sigma[0], sigma[1]);
    let mut notes = vec!["the datum's distribution is cut at four standard deviations (0.01 % outside)".to_owned()];
    if inputs.drift_kn.is_none() {
        notes.push("assumed: no drift (none was stated)".to_owned());
    }
    Some(Situation {
        cloud: Cloud { places, weights, drift_mps: Vec2::ZERO, size_m },
        frame,
        time_unix_s: time,
        source,
        notes,
    })
}

/// Place of an element at a time, and its speed there in degrees a second; held at its ends.
fn at_time(element: &Element, time_s: f64) -> Option<Position> {
    let next = element.times_s.partition_point(|t| *t <= time_s);
    let after = element.places.get(next).or(element.places.last())?;
    let Some(before) = next.checked_sub(1).and_then(|n| element.places.get(n)) else { return Some(*after) };
    let (Some(t0), Some(t1)) = (element.times_s.get(next - 1), element.times_s.get(next)) else { return Some(*before) };
    let frame = LocalFrame::new(*before);
    Some(frame.to_position(frame.to_local(*after) * ((time_s - t0) / (t1 - t0))))
}

fn of_elements(inputs: &Inputs, time: Option<i64>, findings: &mut Vec<Finding>) -> Option<Situation> {
    let path = inputs.positions.as_ref()?;
    if inputs.error_nm.is_some() || !inputs.sigma_nm.is_empty() || inputs.axis_deg.is_some() {
        findings.push(wrong(
            "error_nm",
            "an error goes with a datum, not with elements",
            "leave it out, or give --datum",
        ));
    }
    let name = path.display().to_string();
    let file = match read_text(path).and_then(|text| read_elements(&name, &text)) {
        Ok(file) => file,
        Err(found) => {
            findings.extend(found);
            return None;
        }
    };
    if time.is_some() && !file.timed {
        findings.push(wrong("time", "the elements have no times", "leave --time out"));
    }
    let all_times = || file.elements.iter().flat_map(|element| element.times_s.iter().copied());
    let (first, last) = (all_times().fold(f64::INFINITY, f64::min), all_times().fold(f64::NEG_INFINITY, f64::max));
    let map_s = time.map_or(last, |time| time as f64);
    if file.timed && !(first..=last).contains(&map_s) {
        findings.push(wrong("time", "the elements have no place at this time", "choose a time of the forecast"));
        return None;
    }
    let afloat: Vec<(&Element, Position)> = file
        .elements
        .iter()
        .filter(|element| element.weight > 0.0 && element.waiting_until_s.is_none_or(|until| until < map_s))
        .filter_map(|element| at_time(element, map_s).map(|at| (element, at)))
        .collect();
    let Some((_, origin)) = afloat.first() else {
        findings.push(wrong(
            "positions",
            "no element with a weight is in the water at this time",
            "choose another time",
        ));
        return None;
    };
    let total: f64 = file.elements.iter().map(|element| element.weight).sum::<f64>() + file.waiting_weight;
    let rough = LocalFrame::new(*origin);
    let held: f64 = afloat.iter().map(|(element, _)| element.weight).sum();
    let sum = afloat.iter().fold(Vec2::ZERO, |sum, (element, at)| sum + rough.to_local(*at) * element.weight);
    let frame = LocalFrame::new(rough.to_position(sum * (1.0 / held)));
    let places: Vec<Vec2> = afloat.iter().map(|(_, at)| frame.to_local(*at)).collect();
    let weights: Vec<f64> = afloat.iter().map(|(element, _)| element.weight / total).collect();
    let mut notes = Vec::new();
    if held < total * (1.0 - 1e-9) {
        notes.push(format!(
            "{:.4} of the probability is not in the water at this time and cannot be found",
            1.0 - held / total
        ));
    }
    let (drift_mps, drift_note) = mean_drift(&afloat, map_s, first, held);
    if inputs.drift_kn.is_none() {
        notes.push(drift_note);
    }
    let time_unix_s = file.timed.then_some(map_s as i64);
    let source = format!("{} drift elements of {name}", places.len());
    Some(Situation { cloud: Cloud { places, weights, drift_mps, size_m: [0.0; 2] }, frame, time_unix_s, source, notes })
}

/// Mean drift of the elements over the hour before the map (or what there is of it), and where it is from.
fn mean_drift(afloat: &[(&Element, Position)], map_s: f64, first_s: f64, held: f64) -> (Vec2, String) {
    let span = (map_s - first_s).min(3600.0);
    if span < 60.0 || !span.is_finite() {
        return (Vec2::ZERO, "assumed: no drift (the elements have one time, and none was stated)".to_owned());
    }
    let sum = afloat.iter().fold(Vec2::ZERO, |sum, (element, at)| {
        let before = at_time(element, map_s - span).unwrap_or(*at);
        sum + before.to(*at) * element.weight
    });
    let drift = sum * (1.0 / (held * span));
    (drift, format!("assumed: the drift goes on as the mean of all elements over the last {:.0} min", span / 60.0))
}
