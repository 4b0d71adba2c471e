//! A vector field on either kind of grid.

use sarex_model::field::{FieldGap, ProjectedField, VectorField};
use sarex_model::position::{Position, Vec2};

use super::lattice::projected_bounds;
use crate::fgb::Bbox;

/// A vector field as it was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// On longitude and latitude.
    LonLat(VectorField),
    /// On a projected grid.
    Projected(ProjectedField),
}

impl Field {
    /// The vector at a place and time, m/s towards true east and north; see [`VectorField::at`].
    ///
    /// # Errors
    /// [`FieldGap`] outside the grid or its times, or where too many neighbours are missing.
    #[inline]
    pub fn at(&self, place: Position, time_s: f64) -> Result<Vec2, FieldGap> {
        match self {
            Self::LonLat(field) => field.at(place, time_s),
            Self::Projected(field) => field.at(place, time_s),
        }
    }

    /// Its times, seconds after the zero of the request.
    pub fn times_s(&self) -> &[f64] {
        match self {
            Self::LonLat(field) => &field.times_s,
            Self::Projected(field) => &field.times_s,
        }
    }

    /// First and last time; `None` for a single time, which holds always.
    pub fn time_range_s(&self) -> Option<(f64, f64)> {
        match self.times_s() {
            [first, .., last] => Some((*first, *last)),
            _ => None,
        }
    }

    /// West, south, east, north of what is held, degrees; east may pass 180. Within the box of a projected grid some
    /// corners are off the grid.
    pub fn bounds(&self) -> Bbox {
        match self {
            Self::LonLat(f) => {
                let end = |start: f64, step: f64, count: usize| start + step * (count.max(1) - 1) as f64;
                // A grid that closes on itself covers its last gap too.
                let columns = if (f.nlon as f64 * f.dlon_deg - 360.0).abs() < 1e-6 { f.nlon + 1 } else { f.nlon };
                [f.lon0_deg, f.lat0_deg, end(f.lon0_deg, f.dlon_deg, columns), end(f.lat0_deg, f.dlat_deg, f.nlat)]
            }
            Self::Projected(f) => {
                let high = (f.x0 + f.dx * (f.nx.max(1) - 1) as f64, f.y0 + f.dy * (f.ny.max(1) - 1) as f64);
                projected_bounds(&f.projection, (f.x0, f.y0), high)
            }
        }
    }
}
