//! Patterns on a line: track line, shoreline, barrier, racetrack.

use sarex_model::{
    math,
    pattern::{self, Conduct, Plan, Side},
    position::Position,
    units::nm,
};

use super::{
    Kind, coast,
    draw::{Means, chord_error_m, first_turn},
    reader::Reader,
};

/// Detail of a coast left out unless said otherwise, as a part of the distance; assumed.
const TOLERANCE_PART: f64 = 0.1;

/// Points given by flag or file.
fn track(reader: &mut Reader) -> Option<Vec<Position>> {
    let inputs = reader.inputs;
    match (&inputs.track_file, inputs.track.is_empty()) {
        (Some(_), false) => {
            reader.wrong("--track-file", "points and a file say the same thing", "give one of them");
            None
        }
        (Some(file), true) => coast::read(file).map_err(|findings| reader.findings.extend(findings)).ok(),
        (None, _) => {
            let before = reader.findings.len();
            let points = reader.positions("--track", &inputs.track);
            if reader.findings.len() > before {
                return None;
            }
            if points.len() < 2 {
                reader.wrong(
                    "--track",
                    format!("{} points, at least two are needed", points.len()),
                    "repeat --track POSITION",
                );
                return None;
            }
            Some(points)
        }
    }
}

pub(super) fn track_line(reader: &mut Reader, kind: Kind, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let route = track(reader);
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "2");
    let search = pattern::TrackLine {
        route: route?,
        spacing_m: spacing_m?,
        first_side: inputs.first_side.map_or(Side::Right, Side::from),
        traversals: inputs.legs.unwrap_or(1),
    };
    reader.take(match kind {
        Kind::TrackLineReturn => pattern::track_line_return(&search, conduct),
        _ => pattern::track_line_nonreturn(&search, conduct),
    })
}

pub(super) fn shoreline(reader: &mut Reader, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let coast = track(reader);
    let distance_m = reader.need_nm("--distance-nm", inputs.distance_nm, "0.5");
    let passes = inputs.legs.unwrap_or(1);
    let spacing_m = match inputs.spacing_nm {
        // One pass has no neighbour; it looks as far to seaward as to the coast.
        None if passes == 1 => distance_m.map(|d| 2.0 * d),
        spacing => reader.need_nm("--spacing-nm", spacing, "0.5"),
    };
    if inputs.seaward.is_none() {
        reader.wrong("--seaward", "is missing", "give left or right, seen along the coast line from its first point");
    }
    let distance_m = distance_m?;
    let search = pattern::Shoreline {
        coast: coast?,
        seaward: inputs.seaward?.into(),
        distance_m,
        spacing_m: spacing_m?,
        passes,
        tolerance_m: inputs.tolerance_nm.map_or(TOLERANCE_PART * distance_m, nm),
    };
    reader.take(pattern::shoreline(&search, conduct))
}

/// Middle, direction and length of a straight line: from two points, or from centre, orientation and length.
fn straight(reader: &mut Reader, default_deg: Option<(f64, &str)>) -> Option<(Position, f64, f64)> {
    let inputs = reader.inputs;
    if inputs.track.is_empty() {
        let centre = reader.need_position("--centre", inputs.centre.as_deref());
        let length_m = reader.need_nm("--length-nm", inputs.length_nm, "10");
        let axis_deg = match (inputs.orientation_deg, default_deg) {
            (Some(deg), _) => Some(deg),
            (None, Some((deg, why))) => {
                reader.notes.push(format!("axis {deg:03.0} true, {why}"));
                Some(deg)
            }
            (None, None) => reader.need("--orientation-deg", None, "045"),
        };
        return Some((centre?, axis_deg?, length_m?));
    }
    if inputs.centre.is_some() || inputs.length_nm.is_some() || inputs.orientation_deg.is_some() {
        let reason = "two points and centre, orientation, length say the same thing";
        reader.wrong("--track", reason, "give one of them");
        return None;
    }
    let points = track(reader)?;
    let [a, b] = points.as_slice() else {
        reader.wrong("--track", format!("{} points, the line has two ends", points.len()), "give two points");
        return None;
    };
    let length_m = a.distance_m(*b);
    let centre = a.destination(a.bearing_deg(*b), 0.5 * length_m);
    Some((centre, centre.bearing_deg(*b), length_m))
}

pub(super) fn barrier(reader: &mut Reader, conduct: &Conduct, means: &Means) -> Option<Plan> {
    let inputs = reader.inputs;
    let flows = conduct.drift_mps.length() > 0.0;
    let square = flows.then(|| (math::wrap_360(conduct.drift_mps.bearing_deg() - 90.0), "square to the flow"));
    let line = straight(reader, square);
    if !flows {
        reader.notes.push("no flow is given (--drift): a barrier's coverage has no meaning without one".into());
    }
    let passes = match (inputs.legs, line, means.endurance_s) {
        (Some(passes), _, _) => Some(passes),
        (None, Some((centre, _, length_m)), Some(_)) => {
            // As many as surely fit: the slower of the two directions, for each of them.
            let slow_mps = conduct.speed_mps - conduct.drift_mps.length();
            let turn_s = std::f64::consts::PI * conduct.turn_radius_m / conduct.speed_mps;
            let available_s = means.on_scene_s(centre, centre).unwrap_or(0.0);
            let passes = (available_s / (length_m / slow_mps + turn_s)).floor();
            reader.notes.push("as many passes as surely fit into the time on scene".into());
            Some(if passes >= 1.0 { passes as u32 } else { 0 })
        }
        (None, _, None) => {
            reader.wrong("--legs", "is missing", "give the number of passes, or --endurance to fill");
            None
        }
        (None, None, Some(_)) => None,
    };
    let ((centre, axis_deg, length_m), passes) = (line?, passes?);
    let crossover = inputs.crossover.unwrap_or(false);
    let search = pattern::Barrier { centre, axis_deg, length_m, passes, crossover };
    reader.take(pattern::barrier(&search, conduct))
}

pub(super) fn racetrack(reader: &mut Reader, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "1");
    let line = straight(reader, None);
    let ((centre, axis_deg, length_m), spacing_m) = (line?, spacing_m?);
    let search = pattern::Racetrack {
        centre,
        axis_deg,
        length_m,
        spacing_m,
        turns: first_turn(inputs),
        circuits: inputs.legs.unwrap_or(1),
        chord_error_m: chord_error_m(reader, spacing_m),
    };
    reader.take(pattern::racetrack(&search, conduct))
}
