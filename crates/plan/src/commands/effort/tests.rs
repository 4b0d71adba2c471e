use super::inputs::{FacilityRow, Inputs, PastRow};
use super::{resolve, sheet};
use serde_json::Value;

fn helicopter() -> FacilityRow {
    FacilityRow {
        name: Some("Helicopter".into()),
        uncorrected_sweep_width_nm: Some(2.7),
        weather_factor: Some(0.5),
        speed_kn: Some(90.0),
        search_hours: Some(3.0),
        ..FacilityRow::default()
    }
}

fn worked_case() -> Inputs {
    let vessel = FacilityRow {
        name: Some("Vessel".into()),
        uncorrected_sweep_width_nm: Some(5.0),
        weather_factor: Some(0.5),
        fatigue_factor: Some(0.9),
        speed_kn: Some(15.0),
        search_hours: Some(8.0),
        ..FacilityRow::default()
    };
    Inputs {
        facility: vec![helicopter(), vessel],
        total_probable_error_nm: Some(15.5f64.sqrt()),
        divergence_distance_nm: Some(1.604_68),
        search_factor: Some("amsa:1".into()),
        ..Inputs::default()
    }
}

#[track_caller]
fn json(inputs: &Inputs) -> Value {
    sheet::sheet(&resolve::resolve(inputs).unwrap()).json()
}

#[track_caller]
fn near(json: &Value, key: &str, expected: f64, tolerance: f64) {
    let got = json[key].as_f64().unwrap_or(f64::NAN);
    assert!((got - expected).abs() <= tolerance, "{key}: {got}, not {expected}");
}

/// Worked case of alkeikei/sarplan (hand calculation, steps 6 to 9): Zta 634.5 NM2, fz 15.5, Zr 40.9355, Ro 4.33070 NM, Ao 88.9188
/// NM2, Co 7.13573, So 0.18919 and 0.31531 NM, rectangle 10.2661 x 8.6614 NM, normal conditions.
#[test]
fn val_worked_case() {
    let json = json(&worked_case());
    near(&json, "total_effort_nm2", 634.5, 1e-9);
    near(&json, "effort_factor_nm2", 15.5, 1e-9);
    near(&json, "relative_effort", 40.9355, 1e-4);
    near(&json, "cumulative_relative_effort", 40.9355, 1e-4);
    near(&json, "search_radius_nm", 4.330_70, 1e-5);
    near(&json, "search_area_nm2", 88.9188, 1e-3);
    near(&json, "coverage", 7.135_73, 1e-4);
    near(&json["facilities"][0], "optimal_spacing_nm", 0.189_19, 1e-5);
    near(&json["facilities"][1], "optimal_spacing_nm", 0.315_31, 1e-5);
    near(&json, "area_length_nm", 10.2661, 1e-3);
    near(&json, "area_width_nm", 8.6614, 1e-3);
    assert_eq!((json["search_condition"].as_str(), json["datum_type"].as_str()), (Some("normal"), Some("divergence")));
}

/// Its variants: past searches 10 and 5 give Zrc 55.93548; a line of 10 NM with E 4 has L 18, fz 72 and A = 2 Ro L.
#[test]
fn val_variants() {
    let past = |effort| PastRow { relative_effort: Some(effort), search_factor: None };
    near(
        &json(&Inputs { past: vec![past(10.0), past(5.0)], ..worked_case() }),
        "cumulative_relative_effort",
        55.935_48,
        1e-4,
    );
    let line = Inputs {
        total_probable_error_nm: Some(4.0),
        divergence_distance_nm: Some(10.0),
        datum_type: Some("line".into()),
        ..worked_case()
    };
    let json = json(&line);
    near(&json, "line_length_nm", 18.0, 1e-12);
    near(&json, "effort_factor_nm2", 72.0, 1e-12);
    near(&json, "search_area_nm2", 2.0 * 4.4 * 18.0, 1e-9);
}

#[test]
fn prop_sub_areas_make_up_the_area_and_no_factor_beats_the_computed_one() {
    let computed = json(&Inputs { search_factor: None, ..worked_case() });
    let sum: f64 = computed["facilities"].as_array().unwrap().iter().map(|f| f["area_nm2"].as_f64().unwrap()).sum();
    near(&computed, "search_area_nm2", sum, 1e-6);
    let best = computed["pos"].as_f64().unwrap();
    for factor in ["0.5", "1.1", "1.6", "2.0", "3"] {
        let other = json(&Inputs { search_factor: Some(factor.into()), ..worked_case() });
        assert!(other["pos"].as_f64().unwrap() <= best + 1e-12, "{factor}");
    }
}

#[test]
fn rounding_and_minimum_spacing_are_followed_through() {
    let mut inputs = Inputs { round_spacing_nm: Some(0.5), ..worked_case() };
    inputs.facility[0].minimum_spacing_nm = Some(0.8);
    let json = json(&inputs);
    let spacing = |index: usize| json["adjusted_facilities"][index]["spacing_nm"].as_f64();
    assert_eq!((spacing(0), spacing(1)), (Some(0.8), Some(0.5)));
    near(&json, "adjusted_area_nm2", 270.0 * 0.8 + 120.0 * 0.5, 1e-9);
    let (r, dd) = (json["adjusted_radius_nm"].as_f64().unwrap(), 1.604_68);
    near(&json, "adjusted_area_nm2", 4.0 * r * r + 2.0 * r * dd, 1e-9);
}

#[test]
fn endurance_share_and_tables_are_used() {
    let facility = FacilityRow {
        object: Some("raft_6p".into()),
        platform: Some("fixed-wing".into()),
        height_ft: Some(500.0),
        visibility_nm: Some(10.0),
        speed_kn: Some(180.0),
        on_scene_hours: Some(2.0),
        ..FacilityRow::default()
    };
    let inputs = Inputs { facility: vec![facility], total_probable_error_nm: Some(10.0), ..Inputs::default() };
    let json = json(&inputs);
    // W 2.2 NM (USCG), V 180 kn, T 0.85 x 2 h.
    near(&json, "total_effort_nm2", 2.2 * 180.0 * 1.7, 1e-9);
    assert_eq!((json["search_condition"].as_str(), json["datum_type"].as_str()), (Some("ideal"), Some("point")));
}

#[test]
fn every_mistake_is_named_at_once() {
    let inputs = Inputs {
        facility: vec![FacilityRow { speed_kn: Some(-1.0), ..FacilityRow::default() }],
        search_factor: Some("amsa:0".into()),
        condition: Some("fair".into()),
        past: vec![PastRow::default()],
        ..Inputs::default()
    };
    let findings = resolve::resolve(&inputs).err().unwrap();
    let all = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in
        ["speed_kn", "search_hours", "sweep_width_nm", "amsa:0", "fair", "relative_effort", "--total-probable-error-nm"]
    {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
    assert!(resolve::resolve(&Inputs::default()).is_err());
}
