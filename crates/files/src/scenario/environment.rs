//! Wind, current and sea of a scenario, from files of `maps/environment` or from constants.

use std::path::Path;

use sarex_model::field::{FieldGap, FieldStack, VectorField};
use sarex_model::math::{cos, radians, sin};
use sarex_model::position::{Position, Vec2};
use sarex_model::units::knots;
use sarex_sim::limits::{FORECAST_ELEMENTS, MOST_FORECAST_ELEMENTS};
use sarex_sim::setup::Environment;

use super::context::Context;
use super::tree::{Field, Table};
use crate::fgb::Bbox;
use crate::finding::did_you_mean;
use crate::grid::Grid;
use crate::map_pack::MapPack;
use crate::netcdf::NetCdf;
use crate::time::{iso_utc, month_and_day};

/// Degrees kept around the scenario's box, so that a unit that strays still has wind.
const MARGIN_DEG: f64 = 3.0;
const DAY_S: f64 = 86_400.0;

/// What the environment is read for.
pub struct Frame<'p> {
    /// `maps/environment`, if it could be opened.
    pub pack: Option<&'p MapPack>,
    /// The box of the scenario.
    pub area: Bbox,
    /// Start, seconds since 1970; none when the scenario does not say it.
    pub start_unix_s: Option<i64>,
    /// First and last second that is looked at, from the start.
    pub span_s: (i64, i64),
}

impl Frame<'_> {
    fn middle(&self) -> Position {
        Position::new((self.area[1] + self.area[3]) / 2.0, (self.area[0] + self.area[2]) / 2.0)
    }

    fn cropped(&self) -> Bbox {
        let [west, south, east, north] = self.area;
        [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG]
    }
}

/// Reads `[environment]`.
pub fn environment(context: &Context<'_>, table: &Table<'_>, frame: &Frame<'_>) -> Option<Environment> {
    let shift = table.boolean_or("shift_times", false);
    let current = stack(context, table, frame, ("current", &[("ugos", "vgos"), ("uo", "vo")], shift));
    let wind = stack(context, table, frame, ("wind", &[("u10", "v10")], shift));
    let visibility_nm = assumed(context, table, "visibility_nm", (0.0, 50.0), 10.0);
    let sea_temperature_c = sea_temperature(context, table, frame);
    let wave_height_m = wave_height(context, table, frame);
    let (mut wind_error, mut current_error) = (1.5, 0.15);
    match table.get("forecast_error").map(|field| field.table("forecast_error")) {
        Some(Some(errors)) => {
            wind_error = errors.number_or("wind_mps", 0.0, 20.0, 0.0);
            current_error = errors.number_or("current_mps", 0.0, 3.0, 0.0);
            errors.finish();
        }
        Some(None) => {}
        None => context.note("forecast error assumed: 1.5 m/s wind, 0.15 m/s current per component"),
    }
    let elements = table.get("forecast_elements").and_then(|field| field.integer(100, MOST_FORECAST_ELEMENTS.into()));
    let forecast_elements = elements.and_then(|n| u32::try_from(n).ok()).unwrap_or(FORECAST_ELEMENTS);
    table.finish();
    Some(Environment {
        current: current?,
        wind: wind?,
        visibility_nm,
        sea_temperature_c: sea_temperature_c?,
        wave_height_m: wave_height_m?,
        forecast_error_wind_mps: wind_error,
        forecast_error_current_mps: current_error,
        forecast_elements,
    })
}

fn assumed(
    context: &Context<'_>,
    table: &Table<'_>,
    key: &'static str,
    (least, most): (f64, f64),
    default: f64,
) -> f64 {
    table.get(key).map_or_else(
        || {
            context.note(format!("{key} = {default} assumed: the scenario does not give it"));
            default
        },
        |field| field.number(least, most).unwrap_or(default),
    )
}

type Source<'a> = (&'static str, &'a [(&'static str, &'static str)], bool);

fn stack(
    context: &Context<'_>,
    table: &Table<'_>,
    frame: &Frame<'_>,
    (key, names, shift): Source<'_>,
) -> Option<FieldStack> {
    let Some(field) = table.get(key) else {
        context.note(format!("no {key}: taken as nil"));
        return Some(FieldStack::constant(Vec2::default()));
    };
    let mut stack = FieldStack::default();
    let mut good = true;
    for entry in field.one_or_list() {
        if entry.is_table() {
            match constant(&entry, key) {
                Some(value) => stack.fallback = Some(value),
                None => good = false,
            }
        } else {
            match layer(context, &entry, frame, (key, names, shift)) {
                Some(layer) => stack.layers.push(layer),
                None => good = false,
            }
        }
    }
    let fallback = table.get(if key == "wind" { "fallback_wind" } else { "fallback_current" });
    if let Some(entry) = fallback {
        let calm = entry.value().as_str() == Some("calm");
        let value = if calm { Some(Vec2::default()) } else { constant(&entry, key) };
        good &= value.is_some();
        stack.fallback = value.or(stack.fallback);
    }
    if key == "current" && stack.fallback.unwrap_or_default() == Vec2::default() {
        let note = "where no current source has a value (near coasts, outside its grid), the current is taken as nil";
        context.note(note);
        stack.fallback = Some(Vec2::default());
    }
    let gap = if good { gap(&stack, frame) } else { None };
    if let Some((gap, at, time_s)) = gap {
        let hint = "add a file that covers the area, or fallback_wind = { from_deg = 300, speed_kn = 15 }";
        field.error(gap.explain(key, at, time_s), Some(hint.into()));
        good = false;
    }
    good.then_some(stack)
}

/// The first gap of a stack at the middle and the corners of the scenario's box, over its times.
fn gap(stack: &FieldStack, frame: &Frame<'_>) -> Option<(FieldGap, Position, f64)> {
    let [west, south, east, north] = frame.area;
    let corners = [(south, west), (south, east), (north, west), (north, east)];
    let places = corners.map(|(lat, lon)| Position::new(lat, lon)).into_iter().chain([frame.middle()]);
    let times = [0.0, 0.5, 1.0].map(|share| frame.span_s.0 as f64 + share * (frame.span_s.1 - frame.span_s.0) as f64);
    let mut looks = places.flat_map(|at| times.map(|time_s| (at, time_s)));
    looks.find_map(|(at, time_s)| stack.at(at, time_s).err().map(|gap| (gap, at, time_s)))
}

/// `{ from_deg, speed_kn }` for wind, `{ set_deg, drift_kn }` for current.
fn constant(field: &Field<'_>, key: &str) -> Option<Vec2> {
    let table = field.table("a constant")?;
    let (towards_deg, speed_kn) = if key == "wind" {
        let from = table.need("from_deg").and_then(|f| f.number(0.0, 360.0));
        (from.map(|deg| deg + 180.0), table.need("speed_kn").and_then(|f| f.number(0.0, 150.0)))
    } else {
        let set = table.need("set_deg").and_then(|f| f.number(0.0, 360.0));
        (set, table.need("drift_kn").and_then(|f| f.number(0.0, 15.0)))
    };
    table.finish();
    let (angle, speed) = (radians(towards_deg?), knots(speed_kn?));
    Some(Vec2 { east_m: speed * sin(angle), north_m: speed * cos(angle) })
}

/// The bytes of a file of the environment pack, with its finding when it cannot be used.
fn bytes(field: &Field<'_>, frame: &Frame<'_>) -> Option<(String, Vec<u8>)> {
    let path = field.str()?;
    let pack = frame.pack?;
    let Some(entry) = pack.entry(path) else {
        let known = pack.manifest.files.iter().map(|entry| entry.path.as_str());
        let hint =
            did_you_mean(path, known).unwrap_or_else(|| "the manifest of maps/environment lists its files".into());
        field.error(format!("maps/environment has no file \"{path}\""), Some(hint));
        return None;
    };
    match pack.read(entry) {
        Ok(bytes) => Some((path.to_owned(), bytes)),
        Err(error) => {
            field.error(error.to_string(), Some(error.remedy()));
            None
        }
    }
}

fn grid(field: &Field<'_>, frame: &Frame<'_>, names: &[(&str, &str)]) -> Option<(String, Grid)> {
    let (path, bytes) = bytes(field, frame)?;
    let read = || -> Result<Grid, String> {
        let file = NetCdf::open(&bytes).map_err(|e| e.to_string())?;
        let pair = names.iter().find(|(east, _)| file.variable(east).is_some());
        let (first, second) = pair.ok_or_else(|| format!("it has none of the variables {names:?}"))?;
        let wanted: &[&str] = if second.is_empty() { &[first] } else { &[first, second] };
        Grid::read(&file, wanted, Some(frame.cropped()))
    };
    match read() {
        Ok(grid) => Some((path, grid)),
        Err(what) => {
            field.error(format!("{path}: {what}"), Some("maps/README.md says what each role wants".into()));
            None
        }
    }
}

fn layer(
    context: &Context<'_>,
    field: &Field<'_>,
    frame: &Frame<'_>,
    (key, names, shift): Source<'_>,
) -> Option<VectorField> {
    let (path, grid) = grid(field, frame, names)?;
    let (first, last) = (*grid.times.first()?, *grid.times.last()?);
    let start_unix_s = frame.start_unix_s.unwrap_or(first as i64 - frame.span_s.0);
    let needed = (start_unix_s + frame.span_s.0, start_unix_s + frame.span_s.1);
    // A single field holds at all times, and is taken to be of its day.
    let slack_s = if grid.times.len() == 1 { DAY_S } else { 0.0 };
    let covers =
        |zero: f64| first - zero <= frame.span_s.0 as f64 + slack_s && last - zero >= frame.span_s.1 as f64 - slack_s;
    let mut zero_s = start_unix_s as f64;
    let of = iso_utc(first as i64);
    if !covers(zero_s) && shift {
        zero_s = first - frame.span_s.0 as f64;
        context.note(format!("stand-in data: {key} of {of} ({path}) is used as if it began at {}", iso_utc(needed.0)));
    }
    if !covers(zero_s) && slack_s == 0.0 {
        let message = format!(
            "{path} runs from {of} to {}, the exercise needs {} to {}",
            iso_utc(last as i64),
            iso_utc(needed.0),
            iso_utc(needed.1)
        );
        let hint = if shift {
            "make the exercise shorter, or take a longer file"
        } else {
            "set shift_times = true to use it as a stand-in (the report says so)"
        };
        field.error(message, Some(hint.into()));
        return None;
    }
    if !covers(zero_s) && !shift {
        let hint = "set shift_times = true to use it as a stand-in (the report says so)".to_owned();
        field.error(format!("{path} is of {of}, the exercise begins {}", iso_utc(start_unix_s)), Some(hint));
        return None;
    }
    match grid.into_vector(key, zero_s) {
        Ok(layer) => Some(layer),
        Err(what) => {
            field.error(format!("{path}: {what}"), None);
            None
        }
    }
}

fn sea_temperature(context: &Context<'_>, table: &Table<'_>, frame: &Frame<'_>) -> Option<f64> {
    let field = table.get("sea_temperature_c");
    if let Some(field) = &field
        && field.value().as_str() != Some("climatology")
    {
        return field.number(-2.5, 40.0);
    }
    let entry = frame.pack.and_then(|pack| pack.files_of("climatology").next().map(|entry| (pack, entry)));
    let read = || -> Result<f64, String> {
        let (pack, entry) = entry.ok_or("there is no climatology in maps/environment")?;
        let bytes = pack.read(entry).map_err(|e| e.to_string())?;
        let file = NetCdf::open(&bytes).map_err(|e| e.to_string())?;
        let grid = Grid::read(&file, &["sst"], None)?;
        let (month, _) = month_and_day(frame.start_unix_s.unwrap_or(0));
        let field = grid.into_scalar("sea temperature", 0.0)?;
        field.at(frame.middle(), f64::from(month)).map_err(|gap| gap.to_string())
    };
    match read() {
        Ok(celsius) => {
            let celsius = (celsius * 10.0).round() / 10.0;
            context.note(format!("sea temperature {celsius} C from the monthly climatology (COADS 1946-1989)"));
            Some(celsius)
        }
        Err(what) => {
            let span = field.map_or(table.span.clone(), |field| field.span());
            context.source.error(
                span,
                format!("no sea temperature: {what}"),
                Some("write sea_temperature_c = 19".into()),
            );
            None
        }
    }
}

fn wave_height(context: &Context<'_>, table: &Table<'_>, frame: &Frame<'_>) -> Option<f64> {
    let field = table.get("wave_height_m");
    let Some(field) = field.filter(|field| field.value().is_str()) else {
        return Some(assumed(context, table, "wave_height_m", (0.0, 20.0), 1.0));
    };
    let (path, grid) = grid(&field, frame, &[("swh", "")])?;
    let height =
        grid.into_scalar("waves", 0.0).and_then(|waves| waves.at(frame.middle(), 0.0).map_err(|gap| gap.to_string()));
    match height {
        Ok(metres) => {
            context.note(format!("stand-in data: wave height {metres:.1} m at the middle of the area from {path}"));
            Some((metres * 10.0).round() / 10.0)
        }
        Err(what) => {
            field.error(format!("{path}: {what}"), Some("write wave_height_m = 1.2".into()));
            None
        }
    }
}

/// Opens `maps/environment`; that it cannot be opened is a finding only when a file of it is asked for.
pub fn open_pack(context: &Context<'_>, maps: &Path, table: &Table<'_>) -> Option<MapPack> {
    match MapPack::open(&maps.join("environment")) {
        Ok(pack) => Some(pack),
        Err(error) => {
            let files = ["current", "wind", "wave_height_m"].map(|key| table.get(key));
            let asks = |field: &Field<'_>| field.one_or_list().iter().any(|entry| entry.value().is_str());
            if let Some(field) = files.iter().flatten().find(|field| asks(field)) {
                context.source.error(field.span(), error.to_string(), Some(error.remedy()));
            }
            None
        }
    }
}
