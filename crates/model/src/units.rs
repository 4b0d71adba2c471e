//! Conversions between the units that users read and the metres and seconds used inside.
//!
//! Source: the international nautical mile and foot (SI Brochure, 9th edition).

/// Metres in a nautical mile.
pub const M_PER_NM: f64 = 1852.0;
/// Metres per second in a knot.
pub const MPS_PER_KN: f64 = 1852.0 / 3600.0;
/// Metres in a foot.
pub const M_PER_FT: f64 = 0.3048;

/// Knots to metres per second.
#[inline]
pub fn knots(kn: f64) -> f64 {
    kn * MPS_PER_KN
}

/// Metres per second to knots.
#[inline]
pub fn to_knots(mps: f64) -> f64 {
    mps / MPS_PER_KN
}

/// Nautical miles to metres.
#[inline]
pub fn nm(nm: f64) -> f64 {
    nm * M_PER_NM
}

/// Metres to nautical miles.
#[inline]
pub fn to_nm(m: f64) -> f64 {
    m / M_PER_NM
}

/// Feet to metres.
#[inline]
pub fn feet(ft: f64) -> f64 {
    ft * M_PER_FT
}

/// Metres to feet.
#[inline]
pub fn to_feet(m: f64) -> f64 {
    m / M_PER_FT
}
