//! Sweep widths as printed, between the printed figures and beyond them.

use sarex_model::sweep::{LookOut, Platform, SweepError, SweepWidth, sweep_width_nm};

const CALM: LookOut = LookOut {
    platform: Platform::Helicopter,
    height_ft: 500.0,
    speed_kn: 90.0,
    visibility_nm: 10.0,
    wind_kn: 5.0,
    wave_height_ft: 1.0,
    fatigued: false,
};

#[track_caller]
fn width(object: &str, look_out: LookOut) -> SweepWidth {
    sweep_width_nm(object, &look_out).expect("in the tables")
}

#[track_caller]
fn check(object: &str, look_out: LookOut, uncorrected_nm: f64, notes: &[&str]) {
    let width = width(object, look_out);
    assert!((width.uncorrected_nm - uncorrected_nm).abs() < 1e-12, "{object}: {width:?}");
    assert_eq!(width.notes, notes);
}

/// USCG Addendum: a 6-person raft at 10 NM is 2.2 from an aeroplane at 500 ft, 2.7 from a helicopter, 3.6 and 4.7 from
/// boats; IAMSAR: 5.0 from a merchant ship.
#[test]
fn val_printed_cells() {
    let from = |platform, height_ft, speed_kn| LookOut { platform, height_ft, speed_kn, ..CALM };
    check("raft_6p", from(Platform::FixedWing, 500.0, 180.0), 2.2, &[]);
    check("raft_6p", CALM, 2.7, &[]);
    check("raft_6p", from(Platform::Boat, 8.0, 12.0), 3.6, &[]);
    check("raft_6p", from(Platform::Boat, 14.0, 12.0), 4.7, &[]);
    check("raft_6p", from(Platform::MerchantBridge, 90.0, 14.0), 5.0, &[]);
    check("piw", from(Platform::FixedWing, 300.0, 180.0), 0.1, &[]);
}

#[test]
fn between_printed_figures_the_width_is_linear() {
    let boat = LookOut { platform: Platform::Boat, height_ft: 11.0, ..CALM };
    check("raft_6p", boat, 4.15, &[]);
    check("raft_6p", LookOut { height_ft: 8.0, visibility_nm: 12.5, ..boat }, 3.95, &[]);
}

#[test]
fn beyond_the_table_a_note_says_so() {
    let boat = LookOut { platform: Platform::Boat, height_ft: 40.0, visibility_nm: 40.0, ..CALM };
    let notes = ["height 40 ft beyond the table: 14 ft used", "visibility 40 NM beyond the table: 20 NM used"];
    check("raft_6p", boat, 6.0, &notes);
    let fog = LookOut { platform: Platform::Boat, height_ft: 14.0, visibility_nm: 0.5, ..CALM };
    check("raft_6p", fog, 0.55, &["visibility 0.5 NM below the table: the figure of 1 NM scaled down in proportion"]);
    let slow = width("raft_6p", LookOut { speed_kn: 30.0, ..CALM });
    assert_eq!(slow.notes, ["speed 30 kn below the table: 60 kn used"]);
    let bridge = LookOut { platform: Platform::MerchantBridge, ..CALM };
    check("raft_10p", bridge, 5.0, &["merchant bridge: no row for raft_10p, that of the smaller 6-person raft used"]);
}

/// IAMSAR/USCG: small objects 1, 0.5, 0.25; others 1, 0.9, 0.9; the worse of wind and sea; fatigue 0.9.
#[test]
fn val_weather_and_fatigue() {
    for (wind_kn, wave_height_ft, small, other) in [
        (15.0, 3.0, 1.0, 1.0),
        (15.1, 0.0, 0.5, 0.9),
        (0.0, 4.0, 0.5, 0.9),
        (25.0, 5.1, 0.25, 0.9),
        (26.0, 0.0, 0.25, 0.9),
    ] {
        let look_out = LookOut { wind_kn, wave_height_ft, ..CALM };
        assert_eq!(width("raft_25p", look_out).weather, small);
        assert_eq!(width("sail_25ft", look_out).weather, small);
        assert_eq!(width("power_33ft", look_out).weather, other);
    }
    let tired = width("raft_6p", LookOut { fatigued: true, wind_kn: 20.0, ..CALM });
    assert_eq!((tired.fatigue, tired.weather), (0.9, 0.5));
    assert!((tired.corrected_nm - 2.7 * 0.5 * tired.speed * 0.9).abs() < 1e-12);
}

/// USCG Addendum: PIW from an aeroplane 1.2, 1.0 and 0.9 at 150, 180 and 210 kt; boats have no speed factor.
#[test]
fn val_speed_correction() {
    let at = |speed_kn| width("piw", LookOut { platform: Platform::FixedWing, speed_kn, ..CALM }).speed;
    assert_eq!((at(150.0), at(180.0), at(210.0)), (1.2, 1.0, 0.9));
    assert!((at(165.0) - 1.1).abs() < 1e-12);
    assert_eq!(width("piw", LookOut { platform: Platform::Boat, height_ft: 8.0, ..CALM }).speed, 1.0);
}

/// AMSA NATSAR D-5:6: four times for a person with a flotation device, from 500 ft.
#[test]
fn val_flotation() {
    check("piw_flotation", CALM, 4.0 * width("piw", CALM).uncorrected_nm, &[]);
    let boat = LookOut { platform: Platform::Boat, height_ft: 8.0, ..CALM };
    let note = "no flotation factor is printed but for aircraft at 500 ft: none used";
    check("piw_flotation", boat, 0.3, &[note]);
}

#[test]
fn what_is_not_printed_is_an_error() {
    let error = sweep_width_nm("raft_12p", &CALM).expect_err("not printed").to_string();
    assert_eq!(error, "no sweep width is printed for \"raft_12p\" (did you mean \"raft_1p\"?)");
    let bridge = LookOut { platform: Platform::MerchantBridge, ..CALM };
    assert!(matches!(sweep_width_nm("raft_1p", &bridge), Err(SweepError::NotFromHere { .. })));
    let dark = LookOut { visibility_nm: f64::NAN, ..CALM };
    assert!(matches!(sweep_width_nm("piw", &dark), Err(SweepError::BadCondition { what: "visibility", .. })));
}
