//! The printed sweep widths.

use super::Platform;
use crate::csv::{self, Row, TableError};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Whether a value lies beyond the printed ones, and the last printed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Beyond {
    No,
    Below(f64),
    Above(f64),
}

/// Sweep widths from one height.
pub(super) struct Level {
    pub height_ft: f64,
    /// Visibility and width, both NM; visibility rises.
    widths: Vec<(f64, f64)>,
}

impl Level {
    /// Visibility and width as printed, both NM.
    pub fn printed(&self) -> &[(f64, f64)] {
        &self.widths
    }

    /// Width between printed visibilities. Below the first one the width shrinks with the visibility to 0.
    pub fn width_nm(&self, visibility_nm: f64) -> Option<(f64, Beyond)> {
        let (low, high, share, beyond) = bracket(self.widths.iter().map(|pair| pair.0), visibility_nm)?;
        let width = self.widths[low].1 + (self.widths[high].1 - self.widths[low].1) * share;
        let scale = if let Beyond::Below(least) = beyond { visibility_nm / least } else { 1.0 };
        Some((width * scale, beyond))
    }
}

/// The two of some rising numbers between which a value lies, and the share of the second.
pub(super) fn bracket(points: impl Iterator<Item = f64>, value: f64) -> Option<(usize, usize, f64, Beyond)> {
    let mut before: Option<(usize, f64)> = None;
    for (index, point) in points.enumerate() {
        if value <= point {
            return Some(match before {
                _ if value == point => (index, index, 0.0, Beyond::No),
                Some((low, start)) => (low, index, (value - start) / (point - start), Beyond::No),
                None => (index, index, 0.0, Beyond::Below(point)),
            });
        }
        before = Some((index, point));
    }
    before.map(|(last, point)| (last, last, 0.0, Beyond::Above(point)))
}

/// Everything printed, parsed once.
pub(super) struct Tables {
    levels: BTreeMap<(Platform, String), Vec<Level>>,
    /// Factor by speed in knots, for aircraft.
    speeds: BTreeMap<(Platform, String), Vec<(f64, f64)>>,
    /// Objects of the USCG table in its order.
    pub objects: Vec<String>,
}

impl Tables {
    pub fn levels(&self, platform: Platform, object: &str) -> Option<&[Level]> {
        self.levels.get(&(platform, object.to_owned())).map(Vec::as_slice)
    }

    pub fn speeds(&self, platform: Platform, object: &str) -> Option<&[(f64, f64)]> {
        self.speeds.get(&(platform, object.to_owned())).map(Vec::as_slice)
    }
}

pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| read().expect("the shipped tables are held by a test"))
}

const USCG: &str = include_str!("../../tables/sweep_width_uscg.csv");
const MERCHANT: &str = include_str!("../../tables/sweep_width_merchant_vessel.csv");
const SPEED: &str = include_str!("../../tables/sweep_width_speed_correction_uscg.csv");
const VISIBILITIES_NM: [u32; 7] = [1, 3, 5, 10, 15, 20, 30];
const MERCHANT_VISIBILITIES_NM: [u32; 5] = [3, 5, 10, 15, 20];

fn read() -> Result<Tables, TableError> {
    let mut tables = Tables { levels: BTreeMap::new(), speeds: BTreeMap::new(), objects: Vec::new() };
    let uscg = csv::read(USCG, |row| {
        Ok((platform(row)?, object(row)?, level(row, "altitude_or_eye_height_ft", &VISIBILITIES_NM)?))
    })?;
    let merchant = csv::read(MERCHANT, |row| {
        Ok((Platform::MerchantBridge, object(row)?, level(row, "", &MERCHANT_VISIBILITIES_NM)?))
    })?;
    for (platform, object, level) in uscg.into_iter().chain(merchant) {
        if platform != Platform::MerchantBridge && !tables.objects.contains(&object) {
            tables.objects.push(object.clone());
        }
        tables.levels.entry((platform, object)).or_default().push(level);
    }
    let speeds = csv::read(SPEED, |row| {
        Ok((platform(row)?, object(row)?, row.number("search_speed_kt")?, row.number("factor")?))
    })?;
    for (platform, object, speed, factor) in speeds {
        tables.speeds.entry((platform, object)).or_default().push((speed, factor));
    }
    for levels in tables.levels.values_mut() {
        levels.sort_by(|a, b| a.height_ft.total_cmp(&b.height_ft));
    }
    for speeds in tables.speeds.values_mut() {
        speeds.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    Ok(tables)
}

fn platform(row: &Row<'_>) -> Result<Platform, TableError> {
    match row.text("platform")? {
        "fixed_wing" => Ok(Platform::FixedWing),
        "helicopter" => Ok(Platform::Helicopter),
        "surface_vessel" => Ok(Platform::Boat),
        other => Err(row.error(format!("unknown platform \"{other}\""))),
    }
}

fn object(row: &Row<'_>) -> Result<String, TableError> {
    row.text("object_id").map(str::to_owned)
}

/// One line of widths; a table without a column for the height has one level for all heights.
fn level(row: &Row<'_>, height_column: &str, visibilities_nm: &[u32]) -> Result<Level, TableError> {
    let height_ft = if height_column.is_empty() { 0.0 } else { row.number(height_column)? };
    let mut widths = Vec::new();
    for &visibility in visibilities_nm {
        if let Some(width) = row.maybe_number(&format!("w_nm_at_vis_{visibility}nm"))? {
            widths.push((f64::from(visibility), width));
        }
    }
    if widths.is_empty() {
        return Err(row.error("no widths".to_owned()));
    }
    Ok(Level { height_ft, widths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_whole() {
        let tables = read().expect("the shipped tables can be read");
        assert_eq!(tables.objects.len(), 25);
        for object in &tables.objects {
            for (platform, heights, speeds) in
                [(Platform::FixedWing, 8, 3), (Platform::Helicopter, 8, 4), (Platform::Boat, 2, 0)]
            {
                let levels = tables.levels(platform, object).expect("every object from every platform");
                assert_eq!(levels.len(), heights);
                assert_eq!(tables.speeds(platform, object).map_or(0, <[_]>::len), speeds, "{object}");
                for level in levels {
                    assert!(level.widths.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{object} {}", level.height_ft);
                }
            }
        }
        assert_eq!(tables.levels.len(), 3 * 25 + 9);
    }

    #[test]
    fn brackets_name_what_lies_beyond() {
        let at = |value| bracket([1.0, 3.0, 5.0].into_iter(), value);
        assert_eq!(at(3.0), Some((1, 1, 0.0, Beyond::No)));
        assert_eq!(at(4.0), Some((1, 2, 0.5, Beyond::No)));
        assert_eq!(at(0.5), Some((0, 0, 0.0, Beyond::Below(1.0))));
        assert_eq!(at(9.0), Some((2, 2, 0.0, Beyond::Above(5.0))));
        assert_eq!(bracket([].into_iter(), 1.0), None);
    }
}
