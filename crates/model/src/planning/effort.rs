//! Search effort.

use super::DatumType;

/// What a search facility brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facility {
    /// Corrected sweep width W, NM.
    pub sweep_width_nm: f64,
    /// Search speed V, knots.
    pub speed_kn: f64,
    /// Time spent searching T, hours.
    pub search_hours: f64,
}

impl Facility {
    /// Search effort `Z = W V T`, NM2.
    pub fn effort_nm2(&self) -> f64 {
        self.sweep_width_nm * self.track_nm()
    }

    /// Length of track, NM: `V T`.
    pub fn track_nm(&self) -> f64 {
        self.speed_kn * self.search_hours
    }
}

/// Effort factor fz, NM2: `E^2` for points, `E L` for a line of length L.
///
/// # References
/// reference/sar-science.md, section 3.2.
pub fn effort_factor_nm2(datum: DatumType, error_nm: f64, line_length_nm: f64) -> f64 {
    match datum {
        DatumType::Line => error_nm * line_length_nm,
        _ => error_nm * error_nm,
    }
}

/// Relative effort `Zr = Z / fz`.
pub fn relative_effort(effort_nm2: f64, effort_factor_nm2: f64) -> f64 {
    effort_nm2 / effort_factor_nm2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked case of alkeikei/sarplan (steps 6 and 7): Z 364.5 and 270.0 NM2, fz 15.5, Zr 40.9355; a line of DD 10 and E 4
    /// has L 18 and fz 72.
    #[test]
    fn val_worked_case_effort() {
        let helicopter = Facility { sweep_width_nm: 1.35, speed_kn: 90.0, search_hours: 3.0 };
        let vessel = Facility { sweep_width_nm: 2.25, speed_kn: 15.0, search_hours: 8.0 };
        assert!((helicopter.effort_nm2() - 364.5).abs() < 1e-9 && (vessel.effort_nm2() - 270.0).abs() < 1e-9);
        let fz = effort_factor_nm2(DatumType::Divergence, 15.5f64.sqrt(), 0.0);
        assert!((relative_effort(634.5, fz) - 40.935_48).abs() < 1e-5);
        assert_eq!(effort_factor_nm2(DatumType::Line, 4.0, 18.0), 72.0);
    }
}
