//! Polygons: cutting, hull, centroid, crossing edges, and the runs of a line inside.

use sarex_plugin_sdk::Vec2;

/// The part of a polygon whose places `p` have `p . axis <= at_m` (Sutherland and Hodgman 1974, "Reentrant polygon
/// clipping"). A polygon with bays may come back in several pieces joined by edges of no width: area and inside stay
/// right.
pub fn below(corners: &[Vec2], axis: Vec2, at_m: f64) -> Vec<Vec2> {
    let mut kept = Vec::with_capacity(corners.len() + 2);
    for (from, to) in edges(corners) {
        let (before, after) = (from.dot(axis) - at_m, to.dot(axis) - at_m);
        if before <= 0.0 {
            kept.push(from);
        }
        if (before <= 0.0) != (after <= 0.0) {
            kept.push(from + (to - from) * (before / (before - after)));
        }
    }
    kept
}

/// Least and greatest `p . axis`.
pub fn extent(corners: &[Vec2], axis: Vec2) -> (f64, f64) {
    let along = corners.iter().map(|corner| corner.dot(axis));
    along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
}

/// Centre of area; the mean of the corners when there is no area.
pub fn centroid(corners: &[Vec2]) -> Vec2 {
    let Some(first) = corners.first().copied() else { return Vec2::ZERO };
    // From a corner, so that a small polygon far from the origin loses no digits.
    let (mut twice_m2, mut sum) = (0.0, Vec2::ZERO);
    for (from, to) in edges(corners) {
        let (a, b) = (from - first, to - first);
        let turn = b.starboard(a);
        twice_m2 += turn;
        sum = sum + (a + b) * turn;
    }
    if twice_m2.abs() > 1e-6 {
        return first + sum * (1.0 / (3.0 * twice_m2));
    }
    let mean = corners.iter().fold(Vec2::ZERO, |mean, corner| mean + (*corner - first));
    first + mean * (1.0 / corners.len() as f64)
}

/// Even-odd rule.
pub fn contains(corners: &[Vec2], place: Vec2) -> bool {
    let crossed = |(a, b): &(Vec2, Vec2)| {
        (a.north_m > place.north_m) != (b.north_m > place.north_m)
            && place.east_m < a.east_m + (b.east_m - a.east_m) * (place.north_m - a.north_m) / (b.north_m - a.north_m)
    };
    edges(corners).filter(crossed).count() % 2 == 1
}

/// Two edges cross.
pub fn crosses_itself(corners: &[Vec2]) -> bool {
    let edges: Vec<(Vec2, Vec2)> = edges(corners).collect();
    let sides = |line: (Vec2, Vec2), a: Vec2, b: Vec2| {
        let along = line.1 - line.0;
        along.starboard(a - line.0) * along.starboard(b - line.0) < 0.0
    };
    let cross = |a: (Vec2, Vec2), b: (Vec2, Vec2)| sides(a, b.0, b.1) && sides(b, a.0, a.1);
    edges.iter().enumerate().any(|(index, a)| edges[index + 1..].iter().any(|b| cross(*a, *b)))
}

/// Convex hull (Andrew 1979, the monotone chain).
pub fn hull(mut places: Vec<Vec2>) -> Vec<Vec2> {
    places.sort_by(|a, b| a.east_m.total_cmp(&b.east_m).then(a.north_m.total_cmp(&b.north_m)));
    places.dedup();
    if places.len() < 3 {
        return places;
    }
    let chain = |places: &mut dyn Iterator<Item = Vec2>| {
        let mut chain: Vec<Vec2> = Vec::new();
        for place in places {
            while let [.., a, b] = chain[..]
                && (b - a).starboard(place - a) >= 0.0
            {
                chain.pop();
            }
            chain.push(place);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut places.iter().copied());
    hull.extend(chain(&mut places.iter().rev().copied()));
    hull
}

/// The runs of the line `p . across = at_m` inside, as pairs of `p . along`, in order.
pub fn runs(corners: &[Vec2], along: Vec2, at_m: f64) -> Vec<(f64, f64)> {
    let across = along.right();
    let mut crossings = Vec::new();
    for (from, to) in edges(corners) {
        let (before, after) = (from.dot(across) - at_m, to.dot(across) - at_m);
        if (before > 0.0) != (after > 0.0) {
            crossings.push((from + (to - from) * (before / (before - after))).dot(along));
        }
    }
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn edges(corners: &[Vec2]) -> impl Iterator<Item = (Vec2, Vec2)> {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1))
}
