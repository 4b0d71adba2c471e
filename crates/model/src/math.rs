//! Transcendental functions that give the same bits everywhere, and angle wrapping.
//!
//! `f64::sin` and its kin call the C library of the system and differ between systems; the crate `libm` is plain Rust.
//! Angles are radians unless a name says `deg`.

use std::f64::consts::PI;

/// Degrees to radians.
#[inline]
pub fn radians(deg: f64) -> f64 {
    deg * (PI / 180.0)
}

/// Radians to degrees.
#[inline]
pub fn degrees(rad: f64) -> f64 {
    rad * (180.0 / PI)
}

/// Sine of an angle in radians.
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Tangent of an angle in radians.
#[inline]
pub fn tan(x: f64) -> f64 {
    libm::tan(x)
}

/// Angle in radians, -pi to pi, whose tangent is `y / x`.
#[inline]
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// Arc tangent in radians.
#[inline]
pub fn atan(x: f64) -> f64 {
    libm::atan(x)
}

/// Arc sine in radians; the argument is held within -1 and 1, so that rounding never gives NaN.
#[inline]
pub fn asin(x: f64) -> f64 {
    libm::asin(x.clamp(-1.0, 1.0))
}

/// Arc cosine in radians; the argument is held within -1 and 1.
#[inline]
pub fn acos(x: f64) -> f64 {
    libm::acos(x.clamp(-1.0, 1.0))
}

/// e to the power `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e to the power `x`, less 1, exact near 0.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Natural logarithm of `1 + x`, exact near 0.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Hyperbolic tangent.
#[inline]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// Error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to `x`.
#[inline]
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// One less the error function, exact in the tail.
#[inline]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// Natural logarithm of the absolute value of the gamma function.
#[inline]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// `x` to the power `y`.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Square root of `x*x + y*y`. Plain square root: the lengths of this product neither overflow nor underflow.
#[inline]
pub fn hypot(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// An angle in degrees brought to `0 <= angle < 360`.
#[inline]
pub fn wrap_360(deg: f64) -> f64 {
    if (0.0..360.0).contains(&deg) {
        return deg;
    }
    let wrapped = deg - 360.0 * (deg / 360.0).floor();
    // A tiny negative angle rounds to 360 itself.
    if wrapped >= 360.0 { 0.0 } else { wrapped }
}

/// An angle in degrees brought to `-180 <= angle < 180`.
#[inline]
pub fn wrap_180(deg: f64) -> f64 {
    if (-180.0..180.0).contains(&deg) {
        return deg;
    }
    wrap_360(deg + 180.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_wrap_at_their_edges() {
        assert_eq!(wrap_360(360.0), 0.0);
        assert_eq!(wrap_360(-90.0), 270.0);
        assert_eq!(wrap_360(-1e-20), 0.0);
        assert_eq!(wrap_180(180.0), -180.0);
        assert_eq!(wrap_180(-181.0), 179.0);
        assert_eq!(wrap_180(540.0), -180.0);
    }

    /// Bits that a change of `libm` or of the build would alter; recordings depend on them.
    #[test]
    fn regress_bits_of_the_functions() {
        let bits = [sin(1.0), cos(1.0), exp(1.0), ln(10.0), atan2(1.0, 3.0), erf(0.5)].map(f64::to_bits);
        let expected = [
            0x3feaed548f090cee,
            0x3fe14a280fb5068c,
            0x4005bf0a8b14576a,
            0x40026bb1bbb55516,
            0x3fd4978fa3269ee1,
            0x3fe0a7ef5c18edd2,
        ];
        assert_eq!(bits, expected, "{bits:#x?}");
    }
}
