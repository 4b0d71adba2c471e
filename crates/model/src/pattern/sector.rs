//! Sector search (VS), and two units on one circle (VM).

use super::{Conduct, LegKind, PatternError, Plan, Plane, Side, fault::Check, path::Path, plane::turned};
use crate::position::{Position, Vec2};

/// Courses of the nine legs as turns of 120 degrees from the first: b, b+120, b+240 | b+240, b, b+120 | b+120, b+240, b.
const COURSES: [f64; 9] = [0.0, 1.0, 2.0, 2.0, 0.0, 1.0, 1.0, 2.0, 0.0];
/// A second search is turned by this, degrees.
const SECOND_SEARCH_DEG: f64 = 30.0;

/// A sector search: three equilateral triangles that meet in the datum, nine legs of one radius, every turn 120 degrees;
/// the third and fourth, and the sixth and seventh leg run straight through the datum.
///
/// # References
/// reference/sar-science.md, section 4, rows VS and VM (IAMSAR vol. III).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sector {
    /// Datum: centre, first and last point; a marker lies there.
    pub datum: Position,
    /// Radius R, metres.
    pub radius_m: f64,
    /// True course b of the first leg, degrees.
    pub first_course_deg: f64,
    /// Which way every turn goes; to starboard in the manuals.
    pub turns: Side,
    /// Whether a second search follows the first, turned by 30 degrees.
    pub second_search: bool,
    /// Angle by which a second unit's search on the same circle is turned, degrees: 30, or 60 for two aircraft;
    /// `None`: one unit.
    pub second_unit_deg: Option<f64>,
}

/// Lays out a sector search.
///
/// # Errors
/// Radius, datum, courses or conduct that make no pattern.
pub fn sector(search: &Sector, conduct: &Conduct) -> Result<Plan, PatternError> {
    let mut check = Check::default();
    check.place("datum", search.datum);
    check.course("orientation", search.first_course_deg);
    check.length("radius", search.radius_m);
    search.second_unit_deg.into_iter().for_each(|deg| check.course("second-unit", deg));
    conduct.check(&mut check);
    check.finish()?;
    let plane = Plane::new(search.datum);
    let mut notes = Vec::new();
    let mut units = vec![conduct.run("unit 1", &plane, &path(search, 0.0))];
    if let Some(deg) = search.second_unit_deg {
        units.push(conduct.run("unit 2", &plane, &path(search, deg)));
        notes.push(format!(
            "two units on one circle, the second turned by {deg} degrees: both pass the datum, so aircraft keep apart in height"
        ));
    }
    Ok(Plan {
        units,
        spacing_m: None,
        area_m2: std::f64::consts::PI * search.radius_m * search.radius_m,
        area_is: "circle of radius R",
        notes,
    })
}

fn path(search: &Sector, turned_deg: f64) -> Path {
    let mut at = Vec2::ZERO;
    let mut path = Path::from(at);
    let searches = if search.second_search { 2 } else { 1 };
    for repeat in 0..searches {
        let sign = search.turns.sign();
        let first = search.first_course_deg + turned_deg + sign * SECOND_SEARCH_DEG * f64::from(repeat);
        for (leg, turns) in COURSES.iter().enumerate() {
            at += turned(Vec2::new(0.0, search.radius_m), first + sign * 120.0 * turns);
            // Three legs close a triangle: rounding must not carry the datum away.
            if leg % 3 == 2 {
                at = Vec2::ZERO;
            }
            path.to(at, LegKind::Search);
        }
    }
    path
}
