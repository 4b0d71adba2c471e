//! Land or sea to the metre: a raster that knows the open sea, and the coastline itself where it runs.
//!
//! Each cell is sea, land, or crossed by the coast. Only the last kind asks the polygons: from the cell's centre, whose side
//! is known, the line to the place is crossed by so many edges of the cell.
//!
//! # References
//! Even-odd rule: Shimrat 1962, CACM 5, algorithm 112.

use crate::land::LandMask;
use geo::MultiPolygon;

/// Most cells of the raster: 16 MiB of bytes.
pub const MAX_CELLS: usize = 1 << 24;
/// Length to which a landfall is located, degrees (about 10 m).
const LANDFALL_DEG: f64 = 1e-4;

const SEA: u8 = 0;
const LAND: u8 = 1;
const COAST: u8 = 2;

/// Land of a region.
#[derive(Clone, Debug, Default)]
pub struct Shore {
    lon0_deg: f64,
    lat0_deg: f64,
    per_cell: f64,
    cell_deg: f64,
    ncols: usize,
    nrows: usize,
    /// Kind of each cell, `[row][column]`, rows from south.
    kind: Vec<u8>,
    /// Whether the centre of each coast cell is land, with where its edges begin and end in `edges`; sorted by cell.
    coast: Vec<Coast>,
    edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug)]
struct Coast {
    cell: u32,
    first: u32,
    last: u32,
    centre_is_land: bool,
}

type Edge = [f64; 4];

impl Shore {
    /// Land of polygons within `(west, south, east, north)`, degrees; longitudes are taken as they stand.
    ///
    /// Cells are `cell_deg` wide, or wider where [`MAX_CELLS`] asks for it. Outside the region everything is sea.
    pub fn new(area: (f64, f64, f64, f64), cell_deg: f64, polygons: &MultiPolygon<f64>) -> Self {
        let (west, south, east, north) = area;
        let (width, height) = (east - west, north - south);
        let usable = [west, south, width, height, cell_deg].iter().all(|v| v.is_finite());
        if !(usable && width > 0.0 && height > 0.0 && cell_deg > 0.0) {
            return Self::default();
        }
        let least = (width * height / MAX_CELLS as f64).sqrt() * 1.01;
        let cell_deg = cell_deg.max(least).max(width.max(height) / MAX_CELLS as f64 * 4.0);
        let centres = LandMask::rasterise(area, cell_deg, polygons);
        let kind: Vec<u8> =
            (0..centres.ncols * centres.nrows).map(|cell| (centres.bits[cell / 64] >> (cell % 64) & 1) as u8).collect();
        let mut shore = Self {
            lon0_deg: west,
            lat0_deg: south,
            per_cell: 1.0 / centres.cell_deg,
            cell_deg: centres.cell_deg,
            ncols: centres.ncols,
            nrows: centres.nrows,
            kind,
            coast: Vec::new(),
            edges: Vec::new(),
        };
        shore.lay_coast(polygons);
        shore
    }

    /// Puts every edge into the cells that its box touches.
    fn lay_coast(&mut self, polygons: &MultiPolygon<f64>) {
        let mut laid: Vec<(u32, Edge)> = Vec::new();
        for polygon in polygons {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                for line in ring.lines() {
                    self.lay_edge([line.start.x, line.start.y, line.end.x, line.end.y], &mut laid);
                }
            }
        }
        laid.sort_by_key(|(cell, _)| *cell);
        for run in laid.chunk_by(|a, b| a.0 == b.0) {
            let cell = run[0].0;
            let first = self.edges.len() as u32;
            self.edges.extend(run.iter().map(|(_, edge)| *edge));
            let centre_is_land = self.kind[cell as usize] == LAND;
            self.coast.push(Coast { cell, first, last: self.edges.len() as u32, centre_is_land });
        }
        for coast in &self.coast {
            self.kind[coast.cell as usize] = COAST;
        }
    }

    fn lay_edge(&self, [x0, y0, x1, y1]: Edge, laid: &mut Vec<(u32, Edge)>) {
        let steps = (((x1 - x0).abs().max((y1 - y0).abs())) * self.per_cell).ceil().clamp(1.0, 1e7);
        // A long edge goes in pieces, so that its box holds few cells that it does not cross.
        for step in 0..steps as u32 {
            let at = |share: f64| (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share);
            let (a, b) = (at(f64::from(step) / steps), at((f64::from(step) + 1.0) / steps));
            let column = |x: f64| (x - self.lon0_deg) * self.per_cell;
            let row = |y: f64| (y - self.lat0_deg) * self.per_cell;
            // A hair more, so that an edge on a cell's border is in both cells.
            let (c0, c1) = (column(a.0.min(b.0)) - 1e-6, column(a.0.max(b.0)) + 1e-6);
            let (r0, r1) = (row(a.1.min(b.1)) - 1e-6, row(a.1.max(b.1)) + 1e-6);
            if c1 < 0.0 || r1 < 0.0 || c0 >= self.ncols as f64 || r0 >= self.nrows as f64 {
                continue;
            }
            for r in r0.max(0.0) as usize..=(r1 as usize).min(self.nrows - 1) {
                for c in c0.max(0.0) as usize..=(c1 as usize).min(self.ncols - 1) {
                    laid.push(((r * self.ncols + c) as u32, [a.0, a.1, b.0, b.1]));
                }
            }
        }
    }

    /// Whether the place is in a cell of nothing but sea, or outside the region.
    #[inline(always)]
    pub fn is_open_sea(&self, lon_deg: f64, lat_deg: f64) -> bool {
        let (x, y) = ((lon_deg - self.lon0_deg) * self.per_cell, (lat_deg - self.lat0_deg) * self.per_cell);
        let inside = (x >= 0.0) & (y >= 0.0) & (x < self.ncols as f64) & (y < self.nrows as f64);
        // Casts saturate; `inside` guards the index.
        !inside || self.kind[y as usize * self.ncols + x as usize] == SEA
    }

    /// Whether the coast runs through the place's cell, so that the polygons decide.
    pub fn is_coast(&self, lon_deg: f64, lat_deg: f64) -> bool {
        self.kind_at(lon_deg, lat_deg) == Some(COAST)
    }

    fn kind_at(&self, lon_deg: f64, lat_deg: f64) -> Option<u8> {
        let (x, y) = ((lon_deg - self.lon0_deg) * self.per_cell, (lat_deg - self.lat0_deg) * self.per_cell);
        let inside = x >= 0.0 && y >= 0.0 && x < self.ncols as f64 && y < self.nrows as f64;
        inside.then(|| self.kind[y as usize * self.ncols + x as usize])
    }

    /// Whether the place is land.
    pub fn is_land(&self, lon_deg: f64, lat_deg: f64) -> bool {
        let (x, y) = ((lon_deg - self.lon0_deg) * self.per_cell, (lat_deg - self.lat0_deg) * self.per_cell);
        if !(x >= 0.0 && y >= 0.0 && x < self.ncols as f64 && y < self.nrows as f64) {
            return false;
        }
        let cell = y as usize * self.ncols + x as usize;
        match self.kind[cell] {
            SEA => false,
            LAND => true,
            _ => self.coast_is_land(cell, (lon_deg, lat_deg)),
        }
    }

    fn coast_is_land(&self, cell: usize, at: (f64, f64)) -> bool {
        let Ok(found) = self.coast.binary_search_by_key(&(cell as u32), |coast| coast.cell) else { return false };
        let coast = self.coast[found];
        let centre = (
            self.lon0_deg + ((cell % self.ncols) as f64 + 0.5) * self.cell_deg,
            self.lat0_deg + ((cell / self.ncols) as f64 + 0.5) * self.cell_deg,
        );
        // By way of a corner point: along the row of the centre, then along the column, so that each crossing is a half-open
        // test and an edge that ends on the line counts once.
        let edges = &self.edges[coast.first as usize..coast.last as usize];
        let crossed = edges.iter().filter(|edge| crosses_row(edge, centre.1, centre.0, at.0)).count()
            + edges.iter().filter(|edge| crosses_column(edge, at.0, centre.1, at.1)).count();
        coast.centre_is_land != (crossed % 2 == 1)
    }

    /// The first place on land on the straight way between two places, to some ten metres; `None` when the way ends at sea.
    ///
    /// Looks every half cell, then halves: a spit narrower than that may be missed.
    pub fn first_land(&self, from: (f64, f64), to: (f64, f64)) -> Option<(f64, f64)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let way = dx.abs().max(dy.abs());
        let looks = (2.0 * way * self.per_cell).ceil().clamp(1.0, 1e4) as u32;
        let at = |share: f64| (from.0 + dx * share, from.1 + dy * share);
        let land = |share: f64| {
            let (lon, lat) = at(share);
            self.is_land(lon, lat)
        };
        let hit = (1..=looks).find(|look| land(f64::from(*look) / f64::from(looks)))?;
        let (mut low, mut high) = (f64::from(hit - 1) / f64::from(looks), f64::from(hit) / f64::from(looks));
        while (high - low) * way > LANDFALL_DEG {
            let middle = 0.5 * (low + high);
            if land(middle) { high = middle } else { low = middle }
        }
        Some(at(high))
    }
}

/// Whether an edge crosses the piece from `x0` to `x1` of the row `y`.
fn crosses_row(edge: &Edge, y: f64, x0: f64, x1: f64) -> bool {
    let [ax, ay, bx, by] = *edge;
    if (ay > y) == (by > y) {
        return false;
    }
    let x = ax + (bx - ax) * ((y - ay) / (by - ay));
    (x > x0.min(x1)) && (x <= x0.max(x1))
}

/// Whether an edge crosses the piece from `y0` to `y1` of the column `x`.
fn crosses_column(edge: &Edge, x: f64, y0: f64, y1: f64) -> bool {
    let [ax, ay, bx, by] = *edge;
    if (ax > x) == (bx > x) {
        return false;
    }
    let y = ay + (by - ay) * ((x - ax) / (bx - ax));
    (y > y0.min(y1)) && (y <= y0.max(y1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Draw, Purpose};
    use geo::{Contains, LineString, Point, Polygon};

    fn star(points: u32) -> MultiPolygon<f64> {
        let ring = (0..points).map(|i| {
            let angle = std::f64::consts::TAU * f64::from(i) / f64::from(points);
            let radius = if i % 2 == 0 { 1.0 } else { 0.6 };
            (131.0 + radius * crate::math::sin(angle), 36.0 + radius * crate::math::cos(angle))
        });
        let hole = LineString::from(vec![(131.0, 36.0), (131.1, 36.0), (131.1, 36.13), (131.0, 36.1)]);
        MultiPolygon::new(vec![Polygon::new(LineString::from_iter(ring), vec![hole])])
    }

    #[test]
    fn every_place_is_as_the_polygon_says() {
        let land = star(41);
        for cell in [0.013, 0.1, 0.5] {
            let shore = Shore::new((129.5, 34.5, 132.5, 37.5), cell, &land);
            let mut differ = 0;
            for i in 0..20_000 {
                let mut draw = Draw::new(1, Purpose::Misc, i, 0);
                let (lon, lat) = (129.4 + 3.2 * draw.unit(), 34.4 + 3.2 * draw.unit());
                let truth = land.contains(&Point::new(lon, lat));
                differ += u32::from(shore.is_land(lon, lat) != truth);
                assert!(!(truth && shore.is_open_sea(lon, lat)), "{lon} {lat}");
            }
            assert_eq!(differ, 0, "cell {cell}");
        }
    }

    #[test]
    fn landfall_is_on_the_coast() {
        let square =
            Polygon::new(LineString::from(vec![(131.0, 35.0), (132.0, 35.0), (132.0, 36.0), (131.0, 36.0)]), vec![]);
        let shore = Shore::new((130.0, 34.0, 133.0, 37.0), 0.02, &MultiPolygon::new(vec![square]));
        let (lon, lat) = shore.first_land((130.5, 35.5), (131.3, 35.5)).expect("it runs ashore");
        assert!((lon - 131.0).abs() < 2e-4 && lon >= 131.0 && lat == 35.5, "{lon}");
        assert_eq!(shore.first_land((130.5, 35.5), (130.6, 35.5)), None);
        // Across the island and out again: the first beach counts.
        assert!(shore.first_land((130.5, 35.5), (132.6, 35.5)).is_some_and(|met| met.0 < 131.001));
    }

    #[test]
    fn no_region_is_sea() {
        for area in [(f64::NAN, 0.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)] {
            let shore = Shore::new(area, 0.1, &star(5));
            assert!(shore.is_open_sea(131.0, 36.0) && !shore.is_land(131.0, 36.0));
        }
    }
}
