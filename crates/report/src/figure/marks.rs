//! What is drawn on the chart: plans, tracks, objects, datums.

use sarex_model::position::Position;

use super::{
    area::Window,
    ground::thin,
    labels::{Labels, Look},
    path, style,
};
use crate::{
    history::History,
    input::{ChartMark, MarkKind, ReportInput},
    markup::Markup,
    words::Words,
};

/// Sub-areas and legs of every plan, in the colour of their unit.
pub(super) fn plans(page: &mut Markup, window: &Window, history: &History) {
    for part in history.plans.iter().flat_map(|plan| &plan.parts) {
        let (colour, _) = style::of_number(part.unit as usize);
        let drawn =
            |points: &[Position]| points.iter().filter(|p| p.is_valid()).map(|p| window.xy(*p)).collect::<Vec<_>>();
        if part.area.len() > 2 {
            page.empty(
                "path",
                &[
                    ("d", &path(&drawn(&part.area), true)),
                    ("fill", &colour),
                    ("fill-opacity", &0.08),
                    ("stroke", &colour),
                    ("stroke-width", &1.4),
                    ("stroke-opacity", &0.8),
                ],
            );
        }
        page.empty(
            "path",
            &[
                ("d", &path(&drawn(&part.points), false)),
                ("fill", &"none"),
                ("stroke", &colour),
                ("stroke-width", &0.8),
                ("stroke-opacity", &0.55),
            ],
        );
    }
}

/// Tracks of the units, each with its number where it starts and ends.
pub(super) fn tracks(page: &mut Markup, window: &Window, history: &History, labels: &mut Labels) {
    let mut badges: Vec<((f64, f64), usize)> = Vec::new();
    for track in &history.tracks {
        let points: Vec<(f64, f64)> =
            track.points.iter().filter(|p| p.at.is_valid()).map(|p| window.xy(p.at)).collect();
        let (Some(&last), number) = (points.last(), track.unit as usize) else { continue };
        stroke(page, &path(&thin(&points), false), number, 2.2);
        let half = half_way(&points).filter(|p| (p.0 - last.0).hypot(p.1 - last.1) > 60.0);
        badges.extend([Some(last), half].into_iter().flatten().filter(|p| window.contains(*p)).map(|p| (p, number)));
    }
    let mut placed: Vec<(f64, f64)> = Vec::new();
    for (mut at, number) in badges {
        // Units in the same port: their numbers stand side by side.
        while placed.iter().any(|p| (p.0 - at.0).abs() < 17.0 && (p.1 - at.1).abs() < 17.0) && window.contains(at) {
            at.0 += 18.0;
        }
        placed.push(at);
        labels.reserve(at, 10.0);
        badge(page, at, number);
    }
}

/// The point at half the length of a track.
fn half_way(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let length = |pair: &[(f64, f64)]| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
    let half = 0.5 * points.windows(2).map(length).sum::<f64>();
    let mut run = 0.0;
    points.windows(2).find_map(|pair| {
        run += length(pair);
        (run >= half).then_some(pair[1])
    })
}

fn stroke(page: &mut Markup, data: &str, number: usize, width: f64) {
    let (colour, dash) = style::of_number(number);
    page.empty(
        "path",
        &[
            ("d", &data),
            ("fill", &"none"),
            ("stroke", &colour),
            ("stroke-width", &width),
            ("stroke-dasharray", &dash),
            ("stroke-linejoin", &"round"),
        ],
    );
}

/// A numbered disc in the unit's colour.
pub(super) fn badge(page: &mut Markup, at: (f64, f64), number: usize) {
    let (colour, _) = style::of_number(number);
    let (x, y, below) = (format!("{:.1}", at.0), format!("{:.1}", at.1), format!("{:.1}", at.1 + 4.2));
    page.empty(
        "circle",
        &[("cx", &x), ("cy", &y), ("r", &8.5), ("fill", &"#fff"), ("stroke", &colour), ("stroke-width", &2)],
    );
    page.element(
        "text",
        &[
            ("x", &x),
            ("y", &below),
            ("text-anchor", &"middle"),
            ("font-size", &12),
            ("font-weight", &"bold"),
            ("fill", &colour),
        ],
        number + 1,
    );
}

/// A piece of a unit's line for the legend.
pub(super) fn sample(page: &mut Markup, at: (f64, f64), number: usize) {
    stroke(page, &path(&[at, (at.0 + 44.0, at.1)], false), number, 2.2);
    badge(page, (at.0 + 22.0, at.1), number);
}

/// True tracks of the search objects and where they were found, with `names` or without.
pub(super) fn objects(
    page: &mut Markup,
    window: &Window,
    input: &ReportInput<'_>,
    words: &Words,
    labels: &mut Labels,
    names: bool,
) {
    for (number, track) in input.history.object_tracks.iter().enumerate() {
        let points: Vec<(f64, f64)> = track.iter().filter(|p| p.1.is_valid()).map(|p| window.xy(p.1)).collect();
        let Some(&first) = points.first() else { continue };
        let data = path(&thin(&points), false);
        for (colour, width) in [("#fff", 5.0), (style::OBJECT, 2.6)] {
            page.empty("path", &[("d", &data), ("fill", &"none"), ("stroke", &colour), ("stroke-width", &width)]);
        }
        square(page, first);
        labels.reserve(first, 5.0);
        if names {
            labels.beside(page, window, first, &words.object(number as u32, input.brief), Look::MARK, true);
        }
    }
    for outcome in &input.history.objects {
        if let (Some(at), Some(tick)) = (outcome.found_at.filter(|at| at.is_valid()), outcome.found_tick) {
            let place = window.xy(at);
            found(page, place);
            labels.reserve(place, 11.0);
            let clock = words.time_of_day(tick, input.brief.start_unix_s);
            let text = words.with("report-found-at", &[("time", clock)]);
            if names {
                labels.beside(page, window, place, &text, Look { colour: style::MARKER, ..Look::MARK }, true);
            }
        }
    }
}

fn square(page: &mut Markup, at: (f64, f64)) {
    let (x, y) = (format!("{:.1}", at.0 - 4.0), format!("{:.1}", at.1 - 4.0));
    page.empty(
        "rect",
        &[
            ("x", &x),
            ("y", &y),
            ("width", &8),
            ("height", &8),
            ("fill", &"#fff"),
            ("stroke", &style::OBJECT),
            ("stroke-width", &2),
        ],
    );
}

/// A circle with a cross.
pub(super) fn found(page: &mut Markup, (x, y): (f64, f64)) {
    let data = format!(
        "M{:.1} {y:.1}H{:.1}M{x:.1} {:.1}V{:.1}M{:.1} {y:.1}A7 7 0 1 0 {:.1} {y:.1}A7 7 0 1 0 {:.1} {y:.1}",
        x - 12.0,
        x + 12.0,
        y - 12.0,
        y + 12.0,
        x - 7.0,
        x + 7.0,
        x - 7.0
    );
    for (colour, width) in [("#fff", 5.0), (style::MARKER, 2.2)] {
        page.empty("path", &[("d", &data), ("fill", &"none"), ("stroke", &colour), ("stroke-width", &width)]);
    }
}

/// Last known positions (triangle) and datums (diamond), with their circle of 50 % probability.
pub(super) fn datums(
    page: &mut Markup,
    window: &Window,
    input: &ReportInput<'_>,
    words: &Words,
    labels: &mut Labels,
    names: bool,
) {
    for mark in input.chart.map_or(&[][..], |chart| &chart.marks) {
        let (x, y) = window.xy(mark.at);
        if !window.contains((x, y)) {
            continue;
        }
        let data = match mark.kind {
            MarkKind::LastKnown => format!("M{x:.1} {:.1}l6.5 11h-13Z", y - 7.0),
            MarkKind::Datum => format!("M{x:.1} {:.1}l7 7l-7 7l-7 -7Z", y - 7.0),
        };
        page.empty("path", &[("d", &data), ("fill", &"#ffe36b"), ("stroke", &style::INK), ("stroke-width", &1.3)]);
        if mark.radius_m > 0.0 {
            let radius = format!("{:.1}", mark.radius_m * window.per_metre(mark.at));
            let (cx, cy) = (format!("{x:.1}"), format!("{y:.1}"));
            page.empty(
                "circle",
                &[
                    ("cx", &cx),
                    ("cy", &cy),
                    ("r", &radius),
                    ("fill", &"none"),
                    ("stroke", &style::INK),
                    ("stroke-dasharray", &"1 3"),
                ],
            );
        }
        labels.reserve((x, y), 8.0);
        if names {
            labels.beside(page, window, (x, y), &datum_text(mark, input, words), Look::DATUM, false);
        }
    }
}

fn datum_text(mark: &ChartMark, input: &ReportInput<'_>, words: &Words) -> String {
    let key = match mark.kind {
        MarkKind::LastKnown => "report-last-known-position",
        MarkKind::Datum => "report-datum",
    };
    let unix = input.brief.start_unix_s.saturating_add(mark.tick);
    let clock = words.time_of_day(0, unix);
    let cell = mark.cell.map(|c| words.cell(c, input.brief)).unwrap_or_default();
    format!("{} {cell} {}", words.get(key), clock.get(..5).unwrap_or_default()).replace("  ", " ")
}
