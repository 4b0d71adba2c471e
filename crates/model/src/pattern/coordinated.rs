//! Coordinated creeping line search (CSC): an aircraft creeps along the track of a ship and meets it on each leg.

use super::{
    Conduct, DriftMethod, LegKind, LegsAlong, PatternError, Plan, Plane, Rectangle, Side, fault::Check, ladder::Lanes,
    path::Path,
};
use crate::units::{to_knots, to_nm};

/// A coordinated creeping line search of one aircraft and one ship.
///
/// The ship runs along the middle of the longer side; the aircraft's legs run across it, S apart, and pass over the ship
/// at mid-leg every time. Legs are spread evenly over the area, at most S apart, since the ship keeps one speed.
///
/// # References
/// reference/sar-science.md, section 4, row CSC.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinated {
    /// Area; the ship runs along its longer side.
    pub area: Rectangle,
    /// Track spacing S of the aircraft, metres.
    pub spacing_m: f64,
    /// The aircraft's first turn.
    pub first_turn: Side,
    /// Speed that the ship can make, metres per second, if known.
    pub ship_most_mps: Option<f64>,
}

/// Speed of the ship: S Va / (L + S), with L the length of the aircraft's leg.
pub fn ship_speed_mps(spacing_m: f64, aircraft_mps: f64, leg_m: f64) -> f64 {
    spacing_m * aircraft_mps / (leg_m + spacing_m)
}

/// Lays out a coordinated search; `conduct` is the aircraft's. The first unit is the aircraft, the second the ship.
///
/// The aircraft's turns lengthen each cycle, and the ship is slowed accordingly: S Va / (L + S + pi r).
///
/// # Errors
/// Area, spacing or conduct that make no pattern; a ship too slow; drift by shifted waypoints, under which the two would
/// not meet.
pub fn coordinated_creeping_line(search: &Coordinated, conduct: &Conduct) -> Result<Plan, PatternError> {
    let lanes = Lanes::of(&search.area, LegsAlong::ShortSide);
    let count = check(search, &lanes, conduct)?;
    let spacing = lanes.across_m / count;
    let leg_m = lanes.along_m - spacing;
    let turns_m = std::f64::consts::PI * conduct.turn_radius_m;
    let ship_mps = ship_speed_mps(spacing, conduct.speed_mps, leg_m + turns_m);
    if let Some(most) = search.ship_most_mps.filter(|most| ship_mps > *most) {
        let (needs, has) = (to_knots(ship_mps), to_knots(most));
        let mut check = Check::default();
        let reason = format!("the ship would have to make {needs:.1} kn, more than its {has:.1} kn");
        check.fault("ship-speed", reason, "a slower aircraft, longer legs or a smaller spacing");
        check.finish()?;
    }
    // The first turn goes to the right where both signs are equal; the search advances along the axis.
    let (su, sv) = if lanes.on_axis { (-1.0, -search.first_turn.sign()) } else { (-search.first_turn.sign(), -1.0) };
    let across = |i: f64| sv * (0.5 * lanes.across_m - (i + 0.5) * spacing);
    let mut aircraft = Path::from(lanes.point(su * 0.5 * leg_m, across(0.0)));
    let mut ship = Path::default();
    for i in 0..count as u32 {
        let side = if i % 2 == 0 { su } else { -su };
        if i > 0 {
            aircraft.to(lanes.point(side * 0.5 * leg_m, across(f64::from(i))), LegKind::Turn);
        }
        aircraft.to(lanes.point(-side * 0.5 * leg_m, across(f64::from(i))), LegKind::Search);
        ship.to(lanes.point(0.0, across(f64::from(i))), LegKind::Search);
    }
    aircraft.pair_search_legs();
    let times = conduct.times(&aircraft);
    let mut meetings: Vec<f64> =
        times.iter().skip(1).step_by(2).map(|end| end - 0.5 * leg_m / conduct.speed_mps).collect();
    let lead = lanes.v * (-sv * ship_mps * meetings[0]);
    let (first, last) = (ship.points[0].0, ship.points[ship.last()].0);
    ship.points.insert(0, (first - lead, LegKind::Transit));
    ship.to(last + lead, LegKind::Search);
    meetings.insert(0, 0.0);
    meetings.push(times[times.len() - 1]);
    let plane = Plane::new(search.area.centre);
    let mut notes = vec![format!(
        "the aircraft passes over the ship in the middle of each leg; ship {:.2} kn = S Va / (L + S{})",
        to_knots(ship_mps),
        if turns_m > 0.0 { " + pi r), turns included" } else { ")" }
    )];
    if (spacing - search.spacing_m).abs() > 1e-6 * spacing {
        notes.push(format!("spacing fitted to {:.3} NM: {count:.0} legs fill the area evenly", to_nm(spacing)));
    }
    Ok(Plan {
        units: vec![
            conduct.run_timed("aircraft", &plane, &aircraft, &times, conduct.speed_mps),
            conduct.run_timed("ship", &plane, &ship, &meetings, ship_mps),
        ],
        spacing_m: Some(spacing),
        area_m2: search.area.area_m2(),
        area_is: "rectangle L x B",
        notes,
    })
}

fn check(search: &Coordinated, lanes: &Lanes, conduct: &Conduct) -> Result<f64, PatternError> {
    let mut check = Check::default();
    search.area.check(&mut check);
    check.length("spacing", search.spacing_m);
    conduct.check(&mut check);
    if let Some(most) = search.ship_most_mps {
        let reason = format!("{} kn is not a speed above 0", to_knots(most));
        check.hold(most > 0.0 && most.is_finite(), "ship-speed", reason, "give knots");
    }
    if conduct.method == DriftMethod::WaypointShift {
        check.fault(
            "drift-method",
            "with shifted waypoints aircraft and ship take different times and miss each other",
            "water-frame, or none",
        );
    }
    check.finish()?;
    let mut check = Check::default();
    let (s, along, across) = (to_nm(search.spacing_m), to_nm(lanes.along_m), to_nm(lanes.across_m));
    if s >= along || s > across * (1.0 + 1e-6) {
        let reason = format!("{s:.2} NM leaves no legs in an area of {along:.2} x {across:.2} NM");
        check.fault("spacing", reason, "a smaller spacing or a larger area");
    }
    let count = (lanes.across_m / search.spacing_m - 1e-6).ceil().max(1.0);
    check.legs("spacing", 2.0 * count - 1.0);
    check.finish()?;
    Ok(count)
}

/// Where a ship that starts with the aircraft stands then, along the area from its edge: S^2 / (2 (L + S)).
#[cfg(test)]
fn ship_start_m(spacing_m: f64, leg_m: f64) -> f64 {
    spacing_m * spacing_m / (2.0 * (leg_m + spacing_m))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        position::{Position, Vec2},
        units,
    };

    fn search() -> Coordinated {
        let area = Rectangle {
            centre: Position::new(36.0, 131.0),
            axis_deg: 0.0,
            length_m: units::nm(30.0),
            width_m: units::nm(10.0),
        };
        Coordinated { area, spacing_m: units::nm(2.0), first_turn: Side::Right, ship_most_mps: None }
    }

    fn conduct() -> Conduct {
        Conduct { speed_mps: units::knots(90.0), turn_radius_m: 0.0, drift_mps: Vec2::ZERO, method: DriftMethod::None }
    }

    /// S = 2 NM, L = 8 NM, Va = 90 kn: 2 x 90 / (8 + 2) = 18 kn (formula of reference/sar-science.md, section 4).
    #[test]
    fn val_ship_speed() {
        assert!((to_knots(ship_speed_mps(units::nm(2.0), units::knots(90.0), units::nm(8.0))) - 18.0).abs() < 1e-9);
        let plan = coordinated_creeping_line(&search(), &conduct()).unwrap();
        assert!((to_knots(plan.units[1].speed_mps) - 18.0).abs() < 1e-9);
        assert_eq!((plan.units[0].search_legs(), plan.units[0].legs()), (15, 29));
        let rear = Plane::new(search().area.centre).to_position(Vec2::new(0.0, units::nm(-15.0)));
        let start_m = rear.distance_m(plan.units[1].csp);
        assert!((start_m - ship_start_m(units::nm(2.0), units::nm(8.0))).abs() < 0.5, "{start_m}");
    }

    /// Where the aircraft is at mid-leg, there and then the ship is; with turns and with drifting water too.
    #[test]
    fn they_meet_on_every_leg() {
        for (turn_radius_m, first_turn) in [(0.0, Side::Right), (600.0, Side::Left)] {
            for method in [DriftMethod::None, DriftMethod::WaterFrame] {
                let drift_mps = Vec2::from_polar(70.0, 0.5);
                let conduct = Conduct { turn_radius_m, method, drift_mps, ..conduct() };
                let plan = coordinated_creeping_line(&Coordinated { first_turn, ..search() }, &conduct).unwrap();
                let (aircraft, ship) = (&plan.units[0].waypoints, &plan.units[1].waypoints);
                assert_eq!(ship.len(), 17);
                for (i, meeting) in ship[1..16].iter().enumerate() {
                    let (from, to) = (&aircraft[2 * i], &aircraft[2 * i + 1]);
                    let mid = from.at.destination(from.at.bearing_deg(to.at), 0.5 * to.leg_m);
                    let leg_s = to.frame_leg_m / conduct.speed_mps;
                    // With a turn before the leg the aircraft leaves its start later than it reached it.
                    let mid_s = to.time_s - 0.5 * leg_s;
                    let turn_drift = if turn_radius_m > 0.0 && i > 0 { 10.0 } else { 0.0 };
                    assert!(mid.distance_m(meeting.at) < 2.0 + turn_drift, "leg {i}: {}", mid.distance_m(meeting.at));
                    assert!((mid_s - meeting.time_s).abs() < 0.1, "leg {i}");
                }
                let speeds = ship.windows(2).map(|w| w[1].frame_leg_m / (w[1].time_s - w[0].time_s));
                for speed in speeds {
                    assert!((speed / plan.units[1].speed_mps - 1.0).abs() < 1e-3, "{speed}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_is_said() {
        let slow = Coordinated { ship_most_mps: Some(units::knots(12.0)), ..search() };
        let error = coordinated_creeping_line(&slow, &conduct()).unwrap_err();
        assert!(error.to_string().contains("18.0 kn"), "{error}");
        let shift = Conduct { method: DriftMethod::WaypointShift, ..conduct() };
        assert_eq!(coordinated_creeping_line(&search(), &shift).unwrap_err().faults[0].field, "drift-method");
        let wide = Coordinated { spacing_m: units::nm(11.0), ..search() };
        assert!(coordinated_creeping_line(&wide, &conduct()).is_err());
        let nan = Coordinated { spacing_m: f64::NAN, ..search() };
        assert!(
            coordinated_creeping_line(&nan, &Conduct { speed_mps: -1.0, ..conduct() }).unwrap_err().faults.len() == 2
        );
    }
}
