//! Rectangles that lie at an angle: the areas that search patterns fill.

use crate::Vec2;

/// A rectangle round a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Its centre.
    pub centre: Vec2,
    /// Direction of its long side, length 1.
    pub along: Vec2,
    /// Long side, metres.
    pub length_m: f64,
    /// Short side, metres.
    pub width_m: f64,
}

impl Rectangle {
    /// The rectangle of least area that holds all corners and has a side along one of the polygon's edges,
    /// or along `course_deg` when given. None for fewer than three corners or an area of nothing.
    pub fn round(corners: &[Vec2], course_deg: Option<f64>) -> Option<Self> {
        if corners.len() < 3 {
            return None;
        }
        let directions: Vec<Vec2> = match course_deg {
            Some(course) => vec![Vec2::towards(course, 1.0)],
            None => edges(corners).filter_map(|edge| edge.direction()).collect(),
        };
        let keep = course_deg.is_some();
        let boxes = directions.into_iter().map(|along| Self::round_in(corners, along, keep));
        let least = boxes.min_by(|a, b| a.area_m2().total_cmp(&b.area_m2()))?;
        (least.width_m > 1.0 && least.length_m > 1.0).then_some(least)
    }

    /// The rectangle in this direction; `keep`: `along` stays so, even if the other side is the longer one.
    fn round_in(corners: &[Vec2], along: Vec2, keep: bool) -> Self {
        let across = along.right();
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for corner in corners {
            for (axis, value) in [corner.dot(along), corner.dot(across)].into_iter().enumerate() {
                low[axis] = low[axis].min(value);
                high[axis] = high[axis].max(value);
            }
        }
        let (length_m, width_m) = (high[0] - low[0], high[1] - low[1]);
        let centre = along * ((low[0] + high[0]) / 2.0) + across * ((low[1] + high[1]) / 2.0);
        if keep || length_m >= width_m {
            Self { centre, along, length_m, width_m }
        } else {
            Self { centre, along: across, length_m: width_m, width_m: length_m }
        }
    }

    /// Its area.
    pub fn area_m2(&self) -> f64 {
        self.length_m * self.width_m
    }

    /// The point at `along_m` and `across_m` (to the right of `along`) from the centre.
    pub fn point(&self, along_m: f64, across_m: f64) -> Vec2 {
        self.centre + self.along * along_m + self.along.right() * across_m
    }

    /// Its corners, in order.
    pub fn corners(&self) -> Vec<Vec2> {
        let (a, b) = (self.length_m / 2.0, self.width_m / 2.0);
        [(-a, -b), (a, -b), (a, b), (-a, b)].into_iter().map(|(x, y)| self.point(x, y)).collect()
    }

    /// The strip between two shares (0 to 1) of its width, counted from the left of `along`.
    pub fn strip(&self, from: f64, to: f64) -> Self {
        let across_m = ((from + to) / 2.0 - 0.5) * self.width_m;
        Self { centre: self.point(0.0, across_m), width_m: (to - from) * self.width_m, ..*self }
    }

    /// The part between two shares (0 to 1) of its length, counted from its start.
    pub fn section(&self, from: f64, to: f64) -> Self {
        let along_m = ((from + to) / 2.0 - 0.5) * self.length_m;
        Self { centre: self.point(along_m, 0.0), length_m: (to - from) * self.length_m, ..*self }
    }

    /// The same rectangle with its long and short sides exchanged in name.
    pub fn turned(&self) -> Self {
        Self { along: self.along.right(), length_m: self.width_m, width_m: self.length_m, ..*self }
    }
}

fn edges(corners: &[Vec2]) -> impl Iterator<Item = Vec2> {
    corners.iter().zip(corners.iter().cycle().skip(1)).map(|(a, b)| *b - *a)
}

/// Area of a polygon without crossing edges.
pub fn polygon_area_m2(corners: &[Vec2]) -> f64 {
    let turns = corners.iter().zip(corners.iter().cycle().skip(1));
    (turns.map(|(a, b)| a.starboard(*b)).sum::<f64>() / 2.0).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_rectangle_is_found_again() {
        let drawn = Rectangle {
            centre: Vec2::new(500.0, -300.0),
            along: Vec2::towards(30.0, 1.0),
            length_m: 4000.0,
            width_m: 1000.0,
        };
        let found = Rectangle::round(&drawn.corners(), None).unwrap();
        assert!((found.length_m - 4000.0).abs() < 1e-6 && (found.width_m - 1000.0).abs() < 1e-6);
        assert!((found.centre - drawn.centre).length() < 1e-6);
        assert!((polygon_area_m2(&drawn.corners()) - 4e6).abs() < 1e-3);
    }

    #[test]
    fn strips_share_the_width_and_sections_the_length() {
        let whole = Rectangle { centre: Vec2::ZERO, along: Vec2::towards(0.0, 1.0), length_m: 10.0, width_m: 4.0 };
        let right = whole.strip(0.5, 1.0);
        assert_eq!((right.width_m, right.centre.east_m), (2.0, 1.0));
        let far = whole.section(0.5, 1.0);
        assert_eq!((far.length_m, far.centre.north_m), (5.0, 2.5));
    }

    #[test]
    fn a_line_is_no_area() {
        let line = [Vec2::ZERO, Vec2::new(10.0, 0.0), Vec2::new(20.0, 0.0)];
        assert_eq!(Rectangle::round(&line, None), None);
    }
}
