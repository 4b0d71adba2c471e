//! Expanding square search (SS).

use super::{Conduct, LegKind, PatternError, Plan, Plane, Side, fault::Check, path::Path, plane::turned};
use crate::position::{Position, Vec2};

/// An expanding square: legs S, S, 2S, 2S, 3S, 3S ... from the datum, every turn 90 degrees the same way.
///
/// For one unit. The first leg runs into the wind (aircraft) or down the drift.
///
/// # References
/// reference/sar-science.md, section 4, row SS (IAMSAR vol. III).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpandingSquare {
    /// Datum, which is the commence search point.
    pub datum: Position,
    /// True course of the first leg, degrees.
    pub first_course_deg: f64,
    /// Which way every turn goes.
    pub first_turn: Side,
    /// Track spacing S, metres.
    pub spacing_m: f64,
    /// Number of legs.
    pub legs: u32,
}

/// Track after `pairs` pairs of legs: S n (n + 1), in the unit of the spacing.
pub fn square_track_m(spacing_m: f64, pairs: u32) -> f64 {
    let n = f64::from(pairs);
    spacing_m * n * (n + 1.0)
}

/// Legs of a square that covers a circle of this radius about the datum; not bounded by
/// [`MAX_LEGS`](super::MAX_LEGS), and a float so that no radius overflows.
///
/// After 2n legs the tracks span a square of side nS, of which the last side is closed by leg 2n + 1; half a spacing
/// beyond is covered as well: (n + 1) S >= 2 radius.
pub fn legs_to_cover(radius_m: f64, spacing_m: f64) -> f64 {
    2.0 * (2.0 * radius_m / spacing_m - 1.0 - 1e-9).ceil().max(1.0) + 1.0
}

/// Lays out an expanding square.
///
/// # Errors
/// Spacing, datum, course, number of legs or conduct that make no pattern.
pub fn expanding_square(search: &ExpandingSquare, conduct: &Conduct) -> Result<Plan, PatternError> {
    let mut check = Check::default();
    check.place("datum", search.datum);
    check.course("orientation", search.first_course_deg);
    check.length("spacing", search.spacing_m);
    check.legs("legs", f64::from(search.legs));
    if search.legs > 0 {
        check.length("legs", f64::from(search.legs.div_ceil(2)) * search.spacing_m);
    }
    conduct.check(&mut check);
    check.finish()?;
    let mut at = Vec2::ZERO;
    let mut path = Path::from(at);
    for leg in 0..search.legs {
        let course = search.first_course_deg + search.first_turn.sign() * 90.0 * f64::from(leg % 4);
        at += turned(Vec2::new(0.0, 1.0), course) * (f64::from(leg / 2 + 1) * search.spacing_m);
        path.to(at, LegKind::Search);
    }
    // Leg k and leg k + 4 lie on the same side, one spacing apart; the third leg lies beside the first.
    path.neighbours = (1..=path.last()).map(|leg| (leg, leg + 4)).filter(|pair| pair.1 <= path.last()).collect();
    if path.last() >= 3 {
        path.neighbours.push((1, 3));
    }
    let side_m = (f64::from(search.legs / 2) + 1.0) * search.spacing_m;
    Ok(Plan {
        units: vec![conduct.run("unit 1", &Plane::new(search.datum), &path)],
        spacing_m: Some(search.spacing_m),
        area_m2: side_m * side_m,
        area_is: "square of side (n + 1) S after n pairs of legs",
        notes: Vec::new(),
    })
}
