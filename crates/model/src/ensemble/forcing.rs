//! Wind, current or Stokes drift as the kernel reads them.
//!
//! A stack of grids, the best first, and a constant for where none has a value. Before each stretch of steps the part of
//! every grid that the elements can reach is blended to the times of the steps ([`Forcing::window`]), so that a look needs
//! two 16-byte loads and seven interpolations. Where a corner is missing, or outside the best grid, the look is repeated
//! one by one through the whole stack ([`Window::repair`]), with the rules of [`crate::field`].

use super::BLOCK;
use super::axes::{Axes, Projected, Warp};
use crate::field::{FieldGap, MIN_WEIGHT, ProjectedField, VectorField};
use crate::position::Position;

/// A box in degrees: west, south, east, north; longitudes run on beyond 180.
pub type Bounds = [f64; 4];

/// One vector grid of a stack.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Name for messages.
    pub name: String,
    axes: Axes,
    ncols: usize,
    nrows: usize,
    times_s: Vec<f64>,
    /// East and north in m/s, `[time][row][column]`, NaN where missing.
    nodes: Vec<[f32; 2]>,
}

/// A stack of grids of one variable.
#[derive(Clone, Debug, Default)]
pub struct Forcing {
    /// Name for messages: `wind`, `current`, `Stokes drift`.
    pub variable: String,
    layers: Vec<Layer>,
    fallback: Option<[f32; 2]>,
}

impl Layer {
    /// A longitude-latitude grid; `near_lon_deg` is a longitude of the case, so that the grid is read on the same turn.
    pub fn from_lonlat(field: VectorField, near_lon_deg: f64) -> Self {
        let width = field.dlon_deg * field.nlon as f64;
        let closed = (width - 360.0).abs() < 1e-6;
        let middle = field.lon0_deg + 0.5 * width;
        let turns = ((near_lon_deg - middle) / 360.0).round();
        let axes = Axes::LonLat {
            lon0_deg: field.lon0_deg + 360.0 * turns,
            per_lon: 1.0 / field.dlon_deg,
            lat0_deg: field.lat0_deg,
            per_lat: 1.0 / field.dlat_deg,
            closed,
        };
        let nodes = field.east.iter().zip(&field.north).map(|(e, n)| [*e, *n]).collect();
        Self { name: field.name, axes, ncols: field.nlon, nrows: field.nlat, times_s: field.times_s, nodes }
    }

    /// A grid of a map projection.
    pub fn from_projected(field: ProjectedField) -> Self {
        let grid = Projected {
            projection: field.projection,
            x0: field.x0,
            per_x: 1.0 / field.dx,
            y0: field.y0,
            per_y: 1.0 / field.dy,
        };
        let nodes = field.east.iter().zip(&field.north).map(|(e, n)| [*e, *n]).collect();
        let axes = Axes::Projected(Box::new(grid));
        Self { name: field.name, axes, ncols: field.nx, nrows: field.ny, times_s: field.times_s, nodes }
    }

    /// First and last time, seconds; `None` when a single time holds always.
    pub fn span_s(&self) -> Option<(f64, f64)> {
        match self.times_s.as_slice() {
            [first, .., last] => Some((*first, *last)),
            _ => None,
        }
    }

    /// Index of the earlier layer and the share of the later one.
    fn time(&self, time_s: f64) -> Result<(usize, f32), FieldGap> {
        let times = &self.times_s;
        let Some((first, last)) = self.span_s() else {
            return if times.is_empty() { Err(FieldGap::OutsideTime) } else { Ok((0, 0.0)) };
        };
        if !(time_s >= first && time_s <= last) {
            return Err(FieldGap::OutsideTime);
        }
        let index = (times.partition_point(|time| *time <= time_s) - 1).min(times.len() - 2);
        Ok((index, ((time_s - times[index]) / (times[index + 1] - times[index])) as f32))
    }

    #[inline(always)]
    fn node(&self, (time, share): (usize, f32), row: usize, column: usize) -> [f32; 2] {
        let at = (time * self.nrows + row) * self.ncols + column;
        let earlier = self.nodes[at];
        if share == 0.0 {
            return earlier;
        }
        let later = self.nodes[at + self.nrows * self.ncols];
        [earlier[0] + share * (later[0] - earlier[0]), earlier[1] + share * (later[1] - earlier[1])]
    }

    /// The vector at a place and time by the rules of the field module: bilinear, missing corners left out while the
    /// weight of the rest is at least [`MIN_WEIGHT`].
    fn at(&self, lon_deg: f64, lat_deg: f64, time_s: f64) -> Result<[f32; 2], FieldGap> {
        let time = self.time(time_s)?;
        let (x, y) = self.axes.exact(lon_deg, lat_deg).ok_or(FieldGap::OutsideArea)?;
        let columns = if self.axes.closed() { self.ncols } else { self.ncols - 1 };
        let inside = x >= 0.0 && y >= 0.0 && x <= columns as f64 && y <= (self.nrows - 1) as f64;
        if !inside {
            return Err(FieldGap::OutsideArea);
        }
        let (column, row) = ((x as usize).min(columns - 1), (y as usize).min(self.nrows - 2));
        let (fx, fy) = ((x - column as f64) as f32, (y - row as f64) as f32);
        let next = if column + 1 == self.ncols { 0 } else { column + 1 };
        let corners = [(row, column), (row, next), (row + 1, column), (row + 1, next)];
        let values = corners.map(|(row, column)| self.node(time, row, column));
        if values.iter().all(|v| !v[0].is_nan() && !v[1].is_nan()) {
            return Ok(bilinear(values, fx, fy));
        }
        let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
        let (mut sum, mut total) = ([0.0_f32; 2], 0.0_f32);
        for (value, weight) in values.into_iter().zip(weights) {
            if !(value[0].is_nan() || value[1].is_nan()) {
                sum = [sum[0] + weight * value[0], sum[1] + weight * value[1]];
                total += weight;
            }
        }
        if f64::from(total) < MIN_WEIGHT { Err(FieldGap::Missing) } else { Ok([sum[0] / total, sum[1] / total]) }
    }
}

/// First along the column, then along the row: the order of the vector loop.
#[inline(always)]
fn bilinear([sw, se, nw, ne]: [[f32; 2]; 4], fx: f32, fy: f32) -> [f32; 2] {
    let west = [sw[0] + fy * (nw[0] - sw[0]), sw[1] + fy * (nw[1] - sw[1])];
    let east = [se[0] + fy * (ne[0] - se[0]), se[1] + fy * (ne[1] - se[1])];
    [west[0] + fx * (east[0] - west[0]), west[1] + fx * (east[1] - west[1])]
}

impl Forcing {
    /// A stack; `fallback` in m/s (east, north) is used where no layer has a value, none makes that the end of an element.
    pub fn new(variable: &str, layers: Vec<Layer>, fallback: Option<[f32; 2]>) -> Self {
        Self { variable: variable.to_owned(), layers, fallback }
    }

    /// The same vector everywhere and always, m/s east and north.
    pub fn constant(variable: &str, value: [f32; 2]) -> Self {
        Self::new(variable, Vec::new(), Some(value))
    }

    /// The layers, the preferred one first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The vector of the first layer that has one, else the fallback, m/s.
    ///
    /// # Errors
    /// Without a fallback, the gap of the layer that came nearest to an answer.
    pub fn at(&self, lon_deg: f64, lat_deg: f64, time_s: f64) -> Result<[f32; 2], FieldGap> {
        let mut nearest = FieldGap::OutsideArea;
        for layer in &self.layers {
            match layer.at(lon_deg, lat_deg, time_s) {
                Ok(value) => return Ok(value),
                Err(gap) => nearest = nearest.max(gap),
            }
        }
        self.fallback.ok_or(nearest)
    }

    /// What is wrong at a place and time, in words.
    pub fn explain(&self, gap: FieldGap, lon_deg: f64, lat_deg: f64, time_s: f64) -> String {
        gap.explain(&self.variable, Position::new(lat_deg, crate::math::wrap_180(lon_deg)), time_s)
    }

    /// The part within `bounds`, blended to each of `times_s`.
    pub fn window(&self, bounds: Bounds, times_s: &[f64]) -> Window<'_> {
        let best = self.layers.iter().find_map(|layer| Best::new(layer, bounds, times_s));
        // Only the first layer of a stack may answer without asking the ones before it.
        let best = best.filter(|best| std::ptr::eq(best.layer, &self.layers[0]));
        Window { forcing: self, best, times_s: times_s.to_vec() }
    }
}

/// Columns, rows and shares of a block in a grid; scratch of [`Window::look`].
#[derive(Clone, Debug)]
pub(super) struct Cells {
    x: [f64; BLOCK],
    y: [f64; BLOCK],
    at: [u32; BLOCK],
    fx: [f32; BLOCK],
    fy: [f32; BLOCK],
    outside: [f32; BLOCK],
}

impl Cells {
    pub fn new() -> Self {
        let (wide, narrow) = ([0.0; BLOCK], [0.0; BLOCK]);
        Self { x: wide, y: wide, at: [0; BLOCK], fx: narrow, fy: narrow, outside: narrow }
    }
}

/// The reachable part of the first layer.
#[derive(Clone, Debug)]
struct Best<'f> {
    layer: &'f Layer,
    warp: Option<Warp>,
    column0: f64,
    row0: f64,
    ncols: usize,
    nrows: usize,
    /// One grid a time; empty where the layer has no such time.
    stages: Vec<Vec<[f32; 2]>>,
}

impl<'f> Best<'f> {
    fn new(layer: &'f Layer, bounds: Bounds, times_s: &[f64]) -> Option<Self> {
        let [x0, y0, x1, y1] = layer.axes.window(bounds)?;
        let columns = if layer.axes.closed() { f64::INFINITY } else { (layer.ncols - 1) as f64 };
        let low_x = if layer.axes.closed() { f64::NEG_INFINITY } else { 0.0 };
        let (c0, c1) = (x0.floor().max(low_x), x1.ceil().min(columns));
        let (r0, r1) = (y0.floor().max(0.0), y1.ceil().min((layer.nrows - 1) as f64));
        if !(c1 > c0 && r1 > r0 && c1 - c0 <= 2.0 * layer.ncols as f64) {
            return None;
        }
        let (ncols, nrows) = ((c1 - c0) as usize + 1, (r1 - r0) as usize + 1);
        let first = (c0 as i64).rem_euclid(layer.ncols as i64) as usize;
        let blend = |time_s: &f64| {
            let Ok(time) = layer.time(*time_s) else { return Vec::new() };
            let mut grid = Vec::with_capacity(ncols * nrows);
            for row in r0 as usize..r0 as usize + nrows {
                grid.extend((0..ncols).map(|column| layer.node(time, row, (first + column) % layer.ncols)));
            }
            grid
        };
        let warp = layer.axes.warp(bounds);
        Some(Self { layer, warp, column0: c0, row0: r0, ncols, nrows, stages: times_s.iter().map(blend).collect() })
    }
}

/// A forcing within bounds at some times.
#[derive(Clone, Debug)]
pub struct Window<'f> {
    forcing: &'f Forcing,
    best: Option<Best<'f>>,
    times_s: Vec<f64>,
}

impl Window<'_> {
    /// Looks up a whole block at a time; NaN where [`Window::repair`] must look again.
    #[inline(always)]
    pub(super) fn look(
        &self,
        stage: usize,
        (lon, lat): (&[f64; BLOCK], &[f64; BLOCK]),
        cells: &mut Cells,
        (east, north): (&mut [f32; BLOCK], &mut [f32; BLOCK]),
    ) {
        let grid = self.best.as_ref().and_then(|best| Some((best, best.stages.get(stage)?)));
        let Some((best, grid)) = grid.filter(|(_, grid)| !grid.is_empty()) else {
            let constant = self.forcing.fallback.filter(|_| self.forcing.layers.is_empty());
            let [e, n] = constant.unwrap_or([f32::NAN; 2]);
            (*east, *north) = ([e; BLOCK], [n; BLOCK]);
            return;
        };
        let Cells { x, y, at, fx, fy, outside } = cells;
        match (&best.layer.axes, &best.warp) {
            (Axes::LonLat { lon0_deg, per_lon, lat0_deg, per_lat, .. }, _) => {
                for i in 0..BLOCK {
                    x[i] = (lon[i] - lon0_deg) * per_lon - best.column0;
                    y[i] = (lat[i] - lat0_deg) * per_lat - best.row0;
                }
            }
            (Axes::Projected(_), Some(warp)) => warp.look((lon, lat), (best.column0, best.row0), (x, y)),
            (Axes::Projected(_), None) => (*x, *y) = ([f64::NAN; BLOCK], [f64::NAN; BLOCK]),
        }
        let (right, top) = ((best.ncols - 1) as f64, (best.nrows - 1) as f64);
        let (last_column, last_row) = ((best.ncols - 2) as i32, (best.nrows - 2) as i32);
        for i in 0..BLOCK {
            let inside = (x[i] >= 0.0) & (x[i] <= right) & (y[i] >= 0.0) & (y[i] <= top);
            // NaN fails the first comparison. Written so that each is one instruction.
            let (cx, cy) = (if x[i] > 0.0 { x[i] } else { 0.0 }, if y[i] > 0.0 { y[i] } else { 0.0 });
            let (cx, cy) = (if cx < right { cx } else { right }, if cy < top { cy } else { top });
            // SAFETY: both are finite and within 0..=the number of columns or rows, which fit an i32.
            let (column, row) = unsafe { (cx.to_int_unchecked::<i32>(), cy.to_int_unchecked::<i32>()) };
            let (column, row) = (column.min(last_column), row.min(last_row));
            fx[i] = (cx - f64::from(column)) as f32;
            fy[i] = (cy - f64::from(row)) as f32;
            at[i] = (row * best.ncols as i32 + column) as u32;
            outside[i] = if inside { 0.0 } else { f32::NAN };
        }
        let ncols = best.ncols;
        for i in 0..BLOCK {
            let at = at[i] as usize;
            // SAFETY: column and row were held below ncols - 1 and nrows - 1, and the grid has ncols * nrows nodes.
            let (south, north_of) = unsafe { (pair(grid, at), pair(grid, at + ncols)) };
            let mut column = [0.0_f32; 4];
            for k in 0..4 {
                column[k] = south[k] + fy[i] * (north_of[k] - south[k]);
            }
            east[i] = column[0] + fx[i] * (column[2] - column[0]) + outside[i];
            north[i] = column[1] + fx[i] * (column[3] - column[1]) + outside[i];
        }
    }

    /// The answer for one element that [`Window::look`] could not give.
    #[cold]
    pub(super) fn repair(&self, stage: usize, lon_deg: f64, lat_deg: f64) -> Result<[f32; 2], FieldGap> {
        self.forcing.at(lon_deg, lat_deg, self.times_s[stage])
    }

    /// The stack that is looked at.
    pub(super) fn forcing(&self) -> &Forcing {
        self.forcing
    }

    /// Whether every look is the same number.
    pub(super) fn is_constant(&self) -> bool {
        self.forcing.layers.is_empty()
    }
}

/// Two neighbouring nodes as one load: `[u, v, u of the next, v of the next]`.
///
/// # Safety
/// `at + 1` must be an index of the grid.
#[inline(always)]
unsafe fn pair(grid: &[[f32; 2]], at: usize) -> [f32; 4] {
    debug_assert!(at + 1 < grid.len());
    // SAFETY: the caller keeps both nodes within the grid; f32 arrays may be read unaligned.
    unsafe { grid.as_ptr().add(at).cast::<[f32; 4]>().read_unaligned() }
}
