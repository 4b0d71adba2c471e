//! The chart of an exercise: what was planned, run, drifted and found.

use sarex_model::position::Position;

use super::{
    WIDTH,
    area::Window,
    draw, ground, label,
    labels::{Labels, Look, halo, shortened},
    marks, style,
};
use crate::{document::Figure, input::ReportInput, markup::Markup, words::Words};

const LEFT: f64 = 74.0;
const TOP: f64 = 30.0;
const LEGEND_ROW: f64 = 24.0;
/// Units named in the legend; the rest are in the tables.
const MOST_IN_LEGEND: usize = 40;
/// A detail is drawn when it is at most this share of the whole.
const DETAIL_SHARE: f64 = 0.45;

/// Charts for the page: the whole, and the search in detail when it is much smaller. None when nothing has a place.
pub(crate) fn charts(input: &ReportInput<'_>, words: &Words) -> Vec<Figure> {
    let language = words.language().code();
    let Some(whole) = window(whole_places(input)) else { return Vec::new() };
    let detail = window(detail_places(input)).filter(|detail| width(detail) < DETAIL_SHARE * width(&whole));
    let sheet = |window, detail, id| Sheet { window, detail, id: format!("{id}-{language}"), legend: true };
    let alt = || words.get("report-chart-alt");
    let mut charts = vec![chart(input, words, &sheet(whole, detail, "chart"), alt())];
    charts.extend(detail.map(|window| chart(input, words, &sheet(window, None, "detail"), alt())));
    charts
}

/// The search at several times, all in the same frame and without what came later.
pub(crate) fn series(input: &ReportInput<'_>, words: &Words, ticks: &[u64]) -> Vec<Figure> {
    let Some(window) = window(detail_places(input)).or_else(|| window(whole_places(input))) else { return Vec::new() };
    let language = words.language().code();
    let at = |tick: &u64| {
        let history = input.history.until(*tick);
        let background = input.chart.map(|chart| chart.until(*tick));
        let then = ReportInput { history: &history, chart: background.as_ref(), ..*input };
        let sheet = Sheet { window, detail: None, id: format!("map-{tick}-{language}"), legend: false };
        let clock = words.clock(*tick, input.brief.start_unix_s);
        let figure = chart(&then, words, &sheet, words.with("report-map-alt", &[("time", clock)]));
        Figure { small: true, ..figure }
    };
    ticks.iter().map(at).collect()
}

fn width(window: &Window) -> f64 {
    window.bounds()[2] - window.bounds()[0]
}

/// One chart of the report.
struct Sheet {
    window: Window,
    /// What a second chart shows in detail: it is framed here, and named there.
    detail: Option<Window>,
    id: String,
    /// Colours and marks are explained below.
    legend: bool,
}

/// The whole chart as a picture of its own; none without any place.
pub(crate) fn chart_alone(input: &ReportInput<'_>, words: &Words) -> Option<Figure> {
    let somewhere = [Position::new(-60.0, -170.0), Position::new(60.0, 170.0)];
    let window = window(whole_places(input)).or_else(|| window(somewhere.to_vec()))?;
    let sheet = Sheet { window, detail: None, id: "chart".to_owned(), legend: true };
    Some(chart(input, words, &sheet, words.get("report-chart-alt")))
}

fn window(places: Vec<Position>) -> Option<Window> {
    Window::around(places.into_iter(), LEFT, TOP, WIDTH - LEFT - 12.0)
}

/// Everything that was run, planned, drifted or watched.
fn whole_places(input: &ReportInput<'_>) -> Vec<Position> {
    let mut places = detail_places(input);
    places.extend(input.history.tracks.iter().flat_map(|t| t.points.iter().map(|p| p.at)));
    places
}

/// The search itself: objects, plans, datums, a patrol's area.
fn detail_places(input: &ReportInput<'_>) -> Vec<Position> {
    let history = input.history;
    let mut places: Vec<Position> = history.object_tracks.iter().flatten().map(|p| p.1).collect();
    for part in history.plans.iter().flat_map(|plan| &plan.parts) {
        places.extend(part.points.iter().chain(&part.area));
    }
    places.extend(history.objects.iter().filter_map(|o| o.found_at));
    places.extend(input.brief.patrol.iter().flat_map(|p| p.area.iter().copied()));
    for mark in input.chart.map_or(&[][..], |chart| &chart.marks) {
        places.extend([0.0, 90.0, 180.0, 270.0].map(|bearing| Window::beside(mark.at, bearing, mark.radius_m)));
    }
    places
}

fn chart(input: &ReportInput<'_>, words: &Words, sheet: &Sheet, alt: String) -> Figure {
    let legend_top = sheet.window.top + sheet.window.height + 30.0;
    let units = input.brief.units.len().min(MOST_IN_LEGEND);
    let rows = if sheet.legend { units.div_ceil(2) + 2 } else { 0 };
    let height = legend_top + rows as f64 * LEGEND_ROW + 6.0;
    draw(height, alt, |page| {
        page.empty("rect", &[("width", &WIDTH), ("height", &format!("{height:.0}")), ("fill", &"#fff")]);
        contents(page, input, words, sheet);
        if sheet.legend {
            legend(page, input, words, legend_top, units);
        }
    })
}

fn contents(page: &mut Markup, input: &ReportInput<'_>, words: &Words, sheet: &Sheet) {
    let (window, id) = (&sheet.window, &sheet.id);
    header(page, input, words, window);
    page.open("defs", &[]);
    page.open("clipPath", &[("id", id)]);
    edge_of_clip(page, window);
    page.close();
    page.close();
    page.open("g", &[("clip-path", &format!("url(#{id})"))]);
    let mut labels = Labels::default();
    ground::ground(page, window, input.chart);
    page.close();
    ground::graticule(page, window);
    page.open("g", &[("clip-path", &format!("url(#{id})"))]);
    marks::plans(page, window, input.history);
    marks::tracks(page, window, input.history, &mut labels);
    let names = sheet.detail.is_none();
    marks::objects(page, window, input, words, &mut labels, names);
    marks::datums(page, window, input, words, &mut labels, names);
    if let Some(detail) = &sheet.detail {
        ground::frame(page, window, detail, &mut labels);
    }
    ground::exercise_lines(page, window, &input.brief.lines, words, &mut labels);
    if let Some(chart) = input.chart {
        ground::places(page, window, chart, words, &mut labels);
    }
    ground::scale_bar(page, window, words);
    page.close();
    ground::edge(page, window);
}

fn edge_of_clip(page: &mut Markup, window: &Window) {
    let n = |v: f64| format!("{v:.1}");
    let (x, y) = (n(window.left), n(window.top));
    page.empty("rect", &[("x", &x), ("y", &y), ("width", &n(window.width)), ("height", &n(window.height))]);
}

/// Marker, title, and what the chart is not for.
pub(super) fn header(page: &mut Markup, input: &ReportInput<'_>, words: &Words, window: &Window) {
    let right = window.left + window.width;
    let marker = Look { size: 14.0, colour: style::MARKER, bold: true };
    halo(page, (window.left, 20.0), &words.marker(), marker);
    label(
        page,
        (0.5 * (window.left + right) + 70.0, 20.0),
        "middle",
        14.0,
        &shortened(words.text(&input.brief.title), 14.0, 370.0),
    );
    label(page, (right, 20.0), "end", 13.0, &words.get("not-for-navigation"));
}

fn legend(page: &mut Markup, input: &ReportInput<'_>, words: &Words, top: f64, units: usize) {
    let columns = [LEFT, 0.5 * (LEFT + WIDTH)];
    let y = |row: usize| top + row as f64 * LEGEND_ROW + 12.0;
    for (k, unit) in input.brief.units.iter().take(units).enumerate() {
        let at = (columns[k % 2], y(k / 2));
        marks::sample(page, at, k);
        let cell = words.cell(unit.cell, input.brief);
        label(page, (at.0 + 54.0, at.1 + 4.5), "start", 13.0, &format!("{} ({cell})", words.text(&unit.name)));
    }
    let (true_track, area) = (y(units.div_ceil(2)), y(units.div_ceil(2) + 1));
    super::line(page, (columns[0], true_track), (columns[0] + 44.0, true_track), style::OBJECT, 2.6);
    label(page, (columns[0] + 54.0, true_track + 4.5), "start", 13.0, &words.get("report-true-track"));
    marks::found(page, (columns[1] + 22.0, true_track));
    label(page, (columns[1] + 54.0, true_track + 4.5), "start", 13.0, &words.get("report-found-mark"));
    page.empty(
        "rect",
        &[
            ("x", &columns[0]),
            ("y", &(area - 7.0)),
            ("width", &44),
            ("height", &14),
            ("fill", &style::FAINT),
            ("fill-opacity", &0.12),
            ("stroke", &style::FAINT),
        ],
    );
    label(page, (columns[0] + 54.0, area + 4.5), "start", 13.0, &words.get("report-area-mark"));
    let diamond = format!("M{} {}l7 7l-7 7l-7 -7Z", columns[1] + 12.0, area - 7.0);
    let triangle = format!("M{} {}l6.5 11h-13Z", columns[1] + 32.0, area - 6.0);
    for data in [diamond, triangle] {
        page.empty("path", &[("d", &data), ("fill", &"#ffe36b"), ("stroke", &style::INK), ("stroke-width", &1.3)]);
    }
    let both = format!("{} / {}", words.get("report-datum"), words.get("report-last-known-position"));
    label(page, (columns[1] + 54.0, area + 4.5), "start", 13.0, &both);
}
