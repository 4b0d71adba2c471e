//! Trials on the SDK's sea.

use sarex_plugin_sdk::geometry::Frame;
use sarex_plugin_sdk::testing::{self, HOME, Sea};
use sarex_plugin_sdk::{Behaviour, OwnShip, Params, Vec2};

use crate::PatrolVessel;

fn vessel() -> OwnShip {
    OwnShip { current_e_mps: 0.8, current_n_mps: -0.3, ..testing::vessel(4) }
}

fn aeroplane() -> OwnShip {
    OwnShip { wind_e_mps: 12.0, ..testing::aeroplane(4) }
}

fn sea(own: OwnShip) -> Sea<PatrolVessel> {
    let mut sea = Sea::new(PatrolVessel::configure(&Params::default()).unwrap());
    sea.launch(own, Vec2::ZERO);
    sea
}

fn ordered_along(own: OwnShip, kind: u32, legs: &[(f64, f64)]) -> Sea<PatrolVessel> {
    let mut sea = sea(own);
    let legs: Vec<Vec2> = legs.iter().map(|&(east_m, north_m)| Vec2::new(east_m, north_m)).collect();
    sea.order_along(0, kind, &legs);
    sea
}

fn said(sea: &Sea<PatrolVessel>, what: u32) -> Vec<u32> {
    sea.acts.iter().filter(|act| act.what == what).map(|act| act.value).collect()
}

fn mode(sea: &Sea<PatrolVessel>) -> u32 {
    sea.craft[0].helm.unwrap().mode
}

/// Runs until the act was reported, at most so many seconds.
#[track_caller]
fn until(sea: &mut Sea<PatrolVessel>, what: u32, limit_s: f64) {
    let end_s = sea.time_s + limit_s;
    while said(sea, what).is_empty() {
        assert!(sea.time_s < end_s, "no act {what} within {limit_s} s; at {:?}", sea.at(0));
        sea.step();
    }
}

/// The order's place and velocity follow what it is about.
fn follow(sea: &mut Sea<PatrolVessel>, from: Vec2, motion: Vec2, seconds: u32) {
    (sea.craft[0].order.east_mps, sea.craft[0].order.north_mps) = (motion.east_m, motion.north_m);
    for _ in 0..seconds {
        let place = Frame::at(HOME).place(from + motion * sea.time_s);
        (sea.craft[0].order.lat_deg, sea.craft[0].order.lon_deg) = (place.lat_deg, place.lon_deg);
        sea.step();
    }
}

#[test]
fn a_vessel_goes_there_in_a_current_and_stays() {
    let there = Vec2::new(6000.0, 8000.0);
    let mut sea = sea(vessel());
    sea.order_to(0, 1, there);
    until(&mut sea, 1, 1400.0);
    sea.run(3600);
    let off = (sea.at(0) - there).length();
    assert!(off < 400.0, "drifted {off} m");
    assert_eq!(said(&sea, 1).len(), 1, "done is said once");
}

#[test]
fn a_vessel_makes_good_its_search_legs_over_the_ground() {
    let legs = [(0.0, 6000.0), (1500.0, 6000.0), (1500.0, 0.0), (3000.0, 0.0), (3000.0, 6000.0)];
    let mut sea = ordered_along(vessel(), 3, &legs);
    let mut worst: f64 = 0.0;
    while sea.time_s < 4000.0 && said(&sea, 1).is_empty() {
        sea.step();
        if sea.craft[0].helm.unwrap().leg == 2 && (1500.0..4000.0).contains(&sea.at(0).north_m) {
            worst = worst.max((sea.at(0).east_m - 1500.0).abs());
        }
    }
    assert_eq!(said(&sea, 2), [0, 1, 2, 3, 4]);
    assert!(worst < 40.0, "off the leg by {worst} m");
    assert_eq!(sea.acts.last().unwrap().what, 1);
}

#[test]
fn an_aeroplane_runs_legs_in_wind_and_then_circles() {
    let legs = [(0.0, 30_000.0), (4000.0, 30_000.0), (4000.0, 0.0)];
    let mut sea = ordered_along(aeroplane(), 3, &legs);
    until(&mut sea, 1, 1200.0);
    for _ in 0..1200 {
        sea.step();
        assert!(sea.craft[0].helm.unwrap().speed_mps >= 50.0 - 1e-9, "it must keep its least speed");
    }
    let off = (sea.at(0) - Vec2::new(4000.0, 0.0)).length();
    assert!((1500.0..4500.0).contains(&off), "circles at {off} m");
}

#[test]
fn a_patrol_has_no_end() {
    let mut sea = ordered_along(vessel(), 8, &[(0.0, 3000.0), (3000.0, 3000.0), (3000.0, 0.0)]);
    sea.run(6000);
    let passed = said(&sea, 2).len();
    assert!(passed > 12, "{passed} legs");
    assert_eq!(sea.acts.len(), passed);
}

#[test]
fn it_comes_home_for_fuel_and_resumes_the_leg_it_left() {
    let mut sea = ordered_along(vessel(), 3, &[(0.0, 20_000.0), (2000.0, 20_000.0)]);
    sea.run(1000);
    let left = sea.at(0);
    (sea.craft[0].own.fuel_frac, sea.craft[0].own.endurance_left_s) = (0.1, 1300.0);
    until(&mut sea, 3, 2.0);
    sea.run(1400);
    assert!(sea.at(0).length() < 300.0, "at {:?}", sea.at(0));
    let own = &mut sea.craft[0].own;
    (own.fuel_frac, own.endurance_left_s, own.status_bits) = (1.0, 500_000.0, 8 | 2);
    sea.step();
    sea.craft[0].own.status_bits = 8;
    let mut back_m = f64::MAX;
    for _ in 0..1600 {
        sea.step();
        back_m = back_m.min((sea.at(0) - left).length());
    }
    assert!(back_m < 700.0, "came back to {back_m} m from where it left");
    assert_eq!((sea.craft[0].helm.unwrap().leg, mode(&sea)), (0, 2));
    assert_eq!(said(&sea, 3).len(), 1);
}

#[test]
fn it_meets_a_drifting_raft_and_stays_with_it() {
    let mut sea = sea(vessel());
    sea.order_to(0, 6, Vec2::new(4000.0, 3000.0));
    follow(&mut sea, Vec2::new(4000.0, 3000.0), Vec2::new(1.0, -0.3), 1200);
    let off = (sea.at(0) - Vec2::new(5200.0, 2640.0)).length();
    assert!(off < 40.0, "{off} m from the raft");
    assert_eq!(mode(&sea), 3);
}

/// A ship of 3,000 t turns in 470 m at full speed: she must have slowed down before.
#[test]
fn a_vessel_slows_down_in_time_for_what_it_recovers() {
    let asked = |distance_m: f64| {
        let mut sea = sea(OwnShip { current_e_mps: 0.0, current_n_mps: 0.0, ..testing::vessel(4) });
        sea.order_to(0, 6, Vec2::new(0.0, distance_m));
        sea.step();
        (sea.craft[0].helm.unwrap().speed_mps, sea.craft[0].own.max_speed_mps)
    };
    let (far, most) = asked(5_000.0);
    assert_eq!(far, most);
    for distance_m in [1_000.0, 500.0, 200.0, 50.0] {
        let (speed, _) = asked(distance_m);
        assert!(speed * speed / (2.0 * 0.05) < distance_m, "{speed} m/s at {distance_m} m");
    }
}

#[test]
fn a_recovering_vessel_stops_and_a_new_order_starts_anew() {
    let mut sea = sea(OwnShip { status_bits: 8 | 1, ..vessel() });
    sea.order_to(0, 6, Vec2::ZERO);
    follow(&mut sea, Vec2::ZERO, Vec2::new(0.8, -0.3), 1);
    assert_eq!((sea.craft[0].helm.unwrap().speed_mps, mode(&sea)), (0.0, 3));
    sea.craft[0].own.status_bits = 8;
    sea.order_to(0, 0, Vec2::ZERO);
    sea.step();
    assert_eq!(mode(&sea), 0);
}

/// The engine gives an order to hold the ship's own place of the moment.
#[test]
fn an_aeroplane_told_to_hold_circles_where_it_was_told() {
    let mut sea = sea(aeroplane());
    for _ in 0..1800 {
        let own = sea.craft[0].own;
        (sea.craft[0].order.lat_deg, sea.craft[0].order.lon_deg) = (own.lat_deg, own.lon_deg);
        sea.step();
    }
    assert!(sea.at(0).length() < 5000.0, "{:?}", sea.at(0));
}

/// The engine keeps the low-fuel bit until the unit leaves its base.
#[test]
fn it_leaves_its_base_when_refuelled_though_low_fuel_still_shows() {
    let own = OwnShip { status_bits: 8 | 4, fuel_frac: 0.2, ..vessel() };
    let mut sea = ordered_along(own, 2, &[(0.0, 9000.0)]);
    sea.step();
    assert_eq!(mode(&sea), 4);
    (sea.craft[0].own.status_bits, sea.craft[0].own.fuel_frac) = (8 | 4 | 2, 1.0);
    sea.step();
    sea.craft[0].own.status_bits = 8;
    sea.step();
    assert_eq!(mode(&sea), 1);
}

#[test]
fn it_escorts_astern() {
    let mut sea = sea(vessel());
    sea.order_to(0, 4, Vec2::new(3000.0, 0.0));
    follow(&mut sea, Vec2::new(3000.0, 0.0), Vec2::new(0.0, 5.0), 2400);
    let off = sea.at(0) - Vec2::new(3000.0, 12_000.0);
    assert!((off.north_m + 926.0).abs() < 60.0 && off.east_m.abs() < 60.0, "{off:?}");
}

#[test]
fn it_overtakes_with_a_berth_and_comes_back_to_its_line() {
    let mut sea = ordered_along(OwnShip { speed_mps: 9.0, ..vessel() }, 2, &[(0.0, 25_000.0)]);
    let slow = OwnShip { speed_mps: 4.0, ..vessel() };
    let slow = sea.launch_passive(slow, Vec2::new(-200.0, 4_000.0));
    let mut nearest_m = f64::MAX;
    for _ in 0..2_000 {
        sea.step();
        nearest_m = nearest_m.min(sea.range_m(0, slow));
    }
    assert!(nearest_m > 0.95 * 926.0, "passed at {nearest_m} m");
    assert!(sea.at(0).east_m.abs() < 50.0 && sea.at(0).north_m > sea.at(slow).north_m, "at {:?}", sea.at(0));
}
