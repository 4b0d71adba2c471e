use super::inputs::Inputs;
use super::sheet::sheet;
use serde_json::Value;

fn helicopter() -> Inputs {
    Inputs {
        object: Some("raft_6p".into()),
        platform: Some("helicopter".into()),
        height_ft: Some(500.0),
        speed_kn: Some(90.0),
        visibility_nm: Some(10.0),
        wind_kn: Some(20.0),
        ..Inputs::default()
    }
}

#[track_caller]
fn check(inputs: &Inputs, w0: f64, w: f64, beyond: bool) -> Value {
    let json = sheet(inputs).unwrap().json();
    let near = |key: &str, value: f64| {
        let got = json[key].as_f64().unwrap_or(f64::NAN);
        assert!((got - value).abs() < 1e-9, "{key}: {got}, not {value}");
    };
    near("uncorrected_sweep_width_nm", w0);
    near("sweep_width_nm", w);
    assert_eq!(json["beyond"], beyond);
    json
}

/// USCG Addendum (helicopter 500 ft, 6-person raft, 10 NM: 2.7) with fw 0.5; AMSA D-5:3 (14 ft, 20 km: 5.0) with fw 0.5 and ff
/// 0.9 (worked case of alkeikei/sarplan, step 6: 1.35 and 2.25 NM); IAMSAR merchant bridge 5.0; person in water at 500 ft
/// with flotation 4 x 0.1.
#[test]
fn val_published_widths() {
    check(&helicopter(), 2.7, 1.35, false);
    let vessel = Inputs {
        table: Some("amsa-vessel".into()),
        object: Some("Life raft, 6 person".into()),
        height_ft: Some(14.0),
        visibility_km: Some(20.0),
        wind_kn: Some(20.0),
        fatigued: true,
        ..Inputs::default()
    };
    check(&vessel, 5.0, 2.25, false);
    check(&Inputs { platform: Some("merchant-bridge".into()), wind_kn: None, ..helicopter() }, 5.0, 5.0, false);
    check(&Inputs { object: Some("piw_flotation".into()), wind_kn: None, ..helicopter() }, 0.4, 0.4, false);
}

/// Weather factors differ for other objects: IAMSAR 0.9, AMSA 0.8 at 20 kn.
#[test]
fn val_either_weather_factor() {
    let ship = Inputs { object: Some("ship_120ft".into()), ..helicopter() };
    let iamsar = sheet(&ship).unwrap().json()["weather_factor"].as_f64();
    let amsa = sheet(&Inputs { weather: Some("amsa".into()), ..ship }).unwrap().json()["weather_factor"].as_f64();
    assert_eq!((iamsar, amsa), (Some(0.9), Some(0.8)));
}

#[test]
fn beyond_is_said_and_every_factor_can_be_given() {
    let far = check(&Inputs { visibility_nm: Some(40.0), wind_kn: None, ..helicopter() }, 3.5, 3.5, true);
    assert!(far["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().contains("beyond the table")));
    let given = Inputs {
        weather_factor: Some(0.7),
        speed_factor: Some(1.1),
        fatigue_factor: Some(0.8),
        speed_kn: None,
        ..helicopter()
    };
    check(&given, 2.7, 2.7 * 0.7 * 1.1 * 0.8, false);
    let bare = Inputs { uncorrected_sweep_width_nm: Some(2.0), lateral_range_nm: vec![0.5], ..Inputs::default() };
    let json = check(&bare, 2.0, 2.0, false);
    // 1 - exp(-4 / (4 pi 0.25))
    assert!((json["lateral_ranges"][0]["probability"].as_f64().unwrap() - 0.720_07).abs() < 1e-4);
}

#[test]
fn every_mistake_is_named_at_once() {
    let inputs = Inputs {
        platform: Some("balloon".into()),
        visibility_nm: Some(-1.0),
        height_ft: Some(f64::INFINITY),
        law: Some("cube".into()),
        ..Inputs::default()
    };
    let findings = sheet(&inputs).unwrap_err();
    assert!(findings.len() >= 5, "{findings:?}");
    let wrong = Inputs { object: Some("raft_7p".into()), ..helicopter() };
    assert!(sheet(&wrong).unwrap_err()[0].to_string().contains("raft_7p"));
    assert!(sheet(&Inputs::default()).is_err());
}
