//! The legend beside the chart.

use sarex_files::time::iso_utc;
use sarex_model::units::to_nm;

use super::canvas::{Canvas, Stroke, Text};
use super::labels::{shortened, wrapped};
use super::marks;
use super::style::Ink;
use super::{ChartGround, Outlines};
use crate::forecast::Forecast;
use crate::products::features::M2_PER_NM2;
use crate::products::summary::degrees_minutes;

const PAD: f64 = 16.0;
const BODY: f64 = 15.0;
const SMALL: f64 = 13.0;
/// Room that a sample of a line or mark takes before its text.
const SAMPLE: f64 = 46.0;
/// Scenarios that are named.
const MOST_SCENARIOS: usize = 6;

/// Writes from top to bottom and stops at the end of its box.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    ink: &'a Ink,
    left: f64,
    width: f64,
    y: f64,
    bottom: f64,
}

impl Pen<'_> {
    /// Lines of text, at most so many; the last one is cut short when there is more. `indent` from the left.
    fn lines(&mut self, text: &str, size: f64, colour: &'static str, most: usize, indent: f64) {
        let width = self.width - indent;
        let all = wrapped(text, size, width);
        for (k, line) in all.iter().enumerate().take(most) {
            let step = 1.32 * size;
            if self.y + step > self.bottom {
                return;
            }
            self.y += step;
            let last = k + 1 == most && all.len() > most;
            // A cut line always says so, even when a little room were left.
            let line = if last { shortened(&format!("{line} …………"), size, width) } else { line.clone() };
            self.canvas.text((self.left + indent, self.y), &line, Text::start(size, colour));
        }
    }

    fn heading(&mut self, text: &str) {
        if self.y + 48.0 > self.bottom {
            return;
        }
        self.y += 12.0;
        self.canvas.line((self.left, self.y), (self.left + self.width, self.y), Stroke::solid(self.ink.grid, 0.8));
        self.y += 3.0;
        self.y += 1.3 * BODY;
        self.canvas.text((self.left, self.y), text, Text::start(BODY, self.ink.text).strong());
    }

    /// A heading and texts below it; when they do not all fit, how many are missing and where they are.
    fn list(&mut self, heading: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        self.heading(heading);
        let line = 1.32 * SMALL;
        for (k, text) in texts.iter().enumerate() {
            let needed = wrapped(text, SMALL, self.width).len().min(LIST_LINES) as f64 * line;
            let more = if k + 1 < texts.len() { line } else { 0.0 };
            if self.y + needed + more > self.bottom {
                self.lines(&format!("… + {}: summary.json", texts.len() - k), SMALL, self.ink.weak, 1, 0.0);
                return;
            }
            self.lines(text, SMALL, self.ink.weak, LIST_LINES, 0.0);
        }
    }

    fn row(&mut self, text: &str) {
        self.lines(text, BODY, self.ink.text, 2, 0.0);
    }

    /// A sample and its text. The sample is drawn about the middle of the room left of the text.
    fn sample(&mut self, text: &str, draw: impl Fn(&mut Canvas, (f64, f64), &Ink)) {
        if self.y + 1.5 * BODY > self.bottom {
            return;
        }
        self.y += 0.16 * BODY;
        let at = (self.left + 0.5 * (SAMPLE - 10.0), self.y + 0.95 * BODY);
        draw(self.canvas, at, self.ink);
        self.lines(text, BODY, self.ink.text, 2, SAMPLE);
    }
}

/// Draws the legend into a box: left, top, width, height.
pub(super) fn draw(
    canvas: &mut Canvas,
    [left, top, width, height]: [f64; 4],
    forecast: &Forecast,
    outlines: &Outlines,
    chart: &ChartGround,
    ink: &Ink,
) {
    canvas.rect([left, top, width, height], ink.plate, Some(Stroke::solid(ink.text, 1.2)));
    let mut pen =
        Pen { canvas, ink, left: left + PAD, width: width - 2.0 * PAD, y: top + 6.0, bottom: top + height - 10.0 };
    pen.lines(chart.lang.heading(), 24.0, ink.text, 1, 0.0);
    pen.lines(&forecast.title, 17.0, ink.text, 3, 0.0);
    run(&mut pen, forecast, chart);
    symbols(&mut pen, forecast, outlines, chart);
    end(&mut pen, forecast, chart);
    pen.heading(chart.lang.model());
    pen.lines(&forecast.model, SMALL, ink.weak, 3, 0.0);
    pen.lines("Mercator, WGS 84", SMALL, ink.weak, 1, 0.0);
    // Notes must not push the sources out: they leave them room, up to half of what there is.
    let sources = text_height(&forecast.sources, pen.width);
    let end = pen.bottom;
    pen.bottom = end - sources.min(0.5 * (end - pen.y));
    pen.list(chart.lang.notes(), &forecast.notes);
    pen.bottom = end;
    pen.list(chart.lang.sources(), &forecast.sources);
}

/// Lines that a text of a list may take.
const LIST_LINES: usize = 3;

/// Height of a list with its heading.
fn text_height(texts: &[String], width: f64) -> f64 {
    let lines: usize = texts.iter().map(|text| wrapped(text, SMALL, width).len().min(LIST_LINES)).sum();
    if lines == 0 { 0.0 } else { 48.0 + 1.32 * SMALL * lines as f64 }
}

fn run(pen: &mut Pen<'_>, forecast: &Forecast, chart: &ChartGround) {
    let lang = chart.lang;
    let stamp = |t: i64| iso_utc(t).get(..16).unwrap_or_default().replace('T', " ");
    let hours = forecast.to_unix_s.saturating_sub(forecast.from_unix_s) as f64 / 3600.0;
    pen.heading(lang.period());
    let span = format!("{} – {}", stamp(forecast.from_unix_s), stamp(forecast.to_unix_s));
    pen.row(&span);
    let length = lang.hours(&format!("{}", hours.abs()), hours < 0.0);
    pen.row(&format!("{length}; {}: {}", lang.elements(), grouped(forecast.elements)));
    if forecast.scenarios.is_empty() {
        return;
    }
    pen.heading(lang.classes());
    for scenario in forecast.scenarios.iter().take(MOST_SCENARIOS) {
        pen.row(&format!("{}: {} ({:.0} %)", scenario.leeway_class, scenario.name, 100.0 * scenario.weight));
    }
    if let Some(more) = forecast.scenarios.len().checked_sub(MOST_SCENARIOS).filter(|n| *n > 0) {
        pen.row(&format!("+ {more}"));
    }
}

fn symbols(pen: &mut Pen<'_>, forecast: &Forecast, outlines: &Outlines, chart: &ChartGround) {
    let (lang, ink) = (chart.lang, pen.ink);
    let end = forecast.frames.last().map(|f| marks::day_hour(f.time_unix_s)).unwrap_or_default();
    pen.heading(&format!("{} ({end})", lang.symbols()));
    pen.sample(lang.seeding(forecast.to_unix_s < forecast.from_unix_s), marks::seed);
    pen.sample(lang.mean_track(), |canvas, (x, y), ink| {
        canvas.line((x - 18.0, y), (x + 18.0, y), Stroke::solid(ink.track, 2.2));
        canvas.circle((x, y), 4.2, ink.halo, Some(Stroke::solid(ink.track, 2.0)));
    });
    for contour in outlines.last() {
        let text = lang.containment((100.0 * contour.share).round() as u32, &figure(contour.area_m2 / M2_PER_NM2));
        let stroke = marks::outline_stroke(ink, contour.share);
        pen.sample(&text, move |canvas, (x, y), _| canvas.line((x - 18.0, y), (x + 18.0, y), stroke));
    }
    pen.sample(lang.probability(), |canvas, (x, y), ink| {
        let width = 36.0 / ink.shades.len() as f64;
        for (k, shade) in ink.shades.into_iter().enumerate() {
            canvas.rect([x - 18.0 + width * k as f64, y - 6.0, width + 0.3, 12.0], shade, None);
        }
        canvas.rect([x - 18.0, y - 6.0, 36.0, 12.0], "none", Some(Stroke::solid(ink.weak, 0.7)));
    });
    let ashore = forecast.frames.last().map_or(0.0, |f| f.stranded);
    if ashore > 0.0 {
        pen.sample(&format!("{}: {:.1} %", lang.stranded(), 100.0 * ashore), |canvas, at, ink| {
            marks::ashore(canvas, at, ink);
        });
    }
}

fn end(pen: &mut Pen<'_>, forecast: &Forecast, chart: &ChartGround) {
    let lang = chart.lang;
    let Some(last) = forecast.frames.last() else { return };
    pen.heading(&format!("{} ({})", lang.at_end(), marks::day_hour(last.time_unix_s)));
    if let Some(mean) = last.mean.filter(|m| m.is_valid()) {
        pen.row(&format!("{}: {}", lang.mean(), degrees_minutes(mean, "°", "'")));
        let [east, north] = last.spread_m.map(to_nm);
        if east.is_finite() && north.is_finite() {
            pen.row(&format!("{}: {east:.1}, {north:.1} NM", lang.spread()));
        }
    }
    let parts =
        [(last.waiting, lang.waiting()), (last.outside, lang.outside()), (last.out_of_data, lang.out_of_data())];
    for (share, what) in parts.into_iter().filter(|(share, _)| *share >= 0.0005) {
        pen.row(&format!("{:.1} % {what}", 100.0 * share));
    }
}

/// Thousands parted by thin room: `100 000`.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Three digits or so: more would not be true.
fn figure(value: f64) -> String {
    match value {
        v if v < 10.0 => format!("{v:.2}"),
        v if v < 100.0 => format!("{v:.1}"),
        v => format!("{v:.0}"),
    }
}
