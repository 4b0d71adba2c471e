use super::inputs::{FoundRow, Inputs, PersonRow};
use super::{resolve, sheet};
use serde_json::Value;

#[track_caller]
fn json(inputs: &Inputs) -> Value {
    sheet::sheet(&resolve::resolve(inputs).unwrap()).json()
}

fn found(hours: f64, pos: f64) -> FoundRow {
    FoundRow { hours: Some(hours), pos: Some(pos), cumulative_pos: None }
}

/// UKNIIS 2006: 3.6, 5.7 and 9.0 h at 5, 10 and 15 C without buoyancy, more than 24 h with; half are alive at the median.
#[test]
fn val_survey_medians() {
    for (temp, hours) in [(5.0, 3.6), (10.0, 5.7), (15.0, 9.0)] {
        let mut inputs = Inputs { water_temp_c: Some(temp), ..Inputs::default() };
        let bare = json(&inputs);
        assert!((bare["persons"][0]["median_hours"].as_f64().unwrap() - hours).abs() < 1e-9);
        assert!((bare["persons"][0]["hours_50_percent_alive"].as_f64().unwrap() - hours).abs() < 1e-6);
        inputs.protection = Some("lifejacket".into());
        assert!((json(&inputs)["persons"][0]["median_hours"].as_f64().unwrap() - 24.0).abs() < 1e-9);
    }
}

/// IMO table through the comparison: insulated suit 6 h at 0 C; lifejacket 0.5 h at 5 C; Golden 2 h at 10 C.
#[test]
fn val_comparison_models() {
    let at = |temp: f64, model: &str| {
        let json = json(&Inputs { water_temp_c: Some(temp), ..Inputs::default() });
        let rows = json["comparison"].as_array().unwrap().clone();
        rows.iter().find(|row| row["model"] == model).unwrap()["hours"].as_f64()
    };
    assert_eq!(at(0.0, "imo_suit_insulated"), Some(6.0));
    assert_eq!(at(5.0, "imo_lifejacket"), Some(0.5));
    assert_eq!(at(10.0, "golden_1996"), Some(2.0));
    assert_eq!(at(30.0, "hayward_1975"), None);
}

/// By hand: median 4 h; found at 4 h with 0.4 and at hour 0 with 0.2: 0.4 x 0.5 + 0.2 = 0.4; two such people 0.8.
#[test]
fn val_expected_survivors_by_hand() {
    let inputs = Inputs {
        water_temp_c: Some(10.0),
        median_hours: Some(4.0),
        spread: Some(0.5),
        person: vec![PersonRow { count: Some(2.0), ..PersonRow::default() }],
        found: vec![found(0.0, 0.2), found(4.0, 0.4)],
        ..Inputs::default()
    };
    let plan = json(&inputs);
    assert!((plan["expected_survivors"].as_f64().unwrap() - 0.8).abs() < 1e-9);
    assert!((plan["never_found_chance"].as_f64().unwrap() - 0.4).abs() < 1e-9);
    let cumulative = |hours, by_then| FoundRow { hours: Some(hours), pos: None, cumulative_pos: Some(by_then) };
    let same = Inputs { found: vec![cumulative(0.0, 0.2), cumulative(4.0, 0.6)], ..inputs };
    assert!((json(&same)["expected_survivors"].as_f64().unwrap() - 0.8).abs() < 1e-9);
}

#[test]
fn prop_later_finds_save_fewer_and_shares_fall() {
    let plan = |hours: f64| {
        let inputs = Inputs { water_temp_c: Some(8.0), found: vec![found(hours, 0.5)], ..Inputs::default() };
        json(&inputs)["expected_survivors"].as_f64().unwrap()
    };
    assert!([0.0, 1.0, 3.0, 9.0, 30.0].windows(2).all(|pair| plan(pair[0]) > plan(pair[1])));
    let json = json(&Inputs { water_temp_c: Some(8.0), ..Inputs::default() });
    let shares: Vec<f64> =
        json["curves"].as_array().unwrap().iter().map(|row| row["alive"][0].as_f64().unwrap()).collect();
    assert!(shares.len() == 25 && shares[0] == 1.0 && shares.is_sorted_by(|a, b| a >= b));
}

#[test]
fn every_mistake_is_named_at_once() {
    let inputs = Inputs {
        water_temp_c: Some(50.0),
        protection: Some("wetsuit".into()),
        step_hours: Some(0.0),
        found: vec![found(5.0, 0.8), found(3.0, 0.8), FoundRow::default()],
        spread: Some(f64::NAN),
        ..Inputs::default()
    };
    let all = resolve::resolve(&inputs).err().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in ["50", "wetsuit", "--step-hours", "comes before", "--found 3, hours", "--spread"] {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
    let much = Inputs { water_temp_c: Some(5.0), found: vec![found(1.0, 0.8), found(3.0, 0.8)], ..Inputs::default() };
    assert!(resolve::resolve(&much).err().unwrap()[0].to_string().contains("sum to 1.6"));
    assert!(resolve::resolve(&Inputs::default()).is_err());
}
