//! From longitude and latitude to columns and rows of a grid.

use super::BLOCK;
use super::forcing::Bounds;
use crate::field::Projection;
use crate::math;
use crate::position::Position;

/// How a grid lies on the Earth.
#[derive(Clone, Debug)]
pub(super) enum Axes {
    /// Columns along longitude, rows along latitude.
    LonLat {
        /// Longitude of column 0, degrees.
        lon0_deg: f64,
        /// Columns a degree.
        per_lon: f64,
        /// Latitude of row 0, degrees.
        lat0_deg: f64,
        /// Rows a degree.
        per_lat: f64,
        /// Whether the last column is followed by the first.
        closed: bool,
    },
    /// Columns and rows of a map projection.
    Projected(Box<Projected>),
}

/// A grid in the plane of a projection.
#[derive(Clone, Debug)]
pub(super) struct Projected {
    pub projection: Projection,
    /// x of column 0 and columns per unit of x.
    pub x0: f64,
    pub per_x: f64,
    /// y of row 0 and rows per unit of y.
    pub y0: f64,
    pub per_y: f64,
}

impl Projected {
    fn exact(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let (x, y) = self.projection.forward(Position::new(lat_deg, math::wrap_180(lon_deg)));
        let mut right = x - self.x0;
        if self.projection.is_angular() && right < -1e-9 {
            right += 360.0;
        }
        (right * self.per_x, (y - self.y0) * self.per_y)
    }

    /// What a table of any window would say here, to the bit.
    fn tabled(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let (x, y) = (lon_deg * PER_DEGREE, lat_deg * PER_DEGREE);
        let (column, row) = (x.floor(), y.floor());
        let node = |dx: f64, dy: f64| {
            let (x, y) = self.exact((column + dx) / PER_DEGREE, (row + dy) / PER_DEGREE);
            [x, y]
        };
        blend([node(0.0, 0.0), node(1.0, 0.0), node(0.0, 1.0), node(1.0, 1.0)], x - column, y - row)
    }
}

impl Axes {
    pub fn closed(&self) -> bool {
        matches!(self, Self::LonLat { closed: true, .. })
    }

    /// Column and row, with fractions, of a place.
    pub fn exact(&self, lon_deg: f64, lat_deg: f64) -> Option<(f64, f64)> {
        match self {
            Self::LonLat { lon0_deg, per_lon, lat0_deg, per_lat, closed } => {
                let mut east = lon_deg - lon0_deg;
                if *closed {
                    east -= 360.0 * (east / 360.0).floor();
                }
                Some((east * per_lon, (lat_deg - lat0_deg) * per_lat))
            }
            Self::Projected(grid) => {
                Some(grid.tabled(lon_deg, lat_deg)).filter(|(x, y)| x.is_finite() && y.is_finite())
            }
        }
    }

    /// West, south, east and north of a box in columns and rows.
    pub fn window(&self, bounds: Bounds) -> Option<[f64; 4]> {
        let [west, south, east, north] = bounds;
        match self {
            Self::LonLat { lon0_deg, per_lon, lat0_deg, per_lat, .. } => Some([
                (west - lon0_deg) * per_lon,
                (south - lat0_deg) * per_lat,
                (east - lon0_deg) * per_lon,
                (north - lat0_deg) * per_lat,
            ]),
            Self::Projected(grid) => outline(bounds).map(|(lon, lat)| grid.exact(lon, lat)).try_fold(
                [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
                |[x0, y0, x1, y1], (x, y)| {
                    (x.is_finite() && y.is_finite()).then_some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)])
                },
            ),
        }
    }

    /// The table that a projected grid is looked up with; none for longitude and latitude, or where it would be too coarse.
    pub fn warp(&self, bounds: Bounds) -> Option<Warp> {
        match self {
            Self::LonLat { .. } => None,
            Self::Projected(grid) => Warp::new(grid, bounds),
        }
    }
}

/// Places round a box and within it.
fn outline([west, south, east, north]: Bounds) -> impl Iterator<Item = (f64, f64)> {
    let shares = || (0..=16_u32).map(|n| f64::from(n) / 16.0);
    shares().flat_map(move |x| shares().map(move |y| (west + x * (east - west), south + y * (north - south))))
}

/// Columns and rows of a projected grid, tabulated over longitude and latitude: a projection is so smooth that bilinear
/// interpolation over 0.02 degrees is right to some centimetres on the ground.
///
/// The table lies on whole multiples of its step, so that a look gives the same bits from any window.
#[derive(Clone, Debug)]
pub(super) struct Warp {
    column0: f64,
    row0: f64,
    ncols: usize,
    nrows: usize,
    /// Column and row of the grid at each node.
    nodes: Vec<[f64; 2]>,
}

/// Nodes of the table a degree.
const PER_DEGREE: f64 = 50.0;
/// Most nodes of a table: 64 MB.
const MAX_NODES: f64 = 4e6;

#[inline(always)]
fn blend([sw, se, nw, ne]: [[f64; 2]; 4], fx: f64, fy: f64) -> (f64, f64) {
    let part = |k: usize| {
        let (west, east) = (sw[k] + fy * (nw[k] - sw[k]), se[k] + fy * (ne[k] - se[k]));
        west + fx * (east - west)
    };
    (part(0), part(1))
}

impl Warp {
    fn new(grid: &Projected, [west, south, east, north]: Bounds) -> Option<Self> {
        let (column0, row0) = ((west * PER_DEGREE).floor(), (south * PER_DEGREE).floor());
        let (columns, rows) = ((east * PER_DEGREE).ceil() - column0, (north * PER_DEGREE).ceil() - row0);
        if !(columns >= 1.0 && rows >= 1.0 && columns * rows <= MAX_NODES) {
            return None;
        }
        let (ncols, nrows) = (columns as usize + 1, rows as usize + 1);
        let mut nodes = Vec::with_capacity(ncols * nrows);
        for row in 0..nrows {
            for column in 0..ncols {
                let (lon, lat) = ((column0 + column as f64) / PER_DEGREE, (row0 + row as f64) / PER_DEGREE);
                let (x, y) = grid.exact(lon, lat);
                nodes.push([x, y]);
            }
        }
        Some(Self { column0, row0, ncols, nrows, nodes })
    }

    /// Column and row, with fractions, of a place on the table; `None` outside.
    #[inline(always)]
    pub fn at(&self, lon_deg: f64, lat_deg: f64) -> Option<(f64, f64)> {
        let (x, y) = (lon_deg * PER_DEGREE - self.column0, lat_deg * PER_DEGREE - self.row0);
        if !(x >= 0.0 && y >= 0.0 && x < (self.ncols - 1) as f64 && y < (self.nrows - 1) as f64) {
            return None;
        }
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = (x - column as f64, y - row as f64);
        let at = row * self.ncols + column;
        let [sw, se, nw, ne] = [at, at + 1, at + self.ncols, at + self.ncols + 1].map(|node| self.nodes[node]);
        Some(blend([sw, se, nw, ne], fx, fy))
    }

    /// Columns and rows of a block, less the origin; NaN off the table.
    #[inline(always)]
    pub fn look(
        &self,
        (lon, lat): (&[f64; BLOCK], &[f64; BLOCK]),
        origin: (f64, f64),
        (x, y): (&mut [f64; BLOCK], &mut [f64; BLOCK]),
    ) {
        for i in 0..BLOCK {
            let (column, row) = self.at(lon[i], lat[i]).unwrap_or((f64::NAN, f64::NAN));
            (x[i], y[i]) = (column - origin.0, row - origin.1);
        }
    }
}
