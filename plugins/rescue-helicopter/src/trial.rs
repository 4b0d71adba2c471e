//! Trials on the SDK's sea, with fuel that burns and a raft that drifts.

use sarex_plugin_sdk::geometry::Frame;
use sarex_plugin_sdk::testing::{self, HOME, Sea};
use sarex_plugin_sdk::{Behaviour, OwnShip, Params, Vec2};

use crate::RescueHelicopter;

const FULL_S: f64 = 12_000.0;
const CRUISE_MPS: f64 = 65.0;
/// The engine takes a unit for landed within this, metres.
const AT_BASE_M: f64 = 600.0;
const GO_TO: u32 = 1;
const SEARCH: u32 = 3;
const HOME_ORDER: u32 = 5;
const RECOVER: u32 = 6;

fn plugin() -> RescueHelicopter {
    RescueHelicopter::configure(&Params::default()).unwrap()
}

/// A helicopter at home in this wind; nobody aboard, room for 12, four minutes a hoist, search height 150 m.
fn sea(wind: Vec2) -> Sea<RescueHelicopter> {
    let mut sea = Sea::new(plugin());
    sea.signals = vec![0.0, 12.0, 240.0, 150.0];
    sea.launch(OwnShip { wind_e_mps: wind.east_m, wind_n_mps: wind.north_m, ..testing::helicopter(1) }, Vec2::ZERO);
    sea
}

/// One second: the tank's share follows what burns.
fn second(sea: &mut Sea<RescueHelicopter>) {
    let own = &mut sea.craft[0].own;
    own.fuel_frac = (own.endurance_left_s / FULL_S).clamp(0.0, 1.0);
    sea.step();
}

/// The order follows the raft from where it was at the start.
fn with_raft(sea: &mut Sea<RescueHelicopter>, from: Vec2, drift: Vec2, seconds: u32) {
    for _ in 0..seconds {
        let place = Frame::at(HOME).place(from + drift * sea.time_s);
        let order = &mut sea.craft[0].order;
        (order.kind, order.lat_deg, order.lon_deg) = (RECOVER, place.lat_deg, place.lon_deg);
        (order.east_mps, order.north_mps) = (drift.east_m, drift.north_m);
        second(sea);
    }
}

fn said(sea: &Sea<RescueHelicopter>, what: u32) -> Vec<u32> {
    sea.acts.iter().filter(|act| act.what == what).map(|act| act.value).collect()
}

fn helm(sea: &Sea<RescueHelicopter>) -> (u32, f64) {
    let helm = sea.craft[0].helm.unwrap();
    (helm.mode, helm.alt_m)
}

#[test]
fn it_goes_there_at_cruising_speed_and_says_so_once() {
    let mut sea = sea(Vec2::new(-8.0, 3.0));
    let there = Vec2::new(20_000.0, 20_000.0);
    sea.order_to(0, GO_TO, there);
    for _ in 0..900 {
        second(&mut sea);
        let far = (sea.at(0) - there).length() > 2_000.0;
        assert!(!far || sea.craft[0].own.speed_mps <= CRUISE_MPS + 1e-9);
    }
    assert_eq!(said(&sea, 1), [0]);
    for _ in 0..300 {
        second(&mut sea);
        let off = (sea.at(0) - there).length();
        assert!(off < 30.0, "hovers {off} m off");
    }
}

#[test]
fn it_searches_its_legs_at_search_height() {
    let mut sea = sea(Vec2::new(10.0, 0.0));
    let legs = [(0.0, 8_000.0), (2_000.0, 8_000.0), (2_000.0, 0.0)].map(|(e, n)| Vec2::new(e, n));
    sea.order_along(0, SEARCH, &legs);
    sea.craft[0].legs[1].alt_m = 90.0;
    let mut heights = [0.0; 3];
    for _ in 0..600 {
        second(&mut sea);
        let helm = sea.craft[0].helm.unwrap();
        if let Some(height) = heights.get_mut(helm.leg as usize) {
            *height = helm.alt_m;
        }
    }
    assert_eq!(said(&sea, 2), [0, 1, 2]);
    assert_eq!(said(&sea, 1), [0]);
    assert_eq!(heights, [150.0, 90.0, 150.0], "a leg's own height counts");
}

#[test]
fn it_descends_and_hovers_over_the_raft_as_it_drifts_in_the_wind() {
    for wind in [Vec2::ZERO, Vec2::new(14.0, -4.0), Vec2::new(-9.0, -15.0)] {
        let mut sea = sea(wind);
        let (from, drift) = (Vec2::new(15_000.0, 10_000.0), Vec2::new(0.6, -0.4));
        with_raft(&mut sea, from, drift, 200);
        assert_eq!(helm(&sea), (1, 300.0), "transit first");
        with_raft(&mut sea, from, drift, 400);
        for _ in 0..600 {
            with_raft(&mut sea, from, drift, 1);
            let off = (sea.at(0) - from - drift * sea.time_s).length();
            assert!(off < 20.0, "wind {wind:?}: {off} m off the raft");
        }
        let (mode, height_m) = helm(&sea);
        assert!(mode == 3 && (height_m - 15.0).abs() < 6.0, "mode {mode}, {height_m} m");
    }
}

/// The time to leave comes earlier against the wind, and the helicopter is home with its reserve.
#[test]
fn head_wind_on_the_way_home_shortens_the_stay() {
    let mut left = Vec::new();
    for wind_mps in [-15.0, 0.0, 15.0] {
        let mut sea = sea(Vec2::new(wind_mps, 0.0));
        sea.craft[0].own.endurance_left_s = 6_000.0;
        let from = Vec2::new(60_000.0, 0.0);
        while said(&sea, 3).is_empty() {
            with_raft(&mut sea, from, Vec2::ZERO, 1);
            sea.craft[0].own.status_bits = 8 | u32::from((sea.at(0) - from).length() < 200.0);
            assert!(sea.time_s < 6_000.0, "it never leaves");
        }
        left.push(sea.craft[0].own.endurance_left_s);
        while sea.at(0).length() > AT_BASE_M {
            with_raft(&mut sea, from, Vec2::ZERO, 1);
        }
        let reserve_s = sea.craft[0].own.endurance_left_s;
        assert!((600.0..800.0).contains(&reserve_s), "home with {reserve_s} s");
        assert_eq!(said(&sea, 3).len(), 1, "it says so once");
    }
    // Wind from the west blows against the way home, which leads west.
    assert!(left[0] + 150.0 < left[1] && left[1] + 150.0 < left[2], "left with {left:?} s of fuel");
    let home_s = 60_000.0 / 50.0 * 1.1 + 600.0;
    assert!((left[2] - home_s).abs() < 40.0, "{} s for {home_s} s", left[2]);
}

/// Nearing the raft with less time than one hoist takes, it does not begin.
#[test]
fn it_does_not_begin_a_hoist_that_it_cannot_finish() {
    let from = Vec2::new(40_000.0, 0.0);
    let stay_s = |endurance_s: f64| {
        let mut sea = sea(Vec2::ZERO);
        sea.craft[0].own.endurance_left_s = endurance_s;
        let mut near_s = 0.0;
        while said(&sea, 3).is_empty() {
            with_raft(&mut sea, from, Vec2::ZERO, 1);
            near_s += f64::from(u8::from((sea.at(0) - from).length() < 250.0));
            assert!(sea.time_s < 6_000.0, "it never leaves");
        }
        near_s
    };
    let there_and_back_s = 40_000.0 / CRUISE_MPS * 2.1 + 600.0;
    assert_eq!(stay_s(there_and_back_s + 150.0), 0.0, "turns back before the raft");
    assert!(stay_s(there_and_back_s + 700.0) > 100.0, "time for a hoist: goes to work");
}

#[test]
fn full_it_flies_home() {
    let mut sea = sea(Vec2::ZERO);
    with_raft(&mut sea, Vec2::new(9_000.0, 0.0), Vec2::ZERO, 400);
    assert_eq!(helm(&sea).0, 3);
    sea.signals[0] = 12.0;
    with_raft(&mut sea, Vec2::new(9_000.0, 0.0), Vec2::ZERO, 1);
    assert_eq!(helm(&sea), (4, 300.0));
    assert_eq!(said(&sea, 3), [], "not for fuel");
}

#[test]
fn ordered_home_it_says_done_at_base() {
    let mut sea = sea(Vec2::ZERO);
    sea.order_to(0, GO_TO, Vec2::new(9_000.0, 0.0));
    sea.run(300);
    sea.acts.clear();
    sea.order_to(0, HOME_ORDER, Vec2::ZERO);
    sea.run(400);
    assert!(sea.at(0).length() < 30.0, "{:?}", sea.at(0));
    assert_eq!(said(&sea, 1), []);
    sea.craft[0].own.status_bits = 8 | 2;
    sea.run(3);
    assert_eq!(said(&sea, 1), [0]);
}

#[test]
fn refuelled_it_goes_back_to_the_leg_that_it_left() {
    let mut sea = sea(Vec2::ZERO);
    sea.order_along(0, SEARCH, &[Vec2::new(0.0, 60_000.0), Vec2::new(5_000.0, 60_000.0)]);
    for _ in 0..600 {
        second(&mut sea);
    }
    let left = sea.at(0);
    sea.craft[0].own.endurance_left_s = 900.0;
    for _ in 0..900 {
        second(&mut sea);
    }
    assert!(sea.at(0).length() < AT_BASE_M, "{:?}", sea.at(0));
    (sea.craft[0].own.status_bits, sea.craft[0].own.endurance_left_s) = (8 | 2, FULL_S);
    second(&mut sea);
    sea.craft[0].own.status_bits = 8;
    let mut back_m = f64::MAX;
    for _ in 0..700 {
        second(&mut sea);
        back_m = back_m.min((sea.at(0) - left).length());
    }
    assert!(back_m < 2_000.0, "{back_m} m from where it left");
    assert_eq!((helm(&sea).0, sea.craft[0].helm.unwrap().leg), (2, 0));
}

#[test]
fn odd_input_gives_usable_helms() {
    for own in [
        OwnShip { lat_deg: 90.0, lon_deg: -180.0, ..testing::helicopter(0) },
        OwnShip { cruise_mps: 0.0, max_speed_mps: 0.0, ..testing::helicopter(0) },
        OwnShip { fuel_frac: 0.0, endurance_left_s: 0.0, ..testing::helicopter(0) },
        OwnShip { wind_e_mps: f64::NAN, ..testing::helicopter(0) },
        OwnShip { base_lat_deg: f64::NAN, ..testing::helicopter(0) },
        OwnShip { turn_rate_dps: 0.0, wind_e_mps: 300.0, ..testing::aeroplane(0) },
    ] {
        for (kind, signal) in (0..10).flat_map(|kind| [f64::NAN, f64::INFINITY, -1.0, 0.0].map(|s| (kind, s))) {
            let mut sea = sea(Vec2::ZERO);
            sea.craft[0].own = own;
            sea.signals = vec![signal; 4];
            sea.order_along(0, kind, &[Vec2::ZERO, Vec2::new(1e8, 1e8)]);
            sea.step();
            let helm = sea.craft[0].helm.unwrap();
            let finite = helm.heading_deg.is_finite() && helm.speed_mps.is_finite() && helm.alt_m.is_finite();
            assert!(finite, "order {kind}, signal {signal}: {own:?}");
        }
    }
}
