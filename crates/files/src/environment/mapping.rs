//! CF grid mappings.

use sarex_model::field::Projection;
use sarex_model::field::projection::{
    Ellipsoid, LambertConformal, Mercator, PolarScale, PolarStereographic, ProjectionError, RotatedPole,
};
use sarex_model::position::Position;

use super::axis::{Role, role};
use super::file::{File, Variable};
use super::lattice::{Axis, Lattice, Layout};
use super::{Findings, problem, proj4, units, warning};
use crate::finding::Finding;

const REGRID: &str = "regrid it to longitude and latitude, for example with `cdo remapbil,<grid> in.nc out.nc`";
/// Part of a cell by which a projection may miss the longitudes and latitudes of the file.
const TOLERANCE_CELLS: f64 = 0.1;
/// Points along each side that are compared.
const CHECKS: usize = 5;

/// The grid that a row and a column coordinate span.
pub(super) fn lattice(
    file: &File<'_>,
    variable: &Variable,
    row: &Variable,
    column: &Variable,
) -> Result<(Lattice, Vec<Finding>), Findings> {
    match (role(column), role(row)) {
        (Role::Longitude, Role::Latitude) => {
            let (x, y) = (Axis::of(&column.name, &file.values(column)?), Axis::of(&row.name, &file.values(row)?));
            let lattice = Lattice { layout: Layout::LonLat, x: x?, y: y? };
            Ok((lattice.closed(), Vec::new()))
        }
        (Role::ProjectionX, Role::ProjectionY) | (Role::GridLongitude, Role::GridLatitude) => {
            let (projection, mut warnings) = projection(file, variable)?;
            let lattice = Lattice {
                x: scaled(file, column, &projection)?,
                y: scaled(file, row, &projection)?,
                layout: Layout::Projected(projection),
            };
            warnings.extend(verify(file, variable, &lattice, (row, column))?);
            Ok((lattice, warnings))
        }
        _ => Err(problem(format!("the coordinates {} and {} do not belong together", column.name, row.name), REGRID)),
    }
}

fn scaled(file: &File<'_>, coordinate: &Variable, projection: &Projection) -> Result<Axis, Findings> {
    let unit = coordinate.text("units").unwrap_or_default();
    let factor = if projection.is_angular() { units::degrees(unit) } else { units::metres(unit) };
    let Some(factor) = factor else {
        let need = if projection.is_angular() { "degrees" } else { "m or km" };
        let hint = format!("correct it, for example with `ncatted -a units,{},o,c,m`", coordinate.name);
        return Err(problem(
            format!("the unit \"{unit}\" of {} is not read: it must be {need}", coordinate.name),
            hint,
        ));
    };
    let values: Vec<f64> = file.values(coordinate)?.iter().map(|v| v * factor).collect();
    Axis::of(&coordinate.name, &values)
}

fn projection(file: &File<'_>, variable: &Variable) -> Result<(Projection, Vec<Finding>), Findings> {
    // The extended form lists several mappings, "crs: x y"; the first is that of the coordinates.
    let name =
        variable.text("grid_mapping").and_then(|text| text.split_whitespace().next()).map(|n| n.trim_end_matches(':'));
    let stated = name.and_then(|name| file.variable(name));
    let mut others = file.variables.iter().filter(|v| v.text("grid_mapping_name").is_some());
    let lone = others.next().filter(|_| others.next().is_none());
    let Some(mapping) = stated.or(lone) else {
        let message = format!(
            "{} is on a projected grid, but the file does not say which (no grid_mapping)",
            variable.described()
        );
        return Err(problem(message, REGRID));
    };
    let mut warnings = Vec::new();
    let by_attributes = from_attributes(mapping, &mut warnings);
    let text = mapping.text("proj4").or_else(|| mapping.text("proj4_string")).or_else(|| mapping.text("proj4_params"));
    let found = match (by_attributes, text) {
        (Ok(projection), _) => Ok(projection),
        (Err(e), Some(text)) => proj4::parse(text).map_err(|also| format!("{e}; its proj4 text: {also}")),
        (Err(e), None) => Err(e),
    };
    found
        .map(|projection| (projection, warnings))
        .map_err(|e| problem(format!("the grid mapping {}: {e}", mapping.name), REGRID))
}

/// CF conventions 1.11, appendix F.
fn from_attributes(mapping: &Variable, warnings: &mut Vec<Finding>) -> Result<Projection, String> {
    let name = mapping.text("grid_mapping_name").unwrap_or_default();
    let number = |key: &str| mapping.number(key).filter(|v| v.is_finite());
    let need = |key: &str| number(key).ok_or_else(|| format!("{name} without {key}"));
    let say = |e: ProjectionError| e.to_string();
    let false_m = (number("false_easting").unwrap_or(0.0), number("false_northing").unwrap_or(0.0));
    let parallels = mapping.numbers("standard_parallel");
    let scale = number("scale_factor_at_projection_origin");
    match name {
        "polar_stereographic" | "stereographic" => {
            let lat0 = need("latitude_of_projection_origin")?;
            if (lat0.abs() - 90.0).abs() > 1e-6 {
                return Err("a stereographic projection away from the poles is not read".into());
            }
            let lon0 =
                number("straight_vertical_longitude_from_pole").or_else(|| number("longitude_of_projection_origin"));
            let lon0 = lon0.ok_or_else(|| format!("{name} without straight_vertical_longitude_from_pole"))?;
            let parallel = parallels.first().map(|lat| PolarScale::StandardParallel(*lat));
            let scale = parallel.or(scale.map(PolarScale::Factor));
            let scale = scale
                .ok_or_else(|| format!("{name} without standard_parallel or scale_factor_at_projection_origin"))?;
            let earth = earth(mapping, warnings)?;
            PolarStereographic::new(earth, lat0 > 0.0, lon0, scale, false_m)
                .map(Projection::PolarStereographic)
                .map_err(say)
        }
        "lambert_conformal_conic" => {
            let origin = (need("latitude_of_projection_origin")?, need("longitude_of_central_meridian")?);
            let parallels = match parallels.as_slice() {
                [one] => (*one, *one),
                [one, two] => (*one, *two),
                _ => return Err(format!("{name} needs one or two standard_parallel")),
            };
            let earth = earth(mapping, warnings)?;
            LambertConformal::new(earth, origin, parallels, scale.unwrap_or(1.0), false_m)
                .map(Projection::LambertConformal)
                .map_err(say)
        }
        "mercator" => {
            let earth = earth(mapping, warnings)?;
            let of_parallel = parallels.first().map(|lat| Mercator::scale_of_parallel(earth, *lat));
            let scale = of_parallel.or(scale).unwrap_or(1.0);
            Mercator::new(earth, need("longitude_of_projection_origin")?, scale, false_m)
                .map(Projection::Mercator)
                .map_err(say)
        }
        "rotated_latitude_longitude" => {
            let pole = Position::new(need("grid_north_pole_latitude")?, need("grid_north_pole_longitude")?);
            let north = number("north_pole_grid_longitude").unwrap_or(0.0);
            RotatedPole::new(pole, north).map(Projection::RotatedPole).map_err(say)
        }
        "" => Err("it has no grid_mapping_name".into()),
        other => Err(format!(
            "\"{other}\" is not read (read: polar_stereographic, lambert_conformal_conic, mercator, rotated_latitude_longitude)"
        )),
    }
}

fn earth(mapping: &Variable, warnings: &mut Vec<Finding>) -> Result<Ellipsoid, String> {
    let number = |key: &str| mapping.number(key).filter(|v| *v > 0.0);
    if let Some(radius) = number("earth_radius") {
        return Ok(Ellipsoid::sphere(radius));
    }
    match (number("semi_major_axis"), number("semi_minor_axis"), number("inverse_flattening")) {
        (Some(a), Some(b), _) => Ellipsoid::from_axes(a, b).map_err(|e| e.to_string()),
        (Some(a), None, Some(inverse)) => Ellipsoid::from_flattening(a, 1.0 / inverse).map_err(|e| e.to_string()),
        (Some(a), None, None) => Ok(Ellipsoid::sphere(a)),
        _ => {
            let message = format!("the grid mapping {} says no figure of the Earth; WGS84 is assumed", mapping.name);
            warnings.push(warning(message, ""));
            Ok(Ellipsoid::wgs84())
        }
    }
}

/// Compares the projection with the two-dimensional longitudes and latitudes, where the file has them.
fn verify(
    file: &File<'_>,
    variable: &Variable,
    lattice: &Lattice,
    (row, column): (&Variable, &Variable),
) -> Result<Vec<Finding>, Findings> {
    let dims = [row.dims.first(), column.dims.first()];
    let plane = |wanted: Role| {
        file.variables
            .iter()
            .find(|v| v.dims.len() == 2 && [v.dims.first(), v.dims.get(1)] == dims && role(v) == wanted)
    };
    let (Some(lat), Some(lon)) = (plane(Role::Latitude), plane(Role::Longitude)) else { return Ok(Vec::new()) };
    let Layout::Projected(projection) = &lattice.layout else { return Ok(Vec::new()) };
    let mut worst = 0.0_f64;
    for (i, j) in (0..CHECKS).flat_map(|i| (0..CHECKS).map(move |j| (i, j))) {
        let at = |axis: &Axis, n: usize| n * (axis.len - 1) / (CHECKS - 1);
        let (r, c) = (at(&lattice.y, i), at(&lattice.x, j));
        let from_file = Position::new(one(file, lat, r, c)?, one(file, lon, r, c)?);
        let turned = |axis: &Axis, n: usize| if axis.reversed { axis.len - 1 - n } else { n };
        let (x, y) = (lattice.x.at(turned(&lattice.x, c)), lattice.y.at(turned(&lattice.y, r)));
        let (px, py) = projection.forward(from_file);
        let off = (((px - x) / lattice.x.step).abs()).max(((py - y) / lattice.y.step).abs());
        if from_file.lat_deg.is_finite() && from_file.lon_deg.is_finite() {
            worst = if off.is_finite() { worst.max(off) } else { f64::INFINITY };
        }
    }
    if worst <= TOLERANCE_CELLS {
        return Ok(Vec::new());
    }
    let message = format!(
        "the grid mapping of {} and its {}, {} disagree by {worst:.2} cells",
        variable.described(),
        lat.name,
        lon.name
    );
    Err(problem(
        message,
        "correct the grid mapping (central meridian, parallels, radius, false origin), or regrid the file",
    ))
}

fn one(file: &File<'_>, variable: &Variable, row: usize, column: usize) -> Result<f64, Findings> {
    let mut value = f64::NAN;
    file.piece(variable, &[row, column], &[1, 1], |v| value = v)?;
    Ok(value)
}
