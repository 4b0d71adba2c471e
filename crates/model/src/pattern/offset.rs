//! Lines beside a line: a polyline moved sideways, and a polyline made simpler.

use super::plane::{cross, right_of};
use crate::{math, position::Vec2};

/// Bends up to this are joined by one point on either side, radians (about a degree).
const SLIGHT: f64 = 0.02;
/// A bend outside is rounded by one point for each of these, radians (60 degrees).
const STEP: f64 = std::f64::consts::FRAC_PI_3;
/// Metres within which a distance counts as kept.
const KEPT_M: f64 = 0.05;
/// Points nearer to one another than this are one, metres.
const SAME_M: f64 = 0.5;

/// A line moved to its right by `right_m` (to its left where negative), never nearer to the line than that.
///
/// Outside of bends the corner is cut by tangents, at most 1.15 times as far; inside, loops are cut out, and where the line
/// turns back on itself within twice the distance the bay is crossed.
pub(super) fn offset(line: &[Vec2], right_m: f64) -> Vec<Vec2> {
    if right_m == 0.0 || line.len() < 2 {
        return line.to_vec();
    }
    let (own, other) = (raw(line, right_m), raw(line, -right_m));
    let mut kept = Vec::new();
    for (i, pair) in own.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        let mut cuts = vec![0.0, 1.0];
        let others = own.windows(2).enumerate().filter(|(j, _)| i.abs_diff(*j) > 1).map(|(_, pair)| pair);
        cuts.extend(others.chain(other.windows(2)).filter_map(|pair| crossing((a, b), (pair[0], pair[1]))));
        cuts.extend(line.iter().flat_map(|vertex| circle_crossings((a, b), *vertex, right_m)));
        cuts.sort_by(f64::total_cmp);
        let at = |t: f64| a + (b - a) * t;
        let mut open = false;
        for cut in cuts.windows(2) {
            let far = distance(line, at(0.5 * (cut[0] + cut[1]))) >= right_m.abs() - KEPT_M;
            if far != open {
                kept.push(at(cut[0]));
            }
            open = far;
        }
        if open {
            kept.push(b);
        }
    }
    without_repeats(&kept, SAME_M)
}

/// Least distance from a place to a line, metres.
pub(super) fn distance(line: &[Vec2], place: Vec2) -> f64 {
    let to_segment = |pair: &[Vec2]| {
        let (along, from) = (pair[1] - pair[0], place - pair[0]);
        let part = (along.dot(from) / along.dot(along).max(1e-12)).clamp(0.0, 1.0);
        (from - along * part).length()
    };
    line.windows(2).map(to_segment).fold(f64::INFINITY, f64::min)
}

/// The line without points nearer than `least_m` to the one before.
pub(super) fn without_repeats(line: &[Vec2], least_m: f64) -> Vec<Vec2> {
    let mut out: Vec<Vec2> = Vec::with_capacity(line.len());
    for point in line {
        if out.last().is_none_or(|last| (*point - *last).length() >= least_m) {
            out.push(*point);
        }
    }
    out
}

/// The line with only as many points as keep it within a tolerance.
///
/// # References
/// Douglas & Peucker 1973, Cartographica 10(2).
pub(super) fn simplified(line: &[Vec2], tolerance_m: f64) -> Vec<Vec2> {
    let mut keep = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    for end in [0, line.len().saturating_sub(1)] {
        if let Some(keep) = keep.get_mut(end) {
            *keep = true;
        }
    }
    while let Some((from, to)) = open.pop() {
        let chord = [line[from], line[to]];
        let far = (from + 1..to).map(|i| (distance(&chord, line[i]), i)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, i)) = far.filter(|(d, _)| *d > tolerance_m) {
            keep[i] = true;
            open.extend([(from, i), (i, to)]);
        }
        if open.is_empty() {
            break;
        }
    }
    line.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// The moved line with its loops.
fn raw(line: &[Vec2], right_m: f64) -> Vec<Vec2> {
    let sides: Vec<(Vec2, Vec2)> = line
        .windows(2)
        .map(|pair| {
            let along = (pair[1] - pair[0]) * (1.0 / (pair[1] - pair[0]).length().max(1e-9));
            (along, right_of(along) * right_m)
        })
        .collect();
    let mut out = vec![line[0] + sides[0].1];
    for (i, pair) in sides.windows(2).enumerate() {
        let (vertex, before, after) = (line[i + 1], pair[0], pair[1]);
        let turn = math::atan2(cross(before.0, after.0), before.0.dot(after.0));
        let outside = turn * right_m < 0.0;
        if outside || turn.abs() < SLIGHT {
            let count = (turn.abs() / STEP).ceil().max(1.0);
            let step = turn / count;
            for k in 0..count as u32 {
                let normal = super::plane::turned(before.1, math::degrees(step * (f64::from(k) + 0.5)));
                out.push(vertex + normal * (1.0 / math::cos(0.5 * step)));
            }
        } else {
            out.extend([vertex + before.1, vertex + after.1]);
        }
    }
    out.push(line[line.len() - 1] + sides[sides.len() - 1].1);
    out
}

/// Where along the first segment the second crosses it.
fn crossing((a, b): (Vec2, Vec2), (c, d): (Vec2, Vec2)) -> Option<f64> {
    let (own, other, between) = (b - a, d - c, c - a);
    let denominator = cross(own, other);
    if denominator == 0.0 {
        return None;
    }
    let (t, s) = (cross(between, other) / denominator, cross(between, own) / denominator);
    ((0.0..1.0).contains(&t) && (0.0..=1.0).contains(&s) && t > 0.0).then_some(t)
}

/// Where along a segment it crosses a circle.
fn circle_crossings((a, b): (Vec2, Vec2), centre: Vec2, radius_m: f64) -> impl Iterator<Item = f64> {
    let (along, from) = (b - a, a - centre);
    let (p, q) = (along.dot(along).max(1e-12), along.dot(from));
    // NaN where it does not, and NaN lies in no range.
    let root = (q * q - p * (from.dot(from) - radius_m * radius_m)).sqrt();
    [(-q - root) / p, (-q + root) / p].into_iter().filter(|t| *t > 0.0 && *t < 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Whatever the coast, every corner of the moved line is as far off as asked, and not much farther.
        #[test]
        fn prop_the_distance_is_kept(
            bends in prop::collection::vec((-80.0..80.0f64, 200.0..4_000.0f64), 1..12), right in prop::bool::ANY, d in 100.0..3_000.0f64,
        ) {
            let mut line = vec![Vec2::ZERO];
            for (bend, length) in bends {
                line.push(*line.last().unwrap() + Vec2::from_polar(bend, length));
            }
            let moved = offset(&line, if right { d } else { -d });
            // Empty where the whole line lies within the distance of another part: the caller reports that.
            for point in &moved {
                let off = distance(&line, *point);
                prop_assert!(off > d - 0.2 && off < 1.16 * d, "{off} of {d}");
            }
        }
    }

    #[test]
    fn a_bay_is_cut_off_and_a_cape_is_rounded() {
        let line = [(0.0, 0.0), (1_000.0, 0.0), (1_000.0, 1_000.0), (2_000.0, 1_000.0)].map(|(e, n)| Vec2::new(e, n));
        let right = offset(&line, 100.0);
        assert!((right[1] - Vec2::new(1_100.0 - 2.0 * 0.0, -100.0)).length() < 60.0, "{right:?}");
        assert!(right.iter().any(|p| (*p - Vec2::new(1_100.0, 900.0)).length() < 1.0), "{right:?}");
    }

    #[test]
    fn simplifying_keeps_ends_and_tolerance() {
        let line: Vec<Vec2> = (0..200).map(|i| Vec2::new(f64::from(i) * 50.0, f64::from(i % 7) * 9.0)).collect();
        let few = simplified(&line, 60.0);
        assert!(few.len() < 5 && few[0] == line[0] && few.last() == line.last());
        assert!(line.iter().all(|p| distance(&few, *p) <= 60.0));
        assert_eq!(
            simplified(&line, 0.1).len(),
            200 - line.windows(3).filter(|w| (w[0] + w[2] - w[1] * 2.0).length() < 1e-9).count()
        );
    }
}
