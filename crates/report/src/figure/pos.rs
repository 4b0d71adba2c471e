//! Probability of success over time.

use super::{WIDTH, axis::TimeAxis, draw, label, labels::width_of, line, path, style};
use crate::{document::Figure, history::PosSeries, input::ReportInput, markup::Markup, words::Words};

const LEFT: f64 = 64.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 314.0;
const LEGEND_ROW: f64 = 24.0;

/// Draws one curve for each cell and object, and when each object was found.
pub(crate) fn pos_curves(input: &ReportInput<'_>, words: &Words) -> Figure {
    let height = BOTTOM + 44.0 + LEGEND_ROW * (input.history.pos.len().div_ceil(2) as f64);
    draw(height, words.get("report-pos-alt"), |page| curves(page, input, words))
}

fn curves(page: &mut Markup, input: &ReportInput<'_>, words: &Words) {
    let series = &input.history.pos;
    let ticks = input.history.ticks;
    let axis = TimeAxis { left: LEFT, right: WIDTH - 24.0, ticks, start_unix_s: input.brief.start_unix_s };
    let y = |share: f64| BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP);
    for k in 0..=5 {
        let share = f64::from(k) / 5.0;
        line(page, (LEFT, y(share)), (axis.right, y(share)), style::GRID, 1.0);
        label(page, (LEFT - 6.0, y(share) + 4.0), "end", 12.0, &words.share(share));
    }
    axis.draw(page, words, TOP, BOTTOM);
    for outcome in &input.history.objects {
        if let Some(tick) = outcome.found_tick {
            found_line(page, words, input, outcome.object, axis.x(tick));
        }
    }
    for (k, one) in series.iter().enumerate() {
        curve(page, k, &points(one, ticks, |tick, share| (axis.x(tick), y(share))));
        let at = ([LEFT, 0.5 * (LEFT + WIDTH)][k % 2], BOTTOM + 44.0 + LEGEND_ROW * (k / 2) as f64);
        curve(page, k, &[at, (at.0 + 44.0, at.1)]);
        let name = format!("{}: {}", words.cell(one.cell, input.brief), words.object(one.object, input.brief));
        label(page, (at.0 + 54.0, at.1 + 4.5), "start", 13.0, &name);
    }
}

/// The curve goes on level to the end of the exercise.
fn points(series: &PosSeries, ticks: u64, place: impl Fn(u64, f64) -> (f64, f64)) -> Vec<(f64, f64)> {
    let known: Vec<(u64, f64)> = series.points.iter().copied().filter(|p| p.1.is_finite()).collect();
    let level = known.last().map(|&(_, share)| (ticks, share));
    let points: Vec<_> = known.into_iter().chain(level).map(|(tick, share)| place(tick, share)).collect();
    super::ground::thin(&points)
}

/// A line in the colour and dash of its number.
pub(super) fn curve(page: &mut Markup, number: usize, points: &[(f64, f64)]) {
    let (colour, dash) = style::of_number(number);
    page.empty(
        "path",
        &[
            ("d", &path(points, false)),
            ("fill", &"none"),
            ("stroke", &colour),
            ("stroke-width", &2.6),
            ("stroke-dasharray", &dash),
        ],
    );
}

fn found_line(page: &mut Markup, words: &Words, input: &ReportInput<'_>, object: u32, x: f64) {
    line(page, (x, TOP), (x, BOTTOM), style::MARKER, 1.6);
    let text = words.with("report-found-name", &[("object", words.object(object, input.brief))]);
    // On the side with room.
    let (dx, anchor) = if x + width_of(&text, 12.0) > WIDTH - 30.0 { (-6.0, "end") } else { (6.0, "start") };
    label(page, (x + dx, TOP + 14.0 + 15.0 * f64::from(object % 6)), anchor, 12.0, &text);
}
