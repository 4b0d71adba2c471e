//! Probable errors of positions: fixes by their means, dead reckoning by the kind of craft.

use crate::csv;
use crate::math;
use std::sync::OnceLock;

/// Means of a fix: the name used here, then kind and words of the table.
const FIXES: [(&str, &str, &str); 11] = [
    ("gps", "fix_error", "GPS"),
    ("radar", "fix_error", "radar"),
    ("visual-fix", "fix_error", "visual fix, 3 lines"),
    ("celestial", "fix_error", "celestial fix, 3 lines"),
    ("radio-beacon", "fix_error", "marine radio beacon, 3 beacons"),
    ("ins", "fix_error_rate", "INS"),
    ("vor-tacan", "fix_error_bearing", "VOR or TACAN: 3 deg arc and 3 % of distance, at least"),
    ("unknown-ship", "fix_error_unknown_means", "ships, military submarines"),
    ("unknown-aircraft-self-contained", "fix_error_unknown_means", "aircraft, self-contained navigation"),
    ("unknown-aircraft", "fix_error_unknown_means", "aircraft, other"),
    ("unknown-small-craft", "fix_error_unknown_means", "small craft, submersibles"),
];

/// Kinds of craft that reckon: the name used here, then the words of the table.
const CRAFTS: [(&str, &str); 3] =
    [("ship", "ship, military submarine"), ("aircraft", "aircraft"), ("small-craft", "small craft, submersibles")];

/// Names of the means of a fix that [`fix_error_nm`] knows.
pub const FIX_MEANS: [&str; 11] = {
    let mut names = [""; 11];
    let mut at = 0;
    while at < 11 {
        names[at] = FIXES[at].0;
        at += 1;
    }
    names
};

/// Names of the kinds of craft that [`dead_reckoning_percent`] knows.
pub const DR_CRAFTS: [&str; 3] = [CRAFTS[0].0, CRAFTS[1].0, CRAFTS[2].0];

/// What some means of a fix need besides their name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FixCircumstances {
    /// Flight hours of an inertial system without an update.
    pub hours_without_update: f64,
    /// Distance to the VOR or TACAN station, NM.
    pub station_distance_nm: f64,
}

/// Probable error of a fix, NM; `None` for a name that is not in [`FIX_MEANS`].
///
/// INS: 0.5 NM for each flight hour without update. VOR and TACAN: the largest of the arc of 3 degrees, 3 % of the distance
/// and 0.5 NM.
///
/// # References
/// AMSA NATSAR 2023, tables D-6:1 and D-6:2 (D-6:1 is not IAMSAR's own).
pub fn fix_error_nm(means: &str, at: FixCircumstances) -> Option<f64> {
    let (_, kind, words) = FIXES.iter().find(|fix| fix.0 == means)?;
    let value = value(kind, words)?;
    Some(match *kind {
        "fix_error_rate" => value * at.hours_without_update,
        "fix_error_bearing" => value.max(math::radians(3.0).max(0.03) * at.station_distance_nm),
        _ => value,
    })
}

/// Dead reckoning error in % of the distance since the last fix; `None` for a name that is not in [`DR_CRAFTS`].
///
/// # References
/// AMSA NATSAR 2023, table D-6:3.
pub fn dead_reckoning_percent(craft: &str) -> Option<f64> {
    let (_, words) = CRAFTS.iter().find(|row| row.0 == craft)?;
    value("dr_error", words)
}

fn value(kind: &str, words: &str) -> Option<f64> {
    static ROWS: OnceLock<Vec<(String, String, f64)>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/position_error.csv");
    let rows = ROWS.get_or_init(|| {
        csv::read(TABLE, |row| {
            Ok((row.text("kind")?.to_owned(), row.text("craft_or_means")?.to_owned(), row.number("value")?))
        })
        .expect("the shipped table is held by a test")
    });
    rows.iter().find(|row| row.0 == kind && row.1 == words).map(|row| row.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AMSA NATSAR 2023, tables D-6:1 to D-6:3.
    #[test]
    fn val_errors_as_printed() {
        let at = FixCircumstances { hours_without_update: 3.0, station_distance_nm: 5.0 };
        let errors = FIX_MEANS.map(|means| fix_error_nm(means, at).expect("every name is in the table"));
        assert_eq!(errors, [0.1, 1.0, 1.0, 2.0, 4.0, 1.5, 0.5, 5.0, 5.0, 10.0, 15.0]);
        let far = FixCircumstances { station_distance_nm: 100.0, ..at };
        assert!((fix_error_nm("vor-tacan", far).expect("known") - 5.236).abs() < 1e-3);
        assert_eq!(DR_CRAFTS.map(|craft| dead_reckoning_percent(craft).expect("known")), [5.0, 10.0, 15.0]);
        assert_eq!((fix_error_nm("sextant", at), dead_reckoning_percent("tug")), (None, None));
    }
}
