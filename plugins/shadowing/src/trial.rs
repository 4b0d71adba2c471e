//! Trials on the SDK's sea: the followed unit goes its own way.

use sarex_plugin_sdk::geometry::{Frame, wrap_180};
use sarex_plugin_sdk::testing::{HOME, Sea, helicopter, vessel};
use sarex_plugin_sdk::{Batch, Behaviour, Contact, OwnShip, Param, Params, Vec2, step_batch};

use crate::Shadowing;

const DISTANCE_M: f64 = 3_704.0;
const MIN_M: f64 = 1_852.0;
const ESCORT: u32 = 4;
const INVESTIGATE: u32 = 7;

/// A shadow at home, and what it follows, with its course and speed.
fn sea(own: OwnShip, at: Vec2, course_deg: f64, speed_mps: f64) -> Sea<Shadowing> {
    let mut sea = Sea::new(Shadowing::configure(&Params::default()).unwrap());
    sea.launch(own, Vec2::ZERO);
    sea.launch_passive(OwnShip { heading_deg: course_deg, speed_mps, ..vessel(9) }, at);
    sea
}

/// The order names the followed unit's place and velocity of the moment.
fn tell(sea: &mut Sea<Shadowing>, kind: u32) {
    let other = sea.craft[1].own;
    let velocity = Vec2::towards(other.heading_deg, other.speed_mps);
    let order = &mut sea.craft[0].order;
    (order.kind, order.lat_deg, order.lon_deg) = (kind, other.lat_deg, other.lon_deg);
    (order.east_mps, order.north_mps) = (velocity.east_m, velocity.north_m);
}

/// Follows for so long, letting `steer` change the followed unit; returns the nearest that they came.
fn follow(sea: &mut Sea<Shadowing>, seconds: u32, mut steer: impl FnMut(f64, &mut OwnShip)) -> f64 {
    let mut nearest = f64::MAX;
    for _ in 0..seconds {
        let time_s = sea.time_s;
        steer(time_s, &mut sea.craft[1].own);
        tell(sea, ESCORT);
        sea.step();
        nearest = nearest.min(sea.range_m(0, 1));
    }
    nearest
}

fn bearing_deg(sea: &Sea<Shadowing>) -> f64 {
    wrap_180((sea.at(0) - sea.at(1)).course_deg() - sea.craft[1].own.heading_deg)
}

#[test]
fn it_closes_at_full_speed_and_keeps_its_station() {
    let mut sea = sea(vessel(1), Vec2::new(2_000.0, 18_000.0), 30.0, 6.0);
    follow(&mut sea, 600, |_, _| {});
    assert_eq!(sea.craft[0].helm.unwrap().speed_mps, 15.0, "it closes at full speed");
    let nearest = follow(&mut sea, 3_600, |_, _| {});
    let range_m = sea.range_m(0, 1);
    assert!((range_m - DISTANCE_M).abs() < 0.02 * DISTANCE_M, "{range_m} m off");
    assert!(nearest > MIN_M, "{nearest} m");
    assert!((bearing_deg(&sea) - 150.0).abs() < 3.0, "{} degrees from its bow", bearing_deg(&sea));
    assert_eq!(sea.craft[0].helm.unwrap().mode, 3);
}

/// After one hour within a tenth of the distance, though the followed unit alters course and speed.
#[test]
fn it_keeps_its_distance_whatever_the_followed_unit_does() {
    for turns in [[90.0, -60.0, 45.0, -120.0], [-90.0, 180.0, -45.0, 100.0]] {
        let mut sea = sea(vessel(1), Vec2::new(0.0, 6_000.0), 0.0, 7.0);
        let mut course_deg = 0.0;
        let nearest = follow(&mut sea, 3_600, |time_s, other| {
            let turn = time_s as usize / 800;
            if time_s > 0.0 && (time_s as usize).is_multiple_of(800) {
                course_deg += turns[turn - 1];
                other.speed_mps = [5.0, 9.0, 6.0, 8.0][turn - 1];
            }
            other.heading_deg += wrap_180(course_deg - other.heading_deg).clamp(-1.0, 1.0);
        });
        let range_m = sea.range_m(0, 1);
        assert!((range_m - DISTANCE_M).abs() < 0.1 * DISTANCE_M, "{range_m} m off");
        assert!(nearest > MIN_M, "{nearest} m");
    }
}

#[test]
fn it_gives_ground_to_a_unit_that_runs_at_it() {
    let mut sea = sea(vessel(1), Vec2::new(0.0, 5_000.0), 0.0, 6.0);
    follow(&mut sea, 1_500, |_, _| {});
    let mut nearest = f64::MAX;
    for _ in 0..1_200 {
        let towards = (sea.at(0) - sea.at(1)).course_deg();
        nearest = nearest.min(follow(&mut sea, 1, |_, other| {
            other.heading_deg += wrap_180(towards - other.heading_deg).clamp(-1.5, 1.5);
            other.speed_mps = 11.0;
        }));
    }
    assert!(nearest > MIN_M, "{nearest} m");
}

#[test]
fn it_lies_off_a_unit_that_has_stopped() {
    let mut sea = sea(vessel(1), Vec2::new(7_000.0, 0.0), 0.0, 0.0);
    follow(&mut sea, 2_400, |_, _| {});
    assert!((sea.range_m(0, 1) - DISTANCE_M).abs() < 0.05 * DISTANCE_M, "{} m off", sea.range_m(0, 1));
    assert!(sea.craft[0].own.speed_mps < 0.5, "it lies still: {} m/s", sea.craft[0].own.speed_mps);
}

/// The order's place is that of a track seen ten minutes ago; the own contact is better.
#[test]
fn its_own_contact_corrects_what_it_was_told() {
    let mut sea = sea(vessel(1), Vec2::new(0.0, 6_000.0), 0.0, 6.0);
    tell(&mut sea, INVESTIGATE);
    for _ in 0..3_600 {
        let off = sea.at(1) + Vec2::new(900.0, -900.0);
        let place = Frame::at(HOME).place(off);
        let order = &mut sea.craft[0].order;
        (order.lat_deg, order.lon_deg, order.east_mps, order.north_mps) = (place.lat_deg, place.lon_deg, 3.0, 0.0);
        sea.step();
    }
    assert!((sea.range_m(0, 1) - DISTANCE_M).abs() < 0.02 * DISTANCE_M, "{} m off", sea.range_m(0, 1));
}

#[test]
fn it_breaks_off_for_fuel_and_comes_back_refuelled() {
    let mut sea = sea(vessel(1), Vec2::new(0.0, 5_000.0), 0.0, 6.0);
    follow(&mut sea, 1_800, |_, _| {});
    (sea.craft[0].own.fuel_frac, sea.craft[0].own.endurance_left_s) = (0.05, 1_000.0);
    follow(&mut sea, 5, |_, _| {});
    assert_eq!(sea.craft[0].helm.unwrap().mode, 4);
    assert_eq!(sea.acts.iter().filter(|act| act.what == 3).count(), 1, "it says so once");
    follow(&mut sea, 1_500, |_, _| {});
    assert!(sea.at(0).length() < 400.0, "at {:?}", sea.at(0));
    let own = &mut sea.craft[0].own;
    (own.fuel_frac, own.endurance_left_s, own.status_bits) = (1.0, 500_000.0, 8 | 2);
    follow(&mut sea, 1, |_, _| {});
    sea.craft[0].own.status_bits = 8;
    follow(&mut sea, 5, |_, _| {});
    assert_eq!(sea.craft[0].helm.unwrap().mode, 1);
}

#[test]
fn a_helicopter_shadows_in_the_wind() {
    let own = OwnShip { wind_e_mps: 12.0, wind_n_mps: 5.0, ..helicopter(1) };
    let mut sea = sea(own, Vec2::new(10_000.0, 10_000.0), 300.0, 7.0);
    let nearest = follow(&mut sea, 2_400, |_, _| {});
    assert!((sea.range_m(0, 1) - DISTANCE_M).abs() < 0.05 * DISTANCE_M, "{} m off", sea.range_m(0, 1));
    assert!(nearest > MIN_M, "{nearest} m");
}

#[test]
fn nothing_known_to_follow_means_wait() {
    let mut sea = sea(vessel(1), Vec2::new(0.0, 5_000.0), 0.0, 6.0);
    // The engine then names the ship's own place.
    let own = sea.craft[0].own;
    sea.order_to(0, ESCORT, Vec2::ZERO);
    (sea.craft[0].order.lat_deg, sea.craft[0].order.lon_deg) = (own.lat_deg, own.lon_deg);
    sea.step();
    let helm = sea.craft[0].helm.unwrap();
    assert_eq!((helm.speed_mps, helm.mode), (0.0, 0));
}

#[test]
fn a_least_distance_beyond_the_distance_moves_the_station_out() {
    let given = |key: &str, value| Param { key: key.into(), value };
    let params = Params::new(&[given("distance_m", 2_000.0), given("min_m", 3_000.0)]);
    assert_eq!(Shadowing::configure(&params).unwrap().station.distance_m, 4_000.0);
}

#[test]
fn odd_input_gives_usable_helms() {
    for own in [
        OwnShip { lat_deg: -90.0, ..vessel(0) },
        OwnShip { cruise_mps: 0.0, max_speed_mps: 0.0, ..vessel(0) },
        OwnShip { fuel_frac: 0.0, endurance_left_s: 0.0, ..vessel(0) },
        OwnShip { heading_deg: f64::NAN, wind_e_mps: f64::INFINITY, ..helicopter(0) },
    ] {
        for kind in 0..10 {
            let mut sea = sea(own, Vec2::ZERO, 0.0, 0.0);
            sea.craft[0].own = own;
            sea.order_to(0, kind, Vec2::new(1e9, -1e9));
            sea.craft[0].order.east_mps = f64::NAN;
            sea.step();
            let helm = sea.craft[0].helm.unwrap();
            assert!(helm.heading_deg.is_finite() && helm.speed_mps.is_finite(), "order {kind}: {own:?}");
        }
    }
}

/// Its own contact counts more than the order, whatever else is in sight.
#[test]
fn a_stale_contact_does_not_hide_the_followed_one() {
    let mut sea = sea(vessel(1), Vec2::new(0.0, 6_000.0), 90.0, 6.0);
    tell(&mut sea, ESCORT);
    let mut batch = sea.batch();
    let seen = Contact { rel_east_m: 800.0, ..batch.contacts[0] };
    let steered = |contacts: Vec<Contact>, batch: &mut Batch| {
        batch.ships[0].contact_count = contacts.len() as u32;
        batch.ships.truncate(1);
        batch.orders.truncate(1);
        batch.contacts = contacts;
        let shadowing = Shadowing::configure(&Params::default()).unwrap();
        step_batch(&shadowing, 1, batch).helm[0].heading_deg
    };
    let told = steered(vec![], &mut batch);
    let alone = steered(vec![seen], &mut batch);
    let stale = Contact { age_s: 900.0, rel_east_m: 20_000.0, ..seen };
    assert_ne!(alone, told);
    assert_eq!(steered(vec![stale, seen], &mut batch), alone);
}
