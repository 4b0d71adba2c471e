//! The table of object classes.

use crate::csv::{self, Row, TableError};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A kind of search object and how it answers the wind.
///
/// Slopes are in % of the wind speed at 10 m, offsets and deviations in cm/s. Cross-wind figures are positive to the
/// right, looking downwind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeewayClass {
    /// Number in the table, 1 to 85.
    pub id: u32,
    /// Name in scenario files, such as `PIW-1`.
    pub key: String,
    /// What it is, in words.
    pub description: String,
    /// 0 for a main class, 1 to 3 for a sub-class ("use the main class unless more is known").
    pub class_level: u32,
    /// Downwind slope, % of wind speed.
    pub dwl_slope_pct: f64,
    /// Downwind offset, cm/s.
    pub dwl_offset_cm_s: f64,
    /// Downwind standard deviation, cm/s.
    pub dwl_std_cm_s: f64,
    /// Cross-wind figures of elements that drift right of downwind.
    pub cwl_right: CrossWind,
    /// Cross-wind figures of elements that drift left of downwind.
    pub cwl_left: CrossWind,
    /// Whether the two sides differ by more than their sign.
    pub asymmetric: bool,
    /// A caution, empty for most.
    pub note: String,
}

/// Cross-wind regression of one side; positive to the right, looking downwind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossWind {
    /// Slope, % of wind speed.
    pub slope_pct: f64,
    /// Offset, cm/s.
    pub offset_cm_s: f64,
    /// Standard deviation, cm/s.
    pub std_cm_s: f64,
}

const TABLE: &str = include_str!("../../tables/object_properties.csv");

/// All object classes, in the order of the table.
pub fn classes() -> &'static [LeewayClass] {
    static CLASSES: OnceLock<Vec<LeewayClass>> = OnceLock::new();
    CLASSES.get_or_init(|| csv::read(TABLE, read_class).expect("the shipped table is held by a test"))
}

/// The class with this key; capital and small letters count alike.
pub fn class(key: &str) -> Option<&'static LeewayClass> {
    classes().iter().find(|class| class.key.eq_ignore_ascii_case(key.trim()))
}

/// The `n` keys nearest to a misspelt one, nearest first, for "did you mean".
pub fn nearest_keys(key: &str, n: usize) -> Vec<&'static str> {
    let wanted = key.trim().to_ascii_uppercase();
    let mut keys: Vec<_> = classes().iter().map(|class| (edits(&wanted, &class.key), class.key.as_str())).collect();
    // Stable: equal distances stay in the order of the table.
    keys.sort_by_key(|(edits, _)| *edits);
    keys.into_iter().take(n).map(|(_, key)| key).collect()
}

/// Levenshtein distance: letters to insert, remove or replace.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().map(|c| c.to_ascii_uppercase()).collect();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in b.iter().enumerate() {
            let replaced = above[column] + usize::from(from != *to);
            current.push(replaced.min(above[column + 1] + 1).min(current[column] + 1));
        }
        above = current;
    }
    above[b.len()]
}

fn read_class(row: &Row<'_>) -> Result<LeewayClass, TableError> {
    let whole = |column: &str| row.number(column).map(|value| value as u32);
    let side = |side: &str| {
        Ok::<_, TableError>(CrossWind {
            slope_pct: row.number(&format!("cwl_{side}_slope_pct_of_w10"))?,
            offset_cm_s: row.number(&format!("cwl_{side}_offset_cm_s"))?,
            std_cm_s: row.number(&format!("cwl_{side}_std_cm_s"))?,
        })
    };
    Ok(LeewayClass {
        id: whole("id")?,
        key: row.text("key")?.to_owned(),
        description: row.text("description")?.to_owned(),
        class_level: whole("class_level")?,
        dwl_slope_pct: row.number("dwl_slope_pct_of_w10")?,
        dwl_offset_cm_s: row.number("dwl_offset_cm_s")?,
        dwl_std_cm_s: row.number("dwl_std_cm_s")?,
        cwl_right: side("right")?,
        cwl_left: side("left")?,
        asymmetric: match row.text("cwl_left_right")? {
            "asymmetric" => true,
            "symmetric" => false,
            other => {
                return Err(row.error(format!("\"{other}\" is neither symmetric nor asymmetric")));
            }
        },
        note: row.text("note")?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_shipped_table_is_whole() {
        let read = csv::read(TABLE, read_class).expect("the shipped table can be read");
        assert_eq!(read.len(), 85);
        assert_eq!(read.iter().filter(|class| class.asymmetric).count(), 26);
        assert!(read.iter().zip(1..).all(|(class, id)| class.id == id));
        assert_eq!(read.iter().map(|class| &class.key).collect::<BTreeSet<_>>().len(), 85);
        for class in &read {
            assert!(class.dwl_slope_pct >= 0.0 && class.dwl_std_cm_s >= 0.0, "{}", class.key);
            assert!(class.cwl_right.std_cm_s >= 0.0 && class.cwl_left.std_cm_s >= 0.0, "{}", class.key);
            let mirrored = class.cwl_right.slope_pct == -class.cwl_left.slope_pct
                && class.cwl_right.offset_cm_s == -class.cwl_left.offset_cm_s
                && class.cwl_right.std_cm_s == class.cwl_left.std_cm_s;
            assert_eq!(mirrored, !class.asymmetric, "{}", class.key);
        }
    }

    /// Allen and Plourde 1999 through `object_properties.csv`, ids 1 and 4.
    #[test]
    fn val_rows_are_as_printed() {
        let piw = class("piw-1").expect("in the table");
        assert_eq!((piw.dwl_slope_pct, piw.dwl_offset_cm_s, piw.dwl_std_cm_s), (0.96, 0.0, 12.0));
        let suit = class("PIW-4").expect("in the table");
        assert_eq!(suit.cwl_left, CrossWind { slope_pct: -0.13, offset_cm_s: -2.65, std_cm_s: 1.62 });
        assert_eq!(class("PIW-9"), None);
    }

    #[test]
    fn a_misspelt_key_finds_its_neighbours() {
        assert_eq!(nearest_keys("PIV-1", 1), ["PIW-1"]);
        assert_eq!(nearest_keys("fishing-vessel-5", 1), ["FISHING-VESSEL-5"]);
        assert_eq!(nearest_keys("PIW", 3), ["PIW-1", "PIW-2", "PIW-3"]);
        assert_eq!(nearest_keys("", 200).len(), 85);
    }
}
