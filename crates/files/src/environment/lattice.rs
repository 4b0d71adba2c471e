//! The horizontal grid of a file, and the part of it that is kept.

use sarex_model::field::Projection;
use sarex_model::math::wrap_180;
use sarex_model::position::Position;

use super::{Findings, problem};
use crate::fgb::Bbox;

/// Points along each side of an area or a grid that are looked at to find its bounds in the other's coordinates.
const SAMPLES: usize = 24;

/// A coordinate that rises evenly once a descending one is turned round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    pub start: f64,
    pub step: f64,
    pub len: usize,
    /// The file holds it from high to low.
    pub reversed: bool,
}

impl Axis {
    /// From the values of a coordinate variable; they may be off by 2 % of a step, as 32-bit longitudes are.
    pub(super) fn of(name: &str, values: &[f64]) -> Result<Self, Findings> {
        let (Some(first), Some(last)) = (values.first().copied(), values.last().copied()) else {
            return Err(problem(format!("the coordinate {name} is empty"), ""));
        };
        if values.len() < 2 {
            return Err(problem(
                format!("the coordinate {name} has one value; a grid needs two"),
                "give a field, not a single point",
            ));
        }
        let step = (last - first) / (values.len() - 1) as f64;
        let even = |(i, v): (usize, &f64)| (v - (first + step * i as f64)).abs() <= 0.02 * step.abs();
        if !(step.is_finite() && step != 0.0 && values.iter().enumerate().all(even)) {
            let hint = "regrid it evenly, for example with `cdo remapbil,<grid> in.nc out.nc`";
            return Err(problem(format!("the coordinate {name} is not evenly spaced"), hint));
        }
        let reversed = step < 0.0;
        Ok(Self { start: if reversed { last } else { first }, step: step.abs(), len: values.len(), reversed })
    }

    pub(super) fn end(&self) -> f64 {
        self.at(self.len.saturating_sub(1))
    }

    pub(super) fn at(&self, index: usize) -> f64 {
        self.start + self.step * index as f64
    }

    /// The indices between two coordinates and one on each side, two at least; `None` without overlap.
    fn between(&self, low: f64, high: f64) -> Option<(usize, usize)> {
        if !(low <= self.end() && high >= self.start) {
            return None;
        }
        let top = self.len.saturating_sub(1);
        let first = ((low - self.start) / self.step).floor() - 1.0;
        let last = ((high - self.start) / self.step).ceil() + 1.0;
        let first = (first.max(0.0) as usize).min(top.saturating_sub(1));
        let last = (last.max(0.0) as usize).clamp(first + 1, top.max(first + 1));
        Some((first, last - first + 1))
    }
}

/// What the coordinates are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Layout {
    LonLat,
    Projected(Projection),
}

/// The grid of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lattice {
    pub layout: Layout,
    pub x: Axis,
    pub y: Axis,
}

/// The part kept: rows in rising order; columns in rising order, round the globe where the grid closes on itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub column: usize,
    pub columns: usize,
    pub row: usize,
    pub rows: usize,
}

impl Lattice {
    /// Sets the step of a longitude that goes round the globe to the fraction of the circle that it is.
    pub(super) fn closed(mut self) -> Self {
        if self.goes_round() {
            self.x.step = 360.0 / self.x.len as f64;
        }
        self
    }

    fn goes_round(&self) -> bool {
        self.layout == Layout::LonLat && (self.x.step * self.x.len as f64 - 360.0).abs() < 0.05 * self.x.step
    }

    /// The part that covers an area; `None` without overlap.
    pub(super) fn window(&self, area: Option<Bbox>) -> Option<Window> {
        let whole = Window { column: 0, columns: self.x.len, row: 0, rows: self.y.len };
        let Some([west, south, east, north]) = area else { return Some(whole) };
        if let Layout::Projected(projection) = &self.layout {
            return self.projected_window(projection, area?);
        }
        let (row, rows) = self.y.between(south, north)?;
        let (column, columns) = self.columns(west, east)?;
        Some(Window { column, columns, row, rows })
    }

    fn columns(&self, west: f64, east: f64) -> Option<(usize, usize)> {
        let span = if east < west { east - west + 360.0 } else { east - west };
        if span >= 360.0 {
            return Some((0, self.x.len));
        }
        let west = self.x.start + (west - self.x.start).rem_euclid(360.0);
        if self.goes_round() {
            let first = ((west - self.x.start) / self.x.step).floor() as usize + self.x.len - 1;
            let last = ((west + span - self.x.start) / self.x.step).ceil() as usize + self.x.len + 1;
            let columns = last - first + 1;
            return Some(if columns >= self.x.len { (0, self.x.len) } else { (first % self.x.len, columns) });
        }
        let here = self.x.between(west, west + span);
        let before = self.x.between(west - 360.0, west - 360.0 + span);
        // Both only on a grid that is nearly round the globe: the larger part.
        match (here, before) {
            (Some(a), Some(b)) => Some(if a.1 >= b.1 { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    fn projected_window(&self, projection: &Projection, area: Bbox) -> Option<Window> {
        let [west, south, mut east, north] = area;
        if east < west {
            east += 360.0;
        }
        let middle = self.x.at(self.x.len / 2);
        let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        for (i, j) in (0..=SAMPLES).flat_map(|i| (0..=SAMPLES).map(move |j| (i as f64, j as f64))) {
            let part = SAMPLES as f64;
            let place = Position::new(south + (north - south) * i / part, wrap_180(west + (east - west) * j / part));
            let (mut x, y) = projection.forward(place);
            if projection.is_angular() {
                x = middle + wrap_180(x - middle);
            }
            if x.is_finite() && y.is_finite() {
                low = (low.0.min(x), low.1.min(y));
                high = (high.0.max(x), high.1.max(y));
            }
        }
        // Sides bend between the samples by far less than this.
        let slack = (0.02 * (high.0 - low.0), 0.02 * (high.1 - low.1));
        let (column, columns) = self.x.between(low.0 - slack.0, high.0 + slack.0)?;
        let (row, rows) = self.y.between(low.1 - slack.1, high.1 + slack.1)?;
        Some(Window { column, columns, row, rows })
    }

    /// West, south, east, north.
    pub(super) fn bounds(&self) -> Bbox {
        match &self.layout {
            Layout::LonLat => [self.x.start, self.y.start, self.x.end(), self.y.end()],
            Layout::Projected(p) => projected_bounds(p, (self.x.start, self.y.start), (self.x.end(), self.y.end())),
        }
    }

    /// In words, for the list of sources.
    pub(super) fn describe(&self) -> String {
        let (nx, ny) = (self.x.len, self.y.len);
        match &self.layout {
            Layout::LonLat => format!(
                "longitude-latitude grid {nx} x {ny} at {} x {} degrees",
                short(self.x.step),
                short(self.y.step)
            ),
            Layout::Projected(p) => {
                format!("{} grid {nx} x {ny} at {} x {} {}", p.name(), short(self.x.step), short(self.y.step), p.unit())
            }
        }
    }
}

/// Six significant digits: 32-bit coordinates know no more.
fn short(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// West, south, east, north of a projected grid between two corners, found along its sides.
pub(super) fn projected_bounds(projection: &Projection, low: (f64, f64), high: (f64, f64)) -> Bbox {
    let middle = projection.inverse((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for i in 0..=SAMPLES {
        let share = i as f64 / SAMPLES as f64;
        let (x, y) = (low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1));
        for (x, y) in [(x, low.1), (x, high.1), (low.0, y), (high.0, y)] {
            let place = projection.inverse(x, y);
            let lon = middle.lon_deg + wrap_180(place.lon_deg - middle.lon_deg);
            bounds =
                [bounds[0].min(lon), bounds[1].min(place.lat_deg), bounds[2].max(lon), bounds[3].max(place.lat_deg)];
        }
    }
    for lat in [90.0, -90.0] {
        let (x, y) = projection.forward(Position::new(lat, 0.0));
        if (low.0..=high.0).contains(&x) && (low.1..=high.1).contains(&y) {
            bounds = [-180.0, bounds[1].min(lat), 180.0, bounds[3].max(lat)];
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globe() -> Lattice {
        let x = Axis::of("lon", &(0..360).map(f64::from).collect::<Vec<_>>()).unwrap();
        let y = Axis::of("lat", &(-90..=90).rev().map(f64::from).collect::<Vec<_>>()).unwrap();
        Lattice { layout: Layout::LonLat, x, y }.closed()
    }

    #[test]
    fn a_window_keeps_one_cell_round_the_area() {
        let window = globe().window(Some([129.5, 35.2, 131.0, 36.9])).unwrap();
        assert_eq!((window.column, window.columns, window.row, window.rows), (128, 5, 124, 5));
        assert!(globe().y.reversed);
    }

    #[test]
    fn a_window_goes_over_the_seam_of_a_global_grid() {
        let window = globe().window(Some([-2.0, 50.0, 1.0, 51.0])).unwrap();
        assert_eq!((window.column, window.columns), (357, 6));
        let window = globe().window(Some([179.0, -1.0, -179.0, 1.0])).unwrap();
        assert_eq!((window.column, window.columns), (178, 5));
        assert_eq!(globe().window(Some([-180.0, -90.0, 180.0, 90.0])).unwrap().columns, 360);
    }

    #[test]
    fn a_part_of_the_globe_may_lie_a_turn_away() {
        let mut pacific = globe();
        pacific.x = Axis { start: 150.0, step: 1.0, len: 61, reversed: false };
        let window = pacific.window(Some([-175.0, 0.0, -170.0, 1.0])).unwrap();
        assert_eq!((window.column, window.columns), (34, 8));
        assert_eq!(pacific.window(Some([0.0, 0.0, 5.0, 1.0])), None);
        assert_eq!(pacific.window(Some([155.0, 91.0, 156.0, 92.0])), None);
    }

    #[test]
    fn uneven_coordinates_are_refused() {
        assert!(Axis::of("lat", &[0.0, 1.0, 2.1]).is_err());
        assert!(Axis::of("lat", &[1.0, 1.0]).is_err());
        assert!(Axis::of("lat", &[0.0, f64::NAN]).is_err());
        assert!(Axis::of("lat", &[0.0]).is_err() && Axis::of("lat", &[]).is_err());
    }
}
