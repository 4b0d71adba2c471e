//! Factors for weather, search speed, fatigue and flotation.

use super::table::{self, Beyond, tables};
use super::{LookOut, Platform};
use crate::csv::{self, TableError};
use std::sync::OnceLock;

/// Greatest height, feet, for which the flotation factor is printed.
const FLOTATION_HEIGHT_FT: f64 = 500.0;

struct Factors {
    /// Low, medium, high; for small objects and for others.
    small: [f64; 3],
    other: [f64; 3],
    fatigued: f64,
    flotation: f64,
}

/// Factor for wind and sea; the worse of the two decides (IAMSAR/USCG: 15 and 25 kt, 3 and 5 ft).
pub(super) fn weather(small: bool, look_out: &LookOut) -> f64 {
    let grade = |value: f64, [medium, high]: [f64; 2]| usize::from(value > medium) + usize::from(value > high);
    let grade = grade(look_out.wind_kn, [15.0, 25.0]).max(grade(look_out.wave_height_ft, [3.0, 5.0]));
    let factors = factors();
    if small { factors.small[grade] } else { factors.other[grade] }
}

/// Factor for the search speed: 1 for all but aircraft. Beyond the printed speeds the nearest holds, and a note says so.
pub(super) fn speed(object: &str, look_out: &LookOut, notes: &mut Vec<String>) -> f64 {
    let Some(speeds) = tables().speeds(look_out.platform, object) else {
        return 1.0;
    };
    let bracket = table::bracket(speeds.iter().map(|pair| pair.0), look_out.speed_kn);
    let Some((low, high, share, beyond)) = bracket else {
        return 1.0;
    };
    let speed = look_out.speed_kn;
    match beyond {
        Beyond::Above(top) => notes.push(format!("speed {speed} kn beyond the table: {top} kn used")),
        Beyond::Below(least) => notes.push(format!("speed {speed} kn below the table: {least} kn used")),
        Beyond::No => {}
    }
    speeds[low].1 + (speeds[high].1 - speeds[low].1) * share
}

/// Factor for the crew (AMSA NATSAR, appendix D-5).
pub(super) fn fatigue(look_out: &LookOut) -> f64 {
    if look_out.fatigued { factors().fatigued } else { 1.0 }
}

/// Factor for a person known to wear a flotation device, seen from an aircraft (AMSA NATSAR, D-5:6 and D-5:7).
pub(super) fn flotation(look_out: &LookOut, notes: &mut Vec<String>) -> f64 {
    let aircraft = matches!(look_out.platform, Platform::FixedWing | Platform::Helicopter);
    if !aircraft || look_out.height_ft > FLOTATION_HEIGHT_FT {
        notes.push("no flotation factor is printed but for aircraft at 500 ft: none used".to_owned());
        return 1.0;
    }
    if look_out.height_ft < FLOTATION_HEIGHT_FT {
        notes.push(format!("flotation factor printed for 500 ft used at {} ft", look_out.height_ft));
    }
    factors().flotation
}

fn factors() -> &'static Factors {
    static FACTORS: OnceLock<Factors> = OnceLock::new();
    FACTORS.get_or_init(|| read().expect("the shipped tables are held by a test"))
}

fn read() -> Result<Factors, TableError> {
    let mut factors = Factors { small: [f64::NAN; 3], other: [f64::NAN; 3], fatigued: f64::NAN, flotation: f64::NAN };
    let rows = csv::read(include_str!("../../tables/weather_correction.csv"), |row| {
        let grade = match row.text("wind_or_sea")? {
            "low" => 0,
            "medium" => 1,
            "high" => 2,
            other => return Err(row.error(format!("unknown grade \"{other}\""))),
        };
        Ok((row.text("source")? == "IAMSAR/USCG", row.text("object_class")? == "other", grade, row.number("factor")?))
    })?;
    for (_, other, grade, factor) in rows.into_iter().filter(|row| row.0) {
        (if other { &mut factors.other } else { &mut factors.small })[grade] = factor;
    }
    let rows = csv::read(include_str!("../../tables/other_corrections.csv"), |row| {
        Ok((row.text("quantity")?.to_owned(), row.text("condition")?.to_owned(), row.number("value")?))
    })?;
    for (quantity, condition, value) in rows {
        match (quantity.as_str(), condition.as_str()) {
            ("fatigue_factor", "crew fatigue reported") => factors.fatigued = value,
            ("piw_flotation_factor", _) => factors.flotation = value,
            _ => {}
        }
    }
    Ok(factors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn val_the_shipped_factors_are_as_printed() {
        let factors = read().expect("the shipped tables can be read");
        assert_eq!((factors.small, factors.other), ([1.0, 0.5, 0.25], [1.0, 0.9, 0.9]));
        assert_eq!((factors.fatigued, factors.flotation), (0.9, 4.0));
    }
}
