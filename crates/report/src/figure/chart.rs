//! The chart of an exercise: what was planned, run, drifted and found.

use sarex_model::position::Position;

use super::{
    WIDTH,
    area::Window,
    ground, label,
    labels::{Labels, Look, halo, shortened},
    marks, open_svg, style,
};
use crate::{input::ReportInput, page::Markup, words::Words};

const LEFT: f64 = 74.0;
const TOP: f64 = 30.0;
const LEGEND_ROW: f64 = 24.0;
/// Units named in the legend; the rest are in the tables.
const MOST_IN_LEGEND: usize = 40;
/// A detail is drawn when it is at most this share of the whole.
const DETAIL_SHARE: f64 = 0.45;

/// Charts for the page: the whole, and the search in detail when it is much smaller.
pub(crate) fn chart(page: &mut Markup, input: &ReportInput<'_>, words: &Words) {
    let language = words.language().code();
    let Some(whole) = window(whole_places(input)) else {
        page.element("p", &[], words.get("report-no-chart"));
        return;
    };
    let width = |w: &Window| w.bounds()[2] - w.bounds()[0];
    let detail = window(detail_places(input)).filter(|detail| width(detail) < DETAIL_SHARE * width(&whole));
    let overview = Sheet { window: whole, detail, id: format!("chart-{language}"), alone: false };
    draw(page, input, words, &overview);
    if let Some(window) = detail {
        page.element("p", &[("class", &"caption")], words.get("report-chart-detail"));
        draw(page, input, words, &Sheet { window, detail: None, id: format!("detail-{language}"), alone: false });
    }
}

/// One chart of the report.
struct Sheet {
    window: Window,
    /// What a second chart shows in detail: it is framed here, and named there.
    detail: Option<Window>,
    id: String,
    alone: bool,
}

/// The whole chart as a picture of its own.
pub(crate) fn chart_alone(page: &mut Markup, input: &ReportInput<'_>, words: &Words) {
    let somewhere = [Position::new(-60.0, -170.0), Position::new(60.0, 170.0)];
    let whole = window(whole_places(input)).or_else(|| window(somewhere.to_vec()));
    if let Some(window) = whole {
        draw(page, input, words, &Sheet { window, detail: None, id: "chart".to_owned(), alone: true });
    }
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

fn draw(page: &mut Markup, input: &ReportInput<'_>, words: &Words, sheet: &Sheet) {
    let (window, id) = (&sheet.window, &sheet.id);
    let legend_top = window.top + window.height + 30.0;
    let units = input.brief.units.len().min(MOST_IN_LEGEND);
    let rows = units.div_ceil(2) + 2;
    let height = legend_top + rows as f64 * LEGEND_ROW + 6.0;
    open_svg(page, height, sheet.alone, &words.get("report-chart-alt"));
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
    legend(page, input, words, legend_top, units);
    page.close();
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
