//! Mercator about a local origin, in double precision.
//!
//! A unit of the plane is a nautical mile at the origin's latitude, so that the offsets of a whole chart fit a
//! single-precision mesh to a fraction of a metre.

use bevy::math::DVec2;
use sarex_model::position::Position;

/// From degrees to the chart plane and back.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    origin: Position,
    origin_y: f64,
    /// Nautical miles in a degree of longitude at the origin.
    per_degree: f64,
}

/// Mercator runs off to infinity at the poles.
const GREATEST_LAT_DEG: f64 = 85.0;

fn mercator_deg(lat_deg: f64) -> f64 {
    let lat = lat_deg.clamp(-GREATEST_LAT_DEG, GREATEST_LAT_DEG).to_radians();
    lat.tan().asinh().to_degrees()
}

impl Projection {
    /// A plane whose (0, 0) is `origin`.
    pub fn new(origin: Position) -> Self {
        let origin = if origin.is_valid() { origin } else { Position::new(0.0, 0.0) };
        let lat = origin.lat_deg.clamp(-GREATEST_LAT_DEG, GREATEST_LAT_DEG);
        Self { origin, origin_y: mercator_deg(lat), per_degree: 60.0 * lat.to_radians().cos() }
    }

    /// Where a place lies on the plane.
    pub fn plane(&self, place: Position) -> DVec2 {
        self.plane_of(place.lon_deg, place.lat_deg)
    }

    /// The same for bare degrees.
    pub fn plane_of(&self, lon_deg: f64, lat_deg: f64) -> DVec2 {
        DVec2::new(wrap_180(lon_deg - self.origin.lon_deg), mercator_deg(lat_deg) - self.origin_y) * self.per_degree
    }

    /// The place at a point of the plane.
    pub fn position(&self, at: DVec2) -> Position {
        let deg = at / self.per_degree;
        let lat = (deg.y + self.origin_y).to_radians().sinh().atan().to_degrees();
        Position::new(lat, wrap_180(self.origin.lon_deg + deg.x))
    }

    /// Units of the plane in a nautical mile at this latitude.
    pub fn units_per_nm(&self, lat_deg: f64) -> f64 {
        self.per_degree / 60.0 / lat_deg.clamp(-GREATEST_LAT_DEG, GREATEST_LAT_DEG).to_radians().cos()
    }
}

fn wrap_180(deg: f64) -> f64 {
    (deg + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_place() {
        let projection = Projection::new(Position::new(37.0, 131.0));
        for (lat, lon) in [(26.0, 118.0), (48.0, 150.0), (37.0, 131.0), (-20.0, -179.0)] {
            let back = projection.position(projection.plane_of(lon, lat));
            assert!((back.lat_deg - lat).abs() < 1e-9 && (back.lon_deg - lon).abs() < 1e-9, "{back}");
        }
    }

    #[test]
    fn a_unit_is_a_mile_at_the_origin() {
        let projection = Projection::new(Position::new(37.0, 131.0));
        let step = projection.plane_of(131.0, 37.01) - projection.plane_of(131.0, 37.0);
        assert!((step.y - 0.6).abs() < 0.001, "{step}");
        assert!((projection.units_per_nm(37.0) - 1.0).abs() < 1e-12);
        assert!(projection.units_per_nm(45.0) > 1.1);
    }

    #[test]
    fn the_far_side_of_the_date_line_is_near() {
        let projection = Projection::new(Position::new(0.0, 179.0));
        assert!((projection.plane_of(-179.0, 0.0).x - 120.0).abs() < 1e-9);
    }
}
