//! Probability on a longitude-latitude grid.

use crate::math;
use crate::position::{Position, WGS84_A_M, WGS84_F};
use serde::{Deserialize, Serialize};

/// A regular grid of cells in longitude and latitude.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GridShape {
    /// Western edge of the first column, degrees east.
    pub lon0_deg: f64,
    /// Southern edge of the first row, degrees north.
    pub lat0_deg: f64,
    /// Width of a cell, degrees, above 0.
    pub dlon_deg: f64,
    /// Height of a cell, degrees, above 0.
    pub dlat_deg: f64,
    /// Number of columns.
    pub ncols: usize,
    /// Number of rows.
    pub nrows: usize,
}

impl GridShape {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ncols.saturating_mul(self.nrows)
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Index `row * ncols + column` of the cell at a place, `None` outside. The western and southern edges belong to a cell.
    #[inline]
    pub fn cell(&self, place: Position) -> Option<usize> {
        let mut east = place.lon_deg - self.lon0_deg;
        if east < 0.0 {
            east += 360.0;
        } else if east >= 360.0 {
            east -= 360.0;
        }
        let (x, y) = (east / self.dlon_deg, (place.lat_deg - self.lat0_deg) / self.dlat_deg);
        let inside = x >= 0.0 && y >= 0.0 && x < self.ncols as f64 && y < self.nrows as f64;
        inside.then(|| y as usize * self.ncols + x as usize)
    }

    /// Centre of a cell; longitudes are not wrapped.
    pub fn centre(&self, index: usize) -> Position {
        let (row, column) = (index / self.ncols.max(1), index % self.ncols.max(1));
        Position::new(
            self.lat0_deg + (row as f64 + 0.5) * self.dlat_deg,
            self.lon0_deg + (column as f64 + 0.5) * self.dlon_deg,
        )
    }

    /// Area of a cell of a row on the ellipsoid, square metres. Parts of a cell beyond a pole count nothing.
    pub fn cell_area_m2(&self, row: usize) -> f64 {
        let south = self.lat0_deg + row as f64 * self.dlat_deg;
        math::radians(self.dlon_deg) * (zone_m2_per_rad(south + self.dlat_deg) - zone_m2_per_rad(south))
    }
}

/// Area on WGS84 between the equator and a latitude, square metres in a radian of longitude; negative in the south.
/// Latitudes beyond a pole count as the pole.
///
/// # References
/// Snyder, "Map projections: a working manual", USGS PP 1395, equations 3-12 (half of `a^2 q`).
pub fn zone_m2_per_rad(lat_deg: f64) -> f64 {
    let e2 = WGS84_F * (2.0 - WGS84_F);
    let e = e2.sqrt();
    let sin = math::sin(math::radians(lat_deg.clamp(-90.0, 90.0)));
    let atanh = 0.5 * (math::ln_1p(e * sin) - math::ln_1p(-e * sin));
    0.5 * WGS84_A_M * WGS84_A_M * (1.0 - e2) * (sin / (1.0 - e2 * sin * sin) + atanh / e)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Surface of WGS84: 510 065 621.724 km2 (NGA.STND.0036, derived geometric constants: sphere of equal area
    /// R2 = 6 371 007.1809 m).
    #[test]
    fn val_surface_of_the_earth() {
        let globe =
            GridShape { lon0_deg: -180.0, lat0_deg: -90.0, dlon_deg: 1.0, dlat_deg: 1.0, ncols: 360, nrows: 180 };
        let area: f64 = (0..180).map(|row| 360.0 * globe.cell_area_m2(row)).sum();
        let sphere = 4.0 * std::f64::consts::PI * 6_371_007.180_9 * 6_371_007.180_9;
        assert!((area / sphere - 1.0).abs() < 1e-10, "{area} {sphere}");
        assert!((area / 1e6 - 510_065_621.724).abs() < 0.01, "{area}");
    }

    #[test]
    fn a_place_lies_in_the_cell_round_its_centre() {
        let shape = GridShape { lon0_deg: 179.0, lat0_deg: 10.0, dlon_deg: 0.5, dlat_deg: 0.25, ncols: 4, nrows: 3 };
        for index in 0..shape.len() {
            let centre = shape.centre(index);
            assert_eq!(shape.cell(Position::new(centre.lat_deg, math::wrap_180(centre.lon_deg))), Some(index));
        }
        assert_eq!(shape.cell(Position::new(10.1, 178.9)), None);
        assert_eq!(GridShape::default().cell(Position::new(0.0, 0.0)), None);
        // Beyond the pole there is no area.
        let polar = GridShape { lon0_deg: 0.0, lat0_deg: 90.0, dlon_deg: 1.0, dlat_deg: 1.0, ncols: 1, nrows: 1 };
        assert_eq!(polar.cell_area_m2(0), 0.0);
    }
}
