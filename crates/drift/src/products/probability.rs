//! `probability.nc`: the probability of every cell at every output time, by the CF conventions.

use std::io::{self, Write};

use sarex_files::export::MARK;
use sarex_files::netcdf_write::{AttributeValue, FILL_F64, NetCdfFile, Values};

use super::NOT_FOR_NAVIGATION;
use crate::forecast::{Forecast, Frame};

type Attributes<'a> = Vec<(&'a str, AttributeValue)>;

/// Columns that the file borrows.
struct Columns {
    time: Vec<f64>,
    lat: Vec<f64>,
    lat_bnds: Vec<f64>,
    lon: Vec<f64>,
    lon_bnds: Vec<f64>,
    cell_area: Vec<f64>,
    /// Name, long name, units, values.
    shares: Vec<(&'static str, &'static str, &'static str, Vec<f64>)>,
}

/// Writes the grids as NetCDF classic with 64-bit offsets, CF-1.8. Longitudes run on from the western edge and may pass 180.
///
/// # Errors
/// Those of the writer; `InvalidInput` when there is no output time or no cell, a grid has the wrong length, or a
/// variable would pass 4 GiB.
pub fn write(out: &mut impl Write, forecast: &Forecast) -> io::Result<()> {
    let columns = columns(forecast);
    let mut file = NetCdfFile::new();
    head(&mut file, forecast);
    let time = file.dim("time", forecast.frames.len());
    let (lat, lon) = (file.dim("lat", forecast.shape.nrows), file.dim("lon", forecast.shape.ncols));
    let edges = file.dim("nv", 2);
    let axis = |standard: &str, units: &str, letter: &str| -> Attributes<'_> {
        vec![("standard_name", standard.into()), ("units", units.into()), ("axis", letter.into())]
    };
    let mut clock = axis("time", "seconds since 1970-01-01 00:00:00", "T");
    clock.push(("calendar", "standard".into()));
    file.variable("time", &[time], &clock, Values::F64(vec![&columns.time]));
    let sides = [
        ("lat", "lat_bnds", axis("latitude", "degrees_north", "Y"), lat, &columns.lat, &columns.lat_bnds),
        ("lon", "lon_bnds", axis("longitude", "degrees_east", "X"), lon, &columns.lon, &columns.lon_bnds),
    ];
    for (name, bounds, mut attributes, dim, centres, edge_values) in sides {
        attributes.push(("bounds", bounds.into()));
        file.variable(name, &[dim], &attributes, Values::F64(vec![centres]));
        file.variable(bounds, &[dim, edges], &[], Values::F64(vec![edge_values]));
    }
    let area = [
        ("standard_name", "cell_area".into()),
        ("long_name", "area of a cell of this row".into()),
        ("units", "m2".into()),
    ];
    file.variable("cell_area", &[lat], &area, Values::F64(vec![&columns.cell_area]));
    let probability = [
        ("long_name", "probability that the search object is in the cell".into()),
        ("units", "1".into()),
        ("cell_methods", "time: point area: sum".into()),
        ("comment", "the sum over all cells is 1 - outside - waiting".into()),
    ];
    let masses = forecast.frames.iter().map(|f| f.mass.as_slice()).collect();
    file.variable("probability", &[time, lat, lon], &probability, Values::F32(masses));
    for (name, long, units, values) in &columns.shares {
        let mut attributes: Attributes<'_> = vec![("long_name", (*long).into()), ("units", (*units).into())];
        if name.starts_with("mean") {
            attributes.push(("_FillValue", FILL_F64.into()));
        }
        file.variable(name, &[time], &attributes, Values::F64(vec![values]));
    }
    file.write(out)
}

fn head(file: &mut NetCdfFile<'_>, forecast: &Forecast) {
    let scenario = |s: &crate::forecast::ScenarioLine| {
        format!("{}: {}, weight {}, {} elements", s.name, s.leeway_class, s.weight, s.elements)
    };
    let attributes = [
        ("Conventions", "CF-1.8".to_owned()),
        ("title", format!("{MARK} {}", forecast.title)),
        ("exercise", MARK.to_owned()),
        ("comment", format!("{MARK}. {NOT_FOR_NAVIGATION}.")),
        ("source", forecast.model.clone()),
        ("history", "written by sarex drift".to_owned()),
        ("data_sources", forecast.sources.join("\n")),
        ("scenarios", forecast.scenarios.iter().map(scenario).collect::<Vec<_>>().join("\n")),
        ("notes", forecast.notes.join("\n")),
    ];
    for (name, value) in attributes {
        file.attribute(name, value);
    }
    file.attribute("elements", f64::from(forecast.elements));
}

fn columns(forecast: &Forecast) -> Columns {
    let shape = &forecast.shape;
    let edges = |first: f64, step: f64, n: usize| -> Vec<f64> {
        (0..n).flat_map(|k| [first + k as f64 * step, first + (k + 1) as f64 * step]).collect()
    };
    let centres =
        |first: f64, step: f64, n: usize| -> Vec<f64> { (0..n).map(|k| first + (k as f64 + 0.5) * step).collect() };
    let column = |value: fn(&Frame) -> f64| -> Vec<f64> { forecast.frames.iter().map(value).collect() };
    let mean = |value: fn(&Frame) -> Option<f64>| -> Vec<f64> {
        forecast.frames.iter().map(|f| value(f).filter(|v| v.is_finite()).unwrap_or(FILL_F64)).collect()
    };
    Columns {
        time: column(|f| f.time_unix_s as f64),
        lat: centres(shape.lat0_deg, shape.dlat_deg, shape.nrows),
        lat_bnds: edges(shape.lat0_deg, shape.dlat_deg, shape.nrows),
        lon: centres(shape.lon0_deg, shape.dlon_deg, shape.ncols),
        lon_bnds: edges(shape.lon0_deg, shape.dlon_deg, shape.ncols),
        cell_area: (0..shape.nrows).map(|row| shape.cell_area_m2(row)).collect(),
        shares: vec![
            ("outside", "probability in the water or ashore outside the grid", "1", column(|f| f.outside)),
            ("waiting", "probability not yet in the water", "1", column(|f| f.waiting)),
            ("stranded", "probability ashore, part of the cells", "1", column(|f| f.stranded)),
            ("out_of_data", "probability that left the data, part of the cells", "1", column(|f| f.out_of_data)),
            ("mean_lat", "latitude of the mean position", "degrees_north", mean(|f| f.mean.map(|m| m.lat_deg))),
            ("mean_lon", "longitude of the mean position", "degrees_east", mean(|f| f.mean.map(|m| m.lon_deg))),
            ("spread_east", "standard deviation of the distance east of the mean", "m", column(|f| f.spread_m[0])),
            ("spread_north", "standard deviation of the distance north of the mean", "m", column(|f| f.spread_m[1])),
        ],
    }
}
