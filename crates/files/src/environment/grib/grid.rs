//! Grid definitions: WMO templates 3.0, 3.1, 3.10, 3.20, 3.30.

use sarex_model::field::Projection;
use sarex_model::field::projection::{
    Ellipsoid, LambertConformal, Mercator, PolarScale, PolarStereographic, RotatedPole,
};
use sarex_model::math::wrap_180;
use sarex_model::position::Position;

use super::super::lattice::{Axis, Lattice, Layout, Window};
use super::super::{Findings, problem};
use super::message::{i32_at, u16_at, u32_at};
use crate::limits::GRIB_POINTS;

const REGRID: &str =
    "regrid it to longitude and latitude, for example with `cdo -f grb2 remapbil,<grid> in.grib2 out.grib2`";

/// A grid and the order in which a message lists its points.
pub(super) struct GribGrid {
    pub lattice: Lattice,
    /// Vectors are along the grid, not towards true east and north.
    pub along_grid: bool,
    /// Flags of scanning (WMO flag table 3.4).
    scan: u8,
}

/// Reads section 3.
pub(super) fn read(section: &[u8]) -> Result<GribGrid, Findings> {
    let damaged = || problem("a grid definition is damaged", "download the file again");
    let template = u16_at(section, 12).ok_or_else(damaged)?;
    let (nx, ny) = (u32_at(section, 30).ok_or_else(damaged)?, u32_at(section, 34).ok_or_else(damaged)?);
    if nx == u32::MAX || ny == u32::MAX || section.get(10) != Some(&0) {
        return Err(problem("the grid is a reduced one, with rows of different lengths", REGRID));
    }
    let points = (nx as usize).checked_mul(ny as usize);
    if points.is_none_or(|n| n > GRIB_POINTS) || points != u32_at(section, 6).map(|n| n as usize) || nx < 2 || ny < 2 {
        return Err(problem(
            format!("the grid of {nx} x {ny} points is not usable"),
            "download the file again, or regrid it",
        ));
    }
    let made = match template {
        0 => longitude_latitude(section),
        1 => rotated(section),
        10 => mercator(section),
        20 => polar(section),
        30 => lambert(section),
        other => {
            let message = format!("grid template 3.{other} is not read (read: 3.0, 3.1, 3.10, 3.20, 3.30)");
            return Err(problem(message, REGRID));
        }
    };
    let made = made.ok_or_else(damaged)?.map_err(|e| problem(e, REGRID))?;
    if made.scan & 0x0f != 0 {
        return Err(problem("the points are listed in an order that is not read", REGRID));
    }
    let along = |first: f64, step: f64, count: u32, falls: bool| {
        let start = if falls { first - step * f64::from(count - 1) } else { first };
        Axis { start, step, len: count as usize, reversed: false }
    };
    let x = along(made.first.0, made.step.0, nx, made.scan & 0x80 != 0);
    let y = along(made.first.1, made.step.1, ny, made.scan & 0x40 == 0);
    let sound = [x.start, x.step, y.start, y.step].iter().all(|v| v.is_finite()) && x.step > 0.0 && y.step > 0.0;
    if !sound {
        return Err(damaged());
    }
    let lattice = Lattice { layout: made.layout, x, y }.closed();
    Ok(GribGrid { lattice, along_grid: made.flags & 0x08 != 0, scan: made.scan })
}

impl GribGrid {
    pub(super) fn points(&self) -> usize {
        self.lattice.x.len * self.lattice.y.len
    }

    /// Appends the window of a decoded field, rows and columns rising.
    pub(super) fn cut(&self, decoded: &[f32], window: Window, out: &mut Vec<f32>) {
        let (nx, ny) = (self.lattice.x.len, self.lattice.y.len);
        for row in window.row..window.row + window.rows {
            let j = if self.scan & 0x40 == 0 { ny - 1 - row } else { row };
            for column in window.column..window.column + window.columns {
                let column = column % nx;
                let i = if self.scan & 0x80 == 0 { column } else { nx - 1 - column };
                let at = match (self.scan & 0x20 == 0, self.scan & 0x10 == 0) {
                    (true, true) => j * nx + i,
                    (true, false) => j * nx + if j % 2 == 0 { i } else { nx - 1 - i },
                    (false, true) => i * ny + j,
                    (false, false) => i * ny + if i % 2 == 0 { j } else { ny - 1 - j },
                };
                out.push(decoded.get(at).copied().filter(|v| v.is_finite()).unwrap_or(f32::NAN));
            }
        }
    }
}

struct Made {
    layout: Layout,
    /// Coordinates of the first point listed.
    first: (f64, f64),
    step: (f64, f64),
    flags: u8,
    scan: u8,
}

/// `None`: the section is too short; an error: it is not read.
type Making = Option<Result<Made, String>>;

/// Millionths of a degree.
fn degrees(section: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(i32_at(section, at)?) * 1e-6)
}

/// Thousandths of a metre.
fn metres(section: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(u32_at(section, at)?) * 1e-3)
}

fn longitude_latitude(s: &[u8]) -> Making {
    let (basic, parts) = (u32_at(s, 38)?, u32_at(s, 42)?);
    let unit = if matches!(basic, 0 | u32::MAX) || matches!(parts, 0 | u32::MAX) {
        1e-6
    } else {
        f64::from(basic) / f64::from(parts)
    };
    let angle = |at: usize| Some(f64::from(i32_at(s, at)?) * unit);
    let (lat1, lon1, lat2, lon2) = (angle(46)?, angle(50)?, angle(55)?, angle(59)?);
    let (flags, scan) = (*s.get(54)?, *s.get(71)?);
    let (nx, ny) = (f64::from(u32_at(s, 30)?), f64::from(u32_at(s, 34)?));
    let across = if scan & 0x80 == 0 { lon2 - lon1 } else { lon1 - lon2 };
    // From both ends: the stated steps are rounded to a millionth of a degree.
    let step = (across.rem_euclid(360.0) / (nx - 1.0), (lat2 - lat1).abs() / (ny - 1.0));
    Some(Ok(Made { layout: Layout::LonLat, first: (lon1, lat1), step, flags, scan }))
}

fn rotated(s: &[u8]) -> Making {
    let plain = longitude_latitude(s)?;
    let (lat, lon) = (degrees(s, 72)?, degrees(s, 76)?);
    let angle = f32::from_bits(u32_at(s, 80)?);
    if angle != 0.0 {
        return Some(Err(format!(
            "the rotated grid is turned by another {angle} degrees about its pole, which is not read"
        )));
    }
    // The file gives the south pole of the grid; opposite it lies the north pole.
    let pole = RotatedPole::new(Position::new(-lat, wrap_180(lon + 180.0)), 0.0);
    Some(plain.and_then(|made| {
        let layout = Layout::Projected(Projection::RotatedPole(pole.map_err(|e| e.to_string())?));
        Ok(Made { layout, ..made })
    }))
}

fn mercator(s: &[u8]) -> Making {
    let (lat1, lon1, true_lat) = (degrees(s, 38)?, degrees(s, 42)?, degrees(s, 47)?);
    let (flags, scan, step) = (*s.get(46)?, *s.get(59)?, (metres(s, 64)?, metres(s, 68)?));
    if u32_at(s, 60)? != 0 {
        return Some(Err("the Mercator grid is turned, which is not read".to_owned()));
    }
    let projection = earth(s)?.and_then(|earth| {
        let scale = Mercator::scale_of_parallel(earth, true_lat);
        // About the first point, so that a grid over the date line stays in one piece.
        Mercator::new(earth, wrap_180(lon1 + 180.0), scale, (0.0, 0.0))
            .map(Projection::Mercator)
            .map_err(|e| e.to_string())
    });
    Some(projection.map(|p| placed(p, Position::new(lat1, lon1), step, flags, scan)))
}

fn polar(s: &[u8]) -> Making {
    let (lat1, lon1, true_lat, lon0) = (degrees(s, 38)?, degrees(s, 42)?, degrees(s, 47)?, degrees(s, 51)?);
    let (flags, scan, step) = (*s.get(46)?, *s.get(64)?, (metres(s, 55)?, metres(s, 59)?));
    let north = s.get(63)? & 0x80 == 0;
    // Some writers give the true latitude of the south without its sign.
    let true_lat = if north { true_lat } else { -true_lat.abs() };
    let projection = earth(s)?.and_then(|earth| {
        let scale = PolarScale::StandardParallel(true_lat);
        PolarStereographic::new(earth, north, lon0, scale, (0.0, 0.0))
            .map(Projection::PolarStereographic)
            .map_err(|e| e.to_string())
    });
    Some(projection.map(|p| placed(p, Position::new(lat1, lon1), step, flags, scan)))
}

fn lambert(s: &[u8]) -> Making {
    let (lat1, lon1, lon0) = (degrees(s, 38)?, degrees(s, 42)?, degrees(s, 51)?);
    let (flags, scan, step) = (*s.get(46)?, *s.get(64)?, (metres(s, 55)?, metres(s, 59)?));
    let parallels = (degrees(s, 65)?, degrees(s, 69)?);
    let projection = earth(s)?.and_then(|earth| {
        let made = LambertConformal::new(earth, (parallels.0, lon0), parallels, 1.0, (0.0, 0.0));
        made.map(Projection::LambertConformal).map_err(|e| e.to_string())
    });
    Some(projection.map(|p| placed(p, Position::new(lat1, lon1), step, flags, scan)))
}

fn placed(projection: Projection, first: Position, step: (f64, f64), flags: u8, scan: u8) -> Made {
    let first = projection.forward(Position::new(first.lat_deg, wrap_180(first.lon_deg)));
    Made { layout: Layout::Projected(projection), first, step, flags, scan }
}

/// Figure of the Earth (WMO code table 3.2).
fn earth(s: &[u8]) -> Option<Result<Ellipsoid, String>> {
    let scaled = |at: usize| {
        let (scale, value) = (i32::from(*s.get(at)?), u32_at(s, at + 1)?);
        Some(f64::from(value) * 10f64.powi(if scale > 127 { scale - 128 } else { -scale }))
    };
    let (radius, major, minor) = (scaled(15)?, scaled(20)?, scaled(25)?);
    let made = match *s.get(14)? {
        0 => Ok(Ellipsoid::sphere(6_367_470.0)),
        1 => Ok(Ellipsoid::sphere(radius)),
        2 => Ellipsoid::from_axes(6_378_160.0, 6_356_775.0),
        3 => Ellipsoid::from_axes(major * 1e3, minor * 1e3),
        4 => Ellipsoid::from_flattening(6_378_137.0, 1.0 / 298.257_222_101),
        5 => Ok(Ellipsoid::wgs84()),
        6 => Ok(Ellipsoid::sphere(6_371_229.0)),
        7 => Ellipsoid::from_axes(major, minor),
        8 => Ok(Ellipsoid::sphere(6_371_200.0)),
        other => return Some(Err(format!("the figure of the Earth number {other} is not read"))),
    };
    Some(made.map_err(|e| e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WMO flag table 3.4: three columns and two rows, listed in each order; the value is 10 times the row plus the column.
    #[test]
    fn every_order_of_scanning_comes_out_the_same() {
        let axis = |len| Axis { start: 0.0, step: 1.0, len, reversed: false };
        let lattice = Lattice { layout: Layout::LonLat, x: axis(3), y: axis(2) };
        let window = Window { column: 0, columns: 3, row: 0, rows: 2 };
        for (scan, listed) in [
            (0x00, [10.0, 11.0, 12.0, 0.0, 1.0, 2.0]),
            (0x40, [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]),
            (0x80, [12.0, 11.0, 10.0, 2.0, 1.0, 0.0]),
            (0x60, [0.0, 10.0, 1.0, 11.0, 2.0, 12.0]),
            (0x50, [0.0, 1.0, 2.0, 12.0, 11.0, 10.0]),
            (0x70, [0.0, 10.0, 11.0, 1.0, 2.0, 12.0]),
        ] {
            let grid = GribGrid { lattice: lattice.clone(), along_grid: false, scan };
            let mut out = Vec::new();
            grid.cut(&listed, window, &mut out);
            assert_eq!(out, [0.0, 1.0, 2.0, 10.0, 11.0, 12.0], "{scan:#x}");
        }
    }

    #[test]
    fn a_short_or_odd_definition_is_refused() {
        assert!(read(&[]).is_err() && read(&[0; 72]).is_err());
        let mut reduced = vec![0; 90];
        reduced[30..34].fill(0xff);
        assert!(read(&reduced).is_err());
    }
}
