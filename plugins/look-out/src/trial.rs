//! The look-out against the engine's own lateral range curve, and at the edges of what can be.

use sarex_model::detection::{lateral_range_probability, pass_potential, probability};
use sarex_model::horizon::radar_horizon_nm;
use sarex_plugin_sdk::random::Random;
use sarex_plugin_sdk::{Glimpse, Param, Params, SensorModel};

use crate::LookOut;

fn look_out(params: &[(&str, f64)]) -> LookOut {
    let given: Vec<Param> = params.iter().map(|(key, value)| Param { key: (*key).into(), value: *value }).collect();
    LookOut::configure(&Params::new(&given)).unwrap()
}

/// A look by day, object on the bow.
fn look() -> Glimpse {
    Glimpse {
        class: 0,
        object_kind: 1,
        range_m: 1_000.0,
        bearing_deg: 0.0,
        closest_m: 1_000.0,
        sensor_height_m: 10.0,
        speed_mps: 8.0,
        visibility_m: 18_520.0,
        wave_height_m: 0.5,
        wind_mps: 3.0,
        sun_elevation_deg: 30.0,
        dwell_s: 10.0,
        sweep_width_m: 1_200.0,
    }
}

/// Looks at the end of every run of a straight pass at `lateral_m` from `begin_m` to `end_m` past the closest point.
fn pass(lateral_m: f64, begin_m: f64, end_m: f64, like: Glimpse) -> Vec<Glimpse> {
    let run_m = like.speed_mps * like.dwell_s;
    let count = ((end_m - begin_m) / run_m).round() as u32;
    let at = |number: u32| begin_m + run_m * f64::from(number);
    let one = |number: u32| {
        let (from_m, to_m) = (at(number - 1), at(number));
        let nearest_m = if from_m * to_m < 0.0 { 0.0 } else { from_m.abs().min(to_m.abs()) };
        Glimpse {
            range_m: lateral_m.hypot(to_m),
            bearing_deg: lateral_m.atan2(-to_m).to_degrees(),
            closest_m: lateral_m.hypot(nearest_m),
            ..like
        }
    };
    (1..=count).map(one).collect()
}

fn seen(model: &LookOut, looks: &[Glimpse]) -> f64 {
    1.0 - looks.iter().map(|look| 1.0 - model.detect(look)).product::<f64>()
}

/// Koopman's inverse cube law: over an endless pass the product of misses is exp(-W^2 / (4 pi x^2)), however often is
/// looked.
#[test]
fn val_a_straight_pass_detects_with_the_chance_of_its_lateral_range() {
    let far = Glimpse { visibility_m: 1e9, ..look() };
    for lateral_m in [80.0, 300.0, 600.0, 1_500.0, 4_000.0] {
        for dwell_s in [1.0, 10.0, 60.0] {
            let looks = pass(lateral_m, -240_000.0, 240_000.0, Glimpse { dwell_s, ..far });
            let (got, law) = (seen(&look_out(&[]), &looks), lateral_range_probability(1_200.0, lateral_m));
            assert!((got - law).abs() < 1e-4, "{lateral_m} m, looks of {dwell_s} s: {got}, not {law}");
        }
    }
}

/// The engine's own reckoning of the same pieces, visibility included, to either side and ending anywhere.
#[test]
fn val_pieces_of_a_pass_are_those_of_the_engine() {
    let mut random = Random::new(1, 0, 0);
    for _ in 0..500 {
        let lateral_m = random.between(-3_000.0, 3_000.0);
        let begin_m = random.between(-20_000.0, 5_000.0);
        let like = Glimpse { visibility_m: random.between(500.0, 20_000.0), ..look() };
        let looks = pass(lateral_m, begin_m, begin_m + 80.0 * 40.0, like);
        let place = |along_m: f64| sarex_model::position::Vec2 { east_m: lateral_m, north_m: -along_m };
        let potential = pass_potential(1_200.0, place(begin_m), place(begin_m + 3_200.0), like.visibility_m);
        let got = seen(&look_out(&[]), &looks);
        assert!((got - probability(potential)).abs() < 1e-6, "{lateral_m} {begin_m}: {got}");
    }
}

#[test]
fn what_the_eye_cannot_see() {
    let model = look_out(&[]);
    assert!(model.detect(&look()) > 0.0);
    for blind in [
        Glimpse { sun_elevation_deg: -6.1, ..look() },
        Glimpse { sweep_width_m: 0.0, ..look() },
        Glimpse { visibility_m: 900.0, ..look() },
        Glimpse { speed_mps: 0.0, ..look() },
        Glimpse { range_m: f64::NAN, ..look() },
        Glimpse { bearing_deg: f64::NAN, ..look() },
        Glimpse { sweep_width_m: f64::NAN, ..look() },
    ] {
        assert_eq!(model.detect(&blind), 0.0, "{blind:?}");
    }
    let overhead = Glimpse { range_m: 40.0, bearing_deg: 180.0, closest_m: 0.0, ..look() };
    assert_eq!(model.detect(&overhead), 1.0);
}

/// A tenth less sweep width: potentials fall by 0.81.
#[test]
fn a_tired_crew_sees_less() {
    let ratio =
        (1.0 - look_out(&[("fatigued", 1.0)]).detect(&look())).ln() / (1.0 - look_out(&[]).detect(&look())).ln();
    assert!((ratio - 0.81).abs() < 1e-9, "{ratio}");
}

/// An even chance a scan at the stated range, by day and night, and nothing beyond the horizon.
#[test]
fn the_radar_has_an_even_chance_at_its_range_within_its_horizon() {
    let model = look_out(&[("radar_even_m", 8_000.0), ("radar_scan_s", 2.5)]);
    let night = Glimpse { sun_elevation_deg: -30.0, range_m: 8_000.0, dwell_s: 2.5, ..look() };
    assert!((model.detect(&night) - 0.5).abs() < 1e-9);
    let four_scans = Glimpse { dwell_s: 10.0, ..night };
    assert!((model.detect(&four_scans) - (1.0 - 0.5_f64.powi(4))).abs() < 1e-9);
    assert!(model.detect(&Glimpse { range_m: 4_000.0, ..night }) > 0.9);
    assert!(model.detect(&Glimpse { range_m: 14_000.0, ..night }) < 0.05);
    let horizon_m = radar_horizon_nm(10.0, 1.0) * 1_852.0;
    let wide = look_out(&[("radar_even_m", 100_000.0)]);
    assert!(wide.detect(&Glimpse { range_m: horizon_m * 0.999, ..night }) > 0.5);
    assert_eq!(wide.detect(&Glimpse { range_m: horizon_m * 1.001, ..night }), 0.0);
}

#[test]
fn wrong_parameters_are_refused_by_name() {
    let refused = |key: &str, value: f64| {
        LookOut::configure(&Params::new(&[Param { key: key.into(), value }])).err().unwrap_or_default()
    };
    assert!(refused("night_factor", 0.5).contains("`night_factor`"));
    assert!(refused("radar_even_m", -1.0).contains("`radar_even_m`"));
}

#[test]
fn every_look_gives_a_chance() {
    let mut random = Random::new(2, 0, 0);
    let models = [look_out(&[]), look_out(&[("radar_even_m", 5_000.0)])];
    let odd = [0.0, -1.0, 1e-300, 1.0, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];
    for _ in 0..20_000 {
        let mut number = || {
            let pick = random.between(0.0, 16.0) as usize;
            odd.get(pick).copied().unwrap_or_else(|| libm::pow(10.0, random.between(-3.0, 6.0)))
        };
        let strange = Glimpse {
            range_m: number(),
            bearing_deg: number(),
            closest_m: number(),
            sensor_height_m: number(),
            speed_mps: number(),
            visibility_m: number(),
            sun_elevation_deg: number(),
            dwell_s: number(),
            sweep_width_m: number(),
            ..look()
        };
        for model in &models {
            let chance = model.detect(&strange);
            assert!((0.0..=1.0).contains(&chance), "{chance} for {strange:?}");
        }
    }
}
