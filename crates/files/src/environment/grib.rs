//! GRIB2 files to layers on a grid.

mod grid;
mod message;
mod values;

use std::collections::BTreeMap;

use self::grid::GribGrid;
use self::message::Message;
use super::assemble::{Layers, keep_times, keep_window, sanity};
use super::level::WIND_HEIGHT_M;
use super::names::Relation;
use super::{CUT, Findings, Kind, Loaded, Quantity, ScalarQuantity, Wanted, axis, problem, warning};
use crate::finding::Finding;
use crate::limits::ENVIRONMENT_VALUES;

/// Discipline, category and numbers of the components (WMO code tables 0.0, 4.1, 4.2).
struct Parameter {
    discipline: u8,
    category: u8,
    numbers: &'static [u8],
    name: &'static str,
    /// Added to come to the unit of the quantity.
    offset: f32,
}

fn parameter(kind: Kind) -> Parameter {
    let (discipline, category, numbers, name, offset): (_, _, &'static [u8], _, _) = match kind {
        Kind::Vector(Quantity::Wind) => (0, 2, &[2, 3], "u and v of wind", 0.0),
        Kind::Vector(Quantity::Current) => (10, 1, &[2, 3], "u and v of current", 0.0),
        Kind::Vector(Quantity::Stokes) => (10, 0, &[21, 22], "u and v of surface Stokes drift", 0.0),
        Kind::Scalar(ScalarQuantity::WaveHeight) => (10, 0, &[3], "significant height of wind waves and swell", 0.0),
        Kind::Scalar(ScalarQuantity::SeaTemperature) => (10, 3, &[0], "water temperature", -273.15),
    };
    Parameter { discipline, category, numbers, name, offset }
}

pub(super) fn read(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Loaded<Layers>, Findings> {
    let parameter = parameter(wanted.kind);
    let all = message::messages(bytes)?;
    let of_quantity = |m: &&Message<'_>| {
        (m.discipline, m.category()) == (parameter.discipline, parameter.category)
            && parameter.numbers.contains(&m.number())
    };
    let found: Vec<&Message<'_>> = all.iter().filter(of_quantity).collect();
    if found.is_empty() {
        return Err(nothing(&all, &parameter, wanted.kind));
    }
    let mut warnings = Vec::new();
    if wanted.variables.is_some() {
        warnings.push(warning("the names of variables are not used: GRIB2 has none", ""));
    }
    let (found, level) = one_level(found, wanted.kind, &mut warnings)?;
    let steps = by_time(found, &parameter, &mut warnings)?;
    let grid = same_grid(&steps)?;
    let unix_s: Vec<f64> = steps.keys().map(|t| *t as f64).collect();
    let times = keep_times(parameter.name, &unix_s, wanted)?;
    warnings.extend(times.warnings);
    let window = keep_window(parameter.name, &grid.lattice, wanted)?;
    let layer = window.rows * window.columns;
    if layer.checked_mul(times.count).is_none_or(|n| n > ENVIRONMENT_VALUES) {
        let message =
            format!("{layer} x {} values in the area and time, at most {ENVIRONMENT_VALUES} are read", times.count);
        return Err(problem(message, CUT));
    }
    let mut layers = Layers::new(&grid.lattice, window, times.times_s);
    let mut values = vec![Vec::with_capacity(layer * times.count); parameter.numbers.len()];
    for step in steps.values().skip(times.first).take(times.count) {
        for (message, out) in step.iter().zip(&mut values) {
            let decoded = values::decode(message, grid.points())?;
            let start = out.len();
            grid.cut(&decoded, window, out);
            out[start..].iter_mut().for_each(|v| *v += parameter.offset);
        }
    }
    let relation = if values.len() == 1 {
        Relation::Scalar
    } else if grid.along_grid {
        Relation::Grid
    } else {
        Relation::True
    };
    layers.fill(values, relation);
    warnings.extend(sanity(wanted.kind, &layers));
    let centre = steps.values().next().and_then(|step| step.first()).map_or_else(String::new, |m| m.centre());
    let mut source =
        format!("GRIB2 {}, {level}; {}; {}", parameter.name, grid.lattice.describe(), axis::describe_times(&unix_s));
    if wanted.shift_s != 0.0 {
        source.push_str(&format!("; shifted by {} s", wanted.shift_s));
    }
    Ok(Loaded { field: layers, source: format!("{source} ({centre})"), warnings })
}

fn nothing(all: &[Message<'_>], parameter: &Parameter, kind: Kind) -> Findings {
    let mut known: Vec<String> =
        all.iter().map(|m| format!("{}/{}/{}", m.discipline, m.category(), m.number())).collect();
    known.sort();
    known.dedup();
    known.truncate(12);
    let numbers: Vec<String> =
        parameter.numbers.iter().map(|n| format!("{}/{}/{n}", parameter.discipline, parameter.category)).collect();
    let message = format!(
        "it holds no {} (discipline/category/number {}); it holds {}",
        kind.name(),
        numbers.join(" and "),
        if known.is_empty() { "no message".to_owned() } else { known.join(", ") }
    );
    problem(message, "give the file of that quantity, instantaneous values (product templates 4.0 to 4.2)")
}

/// The messages of the level nearest to 10 m for wind and to the surface else, and the level in words.
fn one_level<'m, 'b>(
    found: Vec<&'m Message<'b>>,
    kind: Kind,
    warnings: &mut Vec<Finding>,
) -> Result<(Vec<&'m Message<'b>>, String), Findings> {
    let wind = kind == Kind::Vector(Quantity::Wind);
    let off = |m: &Message<'_>| match (m.surface(), kind) {
        (_, Kind::Scalar(_)) => Some(0.0),
        ((103, height), _) if wind => Some((height - WIND_HEIGHT_M).abs()),
        // The ground or the sea, without a height: behind every stated height up to twice the right one.
        ((1 | 101, _), _) if wind => Some(WIND_HEIGHT_M),
        ((160, depth), _) if !wind => Some(depth.abs()),
        ((1 | 101, _), _) => Some(0.0),
        _ => None,
    };
    let usable: Vec<(f64, &Message<'_>)> = found.iter().filter_map(|m| Some((off(m)?, *m))).collect();
    let Some(best) = usable.iter().map(|(off, _)| *off).min_by(f64::total_cmp) else {
        let mut levels: Vec<String> = found.iter().map(|m| m.surface_text()).collect();
        levels.sort();
        levels.dedup();
        levels.truncate(12);
        let need = if wind { "10 m above ground" } else { "the surface" };
        let message = format!("the {} is given at {}, not at {need}", kind.name(), levels.join(", "));
        return Err(problem(message, format!("give a file with the {} at {need}", kind.name())));
    };
    let kept: Vec<&Message<'_>> = usable.iter().filter(|(off, _)| *off == best).map(|(_, m)| *m).collect();
    let text = kept.first().map_or_else(String::new, |m| m.surface_text());
    if wind && best > 1.0 {
        warnings.push(warning(format!("the wind at {text} is taken as the wind at 10 m"), "give the 10 m wind"));
    }
    if !wind && best > 3.0 {
        warnings.push(warning(format!("the {} at {text} is taken as that of the surface", kind.name()), ""));
    }
    Ok((kept, text))
}

type Steps<'m, 'b> = BTreeMap<i64, Vec<&'m Message<'b>>>;

/// The components of each valid time; of several forecasts for a time the newest.
fn by_time<'m, 'b>(
    found: Vec<&'m Message<'b>>,
    parameter: &Parameter,
    warnings: &mut Vec<Finding>,
) -> Result<Steps<'m, 'b>, Findings> {
    let mut slots: BTreeMap<i64, Vec<Option<&Message<'_>>>> = BTreeMap::new();
    let mut doubled = false;
    for message in found {
        let Some((reference, valid)) = message.times() else {
            return Err(problem("a message has no usable time", "download the file again"));
        };
        let slot = slots.entry(valid).or_insert_with(|| vec![None; parameter.numbers.len()]);
        let Some(place) = parameter.numbers.iter().position(|n| *n == message.number()) else { continue };
        match slot[place].and_then(|old| old.times()) {
            Some((old, _)) => {
                doubled = true;
                if reference > old {
                    slot[place] = Some(message);
                }
            }
            None => slot[place] = Some(message),
        }
    }
    if doubled {
        let text = "several messages are for the same time (forecasts or ensemble members); the newest, else the first, is read";
        warnings.push(warning(text, "extract one forecast, for example with `grib_copy -w`"));
    }
    let before = slots.len();
    let steps: Steps<'_, '_> =
        slots.into_iter().filter_map(|(t, slot)| Some((t, slot.into_iter().collect::<Option<Vec<_>>>()?))).collect();
    if steps.is_empty() {
        return Err(problem(format!("of {} one component is missing", parameter.name), "give a file with both"));
    }
    if steps.len() < before {
        warnings.push(warning(format!("{} times have one component only and are left out", before - steps.len()), ""));
    }
    Ok(steps)
}

fn same_grid(steps: &Steps<'_, '_>) -> Result<GribGrid, Findings> {
    let mut messages = steps.values().flatten();
    let Some(first) = messages.next() else { return Err(problem("it holds no message", "download it again")) };
    if messages.any(|m| m.grid != first.grid) {
        return Err(problem("its messages are on different grids", "split the file, for example with `grib_copy -w`"));
    }
    grid::read(first.grid)
}
