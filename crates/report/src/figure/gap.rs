//! The gap map of a joint patrol: how long ago each part of the area was last watched.

use sarex_model::position::Position;
use sarex_sim::view::GapMapView;

use super::{WIDTH, area::Window, chart, draw, ground, label, labels::Labels, style};
use crate::{document::Figure, input::ReportInput, markup::Markup, words::Words};

/// Upper ends of the classes, seconds, and their colours; the last class has no end.
const CLASSES: [(u32, &str); 6] = [
    (900, "#f7fbff"),
    (1800, "#d3e4f3"),
    (3600, "#a0cbe2"),
    (7200, "#5a9fd0"),
    (14_400, "#2166ac"),
    (u32::MAX - 2, "#0b2e5e"),
];
const NEVER: &str = "#f0b58a";
/// Lines over what was never watched, so that it is known without colour.
const NEVER_LINES: &str = "#8a4a1c";
const OUTSIDE: u32 = u32::MAX - 1;

/// Draws the map at the end of the exercise.
pub(crate) fn gap_map(input: &ReportInput<'_>, words: &Words, gap: &GapMapView) -> Option<Figure> {
    let corners = [corner(gap, 0, 0), corner(gap, rows(gap), gap.cols)];
    let window = Window::around(corners.into_iter(), 74.0, 30.0, WIDTH - 86.0)?;
    let top = window.top + window.height + 34.0;
    Some(draw(top + 40.0, words.get("report-gap-alt"), |page| {
        map(page, input, words, &window, gap);
        legend(page, words, top, &format!("url(#gap-{}-never)", words.language()));
    }))
}

fn map(page: &mut Markup, input: &ReportInput<'_>, words: &Words, window: &Window, gap: &GapMapView) {
    let corner = |row: u32, col: u32| corner(gap, row, col);
    chart::header(page, input, words, window);
    let id = format!("gap-{}", words.language().code());
    page.open("defs", &[]);
    page.open("clipPath", &[("id", &id)]);
    let n = |v: f64| format!("{v:.1}");
    let (x, y) = (n(window.left), n(window.top));
    page.empty("rect", &[("x", &x), ("y", &y), ("width", &n(window.width)), ("height", &n(window.height))]);
    page.close();
    hatch(page, &format!("{id}-never"));
    page.close();
    page.open("g", &[("clip-path", &format!("url(#{id})"))]);
    ground::ground(page, window, None);
    for row in 0..rows(gap) {
        for (from, to, colour) in runs(gap, row) {
            cells(page, window.xy(corner(row, from)), window.xy(corner(row + 1, to)), colour);
            if colour == NEVER {
                cells(page, window.xy(corner(row, from)), window.xy(corner(row + 1, to)), &format!("url(#{id}-never)"));
            }
        }
    }
    page.close();
    ground::graticule(page, window);
    page.open("g", &[("clip-path", &format!("url(#{id})"))]);
    ground::land(page, window, input.chart);
    ground::exercise_lines(page, window, &input.brief.lines, words, &mut Labels::default());
    ground::scale_bar(page, window, words);
    page.close();
    ground::edge(page, window);
}

/// A map may claim more rows than it has values.
fn rows(gap: &GapMapView) -> u32 {
    gap.rows.min((gap.age_s.len() / gap.cols.max(1) as usize) as u32)
}

fn corner(gap: &GapMapView, row: u32, col: u32) -> Position {
    let [dlat, dlon] = gap.cell_deg;
    Position::new(gap.south_west.lat_deg + dlat * f64::from(row), gap.south_west.lon_deg + dlon * f64::from(col))
}

fn hatch(page: &mut Markup, id: &str) {
    let size = ("width", &8 as &dyn std::fmt::Display);
    page.open("pattern", &[("id", &id), ("patternUnits", &"userSpaceOnUse"), size, ("height", &8)]);
    page.empty("path", &[("d", &"M0 8L8 0"), ("stroke", &NEVER_LINES), ("stroke-width", &1)]);
    page.close();
}

/// Cells of a row that look the same: first, past the last, colour.
fn runs(gap: &GapMapView, row: u32) -> Vec<(u32, u32, &'static str)> {
    let mut runs: Vec<(u32, u32, &'static str)> = Vec::new();
    for col in 0..gap.cols {
        let Some(&age) = gap.age_s.get((row * gap.cols + col) as usize) else { break };
        if age == OUTSIDE {
            continue;
        }
        let colour = CLASSES.iter().find(|(end, _)| age <= *end).map_or(NEVER, |(_, colour)| *colour);
        match runs.last_mut() {
            Some((_, end, same)) if *end == col && *same == colour => *end = col + 1,
            _ => runs.push((col, col + 1, colour)),
        }
    }
    runs
}

fn cells(page: &mut Markup, south_west: (f64, f64), north_east: (f64, f64), colour: &str) {
    let n = |v: f64| format!("{v:.1}");
    page.empty(
        "rect",
        &[
            ("x", &n(south_west.0)),
            ("y", &n(north_east.1)),
            ("width", &n(north_east.0 - south_west.0 + 0.3)),
            ("height", &n(south_west.1 - north_east.1 + 0.3)),
            ("fill", &colour),
        ],
    );
}

fn legend(page: &mut Markup, words: &Words, top: f64, lines: &str) {
    let width = (WIDTH - 86.0) / (CLASSES.len() + 1) as f64;
    let mut from = 0;
    let entries = CLASSES.iter().map(|(end, colour)| {
        let text = if *end > 1_000_000 {
            words.with("report-longer-than", &[("time", words.duration(u64::from(from)))])
        } else {
            words.with("report-up-to", &[("time", words.duration(u64::from(*end)))])
        };
        from = *end;
        (*colour, text)
    });
    let entries: Vec<_> = entries.chain([(NEVER, words.get("report-never-watched"))]).collect();
    for (k, (colour, text)) in entries.into_iter().enumerate() {
        let x = 74.0 + width * k as f64;
        let fills: &[&str] = if colour == NEVER { &[colour, lines] } else { &[colour] };
        for fill in fills {
            page.empty(
                "rect",
                &[("x", &x), ("y", &top), ("width", &24), ("height", &14), ("fill", fill), ("stroke", &style::FAINT)],
            );
        }
        label(page, (x + 30.0, top + 12.0), "start", 13.0, &text);
    }
}
