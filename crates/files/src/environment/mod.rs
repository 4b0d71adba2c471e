//! Wind, current, Stokes drift and sea state from the files that weather and ocean centres publish.
//!
//! NetCDF-3, NetCDF-4 and GRIB2, told apart by their first bytes. A file is cropped to the area and the time asked for, its
//! units are checked, its vectors turned to true east and north, and what was taken from it is said in one line.
//!
//! # References
//! NetCDF Climate and Forecast (CF) Metadata Conventions 1.11; WMO Manual on Codes, Volume I.2, FM 92 GRIB edition 2.

mod assemble;
mod axis;
mod decode;
mod field;
mod file;
mod grib;
pub(crate) mod guard;
mod lattice;
mod level;
mod mapping;
mod names;
mod netcdf;
mod proj4;
mod units;

use std::path::Path;

use sarex_model::field::ScalarField;

pub use field::Field;

use crate::fgb::Bbox;
use crate::finding::{Finding, Severity};
use crate::limits::ENVIRONMENT_FILE_BYTES;

/// A vector that drives drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Wind 10 m above the sea.
    Wind,
    /// Current at the surface.
    Current,
    /// Stokes drift at the surface.
    Stokes,
}

/// A number that survival or search needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarQuantity {
    /// Sea surface temperature, degrees Celsius.
    SeaTemperature,
    /// Significant wave height, metres.
    WaveHeight,
}

/// What is wanted of a file with a vector.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Which vector.
    pub quantity: Quantity,
    /// West, south, east, north, degrees; the field is cropped to it and one cell round it. East below west: over the date line.
    pub area: Option<Bbox>,
    /// First and last second, since 1970, that must be covered if possible; times outside are left out.
    pub span_unix_s: Option<(i64, i64)>,
    /// Second, since 1970, that becomes time 0 of the field.
    pub zero_unix_s: i64,
    /// Names of the variables when the file's own description does not tell them: eastward and northward (or x and y, or
    /// speed and direction).
    pub variables: Option<(&'a str, &'a str)>,
    /// Seconds added to the times of the file, for data of another day.
    pub shift_s: f64,
}

/// What is wanted of a file with a number.
#[derive(Clone, Copy, Debug)]
pub struct ScalarRequest<'a> {
    /// Which number.
    pub quantity: ScalarQuantity,
    /// As in [`Request`].
    pub area: Option<Bbox>,
    /// As in [`Request`].
    pub span_unix_s: Option<(i64, i64)>,
    /// As in [`Request`].
    pub zero_unix_s: i64,
    /// Name of the variable when the file does not tell it.
    pub variable: Option<&'a str>,
    /// As in [`Request`].
    pub shift_s: f64,
}

/// A field and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded<F = Field> {
    /// The field, cropped, m/s towards true east and north (a scalar in the unit of its quantity).
    pub field: F,
    /// One line: file, variables, grid, times, title and institution.
    pub source: String,
    /// What was assumed, and what a person should look at.
    pub warnings: Vec<Finding>,
}

/// Reads a vector field.
///
/// Data that cover the area or the time only in part are no error; ask [`Field::bounds`] and [`Field::time_range_s`].
///
/// # Errors
/// A file that cannot be read, without the quantity, with unknown units, on a grid that is not read, or without any overlap
/// with the request; each with its remedy.
pub fn read_vector(path: &Path, request: &Request<'_>) -> Result<Loaded, Vec<Finding>> {
    let wanted = Wanted {
        kind: Kind::Vector(request.quantity),
        area: request.area,
        span_unix_s: request.span_unix_s,
        zero_unix_s: request.zero_unix_s,
        variables: request.variables.map(|(a, b)| vec![a, b]),
        shift_s: request.shift_s,
    };
    let loaded = read(path, &wanted)?;
    let field = assemble::vector(request.quantity, loaded.field).map_err(|e| named(path, e))?;
    Ok(Loaded { field, source: loaded.source, warnings: loaded.warnings })
}

/// Reads a scalar field, on a longitude-latitude grid.
///
/// # Errors
/// As [`read_vector`]; also for a projected grid, which is not read for scalars.
pub fn read_scalar(path: &Path, request: &ScalarRequest<'_>) -> Result<Loaded<ScalarField>, Vec<Finding>> {
    let wanted = Wanted {
        kind: Kind::Scalar(request.quantity),
        area: request.area,
        span_unix_s: request.span_unix_s,
        zero_unix_s: request.zero_unix_s,
        variables: request.variable.map(|name| vec![name]),
        shift_s: request.shift_s,
    };
    let loaded = read(path, &wanted)?;
    let field = assemble::scalar(request.quantity, loaded.field).map_err(|e| named(path, e))?;
    Ok(Loaded { field, source: loaded.source, warnings: loaded.warnings })
}

/// Either kind of quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Vector(Quantity),
    Scalar(ScalarQuantity),
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Vector(Quantity::Wind) => "wind",
            Self::Vector(Quantity::Current) => "current",
            Self::Vector(Quantity::Stokes) => "Stokes drift",
            Self::Scalar(ScalarQuantity::SeaTemperature) => "sea temperature",
            Self::Scalar(ScalarQuantity::WaveHeight) => "wave height",
        }
    }
}

/// A request of either kind.
struct Wanted<'a> {
    kind: Kind,
    area: Option<Bbox>,
    span_unix_s: Option<(i64, i64)>,
    zero_unix_s: i64,
    variables: Option<Vec<&'a str>>,
    shift_s: f64,
}

/// Remedy for a file that is too large.
const CUT: &str = "name the area and the time, or cut the file, for example with `cdo sellonlatbox` and `cdo seldate`";

/// Findings whose file is filled in at the end.
type Findings = Vec<Finding>;

fn problem(message: impl Into<String>, hint: impl Into<String>) -> Findings {
    let hint = hint.into();
    vec![Finding::of_file("", message, Some(hint).filter(|h| !h.is_empty()))]
}

fn warning(message: impl Into<String>, hint: impl Into<String>) -> Finding {
    let hint = hint.into();
    Finding { severity: Severity::Warning, ..Finding::of_file("", message, Some(hint).filter(|h| !h.is_empty())) }
}

fn named(path: &Path, mut findings: Findings) -> Findings {
    for finding in &mut findings {
        finding.file = path.display().to_string();
    }
    findings
}

fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Loaded<assemble::Layers>, Findings> {
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let mut loaded = check(wanted).and_then(|()| read_by_content(path, wanted)).map_err(|e| named(path, e))?;
    loaded.source = format!("{name}: {}", loaded.source);
    loaded.warnings = named(path, loaded.warnings);
    Ok(loaded)
}

fn check(wanted: &Wanted<'_>) -> Result<(), Findings> {
    let sound = wanted.area.is_none_or(|[west, south, east, north]| {
        [west, south, east, north].iter().all(|v| v.is_finite())
            && west.abs() <= 360.0
            && east.abs() <= 720.0
            && south <= north
    });
    if !sound {
        return Err(problem("the area asked for is no area", "west, south, east, north in degrees"));
    }
    if !wanted.shift_s.is_finite() || wanted.shift_s.abs() > 1e11 {
        return Err(problem("the shift of the times is not usable", "write a duration such as -4h or 3650d"));
    }
    if wanted.span_unix_s.is_some_and(|(from, to)| from > to) {
        return Err(problem("the time asked for ends before it starts", ""));
    }
    Ok(())
}

fn read_by_content(path: &Path, wanted: &Wanted<'_>) -> Result<Loaded<assemble::Layers>, Findings> {
    let io = |e: std::io::Error| problem(format!("it cannot be read: {e}"), "");
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(problem("it is a folder", "name a NetCDF or GRIB2 file; several files are given one by one"));
    }
    let head = file::head(path).map_err(io)?;
    let whole = || {
        if metadata.len() > ENVIRONMENT_FILE_BYTES {
            let message = format!("{} bytes, at most {ENVIRONMENT_FILE_BYTES} are read", metadata.len());
            return Err(problem(message, CUT));
        }
        std::fs::read(path).map_err(io)
    };
    match head.as_slice() {
        [b'C', b'D', b'F', 1 | 2, ..] => {
            let bytes = whole()?;
            netcdf::read(&file::File::classic(&bytes)?, wanted)
        }
        [b'C', b'D', b'F', 5, ..] | [0x89, b'H', b'D', b'F', b'\r', b'\n', 0x1a, b'\n', ..] => {
            netcdf::read(&file::File::modern(path)?, wanted)
        }
        bytes if bytes.windows(4).any(|w| w == b"GRIB") => grib::read(&whole()?, wanted),
        [] => Err(problem("it is empty", "download it again")),
        _ => Err(problem(
            "it is neither NetCDF nor GRIB2",
            "give the data file itself (.nc, .grib2, .grb2), unpacked if it came as .gz, .bz2 or .zip",
        )),
    }
}
