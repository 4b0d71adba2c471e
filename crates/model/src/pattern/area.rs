//! The rectangle that a search covers.

use super::{
    Fault, PatternError, Plane,
    fault::Check,
    plane::{cross, right_of},
};
use crate::{
    math,
    position::{Position, Vec2},
};

/// Corners of an area at most.
const MOST_CORNERS: usize = 10_000;

/// A rectangle at an angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Its middle.
    pub centre: Position,
    /// True direction of its length, degrees, at the middle.
    pub axis_deg: f64,
    /// Length along the axis, metres.
    pub length_m: f64,
    /// Width across the axis, metres.
    pub width_m: f64,
}

impl Rectangle {
    /// The rectangle with one side along `axis_deg`, or without one the smallest of all, that holds these corners.
    ///
    /// The smallest rectangle has a side along a side of the convex hull, and its axis is its longer side.
    ///
    /// # Errors
    /// Fewer than three corners, a corner that is no position, or corners on one line.
    pub fn enclosing(corners: &[Position], axis_deg: Option<f64>) -> Result<Self, PatternError> {
        let mut check = Check::default();
        let count = corners.len();
        let counted = (3..=MOST_CORNERS).contains(&count);
        check.hold(
            counted,
            "corner",
            format!("{count} corners, 3 to {MOST_CORNERS} make an area"),
            "give them in order",
        );
        corners.iter().for_each(|corner| check.place("corner", *corner));
        axis_deg.into_iter().for_each(|deg| check.course("orientation", deg));
        check.finish()?;
        let near = Plane::new(corners[0]);
        let sum = corners.iter().fold(Vec2::ZERO, |sum, corner| sum + near.to_plane(*corner));
        let plane = Plane::new(near.to_position(sum * (1.0 / count as f64)));
        let hull = hull(corners.iter().map(|corner| plane.to_plane(*corner)).collect());
        let axes: Vec<Vec2> = match axis_deg {
            Some(deg) => vec![Vec2::from_polar(deg, 1.0)],
            None => hull.iter().zip(hull.iter().cycle().skip(1)).filter_map(|(a, b)| unit(*b - *a)).collect(),
        };
        let boxes = axes.iter().map(|axis| Extent::of(&hull, *axis));
        let best = boxes.min_by(|a, b| a.area().total_cmp(&b.area())).filter(|best| best.area() > 1.0);
        let Some(best) = best else {
            let reason = "the corners lie on one line: no area".into();
            let fault = Fault { field: "corner", reason, remedy: "give corners that surround the area".into() };
            return Err(PatternError { faults: vec![fault] });
        };
        Ok(best.rectangle(&plane, axis_deg.is_none()))
    }

    /// Area, square metres.
    pub fn area_m2(&self) -> f64 {
        self.length_m * self.width_m
    }

    /// The four corners, clockwise from the one behind and to the left of the axis.
    pub fn corners(&self) -> [Position; 4] {
        let plane = Plane::new(self.centre);
        let along = Vec2::from_polar(self.axis_deg, 0.5 * self.length_m);
        let across = Vec2::from_polar(self.axis_deg + 90.0, 0.5 * self.width_m);
        [-along - across, along - across, along + across, across - along].map(|at| plane.to_position(at))
    }

    pub(super) fn check(&self, check: &mut Check) {
        check.place("centre", self.centre);
        check.course("orientation", self.axis_deg);
        check.length("length", self.length_m);
        check.length("width", self.width_m);
    }
}

/// The box about some points with a side along a direction.
struct Extent {
    along: Vec2,
    least: Vec2,
    most: Vec2,
}

impl Extent {
    /// `least` and `most` hold the part across (to the right) as east and the part along as north.
    fn of(points: &[Vec2], along: Vec2) -> Self {
        let (mut least, mut most) = (Vec2::new(f64::MAX, f64::MAX), Vec2::new(f64::MIN, f64::MIN));
        for point in points {
            let own = Vec2::new(cross(along, *point), along.dot(*point));
            least = Vec2::new(least.east_m.min(own.east_m), least.north_m.min(own.north_m));
            most = Vec2::new(most.east_m.max(own.east_m), most.north_m.max(own.north_m));
        }
        Self { along, least, most }
    }

    fn area(&self) -> f64 {
        let size = self.most - self.least;
        size.east_m * size.north_m
    }

    fn rectangle(&self, plane: &Plane, longer_is_axis: bool) -> Rectangle {
        let (size, middle) = (self.most - self.least, (self.most + self.least) * 0.5);
        let at = right_of(self.along) * middle.east_m + self.along * middle.north_m;
        let swap = longer_is_axis && size.east_m > size.north_m;
        let axis = if swap { right_of(self.along) } else { self.along };
        let (length_m, width_m) = if swap { (size.east_m, size.north_m) } else { (size.north_m, size.east_m) };
        let centre = plane.to_position(at);
        // North at the middle of the rectangle is not quite the plane's.
        let axis_deg = centre.bearing_deg(plane.to_position(at + axis * (0.5 * length_m)));
        Rectangle { centre, axis_deg: math::wrap_360(axis_deg), length_m, width_m }
    }
}

fn unit(v: Vec2) -> Option<Vec2> {
    let length = v.length();
    (length > 1e-6).then(|| v * (1.0 / length))
}

/// Convex hull by Andrew's monotone chain.
fn hull(mut points: Vec<Vec2>) -> Vec<Vec2> {
    points.sort_by(|a, b| a.east_m.total_cmp(&b.east_m).then(a.north_m.total_cmp(&b.north_m)));
    let chain = |points: &mut dyn Iterator<Item = Vec2>| {
        let mut chain: Vec<Vec2> = Vec::new();
        for point in points {
            while let [.., a, b] = chain.as_slice() {
                if cross(*b - *a, point - *a) < 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut lower = chain(&mut points.iter().copied());
    lower.extend(chain(&mut points.iter().rev().copied()));
    lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rectangle(axis_deg: f64, length_m: f64, width_m: f64) -> Rectangle {
        Rectangle { centre: Position::new(36.0, 131.0), axis_deg, length_m, width_m }
    }

    proptest! {
        #[test]
        fn prop_the_corners_give_the_rectangle_back(axis in 0.0..180.0f64, length in 6_000.0..40_000.0f64, part in 0.1..0.95f64) {
            let whole = rectangle(axis, length, length * part);
            let back = Rectangle::enclosing(&whole.corners(), None).unwrap();
            prop_assert!((back.length_m - length).abs() < 1.0 && (back.width_m - length * part).abs() < 1.0, "{back:?}");
            prop_assert!(math::wrap_180(2.0 * (back.axis_deg - axis)).abs() < 0.05, "{back:?}");
            prop_assert!(back.centre.distance_m(whole.centre) < 1.0);
        }
    }

    #[test]
    fn an_axis_that_is_given_is_kept() {
        let corners = rectangle(30.0, 10_000.0, 5_000.0).corners();
        let north = Rectangle::enclosing(&corners, Some(0.0)).unwrap();
        assert!(north.axis_deg.min(360.0 - north.axis_deg) < 0.1, "{north:?}");
        assert!(north.area_m2() > 1.2 * 50e6);
    }

    #[test]
    fn no_area_is_said() {
        let line = [Position::new(36.0, 131.0), Position::new(36.1, 131.0), Position::new(36.2, 131.0)];
        assert!(Rectangle::enclosing(&line, None).unwrap_err().to_string().contains("no area"));
        assert!(Rectangle::enclosing(&[line[0]; 3], None).is_err());
        assert!(Rectangle::enclosing(&line[..2], Some(f64::NAN)).unwrap_err().faults.len() == 2);
        assert!(Rectangle::enclosing(&[Position::new(f64::NAN, 0.0); 3], None).is_err());
    }
}
