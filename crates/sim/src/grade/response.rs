//! How quickly units answered their first order.

use serde::{Deserialize, Serialize};

use super::Record;
use crate::{
    event::{OrderKind, What},
    view::Activity,
};

/// One unit from its first order to its task. Ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Response {
    pub unit: u32,
    pub ordered: u64,
    pub under_way: Option<u64>,
    /// Its first search began, or it was on scene.
    pub on_task: Option<u64>,
}

/// Units that were ordered anything but to stay where they were.
pub(super) fn responses(record: &Record<'_>) -> Vec<Response> {
    let of_unit = |unit: u32| {
        let ordered = record.events.iter().find_map(|event| match event.what {
            What::OrderGiven { unit: u, order } if u == unit && order != OrderKind::Hold => Some(event.tick),
            _ => None,
        })?;
        let first = |wanted: fn(&What) -> Option<u32>| {
            let later = record.events.iter().filter(|e| e.tick >= ordered);
            later.filter(|e| wanted(&e.what) == Some(unit)).map(|e| e.tick).next()
        };
        let under_way = first(|what| match what {
            What::UnderWay { unit } => Some(*unit),
            _ => None,
        });
        let under_way = under_way.or_else(|| moving(record, unit, ordered));
        let on_task = first(|what| match what {
            What::SearchStarted { unit, .. } | What::OnScene { unit, .. } => Some(*unit),
            _ => None,
        });
        Some(Response { unit, ordered, under_way, on_task })
    };
    (0..record.units.len() as u32).filter_map(of_unit).collect()
}

/// A unit that was at sea already leaves no base: its first minute of anything else than waiting there counts.
fn moving(record: &Record<'_>, unit: u32, ordered: u64) -> Option<u64> {
    let track = record.tracks.get(unit as usize)?;
    let waits = |activity| matches!(activity, Activity::Preparing | Activity::AtBase | Activity::Lost);
    track.iter().find(|p| p.tick >= ordered && !waits(p.activity)).map(|p| p.tick)
}
