//! The share of runs that found by each time.

use sarex_model::statistics::success::SuccessCurve;

use super::{WIDTH, draw, label, line, path, style};
use crate::{
    campaign::{Quantities, Study},
    document::Figure,
    figure::{axis::TimeAxis, labels::shortened, pos},
    markup::Markup,
};

/// Curves on one picture.
pub(crate) const MOST_CURVES: usize = 8;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 354.0;
const LEFT: f64 = 64.0;
const LEGEND_ROW: f64 = 24.0;
/// Times at which a curve is drawn: two of them lie closer than a line is wide.
const PLACES: u32 = 450;

/// One curve with its band for each of the first variants; `None` without a measure of time.
pub(crate) fn success_curves(study: &Study<'_>, say: Quantities<'_>) -> Option<Figure> {
    let curves = study.curves.as_ref()?;
    let shown = &curves.of[..curves.of.len().min(MOST_CURVES)];
    let height = BOTTOM + 48.0 + LEGEND_ROW * shown.len().div_ceil(2) as f64;
    let measure = say.name(study.measures.get(curves.measure)?.measure);
    let alt = say.words.with("campaign-curves-alt", &[("measure", measure)]);
    Some(draw(height, alt, |page| fill(page, study, say, shown)))
}

fn fill(page: &mut Markup, study: &Study<'_>, say: Quantities<'_>, curves: &[(usize, SuccessCurve)]) {
    let axis = TimeAxis { left: LEFT, right: WIDTH - 34.0, ticks: study.input.length_s, start_unix_s: 0 };
    let y = |share: f64| BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP);
    for k in 0..=5 {
        let share = f64::from(k) / 5.0;
        line(page, (LEFT, y(share)), (axis.right, y(share)), style::GRID, 1.0);
        label(page, (LEFT - 6.0, y(share) + 4.0), "end", 12.0, &say.words.share(share));
    }
    axis.draw_elapsed(page, say.words, TOP, BOTTOM);
    for (number, curve) in curves {
        band(page, *number, &band_points(curve, &axis, y));
    }
    for (place, (number, curve)) in curves.iter().enumerate() {
        pos::curve(page, *number, &steps(curve, &axis, |at| y(at.value)));
        let at = ([LEFT, 0.5 * (LEFT + WIDTH)][place % 2], BOTTOM + 44.0 + LEGEND_ROW * (place / 2) as f64);
        pos::curve(page, *number, &[at, (at.0 + 44.0, at.1)]);
        let name = shortened(&say.variant(study.input, *number), 13.0, 380.0);
        label(page, (at.0 + 54.0, at.1 + 4.5), "start", 13.0, &name);
    }
}

/// A line that goes level and then up.
fn steps(
    curve: &SuccessCurve,
    axis: &TimeAxis,
    height: impl Fn(sarex_model::statistics::Estimate) -> f64,
) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for place in 0..=PLACES {
        let share = f64::from(place) / f64::from(PLACES);
        let at = (axis.left + share * (axis.right - axis.left), height(curve.at(share * curve.length_s)));
        match points.last() {
            Some(last) if last.1 == at.1 && place < PLACES => continue,
            Some(last) => points.push((at.0, last.1)),
            None => {}
        }
        points.push(at);
    }
    points
}

fn band_points(curve: &SuccessCurve, axis: &TimeAxis, y: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let upper = steps(curve, axis, |at| y(at.interval.map_or(at.value, |i| i.high)));
    let lower = steps(curve, axis, |at| y(at.interval.map_or(at.value, |i| i.low)));
    upper.into_iter().chain(lower.into_iter().rev()).collect()
}

fn band(page: &mut Markup, number: usize, points: &[(f64, f64)]) {
    let (colour, _) = style::of_number(number);
    page.empty("path", &[("d", &path(points, true)), ("fill", &colour), ("fill-opacity", &0.16), ("stroke", &"none")]);
}
