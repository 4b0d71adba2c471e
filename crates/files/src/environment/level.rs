//! Which height or depth is read.

use super::file::{File, Variable};
use super::{Findings, Kind, Quantity, axis, problem, units, warning};
use crate::finding::Finding;

/// Height of the wind that leeway and wind sea are tabulated for, metres.
pub(super) const WIND_HEIGHT_M: f64 = 10.0;
/// Depth down to which a layer is taken for the surface without a word, metres: the uppermost layer of ocean models.
const SURFACE_M: f64 = 3.0;

/// The level taken.
#[derive(Default)]
pub(super) struct Level {
    pub index: usize,
    pub text: String,
    pub warnings: Vec<Finding>,
}

/// Of a vertical dimension the height nearest to 10 m for wind, else the level nearest to the surface.
pub(super) fn choose(
    file: &File<'_>,
    variable: &Variable,
    coordinate: Option<&Variable>,
    kind: Kind,
) -> Result<Level, Findings> {
    let Some(coordinate) = coordinate else { return Ok(Level::default()) };
    let values = file.values(coordinate)?;
    let wind = kind == Kind::Vector(Quantity::Wind);
    let unit = coordinate.text("units").unwrap_or_default();
    let metric = units::metres(unit);
    if wind && metric.is_none() && values.len() > 1 {
        let hint = "give the 10 m wind, or extract the lowest level";
        return Err(problem(format!("{} has levels in \"{unit}\", not heights", variable.described()), hint));
    }
    let factor = metric.unwrap_or(1.0);
    let aim = if wind { WIND_HEIGHT_M } else { 0.0 };
    let off = |v: &f64| (v.abs() * factor - aim).abs();
    let nearest = values.iter().enumerate().filter(|(_, v)| v.is_finite()).min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
    let Some((index, value)) = nearest else { return Ok(Level::default()) };
    Ok(described(variable, &coordinate.name, index, *value, metric, wind))
}

/// A level given as a single value beside the variable (CF conventions, chapter 5.7).
pub(super) fn of_scalar_coordinate(file: &File<'_>, variable: &Variable, kind: Kind) -> Level {
    let names = variable.text("coordinates").unwrap_or_default().split_whitespace();
    for found in names.filter_map(|name| file.variable(name)) {
        let single = found.shape.iter().all(|len| *len == 1);
        if single
            && axis::role(found) == axis::Role::Vertical
            && let Some(value) = file.values(found).ok().and_then(|v| v.first().copied()).filter(|v| v.is_finite())
        {
            let metric = units::metres(found.text("units").unwrap_or_default());
            return described(variable, &found.name, 0, value, metric, kind == Kind::Vector(Quantity::Wind));
        }
    }
    Level::default()
}

fn described(
    variable: &Variable,
    coordinate: &str,
    index: usize,
    value: f64,
    metric: Option<f64>,
    wind: bool,
) -> Level {
    let Some(factor) = metric else {
        return Level { index, text: format!("{coordinate} {value}"), warnings: Vec::new() };
    };
    let metres = value.abs() * factor;
    let mut warnings = Vec::new();
    if wind && (metres - WIND_HEIGHT_M).abs() > 1.0 {
        let message = format!("{} is the wind at {metres} m, taken as the wind at 10 m", variable.described());
        warnings.push(warning(message, "give the 10 m wind"));
    }
    if !wind && metres > SURFACE_M {
        warnings.push(warning(
            format!("{} is {metres} m below the surface, taken as that of the surface", variable.described()),
            "",
        ));
    }
    Level { index, text: format!("{coordinate} {metres} m"), warnings }
}
