//! Published geometry of the patterns.

use super::*;
use crate::{
    math,
    position::{Position, Vec2},
    units::{knots, nm, to_nm},
};

fn still(speed_kn: f64) -> Conduct {
    Conduct { speed_mps: knots(speed_kn), turn_radius_m: 0.0, drift_mps: Vec2::ZERO, method: DriftMethod::None }
}

fn datum() -> Position {
    Position::new(36.0, 131.0)
}

#[track_caller]
fn legs(unit: &UnitTrack) -> Vec<(f64, f64)> {
    // Courses to a whole degree: meridians converge by a part of one over the pattern.
    let leg = |w: &Waypoint| (math::wrap_360(w.course_deg.round()), (to_nm(w.leg_m) * 1e3).round() / 1e3);
    unit.waypoints[1..].iter().map(leg).collect()
}

fn rectangle(axis_deg: f64, length_nm: f64, width_nm: f64) -> Rectangle {
    Rectangle { centre: datum(), axis_deg, length_m: nm(length_nm), width_m: nm(width_nm) }
}

fn ladder(length_nm: f64, width_nm: f64, spacing_nm: f64) -> Ladder {
    Ladder {
        area: rectangle(0.0, length_nm, width_nm),
        spacing_m: nm(spacing_nm),
        start: Start::AxisEnd(Side::Right),
        units: 1,
        split: Split::Abreast,
        fit: false,
    }
}

/// Legs S, S, 2S, 2S, 3S, 3S ..., each 90 degrees to starboard of the one before; S n (n + 1) after n pairs
/// (reference/sar-science.md, section 4, row SS; IAMSAR vol. III). Exact on the plane; 1 m per leg on the ellipsoid.
#[test]
fn val_expanding_square() {
    let search = ExpandingSquare {
        datum: datum(),
        first_course_deg: 30.0,
        first_turn: Side::Right,
        spacing_m: nm(1.5),
        legs: 8,
    };
    let plan = expanding_square(&search, &still(10.0)).unwrap();
    let expected = [30.0, 120.0, 210.0, 300.0, 30.0, 120.0, 210.0, 300.0];
    let lengths = [1.5, 1.5, 3.0, 3.0, 4.5, 4.5, 6.0, 6.0];
    assert_eq!(legs(&plan.units[0]), expected.into_iter().zip(lengths).collect::<Vec<_>>());
    assert_eq!(plan.units[0].csp, datum());
    assert!((plan.frame_track_m() - square_track_m(nm(1.5), 4)).abs() < 8.0);
    assert_eq!(square_track_m(1.5, 4), 30.0);
    assert!((plan.time_s() - 3.0 * 3600.0).abs() < 3.0, "30 NM at 10 kn");
    assert_eq!(plan.area_m2, nm(7.5) * nm(7.5));
    let range = plan.units[0].spacing_over_ground.unwrap();
    assert!((range.least_m - nm(1.5)).abs() < 1.0 && (range.most_m - nm(1.5)).abs() < 1.0, "{range:?}");
}

/// Courses b, b+120, b+240 | b+240, b, b+120 | b+120, b+240, b; nine legs of R (same, row VS); the third, sixth and ninth
/// end in the datum; a second search is turned by 30 degrees.
#[test]
fn val_sector() {
    let search = Sector {
        datum: datum(),
        radius_m: nm(5.0),
        first_course_deg: 20.0,
        turns: Side::Right,
        second_search: true,
        second_unit_deg: Some(60.0),
    };
    let plan = sector(&search, &still(60.0)).unwrap();
    let courses =
        |b: f64| [0.0, 120.0, 240.0, 240.0, 0.0, 120.0, 120.0, 240.0, 0.0].map(|turn| (math::wrap_360(b + turn), 5.0));
    let first = legs(&plan.units[0]);
    assert_eq!(first[..9], courses(20.0));
    assert_eq!(first[9..], courses(50.0));
    assert_eq!(legs(&plan.units[1])[..9], courses(80.0));
    for end in [0, 3, 6, 9, 12, 15, 18] {
        assert!(plan.units[0].waypoints[end].at.distance_m(datum()) < 1e-6);
    }
    let one = sector(&Sector { second_search: false, second_unit_deg: None, ..search }, &still(60.0)).unwrap();
    assert!((to_nm(one.frame_track_m()) - 45.0).abs() < 0.001, "9 R");
    assert!((one.time_s() - 45.0 * 60.0).abs() < 0.5);
}

/// CSP half S inside the corner, legs L - S, n = B / S of them, track n (L - S) + (n - 1) S (same, row PS).
#[test]
fn val_parallel_track() {
    let plan = parallel_track(&ladder(20.0, 10.0, 2.0), &still(90.0)).unwrap();
    let unit = &plan.units[0];
    assert_eq!((unit.search_legs(), unit.legs()), (5, 9));
    assert!((to_nm(unit.frame_track_m()) - (5.0 * 18.0 + 4.0 * 2.0)).abs() < 0.005);
    assert_eq!(legs(unit)[..3], [(0.0, 18.0), (90.0, 2.0), (180.0, 18.0)]);
    let inside = Plane::new(datum()).to_plane(unit.csp) - Vec2::new(nm(-5.0), nm(-10.0));
    assert!((inside - Vec2::new(nm(1.0), nm(1.0))).length() < 1e-3);
    assert_eq!(plan.spacing_m, Some(nm(2.0)));
}

/// Legs along the short side, S apart along the long one (same, row CS).
#[test]
fn val_creeping_line() {
    let plan = creeping_line(&ladder(20.0, 10.0, 2.0), &still(90.0)).unwrap();
    let unit = &plan.units[0];
    assert_eq!(unit.search_legs(), 10);
    assert!((to_nm(unit.frame_track_m()) - (10.0 * 8.0 + 9.0 * 2.0)).abs() < 0.005);
    assert_eq!(legs(unit)[..3], [(270.0, 8.0), (0.0, 2.0), (90.0, 8.0)]);
}

/// Out S/2 on one side of the track, back S/2 on the other: ends S from the start. Without return: 1, 3, 5 or 7
/// traversals that end at the far end (same, rows TSR and TSN).
#[test]
fn val_track_line() {
    let far = datum().destination(0.0, nm(20.0));
    let search = TrackLine { route: vec![datum(), far], spacing_m: nm(2.0), first_side: Side::Right, traversals: 3 };
    let plan = track_line_return(&search, &still(90.0)).unwrap();
    assert_eq!(legs(&plan.units[0]), [(0.0, 20.0), (270.0, 2.0), (180.0, 20.0)]);
    let unit = &plan.units[0];
    assert!((unit.csp.distance_m(datum()) - nm(1.0)).abs() < 1.0);
    assert!((unit.waypoints[3].at.distance_m(datum()) - nm(1.0)).abs() < 1.0);
    let plan = track_line_nonreturn(&search, &still(90.0)).unwrap();
    assert_eq!(plan.units[0].search_legs(), 3);
    assert!((plan.units[0].waypoints[5].at.distance_m(far) - nm(2.0)).abs() < 1.0);
    for traversals in [1, 3, 5, 7] {
        let plan = track_line_nonreturn(&TrackLine { traversals, ..search.clone() }, &still(90.0)).unwrap();
        let end = plan.units[0].waypoints.last().unwrap().at;
        assert!(end.distance_m(far) < end.distance_m(datum()), "{traversals}");
        assert_eq!(plan.units[0].search_legs(), traversals as usize);
    }
}

/// Two half circles of radius S/2 and two straight legs a circuit: 2 L + pi S, here 10 NM and 2 NM.
#[test]
fn val_racetrack() {
    let search = Racetrack {
        centre: datum(),
        axis_deg: 45.0,
        length_m: nm(10.0),
        spacing_m: nm(2.0),
        turns: Side::Right,
        circuits: 3,
        chord_error_m: 1.0,
    };
    let unit = &racetrack(&search, &still(90.0)).unwrap().units[0];
    let round = 3.0 * (20.0 + 2.0 * std::f64::consts::PI);
    assert!((to_nm(unit.frame_track_m()) - round).abs() < 0.01, "{}", to_nm(unit.frame_track_m()));
    assert_eq!(unit.search_legs(), 6);
    assert!(unit.waypoints.last().unwrap().at.distance_m(unit.csp) < 0.01);
}

/// Against the drift legs crowd over the ground when the pattern drifts along, and open seen from the object when it does
/// not (same, drift compensation): S -+ u (L + S) / V, here 2 NM, 18 + 2 NM at 90 kn, 0.9 kn: 0.2 NM.
#[test]
fn val_spacing_in_the_moving_frame() {
    let against = Vec2::from_polar(270.0, knots(0.9));
    for (method, ground, object) in
        [(DriftMethod::None, 2.0, 2.2), (DriftMethod::WaterFrame, 1.8, 2.0), (DriftMethod::WaypointShift, 1.8, 2.0)]
    {
        let conduct = Conduct { drift_mps: against, method, ..still(90.0) };
        let unit = &parallel_track(&ladder(20.0, 10.0, 2.0), &conduct).unwrap().units[0];
        let near = |range: Option<SpacingRange>, expected: f64| {
            let range = range.unwrap();
            let good =
                (to_nm(range.least_m) - expected).abs() < 0.002 && (to_nm(range.most_m) - expected).abs() < 0.002;
            assert!(good, "{method:?} {range:?} {expected}");
        };
        near(unit.spacing_over_ground, ground);
        near(unit.spacing_from_object, object);
    }
}
