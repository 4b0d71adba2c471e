//! Archimedean spiral: the radius changes by one spacing with every turn.

use super::{Conduct, LegKind, PatternError, Plan, Plane, Side, fault::Check, path::Path, plane::turned};
use crate::{
    math,
    position::{Position, Vec2},
    units::to_nm,
};

/// A chord spans no more than this, radians (30 degrees).
const MOST_CHORD: f64 = std::f64::consts::FRAC_PI_6;
/// Units at most.
const MOST_UNITS: u32 = 20;

/// A spiral about a datum.
///
/// It begins at the datum, or where the unit can turn as tightly as the spiral bends, grows by one spacing S a turn up to
/// half a spacing inside the radius, and is closed there by a circle, so that no place of the circle is farther than S/2; inward it is run the other way. N units run N arms
/// of pitch N S, turned by 360 / N degrees, so that neighbouring arms are S apart.
///
/// # References
/// reference/sar-science.md, section 4, drone patterns; radius of curvature of r = a t: (r^2 + a^2)^1.5 / (r^2 + 2 a^2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spiral {
    /// Centre.
    pub datum: Position,
    /// Radius of the area, metres.
    pub radius_m: f64,
    /// Track spacing S: the pitch of one arm, metres.
    pub spacing_m: f64,
    /// Bearing from the centre at which the (first) arm begins, degrees.
    pub first_bearing_deg: f64,
    /// Which way it turns.
    pub turns: Side,
    /// Whether it is run from outside inward.
    pub inward: bool,
    /// Number of equal units.
    pub units: u32,
    /// Most distance of the polygon from the spiral, metres.
    pub chord_error_m: f64,
}

/// Angle in radians of a chord that leaves a circle by no more than an error, at most 30 degrees.
pub(super) fn chord_angle(radius_m: f64, error_m: f64) -> f64 {
    (2.0 * math::acos(1.0 - error_m / radius_m)).min(MOST_CHORD)
}

/// Lays out a spiral.
///
/// # Errors
/// Radius, spacing, chord error, number of units or conduct that make no pattern.
pub fn spiral(search: &Spiral, conduct: &Conduct) -> Result<Plan, PatternError> {
    check(search, conduct)?;
    let growth = search.spacing_m * f64::from(search.units) / std::f64::consts::TAU;
    let inner = inner_radius(growth, conduct.turn_radius_m);
    let outer = search.radius_m - 0.5 * search.spacing_m;
    let mut check = Check::default();
    if inner > outer {
        let reason = format!(
            "a unit that turns in {:.3} NM cannot spiral inside {:.3} NM",
            to_nm(conduct.turn_radius_m),
            to_nm(search.radius_m)
        );
        check.fault("turn-radius", reason, "a slower unit or a larger radius");
    }
    check.finish()?;
    let plane = Plane::new(search.datum);
    let arms = arm(search, growth, inner, outer);
    let units = (0..search.units).map(|unit| {
        let first = search.first_bearing_deg + 360.0 * f64::from(unit) / f64::from(search.units);
        let place = |(deg, radius): &(f64, f64)| turned(Vec2::new(0.0, *radius), first + search.turns.sign() * deg);
        let mut points: Vec<Vec2> = arms.iter().map(place).collect();
        if search.inward {
            points.reverse();
        }
        let mut path = Path { smooth: true, ..Path::from(points[0]) };
        points[1..].iter().for_each(|point| {
            path.to(*point, LegKind::Search);
        });
        conduct.run(format!("unit {}", unit + 1), &plane, &path)
    });
    let mut notes = vec![format!("arcs drawn as chords, at most {:.1} m inside the spiral", search.chord_error_m)];
    if inner > 0.0 {
        notes.push(format!(
            "the unit cannot turn inside {:.3} NM of the datum: places up to {:.3} NM from it may stay unsearched",
            to_nm(inner),
            to_nm(inner + 0.5 * search.spacing_m)
        ));
    }
    if search.units > 1 && inner < search.spacing_m {
        notes.push("all units meet near the datum: aircraft keep apart in height, others in time".into());
    }
    Ok(Plan {
        units: units.collect(),
        spacing_m: Some(search.spacing_m),
        area_m2: std::f64::consts::PI * search.radius_m * search.radius_m,
        area_is: "circle of the radius",
        notes,
    })
}

fn check(search: &Spiral, conduct: &Conduct) -> Result<(), PatternError> {
    let mut check = Check::default();
    check.place("datum", search.datum);
    check.course("orientation", search.first_bearing_deg);
    check.length("radius", search.radius_m);
    check.length("spacing", search.spacing_m);
    check.length("chord-error", search.chord_error_m);
    let (units, most) = (search.units, MOST_UNITS);
    check.hold(
        (1..=most).contains(&units),
        "units",
        format!("{units} units, 1 to {most} can be planned"),
        "change the number",
    );
    conduct.check(&mut check);
    check.finish()?;
    let mut check = Check::default();
    let (s, r) = (to_nm(search.spacing_m), to_nm(search.radius_m));
    check.hold(
        s < r,
        "spacing",
        format!("{s:.2} NM is no less than the radius {r:.2} NM"),
        "a smaller spacing or a larger radius",
    );
    // The outermost turn has the most chords.
    let turns = search.radius_m / (search.spacing_m * f64::from(units)) + 1.0;
    let chords = std::f64::consts::TAU / chord_angle(search.radius_m, search.chord_error_m);
    check.legs("chord-error", turns * chords);
    check.finish()
}

/// The least radius at which the spiral bends no tighter than the unit turns.
fn inner_radius(growth: f64, turn_radius_m: f64) -> f64 {
    let bend = |r: f64| {
        let square = r * r + growth * growth;
        square * square.sqrt() / (square + growth * growth)
    };
    let mut radius = 0.0;
    while bend(radius) < turn_radius_m {
        radius = (radius * 1.01).max(0.1 * growth);
    }
    radius
}

/// Degrees turned and radius of the points of an arm, outward.
fn arm(search: &Spiral, growth: f64, inner: f64, outer: f64) -> Vec<(f64, f64)> {
    let mut angle = 0.0;
    let mut points = Vec::new();
    let whole = (outer - inner) / growth;
    while angle < whole {
        let radius = inner + growth * angle;
        points.push((math::degrees(angle), radius));
        // A chord of angle D leaves the spiral by D^2 (r^2 + 2 g^2) / (8 sqrt(r^2 + g^2)), g the growth a radian: as far as
        // on a circle of this radius. It is taken at the far end of the longest chord.
        let far = radius + growth * MOST_CHORD;
        let alike = (far * far + 2.0 * growth * growth) / math::hypot(far, growth);
        angle += chord_angle(alike, search.chord_error_m);
    }
    let round = std::f64::consts::TAU / f64::from(search.units);
    let count = (round / chord_angle(outer, search.chord_error_m)).ceil().max(1.0);
    points.extend((0..=count as u32).map(|k| (math::degrees(whole + round * f64::from(k) / count), outer)));
    points
}
