//! Rectangles that lie at an angle, and polygons, in a frame of metres.

use crate::position::Vec2;
use crate::probability::{area_of, clip_to_box};

/// A rectangle round a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Its centre.
    pub centre: Vec2,
    /// Direction of the long side, which is that of the legs: a vector of length 1.
    pub along: Vec2,
    /// Side along the heading, metres.
    pub length_m: f64,
    /// Side across it, metres.
    pub width_m: f64,
}

impl Rectangle {
    /// From its centre, the true bearing of the long side and the sides.
    pub fn new(centre: Vec2, heading_deg: f64, length_m: f64, width_m: f64) -> Self {
        Self { centre, along: Vec2::from_polar(heading_deg, 1.0), length_m, width_m }
    }

    /// True bearing of the long side and of the legs, degrees.
    pub fn heading_deg(&self) -> f64 {
        self.along.bearing_deg()
    }

    /// Unit vectors along the heading and to the right of it.
    pub fn axes(&self) -> [Vec2; 2] {
        [self.along, Vec2::new(self.along.north_m, -self.along.east_m)]
    }

    /// Radius of the circle round it.
    pub fn reach_m(&self) -> f64 {
        0.5 * crate::math::hypot(self.length_m, self.width_m)
    }

    /// The point so far along the heading and to the right of it from the centre.
    pub fn point(&self, along_m: f64, right_m: f64) -> Vec2 {
        let [along, right] = self.axes();
        self.centre + along * along_m + right * right_m
    }

    /// Corners, clockwise from the far left one.
    pub fn corners(&self) -> [Vec2; 4] {
        let (a, b) = (0.5 * self.length_m, 0.5 * self.width_m);
        [self.point(a, -b), self.point(a, b), self.point(-a, b), self.point(-a, -b)]
    }

    /// Whether a point lies inside or on the edge.
    #[inline]
    pub fn holds(&self, at: Vec2) -> bool {
        let [along, right] = self.axes();
        let from = at - self.centre;
        from.dot(along).abs() <= 0.5 * self.length_m && from.dot(right).abs() <= 0.5 * self.width_m
    }

    /// Area in square metres.
    pub fn area_m2(&self) -> f64 {
        self.length_m * self.width_m
    }

    /// The same moved by a vector.
    pub fn moved(&self, by: Vec2) -> Self {
        Self { centre: self.centre + by, ..*self }
    }

    /// A distance between two rectangles that is never too large: 0 when they overlap, and exact when side faces side.
    pub fn gap_m(&self, other: &Self) -> f64 {
        let mut gap = 0.0_f64;
        let (own, others) = (self.corners(), other.corners());
        for axis in self.axes().into_iter().chain(other.axes()) {
            let span = |corners: &[Vec2; 4]| {
                let along = corners.map(|c| c.dot(axis));
                (
                    along.iter().copied().fold(f64::INFINITY, f64::min),
                    along.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                )
            };
            let (a, b) = (span(&own), span(&others));
            gap = gap.max(b.0 - a.1).max(a.0 - b.1);
        }
        gap
    }

    /// Square metres of a box (west-south and east-north corner) that the rectangle covers.
    pub fn overlap_m2(&self, least: [f64; 2], greatest: [f64; 2]) -> f64 {
        let corners = self.corners().map(|c| [c.east_m, c.north_m]);
        for axis in 0..2 {
            if corners.iter().all(|c| c[axis] <= least[axis]) || corners.iter().all(|c| c[axis] >= greatest[axis]) {
                return 0.0;
            }
        }
        area_of(&clip_to_box(&corners, least, greatest))
    }

    /// Whether it lies wholly inside a polygon.
    pub fn is_inside(&self, polygon: &[Vec2]) -> bool {
        self.corners().iter().all(|corner| contains(polygon, *corner)) && !self.crosses(polygon)
    }

    /// Whether it has anything in common with a polygon.
    pub fn meets(&self, polygon: &[Vec2]) -> bool {
        contains(polygon, self.centre) || polygon.iter().any(|corner| self.holds(*corner)) || self.crosses(polygon)
    }

    fn crosses(&self, polygon: &[Vec2]) -> bool {
        let corners = self.corners();
        let sides = (0..4).map(|n| (corners[n], corners[(n + 1) % 4]));
        sides
            .into_iter()
            .any(|(a, b)| (0..polygon.len()).any(|n| cross(a, b, polygon[n], polygon[(n + 1) % polygon.len()])))
    }
}

/// Whether a point lies inside a polygon (even-odd rule).
pub fn contains(polygon: &[Vec2], at: Vec2) -> bool {
    let mut inside = false;
    for (n, a) in polygon.iter().enumerate() {
        let b = polygon[(n + 1) % polygon.len()];
        if (a.north_m > at.north_m) != (b.north_m > at.north_m) {
            let share = (at.north_m - a.north_m) / (b.north_m - a.north_m);
            inside ^= at.east_m < a.east_m + share * (b.east_m - a.east_m);
        }
    }
    inside
}

/// Whether two line pieces cross (not merely touch).
fn cross(a: Vec2, b: Vec2, c: Vec2, d: Vec2) -> bool {
    let side = |from: Vec2, to: Vec2, at: Vec2| {
        let (way, off) = (to - from, at - from);
        way.east_m * off.north_m - way.north_m * off.east_m
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(east_m: f64, heading_deg: f64) -> Rectangle {
        Rectangle::new(Vec2::new(east_m, 0.0), heading_deg, 4.0, 2.0)
    }

    #[test]
    fn gaps_are_never_too_large() {
        assert!((rectangle(0.0, 0.0).gap_m(&rectangle(5.0, 0.0)) - 3.0).abs() < 1e-12);
        assert_eq!(rectangle(0.0, 0.0).gap_m(&rectangle(1.5, 30.0)), 0.0);
        assert!(rectangle(0.0, 45.0).gap_m(&rectangle(4.0, 45.0)) > 0.0);
    }

    #[test]
    fn inside_and_outside_of_polygons() {
        // The letter L: a rectangle over its inner corner has its corners inside, but is not inside.
        let l = [(0.0, 0.0), (9.0, 0.0), (9.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0)].map(|(x, y)| Vec2::new(x, y));
        let at = |x: f64, y: f64, length_m: f64| Rectangle::new(Vec2::new(x, y), 135.0, length_m, 0.5);
        assert!(at(1.5, 1.5, 1.0).is_inside(&l) && at(1.5, 1.5, 1.0).meets(&l));
        assert!(!at(3.4, 3.4, 6.0).is_inside(&l) && at(3.4, 3.4, 6.0).meets(&l));
        assert!(!at(7.0, 7.0, 2.0).meets(&l));
        let big = Rectangle::new(Vec2::new(4.0, 4.0), 0.0, 50.0, 50.0);
        assert!(big.meets(&l) && !big.is_inside(&l) && big.holds(Vec2::new(3.0, 9.0)));
        assert!((big.overlap_m2([0.0, 0.0], [2.0, 3.0]) - 6.0).abs() < 1e-12);
        assert!((at(0.0, 0.0, 2.0).overlap_m2([-9.0, -9.0], [9.0, 9.0]) - 1.0).abs() < 1e-12);
        assert_eq!(at(0.0, 0.0, 2.0).overlap_m2([5.0, 5.0], [9.0, 9.0]), 0.0);
    }
}
