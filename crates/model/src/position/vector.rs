//! A displacement or a speed with an east and a north part.

use crate::math;
use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// Metres east and north; also used for metres per second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Default)]
pub struct Vec2 {
    /// Towards east, metres (or metres per second).
    pub east_m: f64,
    /// Towards north, metres (or metres per second).
    pub north_m: f64,
}

impl Vec2 {
    /// Nothing in either direction.
    pub const ZERO: Self = Self::new(0.0, 0.0);

    /// From its parts.
    #[inline]
    pub const fn new(east_m: f64, north_m: f64) -> Self {
        Self { east_m, north_m }
    }

    /// From a true bearing in degrees, clockwise from north, and a length.
    #[inline]
    pub fn from_polar(bearing_deg: f64, length: f64) -> Self {
        let bearing = math::radians(bearing_deg);
        Self { east_m: length * math::sin(bearing), north_m: length * math::cos(bearing) }
    }

    /// Length in the unit of the parts.
    #[inline]
    pub fn length(self) -> f64 {
        math::hypot(self.east_m, self.north_m)
    }

    /// True bearing `0 <= bearing < 360` towards which it points; 0 for the zero vector.
    #[inline]
    pub fn bearing_deg(self) -> f64 {
        math::wrap_360(math::degrees(math::atan2(self.east_m, self.north_m)))
    }

    /// Sum of the products of the parts.
    #[inline]
    pub fn dot(self, other: Self) -> f64 {
        self.east_m * other.east_m + self.north_m * other.north_m
    }
}

impl Add for Vec2 {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self::new(self.east_m + other.east_m, self.north_m + other.north_m)
    }
}

impl AddAssign for Vec2 {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Vec2 {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self::new(self.east_m - other.east_m, self.north_m - other.north_m)
    }
}

impl Mul<f64> for Vec2 {
    type Output = Self;
    #[inline]
    fn mul(self, factor: f64) -> Self {
        Self::new(self.east_m * factor, self.north_m * factor)
    }
}

impl Neg for Vec2 {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self::new(-self.east_m, -self.north_m)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearings_turn_clockwise_from_north() {
        for (east, north, bearing) in [(0.0, 1.0, 0.0), (1.0, 0.0, 90.0), (0.0, -1.0, 180.0), (-1.0, 0.0, 270.0)] {
            assert!((Vec2::new(east, north).bearing_deg() - bearing).abs() < 1e-12);
            let back = Vec2::from_polar(bearing, 2.0) - Vec2::new(east, north) * 2.0;
            assert!(back.length() < 1e-15);
        }
        assert_eq!(Vec2::ZERO.bearing_deg(), 0.0);
    }
}
