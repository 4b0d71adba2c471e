//! The plane in which patterns are laid out.

use crate::position::{Position, Vec2};
use crate::{math, units};

/// Mean radius of the Earth, metres: (2a + b) / 3 of WGS84.
const MEAN_RADIUS_M: f64 = 6_371_008.8;

/// Metres east and north of a centre, so that distance and bearing from the centre are those on the ellipsoid.
///
/// The azimuthal equidistant projection: from the centre everything is right to a millimetre; at a distance r from it
/// lengths across the radius are too long on the plane by a part r^2 / (6 R^2), 0.2 m in a leg of 20 NM at 20 NM and 5 m
/// at 100 NM.
///
/// # References
/// Snyder, USGS PP 1395, chapter 25.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    centre: Position,
}

impl Plane {
    /// The plane about a centre.
    pub fn new(centre: Position) -> Self {
        Self { centre }
    }

    /// The place at (0, 0).
    pub fn centre(&self) -> Position {
        self.centre
    }

    /// The place at these metres east and north.
    pub fn to_position(&self, at: Vec2) -> Position {
        self.centre.destination(at.bearing_deg(), at.length())
    }

    /// Metres east and north of a place.
    pub fn to_plane(&self, place: Position) -> Vec2 {
        Vec2::from_polar(self.centre.bearing_deg(place), self.centre.distance_m(place))
    }

    /// Metres by which a leg of 20 NM may be wrong at a distance from the centre.
    pub fn error_in_20_nm_m(reach_m: f64) -> f64 {
        let c = reach_m / MEAN_RADIUS_M;
        units::nm(20.0) * c * c / 6.0
    }
}

/// `v` turned clockwise by an angle in degrees.
pub(super) fn turned(v: Vec2, deg: f64) -> Vec2 {
    let (sin, cos) = (math::sin(math::radians(deg)), math::cos(math::radians(deg)));
    Vec2::new(v.east_m * cos + v.north_m * sin, v.north_m * cos - v.east_m * sin)
}

/// A right angle clockwise.
pub(super) fn right_of(v: Vec2) -> Vec2 {
    Vec2::new(v.north_m, -v.east_m)
}

/// The part of `v` to the right of `along`, times the length of `along`.
pub(super) fn cross(along: Vec2, v: Vec2) -> f64 {
    right_of(along).dot(v)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The promise of the doc comment, at the worst place: a leg across the radius.
    #[test]
    fn lengths_are_right_to_the_stated_error() {
        for reach_nm in [5.0, 20.0, 60.0, 100.0] {
            let plane = Plane::new(Position::new(54.0, 7.0));
            let reach = Vec2::from_polar(30.0, units::nm(reach_nm));
            let half = Vec2::from_polar(120.0, units::nm(10.0));
            let length = plane.to_position(reach - half).distance_m(plane.to_position(reach + half));
            let off = (length - units::nm(20.0)).abs();
            assert!(off <= 1.05 * Plane::error_in_20_nm_m((reach + half).length()) + 0.01, "{reach_nm}: {off}");
        }
        assert!(Plane::error_in_20_nm_m(units::nm(100.0)) < 10.0);
    }

    #[test]
    fn there_and_back() {
        let plane = Plane::new(Position::new(-38.0, 179.9));
        let at = Vec2::new(30_000.0, -12_000.0);
        assert!((plane.to_plane(plane.to_position(at)) - at).length() < 1e-3);
        assert_eq!(plane.to_position(Vec2::ZERO), plane.centre());
        assert!((turned(Vec2::new(0.0, 1.0), 90.0) - right_of(Vec2::new(0.0, 1.0))).length() < 1e-15);
    }
}
