//! Probability on the cells of a grid, with the rest of the world.

use super::{area_of, clip_to_box, update};
use crate::density::GridShape;
use crate::math;
use crate::position::{LocalFrame, Position, Vec2};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Cells of a map: a thousand by a thousand.
pub const MOST_CELLS: usize = 1_000_000;

/// Probability of containment by cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// The cells.
    pub shape: GridShape,
    /// Probability of each cell, `[row][column]`, rows from south.
    pub mass: Vec<f64>,
    /// Probability outside all cells.
    pub rest_of_world: f64,
}

/// Why a map cannot be made.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum MapError {
    /// No cell, too many cells, or cells without size.
    #[error("a grid needs 1 to {MOST_CELLS} cells of a size above 0")]
    Shape,
    /// Weights that are negative, no number, or all 0.
    #[error("weights must be finite, not negative, and not all 0")]
    Weight,
    /// A standard deviation that is not above 0.
    #[error("standard deviations must be above 0")]
    Sigma,
    /// A polygon without area.
    #[error("an area needs three corners that are not in one line")]
    Polygon,
    /// Maps on different grids.
    #[error("maps on different grids cannot be added")]
    Grids,
}

/// A normal distribution round a datum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    /// Its middle.
    pub centre: Position,
    /// Standard deviation along the longer axis, metres.
    pub sigma_major_m: f64,
    /// Standard deviation across it, metres.
    pub sigma_minor_m: f64,
    /// True bearing of the longer axis, degrees.
    pub major_bearing_deg: f64,
}

impl Normal {
    /// A circular distribution from the radius that holds half: `sigma = E / sqrt(2 ln 2)`.
    ///
    /// # References
    /// reference/sar-science.md, section 3.1 (meaning of the total probable error).
    pub fn of_probable_error(centre: Position, error_m: f64) -> Self {
        let sigma_m = error_m / (2.0 * std::f64::consts::LN_2).sqrt();
        Self { centre, sigma_major_m: sigma_m, sigma_minor_m: sigma_m, major_bearing_deg: 0.0 }
    }

    /// Probability per square metre at a place east and north of the centre.
    pub fn density(&self, at: Vec2) -> f64 {
        let axis = Vec2::from_polar(self.major_bearing_deg, 1.0);
        let along = at.dot(axis) / self.sigma_major_m;
        let across = (at.east_m * axis.north_m - at.north_m * axis.east_m) / self.sigma_minor_m;
        let peak = 1.0 / (std::f64::consts::TAU * self.sigma_major_m * self.sigma_minor_m);
        peak * math::exp(-0.5 * (along * along + across * across))
    }
}

impl Map {
    fn empty(shape: GridShape) -> Result<Self, MapError> {
        let cells = shape.ncols.checked_mul(shape.nrows).filter(|n| (1..=MOST_CELLS).contains(n));
        let sizes = [shape.dlon_deg, shape.dlat_deg].iter().all(|d| d.is_finite() && *d > 0.0);
        let corner = shape.lon0_deg.is_finite() && shape.lat0_deg.is_finite();
        let cells = cells.filter(|_| sizes && corner).ok_or(MapError::Shape)?;
        Ok(Self { shape, mass: vec![0.0; cells], rest_of_world: 0.0 })
    }

    /// From weighted elements; weights are made to add up to one. Elements off the grid are the rest of the world.
    ///
    /// # Errors
    /// A bad grid; weights that are no weights.
    pub fn of_elements(
        shape: GridShape,
        elements: impl IntoIterator<Item = (Position, f64)>,
    ) -> Result<Self, MapError> {
        let mut map = Self::empty(shape)?;
        let mut total = 0.0;
        for (place, weight) in elements {
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(MapError::Weight);
            }
            total += weight;
            match shape.cell(place) {
                Some(cell) => map.mass[cell] += weight,
                None => map.rest_of_world += weight,
            }
        }
        if !(total > 0.0 && total.is_finite()) {
            return Err(MapError::Weight);
        }
        map.scale(1.0 / total);
        Ok(map)
    }

    /// From a normal distribution, by three by three points a cell (Gauss and Legendre); what is off the grid is the
    /// rest of the world. Good to a thousandth while cells are no larger than a standard deviation.
    ///
    /// # Errors
    /// A bad grid; a standard deviation that is not above 0.
    pub fn of_normal(shape: GridShape, normal: &Normal) -> Result<Self, MapError> {
        let mut map = Self::empty(shape)?;
        if ![normal.sigma_major_m, normal.sigma_minor_m].iter().all(|sigma| *sigma > 0.0 && sigma.is_finite()) {
            return Err(MapError::Sigma);
        }
        let frame = LocalFrame::new(normal.centre);
        let half_step = 0.6_f64.sqrt() / 2.0;
        for cell in 0..map.mass.len() {
            let centre = shape.centre(cell);
            let corner = frame.to_position(Vec2::ZERO);
            let size = frame.to_local(Position::new(corner.lat_deg + shape.dlat_deg, corner.lon_deg + shape.dlon_deg));
            let mut mean = 0.0;
            for (dx, wx) in [(-half_step, 5.0), (0.0, 8.0), (half_step, 5.0)] {
                for (dy, wy) in [(-half_step, 5.0), (0.0, 8.0), (half_step, 5.0)] {
                    let lat = centre.lat_deg + dy * shape.dlat_deg;
                    let lon = centre.lon_deg + dx * shape.dlon_deg;
                    mean += wx * wy / 324.0 * normal.density(frame.to_local(Position::new(lat, lon)));
                }
            }
            map.mass[cell] = mean * (size.east_m * size.north_m).abs();
        }
        let inside: f64 = map.mass.iter().sum();
        if inside > 1.0 {
            map.scale(1.0 / inside);
        }
        map.rest_of_world = (1.0 - inside).max(0.0);
        Ok(map)
    }

    /// Evenly over a polygon; the part of it off the grid is the rest of the world.
    ///
    /// # Errors
    /// A bad grid; fewer than three corners or no area.
    pub fn of_polygon(shape: GridShape, polygon: &[Position]) -> Result<Self, MapError> {
        let mut map = Self::empty(shape)?;
        let first = polygon.first().ok_or(MapError::Polygon)?;
        // Longitudes on from the first corner, so that the date line cuts nothing; then on the grid's side of it.
        let shift = math::wrap_180(first.lon_deg - shape.lon0_deg) + shape.lon0_deg;
        let lon = |p: &Position| shift + math::wrap_180(p.lon_deg - first.lon_deg);
        let corners: Vec<[f64; 2]> = polygon.iter().map(|p| [lon(p), p.lat_deg]).collect();
        let middle = corners.iter().map(|c| c[1]).sum::<f64>() / corners.len() as f64;
        let whole = area_of(&corners) * math::cos(math::radians(middle));
        if !(whole > 0.0 && whole.is_finite()) {
            return Err(MapError::Polygon);
        }
        for cell in 0..map.mass.len() {
            let (row, column) = ((cell / shape.ncols) as f64, (cell % shape.ncols) as f64);
            let least = [shape.lon0_deg + column * shape.dlon_deg, shape.lat0_deg + row * shape.dlat_deg];
            let greatest = [least[0] + shape.dlon_deg, least[1] + shape.dlat_deg];
            let share = math::cos(math::radians(0.5 * (least[1] + greatest[1])));
            map.mass[cell] = area_of(&clip_to_box(&corners, least, greatest)) * share / whole;
        }
        let inside: f64 = map.mass.iter().sum();
        if inside > 1.0 {
            map.scale(1.0 / inside);
        }
        map.rest_of_world = (1.0 - inside).max(0.0);
        Ok(map)
    }

    /// The weighted sum of scenarios; weights are made to add up to one.
    ///
    /// # Errors
    /// Different grids; weights that are no weights.
    pub fn of_scenarios(scenarios: &[(f64, Self)]) -> Result<Self, MapError> {
        let total: f64 = scenarios.iter().map(|(weight, _)| weight).sum();
        if !(total > 0.0 && total.is_finite()) || scenarios.iter().any(|(weight, _)| *weight < 0.0) {
            return Err(MapError::Weight);
        }
        let (_, first) = scenarios.first().ok_or(MapError::Weight)?;
        let mut map = Self::empty(first.shape)?;
        for (weight, scenario) in scenarios {
            if scenario.shape != map.shape || scenario.mass.len() != map.mass.len() {
                return Err(MapError::Grids);
            }
            map.mass.iter_mut().zip(&scenario.mass).for_each(|(sum, mass)| *sum += weight / total * mass);
            map.rest_of_world += weight / total * scenario.rest_of_world;
        }
        Ok(map)
    }

    fn scale(&mut self, factor: f64) {
        self.mass.iter_mut().for_each(|mass| *mass *= factor);
        self.rest_of_world *= factor;
    }

    /// Probability of all cells and of the rest of the world.
    pub fn total(&self) -> f64 {
        self.mass.iter().sum::<f64>() + self.rest_of_world
    }

    /// Takes a search without result into account, by the probability of detection of each cell; returns the
    /// probability of success that it had. Cells beyond the end of `pod` were not searched.
    pub fn update(&mut self, pod: &[f64]) -> f64 {
        update::bayes(&mut self.mass, &mut self.rest_of_world, pod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(cells: usize, size_deg: f64) -> GridShape {
        let half = 0.5 * cells as f64 * size_deg;
        GridShape {
            lon0_deg: 131.0 - half,
            lat0_deg: 36.0 - half,
            dlon_deg: size_deg,
            dlat_deg: size_deg,
            ncols: cells,
            nrows: cells,
        }
    }

    /// The radius of the probable error holds one half.
    #[test]
    fn val_probable_error_holds_half() {
        let centre = Position::new(36.0, 131.0);
        let normal = Normal::of_probable_error(centre, 5_000.0);
        let map = Map::of_normal(shape(200, 0.005), &normal).expect("good numbers");
        assert!((map.total() - 1.0).abs() < 1e-12 && map.rest_of_world < 1e-6);
        let within = |cell: &usize| centre.to(map.shape.centre(*cell)).length() < 5_000.0;
        let held: f64 = (0..map.mass.len()).filter(within).map(|cell| map.mass[cell]).sum();
        assert!((held - 0.5).abs() < 0.01, "{held}");
    }

    #[test]
    fn maps_of_every_kind_add_up_to_one() {
        let grid = shape(20, 0.05);
        let polygon = [(35.9, 130.9), (35.9, 131.2), (36.1, 131.0), (36.0, 130.95)].map(|(a, o)| Position::new(a, o));
        let even = Map::of_polygon(grid, &polygon).expect("good numbers");
        assert!((even.total() - 1.0).abs() < 1e-12 && even.rest_of_world < 1e-4, "{}", even.rest_of_world);
        let half_off = [(36.0, 131.4), (36.0, 131.6), (36.2, 131.6), (36.2, 131.4)].map(|(a, o)| Position::new(a, o));
        let cut = Map::of_polygon(grid, &half_off).expect("good numbers");
        assert!((cut.rest_of_world - 0.5).abs() < 1e-3, "{}", cut.rest_of_world);
        let points = [(Position::new(36.01, 131.01), 3.0), (Position::new(50.0, 131.0), 1.0)];
        let few = Map::of_elements(grid, points).expect("good numbers");
        assert_eq!((few.rest_of_world, few.mass.iter().copied().fold(0.0, f64::max)), (0.25, 0.75));
        let mixed = Map::of_scenarios(&[(1.0, even), (3.0, few)]).expect("good numbers");
        assert!((mixed.total() - 1.0).abs() < 1e-12 && (mixed.rest_of_world - 0.1875).abs() < 1e-4);
    }

    #[test]
    fn bad_maps_are_refused() {
        let grid = shape(4, 0.1);
        assert_eq!(Map::of_elements(grid, []), Err(MapError::Weight));
        assert_eq!(Map::of_elements(grid, [(Position::new(36.0, 131.0), f64::NAN)]), Err(MapError::Weight));
        assert_eq!(Map::of_polygon(grid, &[Position::new(1.0, 1.0); 3]), Err(MapError::Polygon));
        assert_eq!(Map::of_elements(GridShape { ncols: usize::MAX, ..grid }, []), Err(MapError::Shape));
        let flat = Normal { sigma_minor_m: 0.0, ..Normal::of_probable_error(Position::new(36.0, 131.0), 1.0) };
        assert_eq!(Map::of_normal(grid, &flat), Err(MapError::Sigma));
    }
}
