//! Tests of the command with whole cases.

use super::inputs::{Inputs, PeriodRow};
use super::{resolve, sheet};
use serde_json::Value;

fn worked_case() -> Inputs {
    Inputs {
        start: Some("06-00.0S 106-30.0E".into()),
        start_time: Some("2026-11-21T06:00:00Z".into()),
        fix_means: Some("radar".into()),
        facility_fix_means: Some("radar".into()),
        leeway_multiplier: Some(0.029),
        leeway_modifier_kn: Some(0.04),
        divergence_deg: Some(15.0),
        period: vec![PeriodRow {
            hours: Some(5.0),
            wind_from_deg: Some(90.0),
            wind_kn: Some(20.0),
            tidal_to_deg: Some(180.0),
            tidal_kn: Some(0.5),
            ..PeriodRow::default()
        }],
        ..Inputs::default()
    }
}

#[track_caller]
fn json(inputs: &Inputs) -> Value {
    sheet::sheet(&resolve::resolve(inputs).unwrap()).unwrap().json()
}

#[track_caller]
fn near(json: &Value, key: &str, expected: f64, tolerance: f64) {
    let got = json[key].as_f64().unwrap_or(f64::NAN);
    assert!((got - expected).abs() <= tolerance, "{key}: {got}, not {expected}");
}

/// Worked case of alkeikei/sarplan (hand calculation): DD 1.60468 NM, TWCe 0.6, Dve 0.73485 kn, De 3.67423, E 3.93700 NM,
/// SR 0.4076, Ro 4.33070 NM, Ao 88.9188 NM2, rectangle 10.266 x 8.661 NM.
#[test]
fn val_worked_case() {
    let json = json(&worked_case());
    near(&json, "divergence_distance_nm", 1.60468, 1e-3);
    near(&json, "left_drift_distance_nm", 4.4578, 1e-3);
    near(&json, "right_drift_direction_deg", 240.449, 1e-2);
    near(&json, "water_current_error_kn", 0.6, 1e-9);
    near(&json, "drift_velocity_error_kn", 0.734_85, 1e-5);
    near(&json, "drift_error_nm", 3.674_23, 1e-5);
    near(&json, "total_probable_error_nm", 3.937_00, 1e-5);
    near(&json, "separation_ratio", 0.4076, 3e-4);
    near(&json, "search_radius_nm", 4.330_70, 1e-4);
    near(&json, "search_area_nm2", 88.9188, 1e-2);
    near(&json["rectangles"][0], "length_nm", 10.2661, 1e-3);
    assert_eq!(
        (json["datum_type"].as_str(), json["datum_time"].as_str()),
        (Some("divergence"), Some("2026-11-21T11:00:00Z"))
    );
}

/// Its line variant: an end 12.0081 NM north: L = 12.0081 + 2 x 3.937, A = 2 R L; the plane of that source and the ellipsoid
/// differ by 0.6 % here (a degree of latitude at 6 S is 110.58 km).
#[test]
fn val_line_datum() {
    let json = json(&Inputs { line_to: Some("05-48.0S 106-30.0E".into()), ..worked_case() });
    near(&json, "divergence_distance_nm", 12.0081, 0.08);
    near(&json, "line_length_nm", 12.0081 + 2.0 * 3.937, 0.08);
    near(&json, "search_area_nm2", 2.0 * 4.3307 * (12.0081 + 7.874), 0.7);
    assert_eq!(json["datum_type"], "line");
}

/// Danish rapid response: ((1 + 1) + 0.3 x 3.94) x 1.1 with the drift distance of the sheet.
#[test]
fn val_danish_rapid_response() {
    let json = json(&Inputs { method: Some("danish".into()), safety_factor: Some(1.1), ..worked_case() });
    let distance = json["drift_distance_nm"].as_f64().unwrap();
    near(&json, "search_radius_nm", (2.0 + 0.3 * distance) * 1.1, 1e-9);
    near(&json["rectangles"][0], "along_deg", json["drift_direction_deg"].as_f64().unwrap(), 1e-9);
    assert!(json.get("total_probable_error_nm").is_none());
}

#[test]
fn two_datums_dead_reckoning_and_backtrack() {
    let mut inputs = worked_case();
    inputs.leeway_multiplier = None;
    inputs.leeway_modifier_kn = None;
    inputs.divergence_deg = None;
    inputs.leeway_object = Some("gill-netter".into());
    inputs.drift_velocity_error_kn = Some(0.1);
    inputs.start_error_nm = Some(0.1);
    inputs.facility_error_nm = Some(0.1);
    assert_eq!(json(&inputs)["datum_type"], "two_points");
    assert_eq!(json(&inputs)["rectangles"].as_array().unwrap().len(), 2);
    // What X and Y replace is checked all the same.
    let odd = Inputs { dr_craft: Some("abc".into()), facility_fix_means: Some("abc".into()), ..inputs.clone() };
    assert_eq!(resolve::resolve(&odd).err().unwrap().len(), 2);
    inputs.start_error_nm = None;
    inputs.dr_craft = Some("small-craft".into());
    inputs.dr_distance_nm = Some(20.0);
    near(&json(&inputs), "start_error_nm", 1.0 + 3.0, 1e-12);
    inputs.backtrack = true;
    let back = json(&inputs);
    assert_eq!(back["datum_time"], "2026-11-21T01:00:00Z");
    assert!(back["left_datum"]["lon_deg"].as_f64().unwrap() > 106.5, "drift to the west is undone to the east");
}

#[test]
fn every_mistake_is_named_at_once() {
    let inputs = Inputs {
        start: Some("nowhere".into()),
        fix_means: Some("radra".into()),
        leeway_object: Some("raft".into()),
        wind_error_kn: Some(f64::NAN),
        period: vec![PeriodRow { wind_kn: Some(20.0), tidal_to_deg: Some(1.0), ..PeriodRow::default() }],
        start_time: Some("noon".into()),
        method: Some("dutch".into()),
        ..Inputs::default()
    };
    let findings = resolve::resolve(&inputs).err().unwrap();
    let all = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in [
        "--start:",
        "radra",
        "\"raft\" fits",
        "--wind-error-kn",
        "hours: ",
        "wind_from_deg",
        "tidal_kn",
        "noon",
        "dutch",
    ] {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
    assert!(resolve::resolve(&Inputs::default()).is_err());
}

#[test]
fn no_drift_is_the_start_and_a_point() {
    let inputs = Inputs {
        start: Some("36-00.0N 131-00.0E".into()),
        fix_means: Some("gps".into()),
        no_leeway: true,
        period: vec![PeriodRow { hours: Some(3.0), ..PeriodRow::default() }],
        ..Inputs::default()
    };
    let json = json(&inputs);
    assert_eq!((json["datum_type"].as_str(), json["mid_datum"]["lat_deg"].as_f64()), (Some("point"), Some(36.0)));
    near(&json, "separation_ratio", 0.0, 0.0);
}
