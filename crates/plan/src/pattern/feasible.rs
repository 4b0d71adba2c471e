//! Whether a unit can run the pattern, and what the published limits say.

use sarex_model::{
    math,
    pattern::{DriftMethod, Plane, UnitTrack},
    units::{nm, to_knots, to_nm},
};

use super::{
    Kind,
    draw::{Drawn, Means},
    inputs::Craft,
};
use crate::worksheet::number;

/// Part of the time on scene that planners count as searching; the rest goes to turns and to looking at sightings.
const SEARCHING_PART: f64 = 0.85;
/// Coverage below this is not recommended.
const LEAST_COVERAGE: f64 = 0.5;
/// Mean radius of the Earth, metres.
const EARTH_M: f64 = 6_371_008.8;

/// Cautions and hints; none of them stops the plan.
pub(super) fn notes(drawn: &Drawn, means: &Means) -> Vec<String> {
    let mut notes = Vec::new();
    drawn.plan.units.iter().take(drawn.searching).for_each(|unit| endurance(unit, means, &mut notes));
    turns(drawn, &mut notes);
    spacing(drawn, &mut notes);
    drift(drawn, &mut notes);
    limits(drawn, &mut notes);
    geometry(drawn, &mut notes);
    notes
}

fn endurance(unit: &UnitTrack, means: &Means, notes: &mut Vec<String>) {
    let end = unit.waypoints.last().map_or(unit.csp, |w| w.at);
    let Some(on_scene_s) = means.on_scene_s(unit.csp, end) else { return };
    let hours = |s: f64| number(s / 3600.0);
    let (needs_s, name) = (unit.time_s(), &unit.name);
    if on_scene_s <= 0.0 {
        notes.push(format!("WARNING {name}: endurance does not even reach for the way there and back"));
    } else if needs_s > on_scene_s {
        notes.push(format!(
            "WARNING {name}: the pattern takes {} h, {} h are left on scene: {} of {} legs fit",
            hours(needs_s),
            hours(on_scene_s),
            unit.legs_within(on_scene_s),
            unit.legs()
        ));
    } else if needs_s > SEARCHING_PART * on_scene_s {
        notes.push(format!(
            "{name}: the pattern takes {} h, more than 85 % of the {} h on scene that planners count as searching",
            hours(needs_s),
            hours(on_scene_s)
        ));
    }
}

fn turns(drawn: &Drawn, notes: &mut Vec<String>) {
    let radius_m = drawn.conduct.turn_radius_m;
    if radius_m == 0.0 {
        notes.push("turns take no time: no radius of turn is given".into());
        return;
    }
    notes.push("each turn adds the time of its arc to the full legs: assumed, on the slow side".into());
    let one_spacing = !matches!(drawn.kind, Kind::Spiral | Kind::Barrier);
    if let Some(spacing_m) = drawn.plan.spacing_m.filter(|s| one_spacing && *s < 2.0 * radius_m * (1.0 - 1e-9)) {
        notes.push(format!(
            "WARNING radius of turn {} NM is more than S/2 = {} NM: the unit overshoots the next leg; S of {} NM or more is \
             feasible, or procedure turns, or every second leg first",
            number(to_nm(radius_m)),
            number(0.5 * to_nm(spacing_m)),
            number(2.0 * to_nm(radius_m))
        ));
    }
}

fn spacing(drawn: &Drawn, notes: &mut Vec<String>) {
    if let (Some(error), Some(spacing_m)) = (drawn.inputs.nav_error_nm, drawn.plan.spacing_m)
        && spacing_m < nm(error)
    {
        let s = number(to_nm(spacing_m));
        notes.push(format!(
            "WARNING S {s} NM is less than the navigation error {error} NM: legs may be run twice or not at all (house rule)"
        ));
    }
    if let Some((coverage, _)) = drawn.coverage.as_ref().filter(|(c, _)| *c < LEAST_COVERAGE) {
        notes.push(format!("WARNING coverage {} is below 0.5, which is not recommended", number(*coverage)));
    }
}

fn drift(drawn: &Drawn, notes: &mut Vec<String>) {
    let drift_kn = to_knots(drawn.conduct.drift_mps.length());
    match drawn.conduct.method {
        DriftMethod::None if drift_kn > 0.0 && drawn.kind != Kind::Barrier => notes.push(
            "drift is not made up for: seen from the object legs open against the drift and crowd with it; see S from the object"
                .into(),
        ),
        DriftMethod::WaterFrame if drawn.kind != Kind::Barrier => notes.push(
            "water frame: steer the courses and lengths 'in water' by dead reckoning or about a marker; leeway of the object \
             relative to the water is not in it"
                .into(),
        ),
        DriftMethod::WaypointShift => {
            notes.push("waypoints are shifted by drift x elapsed time: they hold for the start time only".into());
        }
        DriftMethod::None | DriftMethod::WaterFrame => {}
    }
}

/// Limits of the table of patterns: hints.
fn limits(drawn: &Drawn, notes: &mut Vec<String>) {
    if let (Kind::Sector, Some(radius)) = (drawn.kind, drawn.inputs.radius_nm) {
        let (least, most, word) = match drawn.inputs.craft {
            Some(Craft::Vessel) => (2.0, 5.0, "a vessel's sector search has 2 to 5 NM"),
            Some(Craft::Aircraft) => (5.0, 20.0, "an aircraft's sector search has 5 to 20 NM"),
            None => (2.0, 20.0, "sector searches have 2 to 5 NM (vessel) or 5 to 20 NM (aircraft)"),
        };
        if !(least..=most).contains(&radius) {
            notes.push(format!("radius {radius} NM: {word}"));
        }
    }
    let (s, v) = (drawn.inputs.spacing_nm.unwrap_or(0.0), drawn.inputs.speed_kn.unwrap_or(0.0));
    let axis = drawn.inputs.length_nm.unwrap_or(0.0).max(drawn.inputs.width_nm.unwrap_or(0.0));
    if drawn.inputs.craft == Some(Craft::Vessel) && (s > 5.0 || v > 40.0 || axis > 20.0) {
        notes.push(
            "some chart plotters take S up to 5 NM, 40 kn and axes up to 20 NM only (one product's limits)".into(),
        );
    }
}

/// What the lines on the chart are, and how right the lengths are.
fn geometry(drawn: &Drawn, notes: &mut Vec<String>) {
    let legs = || drawn.plan.units.iter().flat_map(|unit| unit.waypoints.windows(2));
    let bow = |pair: &[sarex_model::pattern::Waypoint]| {
        let lat = math::radians(0.5 * (pair[0].at.lat_deg + pair[1].at.lat_deg));
        pair[1].leg_m * pair[1].leg_m * math::tan(lat).abs() / (8.0 * EARTH_M)
    };
    let most = legs().map(bow).fold(0.0, f64::max);
    notes.push(format!(
        "legs are rhumb lines between waypoints; lengths are geodesics between them, which leave the rhumb line by {:.0} m at most",
        most.ceil()
    ));
    let all = || drawn.plan.units.iter().flat_map(|unit| &unit.waypoints);
    let first = drawn.plan.units[0].csp;
    // The pattern's centre lies within it: the reach from there is no more than the greatest distance within.
    let reach = all().map(|w| w.at.distance_m(first)).fold(0.0, f64::max);
    let error = Plane::error_in_20_nm_m(reach);
    if error > 1.0 {
        notes.push(format!("laid out in a plane: a leg of 20 NM is right to {:.0} m", error.ceil()));
    }
}
