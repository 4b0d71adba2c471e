//! What each dimension of a variable is: time, level, row, column.

use super::assemble::iso;
use super::file::{File, Variable};
use super::level::{self, Level};
use super::{Findings, Kind, problem, units};
use crate::finding::Finding;
use crate::time::parse_cf_calendar_units;

/// What a coordinate variable says it is (CF conventions, chapter 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Longitude,
    Latitude,
    ProjectionX,
    ProjectionY,
    /// Longitude of a rotated grid.
    GridLongitude,
    /// Latitude of a rotated grid.
    GridLatitude,
    Time,
    Vertical,
    Other,
}

pub(super) fn role(variable: &Variable) -> Role {
    match variable.standard_name() {
        "longitude" => return Role::Longitude,
        "latitude" => return Role::Latitude,
        "projection_x_coordinate" => return Role::ProjectionX,
        "projection_y_coordinate" => return Role::ProjectionY,
        "grid_longitude" => return Role::GridLongitude,
        "grid_latitude" => return Role::GridLatitude,
        "time" => return Role::Time,
        "forecast_reference_time" | "forecast_period" | "realization" => return Role::Other,
        "depth" | "height" | "altitude" => return Role::Vertical,
        name if name.starts_with("ocean_s") || name.ends_with("_level") || name.ends_with("pressure") => {
            return Role::Vertical;
        }
        _ => {}
    }
    let unit = variable.text("units").unwrap_or_default();
    let name = variable.name.to_lowercase();
    match unit.to_lowercase().as_str() {
        "degrees_east" | "degree_east" | "degree_e" | "degrees_e" | "degreee" | "degreese" => return Role::Longitude,
        "degrees_north" | "degree_north" | "degree_n" | "degrees_n" | "degreen" | "degreesn" => return Role::Latitude,
        unit if unit.contains(" since ") => return Role::Time,
        _ => {}
    }
    if variable.text("positive").is_some() {
        return Role::Vertical;
    }
    match name.as_str() {
        "rlon" => return Role::GridLongitude,
        "rlat" => return Role::GridLatitude,
        "lon" | "longitude" => return Role::Longitude,
        "lat" | "latitude" => return Role::Latitude,
        "time" | "ocean_time" | "valid_time" => return Role::Time,
        "depth" | "height" | "lev" | "level" | "z" | "s_rho" | "sigma" | "deptht" | "depthu" | "depthv" => {
            return Role::Vertical;
        }
        _ => {}
    }
    let metric = units::metres(unit).is_some();
    match (variable.text("axis").unwrap_or_default(), name.as_str()) {
        ("X", _) | ("", "x" | "xc") if metric => Role::ProjectionX,
        ("Y", _) | ("", "y" | "yc") if metric => Role::ProjectionY,
        ("T", _) => Role::Time,
        ("Z", _) => Role::Vertical,
        _ => Role::Other,
    }
}

/// Where the dimensions of a variable stand, and what is fixed.
pub(super) struct Shape<'f> {
    /// Place of the time dimension with its coordinate.
    pub time: Option<(usize, &'f Variable)>,
    pub row: (usize, &'f Variable),
    pub column: (usize, &'f Variable),
    /// Index taken of every other dimension (0 for the three above).
    pub fixed: Vec<usize>,
    /// Level in words, empty when the file says none.
    pub level: String,
    pub warnings: Vec<Finding>,
}

pub(super) fn shape<'f>(file: &'f File<'_>, variable: &Variable, kind: Kind) -> Result<Shape<'f>, Findings> {
    let (mut time, mut row, mut column) = (None, None, None);
    let mut fixed = vec![0; variable.dims.len()];
    let mut taken = Level::default();
    let mut problems = Vec::new();
    for (place, (dim, len)) in variable.dims.iter().zip(&variable.shape).enumerate() {
        let coordinate = coordinate(file, dim);
        match coordinate.map_or(Role::Other, role) {
            Role::Time => time = time.or(coordinate.map(|v| (place, v))),
            Role::Longitude | Role::ProjectionX | Role::GridLongitude => {
                column = column.or(coordinate.map(|v| (place, v)))
            }
            Role::Latitude | Role::ProjectionY | Role::GridLatitude => row = row.or(coordinate.map(|v| (place, v))),
            Role::Vertical => match level::choose(file, variable, coordinate, kind) {
                Ok(level) => {
                    fixed[place] = level.index;
                    taken = level;
                }
                Err(e) => problems.extend(e),
            },
            Role::Other if *len == 1 => {}
            Role::Other => problems.extend(unknown_dimension(file, variable, dim, *len)),
        }
    }
    if taken.text.is_empty() {
        taken = level::of_scalar_coordinate(file, variable, kind);
    }
    match (row, column) {
        (Some(row), Some(column)) if problems.is_empty() => {
            Ok(Shape { time, row, column, fixed, level: taken.text, warnings: taken.warnings })
        }
        _ if problems.is_empty() => Err(problem(
            format!(
                "{} is not on rows and columns with coordinates (its dimensions: {})",
                variable.described(),
                variable.dims.join(", ")
            ),
            "give a file with longitude and latitude, or with projection_x_coordinate, projection_y_coordinate and grid_mapping",
        )),
        _ => Err(problems),
    }
}

/// The coordinate variable of a dimension: of its name, or a variable on it alone that says what it is.
fn coordinate<'f>(file: &'f File<'_>, dim: &str) -> Option<&'f Variable> {
    let own = file.variables.iter().find(|v| v.name == dim && v.dims.len() == 1 && v.dims[0] == dim);
    let known = |v: &&Variable| v.dims.len() == 1 && v.dims[0] == dim && role(v) != Role::Other;
    own.filter(|v| role(v) != Role::Other).or_else(|| file.variables.iter().find(known)).or(own)
}

fn unknown_dimension(file: &File<'_>, variable: &Variable, dim: &str, len: usize) -> Findings {
    let curved =
        file.variables.iter().any(|v| v.dims.len() == 2 && matches!(role(v), Role::Longitude | Role::Latitude));
    let known = file.variable(dim).is_some();
    let member = ["realization", "member", "number", "ensemble"].iter().any(|word| dim.to_lowercase().contains(word));
    let (what, hint) = if member {
        (
            "one member of an ensemble is read at a time",
            "extract one, for example with `ncks -d <dimension>,0 in.nc out.nc`",
        )
    } else if dim == "month" {
        ("it is a climatology, not a forecast", "give a forecast or a hindcast with dates")
    } else if curved && !known {
        (
            "the grid is known only by two-dimensional longitudes and latitudes",
            "give x and y coordinates (projection_x_coordinate, metres) and grid_mapping, or regrid it, for example with `cdo remapbil,<grid> in.nc out.nc`",
        )
    } else {
        (
            "it is neither time, level, row nor column",
            "give its coordinate a standard_name and units, or extract one index with `ncks -d`",
        )
    };
    problem(format!("dimension {dim} ({len}) of {}: {what}", variable.described()), hint)
}

/// Times of a coordinate, seconds since 1970.
pub(super) fn times(file: &File<'_>, variable: &Variable) -> Result<Vec<f64>, Findings> {
    let units = variable.text("units").unwrap_or_default();
    let calendar = variable.text("calendar").unwrap_or("standard").to_lowercase();
    if !matches!(calendar.as_str(), "standard" | "gregorian" | "proleptic_gregorian" | "") {
        let hint = "convert it, for example with `cdo setcalendar,proleptic_gregorian in.nc out.nc`";
        return Err(problem(format!("{} uses the calendar \"{calendar}\"", variable.name), hint));
    }
    let Some((zero, unit_s)) = parse_cf_calendar_units(units, calendar == "proleptic_gregorian") else {
        let hint = "the units attribute must read like \"hours since 2026-07-01 00:00:00\"";
        return Err(problem(format!("the time unit \"{units}\" of {} is not read", variable.name), hint));
    };
    let values = file.values(variable)?;
    if let Some(bad) = values.iter().position(|v| !v.is_finite()) {
        return Err(problem(format!("time number {bad} of {} is missing", variable.name), "download the file again"));
    }
    Ok(values.iter().map(|v| zero as f64 + v * unit_s).collect())
}

/// First and last time and their number, in words.
pub(super) fn describe_times(unix_s: &[f64]) -> String {
    match unix_s {
        [] => "no time".to_owned(),
        [one] => format!("time {}", iso(*one)),
        [first, .., last] => format!("{} times {} to {}", unix_s.len(), iso(*first), iso(*last)),
    }
}
