//! Polygons cut to a box.

/// The part of a polygon inside a box, corner by corner; empty when they do not meet.
///
/// For a polygon that is not convex the parts may hang together by edges without area.
///
/// # Units
/// - any, the same for both; a corner is `[x, y]`, the box `[least, greatest]`
/// # References
/// Sutherland and Hodgman 1974, "Reentrant polygon clipping", CACM 17, p. 32.
pub fn clip_to_box(polygon: &[[f64; 2]], least: [f64; 2], greatest: [f64; 2]) -> Vec<[f64; 2]> {
    let mut corners = polygon.to_vec();
    for axis in 0..2 {
        corners = half(&corners, axis, least[axis], 1.0);
        corners = half(&corners, axis, greatest[axis], -1.0);
    }
    corners
}

/// The part on one side of a line across an axis; `side` 1 keeps what is above.
fn half(corners: &[[f64; 2]], axis: usize, edge: f64, side: f64) -> Vec<[f64; 2]> {
    let mut kept = Vec::with_capacity(corners.len() + 4);
    for (n, &here) in corners.iter().enumerate() {
        let before = corners[(n + corners.len() - 1) % corners.len()];
        let (from, to) = (side * (before[axis] - edge), side * (here[axis] - edge));
        if (from >= 0.0) != (to >= 0.0) {
            let share = from / (from - to);
            let mut cut = [before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])];
            cut[axis] = edge;
            kept.push(cut);
        }
        if to >= 0.0 {
            kept.push(here);
        }
    }
    kept
}

/// Area of a polygon, in the square of its unit.
pub fn area_of(polygon: &[[f64; 2]]) -> f64 {
    let next = |n: usize| polygon[(n + 1) % polygon.len()];
    let twice: f64 = polygon.iter().enumerate().map(|(n, a)| a[0] * next(n)[1] - a[1] * next(n)[0]).sum();
    (0.5 * twice).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diamond_is_cut_to_a_quarter() {
        let diamond = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]];
        assert!((area_of(&diamond) - 2.0).abs() < 1e-15);
        assert!((area_of(&clip_to_box(&diamond, [0.0, 0.0], [5.0, 5.0])) - 0.5).abs() < 1e-15);
        assert!((area_of(&clip_to_box(&diamond, [-0.1, -0.2], [0.1, 0.2])) - 0.08).abs() < 1e-15);
        assert_eq!(area_of(&clip_to_box(&diamond, [3.0, 3.0], [5.0, 5.0])), 0.0);
        assert_eq!(area_of(&[]), 0.0);
        // A re-entrant polygon: the letter L.
        let l = [[0.0, 0.0], [3.0, 0.0], [3.0, 1.0], [1.0, 1.0], [1.0, 3.0], [0.0, 3.0]];
        assert!((area_of(&clip_to_box(&l, [0.5, 0.5], [9.0, 9.0])) - (2.5 * 0.5 + 0.5 * 2.0)).abs() < 1e-15);
    }
}
