//! The place half way.

use crate::position::Position;

/// The place half way on the geodesic between two places.
pub fn midpoint(a: Position, b: Position) -> Position {
    a.destination(a.bearing_deg(b), 0.5 * a.distance_m(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_are_as_long() {
        let (a, b) = (Position::new(36.0, 179.8), Position::new(36.4, -179.5));
        let middle = midpoint(a, b);
        assert!((a.distance_m(middle) - b.distance_m(middle)).abs() < 1e-3);
        assert!((a.distance_m(middle) * 2.0 - a.distance_m(b)).abs() < 1e-3);
    }
}
