//! Barrier patrol: back and forth across a flow of drifting objects.

use super::{
    Conduct, DriftMethod, LegKind, PatternError, Plan, Plane,
    fault::Check,
    path::Path,
    plane::{cross, right_of},
};
use crate::{
    math,
    position::{Position, Vec2},
    units::{to_knots, to_nm},
};

/// A barrier across a flow; the flow is the drift of [`Conduct`].
///
/// The patrol is run on a line that lies still over the ground. With [`DriftMethod::None`] the speed is over the ground; with
/// [`DriftMethod::WaterFrame`] the unit is carried by the flow too, its speed is through the water and it stems the flow by its
/// heading. `crossover` runs in the moving water instead: legs across, each followed by a step against the flow that makes
/// up for what the unit was carried, so that neighbouring sweeps in the water are parallel.
///
/// # References
/// reference/sar-science.md, section 4 (barrier); Koopman, "Search and Screening", chapter on barriers, for the crossover
/// patrol, whose step against the flow is derived here: S = u (b + S) / V.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Barrier {
    /// Middle of the barrier.
    pub centre: Position,
    /// Its true direction, degrees.
    pub axis_deg: f64,
    /// Its length b, metres.
    pub length_m: f64,
    /// Number of passes.
    pub passes: u32,
    /// Whether to run the crossover patrol.
    pub crossover: bool,
}

/// Coverage of a back-and-forth patrol: W sqrt(V^2 + u^2) / (b u), with the speed V over the ground, the flow u across the
/// barrier and its length b. Infinite without a flow.
pub fn barrier_coverage(sweep_width_m: f64, speed_mps: f64, flow_mps: f64, length_m: f64) -> f64 {
    sweep_width_m * math::hypot(speed_mps, flow_mps) / (length_m * flow_mps)
}

/// Step against the flow of a crossover patrol that stays in place: u b / (V - u), with the speed V through the water.
pub fn crossover_spacing_m(speed_mps: f64, flow_mps: f64, length_m: f64) -> f64 {
    flow_mps * length_m / (speed_mps - flow_mps)
}

/// Lays out a barrier patrol.
///
/// # Errors
/// Length, passes or conduct that make no pattern; a flow that the unit cannot stem.
pub fn barrier(search: &Barrier, conduct: &Conduct) -> Result<Plan, PatternError> {
    let axis = Vec2::from_polar(search.axis_deg, 1.0);
    let (along_mps, across_mps) = (axis.dot(conduct.drift_mps), cross(axis, conduct.drift_mps));
    check(search, conduct, along_mps, across_mps)?;
    let plane = Plane::new(search.centre);
    let half = axis * (0.5 * search.length_m);
    let mut notes = Vec::new();
    if along_mps.abs() > 1e-3 * across_mps.abs() && across_mps != 0.0 {
        notes.push(format!(
            "the flow crosses the barrier at an angle: {:.2} kn of it across, which the coverage counts",
            to_knots(across_mps.abs())
        ));
    }
    let (unit, spacing_m) = if search.crossover {
        // With no flow to the right the steps would go left; they go against the flow.
        let against = right_of(axis) * -across_mps.signum();
        let step = crossover_spacing_m(conduct.speed_mps, across_mps.abs(), search.length_m);
        let mut path = Path::from(-half);
        for pass in 0..search.passes {
            let up = against * (step * f64::from(pass));
            let side = if pass % 2 == 0 { 1.0 } else { -1.0 };
            if pass > 0 {
                path.to(half * -side + up, LegKind::Turn);
            }
            path.to(half * side + up, LegKind::Search);
        }
        path.pair_search_legs();
        notes
            .push(format!("crossover: {:.3} NM against the flow after each leg keep the patrol in place", to_nm(step)));
        (Conduct { method: DriftMethod::WaterFrame, ..*conduct }.run("unit 1", &plane, &path), Some(step))
    } else {
        let mut path = Path::from(-half);
        let mut times = vec![0.0];
        let turn_s = std::f64::consts::PI * conduct.turn_radius_m / conduct.speed_mps;
        for pass in 0..search.passes {
            let side = if pass % 2 == 0 { 1.0 } else { -1.0 };
            path.to(half * side, LegKind::Search);
            let made_good = made_good_mps(conduct, side * along_mps, across_mps);
            let turn_s = if pass == 0 { 0.0 } else { turn_s };
            times.push(times[times.len() - 1] + turn_s + search.length_m / made_good);
        }
        let still = Conduct { method: DriftMethod::None, ..*conduct };
        (still.run_timed("unit 1", &plane, &path, &times, conduct.speed_mps), None)
    };
    let area_is = "a barrier has no area";
    Ok(Plan { units: vec![unit], spacing_m, area_m2: 0.0, area_is, notes })
}

/// Speed over the ground along the barrier.
fn made_good_mps(conduct: &Conduct, along_mps: f64, across_mps: f64) -> f64 {
    match conduct.method {
        DriftMethod::WaterFrame => (conduct.speed_mps * conduct.speed_mps - across_mps * across_mps).sqrt() + along_mps,
        DriftMethod::None | DriftMethod::WaypointShift => conduct.speed_mps,
    }
}

fn check(search: &Barrier, conduct: &Conduct, along_mps: f64, across_mps: f64) -> Result<(), PatternError> {
    let mut check = Check::default();
    check.place("centre", search.centre);
    check.course("orientation", search.axis_deg);
    check.length("length", search.length_m);
    let passes = f64::from(search.passes);
    check.legs("legs", if search.crossover { 2.0 * passes - 1.0 } else { passes });
    conduct.check(&mut check);
    if conduct.method == DriftMethod::WaypointShift {
        check.fault(
            "drift-method",
            "a barrier stays where it is",
            "none (speed over the ground) or water-frame (carried by the flow)",
        );
    }
    check.finish()?;
    let mut check = Check::default();
    let made_good = made_good_mps(conduct, -along_mps.abs(), across_mps);
    // Written so that the NaN of a root below 0 fails too.
    check.hold(
        made_good > 0.0,
        "drift",
        "the unit cannot stem this flow",
        "a faster unit, or a barrier square to the flow",
    );
    if search.crossover {
        let flow = across_mps.abs();
        let good = flow > 0.0 && flow < conduct.speed_mps;
        check.hold(
            good,
            "drift",
            "a crossover patrol needs a flow slower than the unit",
            "give the flow, or leave crossover out",
        );
        let square = along_mps.abs() <= 0.02 * flow;
        check.hold(square, "orientation", "a crossover patrol lies square to the flow", "leave the orientation out");
        if good {
            check.length("legs", passes * crossover_spacing_m(conduct.speed_mps, flow, search.length_m));
        }
    }
    check.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pattern::MAX_LEGS, units};

    fn search() -> Barrier {
        Barrier {
            centre: Position::new(36.0, 131.0),
            axis_deg: 90.0,
            length_m: units::nm(10.0),
            passes: 6,
            crossover: false,
        }
    }

    fn conduct(method: DriftMethod) -> Conduct {
        let drift_mps = Vec2::from_polar(180.0, units::knots(3.0));
        Conduct { speed_mps: units::knots(5.0), turn_radius_m: 0.0, drift_mps, method }
    }

    /// W = 2 NM, V = 4 kn, u = 3 kn, b = 10 NM: 2 x 5 / 30 (formula of reference/sar-science.md, section 4).
    #[test]
    fn val_coverage() {
        assert!((barrier_coverage(2.0, 4.0, 3.0, 10.0) - 1.0 / 3.0).abs() < 1e-15);
        assert!(barrier_coverage(2.0, 4.0, 0.0, 10.0).is_infinite());
    }

    /// A unit of 5 kn in a flow of 3 kn makes good 4 kn along the barrier, and its relative speed is still 5 kn.
    #[test]
    fn val_the_flow_is_stemmed() {
        let plan = barrier(&search(), &conduct(DriftMethod::WaterFrame)).unwrap();
        assert!((plan.units[0].time_s() - 6.0 * 10.0 / 4.0 * 3600.0).abs() < 1e-6);
        let ground = barrier(&search(), &conduct(DriftMethod::None)).unwrap();
        assert!((ground.units[0].time_s() - 6.0 * 10.0 / 5.0 * 3600.0).abs() < 1e-6);
        let ends: Vec<f64> = ground.units[0].waypoints.iter().map(|w| w.at.distance_m(search().centre)).collect();
        assert!(ends.iter().all(|d| (d - units::nm(5.0)).abs() < 0.01), "{ends:?}");
    }

    /// After two cycles the crossover patrol is where it began, and in the water its legs lie S apart.
    #[test]
    fn a_crossover_patrol_stays_in_place() {
        let plan = barrier(&Barrier { crossover: true, ..search() }, &conduct(DriftMethod::WaterFrame)).unwrap();
        let unit = &plan.units[0];
        assert!(unit.waypoints[4].at.distance_m(unit.csp) < 1.0);
        let step = crossover_spacing_m(5.0, 3.0, 10.0);
        assert!((step - 15.0).abs() < 1e-12);
        let range = unit.spacing_from_object.unwrap();
        assert!((range.least_m - units::nm(step)).abs() < 0.01 && (range.most_m - units::nm(step)).abs() < 0.01);
    }

    #[test]
    fn what_cannot_be_is_said() {
        let fast =
            Conduct { drift_mps: Vec2::from_polar(180.0, units::knots(6.0)), ..conduct(DriftMethod::WaterFrame) };
        assert!(barrier(&search(), &fast).is_err());
        assert!(barrier(&search(), &conduct(DriftMethod::WaypointShift)).is_err());
        let still = Conduct { drift_mps: Vec2::ZERO, ..conduct(DriftMethod::None) };
        assert!(barrier(&search(), &still).is_ok());
        assert!(barrier(&Barrier { crossover: true, ..search() }, &still).is_err());
        assert!(barrier(&Barrier { passes: MAX_LEGS + 1, ..search() }, &still).is_err());
        assert!(
            barrier(&Barrier { passes: 0, length_m: f64::INFINITY, ..search() }, &still).unwrap_err().faults.len() == 2
        );
    }
}
