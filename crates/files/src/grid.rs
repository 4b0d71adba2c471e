//! Longitude-latitude(-time) grids of NetCDF files, cropped, rows turned south to north.

use sarex_model::field::{ScalarField, VectorField};

use crate::fgb::Bbox;
use crate::limits::FIELD_VALUES;
use crate::netcdf::{NetCdf, Variable};
use crate::time::parse_cf_units;

/// One or more variables on one regular grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Longitude of the western column, degrees.
    pub lon0_deg: f64,
    /// Step between columns, degrees.
    pub dlon_deg: f64,
    /// Number of columns.
    pub nlon: usize,
    /// Latitude of the southern row, degrees.
    pub lat0_deg: f64,
    /// Step between rows, degrees.
    pub dlat_deg: f64,
    /// Number of rows.
    pub nlat: usize,
    /// Seconds since 1970, or the number of the month for a climatology; one entry where time does not matter.
    pub times: Vec<f64>,
    /// The values of each variable asked for, `[time][row][column]`, NaN where missing.
    pub layers: Vec<Vec<f32>>,
}

/// A coordinate axis: where the kept part starts, and how it runs.
struct Axis {
    first: usize,
    len: usize,
    start: f64,
    step: f64,
    reversed: bool,
}

impl Grid {
    /// Reads variables that share their dimensions; keeps the columns and rows of `crop` and one around it.
    /// The error says what is wrong with the file.
    pub fn read(file: &NetCdf<'_>, names: &[&str], crop: Option<Bbox>) -> Result<Self, String> {
        let mut variables = Vec::new();
        for name in names {
            variables.push(file.variable(name).ok_or_else(|| format!("it has no variable {name}"))?);
        }
        let first = *variables.first().ok_or("no variable was asked for")?;
        let (time_name, lat_name, lon_name) = match first.dims.as_slice() {
            [lat, lon] => (None, lat, lon),
            [time, lat, lon] => (Some(time), lat, lon),
            _ => return Err(format!("{} is not on [time,] latitude, longitude", first.name)),
        };
        let lon = axis(file, lon_name, crop.map(|c| (c[0], c[2])))?;
        let lat = axis(file, lat_name, crop.map(|c| (c[1], c[3])))?;
        let times = time_name.map_or_else(|| Ok(vec![0.0]), |name| times(file, name))?;
        let kept = lon.len * lat.len * times.len();
        if kept > FIELD_VALUES {
            return Err(format!("{kept} values in the area, at most {FIELD_VALUES} are read"));
        }
        let layers: Result<Vec<_>, _> =
            variables.iter().map(|v| layer(file, v, &first.shape, (&lat, &lon, times.len()))).collect();
        let (dlon_deg, dlat_deg) = (lon.step, lat.step);
        Ok(Self {
            lon0_deg: lon.start,
            dlon_deg,
            nlon: lon.len,
            lat0_deg: lat.start,
            dlat_deg,
            nlat: lat.len,
            times,
            layers: layers?,
        })
    }

    /// East and north, the first two variables, as a field; `zero_s` is the time that becomes 0.
    pub fn into_vector(mut self, name: &str, zero_s: f64) -> Result<VectorField, String> {
        self.layers.truncate(2);
        let (Some(mut north), Some(mut east)) = (self.layers.pop(), self.layers.pop()) else {
            return Err("a vector needs two variables".into());
        };
        for (e, n) in east.iter_mut().zip(&mut north) {
            if e.is_nan() || n.is_nan() {
                (*e, *n) = (f32::NAN, f32::NAN);
            }
        }
        let field = VectorField {
            name: name.to_owned(),
            lon0_deg: self.lon0_deg,
            dlon_deg: self.dlon_deg,
            nlon: self.nlon,
            lat0_deg: self.lat0_deg,
            dlat_deg: self.dlat_deg,
            nlat: self.nlat,
            times_s: self.times.iter().map(|t| t - zero_s).collect(),
            east,
            north,
        };
        field.validate().map_err(|e| e.to_string())?;
        Ok(field)
    }

    /// The first variable as a field; `zero_s` is the time that becomes 0.
    pub fn into_scalar(mut self, name: &str, zero_s: f64) -> Result<ScalarField, String> {
        let field = ScalarField {
            name: name.to_owned(),
            lon0_deg: self.lon0_deg,
            dlon_deg: self.dlon_deg,
            nlon: self.nlon,
            lat0_deg: self.lat0_deg,
            dlat_deg: self.dlat_deg,
            nlat: self.nlat,
            times_s: self.times.iter().map(|t| t - zero_s).collect(),
            values: if self.layers.is_empty() { Vec::new() } else { self.layers.swap_remove(0) },
        };
        field.validate().map_err(|e| e.to_string())?;
        Ok(field)
    }
}

fn axis(file: &NetCdf<'_>, name: &str, keep: Option<(f64, f64)>) -> Result<Axis, String> {
    let variable = file.variable(name).ok_or_else(|| format!("it has no coordinate {name}"))?;
    let mut values = file.values(variable).map_err(|e| e.to_string())?;
    let (Some(first), Some(last)) = (values.first().copied(), values.last().copied()) else {
        return Err(format!("{name} is empty"));
    };
    let len = values.len();
    let step = (last - first) / (len.max(2) - 1) as f64;
    let even = values.iter().enumerate().all(|(i, v)| (v - (first + step * i as f64)).abs() <= 0.02 * step.abs());
    if len < 2 || step == 0.0 || !even {
        return Err(format!("{name} is not evenly spaced"));
    }
    let reversed = step < 0.0;
    if reversed {
        values.reverse();
    }
    let (low, high) = keep.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let from = values.partition_point(|v| *v <= low).saturating_sub(1);
    let to = (values.partition_point(|v| *v < high) + 1).min(len);
    if to < from + 2 {
        return Err(format!("{name} runs from {:.2} to {:.2}, outside the area", values[0], values[len - 1]));
    }
    Ok(Axis { first: from, len: to - from, start: values[from], step: step.abs(), reversed })
}

fn times(file: &NetCdf<'_>, name: &str) -> Result<Vec<f64>, String> {
    let variable = file.variable(name).ok_or_else(|| format!("it has no coordinate {name}"))?;
    let values = file.values(variable).map_err(|e| e.to_string())?;
    let Some(units) = variable.text("units") else { return Ok(values) };
    let (zero, unit_s) = parse_cf_units(units).ok_or_else(|| format!("the time unit \"{units}\" is not read"))?;
    Ok(values.iter().map(|v| zero as f64 + v * unit_s).collect())
}

fn layer(
    file: &NetCdf<'_>,
    variable: &Variable,
    shape: &[usize],
    kept: (&Axis, &Axis, usize),
) -> Result<Vec<f32>, String> {
    let (lat, lon, times) = kept;
    if variable.shape != shape {
        return Err(format!("{} is on another grid", variable.name));
    }
    let values = file.values(variable).map_err(|e| e.to_string())?;
    let (rows, columns) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    let place = |axis: &Axis, i: usize, len: usize| {
        if axis.reversed { len.saturating_sub(1 + axis.first + i) } else { axis.first + i }
    };
    let mut out = Vec::with_capacity(times * lat.len * lon.len);
    for time in 0..times {
        for row in 0..lat.len {
            for column in 0..lon.len {
                // The coordinates may be longer than the dimension in a damaged file.
                let (row, column) = (place(lat, row, rows.max(1)), place(lon, column, columns.max(1)));
                let value = values.get((time * rows + row) * columns + column).copied().unwrap_or(f64::NAN);
                let value = value as f32;
                out.push(if value.is_infinite() { f32::NAN } else { value });
            }
        }
    }
    Ok(out)
}
