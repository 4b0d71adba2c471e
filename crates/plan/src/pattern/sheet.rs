//! The worksheet of a pattern.

use sarex_files::time;
use sarex_model::{
    pattern::{DriftMethod, LegKind, SpacingRange, UnitTrack},
    pod,
    units::{to_knots, to_nm},
};
use serde_json::{Value, json};

use super::{Kind, draw::Drawn};
use crate::worksheet::{Worksheet, number};

/// Square metres in a square nautical mile.
const M2_PER_NM2: f64 = 1852.0 * 1852.0;

pub(super) fn sheet(drawn: &Drawn) -> Worksheet {
    let mut sheet = Worksheet::new(drawn.kind.title());
    sheet.value("pattern", drawn.kind.name());
    sheet.value("inputs", &drawn.inputs);
    whole(&mut sheet, drawn);
    drawn.plan.units.iter().for_each(|unit| one(&mut sheet, drawn, unit));
    sheet.value("units", drawn.plan.units.iter().map(|unit| unit_json(drawn, unit)).collect::<Vec<_>>());
    drawn.notes.iter().for_each(|note| {
        sheet.note(note);
    });
    sheet
}

fn whole(sheet: &mut Worksheet, drawn: &Drawn) {
    let plan = &drawn.plan;
    sheet.section("Pattern");
    if let Some(spacing_m) = plan.spacing_m {
        sheet.step("spacing_nm", "Track spacing S", "as laid out", to_nm(spacing_m), "NM");
    }
    let searching = || plan.units.iter().take(drawn.searching);
    let track_nm: f64 = searching().map(|unit| to_nm(unit.frame_track_m())).sum();
    sheet.step("track_nm", "Track of all searching units", "in the frame of the pattern", track_nm, "NM");
    sheet.step("time_h", "Time on task", "until the last unit is done, turns included", plan.time_s() / 3600.0, "h");
    if plan.area_m2 > 0.0 {
        sheet.step("area_nm2", "Area", plan.area_is, plan.area_m2 / M2_PER_NM2, "NM2");
    }
    if let Some(spacing_m) = plan.spacing_m {
        sheet.step("searched_nm2", "Area searched", "V T S = track x S", track_nm * to_nm(spacing_m), "NM2");
    }
    let drift = drawn.conduct.drift_mps;
    if drift.length() > 0.0 {
        let shown = format!("{:05.1} / {} kn", drift.bearing_deg(), number(to_knots(drift.length())));
        sheet.word("drift", "Drift towards", method(drawn), &shown);
    }
    if let Some((coverage, formula)) = &drawn.coverage {
        sheet.section("Detection");
        sheet.step("coverage", "Coverage C", formula, *coverage, "");
        sheet.step("pod_ideal", "POD, ideal (inverse cube)", "erf(sqrt(pi)/2 C)", pod::inverse_cube(*coverage), "");
        sheet.step("pod_random", "POD, random search", "1 - exp(-C)", pod::random(*coverage), "");
    }
}

fn method(drawn: &Drawn) -> &'static str {
    match drawn.conduct.method {
        DriftMethod::None => "not made up for",
        DriftMethod::WaterFrame => "pattern lies in the drifting water",
        DriftMethod::WaypointShift => "waypoints shifted with it",
    }
}

fn one(sheet: &mut Worksheet, drawn: &Drawn, unit: &UnitTrack) {
    let key = |what: &str| format!("{}_{what}", unit.name.replace(' ', "_"));
    sheet.section(&format!("{}, {} kn", capital(&unit.name), number(to_knots(unit.speed_mps))));
    sheet.word(&key("csp"), "Commence search point", "", &unit.csp.to_string());
    let mut count = |name: &str, label: &str, formula: &str, count: usize| {
        sheet.word(&key(name), label, formula, &count.to_string()).value(&key(name), count);
    };
    count("legs", "Legs", "cross legs and chords included", unit.legs());
    count("search_legs", "Search legs", "", unit.search_legs());
    sheet.step(&key("track_nm"), "Track over the ground", "", to_nm(unit.track_m()), "NM");
    sheet.step(&key("time_h"), "Time", "from the commence search point", unit.time_s() / 3600.0, "h");
    let mut range = |name: &str, label: &str, range: Option<SpacingRange>| {
        if let Some(SpacingRange { least_m, most_m }) = range {
            let shown = format!("{} to {} NM", number(to_nm(least_m)), number(to_nm(most_m)));
            sheet.word(&key(name), label, "neighbouring legs, at mid-leg", &shown);
        }
    };
    if drawn.kind != Kind::Barrier {
        range("spacing_over_ground", "S over the ground", unit.spacing_over_ground);
    }
    if drawn.conduct.drift_mps.length() > 0.0 {
        range("spacing_from_object", "S seen from the object", unit.spacing_from_object);
    }
    table(sheet, drawn, unit);
}

/// Waypoints: course and length over the ground, those in the drifting frame where they differ, distance run, time.
fn table(sheet: &mut Worksheet, drawn: &Drawn, unit: &UnitTrack) {
    let in_water = drawn.conduct.method != DriftMethod::None;
    let mut headings = vec!["WP", "leg", "position", "course T", "NM", "sum NM"];
    if in_water {
        headings.extend(match drawn.conduct.method {
            DriftMethod::WaterFrame => ["in water T", "in water NM"],
            _ => ["from object T", "from object NM"],
        });
    }
    headings.push(if drawn.start_unix_s.is_some() { "ETA UTC" } else { "after" });
    let mut sum = 0.0;
    let row = |(i, w): (usize, &sarex_model::pattern::Waypoint)| {
        sum += w.leg_m;
        let leg = |course: f64, length: f64| match i {
            0 => [String::new(), String::new()],
            _ => [course_text(course), format!("{:.2}", to_nm(length))],
        };
        let mut row =
            vec![i.to_string(), if i == 0 { "CSP".into() } else { kind(w.kind).to_owned() }, w.at.to_string()];
        row.extend(leg(w.course_deg, w.leg_m));
        row.push(format!("{:.2}", to_nm(sum)));
        if in_water {
            row.extend(leg(w.frame_course_deg, w.frame_leg_m));
        }
        row.push(match drawn.start_unix_s {
            Some(start) => time::iso_utc(start.saturating_add(w.time_s.round() as i64)),
            None => clock(w.time_s),
        });
        row
    };
    let rows: Vec<Vec<String>> = unit.waypoints.iter().enumerate().map(row).collect();
    sheet.table(&headings, &rows);
}

/// `005.3`; what rounds to 360 is 000.
fn course_text(deg: f64) -> String {
    format!("{:05.1}", if deg >= 359.95 { 0.0 } else { deg })
}

fn clock(seconds: f64) -> String {
    let s = seconds.round() as i64;
    format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}

fn kind(kind: LegKind) -> &'static str {
    match kind {
        LegKind::Search => "search",
        LegKind::Turn => "turn",
        LegKind::Transit => "transit",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn unit_json(drawn: &Drawn, unit: &UnitTrack) -> Value {
    let mut sum = 0.0;
    let waypoint = |w: &sarex_model::pattern::Waypoint| {
        sum += w.leg_m;
        json!({
            "lat_deg": w.at.lat_deg,
            "lon_deg": w.at.lon_deg,
            "kind": kind(w.kind),
            "course_deg": w.course_deg,
            "leg_nm": to_nm(w.leg_m),
            "sum_nm": to_nm(sum),
            "frame_course_deg": w.frame_course_deg,
            "frame_leg_nm": to_nm(w.frame_leg_m),
            "time_s": w.time_s,
            "eta": drawn.start_unix_s.map(|start| time::iso_utc(start.saturating_add(w.time_s.round() as i64))),
        })
    };
    let waypoints: Vec<Value> = unit.waypoints.iter().map(waypoint).collect();
    let range = |range: Option<SpacingRange>| range.map(|r| [to_nm(r.least_m), to_nm(r.most_m)]);
    json!({
        "name": unit.name,
        "csp": { "lat_deg": unit.csp.lat_deg, "lon_deg": unit.csp.lon_deg },
        "speed_kn": to_knots(unit.speed_mps),
        "legs": unit.legs(),
        "search_legs": unit.search_legs(),
        "track_nm": to_nm(unit.track_m()),
        "frame_track_nm": to_nm(unit.frame_track_m()),
        "time_s": unit.time_s(),
        "spacing_over_ground_nm": range(unit.spacing_over_ground),
        "spacing_from_object_nm": range(unit.spacing_from_object),
        "waypoints": waypoints,
    })
}
