//! What a worksheet prints besides the corrected width: the cells that were read, either source of the weather factor, and the
//! coastal first-search spacing.

use super::table::{self, Beyond};
use super::{LookOut, PIW_FLOTATION, Platform, objects};
use crate::csv::{self, TableError};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The printed cells round a look-out.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedCells {
    /// Object id of the row that was read.
    pub row: &'static str,
    /// Height in feet (0 where the table has none), visibility in NM, width in NM.
    pub cells: Vec<(f64, f64, f64)>,
    /// Whether height or visibility lie outside the table, so that its edge was used.
    pub beyond: bool,
}

/// Whose weather factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeatherSource {
    /// IAMSAR and USCG: 1, 0.9, 0.9 for objects that are not small.
    Iamsar,
    /// AMSA NATSAR D-5:4: 1, 0.8, 0.5 for these.
    Amsa,
}

/// A class of the coastal first-search table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoastalObject {
    /// Person in water.
    Piw,
    /// Raft, or boat under 15 ft.
    RaftOrSmallBoat,
    /// Boat over 15 ft.
    Boat,
}

/// The cells of the USCG or merchant table between which a look-out lies; `None` for an object without a row.
pub fn printed_cells(object: &str, look_out: &LookOut) -> Option<PrintedCells> {
    let object = if object == PIW_FLOTATION { "piw" } else { object };
    let row = if look_out.platform == Platform::MerchantBridge {
        objects::merchant_row(object)?.0
    } else {
        objects::object_ids().iter().find(|id| **id == object)?
    };
    let levels = table::tables().levels(look_out.platform, row)?;
    let heights = levels.iter().map(|level| level.height_ft);
    let (low, high, _, beyond_height) = table::bracket(heights, look_out.height_ft)?;
    let has_height = look_out.platform != Platform::MerchantBridge;
    let mut cells = Vec::new();
    let mut beyond = has_height && beyond_height != Beyond::No;
    for index in if low == high { vec![low] } else { vec![low, high] } {
        let level = &levels[index];
        let (a, b, _, outside) = table::bracket(level.printed().iter().map(|pair| pair.0), look_out.visibility_nm)?;
        beyond |= outside != Beyond::No;
        for at in if a == b { vec![a] } else { vec![a, b] } {
            cells.push((level.height_ft, level.printed()[at].0, level.printed()[at].1));
        }
    }
    Some(PrintedCells { row, cells, beyond })
}

/// Whether the speed lies outside the printed speeds of an aircraft, so that the nearest was used.
pub fn speed_is_beyond(object: &str, look_out: &LookOut) -> bool {
    let object = if object == PIW_FLOTATION { "piw" } else { object };
    let speeds = table::tables().speeds(look_out.platform, object);
    let bracket = speeds.and_then(|speeds| table::bracket(speeds.iter().map(|pair| pair.0), look_out.speed_kn));
    bracket.is_some_and(|(_, _, _, beyond)| beyond != Beyond::No)
}

/// Whether the weather factors of small objects hold: person in water, raft, boat under 30 ft (10 m).
pub fn is_small(object: &str) -> bool {
    objects::is_small(object)
}

/// Weather factor fw of either source; the worse of wind and sea decides.
///
/// At 15 kt exactly AMSA prints the middle factor, IAMSAR the best one; the seas of AMSA are 1 and 1.5 m, as 3 and 5 ft here.
///
/// # References
/// `tables/weather_correction.csv`.
pub fn weather_factor(source: WeatherSource, small: bool, wind_kn: f64, wave_height_ft: f64) -> f64 {
    let wind = match source {
        WeatherSource::Iamsar => usize::from(wind_kn > 15.0) + usize::from(wind_kn > 25.0),
        WeatherSource::Amsa => usize::from(wind_kn >= 15.0) + usize::from(wind_kn > 25.0),
    };
    let sea = usize::from(wave_height_ft > 3.0) + usize::from(wave_height_ft > 5.0);
    factors()[usize::from(source == WeatherSource::Amsa)][usize::from(!small)][wind.max(sea)]
}

/// Factor ff of a crew that reports fatigue: 0.9 (AMSA NATSAR, appendix D-5).
pub fn fatigue_factor() -> f64 {
    other("fatigue_factor")
}

/// Fraction of the on-scene endurance that is spent searching: 0.85.
///
/// # References
/// Danish Maritime Authority (SAR Danmark), `tables/other_corrections.csv`.
pub fn search_endurance_fraction() -> f64 {
    other("search_endurance_fraction")
}

/// Coverage below which a search is not recommended: 0.5 (secondary source, `tables/other_corrections.csv`).
pub fn least_recommended_coverage() -> f64 {
    other("minimum_coverage")
}

/// Coastal first-search track spacing, NM. Conditions are good with winds under 15 kt and seas under 3 ft.
///
/// # References
/// USCG SAR course, chapter 4, `tables/coastal_first_search_track_spacing.csv`.
pub fn coastal_first_spacing_nm(object: CoastalObject, wind_kn: f64, wave_height_ft: f64) -> f64 {
    static ROWS: OnceLock<Vec<[f64; 2]>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/coastal_first_search_track_spacing.csv");
    let rows = ROWS.get_or_init(|| {
        csv::read(TABLE, |row| Ok([row.number("good_conditions_nm")?, row.number("poor_conditions_nm")?]))
            .expect("the shipped table is held by a test")
    });
    rows[object as usize][usize::from(!(wind_kn < 15.0 && wave_height_ft < 3.0))]
}

fn other(quantity: &str) -> f64 {
    static ROWS: OnceLock<Vec<(String, f64)>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/other_corrections.csv");
    let rows = ROWS.get_or_init(|| {
        csv::read(TABLE, |row| Ok((row.text("quantity")?.to_owned(), row.number("value")?)))
            .expect("the shipped table is held by a test")
    });
    rows.iter().find(|row| row.0 == quantity).map_or(f64::NAN, |row| row.1)
}

/// By source, then small or other, then low, medium, high.
fn factors() -> &'static [[[f64; 3]; 2]; 2] {
    static FACTORS: OnceLock<[[[f64; 3]; 2]; 2]> = OnceLock::new();
    FACTORS.get_or_init(|| read_factors().expect("the shipped table is held by a test"))
}

fn read_factors() -> Result<[[[f64; 3]; 2]; 2], TableError> {
    let mut factors = [[[f64::NAN; 3]; 2]; 2];
    const TABLE: &str = include_str!("../../tables/weather_correction.csv");
    let rows = csv::read(TABLE, |row| {
        let grade = ["low", "medium", "high"].into_iter().position(|word| row.text("wind_or_sea") == Ok(word));
        let grade = grade.ok_or_else(|| row.error("unknown grade".to_owned()))?;
        let amsa = usize::from(row.text("source")? == "AMSA NATSAR");
        Ok((amsa, usize::from(row.text("object_class")? == "other"), grade, row.number("factor")?))
    })?;
    for (source, other, grade, factor) in rows {
        factors[source][other][grade] = factor;
    }
    Ok(factors)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// IAMSAR/USCG and AMSA NATSAR D-5:4, every cell.
    #[test]
    fn val_weather_factors_of_both_sources() {
        let at =
            |source, small| [(5.0, 1.0), (20.0, 1.0), (30.0, 1.0)].map(|(w, s)| weather_factor(source, small, w, s));
        assert_eq!(at(WeatherSource::Iamsar, true), [1.0, 0.5, 0.25]);
        assert_eq!(at(WeatherSource::Iamsar, false), [1.0, 0.9, 0.9]);
        assert_eq!(at(WeatherSource::Amsa, true), [1.0, 0.5, 0.25]);
        assert_eq!(at(WeatherSource::Amsa, false), [1.0, 0.8, 0.5]);
        assert_eq!(weather_factor(WeatherSource::Amsa, true, 15.0, 0.0), 0.5);
        assert_eq!(weather_factor(WeatherSource::Iamsar, true, 15.0, 5.5), 0.25);
        assert_eq!((search_endurance_fraction(), least_recommended_coverage(), fatigue_factor()), (0.85, 0.5, 0.9));
    }

    /// USCG SAR course, chapter 4: 0.1 and 0.1; 0.5 and 0.2; 1.0 and 0.5 NM.
    #[test]
    fn val_coastal_spacing() {
        for (object, good, poor) in [
            (CoastalObject::Piw, 0.1, 0.1),
            (CoastalObject::RaftOrSmallBoat, 0.5, 0.2),
            (CoastalObject::Boat, 1.0, 0.5),
        ] {
            assert_eq!(coastal_first_spacing_nm(object, 10.0, 2.0), good);
            assert_eq!(coastal_first_spacing_nm(object, 15.0, 2.0), poor);
            assert_eq!(coastal_first_spacing_nm(object, 10.0, 3.0), poor);
        }
    }

    /// USCG SAR course, chapter 4, "Uncorrected visual sweep width, small boat SRU" (powershow.com/view1/1e18c5-ZDc1Z), a copy of
    /// the printed table independent of the one shipped: visibilities 1, 3, 5, 10, 15, 20 NM.
    #[test]
    fn val_boat_table_of_the_course() {
        let course = [
            ("piw", [0.2, 0.2, 0.3, 0.3, 0.3, 0.3]),
            ("raft_1p", [0.7, 1.3, 1.7, 2.3, 2.6, 2.7]),
            ("raft_4p", [0.7, 1.7, 2.2, 3.1, 3.5, 3.9]),
            ("raft_6p", [0.8, 1.9, 2.6, 3.6, 4.3, 4.7]),
            ("raft_15p", [0.9, 2.2, 3.0, 4.3, 5.1, 5.7]),
            ("raft_25p", [0.9, 2.4, 3.5, 5.2, 6.3, 7.0]),
            ("power_le_15ft", [0.4, 0.8, 1.1, 1.5, 1.6, 1.8]),
            ("power_78ft", [0.9, 2.5, 4.3, 8.3, 11.4, 14.0]),
            ("sail_15ft", [0.8, 1.5, 2.1, 3.0, 3.6, 4.0]),
            ("sail_50ft", [0.9, 2.4, 4.0, 7.3, 9.7, 11.6]),
        ];
        for (object, widths) in course {
            for (visibility_nm, width) in [1.0, 3.0, 5.0, 10.0, 15.0, 20.0].into_iter().zip(widths) {
                let look_out = LookOut {
                    platform: Platform::Boat,
                    height_ft: 8.0,
                    speed_kn: 10.0,
                    visibility_nm,
                    wind_kn: 0.0,
                    wave_height_ft: 0.0,
                    fatigued: false,
                };
                let cells = printed_cells(object, &look_out).expect("printed");
                assert_eq!(cells.cells, [(8.0, visibility_nm, width)], "{object}");
            }
        }
    }

    #[test]
    fn cells_are_those_that_were_read() {
        let mut look_out = LookOut {
            platform: Platform::Boat,
            height_ft: 11.0,
            speed_kn: 10.0,
            visibility_nm: 12.5,
            wind_kn: 5.0,
            wave_height_ft: 1.0,
            fatigued: false,
        };
        let cells = printed_cells("raft_6p", &look_out).expect("printed");
        assert_eq!((cells.cells.len(), cells.cells[0], cells.beyond), (4, (8.0, 10.0, 3.6), false));
        look_out.height_ft = 40.0;
        assert!(printed_cells("raft_6p", &look_out).expect("printed").beyond);
        look_out.platform = Platform::MerchantBridge;
        let cells = printed_cells("raft_10p", &look_out).expect("printed");
        assert_eq!((cells.row, cells.beyond), ("raft_6p", false));
        assert_eq!(printed_cells("whale", &look_out), None);
        assert!(!speed_is_beyond("raft_6p", &look_out));
        look_out.platform = Platform::Helicopter;
        assert!(speed_is_beyond("raft_6p", &look_out));
    }
}
