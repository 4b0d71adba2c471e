//! Leeway as it is worked by hand: a multiple of the wind speed, a modifier, and an angle to either side of downwind.

use super::Wind;
use crate::csv::{self, Row, TableError};
use crate::leeway::{Coefficients, LeewayClass, Side};
use crate::position::Vec2;
use crate::units;
use std::sync::OnceLock;

/// Leeway speed `multiplier * U + modifier`, never below 0, at the divergence angle left and right of downwind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ManualLeeway {
    /// Share of the wind speed.
    pub multiplier: f64,
    /// Knots, added after.
    pub modifier_kn: f64,
    /// Degrees to either side of downwind.
    pub divergence_deg: f64,
}

/// One row of a leeway table.
#[derive(Clone, Debug, PartialEq)]
pub struct LeewayTableRow {
    /// What it is, as printed.
    pub name: String,
    /// Its leeway.
    pub leeway: ManualLeeway,
    /// Standard error of the regression, knots, where the table prints one: the leeway error LWe.
    pub error_kn: Option<f64>,
    /// Whether that error is printed as a lower bound.
    pub error_is_lower_bound: bool,
}

/// How the wind drives the object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LeewayRule {
    /// No leeway: the object goes with the water.
    None,
    /// Multiplier, modifier and divergence angle.
    Manual(ManualLeeway),
    /// A speed that was observed or chosen, whatever the wind speed.
    Fixed {
        /// Knots.
        speed_kn: f64,
        /// Degrees to either side of downwind.
        divergence_deg: f64,
    },
    /// One of the 85 classes with its mean downwind and cross-wind coefficients.
    Class(&'static LeewayClass),
}

/// Leeway velocities, knots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeewayVectors {
    /// Left of downwind, looking downwind.
    pub left: Vec2,
    /// Right of downwind.
    pub right: Vec2,
    /// Straight downwind.
    pub downwind: Vec2,
}

impl ManualLeeway {
    /// Leeway speed in a wind, knots. In a calm there is no downwind direction and the answer is 0.
    ///
    /// # Units
    /// - `wind_kn`: averaged surface wind, knots
    /// # References
    /// reference/sar-science.md, section 3.1: `m U + k`, never below 0.
    pub fn speed_kn(&self, wind_kn: f64) -> f64 {
        if wind_kn <= 0.0 { 0.0 } else { (self.multiplier * wind_kn + self.modifier_kn).max(0.0) }
    }
}

impl LeewayRule {
    /// Leeway left, right and straight downwind, knots.
    pub fn vectors(&self, wind: Wind) -> LeewayVectors {
        let spread = |speed_kn: f64, divergence_deg: f64| {
            let to = |turn: f64| Vec2::from_polar(crate::math::wrap_360(wind.from_deg + 180.0 + turn), speed_kn);
            LeewayVectors { left: to(-divergence_deg), right: to(divergence_deg), downwind: to(0.0) }
        };
        match *self {
            Self::None => spread(0.0, 0.0),
            Self::Manual(leeway) => spread(leeway.speed_kn(wind.speed_kn), leeway.divergence_deg),
            Self::Fixed { speed_kn, divergence_deg } => spread(speed_kn, divergence_deg),
            Self::Class(class) => class_vectors(class, wind),
        }
    }
}

fn class_vectors(class: &LeewayClass, wind: Wind) -> LeewayVectors {
    let towards = Vec2::from_polar(crate::math::wrap_360(wind.from_deg + 180.0), units::knots(wind.speed_kn));
    let knots = |element: Coefficients| element.velocity(towards) * (1.0 / units::MPS_PER_KN);
    let (left, right) = (Coefficients::mean(class, Side::Left), Coefficients::mean(class, Side::Right));
    let downwind = Coefficients { cwl_slope_pct: 0.0, cwl_offset_cm_s: 0.0, ..right };
    LeewayVectors { left: knots(left), right: knots(right), downwind: knots(downwind) }
}

/// The manual's table, all in knots (AMSA NATSAR D-5:1, after Allen and Plourde 1999).
pub fn manual_table() -> &'static [LeewayTableRow] {
    static ROWS: OnceLock<Vec<LeewayTableRow>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/leeway_manual_knots.csv");
    ROWS.get_or_init(|| csv::read(TABLE, manual_row).expect("the shipped table is held by a test"))
}

/// Table 8-1 of Allen and Plourde 1999, turned into knots, with its standard errors. Row `n` has the printed number `n + 1`.
///
/// Its divergence angles are about a third wider than those of [`manual_table`]: the two must not be mixed.
pub fn table_8_1() -> &'static [LeewayTableRow] {
    static ROWS: OnceLock<Vec<LeewayTableRow>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/leeway_speed_ap99_table_8_1.csv");
    ROWS.get_or_init(|| csv::read(TABLE, table_8_1_row).expect("the shipped table is held by a test"))
}

fn manual_row(row: &Row<'_>) -> Result<LeewayTableRow, TableError> {
    Ok(LeewayTableRow {
        name: row.text("category")?.to_owned(),
        leeway: ManualLeeway {
            multiplier: row.number("multiplier_of_wind_kt")?,
            modifier_kn: row.number("modifier_kt")?,
            divergence_deg: row.number("divergence_angle_deg")?,
        },
        error_kn: None,
        error_is_lower_bound: false,
    })
}

fn table_8_1_row(row: &Row<'_>) -> Result<LeewayTableRow, TableError> {
    let knots = |cm_s: f64| units::to_knots(0.01 * cm_s);
    Ok(LeewayTableRow {
        name: row.text("category")?.to_owned(),
        leeway: ManualLeeway {
            multiplier: 0.01 * row.number("leeway_slope_pct_of_w10")?,
            modifier_kn: knots(row.number("leeway_intercept_cm_s")?),
            divergence_deg: row.number("divergence_angle_deg")?,
        },
        error_kn: Some(knots(row.number("syx_cm_s")?)),
        error_is_lower_bound: row.number("syx_is_lower_bound")? == 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leeway::{class, classes};

    fn wind(from_deg: f64, speed_kn: f64) -> Wind {
        Wind { from_deg, speed_kn }
    }

    #[test]
    fn val_the_tables_are_as_printed() {
        assert_eq!((manual_table().len(), table_8_1().len()), (41, 56));
        let junk = manual_table().iter().find(|row| row.name.ends_with("Junk")).expect("printed");
        assert_eq!(junk.leeway, ManualLeeway { multiplier: 0.027, modifier_kn: 0.1, divergence_deg: 48.0 });
        // Row 17, deep ballast raft of 4-6: 2.9 %, 2.0 cm/s, 20 degrees, 8.6 cm/s.
        let raft = &table_8_1()[16];
        assert!((raft.leeway.multiplier - 0.029).abs() < 1e-15 && (raft.leeway.modifier_kn - 0.0389).abs() < 1e-4);
        assert!((raft.error_kn.expect("printed") - 0.1672).abs() < 1e-4 && !raft.error_is_lower_bound);
    }

    /// 0.029 x 20 + 0.04 = 0.62 kt; wind from 090: downwind 270, left 255, right 285 (worked case of alkeikei/sarplan,
    /// hand calculation, steps 1 and 2).
    #[test]
    fn val_worked_case_leeway() {
        let leeway = ManualLeeway { multiplier: 0.029, modifier_kn: 0.04, divergence_deg: 15.0 };
        assert!((leeway.speed_kn(20.0) - 0.62).abs() < 1e-12);
        let vectors = LeewayRule::Manual(leeway).vectors(wind(90.0, 20.0));
        for (vector, bearing) in [(vectors.left, 255.0), (vectors.right, 285.0), (vectors.downwind, 270.0)] {
            assert!((vector.length() - 0.62).abs() < 1e-12 && (vector.bearing_deg() - bearing).abs() < 1e-9);
        }
    }

    #[test]
    fn leeway_is_never_upwind_and_never_in_a_calm() {
        let leeway = ManualLeeway { multiplier: 0.044, modifier_kn: -0.2, divergence_deg: 28.0 };
        assert_eq!((leeway.speed_kn(1.0), leeway.speed_kn(0.0)), (0.0, 0.0));
        assert!((leeway.speed_kn(25.0) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn prop_symmetric_classes_mirror_and_left_is_left() {
        for class in classes().iter().filter(|class| !class.asymmetric) {
            let vectors = LeewayRule::Class(class).vectors(wind(180.0, 20.0));
            assert!((vectors.left.east_m + vectors.right.east_m).abs() < 1e-12, "{}", class.key);
            assert!((vectors.left.north_m - vectors.right.north_m).abs() < 1e-12);
            assert!(vectors.left.east_m <= 1e-12, "{}: wind towards north, left is west", class.key);
        }
        // PIW-1: 0.96 % along, 0.54 % across; 20 kt.
        let piw = LeewayRule::Class(class("PIW-1").expect("in the table")).vectors(wind(180.0, 20.0));
        assert!((piw.right.north_m - 0.192).abs() < 1e-9 && (piw.right.east_m - 0.108).abs() < 1e-9, "{piw:?}");
    }
}
