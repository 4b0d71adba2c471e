//! Colours, dashes and sizes of the pictures, in one place.
//!
//! Unit colours are those of Okabe and Ito (colour universal design); a dash pattern and a number go with each, so that
//! colour is never the only sign.

use sarex_sim::view::Activity;

pub(super) const FONT: &str = "'Noto Sans CJK KR','Noto Sans KR','Noto Sans JP','Malgun Gothic','Apple SD Gothic Neo','Yu Gothic','Hiragino Sans',Arial,sans-serif";
pub(super) const INK: &str = "#1a2430";
pub(super) const FAINT: &str = "#8a96a3";
pub(super) const GRID: &str = "#c9d3dc";
pub(super) const SEA: &str = "#eaf3f8";
/// Shallow to deep, as on paper charts: the deep sea is lightest.
pub(super) const DEPTHS: [&str; 4] = ["#c6dfee", "#d7e9f4", "#e5f1f8", "#f0f7fb"];
pub(super) const LAND: &str = "#f2e6c2";
pub(super) const COAST: &str = "#9a865a";
pub(super) const LINE: &str = "#a3209b";
pub(super) const MARKER: &str = "#b00020";
pub(super) const OBJECT: &str = "#111";

const COLOURS: [&str; 8] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#7a3fb0", "#444444"];
const DASHES: [&str; 5] = ["none", "9 3", "2 3", "12 3 2 3", "6 2 2 2 2 2"];

/// Colour and dash pattern of the n-th unit (or series).
pub(super) fn of_number(n: usize) -> (&'static str, &'static str) {
    (COLOURS[n % COLOURS.len()], DASHES[(n + n / (COLOURS.len() * DASHES.len())) % DASHES.len()])
}

/// Colour of an activity and height of its bar, share of the row.
pub(super) fn of_activity(activity: Activity) -> (&'static str, f64) {
    match activity {
        Activity::Preparing => ("#d5d9dd", 0.22),
        Activity::AtBase => ("#b8bfc6", 0.22),
        Activity::Holding => ("#8d99a5", 0.36),
        Activity::Transit => ("#56b4e9", 0.55),
        Activity::Searching => ("#0072b2", 1.0),
        Activity::OnScene => ("#e69f00", 0.8),
        Activity::Recovering => ("#d55e00", 1.0),
        Activity::Returning => ("#cc79a7", 0.4),
        Activity::Patrolling => ("#009e73", 1.0),
        Activity::Lost => ("#000000", 1.0),
    }
}
