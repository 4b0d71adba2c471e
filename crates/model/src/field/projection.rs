//! Map projections that model grids are laid out on.

mod conic;
mod ellipsoid;
mod mercator;
mod polar;
mod rotated;

pub use conic::LambertConformal;
pub use ellipsoid::Ellipsoid;
pub use mercator::Mercator;
pub use polar::{PolarScale, PolarStereographic};
pub use rotated::RotatedPole;

use crate::position::Position;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Parameters that make no projection.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the projection cannot be built: {0}")]
pub struct ProjectionError(pub(crate) &'static str);

/// A projection from places to grid coordinates, x to the right and y up.
///
/// Places are taken as the latitude and longitude of the projection's own ellipsoid: weather and ocean models are run on
/// a sphere whose latitudes are meant as those of WGS84, so no datum is shifted.
///
/// # Units
/// Metres; degrees for [`RotatedPole`].
///
/// # References
/// J. P. Snyder, "Map projections: a working manual", USGS Professional Paper 1395, 1987.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Projection {
    /// Polar stereographic.
    PolarStereographic(PolarStereographic),
    /// Lambert conformal conic.
    LambertConformal(LambertConformal),
    /// Mercator on an upright cylinder.
    Mercator(Mercator),
    /// Longitude and latitude about a moved pole.
    RotatedPole(RotatedPole),
}

impl Projection {
    /// Grid coordinates (x, y) of a place; not finite where the projection has none.
    #[inline]
    pub fn forward(&self, place: Position) -> (f64, f64) {
        match self {
            Self::PolarStereographic(p) => p.forward(place),
            Self::LambertConformal(p) => p.forward(place),
            Self::Mercator(p) => p.forward(place),
            Self::RotatedPole(p) => p.forward(place),
        }
    }

    /// The place at grid coordinates (x, y), longitude in -180..180.
    #[inline]
    pub fn inverse(&self, x: f64, y: f64) -> Position {
        match self {
            Self::PolarStereographic(p) => p.inverse(x, y),
            Self::LambertConformal(p) => p.inverse(x, y),
            Self::Mercator(p) => p.inverse(x, y),
            Self::RotatedPole(p) => p.inverse(x, y),
        }
    }

    /// True bearing of the +y axis at a place, -180 to 180 degrees.
    ///
    /// All these projections are conformal, so the +x axis lies 90 degrees clockwise of it: a vector (x, y) of the grid
    /// with this bearing `b` is `x cos b + y sin b` towards east and `y cos b - x sin b` towards north.
    #[inline]
    pub fn grid_north_deg(&self, place: Position) -> f64 {
        match self {
            Self::PolarStereographic(p) => p.grid_north_deg(place),
            Self::LambertConformal(p) => p.grid_north_deg(place),
            Self::Mercator(_) => 0.0,
            Self::RotatedPole(p) => p.grid_north_deg(place),
        }
    }

    /// Whether x is an angle that repeats after 360.
    #[inline]
    pub fn is_angular(&self) -> bool {
        matches!(self, Self::RotatedPole(_))
    }

    /// Unit of the grid coordinates.
    pub fn unit(&self) -> &'static str {
        if self.is_angular() { "degrees" } else { "m" }
    }

    /// Name for messages, such as `polar stereographic`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::PolarStereographic(_) => "polar stereographic",
            Self::LambertConformal(_) => "Lambert conformal conic",
            Self::Mercator(_) => "Mercator",
            Self::RotatedPole(_) => "rotated pole",
        }
    }
}
