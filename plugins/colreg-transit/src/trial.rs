//! Encounters on the SDK's sea.

use sarex_plugin_sdk::geometry::wrap_180;
use sarex_plugin_sdk::testing::{Sea, vessel};
use sarex_plugin_sdk::{Behaviour, OwnShip, Params, Vec2};

use crate::ColregTransit;

const CPA_M: f64 = 926.0;

fn sea() -> Sea<ColregTransit> {
    Sea::new(ColregTransit::configure(&Params::default()).unwrap())
}

fn merchant(id: u32, course_deg: f64, speed_mps: f64) -> OwnShip {
    OwnShip { heading_deg: course_deg, speed_mps, cruise_mps: speed_mps, turn_rate_dps: 0.7, ..vessel(id) }
}

/// A ship under way on a route of 60 km along its course. Returns its index.
fn on_route(sea: &mut Sea<ColregTransit>, at: Vec2, course_deg: f64, speed_mps: f64) -> usize {
    let id = sea.craft.len() as u32;
    let index = sea.launch(merchant(id, course_deg, speed_mps), at);
    sea.order_along(index, 2, &[at + Vec2::towards(course_deg, 60_000.0)]);
    index
}

/// How two met: the nearest they came, and where each saw the other then, degrees from its bow.
#[derive(Debug)]
struct Meeting {
    nearest_m: f64,
    bearing_deg: [f64; 2],
    /// Greatest alterations from the first course, to port (negative) and to starboard, degrees.
    altered_deg: [[f64; 2]; 2],
    /// The first one's greatest alteration to port while the other came nearer, forward on her port and on her starboard
    /// side.
    to_port_deg: [f64; 2],
}

fn watch(sea: &mut Sea<ColregTransit>, [a, b]: [usize; 2], seconds: u64) -> Meeting {
    let first = [a, b].map(|index| sea.craft[index].own.heading_deg);
    let mut meeting =
        Meeting { nearest_m: f64::MAX, bearing_deg: [0.0; 2], altered_deg: [[0.0; 2]; 2], to_port_deg: [0.0; 2] };
    let bearing = |sea: &Sea<ColregTransit>, from: usize, to: usize| {
        wrap_180((sea.at(to) - sea.at(from)).course_deg() - sea.craft[from].own.heading_deg)
    };
    let end_s = sea.time_s + seconds as f64;
    while sea.time_s < end_s {
        let range_m = sea.range_m(a, b);
        sea.step();
        for (slot, index) in [a, b].into_iter().enumerate() {
            let altered = wrap_180(sea.craft[index].own.heading_deg - first[slot]);
            let [port, starboard] = &mut meeting.altered_deg[slot];
            (*port, *starboard) = (port.min(altered), starboard.max(altered));
        }
        let (side, altered) = (bearing(sea, a, b), wrap_180(sea.craft[a].own.heading_deg - first[0]));
        if side.abs() < 112.5 && sea.range_m(a, b) < range_m {
            let most = &mut meeting.to_port_deg[usize::from(side > 0.0)];
            *most = most.min(altered);
        }
        if sea.range_m(a, b) < meeting.nearest_m {
            meeting.nearest_m = sea.range_m(a, b);
            meeting.bearing_deg = [bearing(sea, a, b), bearing(sea, b, a)];
        }
    }
    meeting
}

/// Back on its line and course.
#[track_caller]
fn is_on_its_line(sea: &Sea<ColregTransit>, index: usize, start: Vec2, course_deg: f64) {
    let off = (sea.at(index) - start).starboard(Vec2::towards(course_deg, 1.0)).abs();
    let astray = wrap_180(sea.craft[index].own.heading_deg - course_deg).abs();
    assert!(off < 150.0 && astray < 5.0, "{off} m off its line, {astray} degrees off its course");
}

#[test]
fn head_on_they_pass_port_to_port_and_return_to_their_lines() {
    for offset_m in [0.0, 200.0, -300.0] {
        let mut sea = sea();
        let (south, north) = (Vec2::ZERO, Vec2::new(offset_m, 11_000.0));
        let pair = [on_route(&mut sea, south, 0.0, 8.0), on_route(&mut sea, north, 180.0, 7.0)];
        let met = watch(&mut sea, pair, 1_500);
        assert!(met.nearest_m >= CPA_M, "{offset_m}: {met:?}");
        assert!(met.bearing_deg.iter().all(|b| *b < 0.0), "{offset_m}: port to port, {met:?}");
        assert!(met.altered_deg.iter().all(|[_, starboard]| *starboard > 29.0), "{offset_m}: substantial, {met:?}");
        watch(&mut sea, pair, 2_500);
        is_on_its_line(&sea, pair[0], south, 0.0);
        is_on_its_line(&sea, pair[1], north, 180.0);
    }
}

#[test]
fn crossing_the_give_way_vessel_passes_astern_and_the_other_holds_her_course() {
    for course_deg in [250.0, 270.0, 300.0] {
        let mut sea = sea();
        let east = Vec2::new(0.0, 6_400.0) - Vec2::towards(course_deg, 6_400.0);
        let pair = [on_route(&mut sea, Vec2::ZERO, 0.0, 8.0), on_route(&mut sea, east, course_deg, 8.0)];
        let met = watch(&mut sea, pair, 1_500);
        assert!(met.nearest_m >= CPA_M, "{course_deg}: {met:?}");
        assert!(met.bearing_deg[1].abs() > 90.0, "{course_deg}: she passes astern of the other, {met:?}");
        assert!(met.altered_deg[0][1] > 29.0 && met.to_port_deg[1] > -1.0, "{course_deg}: to starboard, {met:?}");
        assert!(met.altered_deg[1].iter().all(|a| a.abs() < 1.0), "{course_deg}: stands on, {met:?}");
        watch(&mut sea, pair, 2_500);
        is_on_its_line(&sea, pair[0], Vec2::ZERO, 0.0);
    }
}

/// Rule 15 at all angles: never to port of the first course while the other comes nearer from starboard.
#[test]
fn crossing_she_never_turns_to_port_for_a_vessel_on_her_starboard_side() {
    for bearing_deg in [15.0, 40.0, 70.0, 100.0] {
        for late_m in [-600.0, 0.0, 600.0] {
            let mut sea = sea();
            let own = on_route(&mut sea, Vec2::ZERO, 0.0, 8.0);
            // Seen on this bearing, so fast that she would pass so far ahead or astern.
            let at = Vec2::towards(bearing_deg, 7_000.0);
            let run = Vec2::new(0.0, 8.0 * 700.0 + late_m) - at;
            let other = sea.launch_passive(merchant(9, run.course_deg(), run.length() / 700.0), at);
            let met = watch(&mut sea, [own, other], 700);
            assert!(met.to_port_deg[1] > -1.0, "bearing {bearing_deg}, {late_m} m: {met:?}");
            assert!(met.nearest_m > 0.9 * CPA_M, "bearing {bearing_deg}, {late_m} m: {met:?}");
        }
    }
}

#[test]
fn standing_on_she_acts_at_last_when_the_other_does_nothing() {
    let mut sea = sea();
    let own = on_route(&mut sea, Vec2::ZERO, 0.0, 8.0);
    let other = sea.launch_passive(merchant(9, 90.0, 8.0), Vec2::new(-6_400.0, 6_400.0));
    let early = watch(&mut sea, [own, other], 500);
    assert!(early.altered_deg[0].iter().all(|a| a.abs() < 1.0), "she stands on first: {early:?}");
    let late = watch(&mut sea, [own, other], 1_500);
    assert!(late.altered_deg[0][1] >= 30.0, "then she alters to starboard: {late:?}");
    assert!(late.to_port_deg[0] > -1.0, "and not to port before the other is clear: {late:?}");
    assert!(late.nearest_m > 0.7 * CPA_M, "{late:?}");
}

#[test]
fn overtaking_she_keeps_clear_and_the_overtaken_holds_on() {
    let mut sea = sea();
    let pair = [on_route(&mut sea, Vec2::ZERO, 0.0, 10.0), on_route(&mut sea, Vec2::new(0.0, 4_000.0), 0.0, 5.0)];
    let met = watch(&mut sea, pair, 3_000);
    assert!(met.nearest_m >= CPA_M, "{met:?}");
    assert!(met.altered_deg[1].iter().all(|a| a.abs() < 1.0), "the overtaken holds on: {met:?}");
    assert!(sea.at(pair[0]).north_m > sea.at(pair[1]).north_m + 2_000.0, "she has passed");
    watch(&mut sea, pair, 1_000);
    is_on_its_line(&sea, pair[0], Vec2::ZERO, 0.0);
}

#[test]
fn three_ships_pass_clear_of_one_another() {
    let mut sea = sea();
    let ships = [
        on_route(&mut sea, Vec2::ZERO, 0.0, 8.0),
        on_route(&mut sea, Vec2::new(0.0, 11_000.0), 180.0, 8.0),
        on_route(&mut sea, Vec2::new(5_500.0, 5_500.0), 270.0, 8.0),
    ];
    let mut nearest = f64::MAX;
    for _ in 0..800 {
        sea.step();
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            nearest = nearest.min(sea.range_m(ships[a], ships[b]));
        }
    }
    assert!(nearest >= 0.9 * CPA_M, "{nearest} m");
    for (index, (start, course_deg)) in
        [(Vec2::ZERO, 0.0), (Vec2::new(0.0, 11_000.0), 180.0), (Vec2::new(5_500.0, 5_500.0), 270.0)].iter().enumerate()
    {
        is_on_its_line(&sea, ships[index], *start, *course_deg);
    }
}

/// From port too, where a power-driven vessel would have to give way herself.
#[test]
fn a_vessel_fishing_is_kept_clear_of() {
    for (at, course_deg) in
        [(Vec2::new(100.0, 6_000.0), 90.0), (Vec2::new(-1_500.0, 6_000.0), 90.0), (Vec2::new(1_500.0, 6_000.0), 270.0)]
    {
        let mut sea = sea();
        let own = on_route(&mut sea, Vec2::ZERO, 0.0, 8.0);
        let fisher = OwnShip { status_bits: 8 | 16, ..merchant(9, course_deg, 2.0) };
        let fisher = sea.launch_passive(fisher, at);
        let met = watch(&mut sea, [own, fisher], 3_000);
        assert!(met.nearest_m >= 0.95 * CPA_M, "{at:?}: {met:?}");
        is_on_its_line(&sea, own, Vec2::ZERO, 0.0);
    }
}

/// Neither contacts without numbers nor odd ships make it panic or answer what no helm can do.
#[test]
fn odd_input_gives_usable_helms() {
    for own in [
        OwnShip { lat_deg: 90.0, ..vessel(0) },
        OwnShip { lon_deg: 180.0, ..vessel(0) },
        OwnShip { cruise_mps: 0.0, max_speed_mps: 0.0, ..vessel(0) },
        OwnShip { turn_rate_dps: 0.0, ..vessel(0) },
        OwnShip { heading_deg: f64::NAN, ..vessel(0) },
        OwnShip { current_e_mps: f64::NAN, ..vessel(0) },
    ] {
        for kind in 0..10 {
            let mut sea = sea();
            sea.launch(own, Vec2::ZERO);
            sea.craft[0].own = own;
            sea.order_along(0, kind, &[Vec2::ZERO, Vec2::new(9_000.0, 1.0)]);
            for other in 0..9 {
                sea.launch_passive(merchant(other, 180.0, 0.0), Vec2::new(f64::from(other) * 10.0, 0.0));
            }
            sea.step();
            let helm = sea.craft[0].helm.unwrap();
            assert!(helm.heading_deg.is_finite() && helm.speed_mps.is_finite(), "order {kind}: {own:?}");
        }
    }
}
