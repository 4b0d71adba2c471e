//! What must agree before anything is written.

use std::path::Path;

use sarex_files::finding::Finding;

use super::{ChartGround, Wanted, picture};
use crate::forecast::{Forecast, Rows};

/// Sides of a picture, pixels: smaller is not legible, larger does not fit into memory with ease.
const PICTURE_PX: std::ops::RangeInclusive<u32> = 640..=8_000;

/// Every disagreement of lengths, and what the picture cannot be made with.
pub(super) fn check(forecast: &Forecast, folder: &Path, wanted: &Wanted, chart: Option<&ChartGround>) -> Vec<Finding> {
    let place = folder.display().to_string();
    let mut findings = Vec::new();
    let mut add = |message: String, hint: &str| {
        findings.push(Finding::of_file(&place, message, Some(hint.to_owned())));
    };
    let report = "this is a fault of the run; please report it";
    for (name, rows) in [("tracks", &forecast.tracks), ("positions", &forecast.last)] {
        if !even(rows) {
            add(format!("the columns of the {name} differ in length"), report);
        }
    }
    let cells = forecast.shape.ncols.checked_mul(forecast.shape.nrows);
    for (number, frame) in forecast.frames.iter().enumerate() {
        if Some(frame.mass.len()) != cells {
            let (found, (columns, rows)) = (frame.mass.len(), (forecast.shape.ncols, forecast.shape.nrows));
            add(format!("output time {number} has {found} cells, the grid has {columns} x {rows}"), report);
        }
    }
    if let (Some([width, height]), Some(chart)) = (wanted.picture_px, chart) {
        if !PICTURE_PX.contains(&width) || !PICTURE_PX.contains(&height) {
            let (low, high) = (PICTURE_PX.start(), PICTURE_PX.end());
            let message = format!("a picture of {width} x {height} pixels cannot be made");
            add(message, &format!("choose {low} to {high} pixels for each side"));
        }
        if !picture::font_is_usable(chart) {
            add("the font of the picture cannot be read".to_owned(), "give an OpenType or TrueType font");
        }
    }
    findings
}

/// Whether all columns have one length.
pub(super) fn even(rows: &Rows) -> bool {
    let n = rows.element.len();
    [
        rows.scenario.len(),
        rows.time_unix_s.len(),
        rows.lon_deg.len(),
        rows.lat_deg.len(),
        rows.weight.len(),
        rows.status.len(),
    ]
    .iter()
    .all(|length| *length == n)
}
