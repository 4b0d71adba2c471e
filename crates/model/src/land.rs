//! Land or sea: a raster of bits.

use crate::math;
use crate::position::Position;
use geo::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};

/// Most cells a mask may have (32 MiB of bits). A finer request gets larger cells.
pub const MAX_CELLS: usize = 1 << 28;
/// Most samples along one segment.
const MAX_SAMPLES: f64 = 1e6;

/// A raster of land: row 0 is the southernmost, and a cell is land when its centre is.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct LandMask {
    /// Western edge of the first column, degrees east.
    pub lon0_deg: f64,
    /// Southern edge of the first row, degrees north.
    pub lat0_deg: f64,
    /// Width and height of a cell, degrees.
    pub cell_deg: f64,
    /// Number of columns.
    pub ncols: usize,
    /// Number of rows.
    pub nrows: usize,
    /// Bit `row * ncols + column`, lowest bit of each word first; 1 is land.
    pub bits: Vec<u64>,
}

impl LandMask {
    /// A mask that covers nothing: sea everywhere.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Draws polygons into a raster over `(min_lon, min_lat, max_lon, max_lat)`, degrees.
    ///
    /// A cell is land when its centre lies in a polygon by the even-odd rule, holes excluded; polygons that overlap are
    /// joined. Longitudes are taken as they stand, so polygons and area must use the same turn of the globe. An area or a
    /// cell that is empty or not finite gives [`LandMask::empty`]; more cells than [`MAX_CELLS`] are made larger to fit.
    pub fn rasterise(area: (f64, f64, f64, f64), cell_deg: f64, polygons: &MultiPolygon<f64>) -> Self {
        let (west, south, east, north) = area;
        let (width, height) = (east - west, north - south);
        let finite = [west, south, width, height, cell_deg].iter().all(|value| value.is_finite());
        if !(finite && width > 0.0 && height > 0.0 && cell_deg > 0.0) {
            return Self::empty();
        }
        let cell_deg = cell_deg
            .max(2.0 * width.max(height) / (MAX_CELLS as f64).sqrt() * f64::from(too_fine(width, height, cell_deg)));
        // A hair less, so that 4 degrees of 0.01 are 400 cells and not 401.
        let count = |length: f64| (length / cell_deg - 1e-9).ceil().max(1.0) as usize;
        let (ncols, nrows) = (count(width), count(height));
        let bits = vec![0; (ncols * nrows).div_ceil(64)];
        let mut mask = Self { lon0_deg: west, lat0_deg: south, cell_deg, ncols, nrows, bits };
        let mut crossings = Vec::new();
        for polygon in polygons {
            crossings.clear();
            mask.collect_crossings(polygon.exterior(), &mut crossings);
            for hole in polygon.interiors() {
                mask.collect_crossings(hole, &mut crossings);
            }
            crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            // A closed ring crosses every line an even number of times, so pairs never straddle two rows.
            for pair in crossings.chunks_exact(2) {
                mask.fill(pair[0].0, pair[0].1, pair[1].1);
            }
        }
        mask
    }

    /// Where the edges of a ring cross the centre lines of the rows: row and column, both counted in cells.
    fn collect_crossings(&self, ring: &LineString<f64>, crossings: &mut Vec<(u32, f64)>) {
        let to_cells =
            |c: &geo::Coord<f64>| ((c.x - self.lon0_deg) / self.cell_deg, (c.y - self.lat0_deg) / self.cell_deg);
        for edge in ring.lines() {
            let ((x0, y0), (x1, y1)) = (to_cells(&edge.start), to_cells(&edge.end));
            let (low, high) = if y0 < y1 { (y0, y1) } else { (y1, y0) };
            // Rows whose centre, row + 0.5, is at or above `low` and below `high`: each vertex counts once.
            let first = (low - 0.5).ceil().max(0.0);
            let end = (high - 0.5).ceil().min(self.nrows as f64);
            let mut row = first;
            while row < end {
                crossings.push((row as u32, x0 + (x1 - x0) * ((row + 0.5 - y0) / (y1 - y0))));
                row += 1.0;
            }
        }
    }

    /// Sets the cells of a row whose centres lie from `from` to `to`, counted in cells.
    fn fill(&mut self, row: u32, from: f64, to: f64) {
        let column = |x: f64| (x - 0.5).ceil().clamp(0.0, self.ncols as f64) as usize;
        let start = row as usize * self.ncols;
        for bit in start + column(from)..start + column(to) {
            self.bits[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether the place is within the raster.
    #[inline]
    pub fn covers(&self, place: Position) -> bool {
        self.cell(place).is_some()
    }

    /// Whether the cell at this place is land; outside the raster it is not.
    #[inline]
    pub fn is_land(&self, place: Position) -> bool {
        let Some(bit) = self.cell(place) else {
            return false;
        };
        self.bits.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The first place on land on the way from `a` to `b`, both ends included.
    ///
    /// Samples the straight line in latitude and longitude every half cell at most, so that a corner of land narrower
    /// than that may be missed.
    pub fn segment_crosses(&self, a: Position, b: Position) -> Option<Position> {
        let dlat = b.lat_deg - a.lat_deg;
        let dlon = math::wrap_180(b.lon_deg - a.lon_deg);
        let steps = (2.0 * dlat.abs().max(dlon.abs()) / self.cell_deg).ceil();
        if self.ncols == 0 || !steps.is_finite() {
            return None;
        }
        let steps = steps.clamp(1.0, MAX_SAMPLES) as u32;
        (0..=steps)
            .map(|step| {
                let share = f64::from(step) / f64::from(steps);
                Position::new(a.lat_deg + dlat * share, math::wrap_180(a.lon_deg + dlon * share))
            })
            .find(|place| self.is_land(*place))
    }

    #[inline]
    fn cell(&self, place: Position) -> Option<usize> {
        let mut east = place.lon_deg - self.lon0_deg;
        if east < 0.0 {
            east += 360.0;
        } else if east >= 360.0 {
            east -= 360.0;
        }
        let column = east / self.cell_deg;
        let row = (place.lat_deg - self.lat0_deg) / self.cell_deg;
        let inside = row >= 0.0 && row < self.nrows as f64 && column >= 0.0 && column < self.ncols as f64;
        inside.then(|| row as usize * self.ncols + column as usize)
    }
}

fn too_fine(width: f64, height: f64, cell_deg: f64) -> bool {
    (width / cell_deg + 1.0) * (height / cell_deg + 1.0) > MAX_CELLS as f64
}
