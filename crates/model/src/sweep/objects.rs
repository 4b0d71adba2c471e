//! Objects of the sweep width tables, and which of them a leeway class looks like.

use super::table::tables;
use std::sync::OnceLock;

/// A person in the water who is known to wear a flotation device: `piw` times the printed factor at 500 ft.
pub const PIW_FLOTATION: &str = "piw_flotation";

/// All object ids: those of the USCG table in its order, then [`PIW_FLOTATION`].
pub fn object_ids() -> &'static [&'static str] {
    static IDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    IDS.get_or_init(|| tables().objects.iter().map(String::as_str).chain([PIW_FLOTATION]).collect())
}

/// The id that shares the longest start with a misspelt one; the first of the table when none does.
pub(super) fn nearest_id(object: &str) -> &'static str {
    let shared = |id: &str| id.chars().zip(object.to_ascii_lowercase().chars()).take_while(|(a, b)| a == b).count();
    let mut best = ("piw", 0);
    for &id in object_ids() {
        let count = shared(id);
        if count > best.1 {
            best = (id, count);
        }
    }
    best.0
}

/// Whether the weather factor of small objects holds: PIW, rafts and boats under 30 ft.
pub(super) fn is_small(object: &str) -> bool {
    object.starts_with("piw")
        || object.starts_with("raft_")
        || matches!(object, "power_le_15ft" | "power_20ft" | "sail_15ft" | "sail_20ft" | "sail_25ft")
}

/// The row of the merchant ship's table: the same object, or the next smaller one, which is then named.
pub(super) fn merchant_row(object: &str) -> Option<(&'static str, Option<&'static str>)> {
    let smaller = |row, words| Some((row, Some(words)));
    match object {
        "piw" => Some(("piw", None)),
        "raft_4p" => Some(("raft_4p", None)),
        "raft_6p" => Some(("raft_6p", None)),
        "raft_15p" => Some(("raft_15p", None)),
        "raft_25p" => Some(("raft_25p", None)),
        "raft_8p" | "raft_10p" => smaller("raft_6p", "6-person raft"),
        "raft_20p" => smaller("raft_15p", "15-person raft"),
        // Boats under 17 ft are one row.
        "power_le_15ft" | "sail_15ft" => Some(("boat_lt_5m", None)),
        "power_20ft" | "sail_20ft" => smaller("boat_lt_5m", "boat under 17 ft"),
        "sail_25ft" | "sail_30ft" | "power_33ft" => smaller("boat_7m", "boat of 23 ft"),
        "sail_40ft" => Some(("boat_12m", None)),
        "sail_50ft" | "power_53ft" | "sail_70ft" | "power_78ft" => smaller("boat_12m", "boat of 40 ft"),
        "sail_83ft" | "ship_120ft" | "ship_225ft" | "ship_ge_300ft" => smaller("boat_24m", "boat of 79 ft"),
        _ => None,
    }
}

/// The object of the tables that looks most like a leeway class with so many persons; `None` where nothing does.
///
/// The sources do not join the two lists. The choice here is ours and leans to the smaller row, so that it never promises
/// more than the tables:
///
/// | leeway class | object |
/// |---|---|
/// | `PIW-*`, surf board, windsurfer with its sail down | `piw` |
/// | life rafts, of any ballast, and rescue kits | the smallest printed raft that holds the persons, at most 25 |
/// | one-man submarine escape rafts; Ovatek shells; 22-man capsule; 46-person slide | rafts of 1; 4 or 6; 20; 25 persons |
/// | kayak, skiffs, small refugee raft, Sunfish dinghy | power boat up to 15 ft |
/// | sport boats, monohulls without sails set | power boat of 20 ft (a sail boat counts as such only with its sails up) |
/// | fishing vessels | power boat of 33 ft up to 4 persons, 53 ft up to 10, 78 ft beyond |
/// | coastal freighter | ship of 120 ft |
/// | debris, drums, containers, buoys, mines, waste | none |
pub fn object_for_leeway(key: &str, persons: u32) -> Option<&'static str> {
    let key = key.trim().to_ascii_uppercase();
    let starts = |start: &str| key.starts_with(start);
    match key.as_str() {
        "LIFE-RAFT-SB-10" | "LIFE-RAFT-SB-11" => Some("raft_1p"),
        "OVATEK-CRAFT-3" | "OVATEK-CRAFT-6" => Some("raft_6p"),
        "LIFE-CAPSULE" => Some("raft_20p"),
        "AVIATION-2" => Some("raft_25p"),
        "PERSON-POWERED-VESSEL-2" | "PERSON-POWERED-VESSEL-3" => Some("piw"),
        "PERSON-POWERED-VESSEL-1" | "SAILBOAT-8" | "REFUGEE-RAFT-1" => Some("power_le_15ft"),
        "REFUGEE-RAFT-2" => Some("sail_15ft"),
        "COASTAL-FREIGHTER" => Some("ship_120ft"),
        _ if starts("PIW-") => Some("piw"),
        _ if starts("LIFE-RAFT-") || key == "AVIATION-1" || key == "USCG-RESCUE" => Some(raft_for(persons)),
        _ if starts("OVATEK-CRAFT-") => Some("raft_4p"),
        _ if starts("SKIFF-") => Some("power_le_15ft"),
        _ if starts("SPORT-") || starts("SAILBOAT-") => Some("power_20ft"),
        _ if starts("FISHING-VESSEL-") => Some(fishing_vessel_for(persons)),
        _ => None,
    }
}

fn raft_for(persons: u32) -> &'static str {
    match persons {
        0..=1 => "raft_1p",
        2..=4 => "raft_4p",
        5..=6 => "raft_6p",
        7..=8 => "raft_8p",
        9..=10 => "raft_10p",
        11..=15 => "raft_15p",
        16..=20 => "raft_20p",
        _ => "raft_25p",
    }
}

fn fishing_vessel_for(persons: u32) -> &'static str {
    match persons {
        0..=4 => "power_33ft",
        5..=10 => "power_53ft",
        _ => "power_78ft",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leeway;
    use crate::sweep::{Platform, table::tables};

    #[test]
    fn every_answer_is_in_the_tables() {
        let mut none = 0;
        for class in leeway::classes() {
            for persons in [0, 1, 4, 7, 10, 15, 22, 300] {
                match object_for_leeway(&class.key, persons) {
                    Some(object) => {
                        assert!(object_ids().contains(&object), "{} {object}", class.key)
                    }
                    None => none += 1,
                }
            }
        }
        // FV-DEBRIS, SLDMB, SEPIRB, bait boxes, drum, containers, mine, sewage, medical waste.
        assert_eq!(none / 8, 18);
        assert_eq!(object_for_leeway("LIFE-RAFT-DB-10", 10), Some("raft_10p"));
        assert_eq!(object_for_leeway("SLDMB", 1), None);
    }

    #[test]
    fn every_merchant_row_is_printed() {
        for object in object_ids().iter().filter(|id| **id != PIW_FLOTATION && **id != "raft_1p") {
            let (row, _) = merchant_row(object).expect("every object but the smallest raft");
            assert!(tables().levels(Platform::MerchantBridge, row).is_some(), "{object}");
        }
        assert_eq!(merchant_row("raft_1p"), None);
    }
}
