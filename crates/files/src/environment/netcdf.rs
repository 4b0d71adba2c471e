//! NetCDF files, of either version, to layers on a grid.

use super::assemble::{KeptTimes, Layers, keep_times, keep_window, sanity};
use super::axis::{self, Shape};
use super::decode::Packing;
use super::file::{File, Variable};
use super::lattice::{Axis, Lattice, Window};
use super::names::{self, Relation};
use super::{CUT, Findings, Kind, Loaded, ScalarQuantity, Wanted, mapping, problem, units, warning};
use crate::finding::Finding;
use crate::limits::ENVIRONMENT_VALUES;

pub(super) fn read(file: &File<'_>, wanted: &Wanted<'_>) -> Result<Loaded<Layers>, Findings> {
    let chosen = names::choose(file, wanted)?;
    let mut warnings = chosen.warnings;
    let mut problems = Vec::new();
    let mut keep = |result: Result<Vec<Finding>, Findings>| match result {
        Ok(found) => warnings.extend(found),
        Err(found) => problems.extend(found),
    };
    let (first, relation) = (chosen.variables[0], chosen.relation);
    let mut scales = Vec::new();
    for (place, variable) in chosen.variables.iter().enumerate() {
        keep(scale(variable, relation, place, wanted.kind).map(|(scale, warnings)| {
            scales.push(scale);
            warnings
        }));
        if variable.dims != first.dims || variable.shape != first.shape {
            keep(Err(problem(
                format!("{} and {} are on different grids", first.name, variable.name),
                "regrid one of them to the other",
            )));
        }
    }
    let mut shape = None;
    keep(axis::shape(file, first, wanted.kind).map(|mut found| {
        let warnings = std::mem::take(&mut found.warnings);
        shape = Some(found);
        warnings
    }));
    let Some(shape) = shape.filter(|_| problems.is_empty()) else { return Err(problems) };
    let (lattice, also) = mapping::lattice(file, first, shape.row.1, shape.column.1)?;
    warnings.extend(also);
    if relation == Relation::ByName && lattice.layout != super::lattice::Layout::LonLat {
        let message =
            format!("{} and its fellow are taken as along the grid: the file says no standard names", first.name);
        warnings.push(warning(message, "check the file's description"));
    }
    let (unix_s, times) = kept_times(file, first, &shape, wanted)?;
    warnings.extend(times.warnings.iter().cloned());
    let window = keep_window(&first.described(), &lattice, wanted)?;
    let size = window.columns.checked_mul(window.rows).and_then(|n| n.checked_mul(times.count));
    if size.is_none_or(|n| n > ENVIRONMENT_VALUES) {
        let message = format!(
            "{} x {} x {} values in the area and time, at most {ENVIRONMENT_VALUES} are read",
            window.columns, window.rows, times.count
        );
        return Err(problem(message, CUT));
    }
    let mut layers = Layers::new(&lattice, window, times.times_s.clone());
    let cut = Cut { shape: &shape, lattice: &lattice, window, first: times.first, times: times.count };
    let values = cut.read_all(file, &chosen.variables, &scales);
    layers.fill(values?, relation);
    warnings.extend(sanity(wanted.kind, &layers));
    Ok(Loaded { field: layers, source: source(file, &chosen.variables, &shape, &lattice, &unix_s, wanted), warnings })
}

/// Times of the file, seconds since 1970, and those kept.
fn kept_times(
    file: &File<'_>,
    variable: &Variable,
    shape: &Shape<'_>,
    wanted: &Wanted<'_>,
) -> Result<(Vec<f64>, KeptTimes), Findings> {
    let Some((place, coordinate)) = shape.time else {
        let still = warning(format!("{} has no time; it is held constant", variable.described()), "");
        return Ok((Vec::new(), KeptTimes { first: 0, count: 1, times_s: vec![0.0], warnings: vec![still] }));
    };
    let unix_s = axis::times(file, coordinate)?;
    if unix_s.len() != variable.shape[place] {
        return Err(problem(
            format!("{} has another length than the time of {}", coordinate.name, variable.name),
            "download the file again",
        ));
    }
    let kept = keep_times(&variable.described(), &unix_s, wanted)?;
    Ok((unix_s, kept))
}

/// Factor and offset to the unit of the quantity.
type Scale = (f64, f64);

fn scale(variable: &Variable, relation: Relation, place: usize, kind: Kind) -> Result<(Scale, Vec<Finding>), Findings> {
    let unit = variable.text("units").unwrap_or_default();
    let angle = place == 1 && matches!(relation, Relation::From | Relation::To);
    let (known, need, assumed) = match kind {
        Kind::Vector(_) if angle => (units::degrees(unit).map(|f| (f, 0.0)), "degrees or radians", "degrees"),
        Kind::Vector(_) => (units::speed_mps(unit).map(|f| (f, 0.0)), "m s-1, cm s-1, km h-1 or knots", "m s-1"),
        Kind::Scalar(ScalarQuantity::SeaTemperature) => {
            (units::celsius_of_zero(unit).map(|zero| (1.0, zero)), "K or degC", "degC")
        }
        Kind::Scalar(ScalarQuantity::WaveHeight) => (units::metres(unit).map(|f| (f, 0.0)), "m", "m"),
    };
    match known {
        Some(scale) => Ok((scale, Vec::new())),
        None if unit.is_empty() => {
            let message = format!("{} has no unit; {assumed} is assumed", variable.described());
            Ok(((1.0, 0.0), vec![warning(message, "check the file's description")]))
        }
        None => {
            let hint = format!(
                "it must be {need}; name other variables, or convert it, for example with `cdo setattribute` and `cdo mulc`"
            );
            Err(problem(
                format!("{} is in \"{unit}\", which is no unit of the {}", variable.described(), kind.name()),
                hint,
            ))
        }
    }
}

/// What is cut out of each variable.
struct Cut<'c> {
    shape: &'c Shape<'c>,
    lattice: &'c Lattice,
    window: Window,
    first: usize,
    times: usize,
}

impl Cut<'_> {
    /// Every variable, each on a thread of its own: unpacking is most of the time.
    fn read_all(&self, file: &File<'_>, variables: &[&Variable], scales: &[Scale]) -> Result<Vec<Vec<f32>>, Findings> {
        std::thread::scope(|scope| {
            let mut running = Vec::new();
            for (variable, scale) in variables.iter().copied().zip(scales.iter().copied()) {
                running.push(scope.spawn(move || self.read(file, variable, scale)));
            }
            let stopped = || problem("reading stopped", "report this file");
            running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(stopped()))).collect()
        })
    }

    /// The values `[time][row][column]`, rows and columns rising, in the unit of the quantity.
    fn read(&self, file: &File<'_>, variable: &Variable, scale: Scale) -> Result<Vec<f32>, Findings> {
        let (times, rows, columns) = (self.times, self.window.rows, self.window.columns);
        let mut out = vec![f32::NAN; times * rows * columns];
        // A window over the seam of a global grid comes in two parts.
        let whole = self.lattice.x.len;
        let left = columns.min(whole - self.window.column);
        self.part(file, variable, scale, (self.window.column, left, 0), &mut out)?;
        if left < columns {
            self.part(file, variable, scale, (0, columns - left, left), &mut out)?;
        }
        Ok(out)
    }

    fn part(
        &self,
        file: &File<'_>,
        variable: &Variable,
        scale: Scale,
        (column, columns, shift): (usize, usize, usize),
        out: &mut [f32],
    ) -> Result<(), Findings> {
        let shape = self.shape;
        let (row_dim, column_dim) = (shape.row.0, shape.column.0);
        let mut start = shape.fixed.clone();
        let mut count = vec![1; start.len()];
        (start[row_dim], count[row_dim]) =
            (on_disk(&self.lattice.y, self.window.row, self.window.rows), self.window.rows);
        (start[column_dim], count[column_dim]) = (on_disk(&self.lattice.x, column, columns), columns);
        if let Some((time_dim, _)) = shape.time {
            (start[time_dim], count[time_dim]) = (self.first, self.times);
        }
        let packing = Packing::of(variable);
        let mut raw: Vec<f32> = Vec::with_capacity(count.iter().product());
        file.piece(variable, &start, &count, |v| raw.push(finite(packing.value(v) * scale.0 + scale.1)))?;
        let step = |dim: usize| count[dim + 1..].iter().product::<usize>();
        let (row_step, column_step) = (step(row_dim), step(column_dim));
        let time_step = shape.time.map_or(0, |(dim, _)| step(dim));
        for time in 0..self.times {
            for row in 0..self.window.rows {
                let from = time * time_step + turned(&self.lattice.y, row, self.window.rows) * row_step;
                let to = (time * self.window.rows + row) * self.window.columns + shift;
                let Some(to) = out.get_mut(to..to + columns) else { continue };
                if column_step == 1 && !self.lattice.x.reversed {
                    match raw.get(from..from + columns) {
                        Some(from) => to.copy_from_slice(from),
                        None => {
                            return Err(problem(format!("{} is cut off", variable.name), "download the file again"));
                        }
                    }
                    continue;
                }
                for (i, to) in to.iter_mut().enumerate() {
                    *to =
                        raw.get(from + turned(&self.lattice.x, i, columns) * column_step).copied().unwrap_or(f32::NAN);
                }
            }
        }
        Ok(())
    }
}

/// The value, NaN when 32 bits cannot hold it.
#[inline]
fn finite(value: f64) -> f32 {
    let value = value as f32;
    if value.is_finite() { value } else { f32::NAN }
}

/// First index in the file of a run of rising indices.
fn on_disk(axis: &Axis, first: usize, count: usize) -> usize {
    if axis.reversed { axis.len - first - count } else { first }
}

fn turned(axis: &Axis, index: usize, count: usize) -> usize {
    if axis.reversed { count - 1 - index } else { index }
}

fn source(
    file: &File<'_>,
    variables: &[&Variable],
    shape: &Shape<'_>,
    lattice: &Lattice,
    unix_s: &[f64],
    wanted: &Wanted<'_>,
) -> String {
    let names: Vec<String> = variables.iter().map(|v| v.described()).collect();
    let mut parts = vec![names.join(", ")];
    if !shape.level.is_empty() {
        parts.push(shape.level.clone());
    }
    parts.push(lattice.describe());
    parts.push(axis::describe_times(unix_s));
    if wanted.shift_s != 0.0 {
        parts.push(format!("shifted by {} s", wanted.shift_s));
    }
    let words = ["title", "institution", "source", "license"].iter().filter_map(|name| file.attribute(name));
    let words: Vec<&str> = words.filter(|text| !matches!(*text, "unknown" | "none")).collect();
    let text = parts.join("; ");
    let about: String = words.join("; ").chars().map(|c| if c.is_control() { ' ' } else { c }).take(240).collect();
    if about.is_empty() { text } else { format!("{text} ({about})") }
}
