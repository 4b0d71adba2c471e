//! Laws that hold for all values.

use proptest::prelude::*;
use sarex_model::detection::{MAX_POTENTIAL, pass_potential, probability};
use sarex_model::leeway::{Coefficients, Side, classes};
use sarex_model::math::wrap_180;
use sarex_model::pod;
use sarex_model::position::{LocalFrame, Position, Vec2, parse};
use sarex_model::rng::{Draw, Purpose};

fn places() -> impl Strategy<Value = Position> {
    (-80.0..80.0, -180.0..180.0).prop_map(|(lat, lon)| Position::new(lat, lon))
}

fn steps(reach_m: f64) -> impl Strategy<Value = Vec2> {
    (-reach_m..reach_m, -reach_m..reach_m).prop_map(|(east, north)| Vec2::new(east, north))
}

proptest! {
    /// Written to a hundredth of a minute, so read back within half of that.
    #[test]
    fn prop_a_written_position_is_read_back(place in places()) {
        let back = parse(&place.to_string()).expect("a position as written");
        let slack = 0.005_000_1 / 60.0;
        prop_assert!((back.lat_deg - place.lat_deg).abs() <= slack, "{place} {back:?}");
        prop_assert!(wrap_180(back.lon_deg - place.lon_deg).abs() <= slack, "{place} {back:?}");
        prop_assert_eq!(parse(&back.to_string()).expect("again").to_string(), back.to_string());
    }

    #[test]
    fn prop_decimal_degrees_are_read_exactly(place in places()) {
        let text = format!("{}, {}", place.lat_deg, place.lon_deg);
        prop_assert_eq!(parse(&text), Ok(place));
    }

    #[test]
    fn prop_no_text_panics(text in "\\PC{0,40}", odd in "[0-9NSEW.,:;'\" -]{0,24}") {
        let _ = parse(&text);
        let _ = parse(&odd);
    }

    /// `moved` takes the radii at the start, `to` those midway: they part with the square of the step.
    #[test]
    fn prop_a_move_is_measured_back(place in places(), by in steps(2000.0)) {
        let back = place.to(place.moved(by));
        prop_assert!((back - by).length() < 4.0, "{by:?} {back:?}");
    }

    #[test]
    fn prop_a_local_frame_turns_back(origin in places(), by in steps(100_000.0)) {
        let frame = LocalFrame::new(origin);
        let place = frame.to_position(by);
        prop_assert!(place.is_valid());
        prop_assert!((frame.to_local(place) - by).length() < 1e-6);
    }

    /// Over some miles the flat distance is that on the ellipsoid.
    #[test]
    fn prop_flat_and_ellipsoid_agree_nearby(place in places(), by in steps(10_000.0)) {
        let there = place.moved(by);
        let (flat, round) = (place.to(there).length(), place.distance_m(there));
        prop_assert!((flat - round).abs() <= 1e-3 * round + 0.01, "{flat} {round}");
        prop_assert!((round - there.distance_m(place)).abs() < 1e-3);
        if round > 100.0 {
            prop_assert!(wrap_180(place.to(there).bearing_deg() - place.bearing_deg(there)).abs() < 1.0);
        }
    }

    /// However a straight pass is cut, its potentials add up to the whole.
    #[test]
    fn prop_potentials_add_up(
        a in steps(5000.0), b in steps(5000.0), cuts in 1_u32..40, width in 10.0..3000.0, range in 100.0..20_000.0,
    ) {
        let at = |i: u32| a + (b - a) * (f64::from(i) / f64::from(cuts));
        let whole = pass_potential(width, a, b, range);
        let parts: f64 = (0..cuts).map(|i| pass_potential(width, at(i), at(i + 1), range)).sum();
        prop_assert!((0.0..=MAX_POTENTIAL).contains(&whole));
        if whole < MAX_POTENTIAL {
            prop_assert!((parts - whole).abs() <= 1e-6 * whole + 1e-9, "{whole} {parts}");
        } else {
            prop_assert!(parts >= MAX_POTENTIAL * 0.999);
        }
        prop_assert!((0.0..=1.0).contains(&probability(whole)));
    }

    /// Turning the wind turns the leeway by as much.
    #[test]
    fn prop_leeway_turns_with_the_wind(index in 0_usize..85, id in any::<u64>(), speed in 0.1..40.0, from in 0.0..360.0) {
        let class = &classes()[index];
        let element = Coefficients::draw(class, Side::Left, &mut Draw::new(1, Purpose::Leeway, id, 0));
        let north = element.velocity(Vec2::from_polar(0.0, speed));
        let turned = element.velocity(Vec2::from_polar(from, speed));
        let expected = Vec2::from_polar(north.bearing_deg() + from, north.length());
        prop_assert!((turned - expected).length() < 1e-9);
    }

    #[test]
    fn prop_pod_lies_between_its_bounds(coverage in 0.0..10.0) {
        prop_assert!(pod::random(coverage) <= pod::inverse_cube(coverage) + 1e-15);
        prop_assert!(pod::inverse_cube(coverage) <= pod::definite_range(coverage) + 1e-15);
    }
}
