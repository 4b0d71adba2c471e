//! Probable errors and the kind of datum they give.

use crate::csv;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Separation ratio from which the two datums are searched apart.
pub const SEPARATION_LIMIT: f64 = 4.0;

/// Standard deviation of a circular normal distribution, in units of its probable error E.
///
/// E is the radius that holds one half: `E = sigma sqrt(2 ln 2) = 1.1774 sigma`.
pub const SIGMA_PER_PROBABLE_ERROR: f64 = 1.0 / 1.177_410_022_515_474_7;

/// Probable errors of the parts of the drift velocity, knots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VelocityErrors {
    /// Drift velocity error due to the averaged surface wind (ASWDVe).
    pub wind_kn: f64,
    /// Tidal current error (TCe).
    pub tidal_kn: f64,
    /// Sea current error (SCe).
    pub sea_kn: f64,
    /// Wind current error (WCe).
    pub wind_current_kn: f64,
    /// Other water current error (OWCe).
    pub other_kn: f64,
    /// Leeway error (LWe).
    pub leeway_kn: f64,
}

impl VelocityErrors {
    /// Total water current error `TWCe = sqrt(TCe^2 + SCe^2 + WCe^2 + OWCe^2)`, knots.
    pub fn total_water_current_kn(&self) -> f64 {
        root_sum_square(&[self.tidal_kn, self.sea_kn, self.wind_current_kn, self.other_kn])
    }

    /// Total drift velocity error `Dve = sqrt(ASWDve^2 + TWCe^2 + LWe^2)`, knots.
    pub fn drift_velocity_kn(&self) -> f64 {
        root_sum_square(&[self.wind_kn, self.total_water_current_kn(), self.leeway_kn])
    }
}

/// The default errors: 0.3 kt for each part, wind steady or changing slowly.
///
/// # References
/// `tables/drift_error_defaults.csv` (IAMSAR chain as taught in the JICA course).
pub fn default_velocity_errors() -> VelocityErrors {
    let errors = defaults();
    VelocityErrors {
        wind_kn: errors[0],
        tidal_kn: errors[2],
        sea_kn: errors[3],
        wind_current_kn: errors[4],
        other_kn: errors[5],
        leeway_kn: errors[6],
    }
}

/// Drift velocity error of a wind that is forecast or highly variable, knots: 0.5.
pub fn forecast_wind_error_kn() -> f64 {
    defaults()[1]
}

fn defaults() -> &'static [f64] {
    static VALUES: OnceLock<Vec<f64>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/drift_error_defaults.csv");
    VALUES.get_or_init(|| csv::read(TABLE, |row| row.number("value_kt")).expect("the shipped table is held by a test"))
}

/// Total probable error `E = sqrt(X^2 + De^2 + Y^2)`, NM.
///
/// # Units
/// - all NM: error of the start, of the drift, of the search facility
pub fn total_probable_error_nm(start_nm: f64, drift_nm: f64, facility_nm: f64) -> f64 {
    root_sum_square(&[start_nm, drift_nm, facility_nm])
}

/// Separation ratio `SR = DD / E`; 0 when DD is 0.
pub fn separation_ratio(divergence_distance_nm: f64, error_nm: f64) -> f64 {
    if divergence_distance_nm == 0.0 { 0.0 } else { divergence_distance_nm / error_nm }
}

fn root_sum_square(parts: &[f64]) -> f64 {
    parts.iter().map(|part| part * part).sum::<f64>().sqrt()
}

/// The kind of datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatumType {
    /// One point.
    Point,
    /// Left and right datum near each other: one elongated area round both.
    Divergence,
    /// Left and right datum far apart: an area round each.
    TwoPoints,
    /// A line, such as an intended track.
    Line,
}

impl DatumType {
    /// The rule: DD = 0 gives a point, SR below 4 one area round both datums, SR of 4 or more two areas.
    pub fn of(divergence_distance_nm: f64, separation_ratio: f64) -> Self {
        if divergence_distance_nm == 0.0 {
            Self::Point
        } else if separation_ratio < SEPARATION_LIMIT {
            Self::Divergence
        } else {
            Self::TwoPoints
        }
    }
}

/// Radius of the Danish rapid response area, NM: `R = ((X + Y) + 0.3 distance) * safety factor`.
///
/// The area is a square of 2R along the drift direction.
///
/// # References
/// Danish Maritime Authority, EPD and ArcticWeb, rapid response; reference/sar-science.md, section 3.1.
pub fn rapid_response_radius_nm(start_nm: f64, facility_nm: f64, drift_distance_nm: f64, safety_factor: f64) -> f64 {
    (start_nm + facility_nm + 0.3 * drift_distance_nm) * safety_factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn val_the_defaults_are_as_printed() {
        assert_eq!(defaults(), [0.3, 0.5, 0.3, 0.3, 0.3, 0.3, 0.3]);
    }

    /// Worked case of alkeikei/sarplan (hand calculation, steps 4 and 5): TWCe 0.6 kt, Dve 0.73485 kt, De 3.67423 NM in 5 h,
    /// E = sqrt(15.5) = 3.93700 NM, SR = 1.60468 / 3.93700 = 0.4076: one area.
    #[test]
    fn val_worked_case_error() {
        let errors = default_velocity_errors();
        assert!((errors.total_water_current_kn() - 0.6).abs() < 1e-12);
        let de = 5.0 * errors.drift_velocity_kn();
        assert!((de - 3.674_235).abs() < 1e-6);
        let e = total_probable_error_nm(1.0, de, 1.0);
        assert!((e - 3.937_004).abs() < 1e-6);
        let sr = separation_ratio(1.60468, e);
        assert!((sr - 0.4076).abs() < 1e-4);
        assert_eq!(DatumType::of(1.60468, sr), DatumType::Divergence);
    }

    /// The same source, variant: errors of 0.1 kt but 0.3 for the wind, 24 h, DD 53.506 NM: E 8.981 NM, SR 5.958, two areas.
    #[test]
    fn val_worked_case_two_datums() {
        let tenth = VelocityErrors {
            wind_kn: 0.3,
            tidal_kn: 0.1,
            sea_kn: 0.1,
            wind_current_kn: 0.1,
            other_kn: 0.1,
            leeway_kn: 0.1,
        };
        let e = total_probable_error_nm(0.1, 24.0 * tenth.drift_velocity_kn(), 0.1);
        let sr = separation_ratio(53.506, e);
        assert!((e - 8.981).abs() < 1e-3 && (sr - 5.958).abs() < 1e-3, "{e} {sr}");
        assert_eq!(DatumType::of(53.506, sr), DatumType::TwoPoints);
        assert_eq!(DatumType::of(0.0, 0.0), DatumType::Point);
        assert_eq!(DatumType::of(4.0, 4.0), DatumType::TwoPoints);
    }

    proptest! {
        #[test]
        fn prop_error_is_no_less_than_its_parts(x in 0.0..50.0f64, de in 0.0..50.0f64, y in 0.0..50.0f64) {
            let e = total_probable_error_nm(x, de, y);
            prop_assert!(e >= x && e >= de && e >= y && e <= x + de + y + 1e-12);
            prop_assert!(rapid_response_radius_nm(x, y, de, 1.0) >= x + y);
        }
    }
}
