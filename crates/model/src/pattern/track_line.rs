//! Track line search: along an intended route, with return (TSR) or without (TSN).

use super::{
    Conduct, LegKind, PatternError, Plan, Plane, Side,
    fault::Check,
    offset::{offset, without_repeats},
    path::Path,
};
use crate::{
    position::{Position, Vec2},
    units,
};

/// Points of a route at most.
const MOST_POINTS: usize = 1_000;
/// Points of a route nearer than this are one, metres.
const SAME_M: f64 = 10.0;

/// A search along a route.
///
/// # References
/// reference/sar-science.md, section 4, rows TSR and TSN (IAMSAR vol. III). The order of several traversals without return
/// is this product's: from one side to the other, so that cross legs are one spacing long.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackLine {
    /// The missing craft's route, at least two points; the search begins at the first.
    pub route: Vec<Position>,
    /// Track spacing S, metres.
    pub spacing_m: f64,
    /// On which side of the route to begin.
    pub first_side: Side,
    /// Traversals without return: 1, 3, 5 or 7.
    pub traversals: u32,
}

/// Lays out a track line search with return: out half a spacing beside the route, back half a spacing on its other side.
///
/// # Errors
/// Route, spacing or conduct that make no pattern; `traversals` is not looked at.
pub fn track_line_return(search: &TrackLine, conduct: &Conduct) -> Result<Plan, PatternError> {
    let (plane, route) = check(search, conduct, false)?;
    let half = 0.5 * search.spacing_m * search.first_side.sign();
    plan(search, conduct, &plane, &route, &[half, -half])
}

/// Lays out a track line search without return: one, three, five or seven traversals that end at the far end.
///
/// # Errors
/// As [`track_line_return`]; another number of traversals.
pub fn track_line_nonreturn(search: &TrackLine, conduct: &Conduct) -> Result<Plan, PatternError> {
    let (plane, route) = check(search, conduct, true)?;
    let middle = 0.5 * f64::from(search.traversals - 1);
    let sides = (0..search.traversals)
        .map(|i| (middle - f64::from(i)) * search.spacing_m * search.first_side.sign())
        .collect::<Vec<_>>();
    plan(search, conduct, &plane, &route, &sides)
}

fn check(search: &TrackLine, conduct: &Conduct, nonreturn: bool) -> Result<(Plane, Vec<Vec2>), PatternError> {
    let mut check = Check::default();
    let count = search.route.len();
    let reason = format!("{count} points, a route has 2 to {MOST_POINTS}");
    check.hold((2..=MOST_POINTS).contains(&count), "track", reason, "give the route's points in order");
    search.route.iter().for_each(|point| check.place("track", *point));
    check.length("spacing", search.spacing_m);
    if nonreturn {
        let reason = format!("{} traversals; without return it is 1, 3, 5 or 7", search.traversals);
        check.hold([1, 3, 5, 7].contains(&search.traversals), "legs", reason, "take one of these, or a return search");
    }
    conduct.check(&mut check);
    check.finish()?;
    let middle = search.route[count / 2];
    let plane = Plane::new(middle);
    let points: Vec<Vec2> = search.route.iter().map(|point| plane.to_plane(*point)).collect();
    let route = without_repeats(&points, SAME_M);
    let mut check = Check::default();
    check.hold(route.len() >= 2, "track", "all points are one place", "give two places apart");
    route.windows(2).for_each(|leg| check.length("track", (leg[1] - leg[0]).length()));
    check.finish()?;
    Ok((plane, route))
}

fn plan(
    search: &TrackLine,
    conduct: &Conduct,
    plane: &Plane,
    route: &[Vec2],
    sides: &[f64],
) -> Result<Plan, PatternError> {
    let passes: Vec<Vec<Vec2>> = sides.iter().map(|side| offset(route, *side)).collect();
    let mut check = Check::default();
    let vanished = passes.iter().any(|pass| pass.len() < 2);
    let reason = "nothing of a pass is left beside so tight a bend";
    check.hold(!vanished, "spacing", reason, "a smaller spacing or fewer traversals");
    check.legs("track", passes.iter().map(Vec::len).sum::<usize>() as f64);
    check.finish()?;
    let path = back_and_forth(&passes);
    let length_m: f64 = route.windows(2).map(|leg| (leg[1] - leg[0]).length()).sum();
    Ok(Plan {
        units: vec![conduct.run("unit 1", plane, &path)],
        spacing_m: Some(search.spacing_m),
        area_m2: length_m * search.spacing_m * sides.len() as f64,
        area_is: "route length x S x traversals",
        notes: vec![format!("route of {:.2} NM", units::to_nm(length_m))],
    })
}

/// Passes run one after another in alternate directions; legs of neighbouring passes are paired where they correspond.
pub(super) fn back_and_forth(passes: &[Vec<Vec2>]) -> Path {
    let mut path = Path::default();
    let mut before: Vec<usize> = Vec::new();
    for (number, pass) in passes.iter().enumerate() {
        let mut points = pass.clone();
        if number % 2 == 1 {
            points.reverse();
        }
        let mut ends = Vec::new();
        for (i, point) in points.into_iter().enumerate() {
            path.to(point, if i == 0 { LegKind::Turn } else { LegKind::Search });
            if i > 0 {
                ends.push(path.last());
            }
        }
        if before.len() == ends.len() {
            path.neighbours.extend(before.iter().copied().zip(ends.iter().rev().copied()));
        }
        before = ends;
    }
    path
}
