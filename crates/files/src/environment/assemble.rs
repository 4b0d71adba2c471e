//! From layers of numbers to fields: turning to true north, sanity, times.

use sarex_model::field::{ProjectedField, ScalarField, VectorField};
use sarex_model::math::{cos, radians, sin, wrap_180};

use super::lattice::{Lattice, Layout, Window};
use super::names::Relation;
use super::{Field, Findings, Kind, Quantity, ScalarQuantity, Wanted, problem, warning};
use crate::fgb::Bbox;
use crate::finding::Finding;
use crate::time::iso_utc;

/// The kept part of a grid with one or two components, `[time][row][column]`.
pub(super) struct Layers {
    layout: Layout,
    x0: f64,
    dx: f64,
    nx: usize,
    y0: f64,
    dy: f64,
    ny: usize,
    times_s: Vec<f64>,
    values: Vec<Vec<f32>>,
}

impl Layers {
    /// The kept part of `lattice`, without values yet.
    pub(super) fn new(lattice: &Lattice, window: Window, times_s: Vec<f64>) -> Self {
        let x0 = lattice.x.at(window.column);
        let x0 = if lattice.layout == Layout::LonLat { wrap_180(x0) } else { x0 };
        let (dx, dy) = (lattice.x.step, lattice.y.step);
        let y0 = lattice.y.at(window.row);
        let layout = lattice.layout.clone();
        Self { layout, x0, dx, nx: window.columns, y0, dy, ny: window.rows, times_s, values: Vec::new() }
    }

    /// Takes the components and brings them to east and north.
    pub(super) fn fill(&mut self, mut values: Vec<Vec<f32>>, relation: Relation) {
        if let [a, b] = values.as_mut_slice() {
            match relation {
                Relation::From => polar(a, b, -1.0),
                Relation::To => polar(a, b, 1.0),
                Relation::Grid | Relation::ByName => self.turn(a, b),
                Relation::True | Relation::Scalar => {}
            }
            for (a, b) in a.iter_mut().zip(b) {
                if a.is_nan() || b.is_nan() {
                    (*a, *b) = (f32::NAN, f32::NAN);
                }
            }
        }
        self.values = values;
    }

    /// From along the grid to east and north.
    fn turn(&self, x: &mut [f32], y: &mut [f32]) {
        let Layout::Projected(projection) = &self.layout else { return };
        let layer = self.nx * self.ny;
        for row in 0..self.ny {
            for column in 0..self.nx {
                let place = projection.inverse(self.x0 + self.dx * column as f64, self.y0 + self.dy * row as f64);
                let north = radians(projection.grid_north_deg(place));
                let (s, c) = (sin(north) as f32, cos(north) as f32);
                let mut at = row * self.nx + column;
                while let (Some(x), Some(y)) = (x.get_mut(at), y.get_mut(at)) {
                    (*x, *y) = (*x * c + *y * s, *y * c - *x * s);
                    at += layer.max(1);
                }
            }
        }
    }
}

/// From speed and direction in degrees to east and north; `sign` -1 for a direction it comes from.
fn polar(speed: &mut [f32], direction: &mut [f32], sign: f64) {
    for (a, b) in speed.iter_mut().zip(direction) {
        let (speed, angle) = (f64::from(*a) * sign, radians(f64::from(*b)));
        (*a, *b) = ((speed * sin(angle)) as f32, (speed * cos(angle)) as f32);
    }
}

/// What the times of a file are worth for the request.
pub(super) struct KeptTimes {
    pub first: usize,
    pub count: usize,
    /// Seconds after the request's zero.
    pub times_s: Vec<f64>,
    pub warnings: Vec<Finding>,
}

/// The times to keep of `unix_s` (not shifted yet): those of the span and one on each side, two at least.
pub(super) fn keep_times(variable: &str, unix_s: &[f64], wanted: &Wanted<'_>) -> Result<KeptTimes, Findings> {
    let shifted: Vec<f64> = unix_s.iter().map(|t| t + wanted.shift_s).collect();
    let rises = shifted.iter().all(|t| t.is_finite() && t.abs() < 1e14) && shifted.windows(2).all(|w| w[0] < w[1]);
    let (Some(first), Some(last)) = (shifted.first().copied(), shifted.last().copied()) else {
        return Err(problem(format!("{variable} has no time step"), "download the file again"));
    };
    if !rises {
        return Err(problem(
            format!("the times of {variable} do not rise"),
            "sort and merge them, for example with `cdo mergetime`",
        ));
    }
    let mut warnings = Vec::new();
    let (mut from, mut to) = (0, shifted.len());
    if let Some((start, end)) = wanted.span_unix_s {
        let (start, end) = (start as f64, end as f64);
        if last < start || first > end {
            let hours = ((start - first) / 3600.0).round() + 0.0;
            let hint =
                format!("give a file of that time, shift its times (by {hours} h they start with it), or a fallback");
            return Err(problem(no_time_overlap(variable, (first, last), (start, end)), &hint));
        }
        from = shifted.partition_point(|t| *t <= start).saturating_sub(1);
        to = (shifted.partition_point(|t| *t < end) + 1).min(shifted.len());
        // A single kept time would hold always.
        if to - from < 2 && shifted.len() >= 2 {
            from = from.min(shifted.len() - 2);
            to = from + 2;
        }
        if shifted.len() == 1 && end > start {
            warnings.push(warning(format!("{variable} has the one time {}; it is held constant", iso(first)), ""));
        }
    }
    let times_s = shifted[from..to].iter().map(|t| ((t - wanted.zero_unix_s as f64) * 1e3).round() / 1e3).collect();
    Ok(KeptTimes { first: from, count: to - from, times_s, warnings })
}

fn no_time_overlap(variable: &str, has: (f64, f64), asked: (f64, f64)) -> String {
    let has = if has.0 == has.1 {
        format!("is of {}", iso(has.0))
    } else {
        format!("runs from {} to {}", iso(has.0), iso(has.1))
    };
    format!("{variable} {has}, but {} to {} is asked for", iso(asked.0), iso(asked.1))
}

/// A time of a file as text; years beyond four digits are held at their end.
pub(super) fn iso(unix_s: f64) -> String {
    iso_utc((unix_s.round() as i64).clamp(-62_135_596_800, 253_402_300_799))
}

/// The window of a lattice, or an error that says both areas.
pub(super) fn keep_window(variable: &str, lattice: &Lattice, wanted: &Wanted<'_>) -> Result<Window, Findings> {
    lattice.window(wanted.area).ok_or_else(|| {
        let message = format!(
            "{variable} covers {}, but {} is asked for",
            area_text(lattice.bounds()),
            area_text(wanted.area.unwrap_or_default())
        );
        problem(message, "give a file of that area, or a fallback")
    })
}

fn area_text([west, south, east, north]: Bbox) -> String {
    format!("{south:.2} to {north:.2} north, {west:.2} to {east:.2} east")
}

/// Warns of speeds that nature has not shown: a wrong unit, or fill values that the file does not declare.
pub(super) fn sanity(kind: Kind, layers: &Layers) -> Vec<Finding> {
    // Strongest gust measured: 113 m/s, Barrow Island 1996 (WMO archive of weather extremes). Strongest tidal stream:
    // about 20 kn, Saltstraumen (Den norske los). Stokes drift is a few per cent of the wind.
    let most = match kind {
        Kind::Vector(Quantity::Wind) => 113.0,
        Kind::Vector(Quantity::Current) => 11.0,
        Kind::Vector(Quantity::Stokes) => 5.0,
        Kind::Scalar(_) => return Vec::new(),
    };
    let fastest = layers.values.iter().flatten().filter(|v| !v.is_nan()).fold(0.0_f32, |most, v| most.max(v.abs()));
    let mut findings = Vec::new();
    if fastest > most {
        let message = format!("{} of {fastest:.0} m/s: faster than any measured ({most:.0} m/s)", kind.name());
        findings.push(warning(message, "check the unit and the missing values of the file"));
    }
    if !layers.values.iter().all(|layer| layer.iter().any(|v| !v.is_nan())) {
        findings.push(warning(
            format!("the {} has no value in the area asked for", kind.name()),
            "land only? give another file or a fallback",
        ));
    }
    findings
}

pub(super) fn vector(quantity: Quantity, mut layers: Layers) -> Result<Field, Findings> {
    let name = Kind::Vector(quantity).name().to_owned();
    layers.values.truncate(2);
    let (Some(north), Some(east)) = (layers.values.pop(), layers.values.pop()) else {
        return Err(problem("a vector needs two variables", ""));
    };
    let Layers { layout, x0, dx, nx, y0, dy, ny, times_s, .. } = layers;
    let field = match layout {
        Layout::LonLat => Field::LonLat(VectorField {
            name,
            lon0_deg: x0,
            dlon_deg: dx,
            nlon: nx,
            lat0_deg: y0,
            dlat_deg: dy,
            nlat: ny,
            times_s,
            east,
            north,
        }),
        Layout::Projected(projection) => {
            Field::Projected(ProjectedField { name, projection, x0, dx, nx, y0, dy, ny, times_s, east, north })
        }
    };
    let valid = match &field {
        Field::LonLat(field) => field.validate(),
        Field::Projected(field) => field.validate(),
    };
    valid.map(|()| field).map_err(|e| problem(e.to_string(), "the file's coordinates are damaged or odd: check them"))
}

pub(super) fn scalar(quantity: ScalarQuantity, mut layers: Layers) -> Result<ScalarField, Findings> {
    let name = Kind::Scalar(quantity).name().to_owned();
    if layers.layout != Layout::LonLat {
        let hint = "regrid it to longitude and latitude, for example with `cdo remapbil,<grid> in.nc out.nc`";
        return Err(problem(
            format!("the {name} is on a projected grid, which is read for wind, current and Stokes drift only"),
            hint,
        ));
    }
    let values = layers.values.pop().unwrap_or_default();
    let Layers { x0, dx, nx, y0, dy, ny, times_s, .. } = layers;
    let field = ScalarField {
        name,
        lon0_deg: x0,
        dlon_deg: dx,
        nlon: nx,
        lat0_deg: y0,
        dlat_deg: dy,
        nlat: ny,
        times_s,
        values,
    };
    field
        .validate()
        .map(|()| field)
        .map_err(|e| problem(e.to_string(), "the file's coordinates are damaged or odd: check them"))
}
