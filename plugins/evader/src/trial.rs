//! Trials on the SDK's sea: a patrol vessel that goes its way, and fishing vessels.

use sarex_plugin_sdk::testing::{Sea, vessel};
use sarex_plugin_sdk::{Behaviour, OwnShip, Param, Params, Vec2};

use crate::Evader;

const GOAL: Vec2 = Vec2::new(0.0, 40_000.0);

fn sea(boldness: f64) -> Sea<Evader> {
    let params = Params::new(&[Param { key: "boldness".into(), value: boldness }]);
    Sea::new(Evader::configure(&params).unwrap())
}

fn with_evader(boldness: f64, id: u32) -> Sea<Evader> {
    let mut sea = sea(boldness);
    sea.launch(OwnShip { cruise_mps: 7.0, max_speed_mps: 9.0, ..vessel(id) }, Vec2::ZERO);
    sea.order_to(0, 1, GOAL);
    sea
}

fn pass(sea: &mut Sea<Evader>, at: Vec2, course_deg: f64, speed_mps: f64, fishing: bool) -> usize {
    let status_bits = if fishing { 8 | 16 } else { 8 };
    let id = 100 + sea.craft.len() as u32;
    sea.launch_passive(OwnShip { heading_deg: course_deg, speed_mps, status_bits, ..vessel(id) }, at)
}

/// Runs so long; the nearest that the evader and the other came.
fn nearest(sea: &mut Sea<Evader>, other: usize, seconds: u64) -> f64 {
    let mut nearest = f64::MAX;
    let end_s = sea.time_s + seconds as f64;
    while sea.time_s < end_s {
        sea.step();
        nearest = nearest.min(sea.range_m(0, other));
    }
    nearest
}

#[test]
fn a_patrol_that_does_not_chase_comes_less_near_and_the_goal_is_reached() {
    // Crossing ahead, meeting, crossing from starboard, and coming up from behind.
    for (at, course_deg, speed_mps) in [
        (Vec2::new(-14_000.0, 14_000.0), 90.0, 7.0),
        (Vec2::new(500.0, 25_000.0), 180.0, 8.0),
        (Vec2::new(13_000.0, 12_000.0), 260.0, 8.0),
        (Vec2::new(-300.0, -6_000.0), 0.0, 10.0),
    ] {
        let mut careless = with_evader(1.0, 1);
        let other = pass(&mut careless, at, course_deg, speed_mps, false);
        let without_m = nearest(&mut careless, other, 6_000);
        let mut sea = with_evader(0.3, 1);
        let other = pass(&mut sea, at, course_deg, speed_mps, false);
        let with_m = nearest(&mut sea, other, 6_000);
        assert!(with_m > 1.5 * without_m && with_m > 3_000.0, "from {at:?}: {with_m} m, without evasion {without_m} m");
        sea.run(12_000);
        assert!((sea.at(0) - GOAL).length() < 500.0, "from {at:?}: at {:?}", sea.at(0));
    }
}

#[test]
fn it_reaches_its_goal_though_somebody_lies_in_the_way() {
    let mut sea = with_evader(0.0, 1);
    pass(&mut sea, Vec2::new(0.0, 20_000.0), 0.0, 0.0, false);
    sea.run(40_000);
    assert!((sea.at(0) - GOAL).length() < 500.0, "at {:?}", sea.at(0));
}

#[test]
fn it_hides_slowly_among_fishing_vessels_and_resumes() {
    let mut sea = with_evader(0.3, 1);
    let fisher = pass(&mut sea, Vec2::new(2_500.0, 3_000.0), 200.0, 1.5, true);
    pass(&mut sea, Vec2::new(4_000.0, 4_000.0), 130.0, 1.5, true);
    let patrol = pass(&mut sea, Vec2::new(-12_000.0, 10_000.0), 100.0, 8.0, false);
    let (mut slow_s, mut nearest_m) = (0.0, f64::MAX);
    for _ in 0..600 {
        sea.step();
        let hidden = sea.range_m(0, fisher) < 1_500.0;
        nearest_m = nearest_m.min(sea.range_m(0, fisher));
        if hidden && sea.range_m(0, patrol) < 9_260.0 && sea.craft[0].own.speed_mps < 3.0 {
            slow_s += sea.step_s;
        }
    }
    assert!(slow_s > 600.0, "hidden for {slow_s} s");
    assert!(nearest_m > 150.0, "{nearest_m} m from the fishing vessel");
    sea.run(12_000);
    assert!((sea.at(0) - GOAL).length() < 500.0, "at {:?}", sea.at(0));
}

#[test]
fn equal_seeds_give_equal_tracks_and_other_ships_go_other_ways() {
    let track = |id: u32| {
        let mut sea = with_evader(0.3, id);
        pass(&mut sea, Vec2::new(0.0, 14_000.0), 180.0, 8.0, false);
        let mut track = Vec::new();
        for _ in 0..600 {
            sea.step();
            track.push((sea.at(0).east_m.to_bits(), sea.at(0).north_m.to_bits()));
        }
        track
    };
    assert_eq!(track(1), track(1));
    assert!((2..8).any(|id| track(id) != track(1)), "the draw depends on the ship");
}

#[test]
fn it_reports_nothing() {
    let mut sea = with_evader(0.3, 1);
    sea.order_along(0, 2, &[Vec2::new(0.0, 3_000.0), Vec2::new(3_000.0, 3_000.0)]);
    sea.run(2_000);
    assert!((sea.at(0) - Vec2::new(3_000.0, 3_000.0)).length() < 400.0, "at {:?}", sea.at(0));
    assert!(sea.acts.is_empty(), "{:?}", sea.acts);
}

#[test]
fn odd_input_gives_usable_helms() {
    for own in [
        OwnShip { lat_deg: 90.0, ..vessel(0) },
        OwnShip { cruise_mps: 0.0, max_speed_mps: 0.0, ..vessel(0) },
        OwnShip { heading_deg: f64::NAN, current_n_mps: f64::INFINITY, ..vessel(0) },
    ] {
        for kind in 0..10 {
            let mut sea = sea(0.0);
            sea.launch(own, Vec2::ZERO);
            sea.craft[0].own = own;
            sea.order_along(0, kind, &[Vec2::ZERO, Vec2::new(9_000.0, 1.0)]);
            for other in 0..20 {
                pass(&mut sea, Vec2::new(f64::from(other / 2), 0.0), 0.0, 0.0, other % 2 == 0);
            }
            sea.step();
            let helm = sea.craft[0].helm.unwrap();
            assert!(helm.heading_deg.is_finite() && helm.speed_mps.is_finite(), "order {kind}: {own:?}");
        }
    }
}
