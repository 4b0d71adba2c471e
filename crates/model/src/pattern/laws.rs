//! Laws that patterns keep whatever their inputs.

use proptest::prelude::*;

use super::{offset::distance, *};
use crate::{
    math,
    position::{Position, Vec2},
    units::{knots, nm},
};

fn still(speed_kn: f64) -> Conduct {
    Conduct { speed_mps: knots(speed_kn), turn_radius_m: 0.0, drift_mps: Vec2::ZERO, method: DriftMethod::None }
}

fn datum() -> Position {
    Position::new(54.0, 7.5)
}

fn in_plane(centre: Position, unit: &UnitTrack) -> Vec<Vec2> {
    let plane = Plane::new(centre);
    unit.waypoints.iter().map(|w| plane.to_plane(w.at)).collect()
}

fn rectangle(axis_deg: f64, length_nm: f64, width_nm: f64) -> Rectangle {
    Rectangle { centre: datum(), axis_deg, length_m: nm(length_nm), width_m: nm(width_nm) }
}

fn side(right: bool) -> Side {
    if right { Side::Right } else { Side::Left }
}

prop_compose! {
    fn ladders()(
        axis in 0.0..360.0f64, length in 8.0..25.0f64, width in 4.0..25.0f64, part in 0.05..0.24f64, units in 1..4u32,
        right in any::<bool>(), abreast in any::<bool>(), fit in any::<bool>(),
    ) -> Ladder {
        Ladder {
            area: rectangle(axis, length, width),
            spacing_m: nm(part * length.min(width)),
            start: Start::AxisEnd(side(right)),
            units,
            split: if abreast { Split::Abreast } else { Split::SubAreas },
            fit,
        }
    }
}

/// Places over a rectangle, of parts of its half sides.
fn grid() -> impl Iterator<Item = (f64, f64)> {
    (-10..=10).flat_map(|a| (-10..=10).map(move |b| (f64::from(a) * 0.1, f64::from(b) * 0.1)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every place of the rectangle half a spacing inside its leg ends lies within S/2 of a track, and no track leaves the
    /// rectangle; the same for both patterns, any number of units and either way of sharing.
    #[test]
    fn prop_ladders_cover_their_area_and_stay_inside(search in ladders(), long in any::<bool>()) {
        let conduct = still(90.0);
        let plan = if long { parallel_track(&search, &conduct) } else { creeping_line(&search, &conduct) }.unwrap();
        let area = &search.area;
        let (along, across) =
            (Vec2::from_polar(area.axis_deg, 1.0), Vec2::from_polar(area.axis_deg + 90.0, 1.0));
        let tracks: Vec<Vec<Vec2>> = plan.units.iter().map(|unit| in_plane(datum(), unit)).collect();
        for point in tracks.iter().flatten() {
            prop_assert!(point.dot(along).abs() < 0.5 * area.length_m && point.dot(across).abs() < 0.5 * area.width_m);
        }
        let on_axis = (area.length_m >= area.width_m) == long;
        let s = plan.spacing_m.unwrap();
        for (a, b) in grid() {
            // Beyond the ends of the legs, S/2 from the edge, places are a corner's distance away.
            let trim = |half: f64, legs: bool| if legs { half - 0.5 * s } else { half };
            let place = along * (a * trim(0.5 * area.length_m, on_axis)) + across * (b * trim(0.5 * area.width_m, !on_axis));
            let nearest = tracks.iter().map(|track| distance(track, place)).fold(f64::INFINITY, f64::min);
            prop_assert!(nearest <= 0.5 * s + 1.0, "{nearest} of {s} at {a} {b}");
        }
    }

    /// Units abreast stay one spacing apart at every waypoint they share; sub-areas' tracks never come closer than S.
    #[test]
    fn prop_units_keep_apart(search in ladders()) {
        let search = Ladder { units: 2, fit: true, ..search };
        let plan = parallel_track(&search, &still(90.0)).unwrap();
        let s = plan.spacing_m.unwrap();
        let [first, second] = [0, 1].map(|i| in_plane(datum(), &plan.units[i]));
        match search.split {
            Split::Abreast => for (a, b) in first.iter().zip(&second) {
                prop_assert!(((*a - *b).length() - s).abs() < 0.1);
            },
            Split::SubAreas => for b in &second {
                prop_assert!(distance(&first, *b) > s - 0.1);
            },
        }
    }

    /// The inside of an expanding square's track lies within S/2 of it, but for spots on the diagonals, where the corner of
    /// the inner square is S sqrt(2) from that of the outer: there S sqrt(2) / (1 + sqrt(2)) = 0.586 S.
    #[test]
    fn prop_squares_leave_no_gap(course in 0.0..360.0f64, spacing in 0.1..3.0f64, pairs in 1..8u32, right in any::<bool>()) {
        let search = ExpandingSquare {
            datum: datum(), first_course_deg: course, first_turn: side(right), spacing_m: nm(spacing), legs: 2 * pairs + 1,
        };
        let track = in_plane(datum(), &expanding_square(&search, &still(20.0)).unwrap().units[0]);
        let (along, across) = (Vec2::from_polar(course, 1.0), Vec2::from_polar(course + 90.0, 1.0));
        let extent = |axis: Vec2| {
            // The last leg overshoots the square by one spacing.
            let of = track[..track.len() - 1].iter().map(|p| p.dot(axis));
            of.fold((f64::MAX, f64::MIN), |(low, high), d| (low.min(d), high.max(d)))
        };
        let (a, b) = (extent(along), extent(across));
        for (p, q) in grid() {
            let mix = |(low, high): (f64, f64), t: f64| low + (high - low) * 0.5 * (t + 1.0);
            let place = along * mix(a, p) + across * mix(b, q);
            let most = 2.0_f64.sqrt() / (1.0 + 2.0_f64.sqrt());
            prop_assert!(distance(&track, place) <= most * nm(spacing) + 1.0);
        }
        prop_assert!((a.1 - a.0 - nm(spacing) * f64::from(pairs)).abs() < 1.0);
    }

    /// Spirals of one or several arms leave no gap in their circle and stay inside; inward is outward backward; chords stay
    /// within their error.
    #[test]
    fn prop_spirals_cover_their_circle(radius in 1.0..10.0f64, turns in 2.0..12.0f64, units in 1..4u32, right in any::<bool>()) {
        let search = Spiral {
            datum: datum(), radius_m: nm(radius), spacing_m: nm(radius / turns), first_bearing_deg: 70.0, turns: side(right),
            inward: false, units, chord_error_m: nm(radius / turns) / 40.0,
        };
        let plan = spiral(&search, &still(60.0)).unwrap();
        let inward = spiral(&Spiral { inward: true, ..search }, &still(60.0)).unwrap();
        let tracks: Vec<Vec<Vec2>> = plan.units.iter().map(|unit| in_plane(datum(), unit)).collect();
        for (track, back) in tracks.iter().zip(&inward.units) {
            let mut back = in_plane(datum(), back);
            back.reverse();
            prop_assert!(track.iter().zip(&back).all(|(a, b)| (*a - *b).length() < 0.01));
            prop_assert!(track.iter().all(|p| p.length() < search.radius_m));
        }
        for (a, b) in grid() {
            let place = Vec2::new(a, b) * search.radius_m;
            if place.length() <= search.radius_m {
                let nearest = tracks.iter().map(|track| distance(track, place)).fold(f64::INFINITY, f64::min);
                prop_assert!(nearest <= 0.5 * search.spacing_m + search.chord_error_m + 1.0, "{nearest}");
            }
        }
        // Half way along a chord the spiral is out by no more than the error: compare with chords ten times finer.
        let fine = spiral(&Spiral { chord_error_m: search.chord_error_m / 50.0, ..search }, &still(60.0)).unwrap();
        for (coarse, fine) in tracks.iter().zip(&fine.units) {
            for point in in_plane(datum(), fine) {
                prop_assert!(distance(coarse, point) <= search.chord_error_m * 1.01 + 0.01, "{}", distance(coarse, point));
            }
        }
    }

    /// Beside a winding route both passes keep half a spacing from it, or the fault is said; no route panics.
    #[test]
    fn prop_track_lines_keep_beside_the_route(
        bends in prop::collection::vec((-180.0..180.0f64, 0.2..20.0f64), 1..8), spacing in 0.2..6.0f64, right in any::<bool>(),
    ) {
        let mut route = vec![datum()];
        let mut course = 40.0;
        for (bend, length) in bends {
            // Mostly gentle, now and then a turn back.
            course += if bend.abs() > 150.0 { bend } else { bend / 4.0 };
            route.push(route[route.len() - 1].destination(course, nm(length)));
        }
        let centre = route[route.len() / 2];
        let search = TrackLine { route: route.clone(), spacing_m: nm(spacing), first_side: side(right), traversals: 3 };
        let plane = Plane::new(centre);
        let line: Vec<Vec2> = route.iter().map(|place| plane.to_plane(*place)).collect();
        match track_line_return(&search, &still(90.0)) {
            Ok(plan) => for point in in_plane(centre, &plan.units[0]) {
                let off = distance(&line, point) / nm(spacing);
                prop_assert!(off > 0.499 && off < 0.58, "{off}");
            },
            Err(error) => prop_assert!(error.faults[0].field == "spacing"),
        }
        if let Ok(plan) = track_line_nonreturn(&search, &still(90.0)) {
            prop_assert!(plan.units[0].waypoints.iter().all(|w| w.at.is_valid()));
        }
    }

    /// With drift compensated either way, the drifting object sees exactly the still pattern; in the water frame it takes the
    /// same time as well, and shifted waypoints are reached at the stated speed over the ground.
    #[test]
    fn prop_a_drifting_pattern_is_the_still_one(
        set in 0.0..360.0f64, rate in 0.0..2.0f64, water in any::<bool>(), turn in 0.0..500.0f64, legs in 3..12u32,
    ) {
        let search = ExpandingSquare {
            datum: datum(), first_course_deg: 40.0, first_turn: Side::Left, spacing_m: nm(0.8), legs,
        };
        let still = Conduct { turn_radius_m: turn, ..still(12.0) };
        let method = if water { DriftMethod::WaterFrame } else { DriftMethod::WaypointShift };
        let drift_mps = Vec2::from_polar(set, knots(rate));
        let reference = &expanding_square(&search, &still).unwrap().units[0];
        let moving = &expanding_square(&search, &Conduct { drift_mps, method, ..still }).unwrap().units[0];
        let back = in_plane(datum(), moving).into_iter().zip(&moving.waypoints).map(|(at, w)| at - drift_mps * w.time_s);
        for ((still_at, at), (a, b)) in
            in_plane(datum(), reference).into_iter().zip(back).zip(reference.waypoints.iter().zip(&moving.waypoints))
        {
            prop_assert!((still_at - at).length() < 0.01);
            prop_assert!((a.frame_leg_m - b.frame_leg_m).abs() < 1e-6);
            prop_assert!(!water || (a.time_s - b.time_s).abs() < 1e-6);
        }
        if !water && turn < 1e-3 {
            prop_assert!((moving.track_m() / moving.time_s() / still.speed_mps - 1.0).abs() < 1e-3);
        }
    }

    /// A first turn to the left gives the mirror image about the first leg.
    #[test]
    fn prop_left_mirrors_right(course in 0.0..360.0f64, spacing in 0.2..3.0f64) {
        let mirror = |v: Vec2| {
            let axis = Vec2::from_polar(course, 1.0);
            axis * (2.0 * v.dot(axis)) - v
        };
        let conduct = still(15.0);
        let square = |turn| {
            let search = ExpandingSquare { datum: datum(), first_course_deg: course, first_turn: turn, spacing_m: nm(spacing), legs: 9 };
            in_plane(datum(), &expanding_square(&search, &conduct).unwrap().units[0])
        };
        let sectors = |turns| {
            let search = Sector { datum: datum(), radius_m: nm(spacing), first_course_deg: course, turns, second_search: true, second_unit_deg: None };
            in_plane(datum(), &sector(&search, &conduct).unwrap().units[0])
        };
        let lanes = |turn| {
            let area = rectangle(course, 20.0, 10.0);
            let search = Ladder { area, spacing_m: nm(spacing), start: Start::AxisEnd(turn), units: 1, split: Split::Abreast, fit: false };
            in_plane(datum(), &parallel_track(&search, &conduct).unwrap().units[0])
        };
        for (left, right) in [
            (square(Side::Left), square(Side::Right)),
            (sectors(Side::Left), sectors(Side::Right)),
            (lanes(Side::Left), lanes(Side::Right)),
        ] {
            prop_assert!(left.iter().zip(&right).all(|(l, r)| (mirror(*l) - *r).length() < 0.01));
        }
    }

    /// Each leg begins where the one before ended: course and length lead from waypoint to waypoint, times never go back.
    #[test]
    fn prop_legs_join(search in ladders(), set in 0.0..360.0f64) {
        let conduct = Conduct { drift_mps: Vec2::from_polar(set, 0.7), method: DriftMethod::WaterFrame, turn_radius_m: 300.0, ..still(90.0) };
        for unit in parallel_track(&search, &conduct).unwrap().units {
            for pair in unit.waypoints.windows(2) {
                let reached = pair[0].at.destination(pair[1].course_deg, pair[1].leg_m);
                // A geodesic on the rhumb line's course ends beside it by half the convergence: s^2 tan(lat) / (2 R).
                let beside = pair[1].leg_m * pair[1].leg_m * 1.5 / (2.0 * 6.37e6);
                prop_assert!(reached.distance_m(pair[1].at) < beside + 1.0 && pair[1].time_s > pair[0].time_s);
                prop_assert!((pair[0].at.distance_m(pair[1].at) - pair[1].leg_m).abs() < 1e-6);
            }
        }
    }

    /// No input, however odd, panics or gives a plan without bounds or with places that are none.
    #[test]
    fn prop_bad_inputs_are_refused_calmly(
        odd in prop::collection::vec(prop::sample::select(vec![f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-300, 1e300, 50.0, 2_000.0, 90_000.0]), 8),
        count in prop::sample::select(vec![0, 1, 3, 500, 10_001, u32::MAX]),
    ) {
        let conduct = Conduct { speed_mps: odd[0], turn_radius_m: odd[1], drift_mps: Vec2::new(odd[2], 0.0), method: DriftMethod::WaypointShift };
        let area = Rectangle { centre: datum(), axis_deg: odd[3], length_m: odd[4], width_m: odd[5] };
        let lanes = Ladder { area, spacing_m: odd[6], start: Start::AxisEnd(Side::Left), units: count, split: Split::SubAreas, fit: false };
        let line = TrackLine { route: vec![datum(), datum().destination(odd[3], odd[4])], spacing_m: odd[6], first_side: Side::Left, traversals: count };
        let plans = [
            expanding_square(&ExpandingSquare { datum: datum(), first_course_deg: odd[3], first_turn: Side::Left, spacing_m: odd[6], legs: count }, &conduct),
            sector(&Sector { datum: datum(), radius_m: odd[4], first_course_deg: odd[3], turns: Side::Left, second_search: false, second_unit_deg: Some(odd[5]) }, &conduct),
            parallel_track(&lanes, &conduct),
            creeping_line(&Ladder { split: Split::Abreast, ..lanes }, &conduct),
            coordinated_creeping_line(&Coordinated { area, spacing_m: odd[6], first_turn: Side::Left, ship_most_mps: Some(odd[7]) }, &conduct),
            track_line_return(&line, &conduct),
            track_line_nonreturn(&line, &conduct),
            barrier(&Barrier { centre: datum(), axis_deg: odd[3], length_m: odd[4], passes: count, crossover: odd[5] > 0.0 }, &Conduct { method: DriftMethod::None, ..conduct }),
            racetrack(&Racetrack { centre: datum(), axis_deg: odd[3], length_m: odd[4], spacing_m: odd[6], turns: Side::Left, circuits: count, chord_error_m: odd[7] }, &conduct),
            spiral(&Spiral { datum: datum(), radius_m: odd[4], spacing_m: odd[6], first_bearing_deg: odd[3], turns: Side::Left, inward: true, units: count, chord_error_m: odd[7] }, &conduct),
        ];
        for plan in plans {
            match plan {
                Ok(plan) => for unit in &plan.units {
                    prop_assert!(unit.legs() >= 1 && unit.legs() <= MAX_LEGS as usize, "{}", unit.legs());
                    prop_assert!(unit.waypoints.iter().all(|w| w.at.is_valid() && w.time_s.is_finite()));
                },
                Err(error) => {
                    prop_assert!(!error.faults.is_empty());
                    prop_assert!(error.faults.iter().all(|f| !f.reason.is_empty() && !f.remedy.is_empty()));
                }
            }
        }
    }
}

#[test]
fn all_faults_come_at_once() {
    let search = ExpandingSquare {
        datum: Position::new(95.0, 0.0),
        first_course_deg: f64::NAN,
        first_turn: Side::Right,
        spacing_m: -5.0,
        legs: 0,
    };
    let error = expanding_square(&search, &still(0.0)).unwrap_err();
    let fields: Vec<&str> = error.faults.iter().map(|f| f.field).collect();
    assert_eq!(fields, ["datum", "orientation", "spacing", "legs", "speed"]);
}

#[test]
fn a_spacing_too_wide_for_the_area_is_said() {
    let search = Ladder {
        area: rectangle(0.0, 10.0, 2.0),
        spacing_m: nm(3.0),
        start: Start::AxisEnd(Side::Right),
        units: 1,
        split: Split::Abreast,
        fit: false,
    };
    let error = parallel_track(&search, &still(10.0)).unwrap_err();
    assert!(error.to_string().contains("3.00 NM is more than the area is wide (2.00 NM)"), "{error}");
    let fine = Ladder { spacing_m: nm(1e-4), ..search };
    assert!(parallel_track(&fine, &still(10.0)).unwrap_err().to_string().contains("legs, at most 10000"));
}

/// A leg of 20 NM is right to less than 10 m wherever it lies in an area of 100 x 60 NM.
#[test]
fn long_legs_are_right() {
    let search = Ladder {
        area: rectangle(35.0, 100.0, 60.0),
        spacing_m: nm(5.0),
        start: Start::AxisEnd(Side::Right),
        units: 1,
        split: Split::Abreast,
        fit: false,
    };
    let unit = &parallel_track(&search, &still(120.0)).unwrap().units[0];
    for leg in unit.waypoints[1..].iter().filter(|w| w.kind == LegKind::Search) {
        assert!((leg.leg_m - nm(95.0)).abs() / 95.0 * 20.0 < 10.0, "{}", leg.leg_m - nm(95.0));
    }
}

/// A turn takes its arc's time and a unit too wide for the spiral stays out of its middle.
#[test]
fn turns_cost_time_and_room() {
    let search =
        ExpandingSquare { datum: datum(), first_course_deg: 0.0, first_turn: Side::Right, spacing_m: nm(1.0), legs: 5 };
    let conduct = Conduct { turn_radius_m: 400.0, ..still(20.0) };
    let extra = expanding_square(&search, &conduct).unwrap().time_s()
        - expanding_square(&search, &still(20.0)).unwrap().time_s();
    assert!((extra - 4.0 * 0.5 * std::f64::consts::PI * 400.0 / knots(20.0)).abs() < 1e-6, "{extra}");
    let wide = Spiral {
        datum: datum(),
        radius_m: nm(3.0),
        spacing_m: nm(0.3),
        first_bearing_deg: 0.0,
        turns: Side::Right,
        inward: false,
        units: 1,
        chord_error_m: 5.0,
    };
    let plan = spiral(&wide, &conduct).unwrap();
    let least = in_plane(datum(), &plan.units[0]).iter().map(|p| p.length()).fold(f64::INFINITY, f64::min);
    assert!((390.0..450.0).contains(&least), "{least}");
    assert!(plan.notes.iter().any(|note| note.contains("stay unsearched")));
    assert!(spiral(&wide, &Conduct { turn_radius_m: nm(3.0), ..conduct }).is_err());
    assert!(math::wrap_180(plan.units[0].waypoints[0].course_deg).is_finite());
}
