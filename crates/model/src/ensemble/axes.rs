//! From longitude and latitude to columns and rows of a grid.

use super::BLOCK;
use super::forcing::Bounds;

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
    Projected(Projected),
}

/// A grid in the plane of a projection.
#[derive(Clone, Debug)]
pub(super) struct Projected {}

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
            Self::Projected(_) => None,
        }
    }

    /// West, south, east and north of a box in columns and rows.
    pub fn window(&self, [west, south, east, north]: Bounds) -> Option<[f64; 4]> {
        match self {
            Self::LonLat { lon0_deg, per_lon, lat0_deg, per_lat, .. } => Some([
                (west - lon0_deg) * per_lon,
                (south - lat0_deg) * per_lat,
                (east - lon0_deg) * per_lon,
                (north - lat0_deg) * per_lat,
            ]),
            Self::Projected(_) => None,
        }
    }

    pub fn warp(&self, _bounds: Bounds) -> Option<Warp> {
        None
    }
}

/// Columns and rows of a projected grid, tabulated over longitude and latitude.
#[derive(Clone, Debug)]
pub(super) struct Warp {}

impl Warp {
    #[inline(always)]
    pub fn look(
        &self,
        _at: (&[f64; BLOCK], &[f64; BLOCK]),
        _origin: (f64, f64),
        _out: (&mut [f64; BLOCK], &mut [f64; BLOCK]),
    ) {
    }
}
