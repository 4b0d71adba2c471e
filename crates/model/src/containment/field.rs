//! A smoothed density on the part of a grid that holds something.

use super::{levels_of, rings, usable};
use crate::density::GridShape;
use geo::MultiPolygon;

/// Passes of smoothing beyond this only cost time.
const MOST_PASSES: u32 = 64;
/// Parts of a cell each way while there are at most [`FINE_CELLS`] cells with probability, and beyond.
const PARTS: [usize; 2] = [4, 2];
const FINE_CELLS: usize = 20_000;

/// Probability in a square metre at the centres of cells, smoothed; zero along its edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The cells: those of the grid that hold something, and a rim.
    shape: GridShape,
    /// `[row][column]`, rows from south.
    values: Vec<f64>,
}

/// First and last row and column with probability.
struct Box4 {
    rows: (usize, usize),
    columns: (usize, usize),
}

fn occupied(shape: &GridShape, mass: &[f32]) -> Option<Box4> {
    let mut found: Option<Box4> = None;
    for (index, _) in mass.iter().take(shape.len()).enumerate().filter(|(_, m)| usable(f64::from(**m))) {
        let (row, column) = (index / shape.ncols, index % shape.ncols);
        let b = found.get_or_insert(Box4 { rows: (row, row), columns: (column, column) });
        b.rows = (b.rows.0.min(row), b.rows.1.max(row));
        b.columns = (b.columns.0.min(column), b.columns.1.max(column));
    }
    found
}

impl Field {
    /// The density of `mass` (`[row][column]` of `shape`), smoothed so many times (1 at least). Nothing usable gives an
    /// empty field.
    pub fn new(shape: &GridShape, mass: &[f32], passes: u32) -> Self {
        let passes = passes.clamp(1, MOST_PASSES);
        let sound = [shape.lon0_deg, shape.lat0_deg, shape.dlon_deg, shape.dlat_deg].iter().all(|v| v.is_finite());
        let Some(b) = occupied(shape, mass).filter(|_| sound && shape.dlon_deg > 0.0 && shape.dlat_deg > 0.0) else {
            return Self { shape: GridShape::default(), values: Vec::new() };
        };
        let rim = passes as usize + 1;
        let (ncols, nrows) = (b.columns.1 - b.columns.0 + 1 + 2 * rim, b.rows.1 - b.rows.0 + 1 + 2 * rim);
        let edge = |first: usize| first as f64 - rim as f64;
        let inner = GridShape {
            lon0_deg: shape.lon0_deg + edge(b.columns.0) * shape.dlon_deg,
            lat0_deg: shape.lat0_deg + edge(b.rows.0) * shape.dlat_deg,
            ncols,
            nrows,
            ..*shape
        };
        let mut values = vec![0.0; ncols * nrows];
        for row in b.rows.0..=b.rows.1 {
            let per_m2 = 1.0 / shape.cell_area_m2(row).max(1.0);
            let first = row * shape.ncols + b.columns.0;
            // The last row may be cut short.
            let end = (first + b.columns.1 - b.columns.0 + 1).min(mass.len());
            let source = mass.get(first..end).unwrap_or(&[]);
            let start = (row - b.rows.0 + rim) * ncols + rim;
            for (value, m) in values[start..].iter_mut().zip(source) {
                let m = f64::from(*m);
                *value = if usable(m) { m * per_m2 } else { 0.0 };
            }
        }
        for _ in 0..passes {
            smooth(&mut values, ncols);
        }
        Self { shape: inner, values }
    }

    /// Density levels whose regions hold these shares of the probability in `mass`, counted as it stands.
    ///
    /// The shape and mass are those the field was made from. A share of 0, or nothing there: an infinite level.
    pub fn levels(&self, shape: &GridShape, mass: &[f32], shares: &[f64]) -> Vec<f64> {
        let cells = mass.iter().take(shape.len()).filter(|m| usable(f64::from(**m))).count();
        let parts = PARTS[usize::from(cells > FINE_CELLS)];
        let mut samples = Vec::with_capacity(if self.values.is_empty() { 0 } else { cells * parts * parts });
        if !self.values.is_empty() {
            // The field's cells are the grid's, moved by a whole number.
            let moved = |d: f64, step: f64| (d / step).round() as i64;
            let left = moved(shape.lon0_deg - self.shape.lon0_deg, shape.dlon_deg);
            let below = moved(shape.lat0_deg - self.shape.lat0_deg, shape.dlat_deg);
            for (index, m) in mass.iter().enumerate().take(shape.len()).filter(|(_, m)| usable(f64::from(**m))) {
                let (row, column) = ((index / shape.ncols) as i64 + below, (index % shape.ncols) as i64 + left);
                self.sample_cell(row as usize, column as usize, f64::from(*m), parts, &mut samples);
            }
        }
        // A hair lower, so that a flat top lies wholly inside.
        levels_of(&mut samples, shares).into_iter().map(|level| level * (1.0 - 1e-9)).collect()
    }

    /// The polygons where the density, bilinear between centres, is at least `level`.
    pub fn polygons(&self, level: f64) -> MultiPolygon<f64> {
        if self.values.is_empty() || !level.is_finite() || level <= 0.0 {
            return MultiPolygon::new(Vec::new());
        }
        rings::polygons(&self.shape, &self.values, level)
    }

    fn sample_cell(&self, row: usize, column: usize, mass: f64, parts: usize, samples: &mut Vec<(f64, f64)>) {
        let at = |dy: i64, dx: i64| {
            let (y, x) = ((row as i64 + dy) as usize, (column as i64 + dx) as usize);
            self.values.get(y * self.shape.ncols + x).copied().unwrap_or(0.0)
        };
        let weight = mass / (parts * parts) as f64;
        let middle = at(0, 0);
        for j in 0..parts {
            let v = (j as f64 + 0.5) / parts as f64 - 0.5;
            let dy = if v < 0.0 { -1 } else { 1 };
            for i in 0..parts {
                let u = (i as f64 + 0.5) / parts as f64 - 0.5;
                let dx = if u < 0.0 { -1 } else { 1 };
                let (u, v) = (u.abs(), v.abs());
                let near = middle * (1.0 - u) + at(0, dx) * u;
                let far = at(dy, 0) * (1.0 - u) + at(dy, dx) * u;
                samples.push((near * (1.0 - v) + far * v, weight));
            }
        }
    }
}

/// One pass of 1/4, 1/2, 1/4 along rows, then along columns; the edge is zero and stays so.
fn smooth(values: &mut [f64], ncols: usize) {
    for row in values.chunks_exact_mut(ncols) {
        let mut before = 0.0;
        for k in 0..row.len() {
            let here = row[k];
            let after = row.get(k + 1).copied().unwrap_or(0.0);
            row[k] = 0.25 * before + 0.5 * here + 0.25 * after;
            before = here;
        }
    }
    let mut before = vec![0.0; ncols];
    for start in (0..values.len()).step_by(ncols) {
        for k in 0..ncols {
            let here = values[start + k];
            let after = values.get(start + ncols + k).copied().unwrap_or(0.0);
            values[start + k] = 0.25 * before[k] + 0.5 * here + 0.25 * after;
            before[k] = here;
        }
    }
}
