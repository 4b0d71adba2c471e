//! Survival in the water.

use super::SurvivalCurve;
use crate::csv::{self, Row, TableError};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use thiserror::Error;

/// What keeps a person afloat and warm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Protection {
    /// Nothing worn: UKNIIS "no buoyancy aid".
    NoFlotation,
    /// A lifejacket: UKNIIS "buoyancy aid worn"; the survey says more than 24 h, and 24 h is used.
    Lifejacket,
    /// An immersion suit. No survival median is at hand, so the figure of the lifejacket is used as a floor.
    ImmersionSuit,
}

/// What the spread of the curves rests on.
pub const SPREAD_ASSUMPTION: &str = "assumed: the low and high expected survival of the chart in a lifejacket maker's manual \
    (15-45 min below 0.3 °C, 30-90 at 0.3-4, 60-180 at 4-10, 60-360 at 10-16, 120-2400 at 16-21) are read as the 5th and 95th percentile; \
    warmer and colder water take the nearest of these";

/// What the medians outside 5 to 15 °C rest on.
pub const BEYOND_TABLE_ASSUMPTION: &str = "assumed: above 15 °C the median of 15 °C is kept, as a floor; below 5 °C the line \
    through the medians without buoyancy at 5 and 10 °C is followed down, and a lifejacket loses the same share";

/// Why there is no curve.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum SurvivalError {
    /// No sea has this temperature.
    #[error("a water temperature of {0} °C is outside -2 to 40 °C")]
    NoSuchWater(f64),
    /// Hayward's formula holds for 0 to 20 °C.
    #[error("Hayward's formula holds for 0 to 20 °C, not for {0} °C")]
    OutsideHayward(f64),
}

/// How long a person in the water lives.
///
/// # Units
/// - `temp_c`: water temperature, °C, -2 to 40
/// # Errors
/// [`SurvivalError::NoSuchWater`] outside that.
/// # References
/// UKNIIS 2006 through `tables/survival_times.csv`; see [`SPREAD_ASSUMPTION`] and [`BEYOND_TABLE_ASSUMPTION`].
pub fn in_water(temp_c: f64, protection: Protection) -> Result<SurvivalCurve, SurvivalError> {
    if !(-2.0..=40.0).contains(&temp_c) {
        return Err(SurvivalError::NoSuchWater(temp_c));
    }
    let tables = tables();
    let bare_s = along(&tables.no_buoyancy, temp_c);
    let median_s = match protection {
        Protection::NoFlotation => bare_s,
        Protection::Lifejacket | Protection::ImmersionSuit => {
            let coldest = tables.no_buoyancy[0];
            along(&tables.buoyancy, temp_c.max(coldest.0)) * (bare_s / coldest.1).min(1.0)
        }
    };
    Ok(SurvivalCurve { median_s, spread: spread(&tables.bands, temp_c) })
}

/// Time in seconds until the core of a person in light clothing and a lifejacket has cooled to 30 °C.
///
/// `t = 15 + 7.2 / (0.0785 - 0.0034 T)` minutes. A limit of the body, shorter than the survey's medians.
///
/// # Errors
/// [`SurvivalError::OutsideHayward`] outside 0 to 20 °C: the formula is singular at 23.1 °C.
/// # References
/// Hayward, Eckerson and Collis 1975, Can. J. Physiol. Pharmacol. 53, p. 21-32.
pub fn hayward_1975_s(temp_c: f64) -> Result<f64, SurvivalError> {
    if !(0.0..=20.0).contains(&temp_c) {
        return Err(SurvivalError::OutsideHayward(temp_c));
    }
    Ok(60.0 * (15.0 + 7.2 / (0.0785 - 0.0034 * temp_c)))
}

struct Tables {
    /// Temperature and median in seconds, rising.
    no_buoyancy: Vec<(f64, f64)>,
    buoyancy: Vec<(f64, f64)>,
    /// Upper temperature and spread, rising.
    bands: Vec<(f64, f64)>,
}

/// On the line through the two neighbouring points; below the first two on their line, above the last on its level.
fn along(points: &[(f64, f64)], temp_c: f64) -> f64 {
    let Some((&last, pairs)) = points.split_last().filter(|(_, before)| !before.is_empty()) else {
        return points.first().map_or(0.0, |point| point.1);
    };
    if temp_c >= last.0 {
        return last.1;
    }
    let at = points[1..].iter().position(|point| temp_c < point.0).unwrap_or(pairs.len() - 1);
    let ((t0, m0), (t1, m1)) = (points[at], points[at + 1]);
    m0 + (m1 - m0) * ((temp_c - t0) / (t1 - t0))
}

fn spread(bands: &[(f64, f64)], temp_c: f64) -> f64 {
    let band = bands.iter().find(|(high, _)| temp_c <= *high).or(bands.last());
    band.map_or(0.0, |band| band.1)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| read_tables().expect("the shipped table is held by a test"))
}

const TABLE: &str = include_str!("../../tables/survival_times.csv");
/// Between the 5th and the 95th percentile of a normal there are twice this many deviations.
const DEVIATIONS_TO_95: f64 = 1.644_853_626_951_472_7;

fn read_tables() -> Result<Tables, TableError> {
    let mut tables = Tables { no_buoyancy: Vec::new(), buoyancy: Vec::new(), bands: Vec::new() };
    for line in csv::read(TABLE, read_line)? {
        let Line { survey, chart, protection, temp_c, low_min, high_min } = line;
        match (low_min, high_min) {
            (Some(median), _) if survey && protection == "no buoyancy aid" => {
                tables.no_buoyancy.push((temp_c, 60.0 * median))
            }
            (Some(median), _) if survey && protection == "buoyancy aid worn" => {
                tables.buoyancy.push((temp_c, 60.0 * median))
            }
            (Some(low), Some(high)) if chart => {
                tables.bands.push((temp_c, crate::math::ln(high / low) / (2.0 * DEVIATIONS_TO_95)));
            }
            _ => {}
        }
    }
    Ok(tables)
}

struct Line {
    survey: bool,
    chart: bool,
    protection: String,
    temp_c: f64,
    low_min: Option<f64>,
    high_min: Option<f64>,
}

fn read_line(row: &Row<'_>) -> Result<Line, TableError> {
    let end_point = row.text("end_point")?;
    Ok(Line {
        survey: end_point == "median_survival_50pct",
        chart: end_point == "expected_survival" && row.text("source")?.starts_with("NA safety chart"),
        protection: row.text("protection")?.to_owned(),
        temp_c: row.maybe_number("water_temp_high_c")?.unwrap_or(f64::INFINITY),
        low_min: row.maybe_number("time_low_min")?,
        high_min: row.maybe_number("time_high_min")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn median_min(temp_c: f64, protection: Protection) -> f64 {
        in_water(temp_c, protection).expect("within the table").median_s / 60.0
    }

    #[test]
    fn the_shipped_table_is_whole() {
        let tables = read_tables().expect("the shipped table can be read");
        assert_eq!((tables.no_buoyancy.len(), tables.buoyancy.len(), tables.bands.len()), (3, 3, 5));
        for points in [&tables.no_buoyancy, &tables.buoyancy, &tables.bands] {
            assert!(points.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    /// UKNIIS 2006: 3.6, 5.7 and 9.0 h without buoyancy; more than 24 h with.
    #[test]
    fn val_medians_of_the_survey() {
        for (temp, hours) in [(5.0, 3.6), (10.0, 5.7), (15.0, 9.0)] {
            assert!((median_min(temp, Protection::NoFlotation) - hours * 60.0).abs() < 1e-9);
            assert!((median_min(temp, Protection::Lifejacket) - 1440.0).abs() < 1e-9);
        }
    }

    /// Hayward 1975: 132 min at 5 degrees, 177 min at 10 (reference/sar-science.md, section 3.7, formula).
    #[test]
    fn val_hayward() {
        assert!((hayward_1975_s(5.0).expect("within") / 60.0 - 132.07).abs() < 0.01);
        assert!((hayward_1975_s(10.0).expect("within") / 60.0 - 176.80).abs() < 0.01);
        assert_eq!(hayward_1975_s(21.0), Err(SurvivalError::OutsideHayward(21.0)));
    }

    #[test]
    fn warmer_water_and_better_protection_never_shorten_life() {
        let temps: Vec<f64> = (-20..=400).map(|tenth| f64::from(tenth) / 10.0).collect();
        for pair in temps.windows(2) {
            for protection in [Protection::NoFlotation, Protection::Lifejacket, Protection::ImmersionSuit] {
                assert!(median_min(pair[0], protection) <= median_min(pair[1], protection) + 1e-9, "{pair:?}");
                assert!(median_min(pair[0], protection) > 0.0);
            }
            assert!(median_min(pair[0], Protection::NoFlotation) < median_min(pair[0], Protection::Lifejacket));
        }
        assert_eq!(in_water(50.0, Protection::Lifejacket), Err(SurvivalError::NoSuchWater(50.0)));
        assert!(in_water(f64::NAN, Protection::Lifejacket).is_err());
    }

    /// 60 to 180 minutes at 4 to 10 degrees: ln 3 over twice 1.645.
    #[test]
    fn val_spread_of_the_chart() {
        assert!((in_water(8.0, Protection::Lifejacket).expect("within").spread - 0.33395).abs() < 1e-4);
        assert!((in_water(12.0, Protection::Lifejacket).expect("within").spread - 0.54465).abs() < 1e-4);
        assert_eq!(in_water(0.0, Protection::Lifejacket), in_water(0.0, Protection::ImmersionSuit));
    }
}
