//! Shoreline search: passes along a coast, at a distance.

use super::{
    Conduct, LegKind, MAX_LEGS, PatternError, Plan, Plane, Side,
    fault::Check,
    offset::{distance, offset, simplified, without_repeats},
    track_line::back_and_forth,
};
use crate::{
    position::{Position, Vec2},
    units,
};

/// Points of a coast at most.
const MOST_POINTS: usize = 20_000;
/// Points left after simplifying at most: a unit steers each.
const MOST_KEPT: usize = 1_000;
/// Passes at most.
const MOST_PASSES: u32 = 20;

/// A search along a coast.
///
/// # References
/// reference/sar-science.md, section 4, row shoreline; the geometry is this product's.
#[derive(Clone, Debug, PartialEq)]
pub struct Shoreline {
    /// The coast as a line.
    pub coast: Vec<Position>,
    /// On which side of that line, in its direction, the sea is.
    pub seaward: Side,
    /// Distance of the first pass, metres.
    pub distance_m: f64,
    /// Track spacing S of further passes to seaward, metres.
    pub spacing_m: f64,
    /// Number of passes.
    pub passes: u32,
    /// Detail of the coast that is left out, metres: no unit follows every rock. 0: none.
    pub tolerance_m: f64,
}

/// Lays out a shoreline search.
///
/// # Errors
/// Coast, distances, number of passes or conduct that make no pattern; a bay in which nothing is left.
pub fn shoreline(search: &Shoreline, conduct: &Conduct) -> Result<Plan, PatternError> {
    let (plane, coast) = check(search, conduct)?;
    let sign = search.seaward.sign();
    let offsets = (0..search.passes).map(|i| search.distance_m + f64::from(i) * search.spacing_m);
    let passes: Vec<Vec<Vec2>> = offsets.map(|d| offset(&coast, sign * d)).collect();
    let mut check = Check::default();
    let empty = passes.iter().any(|pass| pass.len() < 2);
    check.hold(
        !empty,
        "distance",
        "nothing of a pass is left: the bay is narrower",
        "a smaller distance or fewer passes",
    );
    let legs: usize = passes.iter().map(Vec::len).sum();
    check.legs("tolerance", legs as f64);
    check.finish()?;
    let path = back_and_forth(&passes);
    let mut notes = Vec::new();
    let least = least_distance(&path.points, &coast);
    if least < 0.98 * search.distance_m {
        notes.push(format!(
            "a leg across a bay comes within {:.2} NM of the coast: look at the chart before running it",
            units::to_nm(least)
        ));
    }
    if search.tolerance_m > 0.0 {
        notes.push(format!(
            "the coast is followed to {:.3} NM, finer detail is left out",
            units::to_nm(search.tolerance_m)
        ));
    }
    notes.push("the coast is the line given; depths and dangers are not looked at".into());
    let unit = conduct.run("unit 1", &plane, &path);
    debug_assert!(unit.legs() <= MAX_LEGS as usize);
    Ok(Plan {
        area_m2: passes.iter().map(|pass| length(pass) * search.spacing_m).sum(),
        units: vec![unit],
        spacing_m: Some(search.spacing_m),
        area_is: "length of the passes x S",
        notes,
    })
}

fn check(search: &Shoreline, conduct: &Conduct) -> Result<(Plane, Vec<Vec2>), PatternError> {
    let mut check = Check::default();
    let count = search.coast.len();
    let reason = format!("{count} points, a coast has 2 to {MOST_POINTS}");
    check.hold((2..=MOST_POINTS).contains(&count), "track", reason, "give the coast's points in order");
    search.coast.iter().for_each(|point| check.place("track", *point));
    check.length("distance", search.distance_m);
    check.length("spacing", search.spacing_m);
    check.length_or_zero("tolerance", search.tolerance_m);
    let (passes, most) = (search.passes, MOST_PASSES);
    check.hold(
        (1..=most).contains(&passes),
        "legs",
        format!("{passes} passes, 1 to {most} can be planned"),
        "change the number",
    );
    conduct.check(&mut check);
    check.finish()?;
    let plane = Plane::new(search.coast[count / 2]);
    let points: Vec<Vec2> = search.coast.iter().map(|point| plane.to_plane(*point)).collect();
    let coast = without_repeats(&simplified(&points, search.tolerance_m), 1.0);
    let mut check = Check::default();
    check.hold(coast.len() >= 2, "track", "the coast is one place", "give a line, or a smaller tolerance");
    let kept = coast.len();
    let reason = format!("{kept} points are left of the coast, at most {MOST_KEPT} can be steered");
    check.hold(kept <= MOST_KEPT, "tolerance", reason, "a larger tolerance or a shorter coast");
    coast.windows(2).for_each(|leg| check.length("track", (leg[1] - leg[0]).length()));
    check.finish()?;
    Ok((plane, coast))
}

fn length(line: &[Vec2]) -> f64 {
    line.windows(2).map(|leg| (leg[1] - leg[0]).length()).sum()
}

/// Least distance from the legs to the coast, looked at their ends and five places between.
fn least_distance(points: &[(Vec2, LegKind)], coast: &[Vec2]) -> f64 {
    let on_leg = |a: Vec2, b: Vec2| (0..=6).map(move |k| a + (b - a) * (f64::from(k) / 6.0));
    let places = points.windows(2).flat_map(|leg| on_leg(leg[0].0, leg[1].0));
    places.map(|place| distance(coast, place)).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::DriftMethod;

    fn conduct() -> Conduct {
        Conduct { speed_mps: 5.0, turn_radius_m: 0.0, drift_mps: Vec2::ZERO, method: DriftMethod::None }
    }

    fn coast(count: u32) -> Shoreline {
        let start = Position::new(36.0, 129.4);
        let plane = Plane::new(start);
        let point = |i: u32| {
            let north = f64::from(i) * 300.0;
            Vec2::new(800.0 * math_wave(north / 4_000.0), north)
        };
        Shoreline {
            coast: (0..count).map(|i| plane.to_position(point(i))).collect(),
            seaward: Side::Right,
            distance_m: 926.0,
            spacing_m: 463.0,
            passes: 3,
            tolerance_m: 50.0,
        }
    }

    fn math_wave(x: f64) -> f64 {
        crate::math::sin(x)
    }

    #[test]
    fn passes_keep_their_distances_from_the_coast() {
        let search = coast(120);
        let plan = shoreline(&search, &conduct()).unwrap();
        let plane = Plane::new(search.coast[60]);
        let line: Vec<Vec2> = search.coast.iter().map(|p| plane.to_plane(*p)).collect();
        let far = |w: &super::super::Waypoint| distance(&line, plane.to_plane(w.at));
        let distances: Vec<f64> = plan.units[0].waypoints.iter().map(far).collect();
        assert!(distances.iter().all(|d| *d > 926.0 - 60.0 && *d < 1.2 * (926.0 + 2.0 * 463.0)), "{distances:?}");
        assert!((distances[0] - 926.0).abs() < 60.0);
        assert!((distances[distances.len() - 1] - 1_852.0).abs() < 60.0, "{distances:?}");
        // To seaward is east on this coast.
        assert!(plan.units[0].csp.lon_deg > search.coast[0].lon_deg);
        let other = shoreline(&Shoreline { seaward: Side::Left, ..search.clone() }, &conduct()).unwrap();
        assert!(other.units[0].csp.lon_deg < search.coast[0].lon_deg);
    }

    #[test]
    fn bad_coasts_are_refused() {
        let fields = |search: &Shoreline| -> Vec<&str> {
            shoreline(search, &conduct()).unwrap_err().faults.iter().map(|f| f.field).collect()
        };
        let bad = Shoreline {
            coast: Vec::new(),
            distance_m: -1.0,
            spacing_m: 0.0,
            passes: 0,
            tolerance_m: f64::NAN,
            ..coast(5)
        };
        assert_eq!(fields(&bad), ["track", "distance", "spacing", "tolerance", "legs"]);
        assert_eq!(fields(&Shoreline { coast: vec![Position::new(36.0, 130.0); 4], ..coast(5) }), ["track"]);
        assert_eq!(fields(&Shoreline { tolerance_m: 0.0, ..coast(1_200) }), ["tolerance"]);
    }
}
