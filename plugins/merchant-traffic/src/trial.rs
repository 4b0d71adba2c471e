//! Trials on the SDK's sea, in a current that sets east.

use std::collections::BTreeSet;

use sarex_plugin_sdk::testing::{self, Sea};
use sarex_plugin_sdk::{Behaviour, OwnShip, Params, Vec2};

use crate::MerchantTraffic;

fn sea(id: u32) -> Sea<MerchantTraffic> {
    let own = OwnShip {
        speed_mps: 7.0,
        turn_rate_dps: 0.5,
        cruise_mps: 7.0,
        max_speed_mps: 8.0,
        endurance_left_s: 1e6,
        current_e_mps: 0.5,
        ..testing::vessel(id)
    };
    let mut sea = Sea::new(MerchantTraffic::configure(&Params::default()).unwrap());
    sea.launch(own, Vec2::ZERO);
    sea
}

#[test]
fn a_merchant_runs_its_route_and_stops() {
    let mut sea = sea(1);
    sea.order_along(0, 2, &[Vec2::new(0.0, 10_000.0), Vec2::new(10_000.0, 20_000.0)]);
    sea.run(6_000);
    let acts: Vec<(u32, u32)> = sea.acts.iter().map(|act| (act.what, act.value)).collect();
    assert_eq!(acts, [(2, 0), (2, 1), (1, 0)]);
    assert_eq!(sea.craft[0].helm.unwrap().speed_mps, 0.0);
}

#[test]
fn a_merchant_holds_its_line_in_a_current() {
    let mut sea = sea(1);
    sea.order_along(0, 8, &[Vec2::new(0.0, 30_000.0), Vec2::ZERO]);
    sea.run(3_000);
    assert!(sea.at(0).east_m.abs() < 60.0, "{:?}", sea.at(0));
    assert!(sea.at(0).north_m > 19_000.0);
}

#[test]
fn fishing_vessels_stay_on_their_ground_and_go_their_own_ways() {
    let mut ends = Vec::new();
    for id in 0..3 {
        let mut sea = sea(id);
        let mut courses = BTreeSet::new();
        while sea.time_s < 30_000.0 {
            // The engine gives an order to hold the ship's own place of the moment.
            let own = sea.craft[0].own;
            (sea.craft[0].order.lat_deg, sea.craft[0].order.lon_deg) = (own.lat_deg, own.lon_deg);
            sea.step();
            assert!(sea.at(0).length() < 7_000.0, "{:?}", sea.at(0));
            courses.insert((sea.craft[0].own.heading_deg / 30.0) as u32);
        }
        assert!(courses.len() > 5, "it changes its heading");
        ends.push(sea.at(0));
    }
    assert!((ends[0] - ends[1]).length() > 100.0 && (ends[1] - ends[2]).length() > 100.0);
}

#[test]
fn a_merchant_overtakes_with_a_berth_and_comes_back_to_its_line() {
    let mut sea = sea(1);
    sea.order_along(0, 2, &[Vec2::new(0.0, 40_000.0)]);
    let slow = OwnShip { speed_mps: 3.0, current_e_mps: 0.5, ..testing::vessel(2) };
    let slow = sea.launch_passive(slow, Vec2::new(-300.0, 4_000.0));
    let mut nearest_m = f64::MAX;
    while sea.time_s < 3_500.0 {
        sea.step();
        nearest_m = nearest_m.min(sea.range_m(0, slow));
    }
    assert!(nearest_m > 0.95 * 926.0, "passed at {nearest_m} m");
    assert!(sea.at(0).east_m.abs() < 60.0 && sea.at(0).north_m > sea.at(slow).north_m, "at {:?}", sea.at(0));
}
