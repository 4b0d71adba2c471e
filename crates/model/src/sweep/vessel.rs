//! The Australian table of sweep widths from vessels, which has one-person rafts to sail boats by size and visibility in km.

use super::table::{self, Beyond};
use crate::csv::{self, Row, TableError};
use std::sync::OnceLock;

const VISIBILITIES_KM: [u32; 6] = [2, 5, 10, 15, 20, 25];

struct Line {
    eye_height_ft: f64,
    object: String,
    widths: Vec<(f64, f64)>,
}

/// A table value with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct VesselWidth {
    /// Interpolated sweep width, NM.
    pub width_nm: f64,
    /// The printed cells round it: eye height in feet, visibility in km, width in NM.
    pub cells: Vec<(f64, f64, f64)>,
    /// Whether the inputs lie outside the table, so that its edge was used.
    pub beyond: bool,
    /// Where the table was left, in words.
    pub notes: Vec<String>,
}

/// Objects of the table, as printed.
pub fn vessel_objects() -> &'static [String] {
    static OBJECTS: OnceLock<Vec<String>> = OnceLock::new();
    OBJECTS.get_or_init(|| {
        let low = lines()[0].eye_height_ft;
        lines().iter().filter(|line| line.eye_height_ft == low).map(|line| line.object.clone()).collect()
    })
}

/// Uncorrected sweep width from a vessel; `None` for an object that is not printed or a number that is not above 0.
///
/// Between printed eye heights (8 and 14 ft) and visibilities (2 to 25 km) the width is linear. Beyond the table its edge is
/// used; below 2 km the width of 2 km shrinks in proportion.
///
/// # Units
/// - `eye_height_ft`: feet; `visibility_km`: km
/// # References
/// AMSA NATSAR 2023, table D-5:3, through `tables/sweep_width_vessel_amsa.csv`.
pub fn vessel_width(object: &str, eye_height_ft: f64, visibility_km: f64) -> Option<VesselWidth> {
    if !(eye_height_ft > 0.0 && visibility_km > 0.0) {
        return None;
    }
    let levels: Vec<&Line> = lines().iter().filter(|line| line.object.eq_ignore_ascii_case(object.trim())).collect();
    let mut notes = Vec::new();
    let (low, high, share, beyond_height) =
        table::bracket(levels.iter().map(|line| line.eye_height_ft), eye_height_ft)?;
    note(beyond_height, "eye height", eye_height_ft, "ft", &mut notes);
    let mut cells = Vec::new();
    let mut at = |level: &Line| {
        let (a, b, part, beyond) = table::bracket(level.widths.iter().map(|pair| pair.0), visibility_km)?;
        for index in if a == b { vec![a] } else { vec![a, b] } {
            cells.push((level.eye_height_ft, level.widths[index].0, level.widths[index].1));
        }
        let scale = if let Beyond::Below(least) = beyond { visibility_km / least } else { 1.0 };
        Some(((level.widths[a].1 + (level.widths[b].1 - level.widths[a].1) * part) * scale, beyond))
    };
    let (below, beyond_visibility) = at(levels[low])?;
    let above = if high == low { below } else { at(levels[high])?.0 };
    note(beyond_visibility, "visibility", visibility_km, "km", &mut notes);
    let width_nm = below + (above - below) * share;
    Some(VesselWidth { width_nm, cells, beyond: !notes.is_empty(), notes })
}

fn note(beyond: Beyond, what: &str, value: f64, unit: &str, notes: &mut Vec<String>) {
    match beyond {
        Beyond::Above(top) => notes.push(format!("{what} {value} {unit} beyond the table: {top} {unit} used")),
        Beyond::Below(least) if unit == "km" => {
            notes.push(format!("{what} {value} {unit} below the table: the figure of {least} {unit} scaled down"));
        }
        Beyond::Below(least) => notes.push(format!("{what} {value} {unit} below the table: {least} {unit} used")),
        Beyond::No => {}
    }
}

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/sweep_width_vessel_amsa.csv");
    LINES.get_or_init(|| csv::read(TABLE, line).expect("the shipped table is held by a test"))
}

fn line(row: &Row<'_>) -> Result<Line, TableError> {
    let widths = VISIBILITIES_KM
        .into_iter()
        .map(|km| row.number(&format!("w_nm_at_vis_{km}km")).map(|width| (f64::from(km), width)));
    Ok(Line {
        eye_height_ft: row.number("eye_height_ft")?,
        object: row.text("object")?.to_owned(),
        widths: widths.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AMSA NATSAR 2023, D-5:3: 6-person raft at 20 km from 14 ft 5.0 NM; from 8 ft at 5 km 1.7; person in water 0.3 at 10 km.
    #[test]
    fn val_printed_cells() {
        let at = |object, height, km| vessel_width(object, height, km).expect("printed");
        assert_eq!(vessel_objects().len(), 22);
        assert_eq!(at("Life raft, 6 person", 14.0, 20.0).width_nm, 5.0);
        assert_eq!(at("life raft, 6 person", 8.0, 5.0).width_nm, 1.7);
        assert_eq!(at("Person in water", 8.0, 10.0).width_nm, 0.3);
        let between = at("Life raft, 6 person", 11.0, 7.5);
        assert!((between.width_nm - (1.7 + 2.7 + 2.2 + 3.5) / 4.0).abs() < 1e-12 && between.cells.len() == 4);
        assert!(!between.beyond);
    }

    #[test]
    fn beyond_the_table_it_says_so() {
        let high = vessel_width("Person in water", 40.0, 60.0).expect("printed");
        assert!(high.beyond && high.notes.len() == 2 && high.width_nm == 0.6);
        assert!((vessel_width("Life raft, 6 person", 8.0, 1.0).expect("printed").width_nm - 0.45).abs() < 1e-12);
        assert_eq!(vessel_width("whale", 8.0, 5.0), None);
        assert_eq!(vessel_width("Person in water", f64::NAN, 5.0), None);
    }

    #[test]
    fn prop_width_rises_with_visibility() {
        for object in vessel_objects() {
            for height in [8.0, 10.0, 14.0] {
                let mut last = 0.0;
                for tenth in 1..300 {
                    let width = vessel_width(object, height, f64::from(tenth) * 0.1).expect("printed").width_nm;
                    assert!(width >= last, "{object}");
                    last = width;
                }
            }
        }
    }
}
