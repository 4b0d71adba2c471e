//! How far eye and radar reach over the curve of the Earth.
//!
//! # References
//! Bowditch, "The American Practical Navigator" (NGA Pub. 9): distance to the visible horizon `1.17 sqrt(feet)`, to the
//! radar horizon `1.22 sqrt(feet)`, in nautical miles; 2.12 and 2.21 times the root of metres. Standard refraction.

use crate::units;

const VISUAL_NM_PER_ROOT_FT: f64 = 1.17;
const RADAR_NM_PER_ROOT_FT: f64 = 1.22;

/// Greatest distance in NM at which an eye at a height sees the top of a target, both heights in metres: the geographic
/// range, with no regard to visibility. Heights below 0 count as 0.
pub fn visual_range_nm(eye_m: f64, target_m: f64) -> f64 {
    VISUAL_NM_PER_ROOT_FT * (root_ft(eye_m) + root_ft(target_m))
}

/// Greatest distance in NM at which a radar antenna sees the top of a target, both heights in metres. Heights below 0
/// count as 0.
pub fn radar_horizon_nm(antenna_m: f64, target_m: f64) -> f64 {
    RADAR_NM_PER_ROOT_FT * (root_ft(antenna_m) + root_ft(target_m))
}

fn root_ft(height_m: f64) -> f64 {
    units::to_feet(height_m.max(0.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bowditch, table of distance of the horizon: 100 ft 11.7 NM; 2.12 NM and 2.21 NM for a metre.
    #[test]
    fn val_horizons_of_bowditch() {
        assert!((visual_range_nm(units::feet(100.0), 0.0) - 11.7).abs() < 1e-12);
        assert!((visual_range_nm(1.0, 0.0) - 2.12).abs() < 0.005);
        assert!((radar_horizon_nm(0.0, 1.0) - 2.21).abs() < 0.005);
        assert!((radar_horizon_nm(16.0, 4.0) - 2.21 * 6.0).abs() < 0.01);
        assert_eq!(visual_range_nm(-3.0, 0.0), 0.0);
    }
}
