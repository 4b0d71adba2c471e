//! Racetrack: two straight legs joined by half circles.

use super::{
    Conduct, LegKind, PatternError, Plan, Plane, Side, fault::Check, path::Path, plane::turned, spiral::chord_angle,
};
use crate::{
    math,
    position::{Position, Vec2},
};

/// A racetrack: out and back on legs one spacing apart, with half circles of radius S / 2 at the ends.
///
/// # References
/// reference/sar-science.md, section 4, drone patterns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Racetrack {
    /// Middle.
    pub centre: Position,
    /// True course of the first straight leg, degrees.
    pub axis_deg: f64,
    /// Length of the straight legs, metres.
    pub length_m: f64,
    /// Distance of the straight legs S, metres: twice the radius of the half circles.
    pub spacing_m: f64,
    /// Which way the half circles turn.
    pub turns: Side,
    /// Number of circuits.
    pub circuits: u32,
    /// Most distance of the polygon from the half circles, metres.
    pub chord_error_m: f64,
}

/// Lays out a racetrack.
///
/// # Errors
/// Lengths, circuits or conduct that make no pattern.
pub fn racetrack(search: &Racetrack, conduct: &Conduct) -> Result<Plan, PatternError> {
    let mut check = Check::default();
    check.place("centre", search.centre);
    check.course("orientation", search.axis_deg);
    check.length("length", search.length_m);
    check.length("spacing", search.spacing_m);
    check.length("chord-error", search.chord_error_m);
    let radius = 0.5 * search.spacing_m;
    let chords = (std::f64::consts::PI / chord_angle(radius, search.chord_error_m)).ceil().max(2.0);
    if search.spacing_m > 0.0 && search.chord_error_m > 0.0 {
        check.legs("legs", f64::from(search.circuits) * 2.0 * (1.0 + chords));
    }
    conduct.check(&mut check);
    check.finish()?;
    let sign = search.turns.sign();
    let along = Vec2::from_polar(search.axis_deg, 0.5 * search.length_m);
    let across = Vec2::from_polar(search.axis_deg + 90.0 * sign, radius);
    let mut path = Path { smooth: true, ..Path::from(-along - across) };
    for _ in 0..search.circuits {
        for half in [1.0, -1.0] {
            path.to(along * half - across * half, LegKind::Search);
            for chord in 1..=chords as u32 {
                let deg = sign * 180.0 * f64::from(chord) / chords;
                path.to(along * half - turned(across, deg) * half, LegKind::Turn);
            }
        }
    }
    path.pair_search_legs();
    Ok(Plan {
        units: vec![conduct.run("unit 1", &Plane::new(search.centre), &path)],
        spacing_m: Some(search.spacing_m),
        area_m2: search.length_m * 2.0 * search.spacing_m,
        area_is: "length of the straight legs x 2 S",
        notes: vec![format!(
            "half circles of {chords:.0} chords, at most {:.1} m inside the arc",
            radius * (1.0 - math::cos(0.5 * std::f64::consts::PI / chords))
        )],
    })
}
