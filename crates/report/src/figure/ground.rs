//! What lies under the tracks: sea, land, graticule, exercise lines, scale.

use geo::{BoundingRect, LineString, MultiPolygon, Simplify};
use sarex_model::units::{M_PER_NM, nm};
use sarex_sim::setup::Line;

use super::{
    area::{Window, clip},
    label,
    labels::{Labels, Look},
    line, path, style,
};
use crate::{input::ReportChart, markup::Markup, words::Words};

/// Points nearer than this to the simplified coast are left out, units of the picture.
const COAST_TOLERANCE: f64 = 0.5;
/// Steps of the graticule, minutes of arc.
const GRATICULE_MIN: [u32; 10] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];
/// Lengths of the scale bar, nautical miles.
const SCALE_NM: [f64; 11] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

/// Sea and depth areas, land, cut to the window.
pub(super) fn ground(page: &mut Markup, window: &Window, chart: Option<&ReportChart>) {
    let n = |v: f64| format!("{v:.1}");
    let (x, y) = (n(window.left), n(window.top));
    let (width, height) = (n(window.width), n(window.height));
    let sea = if chart.is_some_and(|c| !c.depths.is_empty()) { style::DEPTHS[0] } else { style::SEA };
    page.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &sea)]);
    let Some(chart) = chart else { return };
    let mut depths: Vec<_> = chart.depths.iter().collect();
    depths.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (k, (_, area)) in depths.iter().enumerate() {
        let shade = ((k + 1) * (style::DEPTHS.len() - 1)).div_ceil(depths.len());
        polygons(page, window, area, style::DEPTHS[shade], "none");
    }
    land(page, window, Some(chart));
}

/// Land alone.
pub(super) fn land(page: &mut Markup, window: &Window, chart: Option<&ReportChart>) {
    if let Some(chart) = chart {
        polygons(page, window, &chart.land, style::LAND, style::COAST);
    }
}

fn polygons(page: &mut Markup, window: &Window, shapes: &MultiPolygon<f64>, fill: &str, stroke: &str) {
    let mut data = String::new();
    for polygon in shapes {
        if !touches(polygon, window) {
            continue;
        }
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            data.push_str(&ring_path(ring, window));
        }
    }
    if !data.is_empty() {
        page.empty(
            "path",
            &[("d", &data), ("fill", &fill), ("fill-rule", &"evenodd"), ("stroke", &stroke), ("stroke-width", &0.7)],
        );
    }
}

fn touches(polygon: &geo::Polygon<f64>, window: &Window) -> bool {
    let [west, south, east, north] = window.bounds();
    polygon.bounding_rect().is_some_and(|rect| {
        let (min, max) = (rect.min(), rect.max());
        let across = |turn: f64| min.x + turn < east && max.x + turn > west;
        min.y < north && max.y > south && [-360.0, 0.0, 360.0].into_iter().any(across)
    })
}

fn ring_path(ring: &LineString<f64>, window: &Window) -> String {
    let drawn: Vec<(f64, f64)> = ring.0.iter().map(|c| window.xy_of(c.x, c.y)).filter(|p| p.0.is_finite()).collect();
    let cut = clip(drawn, window);
    if cut.len() < 3 {
        return String::new();
    }
    path(&thin(&cut), true)
}

/// Leaves out points that the eye would not miss.
pub(super) fn thin(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let line: LineString<f64> = points.iter().copied().collect();
    line.simplify(COAST_TOLERANCE).0.into_iter().map(|c| (c.x, c.y)).collect()
}

/// Meridians and parallels with their degrees and minutes.
pub(super) fn graticule(page: &mut Markup, window: &Window) {
    let [west, south, east, north] = window.bounds();
    let (right, bottom) = (window.left + window.width, window.top + window.height);
    for degrees in multiples(west, east) {
        let (x, _) = window.xy_of(degrees, 0.5 * (south + north));
        line(page, (x, window.top), (x, bottom), style::GRID, 0.8);
        let wrapped = sarex_model::math::wrap_180(degrees);
        label(page, (x, bottom + 15.0), "middle", 12.0, &angle(wrapped, 3, ['E', 'W']));
    }
    for degrees in multiples(south, north) {
        let (_, y) = window.xy_of(window.centre().lon_deg, degrees);
        line(page, (window.left, y), (right, y), style::GRID, 0.8);
        label(page, (window.left - 6.0, y + 4.0), "end", 12.0, &angle(degrees, 2, ['N', 'S']));
    }
}

/// Round degrees in a span, at most seven.
fn multiples(from: f64, to: f64) -> Vec<f64> {
    let span_min = (to - from) * 60.0;
    let step = GRATICULE_MIN.into_iter().find(|s| span_min / f64::from(*s) <= 7.0).unwrap_or(1800);
    let step = f64::from(step) / 60.0;
    let mut degrees = Vec::new();
    let mut k = (from / step).ceil();
    while k * step < to {
        degrees.push(k * step);
        k += 1.0;
    }
    degrees
}

/// Degrees and whole minutes: `36°30'N`.
fn angle(degrees: f64, width: usize, letters: [char; 2]) -> String {
    let minutes = (degrees.abs() * 60.0).round() as u64;
    let letter = letters[usize::from(degrees < 0.0 && minutes > 0)];
    format!("{:0width$}°{:02}'{letter}", minutes / 60, minutes % 60)
}

/// Exercise lines, dashed, each with its name and the statement that it delimits nothing.
pub(super) fn exercise_lines(page: &mut Markup, window: &Window, lines: &[Line], words: &Words, labels: &mut Labels) {
    for drawn in lines {
        let points: Vec<(f64, f64)> = drawn.points.iter().filter(|p| p.is_valid()).map(|p| window.xy(*p)).collect();
        page.empty(
            "path",
            &[
                ("d", &path(&points, false)),
                ("fill", &"none"),
                ("stroke", &style::LINE),
                ("stroke-width", &1.8),
                ("stroke-dasharray", &"14 6"),
            ],
        );
        let name = words.text(&drawn.label);
        let statement = words.get("not-a-delimitation");
        let text = if name.contains(&statement) { name.to_owned() } else { format!("{name} ({statement})") };
        let seen = seen(&points, window);
        // The first of these shares of the line with room for the name, else its middle.
        let tries = [0.5, 0.3, 0.7, 0.15, 0.85].map(|share| seen.get((share * seen.len() as f64) as usize).copied());
        let written = tries.into_iter().flatten().any(|at| labels.beside(page, window, at, &text, Look::LINE, false));
        if let (false, Some(middle)) = (written, tries[0]) {
            labels.beside(page, window, middle, &text, Look::LINE, true);
        }
    }
}

/// Points along the part of a line that lies in the window.
fn seen(points: &[(f64, f64)], window: &Window) -> Vec<(f64, f64)> {
    const PARTS: u32 = 200;
    let mix = |a: (f64, f64), b: (f64, f64), share: f64| (a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1));
    let along = |pair: &[(f64, f64)]| {
        let (a, b) = (pair[0], pair[1]);
        (0..PARTS).map(move |k| mix(a, b, f64::from(k) / f64::from(PARTS)))
    };
    points.windows(2).flat_map(along).filter(|p| window.contains(*p)).collect()
}

/// The outline of another chart.
pub(super) fn frame(page: &mut Markup, window: &Window, other: &Window, labels: &mut Labels) {
    let [west, south, east, north] = other.bounds();
    let ((left, bottom), (right, top)) = (window.xy_of(west, south), window.xy_of(east, north));
    labels.reserve_box([left, top, right, bottom]);
    let data = path(&[(left, top), (right, top), (right, bottom), (left, bottom)], true);
    page.empty("path", &[("d", &data), ("fill", &"none"), ("stroke", &style::INK), ("stroke-width", &1)]);
}

/// A scale bar in nautical miles, right for the middle of the chart.
pub(super) fn scale_bar(page: &mut Markup, window: &Window, words: &Words) {
    let middle = window.centre();
    let fits = |length_nm: &f64| nm(*length_nm) * window.per_metre(middle) < 0.25 * window.width;
    let length_nm = SCALE_NM.into_iter().rev().find(fits).unwrap_or(SCALE_NM[0]);
    let length = length_nm * M_PER_NM * window.per_metre(middle);
    let (x, y) = (window.left + window.width - length - 16.0, window.top + window.height - 16.0);
    let n = |v: f64| format!("{v:.1}");
    page.empty(
        "rect",
        &[
            ("x", &n(x - 8.0)),
            ("y", &n(y - 20.0)),
            ("width", &n(length + 16.0)),
            ("height", &28),
            ("fill", &"#fff"),
            ("fill-opacity", &0.85),
        ],
    );
    for (k, fill) in ["#1a2430", "#fff"].into_iter().enumerate() {
        page.empty(
            "rect",
            &[
                ("x", &n(x + 0.5 * length * k as f64)),
                ("y", &n(y - 2.0)),
                ("width", &n(0.5 * length)),
                ("height", &5),
                ("fill", &fill),
                ("stroke", &style::INK),
                ("stroke-width", &1),
            ],
        );
    }
    let decimals = usize::from(length_nm < 1.0);
    label(page, (x + 0.5 * length, y - 6.0), "middle", 12.0, &words.figure("figure-nm", length_nm, decimals));
}

/// Names of ports and other places.
pub(super) fn places(page: &mut Markup, window: &Window, chart: &ReportChart, words: &Words, labels: &mut Labels) {
    for place in &chart.places {
        let at = window.xy(place.at);
        if window.contains(at) {
            let (x, y) = (format!("{:.1}", at.0), format!("{:.1}", at.1));
            page.empty("circle", &[("cx", &x), ("cy", &y), ("r", &2.5), ("fill", &Look::NAME.colour)]);
            labels.beside(page, window, at, words.text(&place.name), Look::NAME, false);
        }
    }
}

/// The edge of the chart.
pub(super) fn edge(page: &mut Markup, window: &Window) {
    let n = |v: f64| format!("{v:.1}");
    page.empty(
        "rect",
        &[
            ("x", &n(window.left)),
            ("y", &n(window.top)),
            ("width", &n(window.width)),
            ("height", &n(window.height)),
            ("fill", &"none"),
            ("stroke", &style::INK),
            ("stroke-width", &1.2),
        ],
    );
}
