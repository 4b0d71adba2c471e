//! Pictures of a campaign.

mod bars;
mod curves;
mod forest;
mod histograms;
mod scale;

pub(crate) use bars::influences;
pub(crate) use curves::{MOST_CURVES, success_curves};
pub(crate) use forest::forest;
pub(crate) use histograms::{MOST_ROWS, histograms};

use super::{WIDTH, draw, label, line, path, style};
use crate::markup::Markup;

/// Left edge of what is drawn; names stand before it.
const LEFT: f64 = 320.0;
/// Colours of a difference: better, worse, not shown.
const BETTER: &str = "#00664a";
const WORSE: &str = "#b00020";
const NOT_SHOWN: &str = "#4d5a66";

/// A name before its row, cut to fit.
fn name(page: &mut Markup, y: f64, text: &str) {
    let text = super::labels::shortened(text, 13.0, LEFT - 26.0);
    label(page, (LEFT - 14.0, y + 4.5), "end", 13.0, &text);
}

/// A filled rectangle.
fn rect(page: &mut Markup, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str, opacity: f64) {
    let n = |v: f64| format!("{v:.1}");
    let (x, y, width, height) = (n(x), n(y), n(width.max(0.0)), n(height.max(0.0)));
    page.empty(
        "rect",
        &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &fill), ("fill-opacity", &opacity)],
    );
}

/// An interval with small ends, from `low` to `high` across.
fn whisker(page: &mut Markup, y: f64, low: f64, high: f64, stroke: &str, width: f64) {
    line(page, (low, y), (high, y), stroke, width);
    for x in [low, high] {
        line(page, (x, y - 5.0), (x, y + 5.0), stroke, width);
    }
}
