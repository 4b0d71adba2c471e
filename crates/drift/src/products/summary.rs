//! `summary.json` for scripts, and a short table for the terminal.

use std::fmt::Write;

use sarex_files::export::MARK;
use sarex_files::time::iso_utc;
use sarex_model::containment::{Contour, contours};
use sarex_model::math::hypot;
use sarex_model::position::Position;
use sarex_model::units::to_nm;
use serde::Serialize;
use serde_json::Value;

use super::features::M2_PER_NM2;
use super::outlines::passes;
use super::{NOT_FOR_NAVIGATION, Outlines, SHARES, Times, Written};
use crate::forecast::{Forecast, Frame};

#[derive(Serialize)]
struct Summary<'a> {
    exercise: &'static str,
    comment: String,
    title: &'a str,
    from_utc: String,
    to_utc: String,
    hours: Value,
    elements: u32,
    /// Of where every element ends.
    digest: &'a str,
    scenarios: Vec<Scenario<'a>>,
    grid: Grid,
    times: Vec<Time>,
    files: Vec<File>,
    model: &'a str,
    sources: &'a [String],
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    left_out: &'a [String],
}

#[derive(Serialize)]
struct Scenario<'a> {
    name: &'a str,
    leeway_class: &'a str,
    weight: Value,
    elements: u32,
}

#[derive(Serialize)]
struct Grid {
    west_deg: Value,
    south_deg: Value,
    dlon_deg: Value,
    dlat_deg: Value,
    columns: usize,
    rows: usize,
}

#[derive(Serialize)]
struct Time {
    time_utc: String,
    mean_lat_deg: Value,
    mean_lon_deg: Value,
    spread_east_nm: Value,
    spread_north_nm: Value,
    /// Root of the mean squared distance from the mean position.
    radius_rms_nm: Value,
    containment: Vec<Containment>,
    on_grid_share: Value,
    outside_share: Value,
    waiting_share: Value,
    stranded_share: Value,
    out_of_data_share: Value,
}

#[derive(Serialize)]
struct Containment {
    share_of_grid: Value,
    area_nm2: Value,
    /// Of the circle with that area.
    radius_nm: Value,
    parts: usize,
}

#[derive(Serialize)]
struct File {
    name: String,
    what: &'static str,
}

/// A number rounded to so many decimals; null when it is not finite.
pub(super) fn rounded(value: f64, decimals: usize) -> Value {
    // Through text, so that what is written has exactly these digits.
    let short = format!("{value:.decimals$}").parse::<f64>().ok().filter(|v| v.is_finite());
    short.map_or(Value::Null, |v| (v + 0.0).into())
}

/// A number with all its digits, for scripts that compute on; null when it is not finite.
fn exact(value: f64) -> Value {
    // No negative zero.
    if value.is_finite() { (value + 0.0).into() } else { Value::Null }
}

/// The summary as JSON: every number has its unit in its name; shares are 0 to 1.
pub fn summary_json(forecast: &Forecast, outlines: &Outlines, files: &[Written]) -> String {
    let empty = Vec::new();
    let contours_of = |k: usize| outlines.frames.get(k).unwrap_or(&empty);
    let shape = &forecast.shape;
    let name = |file: &Written| file.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let summary = Summary {
        exercise: MARK,
        comment: format!("{MARK}. {NOT_FOR_NAVIGATION}."),
        title: &forecast.title,
        from_utc: iso_utc(forecast.from_unix_s),
        to_utc: iso_utc(forecast.to_unix_s),
        hours: exact(hours(forecast)),
        elements: forecast.elements,
        digest: &forecast.digest,
        scenarios: forecast
            .scenarios
            .iter()
            .map(|s| Scenario {
                name: &s.name,
                leeway_class: &s.leeway_class,
                weight: exact(s.weight),
                elements: s.elements,
            })
            .collect(),
        grid: Grid {
            west_deg: exact(shape.lon0_deg),
            south_deg: exact(shape.lat0_deg),
            dlon_deg: exact(shape.dlon_deg),
            dlat_deg: exact(shape.dlat_deg),
            columns: shape.ncols,
            rows: shape.nrows,
        },
        times: forecast.frames.iter().enumerate().map(|(k, frame)| time(frame, contours_of(k))).collect(),
        files: files.iter().map(|f| File { name: name(f), what: f.what }).collect(),
        model: &forecast.model,
        sources: &forecast.sources,
        notes: &forecast.notes,
        left_out: &forecast.left_out,
    };
    // Only text, numbers and lists: it cannot fail, and null would say so.
    let mut text = serde_json::to_string_pretty(&summary).unwrap_or_else(|_| "null".to_owned());
    text.push('\n');
    text
}

fn time(frame: &Frame, contours: &[Contour]) -> Time {
    let [east, north] = frame.spread_m.map(to_nm);
    let mean = |of: fn(Position) -> f64| frame.mean.map_or(Value::Null, |m| exact(of(m)));
    let containment = |c: &Contour| Containment {
        share_of_grid: exact(c.share),
        area_nm2: exact(c.area_m2 / M2_PER_NM2),
        radius_nm: exact((c.area_m2.max(0.0) / M2_PER_NM2 / std::f64::consts::PI).sqrt()),
        parts: c.polygons.0.len(),
    };
    Time {
        time_utc: iso_utc(frame.time_unix_s),
        mean_lat_deg: mean(|m| m.lat_deg),
        mean_lon_deg: mean(|m| m.lon_deg),
        spread_east_nm: exact(east),
        spread_north_nm: exact(north),
        radius_rms_nm: exact(hypot(east, north)),
        containment: contours.iter().map(containment).collect(),
        on_grid_share: exact(1.0 - frame.outside - frame.waiting),
        outside_share: exact(frame.outside),
        waiting_share: exact(frame.waiting),
        stranded_share: exact(frame.stranded),
        out_of_data_share: exact(frame.out_of_data),
    }
}

fn hours(forecast: &Forecast) -> f64 {
    forecast.to_unix_s.saturating_sub(forecast.from_unix_s) as f64 / 3600.0
}

/// A short table for the terminal: every six hours and the end. It holds fewer than 100 columns.
pub fn summary_text(forecast: &Forecast) -> String {
    let mut out = format!("{MARK} - {}\n", NOT_FOR_NAVIGATION.to_lowercase());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}", forecast.title);
    let (from, to) = (iso_utc(forecast.from_unix_s), iso_utc(forecast.to_unix_s));
    let way = if hours(forecast) < 0.0 { " backward" } else { "" };
    let hours = (hours(forecast).abs() * 100.0).round() / 100.0;
    let plural = if forecast.elements == 1 { "" } else { "s" };
    let _ = writeln!(out, "{from} to {to} ({hours} h{way}), {} element{plural}\n", forecast.elements);
    let _ = writeln!(
        out,
        "{:<17} {:>22} {:>13} {:>7} {:>25}",
        "time", "mean position", "spread E, N", "ashore", "area 50 / 75 / 95 %"
    );
    let _ = writeln!(out, "{:<17} {:>22} {:>13} {:>7} {:>25}", "UTC", "", "NM", "%", "NM2");
    for frame in Times::default().frames(forecast).into_iter().filter_map(|k| forecast.frames.get(k)) {
        let time = iso_utc(frame.time_unix_s);
        let mean = frame.mean.filter(|m| m.is_valid()).map_or_else(|| "-".to_owned(), |m| degrees_minutes(m, "-", ""));
        let spread = format!("{:.1}, {:.1}", to_nm(frame.spread_m[0]), to_nm(frame.spread_m[1]));
        let found = contours(&forecast.shape, &frame.mass, passes(forecast, frame), &SHARES);
        let areas: Vec<String> = found.iter().map(|c| format!("{:.0}", c.area_m2 / M2_PER_NM2 + 0.0)).collect();
        let stamp = time.get(..16).unwrap_or(&time);
        let ashore = 100.0 * frame.stranded;
        let _ = writeln!(out, "{stamp}Z {mean:>22} {spread:>13} {ashore:>7.1} {:>25}", areas.join(" / "));
    }
    if let Some(last) = forecast.frames.last() {
        let parts = [
            (last.waiting, "not yet in the water"),
            (last.outside, "outside the grid"),
            (last.out_of_data, "left the data of wind or current"),
        ];
        for (share, what) in parts.into_iter().filter(|(share, _)| *share > 0.0) {
            let _ = writeln!(out, "{:.1} % {what} at the end", 100.0 * share);
        }
    }
    for note in &forecast.notes {
        let _ = writeln!(out, "note: {note}");
    }
    for what in &forecast.left_out {
        let _ = writeln!(out, "in pieces: {what}");
    }
    out
}

/// `36-02.5N 131-11.2E`, or with signs behind degrees and minutes `36°02.5'N 131°11.2'E`.
pub(super) fn degrees_minutes(at: Position, degree: &str, minute: &str) -> String {
    let part = |value: f64, width: usize, letters: [char; 2]| {
        let tenths = (value.abs() * 600.0).round() as u64;
        let letter = letters[usize::from(value < 0.0 && tenths > 0)];
        format!("{:0width$}{degree}{:02}.{}{minute}{letter}", tenths / 600, tenths % 600 / 10, tenths % 10)
    };
    format!("{} {}", part(at.lat_deg, 2, ['N', 'S']), part(at.lon_deg, 3, ['E', 'W']))
}
