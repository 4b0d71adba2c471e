//! Places, offsets in metres and courses in degrees true.
//!
//! Transcendental functions come from the crate `libm`, which is compiled into the plugin: the same bits everywhere.

mod rectangle;

use crate::bound::Bound;
use core::ops::{Add, Mul, Neg, Sub};

pub use rectangle::{Rectangle, polygon_area_m2};

use crate::Vec2;

/// A place on the WGS 84 ellipsoid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub lat_deg: f64,
    /// Degrees east.
    pub lon_deg: f64,
}

impl Place {
    /// A place of this latitude and longitude.
    pub const fn new(lat_deg: f64, lon_deg: f64) -> Self {
        Self { lat_deg, lon_deg }
    }

    /// Latitude and longitude are both zero: the contract's way to say that there is none.
    pub fn is_nowhere(self) -> bool {
        self.lat_deg == 0.0 && self.lon_deg == 0.0
    }
}

/// Metres east and north of a place, true to scale near it: 1 part in 1,000 within some 20 km, 1 in 100 within 200 km.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    origin: Place,
    east_m_per_deg: f64,
    north_m_per_deg: f64,
}

/// WGS 84 semi-major axis, metres, and first eccentricity squared (NIMA TR8350.2).
const SEMI_MAJOR_M: f64 = 6_378_137.0;
const ECCENTRICITY_2: f64 = 0.006_694_379_990_14;

impl Frame {
    /// The frame whose origin is `origin`.
    #[cfg_attr(target_arch = "wasm32", inline(always))]
    pub fn at(origin: Place) -> Self {
        let (sin, cos) = libm::sincos(origin.lat_deg.to_radians());
        let w2 = 1.0 - ECCENTRICITY_2 * sin * sin;
        let across_m = SEMI_MAJOR_M / w2.sqrt();
        let along_m = across_m * (1.0 - ECCENTRICITY_2) / w2;
        let per_deg = core::f64::consts::PI / 180.0;
        Self { origin, east_m_per_deg: across_m * cos.at_least(1e-6) * per_deg, north_m_per_deg: along_m * per_deg }
    }

    /// Where `place` lies, metres from the origin, the shorter way round the Earth.
    pub fn offset(&self, place: Place) -> Vec2 {
        let mut east_deg = place.lon_deg - self.origin.lon_deg;
        if east_deg > 180.0 {
            east_deg -= 360.0;
        } else if east_deg < -180.0 {
            east_deg += 360.0;
        }
        Vec2::new(east_deg * self.east_m_per_deg, (place.lat_deg - self.origin.lat_deg) * self.north_m_per_deg)
    }

    /// The place that lies at `offset`.
    pub fn place(&self, offset: Vec2) -> Place {
        let lon = self.origin.lon_deg + offset.east_m / self.east_m_per_deg;
        let lon = if lon > 180.0 {
            lon - 360.0
        } else if lon < -180.0 {
            lon + 360.0
        } else {
            lon
        };
        Place::new(self.origin.lat_deg + offset.north_m / self.north_m_per_deg, lon)
    }
}

impl Vec2 {
    /// No offset.
    pub const ZERO: Self = Self::new(0.0, 0.0);

    /// Metres (or m/s) east and north.
    pub const fn new(east_m: f64, north_m: f64) -> Self {
        Self { east_m, north_m }
    }

    /// A vector of this length towards this course.
    pub fn towards(course_deg: f64, length: f64) -> Self {
        let (sin, cos) = libm::sincos(course_deg.to_radians());
        Self::new(sin * length, cos * length)
    }

    /// Its length.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// Inner product.
    pub fn dot(self, other: Self) -> f64 {
        self.east_m * other.east_m + self.north_m * other.north_m
    }

    /// Positive when `other` lies to starboard of the direction of `self`.
    pub fn starboard(self, other: Self) -> f64 {
        self.north_m * other.east_m - self.east_m * other.north_m
    }

    /// Turned 90 degrees to starboard.
    pub fn right(self) -> Self {
        Self::new(self.north_m, -self.east_m)
    }

    /// Turned by these degrees to starboard.
    pub fn turned(self, degrees: f64) -> Self {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        self * cos + self.right() * sin
    }

    /// The same direction with length 1; none for a vector too short to have a direction.
    pub fn direction(self) -> Option<Self> {
        let length = self.length();
        (length > 1e-9).then(|| self * (1.0 / length))
    }

    /// Course towards it, degrees true from 0 up to 360; north for the zero vector.
    pub fn course_deg(self) -> f64 {
        wrap_360(libm::atan2(self.east_m, self.north_m).to_degrees())
    }
}

impl Add for Vec2 {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.east_m + other.east_m, self.north_m + other.north_m)
    }
}

impl Sub for Vec2 {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.east_m - other.east_m, self.north_m - other.north_m)
    }
}

impl Mul<f64> for Vec2 {
    type Output = Self;
    fn mul(self, by: f64) -> Self {
        Self::new(self.east_m * by, self.north_m * by)
    }
}

impl Neg for Vec2 {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

/// An angle brought into 0 up to but not including 360 degrees.
pub fn wrap_360(degrees: f64) -> f64 {
    let wrapped = degrees - (degrees / 360.0).floor() * 360.0;
    if wrapped >= 360.0 { 0.0 } else { wrapped }
}

/// An angle brought into -180 up to but not including 180 degrees.
pub fn wrap_180(degrees: f64) -> f64 {
    wrap_360(degrees + 180.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value} is not {expected} within {tolerance}");
    }

    #[test]
    fn courses_go_clockwise_from_north() {
        for course in [0.0, 45.0, 90.0, 180.0, 270.0, 359.0] {
            near(Vec2::towards(course, 10.0).course_deg(), course, 1e-9);
        }
        near(Vec2::towards(10.0, 1.0).turned(90.0).course_deg(), 100.0, 1e-9);
        near(Vec2::towards(10.0, 1.0).right().course_deg(), 100.0, 1e-9);
        assert!(Vec2::towards(0.0, 1.0).starboard(Vec2::towards(20.0, 1.0)) > 0.0);
    }

    #[test]
    fn angles_wrap() {
        near(wrap_360(-10.0), 350.0, 1e-9);
        near(wrap_360(725.0), 5.0, 1e-9);
        near(wrap_180(190.0), -170.0, 1e-9);
        assert_eq!(wrap_360(-1e-20), 0.0);
    }

    /// One minute of latitude at 45 N is 1,852.2 m, one of longitude 1,314.2 m (WGS 84 tables).
    #[test]
    fn val_length_of_a_minute_at_45_north() {
        let frame = Frame::at(Place::new(45.0, 179.999));
        near(frame.offset(Place::new(45.0 + 1.0 / 60.0, 179.999)).north_m, 1852.2, 0.2);
        let minute_east = Place::new(45.0, 179.999 + 1.0 / 60.0 - 360.0);
        near(frame.offset(minute_east).east_m, 1314.2, 0.2);
    }

    #[test]
    fn a_place_comes_back_from_its_offset() {
        let frame = Frame::at(Place::new(37.2, 131.9));
        let offset = Vec2::new(-12_345.0, 6_789.0);
        let back = frame.offset(frame.place(offset));
        near(back.east_m, offset.east_m, 1e-6);
        near(back.north_m, offset.north_m, 1e-6);
    }
}
