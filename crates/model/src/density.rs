//! Probability on a longitude-latitude grid.

use crate::position::Position;
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
        self.ncols * self.nrows
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
}
