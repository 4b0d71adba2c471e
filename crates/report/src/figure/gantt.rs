//! What each unit was doing, as bars over time.

use sarex_sim::view::Activity;

use super::{
    WIDTH,
    axis::TimeAxis,
    draw, label,
    labels::{shortened, width_of},
    line, marks, style,
};
use crate::{document::Figure, history::TrackPoint, input::ReportInput, markup::Markup, words::Words};

const ROW: f64 = 26.0;
const LEFT: f64 = 250.0;
const TOP: f64 = 12.0;
/// Activities of the legend, in the order shown.
const SHOWN: [Activity; 9] = [
    Activity::Searching,
    Activity::Patrolling,
    Activity::OnScene,
    Activity::Recovering,
    Activity::Transit,
    Activity::Returning,
    Activity::Holding,
    Activity::AtBase,
    Activity::Preparing,
];

/// Draws the bars and their legend.
pub(crate) fn gantt(input: &ReportInput<'_>, words: &Words) -> Figure {
    let tracks = &input.history.tracks;
    let bottom = TOP + tracks.len() as f64 * ROW;
    draw(bottom + 40.0 + 2.0 * ROW, words.get("report-gantt-alt"), |page| bars(page, input, words, bottom))
}

fn bars(page: &mut Markup, input: &ReportInput<'_>, words: &Words, bottom: f64) {
    let tracks = &input.history.tracks;
    let brief = input.brief;
    let axis =
        TimeAxis { left: LEFT, right: WIDTH - 24.0, ticks: input.history.ticks, start_unix_s: brief.start_unix_s };
    axis.draw(page, words, TOP, bottom);
    for (row, track) in tracks.iter().enumerate() {
        let middle = TOP + (row as f64 + 0.5) * ROW;
        marks::badge(page, (LEFT - 14.0, middle), track.unit as usize);
        label(
            page,
            (LEFT - 30.0, middle + 4.5),
            "end",
            13.0,
            &shortened(&words.unit(track.unit, brief), 13.0, LEFT - 48.0),
        );
        for (begin, end, activity) in spans(&track.points, input.history.ticks) {
            bar(page, (axis.x(begin), axis.x(end)), middle, activity);
        }
    }
    for outcome in input.history.objects.iter().filter(|o| o.found_tick.is_some()) {
        let x = axis.x(outcome.found_tick.unwrap_or_default());
        line(page, (x, TOP - 6.0), (x, bottom), style::MARKER, 1.6);
    }
    legend(page, words, bottom + 40.0);
}

fn bar(page: &mut Markup, (from, to): (f64, f64), middle: f64, activity: Activity) {
    let (colour, share) = style::of_activity(activity);
    let height = share * 0.76 * ROW;
    let n = |v: f64| format!("{v:.1}");
    let (x, y) = (n(from), n(middle - 0.5 * height));
    page.empty(
        "rect",
        &[("x", &x), ("y", &y), ("width", &n((to - from).max(0.6))), ("height", &n(height)), ("fill", &colour)],
    );
}

/// Runs of the same activity: first tick, last tick, activity.
fn spans(points: &[TrackPoint], ticks: u64) -> Vec<(u64, u64, Activity)> {
    let mut spans: Vec<(u64, u64, Activity)> = Vec::new();
    for point in points {
        match spans.last_mut() {
            Some((_, end, activity)) if *activity == point.activity => *end = point.tick,
            Some((_, end, _)) => {
                *end = point.tick;
                spans.push((point.tick, point.tick, point.activity));
            }
            None => spans.push((point.tick, point.tick, point.activity)),
        }
    }
    if let Some((_, end, _)) = spans.last_mut() {
        *end = ticks.max(*end);
    }
    spans
}

fn legend(page: &mut Markup, words: &Words, top: f64) {
    let mut at = (40.0, top + 0.5 * ROW);
    let found = words.get("report-found-mark");
    let entries = SHOWN.iter().map(|a| (Some(*a), words.activity(*a))).chain([(None, found)]);
    for (activity, text) in entries {
        let width = 56.0 + width_of(&text, 13.0);
        if at.0 + width > WIDTH {
            at = (40.0, at.1 + ROW);
        }
        match activity {
            Some(activity) => bar(page, (at.0, at.0 + 28.0), at.1, activity),
            None => line(page, (at.0 + 14.0, at.1 - 10.0), (at.0 + 14.0, at.1 + 10.0), style::MARKER, 1.6),
        }
        label(page, (at.0 + 34.0, at.1 + 4.5), "start", 13.0, &text);
        at.0 += width;
    }
}
