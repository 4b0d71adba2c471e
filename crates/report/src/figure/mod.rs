//! Pictures as inline SVG: everything drawn with attributes, so that a picture also stands alone.

mod area;
mod axis;
pub(crate) mod campaign;
mod chart;
mod gantt;
mod gap;
mod ground;
mod injects;
mod labels;
mod marks;
mod pos;
mod style;

pub(crate) use chart::{chart_alone, charts, series};
pub(crate) use gantt::gantt;
pub(crate) use gap::gap_map;
pub(crate) use injects::injects;
pub(crate) use pos::pos_curves;

use crate::{document::Figure, markup::Markup};

/// Width of every picture in its own units; the page scales it.
const WIDTH: f64 = 1000.0;

/// Draws a picture of the given height, with a text for those who cannot see it.
fn draw(height: f64, alt: String, fill: impl FnOnce(&mut Markup)) -> Figure {
    let mut page = Markup::default();
    let view = format!("0 0 {WIDTH} {height:.0}");
    page.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("viewBox", &view),
            ("font-family", &style::FONT),
            ("role", &"img"),
            ("aria-label", &alt),
        ],
    );
    fill(&mut page);
    Figure { alt, svg: page.finish(), small: false }
}

/// A straight line.
fn line(page: &mut Markup, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
    let n = |v: f64| format!("{v:.1}");
    page.empty(
        "line",
        &[
            ("x1", &n(from.0)),
            ("y1", &n(from.1)),
            ("x2", &n(to.0)),
            ("y2", &n(to.1)),
            ("stroke", &stroke),
            ("stroke-width", &width),
        ],
    );
}

/// A text; `anchor` is `start`, `middle` or `end`.
fn label(page: &mut Markup, at: (f64, f64), anchor: &str, size: f64, text: &str) {
    let (x, y) = (format!("{:.1}", at.0), format!("{:.1}", at.1));
    page.element(
        "text",
        &[("x", &x), ("y", &y), ("text-anchor", &anchor), ("font-size", &size), ("fill", &style::INK)],
        text,
    );
}

/// The data of a path through these points.
fn path(points: &[(f64, f64)], closed: bool) -> String {
    use std::fmt::Write;
    let mut data = String::new();
    let mut last = String::new();
    for (k, (x, y)) in points.iter().enumerate() {
        let here = format!("{x:.1} {y:.1}");
        if here != last {
            let _ = write!(data, "{}{here}", if k == 0 { "M" } else { "L" });
        }
        last = here;
    }
    if closed {
        data.push('Z');
    }
    data
}
